//! Estimates, invoices, credit notes and payments through the pipeline, on a real file.

mod agreed;
mod chances;
mod covered;
mod credit;
mod delivered;
mod exact;
mod given_back;
mod handed_on;
mod kept_back;
mod lawful;
mod lists;
mod milestones;
mod plan;
pub(crate) mod reach;
mod recurring;
mod sold_once;
mod versions;
mod walls;

use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

pub(crate) const DAY_MS: i64 = 86_400_000;

/// A company in Pune that may issue, and a customer in its own state.
pub(crate) fn pune() -> (Company, String) {
    let company = Company::india();
    letterhead(
        &company,
        json!({ "city": "Pune", "region": "27", "tax_number": "27AAACA0000B1ZW", "legal_name": "Sample Traders" }),
    );
    let made = company.ok(
        "customer.create",
        json!({ "name": "Chandni Courtyard Hotels Pvt Ltd", "addresses": [{ "city": "Nashik", "region": "27" }] }),
    );
    (company, made["id"].as_str().unwrap().to_owned())
}

fn letterhead(company: &Company, set: Value) {
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    company.ok("branch.update", json!({ "id": branch["id"], "version": branch["version"], "set": set }));
}

fn gst(rate: &str) -> Value {
    let half = match rate {
        "18" => "9",
        "5" => "2.5",
        other => panic!("no half of {other}"),
    };
    json!([{ "code": "CGST", "rate": half }, { "code": "SGST", "rate": half }])
}

/// The worked lines of the design: 4,048.65 at 18 % and 233.31 at 5 %.
fn worked_lines() -> Value {
    json!([
        { "description": "Bedside lamp", "hsn": "9405", "quantity": "3", "unit_price": "1,499.50", "discount": "10%", "taxes": gst("18") },
        { "description": "Face towel", "hsn": "6302", "quantity": "7", "unit_price": "33.33", "taxes": gst("5") }
    ])
}

fn draft(company: &Company, customer: &str, lines: Value) -> Value {
    company.ok("invoice.create", json!({ "draft": { "customer_id": customer, "lines": lines } }))
}

pub(crate) fn issued(company: &Company, customer: &str, price: &str) -> Value {
    let made =
        draft(company, customer, json!([{ "description": "Work", "quantity": "1", "unit_price": price }]));
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }))
}

fn open_of(company: &Company, id: &Value) -> (String, String) {
    let invoice = company.ok("invoice.get", json!({ "id": id }));
    (invoice["open"]["amount"].as_str().unwrap().to_owned(), invoice["state"].as_str().unwrap().to_owned())
}

#[test]
fn the_worked_indian_invoice_comes_to_its_published_figures() {
    let (company, customer) = pune();
    let priced = company.ok(
        "document.price",
        json!({ "kind": "invoice", "draft": { "customer_id": customer, "lines": worked_lines() } }),
    );
    assert_eq!(priced["lines"][0]["net"], "4048.65");
    assert_eq!(priced["lines"][1]["net"], "233.31");
    assert_eq!(priced["net"], "4281.96");
    let taxes: Vec<&str> =
        priced["taxes"].as_array().unwrap().iter().map(|tax| tax["amount"].as_str().unwrap()).collect();
    assert_eq!(taxes, ["364.38", "364.38", "5.83", "5.83"]);
    assert_eq!(priced["total"], "5022.38");
    assert!(!priced["why"].as_array().unwrap().is_empty());
    assert_eq!(company.count("SELECT count(*) FROM document"), 0, "pricing writes nothing");
}

#[test]
fn a_draft_has_no_number_and_an_issued_invoice_never_changes() {
    let (company, customer) = pune();
    let made = draft(&company, &customer, worked_lines());
    assert_eq!(made["number"], Value::Null);
    let id = &made["id"];
    let number = company.ok("invoice.issue", json!({ "id": id, "version": 1 }))["number"].clone();
    assert_eq!(number, "INV/26-27/0001");
    let page = company.ok("invoice.get", json!({ "id": id }));
    assert_eq!(page["state"], "open");
    assert_eq!(page["total"], json!({ "amount": "5022.38", "currency": "INR" }));
    assert_eq!(page["due_date"], "2026-12-22");
    let body = json!({ "customer_id": customer, "lines": worked_lines() });
    for (command, payload) in [
        ("invoice.update", json!({ "id": id, "version": 2, "draft": body })),
        ("invoice.delete", json!({ "id": id, "version": 2 })),
        ("invoice.issue", json!({ "id": id, "version": 2 })),
    ] {
        assert_refused(&company.refused(command, payload), Code::Precondition, "error.issued_never_changes");
    }
    let seq = company.count("SELECT seq FROM log_head");
    assert_refused(
        &company.refused("history.undo", json!({ "seq": seq })),
        Code::Precondition,
        "error.issued_never_changes",
    );
    let error =
        company.core.file().writer().execute("UPDATE issued_document SET total_minor = 1", []).unwrap_err();
    assert!(error.to_string().contains("is a fact"));
    company.assert_sound();
}

