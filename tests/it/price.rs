//! The pricing engine on figures worked by hand, from laws and official samples where one is named, and
//! everything it refuses.

mod explained;
mod properties;
mod refused;

use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use throughline_core::billing::price::{Placement, PriceRequest, Priced, price};
use throughline_core::calc;

/// A request with the usual settings; `changes` are laid over it.
fn request(currency: &str, inclusive: bool, rounding: &str, lines: Value, changes: Value) -> Value {
    let mut request = json!({
        "currency": currency, "prices_include_tax": inclusive, "tax_rounding": rounding, "lines": lines,
    });
    for (name, value) in changes.as_object().unwrap() {
        request[name] = value.clone();
    }
    request
}

fn line(quantity: &str, unit_price: &str, code: &str, rate: &str) -> Value {
    json!({"quantity": quantity, "unit_price": unit_price, "taxes": [{"code": code, "rate": rate}]})
}

fn gst(quantity: &str, unit_price: &str, half_rate: &str) -> Value {
    let taxes = json!([{"code": "CGST", "rate": half_rate}, {"code": "SGST", "rate": half_rate}]);
    json!({"quantity": quantity, "unit_price": unit_price, "taxes": taxes})
}

fn priced(request: &Value) -> Priced {
    let request: PriceRequest = serde_json::from_value(request.clone()).unwrap();
    price(&request).unwrap()
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

/// Every field of `expected` must be printed exactly so, digits included.
fn check(request: Value, expected: Value) {
    let outcome = calc::run("price", request.clone()).unwrap();
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(outcome.output[name], *value, "{name} of {request}\n→ {}", outcome.output);
    }
    assert!(outcome.all_answered);
}

fn check_refused(request: Value, code: &str, path: &str, words: &str) {
    let outcome = calc::run("price", request.clone()).unwrap();
    let error = &outcome.output["error"];
    assert!(!outcome.all_answered, "{request} → {}", outcome.output);
    assert_eq!((&error["code"], &error["path"]), (&json!(code), &json!(path)), "{request} → {error}");
    assert!(error["message"].as_str().unwrap().contains(words), "{error}");
}

#[test]
fn the_answer_holds_the_published_fields_and_no_others() {
    let outcome = calc::run(
        "price",
        request("EUR", false, "per_rate", json!([line("2", "1.5", "S", "25.0")]), json!({})),
    );
    let expected = json!({
        "lines": [{"net": "3.00"}], "lines_net": "3.00", "allowances": "0.00", "charges": "0.00", "net": "3.00",
        "taxes": [{"code": "S", "rate": "25", "base": "3.00", "amount": "0.75"}], "tax": "0.75",
        "total": "3.75", "prepaid": "0.00", "rounding": "0.00", "due": "3.75",
    });
    assert_eq!(outcome.unwrap().output, expected);
}

#[test]
fn india_within_a_state_and_between_states() {
    let mut first = gst("3", "1499.50", "9");
    first["allowances"] = json!([{"percent": "10"}]);
    let lines = json!([first, gst("7", "33.33", "2.5")]);
    check(
        request("INR", false, "per_line", lines, json!({"round_to": "1"})),
        json!({
            "lines": [{"net": "4048.65"}, {"net": "233.31"}], "net": "4281.96", "tax": "740.42",
            "total": "5022.38", "rounding": "-0.38", "due": "5022.00",
            "taxes": [
                {"code": "CGST", "rate": "9", "base": "4048.65", "amount": "364.38"},
                {"code": "SGST", "rate": "9", "base": "4048.65", "amount": "364.38"},
                {"code": "CGST", "rate": "2.5", "base": "233.31", "amount": "5.83"},
                {"code": "SGST", "rate": "2.5", "base": "233.31", "amount": "5.83"},
            ],
        }),
    );
    let mut first = line("3", "1499.50", "IGST", "18");
    first["allowances"] = json!([{"percent": "10"}]);
    let lines = json!([first, line("7", "33.33", "IGST", "5")]);
    check(request("INR", false, "per_line", lines, json!({})), json!({"tax": "740.43", "total": "5022.39"}));
}

