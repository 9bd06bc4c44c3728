//! What forms, papers, plan and letters say stays exact at their edges: prices with tax, whole discounts, two rates of one code,
//! one row of the plan on two lines, rules that came later.

use super::{DAY_MS, draft, gst, issued, letterhead, pune};
use crate::papers::{pdf_text, read_mail};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

fn priced(company: &Company, draft: Value) -> Value {
    company.ok("document.price", json!({ "kind": "invoice", "draft": draft }))
}

#[test]
fn a_discount_on_prices_with_tax_adds_up_without_it() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "Lamp", "quantity": "1", "unit_price": "118", "taxes": gst("18") }]);
    let form = |discount: &str| json!({ "customer_id": customer, "lines": lines, "prices_include_tax": true, "discount": discount });
    let totals = priced(&company, form("60"));
    // 118 with 18 % is 100 without; 58 with it holds 4.42 twice; so 60 with tax is 50.84 without.
    let figure = |name: &str| totals[name].as_str().unwrap().to_owned();
    assert_eq!(
        [figure("lines_net"), figure("discount"), figure("net"), figure("tax"), figure("total")],
        ["100.00", "50.84", "49.16", "8.84", "58.00"]
    );
    assert_eq!(totals["lines"][0]["net"], "100.00");
    let error = company.refused("document.price", json!({ "kind": "invoice", "draft": form("118.01") }));
    assert_eq!(reasons(&error), ["discount error.discount_over_lines"]);
    let made = company.ok("invoice.create", json!({ "draft": form("60") }));
    let text = pdf_text(&company, &made["id"]);
    for said in ["Price incl.", "100.00", "50.84", "49.16", "58.00"] {
        assert!(text.contains(said), "{said} in {text}");
    }
}

#[test]
fn a_discount_of_everything_leaves_nothing() {
    let (company, customer) = pune();
    for (discount, taken) in [("100%", "10.01"), ("10.005", "10.01")] {
        let lines = json!([
            { "description": "Sample", "quantity": "3", "unit_price": "3.335", "discount": discount },
            { "description": "Lamp", "quantity": "1", "unit_price": "5" }
        ]);
        let totals = priced(&company, json!({ "customer_id": customer, "lines": lines }));
        assert_eq!(
            (&totals["lines"][0]["net"], &totals["total"]),
            (&json!("0.00"), &json!("5.00")),
            "{taken}"
        );
    }
}

#[test]
fn one_code_at_two_rates_stands_in_two_rows() {
    let (company, customer) = pune();
    let line = |price: &str, rate: &str| json!({ "description": "Shoes", "hsn": "6403", "quantity": "1", "unit_price": price, "taxes": gst(rate) });
    let made = draft(&company, &customer, json!([line("1000", "5"), line("3000", "18")]));
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    let model: String = company
        .core
        .file()
        .reader()
        .query_row("SELECT model FROM issued_document", [], |row| row.get(0))
        .unwrap();
    let model: Value = serde_json::from_str(&model).unwrap();
    let rows: Vec<(&Value, &Value)> = model["hsn_summary"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (&row["taxable"], &row["taxes"][0]["amount"]))
        .collect();
    assert_eq!(rows, [(&json!("1000.00"), &json!("25.00")), (&json!("3000.00"), &json!("270.00"))]);
}

#[test]
fn an_estimate_whose_seller_is_taxed_otherwise_by_now_asks_for_a_new_version() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "Cabling", "unit_price": "100", "taxes": gst("18") }]);
    let made = company.ok("estimate.create", json!({ "draft": { "customer_id": customer, "lines": lines } }));
    company.ok("estimate.send", json!({ "id": made["id"], "version": 1, "how": "print" }));
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    let standing =
        json!({ "id": branch["id"], "version": branch["version"], "set": {}, "tax_standing": "composition" });
    company.ok("branch.update", standing);
    let accept = json!({ "id": made["id"], "said_by": "x", "how": "phone" });
    let error = company.refused("estimate.accept", accept.clone());
    assert_eq!((error.code, error.message_id.as_str()), (Code::Precondition, "error.offer_outdated"));
    assert_eq!((&error.params["offered"], &error.params["now"]), (&json!("118.00"), &json!("100.00")));
    let version = company.ok("estimate.get", json!({ "id": made["id"] }))["version"].clone();
    company.ok("estimate.send", json!({ "id": made["id"], "version": version, "how": "print" }));
    company.ok("estimate.accept", accept);
    let plan = company.ok("billing_plan.get", json!({ "estimate_id": made["id"] }));
    assert_eq!(plan["figures"][0]["sold"]["amount"], "100.00", "{plan}");
    company.assert_sound();
}

