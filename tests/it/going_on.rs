//! Contracts that go on: for as long as was agreed, with what they give, and each for itself.

use crate::billing::pune;
use crate::support::{Company, reasons};
use serde_json::{Value, json};

const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

fn contract(company: &Company, customer: &str, more: &Value) -> Value {
    let mut request = json!({ "customer_id": customer, "name": "Wi-Fi care", "start": "2026-04-01", "end": "2027-03-31",
        "value": "120000", "renewal_months": 12 });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    company.ok("contract.create", request)["id"].clone()
}

fn gives(company: &Company, customer: &str, contract: &Value, more: &Value) -> Value {
    let mut request = json!({ "customer_id": customer, "contract_id": contract, "name": "Gold", "unit": "hours",
        "amount": "24", "period": "month", "start": "2026-04-01", "end": "2027-03-31" });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    company.ok("entitlement.create", request)["id"].clone()
}

fn stands(company: &Company, contract: &Value) -> Value {
    company.ok("contract.get", json!({ "id": contract }))
}

fn renew(company: &Company, contract: &Value) -> Value {
    let version = stands(company, contract)["row"]["version"].clone();
    company.ok("contract.renew", json!({ "id": contract, "version": version }))
}

/// First and last days of what a contract gives, in the order of their last days.
fn days(company: &Company, contract: &Value) -> Vec<(String, String)> {
    let given = stands(company, contract)["entitlements"].clone();
    let day = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    let mut days: Vec<_> =
        given.as_array().unwrap().iter().map(|one| (day(one, "start"), day(one, "end"))).collect();
    days.sort_by(|one, other| one.1.cmp(&other.1).then(one.0.cmp(&other.0)));
    days
}

/// Lets every contract go on that is due, as the program does by itself.
fn roll(company: &Company) -> i64 {
    let ids = company.ok("contract.rolling", json!({}))["ids"].clone();
    let terms = |id: &Value| company.ok("contract.roll", json!({ "id": id }))["terms"].as_i64().unwrap();
    ids.as_array().unwrap().iter().map(terms).sum()
}

fn switch_off(company: &Company, user: &Value) {
    company.ok("user.update", json!({ "id": user, "version": 1, "active": false }));
}

#[test]
fn what_goes_on_by_itself_says_by_how_many_months() {
    let (company, customer) = pune();
    let without = json!({ "customer_id": customer, "name": "Care", "start": "2026-04-01", "end": "2027-03-31", "auto_renew": true });
    assert_eq!(reasons(&company.refused("contract.create", without)), ["renewal_months error.required"]);
    let ends = contract(&company, &customer, &json!({ "renewal_months": null }));
    let on = |set: Value| json!({ "id": ends, "version": 1, "set": set });
    assert_eq!(
        reasons(&company.refused("contract.update", on(json!({ "auto_renew": true })))),
        ["set.renewal_months error.required"]
    );
    company.ok("contract.update", on(json!({ "auto_renew": true, "renewal_months": 6 })));
    company.clock.advance(150 * DAY);
    assert_eq!(roll(&company), 1);
    assert_eq!(stands(&company, &ends)["row"]["end"], "2027-09-30");
    company.assert_sound();
}

#[test]
fn the_next_term_is_proposed_with_tax_and_in_the_words_of_the_paper() {
    let (company, customer) = pune();
    let care = contract(&company, &customer, &json!({}));
    let proposed = company.ok("contract.propose", json!({ "id": care, "version": 1 }));
    let estimate = company.ok("estimate.get", json!({ "id": proposed["estimate_id"] }));
    let line = &estimate["draft"]["lines"][0];
    assert_ne!(line["tax_class_id"], Value::Null);
    assert_eq!(line["detail"], "1 Apr 2027 – 31 Mar 2028");
    assert_eq!(estimate["total"]["amount"], "141600.00", "with 18 % of GST");
}

#[test]
fn support_goes_on_with_its_contract_and_what_does_not_is_told() {
    let (company, customer) = pune();
    let care = contract(&company, &customer, &json!({}));
    for (name, period, end) in [
        ("With it", "month", "2027-03-31"),
        ("Beyond", "month", "2027-05-31"),
        ("Once, beyond", "term", "2027-05-31"),
        ("First months", "month", "2026-12-31"),
        ("Twice as long", "month", "2029-03-31"),
    ] {
        gives(&company, &customer, &care, &json!({ "name": name, "period": period, "end": end }));
    }
    let renewed = renew(&company, &care);
    assert_eq!(renewed["left"], json!(["First months"]));
    let day = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(
        days(&company, &care),
        [
            day("2026-04-01", "2026-12-31"),
            day("2026-04-01", "2027-05-31"),
            day("2026-04-01", "2028-03-31"),
            day("2026-04-01", "2028-03-31"),
            day("2027-06-01", "2028-03-31"),
            day("2026-04-01", "2029-03-31"),
        ]
    );
    assert_eq!(renew(&company, &care)["left"], json!([]), "of terms that are over nothing is said");
    company.assert_sound();
}

#[test]
fn support_that_ended_with_its_contract_moves_with_its_last_day() {
    let (company, customer) = pune();
    let care = contract(&company, &customer, &json!({}));
    gives(&company, &customer, &care, &json!({}));
    gives(&company, &customer, &care, &json!({ "end": "2026-12-31" }));
    let moved =
        company.reply("contract.update", json!({ "id": care, "version": 1, "set": { "end": "2027-06-30" } }));
    let ends = || days(&company, &care).into_iter().map(|(_, end)| end).collect::<Vec<_>>();
    assert_eq!(ends(), ["2026-12-31", "2027-06-30"]);
    company.ok("history.undo", json!({ "seq": moved.undo.unwrap().seq }));
    assert_eq!(ends(), ["2026-12-31", "2027-03-31"]);
    company.assert_sound();
}

