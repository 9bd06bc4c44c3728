//! A due date is a civil date: a day in the calendar, without a clock or a time zone. It is written
//! `YYYY-MM-DD` (ISO 8601) and in no other way, so that nobody has to guess which number is the month.

use crate::kernel::error::FieldError;
use chrono::{Datelike, NaiveDate};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The first year that is taken; earlier ones are typing errors in a business.
pub const YEAR_MIN: i32 = 1900;
/// The last year that is taken, the last that ISO 8601 writes with four digits.
pub const YEAR_MAX: i32 = 9999;

/// Why a text or a day is not a date of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not `YYYY-MM-DD`.
    #[error("not a date: write it as YYYY-MM-DD, like 2026-03-31")]
    Malformed,
    /// Well formed, but the calendar has no such day.
    #[error("not a day of the calendar: check the month and its last day")]
    NoSuchDay,
    /// Outside [`YEAR_MIN`] to [`YEAR_MAX`].
    #[error("out of range: the year must lie between 1900 and 9999")]
    OutOfRange,
}

/// A day of the calendar between 1900 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate(NaiveDate);

impl CivilDate {
    /// The day itself.
    pub fn value(self) -> NaiveDate {
        self.0
    }

    /// What was typed into the field at `path`, spaces around it left out.
    ///
    /// # Errors
    /// `error.date` at `path`; `error.date_range` for a day of another century.
    pub fn typed(path: &str, typed: &str) -> Result<Self, FieldError> {
        typed.trim().parse().map_err(|error| match error {
            DateError::OutOfRange => {
                FieldError::new(path, "error.date_range").with("first", YEAR_MIN).with("last", YEAR_MAX)
            }
            DateError::Malformed | DateError::NoSuchDay => FieldError::new(path, "error.date"),
        })
    }
}

impl TryFrom<NaiveDate> for CivilDate {
    type Error = DateError;

    fn try_from(day: NaiveDate) -> Result<Self, DateError> {
        if (YEAR_MIN..=YEAR_MAX).contains(&day.year()) { Ok(Self(day)) } else { Err(DateError::OutOfRange) }
    }
}

impl FromStr for CivilDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let shape = text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        if text.len() != 10 || !shape {
            return Err(DateError::Malformed);
        }
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| DateError::NoSuchDay)?;
        Self::try_from(day)
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0.format("%Y-%m-%d"))
    }
}

struct DateVisitor;

impl Visitor<'_> for DateVisitor {
    type Value = CivilDate;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a date in quotes, like \"2026-03-31\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<CivilDate, E> {
        text.parse().map_err(|error: DateError| {
            let shown: String = text.chars().take(20).collect();
            E::custom(format_args!("{shown:?} is {error}"))
        })
    }
}

impl<'de> Deserialize<'de> for CivilDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DateVisitor)
    }
}

impl Serialize for CivilDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_in_one_spelling() {
        for good in ["2024-02-29", "1900-01-01", "9999-12-31"] {
            assert_eq!(good.parse::<CivilDate>().unwrap().to_string(), good);
        }
        let bad = [
            ("2023-02-29", DateError::NoSuchDay),
            ("2024-13-01", DateError::NoSuchDay),
            ("2024-00-10", DateError::NoSuchDay),
            ("1899-12-31", DateError::OutOfRange),
            ("0000-01-01", DateError::OutOfRange),
            ("2024-2-9", DateError::Malformed),
            ("29/02/2024", DateError::Malformed),
            ("2024-02-29T00:00:00", DateError::Malformed),
            ("", DateError::Malformed),
            ("+024-02-29", DateError::Malformed),
        ];
        for (text, error) in bad {
            assert_eq!(text.parse::<CivilDate>(), Err(error), "{text}");
        }
    }
}