#[test]
fn two_lines_take_one_row_of_the_plan_once() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "Cabling", "quantity": "5", "unit_price": "100" }]);
    let made = company.ok("estimate.create", json!({ "draft": { "customer_id": customer, "lines": lines } }));
    company.ok("estimate.send", json!({ "id": made["id"], "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": made["id"], "said_by": "x", "how": "phone" }));
    let invoice = company.ok("billing_plan.to_invoice", json!({ "estimate_id": made["id"] }));
    let form = company.ok("invoice.get", json!({ "id": invoice["id"] }))["draft"].clone();
    let row = form["lines"][0]["billing_row_id"].clone();
    let line = |quantity: &str| json!({ "description": "Cabling", "quantity": quantity, "unit_price": "100", "billing_row_id": row });
    let update = |customer: &str| {
        let mut draft = form.clone();
        draft["lines"] = json!([line("3"), line("2")]);
        draft["customer_id"] = json!(customer);
        draft
    };
    let other = company.customer("Other Foods");
    let request = json!({ "id": invoice["id"], "version": 1, "draft": update(&other) });
    company.ok("invoice.update", request);
    let error = company.refused("invoice.issue", json!({ "id": invoice["id"], "version": 2 }));
    assert_eq!(reasons(&error), ["customer_id error.sold_to_other"]);
    company.ok("invoice.update", json!({ "id": invoice["id"], "version": 2, "draft": update(&customer) }));
    company.ok("invoice.issue", json!({ "id": invoice["id"], "version": 3 }));
    let plan = company.ok("billing_plan.get", json!({ "estimate_id": made["id"] }));
    assert_eq!(plan["figures"][0]["invoiced"]["amount"], "500.00", "{plan}");
    assert_eq!(plan["figures"][0]["to_invoice"]["amount"], "0.00");
    company.assert_sound();
}

