//! Changes of a task: its fields, its days, its place in the order, and that it goes.

use super::fields::{self, TaskChange};
use super::status;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::projects::schedule::{self, TaskChanged};
use crate::projects::store::{dependency, task as tasks, task_change as rows};
use crate::projects::template_parts::OFFSET_MAX;
use crate::projects::words::WorkStatus;
use crate::store::given;
use crate::store::tx::Tx;
use crate::store::{record, reference};
use chrono::{Datelike as _, NaiveDate};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A change of a task; absent fields stay, empty text clears.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskUpdateRequest {
    /// Which task.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: TaskChange,
}

/// Other days of a task: so many working days later or earlier, or on days that are typed. With one day alone the task keeps its
/// length.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskMoveRequest {
    /// Which task.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// By how many working days; below zero: earlier.
    #[serde(default)]
    #[ts(optional)]
    pub days: Option<i64>,
    /// Its first day, `YYYY-MM-DD`.
    #[serde(default)]
    #[ts(optional)]
    pub start_date: Option<String>,
    /// Its last day, `YYYY-MM-DD`.
    #[serde(default)]
    #[ts(optional)]
    pub due_date: Option<String>,
}

/// Another place of a task on the board.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskArrangeRequest {
    /// Which task.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The column; its own when absent.
    #[serde(default)]
    #[ts(optional)]
    pub status: Option<WorkStatus>,
    /// The task of its project in front of which it comes to stand; empty: behind all; absent: where it stands.
    #[serde(default)]
    #[ts(optional)]
    pub before_id: Option<String>,
}

/// Which task, as it was seen.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskVersionRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// A task within reach, at the version that was seen. What is done in a closed project stays as it is.
pub(super) fn touch(tx: &Tx<'_>, id: &str, seen: i64) -> Result<rows::TaskState> {
    record::touch(tx, "task", id, seen)?;
    let stands = rows::state(tx, id)?;
    if stands.is_closed && stands.status == WorkStatus::Done {
        return Err(Error::precondition("error.project_closed"));
    }
    Ok(stands)
}

/// Changes a task. Another last day moves what waits for it; see [`schedule`].
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.project_closed`; `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: TaskUpdateRequest) -> Result<TaskChanged> {
    let stands = touch(tx, &request.id, request.version)?;
    change(tx, &request, &stands).map_err(|error| error.below("set."))
}

fn change(tx: &Tx<'_>, request: &TaskUpdateRequest, stands: &rows::TaskState) -> Result<TaskChanged> {
    let TaskUpdateRequest { id, set, .. } = request;
    let mut errors = FieldErrors::default();
    let fields = fields::check(tx, set, stands.project_id.as_deref(), &mut errors)?;
    let (start, due) = (fields.start.unwrap_or(stands.start), fields.due.unwrap_or(stands.due));
    if fields.start.is_none() || fields.due.is_none() {
        in_order(start, due, fields.due.is_some(), &mut errors);
    }
    errors.finish()?;
    match set.owner_id.as_deref() {
        Some("") => given::release(tx, id)?,
        Some(owner_id) => given::to(tx, id, owner_id)?,
        None => {}
    }
    if let Some(title) = &fields.title {
        record::retitle(tx, id, title)?;
    }
    rows::update(tx, id, &fields)?;
    if due != stands.due {
        rows::set_recurs_day(tx, id, due.map(|due| due.day()))?;
    }
    schedule::put(tx, id, request.version + 1, start, due)
}

/// Refuses a last day before the first; `is_due` says which of both was typed.
fn in_order(start: Option<NaiveDate>, due: Option<NaiveDate>, is_due: bool, errors: &mut FieldErrors) {
    let (Some(start), Some(due)) = (start, due) else { return };
    if due >= start {
        return;
    }
    errors.add(if is_due {
        FieldError::new("due_date", "error.due_before_start").with("start", start.to_string())
    } else {
        FieldError::new("start_date", "error.start_after_due").with("due", due.to_string())
    });
}

/// Puts a task on other days, and moves what waits for it; see [`schedule`]. As a preview it says who moves.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.project_closed`; `conflict`, `not_found`.
pub fn move_to(tx: &Tx<'_>, request: TaskMoveRequest) -> Result<TaskChanged> {
    let stands = touch(tx, &request.id, request.version)?;
    let (start, due) = match request.days {
        Some(days) => shifted(tx, &stands, days)?,
        None => typed(tx, &stands, &request)?,
    };
    if due != stands.due {
        rows::set_recurs_day(tx, &request.id, due.map(|due| due.day()))?;
    }
    schedule::put(tx, &request.id, request.version + 1, start, due)
}

