//! Tickets: a customer's request for help, with what was said, a clock, and what was bought to have it answered.
//!
//! How a promise stands (on time, at risk, missed) follows from when it is due and now, and is never stored. What was said is a
//! fact: it was read by somebody. A ticket belongs to a customer; it may belong to nobody of us yet.

pub mod astray;
pub mod change;
pub mod clock_page;
mod fields;
pub mod list;
pub mod paper;
pub mod split;
pub mod status;
pub mod talk;
mod uses;

pub use list::{TicketFilter, TicketQueue, TicketQueueRequest, TicketRow, TicketSummary};

use super::entitlement::EntitlementRow;
use super::policy::Priority;
use super::promise;
use super::store::{self as shared, promise as promises, ticket as store};
use crate::attachments::{self, AttachmentAddRequest, FileInput};
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::error::{Error, FieldErrors, Result};
use crate::kernel::text;
use crate::store::given;
use crate::store::number;
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use change::TicketChange;
use clock_page::TicketClock;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a ticket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TicketStatus {
    /// Somebody of us should do something.
    Open,
    /// The customer should.
    Waiting,
    /// It seems to be done.
    Resolved,
    /// It is done.
    Closed,
}

impl TicketStatus {
    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Waiting)
    }
}

/// How something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TicketChannel {
    /// By telephone.
    Phone,
    /// By e-mail.
    Email,
    /// In a form.
    Form,
    /// At the customer’s.
    Visit,
    /// In another way.
    Other,
}

/// Who said something to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum MessageDirection {
    /// The customer to us.
    In,
    /// We to the customer.
    Out,
    /// We among ourselves.
    Note,
}

/// Which ticket.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketGetRequest {
    /// Its id.
    pub id: String,
}

/// A ticket with everything its page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Ticket {
    /// What its row shows.
    pub row: TicketRow,
    /// Who asks.
    pub contact_id: Option<String>,
    /// The e-mail address of who asks.
    pub contact_email: String,
    /// The telephone of who asks.
    pub contact_phone: String,
    /// The category's name.
    pub category: String,
    /// How it came.
    pub channel: TicketChannel,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The deal it is about.
    pub deal_id: Option<String>,
    /// That deal's code and title.
    pub deal: String,
    /// The project it is about.
    pub project_id: Option<String>,
    /// That project's title.
    pub project: String,
    /// What was bought to have it answered.
    pub entitlement: Option<EntitlementRow>,
    /// The branch whose hours count.
    pub branch_id: Option<String>,
    /// The ticket in which it goes on.
    pub merged_into_id: Option<String>,
    /// That ticket's code.
    pub merged_into: String,
    /// The ticket from which it was split off.
    pub split_from_id: Option<String>,
    /// That ticket's code.
    pub split_from: String,
    /// The ticket that it names as related.
    pub related_id: Option<String>,
    /// That one, and those that name this one.
    pub related: Vec<TicketPart>,
    /// The tickets that were split off from it.
    pub parts: Vec<TicketPart>,
    /// What was said, the oldest first, with that of tickets that were merged into it.
    pub messages: Vec<TicketMessage>,
    /// The times in which the clock stood still.
    pub waits: Vec<TicketWait>,
    /// What was promised and how it stands.
    pub clock: TicketClock,
    /// Minutes of work on it.
    pub minutes: i64,
    /// How content the customer was, 1 to 5.
    pub rating: Option<i64>,
    /// What the customer said about it.
    pub rating_note: String,
    /// When it was first answered.
    pub responded_ms: Option<i64>,
    /// When it was resolved.
    pub resolved_ms: Option<i64>,
    /// When it was closed.
    pub closed_ms: Option<i64>,
}

/// Another ticket: a part that was split off, or one that is related.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TicketPart {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// What it is about.
    pub subject: String,
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TicketMessage {
    /// Its id.
    pub id: String,
    /// Who to whom.
    pub direction: MessageDirection,
    /// How.
    pub channel: TicketChannel,
    /// What.
    pub body: String,
    /// Who said it: a name.
    pub who: String,
    /// The code of the ticket it was said in, when that was merged into this one.
    pub of: Option<String>,
    /// Minutes of work that it took.
    pub minutes: Option<i64>,
    /// When, in epoch milliseconds.
    pub at_ms: i64,
}

