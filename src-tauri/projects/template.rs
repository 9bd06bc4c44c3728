//! Templates: projects that nobody works on. What is sold again and again is delivered again and again, and planned once.
//!
//! A template says on which working day from the start each task begins and how many it takes, who does it by a role, and what waits
//! for what. Placed on a start, a task stands on the day that its offset names, or behind what it waits for when that is later.

use super::duration;
use super::graph::{self, Edge};
use super::store::{self, template as rows};
use super::template_parts::{self, TemplateMilestone, TemplateTask};
use super::workdays::WorkDays;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateListRequest {}

/// The templates of the company.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TemplateList {
    /// The templates by name.
    pub rows: Vec<TemplateRow>,
}

/// A template in a list.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TemplateRow {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// How many tasks it has.
    pub tasks: i64,
    /// How many milestones.
    pub milestones: i64,
    /// How many items are delivered by it.
    pub items: i64,
}

/// Which template.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateGetRequest {
    /// Its id.
    pub id: String,
}

/// A template with all its parts.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Template {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Notes that a project made from it begins with.
    pub notes: String,
    /// Hours that a project made from it may take, in minutes.
    pub budget_minutes: Option<i64>,
    /// Its milestones in their order.
    pub milestones: Vec<TemplateMilestone>,
    /// Its tasks in their order.
    pub tasks: Vec<TemplateTask>,
    /// The roles that its tasks name, each once.
    pub roles: Vec<String>,
    /// The items that are delivered by it, by name; none for who may see no items.
    pub items: Vec<TemplateItem>,
}

/// An item that is delivered by a template.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TemplateItem {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A new, empty template.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateCreateRequest {
    /// Its name.
    pub name: String,
}

/// A template as it shall be: parts that are not named any more go.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateSaveRequest {
    /// Which template.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Notes that a project made from it begins with.
    #[serde(default)]
    #[ts(optional)]
    pub notes: Option<String>,
    /// How long a project made from it may take, as typed: `40h`.
    #[serde(default)]
    #[ts(optional)]
    pub budget: Option<String>,
    /// Its milestones in their order.
    pub milestones: Vec<TemplateMilestone>,
    /// Its tasks in their order.
    pub tasks: Vec<TemplateTask>,
}

/// Which template to delete.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateDeleteRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The template that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TemplateResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// A template placed on a start.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplatePlaceRequest {
    /// Which template.
    pub id: String,
    /// The branch whose working days count; the first one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub branch_id: Option<String>,
    /// The day on which it begins, `YYYY-MM-DD`.
    pub start: String,
}

/// What a project from a template would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Plan {
    /// The tasks in their order.
    pub tasks: Vec<PlacedTask>,
    /// The milestones in their order.
    pub milestones: Vec<PlacedMilestone>,
    /// The last day of all; the start when there is nothing.
    pub end: String,
}

/// A task with its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct PlacedTask {
    /// The task of the template.
    pub template_task_id: String,
    /// What it is.
    pub title: String,
    /// Who does it; empty: the lead.
    pub role: String,
    /// The milestone of the template.
    pub template_milestone_id: Option<String>,
    /// Its first day, `YYYY-MM-DD`.
    pub start: String,
    /// Its last day.
    pub due: String,
}

/// A milestone with its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct PlacedMilestone {
    /// The milestone of the template.
    pub template_milestone_id: String,
    /// The milestone of the project; empty where nothing was made.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its day, `YYYY-MM-DD`.
    pub date: String,
    /// How many percent of the sale are invoiced when it is reached; empty: none.
    pub percent: String,
}

/// Which item.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateOfItemRequest {
    /// The item.
    pub item_id: String,
}

/// What is delivered when an item is sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ItemTemplate {
    /// The item.
    pub item_id: String,
    /// Its template.
    pub template_id: Option<String>,
    /// The template's name.
    pub name: String,
}

/// What shall be delivered when an item is sold.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateForItemRequest {
    /// The item.
    pub item_id: String,
    /// The template; none when absent.
    #[serde(default)]
    #[ts(optional)]
    pub template_id: Option<String>,
}

