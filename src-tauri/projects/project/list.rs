//! Projects side by side, each with how it stands.

use crate::kernel::badge::Badge;
use crate::kernel::error::Result;
use crate::projects::store::project_list as rows;
use crate::projects::words::WorkStatus;
use crate::store::page::{ListRequest, Page};
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Filters of the list of projects.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ProjectFilter {
    /// Only those that stand like this.
    pub status: Option<WorkStatus>,
    /// True: only those that go on; false: only closed ones.
    pub open: Option<bool>,
    /// Only those of this lead.
    pub owner_id: Option<String>,
    /// Only those of this customer.
    pub customer_id: Option<String>,
    /// Only those of this deal.
    pub deal_id: Option<String>,
    /// True: only open ones past the day by which they were promised.
    pub late: Option<bool>,
    /// True: only open ones whose hours come near what was planned, or beyond.
    pub at_risk: Option<bool>,
}

/// A row of the list of projects.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectRow {
    /// Its id.
    pub id: String,
    /// Code such as PRJ-0001.
    pub code: String,
    /// Rises with each change.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Its customer.
    pub customer_id: String,
    /// The customer's name.
    pub customer: String,
    /// The deal in which it was sold.
    pub deal_id: Option<String>,
    /// How it stands.
    pub status: WorkStatus,
    /// The same as a badge.
    pub badge: Badge,
    /// Who leads it.
    pub owner_id: Option<String>,
    /// The lead's name.
    pub owner: String,
    /// Its first day, `YYYY-MM-DD`.
    pub start_date: String,
    /// The day by which it was promised.
    pub end_date: Option<String>,
    /// How many days it is past that; null while it is not.
    pub late: Option<Badge>,
    /// How many tasks it has.
    pub tasks: i64,
    /// How many of them are done.
    pub tasks_done: i64,
    /// How it is getting on, in one sentence.
    pub health: Badge,
}

/// Counts of the projects that a filter shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ProjectSummary {
    /// How many.
    pub count: i64,
    /// How many of them go on.
    pub open: i64,
    /// How many of those are past the day by which they were promised.
    pub late: i64,
    /// How many tasks they have.
    pub tasks: i64,
    /// How many of the tasks are done.
    pub tasks_done: i64,
    /// How many have not begun.
    pub planned: i64,
    /// How many are worked on.
    pub in_progress: i64,
    /// How many wait.
    pub on_hold: i64,
    /// Of how many open ones the hours come near what was planned, or beyond.
    pub at_risk: i64,
}

/// A page of projects.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<ProjectFilter>) -> Result<Page<ProjectRow>> {
    rows::list(read, &request)
}

/// Counts of the same filter.
///
/// # Errors
/// A failure of the file.
pub fn summary(read: &Read<'_>, request: ListRequest<ProjectFilter>) -> Result<ProjectSummary> {
    rows::summary(read, &request)
}
