//! What a proposal of a further term comes to: it is won, or the contract goes on without it.

use super::{DAY, by_itself, contract, gives, id, monday, open, refused};
use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::{Code, Error};

fn stands(company: &Company, id: &str) -> Value {
    company.ok("contract.get", json!({ "id": id }))
}

fn deal(company: &Company, id: &Value) -> Value {
    company.ok("deal.get", json!({ "id": id }))["row"].clone()
}

fn propose(company: &Company, contract: &str) -> Value {
    let version = stands(company, contract)["row"]["version"].clone();
    company.ok("contract.propose", json!({ "id": contract, "version": version }))
}

fn roll(company: &Company) -> i64 {
    by_itself(company, "contract.rolling", "contract.roll", "terms")
}

/// Last day, value and what was proposed of a contract.
fn term(company: &Company, contract: &str) -> (Value, Value, Value) {
    let now = stands(company, contract);
    (now["row"]["end"].clone(), now["row"]["value"]["amount"].clone(), now["renewal_deal_id"].clone())
}

fn accept(company: &Company, proposed: &Value, price: &str) {
    let estimate = proposed["estimate_id"].clone();
    let page = company.ok("estimate.get", json!({ "id": estimate }));
    let mut draft = page["draft"].clone();
    draft["lines"][0]["unit_price"] = json!(price);
    company.ok("estimate.update", json!({ "id": estimate, "version": page["version"], "draft": draft }));
    let version = company.ok("estimate.get", json!({ "id": estimate }))["version"].clone();
    company.ok("estimate.send", json!({ "id": estimate, "version": version, "how": "email" }));
    company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Sunita Rao", "how": "phone" }));
}

fn try_it(company: &Company, command: &str, request: Value) -> Error {
    company.core.call(None, command, request, Mode::Run).unwrap_err()
}

#[test]
fn a_renewal_that_is_won_lets_its_contract_go_on_at_what_was_sold() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    gives(&company, &customer, &care, "term");
    let ticket = open(&company, &customer, &json!({}));
    company.works(&ticket, 27 * 60);
    let proposed = propose(&company, &care);
    accept(&company, &proposed, "124000");
    let before = term(&company, &care);
    let row = deal(&company, &proposed["deal_id"]);
    let won = company.reply("deal.win", json!({ "id": row["id"], "version": row["version"] }));
    assert_eq!(won.result["renewed"][0]["end"], "2028-03-31");
    let (end, value, open_deal) = term(&company, &care);
    // Three hours beyond are on the estimate too, and are no part of what the next term is worth.
    assert_eq!((&end, &value, &open_deal), (&json!("2028-03-31"), &json!("124000.00"), &Value::Null));
    let page = stands(&company, &care);
    assert_eq!(
        (&page["terms"][0]["end"], &page["terms"][0]["value"]["amount"]),
        (&json!("2027-03-31"), &json!("120000.00"))
    );
    let given: Vec<&Value> = page["entitlements"].as_array().unwrap().iter().map(|one| &one["end"]).collect();
    assert_eq!(given, ["2027-03-31", "2028-03-31"], "what is given once for the term is given anew");
    let back = json!({ "filter": { "renewal_deal_id": proposed["deal_id"] } });
    assert_eq!(company.ok("contract.list", back)["rows"][0]["id"], json!(care));
    company.assert_sound();

    company.ok("history.undo", json!({ "seq": won.undo.unwrap().seq }));
    assert_eq!(term(&company, &care), before);
    assert_eq!(stands(&company, &care)["entitlements"].as_array().unwrap().len(), 1);
    company.assert_sound();
}

#[test]
fn a_renewal_without_an_estimate_is_worth_the_deal_and_what_ended_before_is_told() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    let early = gives(&company, &customer, &care, "month");
    company.ok("entitlement.update", json!({ "id": early, "version": 1, "set": { "end": "2026-12-31" } }));
    let proposed = propose(&company, &care);
    let row = deal(&company, &proposed["deal_id"]);
    let won = company.ok("deal.win", json!({ "id": row["id"], "version": row["version"] }));
    assert_eq!(won["warnings"][0]["message_id"], "warning.support_left");
    assert_eq!(won["warnings"][0]["params"]["names"], "Gold");
    // 120000 and five percent more, as was agreed.
    assert_eq!(term(&company, &care).1, "126000.00");
    company.assert_sound();
}

