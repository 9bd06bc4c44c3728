//! Projects side by side on their days: a bar for each with its milestones.

use super::list::ProjectFilter;
use crate::kernel::badge::Badge;
use crate::kernel::error::Result;
use crate::projects::milestone::Milestone;
use crate::projects::store::{milestone as milestones, project_list as rows};
use crate::projects::words::WorkStatus;
use crate::store::page::ListRequest;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// Projects on their days.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectPlan {
    /// A bar for each, in the order of the list.
    pub rows: Vec<ProjectBar>,
    /// What to send as `after` for the next page; null on the last one.
    pub next: Option<String>,
    /// The civil date.
    pub today: String,
    /// The first day of all, `YYYY-MM-DD`.
    pub start: String,
    /// The last day of all.
    pub end: String,
}

/// A project on its days.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectBar {
    /// Its id.
    pub id: String,
    /// Code such as PRJ-0001.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The customer's name.
    pub customer: String,
    /// How it stands.
    pub status: WorkStatus,
    /// Its first day, `YYYY-MM-DD`.
    pub start_date: String,
    /// Its last day: the promised one, or that of its last open task when that is later or none was promised.
    pub end_date: String,
    /// The day by which it was promised.
    pub promised: Option<String>,
    /// How late it is; null while it is not.
    pub late: Option<Badge>,
    /// Its milestones that have a day.
    pub milestones: Vec<ProjectBarMilestone>,
}

/// A milestone on the bar of its project.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectBarMilestone {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The day on which it should be reached, `YYYY-MM-DD`.
    pub due_date: String,
    /// Whether it was.
    pub is_reached: bool,
    /// Whether its day is past, and it was not.
    pub is_late: bool,
}

/// A page of projects on their days.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn plan(read: &Read<'_>, request: ListRequest<ProjectFilter>) -> Result<ProjectPlan> {
    let today = read.today()?.to_string();
    let page = rows::bars(read, &request)?;
    let mut plan =
        ProjectPlan { rows: page.rows, next: page.next, start: today.clone(), end: today.clone(), today };
    for bar in &mut plan.rows {
        let all = milestones::of_project(read, &bar.id)?;
        bar.milestones = all.into_iter().filter_map(|one| on_bar(one, &plan.today)).collect();
        let days = bar.milestones.iter().map(|one| &one.due_date);
        for day in days.chain([&bar.start_date, &bar.end_date]) {
            if *day < plan.start {
                plan.start.clone_from(day);
            }
            if *day > plan.end {
                plan.end.clone_from(day);
            }
        }
    }
    Ok(plan)
}

fn on_bar(milestone: Milestone, today: &str) -> Option<ProjectBarMilestone> {
    let due_date = milestone.due_date?;
    let is_reached = milestone.reached_date.is_some();
    Some(ProjectBarMilestone {
        id: milestone.id,
        name: milestone.name,
        is_reached,
        is_late: !is_reached && due_date.as_str() < today,
        due_date,
    })
}
