//! Tasks: what is to be done, by whom and until when.

pub mod create;
pub mod fields;

pub use create::{Created, NewTask, create};

use super::project::ProjectTask;
use super::store::task as rows;
use super::words::{Check, Recurrence};
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
    /// The customer it is for.
    pub customer_id: Option<String>,
    /// The deal it is about, when it has no project.
    pub deal_id: Option<String>,
    /// What there is to tick off.
    pub checklist: Vec<Check>,
    /// Notes.
    pub notes: String,
    /// Whether it comes again.
    pub recurrence: Recurrence,
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
