//! The SQL of milestones.

use crate::kernel::error::{Error, Result};
use crate::projects::milestone::Milestone;
use crate::store::tx::{Read, Tx};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Row, params};

/// A milestone that shall be written: of a project with its day, of a template with its days from the start.
#[derive(Debug, Default)]
pub(in crate::projects) struct NewMilestone<'a> {
    pub(in crate::projects) project_id: &'a str,
    pub(in crate::projects) template_milestone_id: Option<&'a str>,
    pub(in crate::projects) name: &'a str,
    pub(in crate::projects) due: Option<NaiveDate>,
    pub(in crate::projects) offset_days: Option<i64>,
    pub(in crate::projects) percent: Option<&'a str>,
    pub(in crate::projects) position: i64,
}

pub(in crate::projects) fn insert(tx: &Tx<'_>, new: &NewMilestone<'_>) -> Result<String> {
    let id = tx.new_id();
    tx.sql()
        .prepare_cached(
            "INSERT INTO milestone (id, project_id, template_milestone_id, name, due_date, offset_days, percent, position) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            id,
            new.project_id,
            new.template_milestone_id,
            new.name,
            new.due.map(|day| day.to_string()),
            new.offset_days,
            new.percent,
            new.position
        ])?;
    Ok(id)
}

const COLUMNS: &str = "id, name, due_date, reached_date, version, project_id";

fn read_one(row: &Row<'_>) -> rusqlite::Result<(Milestone, String)> {
    let milestone = Milestone {
        id: row.get(0)?,
        name: row.get(1)?,
        due_date: row.get(2)?,
        reached_date: row.get(3)?,
        version: row.get(4)?,
        badge: None,
        billing: Vec::new(),
    };
    Ok((milestone, row.get(5)?))
}

/// The milestones of a project in their order.
pub(in crate::projects) fn of_project(read: &Read<'_>, project_id: &str) -> Result<Vec<Milestone>> {
    let mut statement = read.sql().prepare_cached(&format!(
        "SELECT {COLUMNS} FROM milestone WHERE project_id = ?1 AND deleted_at IS NULL \
         ORDER BY coalesce(due_date, '9999-12-31'), position, id"
    ))?;
    let rows = statement.query_map([project_id], |row| read_one(row).map(|(milestone, _)| milestone))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A milestone of a project that is none of the templates, with the project's id.
pub(in crate::projects) fn find(read: &Read<'_>, id: &str) -> Result<(Milestone, String)> {
    read.sql()
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM milestone WHERE id = ?1 AND deleted_at IS NULL \
             AND project_id IN (SELECT p.id FROM project p WHERE p.is_template = 0 AND p.deleted_at IS NULL)"
        ))?
        .query_row([id], read_one)
        .optional()?
        .ok_or_else(|| Error::not_found("milestone"))
}

/// Whether a milestone belongs to a project.
pub(in crate::projects) fn belongs(read: &Read<'_>, id: &str, project_id: &str) -> Result<bool> {
    let sql =
        "SELECT EXISTS (SELECT 1 FROM milestone WHERE id = ?1 AND project_id = ?2 AND deleted_at IS NULL)";
    Ok(read.sql().prepare_cached(sql)?.query_row((id, project_id), |row| row.get(0))?)
}

pub(in crate::projects) fn next_position(read: &Read<'_>, project_id: &str) -> Result<i64> {
    let sql = "SELECT coalesce(max(position) + 1, 0) FROM milestone WHERE project_id = ?1";
    Ok(read.sql().query_row(sql, [project_id], |row| row.get(0))?)
}

pub(in crate::projects) fn update(
    tx: &Tx<'_>,
    id: &str,
    name: Option<&str>,
    due: Option<Option<NaiveDate>>,
) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE milestone SET name = coalesce(?2, name), due_date = iif(?3, ?4, due_date) WHERE id = ?1",
        )?
        .execute(params![id, name, due.is_some(), due.flatten().map(|day| day.to_string())])?;
    Ok(())
}

/// Puts a milestone on another day, as one that was edited.
pub(in crate::projects) fn set_due(tx: &Tx<'_>, id: &str, due: NaiveDate) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE milestone SET due_date = ?2, version = version + 1 WHERE id = ?1")?
        .execute((id, due.to_string()))?;
    Ok(())
}

/// Writes the fields of a template's milestone anew.
pub(in crate::projects) fn rewrite(tx: &Tx<'_>, id: &str, new: &NewMilestone<'_>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE milestone SET name = ?2, offset_days = ?3, percent = ?4, position = ?5 WHERE id = ?1",
        )?
        .execute(params![id, new.name, new.offset_days, new.percent, new.position])?;
    Ok(())
}

pub(in crate::projects) fn set_reached(tx: &Tx<'_>, id: &str, on: Option<NaiveDate>) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE milestone SET reached_date = ?2 WHERE id = ?1")?
        .execute((id, on.map(|day| day.to_string())))?;
    Ok(())
}

/// Takes a milestone away; its tasks stay, without one.
pub(in crate::projects) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE task SET milestone_id = NULL, updated_ms = ?2 WHERE milestone_id = ?1 AND deleted_at IS NULL")?
        .execute((id, tx.now_ms()))?;
    tx.sql()
        .prepare_cached("UPDATE milestone SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id, tx.now_ms()))?;
    Ok(())
}
