//! What waits for what within a project. Circles are refused with the names of their tasks.

use crate::kernel::error::{Error, FieldError, Result};
use crate::projects::graph::{self, Edge};
use crate::projects::schedule::{self, MovedTask};
use crate::projects::store::{dependency as rows, task as tasks, task_change};
use crate::projects::template_parts::CHECKS_MAX;
use crate::store::record;
use crate::store::tx::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One task waits for another of its project.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskDependencyRequest {
    /// The task that waits.
    pub task_id: String,
    /// The task that it waits for.
    pub after_id: String,
}

/// The task that waits, or waits no more.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskDependencyResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// The tasks that move since they would begin too early.
    pub moved: Vec<MovedTask>,
}

/// The project of a task that is within reach and whose order can change.
fn project_of(tx: &Tx<'_>, task_id: &str) -> Result<String> {
    record::require(tx, "task", task_id)?;
    let stands = task_change::state(tx, task_id)?;
    if stands.is_closed {
        return Err(Error::precondition("error.project_closed"));
    }
    stands.project_id.ok_or_else(|| Error::field("task_id", "error.task_alone"))
}

/// Lets a task wait for another. It moves, with all that wait for it, when it would begin before the other ends.
///
/// # Errors
/// `error.no_such_task` and `error.dependency_circle` at `after_id`, `error.task_alone` at `task_id`; `precondition` with
/// `error.project_closed`; `not_found`.
pub fn add(tx: &Tx<'_>, request: TaskDependencyRequest) -> Result<TaskDependencyResponse> {
    let TaskDependencyRequest { task_id, after_id } = request;
    let project_id = project_of(tx, &task_id)?;
    let tasks = tasks::of_project(tx, &project_id)?;
    let place = |id: &str| tasks.iter().position(|task| task.id == id);
    let (Some(then), Some(before)) = (place(&task_id), place(&after_id)) else {
        return Err(Error::field("after_id", "error.no_such_task"));
    };
    let known = &tasks[then].after;
    if known.contains(&after_id) {
        return Ok(TaskDependencyResponse { version: tasks[then].version, id: task_id, moved: Vec::new() });
    }
    if known.len() >= CHECKS_MAX {
        let field = FieldError::new("after_id", "error.too_many").with("max", CHECKS_MAX);
        return Err(Error::fields(vec![field]));
    }
    let mut edges = schedule::edges(&tasks);
    edges.push(Edge { before, then });
    if let Err(circle) = graph::order(tasks.len(), &edges) {
        let names: Vec<&str> = circle.iter().map(|at| tasks[*at].title.as_str()).collect();
        let field = FieldError::new("after_id", "error.dependency_circle").with("tasks", names.join(" → "));
        return Err(Error::fields(vec![field]));
    }
    record::touch(tx, "task", &task_id, tasks[then].version)?;
    rows::insert(tx, &task_id, &after_id)?;
    let moved = schedule::follow(tx, &project_id, &task_id, &after_id)?;
    Ok(TaskDependencyResponse { version: tasks[then].version + 1, id: task_id, moved })
}

/// Lets a task wait for another no more. Nobody moves.
///
/// # Errors
/// `error.no_such_task` at `after_id`; `precondition` with `error.project_closed`; `not_found`.
pub fn remove(tx: &Tx<'_>, request: TaskDependencyRequest) -> Result<TaskDependencyResponse> {
    let TaskDependencyRequest { task_id, after_id } = request;
    let project_id = project_of(tx, &task_id)?;
    let is_wanted = |link: &&rows::Link| link.task_id == task_id && link.after_id == after_id;
    let links = rows::of_project(tx, &project_id)?;
    let link = links.iter().find(is_wanted).ok_or_else(|| Error::field("after_id", "error.no_such_task"))?;
    let version = record::version(tx, &task_id)?;
    record::touch(tx, "task", &task_id, version)?;
    rows::delete(tx, &link.id)?;
    Ok(TaskDependencyResponse { id: task_id, version: version + 1, moved: Vec::new() })
}
