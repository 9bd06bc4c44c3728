//! A project on its days: bars, what waits for what, milestones, and the chain of tasks on which the end depends.

use super::{ProjectGetRequest, ProjectTask};
use crate::kernel::error::Result;
use crate::projects::graph::{self, Bar};
use crate::projects::milestone::Milestone;
use crate::projects::schedule::{date, days_of, edges};
use crate::projects::words::WorkStatus;
use crate::projects::workdays::WorkDays;
use crate::store::tx::Read;
use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// Days beyond which free days are not told one by one: a plan of several years shows weeks.
const DAYS_MAX: i64 = 1_100;

/// A task on its days.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimelineBar {
    /// The task.
    pub task: ProjectTask,
    /// How many working days it takes; null while it stands on no day.
    pub days: Option<i64>,
    /// How many working days it may be late until the whole is; null for a done one, and for one on no day.
    pub slack: Option<i64>,
    /// Whether a day's delay of it delays the whole.
    pub is_critical: bool,
}

/// A project on its days.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Timeline {
    /// The civil date at the branch.
    pub today: String,
    /// The first day of all, `YYYY-MM-DD`.
    pub start: String,
    /// The last day of all.
    pub end: String,
    /// The day by which the project was promised.
    pub promised: Option<String>,
    /// The tasks in the order of the project.
    pub bars: Vec<TimelineBar>,
    /// The milestones by their days.
    pub milestones: Vec<Milestone>,
    /// Days between start and end on which the branch does not work; none are told of a plan of several years.
    pub free_days: Vec<String>,
    /// The day with which weeks begin where the branch is: 1 is Monday, 7 is Sunday.
    pub week_start: u32,
    /// Working days on the critical path.
    pub critical_days: i64,
}

/// A project on its days.
///
/// # Errors
/// `not_found`.
pub fn timeline(read: &Read<'_>, request: ProjectGetRequest) -> Result<Timeline> {
    let project = super::get(read, request)?;
    let branch_id = project.branch_id.as_deref();
    let (days, today) = (days_of(read, branch_id)?, read.today_at(branch_id)?);
    let first = date(Some(&project.start_date)).unwrap_or(today);
    let known = project
        .tasks
        .iter()
        .flat_map(|task| [&task.start_date, &task.due_date])
        .chain(project.milestones.iter().flat_map(|one| [&one.due_date, &one.reached_date]))
        .chain([&project.end_date])
        .filter_map(|day| date(day.as_deref()));
    let (start, end) = known.fold((first, first), |(start, end), day| (start.min(day), end.max(day)));
    let bars = bars(project.tasks, &days, start);
    let free = |day: &NaiveDate| !days.is_working(*day);
    let free_days = if (end - start).num_days() > DAYS_MAX {
        Vec::new()
    } else {
        start.iter_days().take_while(|day| *day <= end).filter(free).map(|day| day.to_string()).collect()
    };
    let critical = bars.iter().filter(|bar| bar.is_critical);
    Ok(Timeline {
        today: today.to_string(),
        start: start.to_string(),
        end: end.to_string(),
        promised: project.end_date,
        critical_days: critical.filter_map(|bar| bar.days).sum(),
        bars,
        milestones: project.milestones,
        free_days,
        week_start: week_start(&days).number_from_monday(),
    })
}

/// Weeks begin on the first working day behind the longest rest of the week; on Monday where there is none.
pub(in crate::projects) fn week_start(days: &WorkDays) -> Weekday {
    let sunday = NaiveDate::from_isoywd_opt(2024, 20, Weekday::Sun).unwrap_or_default();
    let rests = |day: NaiveDate| !days.is_working(day);
    let mut week = (0..7).filter_map(|at| sunday.checked_add_days(Days::new(at)));
    let begins = |day: &NaiveDate| day.pred_opt().is_some_and(rests) && !rests(*day);
    week.find(begins).map_or(Weekday::Mon, |day| day.weekday())
}

/// The bars of some tasks, whose days are counted from `origin`. What is done delays nothing any more.
fn bars(tasks: Vec<ProjectTask>, days: &WorkDays, origin: NaiveDate) -> Vec<TimelineBar> {
    let span = |task: &ProjectTask| {
        let due = date(task.due_date.as_deref()).or(date(task.start_date.as_deref()))?;
        let start = date(task.start_date.as_deref()).unwrap_or(due);
        Some(Bar { start: days.between(origin, start), end: days.between(origin, due) + 1 })
    };
    let edges = edges(&tasks);
    let spans: Vec<Option<Bar>> = tasks.iter().map(span).collect();
    let open: Vec<Option<Bar>> = tasks
        .iter()
        .zip(&spans)
        .map(|(task, span)| span.filter(|_| task.status != WorkStatus::Done))
        .collect();
    let slack = graph::slack(&open, &edges);
    tasks
        .into_iter()
        .zip(spans)
        .zip(slack)
        .map(|((task, span), slack)| TimelineBar {
            task,
            days: span.map(|bar| bar.end - bar.start),
            is_critical: slack.is_some_and(|slack| slack <= 0),
            slack,
        })
        .collect()
}
