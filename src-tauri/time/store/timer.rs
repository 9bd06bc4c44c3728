//! The SQL of the timer.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::time::subject::TimeOn;
use rusqlite::{OptionalExtension as _, params};

/// A timer that runs.
#[derive(Debug, Clone)]
pub(in crate::time) struct Running {
    pub(in crate::time) id: String,
    pub(in crate::time) on: TimeOn,
    pub(in crate::time) item_id: Option<String>,
    pub(in crate::time) note: String,
    pub(in crate::time) billable: bool,
    pub(in crate::time) started_ms: i64,
}

/// The acting user's timer. Where two laptops have started one each, it is the later.
pub(in crate::time) fn running(read: &Read<'_>) -> Result<Option<Running>> {
    let sql = "SELECT id, project_id, task_id, ticket_id, item_id, note, billable, started_ms FROM timer \
               WHERE user_id = ?1 AND deleted_at IS NULL ORDER BY started_ms DESC, id DESC LIMIT 1";
    let found = read.sql().prepare_cached(sql)?.query_row([&read.actor().user_id], |row| {
        Ok(Running {
            id: row.get(0)?,
            on: TimeOn { project_id: row.get(1)?, task_id: row.get(2)?, ticket_id: row.get(3)? },
            item_id: row.get(4)?,
            note: row.get(5)?,
            billable: row.get(6)?,
            started_ms: row.get(7)?,
        })
    });
    Ok(found.optional()?)
}

pub(in crate::time) fn insert(tx: &Tx<'_>, new: &Running) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO timer (id, user_id, project_id, task_id, ticket_id, item_id, note, billable, started_ms, replica, started_seq) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            new.id,
            tx.actor().user_id,
            new.on.project_id,
            new.on.task_id,
            new.on.ticket_id,
            new.item_id,
            new.note,
            new.billable,
            new.started_ms,
            tx.replica(),
            tx.seq()
        ])?;
    Ok(())
}

pub(in crate::time) fn update(tx: &Tx<'_>, running: &Running) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE timer SET project_id = ?2, task_id = ?3, ticket_id = ?4, item_id = ?5, note = ?6, billable = ?7 WHERE id = ?1",
        )?
        .execute(params![
            running.id,
            running.on.project_id,
            running.on.task_id,
            running.on.ticket_id,
            running.item_id,
            running.note,
            running.billable
        ])?;
    Ok(())
}

pub(in crate::time) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().prepare_cached("UPDATE timer SET deleted_at = ?2 WHERE id = ?1")?.execute((id, tx.now_ms()))?;
    Ok(())
}

/// Whether this laptop wrote something since it started a timer, at a time that is still to come: its clock was set back.
pub(in crate::time) fn clock_went_back(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM timer r JOIN txn t ON t.replica = r.replica AND t.seq >= r.started_seq \
                WHERE r.id = ?1 AND t.wall_ms > ?2)";
    Ok(read.sql().prepare_cached(sql)?.query_row((id, read.now_ms()), |row| row.get(0))?)
}

/// What time is spent on in words: the task, ticket or project, and what that belongs to.
pub(in crate::time) fn names(read: &Read<'_>, on: &TimeOn) -> Result<(String, String)> {
    let sql = "SELECT coalesce(w.title, k.code || ' ' || k.subject, p.name, ''), \
                      coalesce(iif(?1 IS NULL, p.name, NULL), c.name, '') FROM (SELECT 1) \
               LEFT JOIN v_projects_work w ON w.id = ?2 LEFT JOIN v_support_ticket k ON k.id = ?3 \
               LEFT JOIN v_projects_project p ON p.id = coalesce(?1, w.project_id, k.project_id) \
               LEFT JOIN v_crm_customer_name c ON c.id = coalesce(p.customer_id, w.customer_id, k.customer_id)";
    Ok(read
        .sql()
        .prepare_cached(sql)?
        .query_row((&on.project_id, &on.task_id, &on.ticket_id), |row| Ok((row.get(0)?, row.get(1)?)))?)
}
