//! Money must never pass through binary floating point, so every number that enters or leaves the program
//! is a decimal *string*: `-?[0-9]{1,15}(\.[0-9]{1,9})?`. A JSON number is refused, because a reader in
//! between may already have rounded it.
//!
//! Two widths exist. [`DecimalText`] is the strict form above, for quantities, prices, rates and
//! percentages. [`AmountText`] is for a sum of money taken over from another paper: it may carry a plus
//! sign (`"+0.10"`, as XML Schema's `xs:decimal` allows) and a longer fraction.

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Digits that may stand before the decimal point.
pub const INTEGER_DIGITS_MAX: usize = 15;
/// Digits that may stand after the decimal point of a [`DecimalText`].
pub const FRACTION_DIGITS_MAX: usize = 9;

/// Why a text is not a number of ours. The message names the cure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// The text is not digits with at most one point and a leading minus.
    #[error(
        "not a decimal number: write digits with a point, like \"1234.50\" or \"-3\", without spaces, commas or exponent"
    )]
    Malformed,
    /// More than [`INTEGER_DIGITS_MAX`] digits before the point.
    #[error("too large: at most 15 digits may stand before the point")]
    IntegerTooLong,
    /// More than [`FRACTION_DIGITS_MAX`] digits after the point.
    #[error("too fine: at most 9 digits may stand after the point")]
    FractionTooLong,
    /// An amount whose digits together pass what can be held exactly.
    #[error("too fine: at most 28 digits may stand in an amount")]
    TooManyDigits,
}

/// Cuts `text` into its sign, integer digits and fraction digits.
fn digits(text: &str, plus_allowed: bool) -> Result<(&str, &str), DecimalError> {
    let unsigned = match text.strip_prefix('-') {
        Some(rest) => rest,
        None if plus_allowed => text.strip_prefix('+').unwrap_or(text),
        None => text,
    };
    let (integer, fraction) = match unsigned.split_once('.') {
        Some((_, "")) => return Err(DecimalError::Malformed),
        Some(parts) => parts,
        None => (unsigned, ""),
    };
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if integer.is_empty() || !all_digits(integer) || !all_digits(fraction) {
        return Err(DecimalError::Malformed);
    }
    if integer.len() > INTEGER_DIGITS_MAX {
        return Err(DecimalError::IntegerTooLong);
    }
    Ok((integer, fraction))
}

/// A decimal number in its strict textual form, kept exactly.
///
/// Two values are equal when the numbers are equal: `"10"` and `"10.00"` are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecimalText(Decimal);

impl DecimalText {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(Decimal::ONE);

    /// The number itself.
    pub fn value(self) -> Decimal {
        self.0
    }
}

impl FromStr for DecimalText {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let (_, fraction) = digits(text, false)?;
        if fraction.len() > FRACTION_DIGITS_MAX {
            return Err(DecimalError::FractionTooLong);
        }
        Decimal::from_str_exact(text).map(Self).map_err(|_| DecimalError::Malformed)
    }
}

impl TryFrom<Decimal> for DecimalText {
    type Error = DecimalError;

    /// Takes a number of the program, refusing one that the textual form could not carry.
    fn try_from(value: Decimal) -> Result<Self, DecimalError> {
        canonical(value).parse()
    }
}

impl fmt::Display for DecimalText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&canonical(self.0))
    }
}

/// A sum of money as another paper states it: like [`DecimalText`], but a plus sign and a longer fraction
/// are read as well, up to 28 digits in all. Wherever it is used the amount is rounded to the currency at
/// once or refused, so the extra digits go no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AmountText(Decimal);

impl AmountText {
    /// Nought.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The number itself.
    pub fn value(self) -> Decimal {
        self.0
    }
}

impl FromStr for AmountText {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        digits(text, true)?;
        let unsigned = text.strip_prefix('+').unwrap_or(text);
        Decimal::from_str_exact(unsigned).map(Self).map_err(|_| DecimalError::TooManyDigits)
    }
}

impl TryFrom<Decimal> for AmountText {
    type Error = DecimalError;

    /// Takes a number of the program, refusing one with more than 15 digits before the point.
    fn try_from(value: Decimal) -> Result<Self, DecimalError> {
        canonical(value).parse()
    }
}

impl fmt::Display for AmountText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&canonical(self.0))
    }
}

