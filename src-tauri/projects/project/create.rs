//! New projects: empty, or from a template with all its tasks and milestones on the working days of the branch.

use super::ProjectResponse;
use super::fields::{self, ProjectChange};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::projects::duration;
use crate::projects::store::{
    self, dependency, milestone as milestones, project as rows, task as tasks, template as templates,
};
use crate::projects::template::{self, PlacedMilestone, Plan, Template};
use crate::projects::template_parts::TemplateTask;
use crate::projects::words::Check;
use crate::store::given;
use crate::store::number;
use crate::store::record::{self, NewRecord};
use crate::store::tx::Tx;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Who takes a role of the template in one project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RoleOwner {
    /// The role, as the template calls it.
    pub role: String,
    /// The user.
    pub owner_id: String,
}

/// A project that is made inside the transaction of whoever sells it.
#[derive(Debug, Clone, Default)]
pub struct NewProject {
    /// Its name.
    pub name: String,
    /// Its customer.
    pub customer_id: String,
    /// The deal in which it was sold.
    pub deal_id: Option<String>,
    /// The branch whose working days count.
    pub branch_id: String,
    /// Who leads it.
    pub owner_id: String,
    /// The template it is made from.
    pub template_id: Option<String>,
    /// Its first day.
    pub start: NaiveDate,
    /// The day by which it was promised; the last day of the template's plan when absent.
    pub end: Option<NaiveDate>,
    /// ISO 4217 code of its budget.
    pub currency: String,
    /// What it may cost, in minor units.
    pub budget_minor: Option<i64>,
    /// How long it may take, in minutes; the template's when absent.
    pub budget_minutes: Option<i64>,
    /// Notes, put before those of the template.
    pub notes: String,
    /// Who takes the roles of the template; the lead takes those that nobody is named for.
    pub roles: Vec<RoleOwner>,
}

/// A project that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// Its id.
    pub id: String,
    /// Its code, such as PRJ-0001.
    pub code: String,
    /// How many tasks it begins with.
    pub tasks: usize,
    /// Its milestones with their days.
    pub milestones: Vec<PlacedMilestone>,
}

/// A new project. A name, a customer (or a deal that has one) and a start are required.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProjectCreateRequest {
    /// The deal in which it was sold.
    #[serde(default)]
    #[ts(optional)]
    pub deal_id: Option<String>,
    /// The branch whose working days count; that of its deal when absent, else the first one.
    #[serde(default)]
    #[ts(optional)]
    pub branch_id: Option<String>,
    /// The template it is made from.
    #[serde(default)]
    #[ts(optional)]
    pub template_id: Option<String>,
    /// Who takes the roles of the template.
    #[serde(default)]
    #[ts(optional)]
    pub roles: Option<Vec<RoleOwner>>,
    /// Its fields.
    pub set: ProjectChange,
}

/// Makes a project as it was typed.
///
/// # Errors
/// `invalid` with every field.
pub fn create(tx: &Tx<'_>, request: ProjectCreateRequest) -> Result<ProjectResponse> {
    let mut errors = FieldErrors::default();
    let deal_customer = deal_customer(tx, &request, &mut errors)?;
    if let Some(id) = &request.template_id
        && !templates::exists(tx, id)?
    {
        errors.add(FieldError::new("template_id", "error.no_such_template"));
    }
    let roles = request.roles.unwrap_or_default();
    check_roles(tx, &roles, &mut errors)?;
    errors.finish()?;
    let of_deal = request.deal_id.as_deref().map(|id| record::branch(tx, id)).transpose()?.flatten();
    let branch_id = store::branch(tx, request.branch_id.or(of_deal).as_deref())?;
    let mut set = request.set;
    set.customer_id = set.customer_id.filter(|id| !id.is_empty()).or(deal_customer);
    let currency = rows::currency_of_sale(tx, request.deal_id.as_deref(), set.customer_id.as_deref())?;
    let currency = currency.map_or_else(|| store::home_currency(tx), Ok)?;
    let mut errors = FieldErrors::default();
    let fields = fields::check(tx, &set, &currency, &mut errors)?;
    for (path, is_missing) in [
        ("name", set.name.is_none()),
        ("customer_id", set.customer_id.is_none()),
        ("start_date", set.start_date.is_none()),
    ] {
        if is_missing {
            errors.add(FieldError::new(path, "error.required"));
        }
    }
    errors.finish().map_err(|error| error.below("set."))?;
    let new = NewProject {
        name: fields.name.unwrap_or_default(),
        customer_id: fields.customer_id.unwrap_or_default(),
        deal_id: request.deal_id,
        branch_id,
        owner_id: set.owner_id.unwrap_or_default(),
        template_id: request.template_id,
        start: fields.start.unwrap_or_default(),
        end: fields.end.flatten(),
        currency: fields.currency,
        budget_minor: fields.budget_minor.flatten(),
        budget_minutes: fields.budget_minutes.flatten(),
        notes: fields.notes.unwrap_or_default(),
        roles,
    };
    let created = create_from(tx, &new).map_err(|error| error.below("set."))?;
    Ok(ProjectResponse { id: created.id, version: 1 })
}

