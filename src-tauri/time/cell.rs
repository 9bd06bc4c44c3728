//! The week grid as it is typed: one cell at a time, or the week before once more.
//!
//! A cell is all that a person spent on one thing on one day. What is typed there is its new whole: more goes to what was noted last, less
//! is taken from there, and notes of what stays are kept.

use super::entry;
use super::fields::{self, DAY_MINUTES, fits};
use super::sheet::{self, TimesheetWeekOf};
use super::store::entry::{self as rows, NewEntry, Origin, Stands};
use super::store::subject as subjects;
use super::subject::{self, Subject, TimeOn};
use super::week::TimeCell;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::store::tx::Tx;
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A cell as it was typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimesheetSetRequest {
    /// Whose week; the acting user's when absent.
    #[serde(default)]
    #[ts(optional)]
    pub user_id: Option<String>,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// What the time was spent on.
    pub on: TimeOn,
    /// All of it; empty or 0 for none.
    pub time: String,
}

/// The cell as it is now.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimesheetSetResponse {
    /// The cell.
    pub cell: TimeCell,
}

/// What was copied.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimesheetCopyResponse {
    /// How many cells.
    pub copied: usize,
    /// How many were left out: their project is done, or their day has time already.
    pub skipped: usize,
}

/// Puts a cell of the grid to what was typed.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.timesheet_locked`.
pub fn set(tx: &Tx<'_>, request: TimesheetSetRequest) -> Result<TimesheetSetResponse> {
    let user_id = fields::user(tx, request.user_id.as_deref())?;
    let mut errors = FieldErrors::default();
    let day = errors.take(fields::day(tx, "date", Some(&request.date))?);
    let is_none = matches!(request.time.trim(), "" | "0" | "0:00" | "0h" | "0m");
    let minutes = if is_none { Some(0) } else { errors.take(fields::minutes("time", &request.time)) };
    // A cell that has time may be corrected when its project is done; whether it has is seen below.
    let subject = subject::check(tx, &request.on, Some(&request.on.bare()), &mut errors)?;
    errors.finish()?;
    let (Some(day), Some(minutes), Some(subject)) = (day, minutes, subject) else {
        return Err(Error::internal("a cell without its fields passed"));
    };
    sheet::require_open(tx, &user_id, day)?;
    let cell: Vec<Stands> =
        rows::between(tx, &user_id, day, day)?.into_iter().filter(|one| one.on == subject.on).collect();
    let noted: i64 = cell.iter().map(|one| one.minutes).sum();
    if minutes > noted {
        fits(tx, "time", &user_id, day, minutes - noted, None)?;
        add(tx, &user_id, day, &subject, &cell, minutes - noted)?;
    } else if minutes < noted {
        take(tx, &cell, noted - minutes)?;
    }
    Ok(TimesheetSetResponse { cell: TimeCell::of(minutes) })
}

/// Adds minutes to what was noted last and may change, or notes them anew; what was said in a ticket keeps how long it took.
fn add(
    tx: &Tx<'_>,
    user_id: &str,
    day: NaiveDate,
    subject: &Subject,
    cell: &[Stands],
    minutes: i64,
) -> Result<()> {
    for last in cell.iter().rev().filter(|one| !one.is_said) {
        if rows::invoice_of(tx, &last.id)?.is_none() {
            return rows::set_minutes(tx, &last.id, last.minutes + minutes);
        }
    }
    if subject.is_closed {
        return Err(Error::field("on", "error.project_closed"));
    }
    let new = NewEntry {
        user_id,
        day,
        minutes,
        subject,
        item_id: None,
        note: "",
        billable: subject.is_billable,
        origin: Origin::Typed,
    };
    entry::insert(tx, &new).map(drop)
}

/// Takes minutes from what was noted last, and so on; what is invoiced stays.
fn take(tx: &Tx<'_>, cell: &[Stands], mut minutes: i64) -> Result<()> {
    let mut posted = None;
    for one in cell.iter().rev() {
        if minutes == 0 {
            break;
        }
        if let Some(invoice) = rows::invoice_of(tx, &one.id)? {
            posted = Some(invoice);
            continue;
        }
        let less = minutes.min(one.minutes);
        minutes -= less;
        if less == one.minutes {
            rows::delete(tx, &one.id)
        } else {
            rows::set_minutes(tx, &one.id, one.minutes - less)
        }?;
    }
    match posted {
        Some(invoice) if minutes > 0 => {
            Err(Error::fields(vec![FieldError::new("time", "error.time_invoiced").with("invoice", invoice)]))
        }
        _ => Ok(()),
    }
}

/// What is copied together: one thing on one day, sold as one item or not at all.
type CopyKey = (NaiveDate, TimeOn, Option<String>, bool);

/// Copies the time of the week before into a week, where that has none yet. Notes are not copied: they tell what was done then.
///
/// # Errors
/// `error.no_such_user` at `user_id`; `error.date` or `error.nothing_to_copy` at `date`; `precondition` with `error.timesheet_locked`.
pub fn copy_last_week(tx: &Tx<'_>, request: TimesheetWeekOf) -> Result<TimesheetCopyResponse> {
    let user_id = fields::user(tx, request.user_id.as_deref())?;
    let week = fields::week(tx, request.date.as_deref())?;
    fields::day(tx, "date", Some(&week.to_string()))?.map_err(|field| Error::fields(vec![field]))?;
    sheet::require_open(tx, &user_id, week)?;
    let here = rows::between(tx, &user_id, week, week + Days::new(6))?;
    let mut parts: BTreeMap<CopyKey, i64> = BTreeMap::new();
    for one in rows::between(tx, &user_id, week - Days::new(7), week - Days::new(1))? {
        let key = (one.day + Days::new(7), one.on, one.item_id, one.billable);
        *parts.entry(key).or_default() += one.minutes;
    }
    let mut done = TimesheetCopyResponse { copied: 0, skipped: 0 };
    for ((day, on, item_id, billable), minutes) in parts {
        let has_time = here.iter().any(|one| one.day == day && one.on == on);
        let subject = subjects::of(tx, &on)?.filter(|subject| !subject.is_closed && !has_time);
        let is_full = rows::minutes_of_day(tx, &user_id, day, None)? + minutes > DAY_MINUTES;
        let Some(subject) = subject.filter(|_| !is_full) else {
            done.skipped += 1;
            continue;
        };
        let new = NewEntry {
            user_id: &user_id,
            day,
            minutes,
            subject: &subject,
            item_id: item_id.as_deref(),
            note: "",
            billable,
            origin: Origin::Typed,
        };
        entry::insert(tx, &new)?;
        done.copied += 1;
    }
    if done.copied == 0 { Err(sheet::refused("error.nothing_to_copy", week)) } else { Ok(done) }
}
