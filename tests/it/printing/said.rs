//! What single figures and words of a printed paper say.

use super::{check, letterhead, text_of};
use crate::support::Company;
use serde_json::{Value, json};
use throughline_core::settings::country::Country;

/// An issued invoice and its printed text.
fn issued(company: &Company, draft: Value) -> (Value, String) {
    let made = company.ok("invoice.create", json!({ "draft": draft }));
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    let text = text_of(company, &made["id"]);
    (made["id"].clone(), text)
}

fn absent(text: &str, unwanted: &[&str]) {
    for one in unwanted {
        assert!(!text.contains(one), "{one:?} is in\n{text}");
    }
}

fn pune() -> Company {
    let company = Company::india();
    letterhead(
        &company,
        json!({ "legal_name": "Kesari Hospitality Supplies", "region": "27", "tax_number": "27AAACA0000B1ZW",
        "city": "Pune", "upi_id": "kesari@example", "bank_account": "000012345678", "bank_name": "Example Bank" }),
    );
    company
}

#[test]
fn a_taxable_value_is_what_the_tax_beside_it_was_computed_on() {
    let company = pune();
    let customer = company.customer("Chandni Courtyard Hotels");
    let (_, text) = issued(
        &company,
        json!({ "customer_id": customer, "discount": "5%", "lines": [
            { "description": "Access point", "hsn": "8517", "quantity": "3", "unit_price": "7187",
              "taxes": [{ "code": "CGST", "rate": "9" }, { "code": "SGST", "rate": "9" }] } ] }),
    );
    // 3 × 7,187.00 less 5 % is 20,482.95, and 9 % of that is 1,843.47.
    check(
        &text,
        &[
            "Access point 8517 3 7,187.00 20,482.95 18 1,843.47 1,843.47",
            "8517 20,482.95 9 1,843.47 9 1,843.47",
            "Total of lines 21,561.00",
            "Taxable value 20,482.95",
        ],
    );
}

#[test]
fn net_and_tax_of_a_line_make_its_total() {
    let company = Company::new(Country::Emirates);
    letterhead(&company, json!({ "tax_number": "100000000000003" }));
    let customer = company.customer("Blue Dune Consulting");
    let (_, text) = issued(
        &company,
        json!({ "customer_id": customer, "discount": "10%", "lines": [
            { "description": "Task chair", "quantity": "4", "unit_price": "250", "taxes": [{ "code": "VAT", "rate": "5" }] } ] }),
    );
    check(&text, &["Task chair 4 250.00 900.00 5 45.00 945.00", "Total of lines 1,000.00"]);
}

#[test]
fn an_indian_paper_in_dollars_speaks_of_gst_at_home() {
    let company = pune();
    let customer = company.ok("customer.create", json!({ "name": "Harbor & Pine Analytics Inc",
        "addresses": [{ "city": "New York", "country": "US" },
                      { "role": "delivery", "street": "200 Sample Avenue", "city": "New York", "region": "New York", "country": "US" }] }));
    let (_, text) = issued(
        &company,
        json!({ "customer_id": customer["id"], "currency": "USD", "rate": "83.5", "rate_date": "2026-11-20",
            "lines": [{ "description": "Network survey", "unit_price": "100" }] }),
    );
    check(&text, &["Taxable value 8,350.00", "GST 0.00", "1 USD = 83.5 INR"]);
    absent(&text, &["VAT"]);
    assert_eq!(text.matches("United States").count(), 2, "both addresses name their country\n{text}");
    absent(&text, &["New York, New York"]);
}

#[test]
fn a_country_is_named_in_the_language_of_the_paper() {
    let company = Company::new(Country::France);
    let customer = company.ok(
        "customer.create",
        json!({ "name": "Léman Outdoor Sàrl", "language": "fr",
        "addresses": [{ "city": "Genève", "postal_code": "1201", "region": "genève", "country": "CH" }] }),
    );
    let (_, text) = issued(
        &company,
        json!({ "customer_id": customer["id"], "lines": [{ "description": "Conseil", "unit_price": "100" }] }),
    );
    check(&text, &["Suisse"]);
    absent(&text, &["Genève, genève", "1201, "]);
}

