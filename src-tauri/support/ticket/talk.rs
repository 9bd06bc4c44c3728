//! What is said in a ticket: answers, what the customer says, and notes among ourselves. The first answer keeps the first promise.

use super::change::{self, TicketChange};
use super::status::{self, Then};
use super::{TicketChannel, TicketResponse, TicketStatus};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::store::ticket::{self as store, Said};
use crate::support::store::work;
use crate::time::said;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// An answer to the customer.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketReplyRequest {
    /// Which ticket.
    pub id: String,
    /// What is said.
    pub body: String,
    /// How; as the ticket came when absent.
    #[serde(default)]
    #[ts(optional)]
    pub channel: Option<TicketChannel>,
    /// What follows; the ticket stays as it is when absent.
    #[serde(default)]
    #[ts(optional)]
    pub then: Option<Then>,
    /// Minutes of work that it took.
    #[serde(default)]
    #[ts(optional)]
    pub minutes: Option<i64>,
    /// What of the ticket changes with it.
    #[serde(default)]
    #[ts(optional)]
    pub set: Option<TicketChange>,
}

/// Something that the customer said. A ticket that waited, or seemed to be done, is open again.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketReceiveRequest {
    /// Which ticket.
    pub id: String,
    /// What was said.
    pub body: String,
    /// Who said it; who asked when absent.
    #[serde(default)]
    #[ts(optional)]
    pub contact_id: Option<String>,
    /// How; as the ticket came when absent.
    #[serde(default)]
    #[ts(optional)]
    pub channel: Option<TicketChannel>,
}

/// A note among ourselves.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketNoteRequest {
    /// Which ticket.
    pub id: String,
    /// What is noted.
    pub body: String,
    /// Minutes of work that it is about.
    #[serde(default)]
    #[ts(optional)]
    pub minutes: Option<i64>,
}

/// How long a message took after all.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketCorrectRequest {
    /// The message: a reply or a note.
    pub id: String,
    /// Minutes of work; 0: none.
    pub minutes: i64,
}

/// Answers the customer. What it took is noted as time of who answers.
///
/// # Errors
/// `invalid` at `body`, `minutes` and in `set`; `precondition` with `error.ticket_closed` or `error.timesheet_locked`; `not_found`.
pub fn reply(tx: &Tx<'_>, request: TicketReplyRequest) -> Result<TicketResponse> {
    let ticket = talking(tx, &request.id)?;
    let body = checked(&request.body, request.minutes)?;
    let channel = request.channel.unwrap_or(ticket.channel);
    let message_id = store::say(tx, &request.id, &Said::by_us(channel, body))?;
    if ticket.responded_ms.is_none() {
        store::set_responded(tx, &request.id, tx.now_ms())?;
    }
    if let Some(set) = &request.set {
        record::touch(tx, "ticket", &request.id, record::version(tx, &request.id)?)?;
        change::change(tx, &request.id, set).map_err(|error| error.below("set."))?;
    }
    worked(tx, &request.id, message_id, request.minutes)?;
    if let Some(then) = request.then {
        status::follow(tx, &request.id, then)?;
    }
    response(tx, request.id)
}

/// Notes what the customer said.
///
/// # Errors
/// `invalid` at `body` and `contact_id`; `precondition` with `error.ticket_closed`; `not_found`.
pub fn receive(tx: &Tx<'_>, request: TicketReceiveRequest) -> Result<TicketResponse> {
    let ticket = talking(tx, &request.id)?;
    let body = checked(&request.body, None)?;
    let contact_id = request.contact_id.or(ticket.contact_id);
    if let Some(contact_id) = &contact_id
        && !store::contact_belongs(tx, contact_id, &ticket.customer_id)?
    {
        return Err(Error::field("contact_id", "error.no_such_contact"));
    }
    let channel = request.channel.unwrap_or(ticket.channel);
    store::say(tx, &request.id, &Said::by_customer(channel, body, contact_id))?;
    if ticket.status != TicketStatus::Open {
        status::follow(tx, &request.id, Then::Open)?;
    }
    response(tx, request.id)
}

/// Notes something among ourselves. What it took is noted as time of who notes it.
///
/// # Errors
/// `invalid` at `body` and `minutes`; `precondition` with `error.timesheet_locked`; `not_found`.
pub fn note(tx: &Tx<'_>, request: TicketNoteRequest) -> Result<TicketResponse> {
    record::require(tx, "ticket", &request.id)?;
    let body = checked(&request.body, request.minutes)?;
    let message_id = store::say(tx, &request.id, &Said::among_us(body))?;
    worked(tx, &request.id, message_id, request.minutes)?;
    response(tx, request.id)
}

/// Puts right how long a reply or a note took, in the week of who said it.
///
/// # Errors
/// `invalid` at `id` with `error.no_such_message` and at `minutes`; `precondition` with `error.timesheet_locked` or `error.time_invoiced`;
/// `not_found` when its ticket may not be seen, or the time of who said it.
pub fn correct(tx: &Tx<'_>, request: TicketCorrectRequest) -> Result<TicketResponse> {
    let said = work::said(tx, &request.id)?.ok_or_else(|| Error::field("id", "error.no_such_message"))?;
    record::require(tx, "ticket", &said.ticket_id)?;
    let minutes = said::check_minutes(request.minutes, 0).map_err(|field| Error::fields(vec![field]))?;
    said::take(tx, &said, minutes)?;
    response(tx, said.ticket_id)
}

/// Refuses a ticket that goes on in another one.
pub(super) fn unmerged(ticket: &store::State) -> Result<()> {
    match ticket.merged_into_id {
        Some(_) => Err(Error::precondition("error.ticket_merged")),
        None => Ok(()),
    }
}

fn talking(tx: &Tx<'_>, id: &str) -> Result<store::State> {
    record::require(tx, "ticket", id)?;
    let ticket = store::state(tx, id)?;
    if ticket.status == TicketStatus::Closed {
        return Err(Error::precondition("error.ticket_closed"));
    }
    Ok(ticket)
}

fn checked(body: &str, minutes: Option<i64>) -> Result<String> {
    let mut errors = FieldErrors::default();
    let body = errors.take(text::note("body", body)).unwrap_or_default();
    if body.is_empty() {
        errors.add(FieldError::new("body", "error.required"));
    }
    check_minutes(minutes, &mut errors);
    errors.finish()?;
    Ok(body)
}

/// Minutes of work that are given.
pub(super) fn check_minutes(minutes: Option<i64>, errors: &mut FieldErrors) {
    if let Some(minutes) = minutes {
        errors.take(said::check_minutes(minutes, 1));
    }
}

/// Notes how long it took what was just said.
pub(super) fn worked(tx: &Tx<'_>, id: &str, message_id: String, minutes: Option<i64>) -> Result<()> {
    let Some(minutes) = minutes else { return Ok(()) };
    let (ticket_id, user_id) = (id.to_owned(), tx.actor().user_id.clone());
    said::take(tx, &said::Said { message_id, ticket_id, user_id, at_ms: tx.now_ms() }, minutes)
}

/// The ticket as it is now.
pub(super) fn response(tx: &Tx<'_>, id: String) -> Result<TicketResponse> {
    Ok(TicketResponse { code: store::code(tx, &id)?, version: record::version(tx, &id)?, id })
}
