//! What no document may be: of another country's tax, below nothing, of a day that has not come, settled by another's money.

use super::{issued, letterhead, pune};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

/// A company that sells in India and in the Emirates, and the ids of the two branches.
fn two_sellers() -> (Company, Value, Value) {
    let company = Company::of(vec![Country::India, Country::Emirates]);
    let branches = company.ok("branch.list", json!({}))["rows"].clone();
    for (branch, number) in [(&branches[0], "27AAACA0000B1ZW"), (&branches[1], "100000000000003")] {
        let set = json!({ "tax_number": number });
        company.ok("branch.update", json!({ "id": branch["id"], "version": branch["version"], "set": set }));
    }
    let (pune, dubai) = (branches[0]["id"].clone(), branches[1]["id"].clone());
    (company, pune, dubai)
}

fn priced(kind: &str, draft: Value) -> Value {
    json!({ "kind": kind, "draft": draft })
}

#[test]
fn a_tax_class_belongs_to_one_law() {
    let (company, pune, dubai) = two_sellers();
    let customer = company.customer("Both");
    let classes = company.ok("tax_class.list", json!({}));
    let class = |scheme: &str| {
        let rows = classes["rows"].as_array().unwrap();
        rows.iter().find(|row| row["scheme"] == scheme && row["key"] == "standard").unwrap()["id"].clone()
    };
    for (branch, currency, right, wrong) in
        [(&pune, "INR", "gst_in", "vat_ae"), (&dubai, "AED", "vat_ae", "gst_in")]
    {
        let draft = |scheme: &str| {
            json!({ "customer_id": customer, "branch_id": branch, "currency": currency, "place_of_supply": "27", "lines": [
                { "description": "ok", "unit_price": "1" },
                { "description": "x", "unit_price": "100", "tax_class_id": class(scheme) }] })
        };
        assert_ne!(company.ok("document.price", priced("invoice", draft(right)))["tax"], "0.00");
        let error = company.refused("invoice.create", json!({ "draft": draft(wrong) }));
        assert_eq!(reasons(&error), ["lines[1].tax_class_id error.tax_class_scheme"]);
    }
}

#[test]
fn a_discount_takes_no_more_than_there_is() {
    let (company, customer) = pune();
    let draft = |line: &str, whole: &str| {
        json!({ "customer_id": customer, "discount": whole,
            "lines": [{ "description": "x", "quantity": "2", "unit_price": "50", "discount": line }] })
    };
    for (line, whole, reason) in [
        ("100", "", None),
        ("100%", "", None),
        ("", "100", None),
        ("", "100%", None),
        ("100.01", "", Some("lines[0].discount error.discount_over_line")),
        ("500", "", Some("lines[0].discount error.discount_over_line")),
        ("60", "40.01", Some("discount error.discount_over_lines")),
        ("", "500", Some("discount error.discount_over_lines")),
        ("", "999999999999999 crore", Some("discount error.amount_too_large")),
    ] {
        for kind in ["invoice", "estimate"] {
            let request = json!({ "draft": draft(line, whole) });
            match reason {
                None => drop(company.ok(&format!("{kind}.create"), request)),
                Some(reason) => {
                    assert_eq!(reasons(&company.refused(&format!("{kind}.create"), request)), [reason]);
                }
            }
        }
    }
}

#[test]
fn a_rate_beyond_any_amount_is_named() {
    let (company, customer) = pune();
    let draft = |rate: &str| {
        json!({ "draft": { "customer_id": customer, "currency": "USD", "rate": rate,
            "lines": [{ "description": "x", "unit_price": "1000" }] } })
    };
    let error = company.refused("invoice.create", draft("100000000000"));
    assert_eq!(reasons(&error), ["rate error.rate_too_large"]);
    let error = company.refused("estimate.create", draft("100000000000"));
    assert_eq!(reasons(&error), ["rate error.rate_too_large"]);
    company.ok("invoice.create", draft("90000"));
    for rate in ["100000000000", "999999999999999 crore"] {
        let payment = json!({ "customer_id": customer, "amount": "9999999999999", "currency": "USD", "rate": rate, "method": "bank" });
        assert_eq!(reasons(&company.refused("payment.record", payment)), ["rate error.rate_too_large"]);
    }
}

#[test]
fn a_date_of_business_has_a_last_year() {
    let (company, customer) = pune();
    let draft = |date: &str| json!({ "draft": { "customer_id": customer, "date": date, "lines": [{ "description": "x", "unit_price": "1" }] } });
    for date in ["9999-12-31", "2200-01-01"] {
        for kind in ["invoice", "estimate"] {
            let error = company.refused(&format!("{kind}.create"), draft(date));
            assert_eq!(reasons(&error), ["date error.date_far"]);
        }
    }
    let error = company.refused("estimate.create", draft("2199-12-31"));
    assert_eq!(reasons(&error), ["date error.date_far"]);
    let made = company.ok("estimate.create", draft("2199-12-01"));
    assert_eq!(company.ok("estimate.get", json!({ "id": made["id"] }))["totals"]["due_date"], "2199-12-31");
    company.ok("estimate.send", json!({ "id": made["id"], "version": 1, "how": "print" }));
    company.assert_sound();
}

