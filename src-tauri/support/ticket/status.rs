//! The way of a ticket: open, waiting for the customer, resolved, closed, and open again. Its clock stands still while the customer is
//! waited for, and while it seems to be done.

use super::talk::{check_minutes, response, worked};
use super::{TicketResponse, TicketStatus};
use crate::kernel::error::{Error, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::promise;
use crate::support::store::ticket::{self as store, Said, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a ticket goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// Somebody of us does something.
    Open,
    /// The customer does.
    Wait,
    /// It is done.
    Resolve,
}

/// Which ticket goes another step.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketStepRequest {
    /// Which ticket.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// How a ticket was resolved.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketResolveRequest {
    /// Which ticket.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// What was done, as a note among ourselves.
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
    /// Minutes of work that it took.
    #[serde(default)]
    #[ts(optional)]
    pub minutes: Option<i64>,
}

/// Waits for the customer: the clock stands still.
///
/// # Errors
/// `precondition` with `error.ticket_not_open`; `conflict`, `not_found`.
pub fn wait(tx: &Tx<'_>, request: TicketStepRequest) -> Result<TicketResponse> {
    record::touch(tx, "ticket", &request.id, request.version)?;
    let ticket = store::state(tx, &request.id)?;
    if ticket.status != TicketStatus::Open {
        return Err(Error::precondition("error.ticket_not_open"));
    }
    enter(tx, &ticket, Then::Wait)?;
    response(tx, request.id)
}

/// Resolves a ticket.
///
/// # Errors
/// `invalid` at `note` and `minutes`; `precondition` with `error.ticket_not_open` or `error.timesheet_locked`; `conflict`, `not_found`.
pub fn resolve(tx: &Tx<'_>, request: TicketResolveRequest) -> Result<TicketResponse> {
    record::touch(tx, "ticket", &request.id, request.version)?;
    let ticket = store::state(tx, &request.id)?;
    if !ticket.status.is_open() {
        return Err(Error::precondition("error.ticket_not_open"));
    }
    let mut errors = FieldErrors::default();
    let note = errors.take(text::note("note", request.note.as_deref().unwrap_or_default()));
    check_minutes(request.minutes, &mut errors);
    errors.finish()?;
    if let Some(note) = note.filter(|note| !note.is_empty() || request.minutes.is_some()) {
        let message_id = store::say(tx, &request.id, &Said::among_us(note))?;
        worked(tx, &request.id, message_id, request.minutes)?;
    }
    enter(tx, &ticket, Then::Resolve)?;
    response(tx, request.id)
}

/// Closes a ticket that is resolved.
///
/// # Errors
/// `precondition` with `error.ticket_not_resolved`; `conflict`, `not_found`.
pub fn close(tx: &Tx<'_>, request: TicketStepRequest) -> Result<TicketResponse> {
    record::touch(tx, "ticket", &request.id, request.version)?;
    if store::state(tx, &request.id)?.status != TicketStatus::Resolved {
        return Err(Error::precondition("error.ticket_not_resolved"));
    }
    store::close(tx, &request.id)?;
    response(tx, request.id)
}

/// Opens a ticket again that waits, is resolved or closed. The time in which it seemed to be done does not count.
///
/// # Errors
/// `precondition` with `error.ticket_open` or `error.ticket_merged`; `conflict`, `not_found`.
pub fn reopen(tx: &Tx<'_>, request: TicketStepRequest) -> Result<TicketResponse> {
    record::touch(tx, "ticket", &request.id, request.version)?;
    let ticket = store::state(tx, &request.id)?;
    if ticket.status == TicketStatus::Open {
        return Err(Error::precondition("error.ticket_open"));
    }
    if ticket.merged_into_id.is_some() {
        return Err(Error::precondition("error.ticket_merged"));
    }
    enter(tx, &ticket, Then::Open)?;
    response(tx, request.id)
}

/// What follows when something was said.
pub(super) fn follow(tx: &Tx<'_>, id: &str, then: Then) -> Result<()> {
    let ticket = store::state(tx, id)?;
    let is_there = match then {
        Then::Open => ticket.status == TicketStatus::Open,
        Then::Wait => ticket.status == TicketStatus::Waiting,
        Then::Resolve => ticket.status == TicketStatus::Resolved,
    };
    if is_there {
        return Ok(());
    }
    record::touch(tx, "ticket", id, record::version(tx, id)?)?;
    enter(tx, &ticket, then)
}

fn enter(tx: &Tx<'_>, ticket: &State, then: Then) -> Result<()> {
    let id = &ticket.id;
    match (ticket.status, then) {
        (TicketStatus::Waiting, _) => store::end_wait(tx, id)?,
        (TicketStatus::Resolved | TicketStatus::Closed, Then::Open | Then::Wait) => {
            store::add_wait(
                tx,
                id,
                true,
                ticket.resolved_ms.unwrap_or_else(|| tx.now_ms()),
                Some(tx.now_ms()),
            )?;
        }
        _ => {}
    }
    if then == Then::Wait {
        store::add_wait(tx, id, false, tx.now_ms(), None)?;
    }
    if then == Then::Resolve {
        promise::keep_count(tx, id, tx.now_ms())?;
    }
    store::set_status(tx, id, then)?;
    promise::count(tx, id)
}
