//! Entries: work of a person on a day. One that was submitted is changed when its week was sent back, and one that is invoiced not at
//! all while the invoice counts.

use super::fields::{self, fits};
use super::sheet;
use super::store::entry::{self as rows, NewEntry, Origin, Stands};
use super::subject::{self, TimeOn};
use crate::kernel::error::{Error, FieldErrors, Result};
use crate::kernel::text;
use crate::store::tx::Tx;
use crate::store::version;
use crate::support::overage;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Time that is noted by hand.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeLogRequest {
    /// Whose; the acting user's when absent.
    #[serde(default)]
    #[ts(optional)]
    pub user_id: Option<String>,
    /// On which day, `YYYY-MM-DD`; today when absent.
    #[serde(default)]
    #[ts(optional)]
    pub date: Option<String>,
    /// How long: `1:30`, `1h 30m`, `90m`, `1.5`.
    pub time: String,
    /// What it was spent on.
    pub on: TimeOn,
    /// The item that it is sold as.
    #[serde(default)]
    #[ts(optional)]
    pub item_id: Option<String>,
    /// What was done.
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
    /// Whether it is invoiced; as it is usual there when absent.
    #[serde(default)]
    #[ts(optional)]
    pub billable: Option<bool>,
}

/// Fields of an entry; absent ones stay, empty text clears.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimeChange {
    /// On which day, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// How long.
    pub time: Option<String>,
    /// What it was spent on.
    pub on: Option<TimeOn>,
    /// The item that it is sold as.
    pub item_id: Option<String>,
    /// What was done.
    pub note: Option<String>,
    /// Whether it is invoiced.
    pub billable: Option<bool>,
}

/// A change of an entry.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeUpdateRequest {
    /// Which entry.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Its fields.
    pub set: TimeChange,
}

/// Which entry, as it was seen.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeVersionRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The entry that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// Notes time by hand.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.timesheet_locked`.
pub fn log(tx: &Tx<'_>, request: TimeLogRequest) -> Result<TimeResponse> {
    let user_id = fields::user(tx, request.user_id.as_deref())?;
    let mut errors = FieldErrors::default();
    let day = errors.take(fields::day(tx, "date", request.date.as_deref())?);
    let minutes = errors.take(fields::minutes("time", &request.time));
    let subject = subject::check(tx, &request.on, None, &mut errors)?;
    let item_id = fields::item(tx, request.item_id.as_deref(), &mut errors)?;
    let note = errors.take(text::note("note", request.note.as_deref().unwrap_or_default()));
    errors.finish()?;
    let (Some(day), Some(minutes), Some(subject)) = (day, minutes, subject) else {
        return Err(Error::internal("an entry without its fields passed"));
    };
    let (item_id, note) = (item_id.flatten(), note.unwrap_or_default());
    let new = NewEntry {
        user_id: &user_id,
        day,
        minutes,
        item_id: item_id.as_deref(),
        note: &note,
        billable: request.billable.unwrap_or(subject.is_billable),
        subject: &subject,
        origin: Origin::Typed,
    };
    Ok(TimeResponse { id: insert(tx, &new)?, version: 1 })
}

/// Writes an entry into the week it belongs to, which is opened when it is the first.
///
/// # Errors
/// `precondition` with `error.timesheet_locked`; `error.time_day_full` at `time`.
pub(super) fn insert(tx: &Tx<'_>, new: &NewEntry<'_>) -> Result<String> {
    fits(tx, "time", new.user_id, new.day, new.minutes, None)?;
    let sheet_id = sheet::open_for(tx, new.user_id, new.day)?;
    rows::insert(tx, &sheet_id, new)
}

/// An entry within reach that may change: its week is open, and no invoice that counts has it.
///
/// # Errors
/// `precondition` with `error.timesheet_locked` or `error.time_invoiced`; `not_found`.
pub(super) fn changeable(tx: &Tx<'_>, id: &str) -> Result<Stands> {
    let reach = tx.visible_owners();
    let stands =
        rows::find(tx, id)?.filter(|entry| reach.is_none_or(|owners| owners.contains(&entry.user_id)));
    let stands = stands.ok_or_else(|| Error::not_found("time_entry"))?;
    sheet::require_open(tx, &stands.user_id, stands.day)?;
    match rows::invoice_of(tx, id)? {
        Some(invoice) => Err(Error::precondition("error.time_invoiced").with("invoice", invoice)),
        None => Ok(stands),
    }
}

/// Changes an entry.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.timesheet_locked`, `error.time_invoiced` or `error.time_is_overage`;
/// `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: TimeUpdateRequest) -> Result<TimeResponse> {
    let stands = changeable(tx, &request.id)?;
    version::touch(tx, "time_entry", &request.id, request.version)?;
    let below = |error: Error| error.below("set.");
    let set = &request.set;
    let mut errors = FieldErrors::default();
    let day = match &set.date {
        Some(typed) => errors.take(fields::day(tx, "date", Some(typed))?),
        None => Some(stands.day),
    };
    let minutes = match &set.time {
        Some(typed) => errors.take(fields::minutes("time", typed)),
        None => Some(stands.minutes),
    };
    let subject = match &set.on {
        Some(on) => subject::check(tx, on, Some(&stands.on), &mut errors)?,
        None => None,
    };
    let item_id = fields::item(tx, set.item_id.as_deref(), &mut errors)?;
    let note = set.note.as_deref().and_then(|typed| errors.take(text::note("note", typed)));
    errors.finish().map_err(below)?;
    let (day, minutes) = (day.unwrap_or(stands.day), minutes.unwrap_or(stands.minutes));
    fits(tx, "time", &stands.user_id, day, minutes, Some(&request.id)).map_err(below)?;
    if set.billable == Some(true) && !stands.billable {
        overage::bills_time_once(tx, &request.id)?;
    }
    let change = rows::EntryChange {
        sheet_id: sheet::open_for(tx, &stands.user_id, day)?,
        day,
        minutes,
        subject: subject.as_ref(),
        item_id,
        note,
        billable: set.billable,
    };
    rows::update(tx, &request.id, &change)?;
    Ok(TimeResponse { id: request.id, version: request.version + 1 })
}

/// Takes an entry away.
///
/// # Errors
/// `precondition` with `error.timesheet_locked` or `error.time_invoiced`; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: TimeVersionRequest) -> Result<TimeResponse> {
    changeable(tx, &request.id)?;
    version::touch(tx, "time_entry", &request.id, request.version)?;
    rows::delete(tx, &request.id)?;
    Ok(TimeResponse { id: request.id, version: request.version + 1 })
}