/// Reads any text type of this module from a JSON string, and from nothing else.
struct TextVisitor<T>(std::marker::PhantomData<T>);

impl<T: FromStr<Err = DecimalError>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a decimal number in quotes, like \"12.50\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|error| E::custom(format_args!("{} is {error}", shortened(text))))
    }
}

/// The text in quotes for a message, cut so that a million characters do not come back.
fn shortened(text: &str) -> String {
    const SHOWN_MAX: usize = 40;
    if text.chars().count() <= SHOWN_MAX {
        return format!("{text:?}");
    }
    let start: String = text.chars().take(SHOWN_MAX).collect();
    format!("{start:?}…")
}

macro_rules! serde_as_text {
    ($name:ident) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(TextVisitor(std::marker::PhantomData))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}

serde_as_text!(DecimalText);
serde_as_text!(AmountText);

/// The shortest text of a number: no trailing zeros, no point without digits, and zero without a sign.
pub fn canonical(value: Decimal) -> String {
    if value.is_zero() { "0".to_owned() } else { value.normalize().to_string() }
}

/// `value` rounded half away from zero to `decimal_places`, the one rounding of the product.
///
/// Exact: dropping digits never overflows. Fewer digits than asked for are left as they are.
pub fn round_half_away(value: Decimal, decimal_places: u32) -> Decimal {
    value.round_dp_with_strategy(decimal_places, RoundingStrategy::MidpointAwayFromZero)
}

/// Turns minor units (cents, fils, paise) into a number with exactly `decimal_places` decimals; `None`
/// when the amount passes what a [`Decimal`] holds.
pub fn from_minor(minor: i128, decimal_places: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(minor, decimal_places).ok()
}

/// Turns a number into minor units; `None` when it has more decimals than the currency or is too large.
pub fn to_minor(value: Decimal, decimal_places: u32) -> Option<i128> {
    let value = value.normalize();
    let missing = decimal_places.checked_sub(value.scale())?;
    value.mantissa().checked_mul(10_i128.checked_pow(missing)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strict_text_takes_exactly_the_published_form() {
        for good in ["0", "-0", "10", "10.00", "000000000000012", "999999999999999.999999999", "-1.5"] {
            assert!(good.parse::<DecimalText>().is_ok(), "{good}");
        }
        let bad = [
            "",
            " ",
            "1 ",
            " 1",
            "+1",
            "1.",
            ".5",
            "1e3",
            "1,5",
            "1,000",
            "--1",
            "-",
            "0x10",
            "NaN",
            "١٢",
            "1.2.3",
            "1_000",
            "1234567890123456",
            "0.0000000001",
            "-.5",
            "1\n",
        ];
        for bad in bad {
            assert!(bad.parse::<DecimalText>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn an_amount_may_carry_a_plus_and_a_long_fraction() {
        assert_eq!("+0.10".parse::<AmountText>().unwrap().to_string(), "0.1");
        assert_eq!("2.521254522145214511".parse::<AmountText>().unwrap().to_string(), "2.521254522145214511");
        for bad in ["+-1", "++1", "+", "1e3", "1234567890123456", "0.12345678901234567890123456789"] {
            assert!(bad.parse::<AmountText>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn json_numbers_are_refused() {
        for json in ["10", "10.5", "null", "true", "[\"1\"]"] {
            assert!(serde_json::from_str::<DecimalText>(json).is_err(), "{json}");
            assert!(serde_json::from_str::<AmountText>(json).is_err(), "{json}");
        }
        assert_eq!(serde_json::to_string(&"10.50".parse::<DecimalText>().unwrap()).unwrap(), "\"10.5\"");
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        for (value, places, rounded) in [
            ("10.005", 2, "10.01"),
            ("-10.005", 2, "-10.01"),
            ("2.5", 0, "3"),
            ("-0.4", 0, "0"),
            ("1.25", 1, "1.3"),
        ] {
            let value: DecimalText = value.parse().unwrap();
            assert_eq!(canonical(round_half_away(value.value(), places)), rounded);
        }
    }

    #[test]
    fn minor_units_round_trip() {
        let amount = from_minor(-12_345, 2).unwrap();
        assert_eq!(amount.to_string(), "-123.45");
        assert_eq!(to_minor(amount, 2), Some(-12_345));
        assert_eq!(to_minor(amount, 1), None);
        assert_eq!(from_minor(0, 2).unwrap().to_string(), "0.00");
    }
}
