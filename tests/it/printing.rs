//! From the books to the paper: PDFs of every kind read back with poppler.

mod exempt;
mod said;

use crate::support::{Company, reasons};
use serde_json::{Value, json};
use std::process::Command;
use throughline_core::settings::country::Country;

fn text_of(company: &Company, id: &Value) -> String {
    let blob = company.core.bytes(None, "document.pdf", json!({ "id": id })).unwrap();
    assert_eq!(blob.media, "application/pdf");
    let path = company.folder.path().join("paper.pdf");
    std::fs::write(&path, &blob.bytes).unwrap();
    let output = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let again = company.core.bytes(None, "document.pdf", json!({ "id": id })).unwrap();
    assert_eq!(again.bytes, blob.bytes, "the same paper gives the same bytes");
    String::from_utf8(output.stdout).unwrap()
}

fn check(text: &str, wanted: &[&str]) {
    let folded: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for one in wanted {
        assert!(folded.contains(one), "{one:?} is not in\n{text}");
    }
}

fn letterhead(company: &Company, set: Value) {
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    company.ok("branch.update", json!({ "id": branch["id"], "version": branch["version"], "set": set }));
}

#[test]
fn an_indian_invoice_its_draft_credit_note_and_receipt_are_printed() {
    let company = Company::india();
    letterhead(
        &company,
        json!({ "legal_name": "Kesari Hospitality Supplies", "region": "27", "tax_number": "27AAACA0000B1ZW",
        "street": "Unit 7, Example Estate", "city": "Pune", "upi_id": "kesari@example" }),
    );
    let customer = company.ok(
        "customer.create",
        json!({ "name": "Chandni Courtyard Hotels Pvt Ltd", "addresses": [{ "city": "Nashik", "region": "27" }] }),
    );
    let made = company.ok("invoice.create", json!({ "draft": { "customer_id": customer["id"], "lines": [
        { "description": "Bedside lamp", "hsn": "9405", "quantity": "3", "unit": "nos", "unit_price": "1499.50", "discount": "10%",
          "taxes": [{ "code": "CGST", "rate": "9" }, { "code": "SGST", "rate": "9" }] },
        { "description": "Face towel", "hsn": "6302", "quantity": "7", "unit": "nos", "unit_price": "33.33",
          "taxes": [{ "code": "CGST", "rate": "2.5" }, { "code": "SGST", "rate": "2.5" }] } ] } }));
    let draft = text_of(&company, &made["id"]);
    assert!(!draft.contains("INV/26-27"), "a draft has no number");
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    check(
        &text_of(&company, &made["id"]),
        &[
            "Tax Invoice",
            "Kesari Hospitality Supplies",
            "INV/26-27/0001",
            "5,022.38",
            "364.38",
            "27 – Maharashtra (intra-state)",
            "Rupees Five Thousand Twenty-Two and Thirty-Eight Paise Only",
            "Original for recipient",
            "Page 1 of 1",
        ],
    );
    let paid = company.ok("payment.record", json!({ "customer_id": customer["id"], "amount": "5000", "method": "upi",
        "deductions": [{ "invoice_id": made["id"], "kind": "tax_withheld", "amount": "22.38", "reason": "TDS 194C" }] }));
    check(&text_of(&company, &paid["id"]), &["RCT/26-27/0001", "5,000.00", "INV/26-27/0001", "TDS 194C"]);
    let note =
        company.ok("credit_note.issue", json!({ "invoice_id": made["id"], "reason": "Goods returned" }));
    check(&text_of(&company, &note["id"]), &["CN/26-27/0001", "INV/26-27/0001", "Goods returned"]);
    company.ok("invoice.mark_sent", json!({ "id": made["id"], "how": "print" }));
    check(&text_of(&company, &made["id"]), &["Copy"]);
    let found = company.ok("document.find", json!({ "number": "inv/26-27/0001" }));
    let nothing = company.refused("document.find", json!({ "number": " " }));
    assert_eq!(reasons(&nothing), ["number error.required"], "not the first draft");
    assert_eq!((&found["id"], &found["kind"]), (&made["id"], &json!("invoice")));
}

