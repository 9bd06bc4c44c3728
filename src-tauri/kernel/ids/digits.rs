//! The few kinds of arithmetic from which nearly all check digits are made.
//!
//! Each member state describes its check in its own notation; behind them stand weighted sums,
//! the Luhn sum and the two ISO 7064 systems. They are written once here, over digit values,
//! so that each scheme reads as its table of weights.

use super::Reason;

/// The values of a text of ASCII digits.
pub(super) fn digits(text: &str) -> Result<Vec<u32>, Reason> {
    text.chars().map(|character| character.to_digit(10).ok_or(Reason::Form)).collect()
}

/// The values of exactly `N` ASCII digits.
pub(super) fn exactly<const N: usize>(text: &str) -> Result<[u32; N], Reason> {
    let values = digits(text)?;
    values.try_into().map_err(|_| Reason::Length)
}

/// The decimal number that digit values spell; at most 18 digits, so that it always fits.
pub(super) fn number(values: &[u32]) -> u64 {
    values.iter().take(18).fold(0, |sum, value| sum * 10 + u64::from(*value))
}

/// The sum of each digit times its weight; extra digits or weights do not count.
pub(super) fn weighted(values: &[u32], weights: &[u32]) -> u32 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// The digit sum of Luhn (ISO/IEC 7812-1 annex B): from the right, every second value is doubled
/// and its digits added. A number passes when the sum is divisible by ten.
pub(super) fn luhn_sum(values: &[u32]) -> u32 {
    values
        .iter()
        .rev()
        .enumerate()
        .map(|(place, value)| if place % 2 == 0 { *value } else { value * 2 / 10 + value * 2 % 10 })
        .sum()
}

/// Whether a number passes the Luhn check, its last digit being the check digit.
pub(super) fn luhn(values: &[u32]) -> bool {
    luhn_sum(values).is_multiple_of(10)
}

/// ISO 7064 MOD 11,10: whether the last digit checks the ones before it.
pub(super) fn mod_11_10(values: &[u32]) -> bool {
    let Some((check, body)) = values.split_last() else {
        return false;
    };
    let product = body.iter().fold(10, |product, value| {
        let sum = (value + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (product + check) % 10 == 1
}

/// The remainder by 97 of a text of digits and letters, a letter counting as 10 to 35
/// (ISO 7064 MOD 97-10); `None` when it holds anything else.
pub(super) fn mod_97(text: impl Iterator<Item = char>) -> Option<u32> {
    text.map(|character| character.to_digit(36)).try_fold(0, |remainder, value| {
        let value = value?;
        Some((remainder * (if value < 10 { 10 } else { 100 }) + value) % 97)
    })
}

/// Whether a day exists in the Gregorian calendar.
pub(super) fn is_date(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

/// Turns a failed check into its reason.
pub(super) fn ensure(holds: bool, otherwise: Reason) -> Result<(), Reason> {
    if holds { Ok(()) } else { Err(otherwise) }
}
