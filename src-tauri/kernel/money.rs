//! Amounts as people type them and as the file keeps them: integer minor units of a currency.
//!
//! "1,23,456.50", "₹ 1.2 lakh", "12 345,67", "١٢٣" all mean what their writer meant; what could mean two things is refused
//! with the cure.

use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::round_half_away;
use crate::kernel::error::FieldError;
use crate::kernel::{text, writing};
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
    let amount = parse_amount(path, typed, currency)?;
    let places = iso_decimals(currency).unwrap_or(2);
    if amount.normalize().scale() > places {
        return Err(FieldError::new(path, "error.amount_places")
            .with("places", places)
            .with("currency", currency));
    }
    minor(amount, currency).ok_or_else(|| FieldError::new(path, "error.amount_too_large"))
}

/// Reads a typed amount of `currency`: a number as [`parse_decimal`] takes it, with the currency's own code or sign beside it.
///
/// # Errors
/// As [`parse_decimal`], `error.amount_too_large` in the place of `error.number_too_large`; `error.amount_currency` when another currency is named, whose amount would be another one.
pub fn parse_amount(path: &str, typed: &str, currency: &str) -> Result<Decimal, FieldError> {
    let refused =
        |id: &str| FieldError::new(path, id).with("typed", typed.chars().take(40).collect::<String>());
    let no_number = || refused("error.amount");
    if typed.len() > 100 {
        return Err(no_number());
    }
    let folded =
        text::fold(typed).replace(['\u{66c}', '\''], ",").replace('\u{66b}', ".").replace('\u{2212}', "-");
    let parts = Parts::of(folded.trim()).ok_or_else(no_number)?;
    let mut factor = 1_i64;
    for word in &parts.words {
        match factor_of(word) {
            Some(times) if factor == 1 => factor = times,
            None if stands_for(word, currency) => {}
            None if is_currency(word) => return Err(refused("error.amount_currency")),
            _ => return Err(no_number()),
        }
    }
    let too_large = || {
        FieldError::new(
            path,
            if currency.is_empty() { "error.number_too_large" } else { "error.amount_too_large" },
        )
    };
    let plain = plain_number(&parts.number).ok_or_else(no_number)?;
    if plain.split('.').next().is_some_and(|whole| whole.len() > WHOLE_MAX) {
        return Err(too_large());
    }
    let value: Decimal = plain.parse().map_err(|_| no_number())?;
    let value = value.checked_mul(Decimal::from(factor)).ok_or_else(too_large)?;
    Ok(if parts.negative { -value } else { value })
}

/// Reads a typed number: grouping of any habit, foreign digits, "lakh", "crore", "k", "m". It is of no currency, so none may
/// stand beside it.
///
/// # Errors
/// `error.amount` at `path` when it is no number or could mean two; `error.number_too_large` beyond fifteen digits.
pub fn parse_decimal(path: &str, typed: &str) -> Result<Decimal, FieldError> {
    parse_amount(path, typed, "")
}

/// Reads a typed number, or a product such as `12*450` or `3 × 1.5`.
///
/// # Errors
/// As [`parse_decimal`], `error.amount_too_large` when the product is beyond any price, and `error.too_many_decimals`.
pub fn parse_product(path: &str, typed: &str) -> Result<Decimal, FieldError> {
    parse_price(path, typed, "")
}

/// Reads a price of `currency`, or a product such as `12*450`.
///
/// # Errors
/// As [`parse_amount`], `error.amount_too_large` when the product is beyond any price, and `error.too_many_decimals`.
pub fn parse_price(path: &str, typed: &str, currency: &str) -> Result<Decimal, FieldError> {
    let too_large = || FieldError::new(path, "error.amount_too_large");
    let mut product = Decimal::ONE;
    for factor in typed.split(['*', '×']) {
        product = product.checked_mul(parse_amount(path, factor, currency)?).ok_or_else(too_large)?;
    }
    let product = product.normalize();
    // The pricing engine takes fifteen digits before the point and nine after it.
    if product.scale() > 9 {
        return Err(FieldError::new(path, "error.too_many_decimals"));
    }
    if product.trunc().abs() >= Decimal::from(1_000_000_000_000_000_i64) {
        return Err(too_large());
    }
    Ok(product)
}