#[test]
fn numbers_have_no_gap_through_refusals_previews_and_the_turn_of_the_year() {
    let (company, customer) = pune();
    let mut numbers = Vec::new();
    for n in 0..6 {
        let made = draft(&company, &customer, json!([{ "description": "Work", "unit_price": "100" }]));
        let payload = json!({ "id": made["id"], "version": 1 });
        company.core.call(None, "invoice.issue", payload.clone(), Mode::Preview).unwrap();
        let empty = draft(&company, &customer, json!([]));
        assert_eq!(
            reasons(&company.refused("invoice.issue", json!({ "id": empty["id"], "version": 1 }))),
            ["lines error.no_lines"]
        );
        numbers.push(company.ok("invoice.issue", payload)["number"].as_str().unwrap().to_owned());
        company.clock.advance(DAY_MS * 40);
        let _ = n;
    }
    assert_eq!(
        numbers,
        [
            "INV/26-27/0001",
            "INV/26-27/0002",
            "INV/26-27/0003",
            "INV/26-27/0004",
            "INV/27-28/0001",
            "INV/27-28/0002"
        ]
    );
    company.assert_sound();
}

#[test]
fn the_law_is_a_wall_before_the_number() {
    let company = Company::india();
    let customer = company.customer("Kaveri Logistics");
    let made = draft(&company, &customer, worked_lines());
    let error = company.refused("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    assert_eq!(
        reasons(&error),
        [
            "branch_id error.seller_tax_number",
            "place_of_supply error.place_of_supply",
            "branch_id error.seller_state"
        ]
    );
    assert_eq!(company.count("SELECT count(*) FROM number_counter c JOIN number_series s ON s.id = c.series_id WHERE s.kind = 'invoice'"), 0);
}

#[test]
fn every_bad_field_of_a_document_is_named() {
    let (company, customer) = pune();
    let error = company.refused(
        "invoice.create",
        json!({ "draft": {
            "customer_id": customer, "date": "2026-02-30", "supply_date": "11/22/2026", "currency": "XXZ", "discount": "120%",
            "charge": "-5", "payment_term": { "days": "x" }, "subject": "a\u{7}b",
            "lines": [
                { "description": "", "quantity": "-1", "unit_price": "abc", "discount": "101%" },
                { "description": "ok", "taxes": [{ "code": "VAT", "rate": "5" }, { "code": "VAT", "rate": "5.0" }] },
                { "description": "ok", "tax_class_id": "none" }
            ]
        } }),
    );
    assert_eq!(
        reasons(&error),
        [
            "date error.date",
            "supply_date error.date",
            "currency error.currency",
            "payment_term error.payment_term",
            "rate error.rate_needed",
            "subject error.control_characters",
            "discount error.percent",
            "charge error.negative",
            "lines[0].description error.required",
            "lines[0].unit_price error.amount",
            "lines[0].discount error.percent",
            "lines[0].quantity error.negative",
            "lines[1].taxes[1].code error.tax_twice",
            "lines[2].tax_class_id error.not_found",
        ]
    );
    let error = company.refused("invoice.create", json!({ "draft": { "customer_id": "x" } }));
    assert_eq!(reasons(&error), ["customer_id error.no_such_customer"]);
    let error = company.refused("invoice.create", json!({ "draft": {} }));
    assert_eq!(reasons(&error), ["customer_id error.required"]);
    let huge = json!({ "draft": { "customer_id": customer, "lines": [{ "description": "x", "quantity": "999999999999999", "unit_price": "999999999999999" }] } });
    assert_eq!(company.refused("invoice.create", huge).code, Code::Invalid);
    assert_eq!(company.count("SELECT count(*) FROM document"), 0);
}

