//! The SQL of projects side by side, and of what their health is told from.

use crate::kernel::badge::Badge;
use crate::kernel::error::Result;
use crate::projects::health::{Facts, Hours, HoursLevel, Physician};
use crate::projects::project::calendar::{DAYS_MAX, ProjectCalendarRequest, ProjectDay, ProjectDayKind};
use crate::projects::project::list::{ProjectFilter, ProjectRow, ProjectSummary};
use crate::projects::project::plan::ProjectBar;
use crate::projects::words::WorkStatus;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::search::{self, Face, Hit};
use crate::store::tx::Read;
use crate::store::word;
use chrono::NaiveDate;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Row, params_from_iter};

const LIST: List = List {
    base: "project_row w",
    joins: "CROSS JOIN record r ON r.id = w.id",
    columns: "w.id, w.code, r.version, w.name, w.customer_id, w.customer, w.deal_id, w.status, w.owner_id, \
        (SELECT u.name FROM v_settings_user u WHERE u.id = w.owner_id), w.start_date, w.end_date, w.tasks, w.tasks_done",
    id: "w.id",
    sorts: &[
        ("end", "w.end_key"),
        ("name", "w.name_key"),
        ("customer", "w.customer_key"),
        ("code", "w.code"),
        ("updated", "w.updated_ms"),
    ],
};

/// How late something is that was due on a day; `None` while it is not.
pub(in crate::projects) fn late(due: Option<&str>, is_open: bool, today: NaiveDate) -> Option<Badge> {
    Badge::days_late(due.filter(|_| is_open)?.parse().ok()?, today)
}

fn read_row(row: &Row<'_>, today: NaiveDate) -> rusqlite::Result<ProjectRow> {
    let status: WorkStatus = word::read(row, 7)?;
    let end_date: Option<String> = row.get(11)?;
    Ok(ProjectRow {
        id: row.get(0)?,
        code: row.get(1)?,
        version: row.get(2)?,
        name: row.get(3)?,
        customer_id: row.get(4)?,
        customer: row.get(5)?,
        deal_id: row.get(6)?,
        badge: status.badge(),
        status,
        owner_id: row.get(8)?,
        owner: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
        start_date: row.get(10)?,
        late: late(end_date.as_deref(), status != WorkStatus::Done, today),
        end_date,
        tasks: row.get(12)?,
        tasks_done: row.get(13)?,
        health: status.badge(),
    })
}

fn filter(read: &Read<'_>, request: &ListRequest<ProjectFilter>) -> Result<Where> {
    let mut filter = Where::default();
    let none = ProjectFilter::default();
    let chosen = request.filter.as_ref().unwrap_or(&none);
    let text = |value: &str| SqlValue::Text(value.to_owned());
    for (column, value) in [("w.customer_id = ?", &chosen.customer_id), ("w.deal_id = ?", &chosen.deal_id)] {
        if let Some(value) = value {
            filter.add_narrow(column, [text(value)]);
        }
    }
    if let Some(status) = chosen.status {
        filter.add("w.status = ?", [text(&word::of(&status))]);
    }
    if let Some(owner) = &chosen.owner_id {
        filter.add("w.owner_id = ?", [text(owner)]);
    }
    match chosen.open {
        Some(true) => filter.add("w.is_open = 1", []),
        Some(false) => filter.add("w.is_open = 0", []),
        None => {}
    }
    if chosen.late == Some(true) {
        filter.add("w.is_open = 1 AND w.end_key < ?", [text(&read.today()?.to_string())]);
    }
    if chosen.at_risk == Some(true) {
        filter.add("w.is_open = 1 AND w.budget_level > 0", []);
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    search::restrict(read, &mut filter, "w.id", &["project"], request.search.as_deref())?;
    Ok(filter)
}

pub(in crate::projects) fn list(
    read: &Read<'_>,
    request: &ListRequest<ProjectFilter>,
) -> Result<Page<ProjectRow>> {
    let today = read.today()?;
    let filter = filter(read, request)?;
    let mut page = page::page(read.sql(), LIST, request, filter, |row| read_row(row, today))?;
    let mut physician = Physician::default();
    for row in &mut page.rows {
        row.health = physician.sentence(read, &row.id)?;
    }
    Ok(page)
}

/// Projects that are counted for a column of the board; of more it is only known that there are more.
const COUNTED_MAX: i64 = 200;

/// How many projects a filter leaves; `None` when there are more than are counted.
pub(in crate::projects) fn counted(
    read: &Read<'_>,
    request: &ListRequest<ProjectFilter>,
) -> Result<Option<i64>> {
    let filter = filter(read, request)?;
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM project_row w WHERE {} LIMIT {COUNTED_MAX})",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let found: i64 = statement.query_row(params_from_iter(filter.values()), |row| row.get(0))?;
    Ok((found < COUNTED_MAX).then_some(found))
}