#[test]
fn a_renewal_is_handed_over_with_its_contract_and_without_a_task() {
    let (company, customer) = monday();
    for area in ["delivery", "support"] {
        company.ok("area.switch", json!({ "area": area, "state": "live" }));
    }
    let care = contract(&company, &customer, &json!({}));
    let proposed = propose(&company, &care);
    accept(&company, &proposed, "126000");
    let asked = json!({ "deal_id": proposed["deal_id"] });
    let sheet = company.ok("handover.prepare", asked.clone());
    assert_eq!(
        (&sheet["renews"][0]["contract_id"], &sheet["for_delivery"]),
        (&json!(care), &Value::Null),
        "there is nothing to deliver"
    );
    let done = company.ok(
        "handover.confirm",
        json!({ "deal_id": proposed["deal_id"], "version": sheet["version"], "billing": { "kind": "all_now" } }),
    );
    let made = done["made"].as_array().unwrap();
    assert!(made.iter().any(|one| one["kind"] == "contract" && one["id"] == json!(care)), "{done}");
    assert_eq!((&done["support_end"], &done["later"]), (&json!("2028-03-31"), &json!([])));
    assert_eq!(term(&company, &care).0, "2028-03-31");
    let page = company.ok("handover.get", asked)["handover"].clone();
    assert_eq!(page["blocks"][3]["state"], "done");
    company.assert_sound();
}

#[test]
fn a_contract_that_was_ended_does_not_go_on_by_a_deal() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    let proposed = propose(&company, &care);
    let version = stands(&company, &care)["row"]["version"].clone();
    company.ok("contract.end", json!({ "id": care, "version": version, "reason": "Moved away" }));
    let row = deal(&company, &proposed["deal_id"]);
    let won = company.ok("deal.win", json!({ "id": row["id"], "version": row["version"] }));
    assert_eq!(won["renewed"], json!([]));
    assert!(stands(&company, &care)["row"]["is_ended"].as_bool().unwrap());
}

#[test]
fn a_contract_goes_on_by_itself_at_the_old_price_and_closes_what_was_proposed() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    let proposed = propose(&company, &care);
    company.clock.advance(150 * DAY);
    assert_eq!(roll(&company), 1);
    let (end, value, open_deal) = term(&company, &care);
    assert_eq!((end, value, open_deal), (json!("2028-03-31"), json!("126000.00"), Value::Null));
    let row = deal(&company, &proposed["deal_id"]);
    assert_eq!(row["status"], "lost");
    let page = company.ok("deal.get", json!({ "id": proposed["deal_id"] }));
    assert!(page.to_string().contains("CON-0001 went on by itself"), "{page}");
    let told = company.ok("inbox.list", json!({}))["rows"].as_array().unwrap().clone();
    assert!(told.iter().any(|row| row["message_id"] == "inbox.renewal_closed"), "{told:?}");
    company.assert_sound();
}

#[test]
fn a_contract_goes_on_by_itself_at_what_the_customer_accepted() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    let proposed = propose(&company, &care);
    accept(&company, &proposed, "130000");
    company.clock.advance(150 * DAY);
    assert_eq!(roll(&company), 1);
    assert_eq!(term(&company, &care).1, "130000.00");
    let row = deal(&company, &proposed["deal_id"]);
    assert_eq!(row["status"], "open", "its invoice and its handover are still to come");
    let won = company.ok("deal.win", json!({ "id": row["id"], "version": row["version"] }));
    assert_eq!(won["renewed"], json!([]), "once");
    assert_eq!(term(&company, &care).0, "2028-03-31");
    company.assert_sound();
}

