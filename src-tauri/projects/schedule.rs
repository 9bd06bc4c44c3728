//! What a change of days does to those that wait.
//!
//! The rule in prose: when a task ends later, each open task that waits for it and would begin too early moves as many working days as it
//! must, and so on along the chain; those with room stay. When a task ends earlier nobody moves: work that may begin sooner need not.

use super::graph::{self, Edge};
use super::project::ProjectTask;
use super::store::dependency::{self, End};
use super::store::{self, milestone as milestones, project as projects, task as rows, task_change as writes};
use super::words::WorkStatus;
use super::workdays::WorkDays;
use crate::kernel::error::{Error, FieldError, Result};
use crate::store::tx::{Read, Tx};
use chrono::{Datelike as _, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// A task that moves because another does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct MovedTask {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Who does it.
    pub owner: String,
    /// Its first day from now on, `YYYY-MM-DD`.
    pub start_date: Option<String>,
    /// Its last day from now on; its first when it has no other.
    pub due_date: String,
    /// By how many working days it moves.
    pub days: i64,
}

/// The task that was changed, with what follows from its days. The same as a preview says what would follow.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskChanged {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// Its first day now, `YYYY-MM-DD`.
    pub start_date: Option<String>,
    /// Its last day now.
    pub due_date: Option<String>,
    /// The tasks that move with it, each behind what it waits for.
    pub moved: Vec<MovedTask>,
    /// Names of milestones of these tasks whose day lies before their end now.
    pub late_milestones: Vec<String>,
    /// The day by which the project was promised, when these tasks end after it now.
    pub past_end: Option<String>,
    /// What it waits for and does not end before it begins; it stands there all the same.
    pub warnings: Vec<FieldError>,
}

/// The days of the branch of a task, or of the first one.
pub(super) fn days_of(read: &Read<'_>, branch_id: Option<&str>) -> Result<WorkDays> {
    WorkDays::of_branch(read, &store::branch(read, branch_id)?)
}

/// A project's tasks as a graph.
struct Plan {
    tasks: Vec<ProjectTask>,
    edges: Vec<Edge>,
}

/// What waits for what among some tasks, by their places.
pub(super) fn edges(tasks: &[ProjectTask]) -> Vec<Edge> {
    let place: BTreeMap<&str, usize> =
        tasks.iter().enumerate().map(|(at, task)| (task.id.as_str(), at)).collect();
    tasks
        .iter()
        .enumerate()
        .flat_map(|(then, task)| task.after.iter().map(move |before| (before, then)))
        .filter_map(|(before, then)| Some(Edge { before: *place.get(before.as_str())?, then }))
        .collect()
}

/// A day of a task.
pub(super) fn date(text: Option<&str>) -> Option<NaiveDate> {
    text?.parse().ok()
}

impl Plan {
    fn of(read: &Read<'_>, project_id: &str) -> Result<Self> {
        let tasks = rows::of_project(read, project_id)?;
        let edges = edges(&tasks);
        Ok(Self { tasks, edges })
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.tasks.iter().position(|task| task.id == id)
    }

    /// Moves what must when the tasks in `ends` end on those days; `waiting` come behind each other in their order.
    fn push(
        &self,
        tx: &Tx<'_>,
        days: &WorkDays,
        mut ends: BTreeMap<usize, NaiveDate>,
        waiting: &[usize],
    ) -> Result<Vec<MovedTask>> {
        let mut moved = Vec::new();
        for at in waiting {
            let before = self.edges.iter().filter(|edge| edge.then == *at);
            let Some(bound) = before.filter_map(|edge| ends.get(&edge.before)).max().copied() else {
                continue;
            };
            let task = &self.tasks[*at];
            let (start, due) = (date(task.start_date.as_deref()), date(task.due_date.as_deref()));
            let Some(last) = due.or(start) else {
                // What stands on no day passes on what it waits for.
                ends.insert(*at, bound);
                continue;
            };
            let begins = start.unwrap_or(last);
            let free = days.after(bound, 1).ok_or_else(|| far("due_date"))?;
            if begins >= free || task.status == WorkStatus::Done {
                continue;
            }
            let by = days.between(begins, free).max(1);
            let start = start.map(|_| free);
            let last =
                if begins == last { free } else { days.shifted(last, by).ok_or_else(|| far("due_date"))? };
            writes::set_days(tx, &task.id, start, due.map(|_| last))?;
            ends.insert(*at, last);
            moved.push(MovedTask {
                id: task.id.clone(),
                title: task.title.clone(),
                owner: task.owner.clone(),
                start_date: start.map(|day| day.to_string()),
                due_date: last.to_string(),
                days: by,
            });
        }
        Ok(moved)
    }
}

/// The refusal of days that would lie beyond the calendar.
pub(super) fn far(path: &str) -> Error {
    let year = crate::kernel::date::YEAR_MAX;
    Error::fields(vec![FieldError::new(path, "error.date_far").with("year", year)])
}

