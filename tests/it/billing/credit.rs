//! Payments and credit that went wrong, money that went back, and what Home says of both.

use super::{issued, open_of, pune};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

fn paid(company: &Company, customer: &str, amount: &str) -> Value {
    company.ok(
        "payment.record",
        json!({ "customer_id": customer, "amount": amount, "method": "bank", "allocations": [] }),
    )
}

#[test]
fn an_estimate_whose_invoice_was_credited_needs_somebody_again() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "Cabling", "quantity": "1", "unit_price": "90" }]);
    let made = company.ok("estimate.create", json!({ "draft": { "customer_id": customer, "lines": lines } }));
    company.ok("estimate.send", json!({ "id": made["id"], "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": made["id"], "said_by": "x", "how": "phone" }));
    let needs = || {
        let home = company.ok("home.get", json!({}));
        let kinds = home["needs_you"].as_array().unwrap().iter().map(|need| need["kind"].clone());
        kinds.collect::<Vec<Value>>()
    };
    assert_eq!(needs(), ["accepted_estimate"]);
    let invoice = company.ok("billing_plan.to_invoice", json!({ "estimate_id": made["id"] }));
    assert_eq!(needs(), ["draft_invoice"]);
    company.ok("invoice.issue", json!({ "id": invoice["id"], "version": 1 }));
    assert!(needs().is_empty());
    company.ok("credit_note.issue", json!({ "invoice_id": invoice["id"], "reason": "wrong" }));
    assert_eq!(needs(), ["accepted_estimate"]);
    company.ok("billing_plan.close", json!({ "estimate_id": made["id"], "reason": "Not wanted" }));
    assert!(needs().is_empty());
}

#[test]
fn a_payment_of_nothing_takes_no_number() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000");
    let record = |deductions: Value| json!({ "customer_id": customer, "amount": "0", "method": "bank", "deductions": deductions });
    assert_eq!(reasons(&company.refused("payment.record", record(json!([])))), ["amount error.not_positive"]);
    assert_eq!(company.count("SELECT count(*) FROM payment"), 0);
    // Nothing arrived, but something was kept back: that settles.
    let kept = json!([{ "invoice_id": invoice["id"], "kind": "small_difference", "amount": "1" }]);
    company.ok("payment.record", record(kept));
    assert_eq!(open_of(&company, &invoice["id"]).0, "999.00");
}

#[test]
fn a_draft_does_not_come_back_without_its_customer() {
    let company = Company::india();
    let customer = company.customer("Sample Foods");
    let lines = json!([{ "description": "Work", "quantity": "1", "unit_price": "90" }]);
    let made = company.ok("invoice.create", json!({ "draft": { "customer_id": customer, "lines": lines } }));
    let deleted = company.reply("invoice.delete", json!({ "id": made["id"], "version": 1 }));
    let gone = company.reply("customer.delete", json!({ "id": customer, "version": 1 }));
    let seq = json!({ "seq": deleted.undo.unwrap().seq });
    let error = company.refused("history.undo", seq.clone());
    assert_refused(&error, Code::Precondition, "error.undo_needs");
    assert_eq!(company.ok("home.get", json!({}))["needs_you"], json!([]));
    company.ok("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    company.ok("history.undo", seq);
    assert_eq!(company.ok("invoice.get", json!({ "id": made["id"] }))["customer"], "Sample Foods");

    // Nor does it go back to one that is gone.
    let other = company.customer("Other");
    let version = company.ok("invoice.get", json!({ "id": made["id"] }))["version"].clone();
    let draft = json!({ "customer_id": other, "lines": lines });
    let moved =
        company.reply("invoice.update", json!({ "id": made["id"], "version": version, "draft": draft }));
    let version = company.ok("customer.get", json!({ "id": customer }))["version"].clone();
    company.ok("customer.delete", json!({ "id": customer, "version": version }));
    let error = company.refused("history.undo", json!({ "seq": moved.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.undo_needs");
    company.assert_sound();
}
