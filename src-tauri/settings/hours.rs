//! Opening hours as people type them: `9:30-13:00, 14:00-18:30`, each from–to by a hyphen or dash, several parted by commas. Nothing
//! typed is a closed day. They are kept and shown in one form, so that a change of spelling is no change.

use crate::kernel::calendar::Hours;
use crate::kernel::error::FieldError;
use std::fmt::Write as _;

/// Most stretches of one day.
const STRETCHES_MAX: usize = 6;

/// Hours that go on into the next day are refused from so many minutes on: `9:30-6:30` is meant for the evening, and `9-9` might
/// be the whole day or none of it.
const OVERNIGHT_MINUTES_MAX: u32 = 16 * 60;

/// Reads what was typed into the field at `path`; what ends at or before its begin goes on into the next day.
///
/// # Errors
/// As [`read`]; `error.hours_overnight` for what goes on into the next day for [`OVERNIGHT_MINUTES_MAX`] or more.
pub(super) fn typed(path: &str, typed: &str) -> Result<Vec<Hours>, FieldError> {
    let hours = read(path, typed)?;
    match overnight_minutes(&hours) {
        Some(minutes) if minutes >= OVERNIGHT_MINUTES_MAX => {
            Err(FieldError::new(path, "error.hours_overnight").with("read", shown(&hours)))
        }
        _ => Ok(hours),
    }
}

/// How long the stretch lasts, in minutes, that goes on into the next day: only the last of a day does.
pub(super) fn overnight_minutes(hours: &[Hours]) -> Option<u32> {
    let last = hours.last().filter(|last| last.to() <= last.from())?;
    Some((24 * 3600 - last.from() + last.to()) / 60)
}

/// Reads what was typed into the field at `path`, however long it is.
///
/// # Errors
/// `error.hours` for what cannot be read, `error.hours_overlap` for stretches that are not one after the other.
pub(super) fn read(path: &str, typed: &str) -> Result<Vec<Hours>, FieldError> {
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
    read("", text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(text: &str) -> Result<String, String> {
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
            assert_eq!(understood(text).as_deref(), Ok(kept), "{text}");
            assert_eq!(understood(kept).as_deref(), Ok(kept), "{kept}");
        }
        for text in ["9", "9 to 5", "9-25", "9:7-10", "-9", "24:00-1:00", "9-17-18", "९-१७"] {
            assert_eq!(understood(text), Err("error.hours".to_owned()), "{text}");
        }
        for text in ["9-13, 12-17", "14-18, 9-13", "22-6, 7-9"] {
            assert_eq!(understood(text), Err("error.hours_overlap".to_owned()), "{text}");
        }
        assert_eq!(understood("1-2,2-3,3-4,4-5,5-6,6-7,7-8"), Err("error.too_many".to_owned()));
    }

    #[test]
    fn a_night_is_taken_and_an_afternoon_written_like_one_is_not() {
        for (text, minutes, is_taken) in [
            ("", None, true),
            ("6-22", None, true),
            ("0-24", None, true),
            ("9-13, 18-2:30", Some(510), true),
            ("22-0", Some(120), true),
            ("9-0:59", Some(959), true),
            ("9-1", Some(960), false),
            ("9:30-6:30", Some(21 * 60), false),
            ("9:30-13, 14-6:30", Some(16 * 60 + 30), false),
            ("9-9", Some(24 * 60), false),
        ] {
            let hours = read("", text).unwrap();
            assert_eq!(overnight_minutes(&hours), minutes, "{text}");
            let refusal = typed("week[0]", text).err().map(|error| error.message_id);
            assert_eq!(refusal.as_deref(), (!is_taken).then_some("error.hours_overnight"), "{text}");
            // What was kept before there was the rule still counts.
            assert_eq!(kept(text), hours, "{text}");
        }
    }
}
