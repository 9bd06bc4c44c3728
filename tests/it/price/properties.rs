//! What must hold for every document the engine prices.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;
use throughline_core::billing::price::{
    Adjustment, AdjustmentValue, DocumentAdjustment, Placement, PriceLine, PriceRequest, Priced, TaxAmount,
    TaxRate, TaxRounding, price,
};
use throughline_core::kernel::decimal::{AmountText, DecimalText};

fn number(value: i64, places: u32) -> DecimalText {
    DecimalText::try_from(Decimal::new(value, places)).unwrap()
}

fn value() -> impl Strategy<Value = AdjustmentValue> {
    prop_oneof![
        (-500..2_000_i64, 0..4_u32).prop_map(|(amount, places)| {
            AdjustmentValue::Amount(AmountText::try_from(Decimal::new(amount, places)).unwrap())
        }),
        (-200..1_000_i64, 1..4_u32)
            .prop_map(|(percent, places)| AdjustmentValue::Percent(number(percent, places))),
    ]
}

fn taxes() -> impl Strategy<Value = Vec<TaxRate>> {
    let known = [("S", 20), ("S", 5), ("C", 9), ("G", 9), ("Z", 0), ("W", -2)];
    prop::sample::subsequence(known.to_vec(), 0..3).prop_shuffle().prop_map(|chosen| {
        let tax = |(code, rate): (&str, i64)| TaxRate {
            code: code.to_owned(),
            rate: number(rate, 0),
            category: None,
        };
        chosen.into_iter().map(tax).collect()
    })
}

fn line() -> impl Strategy<Value = PriceLine> {
    let adjustments = || prop::collection::vec(value().prop_map(|value| Adjustment { value }), 0..2);
    let price = (1..20_000_i64, 0..5_u32);
    let quantity = (prop_oneof![4 => 1..999_i64, 1 => -999..0_i64], 0..4_u32);
    (quantity, price, prop::option::of(1..13_i64), adjustments(), adjustments(), taxes()).prop_map(
        |(quantity, price, base, allowances, charges, taxes)| PriceLine {
            quantity: number(quantity.0, quantity.1),
            unit_price: number(price.0, price.1),
            price_base_quantity: base.map(|base| number(base, 0)),
            allowances,
            charges,
            taxes,
        },
    )
}

fn document(spread: bool) -> impl Strategy<Value = PriceRequest> {
    let own = move |taxes: Option<Vec<TaxRate>>| {
        if spread { taxes } else { Some(taxes.unwrap_or_default()) }
    };
    let adjustments = move || {
        let one = (value(), prop::option::of(taxes()))
            .prop_map(move |(value, taxes)| DocumentAdjustment { value, taxes: own(taxes) });
        prop::collection::vec(one, 0..3)
    };
    let currency = prop::sample::select(vec!["EUR", "JPY", "KWD"]);
    let ends = (-999..9_999_i64, prop::option::of(prop::sample::select(vec![1_i64, 5, 10])));
    let lines = prop::collection::vec(line(), 1..7);
    (currency, any::<bool>(), any::<bool>(), lines, adjustments(), adjustments(), ends).prop_map(
        |(currency, inclusive, per_line, lines, allowances, charges, (prepaid, coin))| PriceRequest {
            currency: currency.to_owned(),
            currency_decimals: None,
            prices_include_tax: inclusive,
            tax_rounding: if per_line { TaxRounding::PerLine } else { TaxRounding::PerRate },
            lines,
            allowances,
            charges,
            prepaid: Some(number(prepaid, 0)),
            rounding: None,
            round_to: coin.map(|coin| number(coin, 0)),
        },
    )
}

fn sum<'a>(amounts: impl Iterator<Item = &'a Decimal>) -> Decimal {
    amounts.copied().sum()
}

/// Base and taxes of every row: the lines, and the allowances and charges with own taxes.
fn rows(priced: &Priced) -> Vec<(Decimal, &[TaxAmount])> {
    let adjustments = priced.document_allowances.iter().chain(&priced.document_charges);
    let own = adjustments.filter_map(|adjustment| match &adjustment.placement {
        Placement::OwnTaxes { taxable_base, taxes } => Some((*taxable_base, taxes.as_slice())),
        Placement::Spread { .. } => None,
    });
    priced.lines.iter().map(|line| (line.taxable_base, line.taxes.as_slice())).chain(own).collect()
}

fn by_tax(priced: &Priced) -> BTreeMap<(String, Decimal), (Decimal, Decimal)> {
    let pairs = priced.taxes.iter().map(|tax| ((tax.code.clone(), tax.rate), (tax.base, tax.amount)));
    pairs.collect()
}

