use super::Firm;
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

#[test]
fn the_sheet_is_filled_in_from_estimate_items_and_customer() {
    let firm = Firm::new();
    let sheet = firm.sheet();
    assert_eq!((&sheet["status"], &sheet["title"]), (&json!("open"), &json!("Showroom network")));
    let sold = &sheet["sold"];
    assert_eq!(sold["lines"][0]["description"], "Network");
    assert_eq!(sold["net"]["amount"], "3720.00");
    assert_eq!(sold["accepted"][0]["said_by"], "Nitin Vora");
    assert_eq!(sheet["for_customer"]["customer_id"], firm.customer);
    assert_eq!(sheet["for_billing"]["kind"], "all_now");
    assert_eq!(sheet["for_billing"]["order_no"], "IVC-118");
    let delivery = &sheet["for_delivery"];
    assert_eq!((&delivery["kind"], &delivery["template_id"]), (&json!("project"), &json!(firm.template)));
    // The 22nd of November 2026 is a Sunday; two tasks take five days from Monday on.
    assert_eq!((&delivery["start"], &delivery["end"]), (&json!("2026-11-23"), &json!("2026-11-27")));
    assert_eq!(sheet["placed"]["tasks"].as_array().unwrap().len(), 2);
    let support = &sheet["for_support"];
    assert_eq!(support["entitlements"][0]["amount"], "48", "what an item brings, as often as it was sold");
    assert_eq!((&support["start"], &support["end"]), (&json!("2026-11-27"), &json!("2027-11-26")));
    assert_eq!(support["reminder"], "2027-08-28", "a month before the last day of notice");
    let missing = sheet["blocks"].as_array().unwrap().iter().map(|block| block["missing"].clone());
    assert!(missing.into_iter().all(|missing| missing == json!([])), "{sheet}");
    assert!(!sheet.to_string().contains("cost"), "nobody learns here what it costs");
}

#[test]
fn one_confirm_makes_everything_and_one_undo_takes_it_back() {
    let firm = Firm::new();
    let mut request = firm.proposed();
    request["follow_up"] = json!({ "date": "2026-11-30" });
    request["expectations"] = json!("No counter may be down during shop hours.");
    request["commitments"] = json!([{ "text": "Night work only", "due_date": "2026-12-18" }]);
    let preview = firm.company.core.call(None, "handover.confirm", request.clone(), Mode::Preview).unwrap();
    assert_eq!(preview.result["made"][0]["code"], "PRJ-0001");
    assert_eq!(firm.company.count("SELECT count(*) FROM project_row"), 0, "a look makes nothing");

    let done = firm.confirm(request);
    let kinds: Vec<&Value> =
        done.result["made"].as_array().unwrap().iter().map(|made| &made["kind"]).collect();
    assert_eq!(kinds, ["project", "invoice", "contract", "entitlement"]);
    assert_eq!(done.result["support_end"], "2027-11-26");
    assert_eq!(done.result["later"], json!([]));
    let deal = firm.company.ok("deal.get", json!({ "id": firm.deal }));
    assert_eq!(deal["row"]["status"], "won");
    let invoice = done.result["made"][1]["id"].clone();
    let invoice = firm.company.ok("invoice.get", json!({ "id": invoice }));
    assert_eq!((&invoice["state"], &invoice["draft"]["order_no"]), (&json!("draft"), &json!("IVC-118")));
    let project = firm.company.ok("project.get", json!({ "id": done.result["made"][0]["id"] }));
    assert_eq!(project["tasks"].as_array().unwrap().len(), 2);
    let contract = firm.company.ok("contract.get", json!({ "id": done.result["made"][2]["id"] }));
    assert_eq!(contract["row"]["value"]["amount"], "720.00", "what the support was sold for");
    let planned = "SELECT count(*) FROM v_crm_activity WHERE due_date IN ('2026-11-30', '2027-08-28')";
    assert_eq!(firm.company.count(planned), 2, "follow-up and reminder of the renewal");
    let page = firm.page();
    assert_eq!(page["expectations"], "No counter may be down during shop hours.");
    assert_eq!(page["made"].as_array().unwrap().len(), 4);
    assert_eq!(page["commitments"][0]["text"], "Night work only");
    firm.company.assert_sound();

    firm.company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    let deal = firm.company.ok("deal.get", json!({ "id": firm.deal }));
    assert_eq!(deal["row"]["status"], "open");
    assert_eq!(firm.page(), Value::Null);
    for rows in ["project_row", "task_row", "contract_row", "entitlement_row", "invoice_row", "activity_row"]
    {
        assert_eq!(firm.company.count(&format!("SELECT count(*) FROM {rows}")), 0, "{rows}");
    }
    firm.company.assert_sound();
}