#[test]
fn nothing_is_issued_or_received_on_a_day_to_come() {
    let (company, customer) = pune();
    let draft = |date: &str| {
        let lines = json!([{ "description": "x", "unit_price": "100" }]);
        company.ok(
            "invoice.create",
            json!({ "draft": { "customer_id": customer, "date": date, "lines": lines } }),
        )
    };
    // It is 22 November 2026 in India. A draft may wait for its day.
    let made = draft("2026-11-23");
    let issue = json!({ "id": made["id"], "version": 1 });
    assert_eq!(reasons(&company.refused("invoice.issue", issue.clone())), ["date error.date_future"]);
    company.clock.advance(86_400_000);
    assert_eq!(company.ok("invoice.issue", issue)["number"], "INV/26-27/0001");
    for (command, request) in [
        ("credit_note.issue", json!({ "invoice_id": made["id"], "reason": "r", "date": "2026-11-24" })),
        (
            "payment.record",
            json!({ "customer_id": customer, "amount": "1", "method": "bank", "date": "2050-01-01" }),
        ),
    ] {
        assert_eq!(reasons(&company.refused(command, request)), ["date error.date_future"]);
    }
    let paid =
        company.ok("payment.record", json!({ "customer_id": customer, "amount": "150", "method": "bank" }));
    let refund = json!({ "source_id": paid["id"], "amount": "50", "method": "bank", "date": "2026-11-24" });
    assert_eq!(reasons(&company.refused("credit.refund", refund)), ["date error.date_future"]);
    company.assert_sound();
}

#[test]
fn numbers_and_dates_rise_together_in_france_on_credit_notes_too() {
    let company = Company::new(Country::France);
    letterhead(&company, json!({ "tax_number": "FR44732829320" }));
    let customer = company.customer("Client");
    let invoice = |date: &str| {
        let lines = json!([{ "description": "x", "unit_price": "1" }]);
        company.ok(
            "invoice.create",
            json!({ "draft": { "customer_id": customer, "date": date, "lines": lines } }),
        )
    };
    let dated = |date: &str| {
        let id = invoice(date)["id"].clone();
        company.ok("invoice.issue", json!({ "id": id, "version": 1 }));
        id
    };
    let (first, second) = (dated("2026-03-01"), dated("2026-05-01"));
    let earlier = invoice("2026-04-01");
    let error = company.refused("invoice.issue", json!({ "id": earlier["id"], "version": 1 }));
    assert_eq!(reasons(&error), ["date error.before_last_number"]);
    let credit = |id: &Value, date: &str| json!({ "invoice_id": id, "reason": "r", "date": date });
    company.ok("credit_note.issue", credit(&second, "2026-11-01"));
    let error = company.refused("credit_note.issue", credit(&first, "2026-03-02"));
    assert_eq!(reasons(&error), ["date error.before_last_number"]);
    assert_eq!(company.ok("credit_note.issue", credit(&first, "2026-11-01"))["number"], "A2026-0002");
    company.assert_sound();
}

#[test]
fn an_indian_credit_note_keeps_to_the_form_of_numbers() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "10");
    let sql = "UPDATE number_series SET pattern = 'CREDIT/{FY}/{SEQ:6}' WHERE kind = 'credit_note'";
    company.core.file().writer().execute(sql, []).unwrap();
    let error = company.refused("credit_note.issue", json!({ "invoice_id": invoice["id"], "reason": "r" }));
    assert_refused(&error, Code::Precondition, "error.number_form");
}

#[test]
fn a_rate_keeps_its_day_when_its_paper_is_copied() {
    let (company, customer) = pune();
    let draft = json!({ "customer_id": customer, "currency": "USD", "rate": "83.5", "rate_date": "2026-04-01",
        "rate_source": "RBI", "date": "2026-04-02", "lines": [{ "description": "x", "unit_price": "100" }] });
    let invoice = company.ok("invoice.create", json!({ "draft": draft }));
    let estimate = company.ok("estimate.create", json!({ "draft": draft }));
    let copied = company.ok("estimate.copy", json!({ "id": estimate["id"] }));
    company.ok("estimate.send", json!({ "id": estimate["id"], "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": estimate["id"], "said_by": "Asha", "how": "phone" }));
    let billed = company.ok("billing_plan.to_invoice", json!({ "estimate_id": estimate["id"] }));
    for (command, id) in [
        ("invoice.get", &company.ok("invoice.copy", json!({ "id": invoice["id"] }))["id"]),
        ("estimate.get", &copied["id"]),
        ("invoice.get", &billed["id"]),
    ] {
        let draft = company.ok(command, json!({ "id": id }))["draft"].clone();
        assert_eq!((&draft["date"], &draft["rate_date"]), (&Value::Null, &json!("2026-04-01")));
        assert_eq!(draft["rate"], "83.5");
    }
}

