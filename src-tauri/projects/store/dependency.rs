//! The SQL of what waits for what.

use crate::kernel::error::Result;
use crate::projects::task::TaskLink;
use crate::projects::words::WorkStatus;
use crate::store::tx::{Read, Tx};
use crate::store::word;

/// One task waits for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::projects) struct Link {
    pub(in crate::projects) id: String,
    /// The task that waits.
    pub(in crate::projects) task_id: String,
    /// The task that it waits for.
    pub(in crate::projects) after_id: String,
}

pub(in crate::projects) fn insert(tx: &Tx<'_>, task_id: &str, after_id: &str) -> Result<String> {
    let id = tx.new_id();
    tx.sql()
        .prepare_cached("INSERT INTO task_dependency (id, task_id, after_id) VALUES (?1, ?2, ?3)")?
        .execute((&id, task_id, after_id))?;
    Ok(id)
}

pub(in crate::projects) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE task_dependency SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id, tx.now_ms()))?;
    Ok(())
}

/// Takes away all that a task waits for, and that waits for it.
pub(in crate::projects) fn delete_of_task(tx: &Tx<'_>, task_id: &str) -> Result<()> {
    for column in ["task_id", "after_id"] {
        tx.sql()
            .prepare_cached(&format!(
                "UPDATE task_dependency SET deleted_at = ?2 WHERE {column} = ?1 AND deleted_at IS NULL"
            ))?
            .execute((task_id, tx.now_ms()))?;
    }
    Ok(())
}

/// All of a project, or of a template.
pub(in crate::projects) fn of_project(read: &Read<'_>, project_id: &str) -> Result<Vec<Link>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT d.id, d.task_id, d.after_id FROM task t CROSS JOIN task_dependency d ON d.task_id = t.id \
         WHERE t.project_id = ?1 AND t.deleted_at IS NULL AND d.deleted_at IS NULL ORDER BY d.id",
    )?;
    let rows = statement.query_map([project_id], |row| {
        Ok(Link { id: row.get(0)?, task_id: row.get(1)?, after_id: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The tasks that one waits for.
pub(in crate::projects) fn of_task(read: &Read<'_>, task_id: &str) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT after_id FROM task_dependency WHERE task_id = ?1 AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([task_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// On which side of a task another stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::projects) enum End {
    /// It is waited for.
    Before,
    /// It waits.
    Behind,
}

/// The tasks at one end of what waits for what, by their days.
pub(in crate::projects) fn ends(read: &Read<'_>, task_id: &str, end: End) -> Result<Vec<TaskLink>> {
    let (own, other) = match end {
        End::Before => ("task_id", "after_id"),
        End::Behind => ("after_id", "task_id"),
    };
    let mut statement = read.sql().prepare_cached(&format!(
        "SELECT t.id, t.title, t.status, t.start_date, t.due_date FROM task_dependency d JOIN task t ON t.id = d.{other} \
         WHERE d.{own} = ?1 AND d.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY coalesce(t.due_date, '9999'), t.id"
    ))?;
    let rows = statement.query_map([task_id], |row| {
        let status: WorkStatus = word::read(row, 2)?;
        Ok(TaskLink {
            id: row.get(0)?,
            title: row.get(1)?,
            badge: status.badge(),
            status,
            start_date: row.get(3)?,
            due_date: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// All of open and closed projects with the project, the titles left out, for a look at the whole file.
pub(in crate::projects) const ALL: &str = "SELECT t.project_id, d.task_id, d.after_id FROM task_dependency d JOIN task t ON t.id = d.task_id \
     WHERE d.deleted_at IS NULL ORDER BY t.project_id, d.id";
