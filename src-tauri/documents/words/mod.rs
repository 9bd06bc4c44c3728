//! Amounts in words.
//!
//! A figure can be altered with one stroke and a sentence cannot, so receipts, invoices and
//! cheques in India, the Gulf and France spell the amount out. The words must be exactly the
//! figure: nothing is rounded here, and an amount finer than its currency is refused.
//!
//! Each language has its own file with its number words, its names of currencies and the order
//! in which a printed document puts them. A currency without a name in a language is written by
//! its ISO 4217 code and a fraction, as banks do ("One thousand XPF", "… and 50/100").

mod arabic;
mod arabic_units;
mod english;
mod english_units;
mod french;
mod french_units;
mod hindi;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::calc::error::CalcError;
use crate::kernel::currency::iso_decimals;

/// The languages in which an amount can be spelt out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English with thousands, millions and so on by the short scale.
    #[serde(rename = "en")]
    English,
    /// English with lakh and crore, the unit first and every word capitalised, as Indian
    /// documents have it.
    #[serde(rename = "en-IN")]
    IndianEnglish,
    /// French with the long scale and the spelling from before 1990, which banks keep.
    #[serde(rename = "fr")]
    French,
    /// Hindi with lakh, crore, arab and kharab.
    #[serde(rename = "hi")]
    Hindi,
    /// Modern Standard Arabic.
    #[serde(rename = "ar")]
    Arabic,
}

/// An amount spelt out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The whole units as a cardinal number in its citation form, in small letters; with the
    /// word for minus in front when the amount is negative.
    pub integer: String,
    /// The minor units (paise, fils, centimes) as a cardinal number; the word for zero when there
    /// are none.
    pub minor: String,
    /// The phrase for the printed document, with the names of the currency, in the grammar that
    /// they ask for.
    pub text: String,
}

/// An amount taken apart.
struct Amount<'a> {
    negative: bool,
    integer: u128,
    minor: u128,
    /// How many minor units make a unit, as a number of decimals.
    decimals: u32,
    currency: &'a str,
}

impl Amount<'_> {
    /// The minor part as a fraction in figures, for a currency whose minor unit has no name.
    fn fraction(&self) -> String {
        let width = self.decimals as usize;
        format!("{:0width$}/1{:0<width$}", self.minor, "")
    }
}

/// Spells `amount` out in `language`; `currency` is an ISO 4217 code in capitals.
///
/// # Errors
/// `invalid` at `currency` when the code is unknown or has no minor unit in ISO 4217, and at
/// `amount` when it has more decimals than the currency.
pub fn in_words(language: Language, currency: &str, amount: Decimal) -> Result<Words, CalcError> {
    let amount = take_apart(currency, amount)?;
    let (cardinal, text): (fn(u128) -> String, _) = match language {
        Language::English => (english::cardinal, english::phrase(&amount)),
        Language::IndianEnglish => (english::indian_cardinal, english::indian_phrase(&amount)),
        Language::French => (french::cardinal, french::phrase(&amount)),
        Language::Hindi => (hindi::cardinal, hindi::phrase(&amount)),
        Language::Arabic => (arabic::cardinal, arabic::phrase(&amount)),
    };
    let integer = cardinal(amount.integer);
    Ok(Words {
        integer: if amount.negative { format!("{} {integer}", minus(language)) } else { integer },
        minor: cardinal(amount.minor),
        text,
    })
}

fn minus(language: Language) -> &'static str {
    match language {
        Language::English | Language::IndianEnglish => english::MINUS,
        Language::French => french::MINUS,
        Language::Hindi => hindi::MINUS,
        Language::Arabic => arabic::MINUS,
    }
}

fn take_apart(currency: &str, amount: Decimal) -> Result<Amount<'_>, CalcError> {
    let Some(decimals) = iso_decimals(currency) else {
        let message = "this is no currency code of ISO 4217; write three capital letters such as INR";
        return Err(CalcError::invalid("currency", message));
    };
    let amount = amount.normalize();
    let Some(missing) = decimals.checked_sub(amount.scale()) else {
        let message =
            format!("{currency} has {decimals} decimals; round the amount before it is written in words");
        return Err(CalcError::invalid("amount", message));
    };
    // The mantissa has at most 96 bits and a currency at most four decimals, so this cannot
    // overflow; a longer currency would be refused instead of spelt wrongly.
    let minor_units =
        10_u128.checked_pow(missing).and_then(|factor| amount.mantissa().unsigned_abs().checked_mul(factor));
    let (Some(minor_units), Some(unit)) = (minor_units, 10_u128.checked_pow(decimals)) else {
        return Err(CalcError::out_of_range("amount", "the amount is too large to be written in words"));
    };
    Ok(Amount {
        negative: amount.is_sign_negative() && minor_units > 0,
        integer: minor_units / unit,
        minor: minor_units % unit,
        decimals,
        currency,
    })
}

/// Raises the first letter of a sentence.
fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// The groups of three digits of a number, the lowest first, with their place; empty groups are
/// left out.
fn groups_of_thousand(number: u128) -> Vec<(usize, u32)> {
    let mut rest = number;
    let mut groups = Vec::new();
    for place in 0.. {
        if rest == 0 {
            break;
        }
        // A remainder by a thousand always fits.
        let group = u32::try_from(rest % 1000).unwrap_or_default();
        if group > 0 {
            groups.push((place, group));
        }
        rest /= 1000;
    }
    groups
}
