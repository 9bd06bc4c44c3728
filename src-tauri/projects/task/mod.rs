//! Tasks: what is to be done, by whom and until when.

pub mod create;
pub mod fields;

pub use create::{Created, NewTask, create};

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// The task that was made.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}
