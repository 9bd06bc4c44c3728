//! The timer: one row with the instant of its start. Nothing counts while it runs, so sleep, restart and power cuts take nothing from
//! it; stopping it subtracts. When that cannot be right (the clock was set back, or half a day has passed) it asks instead of guessing.

use super::entry;
use super::fields::{self, DAY_MINUTES};
use super::sheet;
use super::store::entry::{NewEntry, Origin};
use super::store::subject as subjects;
use super::store::timer::{self as rows, Running};
use super::subject::{self, Subject, TimeOn};
use crate::kernel::error::{Error, FieldErrors, Result};
use crate::kernel::text;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest span that is believed without asking, in minutes: twelve hours.
const BELIEVED_MINUTES: i64 = 12 * 60;

const MINUTE_MS: i64 = 60_000;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimerGetRequest {}

/// The acting user's timer.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimerGetResponse {
    /// The one that runs; null when none does.
    pub timer: Option<Timer>,
}

/// A timer that runs.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Timer {
    /// Its id.
    pub id: String,
    /// What it runs for.
    pub on: TimeOn,
    /// The same in words: the task or ticket, else the project.
    pub title: String,
    /// The project and customer behind that; empty when there are none.
    pub place: String,
    /// The item that it is sold as.
    pub item_id: Option<String>,
    /// Its name; empty without one.
    pub item: String,
    /// What is done.
    pub note: String,
    /// Whether it is invoiced.
    pub billable: bool,
    /// When it was started, in epoch milliseconds.
    pub started_ms: i64,
    /// The time now, in epoch milliseconds: what is shown counts on from here.
    pub now_ms: i64,
}

/// A timer to start. One that runs is stopped first.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimerStartRequest {
    /// What it runs for.
    pub on: TimeOn,
    /// The item that it is sold as.
    #[serde(default)]
    #[ts(optional)]
    pub item_id: Option<String>,
    /// What is done.
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
    /// Whether it is invoiced; as it is usual there when absent.
    #[serde(default)]
    #[ts(optional)]
    pub billable: Option<bool>,
    /// How long the one took that runs, when its time is in doubt.
    #[serde(default)]
    #[ts(optional)]
    pub stopped_time: Option<String>,
}

/// A change of the timer that runs; absent fields stay.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimerUpdateRequest {
    /// What it runs for.
    pub on: Option<TimeOn>,
    /// The item that it is sold as; empty for none of its own.
    pub item_id: Option<String>,
    /// What is done.
    pub note: Option<String>,
    /// Whether it is invoiced; as it is usual there when absent beside another `on`.
    pub billable: Option<bool>,
}

/// The end of the timer.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimerStopRequest {
    /// How long it really took; by the clock when absent.
    pub time: Option<String>,
    /// What was done; as it stands when absent.
    pub note: Option<String>,
}

/// Why the clock is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DoubtReason {
    /// The clock was set back while it ran.
    ClockSetBack,
    /// More than twelve hours have passed.
    Long,
}

/// A time that is not noted without asking. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TimerDoubt {
    /// Why.
    pub reason: DoubtReason,
    /// What the timer that runs is for.
    pub title: String,
    /// When it was started, in epoch milliseconds.
    pub started_ms: i64,
    /// What the clock says it took, in minutes; null when that is less than nothing.
    pub minutes: Option<i64>,
}

/// What became of the timer.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimerResponse {
    /// The timer that runs now.
    pub timer: Option<Timer>,
    /// The entry that was made of the one that was stopped.
    pub entry_id: Option<String>,
    /// How long that took, in minutes.
    pub minutes: Option<i64>,
    /// What is to be asked before anything happens; then send the time that was typed.
    pub doubt: Option<TimerDoubt>,
}

/// The acting user's timer.
///
/// # Errors
/// A failure of the file.
pub fn get(read: &Read<'_>, _: TimerGetRequest) -> Result<TimerGetResponse> {
    Ok(TimerGetResponse { timer: shown(read)? })
}

fn shown(read: &Read<'_>) -> Result<Option<Timer>> {
    let Some(running) = rows::running(read)? else { return Ok(None) };
    let (title, place) = rows::names(read, &running.on)?;
    Ok(Some(Timer {
        id: running.id,
        on: running.on,
        title,
        place,
        item: running
            .item_id
            .as_deref()
            .map_or_else(|| Ok(String::new()), |id| subjects::item_name(read, id))?,
        item_id: running.item_id,
        note: running.note,
        billable: running.billable,
        started_ms: running.started_ms,
        now_ms: read.now_ms(),
    }))
}

/// Starts the timer. One that runs is stopped first, in the same step.
///
/// # Errors
/// `invalid` with the fields, those of the stopped one at `stopped_time`.
pub fn start(tx: &Tx<'_>, request: TimerStartRequest) -> Result<TimerResponse> {
    let mut errors = FieldErrors::default();
    let subject = subject::check(tx, &request.on, None, &mut errors)?;
    let item_id = fields::item(tx, request.item_id.as_deref(), &mut errors)?.flatten();
    let note = errors.take(text::note("note", request.note.as_deref().unwrap_or_default()));
    errors.finish()?;
    let subject = subject.ok_or_else(|| Error::internal("a timer for nothing passed"))?;
    let mut response = TimerResponse { timer: None, entry_id: None, minutes: None, doubt: None };
    if let Some(running) = rows::running(tx)? {
        response = end(tx, &running, "stopped_time", request.stopped_time.as_deref(), None)?;
        if response.doubt.is_some() {
            return Ok(TimerResponse { timer: shown(tx)?, ..response });
        }
    }
    rows::insert(
        tx,
        &Running {
            id: tx.new_id(),
            on: subject.on,
            item_id,
            note: note.unwrap_or_default(),
            billable: request.billable.unwrap_or(subject.is_billable),
            started_ms: tx.now_ms(),
        },
    )?;
    Ok(TimerResponse { timer: shown(tx)?, ..response })
}

