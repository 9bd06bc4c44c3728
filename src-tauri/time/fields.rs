//! What is typed about time, checked: whose it is, on which day, how long, and for what.

use super::store::{entry as rows, subject as subjects};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::projects::duration;
use crate::store::tx::Read;
use chrono::{Datelike as _, Days, NaiveDate};

/// The minutes of a day.
pub(super) const DAY_MINUTES: i64 = 24 * 60;

/// The Monday of a day's week.
pub(super) fn week_start(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

/// Whose time it is: the acting user's, or that of somebody within reach.
///
/// # Errors
/// `error.no_such_user` at `user_id`, also for somebody out of reach, so that nobody can guess ids.
pub(super) fn user(read: &Read<'_>, typed: Option<&str>) -> Result<String> {
    let id = typed.filter(|id| !id.is_empty()).unwrap_or(&read.actor().user_id);
    let reached = read.visible_owners().is_none_or(|owners| owners.iter().any(|owner| owner == id));
    if reached && (id == read.actor().user_id || !subjects::user_name(read, id)?.is_empty()) {
        return Ok(id.to_owned());
    }
    Err(Error::field("user_id", "error.no_such_user"))
}

/// A day of work: one that has come, or will this week. Today when nothing was typed.
///
/// # Errors
/// A failure of the file; `error.date` and `error.time_ahead` inside.
pub(super) fn day(
    read: &Read<'_>,
    path: &str,
    typed: Option<&str>,
) -> Result<std::result::Result<NaiveDate, FieldError>> {
    let today = read.today()?;
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else { return Ok(Ok(today)) };
    let last = week_start(today) + Days::new(6);
    Ok(CivilDate::typed(path, typed).map(CivilDate::value).and_then(|day| {
        let is_ahead = day > last;
        if is_ahead {
            Err(FieldError::new(path, "error.time_ahead").with("last", last.to_string()))
        } else {
            Ok(day)
        }
    }))
}

/// Any day of the week that is meant; today when nothing was typed.
///
/// # Errors
/// `error.date` at `date`.
pub(super) fn week(read: &Read<'_>, typed: Option<&str>) -> Result<NaiveDate> {
    let day = match typed.filter(|typed| !typed.trim().is_empty()) {
        Some(typed) => CivilDate::typed("date", typed).map_err(|field| Error::fields(vec![field]))?.value(),
        None => read.today()?,
    };
    // A week before the calendar begins, or after it ends, has no place in the file.
    if (1901..=9998).contains(&day.year()) {
        Ok(week_start(day))
    } else {
        Err(Error::field("date", "error.date"))
    }
}

/// How long something took, at most a day.
///
/// # Errors
/// As [`duration::typed`], and `error.time_day_full` at `path`.
pub(super) fn minutes(path: &str, typed: &str) -> std::result::Result<i64, FieldError> {
    let minutes = duration::typed(path, typed)?;
    if minutes > DAY_MINUTES { Err(FieldError::new(path, "error.time_day_full")) } else { Ok(minutes) }
}

/// Refuses minutes that would make a person's day longer than a day; `without` is an entry that is not counted.
///
/// # Errors
/// `error.time_day_full` at `path`.
pub(super) fn fits(
    read: &Read<'_>,
    path: &str,
    user_id: &str,
    day: NaiveDate,
    minutes: i64,
    without: Option<&str>,
) -> Result<()> {
    let noted = rows::minutes_of_day(read, user_id, day, without)?;
    if noted + minutes > DAY_MINUTES { Err(Error::field(path, "error.time_day_full")) } else { Ok(()) }
}

/// The item that says what kind of work it is; empty text for none.
///
/// # Errors
/// A failure of the file; `error.no_such_item` goes to `errors`.
pub(super) fn item(
    read: &Read<'_>,
    typed: Option<&str>,
    errors: &mut FieldErrors,
) -> Result<Option<Option<String>>> {
    let Some(typed) = typed else { return Ok(None) };
    if typed.is_empty() {
        return Ok(Some(None));
    }
    if !subjects::has_item(read, typed)? {
        errors.add(FieldError::new("item_id", "error.no_such_item"));
        return Ok(None);
    }
    Ok(Some(Some(typed.to_owned())))
}
