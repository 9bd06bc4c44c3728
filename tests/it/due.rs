//! Due dates and instalments: every term, its clamping, its bounds, and what is refused.

use proptest::prelude::*;
use serde_json::{Value, json};
use throughline_core::billing::due::{PaymentTerm, due_date};
use throughline_core::calc;
use throughline_core::kernel::date::CivilDate;

fn answer(input: Value) -> Value {
    calc::run("due", input).unwrap().output
}

fn check_due(invoice_date: &str, term: Value, due: &str) {
    let found = answer(json!({"invoice_date": invoice_date, "term": term.clone()}));
    assert_eq!(found, json!({ "due": due }), "{invoice_date} {term}");
}

fn check_refused(input: Value, code: &str, path: &str, words: &str) {
    let found = answer(input.clone());
    let error = &found["error"];
    assert_eq!(error["code"], code, "{input} → {found}");
    assert_eq!(error["path"], path, "{input} → {found}");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains(words), "{input} → {message}");
}

#[test]
fn every_term() {
    check_due("2026-01-31", json!({"days": 30}), "2026-03-02");
    check_due("2026-01-31", json!({"days": 0}), "2026-01-31");
    check_due("2023-12-31", json!({"days": 60}), "2024-02-29");
    check_due("2024-01-31", json!({"days_after_end_of_month": 30}), "2024-03-01");
    check_due("2024-01-01", json!({"days_after_end_of_month": 0}), "2024-01-31");
    check_due("2024-12-15", json!({"days_after_end_of_month": 30}), "2025-01-30");
    check_due("2024-01-10", json!({"days": 5, "then_next_day_of_month": 15}), "2024-01-15");
    check_due("2024-01-10", json!({"days": 6, "then_next_day_of_month": 15}), "2024-02-15");
    check_due("2023-01-31", json!({"days": 0, "then_next_day_of_month": 30}), "2023-02-28");
    check_due("2023-02-01", json!({"days": 0, "then_next_day_of_month": 31}), "2023-02-28");
    check_due("2023-02-28", json!({"days": 0, "then_next_day_of_month": 31}), "2023-02-28");
    check_due("2024-01-10", json!({"days": 45, "then_end_of_month_on_day": 10}), "2024-03-10");
    check_due("2024-01-10", json!({"days": 45, "then_end_of_month_on_day": 0}), "2024-02-29");
    check_due("2024-01-15", json!({"days": 0, "then_end_of_month_on_day": 31}), "2024-02-29");
    check_due("2024-12-31", json!({"days": 1, "then_end_of_month_on_day": 5}), "2025-02-05");
    check_due("2024-02-29", json!({"last_day_of_current_month": true}), "2024-02-29");
    check_due("2024-12-31", json!({"first_day_of_next_month": true}), "2025-01-01");
    check_due("2024-01-31", json!({"next_day_of_month": 31}), "2024-02-29");
    check_due("2024-01-30", json!({"next_day_of_month": 31}), "2024-01-31");
    check_due("2024-12-05", json!({"next_day_of_month": 5}), "2025-01-05");
}

#[test]
fn terms_that_are_refused() {
    let with = |term: Value| json!({"invoice_date": "2026-01-01", "term": term});
    for term in [json!({}), json!({"then_next_day_of_month": 3}), json!({"days": 1, "next_day_of_month": 3})]
    {
        check_refused(with(term), "malformed", "term", "exactly one term");
    }
    let both = json!({"days": 1, "then_next_day_of_month": 3, "then_end_of_month_on_day": 3});
    check_refused(with(both), "malformed", "term", "exactly one term");
    check_refused(with(json!({"days": -1})), "malformed", "term", "from 0 to 36500");
    check_refused(with(json!({"days": 36_501})), "malformed", "term", "from 0 to 36500");
    check_refused(
        with(json!({"days": 9_223_372_036_854_775_807_i64})),
        "malformed",
        "term",
        "from 0 to 36500",
    );
    check_refused(with(json!({"next_day_of_month": 0})), "malformed", "term", "from 1 to 31");
    check_refused(with(json!({"next_day_of_month": 32})), "malformed", "term", "from 1 to 31");
    check_refused(with(json!({"last_day_of_current_month": false})), "malformed", "term", "only be true");
    check_refused(with(json!({"days": "30"})), "malformed", "term.days", "whole number");
    check_refused(with(json!({"days": 1.5})), "malformed", "term.days", "whole number");
    check_refused(with(json!({"weeks": 1})), "malformed", "term.weeks", "unknown field");
    check_refused(with(json!([30])), "malformed", "term", "object");
}