#[test]
fn typed_arithmetic_discounts_and_inclusive_prices_are_understood() {
    let (company, customer) = pune();
    let priced = company.ok(
        "document.price",
        json!({ "kind": "invoice", "draft": { "customer_id": customer, "prices_include_tax": true, "discount": "100%",
            "lines": [{ "description": "x", "quantity": "12*2", "unit_price": "₹ 1,000.50", "taxes": gst("18") }] } }),
    );
    assert_eq!(
        (&priced["lines"][0]["quantity"], &priced["lines"][0]["unit_price"]),
        (&json!("24"), &json!("1000.5"))
    );
    assert_eq!(priced["total"], "0.00");
    let priced = company.ok(
        "document.price",
        json!({ "kind": "invoice", "draft": { "customer_id": customer, "prices_include_tax": true,
            "lines": [{ "description": "x", "unit_price": "500", "taxes": gst("18") }] } }),
    );
    assert_eq!(priced["total"], "500.00", "the price typed is the price paid");
}

#[test]
fn the_place_of_supply_decides_and_classes_follow_the_day() {
    let (company, home) = pune();
    let classes = company.ok("tax_class.list", json!({}));
    let class = classes["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["name"].as_str().unwrap().contains("18"))
        .unwrap();
    let away =
        company.ok("customer.create", json!({ "name": "Delhi Buyer", "addresses": [{ "region": "07" }] }));
    let abroad = company.ok(
        "customer.create",
        json!({ "name": "Overseas Buyer", "tax_treatment": "export", "addresses": [{ "country": "FR" }] }),
    );
    for (customer, codes, place) in [
        (json!(home), vec!["CGST", "SGST"], "27"),
        (away["id"].clone(), vec!["IGST"], "07"),
        (abroad["id"].clone(), vec![], "96"),
    ] {
        let priced = company.ok(
            "document.price",
            json!({ "kind": "invoice", "draft": { "customer_id": customer,
                "lines": [{ "description": "x", "unit_price": "100.30", "tax_class_id": class["id"] }] } }),
        );
        let found: Vec<&str> =
            priced["taxes"].as_array().unwrap().iter().map(|tax| tax["code"].as_str().unwrap()).collect();
        assert_eq!(found, codes);
        assert_eq!(priced["place_of_supply"], place);
    }
}

#[test]
fn a_state_is_understood_by_its_name_and_by_the_gstin() {
    let company = Company::india();
    for set in [json!({ "region": "Maharashtra" }), json!({ "region": "", "tax_number": "27AAACA0000B1ZW" })]
    {
        letterhead(&company, set);
        let buyer = company
            .ok("customer.create", json!({ "name": "Buyer", "addresses": [{ "region": "maharashtra" }] }));
        let classes = company.ok("tax_class.list", json!({}));
        let class = classes["rows"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["name"].as_str().unwrap().contains("18"))
            .unwrap();
        let priced = company.ok(
            "document.price",
            json!({ "kind": "invoice", "draft": { "customer_id": buyer["id"],
                "lines": [{ "description": "x", "unit_price": "100", "tax_class_id": class["id"] }] } }),
        );
        assert_eq!(priced["place_of_supply"], "27");
        assert_eq!(priced["taxes"][0]["code"], "CGST", "within one state");
    }
}

#[test]
fn a_payment_settles_oldest_first_and_the_rest_is_credit() {
    let (company, customer) = pune();
    let first = issued(&company, &customer, "1000");
    company.clock.advance(DAY_MS);
    let second = issued(&company, &customer, "500");
    let paid = company.ok(
        "payment.record",
        json!({ "customer_id": customer, "amount": "1,200", "method": "bank", "reference": "NEFT 42" }),
    );
    assert_eq!(paid["number"], "RCT/26-27/0001");
    assert_eq!(paid["allocations"].as_array().unwrap().len(), 2);
    assert_eq!(open_of(&company, &first["id"]), ("0.00".to_owned(), "paid".to_owned()));
    assert_eq!(open_of(&company, &second["id"]), ("300.00".to_owned(), "part_paid".to_owned()));
    let over =
        company.ok("payment.record", json!({ "customer_id": customer, "amount": "450", "method": "upi" }));
    assert_eq!(over["credit"]["amount"], "150.00");
    let third = issued(&company, &customer, "100");
    let applied = company.ok("credit.apply", json!({ "source_id": over["id"] }));
    assert_eq!(applied["credit"]["amount"], "50.00");
    assert_eq!(open_of(&company, &third["id"]), ("0.00".to_owned(), "paid".to_owned()));
    let refunded =
        company.ok("credit.refund", json!({ "source_id": over["id"], "amount": "50", "method": "bank" }));
    assert_eq!(refunded["credit"]["amount"], "0.00");
    let error =
        company.refused("credit.refund", json!({ "source_id": over["id"], "amount": "1", "method": "bank" }));
    assert_refused(&error, Code::Precondition, "error.no_credit");
    let error = company.refused("payment.reverse", json!({ "id": over["id"], "reason": "bounced" }));
    assert_refused(&error, Code::Precondition, "error.refunded");
    company.assert_sound();
}

#[test]
fn tax_withheld_and_small_differences_close_an_invoice() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000");
    company.ok(
        "payment.record",
        json!({ "customer_id": customer, "amount": "979.50", "method": "bank", "deductions": [
            { "invoice_id": invoice["id"], "kind": "tax_withheld", "amount": "20", "reason": "TDS 194C 2 %" },
            { "invoice_id": invoice["id"], "kind": "small_difference", "amount": "0.50", "reason": "Rounded" }
        ] }),
    );
    assert_eq!(open_of(&company, &invoice["id"]), ("0.00".to_owned(), "paid".to_owned()));
    company.assert_sound();
}