#[test]
fn discounts_by_percent_and_by_amount_are_told_apart() {
    let company = pune();
    let customer = company.customer("Chandni Courtyard Hotels");
    let line = |name: &str, discount: &str| json!({ "description": name, "quantity": "1", "unit_price": "2000", "discount": discount });
    let lines = [line("Lamp", "10%"), line("Towel", "500")];
    let (_, text) = issued(&company, json!({ "customer_id": customer, "lines": lines }));
    check(&text, &["Lamp 1 2,000.00 10% 1,800.00", "Towel 1 2,000.00 500.00 1,500.00"]);
    let (_, text) = issued(&company, json!({ "customer_id": customer, "lines": [line("Lamp", "10%")] }));
    check(&text, &["Disc. %", "Lamp 1 2,000.00 10 1,800.00"]);
}

#[test]
fn a_french_firm_is_named_by_its_siren_and_an_establishment_by_its_siret() {
    for (number, printed) in
        [("732 829 320", "SIREN 732 829 320"), ("73282932000074", "SIRET 73282932000074")]
    {
        let company = Company::new(Country::France);
        letterhead(&company, json!({ "city": "Lyon", "legal_id": number }));
        let customer = company.ok("customer.create", json!({ "name": "Galerie du Vieux Port" }));
        let lines = json!([{ "description": "Conseil", "unit_price": "100" }]);
        let (_, text) = issued(&company, json!({ "customer_id": customer["id"], "lines": lines }));
        check(&text, &[printed]);
    }
}

#[test]
fn dates_of_a_french_receipt_stand_apart() {
    let company = Company::new(Country::France);
    let customer =
        company.ok("customer.create", json!({ "name": "Galerie du Vieux Port", "language": "fr" }));
    for date in ["2025-12-04", "2025-12-24"] {
        let lines = json!([{ "description": "Conseil", "unit_price": "100" }]);
        issued(&company, json!({ "customer_id": customer["id"], "date": date, "lines": lines }));
    }
    let paid = company
        .ok("payment.record", json!({ "customer_id": customer["id"], "amount": "200", "method": "bank" }));
    let text = text_of(&company, &paid["id"]).replace('\u{a0}', " ");
    check(&text, &["4 décembre 2025 3 janvier 2026", "24 décembre 2025 23 janvier 2026"]);
}

#[test]
fn a_credit_note_prints_no_terms_of_payment() {
    let company = pune();
    letterhead(&company, json!({ "invoice_terms": "Please pay within 30 days." }));
    let customer = company.customer("Chandni Courtyard Hotels");
    let (id, text) = issued(
        &company,
        json!({ "customer_id": customer, "lines": [{ "description": "Lamp", "unit_price": "100" }] }),
    );
    check(&text, &["Please pay within 30 days."]);
    let note = company.ok("credit_note.issue", json!({ "invoice_id": id, "reason": "Goods returned" }));
    absent(&text_of(&company, &note["id"]), &["Please pay"]);
}

#[test]
fn a_void_paper_asks_for_nothing() {
    let company = pune();
    let customer = company.customer("Chandni Courtyard Hotels");
    let (id, text) = issued(
        &company,
        json!({ "customer_id": customer, "lines": [{ "description": "Lamp", "unit_price": "100" }] }),
    );
    let asked = ["Amount due", "Due date", "How to pay", "bank transfer", "Scan to pay"];
    check(&text, &asked);
    company.ok("invoice.void", json!({ "id": id, "reason": "Entered twice" }));
    let text = text_of(&company, &id);
    check(&text, &["VOID", "Total (₹) 100.00"]);
    absent(&text, &asked);
}

