//! The clock of a ticket as people see it: what was promised, how it stands, and every stretch of time with its reason.

use super::{Ticket, TicketStatus};
use crate::kernel::error::Result;
use crate::settings::working_time::{self, WorkingTime, WorkingTimeGetRequest};
use crate::store::tx::Read;
use crate::support::clock::{Counts, Stretch};
use crate::support::closing::{DayNames, StretchClosing};
use crate::support::policy::PolicyHours;
use crate::support::promise::{Calendars, Standing};
use crate::support::store::promise as store;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// What was promised to a ticket and how it stands.
#[derive(Debug, Clone, Default, Serialize, JsonSchema, TS)]
pub struct TicketClock {
    /// The service level; null: nothing was promised.
    pub policy_id: Option<String>,
    /// Its name.
    pub policy: String,
    /// In which hours it counts.
    pub hours: Option<PolicyHours>,
    /// The clock on the wall of its branch, an IANA time zone: its times are written by it, wherever they are read.
    pub time_zone: String,
    /// The first answer.
    pub response: Option<TicketPromise>,
    /// The solution.
    pub resolution: Option<TicketPromise>,
    /// Seconds that counted.
    pub counted_seconds: i64,
    /// Seconds that did not.
    pub uncounted_seconds: i64,
    /// What counted and what did not, from the opening on, without a gap.
    pub stretches: Vec<TicketStretch>,
}

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TicketPromise {
    /// Minutes that were promised.
    pub minutes: i64,
    /// When it is due, in epoch milliseconds; null while the clock stands still.
    pub due_ms: Option<i64>,
    /// When it was kept, or too late.
    pub met_ms: Option<i64>,
    /// How it stands.
    pub state: PromiseState,
    /// Seconds that are left, or below zero, those that are over; of what is done, those that were.
    pub left_seconds: i64,
}

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    /// There is time.
    OnTime,
    /// Less than a quarter of the time is left.
    AtRisk,
    /// It is late.
    Breached,
    /// The clock stands still.
    Paused,
    /// It was kept.
    Kept,
    /// It was done too late.
    Missed,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TicketStretch {
    /// Since when, in epoch milliseconds.
    pub from_ms: i64,
    /// Until when.
    pub to_ms: i64,
    /// How many seconds.
    pub seconds: i64,
    /// What it is.
    pub counts: StretchKind,
    /// Why nobody is there; nothing for what is not closed.
    pub closed: Vec<StretchClosing>,
}

/// What a stretch of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum StretchKind {
    /// It counts.
    Counted,
    /// The customer was waited for.
    Waiting,
    /// The ticket seemed to be done.
    Done,
    /// A break within a day.
    Break,
    /// Night, weekend or holiday.
    Closed,
}

/// The clock of a ticket.
///
/// # Errors
/// A failure of the file.
pub(super) fn of(read: &Read<'_>, ticket: &Ticket) -> Result<TicketClock> {
    let standing = store::standing(read, &ticket.row.id)?;
    let mut calendars = Calendars::default();
    let promised = &standing.promised;
    let calendar = calendars.of(read, promised.hours, standing.branch_id.as_deref())?;
    let until_ms = ticket.resolved_ms.filter(|_| !ticket.row.status.is_open()).unwrap_or(read.now_ms());
    let bar = standing.bar(calendar, until_ms)?;
    let sum = |counts: bool| {
        bar.iter().filter(|one| (one.counts == Counts::Yes) == counts).map(Stretch::seconds).sum()
    };
    let request = WorkingTimeGetRequest { branch_id: standing.branch_id.clone() };
    let WorkingTime { time_zone, .. } = working_time::get(read, request)?;
    let names = DayNames::of(read, promised.hours, standing.branch_id.as_deref())?;
    let stretches = bar.iter().map(|one| {
        let closed = match one.counts {
            Counts::Closed => standing.kept_why(one).unwrap_or_else(|| names.why(one, calendar)),
            _ => Vec::new(),
        };
        TicketStretch {
            from_ms: one.span.from.timestamp_millis(),
            to_ms: one.span.to.timestamp_millis(),
            seconds: one.seconds(),
            counts: kind(&standing, one, &closed),
            closed,
        }
    });
    let promise =
        |minutes: Option<i64>, risk_ms, due_ms, met_ms: Option<i64>| -> Result<Option<TicketPromise>> {
            let Some(minutes) = minutes else { return Ok(None) };
            let counted = standing.counted(calendar, met_ms.unwrap_or(until_ms))?;
            let left_seconds = minutes.saturating_mul(60).saturating_sub(counted);
            let at = Instants { risk_ms, due_ms, met_ms };
            let state = at.state(ticket.row.status, read.now_ms());
            Ok(Some(TicketPromise { minutes, due_ms, met_ms, state, left_seconds }))
        };
    let dues = standing.dues;
    let done_ms = ticket.resolved_ms.filter(|_| !ticket.row.status.is_open());
    let response = promise(
        promised.response_minutes,
        dues.response_risk_ms,
        dues.response_due_ms,
        ticket.responded_ms.or(done_ms),
    )?;
    let resolution =
        promise(promised.resolution_minutes, dues.resolution_risk_ms, dues.resolution_due_ms, done_ms)?;
    Ok(TicketClock {
        policy: store::policy_name(read, promised.policy_id.as_deref())?,
        policy_id: promised.policy_id.clone(),
        hours: Some(promised.hours),
        time_zone,
        response,
        resolution,
        counted_seconds: sum(true),
        uncounted_seconds: sum(false),
        stretches: stretches.collect(),
    })
}

fn kind(standing: &Standing, stretch: &Stretch, closed: &[StretchClosing]) -> StretchKind {
    let from_ms = stretch.span.from.timestamp_millis();
    let is_done = |wait: &crate::support::promise::Waited| {
        wait.is_done && wait.from_ms <= from_ms && wait.to_ms.is_none_or(|to| from_ms < to)
    };
    match stretch.counts {
        Counts::Yes => StretchKind::Counted,
        Counts::Waiting if standing.waits.iter().any(is_done) => StretchKind::Done,
        Counts::Waiting => StretchKind::Waiting,
        Counts::Closed if closed.is_empty() => StretchKind::Break,
        Counts::Closed => StretchKind::Closed,
    }
}

/// When a promise is at risk, due and kept, in epoch milliseconds.
#[derive(Debug, Clone, Copy)]
pub(in crate::support) struct Instants {
    pub(in crate::support) risk_ms: Option<i64>,
    pub(in crate::support) due_ms: Option<i64>,
    pub(in crate::support) met_ms: Option<i64>,
}

impl Instants {
    /// How the promise stands.
    pub(in crate::support) fn state(self, status: TicketStatus, now_ms: i64) -> PromiseState {
        match (self.met_ms, self.due_ms) {
            (Some(met), Some(due)) if met > due => PromiseState::Missed,
            (Some(_), _) => PromiseState::Kept,
            (None, Some(due)) if due <= now_ms => PromiseState::Breached,
            (None, None) => PromiseState::Paused,
            (None, Some(_)) if status == TicketStatus::Waiting => PromiseState::Paused,
            (None, Some(_)) if self.risk_ms.is_some_and(|risk| risk <= now_ms) => PromiseState::AtRisk,
            (None, Some(_)) => PromiseState::OnTime,
        }
    }
}