#[test]
fn more_than_is_open_is_refused_with_what_is_open() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000");
    let other = company.customer("Other");
    let theirs = issued(&company, &other, "10");
    let error = company.refused(
        "payment.record",
        json!({ "customer_id": customer, "amount": "500", "method": "cash", "date": "2026-13-01",
            "allocations": [{ "invoice_id": invoice["id"], "amount": "600" }, { "invoice_id": theirs["id"], "amount": "5" }],
            "deductions": [{ "invoice_id": invoice["id"], "kind": "bank_charge", "amount": "1000.01" }] }),
    );
    assert_eq!(
        reasons(&error),
        [
            "date error.date",
            "deductions[0].amount error.more_than_open",
            "allocations[0].amount error.more_than_payment",
            "allocations[1].invoice_id error.not_open",
        ]
    );
    assert_eq!(company.count("SELECT count(*) FROM payment"), 0);
}

#[test]
fn a_credit_note_settles_what_is_open_and_frees_what_was_paid() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000");
    company.ok("payment.record", json!({ "customer_id": customer, "amount": "400", "method": "bank" }));
    let error = company.refused(
        "credit_note.issue",
        json!({ "invoice_id": invoice["id"], "reason": " ", "date": "2020-01-01" }),
    );
    assert_eq!(reasons(&error), ["reason error.required", "date error.before_invoice"]);
    let note =
        company.ok("credit_note.issue", json!({ "invoice_id": invoice["id"], "reason": "Goods returned" }));
    assert_eq!(note["number"], "CN/26-27/0001");
    assert_eq!(open_of(&company, &invoice["id"]), ("0.00".to_owned(), "paid".to_owned()));
    assert_eq!(open_of(&company, &note["id"]).0, "400.00");
    let error =
        company.refused("credit_note.issue", json!({ "invoice_id": invoice["id"], "reason": "again" }));
    assert_refused(&error, Code::Precondition, "error.credited_already");
    company.ok("credit.refund", json!({ "source_id": note["id"], "amount": "400", "method": "bank" }));
    let used = company.ok("invoice.get", json!({ "id": note["id"] }));
    assert_eq!((&used["state"], &used["badge"]["key"]), (&json!("paid"), &json!("badge.credit_used")));
    company.assert_sound();
}

