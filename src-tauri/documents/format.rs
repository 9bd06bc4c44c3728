//! Figures and dates as a document prints them.
//!
//! A figure's shape follows the document, not the machine: Indian papers group lakhs and crores,
//! French ones set a narrow no-break space and a comma, Arabic ones keep Western digits (UAE
//! practice). The renderer never rounds: a value with more decimals than the currency is printed
//! with all of them rather than as something it is not.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::model::{CountryPreset, Currency, Document, Language};
use super::wording::Wording;

/// Narrow no-break space: between a currency sign and its amount, and in French groups.
pub(crate) const NARROW: char = '\u{202f}';

/// Shape of figures in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Figures {
    /// 1,234,567.00
    Western,
    /// 12,34,567.00
    Indian,
    /// 1 234 567,00
    French,
}

impl Figures {
    /// The shape that a document's country and language ask for.
    pub(crate) const fn of(document: &Document) -> Self {
        match (document.country, document.language) {
            (CountryPreset::India, _) => Self::Indian,
            (_, Language::French) => Self::French,
            _ => Self::Western,
        }
    }

    /// An amount with at least `decimals` decimal places and a typographic minus.
    pub(crate) fn amount(self, value: Decimal, decimals: u32) -> String {
        let mut value = value.normalize();
        if value.scale() < decimals {
            value.rescale(decimals);
        }
        self.grouped(value)
    }

    /// A quantity, price or rate without superfluous noughts.
    pub(crate) fn plain(self, value: Decimal) -> String {
        self.grouped(value.normalize())
    }

    /// A percentage: `5%`, in French `5,5 %`.
    pub(crate) fn percent(self, value: Decimal) -> String {
        let space = if self == Self::French { "\u{a0}" } else { "" };
        format!("{}{space}%", self.plain(value))
    }

    /// The decimal sign.
    pub(crate) const fn decimal_sign(self) -> char {
        match self {
            Self::French => ',',
            Self::Western | Self::Indian => '.',
        }
    }

    fn grouped(self, value: Decimal) -> String {
        let digits = value.abs().to_string();
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut text = String::new();
        if value.is_sign_negative() && !value.is_zero() {
            text.push('\u{2212}');
        }
        let count = whole.len();
        for (position, digit) in whole.chars().enumerate() {
            if position > 0 && self.groups_before(count - position) {
                text.push(if self == Self::French { NARROW } else { ',' });
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(self.decimal_sign());
            text.push_str(fraction);
        }
        text
    }

    /// True when a group ends before the digit that has `left` digits from it to the decimal sign.
    const fn groups_before(self, left: usize) -> bool {
        match self {
            Self::Indian => left == 3 || (left > 3 && left % 2 == 1),
            Self::Western | Self::French => left.is_multiple_of(3),
        }
    }
}

/// The sign a currency is printed with; its ISO 4217 code when there is no sign in the fonts.
pub(crate) fn currency_sign(currency: &Currency) -> &str {
    match currency.code.as_str() {
        "INR" => "₹",
        "EUR" => "€",
        "GBP" => "£",
        "USD" => "$",
        code => code,
    }
}

/// An amount with its currency: `₹ 93,403.00`, `1 317,38 €`, `AED 11,175.50`.
pub(crate) fn money(figures: Figures, currency: &Currency, value: Decimal) -> String {
    let amount = figures.amount(value, currency.decimals);
    let sign = currency_sign(currency);
    match figures {
        Figures::French => format!("{amount}{NARROW}{sign}"),
        Figures::Western | Figures::Indian => format!("{sign}{NARROW}{amount}"),
    }
}

/// A date in the language of the document: `22 Nov 2026`, `22 novembre 2026`.
pub(crate) fn date(wording: &Wording, day: NaiveDate) -> String {
    let month = usize::try_from(day.month0()).unwrap_or(0);
    let name = wording.months.get(month).map_or("", String::as_str);
    format!("{}\u{a0}{name}\u{a0}{}", day.day(), day.year())
}

/// A column of dates: beside days of two digits those of one are padded with a figure space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DateColumn {
    padded: bool,
}

impl DateColumn {
    /// The column that holds these days.
    pub(crate) fn of(mut days: impl Iterator<Item = NaiveDate>) -> Self {
        Self { padded: days.any(|day| day.day() > 9) }
    }

    /// A day as a cell of the column.
    pub(crate) fn cell(self, wording: &Wording, day: NaiveDate) -> String {
        let pad = if self.padded && day.day() < 10 { "\u{2007}" } else { "" };
        format!("{pad}{}", date(wording, day))
    }
}

/// An IBAN in groups of four (ISO 13616, paper form).
pub(crate) fn iban(value: &str) -> String {
    let letters: Vec<char> = value.chars().filter(|c| !c.is_whitespace()).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_follow_the_document() {
        let cases = [
            (Figures::Indian, "93403", "93,403.00"),
            (Figures::Indian, "131183.00", "1,31,183.00"),
            (Figures::Indian, "12345678901.25", "12,34,56,78,901.25"),
            (Figures::Indian, "-0.38", "\u{2212}0.38"),
            (Figures::Western, "1234567.5", "1,234,567.50"),
            (Figures::Western, "999", "999.00"),
            (Figures::Western, "0.295", "0.295"),
            (Figures::Western, "-0.00", "0.00"),
            (Figures::French, "1317.38", "1\u{202f}317,38"),
            (Figures::French, "-1000000", "\u{2212}1\u{202f}000\u{202f}000,00"),
        ];
        for (figures, value, expected) in cases {
            let value: Decimal = value.parse().unwrap();
            assert_eq!(figures.amount(value, 2), expected, "{figures:?} {value}");
        }
        assert_eq!(Figures::Western.amount(Decimal::from(1500), 0), "1,500", "yen have no minor unit");
        assert_eq!(Figures::French.percent("5.50".parse().unwrap()), "5,5\u{a0}%");
        assert_eq!(Figures::Indian.percent(Decimal::from(18)), "18%");
        assert_eq!(
            iban("FR76 30006000011234567890189"),
            "FR76 3000 6000 0112 3456 7890 189".replace(' ', "\u{a0}")
        );
    }
}