/// The templates by name.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: TemplateListRequest) -> Result<TemplateList> {
    rows::list(read).map(|rows| TemplateList { rows })
}

/// A template with all its parts.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: TemplateGetRequest) -> Result<Template> {
    record::require(read, KIND, &request.id)?;
    let mut template = rows::get(read, &request.id)?;
    if read.actor().scope("item.read").is_some() {
        template.items = rows::items(read, &request.id)?;
    }
    Ok(template)
}

/// The same for whoever sells by it.
///
/// # Errors
/// `not_found`.
pub fn sold(read: &Read<'_>, id: &str) -> Result<Template> {
    rows::get(read, id)
}

/// The kind of a template's record.
pub(super) const KIND: &str = "project_template";

/// Makes an empty template.
///
/// # Errors
/// `invalid` at `name`.
pub fn create(tx: &Tx<'_>, request: TemplateCreateRequest) -> Result<TemplateResponse> {
    let mut errors = FieldErrors::default();
    let name = checked_name(tx, None, &request.name, &mut errors)?;
    errors.finish()?;
    let id = insert(tx, &name, "", None)?;
    Ok(TemplateResponse { id, version: 1 })
}

pub(super) fn insert(tx: &Tx<'_>, name: &str, notes: &str, budget_minutes: Option<i64>) -> Result<String> {
    let id = record::create(tx, NewRecord { kind: KIND, title: name, ..NewRecord::default() })?;
    rows::insert(tx, &id, name, notes, budget_minutes)?;
    Ok(id)
}

/// A name that no other template has.
pub(super) fn checked_name(
    read: &Read<'_>,
    own: Option<&str>,
    typed: &str,
    errors: &mut FieldErrors,
) -> Result<String> {
    let templates = rows::list(read)?;
    let others = templates.iter().filter(|row| Some(row.id.as_str()) != own).map(|row| row.name.as_str());
    Ok(errors.take(text::own_name("name", typed, others)).unwrap_or_default())
}

/// Writes a template with all its parts anew.
///
/// # Errors
/// `invalid` with every field; `error.dependency_circle` at `tasks` when tasks wait for each other; `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: TemplateSaveRequest) -> Result<TemplateResponse> {
    record::touch(tx, KIND, &request.id, request.version)?;
    let mut errors = FieldErrors::default();
    let name = checked_name(tx, Some(&request.id), &request.name, &mut errors)?;
    let notes = errors.take(text::note("notes", request.notes.as_deref().unwrap_or_default()));
    let budget = request.budget.as_deref().filter(|typed| !typed.trim().is_empty());
    let budget = budget.and_then(|typed| errors.take(duration::typed("budget", typed)));
    let parts = template_parts::checked(&request.milestones, &request.tasks, &mut errors);
    errors.finish()?;
    record::retitle(tx, &request.id, &name)?;
    rows::update(tx, &request.id, &name, &notes.unwrap_or_default(), budget)?;
    template_parts::store(tx, &request.id, &parts)?;
    Ok(TemplateResponse { id: request.id, version: request.version + 1 })
}

/// Deletes a template. Projects that were made from it stay, and items that named it name none.
///
/// # Errors
/// `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: TemplateDeleteRequest) -> Result<TemplateResponse> {
    record::touch(tx, KIND, &request.id, request.version)?;
    template_parts::store(tx, &request.id, &template_parts::Parts::default())?;
    rows::forget_items(tx, &request.id)?;
    rows::delete(tx, &request.id)?;
    record::delete(tx, &request.id)?;
    Ok(TemplateResponse { id: request.id, version: request.version + 1 })
}

/// What a template comes to on a start, for a look before anything is made.
///
/// # Errors
/// `invalid` at `start`; `not_found`.
pub fn place(read: &Read<'_>, request: TemplatePlaceRequest) -> Result<Plan> {
    record::require(read, KIND, &request.id)?;
    let start = CivilDate::typed("start", &request.start).map_err(|field| Error::fields(vec![field]))?;
    let branch_id = store::branch(read, request.branch_id.as_deref())?;
    placed(read, &request.id, &branch_id, start.value())
}

