//! Milestones: the days that count in a project. One is reached when somebody says so, and what was promised for it falls due.

use super::store::{milestone as rows, project as projects};
use super::task::fields::{day, optional_day};
use super::words::WorkStatus;
use crate::billing::plan::milestone::{self as billing, BillingReached, BillingShare};
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::tx::{Read, Tx};
use crate::store::{record, version};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A milestone of a project.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct Milestone {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// The day on which it should be reached, `YYYY-MM-DD`.
    pub due_date: Option<String>,
    /// The day on which it was.
    pub reached_date: Option<String>,
    /// How it stands; null while it lies ahead.
    pub badge: Option<Badge>,
    /// How much of the sale is invoiced when it is reached, with the invoices made for it.
    pub billing: Vec<BillingShare>,
}

/// A new milestone of a project.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MilestoneCreateRequest {
    /// The project.
    pub project_id: String,
    /// Its name.
    pub name: String,
    /// The day on which it should be reached, `YYYY-MM-DD`.
    #[serde(default)]
    #[ts(optional)]
    pub due_date: Option<String>,
}

/// A change of a milestone; absent fields stay, empty text clears.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MilestoneUpdateRequest {
    /// Which milestone.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Its name.
    #[serde(default)]
    #[ts(optional)]
    pub name: Option<String>,
    /// The day on which it should be reached, `YYYY-MM-DD`.
    #[serde(default)]
    #[ts(optional)]
    pub due_date: Option<String>,
}

/// Which milestone, as it was seen.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MilestoneVersionRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// A milestone that was reached.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MilestoneReachRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The day on which it was reached, `YYYY-MM-DD`; today when absent.
    #[serde(default)]
    #[ts(optional)]
    pub reached_date: Option<String>,
}

/// The milestone that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct MilestoneResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// The milestone that was reached.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct MilestoneReachResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// What was to be invoiced then: the drafts that were made, or why none was.
    pub billing: Vec<BillingReached>,
}

/// The milestones of a project by their days, each with how it stands.
///
/// # Errors
/// A failure of the file.
pub(super) fn of_project(read: &Read<'_>, project_id: &str, today: NaiveDate) -> Result<Vec<Milestone>> {
    let mut milestones = rows::of_project(read, project_id)?;
    for one in &mut milestones {
        one.badge = badge(one, today);
        one.billing = billing::shares(read, &one.id, one.reached_date.is_some())?;
    }
    Ok(milestones)
}

fn badge(milestone: &Milestone, today: NaiveDate) -> Option<Badge> {
    if milestone.reached_date.is_some() {
        return Some(Badge::new(Tone::Ok, "circle-check", "badge.reached"));
    }
    Badge::days_late(milestone.due_date.as_deref()?.parse().ok()?, today)
}

/// Adds a milestone to a project.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.project_closed`; `not_found`.
pub fn create(tx: &Tx<'_>, request: MilestoneCreateRequest) -> Result<MilestoneResponse> {
    require_open(tx, &request.project_id)?;
    let mut errors = FieldErrors::default();
    let name = errors.take(text::required_line("name", &request.name)).unwrap_or_default();
    let due = optional_day(tx, "due_date", request.due_date.as_deref(), &mut errors)?;
    errors.finish()?;
    let new = rows::NewMilestone {
        project_id: &request.project_id,
        name: &name,
        due: due.flatten(),
        position: rows::next_position(tx, &request.project_id)?,
        ..rows::NewMilestone::default()
    };
    let id = rows::insert(tx, &new)?;
    Ok(MilestoneResponse { id, version: 1 })
}

/// A project that is within reach and not closed.
fn require_open(tx: &Tx<'_>, project_id: &str) -> Result<()> {
    record::require(tx, "project", project_id)?;
    match projects::state(tx, project_id)?.status {
        WorkStatus::Done => Err(Error::precondition("error.project_closed")),
        _ => Ok(()),
    }
}

