//! The SQL of tasks side by side: list, board, and their sums.

use super::project_list::late;
use crate::kernel::error::Result;
use crate::projects::task::list::{TaskFilter, TaskRow, TaskSummary};
use crate::projects::words::WorkStatus;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::Read;
use crate::store::{search, word};
use chrono::NaiveDate;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Row, params_from_iter};

const LIST: List = List {
    base: "task_row w",
    joins: "CROSS JOIN record r ON r.id = w.id",
    columns: "w.id, r.version, w.title, w.project_id, w.project, w.milestone_id, \
        (SELECT m.name FROM milestone m WHERE m.id = w.milestone_id), w.customer_id, w.customer, w.deal_id, w.status, \
        w.priority, w.owner_id, (SELECT u.name FROM v_settings_user u WHERE u.id = w.owner_id), w.start_date, w.due_date, \
        w.estimate_minutes, w.checks, w.checks_done, w.recurrence",
    id: "w.id",
    sorts: &[
        ("due", "w.due_key"),
        ("title", "w.title_key"),
        ("priority", "w.priority_key"),
        ("customer", "w.customer_key"),
        ("position", "w.position"),
        ("updated", "w.updated_ms"),
        ("project", "w.project_key"),
        ("state", "w.status_key"),
        ("owner", "w.owner_key"),
        ("start", "w.start_key"),
        ("estimate", "w.estimate_key"),
    ],
};

fn read_row(row: &Row<'_>, today: NaiveDate) -> rusqlite::Result<TaskRow> {
    let status: WorkStatus = word::read(row, 10)?;
    let due_date: Option<String> = row.get(15)?;
    Ok(TaskRow {
        id: row.get(0)?,
        version: row.get(1)?,
        title: row.get(2)?,
        project_id: row.get(3)?,
        project: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
        milestone_id: row.get(5)?,
        milestone: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
        customer_id: row.get(7)?,
        customer: row.get(8)?,
        deal_id: row.get(9)?,
        badge: status.badge(),
        status,
        priority: word::read(row, 11)?,
        owner_id: row.get(12)?,
        owner: row.get::<_, Option<String>>(13)?.unwrap_or_default(),
        start_date: row.get(14)?,
        late: late(due_date.as_deref(), status != WorkStatus::Done, today),
        due_date,
        estimate_minutes: row.get(16)?,
        checks: row.get(17)?,
        checks_done: row.get(18)?,
        recurrence: word::read(row, 19)?,
    })
}

pub(super) fn filter(read: &Read<'_>, request: &ListRequest<TaskFilter>) -> Result<Where> {
    let mut filter = Where::default();
    let none = TaskFilter::default();
    let chosen = request.filter.as_ref().unwrap_or(&none);
    let text = |value: &str| SqlValue::Text(value.to_owned());
    for (column, value) in [
        ("w.project_id = ?", &chosen.project_id),
        ("w.customer_id = ?", &chosen.customer_id),
        ("w.deal_id = ?", &chosen.deal_id),
        ("w.milestone_id = ?", &chosen.milestone_id),
    ] {
        if let Some(value) = value {
            filter.add_narrow(column, [text(value)]);
        }
    }
    match chosen.owner_id.as_deref() {
        Some("") => filter.add("w.owner_id IS NULL", []),
        Some(owner) => filter.add("w.owner_id = ?", [text(owner)]),
        None => {}
    }
    for (column, value) in [
        ("w.status = ?", chosen.status.map(|status| word::of(&status))),
        ("w.priority = ?", chosen.priority.map(|priority| word::of(&priority))),
    ] {
        if let Some(value) = value {
            filter.add(column, [SqlValue::Text(value)]);
        }
    }
    match chosen.open {
        Some(true) => filter.add("w.is_open = 1", []),
        Some(false) => filter.add("w.is_open = 0", []),
        None => {}
    }
    if chosen.late == Some(true) {
        filter.add("w.is_open = 1 AND w.due_key < ?", [text(&read.today()?.to_string())]);
    }
    if chosen.from.is_some() || chosen.to.is_some() {
        filter.add("w.due_key < '9999'", []);
        filter.add_days("w.due_key", chosen.from.as_deref(), chosen.to.as_deref())?;
    }
    if let Some(group) = &chosen.group {
        super::task_group::restrict(read, &mut filter, group)?;
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    search::restrict(read, &mut filter, "w.id", &["task"], request.search.as_deref())?;
    Ok(filter)
}

pub(in crate::projects) fn list(read: &Read<'_>, request: &ListRequest<TaskFilter>) -> Result<Page<TaskRow>> {
    let today = read.today()?;
    page::page(read.sql(), LIST, request, filter(read, request)?, |row| read_row(row, today))
}

pub(in crate::projects) fn summary(
    read: &Read<'_>,
    request: &ListRequest<TaskFilter>,
) -> Result<TaskSummary> {
    let filter = filter(read, request)?;
    let sql = format!(
        "SELECT count(*), coalesce(sum(w.is_open), 0), coalesce(sum(w.is_open = 1 AND w.due_key < ?1), 0), \
                coalesce(sum(w.is_open = 1 AND w.due_key = ?1), 0), \
                coalesce(sum(iif(w.is_open, w.estimate_minutes, 0)), 0) \
         FROM task_row w WHERE {}",
        filter.text()
    );
    let today = [SqlValue::Text(read.today()?.to_string())];
    let mut statement = read.sql().prepare_cached(&sql)?;
    let summary = statement.query_row(params_from_iter(today.iter().chain(filter.values())), |row| {
        Ok(TaskSummary {
            count: row.get(0)?,
            open: row.get(1)?,
            late: row.get(2)?,
            today: row.get(3)?,
            open_minutes: row.get(4)?,
        })
    })?;
    Ok(summary)
}

/// Tasks that are counted for a column of a board; of more it is only known that there are more.
const COUNTED_MAX: i64 = 200;

/// How many tasks a filter leaves; `None` when there are more than are counted. An index tells it without a look at the tasks.
pub(in crate::projects) fn counted(
    read: &Read<'_>,
    request: &ListRequest<TaskFilter>,
) -> Result<Option<i64>> {
    Ok(few(read, request, "0")?.map(|(count, _)| count))
}

/// The same with their estimates in minutes.
pub(in crate::projects) fn estimated(
    read: &Read<'_>,
    request: &ListRequest<TaskFilter>,
) -> Result<Option<(i64, i64)>> {
    few(read, request, "w.estimate_minutes")
}

fn few(read: &Read<'_>, request: &ListRequest<TaskFilter>, minutes: &str) -> Result<Option<(i64, i64)>> {
    let filter = filter(read, request)?;
    let sql = format!(
        "SELECT count(*), coalesce(sum(minutes), 0) \
         FROM (SELECT {minutes} AS minutes FROM task_row w WHERE {} LIMIT {COUNTED_MAX})",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let found: (i64, i64) =
        statement.query_row(params_from_iter(filter.values()), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((found.0 < COUNTED_MAX).then_some(found))
}