/// A time in which the clock stood still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TicketWait {
    /// True: it seemed to be done; false: the customer was waited for.
    pub is_done: bool,
    /// Since when, in epoch milliseconds.
    pub from_ms: i64,
    /// Until when; null while it goes on.
    pub to_ms: Option<i64>,
}

/// A new ticket.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketOpenRequest {
    /// Whose request it is.
    pub customer_id: String,
    /// What it is about.
    pub subject: String,
    /// What the customer said.
    #[serde(default)]
    #[ts(optional)]
    pub body: Option<String>,
    /// Who asks.
    #[serde(default)]
    #[ts(optional)]
    pub contact_id: Option<String>,
    /// What kind of request it is.
    #[serde(default)]
    #[ts(optional)]
    pub category_id: Option<String>,
    /// How urgent; normal when absent.
    #[serde(default)]
    #[ts(optional)]
    pub priority: Option<Priority>,
    /// How it came; by telephone when absent.
    #[serde(default)]
    #[ts(optional)]
    pub channel: Option<TicketChannel>,
    /// Words to find it by.
    #[serde(default)]
    #[ts(optional)]
    pub tags: Option<Vec<String>>,
    /// Whose it is; when absent, as urgency, category and priority say, else nobody's. Empty: nobody's.
    #[serde(default)]
    #[ts(optional)]
    pub owner_id: Option<String>,
    /// What was bought to have it answered; when absent, what the customer has that runs and ends first. Empty: nothing.
    #[serde(default)]
    #[ts(optional)]
    pub entitlement_id: Option<String>,
    /// The deal it is about.
    #[serde(default)]
    #[ts(optional)]
    pub deal_id: Option<String>,
    /// The project it is about.
    #[serde(default)]
    #[ts(optional)]
    pub project_id: Option<String>,
    /// The branch whose hours count; when absent, that of the entitlement, the project or the deal, else the first.
    #[serde(default)]
    #[ts(optional)]
    pub branch_id: Option<String>,
    /// Files that belong to it, such as the e-mail with which it came.
    #[serde(default)]
    #[ts(optional)]
    pub files: Option<Vec<FileInput>>,
}

impl TicketOpenRequest {
    /// A request of a customer about which nothing else is known yet.
    #[must_use]
    pub const fn of(customer_id: String, subject: String) -> Self {
        Self {
            customer_id,
            subject,
            body: None,
            contact_id: None,
            category_id: None,
            priority: None,
            channel: None,
            tags: None,
            owner_id: None,
            entitlement_id: None,
            deal_id: None,
            project_id: None,
            branch_id: None,
            files: None,
        }
    }
}

/// A ticket that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TicketResponse {
    /// Its id.
    pub id: String,
    /// Its code, such as TKT-0001.
    pub code: String,
    /// Its version now.
    pub version: i64,
}

/// The badge of a ticket that stands like this and of which no promise runs.
pub(super) fn status_badge(status: TicketStatus) -> Badge {
    match status {
        TicketStatus::Open => Badge::new(Tone::Info, "circle-dot", "badge.ticket.open"),
        TicketStatus::Waiting => Badge::new(Tone::Violet, "hourglass", "badge.ticket.waiting"),
        TicketStatus::Resolved => Badge::new(Tone::Ok, "circle-check", "badge.ticket.resolved"),
        TicketStatus::Closed => Badge::new(Tone::Neutral, "lock", "badge.ticket.closed"),
    }
}

/// A ticket with what was said and its clock.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: TicketGetRequest) -> Result<Ticket> {
    record::require(read, "ticket", &request.id)?;
    let mut ticket = store::get(read, &request.id)?;
    ticket.clock = clock_page::of(read, &ticket)?;
    Ok(ticket)
}

