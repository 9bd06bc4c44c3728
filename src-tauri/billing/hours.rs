//! Hours of work on a line of a paper: written in hundredths, or with as many more decimals as bring the line to what the time is worth.

use crate::kernel::decimal::round_half_away;
use rust_decimal::{Decimal, RoundingStrategy};

/// The minutes of an hour.
const HOUR: Decimal = Decimal::from_parts(60, 0, 0, false, 0);
/// Most decimals of hours; a quantity may have nine.
const DECIMALS_MAX: u32 = 9;

/// Minutes as the hours of a line, at a rate in a currency with so many decimals: the shortest that come to what the minutes are worth at
/// it, rounded once.
#[must_use]
pub fn hours(minutes: i64, rate: Decimal, decimals: u32) -> Decimal {
    let exact = Decimal::from(minutes) / HOUR;
    let rounded = |worth: Option<Decimal>| worth.map(|worth| round_half_away(worth, decimals));
    // Divided last: a third of an hour has no end, and what it is worth may.
    let worth = rounded(rate.checked_mul(Decimal::from(minutes)).and_then(|worth| worth.checked_div(HOUR)));
    let fits = |hours: &Decimal| rounded(hours.checked_mul(rate)) == worth;
    let written = (2..DECIMALS_MAX).map(|places| round_half_away(exact, places)).find(fits);
    // Just below half a cent lies what is half a cent exactly; a little more than it took is written then.
    let over = || exact.round_dp_with_strategy(DECIMALS_MAX, RoundingStrategy::AwayFromZero);
    written.unwrap_or_else(over)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::decimal::canonical;
    use proptest::prelude::*;

    #[test]
    fn hours_are_written_as_short_as_they_come_to_what_they_are_worth() {
        for (minutes, rate, expected) in [
            (30, 1000, "0.5"),
            (90, 1000, "1.5"),
            (5, 0, "0.08"),
            (200, 1000, "3.33333"),
            (10, 1000, "0.16667"),
            (50, 9, "0.833"),
        ] {
            assert_eq!(canonical(hours(minutes, Decimal::from(rate), 2)), expected, "{minutes} at {rate}");
        }
    }

    proptest! {
        #[test]
        fn a_line_comes_to_what_its_time_is_worth(minutes in 1_i64..100_000, cents in 0_i64..5_000_000, decimals in 0_u32..4) {
            let rate = Decimal::new(cents, 2);
            let worth = round_half_away(Decimal::from(minutes) * rate / HOUR, decimals);
            prop_assert_eq!(round_half_away(hours(minutes, rate, decimals) * rate, decimals), worth);
        }
    }
}
