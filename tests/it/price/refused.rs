//! What the pricing engine refuses, with the code, the field and the cure.

use serde_json::{Value, json};
use throughline_core::calc;

use super::{check, check_refused, line, request};

/// One good line with `changes` laid over the document.
fn document(lines: Value, changes: Value) -> Value {
    request("EUR", false, "per_rate", lines, changes)
}

/// A document of one good line in which field `name` holds `value`.
fn with_field(name: &str, value: Value) -> Value {
    let mut row = line("1", "10", "S", "20");
    row[name] = value;
    document(json!([row]), json!({}))
}

fn good() -> Value {
    json!([line("1", "10", "S", "20")])
}

#[test]
fn currencies_and_lines() {
    check_refused(document(json!([]), json!({})), "invalid", "lines", "at least one line");
    check_refused(document(good(), json!({"currency": "QQQ"})), "invalid", "currency", "currency_decimals");
    check_refused(document(good(), json!({"currency": "eur"})), "invalid", "currency", "capital letters");
    let places = json!({"currency_decimals": 10});
    check_refused(document(good(), places), "malformed", "currency_decimals", "0 to 9");
    for base in ["0", "-1", "0.000"] {
        let asked = with_field("price_base_quantity", json!(base));
        check_refused(asked, "invalid", "lines[0].price_base_quantity", "above zero");
    }
}

#[test]
fn taxes() {
    let twice = json!([{"code": "S", "rate": "20"}, {"code": "S", "rate": "20.00"}]);
    check_refused(with_field("taxes", twice.clone()), "invalid", "lines[0].taxes[1]", "twice");
    let own = json!({"charges": [{"amount": "1", "taxes": twice}]});
    check_refused(document(good(), own), "invalid", "charges[0].taxes[1]", "twice");
    let nameless = json!([{"code": "", "rate": "1"}]);
    check_refused(with_field("taxes", nameless), "invalid", "lines[0].taxes[0].code", "name");
    let minus = json!([line("1", "10", "S", "-100")]);
    let asked = request("EUR", true, "per_rate", minus, json!({}));
    check_refused(asked, "invalid", "lines[0].taxes", "−100 %");
}

#[test]
fn roundings() {
    let both = json!({"rounding": "0.01", "round_to": "0.05"});
    check_refused(document(good(), both), "conflict", "round_to", "exclude each other");
    check_refused(document(good(), json!({"round_to": "0"})), "invalid", "round_to", "above zero");
    check_refused(document(good(), json!({"round_to": "0.003"})), "invalid", "round_to", "2 decimals");
    check_refused(document(good(), json!({"prepaid": "1.005"})), "invalid", "prepaid", "2 decimals");
    check_refused(document(good(), json!({"rounding": "0.005"})), "invalid", "rounding", "2 decimals");
}

#[test]
fn an_amount_over_nothing() {
    let nothing = json!([line("1", "10", "S", "20"), line("-1", "10", "S", "20")]);
    let spread = json!({"allowances": [{"amount": "1"}]});
    check_refused(document(nothing.clone(), spread), "invalid", "allowances[0]", "add up to zero");
    let zero = json!({"allowances": [{"percent": "10"}, {"amount": "0"}]});
    check(document(nothing, zero), json!({"total": "0.00"}));
}

#[test]
fn numbers() {
    let numbers =
        [json!(1), json!(1.5), json!(null), json!("1e3"), json!(""), json!("+1"), json!(" 1"), json!("1,5")];
    for number in numbers {
        check_refused(with_field("quantity", number), "malformed", "lines[0].quantity", "decimal number");
    }
    for (price, words) in [("0.1234567891", "9 digits"), ("1234567890123456", "15 digits")] {
        check_refused(with_field("unit_price", json!(price)), "malformed", "lines[0].unit_price", words);
    }
}

#[test]
fn shapes() {
    check_refused(with_field("discount", json!("1")), "malformed", "lines[0].discount", "unknown field");
    check_refused(with_field("allowances", json!([{}])), "malformed", "lines[0].allowances[0]", "needs");
    let both = json!([{"amount": "1", "percent": "1"}]);
    check_refused(with_field("charges", both), "malformed", "lines[0].charges[0]", "either");
    let taxed = json!([{"amount": "1", "taxes": []}]);
    check_refused(with_field("charges", taxed), "malformed", "lines[0].charges[0].taxes", "unknown field");
    check_refused(with_field("charges", json!([["1"]])), "malformed", "lines[0].charges[0]", "object");
    let mode = json!({"tax_rounding": "per_day"});
    check_refused(document(good(), mode), "malformed", "tax_rounding", "per_rate");
    let mut long = document(good(), json!({}));
    long["x".repeat(1_000_000)] = json!(1);
    let outcome = calc::run("price", long).unwrap().output;
    assert!(outcome.to_string().len() < 2_000);
}

#[test]
fn results_beyond_the_bound_are_refused() {
    let largest = "999999999999999.999999999";
    let lines = json!([line(largest, largest, "S", "20")]);
    check_refused(document(lines, json!({})), "out_of_range", "lines[0]", "15 digits");
    let lines = json!([line("1", "999999999999999", "S", "0"), line("1", "1", "S", "0")]);
    check_refused(document(lines, json!({})), "out_of_range", "lines", "sum of the lines");
    let lines = json!([line("1", "999999999999999", "S", "20")]);
    check_refused(document(lines, json!({})), "out_of_range", "lines", "total");
    let lines = json!([line("1", "999999999999999", "S", largest)]);
    check_refused(document(lines, json!({})), "out_of_range", "taxes", "15 digits");
    let lines = json!([line("1", "999999999999", "S", "0"), line("-1", "999999999998.99", "S", "0")]);
    let spread = json!({"charges": [{"amount": "1000000"}]});
    check_refused(document(lines, spread), "out_of_range", "charges[0]", "share");
    let lines = json!([line("1", "999999999999999.99", "S", "0")]);
    check(document(lines, json!({})), json!({"due": "999999999999999.99"}));
}
