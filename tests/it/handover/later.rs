use super::Firm;
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

fn states(page: &Value) -> Vec<String> {
    let blocks = page["blocks"].as_array().unwrap().iter();
    blocks.map(|block| format!("{} {}", block["block"], block["state"]).replace('"', "")).collect()
}

#[test]
fn what_is_kept_for_later_stays_in_sight_until_it_is_done() {
    let firm = Firm::new();
    let whole = firm.proposed();
    let mut request = whole.clone();
    for block in ["delivery", "support"] {
        request.as_object_mut().unwrap().remove(block);
    }
    let done = firm.confirm(request.clone());
    assert_eq!(done.result["later"], json!(["delivery", "support"]));
    assert_eq!(states(&firm.page()), ["customer done", "billing done", "delivery later", "support later"]);
    assert!(firm.exceptions().contains(&"open_handovers".to_owned()));
    let open = json!({ "filter": { "handover_open": true } });
    let listed = firm.company.ok("deal.list", open.clone())["rows"].clone();
    assert_eq!(listed[0]["id"], firm.deal);

    let sheet = firm.sheet();
    assert_eq!(
        (&sheet["for_customer"], &sheet["for_billing"]),
        (&Value::Null, &Value::Null),
        "they are done"
    );
    request["version"] = sheet["version"].clone();
    let error = firm.company.refused("handover.confirm", request);
    assert_eq!(
        reasons(&error)[..2],
        ["customer error.handed_over_already", "billing error.handed_over_already"]
    );
    firm.confirm(json!({
        "deal_id": firm.deal, "version": sheet["version"], "delivery": whole["delivery"], "not_needed": ["support"]
    }));
    assert_eq!(
        states(&firm.page()),
        ["customer done", "billing done", "delivery done", "support not_needed"]
    );
    assert!(!firm.exceptions().contains(&"open_handovers".to_owned()));
    assert_eq!(firm.company.ok("deal.list", open)["rows"], json!([]));
    firm.company.assert_sound();
}

#[test]
fn support_that_is_handed_over_later_begins_with_the_end_of_the_project_that_was_made() {
    let firm = Firm::new();
    let mut request = firm.proposed();
    for block in ["billing", "support"] {
        request.as_object_mut().unwrap().remove(block);
    }
    request["delivery"]["end"] = json!("2026-12-18");
    let done = firm.confirm(request);
    let project = done.result["made"][0].clone();
    assert_eq!(project["kind"], "project");
    let proposed = || {
        let support = firm.sheet()["for_support"].clone();
        (support["start"].clone(), support["end"].clone(), support["reminder"].clone())
    };
    let of_project = (json!("2026-12-18"), json!("2027-12-17"), json!("2027-09-18"));
    assert_eq!(proposed(), of_project);
    firm.company.clock.advance(5 * 86_400_000);
    assert_eq!(proposed(), of_project, "its end stays where it is, whenever the sheet is opened");
    let version = firm.company.ok("project.get", json!({ "id": project["id"] }))["version"].clone();
    firm.company.ok("project.close", json!({ "id": project["id"], "version": version, "others": "drop" }));
    assert_eq!(proposed().0, "2026-11-27", "what is over lets it begin today");
    firm.company.assert_sound();
}

#[test]
fn what_is_missing_is_named_once_and_stops_only_its_own_block() {
    let firm = Firm::new();
    let new = json!({ "title": "Survey", "customer_id": firm.customer });
    let deal = firm.company.ok("deal.create", new)["id"].clone();
    let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": deal }));
    let billing = &sheet["blocks"][1];
    assert_eq!(billing["missing"][0]["message_id"], "handover.missing.amount");
    let whole = json!({ "deal_id": deal, "version": 1, "billing": { "kind": "all_now" },
        "delivery": { "kind": "task", "name": "Survey" } });
    let error = firm.company.refused("handover.confirm", whole);
    assert_eq!(reasons(&error), ["billing error.nothing_sold"]);
    let done = firm
        .confirm(json!({ "deal_id": deal, "version": 1, "delivery": { "kind": "task", "name": "Survey" } }));
    assert_eq!(done.result["later"], json!(["billing"]));
    let page = firm.company.ok("handover.get", json!({ "deal_id": deal }))["handover"].clone();
    assert_eq!(page["blocks"][1]["missing"][0]["message_id"], "handover.missing.amount");
    firm.company.assert_sound();
}

