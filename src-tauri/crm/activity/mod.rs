//! Activities: calls, meetings, visits, mails, notes and to-dos about any record. Planned until done, with an outcome.
//!
//! A record with nothing planned is an exception, so logging what happened and planning what comes next is one line.

mod fields;
pub mod log;
mod mention;
pub mod parse;
pub mod today;
pub mod visit;
mod when;
mod worth;

pub(in crate::crm) use fields::{Due, due, start_of_day};

use super::lead::response;
use super::owner;
use super::store::activity as store;
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::kernel::zone::Zone;
use crate::store::page::{ListRequest, Page};
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use chrono::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of activity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// A telephone call.
    Call,
    /// A meeting.
    Meeting,
    /// A visit at the customer's place.
    Visit,
    /// A mail or a written message.
    Email,
    /// Something to remember; always done.
    Note,
    /// Something to do.
    #[default]
    Todo,
}

impl ActivityKind {
    /// Whether the other side has heard from us; such an activity answers a lead.
    #[must_use]
    pub const fn is_contact(self) -> bool {
        matches!(self, Self::Call | Self::Meeting | Self::Visit | Self::Email)
    }

    /// Its icon in the Lucide set.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Call => "phone",
            Self::Meeting => "users",
            Self::Visit => "map-pin",
            Self::Email => "mail",
            Self::Note => "sticky-note",
            Self::Todo => "square-check",
        }
    }
}

/// Filters of the list of activities.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ActivityFilter {
    /// Only about this record.
    pub record_id: Option<String>,
    /// Only about this customer and its deals and leads.
    pub customer_id: Option<String>,
    /// Only of this owner.
    pub owner_id: Option<String>,
    /// Only this kind.
    pub kind: Option<ActivityKind>,
    /// True: only done ones; false: only planned ones.
    pub done: Option<bool>,
    /// Only those due on this day or later, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Only those due on this day or earlier, `YYYY-MM-DD`.
    pub to: Option<String>,
}

/// A planned activity, as a row of something else shows it.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ActivityBrief {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: ActivityKind,
    /// What it is about.
    pub subject: String,
    /// The day it is due.
    pub due_date: Option<String>,
    /// The time it is due, `HH:MM`.
    pub due_time: Option<String>,
    /// How late it is; null while it is not.
    pub late: Option<Badge>,
}

/// A row of the list of activities, and of the calendar.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ActivityRow {
    /// What it is and until when.
    pub brief: ActivityBrief,
    /// Its version; done and reopen send the one they saw.
    pub version: i64,
    /// The record it is about.
    pub record_id: Option<String>,
    /// That record's kind.
    pub record_kind: Option<String>,
    /// That record's title.
    pub record_title: Option<String>,
    /// The customer behind it.
    pub customer_id: Option<String>,
    /// The customer's name.
    pub customer: Option<String>,
    /// The instant it is due, in epoch milliseconds; the start of the day when no time is given.
    pub due_ms: Option<i64>,
    /// How long it takes, in minutes.
    pub minutes: Option<i64>,
    /// Whether it was promised to the customer.
    pub promise: bool,
    /// When it was done, in epoch milliseconds.
    pub done_ms: Option<i64>,
    /// What came of it.
    pub outcome: String,
    /// When it was done, else due, else written, in epoch milliseconds.
    pub at_ms: i64,
    /// The amount of the deal or lead it is about.
    pub amount: Option<Money>,
    /// Owner's user id.
    pub owner_id: Option<String>,
    /// Owner's name.
    pub owner: String,
}

/// Count of the activities that a filter shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ActivitySummary {
    /// How many.
    pub count: i64,
}

/// Which activity.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityGetRequest {
    /// Its id.
    pub id: String,
}

/// An activity with everything its page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Activity {
    /// What its row shows.
    pub row: ActivityRow,
    /// Notes.
    pub notes: String,
    /// Where.
    pub place: String,
    /// Arrival, in epoch milliseconds.
    pub arrival_ms: Option<i64>,
    /// Leaving, in epoch milliseconds.
    pub leaving_ms: Option<i64>,
    /// The attachment with the customer's signature.
    pub signature_id: Option<String>,
    /// Who signed.
    pub signed_by: String,
    /// The day of arrival at the firm's clocks, `YYYY-MM-DD`; of a planned visit the day it is due.
    pub visit_day: Option<String>,
    /// Arrival at the firm's clocks, `HH:MM`.
    pub arrival: Option<String>,
    /// Leaving at the firm's clocks, `HH:MM`.
    pub leaving: Option<String>,
    /// Since when it exists, in epoch milliseconds.
    pub created_ms: i64,
}

