//! Entries side by side, and what they come to.

use super::store::list as store;
use super::words::{EntryBilling, SheetStatus};
use crate::kernel::badge::Badge;
use crate::kernel::error::Result;
use crate::store::page::{ListRequest, Page};
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Filters of the list of entries.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimeFilter {
    /// Only those of this person.
    pub user_id: Option<String>,
    /// Only those of this project, its tasks and tickets.
    pub project_id: Option<String>,
    /// Only those of this task.
    pub task_id: Option<String>,
    /// Only those of this ticket.
    pub ticket_id: Option<String>,
    /// Only those for this customer.
    pub customer_id: Option<String>,
    /// Only those on this day or later.
    pub from: Option<String>,
    /// Only those on this day or earlier.
    pub to: Option<String>,
    /// Only those whose week stands like this.
    pub status: Option<SheetStatus>,
    /// Only those that stand like this towards invoices.
    pub billing: Option<EntryBilling>,
}

/// An entry in the list.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeRow {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// How long, in minutes.
    pub minutes: i64,
    /// The same as it may be typed again.
    pub time: String,
    /// Whose.
    pub user_id: String,
    /// That person's name.
    pub user: String,
    /// Its project.
    pub project_id: Option<String>,
    /// The project's name; empty when there is none.
    pub project: String,
    /// Its task.
    pub task_id: Option<String>,
    /// Its ticket.
    pub ticket_id: Option<String>,
    /// The title of the task or ticket; empty when there is none.
    pub title: String,
    /// Who it was done for.
    pub customer_id: Option<String>,
    /// The customer's name; empty when there is none.
    pub customer: String,
    /// The item that it is sold as.
    pub item_id: Option<String>,
    /// The item's name; empty when there is none.
    pub item: String,
    /// What was done.
    pub note: String,
    /// Whether it is invoiced.
    pub billable: bool,
    /// How its week stands.
    pub status: SheetStatus,
    /// How it stands towards invoices.
    pub billing: EntryBilling,
    /// The same as a badge.
    pub badge: Badge,
    /// The invoice it stands on.
    pub invoice_id: Option<String>,
}

/// What entries come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TimeSummary {
    /// How many.
    pub count: i64,
    /// All of them, in minutes.
    pub minutes: i64,
    /// What of it is invoiced to somebody, in minutes.
    pub billable_minutes: i64,
    /// What of that stands on no invoice yet, in minutes.
    pub to_invoice_minutes: i64,
}

/// A page of entries.
///
/// # Errors
/// `error.date` at `filter.from` and `filter.to`; as [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<TimeFilter>) -> Result<Page<TimeRow>> {
    store::list(read, &request)
}

/// What the entries of the same filter come to.
///
/// # Errors
/// `error.date` at `filter.from` and `filter.to`.
pub fn summary(read: &Read<'_>, request: ListRequest<TimeFilter>) -> Result<TimeSummary> {
    store::summary(read, &request)
}
