//! Undo of what a deal is worth, to whom, and how it ended.

use super::{refused, seq, undo};
use crate::billing::pune;
use crate::sellers::rules;
use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// A company with an open deal of 1,000: the company, its customer, the deal.
fn deal() -> (Company, String, Value) {
    let (company, customer) = pune();
    let made =
        company.ok("deal.create", json!({ "title": "Pumps", "customer_id": customer, "amount": "1000" }));
    (company, customer, made["id"].clone())
}

/// Changes fields of the deal as it stands and gives the number of the transaction.
fn set(company: &Company, deal: &Value, set: Value) -> i64 {
    let change = json!({ "id": deal, "version": version(company, deal), "set": set });
    seq(company, "deal.update", change)
}

fn version(company: &Company, deal: &Value) -> Value {
    company.ok("deal.get", json!({ "id": deal }))["row"]["version"].clone()
}

/// Runs a command that takes the deal and its version alone and gives the number of the transaction.
fn step(company: &Company, command: &str, deal: &Value) -> i64 {
    seq(company, command, json!({ "id": deal, "version": version(company, deal) }))
}

fn amount(company: &Company, deal: &Value) -> Value {
    company.ok("deal.get", json!({ "id": deal }))["row"]["amount"]["amount"].clone()
}

fn sold(company: &Company, deal: &Value) -> Value {
    company.ok("billing_plan.get", json!({ "deal_id": deal }))["figures"][0]["sold"]["amount"].clone()
}

#[test]
fn a_deal_that_was_won_keeps_what_it_was_sold_for() {
    for worth in [
        json!({ "amount": "2000" }),
        json!({ "lines": [{ "description": "Pump", "quantity": "2", "unit_price": "1000" }] }),
        json!({ "expected_close": "2026-12-15" }),
    ] {
        let (company, _, deal) = deal();
        let edited = set(&company, &deal, worth);
        let won = step(&company, "deal.win", &deal);
        refused(&company, edited, "error.undo_moved_on");
        undo(&company, won);
        undo(&company, edited);
        assert_eq!(amount(&company, &deal), "1000.00");
        company.assert_sound();
    }
}

#[test]
fn a_deal_that_was_lost_keeps_its_course() {
    let (company, _, deal) = deal();
    let edited = set(&company, &deal, json!({ "amount": "2000" }));
    let named = set(&company, &deal, json!({ "title": "Pumps and pipes" }));
    let lost = json!({ "id": deal, "version": version(&company, &deal), "reason": "Too dear" });
    company.ok("deal.lose", lost);
    refused(&company, edited, "error.undo_moved_on");
    undo(&company, named);
    assert_eq!(amount(&company, &deal), "2000.00");
}

#[test]
fn a_won_deal_is_edited_and_taken_back_with_its_sale() {
    let (company, _, deal) = deal();
    step(&company, "deal.win", &deal);
    let edited = set(&company, &deal, json!({ "amount": "5000" }));
    undo(&company, edited);
    assert_eq!((amount(&company, &deal), sold(&company, &deal)), (json!("1000.00"), json!("1180.00")));
    company.assert_sound();
}

#[test]
fn a_deal_stays_with_the_customer_whom_its_documents_name() {
    let (company, customer, deal) = deal();
    let other = company.customer("Nandini Textiles");
    let moved = set(&company, &deal, json!({ "customer_id": other }));
    let offer = json!({ "customer_id": other, "deal_id": deal, "lines": [{ "description": "Pump", "unit_price": "10" }] });
    let offered = seq(&company, "estimate.create", json!({ "draft": offer }));
    refused(&company, moved, "error.undo_moved_on");
    undo(&company, offered);
    undo(&company, moved);
    assert_eq!(company.ok("deal.get", json!({ "id": deal }))["row"]["customer_id"], json!(customer));
}

#[test]
fn a_deal_is_not_won_again_for_what_it_is_no_longer_worth() {
    let (company, _, deal) = deal();
    step(&company, "deal.win", &deal);
    let reopened = step(&company, "deal.reopen", &deal);
    let edited = set(&company, &deal, json!({ "amount": "2000" }));
    refused(&company, reopened, "error.undo_moved_on");
    undo(&company, edited);
    let lines = json!({ "lines": [{ "description": "Pump", "quantity": "2", "unit_price": "500" }] });
    let lined = set(&company, &deal, lines);
    refused(&company, reopened, "error.undo_moved_on");
    undo(&company, lined);
    undo(&company, reopened);
    assert_eq!((amount(&company, &deal), sold(&company, &deal)), (json!("1000.00"), json!("1180.00")));
    company.assert_sound();
}

