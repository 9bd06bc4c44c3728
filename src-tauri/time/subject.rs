//! What time is spent on: a project, a task or a ticket. Time for nothing in particular could be charged to nobody.

use super::store::subject as store;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::store::record;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What time is spent on: one of these. A task or a ticket brings its project.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimeOn {
    /// A project.
    pub project_id: Option<String>,
    /// A task.
    pub task_id: Option<String>,
    /// A ticket.
    pub ticket_id: Option<String>,
}

impl TimeOn {
    /// What an entry is about that keeps the project beside its task or ticket.
    pub(super) fn of(project_id: Option<String>, task_id: Option<String>, ticket_id: Option<String>) -> Self {
        let project_id = project_id.filter(|_| task_id.is_none() && ticket_id.is_none());
        Self { project_id, task_id, ticket_id }
    }

    /// The same without the empty texts of a form.
    pub(super) fn bare(&self) -> Self {
        let given = |id: &Option<String>| id.clone().filter(|id| !id.is_empty());
        Self {
            project_id: given(&self.project_id),
            task_id: given(&self.task_id),
            ticket_id: given(&self.ticket_id),
        }
    }
}

/// What time is spent on, with what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) on: TimeOn,
    /// The project, also that of the task or ticket.
    pub(super) project_id: Option<String>,
    /// Who it is done for; a task of a deal without a customer has none yet.
    pub(super) customer_id: Option<String>,
    /// Whether it is invoiced unless somebody says otherwise: not what hours were bought for, nor what was sold at a price.
    pub(super) is_billable: bool,
    /// Whether the project is done.
    pub(super) is_closed: bool,
}

/// What time shall be spent on.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeUsualRequest {
    /// The project, task or ticket.
    pub on: TimeOn,
}

/// What is usual for time on something.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeUsualResponse {
    /// Whether it is invoiced unless somebody says otherwise.
    pub billable: bool,
}

/// What is usual for time on a project, task or ticket, to be shown before it is noted.
///
/// # Errors
/// `invalid` at `on` and its fields.
pub fn usual(read: &Read<'_>, request: TimeUsualRequest) -> Result<TimeUsualResponse> {
    let found = find(read, request.on.bare())?;
    let subject = found.map_err(|field| Error::fields(vec![field]))?;
    Ok(TimeUsualResponse { billable: subject.is_billable })
}

/// What the user may name. New time for a project that is done is refused; what stands may be corrected.
///
/// # Errors
/// A failure of the file; what is not acceptable goes to `errors`, at `on` and its fields.
pub(super) fn check(
    read: &Read<'_>,
    typed: &TimeOn,
    stands: Option<&TimeOn>,
    errors: &mut FieldErrors,
) -> Result<Option<Subject>> {
    let Some(subject) = errors.take(find(read, typed.bare())?) else { return Ok(None) };
    if subject.is_closed && stands != Some(&subject.on) {
        errors.add(FieldError::new("on", "error.project_closed"));
        return Ok(None);
    }
    Ok(Some(subject))
}

fn find(read: &Read<'_>, on: TimeOn) -> Result<std::result::Result<Subject, FieldError>> {
    let (path, kind, id, message) = match (&on.project_id, &on.task_id, &on.ticket_id) {
        (Some(id), None, None) => ("on.project_id", "project", id, "error.no_such_project"),
        (None, Some(id), None) => ("on.task_id", "task", id, "error.no_such_work"),
        (None, None, Some(id)) => ("on.ticket_id", "ticket", id, "error.no_such_ticket"),
        _ => return Ok(Err(FieldError::new("on", "error.time_about"))),
    };
    let subject = match record::require_readable(read, kind, id) {
        Ok(()) => store::of(read, &on)?,
        Err(_) => None,
    };
    Ok(subject.ok_or_else(|| FieldError::new(path, message)))
}