/// Refuses a role that is given to nobody who works here, at `roles[…].owner_id`.
///
/// # Errors
/// A failure of the file.
pub fn check_roles(tx: &Tx<'_>, roles: &[RoleOwner], errors: &mut FieldErrors) -> Result<()> {
    for (at, role) in roles.iter().enumerate() {
        if !store::has_user(tx, &role.owner_id)? {
            errors.add(FieldError::new(&format!("roles[{at}].owner_id"), "error.no_such_user"));
        }
    }
    Ok(())
}

/// The customer of the deal that a project shall be of. A deal of another customer than the project's is refused.
fn deal_customer(
    tx: &Tx<'_>,
    request: &ProjectCreateRequest,
    errors: &mut FieldErrors,
) -> Result<Option<String>> {
    let Some(id) = &request.deal_id else { return Ok(None) };
    if record::require_readable(tx, "deal", id).is_err() {
        errors.add(FieldError::new("deal_id", "error.no_such_deal"));
        return Ok(None);
    }
    let customer = rows::deal(tx, id)?.flatten();
    let wanted = request.set.customer_id.as_ref().filter(|id| !id.is_empty());
    if let (Some(of_deal), Some(wanted)) = (&customer, wanted)
        && of_deal != wanted
    {
        errors.add(FieldError::new("deal_id", "error.deal_of_another"));
    }
    Ok(customer)
}

