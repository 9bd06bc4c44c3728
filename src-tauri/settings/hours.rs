//! Opening hours as people type them: `9:30-13:00, 14:00-18:30`, each from–to by a hyphen or dash, several parted by commas. Nothing
//! typed is a closed day. They are kept and shown in one form, so that a change of spelling is no change.

use crate::kernel::calendar::Hours;
use crate::kernel::error::FieldError;
use std::fmt::Write as _;

/// Most stretches of one day.
const STRETCHES_MAX: usize = 6;

/// Reads what was typed into the field at `path`; what ends at or before its begin goes on into the next day.
///
/// # Errors
/// `error.hours` for what cannot be read, `error.hours_overlap` for stretches that are not one after the other.
pub(super) fn typed(path: &str, typed: &str) -> Result<Vec<Hours>, FieldError> {
    let unreadable = || FieldError::new(path, "error.hours");
    let stretches: Vec<&str> =
        typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if stretches.len() > STRETCHES_MAX {
        return Err(FieldError::new(path, "error.too_many").with("max", STRETCHES_MAX));
    }
    let mut hours = Vec::new();
    for stretch in stretches {
        let (from, to) = stretch.split_once(['-', '–', '—']).ok_or_else(unreadable)?;
        let pair = minutes(from).zip(minutes(to)).and_then(|(from, to)| Hours::new(from * 60, to * 60));
        hours.push(pair.ok_or_else(unreadable)?);
    }
    let is_in_order = |pair: &[Hours]| pair[0].from() < pair[0].to() && pair[0].to() <= pair[1].from();
    if !hours.windows(2).all(is_in_order) {
        return Err(FieldError::new(path, "error.hours_overlap"));
    }
    Ok(hours)
}

/// `9`, `9:30`, `9.30` or `24:00`, in minutes of the day.
fn minutes(typed: &str) -> Option<u32> {
    let typed = typed.trim();
    let (hours, minutes) = typed.split_once([':', '.']).unwrap_or((typed, "00"));
    let number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        let is_number = digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { part.parse::<u32>().ok() } else { None }
    };
    let (hours, minutes) = (number(hours, 1..=2)?, number(minutes, 2..=2)?);
    (minutes < 60 && hours * 60 + minutes <= 24 * 60).then_some(hours * 60 + minutes)
}

/// The one form in which they are kept and shown.
pub(super) fn shown(hours: &[Hours]) -> String {
    let mut text = String::new();
    for (at, stretch) in hours.iter().enumerate() {
        let between = if at > 0 { ", " } else { "" };
        let clock = |seconds: u32| format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
        let _ = write!(text, "{between}{}–{}", clock(stretch.from()), clock(stretch.to()));
    }
    text
}

/// What is kept, read again; nothing of what could never have been kept.
pub(super) fn kept(text: &str) -> Vec<Hours> {
    typed("", text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        typed("week[0]", text).map(|hours| shown(&hours)).map_err(|error| error.message_id)
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, kept) in [
            ("", ""),
            ("9-17", "09:00–17:00"),
            (" 9:30 – 13.00;14:00-18:30, ", "09:30–13:00, 14:00–18:30"),
            ("22-6", "22:00–06:00"),
            ("0:00-24:00", "00:00–24:00"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(kept), "{text}");
            assert_eq!(read(kept).as_deref(), Ok(kept), "{kept}");
        }
        for text in ["9", "9 to 5", "9-25", "9:7-10", "-9", "24:00-1:00", "9-17-18", "९-१७"] {
            assert_eq!(read(text), Err("error.hours".to_owned()), "{text}");
        }
        for text in ["9-13, 12-17", "14-18, 9-13", "22-6, 7-9"] {
            assert_eq!(read(text), Err("error.hours_overlap".to_owned()), "{text}");
        }
        assert_eq!(read("1-2,2-3,3-4,4-5,5-6,6-7,7-8"), Err("error.too_many".to_owned()));
    }
}
