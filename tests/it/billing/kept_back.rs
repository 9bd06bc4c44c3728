//! What a payer keeps back, and what money cannot be laid on.

use super::{issued, pune};
use crate::sellers::branch;
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

fn short(company: &Company, customer: &str, deductions: Value) -> Vec<String> {
    let request =
        json!({ "customer_id": customer, "amount": "0", "method": "bank", "deductions": deductions });
    reasons(&company.refused("payment.record", request))
}

#[test]
fn a_small_difference_is_small_and_says_why() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000")["id"].clone();
    let kept = |amount: &str, reason: Option<&str>| json!({ "invoice_id": invoice, "kind": "small_difference", "amount": amount, "reason": reason });
    let amount = ["deductions[0].amount error.small_difference"];
    assert_eq!(short(&company, &customer, json!([kept("900", Some("Rounded"))])), amount);
    assert_eq!(short(&company, &customer, json!([kept("10.01", Some("Rounded"))])), amount);
    let unsaid = ["deductions[0].reason error.required"];
    assert_eq!(short(&company, &customer, json!([kept("0.50", None)])), unsaid);
    assert_eq!(short(&company, &customer, json!([kept("0.50", Some(" "))])), unsaid);
    // Not in two pieces either, in one payment or in several.
    let twice = json!([kept("6", Some("Rounded")), kept("6", Some("Rounded"))]);
    assert_eq!(short(&company, &customer, twice), ["deductions[1].amount error.small_difference"]);
    let first = json!({ "customer_id": customer, "amount": "500", "method": "bank",
        "allocations": [{ "invoice_id": invoice }], "deductions": [kept("6", Some("Rounded"))] });
    let first = company.ok("payment.record", first);
    let request = json!({ "customer_id": customer, "amount": "0", "method": "bank", "deductions": [kept("6", Some("Rounded"))] });
    let error = company.refused("payment.record", request.clone());
    assert_eq!(error.fields[0].params["most"], "4.00");
    company.ok("payment.reverse", json!({ "id": first["id"], "reason": "Bounced" }));
    company.ok("payment.record", request);
    company.assert_sound();
}

#[test]
fn what_was_waived_of_an_invoice_is_no_credit_of_the_note_that_takes_it_back() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000")["id"].clone();
    let kept = json!([
        { "invoice_id": invoice, "kind": "small_difference", "amount": "0.50", "reason": "Rounded" },
        { "invoice_id": invoice, "kind": "tax_withheld", "amount": "100" }
    ]);
    let pay = json!({ "customer_id": customer, "amount": "899.50", "method": "bank",
        "allocations": [{ "invoice_id": invoice }], "deductions": kept });
    let paid = company.ok("payment.record", pay)["id"].clone();
    let note =
        company.ok("credit_note.issue", json!({ "invoice_id": invoice, "reason": "Wrong" }))["id"].clone();
    let page = || company.ok("invoice.get", json!({ "id": note }));
    let credit = || {
        company.ok("customer_balance.get", json!({ "customer_id": customer }))["figures"][0]["credit"]["amount"].clone()
    };
    assert_eq!(
        (&page()["total"]["amount"], &page()["open"]["amount"]),
        (&json!("1000.00"), &json!("999.50"))
    );
    assert_eq!((&page()["credit"]["waived"]["amount"], credit()), (&json!("0.50"), json!("999.50")));
    company.assert_sound();
    let back = json!({ "source_id": note, "amount": "400", "method": "bank" });
    company.ok("credit.refund", back);
    assert_eq!(page()["credit"]["refunds"][0]["amount"]["amount"], "400.00");
    // What bounced was not waived either.
    company.ok("payment.reverse", json!({ "id": paid, "reason": "Bounced" }));
    assert_eq!((&page()["credit"]["waived"], credit()), (&Value::Null, json!("0.00")));
    let open = company.ok("invoice.get", json!({ "id": invoice }))["open"]["amount"].clone();
    assert_eq!(open, "400.00", "what was paid back of money that did not come");
    company.assert_sound();
}

