//! Numbers of the seller whose check does not fit: kept with a warning at their field.

use super::branch;
use crate::support::Company;
use serde_json::{Value, json};
use throughline_core::settings::country::Country;

fn paths(doubts: &Value) -> Vec<&str> {
    doubts.as_array().unwrap().iter().map(|doubt| doubt["path"].as_str().unwrap()).collect()
}

#[test]
fn a_number_whose_check_does_not_fit_is_kept_with_a_warning() {
    for (country, field, number, doubted) in [
        (Country::India, "tax_number", "banana", true),
        (Country::India, "tax_number", "27AAACA0000B1ZX", true),
        (Country::India, "tax_number", "27AAACA0000B1ZW", false),
        (Country::India, "bank_code", "SMPL0000042", false),
        (Country::India, "bank_code", "SMPL1000042", true),
        (Country::India, "bank_account", "000000420017", false),
        (Country::Emirates, "tax_number", "100000000000003", false),
        (Country::Emirates, "tax_number", "12345", true),
        (Country::Emirates, "legal_id", "1234", false),
        (Country::France, "tax_number", "FR00000000000", true),
        (Country::France, "tax_number", "FR44732829320", false),
        (Country::France, "tax_number", "44 732 829 320", false),
        (Country::France, "legal_id", "732 829 320", false),
        (Country::France, "legal_id", "732829321", true),
        (Country::France, "legal_id", "73282932000074", false),
        (Country::France, "legal_id", "73282932000075", true),
        (Country::France, "bank_account", "FR7612345", true),
        (Country::France, "bank_account", "FR14 2004 1010 0505 0001 3M02 606", false),
        (Country::Kingdom, "tax_number", "GB12345", true),
        (Country::Kingdom, "bank_account", "12345678", false),
        (Country::States, "tax_number", "12-3456789", false),
        (Country::Other, "tax_number", "banana", false),
        (Country::Other, "bank_account", "DE00370400440532013000", true),
    ] {
        let company = Company::new(country);
        let stands = branch(&company, 0);
        let change = json!({ "id": stands["id"], "version": stands["version"], "set": { field: number } });
        let changed = company.ok("branch.update", change);
        let path = format!("set.{field}");
        let expected: Vec<&str> = if doubted { vec![&path] } else { Vec::new() };
        assert_eq!(paths(&changed["warnings"]), expected, "{country:?} {field} {number}");
        assert_eq!(paths(&branch(&company, 0)["doubts"]), expected, "{country:?} {field} {number}");
        assert_eq!(changed["rows"][0][field], number, "it is kept as it was typed");
        // What was not typed is not warned of again.
        let stands = branch(&company, 0);
        let change = json!({ "id": stands["id"], "version": stands["version"], "set": { "city": "Here" } });
        assert_eq!(company.ok("branch.update", change)["warnings"], json!([]));
    }
}