#[test]
fn france_spreads_a_discount_over_two_rates() {
    let lines = json!([line("1", "1000", "S", "20"), line("1", "250", "S", "5.5")]);
    check(
        request("EUR", false, "per_rate", lines, json!({"allowances": [{"percent": "10"}]})),
        json!({
            "lines_net": "1250.00", "allowances": "125.00", "net": "1125.00", "tax": "192.38", "total": "1317.38",
            "taxes": [
                {"code": "S", "rate": "20", "base": "900.00", "amount": "180.00"},
                {"code": "S", "rate": "5.5", "base": "225.00", "amount": "12.38"},
            ],
        }),
    );
}

#[test]
fn uae_official_sample_and_vatp006() {
    // PINT-AE, standard tax invoice: totals of the published sample.
    let lines = json!([line("1", "10486", "S", "5")]);
    let own = |amount: &str| json!([{"amount": amount, "taxes": [{"code": "S", "rate": "5"}]}]);
    let changes = json!({"allowances": own("262.15"), "charges": own("419.44"), "rounding": "0.05"});
    check(
        request("AED", false, "per_rate", lines, changes),
        json!({"net": "10643.29", "tax": "532.16", "total": "11175.45", "due": "11175.50"}),
    );
    check(
        request("AED", true, "per_line", json!([line("1", "35.50", "S", "5")]), json!({})),
        json!({"tax": "1.69", "net": "33.81", "total": "35.50"}),
    );
}

#[test]
fn the_rounding_mode_decides_a_cent() {
    let repeated =
        |count: usize, price: &str, rate: &str| Value::Array(vec![line("1", price, "S", rate); count]);
    for (mode, lines, tax) in [
        ("per_line", repeated(7, "0.29", "20"), "0.42"),
        ("per_rate", repeated(7, "0.29", "20"), "0.41"),
        ("per_line", repeated(3, "10.50", "5"), "1.59"),
        ("per_rate", repeated(3, "10.50", "5"), "1.58"),
        ("per_line", repeated(10, "9.90", "5"), "5.00"),
        ("per_rate", repeated(10, "9.90", "5"), "4.95"),
    ] {
        check(request("GBP", false, mode, lines, json!({})), json!({ "tax": tax }));
    }
}

#[test]
fn halves_go_away_from_zero() {
    for (quantity, net) in [("3", "10.01"), ("-3", "-10.01")] {
        let lines = json!([line(quantity, "3.335", "S", "0")]);
        check(request("EUR", false, "per_rate", lines, json!({})), json!({ "net": net }));
    }
    let lines = json!([line("1", "199.99", "TX", "8.875")]);
    check(request("USD", false, "per_rate", lines, json!({})), json!({"tax": "17.75", "total": "217.74"}));
}

#[test]
fn currencies_without_decimals_with_three_and_by_hand() {
    let lines = json!([line("3", "33.5", "S", "10")]);
    check(
        request("JPY", false, "per_rate", lines.clone(), json!({})),
        json!({"net": "101", "tax": "10", "due": "111", "prepaid": "0"}),
    );
    check(
        request("KWD", false, "per_rate", json!([line("1", "1.2345", "S", "5")]), json!({})),
        json!({"net": "1.235", "tax": "0.062", "due": "1.297"}),
    );
    let changes = json!({"currency_decimals": 4});
    check(
        request("QQQ", false, "per_rate", lines.clone(), changes),
        json!({"net": "100.5000", "tax": "10.0500"}),
    );
    check(request("EUR", false, "per_rate", lines, json!({"currency_decimals": "0"})), json!({"net": "101"}));
}

#[test]
fn line_allowances_and_charges_do_not_compound_and_are_rounded_each() {
    let mut row = line("1", "100", "S", "10");
    row["allowances"] = json!([{"percent": "10"}, {"percent": "10"}]);
    row["charges"] = json!([{"percent": "2.5"}, {"amount": "0.005"}]);
    check(request("EUR", false, "per_rate", json!([row]), json!({})), json!({"net": "82.51", "tax": "8.25"}));
    // 3 × 0.335 = 1.005; half of it is 0.5025 → 0.50; 1.005 − 0.50 = 0.505 → 0.51.
    let mut row = line("3", "0.335", "S", "0");
    row["allowances"] = json!([{"percent": "50"}]);
    check(request("EUR", false, "per_rate", json!([row]), json!({})), json!({"net": "0.51"}));
    let mut row = line("3", "19.99", "S", "20");
    row["allowances"] = json!([{"percent": "100"}]);
    let zero = json!([{"code": "S", "rate": "20", "base": "0.00", "amount": "0.00"}]);
    check(request("EUR", false, "per_line", json!([row]), json!({})), json!({"due": "0.00", "taxes": zero}));
    // An allowance of −10 % raises the price.
    let mut row = line("1", "100", "S", "10");
    row["allowances"] = json!([{"percent": "-10"}]);
    check(
        request("EUR", false, "per_rate", json!([row]), json!({})),
        json!({"net": "110.00", "tax": "11.00"}),
    );
}

