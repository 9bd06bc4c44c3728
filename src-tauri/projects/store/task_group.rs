//! The SQL of groups of tasks: what stands in one, and which there are.

use crate::kernel::error::{Error, Result};
use crate::projects::task::group::{Head, TaskGroupKey, TaskGrouping, Weeks};
use crate::projects::task::list::TaskFilter;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::Read;
use rusqlite::types::Value as SqlValue;

/// What stands for no day in an order of days.
const NO_DAY: &str = "9999-12-31";

/// Adds that a task is in a group.
pub(super) fn restrict(read: &Read<'_>, filter: &mut Where, group: &TaskGroupKey) -> Result<()> {
    match group.by {
        TaskGrouping::Owner => of(filter, "w.owner_id", &group.key, false),
        TaskGrouping::Status => of(filter, "w.status", &group.key, false),
        TaskGrouping::Priority => of(filter, "w.priority", &group.key, false),
        TaskGrouping::Milestone => of(filter, "w.milestone_id", &group.key, true),
        TaskGrouping::Project => of(filter, "w.project_id", &group.key, true),
        TaskGrouping::Customer => of(filter, "w.customer_id", &group.key, true),
        TaskGrouping::Due => days(filter, "w.due_key", &Weeks::now(read)?, &group.key)?,
        TaskGrouping::Start => days(filter, "w.start_key", &Weeks::now(read)?, &group.key)?,
        TaskGrouping::Estimate => {
            let (from, to) = match group.key.as_str() {
                "" => (0, 0),
                "hour" => (1, 60),
                "half_day" => (61, 240),
                "day" => (241, 480),
                "more" => (481, i64::MAX),
                _ => return Err(unknown()),
            };
            filter.add("w.estimate_key BETWEEN ? AND ?", [SqlValue::Integer(from), SqlValue::Integer(to)]);
        }
    }
    Ok(())
}

fn unknown() -> Error {
    Error::field("filter.group.key", "error.no_such_group")
}

fn of(filter: &mut Where, column: &str, key: &str, is_narrow: bool) {
    let value = || [SqlValue::Text(key.to_owned())];
    match (key, is_narrow) {
        ("", _) => filter.add(&format!("{column} IS NULL"), []),
        (_, true) => filter.add_narrow(&format!("{column} = ?"), value()),
        (_, false) => filter.add(&format!("{column} = ?"), value()),
    }
}

/// Days before today are late where they are due and something is left to do.
fn days(filter: &mut Where, column: &str, weeks: &Weeks, key: &str) -> Result<()> {
    let text = |day: &str| SqlValue::Text(day.to_owned());
    let is_due = column == "w.due_key";
    let [today, this, next] = [weeks.today, weeks.this, weeks.next].map(|day| day.to_string());
    match key {
        "overdue" if is_due => filter.add(&format!("w.is_open = 1 AND {column} < ?"), [text(&today)]),
        "earlier" if is_due => {
            filter.add(&format!("w.is_open = 0 AND {column} < ?"), [text(&today)]);
        }
        "earlier" => filter.add(&format!("{column} < ?"), [text(&today)]),
        "this_week" => filter.add(&format!("{column} BETWEEN ? AND ?"), [text(&today), text(&this)]),
        "next_week" => {
            filter.add(&format!("{column} > ? AND {column} <= ?"), [text(&this), text(&next)]);
        }
        "later" => filter.add(&format!("{column} > ? AND {column} < ?"), [text(&next), text(NO_DAY)]),
        "" => filter.add(&format!("{column} = ?"), [text(NO_DAY)]),
        _ => return Err(unknown()),
    }
    Ok(())
}

/// The people, projects or customers that have tasks under a filter, by name.
pub(in crate::projects) fn named(
    read: &Read<'_>,
    by: TaskGrouping,
    request: &ListRequest<TaskFilter>,
) -> Result<Page<Head>> {
    let (columns, sorts): (_, &[_]) = match by {
        TaskGrouping::Project => ("w.project_id, w.project", &[("name", "w.project_key")]),
        TaskGrouping::Customer => ("w.customer_id, w.customer", &[("name", "w.customer_key")]),
        _ => (
            "w.owner_id, (SELECT u.name FROM v_settings_user u WHERE u.id = w.owner_id)",
            &[("name", "w.owner_key")],
        ),
    };
    let list = List { base: "task_row w", joins: "", columns, id: "w.id", sorts };
    let mut filter = super::task_list::filter(read, request)?;
    if by == TaskGrouping::Customer {
        // A prospect of a deal has a name and is no customer yet.
        filter.add("w.customer_id IS NOT NULL", []);
    }
    let named = ListRequest { sort: None, ..request.clone() };
    page::values(read.sql(), list, &named, &filter, |row| {
        Ok(Head { key: row.get(0)?, name: row.get(1)?, word: None })
    })
}
