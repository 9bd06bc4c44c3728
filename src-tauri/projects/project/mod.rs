//! Projects: what was sold and is to be delivered, with one person who leads it and one day by which it was promised.

pub mod board;
pub mod calendar;
pub mod change;
pub mod close;
pub mod create;
pub mod delete;
pub mod fields;
pub mod list;
pub mod plan;
pub mod shift;
pub mod timeline;

pub use create::{Created, NewProject, RoleOwner, create_from};

use crate::kernel::badge::Badge;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::projects::health::Physician;
use crate::projects::milestone::{self, Milestone};
use crate::projects::store::{project as rows, task as tasks};
use crate::projects::words::{Priority, Recurrence, WorkStatus};
use crate::store::record;
use crate::store::tx::Read;
use crate::time::budget::{self, TimeBudgetRequest};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The project that was made.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// Which project.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProjectGetRequest {
    /// Its id.
    pub id: String,
}

/// A project with its milestones and tasks.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Project {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// Code such as PRJ-0001.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its customer.
    pub customer_id: String,
    /// The customer's name.
    pub customer: String,
    /// The deal in which it was sold.
    pub deal_id: Option<String>,
    /// That deal's code and title.
    pub deal: String,
    /// The template it was made from.
    pub template_id: Option<String>,
    /// That template's name.
    pub template: String,
    /// The branch whose working days count.
    pub branch_id: Option<String>,
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
    /// How it is getting on, in one sentence.
    pub health: Badge,
    /// ISO 4217 code of its budget.
    pub currency: String,
    /// What it may cost.
    pub budget: Option<Money>,
    /// How long it may take, in minutes.
    pub budget_minutes: Option<i64>,
    /// Notes.
    pub notes: String,
    /// When it was closed, in epoch milliseconds.
    pub closed_ms: Option<i64>,
    /// Its milestones by their days.
    pub milestones: Vec<Milestone>,
    /// Those of its tasks that the user may read, in their order.
    pub tasks: Vec<ProjectTask>,
}

/// A task in its project.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectTask {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// What is to be done.
    pub title: String,
    /// Its milestone.
    pub milestone_id: Option<String>,
    /// How it stands.
    pub status: WorkStatus,
    /// The same as a badge.
    pub badge: Badge,
    /// How soon it should be looked at.
    pub priority: Priority,
    /// Who does it.
    pub owner_id: Option<String>,
    /// That person's name.
    pub owner: String,
    /// Its first day, `YYYY-MM-DD`.
    pub start_date: Option<String>,
    /// Its last day.
    pub due_date: Option<String>,
    /// How late it is; null while it is not.
    pub late: Option<Badge>,
    /// How much work it is, in minutes.
    pub estimate_minutes: Option<i64>,
    /// How many things there are to tick off.
    pub checks: i64,
    /// How many of them are done.
    pub checks_done: i64,
    /// Whether it comes again.
    pub recurrence: Recurrence,
    /// The ticket as which it goes on.
    pub ticket_id: Option<String>,
    /// The tasks that it waits for.
    pub after: Vec<String>,
}

/// A project with its milestones and tasks.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: ProjectGetRequest) -> Result<Project> {
    record::require(read, "project", &request.id)?;
    let mut project = rows::get(read, &request.id)?;
    project.health = Physician::default().sentence(read, &request.id)?;
    if matches!(project.health.key.as_str(), "health.spare" | "health.on_time") {
        project.health = warned(read, &project)?.unwrap_or(project.health);
    }
    project.milestones = milestone::of_project(read, &request.id, read.today()?)?;
    // Whoever sees a project sees of its tasks what the right to read tasks shows.
    if let Some(scope) = read.actor().scope("task.read") {
        let owners = read.actor().visible_owners(scope);
        project.tasks = tasks::of_project(read, &request.id)?;
        project.tasks.retain(|task| {
            owners.as_ref().is_none_or(|owners| task.owner_id.as_ref().is_some_and(|id| owners.contains(id)))
        });
    }
    Ok(project)
}

/// What of its money somebody should know, where nothing worse is known: what its hours are sold for is told to who may see rates, what
/// remains of the sale to who may see costs.
fn warned(read: &Read<'_>, project: &Project) -> Result<Option<Badge>> {
    let sees = |permission| read.actor().scope(permission).is_some();
    let is_told = sees("time_cost.read") || (sees("time_rate.read") && project.budget.is_some());
    if !sees("time.read") || !is_told {
        return Ok(None);
    }
    Ok(budget::budget(read, TimeBudgetRequest { project_id: project.id.clone() })?.warning)
}