#[test]
fn a_deal_is_not_won_again_in_another_currency() {
    let company = Company::india();
    let customer = company.customer("Nandini Textiles");
    let made =
        company.ok("deal.create", json!({ "title": "Pumps", "customer_id": customer, "amount": "1000" }));
    let won = step(&company, "deal.win", &made["id"]);
    let opened = undo(&company, won);
    company.ok("branch.update", rules(&company, json!({ "country": "AE" })));
    refused(&company, opened, "error.undo_moved_on");
}

#[test]
fn a_deal_that_an_estimate_sold_is_opened_and_won_again() {
    let (company, customer, deal) = deal();
    let offer = offered(&company, &customer, &deal);
    company.ok("estimate.accept", json!({ "id": offer, "said_by": "Sunita Rao", "how": "phone" }));
    step(&company, "deal.win", &deal);
    let reopened = step(&company, "deal.reopen", &deal);
    undo(&company, reopened);
    assert_eq!(company.ok("deal.get", json!({ "id": deal }))["row"]["status"], "won");
    company.assert_sound();
}

/// An offer of the deal that was sent, and its id.
fn offered(company: &Company, customer: &str, deal: &Value) -> Value {
    let offer = json!({ "customer_id": customer, "deal_id": deal, "lines": [{ "description": "Pump", "unit_price": "10" }] });
    let offer = company.ok("estimate.create", json!({ "draft": offer }))["id"].clone();
    company.ok("estimate.send", json!({ "id": offer, "version": 1, "how": "print" }));
    offer
}

#[test]
fn a_deal_that_was_invoiced_since_is_not_sold_a_second_time() {
    let (company, _, deal) = deal();
    let won = step(&company, "deal.win", &deal);
    let reopened = undo(&company, won);
    let form = company.ok("billing_plan.draft", json!({ "deal_id": deal, "kind": "invoice" }));
    let drafted = seq(&company, "invoice.create", json!({ "draft": form }));
    refused(&company, reopened, "error.undo_moved_on");
    undo(&company, drafted);
    undo(&company, reopened);
    let sold_again = step(&company, "deal.reopen", &deal);
    let form = company.ok("billing_plan.draft", json!({ "deal_id": deal, "kind": "invoice" }));
    let invoice = company.ok("invoice.create", json!({ "draft": form }));
    company.ok("invoice.issue", json!({ "id": invoice["id"], "version": 1 }));
    refused(&company, sold_again, "error.undo_moved_on");
    step(&company, "deal.win", &deal);
    assert_eq!(sold(&company, &deal), "1180.00", "what was invoiced before is not sold again");
    company.assert_sound();
}

#[test]
fn a_lost_deal_has_no_accepted_estimate() {
    let (company, customer, deal) = deal();
    let lose = || {
        seq(
            &company,
            "deal.lose",
            json!({ "id": deal, "version": version(&company, &deal), "reason": "Too dear" }),
        )
    };
    lose();
    let reopened = step(&company, "deal.reopen", &deal);
    let offer = offered(&company, &customer, &deal);
    let accept = json!({ "id": offer, "said_by": "Sunita Rao", "how": "phone" });
    let accepted = seq(&company, "estimate.accept", accept.clone());
    refused(&company, reopened, "error.undo_moved_on");
    undo(&company, accepted);
    undo(&company, reopened);
    let error = company.refused("estimate.accept", accept.clone());
    assert_refused(&error, Code::Precondition, "error.deal_lost");
    step(&company, "deal.reopen", &deal);
    company.ok("estimate.accept", accept);
    company.assert_sound();
}

#[test]
fn a_draft_does_not_come_back_under_a_deal_of_another_customer() {
    let (company, customer, deal) = deal();
    let form = company.ok("billing_plan.draft", json!({ "deal_id": deal, "kind": "invoice" }));
    let invoice = company.ok("invoice.create", json!({ "draft": form }))["id"].clone();
    let deleted = seq(&company, "invoice.delete", json!({ "id": invoice, "version": 1 }));
    let other = company.customer("Nandini Textiles");
    let moved = set(&company, &deal, json!({ "customer_id": other }));
    refused(&company, deleted, "error.undo_moved_on");
    undo(&company, moved);
    undo(&company, deleted);
    assert_eq!(company.ok("invoice.get", json!({ "id": invoice }))["customer_id"], json!(customer));
}
