//! Payments and credit that went wrong, money that went back, and what Home says of both.

use super::{DAY_MS, issued, open_of, pune};
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
fn undoing_a_payment_is_a_reversal_and_opens_the_invoice_again() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000");
    let paid = company
        .reply("payment.record", json!({ "customer_id": customer, "amount": "1000", "method": "cheque" }));
    assert_eq!(open_of(&company, &invoice["id"]).1, "paid");
    company.ok("history.undo", json!({ "seq": paid.undo.unwrap().seq }));
    assert_eq!(open_of(&company, &invoice["id"]), ("1000.00".to_owned(), "open".to_owned()));
    assert_eq!(company.count("SELECT count(*) FROM payment"), 1, "the payment itself stays visible");
    let error = company.refused("payment.reverse", json!({ "id": paid.result["id"], "reason": "again" }));
    assert_refused(&error, Code::Precondition, "error.reversed_already");
    company.assert_sound();
}

#[test]
fn credit_put_on_an_invoice_comes_off_again() {
    let (company, customer) = pune();
    let payment = paid(&company, &customer, "300");
    let invoice = issued(&company, &customer, "1000");
    let applied = company.reply("credit.apply", json!({ "source_id": payment["id"] }));
    assert_eq!(open_of(&company, &invoice["id"]).0, "700.00");
    let seq = json!({ "seq": applied.undo.unwrap().seq });
    company.reply("history.undo", seq.clone());
    assert_eq!(open_of(&company, &invoice["id"]), ("1000.00".to_owned(), "open".to_owned()));
    let free = || company.ok("payment.get", json!({ "id": payment["id"] }))["credit"]["amount"].clone();
    assert_eq!(free(), "300.00");
    assert_refused(&company.refused("history.undo", seq), Code::Precondition, "error.undo_done");

    // Found out later: taken off with a reason, whichever command put it there.
    let other =
        company.ok("payment.record", json!({ "customer_id": customer, "amount": "200", "method": "bank" }));
    let unapply = |source: &Value, reason: &str| json!({ "source_id": source["id"], "invoice_id": invoice["id"], "reason": reason });
    assert_eq!(reasons(&company.refused("credit.unapply", unapply(&other, " "))), ["reason error.required"]);
    let off = company.reply("credit.unapply", unapply(&other, "Meant for the next one"));
    assert_eq!((&off.result["credit"]["amount"], off.undo), (&json!("200.00"), None));
    assert_eq!(open_of(&company, &invoice["id"]).0, "1000.00");
    let again = company.refused("credit.unapply", unapply(&other, "again"));
    assert_refused(&again, Code::Precondition, "error.not_settled");
    company.assert_sound();
}

#[test]
fn a_credit_note_stays_with_the_invoice_it_takes_back_and_comes_off_another() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000");
    company.ok("payment.record", json!({ "customer_id": customer, "amount": "400", "method": "bank" }));
    let note = company.ok("credit_note.issue", json!({ "invoice_id": invoice["id"], "reason": "Returned" }));
    let other = issued(&company, &customer, "150");
    company.ok("credit.apply", json!({ "source_id": note["id"] }));
    let off =
        |invoice: &Value| json!({ "source_id": note["id"], "invoice_id": invoice["id"], "reason": "wrong" });
    let error = company.refused("credit.unapply", off(&invoice));
    assert_refused(&error, Code::Precondition, "error.own_credit");
    company.ok("credit.unapply", off(&other));
    assert_eq!(open_of(&company, &other["id"]).0, "150.00");
    assert_eq!(open_of(&company, &note["id"]).0, "400.00");
    company.assert_sound();
}