/// Puts a task on days and moves what waits for it, when it ends later than it did.
pub(super) fn put(
    tx: &Tx<'_>,
    id: &str,
    version: i64,
    start: Option<NaiveDate>,
    due: Option<NaiveDate>,
) -> Result<TaskChanged> {
    let stands = writes::state(tx, id)?;
    let mut changed = TaskChanged {
        id: id.to_owned(),
        version,
        start_date: start.map(|day| day.to_string()),
        due_date: due.map(|day| day.to_string()),
        moved: Vec::new(),
        late_milestones: Vec::new(),
        past_end: None,
        warnings: Vec::new(),
    };
    if (stands.start, stands.due) != (start, due) {
        writes::set_days(tx, id, start, due)?;
        changed.warnings = too_early(tx, id, start.or(due))?;
    }
    let (Some(project_id), Some(due)) = (&stands.project_id, due) else { return Ok(changed) };
    if stands.due.is_some_and(|was| due <= was) {
        return Ok(changed);
    }
    let plan = Plan::of(tx, project_id)?;
    if let Some(at) = plan.place(id) {
        let days = days_of(tx, stands.branch_id.as_deref())?;
        let waiting = graph::dependants(plan.tasks.len(), &plan.edges, at);
        changed.moved = plan.push(tx, &days, BTreeMap::from([(at, due)]), &waiting)?;
    }
    tell(tx, project_id, &mut changed)?;
    Ok(changed)
}

/// The open tasks that one waits for and that do not end before the day on which it begins.
fn too_early(read: &Read<'_>, id: &str, begins: Option<NaiveDate>) -> Result<Vec<FieldError>> {
    let Some(begins) = begins else { return Ok(Vec::new()) };
    let waited_for = dependency::ends(read, id, End::Before)?.into_iter();
    let open = waited_for.filter(|task| task.status != WorkStatus::Done);
    let warnings = open.filter_map(|task| {
        let due = task.due_date.filter(|due| date(Some(due)).is_some_and(|due| due >= begins))?;
        Some(FieldError::new("start_date", "warning.task_waits").with("task", task.title).with("date", due))
    });
    Ok(warnings.collect())
}

/// Moves a task, and what waits for it, behind another that it waits for from now on.
pub(super) fn follow(tx: &Tx<'_>, project_id: &str, task_id: &str, after_id: &str) -> Result<Vec<MovedTask>> {
    let plan = Plan::of(tx, project_id)?;
    let (Some(at), Some(before)) = (plan.place(task_id), plan.place(after_id)) else {
        return Ok(Vec::new());
    };
    let Some(due) = date(plan.tasks[before].due_date.as_deref()) else { return Ok(Vec::new()) };
    let days = days_of(tx, projects::state(tx, project_id)?.branch_id.as_deref())?;
    let mut waiting = vec![at];
    waiting.extend(graph::dependants(plan.tasks.len(), &plan.edges, at));
    plan.push(tx, &days, BTreeMap::from([(before, due)]), &waiting)
}

/// Moves the open tasks of a project by so many working days, each by as many; those that stand on no day stay so.
pub(super) fn shift_open(tx: &Tx<'_>, project_id: &str, days: &WorkDays, by: i64) -> Result<Vec<MovedTask>> {
    let mut moved = Vec::new();
    for task in rows::of_project(tx, project_id)?.into_iter().filter(|task| task.status != WorkStatus::Done) {
        let at = |day: Option<&str>| -> Result<Option<NaiveDate>> {
            date(day).map(|day| days.shifted(day, by).ok_or_else(|| far("start_date"))).transpose()
        };
        let (start, due) = (at(task.start_date.as_deref())?, at(task.due_date.as_deref())?);
        let Some(last) = due.or(start) else { continue };
        writes::set_days(tx, &task.id, start, due)?;
        writes::set_recurs_day(tx, &task.id, due.map(|due| due.day()))?;
        moved.push(MovedTask {
            id: task.id,
            title: task.title,
            owner: task.owner,
            start_date: start.map(|day| day.to_string()),
            due_date: last.to_string(),
            days: by,
        });
    }
    Ok(moved)
}

/// Adds to a change which milestones and whether the promised day come too early for what moved.
fn tell(tx: &Tx<'_>, project_id: &str, changed: &mut TaskChanged) -> Result<()> {
    let ids: Vec<&str> =
        changed.moved.iter().map(|task| task.id.as_str()).chain([changed.id.as_str()]).collect();
    let tasks = rows::of_project(tx, project_id)?;
    let touched = || tasks.iter().filter(|task| ids.contains(&task.id.as_str()));
    for milestone in milestones::of_project(tx, project_id)? {
        let Some(day) = milestone.due_date.filter(|_| milestone.reached_date.is_none()) else { continue };
        let mut own = touched().filter(|task| task.milestone_id.as_deref() == Some(milestone.id.as_str()));
        if own.any(|task| task.due_date.as_ref().is_some_and(|due| *due > day)) {
            changed.late_milestones.push(milestone.name);
        }
    }
    let end = projects::get(tx, project_id)?.end_date;
    changed.past_end =
        end.filter(|end| touched().any(|task| task.due_date.as_ref().is_some_and(|due| due > end)));
    Ok(())
}