/// Makes a project, with the tasks and milestones of its template.
///
/// # Errors
/// `error.no_such_user` at `owner_id`; as [`text::required_line`] at `name`; as [`template::placed`].
pub fn create_from(tx: &Tx<'_>, new: &NewProject) -> Result<Created> {
    let name = text::required_line("name", &new.name).map_err(|field| Error::fields(vec![field]))?;
    let owner_id = if new.owner_id.is_empty() { &tx.actor().user_id } else { &new.owner_id };
    if !store::has_user(tx, owner_id)? {
        return Err(Error::field("owner_id", "error.no_such_user"));
    }
    let source = match &new.template_id {
        Some(id) => {
            let source = templates::get(tx, id)?;
            let plan = template::placed(tx, id, &new.branch_id, new.start)?;
            Some((source, plan))
        }
        None => None,
    };
    let code = number::take(tx, "project", None, tx.today()?)?.text;
    let id = record::create(
        tx,
        NewRecord {
            kind: "project",
            title: &name,
            owner_id: Some(owner_id),
            branch_id: Some(&new.branch_id),
            customer_id: Some(&new.customer_id),
        },
    )?;
    let template = source.as_ref().map(|(template, _)| template);
    let end = new.end.or(source.as_ref().and_then(|(_, plan)| plan.end.parse().ok()));
    let notes = [new.notes.as_str(), template.map_or("", |template| template.notes.as_str())]
        .iter()
        .filter(|text| !text.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join("\n\n");
    let row = rows::NewRow {
        code: &code,
        name: &name,
        template_id: new.template_id.as_deref(),
        customer_id: &new.customer_id,
        deal_id: new.deal_id.as_deref(),
        start: new.start,
        end,
        currency: &new.currency,
        budget_minor: new.budget_minor,
        budget_minutes: new.budget_minutes.or(template.and_then(|template| template.budget_minutes)),
        notes: &notes,
    };
    rows::insert(tx, &id, &row)?;
    let (tasks, milestones) = match &source {
        Some((template, plan)) => fill(tx, &id, new, owner_id, template, plan)?,
        None => (0, Vec::new()),
    };
    given::tell(tx, &id)?;
    Ok(Created { id, code, tasks, milestones })
}

/// Copies what a template has into a new project.
fn fill(
    tx: &Tx<'_>,
    project_id: &str,
    new: &NewProject,
    lead_id: &str,
    template: &Template,
    plan: &Plan,
) -> Result<(usize, Vec<PlacedMilestone>)> {
    let mut milestone_ids = BTreeMap::new();
    let mut placed = Vec::with_capacity(plan.milestones.len());
    for (one, position) in plan.milestones.iter().zip(0_i64..) {
        let row = milestones::NewMilestone {
            project_id,
            template_milestone_id: Some(&one.template_milestone_id),
            name: &one.name,
            due: one.date.parse().ok(),
            position,
            ..milestones::NewMilestone::default()
        };
        let id = milestones::insert(tx, &row)?;
        milestone_ids.insert(one.template_milestone_id.as_str(), id.clone());
        placed.push(PlacedMilestone { id, ..one.clone() });
    }
    let mut ids = BTreeMap::new();
    let mut of_others: BTreeMap<&str, usize> = BTreeMap::new();
    for ((task, days), position) in template.tasks.iter().zip(&plan.tasks).zip(1_i64..) {
        let role = new.roles.iter().find(|one| !task.role.is_empty() && is_same(&one.role, &task.role));
        let seat = Seat {
            project_id,
            milestone_id: task
                .milestone
                .as_deref()
                .and_then(|key| milestone_ids.get(key))
                .map(String::as_str),
            owner_id: role.map_or(lead_id, |one| one.owner_id.as_str()),
            start: days.start.parse().ok(),
            due: days.due.parse().ok(),
            position: position * tasks::GAP,
        };
        if seat.owner_id != lead_id {
            *of_others.entry(seat.owner_id).or_default() += 1;
        }
        ids.insert(task.key.as_str(), copy(tx, new, task, &seat)?);
    }
    for (user_id, count) in of_others {
        given::tell_tasks(tx, project_id, &new.name, user_id, count)?;
    }
    for task in &template.tasks {
        for before in &task.after {
            if let (Some(task_id), Some(after_id)) = (ids.get(task.key.as_str()), ids.get(before.as_str())) {
                dependency::insert(tx, task_id, after_id)?;
            }
        }
    }
    Ok((ids.len(), placed))
}

fn is_same(one: &str, other: &str) -> bool {
    text::fold(one) == text::fold(other)
}

/// Where a task of a template comes to stand.
struct Seat<'a> {
    project_id: &'a str,
    milestone_id: Option<&'a str>,
    owner_id: &'a str,
    start: Option<NaiveDate>,
    due: Option<NaiveDate>,
    position: i64,
}

fn copy(tx: &Tx<'_>, new: &NewProject, task: &TemplateTask, seat: &Seat<'_>) -> Result<String> {
    let id = record::create(
        tx,
        NewRecord {
            kind: "task",
            title: &task.title,
            owner_id: Some(seat.owner_id),
            branch_id: Some(&new.branch_id),
            customer_id: Some(&new.customer_id),
        },
    )?;
    let checklist: Vec<Check> =
        task.checklist.iter().map(|text| Check { text: text.clone(), done: false }).collect();
    let row = tasks::NewRow {
        title: &task.title,
        project_id: Some(seat.project_id),
        milestone_id: seat.milestone_id,
        priority: task.priority,
        role: &task.role,
        start: seat.start,
        due: seat.due,
        estimate_minutes: duration::typed("estimate", &task.estimate).ok(),
        checklist: &checklist,
        notes: &task.notes,
        position: seat.position,
        ..tasks::NewRow::default()
    };
    tasks::insert(tx, &id, &row)?;
    Ok(id)
}
