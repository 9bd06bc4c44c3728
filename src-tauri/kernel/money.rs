//! Amounts as people type them and as the file keeps them: integer minor units of a currency.
//!
//! "1,23,456.50", "₹ 1.2 lakh", "12 345,67", "١٢٣" all mean what their writer meant; what could mean two things is refused
//! with the cure.

use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::round_half_away;
use crate::kernel::error::FieldError;
use crate::kernel::text;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Largest amount in minor units: beyond it sums over a whole company could overflow.
pub const MINOR_MAX: i64 = 999_999_999_999_999;

/// An amount on the wire: exact decimal text and its currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Decimal text such as "1234.50".
    pub amount: String,
    /// ISO 4217 code.
    pub currency: String,
}

impl Money {
    /// An amount of minor units.
    #[must_use]
    pub fn new(minor: i64, currency: &str) -> Self {
        Self { amount: text(minor, currency), currency: currency.to_owned() }
    }
}

/// Minor units as decimal text.
#[must_use]
pub fn text(minor: i64, currency: &str) -> String {
    decimal(minor, currency).to_string()
}

/// Minor units as a decimal with the currency's places.
#[must_use]
pub fn decimal(minor: i64, currency: &str) -> Decimal {
    Decimal::new(minor, iso_decimals(currency).unwrap_or(2))
}

/// A decimal that has at most the currency's places as minor units.
///
/// `None` when it has more places or is beyond [`MINOR_MAX`].
#[must_use]
pub fn minor(amount: Decimal, currency: &str) -> Option<i64> {
    let places = iso_decimals(currency).unwrap_or(2);
    let scaled = amount.checked_mul(Decimal::from(10_i64.pow(places)))?.normalize();
    if scaled.scale() > 0 {
        return None;
    }
    i64::try_from(scaled.mantissa()).ok().filter(|minor| minor.abs() <= MINOR_MAX)
}

/// Minor units of one currency as minor units of another, at `rate` units of `to` for one of `from`, rounded half away from
/// zero; `None` beyond any amount of ours.
#[must_use]
pub fn convert(amount_minor: i64, from: &str, rate: Decimal, to: &str) -> Option<i64> {
    let product = decimal(amount_minor, from).checked_mul(rate)?;
    minor(round_half_away(product, iso_decimals(to).unwrap_or(2)), to)
}

/// Reads a typed amount as minor units.
///
/// # Errors
/// `error.amount` when it is no number, `error.amount_places` when it has more places than the currency,
/// `error.amount_too_large`; at `path`.
pub fn parse_minor(path: &str, typed: &str, currency: &str) -> Result<i64, FieldError> {
    let amount = parse_decimal(path, typed)?;
    let places = iso_decimals(currency).unwrap_or(2);
    if amount.normalize().scale() > places {
        return Err(FieldError::new(path, "error.amount_places")
            .with("places", places)
            .with("currency", currency));
    }
    minor(amount, currency).ok_or_else(|| FieldError::new(path, "error.amount_too_large"))
}

/// Reads a typed number: grouping of any habit, foreign digits, currency signs, "lakh", "crore", "k", "m".
///
/// # Errors
/// `error.amount` at `path` when it is no number or could mean two.
pub fn parse_decimal(path: &str, typed: &str) -> Result<Decimal, FieldError> {
    let refused =
        || FieldError::new(path, "error.amount").with("typed", typed.chars().take(40).collect::<String>());
    if typed.len() > 100 {
        return Err(refused());
    }
    let folded =
        text::fold(typed).replace(['\u{66c}', '\''], ",").replace('\u{66b}', ".").replace('\u{2212}', "-");
    let (number, factor) = strip_words(folded.trim()).ok_or_else(refused)?;
    let (number, negative) = match number.strip_prefix('-') {
        Some(rest) => (rest.trim().to_owned(), true),
        None => (number, false),
    };
    let plain = plain_number(&number).ok_or_else(refused)?;
    let value: Decimal = plain.parse().map_err(|_| refused())?;
    let value = value.checked_mul(Decimal::from(factor)).ok_or_else(refused)?;
    Ok(if negative { -value } else { value })
}

