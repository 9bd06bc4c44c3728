//! The catalogue of nasty texts, typed into the fields of a company: stored, shown and found as it says.

use crate::support::{Company, reasons};
use serde_json::{Value, json};
use std::path::Path;
use throughline_core::api::Mode;
use throughline_core::kernel::text;
use unicode_normalization::UnicodeNormalization as _;

fn cases() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/nasty_strings.json");
    let all: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    all["cases"].as_array().unwrap().clone()
}

/// What a line keeps of a text: composed, without space at its ends and without marks that turn text around.
fn kept(value: &str) -> String {
    let composed: String = value.nfc().filter(|c| !('\u{202A}'..='\u{202E}').contains(c)).collect();
    composed.trim().to_owned()
}

#[test]
fn nasty_texts_are_stored_as_typed_and_found_again() {
    let company = Company::india();
    let plain = company.customer("Plain Sample Traders");
    let mut stored = 0;
    for case in cases() {
        let (id, value) = (case["id"].as_str().unwrap(), case["value"].as_str().unwrap());
        let expected = kept(value);
        let request = json!({ "name": value, "notes": value });
        let made = match company.core.call(None, "customer.create", request, Mode::Run) {
            Ok(reply) => reply.result,
            Err(error) => {
                let reasons = reasons(&error).join("; ");
                let lawful = (expected.chars().count() > text::LINE_MAX
                    && reasons.contains("name error.too_long"))
                    || (value.chars().any(char::is_control) && reasons.contains("error.control_characters"))
                    || (expected.is_empty() && reasons.contains("name error.required"));
                assert!(lawful, "{id}: {reasons}");
                continue;
            }
        };
        stored += 1;
        let customer = company.ok("customer.get", json!({ "id": made["id"] }));
        assert_eq!(
            (customer["name"].as_str(), customer["notes"].as_str()),
            (Some(&*expected), Some(&*expected)),
            "{id}"
        );
        assert_found(&company, id, &expected, &made["id"]);
        // Whatever is typed into a search box: an answer, and no stranger among the rows.
        let folded = text::fold(value);
        let names_plain = text::words(&folded).iter().all(|word| {
            text::words("plain sample traders cus 0001").iter().any(|known| known.starts_with(word))
        });
        let rows = company.ok("customer.list", json!({ "search": value, "limit": 500 }))["rows"].clone();
        let has_plain = rows.as_array().unwrap().iter().any(|row| row["id"] == plain);
        assert!(!has_plain || names_plain, "{id} finds somebody else");
    }
    assert!(stored > 250, "only {stored} of the texts were stored");
    company.assert_sound();
}

fn assert_found(company: &Company, case: &str, name: &str, customer: &Value) {
    let folded = text::fold(name);
    if text::words(&folded).is_empty() {
        return;
    }
    let rows = company.ok("customer.list", json!({ "search": name, "limit": 500 }))["rows"].clone();
    assert!(
        rows.as_array().unwrap().iter().any(|row| row["id"] == *customer),
        "{case} is not found by itself"
    );
}

#[test]
fn a_nasty_amount_is_a_value_or_a_clear_error() {
    let company = Company::india();
    let customer = company.customer("Sample Foods");
    for case in cases() {
        let (id, value) = (case["id"].as_str().unwrap(), case["value"].as_str().unwrap());
        for field in ["quantity", "unit_price", "discount"] {
            let mut line = json!({ "description": "Visit", "quantity": "1", "unit_price": "1" });
            line[field] = json!(value);
            let draft = json!({ "kind": "invoice", "draft": { "customer_id": customer, "lines": [line] } });
            if let Err(error) = company.core.call(None, "document.price", draft, Mode::Run) {
                let reasons = reasons(&error).join("; ");
                assert!(reasons.contains(&format!("lines[0].{field} error.")), "{id} {field}: {reasons}");
            }
        }
    }
}