#[test]
fn what_was_kept_back_goes_with_the_money_that_is_taken_off() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000")["id"].clone();
    let kept = json!([{ "invoice_id": invoice, "kind": "tax_withheld", "amount": "100" }]);
    let pay = json!({ "customer_id": customer, "amount": "1400", "method": "cheque",
        "allocations": [{ "invoice_id": invoice }], "deductions": kept });
    let paid = company.ok("payment.record", pay)["id"].clone();
    let early = json!({ "source_id": paid, "amount": "500", "method": "bank", "date": "2026-10-01" });
    assert_eq!(reasons(&company.refused("credit.refund", early)), ["date error.before_money"]);
    company.ok("credit.refund", json!({ "source_id": paid, "amount": "500", "method": "bank" }));
    let off = json!({ "source_id": paid, "invoice_id": invoice, "reason": "The cheque bounced" });
    company.ok("credit.unapply", off);
    let stands = company.ok("invoice.get", json!({ "id": invoice }));
    assert_eq!((&stands["open"]["amount"], &stands["settled"]), (&json!("1000.00"), &json!([])));
    assert_eq!(company.ok("payment.get", json!({ "id": paid }))["deductions"], json!([]));
    company.assert_sound();
    // Paid again, it is paid.
    let again = json!({ "customer_id": customer, "amount": "900", "method": "bank",
        "allocations": [{ "invoice_id": invoice }], "deductions": kept });
    company.ok("payment.record", again);
    assert_eq!(company.ok("invoice.get", json!({ "id": invoice }))["state"], "paid");
    let nothing = json!([{ "invoice_id": invoice, "kind": "bank_charge", "amount": "0" }]);
    let nothing = json!({ "customer_id": customer, "amount": "0", "method": "bank", "deductions": nothing });
    let error = company.refused("payment.record", nothing);
    assert!(reasons(&error).contains(&"amount error.not_positive".to_owned()), "a receipt of nothing");
    company.assert_sound();
}

#[test]
fn a_refund_that_was_mistyped_is_taken_back() {
    let (company, customer) = pune();
    let pay = json!({ "customer_id": customer, "amount": "1000", "method": "bank" });
    let paid = company.ok("payment.record", pay)["id"].clone();
    let back = json!({ "source_id": paid, "amount": "900", "method": "bank" });
    let mistyped = company.reply("credit.refund", back);
    let page = || company.ok("payment.get", json!({ "id": paid }));
    let refund = page()["refunds"][0]["id"].clone();
    assert_eq!(page()["credit"]["amount"], "100.00");
    let unsaid = json!({ "id": refund, "reason": " " });
    assert_eq!(reasons(&company.refused("refund.reverse", unsaid)), ["reason error.required"]);
    let taken = json!({ "id": refund, "reason": "It was 90" });
    assert_eq!(company.ok("refund.reverse", taken.clone())["credit"]["amount"], "1000.00");
    assert_eq!((&page()["credit"]["amount"], &page()["refunds"]), (&json!("1000.00"), &json!([])));
    let error = company.refused("refund.reverse", taken);
    assert_refused(&error, Code::Precondition, "error.refund_reversed");
    let seq = mistyped.undo.unwrap().seq;
    let error = company.refused("history.undo", json!({ "seq": seq }));
    assert_refused(&error, Code::Precondition, "error.refund_reversed");
    company.assert_sound();
    // Undo does the same at once, and what is not paid back can be reversed.
    let again =
        company.reply("credit.refund", json!({ "source_id": paid, "amount": "90", "method": "bank" }));
    company.ok("history.undo", json!({ "seq": again.undo.unwrap().seq }));
    assert_eq!(page()["credit"]["amount"], "1000.00");
    company.ok("payment.reverse", json!({ "id": paid, "reason": "Bounced" }));
    company.assert_sound();
    // Of a credit note, the money covers its own invoice again.
    let invoice = issued(&company, &customer, "500")["id"].clone();
    let pay = json!({ "customer_id": customer, "amount": "500", "method": "cheque", "allocations": [{ "invoice_id": invoice }] });
    let cheque = company.ok("payment.record", pay)["id"].clone();
    let note =
        company.ok("credit_note.issue", json!({ "invoice_id": invoice, "reason": "Wrong" }))["id"].clone();
    company.ok("credit.refund", json!({ "source_id": note, "amount": "500", "method": "bank" }));
    company.ok("payment.reverse", json!({ "id": cheque, "reason": "Bounced" }));
    let open = |id: &Value| company.ok("invoice.get", json!({ "id": id }))["open"]["amount"].clone();
    assert_eq!((open(&invoice), open(&note)), (json!("500.00"), json!("0.00")));
    let refund = company.ok("invoice.get", json!({ "id": note }))["credit"]["refunds"][0]["id"].clone();
    company.ok("refund.reverse", json!({ "id": refund, "reason": "It did not go out" }));
    assert_eq!((open(&invoice), open(&note)), (json!("0.00"), json!("0.00")));
    company.assert_sound();
}

