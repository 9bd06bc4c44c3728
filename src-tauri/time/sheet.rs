//! The weeks of people: open while they are written, submitted, approved. What is submitted stays as it is until its week is recalled or
//! sent back. Two laptops may have begun the same week of a person; the rows of it go together.

use super::fields::{self, week_start};
use super::notice;
use super::store::sheet as rows;
use super::words::SheetStatus;
use crate::kernel::badge::Badge;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::page::{ListRequest, Page};
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Filters of the list of weeks.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimesheetFilter {
    /// Only those that stand like this.
    pub status: Option<SheetStatus>,
    /// Only those of this person.
    pub user_id: Option<String>,
}

/// A week of a person in the list.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimesheetRow {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// Whose.
    pub user_id: String,
    /// That person's name.
    pub user: String,
    /// Its Monday, `YYYY-MM-DD`.
    pub week_start: String,
    /// How it stands.
    pub status: SheetStatus,
    /// The same as a badge.
    pub badge: Badge,
    /// How much is noted in it, in minutes.
    pub minutes: i64,
    /// How much of that is invoiced to somebody, in minutes.
    pub billable_minutes: i64,
    /// When it was submitted, in epoch milliseconds.
    pub submitted_ms: Option<i64>,
    /// Why it was sent back.
    pub reason: String,
}

/// Whose week.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimesheetWeekOf {
    /// Whose; the acting user's when absent.
    pub user_id: Option<String>,
    /// Any day of the week, `YYYY-MM-DD`; this week when absent.
    pub date: Option<String>,
}

/// Which week: by its id, or whose and when.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimesheetGetRequest {
    /// Its id; whose and when is not asked then.
    pub id: Option<String>,
    /// Whose; the acting user's when absent.
    pub user_id: Option<String>,
    /// Any day of the week, `YYYY-MM-DD`; this week when absent.
    pub date: Option<String>,
}

/// Which week, as it was seen.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimesheetVersionRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// A week that needs another look.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimesheetSendBackRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// What is to be put right.
    pub reason: String,
}

/// The week that was changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimesheetResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// The weeks of people, a page of them.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<TimesheetFilter>) -> Result<Page<TimesheetRow>> {
    rows::list(read, &request)
}

/// Refuses a week that waits for approval or is approved.
///
/// # Errors
/// `precondition` with `error.timesheet_locked`.
pub(super) fn require_open(read: &Read<'_>, user_id: &str, day: NaiveDate) -> Result<()> {
    let week = week_start(day);
    let is_open = |sheet: &rows::Sheet| sheet.status == SheetStatus::Open;
    if rows::of_week(read, user_id, week)?.iter().all(is_open) {
        return Ok(());
    }
    Err(Error::precondition("error.timesheet_locked").with("week", week.to_string()))
}

/// The week of a day in which a person may note time; it is begun when nothing was noted in it.
///
/// # Errors
/// `precondition` with `error.timesheet_locked`.
pub(super) fn open_for(tx: &Tx<'_>, user_id: &str, day: NaiveDate) -> Result<String> {
    require_open(tx, user_id, day)?;
    let week = week_start(day);
    if let Some(sheet) = rows::of_week(tx, user_id, week)?.into_iter().next() {
        return Ok(sheet.id);
    }
    let title = week.to_string();
    let new = NewRecord { kind: "timesheet", title: &title, owner_id: Some(user_id), ..NewRecord::default() };
    let id = record::create(tx, new)?;
    rows::insert(tx, &id, user_id, week)?;
    Ok(id)
}

/// A refusal of the week that was named.
pub(super) fn refused(message: &str, week: NaiveDate) -> Error {
    Error::fields(vec![FieldError::new("date", message).with("week", week.to_string())])
}

/// The rows of a person's week, of which there is at least one, once all of them stand like this.
fn standing(tx: &Tx<'_>, request: &TimesheetWeekOf, wanted: SheetStatus) -> Result<Vec<rows::Sheet>> {
    let user_id = fields::user(tx, request.user_id.as_deref())?;
    let week = fields::week(tx, request.date.as_deref())?;
    let sheets = rows::of_week(tx, &user_id, week)?;
    if sheets.iter().any(|sheet| sheet.status != wanted) || (sheets.is_empty() && wanted != SheetStatus::Open)
    {
        let is_open = wanted == SheetStatus::Open;
        let message = if is_open { "error.timesheet_locked" } else { "error.timesheet_not_submitted" };
        return Err(refused(message, week));
    }
    if wanted == SheetStatus::Open && rows::minutes(tx, &user_id, week)? == 0 {
        return Err(refused("error.timesheet_empty", week));
    }
    Ok(sheets)
}

