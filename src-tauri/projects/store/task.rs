//! The SQL of one task: its row, its fields, how it stands.

use crate::kernel::error::Result;
use crate::projects::project::ProjectTask;
use crate::projects::store::dependency::{self, End};
use crate::projects::store::project_list::late;
use crate::projects::task::Task;
use crate::projects::template_parts::TemplateTask;
use crate::projects::words::{Check, Priority, Recurrence, WorkStatus};
use crate::store::tx::{Read, Tx};
use crate::store::word;
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Row, params};

/// A task that shall be written.
#[derive(Debug, Clone, Default)]
pub(in crate::projects) struct NewRow<'a> {
    pub(in crate::projects) title: &'a str,
    pub(in crate::projects) project_id: Option<&'a str>,
    pub(in crate::projects) milestone_id: Option<&'a str>,
    pub(in crate::projects) customer_id: Option<&'a str>,
    pub(in crate::projects) deal_id: Option<&'a str>,
    pub(in crate::projects) priority: Priority,
    pub(in crate::projects) role: &'a str,
    pub(in crate::projects) start: Option<NaiveDate>,
    pub(in crate::projects) due: Option<NaiveDate>,
    pub(in crate::projects) estimate_minutes: Option<i64>,
    pub(in crate::projects) checklist: &'a [Check],
    pub(in crate::projects) notes: &'a str,
    pub(in crate::projects) recurrence: Recurrence,
    pub(in crate::projects) recurs_day: Option<u32>,
    pub(in crate::projects) position: i64,
}

/// How far apart tasks stand in the order of their project, so that one can be put between two.
pub(in crate::projects) const GAP: i64 = 1_024;

pub(in crate::projects) fn insert(tx: &Tx<'_>, id: &str, row: &NewRow<'_>) -> Result<()> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    tx.sql()
        .prepare_cached(
            "INSERT INTO task (id, title, project_id, milestone_id, customer_id, deal_id, status, priority, role, start_date, \
                               due_date, estimate_minutes, checklist, notes, recurrence, recurs_day, position, updated_ms) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'planned', ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )?
        .execute(params![
            id,
            row.title,
            row.project_id,
            row.milestone_id,
            row.customer_id,
            row.deal_id,
            word::of(&row.priority),
            row.role,
            day(row.start),
            day(row.due),
            row.estimate_minutes,
            word::json(&row.checklist),
            row.notes,
            word::of(&row.recurrence),
            row.recurs_day,
            row.position,
            tx.now_ms()
        ])?;
    Ok(())
}

/// Where the next task of a project stands in its order.
pub(in crate::projects) fn next_position(read: &Read<'_>, project_id: &str) -> Result<i64> {
    let sql = "SELECT coalesce(max(position), 0) + ?2 FROM task WHERE project_id = ?1";
    Ok(read.sql().prepare_cached(sql)?.query_row((project_id, GAP), |row| row.get(0))?)
}

/// How many tasks a project has.
pub(in crate::projects) fn count(read: &Read<'_>, project_id: &str) -> Result<usize> {
    let sql = "SELECT count(*) FROM task WHERE project_id = ?1 AND deleted_at IS NULL";
    let count: i64 = read.sql().prepare_cached(sql)?.query_row([project_id], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// A task of a template that shall be written.
pub(in crate::projects) struct TemplateRow<'a> {
    pub(in crate::projects) task: &'a TemplateTask,
    pub(in crate::projects) estimate_minutes: Option<i64>,
    pub(in crate::projects) milestone_id: Option<&'a str>,
    pub(in crate::projects) checklist: &'a [Check],
    pub(in crate::projects) position: i64,
}

pub(in crate::projects) fn insert_in_template(
    tx: &Tx<'_>,
    id: &str,
    template_id: &str,
    row: &TemplateRow<'_>,
) -> Result<()> {
    let new = NewRow {
        title: &row.task.title,
        project_id: Some(template_id),
        position: row.position,
        ..NewRow::default()
    };
    insert(tx, id, &new)?;
    rewrite(tx, id, row)
}

/// Writes all fields of a template's task anew.
pub(in crate::projects) fn rewrite(tx: &Tx<'_>, id: &str, row: &TemplateRow<'_>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE task SET title = ?2, milestone_id = ?3, role = ?4, offset_days = ?5, duration_days = ?6, \
                estimate_minutes = ?7, priority = ?8, checklist = ?9, notes = ?10, position = ?11 WHERE id = ?1",
        )?
        .execute(params![
            id,
            row.task.title,
            row.milestone_id,
            row.task.role,
            row.task.offset_days,
            row.task.duration_days,
            row.estimate_minutes,
            word::of(&row.task.priority),
            word::json(&row.checklist),
            row.task.notes,
            row.position
        ])?;
    Ok(())
}

pub(in crate::projects) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().prepare_cached("UPDATE task SET deleted_at = ?2 WHERE id = ?1")?.execute((id, tx.now_ms()))?;
    Ok(())
}

