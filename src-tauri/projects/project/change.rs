//! Changes of a project and how it stands, closing left out: see [`super::close`].

use super::fields::{self, ProjectChange};
use super::{Project, ProjectResponse, close};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::projects::store::{project as rows, project_change as writes, task as tasks};
use crate::projects::words::WorkStatus;
use crate::store::given;
use crate::store::tx::Tx;
use crate::store::{record, reference};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A change of a project; absent fields stay, empty text clears.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProjectUpdateRequest {
    /// Which project.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: ProjectChange,
}

/// How a project shall stand.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProjectStatusRequest {
    /// Which project.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// How it stands from now on.
    pub status: WorkStatus,
}

/// The tables whose rows go with their project to another customer.
const OWN: [&str; 2] = ["milestone", "task"];

/// A project within reach, at the version that was seen, that is not closed.
pub(super) fn touch(tx: &Tx<'_>, id: &str, seen: i64) -> Result<()> {
    record::touch(tx, "project", id, seen)?;
    match rows::state(tx, id)?.status {
        WorkStatus::Done => Err(Error::precondition("error.project_closed")),
        _ => Ok(()),
    }
}

/// Changes a project.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.project_closed`; `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: ProjectUpdateRequest) -> Result<ProjectResponse> {
    touch(tx, &request.id, request.version)?;
    change(tx, &request.id, &request.set).map_err(|error| error.below("set."))?;
    Ok(ProjectResponse { id: request.id, version: request.version + 1 })
}

fn change(tx: &Tx<'_>, id: &str, set: &ProjectChange) -> Result<()> {
    let stands = rows::get(tx, id)?;
    let mut errors = FieldErrors::default();
    let checked = fields::check(tx, set, &stands.currency, &mut errors)?;
    if checked.currency != stands.currency {
        keep_meaning(tx, &stands, set, &checked.currency, &mut errors)?;
    }
    fields::in_order(&stands, &checked, &mut errors);
    errors.finish()?;
    if let Some(customer_id) = checked.customer_id.as_ref().filter(|wanted| **wanted != stands.customer_id) {
        let is_named = !reference::tables_pointing_at(tx, "project", id, &OWN)?.is_empty();
        if stands.deal_id.is_some() || is_named {
            return Err(Error::field("customer_id", "error.project_customer_stays"));
        }
        writes::set_customer(tx, id, customer_id)?;
        record::move_to_customer(tx, id, customer_id)?;
        for task in tasks::of_project(tx, id)? {
            record::move_to_customer(tx, &task.id, customer_id)?;
        }
    }
    if let Some(owner_id) = &set.owner_id {
        given::to(tx, id, owner_id)?;
    }
    if let Some(name) = &checked.name {
        record::retitle(tx, id, name)?;
    }
    writes::update(tx, id, &checked)
}

/// Refuses another currency under amounts that were meant in this one: what was invoiced, rates, and a budget that is not said anew.
fn keep_meaning(
    tx: &Tx<'_>,
    stands: &Project,
    set: &ProjectChange,
    wanted: &str,
    errors: &mut FieldErrors,
) -> Result<()> {
    let refused = |path: &str, message: &str| {
        FieldError::new(path, message).with("currency", stands.currency.clone()).with("wanted", wanted)
    };
    if writes::is_invoiced(tx, &stands.id)? {
        errors.add(refused("currency", "error.project_currency_invoiced"));
    } else if writes::has_rates(tx, &stands.id, &stands.currency)? {
        errors.add(refused("currency", "error.project_currency_rates"));
    } else if stands.budget.is_some() && set.budget.is_none() {
        errors.add(refused("budget", "error.project_currency_budget"));
    }
    Ok(())
}

/// Says how a project stands. One that is done is closed, which is refused while tasks are open: those are decided about by
/// [`close::close`].
///
/// # Errors
/// `precondition` with `error.project_closed`; `error.tasks_open` at `status`; `conflict`, `not_found`.
pub fn set_status(tx: &Tx<'_>, request: ProjectStatusRequest) -> Result<ProjectResponse> {
    let ProjectStatusRequest { id, version, status } = request;
    if status == WorkStatus::Done {
        record::require(tx, "project", &id)?;
        let open = close::open_tasks(tx, &id)?;
        if !open.is_empty() {
            return Err(close::undecided("status", open.iter()));
        }
        let closed = close::close(tx, close::ProjectCloseRequest { id, version, tasks: None, others: None })?;
        return Ok(ProjectResponse { id: closed.id, version: closed.version });
    }
    touch(tx, &id, version)?;
    writes::set_status(tx, &id, status)?;
    Ok(ProjectResponse { id, version: version + 1 })
}