#[test]
fn the_form_of_an_issued_paper_is_not_taken_back() {
    let (company, customer) = pune();
    let other = company.customer("Other Foods");
    let lines = json!([{ "description": "Work", "quantity": "1", "unit_price": "10" }]);
    let made = draft(&company, &customer, lines.clone());
    let body = json!({ "customer_id": other, "lines": lines });
    let updated = company.reply("invoice.update", json!({ "id": made["id"], "version": 1, "draft": body }));
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 2 }));
    let error = company.refused("history.undo", json!({ "seq": updated.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.issued_never_changes");
    assert_eq!(error.params["number"], "INV/26-27/0001");
}

#[test]
fn a_paper_that_breaks_a_later_rule_is_opened_all_the_same() {
    let (company, customer) = pune();
    let rates = json!([{ "code": "Cess", "rate": "12" }]);
    let made = company.reply("tax_class.create", json!({ "name": "Cess 12%", "rates": rates }));
    let class = made.result["id"].clone();
    let lines =
        json!([{ "description": "Work", "quantity": "1", "unit_price": "10", "tax_class_id": class }]);
    let invoice = draft(&company, &customer, lines.clone());
    let offer =
        company.ok("estimate.create", json!({ "draft": { "customer_id": customer, "lines": lines } }));
    let error = company.refused("history.undo", json!({ "seq": made.undo.unwrap().seq }));
    assert_eq!(error.code, Code::Precondition, "drafts name the class");
    let ended = json!([{ "code": "Cess", "rate": "12", "valid_to": "2026-01-31" }]);
    company.ok("tax_class.update", json!({ "id": class, "version": 1, "set": { "rates": ended } }));
    for (command, id) in [("invoice.get", &invoice["id"]), ("estimate.get", &offer["id"])] {
        let page = company.ok(command, json!({ "id": id }));
        assert_eq!((&page["totals"], &page["total"]["amount"]), (&Value::Null, &json!("11.20")), "{command}");
        assert_eq!(page["draft"]["lines"][0]["tax_class_id"], class);
    }
}

#[test]
fn a_receipt_adds_up_and_stays_as_it_was_handed_over() {
    let (company, customer) = pune();
    issued(&company, &customer, "100");
    company.clock.advance(1000);
    let paid =
        company.ok("payment.record", json!({ "customer_id": customer, "amount": "150", "method": "bank" }));
    let receipt = || pdf_text(&company, &paid["id"]);
    let first = receipt();
    assert!(first.contains("-50.00") || first.contains("−50.00"), "{first}");
    company.clock.advance(1000);
    issued(&company, &customer, "500");
    assert_eq!(receipt(), first, "what came later changes nothing");
    let version = company.ok("customer.get", json!({ "id": customer }))["version"].clone();
    let set = json!({ "name": "Chandni Palace", "language": "hi" });
    company.ok("customer.update", json!({ "id": customer, "version": version, "set": set }));
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    let set = json!({ "legal_name": "Sample Palace Traders" });
    company.ok("branch.update", json!({ "id": branch["id"], "version": branch["version"], "set": set }));
    assert_eq!(receipt(), first, "nor does a new name");
}

#[test]
fn a_receipt_stays_as_it_was_whatever_becomes_of_its_money() {
    let (company, customer) = pune();
    let invoices = ["1000", "500"].map(|price| issued(&company, &customer, price)["id"].clone());
    company.clock.advance(1000);
    let paid = company.ok(
        "payment.record",
        json!({ "customer_id": customer, "amount": "900", "method": "bank",
            "allocations": [{ "invoice_id": invoices[0], "amount": "600" }],
            "deductions": [{ "invoice_id": invoices[0], "kind": "tax_withheld", "amount": "100", "reason": "TDS 194C" }] }),
    )["id"]
        .clone();
    let receipt = || pdf_text(&company, &paid);
    let first = receipt();
    // 1,000.00 less 600.00 and 100.00 kept back; 300.00 are free, and 1,500.00 less 1,000.00 are owed.
    for said in ["1,000.00 600.00 300.00", "Kept as credit (₹) 300.00", "TDS 194C", "Balance now ₹ 500.00"]
    {
        assert!(first.contains(said), "{said} in {first}");
    }
    let later = |what: &str, command: &str, payload: Value| {
        company.clock.advance(1000);
        let reply = company.ok(command, payload);
        assert_eq!(receipt(), first, "after {what}");
        reply
    };
    let bank = |amount: &str, on: &Value| json!({ "customer_id": customer, "amount": amount, "method": "bank", "allocations": [{ "invoice_id": on }] });
    later("another payment", "payment.record", bank("200", &invoices[0]));
    later(
        "its credit was put on an invoice",
        "credit.apply",
        json!({ "source_id": paid, "allocations": [{ "invoice_id": invoices[1], "amount": "250" }] }),
    );
    later(
        "it was taken off its invoice",
        "credit.unapply",
        json!({ "source_id": paid, "invoice_id": invoices[0], "reason": "Wrong invoice" }),
    );
    later("a refund", "credit.refund", json!({ "source_id": paid, "amount": "20", "method": "bank" }));
    later(
        "its invoice was credited",
        "credit_note.issue",
        json!({ "invoice_id": invoices[0], "reason": "Wrong address" }),
    );

    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000")["id"].clone();
    company.clock.advance(1000);
    let paid = company.ok(
        "payment.record",
        json!({ "customer_id": customer, "amount": "400", "method": "cheque",
        "deductions": [{ "invoice_id": invoice, "kind": "bank_charge", "amount": "50" }] }),
    )["id"]
        .clone();
    let first = pdf_text(&company, &paid);
    assert!(
        first.contains("1,000.00 400.00 550.00") && first.contains("Balance before (₹) 1,000.00"),
        "{first}"
    );
    company.clock.advance(1000);
    company.ok("payment.reverse", json!({ "id": paid, "reason": "The cheque bounced" }));
    let void = pdf_text(&company, &paid);
    assert!(void.to_uppercase().contains("VOID") && !first.to_uppercase().contains("VOID"), "{void}");
    for said in ["1,000.00 400.00 550.00", "Balance before (₹) 1,000.00", "Bank charge"] {
        assert!(void.contains(said), "{said} in {void}");
    }
    company.assert_sound();
}

#[test]
fn a_name_that_no_font_can_print_is_refused_at_issue() {
    let (company, _) = pune();
    let made = company.ok(
        "customer.create",
        json!({ "name": "தமிழ் Foods", "addresses": [{ "city": "Nashik", "region": "27" }] }),
    );
    let lines = json!([{ "description": "Work", "quantity": "1", "unit_price": "10" }]);
    let invoice = draft(&company, made["id"].as_str().unwrap(), lines);
    let pages = company.ok("document.pages", json!({ "id": invoice["id"] }));
    assert_eq!(pages["warnings"][0]["message_id"], "warning.paper_characters");
    let error = company.refused("invoice.issue", json!({ "id": invoice["id"], "version": 1 }));
    assert_eq!(reasons(&error), ["customer_id error.unprintable_name"]);
}

#[test]
fn a_union_territory_has_a_tax_of_its_own_name() {
    let (company, _) = pune();
    letterhead(&company, json!({ "region": "04", "tax_number": "04AAACA0000B1ZL" }));
    let made = company.ok(
        "customer.create",
        json!({ "name": "Sukhna Foods", "addresses": [{ "city": "Chandigarh", "region": "04" }] }),
    );
    let classes = company.ok("tax_class.list", json!({}))["rows"].clone();
    let class =
        classes.as_array().unwrap().iter().find(|class| class["name"] == "GST 18%").unwrap()["id"].clone();
    let lines =
        json!([{ "description": "Work", "quantity": "1", "unit_price": "100", "tax_class_id": class }]);
    let totals = priced(&company, json!({ "customer_id": made["id"], "lines": lines }));
    let codes: Vec<&Value> = totals["taxes"].as_array().unwrap().iter().map(|tax| &tax["code"]).collect();
    assert_eq!(codes, ["CGST", "UTGST"]);
}

#[test]
fn a_letter_asks_for_what_is_open_and_never_for_a_void_paper() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000");
    let letter = || {
        read_mail(&company.core.bytes(None, "document.eml", json!({ "id": invoice["id"] })).unwrap().bytes).1
    };
    let pay = |amount: &str| {
        company.ok("payment.record", json!({ "customer_id": customer, "amount": amount, "method": "bank" }));
    };
    pay("400");
    assert!(letter().contains("₹ 600.00 of it is still open"), "{}", letter());
    pay("600");
    assert!(letter().contains("there is nothing to pay"), "{}", letter());

    let wrong = issued(&company, &customer, "5");
    company.ok("invoice.void", json!({ "id": wrong["id"], "reason": "twice" }));
    let error = company.core.bytes(None, "document.eml", json!({ "id": wrong["id"] })).unwrap_err();
    assert_refused(&error, Code::Precondition, "error.void_not_sent");
}

#[test]
fn the_title_follows_registration_and_tax() {
    let title = |company: &Company, customer: &str, line: Value| {
        let made = draft(company, customer, json!([line]));
        pdf_text(company, &made["id"])
    };
    let plain = json!({ "description": "Work", "quantity": "1", "unit_price": "10" });
    let (company, customer) = pune();
    assert!(title(&company, &customer, plain.clone()).contains("Bill of Supply"));
    let taxed = json!({ "description": "Work", "quantity": "1", "unit_price": "10", "taxes": gst("18") });
    assert!(title(&company, &customer, taxed).contains("Tax Invoice"));
    letterhead(&company, json!({ "tax_number": "" }));
    let unregistered = title(&company, &customer, plain.clone());
    assert!(
        !unregistered.contains("Tax Invoice") && !unregistered.contains("Bill of Supply"),
        "{unregistered}"
    );

    let french = Company::new(Country::France);
    let customer = french.customer("Atelier Mistral");
    assert!(!title(&french, &customer, plain.clone()).contains("293 B"), "its number is still to be typed");
    let branch = french.ok("branch.list", json!({}))["rows"][0].clone();
    french.ok(
        "branch.update",
        json!({ "id": branch["id"], "version": branch["version"], "set": {}, "tax_standing": "unregistered" }),
    );
    assert!(title(&french, &customer, plain).contains("art. 293 B du CGI"));
    french.clock.advance(DAY_MS);
}