#[test]
fn papers_speak_the_customers_language() {
    for (country, language, title, amount) in [
        (Country::France, "fr", "Facture", "1 317,38"),
        (Country::Emirates, "ar", "ضريبية", "1,317.38"),
        (Country::Emirates, "en", "Tax Invoice", "1,317.38"),
        (Country::Kingdom, "en", "Invoice", "1,317.38"),
    ] {
        let company = Company::new(country);
        letterhead(&company, json!({ "tax_number": "100000000000003" }));
        let customer = company.ok("customer.create", json!({ "name": "Sample Buyer", "language": language }));
        let made = company.ok("invoice.create", json!({ "draft": { "customer_id": customer["id"], "discount": "10%", "lines": [
            { "description": "Conseil", "unit_price": "1000", "taxes": [{ "code": "VAT", "rate": "20" }] },
            { "description": "Livre", "unit_price": "250", "taxes": [{ "code": "VAT", "rate": "5.5" }] } ] } }));
        company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
        let text = text_of(&company, &made["id"]).replace(['\u{202f}', '\u{a0}'], " ");
        check(&text, &[title, amount]);
    }
}

#[test]
fn an_estimate_is_drawn_while_it_is_typed_and_after_it_was_sent() {
    let company = Company::india();
    let customer = company.customer("Sample Buyer");
    let draft = json!({ "customer_id": customer, "lines": [
        { "description": "Cabling", "quantity": "10", "unit_price": "90" },
        { "description": "Extra camera", "unit_price": "999", "optional": true } ] });
    let pages = company.ok("document.draft_pages", json!({ "kind": "estimate", "draft": draft }));
    assert_eq!(pages["pages"], 1);
    let picture = company
        .core
        .bytes(None, "document.draft_page", json!({ "kind": "estimate", "draft": draft, "page": 1 }))
        .unwrap();
    assert_eq!(picture.media, "image/svg+xml");
    let svg = String::from_utf8(picture.bytes).unwrap();
    assert!(svg.starts_with("<svg") && !svg.contains("style="), "the page may carry no style of its own");
    let beyond = company.core.bytes(
        None,
        "document.draft_page",
        json!({ "kind": "estimate", "draft": draft, "page": 2 }),
    );
    assert_eq!(beyond.unwrap_err().fields[0].path, "page");
    let made = company.ok("estimate.create", json!({ "draft": draft }));
    company.ok("estimate.send", json!({ "id": made["id"], "version": 1, "how": "file" }));
    check(&text_of(&company, &made["id"]), &["EST/26-27/0001", "900.00", "Extra camera", "999.00"]);
}

/// The issued invoice of one line at 100 for a new customer with this standing, as printed on one line.
fn invoice_for(company: &Company, treatment: &str, language: &str) -> String {
    let customer =
        json!({ "name": format!("Sample {treatment}"), "tax_treatment": treatment, "language": language });
    issued_for(company, customer, json!({}))
}