#[test]
fn a_credit_note_covers_its_own_invoice_when_money_comes_off_it() {
    let (company, customer) = pune();
    for bounced in [true, false] {
        let invoice = issued(&company, &customer, "1000")["id"].clone();
        let pay = json!({ "customer_id": customer, "amount": "1000", "method": "cheque", "allocations": [{ "invoice_id": invoice }] });
        let paid = company.ok("payment.record", pay)["id"].clone();
        let note = company.ok("credit_note.issue", json!({ "invoice_id": invoice, "reason": "Wrong" }))["id"]
            .clone();
        let open = |id: &Value| company.ok("invoice.get", json!({ "id": id }))["open"]["amount"].clone();
        assert_eq!((open(&invoice), open(&note)), (json!("0.00"), json!("1000.00")));
        if bounced {
            company.ok("payment.reverse", json!({ "id": paid, "reason": "Bounced" }));
        } else {
            let off = json!({ "source_id": paid, "invoice_id": invoice, "reason": "Of another" });
            company.ok("credit.unapply", off);
        }
        assert_eq!((open(&invoice), open(&note)), (json!("0.00"), json!("0.00")), "nobody owes anything");
        company.assert_sound();
    }
}

#[test]
fn tax_and_charges_are_reasons_by_themselves() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000")["id"].clone();
    let kept = json!([
        { "invoice_id": invoice, "kind": "tax_withheld", "amount": "100" },
        { "invoice_id": invoice, "kind": "bank_charge", "amount": "25" }
    ]);
    let request = json!({ "customer_id": customer, "amount": "875", "method": "bank", "deductions": kept });
    company.ok("payment.record", request);
    assert_eq!(company.ok("invoice.get", json!({ "id": invoice }))["open"]["amount"], "0.00");
}

#[test]
fn money_that_an_invoice_cannot_take_is_refused_with_the_cause() {
    let (company, customer) = pune();
    let paid = issued(&company, &customer, "100")["id"].clone();
    let pay = |invoice: &Value, currency: &str| {
        json!({ "customer_id": customer, "amount": "100", "currency": currency, "rate": "80", "method": "bank",
            "allocations": [{ "invoice_id": invoice, "amount": "100" }] })
    };
    company.ok("payment.record", pay(&paid, "INR"));
    let error = company.refused("payment.record", pay(&paid, "INR"));
    assert_eq!(reasons(&error), ["allocations[0].invoice_id error.pays_paid"]);
    assert_eq!(error.fields[0].params["number"], "INV/26-27/0001");
    let open = issued(&company, &customer, "200")["id"].clone();
    let error = company.refused("payment.record", pay(&open, "USD"));
    assert_eq!(reasons(&error), ["allocations[0].invoice_id error.pays_other_currency"]);
    assert_eq!(error.fields[0].params["currency"], "INR");
    let void = issued(&company, &customer, "300")["id"].clone();
    company.ok("invoice.void", json!({ "id": void, "reason": "Typo" }));
    let error = company.refused("payment.record", pay(&void, "INR"));
    assert_eq!(reasons(&error), ["allocations[0].invoice_id error.pays_void"]);
    let error = company.refused("payment.record", pay(&json!("nothing"), "INR"));
    assert_eq!(reasons(&error), ["allocations[0].invoice_id error.not_open"]);
}

#[test]
fn a_day_and_an_amount_beyond_all_limits_are_told_the_limit() {
    let (company, customer) = pune();
    let pay = |amount: &str, date: &str| {
        let request = json!({ "customer_id": customer, "amount": amount, "date": date, "method": "bank" });
        reasons(&company.refused("payment.record", request))
    };
    assert_eq!(pay("1", "1800-01-01"), ["date error.date_range"]);
    assert_eq!(pay("1", "1999-02-30"), ["date error.date"]);
    assert_eq!(pay("99999999999999999999", "2026-11-20"), ["amount error.amount_too_large"]);
    assert_eq!(pay("ten", "2026-11-20"), ["amount error.amount"]);
}

#[test]
fn a_sale_that_was_invoiced_is_corrected_and_not_undone() {
    let (company, customer) = pune();
    let line = json!({ "description": "Work", "quantity": "1", "unit_price": "100" });
    let deal = json!({ "title": "Work", "customer_id": customer, "lines": [line] });
    let deal = company.ok("deal.create", deal)["id"].clone();
    let won = company.reply("deal.win", json!({ "id": deal, "version": 1 })).undo.unwrap().seq;
    let made = company.ok("billing_plan.to_invoice", json!({ "deal_id": deal }));
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    let error = company.refused("history.undo", json!({ "seq": won }));
    assert_refused(&error, Code::Precondition, "error.undo_fact");
}

#[test]
fn an_estimate_is_accepted_on_a_day_between_its_own_and_today() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "Work", "quantity": "1", "unit_price": "1000" }]);
    let draft = json!({ "customer_id": customer, "date": "2026-11-20", "lines": lines });
    let id = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
    company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
    let accept =
        |date: &str, how: &str| json!({ "id": id, "said_by": "Sunita Rao", "how": how, "date": date });
    for (date, how, refusal) in [
        ("2026-11-19", "phone", "date error.before_estimate"),
        ("2026-11-23", "phone", "date error.date_future"),
        ("2026-11-21", "signature", "signature error.signature_needed"),
    ] {
        assert_eq!(reasons(&company.refused("estimate.accept", accept(date, how))), [refusal]);
    }
    company.ok("estimate.accept", accept("2026-11-20", "phone"));
    company.assert_sound();
}

