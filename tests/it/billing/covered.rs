//! Invoices of a deal from before its estimate was accepted: nothing is sold twice.

use super::gst;
use super::plan::Sale;
use serde_json::{Value, json};

fn survey(quantity: &str, unit_price: &str) -> Value {
    json!({ "description": "Survey", "hsn": "998311", "quantity": quantity, "unit_price": unit_price, "taxes": gst("18") })
}

/// An invoice that is written by hand on the deal, and issued; its id.
fn billed(sale: &Sale, line: Value) -> Value {
    let draft = json!({ "customer_id": sale.customer, "deal_id": sale.deal, "lines": [line] });
    let id = sale.company.ok("invoice.create", json!({ "draft": draft }))["id"].clone();
    sale.issue(&id, &json!(1));
    id
}

fn rest(sale: &Sale) {
    let invoice = sale.draft();
    sale.issue(&invoice, &json!(1));
}

#[test]
fn what_was_invoiced_is_not_invoiced_again_by_the_estimate_that_sells_it() {
    let sale = Sale::with(json!({}));
    let part = billed(&sale, survey("1", "1000"));
    let estimate = sale.accepted(json!({ "lines": [survey("4", "1000")] }));
    assert_eq!(sale.figures(), ["4720.00", "1180.00", "3540.00"]);
    let of_estimate =
        sale.company.ok("billing_plan.get", json!({ "estimate_id": estimate }))["figures"][0].clone();
    assert_eq!(
        (&of_estimate["sold"]["amount"], &of_estimate["invoiced"]["amount"]),
        (&json!("4720.00"), &json!("1180.00"))
    );
    rest(&sale);
    assert_eq!(sale.figures(), ["4720.00", "4720.00", "0.00"]);
    assert_eq!(sale.plan()["is_closed"], false, "nobody has closed anything");
    let note = json!({ "invoice_id": part, "reason": "A wrong address" });
    sale.company.ok("credit_note.issue", note);
    assert_eq!(sale.figures(), ["4720.00", "3540.00", "1180.00"], "it was sold, and is to be invoiced");
    rest(&sale);
    assert_eq!(sale.figures(), ["4720.00", "4720.00", "0.00"]);
}

#[test]
fn a_deal_that_was_invoiced_whole_sells_nothing_more_by_its_estimate() {
    let sale =
        Sale::with(json!({ "lines": [{ "description": "Survey", "quantity": "4", "unit_price": "1000" }] }));
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 1 }));
    rest(&sale);
    let estimate = sale.accepted(
        json!({ "lines": [{ "description": "Survey", "quantity": "4", "unit_price": "1000.25" }] }),
    );
    assert_eq!(sale.figures(), ["4000.00", "4000.00", "0.00"]);
    assert_eq!(sale.plan()["is_open"], false);
    let open = sale.company.refused("billing_plan.reopen", json!({ "estimate_id": estimate }));
    assert_eq!(open.message_id, "error.nothing_closed");
    sale.company.ok("estimate.revoke", json!({ "id": estimate, "reason": "A wrong one" }));
    assert_eq!(sale.figures(), ["4000.00", "4000.00", "0.00"]);
}

#[test]
fn an_advance_is_taken_off_what_the_estimate_sells() {
    let sale = Sale::with(json!({}));
    let advance = json!({ "description": "Deposit", "unit_price": "1200", "taxes": gst("18") });
    let deposit = billed(&sale, advance.clone());
    let estimate = sale.accepted(json!({ "lines": [survey("3", "1000"), survey("1", "1000")] }));
    assert_eq!(sale.figures(), ["4720.00", "1416.00", "3304.00"]);
    sale.company.ok("estimate.revoke", json!({ "id": estimate, "reason": "Another one" }));
    assert_eq!(sale.figures(), ["1416.00", "1416.00", "0.00"]);
    sale.accepted(json!({ "lines": [survey("3", "1000"), survey("1", "1000")] }));
    rest(&sale);
    assert_eq!(sale.figures(), ["4720.00", "4720.00", "0.00"]);
    sale.company.ok("credit_note.issue", json!({ "invoice_id": deposit, "reason": "A wrong address" }));
    rest(&sale);
    assert_eq!(sale.figures(), ["4720.00", "4720.00", "0.00"]);
}

#[test]
fn amounts_of_discount_go_with_the_part_that_was_invoiced() {
    let sale = Sale::with(json!({}));
    billed(&sale, survey("1", "900"));
    let mut line = survey("2", "1000");
    line["discount"] = json!("200");
    sale.accepted(json!({ "discount": "180", "lines": [line] }));
    // 2,000 less 200 and 180 are 1,620 and 291.60 of tax; half of that was invoiced at 900.
    assert_eq!(sale.figures(), ["2017.80", "1062.00", "955.80"]);
    rest(&sale);
    assert_eq!(sale.figures(), ["2017.80", "2017.80", "0.00"]);
}

#[test]
fn what_was_sold_beside_the_plan_stays_beside_it() {
    let sale =
        Sale::with(json!({ "lines": [{ "description": "Survey", "quantity": "4", "unit_price": "1000" }] }));
    sale.company.clock.advance(1000);
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 1 }));
    sale.company.clock.advance(1000);
    billed(&sale, json!({ "description": "Extra visit", "unit_price": "300" }));
    sale.accepted(json!({ "lines": [{ "description": "Survey", "quantity": "4", "unit_price": "1000" }] }));
    assert_eq!(sale.figures(), ["4300.00", "300.00", "4000.00"]);
}

#[test]
fn a_deal_is_taxed_by_the_classes_of_its_items() {
    let sale = Sale::with(json!({}));
    let item = sale
        .company
        .ok("item.create", json!({ "name": "Consulting day", "kind": "service", "price": "10000" }));
    let lines = json!([
        { "item_id": item["id"], "description": "Consulting day", "unit_price": "10000", "tax_class": "" },
        { "description": "As typed", "unit_price": "10000" }
    ]);
    let deal = json!({ "title": "Days", "customer_id": sale.customer, "lines": lines });
    let deal = sale.company.ok("deal.create", deal)["id"].clone();
    let draft = sale.company.ok("billing_plan.draft", json!({ "deal_id": deal, "kind": "estimate" }));
    let priced = sale.company.ok("document.price", json!({ "kind": "estimate", "draft": draft }));
    assert_eq!(priced["total"], "23600.00");
}

#[test]
fn lines_without_tax_and_lines_beside_the_plan_are_doubted() {
    let sale = Sale::with(json!({}));
    sale.accepted(json!({ "lines": [survey("4", "1000")] }));
    let doubts = |line: Value| {
        let draft = json!({ "customer_id": sale.customer, "deal_id": sale.deal, "lines": [line] });
        let priced = sale.company.ok("document.price", json!({ "kind": "invoice", "draft": draft }));
        let warnings = priced["warnings"].as_array().unwrap().iter();
        warnings.map(|one| one["message_id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        doubts(json!({ "description": "Visit", "unit_price": "10" })),
        ["warning.lines_untaxed", "warning.beside_plan"]
    );
    let left = sale.company.ok("billing_plan.draft", json!({ "deal_id": sale.deal, "kind": "invoice" }));
    assert!(doubts(left["lines"][0].clone()).is_empty());
    assert_eq!(
        doubts(json!({ "description": "Visit", "hsn": "998311", "unit_price": "10", "taxes": gst("18") })),
        ["warning.beside_plan"]
    );
}
