//! The SQL by which a task changes.

use crate::kernel::error::{Error, Result};
use crate::projects::store::task::GAP;
use crate::projects::task::fields::TaskFields;
use crate::projects::words::{Recurrence, WorkStatus};
use crate::store::tx::{Read, Tx};
use crate::store::word;
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, params};

/// What a change of a task depends on.
#[derive(Debug, Clone)]
pub(in crate::projects) struct TaskState {
    pub(in crate::projects) project_id: Option<String>,
    pub(in crate::projects) branch_id: Option<String>,
    pub(in crate::projects) status: WorkStatus,
    pub(in crate::projects) start: Option<NaiveDate>,
    pub(in crate::projects) due: Option<NaiveDate>,
    pub(in crate::projects) recurrence: Recurrence,
    pub(in crate::projects) recurs_day: Option<u32>,
    pub(in crate::projects) next_id: Option<String>,
    /// Whether its project is closed.
    pub(in crate::projects) is_closed: bool,
}

pub(in crate::projects) fn state(read: &Read<'_>, id: &str) -> Result<TaskState> {
    read.sql()
        .prepare_cached(
            "SELECT t.project_id, r.branch_id, t.status, t.start_date, t.due_date, t.recurrence, t.recurs_day, t.next_id, \
                    coalesce(p.status = 'done', 0) \
             FROM task t JOIN record r ON r.id = t.id LEFT JOIN project p ON p.id = t.project_id \
             WHERE t.id = ?1 AND t.deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let day = |column: usize| -> rusqlite::Result<Option<NaiveDate>> {
                Ok(row.get::<_, Option<String>>(column)?.and_then(|day| day.parse().ok()))
            };
            Ok(TaskState {
                project_id: row.get(0)?,
                branch_id: row.get(1)?,
                status: word::read(row, 2)?,
                start: day(3)?,
                due: day(4)?,
                recurrence: word::read(row, 5)?,
                recurs_day: row.get(6)?,
                next_id: row.get(7)?,
                is_closed: row.get(8)?,
            })
        })
        .optional()?
        .ok_or_else(|| Error::not_found("task"))
}

fn text(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// Writes the fields that were typed, the days left out.
pub(in crate::projects) fn update(tx: &Tx<'_>, id: &str, fields: &TaskFields) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE task SET title = coalesce(?2, title), milestone_id = iif(?3, ?4, milestone_id), \
                priority = coalesce(?5, priority), estimate_minutes = iif(?6, ?7, estimate_minutes), \
                checklist = coalesce(?8, checklist), notes = coalesce(?9, notes), recurrence = coalesce(?10, recurrence), \
                updated_ms = ?11 WHERE id = ?1",
        )?
        .execute(params![
            id,
            fields.title,
            fields.milestone_id.is_some(),
            fields.milestone_id.clone().flatten(),
            fields.priority.map(|priority| word::of(&priority)),
            fields.estimate_minutes.is_some(),
            fields.estimate_minutes.flatten(),
            fields.checklist.as_ref().map(word::json),
            fields.notes,
            fields.recurrence.map(|recurrence| word::of(&recurrence)),
            tx.now_ms()
        ])?;
    Ok(())
}

/// Puts a task on other days.
pub(in crate::projects) fn set_days(
    tx: &Tx<'_>,
    id: &str,
    start: Option<NaiveDate>,
    due: Option<NaiveDate>,
) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE task SET start_date = ?2, due_date = ?3, updated_ms = ?4 WHERE id = ?1")?
        .execute((id, text(start), text(due), tx.now_ms()))?;
    Ok(())
}

/// On which day of the month a task comes again.
pub(in crate::projects) fn set_recurs_day(tx: &Tx<'_>, id: &str, day: Option<u32>) -> Result<()> {
    tx.sql().prepare_cached("UPDATE task SET recurs_day = ?2 WHERE id = ?1")?.execute((id, day))?;
    Ok(())
}

/// Says how a task stands. What is open goes on as no ticket.
pub(in crate::projects) fn set_status(tx: &Tx<'_>, id: &str, status: WorkStatus) -> Result<()> {
    let is_done = status == WorkStatus::Done;
    tx.sql()
        .prepare_cached(
            "UPDATE task SET status = ?2, done_ms = iif(?3, ?4, NULL), ticket_id = iif(?3, ticket_id, NULL), updated_ms = ?4 \
             WHERE id = ?1",
        )?
        .execute((id, word::of(&status), is_done, tx.now_ms()))?;
    Ok(())
}

/// The task that repeats one.
pub(in crate::projects) fn set_next(tx: &Tx<'_>, id: &str, next_id: &str) -> Result<()> {
    tx.sql().prepare_cached("UPDATE task SET next_id = ?2 WHERE id = ?1")?.execute((id, next_id))?;
    Ok(())
}

/// The ticket as which a task goes on.
pub(in crate::projects) fn set_ticket(tx: &Tx<'_>, id: &str, ticket_id: &str) -> Result<()> {
    tx.sql().prepare_cached("UPDATE task SET ticket_id = ?2 WHERE id = ?1")?.execute((id, ticket_id))?;
    Ok(())
}

pub(in crate::projects) fn set_position(tx: &Tx<'_>, id: &str, position: i64) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE task SET position = ?2, updated_ms = ?3 WHERE id = ?1 AND position <> ?2")?
        .execute((id, position, tx.now_ms()))?;
    Ok(())
}

/// Room in front of a task of a project: a place between it and the one before. Where there is none, all stand apart anew first.
pub(in crate::projects) fn place_before(tx: &Tx<'_>, project_id: &str, before_id: &str) -> Result<i64> {
    let room = || -> Result<(i64, i64)> {
        Ok(tx
            .sql()
            .prepare_cached(
                "SELECT b.position, coalesce((SELECT max(t.position) FROM task t WHERE t.project_id = ?1 AND t.deleted_at IS NULL \
                        AND t.position < b.position), 0) FROM task b WHERE b.id = ?2",
            )?
            .query_row((project_id, before_id), |row| Ok((row.get(0)?, row.get(1)?)))?)
    };
    let (mut here, mut above) = room()?;
    if here - above < 2 {
        renumber(tx, project_id)?;
        (here, above) = room()?;
    }
    Ok(above + (here - above) / 2)
}

fn renumber(tx: &Tx<'_>, project_id: &str) -> Result<()> {
    let mut statement = tx.sql().prepare_cached(
        "SELECT id FROM task WHERE project_id = ?1 AND deleted_at IS NULL ORDER BY position, id",
    )?;
    let ids = statement
        .query_map([project_id], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for (id, place) in ids.iter().zip(1_i64..) {
        set_position(tx, id, place * GAP)?;
    }
    Ok(())
}

/// Whether any task, milestone or link of a project changed after transaction `seq` of this device.
pub(in crate::projects) fn has_changed_since(tx: &Tx<'_>, seq: i64, project_id: &str) -> Result<bool> {
    Ok(tx
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM op o JOIN task t ON t.id = o.pk WHERE o.tbl = 'task' AND t.project_id = ?1 \
                              AND o.n > (SELECT max(n) FROM op WHERE replica = ?2 AND seq = ?3)) \
                 OR EXISTS (SELECT 1 FROM op o JOIN milestone m ON m.id = o.pk WHERE o.tbl = 'milestone' AND m.project_id = ?1 \
                              AND o.n > (SELECT max(n) FROM op WHERE replica = ?2 AND seq = ?3))",
        )?
        .query_row((project_id, tx.replica(), seq), |row| row.get(0))?)
}