fn touched(tx: &Tx<'_>, sheet: &rows::Sheet) -> Result<TimesheetResponse> {
    let version = record::version(tx, &sheet.id)?;
    record::touch(tx, "timesheet", &sheet.id, version)?;
    Ok(TimesheetResponse { id: sheet.id.clone(), version: version + 1 })
}

/// Submits a person's week.
///
/// # Errors
/// `error.no_such_user` at `user_id`; `error.date`, `error.timesheet_empty` or `error.timesheet_locked` at `date`.
pub fn submit(tx: &Tx<'_>, request: TimesheetWeekOf) -> Result<TimesheetResponse> {
    let sheets = standing(tx, &request, SheetStatus::Open)?;
    let submitted = change_all(tx, &sheets, rows::submit)?;
    notice::submitted(tx, &rows::find(tx, &submitted.id)?)?;
    Ok(submitted)
}

/// Takes a submitted week back that nobody has approved yet.
///
/// # Errors
/// `error.no_such_user` at `user_id`; `error.date` or `error.timesheet_not_submitted` at `date`.
pub fn recall(tx: &Tx<'_>, request: TimesheetWeekOf) -> Result<TimesheetResponse> {
    let sheets = standing(tx, &request, SheetStatus::Submitted)?;
    let recalled = change_all(tx, &sheets, |tx, id| rows::reopen(tx, id, ""))?;
    notice::recalled(tx, &rows::find(tx, &recalled.id)?)?;
    Ok(recalled)
}

fn change_all(
    tx: &Tx<'_>,
    sheets: &[rows::Sheet],
    change: impl Fn(&Tx<'_>, &str) -> Result<()>,
) -> Result<TimesheetResponse> {
    let mut last = None;
    for sheet in sheets {
        last = Some(touched(tx, sheet)?);
        change(tx, &sheet.id)?;
    }
    last.ok_or_else(|| Error::not_found("timesheet"))
}

/// A week that is to be decided on, at the version that was seen. Nobody decides on their own, but who may decide on everybody's.
fn deciding(tx: &Tx<'_>, id: &str, seen: i64) -> Result<rows::Sheet> {
    record::touch(tx, "timesheet", id, seen)?;
    let sheet = rows::find(tx, id)?;
    if tx.visible_owners().is_some() && sheet.user_id == tx.actor().user_id {
        return Err(Error::precondition("error.timesheet_own"));
    }
    Ok(sheet)
}

/// Approves a submitted week.
///
/// # Errors
/// `precondition` with `error.timesheet_not_submitted` or `error.timesheet_own`; `conflict`, `not_found`.
pub fn approve(tx: &Tx<'_>, request: TimesheetVersionRequest) -> Result<TimesheetResponse> {
    let sheet = deciding(tx, &request.id, request.version)?;
    if sheet.status != SheetStatus::Submitted {
        return Err(Error::precondition("error.timesheet_not_submitted").with("week", sheet.week.to_string()));
    }
    rows::approve(tx, &request.id)?;
    notice::decided(tx, &rows::find(tx, &request.id)?)?;
    Ok(TimesheetResponse { id: request.id, version: request.version + 1 })
}

/// Sends a week back that was submitted or approved, so that its time can be put right. What is invoiced of it stays as it is.
///
/// # Errors
/// `invalid` at `reason`; `precondition` with `error.timesheet_open` or `error.timesheet_own`; `conflict`, `not_found`.
pub fn send_back(tx: &Tx<'_>, request: TimesheetSendBackRequest) -> Result<TimesheetResponse> {
    let sheet = deciding(tx, &request.id, request.version)?;
    let mut errors = FieldErrors::default();
    let reason = errors.take(text::required_line("reason", &request.reason)).unwrap_or_default();
    errors.finish()?;
    if sheet.status == SheetStatus::Open {
        return Err(Error::precondition("error.timesheet_open").with("week", sheet.week.to_string()));
    }
    rows::reopen(tx, &request.id, &reason)?;
    notice::decided(tx, &rows::find(tx, &request.id)?)?;
    Ok(TimesheetResponse { id: request.id, version: request.version + 1 })
}