#[test]
fn what_went_on_since_keeps_a_handover() {
    let firm = Firm::new();
    let done = firm.confirm(firm.proposed());
    let seq = json!({ "seq": done.undo.unwrap().seq });
    let project = &done.result["made"][0]["id"];
    let task = json!({ "project_id": project, "set": { "title": "Clean up" } });
    let added = firm.company.reply("task.create", task);
    let error = firm.company.refused("history.undo", seq.clone());
    assert_refused(&error, Code::Precondition, "error.undo_in_use_by");
    assert_eq!(error.params["what"], "Clean up");
    firm.company.ok("history.undo", json!({ "seq": added.undo.unwrap().seq }));
    let issue = json!({ "id": done.result["made"][1]["id"], "version": 1 });
    firm.company.ok("invoice.issue", issue);
    let error = firm.company.refused("history.undo", seq);
    assert_refused(&error, Code::Precondition, "error.issued_never_changes");
    firm.company.assert_sound();
}

#[test]
fn a_template_brings_the_parts_in_which_it_is_invoiced_and_one_made_of_its_project_keeps_them() {
    let firm = Firm::new();
    let template = firm.company.ok("project_template.get", json!({ "id": firm.template }));
    let mut save =
        json!({ "id": firm.template, "version": 2, "name": "Installation", "tasks": template["tasks"] });
    save["milestones"] = template["milestones"].clone();
    save["milestones"][0]["percent"] = json!("60");
    firm.company.ok("project_template.save", save);
    let mut request = firm.proposed();
    let milestone = template["milestones"][0]["key"].clone();
    assert_eq!(request["billing"]["kind"], "milestones");
    assert_eq!(
        request["billing"]["parts"],
        json!([
            { "name": "", "percent": "40", "when": { "kind": "now" } },
            { "name": "Delivered", "percent": "60", "when": { "kind": "template", "template_milestone_id": milestone } }
        ])
    );
    // Kept for later, the parts wait for the milestones of the project that is there by then.
    request.as_object_mut().unwrap().remove("billing");
    let done = firm.confirm(request);
    let mut later = firm.proposed();
    assert_eq!(later["billing"]["parts"][1]["when"]["template_milestone_id"], milestone);
    later["billing"]["parts"][0]["name"] = json!("On order");
    firm.confirm(later);
    let parts = firm.company.ok("billing_milestone.list", json!({ "deal_id": firm.deal }))["rows"].clone();
    assert_eq!((&parts[0]["percent"], &parts[1]["percent"]), (&json!("40"), &json!("60")));
    assert_eq!(parts[1]["awaited"]["name"], "Delivered");
    let project = &done.result["made"][0]["id"];
    let again = json!({ "project_id": project, "name": "Installation, once more" });
    let again = firm.company.ok("project_template.from_project", again);
    let again = firm.company.ok("project_template.get", json!({ "id": again["id"] }));
    assert_eq!(again["milestones"][0]["percent"], "60");
    firm.company.assert_sound();
}

#[test]
fn parts_follow_the_milestones_of_the_project_that_is_made() {
    let firm = Firm::new();
    let milestone = firm.sheet()["placed"]["milestones"][0]["template_milestone_id"].clone();
    let mut request = firm.proposed();
    request["billing"] = json!({ "kind": "milestones", "order_no": "PO-7", "parts": [
        { "name": "On order", "percent": "40", "when": { "kind": "now" } },
        { "name": "Delivered", "percent": "40", "when": { "kind": "template", "template_milestone_id": milestone } },
        { "name": "Sign-off", "percent": "20", "when": { "kind": "date", "date": "2026-12-18" } }
    ] });
    let done = firm.confirm(request.clone());
    assert_eq!(done.result["parts"], 3);
    let parts = firm.company.ok("billing_milestone.list", json!({ "deal_id": firm.deal }))["rows"].clone();
    assert_eq!(parts[0]["invoices"].as_array().unwrap().len(), 1, "{parts}");
    assert_eq!(parts[1]["awaited"]["name"], "Delivered");
    let invoice = firm.company.ok("invoice.get", json!({ "id": parts[0]["invoices"][0]["id"] }));
    assert_eq!(invoice["draft"]["order_no"], "PO-7", "what was confirmed goes before what the estimate says");
    let project = firm.company.ok("project.get", json!({ "id": done.result["made"][0]["id"] }));
    let reach = json!({ "id": project["milestones"][0]["id"], "version": 1 });
    firm.company.ok("milestone.reach", reach);
    let parts = firm.company.ok("billing_milestone.list", json!({ "deal_id": firm.deal }))["rows"].clone();
    assert_eq!(parts[1]["invoices"].as_array().unwrap().len(), 1, "reached, so drafted");
    firm.company.assert_sound();

    let other = Firm::new();
    let mut alone = other.proposed();
    alone["billing"] = request["billing"].clone();
    alone.as_object_mut().unwrap().remove("delivery");
    let error = other.company.refused("handover.confirm", alone);
    assert_eq!(
        reasons(&error),
        ["billing.parts[1].when.template_milestone_id error.part_needs_project"],
        "there is no project to wait for"
    );
}