#[test]
fn nobody_renews_by_hand_what_is_proposed() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    propose(&company, &care);
    let version = stands(&company, &care)["row"]["version"].clone();
    let error = try_it(&company, "contract.renew", json!({ "id": care, "version": version }));
    assert_refused(&error, Code::Precondition, "error.renewal_open");
    assert!(error.params["deal"].as_str().unwrap().contains("Wi-Fi care"));
}

#[test]
fn what_a_contract_comes_to_is_proposed_as_its_recurring_invoice() {
    let (company, customer) = monday();
    let cases = [
        (json!({}), "year", 1, json!({ "kind": "on", "date": "2027-03-31" })),
        (json!({ "end": "2026-06-30", "auto_renew": true }), "quarter", 1, json!({ "kind": "never" })),
        (json!({ "end": "2028-03-31" }), "year", 2, json!({ "kind": "on", "date": "2028-03-31" })),
        (json!({ "end": "2026-08-31" }), "month", 5, json!({ "kind": "on", "date": "2026-08-31" })),
    ];
    for (more, unit, every, end) in cases {
        let care = contract(&company, &customer, &more);
        let proposed = company.ok("contract.invoicing", json!({ "id": care }));
        let rhythm = &proposed["rhythm"];
        assert_eq!(
            (&rhythm["unit"], &rhythm["every"], &rhythm["first"], &rhythm["end"]),
            (&json!(unit), &json!(every), &json!("2026-04-01"), &end)
        );
        let line = &proposed["draft"]["lines"][0];
        assert_eq!((&line["description"], &line["unit_price"]), (&json!("Wi-Fi care"), &json!("120000.00")));
        let made = company.ok(
            "recurring_invoice.create",
            json!({ "draft": proposed["draft"], "rhythm": rhythm, "contract_id": care }),
        );
        assert!(!id(&made).is_empty());
    }
    assert_eq!(refused(&company, "contract.invoicing", json!({ "id": customer })), ["error.not_found"]);
}

#[test]
fn a_late_yes_to_a_renewal_that_went_on_by_itself_says_so() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    let proposed = propose(&company, &care);
    let estimate = proposed["estimate_id"].clone();
    let version = company.ok("estimate.get", json!({ "id": estimate }))["version"].clone();
    company.ok("estimate.send", json!({ "id": estimate, "version": version, "how": "email" }));
    company.clock.advance(150 * DAY);
    assert_eq!(roll(&company), 1);
    let yes = json!({ "id": estimate, "said_by": "Sunita Rao", "how": "phone" });
    let error = company.refused("estimate.accept", yes);
    assert_refused(&error, Code::Precondition, "error.renewal_gone_on");
    assert_eq!(error.params["contract"], "CON-0001");
}

#[test]
fn what_is_proposed_keeps_the_days_and_the_price_that_its_paper_says() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    propose(&company, &care);
    let change =
        |set: Value| json!({ "id": care, "version": stands(&company, &care)["row"]["version"], "set": set });
    for set in [
        json!({ "start": "2026-05-01" }),
        json!({ "end": "2026-12-31" }),
        json!({ "renewal_months": 6 }),
        json!({ "value": "12000" }),
        json!({ "indexation_percent": "10" }),
    ] {
        let error = try_it(&company, "contract.update", change(set));
        assert_refused(&error, Code::Precondition, "error.renewal_open");
        assert_eq!(error.params["deal"], "DEAL-0001 Wi-Fi care");
    }
    // What the paper does not say changes, and what stays as it is may be said again.
    let same = json!({ "end": "2027-03-31", "value": "120000", "indexation_percent": "5.0" });
    company.ok("contract.update", change(same));
    company.ok("contract.update", change(json!({ "name": "Care", "notice_days": 60, "auto_renew": true })));
    let kept = term(&company, &care);
    assert_eq!((kept.0, kept.1), (json!("2027-03-31"), json!("120000.00")));
    company.ok(
        "contract.take_back",
        json!({ "id": care, "version": stands(&company, &care)["row"]["version"] }),
    );
    company.ok("contract.update", change(json!({ "end": "2026-12-31", "value": "12000" })));
    let now = term(&company, &care);
    assert_eq!((now.0, now.1), (json!("2026-12-31"), json!("12000.00")));
    company.assert_sound();
}
