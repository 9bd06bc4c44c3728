//! What a recurring invoice costs when its contract costs more or less.

use super::super::draft::DraftInput;
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

impl Factor {
    /// From one amount to another; `None` where they are the same, or there was nothing.
    #[must_use]
    pub fn of(before: i64, now: i64) -> Option<Self> {
        (before != now && before != 0).then(|| Self { now: now.into(), before: before.into() })
    }

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
            let factor = Factor::of(before, now).unwrap();
            let found = price_of(price.parse().unwrap(), quantity.parse().unwrap(), factor, 2).unwrap();
            assert_eq!(canonical(found), raised, "{price} from {before} to {now}");
        }
    }
}