#[test]
fn the_last_day_lies_in_the_term_that_runs() {
    let (company, customer) = pune();
    let care = contract(&company, &customer, &json!({}));
    renew(&company, &care);
    let set = |set: Value| json!({ "id": care, "version": 2, "set": set });
    assert_eq!(
        reasons(&company.refused("contract.update", set(json!({ "end": "2027-03-31" })))),
        ["set.end error.term_begun"]
    );
    assert_eq!(
        reasons(&company.refused("contract.update", set(json!({ "start": "2027-04-01" })))),
        ["set.start error.term_over"]
    );
    company.ok("contract.update", set(json!({ "end": "2027-04-01", "start": "2026-05-01" })));
    renew(&company, &care);
    assert_eq!(stands(&company, &care)["row"]["end"], "2028-04-01");
    company.assert_sound();
}

#[test]
fn somebody_who_is_gone_stops_neither_contracts_nor_proposals() {
    let (company, customer) = pune();
    let gone = company.ok("user.create", json!({ "name": "Ravi", "permission_set_ids": [] }))["id"].clone();
    let own = json!({ "owner_id": gone, "auto_renew": true });
    let (rolls, proposed) = (contract(&company, &customer, &own), contract(&company, &customer, &own));
    gives(&company, &customer, &rolls, &json!({ "owner_id": gone, "period": "term" }));
    switch_off(&company, &gone);
    company.ok("contract.propose", json!({ "id": proposed, "version": 1 }));
    company.clock.advance(150 * DAY);
    assert_eq!(roll(&company), 2);
    assert_eq!(days(&company, &rolls)[1], ("2027-04-01".to_owned(), "2028-03-31".to_owned()));
    company.assert_sound();
}

#[test]
fn a_step_that_names_somebody_who_is_gone_still_tells_of_the_ticket() {
    let (company, customer) = pune();
    let gone = company.ok("user.create", json!({ "name": "Ravi", "permission_set_ids": [] }))["id"].clone();
    let rows = company.ok("sla_policy.list", json!({}))["rows"].clone();
    let usual = rows.as_array().unwrap().iter().find(|row| row["is_default"] == json!(true)).unwrap().clone();
    company.ok(
        "sla_policy.save",
        json!({ "id": usual["id"], "version": usual["version"], "name": usual["name"], "hours": "always",
            "targets": usual["targets"],
            "steps": [{ "promise": "response", "percent": 100, "tell_id": gone, "give_id": gone, "raises": true }] }),
    );
    let ticket = json!({ "customer_id": customer, "subject": "Ward 3", "owner_id": gone });
    let ticket = company.ok("ticket.open", ticket)["id"].clone();
    switch_off(&company, &gone);
    company.clock.advance(5 * HOUR);
    assert_eq!(company.ok("ticket.due", json!({}))["ids"], json!([ticket]));
    assert_eq!(company.ok("ticket.escalate", json!({ "id": ticket }))["taken"], 1);
    assert_eq!(company.ok("ticket.due", json!({}))["ids"], json!([]));
    let told = company.ok("inbox.list", json!({}))["rows"].clone();
    assert_eq!(told[0]["message_id"], "inbox.ticket_late", "whoever works here is told instead");
    let row = company.ok("ticket.get", json!({ "id": ticket }))["row"].clone();
    assert_eq!((&row["priority"], &row["owner_id"]), (&json!("high"), &gone));
    company.assert_sound();
}

#[test]
fn what_is_given_once_for_a_term_is_given_in_each_term_that_is_caught_up() {
    let (company, customer) = pune();
    let month = json!({ "start": "2026-11-01", "end": "2026-11-30", "value": "6000", "auto_renew": true, "renewal_months": 1 });
    let care = contract(&company, &customer, &month);
    for (name, period, end) in [
        ("Once", "term", "2026-11-30"),
        ("Each", "month", "2026-11-30"),
        ("First days", "month", "2026-11-20"),
    ] {
        let more =
            json!({ "name": name, "period": period, "start": "2026-11-01", "end": end, "amount": "10" });
        gives(&company, &customer, &care, &more);
    }
    let before = days(&company, &care);
    // From November into February.
    company.clock.advance(80 * DAY);
    let rolled = company.reply("contract.roll", json!({ "id": care }));
    assert_eq!(rolled.result["terms"], 3);
    let day = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(
        days(&company, &care),
        [
            day("2026-11-01", "2026-11-20"),
            day("2026-11-01", "2026-11-30"),
            day("2026-12-01", "2026-12-31"),
            day("2027-01-01", "2027-01-31"),
            day("2026-11-01", "2027-02-28"),
            day("2027-02-01", "2027-02-28"),
        ]
    );
    let told = company.ok("inbox.list", json!({}))["rows"].clone();
    let look: Vec<&Value> =
        told.as_array().unwrap().iter().filter(|row| row["message_id"] == "inbox.contract_look").collect();
    assert_eq!(look.len(), 1, "{told}");
    assert_eq!(look[0]["params"]["reason"]["message_id"], "warning.support_left");
    assert_eq!(look[0]["params"]["reason"]["params"]["names"], "First days", "what went on is not missed");
    company.assert_sound();
    company.ok("history.undo", json!({ "seq": rolled.undo.unwrap().seq }));
    assert_eq!(days(&company, &care), before);
    company.assert_sound();
}
