//! Tasks in groups by one of their fields: how they stand, who does them, when they are due, and so on.
//!
//! Groups of words and days are few and stand in their own order. Those of people, projects and customers stand by name and come in
//! pages of [`GROUPS_MAX`]; what belongs to none of them is the last group. Weeks begin as the branch works, as on a timeline.

use super::list::{TaskFilter, TaskRow};
use crate::kernel::error::{Error, Result};
use crate::projects::milestone::Milestone;
use crate::projects::project::timeline::week_start;
use crate::projects::store::{self, milestone, task_group as groups, task_list as rows};
use crate::projects::workdays::WorkDays;
use crate::store::page::{ListRequest, Sort};
use crate::store::tx::Read;
use chrono::{Datelike as _, Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Groups of people, projects or customers that are given at once.
const GROUPS_MAX: u32 = 12;
/// Tasks of a group that are given at once, unless another number is asked for.
const ROWS: u32 = 50;

/// What tasks are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskGrouping {
    /// Who does them.
    Owner,
    /// How they stand.
    Status,
    /// How soon they should be looked at.
    Priority,
    /// The week in which they are due.
    Due,
    /// The week in which they begin.
    Start,
    /// How much work they are.
    Estimate,
    /// The milestone of the project.
    Milestone,
    /// The project.
    Project,
    /// The customer they are for.
    Customer,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskGroupKey {
    /// What is grouped by.
    pub by: TaskGrouping,
    /// Which of the groups, as [`groups`] names it: an id or a word; empty is the group of those that have none.
    pub key: String,
}

/// Which tasks in which groups.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskGroupsRequest {
    /// What is grouped by; milestones within one project.
    pub by: TaskGrouping,
    /// Filters of the tasks.
    #[serde(default)]
    #[ts(optional)]
    pub filter: Option<TaskFilter>,
    /// Words that the tasks must contain.
    #[serde(default)]
    #[ts(optional)]
    pub search: Option<String>,
    /// The order within a group, as `task.list` knows it.
    #[serde(default)]
    #[ts(optional)]
    pub sort: Option<Sort>,
    /// The `next` of the groups before.
    #[serde(default)]
    #[ts(optional)]
    pub after: Option<String>,
    /// How many tasks of each group (at most 500; 50 when absent).
    #[serde(default)]
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// Tasks in groups.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskGroups {
    /// The groups in their order.
    pub groups: Vec<TaskGroup>,
    /// What to send as `after` for the groups that follow; null when these are all.
    pub next: Option<String>,
}

/// The tasks that are alike.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskGroup {
    /// What to send as `key` of a filter.
    pub key: String,
    /// Who or what it is; empty when `word` says it.
    pub name: String,
    /// Message id of the word for it; null when it has a name.
    pub word: Option<String>,
    /// How many; null when there are two hundred or more, which are not counted.
    pub count: Option<i64>,
    /// The first of them.
    pub rows: Vec<TaskRow>,
    /// What to send to `task.list` as `after` for more; null when these are all.
    pub next: Option<String>,
}

/// A group before its tasks are read.
#[derive(Debug, Clone)]
pub(in crate::projects) struct Head {
    pub(in crate::projects) key: String,
    pub(in crate::projects) name: String,
    pub(in crate::projects) word: Option<&'static str>,
}

impl Head {
    fn word(key: &str, word: &'static str) -> Self {
        Self { key: key.to_owned(), name: String::new(), word: Some(word) }
    }
}

impl TaskGrouping {
    /// The groups that are the same for everybody, with the words for them; the last one of others is that of those without.
    const fn words(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Status => &[
                ("planned", "badge.planned"),
                ("in_progress", "badge.in_progress"),
                ("on_hold", "badge.on_hold"),
                ("done", "badge.done"),
            ],
            Self::Priority => &[
                ("urgent", "task_group.urgent"),
                ("high", "task_group.high"),
                ("normal", "task_group.normal"),
                ("low", "task_group.low"),
            ],
            Self::Due => &[
                ("overdue", "task_group.overdue"),
                ("earlier", "task_group.earlier"),
                ("this_week", "task_group.this_week"),
                ("next_week", "task_group.next_week"),
                ("later", "task_group.later"),
                ("", "task_group.no_due"),
            ],
            Self::Start => &[
                ("earlier", "task_group.begun"),
                ("this_week", "task_group.this_week"),
                ("next_week", "task_group.next_week"),
                ("later", "task_group.later"),
                ("", "task_group.no_start"),
            ],
            Self::Estimate => &[
                ("hour", "task_group.hour"),
                ("half_day", "task_group.half_day"),
                ("day", "task_group.day"),
                ("more", "task_group.more"),
                ("", "task_group.no_estimate"),
            ],
            Self::Owner => &[("", "task_group.nobody")],
            Self::Milestone => &[("", "task_group.no_milestone")],
            Self::Project => &[("", "task_group.no_project")],
            Self::Customer => &[("", "task_group.no_customer")],
        }
    }

    /// Whether its groups are told although no task is in them, for there may be.
    const fn keeps_empty(self) -> bool {
        matches!(self, Self::Status | Self::Priority | Self::Milestone)
    }
}