/// A milestone that is within reach, of a project that is not closed, at the version that was seen.
fn touch(tx: &Tx<'_>, id: &str, seen: i64) -> Result<Milestone> {
    let (milestone, project_id) = rows::find(tx, id)?;
    require_open(tx, &project_id)?;
    version::touch(tx, "milestone", id, seen)?;
    Ok(milestone)
}

/// Changes a milestone.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.project_closed`; `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: MilestoneUpdateRequest) -> Result<MilestoneResponse> {
    touch(tx, &request.id, request.version)?;
    let mut errors = FieldErrors::default();
    let name = request.name.as_deref().and_then(|typed| errors.take(text::required_line("name", typed)));
    let due = optional_day(tx, "due_date", request.due_date.as_deref(), &mut errors)?;
    errors.finish()?;
    rows::update(tx, &request.id, name.as_deref(), due)?;
    Ok(MilestoneResponse { id: request.id, version: request.version + 1 })
}

/// Takes a milestone away that was not reached; its tasks stay without one.
///
/// # Errors
/// `precondition` with `error.milestone_reached` or `error.project_closed`; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: MilestoneVersionRequest) -> Result<MilestoneResponse> {
    let milestone = touch(tx, &request.id, request.version)?;
    if milestone.reached_date.is_some() {
        return Err(Error::precondition("error.milestone_reached"));
    }
    rows::delete(tx, &request.id)?;
    Ok(MilestoneResponse { id: request.id, version: request.version + 1 })
}

/// Says that a milestone was reached.
///
/// # Errors
/// `error.date` or `error.date_future` at `reached_date`; `precondition` with `error.milestone_reached` or
/// `error.project_closed`; `conflict`, `not_found`.
pub fn reach_typed(tx: &Tx<'_>, request: MilestoneReachRequest) -> Result<MilestoneReachResponse> {
    let milestone = touch(tx, &request.id, request.version)?;
    if milestone.reached_date.is_some() {
        return Err(Error::precondition("error.milestone_reached"));
    }
    let today = tx.today()?;
    let on = match request.reached_date.as_deref().filter(|typed| !typed.trim().is_empty()) {
        Some(typed) => {
            let one = |field| Error::fields(vec![field]);
            let on = day(tx, "reached_date", typed)?.map_err(one)?;
            if on > today {
                let field = FieldError::new("reached_date", "error.date_future");
                return Err(one(field.with("today", today.to_string())));
            }
            on
        }
        None => today,
    };
    let billing = reach(tx, &request.id, on)?;
    Ok(MilestoneReachResponse { id: request.id, version: request.version + 1, billing })
}

/// Notes that a milestone was reached on a day. Everything that follows from it follows from here, in the same transaction: what was
/// to be invoiced then stands on a draft.
///
/// # Errors
/// A failure of the file.
pub fn reach(tx: &Tx<'_>, id: &str, on: NaiveDate) -> Result<Vec<BillingReached>> {
    rows::set_reached(tx, id, Some(on))?;
    billing::reached(tx, id)
}

/// A milestone that was not reached after all.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct MilestoneReopened {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// Which drafts of invoices stay, since somebody made them or has worked on them.
    pub warnings: Vec<FieldError>,
}

/// Says that a milestone was not reached after all. The drafts of invoices that it made go with it, unless somebody has worked on them.
///
/// # Errors
/// `precondition` with `error.milestone_open`, `error.project_closed`, or `error.milestone_invoiced` once such an invoice is issued;
/// `conflict`, `not_found`.
pub fn reopen(tx: &Tx<'_>, request: MilestoneVersionRequest) -> Result<MilestoneReopened> {
    let milestone = touch(tx, &request.id, request.version)?;
    if milestone.reached_date.is_none() {
        return Err(Error::precondition("error.milestone_open"));
    }
    rows::set_reached(tx, &request.id, None)?;
    let warnings = billing::reopened(tx, &request.id)?;
    Ok(MilestoneReopened { id: request.id, version: request.version + 1, warnings })
}