/// Most digits before the decimal point.
const WHOLE_MAX: usize = 15;

/// A typed number taken apart.
struct Parts {
    negative: bool,
    /// From the first digit, or the decimal sign before it, to the last digit.
    number: String,
    /// Counting words, codes and signs of currencies around it.
    words: Vec<String>,
}

impl Parts {
    fn of(folded: &str) -> Option<Self> {
        let first = folded.find(|c: char| c.is_ascii_digit())?;
        let end = folded.rfind(|c: char| c.is_ascii_digit())? + 1;
        let (mut head, mut number) = (folded[..first].trim_end(), folded[first..end].to_owned());
        // ".5" begins with its decimal sign; the dot of "Rs.5" is the abbreviation's.
        if let Some(rest) = head.strip_suffix(['.', ',']).filter(|rest| !rest.ends_with(char::is_alphabetic))
        {
            number.insert(0, '.');
            head = rest.trim_end();
        }
        let unsigned = head.strip_suffix('-').or_else(|| head.strip_prefix('-'));
        let tail = folded[end..].trim_start_matches(['.', ',']);
        let around = format!("{} {tail}", unsigned.unwrap_or(head));
        let spaced = SIGNS.iter().fold(around, |text, (sign, _)| text.replace(sign, &format!(" {sign} ")));
        let words = spaced.split_whitespace().map(|word| word.trim_matches('.').to_owned());
        Some(Self { negative: unsigned.is_some(), number, words: words.collect() })
    }
}

/// How many times a counting word takes the number before it.
fn factor_of(word: &str) -> Option<i64> {
    match word {
        "k" | "thousand" => Some(1_000),
        "l" | "lac" | "lakh" | "lakhs" | "लाख" => Some(100_000),
        "m" | "mn" | "million" => Some(1_000_000),
        "cr" | "crore" | "crores" | "करोड" => Some(10_000_000),
        _ => None,
    }
}

/// Signs of currencies, and the currencies that are written with each.
const SIGNS: &[(&str, &[&str])] = &[
    ("₹", &["INR"]),
    ("€", &["EUR"]),
    ("£", &["GBP", "EGP"]),
    ("¥", &["JPY", "CNY"]),
    ("$", &["USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD"]),
];

/// Abbreviations of currencies that are not their codes.
const ABBREVIATIONS: &[(&str, &[&str])] =
    &[("rs", &["INR", "LKR", "MUR", "NPR", "PKR"]), ("dhs", &["AED"]), ("dh", &["AED", "MAD"])];

/// Whether a word is the code or a sign of `currency`.
fn stands_for(word: &str, currency: &str) -> bool {
    let mut names = SIGNS.iter().chain(ABBREVIATIONS);
    !currency.is_empty()
        && (word.eq_ignore_ascii_case(currency)
            || names.any(|(name, currencies)| *name == word && currencies.contains(&currency)))
}

/// Whether a word is the code or a sign of any currency.
fn is_currency(word: &str) -> bool {
    let mut names = SIGNS.iter().chain(ABBREVIATIONS);
    iso_decimals(&word.to_uppercase()).is_some() || names.any(|(name, _)| *name == word)
}

