//! What the blocks of the sheet take beside what every handover has: roles, budgets, further templates, and the terms of the contract.

use super::{Firm, id};
use crate::support::reasons;
use serde_json::{Value, json};

fn project(firm: &Firm, made: &Value) -> Value {
    firm.company.ok("project.get", json!({ "id": made["id"] }))
}

/// The firm with a template whose tasks name a role.
fn with_roles() -> Firm {
    let firm = Firm::new();
    let saved = json!({
        "id": firm.template, "version": 2, "name": "Installation", "milestones": [],
        "tasks": [
            { "key": "a", "title": "Survey", "offset_days": 0, "duration_days": 1 },
            { "key": "b", "title": "Cabling", "role": "Technician", "offset_days": 1, "duration_days": 2 },
            { "key": "c", "title": "Labels", "role": "Technician", "offset_days": 2, "duration_days": 1 }
        ]
    });
    firm.company.ok("project_template.save", saved);
    firm
}

#[test]
fn roles_of_the_template_go_to_whom_the_sheet_names() {
    let firm = with_roles();
    let ravi = firm.user("Ravi", "delivery");
    let sheet = firm.sheet();
    assert_eq!(sheet["templates"][0]["roles"], json!(["Technician"]));
    let mut request = firm.proposed();
    request["delivery"]["roles"] = json!([{ "role": "Technician", "owner_id": "nobody" }]);
    let error = firm.company.refused("handover.confirm", request.clone());
    assert_eq!(reasons(&error), ["delivery.roles[0].owner_id error.no_such_user"]);
    request["delivery"]["roles"][0]["owner_id"] = json!(ravi);
    let done = firm.confirm(request);
    let tasks = project(&firm, &done.result["made"][0])["tasks"].clone();
    let owners: Vec<bool> =
        tasks.as_array().unwrap().iter().map(|task| task["owner_id"] == json!(ravi)).collect();
    assert_eq!(owners, [false, true, true]);
    let told = firm.call(&ravi, "inbox.list", json!({})).unwrap().result["rows"].clone();
    assert_eq!(
        (&told[0]["message_id"], &told[0]["params"]["count"]),
        (&json!("inbox.tasks_given"), &json!(2))
    );
    assert_eq!(told.as_array().unwrap().len(), 1, "one word for all tasks");
    firm.company.assert_sound();
}

#[test]
fn the_budget_is_what_was_sold_but_support_unless_another_is_typed() {
    let firm = Firm::new();
    let mut request = firm.proposed();
    assert_eq!(request["delivery"]["budget"], "3000.00", "what was sold of the network");
    request["delivery"]["budget"] = json!("-1");
    let error = firm.company.refused("handover.confirm", request.clone());
    assert_eq!(reasons(&error), ["delivery.budget error.negative"]);
    request["delivery"]["budget"] = json!("2,500");
    let done = firm.confirm(request);
    assert_eq!(project(&firm, &done.result["made"][0])["budget"]["amount"], "2500.00");
}

