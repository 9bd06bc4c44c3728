//! New tasks: within a project, or on their own for a customer or a deal. A task that belongs to nothing would be seen by nobody
//! who knows why it is there, so none is made.

use super::TaskResponse;
use super::fields::{self, TaskChange};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::projects::store::{self, project as projects, task as rows};
use crate::projects::template_parts::TASKS_MAX;
use crate::projects::words::{Check, Priority, Recurrence, WorkStatus};
use crate::store::given;
use crate::store::record::{self, NewRecord};
use crate::store::tx::Tx;
use chrono::{Datelike as _, NaiveDate};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A task that another part of the program makes inside its own transaction.
#[derive(Debug, Clone, Default)]
pub struct NewTask {
    /// What is to be done.
    pub title: String,
    /// Its project.
    pub project_id: Option<String>,
    /// The milestone of the project.
    pub milestone_id: Option<String>,
    /// The customer it is for, when it has no project.
    pub customer_id: Option<String>,
    /// The deal it is about, when it has no project.
    pub deal_id: Option<String>,
    /// Who does it; the acting user when empty.
    pub owner_id: String,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its last day.
    pub due: Option<NaiveDate>,
    /// How soon it should be looked at.
    pub priority: Priority,
    /// How much work it is, in minutes.
    pub estimate_minutes: Option<i64>,
    /// What there is to tick off.
    pub checklist: Vec<Check>,
    /// Notes.
    pub notes: String,
    /// Whether it comes again.
    pub recurrence: Recurrence,
}

/// A task that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// Its id.
    pub id: String,
}

/// A new task. A title is required, and a project, a customer or a deal.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskCreateRequest {
    /// Its project.
    #[serde(default)]
    #[ts(optional)]
    pub project_id: Option<String>,
    /// The customer it is for, when it has no project.
    #[serde(default)]
    #[ts(optional)]
    pub customer_id: Option<String>,
    /// The deal it is about, when it has no project.
    #[serde(default)]
    #[ts(optional)]
    pub deal_id: Option<String>,
    /// Its fields.
    pub set: TaskChange,
}

/// Makes a task as it was typed.
///
/// # Errors
/// `invalid` with every field; `precondition` with `error.project_closed`.
pub fn create_typed(tx: &Tx<'_>, request: TaskCreateRequest) -> Result<TaskResponse> {
    let mut errors = FieldErrors::default();
    for (path, kind, id, message) in [
        ("project_id", "project", &request.project_id, "error.no_such_project"),
        ("customer_id", "customer", &request.customer_id, "error.no_such_customer"),
        ("deal_id", "deal", &request.deal_id, "error.no_such_deal"),
    ] {
        if id.as_ref().is_some_and(|id| record::require_readable(tx, kind, id).is_err()) {
            errors.add(FieldError::new(path, message));
        }
    }
    errors.finish()?;
    let mut errors = FieldErrors::default();
    let fields = fields::check(tx, &request.set, request.project_id.as_deref(), &mut errors)?;
    if request.set.title.is_none() {
        errors.add(FieldError::new("title", "error.required"));
    }
    let owner_id = request.set.owner_id.clone().unwrap_or_default();
    if !owner_id.is_empty() && !store::has_user(tx, &owner_id)? {
        errors.add(FieldError::new("owner_id", "error.no_such_user"));
    }
    errors.finish().map_err(|error| error.below("set."))?;
    let new = NewTask {
        title: fields.title.unwrap_or_default(),
        project_id: request.project_id,
        milestone_id: fields.milestone_id.flatten(),
        customer_id: request.customer_id,
        deal_id: request.deal_id,
        owner_id,
        start: fields.start.flatten(),
        due: fields.due.flatten(),
        priority: fields.priority.unwrap_or_default(),
        estimate_minutes: fields.estimate_minutes.flatten(),
        checklist: fields.checklist.unwrap_or_default(),
        notes: fields.notes.unwrap_or_default(),
        recurrence: fields.recurrence.unwrap_or_default(),
    };
    let created = create(tx, &new)?;
    given::tell(tx, &created.id)?;
    Ok(TaskResponse { id: created.id, version: 1 })
}

/// Makes a task.
///
/// # Errors
/// `error.task_about` at `customer_id` for a task that would belong to nothing, `error.no_such_user` at `owner_id`,
/// `error.too_many` at `project_id`; `precondition` with `error.project_closed`; as [`text::required_line`] at `title`.
pub fn create(tx: &Tx<'_>, new: &NewTask) -> Result<Created> {
    let title = text::required_line("title", &new.title).map_err(|field| Error::fields(vec![field]))?;
    if !new.owner_id.is_empty() && !store::has_user(tx, &new.owner_id)? {
        return Err(Error::field("owner_id", "error.no_such_user"));
    }
    let (customer_id, branch_id) = whose(tx, new)?;
    let position = match &new.project_id {
        Some(project_id) => rows::next_position(tx, project_id)?,
        None => 0,
    };
    let owner_id = Some(new.owner_id.as_str()).filter(|id| !id.is_empty());
    let id = record::create(
        tx,
        NewRecord {
            kind: "task",
            title: &title,
            owner_id,
            branch_id: branch_id.as_deref(),
            customer_id: customer_id.as_deref(),
        },
    )?;
    // Within a project the customer and the deal are the project's.
    let own = |id: &Option<String>| if new.project_id.is_some() { None } else { id.clone() };
    let (own_customer, own_deal) = (own(&new.customer_id), own(&new.deal_id));
    let row = rows::NewRow {
        title: &title,
        project_id: new.project_id.as_deref(),
        milestone_id: new.milestone_id.as_deref(),
        customer_id: own_customer.as_deref(),
        deal_id: own_deal.as_deref(),
        priority: new.priority,
        role: "",
        start: new.start,
        due: new.due,
        estimate_minutes: new.estimate_minutes,
        checklist: &new.checklist,
        notes: &new.notes,
        recurrence: new.recurrence,
        recurs_day: new.due.map(|due| due.day()),
        position,
    };
    rows::insert(tx, &id, &row)?;
    Ok(Created { id })
}

/// The customer and the branch of a new task.
fn whose(tx: &Tx<'_>, new: &NewTask) -> Result<(Option<String>, Option<String>)> {
    if let Some(project_id) = &new.project_id {
        let project = projects::state(tx, project_id)?;
        if project.status == WorkStatus::Done {
            return Err(Error::precondition("error.project_closed"));
        }
        if rows::count(tx, project_id)? >= TASKS_MAX {
            return Err(Error::fields(vec![
                FieldError::new("project_id", "error.too_many").with("max", TASKS_MAX),
            ]));
        }
        return Ok((project.customer_id, project.branch_id));
    }
    let branch_id = new.deal_id.as_deref().map(|id| record::branch(tx, id)).transpose()?.flatten();
    match (&new.customer_id, &new.deal_id) {
        (Some(customer_id), _) => Ok((Some(customer_id.clone()), branch_id)),
        (None, Some(deal_id)) => Ok((rows::customer_of_deal(tx, deal_id)?, branch_id)),
        (None, None) => Err(Error::field("customer_id", "error.task_about")),
    }
}
