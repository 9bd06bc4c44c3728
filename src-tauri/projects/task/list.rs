//! Tasks side by side: of a project, of a person, of all; and the same on a board by how they stand.

use super::group::TaskGroupKey;
use crate::kernel::badge::Badge;
use crate::kernel::error::Result;
use crate::projects::store::task_list as rows;
use crate::projects::words::{Priority, Recurrence, WorkStatus};
use crate::store::page::{ListRequest, Page, Sort};
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Cards of a column of the board that are given at once.
const CARDS_MAX: u32 = 50;

/// Filters of the list of tasks.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TaskFilter {
    /// Only those of this project.
    pub project_id: Option<String>,
    /// Only those of this milestone.
    pub milestone_id: Option<String>,
    /// Only those of this customer, and of its projects and deals.
    pub customer_id: Option<String>,
    /// Only those of this deal, and of its project.
    pub deal_id: Option<String>,
    /// Only those of this person; empty: only those of nobody.
    pub owner_id: Option<String>,
    /// Only those that stand like this.
    pub status: Option<WorkStatus>,
    /// True: only those in which something is to be done; false: only those that are done.
    pub open: Option<bool>,
    /// Only those with this priority.
    pub priority: Option<Priority>,
    /// True: only open ones past their day.
    pub late: Option<bool>,
    /// Only those due on this day or later, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Only those due on this day or earlier, `YYYY-MM-DD`.
    pub to: Option<String>,
    /// Only those of this group.
    pub group: Option<TaskGroupKey>,
}

/// A row of the list of tasks, and a card of the board.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskRow {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// What is to be done.
    pub title: String,
    /// Its project.
    pub project_id: Option<String>,
    /// The project's name.
    pub project: String,
    /// Its milestone.
    pub milestone_id: Option<String>,
    /// The milestone's name.
    pub milestone: String,
    /// The customer it is for.
    pub customer_id: Option<String>,
    /// The customer's name, or the deal's prospect.
    pub customer: String,
    /// The deal it is about.
    pub deal_id: Option<String>,
    /// How it stands.
    pub status: WorkStatus,
    /// The same as a badge.
    pub badge: Badge,
    /// How soon it should be looked at.
    pub priority: Priority,
    /// Who does it.
    pub owner_id: Option<String>,
    /// That person's name.
    pub owner: String,
    /// Its first day, `YYYY-MM-DD`.
    pub start_date: Option<String>,
    /// Its last day.
    pub due_date: Option<String>,
    /// How late it is; null while it is not.
    pub late: Option<Badge>,
    /// How much work it is, in minutes.
    pub estimate_minutes: Option<i64>,
    /// How many things there are to tick off.
    pub checks: i64,
    /// How many of them are done.
    pub checks_done: i64,
    /// Whether it comes again.
    pub recurrence: Recurrence,
}

/// Counts of the tasks that a filter shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TaskSummary {
    /// How many.
    pub count: i64,
    /// How many of them are open.
    pub open: i64,
    /// How many of those are past their day.
    pub late: i64,
    /// How many are due today.
    pub today: i64,
    /// The estimates of the open ones together, in minutes.
    pub open_minutes: i64,
}

/// Which board, or which column of it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TaskBoardRequest {
    /// Only tasks of this project; they stand in its order.
    pub project_id: Option<String>,
    /// Only tasks of this person; empty: only those of nobody.
    pub owner_id: Option<String>,
    /// Only tasks with this priority.
    pub priority: Option<Priority>,
    /// True: only tasks in which something is to be done; false: only those that are done. Columns of others are empty.
    pub open: Option<bool>,
    /// True: only open ones past their day.
    pub late: Option<bool>,
    /// Words that the tasks must contain.
    pub search: Option<String>,
    /// Only this column.
    pub status: Option<WorkStatus>,
    /// The `next` of the column before, with `status`.
    pub after: Option<String>,
}

/// Tasks by how they stand.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskBoard {
    /// The columns in their order.
    pub columns: Vec<TaskColumn>,
}

/// The tasks that stand alike.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskColumn {
    /// How they stand.
    pub status: WorkStatus,
    /// The same as a badge.
    pub badge: Badge,
    /// How many; null when there are two hundred or more, which are not counted.
    pub count: Option<i64>,
    /// Their estimates together, in minutes; null with the count.
    pub minutes: Option<i64>,
    /// The first of them, at most fifty: in the order of the project, else by their days; what is done, the latest first.
    pub cards: Vec<TaskRow>,
    /// What to send as `after` for more; null when these are all.
    pub next: Option<String>,
}

/// A page of tasks.
///
/// # Errors
/// `error.date` at `filter.from` and `filter.to`; as [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<TaskFilter>) -> Result<Page<TaskRow>> {
    rows::list(read, &request)
}

/// Counts of the same filter.
///
/// # Errors
/// `error.date` at `filter.from` and `filter.to`.
pub fn summary(read: &Read<'_>, request: ListRequest<TaskFilter>) -> Result<TaskSummary> {
    rows::summary(read, &request)
}

/// The board of a project, of a person, or of all.
///
/// # Errors
/// `error.page` at `after`.
pub fn board(read: &Read<'_>, request: TaskBoardRequest) -> Result<TaskBoard> {
    let shown = WorkStatus::ALL.into_iter().filter(|status| request.status.is_none_or(|one| one == *status));
    let mut columns = Vec::new();
    for status in shown {
        let badge = status.badge();
        let is_open = status != WorkStatus::Done;
        let fits = request.open.is_none_or(|open| open == is_open) && (is_open || request.late != Some(true));
        if !fits {
            let (count, minutes) = (Some(0), Some(0));
            columns.push(TaskColumn { status, badge, count, minutes, cards: Vec::new(), next: None });
            continue;
        }
        let asked = asked(&request, status);
        let page = rows::list(read, &asked)?;
        let (count, minutes) = rows::estimated(read, &asked)?.unzip();
        columns.push(TaskColumn { status, badge, count, minutes, cards: page.rows, next: page.next });
    }
    Ok(TaskBoard { columns })
}

/// One column of a board as a list.
fn asked(request: &TaskBoardRequest, status: WorkStatus) -> ListRequest<TaskFilter> {
    let is_done = status == WorkStatus::Done;
    let column = if is_done {
        "updated"
    } else if request.project_id.is_some() {
        "position"
    } else {
        "due"
    };
    ListRequest {
        filter: Some(TaskFilter {
            project_id: request.project_id.clone(),
            owner_id: request.owner_id.clone(),
            priority: request.priority,
            late: request.late,
            status: Some(status),
            ..TaskFilter::default()
        }),
        search: request.search.clone(),
        sort: Some(Sort { column: column.to_owned(), descending: is_done }),
        after: request.after.clone().filter(|_| request.status.is_some()),
        offset: None,
        limit: Some(CARDS_MAX),
    }
}