/// The text of an invoice at the usual rate; `more` is laid over its draft.
fn issued_for(company: &Company, customer: Value, more: Value) -> String {
    let classes = company.ok("tax_class.list", json!({}));
    let class = classes["rows"].as_array().unwrap().iter().find(|one| one["key"] == "standard").unwrap();
    let customer = company.ok("customer.create", customer);
    let mut draft = json!({ "customer_id": customer["id"], "lines": [
        { "description": "Work", "hsn": "9954", "unit_price": "100", "tax_class_id": class["id"] }] });
    draft.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = company.ok("invoice.create", json!({ "draft": draft }));
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    let text = text_of(company, &made["id"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_reverse_charge_is_stated_as_each_law_wants_it() {
    for (country, language, number, wanted, never) in [
        (
            Country::Emirates,
            "en",
            "100000000000003",
            &["Reverse charge: the recipient must account for the VAT", "Article 48", "100.00"][..],
            &["VAT %", "5.00"][..],
        ),
        (Country::France, "fr", "FR44732829320", &["Autoliquidation", "Total HT"], &["TVA %", "20,00"]),
        (Country::France, "en", "FR44732829320", &["autoliquidation"], &["VAT %"]),
        (
            Country::Kingdom,
            "en",
            "GB980780684",
            &[
                "customer to account for the VAT",
                "VAT 20% on 100.00, payable by 20.00 recipient",
                "Amount due (£) 100.00",
            ],
            &["120.00"],
        ),
        (
            Country::India,
            "en",
            "27AAACA0000B1ZW",
            &[
                "Reverse charge",
                "Yes",
                "CGST, payable by recipient 9.00",
                "SGST, payable by recipient 9.00",
                "Amount due (₹) 100.00",
            ],
            &["118.00"],
        ),
    ] {
        let company = Company::new(country);
        letterhead(&company, json!({ "tax_number": number }));
        let text = invoice_for(&company, "reverse_charge", language).replace('\u{a0}', " ");
        check(&text, wanted);
        for one in never {
            assert!(!text.contains(one), "{one:?} is in {text}");
        }
        assert!(!invoice_for(&company, "registered", language).to_lowercase().contains("autoliquidation"));
        company.assert_sound();
    }
}

#[test]
fn who_is_not_registered_passes_no_tax_on() {
    for (country, language, said) in [
        (Country::Kingdom, "en", "Amount due (£) 100.00"),
        (Country::Emirates, "en", "100.00"),
        (Country::France, "fr", "TVA non applicable, art. 293 B du CGI"),
        (Country::Other, "en", "100.00"),
    ] {
        let text_as = |standing: &str, number: &str| {
            let company = Company::new(country);
            let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
            company.ok(
                "branch.update",
                json!({ "id": branch["id"], "version": branch["version"], "set": { "tax_number": number }, "tax_standing": standing }),
            );
            let customer =
                json!({ "name": "Sample", "tax_treatment": "reverse_charge", "language": language });
            let customer = company.ok("customer.create", customer);
            let lines = json!([{ "description": "Work", "unit_price": "100" }]);
            let draft = json!({ "customer_id": customer["id"], "lines": lines });
            let made = company.ok("invoice.create", json!({ "draft": draft }));
            let asked = json!({ "id": made["id"], "version": 1 });
            if standing == "registered" && number.is_empty() && !matches!(country, Country::Other) {
                let error = company.refused("invoice.issue", asked);
                assert_eq!(reasons(&error), ["branch_id error.seller_tax_number"]);
                return String::new();
            }
            company.ok("invoice.issue", asked);
            let text = text_of(&company, &made["id"]).replace('\u{a0}', " ");
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let text = text_as("unregistered", "");
        check(&text, &[said]);
        let passed_on = ["everse charge", "Autoliquidation", "Article 48", "account for the VAT"];
        assert!(!passed_on.iter().any(|one| text.contains(one)), "{text}");
        text_as("registered", "");
        let text = text_as("registered", "123456789");
        assert!(passed_on.iter().any(|one| text.contains(one)) && !text.contains("293 B"), "{text}");
    }
}

#[test]
fn exports_and_zones_are_never_within_a_state() {
    let company = Company::india();
    letterhead(&company, json!({ "region": "27", "tax_number": "27AAACA0000B1ZW" }));
    for (treatment, place) in [
        ("export", "96 – Other Countries (inter-state)"),
        ("sez", "27 – Maharashtra (inter-state)"),
        ("registered", "27 – Maharashtra (intra-state)"),
    ] {
        check(&invoice_for(&company, treatment, "en"), &[place]);
    }
}

#[test]
fn an_export_of_the_emirates_is_taxed_at_nought() {
    let company = Company::new(Country::Emirates);
    letterhead(&company, json!({ "tax_number": "100000000000003" }));
    let text = invoice_for(&company, "export", "en");
    check(&text, &["Tax Invoice", "VAT 0% on 100.00", "Amount due (AED) 100.00"]);
    company.assert_sound();
}

#[test]
fn exports_and_zones_are_charged_where_tax_is_paid_and_claimed_back() {
    let company = Company::india();
    letterhead(&company, json!({ "region": "27", "tax_number": "27AAACA0000B1ZW" }));
    let selling = |way: &str| {
        let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
        let rules = json!({ "zero_rating": way });
        company.ok(
            "branch.update",
            json!({ "id": branch["id"], "version": branch["version"], "set": {}, "rules": rules }),
        );
    };
    let (letter, paid) = (
        "UNDER BOND OR LETTER OF UNDERTAKING WITHOUT PAYMENT OF INTEGRATED TAX",
        "ON PAYMENT OF INTEGRATED TAX",
    );
    for (treatment, meant) in [("export", "EXPORT"), ("sez", "SEZ UNIT OR SEZ DEVELOPER")] {
        let text = invoice_for(&company, treatment, "en");
        check(&text, &[&format!("SUPPLY MEANT FOR {meant} {letter}"), "100.00"]);
        selling("payment");
        let text = invoice_for(&company, treatment, "en");
        check(&text, &[&format!("SUPPLY MEANT FOR {meant} {paid}"), "IGST 18", "118.00"]);
        assert!(!text.contains("UNDERTAKING"), "{text}");
        selling("undertaking");
    }
    let french = Company::new(Country::France);
    let branch = french.ok("branch.list", json!({}))["rows"][0].clone();
    let rules = json!({ "zero_rating": "payment" });
    let error = french.refused(
        "branch.update",
        json!({ "id": branch["id"], "version": branch["version"], "set": {}, "rules": rules }),
    );
    assert_eq!(reasons(&error), ["rules.zero_rating error.only_india"]);
    company.assert_sound();
}

#[test]
fn who_is_not_registered_charges_no_tax_whatever_the_line_says() {
    let company = Company::india();
    letterhead(&company, json!({ "region": "27", "tax_number": "" }));
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    company.ok(
        "branch.update",
        json!({ "id": branch["id"], "version": branch["version"], "set": {}, "tax_standing": "unregistered" }),
    );
    let text = invoice_for(&company, "registered", "en");
    check(&text, &["Invoice", "100.00"]);
    for one in
        ["CGST", "GSTIN", "Tax Invoice", "Bill of Supply", "118.00", "18%", "Taxable", "Reverse charge"]
    {
        assert!(!text.contains(one), "{one:?} is in {text}");
    }
    company.assert_sound();
}

#[test]
fn a_composition_seller_charges_no_tax_and_says_so() {
    let company = Company::india();
    letterhead(&company, json!({ "region": "27", "tax_number": "27AAACA0000B1ZW" }));
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    company.ok(
        "branch.update",
        json!({ "id": branch["id"], "version": branch["version"], "set": {}, "tax_standing": "composition" }),
    );
    let text = invoice_for(&company, "registered", "en");
    check(
        &text,
        &["Bill of Supply", "composition taxable person, not eligible to collect tax on supplies", "100.00"],
    );
    for one in ["CGST", "Tax Invoice", "118.00"] {
        assert!(!text.contains(one), "{one:?} is in {text}");
    }
    let french = Company::new(Country::France);
    let branch = french.ok("branch.list", json!({}))["rows"][0].clone();
    let error = french.refused(
        "branch.update",
        json!({ "id": branch["id"], "version": branch["version"], "set": {}, "tax_standing": "composition" }),
    );
    assert_eq!(reasons(&error), ["tax_standing error.only_india"]);
    company.assert_sound();
}

#[test]
fn what_is_supplied_here_to_somebody_abroad_is_no_export() {
    let company = Company::india();
    letterhead(&company, json!({ "region": "27", "tax_number": "27AAACA0000B1ZW" }));
    let abroad = |name: &str| json!({ "name": name, "addresses": [{ "city": "Berlin", "country": "DE" }] });
    for (place, wanted, never) in
        [("27", "CGST", "SUPPLY MEANT FOR EXPORT"), ("96", "ON PAYMENT OF INTEGRATED TAX", "CGST")]
    {
        let text = issued_for(&company, abroad(place), json!({ "place_of_supply": place }));
        check(&text, &[wanted]);
        assert!(!text.contains(never), "{never} is in {text}");
    }
}