#[test]
fn money_stays_with_the_seller_that_received_it() {
    let (company, pune, dubai) = two_sellers();
    let customer = company.customer("Both");
    let invoice = |branch: &Value, rate: &str| {
        let lines = json!([{ "description": "x", "unit_price": "100" }]);
        let draft = json!({ "customer_id": customer, "branch_id": branch, "currency": "USD", "rate": rate,
            "place_of_supply": "27", "lines": lines });
        let made = company.ok("invoice.create", json!({ "draft": draft }));
        company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
        made["id"].clone()
    };
    let (at_pune, at_dubai) = (invoice(&pune, "83"), invoice(&dubai, "3.6725"));
    let pay = |more: Value| {
        let mut request = json!({ "customer_id": customer, "amount": "150", "currency": "USD", "rate": "3.67", "method": "bank" });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    };
    let across = json!({ "branch_id": dubai, "allocations": [{ "invoice_id": at_pune, "amount": "1" }] });
    let error = company.refused("payment.record", pay(across));
    assert_eq!(reasons(&error), ["allocations[0].invoice_id error.pays_other_branch"]);
    let across = json!({ "branch_id": dubai,
        "deductions": [{ "invoice_id": at_pune, "kind": "bank_charge", "amount": "1" }] });
    let error = company.refused("payment.record", pay(across));
    assert_eq!(reasons(&error), ["deductions[0].invoice_id error.pays_other_branch"]);

    let paid = company.ok("payment.record", pay(json!({ "branch_id": dubai })));
    assert_eq!(paid["allocations"].as_array().unwrap().len(), 1);
    assert_eq!(paid["allocations"][0]["invoice_id"], at_dubai);
    assert_eq!(paid["credit"]["amount"], "50.00");
    let applied = company.ok("credit.apply", json!({ "source_id": paid["id"] }));
    assert_eq!((&applied["allocations"], &applied["credit"]["amount"]), (&json!([]), &json!("50.00")));

    // Without a branch it is the branch of the invoice that the money is for.
    let again = invoice(&dubai, "3.6725");
    let named = json!({ "amount": "40", "allocations": [{ "invoice_id": again, "amount": "40" }] });
    company.ok("payment.record", pay(named));
    let rest = company.ok("payment.record", pay(json!({ "amount": "30", "rate": "83" })));
    assert_eq!(rest["allocations"][0]["invoice_id"], at_pune, "the oldest that is open");
    company.assert_sound();
}

/// A buyer in India, and what an estimate of one line with this code says of its place.
fn placed(company: &Company, buyer: Value, hsn: &str) -> (String, Vec<String>) {
    let made = company.ok("customer.create", buyer);
    let draft = json!({ "customer_id": made["id"], "lines": [{ "description": "x", "hsn": hsn, "unit_price": "1" }] });
    let totals = company.ok("document.price", priced("estimate", draft));
    let warnings = totals["warnings"].as_array().unwrap();
    let said = warnings.iter().map(|one| {
        assert_eq!(one["path"], "place_of_supply");
        one["message_id"].as_str().unwrap().to_owned()
    });
    (totals["place_of_supply"].as_str().unwrap().to_owned(), said.collect())
}

#[test]
fn a_doubt_about_the_place_of_supply_is_said_and_is_no_wall() {
    let (company, _) = pune();
    let karnataka = json!([{ "scheme": "gstin", "number": "29AAGCB7383J1Z4" }]);
    let address = |role: &str, region: &str| json!({ "role": role, "region": region, "country": "IN" });
    for (n, (ids, addresses, hsn, place, doubt)) in [
        (json!([]), json!([address("billing", "MH")]), "", "27", None),
        (
            json!([]),
            json!([address("billing", "Mahrashtra")]),
            "",
            "Mahrashtra",
            Some("warning.place_unknown"),
        ),
        (karnataka.clone(), json!([]), "", "29", None),
        (karnataka.clone(), json!([address("billing", "27")]), "", "27", Some("warning.place_and_gstin")),
        // Goods go where they are delivered; services are supplied to their recipient, works where the building stands.
        (karnataka.clone(), json!([address("billing", "29"), address("delivery", "27")]), "9405", "27", None),
        (
            karnataka.clone(),
            json!([address("billing", "29"), address("delivery", "27")]),
            "998313",
            "29",
            None,
        ),
        (karnataka, json!([address("billing", "29"), address("delivery", "27")]), "995411", "27", None),
    ]
    .into_iter()
    .enumerate()
    {
        let buyer = json!({ "name": format!("Buyer {n}"), "tax_ids": ids, "addresses": addresses });
        let expected = (place.to_owned(), doubt.map(str::to_owned).into_iter().collect());
        assert_eq!(placed(&company, buyer, hsn), expected, "{n}");
    }
}