#[test]
fn what_is_wrong_in_a_block_is_told_with_what_is_wrong_in_the_others() {
    let firm = Firm::new();
    let mut request = firm.proposed();
    request["customer"]["customer_id"] = json!("nobody");
    request["delivery"]["start"] = json!("");
    request["billing"] = json!({ "kind": "deposit", "parts": [
        { "name": "Deposit", "percent": "50", "when": { "kind": "now" } }
    ] });
    request["support"]["entitlements"][0]["amount"] = json!("");
    request["support"]["reminder"] = json!("soon");
    request["commitments"] = json!([{ "text": "" }]);
    request["follow_up"] = json!({ "date": "never" });
    let error = firm.company.refused("handover.confirm", request.clone());
    assert_eq!(
        reasons(&error),
        [
            "customer.customer_id error.deal_customer_stays",
            "delivery.start error.required",
            "billing.parts error.percents_hundred",
            "support.entitlements[0].amount error.required",
            "follow_up.date error.date",
            "commitments[0].text error.required",
        ]
    );
    assert_eq!(firm.page(), Value::Null);
    assert_eq!(firm.company.ok("deal.get", json!({ "id": firm.deal }))["row"]["status"], "open");
    request["version"] = json!(99);
    assert_eq!(firm.company.refused("handover.confirm", request).code, Code::Conflict);
    let template = json!({ "kind": "project", "template_id": "none", "start": "2026-11-23" });
    let mut wrong = firm.proposed();
    wrong["delivery"] = template;
    let error = firm.company.refused("handover.confirm", wrong);
    assert_eq!(reasons(&error), ["delivery.template_id error.no_such_template"]);
    firm.company.assert_sound();
}

#[test]
fn a_prospect_becomes_a_customer_or_is_one_already() {
    let firm = Firm::new();
    let prospect = |name: &str| {
        let new = json!({ "title": "Till", "prospect": name, "amount": "5000" });
        firm.company.ok("deal.create", new)["id"].clone()
    };
    let known = prospect("Chandni Courtyard Hotels");
    let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": known }));
    assert_eq!(sheet["duplicates"][0]["id"], firm.customer);
    assert!(sheet["duplicates"][0]["score"].as_i64().unwrap() > 0);
    assert_eq!(sheet["for_customer"]["customer_id"], firm.customer, "the likeliest is proposed");

    let new = prospect("Vetal Print House");
    let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": new }));
    assert_eq!(sheet["for_customer"]["name"], "Vetal Print House");
    assert_eq!(sheet["for_delivery"]["kind"], "task", "a small sale is a single task");
    let alone = json!({ "deal_id": new, "version": 1, "billing": { "kind": "all_now" } });
    let error = firm.company.refused("handover.confirm", alone);
    assert_eq!(reasons(&error), ["billing error.handover_customer"]);
    let done = firm.confirm(json!({
        "deal_id": new, "version": 1,
        "customer": { "name": "Vetal Print House", "email": "office@vetal.example",
            "tax_id": { "scheme": "gstin", "number": "27AAECT4210B1ZV" } },
        "billing": { "kind": "all_now", "payment_term": { "days": 15 } },
        "delivery": { "kind": "ticket", "name": "Install the till" }
    }));
    let customer = firm.company.ok("customer.get", json!({ "id": done.result["customer_id"] }));
    assert_eq!(customer["tax_ids"][0]["number"], "27AAECT4210B1ZV");
    assert_eq!(customer["payment_term"], json!({ "days": 15 }));
    let ticket = done.result["made"].as_array().unwrap().iter().find(|made| made["kind"] == "ticket");
    assert_eq!(ticket.unwrap()["title"], "Install the till");
    let deal = firm.company.ok("deal.get", json!({ "id": new }));
    assert_eq!(deal["row"]["customer_id"], done.result["customer_id"]);
    firm.company.assert_sound();
    firm.company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    firm.company.assert_sound();
}