/// Reads a typed number, or a product such as `12*450` or `3 × 1.5`.
///
/// # Errors
/// As [`parse_decimal`], and `error.amount_too_large` when the product is beyond any price.
pub fn parse_product(path: &str, typed: &str) -> Result<Decimal, FieldError> {
    let too_large = || FieldError::new(path, "error.amount_too_large");
    let mut product = Decimal::ONE;
    for factor in typed.split(['*', '×']) {
        product = product.checked_mul(parse_decimal(path, factor)?).ok_or_else(too_large)?;
    }
    let product = product.normalize();
    // The pricing engine takes fifteen digits before the point and nine after it.
    if product.scale() > 9 || product.trunc().abs() >= Decimal::from(1_000_000_000_000_000_i64) {
        return Err(too_large());
    }
    Ok(product)
}

/// Takes currency signs and counting words away; `None` when other letters remain.
fn strip_words(folded: &str) -> Option<(String, i64)> {
    let (mut number, mut words) = (String::new(), String::new());
    for c in folded.chars() {
        match c {
            '0'..='9' | '.' | ',' | '-' => number.push(c),
            ' ' if !number.is_empty() => number.push(' '),
            _ if c.is_alphabetic() => words.push(c),
            _ if c == ' ' || "₹€$£¥".contains(c) => {}
            _ => return None,
        }
    }
    let mut factor = 1_i64;
    let mut rest = words.as_str();
    for currency in ["inr", "aed", "eur", "usd", "gbp", "rs", "dhs"] {
        rest = rest.strip_prefix(currency).unwrap_or(rest);
    }
    match rest.trim_matches('.') {
        "" => {}
        "k" | "thousand" => factor = 1_000,
        "l" | "lac" | "lakh" | "lakhs" | "लाख" => factor = 100_000,
        "m" | "mn" | "million" => factor = 1_000_000,
        "cr" | "crore" | "crores" | "करोड़" => factor = 10_000_000,
        _ => return None,
    }
    // "Rs. 500" leaves the dot of the abbreviation in front; ".5" keeps its own.
    let number = if words.is_empty() { number.trim() } else { number.trim().trim_start_matches('.').trim() };
    Some((number.to_owned(), factor))
}

/// Digits with one decimal point, from digits grouped by any habit; `None` when the marks could mean two numbers.
fn plain_number(typed: &str) -> Option<String> {
    let compact = typed.replace(' ', "");
    let (dots, commas) = (compact.matches('.').count(), compact.matches(',').count());
    let decimal_mark = match (dots, commas) {
        (0, 0) => None,
        (1, 0) => Some('.'),
        (0, 1) => {
            let after = compact.rsplit(',').next().map_or(0, str::len);
            // "1,234" is a thousand to most of our users; "12,5" and "1234,56" are French decimals.
            if after == 3 && compact.find(',').is_some_and(|at| at <= 3) { None } else { Some(',') }
        }
        (0, _) | (_, 0) => None,
        _ if compact.rfind('.') > compact.rfind(',') && dots == 1 => Some('.'),
        _ if compact.rfind(',') > compact.rfind('.') && commas == 1 => Some(','),
        _ => return None,
    };
    let (whole, fraction) = match decimal_mark {
        Some(mark) => compact.split_once(mark).filter(|_| compact.matches(mark).count() == 1)?,
        None => (compact.as_str(), ""),
    };
    let digits = whole.replace([',', '.'], "");
    let valid = !(digits.is_empty() && fraction.is_empty())
        && digits.chars().chain(fraction.chars()).all(|c| c.is_ascii_digit())
        && digits.len() <= 15
        && fraction.len() <= 9;
    let whole = if digits.is_empty() { "0" } else { &digits };
    valid.then(|| if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_amounts_mean_what_was_meant() {
        for (typed, minor) in [
            ("1,23,456.50", Some(12_345_650)),
            ("₹ 1.2 lakh", Some(12_000_000)),
            ("Rs. 500", Some(50_000)),
            ("12 345,67", Some(1_234_567)),
            ("12,5", Some(1_250)),
            ("1.234,56", Some(123_456)),
            ("1,234", Some(123_400)),
            ("١٢٣", Some(12_300)),
            ("१२३.५", Some(12_350)),
            ("-5", Some(-500)),
            ("2 Cr", Some(2_000_000_000)),
            (".5", Some(50)),
            ("1.005", None),
            ("12x", None),
            ("", None),
            ("1,2.3,4", None),
            ("=1+1", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(parse_minor("amount", typed, "INR").ok(), minor, "{typed}");
        }
    }

    #[test]
    fn minor_units_follow_the_currency() {
        assert_eq!(text(123_456, "INR"), "1234.56");
        assert_eq!(text(123_456, "JPY"), "123456");
        assert_eq!(text(-5, "KWD"), "-0.005");
        assert_eq!(minor("1.5".parse().unwrap(), "JPY"), None);
    }
}