#[test]
fn an_area_that_is_off_is_no_gap() {
    let firm = Firm::new();
    firm.company.ok("area.switch", json!({ "area": "support", "state": "off" }));
    let sheet = firm.sheet();
    assert_eq!((&sheet["for_support"], &sheet["blocks"][3]["on"]), (&Value::Null, &json!(false)));
    let done = firm.confirm(firm.proposed());
    assert_eq!(done.result["later"], json!([]));
    firm.company.ok("area.switch", json!({ "area": "support", "state": "live" }));
    assert!(firm.sheet()["for_support"].is_object(), "it is offered again once it is on");
}

#[test]
fn what_is_kept_for_later_is_not_needed_while_its_part_is_off() {
    let firm = Firm::new();
    let mut request = firm.proposed();
    request.as_object_mut().unwrap().remove("support");
    firm.confirm(request);
    let open = json!({ "filter": { "handover_open": true } });
    let listed = || firm.company.ok("deal.list", open.clone())["rows"].as_array().unwrap().len();
    assert_eq!((states(&firm.page())[3].as_str(), listed()), ("support later", 1));
    firm.company.ok("area.switch", json!({ "area": "support", "state": "off" }));
    assert_eq!((states(&firm.page())[3].as_str(), listed()), ("support not_needed", 0));
    assert!(!firm.exceptions().contains(&"open_handovers".to_owned()));
    // Another look at the sheet while it is off says nothing about it either.
    firm.confirm(
        json!({ "deal_id": firm.deal, "version": firm.sheet()["version"], "not_needed": ["support"] }),
    );
    firm.company.ok("area.switch", json!({ "area": "support", "state": "live" }));
    assert_eq!((states(&firm.page())[3].as_str(), listed()), ("support later", 1), "it was not forgotten");
    firm.company.assert_sound();
}

#[test]
fn a_handover_that_is_completed_is_followed_up_once() {
    let firm = Firm::new();
    let sheet = firm.sheet();
    assert_eq!(sheet["follow_up"], "2026-11-29");
    let mut request = firm.proposed();
    request["follow_up"] = json!({ "date": sheet["follow_up"] });
    request.as_object_mut().unwrap().remove("support");
    firm.confirm(request);
    assert_eq!(firm.sheet()["follow_up"], Value::Null);
    let calls = "SELECT count(*) FROM v_crm_activity WHERE due_date = '2026-11-29'";
    firm.confirm(firm.proposed());
    assert_eq!(firm.company.count(calls), 1);
}

