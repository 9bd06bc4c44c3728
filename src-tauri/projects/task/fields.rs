//! The fields of a task as they are typed, checked once for new and changed tasks alike.

use crate::kernel::date::CivilDate;
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::projects::duration;
use crate::projects::store::milestone as milestones;
use crate::projects::template_parts::{CHECKS_MAX, at_most};
use crate::projects::words::{Check, Priority, Recurrence};
use crate::store::tx::Read;
use chrono::{Datelike as _, NaiveDate};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// How many years from today the days of a project may lie.
const YEARS_MAX: i32 = 50;

/// The fields of a task that can be typed; absent ones stay, empty text clears.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TaskChange {
    /// What is to be done.
    pub title: Option<String>,
    /// The milestone of its project; empty: none.
    pub milestone_id: Option<String>,
    /// Who does it.
    pub owner_id: Option<String>,
    /// How soon it should be looked at.
    pub priority: Option<Priority>,
    /// Its first day, `YYYY-MM-DD`.
    pub start_date: Option<String>,
    /// Its last day, `YYYY-MM-DD`.
    pub due_date: Option<String>,
    /// How much work it is, as typed: `1h 30m`.
    pub estimate: Option<String>,
    /// All there is to tick off.
    pub checklist: Option<Vec<Check>>,
    /// Notes.
    pub notes: Option<String>,
    /// Whether it comes again.
    pub recurrence: Option<Recurrence>,
}

/// The fields of a task that are written; `None` leaves a column as it is.
#[derive(Debug, Clone, Default)]
pub(in crate::projects) struct TaskFields {
    pub(in crate::projects) title: Option<String>,
    pub(in crate::projects) milestone_id: Option<Option<String>>,
    pub(in crate::projects) priority: Option<Priority>,
    pub(in crate::projects) start: Option<Option<NaiveDate>>,
    pub(in crate::projects) due: Option<Option<NaiveDate>>,
    pub(in crate::projects) estimate_minutes: Option<Option<i64>>,
    pub(in crate::projects) checklist: Option<Vec<Check>>,
    pub(in crate::projects) notes: Option<String>,
    pub(in crate::projects) recurrence: Option<Recurrence>,
}

/// A day on which work may lie: one that exists, and no typing error by a century.
///
/// # Errors
/// `error.date` or `error.date_far` at `path`.
pub(in crate::projects) fn day(
    read: &Read<'_>,
    path: &str,
    typed: &str,
) -> Result<std::result::Result<NaiveDate, FieldError>> {
    let this_year = read.today()?.year();
    Ok(CivilDate::typed(path, typed).and_then(|date| {
        if (date.value().year() - this_year).abs() > YEARS_MAX {
            return Err(FieldError::new(path, "error.date_far").with("year", this_year + YEARS_MAX));
        }
        Ok(date.value())
    }))
}

/// The same where empty text takes the day away.
pub(in crate::projects) fn optional_day(
    read: &Read<'_>,
    path: &str,
    typed: Option<&str>,
    errors: &mut FieldErrors,
) -> Result<Option<Option<NaiveDate>>> {
    let Some(typed) = typed else { return Ok(None) };
    if typed.trim().is_empty() {
        return Ok(Some(None));
    }
    Ok(errors.take(day(read, path, typed)?).map(Some))
}

/// Checks what was typed; `project_id` is the project that the task belongs to.
pub(in crate::projects) fn check(
    read: &Read<'_>,
    set: &TaskChange,
    project_id: Option<&str>,
    errors: &mut FieldErrors,
) -> Result<TaskFields> {
    let mut fields =
        TaskFields { priority: set.priority, recurrence: set.recurrence, ..TaskFields::default() };
    fields.title = set.title.as_deref().and_then(|typed| errors.take(text::required_line("title", typed)));
    fields.notes = set.notes.as_deref().and_then(|typed| errors.take(text::note("notes", typed)));
    fields.milestone_id = milestone(read, set.milestone_id.as_deref(), project_id, errors)?;
    fields.start = optional_day(read, "start_date", set.start_date.as_deref(), errors)?;
    fields.due = optional_day(read, "due_date", set.due_date.as_deref(), errors)?;
    if let (Some(Some(start)), Some(Some(due))) = (fields.start, fields.due)
        && due < start
    {
        errors.add(FieldError::new("due_date", "error.due_before_start").with("start", start.to_string()));
    }
    fields.estimate_minutes = set.estimate.as_deref().and_then(|typed| {
        let is_empty = typed.trim().is_empty();
        if is_empty { Some(None) } else { errors.take(duration::typed("estimate", typed)).map(Some) }
    });
    fields.checklist = set.checklist.as_ref().and_then(|typed| checklist(typed, errors));
    Ok(fields)
}

fn milestone(
    read: &Read<'_>,
    typed: Option<&str>,
    project_id: Option<&str>,
    errors: &mut FieldErrors,
) -> Result<Option<Option<String>>> {
    let Some(typed) = typed else { return Ok(None) };
    if typed.is_empty() {
        return Ok(Some(None));
    }
    let belongs = match project_id {
        Some(project_id) => milestones::belongs(read, typed, project_id)?,
        None => false,
    };
    if !belongs {
        errors.add(FieldError::new("milestone_id", "error.no_such_milestone"));
        return Ok(None);
    }
    Ok(Some(Some(typed.to_owned())))
}

fn checklist(typed: &[Check], errors: &mut FieldErrors) -> Option<Vec<Check>> {
    if !at_most("checklist", typed.len(), CHECKS_MAX, errors) {
        return None;
    }
    let mut checks = Vec::with_capacity(typed.len());
    for (at, one) in typed.iter().enumerate() {
        let text = errors.take(text::required_line(&format!("checklist[{at}].text"), &one.text))?;
        checks.push(Check { text, done: one.done });
    }
    Some(checks)
}