fn negated(mut request: PriceRequest) -> PriceRequest {
    let minus = |number: DecimalText| DecimalText::try_from(-number.value()).unwrap();
    let flip = |value: &mut AdjustmentValue| {
        if let AdjustmentValue::Amount(amount) = value {
            *amount = AmountText::try_from(-amount.value()).unwrap();
        }
    };
    for line in &mut request.lines {
        line.quantity = minus(line.quantity);
        line.allowances.iter_mut().chain(&mut line.charges).for_each(|one| flip(&mut one.value));
    }
    request.allowances.iter_mut().chain(&mut request.charges).for_each(|one| flip(&mut one.value));
    request.prepaid = request.prepaid.map(minus);
    request
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn the_parts_make_up_the_document(request in document(true)) {
        // Lines that add up to zero refuse an amount; every other document is priced.
        let Ok(priced) = price(&request) else { return Ok(()) };
        let mut taxes: BTreeMap<(String, Decimal), (Decimal, Decimal)> = BTreeMap::new();
        for (base, amounts) in rows(&priced) {
            for tax in amounts {
                let entry = taxes.entry((tax.code.clone(), tax.rate)).or_default();
                entry.0 += base;
                entry.1 += tax.amount;
            }
        }
        prop_assert_eq!(&taxes, &by_tax(&priced));
        prop_assert_eq!(priced.tax, sum(priced.taxes.iter().map(|tax| &tax.amount)));
        prop_assert_eq!(priced.total, priced.net + priced.tax);
        prop_assert_eq!(priced.due, priced.total - priced.prepaid + priced.rounding);
        prop_assert_eq!(priced.lines_net, sum(priced.lines.iter().map(|line| &line.net)));
        let bases: Decimal = rows(&priced).iter().map(|(base, _)| *base).sum();
        prop_assert_eq!(priced.net, bases);
        for adjustment in priced.document_allowances.iter().chain(&priced.document_charges) {
            if let Placement::Spread { shares } = &adjustment.placement {
                prop_assert_eq!(sum(shares.iter()), adjustment.applied.amount);
            }
        }
        if let Some(coin) = priced.round_to {
            let rounded = priced.total + priced.rounding;
            prop_assert!((rounded % coin).is_zero());
            prop_assert!(priced.rounding.abs() * Decimal::TWO <= coin);
        }
    }

    #[test]
    fn inclusive_totals_are_the_prices(mut request in document(true)) {
        request.prices_include_tax = true;
        let Ok(priced) = price(&request) else { return Ok(()) };
        let gross = sum(priced.lines.iter().map(|line| &line.amount)) - priced.allowances + priced.charges;
        prop_assert_eq!(priced.total, gross);
        for line in &priced.lines {
            prop_assert_eq!(line.total, line.amount - line.allowance_share + line.charge_share);
        }
    }

    #[test]
    fn amounts_are_printed_with_the_currencys_decimals(request in document(true)) {
        let answer = throughline_core::billing::price::answer(serde_json::to_value(&request).unwrap());
        let Ok(answer) = answer else { return Ok(()) };
        let decimals = match request.currency.as_str() { "JPY" => 0, "KWD" => 3, _ => 2 };
        for name in ["lines_net", "allowances", "charges", "net", "tax", "total", "prepaid", "rounding", "due"] {
            let text = answer[name].as_str().unwrap();
            let places = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            prop_assert_eq!(places, decimals, "{} {}", name, text);
            let zero = text.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0');
            prop_assert!(!zero || !text.starts_with('-'), "{} {}", name, text);
        }
    }

    /// With nothing to spread, no cent can go to "the earlier line", so the order cannot matter.
    #[test]
    fn the_order_of_lines_changes_no_total(request in document(false)) {
        let mut reversed = request.clone();
        reversed.lines.reverse();
        reversed.allowances.reverse();
        reversed.charges.reverse();
        let (one, other) = (price(&request).unwrap(), price(&reversed).unwrap());
        prop_assert_eq!((one.net, one.tax, one.total, one.due), (other.net, other.tax, other.total, other.due));
        prop_assert_eq!(by_tax(&one), by_tax(&other));
    }

    /// Half away from zero has no favourite sign: a credit note of everything takes back everything.
    #[test]
    fn a_negated_document_has_negated_totals(request in document(false)) {
        let (one, other) = (price(&request).unwrap(), price(&negated(request)).unwrap());
        prop_assert_eq!((one.net, one.tax, one.total, one.due), (-other.net, -other.tax, -other.total, -other.due));
    }

    #[test]
    fn a_request_survives_its_json_form(request in document(true)) {
        let json = serde_json::to_value(&request).unwrap();
        prop_assert_eq!(serde_json::from_value::<PriceRequest>(json).unwrap(), request);
    }

    #[test]
    fn no_text_makes_the_engine_panic(quantity in ".{0,20}", amount in "[-+0-9.]{0,40}", code in ".{0,80}") {
        let input = serde_json::json!({
            "currency": "INR", "prices_include_tax": true, "tax_rounding": "per_line", "round_to": quantity,
            "lines": [{"quantity": quantity, "unit_price": amount, "taxes": [{"code": code, "rate": amount}],
                "allowances": [{"amount": amount}]}],
        });
        let outcome = throughline_core::calc::run("price", input).unwrap();
        prop_assert_eq!(outcome.all_answered, outcome.output.get("error").is_none());
    }
}