#[test]
fn a_further_version_is_found_by_the_number_that_it_prints() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "First thought", "quantity": "1", "unit_price": "1000" }]);
    let draft = json!({ "customer_id": customer, "lines": lines });
    let id = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
    let mut numbers = Vec::new();
    for (version, words) in [(1, "Second thought"), (3, "Third thought"), (5, "")] {
        let sent = company.ok("estimate.send", json!({ "id": id, "version": version, "how": "print" }));
        numbers.push(sent["number"].as_str().unwrap().to_owned());
        if !words.is_empty() {
            let lines = json!([{ "description": words, "quantity": "1", "unit_price": "1000" }]);
            let draft = json!({ "customer_id": customer, "lines": lines });
            company.ok("estimate.update", json!({ "id": id, "version": version + 1, "draft": draft }));
        }
    }
    assert_eq!(numbers[1], "EST/26-27/0001 v2");
    for typed in [numbers[1].as_str(), "est/26-27/0001 V3", "EST26270001v2", "EST/26-27/0001"] {
        let hits = company.ok("search.find", json!({ "q": typed }))["hits"].clone();
        assert_eq!(hits[0]["id"], id, "{typed}");
        let listed = company.ok("estimate.list", json!({ "search": typed }));
        assert_eq!(listed["rows"][0]["id"], id, "{typed}");
    }
    assert_eq!(company.ok("search.find", json!({ "q": "EST/26-27/0001 v4" }))["hits"], json!([]));
    let found = company.ok("document.find", json!({ "number": numbers[1] }));
    assert_eq!((&found["id"], &found["number"]), (&id, &json!(numbers[1])));
    let pdf = |asked: Value| company.core.bytes(None, "document.pdf", asked).unwrap();
    let second = pdf(json!({ "id": id, "version_id": found["version_id"] }));
    assert_eq!(second.name, "EST-26-27-0001-v2.pdf");
    assert!(crate::papers::text(&company, &second.bytes).contains("Second thought"));
    let last = company.ok("document.find", json!({ "number": "EST/26-27/0001" }));
    assert_eq!(last["version_id"], Value::Null);
    assert!(crate::papers::text(&company, &pdf(json!({ "id": id })).bytes).contains("Third thought"));
    let error = company.core.bytes(None, "document.pdf", json!({ "id": id, "version_id": "x" })).unwrap_err();
    assert_eq!(reasons(&error), ["version_id error.no_such_version"]);
    let nothing = company.refused("document.find", json!({ "number": "EST/26-27/0001 v9" }));
    assert_refused(&nothing, Code::NotFound, "error.not_found");
    company.assert_sound();
}

#[test]
fn money_of_another_seller_is_sent_to_that_branch() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "100")["id"].clone();
    company.ok("branch.create", json!({ "name": "Second", "country": "IN" }));
    let second = branch(&company, 1)["id"].clone();
    let pay = json!({ "customer_id": customer, "amount": "100", "method": "bank", "branch_id": second,
        "allocations": [{ "invoice_id": invoice, "amount": "100" }] });
    let error = company.refused("payment.record", pay);
    assert_eq!(reasons(&error), ["allocations[0].invoice_id error.pays_other_branch"]);
    assert_eq!(error.fields[0].params["branch"], "Sample Traders");
}

#[test]
fn withheld_tax_and_charges_leave_most_of_an_invoice() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "20000")["id"].clone();
    let kept = |kind: &str, amount: &str| json!({ "invoice_id": invoice, "kind": kind, "amount": amount });
    let refused = |kind: &str, amount: &str| short(&company, &customer, json!([kept(kind, amount)]));
    assert_eq!(refused("tax_withheld", "10000.01"), ["deductions[0].amount error.tax_withheld"]);
    assert_eq!(refused("bank_charge", "5000.01"), ["deductions[0].amount error.bank_charge"]);
    let pay = json!({ "customer_id": customer, "amount": "8000", "method": "bank",
        "allocations": [{ "invoice_id": invoice }],
        "deductions": [kept("tax_withheld", "2000"), kept("bank_charge", "5000")] });
    let paid = company.ok("payment.record", pay)["id"].clone();
    assert_eq!(
        refused("bank_charge", "1"),
        ["deductions[0].amount error.bank_charge"],
        "not in two payments either"
    );
    let badge = || company.ok("payment.get", json!({ "id": paid }))["badge"]["key"].clone();
    assert_eq!(badge(), "badge.settled");
    company.ok("payment.reverse", json!({ "id": paid, "reason": "Bounced" }));
    assert_eq!(badge(), "badge.reversed");
    company.assert_sound();
}