/// Opens a ticket. Its service level, its owner and what was bought for it are chosen by the rules of the company unless they are
/// named.
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub fn open(tx: &Tx<'_>, mut request: TicketOpenRequest) -> Result<TicketResponse> {
    for link in [&mut request.deal_id, &mut request.project_id] {
        link.take_if(|id| id.is_empty());
    }
    let mut errors = FieldErrors::default();
    let subject = errors.take(text::required_line("subject", &request.subject)).unwrap_or_default();
    let body = errors.take(text::note("body", request.body.as_deref().unwrap_or_default()));
    let change = TicketChange {
        customer_id: None,
        subject: None,
        contact_id: request.contact_id.clone(),
        category_id: request.category_id.clone(),
        priority: request.priority,
        tags: request.tags.clone(),
        owner_id: None,
        entitlement_id: request.entitlement_id.clone(),
    };
    super::terms::party(tx, &request.customer_id, request.deal_id.as_deref(), &mut errors)?;
    let checked = fields::check(tx, &request.customer_id, &change, &mut errors)?;
    fields::project(tx, request.project_id.as_deref(), &mut errors)?;
    let entitlement_id = match checked.entitlement_id {
        Some(named) => named,
        None => shared::entitlement::running(tx, &request.customer_id, &tx.today()?.to_string())?,
    };
    let of = [entitlement_id.as_deref(), request.project_id.as_deref(), request.deal_id.as_deref()];
    let branch_id = super::terms::branch(tx, request.branch_id.as_deref(), of, &mut errors)?;
    errors.finish()?;
    let new = store::NewTicket {
        subject,
        customer_id: request.customer_id,
        contact_id: checked.contact_id.flatten(),
        category_id: checked.category_id.flatten(),
        priority: request.priority.unwrap_or(Priority::Normal),
        channel: request.channel.unwrap_or(TicketChannel::Phone),
        tags: checked.tags.unwrap_or_default(),
        deal_id: request.deal_id,
        project_id: request.project_id,
        entitlement_id,
        split_from_id: None,
    };
    let (id, code) = write(tx, &new, Some(&branch_id))?;
    give(tx, &id, request.owner_id.as_deref(), new.category_id.as_deref(), new.priority)?;
    given::tell(tx, &id)?;
    let said = body.filter(|body| !body.is_empty());
    if let Some(body) = said {
        store::say(tx, &id, &store::Said::by_customer(new.channel, body, new.contact_id.clone()))?;
    }
    uses::take(tx, &id, new.entitlement_id.as_deref())?;
    if let Some(files) = request.files.filter(|files| !files.is_empty()) {
        attachments::add(tx, AttachmentAddRequest { record_id: id.clone(), files })?;
    }
    Ok(TicketResponse { version: record::version(tx, &id)?, id, code })
}

fn write(tx: &Tx<'_>, new: &store::NewTicket, branch_id: Option<&str>) -> Result<(String, String)> {
    let code = number::take(tx, "ticket", None, tx.today()?)?.text;
    let row = NewRecord {
        kind: "ticket",
        title: &new.subject,
        branch_id,
        customer_id: Some(&new.customer_id),
        ..NewRecord::default()
    };
    let id = record::create(tx, row)?;
    store::insert(tx, &id, &code, new)?;
    let promised = promise::choose(
        tx,
        &new.customer_id,
        new.category_id.as_deref(),
        new.priority,
        new.entitlement_id.as_deref(),
    )?;
    promises::insert(tx, &id, &promised)?;
    promise::count(tx, &id)?;
    Ok((id, code))
}

/// Whether something was bought to have a ticket answered, or that in which it goes on.
///
/// # Errors
/// A failure of the file.
pub(crate) fn is_bought(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(shared::work::bought_for(read, id)?.is_some())
}

/// Gives a new ticket to whom it goes: who is named; else to whom urgent ones go, or those of its category, or of its priority.
fn give(
    tx: &Tx<'_>,
    id: &str,
    named: Option<&str>,
    category_id: Option<&str>,
    priority: Priority,
) -> Result<()> {
    match named {
        Some("") => record::release(tx, id),
        Some(owner_id) => record::assign(tx, id, owner_id),
        None => match shared::category::owner(tx, category_id, priority)? {
            Some(owner_id) => record::assign(tx, id, &owner_id),
            None => record::release(tx, id),
        },
    }
}

/// Takes back the opening of a ticket: it goes, and what it took of an entitlement is given back.
///
/// # Errors
/// `conflict` with `error.undo_moved_on` when something was said or changed since.
pub(super) fn take_back(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for id in store::opened_in(tx, seq)? {
        if store::has_moved_since(tx, seq, &id)? {
            return Err(Error::precondition("error.undo_moved_on"));
        }
        uses::give_back(tx, &id)?;
        store::delete(tx, &id)?;
        record::delete(tx, &id)?;
    }
    Ok(())
}