#[test]
fn void_only_while_nothing_happened_and_never_in_france() {
    let (company, customer) = pune();
    let sent = issued(&company, &customer, "10");
    company.ok("invoice.mark_sent", json!({ "id": sent["id"], "how": "print" }));
    let error = company.refused("invoice.void", json!({ "id": sent["id"], "reason": "typo" }));
    assert_refused(&error, Code::Precondition, "error.void_touched");
    let invoice = issued(&company, &customer, "20");
    company.ok("invoice.void", json!({ "id": invoice["id"], "reason": "typo" }));
    assert_eq!(open_of(&company, &invoice["id"]), ("0.00".to_owned(), "void".to_owned()));
    assert_eq!(
        company.refused("invoice.void", json!({ "id": invoice["id"], "reason": "typo" })).message_id,
        "error.void_already"
    );
    let error = company.refused("invoice.mark_sent", json!({ "id": invoice["id"], "how": "print" }));
    assert_refused(&error, Code::Precondition, "error.void_not_sent");
    let listed = company.ok("invoice.list", json!({ "filter": { "tab": "void" } }));
    assert_eq!(listed["rows"][0]["state"], "void");
    assert_eq!(listed["rows"][0]["number"], "INV/26-27/0002", "the number stays visible");
    company.assert_sound();

    let france = Company::new(Country::France);
    letterhead(&france, json!({ "tax_number": "FR44732829320" }));
    let customer = france.customer("Client");
    let invoice = issued(&france, &customer, "10");
    assert_eq!(invoice["number"], "F2026-0001");
    let error = france.refused("invoice.void", json!({ "id": invoice["id"], "reason": "typo" }));
    assert_refused(&error, Code::Precondition, "error.void_not_allowed");
}

#[test]
fn an_estimate_is_sent_accepted_and_invoiced_once() {
    let (company, customer) = pune();
    let lines = json!([
        { "description": "Cabling", "quantity": "10", "unit_price": "100" },
        { "description": "Extra camera", "quantity": "1", "unit_price": "999", "optional": true }
    ]);
    let made = company.ok("estimate.create", json!({ "draft": { "customer_id": customer, "lines": lines } }));
    let id = &made["id"];
    assert_eq!(made["number"], "EST/26-27/0001");
    let answer = json!({ "id": id, "said_by": "Sunita Rao", "how": "phone" });
    assert_refused(&company.refused("estimate.accept", answer.clone()), Code::Precondition, "error.not_sent");
    company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
    let as_sent = || company.ok("estimate.get", json!({ "id": id }))["as_sent"].clone();
    assert_eq!(as_sent(), true);
    let mut draft = company.ok("estimate.get", json!({ "id": id }))["draft"].clone();
    draft["lines"][0]["unit_price"] = json!("90");
    company.ok("estimate.update", json!({ "id": id, "version": 2, "draft": draft }));
    assert_eq!(as_sent(), false, "it goes out as the next version");
    company.ok("estimate.send", json!({ "id": id, "version": 3, "how": "email" }));
    let page = company.ok("estimate.get", json!({ "id": id }));
    assert_eq!(page["totals"]["total"], "900.00", "options stand outside the total");
    assert_eq!(
        page["versions"][1]["changes"],
        json!([{ "change": "changed", "description": "Cabling", "before": "10 × 100", "after": "10 × 90" }])
    );
    let refused = company.refused("billing_plan.to_invoice", json!({ "estimate_id": id }));
    assert_refused(&refused, Code::Precondition, "error.nothing_sold");
    let accepted = company.reply("estimate.accept", answer.clone());
    assert_eq!(company.ok("estimate.get", json!({ "id": id }))["state"], "accepted");
    company.ok("history.undo", json!({ "seq": accepted.undo.unwrap().seq }));
    assert_eq!(company.ok("estimate.get", json!({ "id": id }))["state"], "sent");
    company.ok("estimate.accept", answer);
    let invoice = company.ok("billing_plan.to_invoice", json!({ "estimate_id": id }));
    let refused = company.refused("billing_plan.to_invoice", json!({ "estimate_id": id }));
    assert_refused(&refused, Code::Precondition, "error.nothing_left");
    company.ok("invoice.issue", json!({ "id": invoice["id"], "version": 1 }));
    assert_eq!(open_of(&company, &invoice["id"]).0, "900.00");
    let refused = company.refused("estimate.revoke", json!({ "id": id, "reason": "mistake" }));
    assert_refused(&refused, Code::Precondition, "error.invoiced_already");
    company.ok("credit_note.issue", json!({ "invoice_id": invoice["id"], "reason": "wrong" }));
    assert!(
        company.ok("billing_plan.to_invoice", json!({ "estimate_id": id }))["id"].is_string(),
        "a credited line is to invoice again"
    );
    company.assert_sound();
}