/// The list with the last day of the open tasks instead of their number.
const BARS: List = List {
    columns: "w.id, w.code, w.name, w.customer, w.status, w.start_date, w.end_date, \
        (SELECT max(t.due_key) FROM task_row t WHERE t.project_id = w.id AND t.is_open = 1 AND t.due_key < '9999')",
    ..LIST
};

/// A page of projects on their days, without their milestones.
pub(in crate::projects) fn bars(
    read: &Read<'_>,
    request: &ListRequest<ProjectFilter>,
) -> Result<Page<ProjectBar>> {
    let today = read.today()?;
    page::page(read.sql(), BARS, request, filter(read, request)?, |row| {
        let status: WorkStatus = word::read(row, 4)?;
        let (start_date, promised): (String, Option<String>) = (row.get(5)?, row.get(6)?);
        let last_due: Option<String> = row.get(7)?;
        let ends = [Some(start_date.clone()), promised.clone(), last_due].into_iter().flatten();
        Ok(ProjectBar {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            customer: row.get(3)?,
            end_date: ends.max().unwrap_or_default(),
            late: late(promised.as_deref(), status != WorkStatus::Done, today),
            status,
            start_date,
            promised,
            milestones: Vec::new(),
        })
    })
}

/// Days of one kind between two days, of those projects that a calendar is asked for.
fn days(
    read: &Read<'_>,
    request: &ProjectCalendarRequest,
    (from, to): (&str, &str),
    kind: ProjectDayKind,
) -> Result<Vec<ProjectDay>> {
    let asked = ListRequest {
        filter: request.filter.clone(),
        search: request.search.clone(),
        sort: None,
        after: None,
        offset: None,
        limit: None,
    };
    let filter = filter(read, &asked)?;
    let (rows, day, id) = match kind {
        ProjectDayKind::Milestone => (MILESTONES, "m.due_date", "m.id"),
        ProjectDayKind::End => (ENDS, "w.end_key", "w.id"),
    };
    let sql = format!(
        "{rows} {day} >= ? AND {day} <= ? AND {} ORDER BY {day}, {id} LIMIT {}",
        filter.text(),
        DAYS_MAX + 1
    );
    let today = read.today()?.to_string();
    let between = [SqlValue::Text(from.to_owned()), SqlValue::Text(to.to_owned())];
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(between.iter().chain(filter.values())), |row| {
        let (day, is_over): (String, bool) = (row.get(2)?, row.get(9)?);
        Ok(ProjectDay {
            id: row.get(0)?,
            kind,
            version: row.get(1)?,
            is_late: !is_over && day < today,
            day,
            name: row.get(3)?,
            project_id: row.get(4)?,
            project: row.get(5)?,
            customer: row.get(6)?,
            status: word::read(row, 7)?,
            owner_id: row.get(8)?,
            is_over,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const MILESTONES: &str = "SELECT m.id, m.version, m.due_date, m.name, w.id, w.name, w.customer, w.status, w.owner_id, \
        m.reached_date IS NOT NULL OR w.is_open = 0 \
    FROM milestone m CROSS JOIN project_row w ON w.id = m.project_id WHERE m.deleted_at IS NULL AND";
const ENDS: &str = "SELECT w.id, r.version, w.end_key, w.name, w.id, w.name, w.customer, w.status, w.owner_id, w.is_open = 0 \
    FROM project_row w CROSS JOIN record r ON r.id = w.id WHERE";

/// What counts in projects between two days: milestones, and days by which projects were promised. Of each there may be one more than
/// are given, when there are more.
pub(in crate::projects) fn days_between(
    read: &Read<'_>,
    request: &ProjectCalendarRequest,
    between: (&str, &str),
) -> Result<Vec<ProjectDay>> {
    let mut found = days(read, request, between, ProjectDayKind::Milestone)?;
    found.extend(days(read, request, between, ProjectDayKind::End)?);
    Ok(found)
}

pub(in crate::projects) fn summary(
    read: &Read<'_>,
    request: &ListRequest<ProjectFilter>,
) -> Result<ProjectSummary> {
    let filter = filter(read, request)?;
    let sql = format!(
        "SELECT count(*), coalesce(sum(w.is_open), 0), coalesce(sum(w.is_open = 1 AND w.end_key < ?), 0), \
                coalesce(sum(w.tasks), 0), coalesce(sum(w.tasks_done), 0), coalesce(sum(w.status = 'planned'), 0), \
                coalesce(sum(w.status = 'in_progress'), 0), coalesce(sum(w.status = 'on_hold'), 0), \
                coalesce(sum(w.is_open = 1 AND w.budget_level > 0), 0) \
         FROM project_row w WHERE {}",
        filter.text()
    );
    let today = [SqlValue::Text(read.today()?.to_string())];
    let mut statement = read.sql().prepare_cached(&sql)?;
    let summary = statement.query_row(params_from_iter(today.iter().chain(filter.values())), |row| {
        Ok(ProjectSummary {
            count: row.get(0)?,
            open: row.get(1)?,
            late: row.get(2)?,
            tasks: row.get(3)?,
            tasks_done: row.get(4)?,
            planned: row.get(5)?,
            in_progress: row.get(6)?,
            on_hold: row.get(7)?,
            at_risk: row.get(8)?,
        })
    })?;
    Ok(summary)
}

/// The hours of a project that come near what was planned, or beyond.
fn hours(row: &Row<'_>) -> rusqlite::Result<Option<Hours>> {
    let level = match row.get(11)? {
        1_i64 => HoursLevel::Near,
        2 => HoursLevel::Expected,
        3 => HoursLevel::Over,
        _ => return Ok(None),
    };
    Ok(Some(Hours { level, planned: row.get(12)?, spent: row.get(13)?, left: row.get(14)? }))
}

/// What is known of the health of a project.
pub(in crate::projects) fn facts(read: &Read<'_>, id: &str, today: NaiveDate) -> Result<Facts> {
    let mut statement = read.sql().prepare_cached(
        "SELECT p.status, r.branch_id, p.start_date, p.end_date, p.closed_date, q.tasks, q.tasks - q.tasks_done, \
                (SELECT count(*) FROM task_row t WHERE t.project_id = p.id AND t.is_open = 1 AND t.due_key < ?2), \
                (SELECT min(t.due_key) FROM task_row t WHERE t.project_id = p.id AND t.is_open = 1 AND t.due_key < ?2), \
                (SELECT max(t.due_key) FROM task_row t WHERE t.project_id = p.id AND t.is_open = 1 AND t.due_key < '9999'), \
                (SELECT m.due_date || m.name FROM milestone m WHERE m.project_id = p.id AND m.deleted_at IS NULL \
                  AND m.reached_date IS NULL AND m.due_date < ?2 ORDER BY m.due_date, m.id LIMIT 1), \
                q.budget_level, coalesce(q.budget_minutes, 0), q.spent_minutes, q.left_minutes, \
                (SELECT c.due_date || c.text FROM v_handover_commitment c WHERE c.deal_id = p.deal_id AND c.state = 'open' \
                  AND c.due_date < ?2 ORDER BY c.due_date, c.id LIMIT 1) \
           FROM project p JOIN record r ON r.id = p.id JOIN project_row q ON q.id = p.id WHERE p.id = ?1",
    )?;
    Ok(statement.query_row((id, today.to_string()), |row| {
        let day = |column: usize| -> rusqlite::Result<Option<NaiveDate>> {
            Ok(row.get::<_, Option<String>>(column)?.and_then(|day| day.parse().ok()))
        };
        let named = |column: usize| -> rusqlite::Result<Option<(String, NaiveDate)>> {
            let late: Option<String> = row.get(column)?;
            let late = late.as_deref().and_then(|late| late.split_at_checked(10));
            Ok(late.and_then(|(due, name)| Some((name.to_owned(), due.parse().ok()?))))
        };
        Ok(Facts {
            status: word::read(row, 0)?,
            branch_id: row.get(1)?,
            start: day(2)?.unwrap_or_default(),
            end: day(3)?,
            closed: day(4)?,
            tasks: row.get(5)?,
            open: row.get(6)?,
            overdue: row.get(7)?,
            overdue_since: day(8)?,
            last_due: day(9)?,
            late_milestone: named(10)?,
            late_promise: named(15)?,
            hours: hours(row)?,
        })
    })?)
}

/// State of those hits that are projects or tasks.
pub(in crate::projects) fn faces(read: &Read<'_>, hits: &[Hit]) -> Result<Vec<Face>> {
    let face = |row: &Row<'_>| -> rusqlite::Result<Face> {
        let status: WorkStatus = word::read(row, 1)?;
        Ok(Face { id: row.get(0)?, badge: Some(status.badge()), amount: None })
    };
    let mut found = search::faces(read, hits, &["project"], "SELECT id, status FROM project_row", face)?;
    found.extend(search::faces(read, hits, &["task"], "SELECT id, status FROM task_row", face)?);
    Ok(found)
}
