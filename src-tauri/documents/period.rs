//! The days that a paper is about, in words: what a line of a recurring invoice says instead of `{period}` and `{month}`.

use super::DocumentError;
use super::format;
use super::model::Language;
use super::wording::{Wording, filled};
use chrono::{Datelike as _, NaiveDate};

/// A span of days in the language of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// From its first to its last day: `1 Dec 2026 – 31 Dec 2026`; a single day is said once.
    pub days: String,
    /// The month of its first day: `December 2026`.
    pub month: String,
}

/// The words for the days from `first` to `last`, with plain spaces, since they stand in a text that people go on typing in.
///
/// # Errors
/// [`DocumentError::Bundle`] when the words of the language cannot be read, which means a damaged build.
pub fn period(language: Language, first: NaiveDate, last: NaiveDate) -> Result<Period, DocumentError> {
    let wording = Wording::of(language)?;
    let day = |day| format::date(wording, day).replace('\u{a0}', " ");
    let month = usize::try_from(first.month0()).unwrap_or(0);
    let name = wording.month_names.get(month).map_or("", String::as_str);
    let days = if first == last { day(first) } else { format!("{} – {}", day(first), day(last)) };
    Ok(Period { days, month: format!("{name} {}", first.year()) })
}

/// How much of something was used, in the language of a document: `Network care: 18.5 h of 24 h used`.
///
/// # Errors
/// As [`period`].
pub fn used_of(language: Language, name: &str, used: &str, allowed: &str) -> Result<String, DocumentError> {
    let wording = Wording::of(language)?;
    // The name comes last: braces in it are its own.
    Ok(filled(&wording.used_of, &[("used", used), ("allowed", allowed), ("name", name)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_said_in_the_language_of_the_paper() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (language, days, month) in [
            (Language::English, "1 Dec 2026 – 31 Dec 2026", "December 2026"),
            (Language::French, "1 décembre 2026 – 31 décembre 2026", "décembre 2026"),
            (Language::Arabic, "1 ديسمبر 2026 – 31 ديسمبر 2026", "ديسمبر 2026"),
            (Language::Hindi, "1 दिसंबर 2026 – 31 दिसंबर 2026", "दिसंबर 2026"),
        ] {
            let found = period(language, day("2026-12-01"), day("2026-12-31")).unwrap();
            assert_eq!((found.days.as_str(), found.month.as_str()), (days, month), "{language:?}");
        }
        let one = period(Language::English, day("2026-12-01"), day("2026-12-01")).unwrap();
        assert_eq!(one.days, "1 Dec 2026");
    }
}