#[test]
fn the_price_may_be_for_many_units() {
    let mut row = line("132", "15.24", "S", "21");
    row["price_base_quantity"] = json!("12");
    check(request("EUR", false, "per_rate", json!([row]), json!({})), json!({"net": "167.64"}));
    let mut row = line("1", "1", "S", "0");
    row["price_base_quantity"] = json!("3");
    row["charges"] = json!([{"percent": "50"}]);
    // 33.333… cents and half of the exact third, 16.666… → 17.
    check(request("EUR", false, "per_rate", json!([row]), json!({})), json!({"net": "0.50"}));
}

#[test]
fn a_document_discount_is_spread_with_ties_to_the_earlier_line() {
    let lines = Value::Array(vec![line("1", "10", "S", "10"); 3]);
    let asked = request("EUR", false, "per_line", lines, json!({"allowances": [{"amount": "1"}]}));
    let priced = priced(&asked);
    let shares: Vec<String> = priced.lines.iter().map(|line| line.allowance_share.to_string()).collect();
    assert_eq!(shares, ["0.34", "0.33", "0.33"]);
    let bases: Vec<String> = priced.lines.iter().map(|line| line.taxable_base.to_string()).collect();
    assert_eq!(bases, ["9.66", "9.67", "9.67"]);
    assert!(priced.lines.iter().all(|line| line.net == decimal("10")));
    assert!(
        matches!(&priced.document_allowances[0].placement, Placement::Spread { shares } if shares.len() == 3)
    );
    check(
        asked,
        json!({"lines": [{"net": "10.00"}, {"net": "10.00"}, {"net": "10.00"}], "tax": "2.91", "net": "29.00"}),
    );
}

#[test]
fn a_document_charge_with_its_own_taxes_counts_as_a_line() {
    let lines = json!([line("1", "100.10", "S", "5"), line("1", "50.10", "S", "5")]);
    let changes = json!({"charges": [{"amount": "10.10", "taxes": [{"code": "S", "rate": "5.00"}]}]});
    // Per line 5.01 + 2.51 + 0.51; per rate 5 % of 160.30.
    check(
        request("EUR", false, "per_line", lines.clone(), changes.clone()),
        json!({"tax": "8.03", "net": "160.30"}),
    );
    check(request("EUR", false, "per_rate", lines.clone(), changes), json!({"tax": "8.02"}));
    // With an empty list it belongs to no tax at all; a percentage is of the sum of all lines.
    let changes = json!({"allowances": [{"percent": "10", "taxes": []}]});
    check(
        request("EUR", false, "per_rate", lines, changes),
        json!({"allowances": "15.02", "net": "135.18", "tax": "7.51",
            "taxes": [{"code": "S", "rate": "5", "base": "150.20", "amount": "7.51"}]}),
    );
}

#[test]
fn inclusive_prices_hit_the_price_exactly() {
    let lines = Value::Array(vec![line("1", "10", "S", "20"); 3]);
    check(
        request("EUR", true, "per_rate", lines, json!({})),
        json!({
            "lines": [{"net": "8.34"}, {"net": "8.33"}, {"net": "8.33"}], "lines_net": "25.00", "net": "25.00",
            "tax": "5.00", "total": "30.00",
        }),
    );
    let taxes = json!([{"code": "CGST", "rate": "9"}, {"code": "SGST", "rate": "9"}]);
    let lines = json!([{"quantity": "1", "unit_price": "100", "taxes": taxes}]);
    check(
        request("INR", true, "per_line", lines, json!({})),
        json!({"net": "84.74", "tax": "15.26", "total": "100.00",
            "taxes": [{"code": "CGST", "rate": "9", "base": "84.74", "amount": "7.63"},
                {"code": "SGST", "rate": "9", "base": "84.74", "amount": "7.63"}]}),
    );
}

