//! Tasks: what is to be done, by whom and until when.

pub mod change;
pub mod create;
pub mod dependency;
pub mod fields;
pub mod group;
pub mod list;
pub mod status;

pub use create::{Created, NewTask, create};

use super::project::ProjectTask;
use super::store::task as rows;
use super::words::{Check, WorkStatus};
use crate::kernel::badge::Badge;
use crate::kernel::error::Result;
use crate::store::record;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which task.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskGetRequest {
    /// Its id.
    pub id: String,
}

/// A task with everything that is known of it.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Task {
    /// What its project shows of it.
    pub row: ProjectTask,
    /// Its project.
    pub project_id: Option<String>,
    /// That project's code and name.
    pub project: String,
    /// Whether that project is closed.
    pub is_project_closed: bool,
    /// Its milestone's name.
    pub milestone: String,
    /// The customer it is for.
    pub customer_id: Option<String>,
    /// The customer's name.
    pub customer: String,
    /// The deal it is about, else that of its project.
    pub deal_id: Option<String>,
    /// That deal's code and title.
    pub deal: String,
    /// What there is to tick off.
    pub checklist: Vec<Check>,
    /// Notes.
    pub notes: String,
    /// The task that repeats it.
    pub next_id: Option<String>,
    /// The code of the ticket as which it goes on.
    pub ticket: String,
    /// The tasks that it waits for.
    pub waits_for: Vec<TaskLink>,
    /// The tasks that wait for it.
    pub blocks: Vec<TaskLink>,
}

/// A task before or behind another.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskLink {
    /// Its id.
    pub id: String,
    /// What is to be done.
    pub title: String,
    /// How it stands.
    pub status: WorkStatus,
    /// The same as a badge.
    pub badge: Badge,
    /// Its first day, `YYYY-MM-DD`.
    pub start_date: Option<String>,
    /// Its last day.
    pub due_date: Option<String>,
}

/// The task that was made.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// A task with everything that is known of it.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: TaskGetRequest) -> Result<Task> {
    record::require(read, "task", &request.id)?;
    rows::get(read, &request.id)
}
