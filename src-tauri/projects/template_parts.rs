//! The parts of a template, checked and written as a whole. Each has a key by which the others name it: the id of a row that
//! stands, or any text for a new one.

use super::duration;
use super::graph::{self, Edge};
use super::store::{dependency, milestone as milestones, task as tasks, template as rows};
use super::words::{Check, Priority};
use crate::billing::plan::milestone::percent;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record::{self, NewRecord};
use crate::store::tx::Tx;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Most milestones of a template.
const MILESTONES_MAX: usize = 100;
/// Most tasks of a template, and of a project.
pub(super) const TASKS_MAX: usize = 1_000;
/// Most things to tick off within a task, and tasks that it waits for.
pub(super) const CHECKS_MAX: usize = 100;
/// How many working days after the start something may lie: some fifteen years.
pub(super) const OFFSET_MAX: i64 = 4_000;

/// A milestone of a template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateMilestone {
    /// What the tasks call it.
    pub key: String,
    /// Its name.
    pub name: String,
    /// On which working day it lies, 0 being the start.
    #[serde(default)]
    pub offset_days: i64,
    /// How many percent of the sale are invoiced when it is reached; empty: none. What the milestones leave of a hundred is invoiced
    /// on order.
    #[serde(default)]
    pub percent: String,
}

/// A task of a template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateTask {
    /// What the others call it.
    pub key: String,
    /// What is to be done.
    pub title: String,
    /// The key of its milestone.
    #[serde(default)]
    pub milestone: Option<String>,
    /// Who does it, in a word such as `fitter`; empty: the lead.
    #[serde(default)]
    pub role: String,
    /// On which working day it begins, 0 being the start.
    #[serde(default)]
    pub offset_days: i64,
    /// How many working days it takes; one at least.
    #[serde(default = "one")]
    pub duration_days: i64,
    /// How much work it is, as typed: `3h`; empty: nobody knows.
    #[serde(default)]
    pub estimate: String,
    /// How soon it should be looked at.
    #[serde(default)]
    pub priority: Priority,
    /// What there is to tick off.
    #[serde(default)]
    pub checklist: Vec<String>,
    /// Notes.
    #[serde(default)]
    pub notes: String,
    /// The keys of the tasks that it waits for.
    #[serde(default)]
    pub after: Vec<String>,
}

const fn one() -> i64 {
    1
}

/// Parts whose fields have been checked.
#[derive(Debug, Default)]
pub(super) struct Parts {
    milestones: Vec<TemplateMilestone>,
    tasks: Vec<CheckedTask>,
}

#[derive(Debug)]
struct CheckedTask {
    task: TemplateTask,
    estimate_minutes: Option<i64>,
}

/// Refuses more than so many of something.
pub(super) fn at_most(path: &str, count: usize, max: usize, errors: &mut FieldErrors) -> bool {
    if count > max {
        errors.add(FieldError::new(path, "error.too_many").with("max", max));
    }
    count <= max
}

/// Refuses a whole number that does not lie between two others.
fn between(path: &str, number: i64, min: i64, max: i64, errors: &mut FieldErrors) -> i64 {
    if !(min..=max).contains(&number) {
        errors.add(FieldError::new(path, "error.between").with("min", min).with("max", max));
    }
    number
}

/// Checks the parts of a template as they were typed.
pub(super) fn checked(
    typed: &[TemplateMilestone],
    tasks: &[TemplateTask],
    errors: &mut FieldErrors,
) -> Parts {
    if !at_most("milestones", typed.len(), MILESTONES_MAX, errors)
        || !at_most("tasks", tasks.len(), TASKS_MAX, errors)
    {
        return Parts::default();
    }
    let mut keys = BTreeSet::new();
    let mut milestones = Vec::with_capacity(typed.len());
    for (at, one) in typed.iter().enumerate() {
        let path = |name: &str| format!("milestones[{at}].{name}");
        let key = checked_key(&path("key"), &one.key, &mut keys, errors);
        milestones.push(TemplateMilestone {
            key,
            name: errors.take(text::required_line(&path("name"), &one.name)).unwrap_or_default(),
            offset_days: between(&path("offset_days"), one.offset_days, 0, OFFSET_MAX, errors),
            percent: checked_percent(&path("percent"), &one.percent, errors),
        });
    }
    let sum: Decimal = milestones.iter().filter_map(|one| one.percent.parse::<Decimal>().ok()).sum();
    if sum > Decimal::ONE_HUNDRED {
        errors.add(FieldError::new("milestones", "error.template_percents").with("sum", canonical(sum)));
    }
    let mut found = Vec::with_capacity(tasks.len());
    let mut task_keys = BTreeSet::new();
    for (at, task) in tasks.iter().enumerate() {
        let key = checked_key(&format!("tasks[{at}].key"), &task.key, &mut task_keys, errors);
        let checked = checked_task(at, task, key, errors);
        if checked.task.milestone.as_ref().is_some_and(|milestone| !keys.contains(milestone)) {
            errors.add(FieldError::new(&format!("tasks[{at}].milestone"), "error.no_such_milestone"));
        }
        found.push(checked);
    }
    check_order(&found, errors);
    Parts { milestones, tasks: found }
}