#[test]
fn amounts_are_proposed_to_who_may_see_them() {
    let firm = Firm::new();
    let grants = json!([
        { "permission": "handover.write", "scope": "all" }, { "permission": "handover.read", "scope": "all" },
        { "permission": "deal.read", "scope": "all" }, { "permission": "deal.write", "scope": "all" }
    ]);
    let set = id(&firm.company.ok("permission_set.save", json!({ "name": "Hands over", "grants": grants })));
    let user = json!({ "name": "Uma", "permission_set_ids": [set] });
    let uma = id(&firm.company.ok("user.create", user));
    let sheet = firm.call(&uma, "handover.prepare", json!({ "deal_id": firm.deal })).unwrap().result;
    assert_eq!(
        (&sheet["for_delivery"]["budget"], &sheet["for_support"]["value"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(sheet["sold"]["lines"][0]["quantity"], "3");
    assert_eq!(sheet["for_support"]["entitlements"][0]["amount"], "48");
}

#[test]
fn each_template_that_was_sold_becomes_a_project_of_its_own() {
    let firm = Firm::new();
    let training = id(&firm.company.ok("project_template.create", json!({ "name": "Training" })));
    let tasks = json!([{ "key": "t", "title": "Train the staff", "offset_days": 0, "duration_days": 2 }]);
    let saved = json!({ "id": training, "version": 1, "name": "Training", "milestones": [], "tasks": tasks });
    firm.company.ok("project_template.save", saved);
    let care = firm.company.ok("item.list", json!({ "search": "Support" }))["rows"][0].clone();
    let offer = json!({ "item_id": care["id"], "version": care["version"] });
    firm.company.ok("support_offer.save", offer);
    let named = json!({ "item_id": care["id"], "template_id": training });
    firm.company.ok("project_template.name_for_item", named);

    let sheet = firm.sheet();
    let names: Vec<(&Value, &Value)> =
        sheet["templates"].as_array().unwrap().iter().map(|one| (&one["name"], &one["items"])).collect();
    assert_eq!(
        names,
        [(&json!("Installation"), &json!(["Network"])), (&json!("Training"), &json!(["Support, one year"]))]
    );
    assert_eq!(sheet["for_delivery"]["also"], json!([training]));
    let mut request = firm.proposed();
    request["delivery"]["also"] = json!(["none"]);
    let error = firm.company.refused("handover.confirm", request);
    assert_eq!(reasons(&error), ["delivery.also[0] error.no_such_template"]);

    let done = firm.confirm(firm.proposed());
    let made = &done.result["made"];
    assert_eq!((&made[0]["code"], &made[1]["code"]), (&json!("PRJ-0001"), &json!("PRJ-0002")));
    assert_eq!(made[1]["title"], "Showroom network: Training");
    let budgets = [0, 1].map(|at| project(&firm, &made[at])["budget"]["amount"].clone());
    assert_eq!(budgets, [json!("3000.00"), json!("720.00")]);
    assert_eq!(project(&firm, &made[1])["tasks"][0]["title"], "Train the staff");
    firm.company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_eq!(firm.company.count("SELECT count(*) FROM project_row"), 0);

    let mut alone = firm.proposed();
    alone["delivery"].as_object_mut().unwrap().remove("also");
    let done = firm.confirm(alone);
    let projects =
        done.result["made"].as_array().unwrap().iter().filter(|made| made["kind"] == "project").count();
    assert_eq!(projects, 1, "a template that was taken out makes nothing");
    firm.company.assert_sound();
}

#[test]
fn the_contract_takes_the_terms_of_the_sheet() {
    let firm = Firm::new();
    let mut request = firm.proposed();
    assert_eq!(request["support"]["value"], "720.00");
    request["support"]["value"] = json!("lots");
    let error = firm.company.refused("handover.confirm", request.clone());
    assert_eq!(reasons(&error), ["support.value error.amount"]);
    request["support"]["value"] = json!("800");
    request["support"]["notice_days"] = json!(30);
    request["support"]["auto_renew"] = json!(false);
    request["support"]["entitlements"] = json!([
        { "name": "Hours", "unit": "hours", "amount": "4", "period": "month", "rollover": true },
        { "name": "Calls", "unit": "unlimited", "period": "term" }
    ]);
    let done = firm.confirm(request);
    let made = done.result["made"].as_array().unwrap();
    let contract = made.iter().find(|made| made["kind"] == "contract").unwrap();
    let contract = firm.company.ok("contract.get", json!({ "id": contract["id"] }));
    assert_eq!(
        (&contract["row"]["value"]["amount"], &contract["notice_days"]),
        (&json!("800.00"), &json!(30))
    );
    assert_eq!(contract["row"]["auto_renew"], false);
    let units: Vec<Value> = made
        .iter()
        .filter(|made| made["kind"] == "entitlement")
        .map(|made| firm.company.ok("entitlement.get", json!({ "id": made["id"] }))["row"]["unit"].clone())
        .collect();
    assert_eq!(units, ["hours", "unlimited"]);
    firm.company.assert_sound();
}