#[test]
fn dates_that_are_refused() {
    let with = |date: Value| json!({"invoice_date": date, "term": {"days": 1}});
    check_refused(with(json!("2026-02-30")), "malformed", "invoice_date", "not a day of the calendar");
    check_refused(with(json!("30/01/2026")), "malformed", "invoice_date", "YYYY-MM-DD");
    check_refused(with(json!(20_260_101)), "malformed", "invoice_date", "date in quotes");
    check_refused(with(json!("1800-01-01")), "malformed", "invoice_date", "1900");
    check_refused(with(json!("9999-12-31")), "out_of_range", "invoice_date", "year 9999");
    check_refused(json!({"invoice_date": "2026-01-01"}), "malformed", "", "term");
    check_refused(json!("2026-01-01"), "malformed", "", "object");
}

fn check_parts(input: Value, amounts: &[&str]) {
    assert_eq!(answer(input.clone()), json!({ "amounts": amounts }), "{input}");
}

#[test]
fn instalments_sum_to_the_total() {
    let percent = |value: &str| json!({"type": "percent", "value": value});
    let fixed = |value: &str| json!({"type": "fixed", "value": value});
    let rest = || json!({"type": "percent"});
    check_parts(json!({"total": "100.01", "instalments": [percent("50"), rest()]}), &["50.01", "50.00"]);
    check_parts(json!({"total": "-100.01", "instalments": [percent("50"), rest()]}), &["-50.01", "-50.00"]);
    check_parts(
        json!({"total": "1000", "instalments": [percent("33.333333333"), percent("33.333333333"), percent("99")]}),
        &["333.33", "333.33", "333.34"],
    );
    check_parts(
        json!({"total": "100", "instalments": [fixed("80"), fixed("50"), rest()]}),
        &["80.00", "50.00", "-30.00"],
    );
    check_parts(
        json!({"total": "99.99", "round_to": "0.05", "instalments": [percent("30"), percent("30"), rest()]}),
        &["30.00", "30.00", "39.99"],
    );
    check_parts(
        json!({"total": "1001", "currency_decimals": 0, "instalments": [percent("50"), rest()]}),
        &["501", "500"],
    );
    check_parts(
        json!({"total": "10", "currency_decimals": 3, "instalments": [percent("33.33"), rest()]}),
        &["3.333", "6.667"],
    );
    check_parts(json!({"total": "12.3", "instalments": [fixed("7")]}), &["12.30"]);
    check_parts(json!({"total": "1", "instalments": [fixed("0.005"), rest()]}), &["0.005", "0.995"]);
    check_parts(json!({"total": "0", "instalments": [fixed("-0"), rest()]}), &["0.00", "0.00"]);
    check_parts(
        json!({"total": "1234", "round_to": "100", "instalments": [percent("50"), rest()]}),
        &["600.00", "634.00"],
    );
}

#[test]
fn instalments_that_are_refused() {
    let rest = || json!({"type": "fixed"});
    check_refused(json!({"total": "1", "instalments": []}), "invalid", "instalments", "at least one");
    check_refused(
        json!({"total": "1", "instalments": [rest(), rest()]}),
        "invalid",
        "instalments[0].value",
        "only the last",
    );
    check_refused(
        json!({"total": "1", "round_to": "0", "instalments": [rest()]}),
        "invalid",
        "round_to",
        "above zero",
    );
    check_refused(json!({"total": 1, "instalments": [rest()]}), "malformed", "total", "in quotes");
    check_refused(
        json!({"total": "1", "instalments": [{"type": "half", "value": "1"}]}),
        "malformed",
        "instalments[0].type",
        "percent",
    );
    check_refused(json!({"total": "1", "instalments": [rest()], "term": {}}), "malformed", "term", "unknown");
    check_refused(
        json!({"total": "999999999999999", "instalments": [{"type": "percent", "value": "999999"}, rest()]}),
        "out_of_range",
        "instalments[0].value",
        "15 digits",
    );
}