/// A percentage as it is stored; empty where none was typed.
fn checked_percent(path: &str, typed: &str, errors: &mut FieldErrors) -> String {
    match typed.trim() {
        "" => String::new(),
        typed => errors.take(percent(path, typed)).map(canonical).unwrap_or_default(),
    }
}

fn checked_key(path: &str, typed: &str, known: &mut BTreeSet<String>, errors: &mut FieldErrors) -> String {
    let key = errors.take(text::required_line(path, typed)).unwrap_or_default();
    if !key.is_empty() && !known.insert(key.clone()) {
        errors.add(FieldError::new(path, "error.key_twice"));
    }
    key
}

fn checked_task(at: usize, typed: &TemplateTask, key: String, errors: &mut FieldErrors) -> CheckedTask {
    let path = |name: &str| format!("tasks[{at}].{name}");
    let title = errors.take(text::required_line(&path("title"), &typed.title)).unwrap_or_default();
    let role = errors.take(text::line(&path("role"), &typed.role)).unwrap_or_default();
    let notes = errors.take(text::note(&path("notes"), &typed.notes)).unwrap_or_default();
    let offset_days = between(&path("offset_days"), typed.offset_days, 0, OFFSET_MAX, errors);
    let duration_days = between(&path("duration_days"), typed.duration_days, 1, OFFSET_MAX, errors);
    let estimate = Some(typed.estimate.as_str()).filter(|typed| !typed.trim().is_empty());
    let estimate_minutes = estimate.and_then(|typed| errors.take(duration::typed(&path("estimate"), typed)));
    let mut checklist = Vec::new();
    if at_most(&path("checklist"), typed.checklist.len(), CHECKS_MAX, errors) {
        for (line, one) in typed.checklist.iter().enumerate() {
            let path = path(&format!("checklist[{line}]"));
            checklist.extend(errors.take(text::required_line(&path, one)));
        }
    }
    let mut after = typed.after.clone();
    if !at_most(&path("after"), after.len(), CHECKS_MAX, errors) {
        after.clear();
    }
    let task = TemplateTask {
        key,
        title,
        milestone: typed.milestone.clone().filter(|key| !key.is_empty()),
        role,
        offset_days,
        duration_days,
        estimate: String::new(),
        priority: typed.priority,
        checklist,
        notes,
        after,
    };
    CheckedTask { task, estimate_minutes }
}

/// Refuses a task that waits for one that is not there, and tasks that wait for each other.
fn check_order(tasks: &[CheckedTask], errors: &mut FieldErrors) {
    let place: BTreeMap<&str, usize> =
        tasks.iter().enumerate().map(|(at, one)| (one.task.key.as_str(), at)).collect();
    let mut edges = Vec::new();
    for (then, one) in tasks.iter().enumerate() {
        for (line, before) in one.task.after.iter().enumerate() {
            match place.get(before.as_str()) {
                Some(before) => edges.push(Edge { before: *before, then }),
                None => {
                    errors
                        .add(FieldError::new(&format!("tasks[{then}].after[{line}]"), "error.no_such_task"));
                }
            }
        }
    }
    if let Err(circle) = graph::order(tasks.len(), &edges) {
        let names: Vec<&str> = circle.iter().map(|at| tasks[*at].task.title.as_str()).collect();
        errors.add(FieldError::new("tasks", "error.dependency_circle").with("tasks", names.join(" → ")));
    }
}