#[test]
fn an_option_says_what_it_comes_to_with_tax() {
    let company = pune();
    let customer = company.customer("Chandni Courtyard Hotels");
    let tax = json!([{ "code": "CGST", "rate": "9" }, { "code": "SGST", "rate": "9" }]);
    let made = company.ok("estimate.create", json!({ "draft": { "customer_id": customer, "subject": "Lamps for the new wing",
        "notes": "Delivery within ten days.", "lines": [
        { "description": "Lamp", "quantity": "3", "unit_price": "1000", "discount": "10%", "taxes": tax },
        { "description": "Dimmer", "quantity": "3", "unit_price": "420", "optional": true, "taxes": tax } ] } }));
    company.ok("estimate.send", json!({ "id": made["id"], "version": 1, "how": "file" }));
    let text = text_of(&company, &made["id"]);
    check(&text, &["Lamps for the new wing", "With tax (₹)", "Dimmer 3 420.00 18 1,486.80", "Page 1 of 1"]);
    let [above, below] = [text.find("Delivery within").unwrap(), text.find("Acceptance").unwrap()];
    assert!(above < below, "what is accepted stands above the acceptance");
    assert_eq!(text.matches("Disc").count(), 1, "the options have no empty column");
}

#[test]
fn the_subject_of_an_invoice_is_printed() {
    let company = pune();
    let customer = company.customer("Chandni Courtyard Hotels");
    let lines = json!([{ "description": "Lamp", "unit_price": "100" }]);
    let (_, text) =
        issued(&company, json!({ "customer_id": customer, "subject": "Second floor", "lines": lines }));
    check(&text, &["Second floor"]);
}

#[test]
fn a_copy_asks_for_what_is_open_and_the_original_never_changes() {
    let company = pune();
    let customer = company.customer("Chandni Courtyard Hotels");
    let lines = json!([{ "description": "Lamp", "unit_price": "1000" }]);
    let (id, original) = issued(&company, json!({ "customer_id": customer, "lines": lines }));
    let pay = |amount: &str, deductions: Value| {
        company.ok(
            "payment.record",
            json!({ "customer_id": customer, "amount": amount, "method": "bank", "deductions": deductions }),
        )
    };
    pay("400", json!([]));
    assert_eq!(text_of(&company, &id), original, "the first print says what was issued");
    company.ok("invoice.mark_sent", json!({ "id": id, "how": "print" }));
    let part = text_of(&company, &id);
    check(
        &part,
        &[
            "Copy",
            "Total 1,000.00",
            "Paid −400.00",
            "Amount due (₹) 600.00",
            "₹ 600.00",
            "Rupees Six Hundred Only",
        ],
    );
    check(&part, &["Scan to pay"]);
    pay("590", json!([{ "invoice_id": id, "kind": "tax_withheld", "amount": "10", "reason": "TDS" }]));
    let paid = text_of(&company, &id);
    check(
        &paid,
        &["Paid −990.00", "Kept back by the payer −10.00", "Amount due (₹) 0.00", "Paid on", "22 Nov 2026"],
    );
    absent(&paid, &["Scan to pay", "Pay by", "How to pay", "Due date", "Rupees"]);
    company.assert_sound();
}

#[test]
fn a_copy_of_a_credited_invoice_is_not_called_paid() {
    let company = pune();
    let customer = company.customer("Chandni Courtyard Hotels");
    let lines = json!([{ "description": "Lamp", "unit_price": "1000" }]);
    let (id, _) = issued(&company, json!({ "customer_id": customer, "lines": lines }));
    company.ok("invoice.mark_sent", json!({ "id": id, "how": "print" }));
    company.ok("credit_note.issue", json!({ "invoice_id": id, "reason": "Returned" }));
    let text = text_of(&company, &id);
    check(&text, &["Amount credited −1,000.00", "Amount due (₹) 0.00"]);
    absent(&text, &["Paid", "Due date", "Scan to pay"]);
}