#[test]
fn delivery_and_finance_accept_a_handover_or_send_it_back() {
    let firm = Firm::new();
    let (ravi, farah) = (firm.user("Ravi", "delivery"), firm.user("Farah", "finance"));
    let say = |side: &str, accepted: bool, reason: &str| json!({ "deal_id": firm.deal, "side": side, "accepted": accepted, "reason": reason });
    let early = firm.company.refused("handover.answer", say("delivery", true, ""));
    assert_refused(&early, Code::Precondition, "error.not_handed_over");
    let mut request = firm.proposed();
    request.as_object_mut().unwrap().remove("support");
    request["not_needed"] = json!(["support"]);
    firm.confirm(request);
    assert_eq!(
        firm.call(&ravi, "handover.answer", say("finance", true, "")).unwrap_err().code,
        Code::Forbidden,
        "nobody speaks for the other side"
    );
    let error = firm.call(&ravi, "handover.answer", say("delivery", false, " ")).unwrap_err();
    assert_eq!(reasons(&error), ["reason error.required"]);
    firm.call(&farah, "handover.answer", say("finance", true, "")).unwrap();
    firm.call(&ravi, "handover.answer", say("delivery", false, "No floor plan")).unwrap();
    let answers = firm.page()["answers"].clone();
    assert_eq!((&answers[0]["side"], &answers[0]["reason"]), (&json!("delivery"), &json!("No floor plan")));
    assert_eq!(answers[1]["accepted"], true);
    assert!(firm.exceptions().contains(&"open_handovers".to_owned()));
    let told = firm.company.ok("inbox.list", json!({}))["rows"][0].clone();
    assert_eq!(
        (&told["message_id"], &told["record_id"]),
        (&json!("inbox.handover_sent_back"), &json!(firm.deal))
    );
    firm.company.clock.advance(1_000);
    let version = firm.sheet()["version"].clone();
    let again =
        json!({ "deal_id": firm.deal, "version": version, "expectations": "The plan is in the files." });
    firm.confirm(again);
    assert_eq!(firm.page()["answers"], json!([]), "what is handed over again is to be answered again");
    assert!(!firm.exceptions().contains(&"open_handovers".to_owned()));
    firm.company.assert_sound();
}

