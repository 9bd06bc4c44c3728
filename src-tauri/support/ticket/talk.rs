//! What is said in a ticket: answers, what the customer says, and notes among ourselves. The first answer keeps the first promise.

use super::change::{self, TicketChange};
use super::status::{self, Then};
use super::uses::{self, Taken};
use super::{TicketChannel, TicketResponse, TicketStatus};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::store::ticket::{self as store, Said};
use crate::support::store::work;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// The most minutes of work that one message takes: a week.
const MINUTES_MAX: i64 = 7 * 24 * 60;

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

/// Answers the customer.
///
/// # Errors
/// `invalid` at `body`, `minutes` and in `set`; `precondition` with `error.ticket_closed`; `not_found`.
pub fn reply(tx: &Tx<'_>, request: TicketReplyRequest) -> Result<TicketResponse> {
    let ticket = talking(tx, &request.id)?;
    let body = checked(&request.body, request.minutes)?;
    let channel = request.channel.unwrap_or(ticket.channel);
    store::say(tx, &request.id, &Said::by_us(channel, body, request.minutes))?;
    if ticket.responded_ms.is_none() {
        store::set_responded(tx, &request.id)?;
    }
    worked(tx, &request.id, ticket.entitlement_id.as_deref(), request.minutes)?;
    if let Some(set) = &request.set {
        record::touch(tx, "ticket", &request.id, record::version(tx, &request.id)?)?;
        change::change(tx, &request.id, set).map_err(|error| error.below("set."))?;
    }
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

/// Notes something among ourselves.
///
/// # Errors
/// `invalid` at `body` and `minutes`; `not_found`.
pub fn note(tx: &Tx<'_>, request: TicketNoteRequest) -> Result<TicketResponse> {
    record::require(tx, "ticket", &request.id)?;
    let body = checked(&request.body, request.minutes)?;
    store::say(tx, &request.id, &Said::among_us(body, request.minutes))?;
    // Work on what goes on in another counts there.
    let (id, entitlement_id) = counted_on(tx, &request.id)?;
    worked(tx, &id, entitlement_id.as_deref(), request.minutes)?;
    response(tx, request.id)
}

/// The ticket on which work on one counts, and its entitlement.
fn counted_on(tx: &Tx<'_>, id: &str) -> Result<(String, Option<String>)> {
    let id = work::goes_on_in(tx, id)?;
    let entitlement_id = store::state(tx, &id)?.entitlement_id;
    Ok((id, entitlement_id))
}

/// Puts right how long a reply or a note took: what was bought gives the difference, on the day of the work.
///
/// # Errors
/// `invalid` at `id` with `error.no_such_message` and at `minutes`; `not_found` when its ticket may not be seen.
pub fn correct(tx: &Tx<'_>, request: TicketCorrectRequest) -> Result<TicketResponse> {
    let stands = work::worked(tx, &request.id)?;
    let stands = stands.ok_or_else(|| Error::field("id", "error.no_such_message"))?;
    record::require(tx, "ticket", &stands.ticket_id)?;
    if !(0..=MINUTES_MAX).contains(&request.minutes) {
        let between = FieldError::new("minutes", "error.between").with("min", 0).with("max", MINUTES_MAX);
        return Err(Error::fields(vec![between]));
    }
    let more = request.minutes - stands.minutes;
    if more != 0 {
        work::correct(tx, &stands.ticket_id, &request.id, request.minutes)?;
        let (id, entitlement_id) = counted_on(tx, &stands.ticket_id)?;
        uses::take_at(tx, &id, entitlement_id.as_deref(), Taken::Minutes(more), stands.at_ms)?;
    }
    response(tx, stands.ticket_id)
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
    if minutes.is_some_and(|minutes| !(1..=MINUTES_MAX).contains(&minutes)) {
        errors.add(FieldError::new("minutes", "error.between").with("min", 1).with("max", MINUTES_MAX));
    }
}

/// Takes work off what was bought.
pub(super) fn worked(
    tx: &Tx<'_>,
    id: &str,
    entitlement_id: Option<&str>,
    minutes: Option<i64>,
) -> Result<()> {
    minutes.map_or(Ok(()), |minutes| uses::take(tx, id, entitlement_id, Taken::Minutes(minutes)))
}

/// The ticket as it is now.
pub(super) fn response(tx: &Tx<'_>, id: String) -> Result<TicketResponse> {
    Ok(TicketResponse { code: store::code(tx, &id)?, version: record::version(tx, &id)?, id })
}
