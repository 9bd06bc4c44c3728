use super::{Firm, id};
use serde_json::{Value, json};

fn file(firm: &Firm, record_id: &str, name: &str) {
    let files = json!([{ "name": name, "bytes": "UGxhbg==" }]);
    firm.company.ok("attachment.add", json!({ "record_id": record_id, "files": files }));
}

#[test]
fn delivery_sees_what_was_sold_and_no_amount_that_it_may_not_see() {
    let firm = Firm::new();
    let asked = json!({ "deal_id": firm.deal });
    let estimate = firm.sheet()["sold"]["accepted"][0]["estimate_id"].as_str().unwrap().to_owned();
    file(&firm, &firm.deal, "plan.pdf");
    file(&firm, &estimate, "prices.pdf");
    let mut request = firm.proposed();
    request["expectations"] = json!("No counter may be down.");
    firm.confirm(request);
    let scope = firm.company.ok("handover.scope", asked.clone());
    let lines = &scope["sold"]["lines"];
    assert_eq!((&lines[0]["description"], &lines[0]["quantity"]), (&json!("Network"), &json!("3")));
    assert_eq!(
        (&lines[0]["net"]["amount"], &scope["sold"]["net"]["amount"]),
        (&json!("3000.00"), &json!("3720.00"))
    );
    assert_eq!(
        (&scope["expectations"], &scope["order_no"]),
        (&json!("No counter may be down."), &json!("IVC-118"))
    );
    let names = |scope: &Value| -> Vec<String> {
        let files = scope["files"].as_array().unwrap().iter();
        files.map(|file| file["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&scope), ["plan.pdf", "prices.pdf"]);

    // Who delivers without the right to see estimates sees how many of what, and no money at all.
    let grants = ["handover.read", "project.read", "deal.read"]
        .map(|permission| json!({ "permission": permission, "scope": "all" }));
    let set = firm.company.ok("permission_set.save", json!({ "name": "Fitters", "grants": grants }));
    let fitter = json!({ "name": "Ravi", "permission_set_ids": [set["id"]] });
    let fitter = id(&firm.company.ok("user.create", fitter));
    let seen = firm.call(&fitter, "handover.scope", asked.clone()).unwrap().result;
    assert_eq!(seen["sold"]["lines"][0]["quantity"], "3");
    assert_eq!(names(&seen), ["plan.pdf"]);
    for word in ["amount", "cost", "margin", "currency"] {
        assert!(!seen.to_string().contains(word), "{word} in {seen}");
    }
    let nobody = id(&firm.company.ok("user.create", json!({ "name": "Door", "permission_set_ids": [] })));
    assert!(firm.call(&nobody, "handover.scope", asked).is_err());
}

#[test]
fn nothing_is_sold_while_a_deal_is_only_offered() {
    let firm = Firm::new();
    let deal = json!({ "title": "Survey", "customer_id": firm.customer });
    let deal = firm.company.ok("deal.create", deal)["id"].clone();
    let scope = firm.company.ok("handover.scope", json!({ "deal_id": deal }));
    assert_eq!((&scope["sold"]["lines"], &scope["sold"]["net"]), (&json!([]), &Value::Null));
    assert_eq!((&scope["expectations"], &scope["files"]), (&json!(""), &json!([])));
}

#[test]
fn a_milestone_shows_its_part_and_reaching_it_says_what_became_of_it() {
    let firm = Firm::new();
    let milestone = firm.sheet()["placed"]["milestones"][0]["template_milestone_id"].clone();
    let when = json!({ "kind": "template", "template_milestone_id": milestone });
    let mut request = firm.proposed();
    request["billing"] = json!({ "kind": "milestones", "parts": [
        { "name": "Delivered", "percent": "60", "when": when },
        { "name": "Signed off", "percent": "40", "when": { "kind": "by_hand" } }
    ] });
    let done = firm.confirm(request);
    let project = json!({ "id": done.result["made"][0]["id"] });
    let shown = || firm.company.ok("project.get", project.clone())["milestones"][0].clone();
    let before = shown();
    let share = &before["billing"][0];
    assert_eq!(
        (&share["percent"], &share["badge"], &share["invoices"]),
        (&json!("60"), &Value::Null, &json!([]))
    );
    let reach = json!({ "id": before["id"], "version": before["version"] });
    let reached = firm.company.reply("milestone.reach", reach);
    let part = &reached.result["billing"][0];
    assert_eq!((&part["name"], &part["refused"]), (&json!("Delivered"), &Value::Null));
    let draft = &part["invoice_ids"][0];
    let share = shown()["billing"][0].clone();
    assert_eq!((&share["invoices"][0]["id"], &share["invoices"][0]["number"]), (draft, &Value::Null));
    // Whoever may not see invoices sees how much is invoiced and not what.
    let grants = [json!({ "permission": "project.read", "scope": "all" })];
    let set = firm.company.ok("permission_set.save", json!({ "name": "Fitters", "grants": grants }));
    let fitter = json!({ "name": "Ravi", "permission_set_ids": [set["id"]] });
    let fitter = id(&firm.company.ok("user.create", fitter));
    let seen = firm.call(&fitter, "project.get", project.clone()).unwrap().result;
    let share = &seen["milestones"][0]["billing"][0];
    assert_eq!(
        (&share["percent"], &share["invoices"], &share["badge"]),
        (&json!("60"), &json!([]), &Value::Null)
    );
    // Once all of it is invoiced otherwise, reaching says why there is no draft.
    firm.company.ok("history.undo", json!({ "seq": reached.undo.unwrap().seq }));
    firm.company.ok("billing_plan.to_invoice", json!({ "deal_id": firm.deal }));
    let before = shown();
    let reach = json!({ "id": before["id"], "version": before["version"] });
    let reached = firm.company.ok("milestone.reach", reach);
    let part = &reached["billing"][0];
    assert_eq!(
        (&part["invoice_ids"], &part["refused"]["message_id"]),
        (&json!([]), &json!("error.nothing_left"))
    );
    assert_eq!(shown()["billing"][0]["badge"]["key"], "badge.to_bill");
    firm.company.assert_sound();
}

#[test]
fn what_belongs_to_a_project_is_found_from_it() {
    let firm = Firm::new();
    let done = firm.confirm(firm.proposed());
    let project = done.result["made"][0]["id"].clone();
    let listed = |list: &str, filter: Value| {
        let page = firm.company.ok(list, json!({ "filter": filter }));
        page["rows"].as_array().unwrap().len()
    };
    assert_eq!(listed("contract.list", json!({ "deal_id": firm.deal })), 1);
    assert_eq!(listed("entitlement.list", json!({ "project_id": project })), 1);
    let other = json!({ "title": "Other", "customer_id": firm.customer });
    let other = firm.company.ok("deal.create", other)["id"].clone();
    assert_eq!(listed("contract.list", json!({ "deal_id": other })), 0);
    let set = json!({ "name": "Other", "customer_id": firm.customer, "start_date": "2026-11-23" });
    let other = firm.company.ok("project.create", json!({ "set": set }))["id"].clone();
    assert_eq!(listed("entitlement.list", json!({ "project_id": other })), 0);
    let waits = json!({ "customer_id": firm.customer, "name": "Warranty", "unit": "unlimited", "period": "term",
        "start": "2026-12-01", "end": "2027-11-30", "after_project_id": other });
    firm.company.ok("entitlement.create", waits);
    assert_eq!(listed("entitlement.list", json!({ "project_id": other })), 1);
}