fn inbox(firm: &Firm, user: &str) -> Vec<String> {
    let rows = firm.call(user, "inbox.list", json!({})).unwrap().result["rows"].clone();
    let mut ids: Vec<String> =
        rows.as_array().unwrap().iter().map(|row| row["message_id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

fn waiting(firm: &Firm, side: &str) -> usize {
    let found = firm.company.ok("deal.list", json!({ "filter": { "handover_waits": side } }));
    found["rows"].as_array().unwrap().len()
}

#[test]
fn who_delivers_and_who_invoices_is_told_once_until_their_side_answers() {
    let firm = Firm::new();
    let (ravi, farah, sunil) =
        (firm.user("Ravi", "delivery"), firm.user("Farah", "finance"), firm.user("Sunil", "delivery"));
    let mut request = firm.proposed();
    request["delivery"]["owner_id"] = json!(ravi);
    let done = firm.confirm(request);
    assert_eq!(inbox(&firm, &ravi), ["inbox.handover_delivery"], "the project is not told of once more");
    assert_eq!(inbox(&firm, &farah), ["inbox.handover_finance"]);
    assert_eq!(inbox(&firm, &sunil), Vec::<String>::new(), "somebody leads it");
    assert_eq!((waiting(&firm, "delivery"), waiting(&firm, "finance"), waiting(&firm, "any")), (1, 1, 1));
    let seen = firm.call(&ravi, "inbox.list", json!({})).unwrap().result["rows"][0].clone();
    assert_eq!(seen["record_id"], firm.deal);
    firm.call(&ravi, "inbox.read", json!({ "id": seen["id"] })).unwrap();

    // Reading a notice is no reason to keep what it told of.
    firm.company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_eq!((inbox(&firm, &ravi), inbox(&firm, &farah)), (Vec::new(), Vec::new()));
    let mut request = firm.proposed();
    request["delivery"]["owner_id"] = json!(ravi);
    let done = firm.confirm(request);
    assert_eq!(
        inbox(&firm, &ravi),
        ["inbox.handover_delivery"],
        "and told again when it is handed over again"
    );

    let say = |side: &str, accepted: bool| json!({ "deal_id": firm.deal, "side": side, "accepted": accepted, "reason": "No floor plan" });
    firm.call(&farah, "handover.answer", say("finance", true)).unwrap();
    assert_eq!((inbox(&firm, &farah).len(), waiting(&firm, "finance"), waiting(&firm, "any")), (0, 0, 1));
    let error = firm.company.refused("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.handover_answered");
    firm.call(&sunil, "handover.answer", say("delivery", false)).unwrap();
    assert_eq!(
        (inbox(&firm, &ravi).len(), waiting(&firm, "any")),
        (0, 0),
        "who may speak for the side spoke"
    );
    let told = firm.company.ok("inbox.list", json!({}))["rows"].clone();
    assert_eq!(told[0]["message_id"], "inbox.handover_sent_back");

    firm.company.clock.advance(1_000);
    firm.confirm(json!({ "deal_id": firm.deal, "version": firm.sheet()["version"] }));
    assert_eq!(firm.company.ok("inbox.list", json!({}))["rows"], json!([]), "it is with them again");
    assert_eq!((inbox(&firm, &ravi).len(), inbox(&firm, &farah).len(), waiting(&firm, "any")), (1, 1, 1));
    firm.company.assert_sound();
}

#[test]
fn who_hands_over_to_themselves_waits_for_nobody() {
    let firm = Firm::new();
    firm.confirm(firm.proposed());
    assert_eq!(waiting(&firm, "any"), 0, "nobody else works here");
    assert_eq!(firm.company.ok("inbox.list", json!({}))["rows"], json!([]));
}

#[test]
fn who_is_given_work_by_somebody_else_is_told_once() {
    let firm = Firm::new();
    let (ravi, sunil) = (firm.user("Ravi", "delivery"), firm.user("Sunil", "delivery"));
    let project = |owner: &str| {
        let set = json!({ "name": "Cabling", "customer_id": firm.customer, "start_date": "2026-11-23", "owner_id": owner });
        let made = json!({ "template_id": firm.template, "set": set });
        firm.company.ok("project.create", made)["id"].clone()
    };
    let cabling = project(&ravi);
    assert_eq!(inbox(&firm, &ravi), ["inbox.given"], "a project with its tasks is one word");
    let task = json!({ "project_id": cabling, "set": { "title": "Clean up", "owner_id": sunil } });
    let task = firm.company.ok("task.create", task)["id"].clone();
    let subject = json!({ "customer_id": firm.customer, "subject": "Till", "owner_id": sunil });
    firm.company.ok("ticket.open", subject);
    assert_eq!(inbox(&firm, &sunil), ["inbox.given", "inbox.given"]);
    let given =
        |version: i64, owner: &str| json!({ "id": task, "version": version, "set": { "owner_id": owner } });
    firm.company.ok("task.update", given(1, &ravi));
    assert_eq!((inbox(&firm, &sunil).len(), inbox(&firm, &ravi).len()), (1, 2), "it went on to another");
    firm.call(&sunil, "task.update", given(2, &sunil)).unwrap();
    assert_eq!((inbox(&firm, &sunil).len(), inbox(&firm, &ravi).len()), (1, 1), "who takes it needs no word");
    firm.company.assert_sound();
}

/// Sends an estimate of the deal and has it accepted; its id.
fn accepted(firm: &Firm, item: &Value, name: &str, price: &str) -> Value {
    let line = json!({ "item_id": item, "description": name, "quantity": "1", "unit_price": price });
    let draft = json!({ "customer_id": firm.customer, "deal_id": firm.deal, "lines": [line] });
    let estimate = firm.company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
    firm.company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
    firm.company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Nitin Vora", "how": "email" }));
    estimate
}

#[test]
fn what_is_accepted_after_the_handover_is_handed_over_beside_it() {
    let firm = Firm::new();
    firm.confirm(firm.proposed());
    let item = |name: &str| {
        let rows = firm.company.ok("item.list", json!({}))["rows"].clone();
        rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap()["id"].clone()
    };
    let is_open = || firm.exceptions().contains(&"open_handovers".to_owned());
    let estimate = accepted(&firm, &item("Network"), "Network upstairs", "800");
    assert_eq!(
        states(&firm.page()),
        ["customer done", "billing done", "delivery later", "support done"],
        "nothing of it is support"
    );
    assert!(is_open());
    let sheet = firm.sheet();
    assert_eq!(sheet["added"][0]["estimate_id"], estimate);
    let delivery = &sheet["for_delivery"];
    assert_eq!(
        (&delivery["template_id"], &delivery["name"], &delivery["budget"]),
        (&json!(firm.template), &json!("Network upstairs"), &json!("800.00"))
    );
    assert_eq!((&sheet["for_billing"], &sheet["for_support"]), (&Value::Null, &Value::Null));
    firm.company.ok("estimate.revoke", json!({ "id": estimate, "reason": "Too dear" }));
    assert!(!is_open());
    assert_eq!(states(&firm.page())[2], "delivery done");

    accepted(&firm, &item("Support, one year"), "Support upstairs", "400");
    assert_eq!(states(&firm.page()), ["customer done", "billing done", "delivery done", "support later"]);
    accepted(&firm, &item("Network"), "Network outside", "900");
    let sheet = firm.sheet();
    let named = &sheet["for_support"]["entitlements"][0]["name"];
    assert_eq!((named, &sheet["for_delivery"]["budget"]), (&json!("Support upstairs"), &json!("900.00")));
    let mut request = json!({ "deal_id": firm.deal, "version": sheet["version"], "not_needed": ["support"] });
    request["delivery"] = super::without_nulls(&sheet["for_delivery"]);
    let done = firm.confirm(request);
    assert_eq!(done.result["made"][0]["kind"], "project");
    assert_eq!(states(&firm.page()), ["customer done", "billing done", "delivery done", "support done"]);
    assert!(!is_open());
    let projects = firm.company.ok("project.list", json!({}))["rows"].as_array().unwrap().len();
    assert_eq!(projects, 2);
    firm.company.assert_sound();
    firm.company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_eq!(states(&firm.page())[2..], ["delivery later", "support later"]);
    firm.company.assert_sound();
}

#[test]
fn what_was_handed_over_beside_the_rest_and_is_sold_no_more_is_told_and_not_made_twice() {
    let firm = Firm::new();
    firm.confirm(firm.proposed());
    let rows = firm.company.ok("item.list", json!({}))["rows"].clone();
    let item = rows.as_array().unwrap().iter().find(|row| row["name"] == "Network").unwrap()["id"].clone();
    let told = || {
        let rows = firm.company.ok("inbox.list", json!({}))["rows"].clone();
        rows.as_array().unwrap().iter().filter(|row| row["message_id"] == "inbox.sale_less").count()
    };
    let estimate = accepted(&firm, &item, "Network upstairs", "800");
    let sheet = firm.sheet();
    let mut request = json!({ "deal_id": firm.deal, "version": sheet["version"] });
    request["delivery"] = super::without_nulls(&sheet["for_delivery"]);
    firm.confirm(request);
    let revoke =
        || firm.company.ok("estimate.revoke", json!({ "id": estimate, "reason": "Another signature" }));
    let revoked = revoke();
    assert_eq!(
        (&revoked["warnings"][0]["message_id"], &revoked["warnings"][0]["params"]["what"], told()),
        (&json!("warning.still_runs"), &json!("Network upstairs"), 1)
    );
    let accept = || {
        let yes = json!({ "id": estimate, "said_by": "Nitin Vora", "how": "email" });
        firm.company.ok("estimate.accept", yes);
    };
    accept();
    assert_eq!((states(&firm.page())[2].as_str(), told()), ("delivery done", 0), "its project goes on");

    // What was ended meanwhile is handed over anew.
    assert_eq!(revoke()["warnings"].as_array().unwrap().len(), 1);
    let projects = firm.company.ok("project.list", json!({ "filter": { "open": true } }))["rows"].clone();
    let own =
        projects.as_array().unwrap().iter().find(|row| row["name"] == "Network upstairs").unwrap().clone();
    firm.company.ok("project.close", json!({ "id": own["id"], "version": own["version"], "others": "drop" }));
    accept();
    assert_eq!(states(&firm.page())[2], "delivery later");
    firm.company.assert_sound();
}