/// What a new task is about: the customer behind a deal, and the name of the deal's prospect while it has none.
pub(in crate::projects) fn customer_of_deal(read: &Read<'_>, deal_id: &str) -> Result<Option<String>> {
    Ok(read
        .sql()
        .prepare_cached("SELECT customer_id FROM v_crm_deal WHERE id = ?1")?
        .query_row([deal_id], |row| row.get(0))
        .optional()?
        .flatten())
}

const COLUMNS: &str = "t.id, r.version, t.title, t.milestone_id, t.status, t.priority, r.owner_id, \
    coalesce((SELECT u.name FROM v_settings_user u WHERE u.id = r.owner_id), ''), t.start_date, t.due_date, t.estimate_minutes, \
    json_array_length(t.checklist), \
    (SELECT count(*) FROM json_each(t.checklist) k WHERE json_extract(k.value, '$.done')), t.recurrence, t.ticket_id";
/// How many columns those are.
const WIDTH: usize = 15;

fn read_row(row: &Row<'_>, today: NaiveDate) -> rusqlite::Result<ProjectTask> {
    let status: WorkStatus = word::read(row, 4)?;
    let due_date: Option<String> = row.get(9)?;
    Ok(ProjectTask {
        id: row.get(0)?,
        version: row.get(1)?,
        title: row.get(2)?,
        milestone_id: row.get(3)?,
        badge: status.badge(),
        status,
        priority: word::read(row, 5)?,
        owner_id: row.get(6)?,
        owner: row.get(7)?,
        start_date: row.get(8)?,
        late: late(due_date.as_deref(), status != WorkStatus::Done, today),
        due_date,
        estimate_minutes: row.get(10)?,
        checks: row.get(11)?,
        checks_done: row.get(12)?,
        recurrence: word::read(row, 13)?,
        ticket_id: row.get(14)?,
        after: Vec::new(),
    })
}

/// The tasks of a project in their order.
pub(in crate::projects) fn of_project(read: &Read<'_>, project_id: &str) -> Result<Vec<ProjectTask>> {
    let mut statement = read.sql().prepare_cached(&format!(
        "SELECT {COLUMNS} FROM task t JOIN record r ON r.id = t.id \
         WHERE t.project_id = ?1 AND t.deleted_at IS NULL ORDER BY t.position, t.id"
    ))?;
    let today = read.today()?;
    let mut tasks = statement
        .query_map([project_id], |row| read_row(row, today))?
        .collect::<rusqlite::Result<Vec<ProjectTask>>>()?;
    for link in dependency::of_project(read, project_id)? {
        if let Some(task) = tasks.iter_mut().find(|task| task.id == link.task_id) {
            task.after.push(link.after_id);
        }
    }
    Ok(tasks)
}

/// One task.
pub(in crate::projects) fn get(read: &Read<'_>, id: &str) -> Result<Task> {
    let today = read.today()?;
    let mut task = read
        .sql()
        .prepare_cached(&format!(
            "SELECT {COLUMNS}, t.project_id, r.customer_id, coalesce(t.deal_id, p.deal_id), t.checklist, t.notes, t.next_id, \
                    coalesce(p.code || ' ' || p.name, ''), coalesce(p.status = 'done', 0), \
                    coalesce((SELECT m.name FROM milestone m WHERE m.id = t.milestone_id), ''), \
                    coalesce((SELECT c.name FROM v_crm_customer_name c WHERE c.id = r.customer_id), ''), \
                    coalesce((SELECT d.code || ' ' || d.title FROM v_crm_deal d WHERE d.id = coalesce(t.deal_id, p.deal_id)), ''), \
                    coalesce((SELECT k.code FROM v_support_ticket k WHERE k.id = t.ticket_id), '') \
             FROM task t JOIN record r ON r.id = t.id LEFT JOIN project p ON p.id = t.project_id WHERE t.id = ?1"
        ))?
        .query_row([id], |row| {
            Ok(Task {
                row: read_row(row, today)?,
                project_id: row.get(WIDTH)?,
                customer_id: row.get(WIDTH + 1)?,
                deal_id: row.get(WIDTH + 2)?,
                checklist: serde_json::from_str(&row.get::<_, String>(WIDTH + 3)?).unwrap_or_default(),
                notes: row.get(WIDTH + 4)?,
                next_id: row.get(WIDTH + 5)?,
                project: row.get(WIDTH + 6)?,
                is_project_closed: row.get(WIDTH + 7)?,
                milestone: row.get(WIDTH + 8)?,
                customer: row.get(WIDTH + 9)?,
                deal: row.get(WIDTH + 10)?,
                ticket: row.get(WIDTH + 11)?,
                waits_for: Vec::new(),
                blocks: Vec::new(),
            })
        })?;
    task.row.after = dependency::of_task(read, id)?;
    task.waits_for = dependency::ends(read, id, End::Before)?;
    task.blocks = dependency::ends(read, id, End::Behind)?;
    Ok(task)
}

/// By which role somebody does a task.
pub(in crate::projects) fn role(read: &Read<'_>, id: &str) -> Result<String> {
    Ok(read.sql().prepare_cached("SELECT role FROM task WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
}
