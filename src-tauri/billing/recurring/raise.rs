//! What a recurring invoice costs when its contract costs more or less.

use super::super::draft::{DraftInput, LineInput};
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use rust_decimal::Decimal;

/// The most decimals of a price.
const PLACES_MAX: u32 = 9;

/// By what prices change: so much where it was so much before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Factor {
    /// What it is now.
    pub now: Decimal,
    /// What it was.
    pub before: Decimal,
}

/// What a term of a contract is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermWorth {
    /// In minor units.
    pub minor: i64,
    /// How many months it has, a part of one as a fraction.
    pub months: Decimal,
}

/// What becomes of prices from one term to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceChange {
    /// Nothing.
    Stays,
    /// They change by a factor.
    By(Factor),
    /// Nobody can say: one of the terms has no worth to compare.
    Unknown,
}

impl PriceChange {
    /// As the worth of a month changes from one term to the next; `None` for a worth that nobody said.
    #[must_use]
    pub fn between(before: Option<TermWorth>, now: Option<TermWorth>) -> Self {
        let (before, now) = match (before, now) {
            (Some(before), Some(now)) => (before, now),
            (None, None) => return Self::Stays,
            _ => return Self::Unknown,
        };
        let parts = Decimal::from(now.minor).checked_mul(before.months);
        match parts.zip(Decimal::from(before.minor).checked_mul(now.months)) {
            Some((now, before)) if now == before => Self::Stays,
            Some((now, before)) if !before.is_zero() => Self::By(Factor { now, before }),
            _ => Self::Unknown,
        }
    }
}

impl Factor {
    fn times(self, amount: Decimal) -> Option<Decimal> {
        Some(amount.checked_mul(self.now)?.checked_div(self.before)?.normalize())
    }
}

/// Changes the prices of an invoice, and the amounts that are taken off or charged, by a factor. Percentages follow by themselves.
pub(super) fn raise(input: &mut DraftInput, factor: Factor, currency: &str) {
    let decimals = iso_decimals(currency).unwrap_or(2);
    for line in input.lines.iter_mut().flatten() {
        let number =
            |typed: &Option<String>| typed.as_deref().and_then(|typed| typed.parse::<Decimal>().ok());
        let quantity = number(&line.quantity).unwrap_or(Decimal::ONE);
        let raised = number(&line.unit_price).and_then(|price| price_of(price, quantity, factor, decimals));
        if let Some(raised) = raised {
            line.unit_price = Some(canonical(raised));
        }
        share(&mut line.discount, factor, decimals);
    }
    share(&mut input.discount, factor, decimals);
    share(&mut input.charge, factor, decimals);
}

/// Whether two forms say the same of what [`raise`] changes.
pub(super) fn costs_same(one: &DraftInput, other: &DraftInput) -> bool {
    let prices = |input: &DraftInput| {
        let lines = input.lines.iter().flatten().map(costs);
        (lines.collect::<Vec<_>>(), input.discount.clone(), input.charge.clone())
    };
    prices(one) == prices(other)
}

/// What makes the amount of a line, however it was typed.
pub(super) fn costs(line: &LineInput) -> [Option<String>; 3] {
    [&line.quantity, &line.unit_price, &line.discount].map(|typed| {
        let typed = typed.as_deref()?.trim();
        let number = typed.parse::<Decimal>();
        Some(number.map_or_else(|_| typed.to_owned(), |number| number.normalize().to_string()))
    })
}

/// A price to the last decimal; where that has no end, with as few as bring its line to the same amount.
fn price_of(price: Decimal, quantity: Decimal, factor: Factor, decimals: u32) -> Option<Decimal> {
    let exact = factor.times(price)?;
    if exact.scale() <= PLACES_MAX {
        return Some(exact);
    }
    let line = |price: Decimal| Some(round_half_away(price.checked_mul(quantity)?, decimals));
    let amount = line(exact);
    let fewest = price.scale().max(decimals).min(PLACES_MAX);
    let mut rounded = (fewest..=PLACES_MAX).map(|places| round_half_away(exact, places));
    rounded.find(|price| line(*price) == amount).or_else(|| Some(round_half_away(exact, PLACES_MAX)))
}

/// An amount that is taken off or charged; a percentage stays.
fn share(typed: &mut Option<String>, factor: Factor, decimals: u32) {
    let amount = typed.as_deref().and_then(|typed| typed.parse::<Decimal>().ok());
    if let Some(raised) = amount.and_then(|amount| factor.times(amount)) {
        *typed = Some(canonical(round_half_away(raised, decimals)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_keeps_the_decimals_that_it_needs() {
        for (price, quantity, before, now, raised) in [
            ("0.005", "100000", 12000, 12600, "0.00525"),
            ("33.33", "1", 12000, 12600, "34.9965"),
            ("10000", "1", 12, 13, "10833.33"),
            ("0.01", "100000", 12, 13, "0.0108333"),
            ("0.000000001", "1", 12, 13, "0.000000001"),
        ] {
            let factor = Factor { now: now.into(), before: before.into() };
            let found = price_of(price.parse().unwrap(), quantity.parse().unwrap(), factor, 2).unwrap();
            assert_eq!(canonical(found), raised, "{price} from {before} to {now}");
        }
    }

    #[test]
    fn prices_change_as_the_worth_of_a_month_does() {
        let worth = |minor: i64, months: i64| Some(TermWorth { minor, months: months.into() });
        let change = PriceChange::between;
        assert_eq!(change(worth(12_000, 12), worth(6_000, 6)), PriceChange::Stays);
        assert_eq!(change(worth(0, 12), worth(0, 6)), PriceChange::Stays);
        assert_eq!(change(None, None), PriceChange::Stays);
        assert_eq!(change(None, worth(9, 12)), PriceChange::Unknown);
        assert_eq!(change(worth(0, 12), worth(9, 12)), PriceChange::Unknown);
        let PriceChange::By(factor) = change(worth(36_000, 36), worth(13_200, 12)) else { panic!() };
        assert_eq!(factor.times(1_000.into()), Some(1_100.into()));
    }
}
