//! A template from a project: what went well is planned once more. Days become working days from the start, owners become roles.

use super::duration;
use super::project::{self, ProjectGetRequest};
use super::schedule::{date, days_of};
use super::store::{milestone as milestones, task as tasks};
use super::template::{self, TemplateResponse};
use super::template_parts::{self, OFFSET_MAX, TemplateMilestone, TemplateTask};
use crate::billing::plan::milestone as billing;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{FieldErrors, Result};
use crate::store::record;
use crate::store::tx::Tx;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// The project that shall be a template, and the template's name.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateFromProjectRequest {
    /// The project.
    pub project_id: String,
    /// The name of the template.
    pub name: String,
}

/// Makes a template from a project as it stands. Of tasks that came again the first is taken; a task without a role of its own gets the
/// name of who did it, and milestones keep how much of the sale was invoiced at them.
///
/// # Errors
/// `invalid` at `name`; `not_found`.
pub fn from_project(tx: &Tx<'_>, request: TemplateFromProjectRequest) -> Result<TemplateResponse> {
    let TemplateFromProjectRequest { project_id, name } = request;
    record::require(tx, "project", &project_id)?;
    let mut errors = FieldErrors::default();
    let name = template::checked_name(tx, None, &name, &mut errors)?;
    errors.finish()?;
    let source = project::get(tx, ProjectGetRequest { id: project_id.clone() })?;
    let days = days_of(tx, source.branch_id.as_deref())?;
    let start = date(Some(&source.start_date)).unwrap_or(tx.today()?);
    let offset = |day: Option<&str>| date(day).map_or(0, |day| days.between(start, day)).clamp(0, OFFSET_MAX);
    let mut found = Vec::new();
    for one in milestones::of_project(tx, &project_id)? {
        found.push(TemplateMilestone {
            offset_days: offset(one.due_date.as_deref()),
            percent: billing::share(tx, &one.id)?.map(canonical).unwrap_or_default(),
            key: one.id,
            name: one.name,
        });
    }
    let mut wanted = Vec::new();
    let mut repeats = BTreeSet::new();
    for row in tasks::of_project(tx, &project_id)? {
        let task = tasks::get(tx, &row.id)?;
        repeats.extend(task.next_id);
        let first = offset(row.start_date.as_deref().or(row.due_date.as_deref()));
        let last = offset(row.due_date.as_deref().or(row.start_date.as_deref()));
        let role = tasks::role(tx, &row.id)?;
        wanted.push(TemplateTask {
            key: row.id,
            title: row.title,
            milestone: row.milestone_id,
            role: if role.is_empty() { row.owner } else { role },
            offset_days: first,
            duration_days: (last - first + 1).clamp(1, OFFSET_MAX),
            estimate: row.estimate_minutes.map(duration::shown).unwrap_or_default(),
            priority: row.priority,
            checklist: task.checklist.into_iter().map(|check| check.text).collect(),
            notes: task.notes,
            after: row.after,
        });
    }
    wanted.retain(|task| !repeats.contains(&task.key));
    for task in &mut wanted {
        task.after.retain(|key| !repeats.contains(key));
    }
    let parts = template_parts::checked(&found, &wanted, &mut FieldErrors::default());
    let id = template::insert(tx, &name, &source.notes, source.budget_minutes)?;
    template_parts::store(tx, &id, &parts)?;
    Ok(TemplateResponse { id, version: 1 })
}