#[test]
fn what_was_answered_stands_as_it_went_out_whatever_was_typed_since() {
    let (company, customer) = pune();
    let typed = |subject: &str, currency: &str, price: &str| {
        json!({ "customer_id": customer, "subject": subject, "currency": currency, "rate": "83", "valid_until": "2026-12-20",
            "lines": [{ "description": "Cabling", "quantity": "10", "unit_price": price }] })
    };
    let made = company.ok("estimate.create", json!({ "draft": typed("Offered", "INR", "100") }));
    let id = &made["id"];
    company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
    let mut later = typed("Not sent", "USD", "7");
    later["valid_until"] = json!("2026-12-31");
    company.ok("estimate.update", json!({ "id": id, "version": 2, "draft": later }));
    let read = || {
        company.assert_sound();
        let page = company.ok("estimate.get", json!({ "id": id }));
        let row = company.ok("estimate.list", json!({}))["rows"][0].clone();
        let sums = company.ok("estimate.summary", json!({}))["totals"].clone();
        assert_eq!((&page["total"], &page["valid_until"]), (&row["total"], &row["valid_until"]));
        assert_eq!(page["draft"]["subject"], row["subject"]);
        assert_eq!(sums, json!([row["total"]]));
        assert_eq!(page["versions"][0]["total"], json!({ "amount": "1000.00", "currency": "INR" }));
        (
            row["total"].clone(),
            page["totals"]["total"].clone(),
            row["subject"].clone(),
            row["valid_until"].clone(),
        )
    };
    let words = |total: &str, currency: &str, subject: &str, until: &str| {
        (json!({ "amount": total, "currency": currency }), json!(total), json!(subject), json!(until))
    };
    let offered = words("1000.00", "INR", "Offered", "2026-12-20");
    let unsent = words("70.00", "USD", "Not sent", "2026-12-31");
    assert_eq!(read(), unsent);
    company.ok("estimate.accept", json!({ "id": id, "said_by": "Sunita Rao", "how": "phone" }));
    assert_eq!(read(), offered);
    let copy = company.ok("estimate.copy", json!({ "id": id }));
    assert_eq!(company.ok("estimate.get", json!({ "id": copy["id"] }))["draft"]["subject"], "Offered");
    company.ok("estimate.delete", json!({ "id": copy["id"], "version": 1 }));
    company.ok("estimate.revoke", json!({ "id": id, "reason": "Mistaken" }));
    assert_eq!(read(), unsent, "what was typed is still there");
    company.ok(
        "estimate.decline",
        json!({ "id": id, "said_by": "Sunita Rao", "how": "phone", "note": "Too dear" }),
    );
    assert_eq!(read(), offered);
    let answer = company.ok("estimate.get", json!({ "id": id }))["answer"].clone();
    assert_eq!((&answer["answer"], &answer["note"]), (&json!("declined"), &json!("Too dear")));
}

#[test]
fn a_foreign_currency_carries_its_rate_and_base_amounts() {
    let (company, customer) = pune();
    let draft = |rate: Value| {
        json!({ "draft": { "customer_id": customer, "currency": "USD", "rate": rate, "rate_date": "2026-11-20",
            "rate_source": "RBI reference", "lines": [{ "description": "Work", "unit_price": "100.55" }] } })
    };
    assert_eq!(reasons(&company.refused("invoice.create", draft(Value::Null))), ["rate error.rate_needed"]);
    let made = company.ok("invoice.create", draft(json!("83.4567")));
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    let base = company.count("SELECT base_total_minor FROM issued_document");
    assert_eq!(base, 839_157, "100.55 × 83.4567 = 8391.571…");
    let converted = company.ok("invoice.get", json!({ "id": made["id"] }))["converted"].clone();
    for (field, expected) in
        [("rate", "83.4567"), ("rate_date", "2026-11-20"), ("rate_source", "RBI reference")]
    {
        assert_eq!(converted[field], expected);
    }
    assert_eq!(converted["total"], json!({ "amount": "8391.57", "currency": "INR" }));
    let home = issued(&company, &customer, "10");
    assert_eq!(company.ok("invoice.get", json!({ "id": home["id"] }))["converted"], Value::Null);
    company.assert_sound();
}

#[test]
fn in_a_french_firm_a_comma_is_the_decimal_sign() {
    let company = Company::new(Country::France);
    let customer = company.customer("Atelier des Lilas");
    let line = json!({ "description": "Étude", "quantity": "2,125", "unit_price": "1 200,500" });
    let draft = json!({ "customer_id": customer, "lines": [line] });
    let priced = company.ok("document.price", json!({ "kind": "invoice", "draft": draft }));
    assert_eq!(priced["net"], "2551.06");
}