#[test]
fn inclusive_discounts_are_gross() {
    // 10 % of 240.00 gross is spread before the split: 216.00 holds 36.00 of tax.
    let lines = json!([line("1", "120", "S", "20"), line("1", "120", "S", "20")]);
    check(
        request("EUR", true, "per_rate", lines.clone(), json!({"allowances": [{"percent": "10"}]})),
        json!({"allowances": "24.00", "lines": [{"net": "90.00"}, {"net": "90.00"}], "net": "180.00",
            "tax": "36.00", "total": "216.00"}),
    );
    // With its own taxes it is split by itself and the lines keep their nets.
    let changes =
        json!({"allowances": [{"amount": "12", "taxes": [{"code": "S", "rate": "20"}]}], "prepaid": "8"});
    check(
        request("EUR", true, "per_rate", lines, changes),
        json!({"allowances": "12.00", "lines": [{"net": "100.00"}, {"net": "100.00"}], "lines_net": "200.00",
            "net": "190.00", "tax": "38.00", "total": "228.00", "due": "220.00"}),
    );
}

#[test]
fn inclusive_lines_group_by_the_set_of_their_taxes() {
    let both = |first: &str, second: &str, price: &str| {
        json!({"quantity": "1", "unit_price": price,
            "taxes": [{"code": first, "rate": "9"}, {"code": second, "rate": "9"}]})
    };
    // The order in which a line names its taxes makes no second group: 0.40 × 9 ÷ 118 = 0.031 twice, where
    // each line alone would round 0.015 up.
    let lines = json!([both("C", "S", "0.20"), both("S", "C", "0.20")]);
    check(
        request("INR", true, "per_rate", lines, json!({})),
        json!({"tax": "0.06", "net": "0.34", "total": "0.40"}),
    );
    // Lines that all but cancel out keep their own nets.
    let lines = json!([line("1", "1000", "S", "20"), line("-1", "999.99", "S", "20")]);
    check(
        request("EUR", true, "per_rate", lines, json!({})),
        json!({"lines": [{"net": "833.33"}, {"net": "-833.32"}], "net": "0.01", "tax": "0.00", "total": "0.01"}),
    );
}

#[test]
fn rounding_to_a_coin_looks_at_the_total_and_not_at_the_rest() {
    for (total, coin, rounding, due) in [
        ("10.02", "0.05", "-0.02", "9.00"),
        ("10.025", "0.05", "0.02", "9.05"),
        ("10.03", "0.05", "0.02", "9.05"),
        ("-10.03", "0.05", "-0.02", "-11.05"),
        ("10.50", "1", "0.50", "10.00"),
        ("14.99", "10", "-4.99", "9.00"),
        ("10.07", "0.0025", "0.00", "9.07"),
    ] {
        let lines = json!([{"quantity": "1", "unit_price": total, "taxes": []}]);
        let changes = json!({"round_to": coin, "prepaid": "1"});
        check(request("CHF", false, "per_rate", lines, changes), json!({"rounding": rounding, "due": due}));
    }
}

#[test]
fn zero_never_has_a_sign() {
    let mut row = line("-0", "10", "S", "-0.0");
    row["allowances"] = json!([{"amount": "-0.001"}]);
    check(
        request("EUR", false, "per_rate", json!([row]), json!({"prepaid": "-0.00", "rounding": "-0"})),
        json!({"due": "0.00", "rounding": "0.00", "prepaid": "0.00", "lines": [{"net": "0.00"}],
            "taxes": [{"code": "S", "rate": "0", "base": "0.00", "amount": "0.00"}]}),
    );
}

#[test]
fn products_are_exact_beyond_28_digits() {
    // 0.005 less 5 × 10⁻¹² is no half, and 99999999.999999999 × 9999999.999999999 needs 33 digits.
    let lines = json!([line("0.999999999", "0.005", "S", "0")]);
    check(request("EUR", false, "per_rate", lines, json!({})), json!({"net": "0.00"}));
    let lines = json!([line("99999999.999999999", "9999999.999999999", "S", "0")]);
    check(request("EUR", false, "per_rate", lines, json!({})), json!({"net": "999999999999999.89"}));
}