/// Changes what the timer runs for, or what is said of it. It runs on.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.no_timer`.
pub fn update(tx: &Tx<'_>, request: TimerUpdateRequest) -> Result<TimerResponse> {
    let mut running = require_running(tx)?;
    let mut errors = FieldErrors::default();
    if let Some(on) = &request.on
        && let Some(subject) = subject::check(tx, on, Some(&running.on), &mut errors)?
    {
        if subject.on != running.on {
            running.billable = subject.is_billable;
        }
        running.on = subject.on;
    }
    if let Some(item_id) = fields::item(tx, request.item_id.as_deref(), &mut errors)? {
        running.item_id = item_id;
    }
    if let Some(note) = request.note.as_deref().and_then(|typed| errors.take(text::note("note", typed))) {
        running.note = note;
    }
    errors.finish()?;
    running.billable = request.billable.unwrap_or(running.billable);
    rows::update(tx, &running)?;
    Ok(TimerResponse { timer: shown(tx)?, entry_id: None, minutes: None, doubt: None })
}

/// Stops the timer and notes its time; or asks, and stops nothing, when the clock cannot be believed.
///
/// # Errors
/// `invalid` at `time` and `note`; `precondition` with `error.no_timer`.
pub fn stop(tx: &Tx<'_>, request: TimerStopRequest) -> Result<TimerResponse> {
    let running = require_running(tx)?;
    let note = request.note.as_deref().map(|typed| text::note("note", typed)).transpose();
    let note = note.map_err(|field| Error::fields(vec![field]))?;
    let response = end(tx, &running, "time", request.time.as_deref(), note)?;
    Ok(TimerResponse { timer: shown(tx)?, ..response })
}

/// Throws the timer away: nothing is noted.
///
/// # Errors
/// `precondition` with `error.no_timer`.
pub fn discard(tx: &Tx<'_>, _: TimerGetRequest) -> Result<TimerResponse> {
    let running = require_running(tx)?;
    rows::delete(tx, &running.id)?;
    Ok(TimerResponse { timer: None, entry_id: None, minutes: None, doubt: None })
}

fn require_running(read: &Read<'_>) -> Result<Running> {
    rows::running(read)?.ok_or_else(|| Error::precondition("error.no_timer"))
}

/// Ends a timer with the time that was typed at `path`, or by the clock.
fn end(
    tx: &Tx<'_>,
    running: &Running,
    path: &str,
    typed: Option<&str>,
    note: Option<String>,
) -> Result<TimerResponse> {
    let typed = typed.filter(|typed| !typed.trim().is_empty());
    let minutes = match typed {
        Some(typed) => fields::minutes(path, typed).map_err(|field| Error::fields(vec![field]))?,
        None => match span(tx, running)? {
            Ok(minutes) => minutes,
            Err(doubt) => {
                return Ok(TimerResponse { timer: None, entry_id: None, minutes: None, doubt: Some(doubt) });
            }
        },
    };
    rows::delete(tx, &running.id)?;
    let entry_id = note_down(tx, running, path, minutes, note)?;
    Ok(TimerResponse { timer: None, entry_id: Some(entry_id), minutes: Some(minutes), doubt: None })
}

/// The whole minutes by the clock, at least one; or why they are not believed.
fn span(read: &Read<'_>, running: &Running) -> Result<std::result::Result<i64, TimerDoubt>> {
    let passed_ms = read.now_ms() - running.started_ms;
    // Half a minute and more is a minute.
    let minutes = ((passed_ms + MINUTE_MS / 2) / MINUTE_MS).max(1);
    let doubt = |reason| -> Result<TimerDoubt> {
        Ok(TimerDoubt {
            reason,
            title: rows::names(read, &running.on)?.0,
            started_ms: running.started_ms,
            minutes: (passed_ms >= 0).then_some(minutes),
        })
    };
    if passed_ms < 0 || rows::clock_went_back(read, &running.id)? {
        return Ok(Err(doubt(DoubtReason::ClockSetBack)?));
    }
    if minutes > BELIEVED_MINUTES {
        return Ok(Err(doubt(DoubtReason::Long)?));
    }
    Ok(Ok(minutes))
}

/// Writes the entry of a timer: on the day it was started, or today when that day's week is closed by now.
fn note_down(
    tx: &Tx<'_>,
    running: &Running,
    path: &str,
    minutes: i64,
    note: Option<String>,
) -> Result<String> {
    let (user_id, today) = (&tx.actor().user_id, tx.today()?);
    let started = tx.civil_at(running.started_ms, None)?.date().min(today);
    let is_open = sheet::require_open(tx, user_id, started).is_ok();
    // What it runs for was checked when that was said; it may be closed or gone by now, and the work was done all the same.
    let subject = subjects::of(tx, &running.on)?;
    let lost = || Subject {
        on: running.on.clone(),
        project_id: running.on.project_id.clone(),
        customer_id: None,
        is_billable: true,
        is_closed: false,
    };
    let new = NewEntry {
        user_id,
        day: if is_open { started } else { today },
        minutes: minutes.min(DAY_MINUTES),
        subject: &subject.unwrap_or_else(lost),
        item_id: running.item_id.as_deref(),
        note: note.as_deref().unwrap_or(&running.note),
        billable: running.billable,
        origin: Origin::Timer(running.started_ms),
    };
    entry::insert(tx, &new).map_err(|mut error| {
        for field in &mut error.fields {
            path.clone_into(&mut field.path);
        }
        error
    })
}
