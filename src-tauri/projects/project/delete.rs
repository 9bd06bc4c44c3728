//! A project that was made by mistake goes, with its tasks and milestones. Once something happened on it, it stays: it is closed then.

use super::ProjectResponse;
use crate::kernel::error::{Error, Result};
use crate::projects::store::project_change::{self as writes, Happened};
use crate::projects::store::task as tasks;
use crate::store::tx::Tx;
use crate::store::{given, record, reference};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Which project, as it was seen.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProjectDeleteRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The tables that go with a project.
const OWN: [&str; 2] = ["milestone", "task"];

/// Deletes a project on which nothing happened.
///
/// # Errors
/// `precondition` with `error.project_closed`; with `error.project_begun` once there was work on it, `error.project_has_notes`
/// while files or activities stand on it or its tasks, `error.project_billed` while parts of a plan wait for its milestones, `error.project_handed_over` when a handover made it, and `error.project_in_use` while anything
/// else names it; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: ProjectDeleteRequest) -> Result<ProjectResponse> {
    let ProjectDeleteRequest { id, version } = request;
    super::change::touch(tx, &id, version)?;
    let in_use = "error.project_in_use";
    match writes::happened(tx, &id)? {
        Some(Happened::Work) => return Err(Error::precondition("error.project_begun")),
        Some(Happened::Kept) => return Err(Error::precondition("error.project_has_notes")),
        Some(Happened::Billing) => return Err(Error::precondition("error.project_billed")),
        Some(Happened::Handover) => return Err(Error::precondition("error.project_handed_over")),
        Some(Happened::Support) => return Err(Error::precondition(in_use)),
        None => {}
    }
    if !reference::tables_pointing_at(tx, "project", &id, &OWN)?.is_empty() {
        return Err(Error::precondition(in_use));
    }
    given::withdraw(tx, &id)?;
    for task in tasks::of_project(tx, &id)? {
        record::delete(tx, &task.id)?;
    }
    writes::delete(tx, &id)?;
    record::delete(tx, &id)?;
    Ok(ProjectResponse { id, version: version + 1 })
}