/// Digits with one decimal point, from digits grouped by any habit; `None` when the marks could mean two numbers.
fn plain_number(typed: &str) -> Option<String> {
    let (dots, commas) = (typed.matches('.').count(), typed.matches(',').count());
    let decimal_mark = match (dots, commas) {
        (1, 0) => Some('.'),
        // "1,234" is a thousand where a comma groups; "12,5", "1234,567" and "0,500" are decimals anywhere.
        (0, 1) => (writing::is_decimal_comma() || !is_grouped(typed, ',')).then_some(','),
        (0, _) | (_, 0) => None,
        _ if typed.rfind('.') > typed.rfind(',') && dots == 1 => Some('.'),
        _ if typed.rfind(',') > typed.rfind('.') && commas == 1 => Some(','),
        _ => return None,
    };
    let (whole, fraction) = decimal_mark.and_then(|mark| typed.split_once(mark)).unwrap_or((typed, ""));
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let is_plain = whole.len() == digits.len() || [' ', ',', '.'].iter().any(|mark| is_grouped(whole, *mark));
    let valid = is_plain
        && !(digits.is_empty() && fraction.is_empty())
        && fraction.chars().all(|c| c.is_ascii_digit())
        && fraction.len() <= 9;
    let whole = if digits.is_empty() { "0" } else { &digits };
    valid.then(|| if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

/// Whether `mark` parts digits as people group them: 1,234,567 anywhere, 12,34,567 in India. Other groups are a slip.
fn is_grouped(whole: &str, mark: char) -> bool {
    let groups: Vec<&str> = whole.split(mark).collect();
    let [first, middle @ .., last] = groups.as_slice() else { return false };
    let digits = groups.iter().all(|group| group.chars().all(|c| c.is_ascii_digit()));
    let by_three = first.len() <= 3 && middle.iter().all(|group| group.len() == 3);
    let by_two = first.len() <= 2 && middle.iter().all(|group| group.len() == 2);
    digits && !first.is_empty() && !first.starts_with('0') && last.len() == 3 && (by_three || by_two)
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
            ("1..5", None),
            ("1,2,3", None),
            ("1,23", Some(123)),
            ("1,2345", None),
            ("0,500", Some(50)),
            ("1.234.567", Some(123_456_700)),
            ("12,34,567", Some(123_456_700)),
            ("123,45,678", None),
            ("1,00,00", None),
            ("12 34", None),
            ("1 234,567.5", None),
            ("1\u{202f}500,5", Some(150_050)),
            ("1k5", None),
            ("1 lakh k", None),
            ("5.", Some(500)),
            (",5", Some(50)),
            ("Rs.500", Some(50_000)),
            ("500 Rs.", Some(50_000)),
            ("₹ .5 lakh", Some(5_000_000)),
            ("-₹5", Some(-500)),
            ("₹ -5", Some(-500)),
            ("--5", None),
            ("2-5", None),
            ("inr 100", Some(10_000)),
            ("100 EUR", None),
            ("€100", None),
            ("100 $", None),
        ] {
            assert_eq!(parse_minor("amount", typed, "INR").ok(), minor, "{typed}");
        }
    }

    #[test]
    fn a_currency_is_named_where_it_is_the_fields_own() {
        for (typed, currency, message_id) in [
            ("100 EUR", "EUR", None),
            ("€ 1 500,50", "EUR", None),
            ("$100", "CAD", None),
            ("Dhs 100", "AED", None),
            ("100 EUR", "INR", Some("error.amount_currency")),
            ("₹100", "AED", Some("error.amount_currency")),
            ("100 JPY", "", Some("error.amount_currency")),
            ("100 apples", "EUR", Some("error.amount")),
        ] {
            let read = parse_amount("amount", typed, currency);
            assert_eq!(read.err().map(|error| error.message_id).as_deref(), message_id, "{typed} {currency}");
        }
        assert_eq!(parse_price("price", "12*₹450", "INR").unwrap(), Decimal::from(5_400));
    }

    /// Digits from the right in groups: the first of `least`, the others of `most`.
    fn grouped(number: u64, least: usize, most: usize, mark: char) -> String {
        let digits = number.to_string();
        let mut groups = Vec::new();
        let (mut rest, mut size) = (digits.as_str(), least);
        while rest.len() > size {
            let (before, group) = rest.split_at(rest.len() - size);
            groups.insert(0, group);
            (rest, size) = (before, most);
        }
        groups.insert(0, rest);
        groups.join(&mark.to_string())
    }

    proptest::proptest! {
        #[test]
        fn every_habit_of_grouping_reads_back(number in 0_u64..1_000_000_000_000_000, cents in 0_u32..100) {
            let value = Decimal::new(i64::try_from(number).unwrap() * 100 + i64::from(cents), 2);
            for (groups, mark, decimal) in [(3, ',', '.'), (2, ',', '.'), (3, '.', ','), (3, ' ', ','), (3, '\'', '.')] {
                let typed = format!("{}{decimal}{cents:02}", grouped(number, 3, groups, mark));
                proptest::prop_assert_eq!(parse_decimal("amount", &typed).unwrap(), value, "{}", typed);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(typed in "[-0-9., ₹€a-z']{0,12}") {
            let _ = parse_amount("amount", &typed, "INR");
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