#[test]
fn whoever_sells_hands_over_without_working_where_others_go_on() {
    let firm = Firm::new();
    let neha = firm.user("Neha", "sales");
    let own =
        firm.call(&neha, "customer.create", json!({ "name": "Own Shop" })).unwrap().result["id"].clone();
    let deal = json!({ "title": "Shelves", "customer_id": own, "amount": "900" });
    assert!(firm.call(&neha, "project.create", json!({ "set": {} })).is_err());
    let deal = firm.call(&neha, "deal.create", deal).unwrap().result["id"].clone();
    let request =
        json!({ "deal_id": deal, "version": 1, "delivery": { "kind": "project", "start": "2026-11-24" } });
    let done = firm.call(&neha, "handover.confirm", request).unwrap();
    assert_eq!(done.result["made"][0]["kind"], "project");
    let theirs = json!({ "deal_id": firm.deal, "version": 1, "not_needed": ["customer"] });
    assert!(firm.call(&neha, "handover.confirm", theirs).is_err(), "the deal of somebody else");
    let viewer = firm.user("Vera", "viewer");
    let request = json!({ "deal_id": firm.deal, "version": 1 });
    assert_eq!(firm.call(&viewer, "handover.confirm", request).unwrap_err().code, Code::Forbidden);
    let ravi = firm.user("Ravi", "delivery");
    let sheet = firm.call(&ravi, "handover.prepare", json!({ "deal_id": firm.deal })).unwrap().result;
    assert_eq!(sheet["sold"]["lines"][0]["description"], "Network", "delivery sees the scope");
    firm.company.assert_sound();
}

