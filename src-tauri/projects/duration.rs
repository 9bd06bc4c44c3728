//! How long something takes, as people type it: `1h 30m`, `1:30`, `90m`, `1.5`. A number alone is hours.

use crate::kernel::error::FieldError;
use crate::kernel::money;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Longest effort that is taken, in minutes: a hundred thousand hours.
pub const MINUTES_MAX: i64 = 6_000_000;

/// The whole minutes of a typed length of time, more than none.
///
/// # Errors
/// `error.duration` at `path` for what is none, `error.not_positive` for none at all, `error.duration_long` beyond
/// [`MINUTES_MAX`].
pub fn typed(path: &str, text: &str) -> Result<i64, FieldError> {
    match minutes(path, text)? {
        0 => Err(FieldError::new(path, "error.not_positive")),
        minutes if minutes > MINUTES_MAX => {
            Err(FieldError::new(path, "error.duration_long").with("hours", MINUTES_MAX / 60))
        }
        minutes => Ok(minutes),
    }
}

fn minutes(path: &str, text: &str) -> Result<i64, FieldError> {
    let refused = || FieldError::new(path, "error.duration").with("typed", text.trim());
    let text = text.trim().to_lowercase();
    if text.chars().count() > 40 {
        return Err(refused());
    }
    if let Some((hours, minutes)) = text.split_once(':') {
        let whole = |part: &str| part.trim().parse::<u32>().map_err(|_| refused());
        let (hours, minutes) = (whole(hours)?, whole(minutes)?);
        return if minutes < 60 { Ok(i64::from(hours) * 60 + i64::from(minutes)) } else { Err(refused()) };
    }
    let (hours, rest) = match text.split_once('h') {
        Some((hours, rest)) => (hours.trim(), rest),
        None if text.ends_with('m') || text.ends_with("min") => ("", text.as_str()),
        None => (text.as_str(), ""),
    };
    let rest = rest.trim().trim_end_matches("min").trim_end_matches('m').trim();
    let figure = |typed: &str, times: i64| -> Result<Decimal, FieldError> {
        if typed.is_empty() {
            return Ok(Decimal::ZERO);
        }
        let value = money::parse_decimal(path, typed).map_err(|_| refused())?;
        if value.is_sign_negative() {
            return Err(refused());
        }
        value.checked_mul(Decimal::from(times)).ok_or_else(refused)
    };
    if hours.is_empty() && rest.is_empty() {
        return Err(refused());
    }
    let total = figure(hours, 60)?.checked_add(figure(rest, 1)?).ok_or_else(refused)?;
    // A part of a minute is cut off: nobody plans by seconds.
    total.trunc().to_i64().ok_or_else(refused)
}

/// A length of time as it may be typed again: `1h 30m`.
#[must_use]
pub fn shown(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, rest) => format!("{hours}h {rest}m"),
    }
}

#[cfg(test)]
mod tests {
    use super::{shown, typed};

    #[test]
    fn hours_and_minutes_as_they_are_typed() {
        for (text, minutes) in [
            ("2", 120),
            ("1.5", 90),
            ("1:30", 90),
            ("0:05", 5),
            ("1h 30m", 90),
            ("1h30", 90),
            ("2 h", 120),
            ("90m", 90),
            ("45 min", 45),
            ("100000", 6_000_000),
        ] {
            assert_eq!(typed("estimate", text), Ok(minutes), "{text}");
            assert_eq!(typed("estimate", &shown(minutes)), Ok(minutes), "{text} is shown as it may be typed");
        }
        for text in
            ["", "h", "m", "-1", "1:60", "soon", "0", "100001", "1:2:3", "9999999999999999999999999999"]
        {
            assert!(typed("estimate", text).is_err(), "{text}");
        }
    }
}