/// The tasks and milestones of a template with their days, begun on `start` in the working days of a branch.
///
/// # Errors
/// `not_found` when there is no such template; `error.date_far` at `start` when the plan leaves the calendar.
pub fn placed(read: &Read<'_>, template_id: &str, branch_id: &str, start: NaiveDate) -> Result<Plan> {
    let template = rows::get(read, template_id)?;
    let days = WorkDays::of_branch(read, branch_id)?;
    on_days(&template, &days, start).ok_or_else(|| {
        let year = crate::kernel::date::YEAR_MAX;
        Error::fields(vec![FieldError::new("start", "error.date_far").with("year", year)])
    })
}

/// The same with the working days at hand; `None` beyond the calendar.
fn on_days(template: &Template, days: &WorkDays, start: NaiveDate) -> Option<Plan> {
    let place: BTreeMap<&str, usize> =
        template.tasks.iter().enumerate().map(|(at, task)| (task.key.as_str(), at)).collect();
    let edges: Vec<Edge> = template
        .tasks
        .iter()
        .enumerate()
        .flat_map(|(then, task)| task.after.iter().map(move |before| (before, then)))
        .filter_map(|(before, then)| Some(Edge { before: *place.get(before.as_str())?, then }))
        .collect();
    let count = template.tasks.len();
    let mut spans: Vec<Option<(NaiveDate, NaiveDate)>> = vec![None; count];
    let ordered = graph::order(count, &edges).unwrap_or_else(|_| (0..count).collect());
    for at in ordered {
        let task = &template.tasks[at];
        let mut first = days.after(start, task.offset_days)?;
        for edge in edges.iter().filter(|edge| edge.then == at) {
            if let Some((_, due)) = spans[edge.before] {
                first = first.max(days.after(due, 1)?);
            }
        }
        spans[at] = Some((first, days.after(first, task.duration_days.max(1) - 1)?));
    }
    let mut end = start;
    let mut tasks = Vec::with_capacity(count);
    for (task, span) in template.tasks.iter().zip(spans) {
        let (first, due) = span?;
        end = end.max(due);
        tasks.push(PlacedTask {
            template_task_id: task.key.clone(),
            title: task.title.clone(),
            role: task.role.clone(),
            template_milestone_id: task.milestone.clone(),
            start: first.to_string(),
            due: due.to_string(),
        });
    }
    let mut milestones = Vec::with_capacity(template.milestones.len());
    for milestone in &template.milestones {
        let date = days.after(start, milestone.offset_days)?;
        end = end.max(date);
        milestones.push(PlacedMilestone {
            template_milestone_id: milestone.key.clone(),
            id: String::new(),
            name: milestone.name.clone(),
            date: date.to_string(),
            percent: milestone.percent.clone(),
        });
    }
    Some(Plan { tasks, milestones, end: end.to_string() })
}

/// The template by which an item is delivered; `None` when it has none.
///
/// # Errors
/// A failure of the file.
pub fn of_item(read: &Read<'_>, item_id: &str) -> Result<Option<String>> {
    Ok(rows::of_item(read, item_id)?.and_then(|row| row.template_id))
}

/// The same as a command, with the template's name.
///
/// # Errors
/// `not_found`.
pub fn named_for_item(read: &Read<'_>, request: TemplateOfItemRequest) -> Result<ItemTemplate> {
    record::require(read, "item", &request.item_id)?;
    let found = rows::of_item(read, &request.item_id)?;
    let (template_id, name) = found.map(|row| (row.template_id, row.name)).unwrap_or_default();
    Ok(ItemTemplate { item_id: request.item_id, template_id, name })
}

/// Says by which template an item is delivered.
///
/// # Errors
/// `error.no_such_template` at `template_id`; `not_found`.
pub fn name_for_item(tx: &Tx<'_>, request: TemplateForItemRequest) -> Result<ItemTemplate> {
    record::require(tx, "item", &request.item_id)?;
    let wanted = request.template_id.as_deref().filter(|id| !id.is_empty());
    if let Some(id) = wanted
        && !rows::exists(tx, id)?
    {
        return Err(Error::field("template_id", "error.no_such_template"));
    }
    rows::set_item(tx, &request.item_id, wanted)?;
    named_for_item(tx, TemplateOfItemRequest { item_id: request.item_id })
}