/// A new activity. Only the subject is required.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ActivityCreateRequest {
    /// Its kind; a to-do when absent.
    pub kind: Option<ActivityKind>,
    /// What it is about.
    pub subject: Option<String>,
    /// The record it is about.
    pub record_id: Option<String>,
    /// The day it is due, `YYYY-MM-DD`.
    pub due_date: Option<String>,
    /// The time it is due, `HH:MM`; needs a day.
    pub due_time: Option<String>,
    /// How long it takes, in minutes.
    pub minutes: Option<i64>,
    /// Whether it was promised to the customer.
    pub promise: Option<bool>,
    /// Notes.
    pub notes: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Arrival of a visit, in epoch milliseconds.
    pub arrival_ms: Option<i64>,
    /// Leaving of a visit, in epoch milliseconds.
    pub leaving_ms: Option<i64>,
    /// The attachment with the customer's signature on a visit.
    pub signature_id: Option<String>,
    /// Owner; the acting user when absent.
    pub owner_id: Option<String>,
    /// Whether it has happened; a note always has.
    pub done: Option<bool>,
    /// What came of it, when it has happened.
    pub outcome: Option<String>,
}

/// A change of an activity; absent fields stay, empty text clears.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityUpdateRequest {
    /// Which activity.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: ActivityChange,
}

/// The fields of an activity that can change.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ActivityChange {
    /// What it is about.
    pub subject: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// The day it is due, `YYYY-MM-DD`.
    pub due_date: Option<String>,
    /// The time it is due, `HH:MM`; needs a day.
    pub due_time: Option<String>,
    /// How long it takes, in minutes; 0 clears.
    pub minutes: Option<i64>,
    /// Whether it was promised to the customer.
    pub promise: Option<bool>,
    /// Where.
    pub place: Option<String>,
    /// Arrival of a visit, in epoch milliseconds; 0 clears.
    pub arrival_ms: Option<i64>,
    /// Leaving of a visit, in epoch milliseconds; 0 clears.
    pub leaving_ms: Option<i64>,
    /// The attachment with the customer's signature on a visit; empty clears.
    pub signature_id: Option<String>,
    /// Owner.
    pub owner_id: Option<String>,
}

/// An activity that has happened.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityDoneRequest {
    /// Which activity.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// What came of it.
    #[serde(default)]
    #[ts(optional)]
    pub outcome: Option<String>,
}

/// Which activity to open again or to delete.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityVersionRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The activity that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ActivityResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// An activity in the making, its fields checked.
#[derive(Debug, Clone, Default)]
pub(super) struct NewActivity {
    pub(super) kind: ActivityKind,
    pub(super) record_id: Option<String>,
    pub(super) subject: String,
    pub(super) notes: String,
    pub(super) due_date: Option<String>,
    pub(super) due_time: Option<String>,
    pub(super) minutes: Option<i64>,
    pub(super) promise: bool,
    pub(super) place: String,
    pub(super) arrival_ms: Option<i64>,
    pub(super) leaving_ms: Option<i64>,
    pub(super) signature_id: Option<String>,
    pub(super) owner_id: Option<String>,
    pub(super) done: bool,
    pub(super) outcome: String,
}

/// How late something is that should have been done before `late_ms`; `None` while it is not late.
///
/// Its day is that of the last instant before: what is due on a day is late when the next one begins.
pub(super) fn late_badge(late_ms: Option<i64>, now: &DateTime<Zone>) -> Option<Badge> {
    let late_ms = late_ms.filter(|late_ms| *late_ms <= now.timestamp_millis())?;
    let due = DateTime::from_timestamp_millis(late_ms.saturating_sub(1))?.with_timezone(&now.timezone());
    Badge::days_late(due.date_naive(), now.date_naive())
        .or_else(|| Some(Badge::new(Tone::Danger, "clock-alert", "badge.late")))
}

/// A page of activities: of a record, of a customer, of an owner, or of some days (the calendar).
///
/// # Errors
/// `error.date` at `filter.from` and `filter.to`; as [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<ActivityFilter>) -> Result<Page<ActivityRow>> {
    let range = fields::range(read, request.filter.as_ref())?;
    store::list(read, &request, range)
}

/// How many activities the same filter shows.
///
/// # Errors
/// `error.date` at `filter.from` and `filter.to`.
pub fn summary(read: &Read<'_>, request: ListRequest<ActivityFilter>) -> Result<ActivitySummary> {
    let range = fields::range(read, request.filter.as_ref())?;
    Ok(ActivitySummary { count: store::count(read, &request, range)? })
}

/// An activity with its notes, place and signature.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: ActivityGetRequest) -> Result<Activity> {
    record::require_readable(read, "activity", &request.id)?;
    let mut activity = store::get(read, &request.id)?;
    visit::say_times(read, &mut activity)?;
    Ok(activity)
}

/// Plans an activity, or writes down one that has happened.
///
/// # Errors
/// `invalid` with every field; `not_found` when the record may not be seen.
pub fn create(tx: &Tx<'_>, request: ActivityCreateRequest) -> Result<ActivityResponse> {
    let new = fields::check_new(tx, request)?;
    let id = insert(tx, &new)?;
    Ok(ActivityResponse { id, version: 1 })
}

