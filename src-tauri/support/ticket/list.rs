//! Tickets side by side: the queue, sorted by whose clock runs out first, and the list of all.

use super::{TicketStatus, status_badge};
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::error::Result;
use crate::store::page::{ListRequest, Page, Sort};
use crate::store::tx::Read;
use crate::support::policy::Priority;
use crate::support::store::ticket_list as store;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the next promise of an open ticket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SlaState {
    /// There is time.
    OnTime,
    /// Less than a quarter of the time is left.
    AtRisk,
    /// It is late.
    Breached,
}

/// Filters of the list of tickets.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TicketFilter {
    /// Only those that stand like this.
    pub status: Option<TicketStatus>,
    /// True: only those in which something is to be done; false: only those that are done.
    pub open: Option<bool>,
    /// Only those of this owner; empty: only those of nobody.
    pub owner_id: Option<String>,
    /// Only those with this tag, in capitals or not.
    pub tag: Option<String>,
    /// Only those of this customer.
    pub customer_id: Option<String>,
    /// Only those about this deal.
    pub deal_id: Option<String>,
    /// Only those about this project.
    pub project_id: Option<String>,
    /// Only those of this category.
    pub category_id: Option<String>,
    /// Only those with this priority.
    pub priority: Option<Priority>,
    /// Only open ones whose next promise stands like this.
    pub sla: Option<SlaState>,
}

/// A row of the list of tickets.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TicketRow {
    /// Its id.
    pub id: String,
    /// Code such as TKT-0001.
    pub code: String,
    /// Rises with each change.
    pub version: i64,
    /// What it is about.
    pub subject: String,
    /// Its customer.
    pub customer_id: String,
    /// The customer's name.
    pub customer: String,
    /// The name of who asks.
    pub contact: String,
    /// Its category.
    pub category_id: Option<String>,
    /// How urgent.
    pub priority: Priority,
    /// How it stands.
    pub status: TicketStatus,
    /// The same as a badge.
    pub badge: Badge,
    /// How its next promise stands; null when none runs.
    pub sla: Option<SlaState>,
    /// The same with the time that is left or over, as a badge; of one that waits for the customer, that it was late before.
    pub sla_badge: Option<Badge>,
    /// When the next promise is due, in epoch milliseconds; null while the clock stands still before that.
    pub due_ms: Option<i64>,
    /// Owner's user id; null: nobody's.
    pub owner_id: Option<String>,
    /// Owner's name.
    pub owner: String,
    /// Since when, in epoch milliseconds.
    pub opened_ms: i64,
    /// When something was said last.
    pub last_ms: i64,
}

/// Counts of the tickets that a filter shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TicketSummary {
    /// How many.
    pub count: i64,
    /// How many of them are open.
    pub open: i64,
    /// How many wait for the customer.
    pub waiting: i64,
    /// How many are at risk.
    pub at_risk: i64,
    /// How many are late.
    pub breached: i64,
    /// How many open ones are nobody's.
    pub unassigned: i64,
}

/// Which part of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum QueuePart {
    /// One's own.
    Mine,
    /// Nobody's.
    Unassigned,
    /// All that are open.
    Open,
}

/// A page of the queue.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketQueueRequest {
    /// Which part.
    pub part: QueuePart,
    /// Words that the tickets must contain.
    #[serde(default)]
    #[ts(optional)]
    pub search: Option<String>,
    /// The `next` of the page before.
    #[serde(default)]
    #[ts(optional)]
    pub after: Option<String>,
}

/// A page of the queue with the counts of its parts.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TicketQueue {
    /// Whose clock runs out first comes first; those that wait come last.
    pub page: Page<TicketRow>,
    /// How many are one's own.
    pub mine: i64,
    /// How many are nobody's.
    pub unassigned: i64,
    /// How many are open.
    pub open: i64,
}

/// The badge of a promise that stands like this, with the time that is left or over.
pub(in crate::support) fn sla_badge(state: SlaState, left_seconds: i64) -> Badge {
    let whole = left_seconds.abs() / 60;
    let (hours, minutes) = (whole / 60, whole % 60);
    let [left, over] = match (hours, minutes) {
        (0, _) => ["badge.sla.left_minutes", "badge.sla.over_minutes"],
        (_, 0) => ["badge.sla.left_hours", "badge.sla.over_hours"],
        _ => ["badge.sla.left", "badge.sla.over"],
    };
    let (tone, icon, key) = match state {
        SlaState::OnTime => (Tone::Neutral, "clock", left),
        SlaState::AtRisk => (Tone::Warn, "alarm-clock", left),
        SlaState::Breached => (Tone::Danger, "triangle-alert", over),
    };
    Badge::new(tone, icon, key).with("hours", hours).with("minutes", minutes)
}

/// The badge of how a ticket stands.
pub(in crate::support) fn badge(status: TicketStatus) -> Badge {
    status_badge(status)
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketTagsRequest {}

/// The tags that tickets carry.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TicketTags {
    /// Each once, as it is written on one of its tickets; the first two hundred by name.
    pub tags: Vec<String>,
}

/// The tags of the tickets within reach.
///
/// # Errors
/// A failure of the file.
pub fn tags(read: &Read<'_>, _: TicketTagsRequest) -> Result<TicketTags> {
    Ok(TicketTags { tags: store::tags(read)? })
}

/// A page of tickets.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<TicketFilter>) -> Result<Page<TicketRow>> {
    store::list(read, &request)
}

/// Counts of the same filter.
///
/// # Errors
/// A failure of the file.
pub fn summary(read: &Read<'_>, request: ListRequest<TicketFilter>) -> Result<TicketSummary> {
    store::summary(read, &request)
}

/// The queue: what is to be done, whose clock runs out first comes first.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn queue(read: &Read<'_>, request: TicketQueueRequest) -> Result<TicketQueue> {
    let part = |part: QueuePart| TicketFilter {
        open: Some(true),
        owner_id: match part {
            QueuePart::Mine => Some(read.actor().user_id.clone()),
            QueuePart::Unassigned => Some(String::new()),
            QueuePart::Open => None,
        },
        ..TicketFilter::default()
    };
    let asked = |filter: TicketFilter| ListRequest {
        filter: Some(filter),
        search: request.search.clone(),
        sort: Some(Sort { column: "due".to_owned(), descending: false }),
        after: request.after.clone(),
        offset: None,
        limit: None,
    };
    let count = |one: QueuePart| {
        let asked = ListRequest { search: None, after: None, ..asked(part(one)) };
        store::count(read, &asked)
    };
    Ok(TicketQueue {
        page: store::list(read, &asked(part(request.part)))?,
        mine: count(QueuePart::Mine)?,
        unassigned: count(QueuePart::Unassigned)?,
        open: count(QueuePart::Open)?,
    })
}