/// Writes the parts of a template: what stands is changed, what is new is added, what is not named goes.
pub(super) fn store(tx: &Tx<'_>, template_id: &str, parts: &Parts) -> Result<()> {
    let stands = rows::get(tx, template_id)?;
    let milestone_ids = store_milestones(tx, template_id, &stands.milestones, &parts.milestones)?;
    for gone in stands.tasks.iter().filter(|task| parts.tasks.iter().all(|one| one.task.key != task.key)) {
        dependency::delete_of_task(tx, &gone.key)?;
        tasks::delete(tx, &gone.key)?;
        record::delete(tx, &gone.key)?;
    }
    let mut ids = BTreeMap::new();
    for (one, position) in parts.tasks.iter().zip(0_i64..) {
        let known = stands.tasks.iter().find(|task| task.key == one.task.key);
        let milestone = one.task.milestone.as_ref().and_then(|key| milestone_ids.get(key));
        let id = store_task(tx, template_id, one, known, milestone.map(String::as_str), position)?;
        ids.insert(one.task.key.as_str(), id);
    }
    for gone in stands.milestones.iter().filter(|one| !milestone_ids.contains_key(&one.key)) {
        milestones::delete(tx, &gone.key)?;
    }
    store_order(tx, template_id, &parts.tasks, &ids)
}

fn store_milestones(
    tx: &Tx<'_>,
    template_id: &str,
    stands: &[TemplateMilestone],
    wanted: &[TemplateMilestone],
) -> Result<BTreeMap<String, String>> {
    let mut ids = BTreeMap::new();
    for (one, position) in wanted.iter().zip(0_i64..) {
        let new = milestones::NewMilestone {
            project_id: template_id,
            name: &one.name,
            offset_days: Some(one.offset_days),
            percent: Some(one.percent.as_str()).filter(|percent| !percent.is_empty()),
            position,
            ..milestones::NewMilestone::default()
        };
        let id = if stands.iter().any(|known| known.key == one.key) {
            milestones::rewrite(tx, &one.key, &new)?;
            one.key.clone()
        } else {
            milestones::insert(tx, &new)?
        };
        ids.insert(one.key.clone(), id);
    }
    Ok(ids)
}

fn store_task(
    tx: &Tx<'_>,
    template_id: &str,
    one: &CheckedTask,
    known: Option<&TemplateTask>,
    milestone_id: Option<&str>,
    position: i64,
) -> Result<String> {
    let task = &one.task;
    let checklist: Vec<Check> =
        task.checklist.iter().map(|text| Check { text: text.clone(), done: false }).collect();
    let row = tasks::TemplateRow {
        task,
        estimate_minutes: one.estimate_minutes,
        milestone_id,
        checklist: &checklist,
        position,
    };
    if known.is_some() {
        record::retitle(tx, &task.key, &task.title)?;
        tasks::rewrite(tx, &task.key, &row)?;
        return Ok(task.key.clone());
    }
    let new = NewRecord { kind: "template_task", title: &task.title, ..NewRecord::default() };
    let id = record::create(tx, new)?;
    tasks::insert_in_template(tx, &id, template_id, &row)?;
    Ok(id)
}

/// Adds what waits for what, and takes away what no longer does.
fn store_order(
    tx: &Tx<'_>,
    template_id: &str,
    tasks: &[CheckedTask],
    ids: &BTreeMap<&str, String>,
) -> Result<()> {
    let wanted: BTreeSet<(&str, &str)> = tasks
        .iter()
        .flat_map(|one| one.task.after.iter().map(move |before| (one.task.key.as_str(), before.as_str())))
        .filter_map(|(then, before)| Some((ids.get(then)?.as_str(), ids.get(before)?.as_str())))
        .collect();
    let stands = dependency::of_project(tx, template_id)?;
    for link in &stands {
        if !wanted.contains(&(link.task_id.as_str(), link.after_id.as_str())) {
            dependency::delete(tx, &link.id)?;
        }
    }
    for (then, before) in wanted {
        if stands.iter().all(|link| (link.task_id.as_str(), link.after_id.as_str()) != (then, before)) {
            dependency::insert(tx, then, before)?;
        }
    }
    Ok(())
}