#[test]
fn a_list_is_answered_element_by_element() {
    let good = json!({"invoice_date": "2026-01-01", "term": {"days": 1}});
    let outcome = calc::run("due", json!([good, {"term": 3}, 7, good])).unwrap();
    let list = outcome.output.as_array().unwrap();
    assert!(!outcome.all_answered);
    assert_eq!(list.len(), 4);
    assert_eq!(list[0], list[3]);
    assert_eq!(list[0]["due"], "2026-01-02");
    assert_eq!(list[1]["error"]["code"], "malformed");
    assert_eq!(list[2]["error"]["code"], "malformed");
    assert!(calc::run("due", json!([])).unwrap().all_answered);
    let error = calc::run("dew", json!({})).unwrap_err();
    assert!(error.message.contains("choose one of: price, ids, words, due"), "{error}");
    assert_eq!(serde_json::to_value(&error).unwrap()["code"], "unknown_calculation");
}

fn terms() -> impl Strategy<Value = PaymentTerm> {
    prop_oneof![
        (0..4000_u32).prop_map(|days| PaymentTerm::Days { days }),
        (0..4000_u32).prop_map(|days| PaymentTerm::DaysAfterEndOfMonth { days }),
        (0..4000_u32, 1..=31_u32)
            .prop_map(|(days, day_of_month)| PaymentTerm::DaysThenNextDayOfMonth { days, day_of_month }),
        (0..4000_u32, 0..=31_u32)
            .prop_map(|(days, day_of_month)| PaymentTerm::DaysThenEndOfMonthOnDay { days, day_of_month }),
        Just(PaymentTerm::LastDayOfCurrentMonth),
        Just(PaymentTerm::FirstDayOfNextMonth),
        (1..=31_u32).prop_map(|day_of_month| PaymentTerm::NextDayOfMonth { day_of_month }),
    ]
}

fn dates() -> impl Strategy<Value = CivilDate> {
    (0..80_000_u64).prop_map(|days| {
        let first = "1900-01-01".parse::<CivilDate>().unwrap().value();
        CivilDate::try_from(first + chrono::Days::new(days)).unwrap()
    })
}

proptest! {
    #[test]
    fn a_later_invoice_is_never_due_earlier(one in dates(), other in dates(), term in terms()) {
        let (earlier, later) = if one <= other { (one, other) } else { (other, one) };
        prop_assert!(due_date(earlier, &term).unwrap() <= due_date(later, &term).unwrap());
    }

    #[test]
    fn nothing_is_due_before_it_is_invoiced(invoice in dates(), term in terms()) {
        prop_assert!(due_date(invoice, &term).unwrap() >= invoice);
    }

    #[test]
    fn a_term_survives_its_json_form(term in terms()) {
        let json = serde_json::to_value(term).unwrap();
        prop_assert_eq!(serde_json::from_value::<PaymentTerm>(json).unwrap(), term);
    }

    #[test]
    fn instalments_always_sum(total in -99_999_999..99_999_999_i64, parts in prop::collection::vec((any::<bool>(), -20_000..20_000_i64), 1..8)) {
        let money = |cents: i64| rust_decimal::Decimal::new(cents, 2);
        let list: Vec<Value> = parts.iter().map(|(percent, value)| {
            json!({"type": if *percent { "percent" } else { "fixed" }, "value": money(*value).to_string()})
        }).collect();
        let found = answer(json!({"total": money(total).to_string(), "instalments": list}));
        let amounts = found["amounts"].as_array().unwrap();
        prop_assert_eq!(amounts.len(), parts.len());
        let sum: rust_decimal::Decimal =
            amounts.iter().map(|amount| amount.as_str().unwrap().parse::<rust_decimal::Decimal>().unwrap()).sum();
        prop_assert_eq!(sum, money(total));
    }
}
