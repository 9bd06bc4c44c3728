//! How many decimals a currency has decides where every amount is rounded: two for most, none for the yen,
//! three for the Kuwaiti dinar. The list is ISO 4217, through the crate `iso_currency`.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};

/// The most decimals a currency may be given by hand, the same as a number may have.
pub const DECIMALS_MAX: u32 = 9;

/// The decimals of `code` after ISO 4217, such as 2 for `INR`, 0 for `JPY`, 3 for `KWD`.
///
/// `None` for a code that is not in the list, and for one without a minor unit (gold, `XAU`).
pub fn iso_decimals(code: &str) -> Option<u32> {
    iso_currency::Currency::from_code(code)?.exponent().map(u32::from)
}

/// Whether `code` has the form of a currency code: three capital letters.
pub fn is_code_form(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A number of decimals, 0 to [`DECIMALS_MAX`]. It is read from a whole JSON number or from digits in
/// quotes, since it is a count and not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct DecimalPlaces(u32);

impl DecimalPlaces {
    /// Two, as most currencies have.
    pub const TWO: Self = Self(2);

    /// `count` decimals; `None` above [`DECIMALS_MAX`].
    pub fn new(count: u32) -> Option<Self> {
        (count <= DECIMALS_MAX).then_some(Self(count))
    }

    /// The count.
    pub fn get(self) -> u32 {
        self.0
    }
}

struct PlacesVisitor;

impl Visitor<'_> for PlacesVisitor {
    type Value = DecimalPlaces;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a whole number of decimals from 0 to {DECIMALS_MAX}")
    }

    fn visit_u64<E: de::Error>(self, count: u64) -> Result<DecimalPlaces, E> {
        let places = u32::try_from(count).ok().and_then(DecimalPlaces::new);
        places.ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(count), &self))
    }

    fn visit_i64<E: de::Error>(self, count: i64) -> Result<DecimalPlaces, E> {
        let places = u32::try_from(count).ok().and_then(DecimalPlaces::new);
        places.ok_or_else(|| E::invalid_value(de::Unexpected::Signed(count), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<DecimalPlaces, E> {
        let digit = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit());
        let places = text.parse().ok().filter(|_| digit).and_then(DecimalPlaces::new);
        places.ok_or_else(|| E::custom(format_args!("the text is not {}", &self as &dyn de::Expected)))
    }
}

impl<'de> Deserialize<'de> for DecimalPlaces {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PlacesVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_follow_the_standard() {
        let published = [
            ("INR", 2),
            ("AED", 2),
            ("EUR", 2),
            ("GBP", 2),
            ("USD", 2),
            ("JPY", 0),
            ("KRW", 0),
            ("VND", 0),
            ("ISK", 0),
            ("CLP", 0),
            ("UGX", 0),
            ("KWD", 3),
            ("BHD", 3),
            ("OMR", 3),
            ("JOD", 3),
            ("TND", 3),
            ("IQD", 3),
            ("LYD", 3),
            ("CLF", 4),
            ("HUF", 2),
            ("MGA", 2),
            ("LAK", 2),
        ];
        for (code, decimals) in published {
            assert_eq!(iso_decimals(code), Some(decimals), "{code}");
        }
        for unknown in ["XAU", "QQQ", "eur", "", "EURO"] {
            assert_eq!(iso_decimals(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn places_are_small_whole_numbers() {
        for good in ["0", "9", "\"3\""] {
            assert!(serde_json::from_str::<DecimalPlaces>(good).is_ok(), "{good}");
        }
        for bad in ["10", "-1", "2.0", "\"+2\"", "\"\"", "\"12\"", "true", "null"] {
            assert!(serde_json::from_str::<DecimalPlaces>(bad).is_err(), "{bad}");
        }
    }
}