/// Makes an activity from checked fields.
pub(super) fn insert(tx: &Tx<'_>, new: &NewActivity) -> Result<String> {
    let customer_id = match &new.record_id {
        Some(record_id) => store::customer_of(tx, record_id)?,
        None => None,
    };
    let id = record::create(
        tx,
        NewRecord {
            kind: "activity",
            title: &new.subject,
            customer_id: customer_id.as_deref(),
            ..NewRecord::default()
        },
    )?;
    store::insert(tx, &id, new, fields::due(tx, new.due_date.as_deref(), new.due_time.as_deref())?)?;
    if let Some(owner_id) = &new.owner_id {
        owner::give(tx, "activity", &id, "owner_id", owner_id)?;
    }
    response::refresh(tx, new.record_id.as_deref())?;
    mention::tell(tx, &id, "plan", &new.subject, &[&new.subject, &new.notes])?;
    mention::tell(tx, &id, "outcome", &new.subject, &[&new.outcome])?;
    Ok(id)
}

/// Changes an activity.
///
/// # Errors
/// `invalid` with every field; `precondition` with `error.visit_signed` for hours and words that the customer signed for; `conflict`,
/// `not_found`.
pub fn update(tx: &Tx<'_>, request: ActivityUpdateRequest) -> Result<ActivityResponse> {
    record::touch(tx, "activity", &request.id, request.version)?;
    let stands = store::stands(tx, &request.id)?;
    let changed = fields::check(tx, "set.", &request.set, stands.clone())?;
    if changed.signature_id == stands.signature_id {
        visit::keeps_signed(&stands, changed.arrival_ms, changed.leaving_ms)?;
        visit::keeps_words(&stands, &changed)?;
    }
    record::retitle(tx, &request.id, &changed.subject)?;
    let due = fields::due(tx, changed.due_date.as_deref(), changed.due_time.as_deref())?;
    store::update(tx, &request.id, &changed, due)?;
    mention::tell(tx, &request.id, "plan", &changed.subject, &[&changed.subject, &changed.notes])?;
    if let Some(owner_id) = &request.set.owner_id {
        owner::give(tx, "activity", &request.id, "set.owner_id", owner_id)?;
    }
    Ok(ActivityResponse { id: request.id, version: request.version + 1 })
}

/// Moves a planned activity by so many days, whoever's it is, because what it is about has moved; one that is done, or is due on no day,
/// stays.
///
/// # Errors
/// `error.date_far` at `due_date` when it would lie beyond the calendar.
pub(crate) fn postpone(tx: &Tx<'_>, id: &str, days: i64) -> Result<()> {
    let stands = store::stands(tx, id)?;
    let Some(day) = stands.due_date.clone().filter(|_| !stands.done && days != 0) else { return Ok(()) };
    let moved = fields::days_on(&day, days)?;
    record::bump(tx, id)?;
    let due = fields::due(tx, Some(&moved), stands.due_time.as_deref())?;
    store::update(tx, id, &NewActivity { due_date: Some(moved), ..stands }, due)
}

/// Says that a planned activity has happened.
///
/// # Errors
/// `precondition` with `error.activity_done`; `invalid` at `outcome`; `conflict`, `not_found`.
pub fn done(tx: &Tx<'_>, request: ActivityDoneRequest) -> Result<ActivityResponse> {
    record::touch(tx, "activity", &request.id, request.version)?;
    let stands = store::stands(tx, &request.id)?;
    if stands.done {
        return Err(Error::precondition("error.activity_done"));
    }
    let outcome = fields::outcome(request.outcome.as_deref())?;
    store::set_done(tx, &request.id, Some(tx.now_ms()), &outcome)?;
    mention::tell(tx, &request.id, "outcome", &stands.subject, &[&outcome])?;
    response::refresh(tx, stands.record_id.as_deref())?;
    Ok(ActivityResponse { id: request.id, version: request.version + 1 })
}

/// Plans a done activity again.
///
/// # Errors
/// `precondition` with `error.activity_open`, or `error.note_stays` for a note; `conflict`, `not_found`.
pub fn reopen(tx: &Tx<'_>, request: ActivityVersionRequest) -> Result<ActivityResponse> {
    record::touch(tx, "activity", &request.id, request.version)?;
    let stands = store::stands(tx, &request.id)?;
    if stands.kind == ActivityKind::Note {
        return Err(Error::precondition("error.note_stays"));
    }
    if !stands.done {
        return Err(Error::precondition("error.activity_open"));
    }
    store::set_done(tx, &request.id, None, "")?;
    response::refresh(tx, stands.record_id.as_deref())?;
    Ok(ActivityResponse { id: request.id, version: request.version + 1 })
}

/// Deletes an activity. It can be brought back by undo.
///
/// # Errors
/// `precondition` with `error.visit_signed`; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: ActivityVersionRequest) -> Result<ActivityResponse> {
    record::touch(tx, "activity", &request.id, request.version)?;
    let stands = store::stands(tx, &request.id)?;
    if stands.signature_id.is_some() {
        return Err(Error::precondition("error.visit_signed"));
    }
    store::delete(tx, &request.id)?;
    record::delete(tx, &request.id)?;
    response::refresh(tx, stands.record_id.as_deref())?;
    Ok(ActivityResponse { id: request.id, version: request.version + 1 })
}
