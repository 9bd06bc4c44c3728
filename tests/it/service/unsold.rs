//! A renewal that is sold no more: its contract goes on no longer for it, unless something was built on that.

use super::bounded::told;
use super::invoiced::{all, at, monthly, row};
use super::{DAY, contract, gives, monday, open};
use crate::support::Company;
use serde_json::{Value, json};

fn deal(company: &Company, command: &str, id: &Value) -> Value {
    let version = company.ok("deal.get", json!({ "id": id }))["row"]["version"].clone();
    company.ok(command, json!({ "id": id, "version": version }))
}

fn propose(company: &Company, care: &str) -> Value {
    company.ok("contract.propose", at(company, care, &json!({})))
}

fn accept(company: &Company, proposed: &Value) {
    let estimate = &proposed["estimate_id"];
    let version = company.ok("estimate.get", json!({ "id": estimate }))["version"].clone();
    company.ok("estimate.send", json!({ "id": estimate, "version": version, "how": "email" }));
    company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Sunita Rao", "how": "phone" }));
}

/// How a contract stands, but for its version and for how its support stands in lists.
fn stands(company: &Company, care: &str) -> Value {
    let page = company.ok("contract.get", json!({ "id": care }));
    let given: Vec<_> =
        page["entitlements"].as_array().unwrap().iter().map(|one| (&one["id"], &one["end"])).collect();
    json!([page["row"]["end"], page["row"]["value"], page["renewal_deal_id"], page["terms"], given])
}

/// A contract with support of each kind and a recurring invoice, whose renewal is proposed.
fn proposed(company: &Company, customer: &str) -> (String, String, Value) {
    let care = contract(company, customer, &json!({}));
    gives(company, customer, &care, "term");
    gives(company, customer, &care, "month");
    let recurring = monthly(company, &care, &json!({ "kind": "never" }));
    let proposed = propose(company, &care);
    (care, recurring, proposed)
}

const RUNS: (&str, &str, Option<&str>) = ("10000", "2026-12-01", None);
const RESTS: (&str, &str, Option<&str>) = ("10000", "2026-12-01", Some("2027-03-31"));

fn rows(known: &[(&str, &str, Option<&str>)]) -> Vec<(Value, Value, Value)> {
    known.iter().map(|(price, first, end)| row(price, first, *end)).collect()
}

#[test]
fn a_renewal_that_is_opened_again_takes_its_term_back_and_can_be_won_anew() {
    let (company, customer) = monday();
    let (care, _, proposed) = proposed(&company, &customer);
    let before = stands(&company, &care);
    deal(&company, "deal.win", &proposed["deal_id"]);
    let won = stands(&company, &care);
    assert_eq!((&won[0], all(&company, &customer)), (&json!("2028-03-31"), rows(&[RESTS])));
    deal(&company, "deal.reopen", &proposed["deal_id"]);
    assert_eq!((stands(&company, &care), all(&company, &customer)), (before.clone(), rows(&[RUNS])));
    assert!(told(&company, "inbox.contract_look").is_empty());
    deal(&company, "deal.win", &proposed["deal_id"]);
    let again = stands(&company, &care);
    assert_eq!((&again[0], &again[3], all(&company, &customer)), (&won[0], &won[3], rows(&[RESTS])));
    company.assert_sound();
}

#[test]
fn a_renewal_that_was_accepted_stays_sold_until_its_answer_is_taken_back() {
    let (company, customer) = monday();
    let (care, _, proposed) = proposed(&company, &customer);
    accept(&company, &proposed);
    let before = stands(&company, &care);
    deal(&company, "deal.win", &proposed["deal_id"]);
    deal(&company, "deal.reopen", &proposed["deal_id"]);
    assert_eq!(stands(&company, &care)[0], "2028-03-31", "its estimate is accepted yet");
    company.ok("estimate.revoke", json!({ "id": proposed["estimate_id"], "reason": "Misheard" }));
    assert_eq!((stands(&company, &care), all(&company, &customer)), (before, rows(&[RUNS])));
    assert!(told(&company, "inbox.contract_look").is_empty());
    company.assert_sound();
}

#[test]
fn what_was_built_on_a_renewal_keeps_its_term_and_is_told() {
    type Build = fn(&Company, &str, &str);
    let built: [Build; 6] = [
        |company, _, care| {
            company.ok("contract.update", at(company, care, &json!({ "set": { "value": "130000" } })));
        },
        |company, _, care| {
            company.ok("contract.renew", at(company, care, &json!({})));
        },
        |company, _, care| {
            company
                .ok("contract.end", at(company, care, &json!({ "date": "2027-09-30", "reason": "Moved" })));
        },
        |company, _, care| {
            monthly(company, care, &json!({ "kind": "on", "date": "2027-06-30" }));
        },
        |company, customer, care| {
            let given = company.ok("contract.get", json!({ "id": care }))["entitlements"].clone();
            let given = given.as_array().unwrap().clone();
            let next = given.iter().find(|one| one["start"] == "2027-04-01").unwrap()["id"].clone();
            open(company, customer, &json!({ "entitlement_id": next }));
        },
        |company, _, care| {
            propose(company, care);
        },
    ];
    for (at, build) in built.into_iter().enumerate() {
        let (company, customer) = monday();
        let (care, _, proposed) = proposed(&company, &customer);
        deal(&company, "deal.win", &proposed["deal_id"]);
        build(&company, &customer, &care);
        let before = stands(&company, &care);
        deal(&company, "deal.reopen", &proposed["deal_id"]);
        assert_eq!(stands(&company, &care), before, "{at}");
        let told = told(&company, "inbox.contract_look");
        let is_told =
            told.iter().any(|row| row["params"]["reason"]["message_id"] == "warning.renewal_reopened");
        assert!(is_told, "{at}: {told:?}");
        company.assert_sound();
    }
}

#[test]
fn what_the_recurring_invoice_made_meanwhile_stays_and_its_next_day_follows() {
    let (company, customer) = monday();
    let (care, recurring, proposed) = proposed(&company, &customer);
    deal(&company, "deal.win", &proposed["deal_id"]);
    company.clock.advance(140 * DAY);
    let made = company.ok("recurring_invoice.make", json!({ "id": recurring }))["invoice_ids"].clone();
    assert_eq!(made.as_array().unwrap().len(), 4, "of the old term");
    deal(&company, "deal.reopen", &proposed["deal_id"]);
    assert_eq!(stands(&company, &care)[0], "2027-03-31");
    let page = company.ok("recurring_invoice.get", json!({ "id": recurring }));
    assert_eq!(page["row"]["next"], "2027-04-01");
    company.assert_sound();
}