type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// The days of a task so many working days later.
fn shifted(tx: &Tx<'_>, stands: &rows::TaskState, by: i64) -> Result<Days> {
    if !(-OFFSET_MAX..=OFFSET_MAX).contains(&by) {
        let field = FieldError::new("days", "error.between").with("min", -OFFSET_MAX).with("max", OFFSET_MAX);
        return Err(Error::fields(vec![field]));
    }
    if stands.start.is_none() && stands.due.is_none() {
        return Err(Error::field("days", "error.task_no_day"));
    }
    let days = schedule::days_of(tx, stands.branch_id.as_deref())?;
    let at = |day: Option<NaiveDate>| -> Result<Option<NaiveDate>> {
        day.map(|day| days.shifted(day, by).ok_or_else(|| schedule::far("days"))).transpose()
    };
    Ok((at(stands.start)?, at(stands.due)?))
}

/// The days that were typed; of one day alone the other follows by the length of the task.
fn typed(tx: &Tx<'_>, stands: &rows::TaskState, request: &TaskMoveRequest) -> Result<Days> {
    let mut errors = FieldErrors::default();
    let start = fields::optional_day(tx, "start_date", request.start_date.as_deref(), &mut errors)?;
    let due = fields::optional_day(tx, "due_date", request.due_date.as_deref(), &mut errors)?;
    errors.finish()?;
    let days = schedule::days_of(tx, stands.branch_id.as_deref())?;
    let along = |day: Option<NaiveDate>, from: Option<NaiveDate>, to: NaiveDate| {
        day.and_then(|day| days.shifted(day, days.between(from.unwrap_or(day), to)))
    };
    let (start, due) = match (start, due) {
        (None, None) => return Err(Error::field("days", "error.required")),
        (Some(start), Some(due)) => (start, due),
        (Some(Some(start)), None) => (Some(start), along(stands.due, stands.start, start)),
        (None, Some(Some(due))) => (along(stands.start, stands.due, due), Some(due)),
        (Some(None), None) => (None, stands.due),
        (None, Some(None)) => (stands.start, None),
    };
    let mut errors = FieldErrors::default();
    in_order(start, due, true, &mut errors);
    errors.finish()?;
    Ok((start, due))
}

/// Puts a task into a column of the board, and between others of its project.
///
/// # Errors
/// `error.no_such_task_here` at `before_id`; as [`status::set`].
pub fn arrange(tx: &Tx<'_>, request: TaskArrangeRequest) -> Result<status::TaskStatusResponse> {
    let stands = touch(tx, &request.id, request.version)?;
    match (&stands.project_id, request.before_id.as_deref()) {
        (Some(project_id), Some("")) => {
            rows::set_position(tx, &request.id, tasks::next_position(tx, project_id)?)?;
        }
        (project_id, Some(before_id)) => {
            let other = rows::state(tx, before_id).ok().and_then(|other| other.project_id);
            let Some(project_id) = project_id.as_ref().filter(|own| other.as_ref() == Some(own)) else {
                return Err(Error::field("before_id", "error.no_such_task_here"));
            };
            if before_id != request.id {
                rows::set_position(tx, &request.id, rows::place_before(tx, project_id, before_id)?)?;
            }
        }
        (_, None) => {}
    }
    let status = request.status.unwrap_or(stands.status);
    let next_id = status::stand(tx, &request.id, &stands, status)?;
    Ok(status::TaskStatusResponse { id: request.id, version: request.version + 1, next_id })
}

/// Deletes a task that nothing was booked on. What waited for it waits for it no more.
///
/// # Errors
/// `precondition` with `error.task_in_use` or `error.project_closed`; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: TaskVersionRequest) -> Result<super::TaskResponse> {
    touch(tx, &request.id, request.version)?;
    remove(tx, &request.id)?;
    Ok(super::TaskResponse { id: request.id, version: request.version + 1 })
}

/// The tables that go with a task.
const OWN: [&str; 2] = ["task", "task_dependency"];

/// The same for a task whose version was checked.
pub(in crate::projects) fn remove(tx: &Tx<'_>, id: &str) -> Result<()> {
    if !reference::tables_pointing_at(tx, "task", id, &OWN)?.is_empty() {
        return Err(Error::precondition("error.task_in_use"));
    }
    dependency::delete_of_task(tx, id)?;
    tasks::delete(tx, id)?;
    record::delete(tx, id)
}
