//! The cases that others published, answered through the same entry as the command line.
//!
//! Three published inputs do not keep the number form of the contract (`-?[0-9]{1,15}(\.[0-9]{1,9})?`):
//! `en16931-bis-billing-30-kreditering-med-negativ-faktura` writes the rounding as `+0.10`, and
//! `ninja-line-many-decimals-tax` and `ninja-line-two-taxes-decimals` discount by `2.521254522145214511`.
//! They are answered because allowance and charge amounts and `rounding` are read as `AmountText`, which is
//! a rule for all input and not for these cases.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::Value;
use throughline_core::calc;

/// Compares numbers as numbers and everything else as it stands.
fn same_number(one: &Value, other: &Value) -> bool {
    match (one.as_str().map(Decimal::from_str), other.as_str().map(Decimal::from_str)) {
        (Some(Ok(one)), Some(Ok(other))) => one == other,
        _ => one == other,
    }
}

/// Whether `actual` holds everything that was expected; taxes are found by code and rate.
fn holds(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => expected.iter().all(|(name, value)| {
            let Some(found) = actual.get(name) else {
                return false;
            };
            match (name.as_str(), value.as_array(), found.as_array()) {
                ("taxes", Some(wanted), Some(found)) => {
                    wanted.len() == found.len()
                        && wanted.iter().all(|tax| found.iter().any(|found| holds(tax, found)))
                }
                (_, Some(wanted), Some(found)) => {
                    wanted.len() == found.len()
                        && wanted.iter().zip(found).all(|(one, other)| holds(one, other))
                }
                _ => holds(value, found),
            }
        }),
        _ => same_number(expected, actual),
    }
}

fn check(name: &str, published: &str, least: usize) {
    let published: Value = serde_json::from_str(published).unwrap();
    let cases = published["cases"].as_array().unwrap();
    assert!(cases.len() >= least, "{name}: only {} cases", cases.len());
    let inputs = Value::Array(cases.iter().map(|case| case["input"].clone()).collect());
    let outcome = calc::run(name, inputs).unwrap();
    let answers = outcome.output.as_array().unwrap();
    assert_eq!(answers.len(), cases.len());
    let mut failures = Vec::new();
    for (case, answer) in cases.iter().zip(answers) {
        if !holds(&case["expected"], answer) {
            failures.push(format!("{}: expected {}, got {answer}", case["id"], case["expected"]));
        }
    }
    assert!(
        failures.is_empty(),
        "{name}: {} of {} fail\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
    assert!(outcome.all_answered);
}

#[test]
fn published_prices() {
    check("price", include_str!("../conformance/price.json"), 66);
}

#[test]
fn published_business_time() {
    check("sla", include_str!("../conformance/sla.json"), 103);
}

#[test]
fn published_due_dates() {
    check("due", include_str!("../conformance/due.json"), 15);
}

#[test]
fn the_comparison_can_fail() {
    let expected = serde_json::json!({"tax": "1.00", "taxes": [{"code": "S", "rate": "20", "amount": "1"}]});
    let good = serde_json::json!({"tax": "1", "taxes": [{"code": "S", "rate": "20.0", "amount": "1.00"}]});
    let bad = serde_json::json!({"tax": "1", "taxes": [{"code": "S", "rate": "20.0", "amount": "1.01"}]});
    assert!(holds(&expected, &good));
    assert!(!holds(&expected, &bad));
}