/// The days that part weeks, today and the last days of this week and of the next.
#[derive(Debug, Clone, Copy)]
pub(in crate::projects) struct Weeks {
    pub(in crate::projects) today: NaiveDate,
    pub(in crate::projects) this: NaiveDate,
    pub(in crate::projects) next: NaiveDate,
}

impl Weeks {
    /// Those around today.
    pub(in crate::projects) fn now(read: &Read<'_>) -> Result<Self> {
        let today = read.today()?;
        let first = week_start(&WorkDays::of_branch(read, &store::branch(read, None)?)?);
        let gone = u64::from(today.weekday().days_since(first));
        let this = today.checked_add_days(Days::new(6 - gone)).unwrap_or(today);
        Ok(Self { today, this, next: this.checked_add_days(Days::new(7)).unwrap_or(this) })
    }
}

/// Tasks in groups, the first of each group with what follows.
///
/// # Errors
/// `error.group_of_project` at `filter.project_id` for milestones of no project; as `task.list`.
pub fn groups(read: &Read<'_>, request: TaskGroupsRequest) -> Result<TaskGroups> {
    let (heads, next) = heads(read, &request)?;
    let mut groups = Vec::new();
    for head in heads {
        let asked = within(&request, Some(head.key.clone()));
        let page = rows::list(read, &asked)?;
        if page.rows.is_empty() && !request.by.keeps_empty() {
            continue;
        }
        let count = match page.next {
            None => i64::try_from(page.rows.len()).ok(),
            Some(_) => rows::counted(read, &asked)?,
        };
        groups.push(TaskGroup {
            key: head.key,
            name: head.name,
            word: head.word.map(str::to_owned),
            count,
            rows: page.rows,
            next: page.next,
        });
    }
    Ok(TaskGroups { groups, next })
}

/// The groups that are shown, in their order, and what follows them.
fn heads(read: &Read<'_>, request: &TaskGroupsRequest) -> Result<(Vec<Head>, Option<String>)> {
    let all = ListRequest { after: request.after.clone(), limit: Some(GROUPS_MAX), ..within(request, None) };
    let (mut heads, next) = match request.by {
        TaskGrouping::Owner | TaskGrouping::Project | TaskGrouping::Customer => {
            let page = groups::named(read, request.by, &all)?;
            (page.rows, page.next)
        }
        TaskGrouping::Milestone => {
            let project = request.filter.as_ref().and_then(|filter| filter.project_id.as_deref());
            let project =
                project.ok_or_else(|| Error::field("filter.project_id", "error.group_of_project"))?;
            let named = |one: Milestone| Head { key: one.id, name: one.name, word: None };
            (milestone::of_project(read, project)?.into_iter().map(named).collect(), None)
        }
        _ => (Vec::new(), None),
    };
    if next.is_none() {
        heads.extend(request.by.words().iter().map(|(key, word)| Head::word(key, word)));
    }
    Ok((heads, next))
}

/// One group as a list; all of them without a key.
fn within(request: &TaskGroupsRequest, key: Option<String>) -> ListRequest<TaskFilter> {
    let filter = request.filter.clone().unwrap_or_default();
    let group = key.map(|key| TaskGroupKey { by: request.by, key });
    ListRequest {
        filter: Some(TaskFilter { group, ..filter }),
        search: request.search.clone(),
        sort: request.sort.clone(),
        after: None,
        offset: None,
        limit: Some(request.limit.unwrap_or(ROWS)),
    }
}