#[test]
fn support_that_was_sold_to_begin_with_the_end_of_the_project_waits_for_it() {
    let firm = Firm::new();
    assert_eq!(firm.sheet()["for_support"]["after_project"], false, "no item says so");
    let items = firm.company.ok("item.list", json!({ "search": "Support" }));
    let offer = json!({ "unit": "hours", "amount": "24", "period": "year", "after_project": true });
    let item = &items["rows"][0];
    let saved = json!({ "item_id": item["id"], "version": item["version"], "offer": offer });
    assert_eq!(firm.company.ok("support_offer.save", saved)["offer"]["after_project"], true);
    let mut request = firm.proposed();
    assert_eq!(request["support"]["after_project"], true);
    let mut alone = request.clone();
    alone.as_object_mut().unwrap().remove("delivery");
    let error = firm.company.refused("handover.confirm", alone);
    assert_eq!(reasons(&error), ["support.after_project error.handover_no_project"]);

    // Support is handed over later, when the project is there already.
    let later = request.as_object_mut().unwrap().remove("support").unwrap();
    let done = firm.confirm(request);
    let project = done.result["made"][0]["id"].clone();
    let sheet = firm.sheet();
    assert_eq!(sheet["for_support"]["after_project"], true);
    let rest = json!({ "deal_id": firm.deal, "version": sheet["version"], "support": later });
    let done = firm.confirm(rest);
    let made =
        done.result["made"].as_array().unwrap().iter().find(|made| made["kind"] == "entitlement").unwrap();
    let stands = || firm.company.ok("entitlement.get", json!({ "id": made["id"] }));
    let contract = || {
        let row =
            firm.company.ok("contract.get", json!({ "id": stands()["row"]["contract_id"] }))["row"].clone();
        (row["start"].clone(), row["end"].clone())
    };
    let planned = contract();
    assert_eq!(planned.0, "2026-11-27");
    let reminded = || {
        let of = json!({ "filter": { "customer_id": firm.customer, "done": false } });
        let rows = firm.company.ok("activity.list", of)["rows"].clone();
        rows.as_array().unwrap().iter().map(|row| row["brief"]["due_date"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(reminded(), ["2027-10-27"], "a month before its last day");
    let is_planned = |made: &Value| made["kind"] == "activity";
    assert!(!firm.page()["made"].as_array().unwrap().iter().any(is_planned), "it is no work that was made");
    assert_eq!((&stands()["after_project_id"], &stands()["row"]["start"]), (&project, &json!("2026-11-27")));
    firm.company.clock.advance(3 * 86_400_000);
    let version = firm
        .company
        .count(&format!("SELECT version FROM record WHERE id = {}", project.to_string().replace('"', "'")));
    let closing =
        firm.company.reply("project.close", json!({ "id": project, "version": version, "others": "drop" }));
    let begun = stands();
    assert_eq!((&begun["after_project_id"], &begun["row"]["start"]), (&Value::Null, &json!("2026-11-25")));
    assert_eq!(begun["row"]["end"], "2027-11-24");
    assert_eq!(
        contract(),
        (json!("2026-11-25"), json!("2027-11-24")),
        "the contract begins with what it gives"
    );
    assert_eq!(reminded(), ["2027-10-25"], "the renewal is thought of as long before the end as was planned");
    firm.company.ok("history.undo", json!({ "seq": closing.undo.unwrap().seq }));
    assert_eq!(stands()["after_project_id"], project);
    assert_eq!((contract(), reminded()), (planned, vec![json!("2027-10-27")]));

    // Who has talked about it already is not asked again, and what begins by itself moves it as well.
    let row = stands()["row"].clone();
    let begin = json!({ "id": row["id"], "version": row["version"], "date": "2026-12-07" });
    let begun = firm.company.reply("entitlement.begin", begin.clone());
    assert_eq!(reminded(), ["2027-11-06"]);
    firm.company.ok("history.undo", json!({ "seq": begun.undo.unwrap().seq }));
    let todo = firm.company.ok("activity.list", json!({ "filter": { "customer_id": firm.customer } }));
    let todo = &todo["rows"][0];
    firm.company.ok("activity.done", json!({ "id": todo["brief"]["id"], "version": todo["version"] }));
    let mut begin = begin;
    begin["version"] = stands()["row"]["version"].clone();
    firm.company.ok("entitlement.begin", begin);
    let done = firm.company.ok("activity.get", json!({ "id": todo["brief"]["id"] }));
    assert_eq!(done["row"]["brief"]["due_date"], "2027-10-27");
    firm.company.assert_sound();
}

#[test]
fn whoever_buys_can_be_chosen_and_is_asked_for_the_tax_number_of_their_country() {
    let firm = Firm::new();
    let new = json!({ "title": "Survey", "prospect": "Atelier Lumière", "amount": "9000" });
    let deal = firm.company.ok("deal.create", new)["id"].clone();
    let known = json!({ "name": "Quartier Sud", "tax_treatment": "registered", "addresses": [{ "city": "Lyon", "country": "FR" }] });
    let known = firm.company.ok("customer.create", known)["id"].clone();
    let look = |customer: Value| {
        firm.company.core.call(
            None,
            "handover.prepare",
            json!({ "deal_id": deal, "customer_id": customer }),
            Mode::Run,
        )
    };
    let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": deal }));
    assert_eq!((&sheet["country"], &sheet["blocks"][0]["missing"]), (&json!("IN"), &json!([])));
    let chosen = look(known.clone()).unwrap().result;
    assert_eq!((&chosen["country"], &chosen["for_customer"]["customer_id"]), (&json!("FR"), &known));
    assert_eq!(chosen["blocks"][0]["missing"][0]["message_id"], "handover.missing.tax_id");
    assert_eq!(reasons(&look(json!("nobody")).unwrap_err()), ["customer_id error.no_such_customer"]);

    let confirm = |customer: Value| {
        let version = firm.company.ok("deal.get", json!({ "id": deal }))["row"]["version"].clone();
        let others = ["delivery", "billing", "support"];
        json!({ "deal_id": deal, "version": version, "customer": customer, "not_needed": others })
    };
    let nobody = firm.company.refused("handover.confirm", confirm(json!({ "customer_id": "" })));
    assert_eq!(reasons(&nobody), ["customer.customer_id error.required"]);
    let abroad = json!({ "name": "Atelier Lumière", "country": "FR", "tax_id": { "scheme": "vat", "number": "FR40303265045" } });
    let done = firm.confirm(confirm(abroad));
    let made = firm.company.ok("customer.get", json!({ "id": done.result["customer_id"] }));
    assert_eq!(made["addresses"][0]["country"], "FR");
    firm.company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    let number = json!({ "scheme": "vat", "number": "FR40303265045" });
    let done = firm.confirm(confirm(json!({ "customer_id": known, "tax_id": number })));
    assert_eq!(done.result["customer_id"], known);
    firm.company.assert_sound();
}