#[test]
fn a_bounced_cheque_that_was_partly_paid_back_has_a_way_out() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "600");
    let cheque = company
        .ok("payment.record", json!({ "customer_id": customer, "amount": "1000", "method": "cheque" }));
    let refund = |amount: &str| json!({ "source_id": cheque["id"], "amount": amount, "method": "bank" });
    company.ok("credit.refund", refund("400"));
    let error = company.refused("payment.reverse", json!({ "id": cheque["id"], "reason": "bounced" }));
    assert_refused(&error, Code::Precondition, "error.refunded");
    let off = json!({ "source_id": cheque["id"], "invoice_id": invoice["id"], "reason": "bounced" });
    company.ok("credit.unapply", off);
    company.ok("credit.refund", refund("600"));
    assert_eq!(open_of(&company, &invoice["id"]).0, "600.00");
    let home = company.ok("home.get", json!({}));
    assert_eq!(
        home["collected"],
        json!({ "count": 1, "amounts": [{ "amount": "0.00", "currency": "INR" }], "first": null })
    );
    let slip = json!({ "customer_id": customer, "amount": "70", "method": "cash" });
    let slip = company.ok("payment.record", slip);
    company.ok("payment.reverse", json!({ "id": slip["id"], "reason": "typed twice" }));
    let listed = |filter: Value| company.ok("payment.summary", json!({ "filter": filter }));
    let thousand = json!([{ "amount": "1000.00", "currency": "INR" }]);
    let all = json!({ "count": 1, "amounts": thousand, "refunded": thousand });
    assert_eq!(listed(json!({ "live": true, "from": "2026-10-01" })), all, "what Home took from each other");
    assert_eq!(listed(json!({}))["count"], 2);
    assert_eq!(listed(json!({ "from": "2027-10-01" }))["refunded"], json!([]));
    assert_eq!(listed(json!({ "method": "cheque" }))["refunded"], json!([]), "paid back by bank");
    assert_eq!(listed(json!({ "with_credit": true }))["refunded"], json!([]));
    company.assert_sound();
}

#[test]
fn an_invoice_takes_what_it_can_of_a_payment_whose_share_is_not_said() {
    let (company, customer) = pune();
    issued(&company, &customer, "100");
    let invoice = issued(&company, &customer, "600");
    let pay = |amount: &str| {
        json!({ "customer_id": customer, "amount": amount, "method": "bank",
                "allocations": [{ "invoice_id": invoice["id"] }] })
    };
    assert_eq!(company.ok("payment.record", pay("400"))["credit"]["amount"], "0.00");
    let rest = company.ok("payment.record", pay("250"));
    assert_eq!(
        (&rest["allocations"][0]["amount"]["amount"], &rest["credit"]["amount"]),
        (&json!("200.00"), &json!("50.00"))
    );
    let error = company.refused("payment.record", pay("10"));
    assert_eq!(reasons(&error), ["allocations[0].invoice_id error.pays_paid"]);
    company.assert_sound();
}

#[test]
fn an_estimate_whose_invoice_was_credited_needs_somebody_again() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "Cabling", "quantity": "1", "unit_price": "90" }]);
    let made = company.ok("estimate.create", json!({ "draft": { "customer_id": customer, "lines": lines } }));
    company.ok("estimate.send", json!({ "id": made["id"], "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": made["id"], "said_by": "x", "how": "phone" }));
    let needs = || {
        let today = company.ok("activity.today", json!({}));
        let rows = today["rows"].as_array().unwrap().iter();
        rows.map(|row| row["action"]["text_key"].clone()).collect::<Vec<Value>>()
    };
    let exceptions = || {
        let home = company.ok("home.get", json!({}));
        let rows = home["exceptions"].as_array().unwrap().iter();
        rows.map(|one| (one["kind"].clone(), one["figure"]["amounts"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(needs(), ["next.invoice"]);
    assert!(exceptions().is_empty(), "it was sold today");
    company.clock.advance(3 * DAY_MS);
    let amounts = json!([{ "amount": "90.00", "currency": "INR" }]);
    assert_eq!(exceptions(), [(json!("unbilled_estimates"), amounts.clone())]);
    let invoice = company.ok("billing_plan.to_invoice", json!({ "estimate_id": made["id"] }));
    assert!(needs().is_empty());
    assert_eq!(exceptions().last().unwrap(), &(json!("draft_invoices"), amounts));
    company.ok("invoice.issue", json!({ "id": invoice["id"], "version": 1 }));
    assert!(needs().is_empty() && exceptions().is_empty());
    company.ok("credit_note.issue", json!({ "invoice_id": invoice["id"], "reason": "wrong" }));
    assert_eq!(needs(), ["next.invoice"]);
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
    let kept = json!([{ "invoice_id": invoice["id"], "kind": "small_difference", "amount": "1", "reason": "Rounded" }]);
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
    assert_eq!(company.ok("home.get", json!({}))["exceptions"], json!([]));
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
