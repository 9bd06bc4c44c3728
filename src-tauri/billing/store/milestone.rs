//! The SQL of billing milestones. What they wait for in a project is read through its view.

use super::plan::Plan;
use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use rusqlite::{OptionalExtension as _, Row, params};

/// A milestone of a plan.
#[derive(Debug, Clone)]
pub(in crate::billing) struct MilestoneRow {
    pub(in crate::billing) id: String,
    pub(in crate::billing) deal_id: Option<String>,
    pub(in crate::billing) estimate_id: Option<String>,
    pub(in crate::billing) name: String,
    pub(in crate::billing) percent: String,
    pub(in crate::billing) due_date: Option<String>,
    pub(in crate::billing) project_milestone_id: Option<String>,
    /// The day from which on it is due: empty for at once, [`NEVER`] while nobody can say.
    pub(in crate::billing) due_key: String,
}

/// The end of the calendar.
pub(in crate::billing) const NEVER: &str = "9999-12-31";

impl MilestoneRow {
    /// Whose plan it belongs to.
    pub(in crate::billing) fn plan(&self) -> Plan<'_> {
        match (&self.deal_id, &self.estimate_id) {
            (Some(id), _) => Plan::Deal(id),
            (None, id) => Plan::Estimate(id.as_deref().unwrap_or_default()),
        }
    }
}

const ROW: &str = "SELECT m.id, m.deal_id, m.estimate_id, m.name, m.percent, m.due_date, m.project_milestone_id, m.due_key \
                     FROM v_billing_milestone_due m WHERE";

fn read_row(row: &Row<'_>) -> rusqlite::Result<MilestoneRow> {
    Ok(MilestoneRow {
        id: row.get(0)?,
        deal_id: row.get(1)?,
        estimate_id: row.get(2)?,
        name: row.get(3)?,
        percent: row.get(4)?,
        due_date: row.get(5)?,
        project_milestone_id: row.get(6)?,
        due_key: row.get(7)?,
    })
}

/// The milestones of a plan in their order.
pub(in crate::billing) fn of_plan(read: &Read<'_>, plan: Plan<'_>) -> Result<Vec<MilestoneRow>> {
    let sql = format!("{ROW} m.{} = ?1 ORDER BY m.position, m.id", plan.column());
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map([plan.id()], read_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Those that wait for a milestone of a project.
pub(in crate::billing) fn waiting_for(
    read: &Read<'_>,
    project_milestone_id: &str,
) -> Result<Vec<MilestoneRow>> {
    let sql = format!("{ROW} m.project_milestone_id = ?1 ORDER BY m.position, m.id");
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map([project_milestone_id], read_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::billing) fn find(read: &Read<'_>, id: &str) -> Result<Option<MilestoneRow>> {
    Ok(read.sql().prepare_cached(&format!("{ROW} m.id = ?1"))?.query_row([id], read_row).optional()?)
}

/// What a milestone waits for.
#[derive(Debug, Clone)]
pub(in crate::billing) struct Awaited {
    pub(in crate::billing) project_id: String,
    pub(in crate::billing) name: String,
    pub(in crate::billing) due_date: Option<String>,
    pub(in crate::billing) reached_date: Option<String>,
}

pub(in crate::billing) fn awaited(read: &Read<'_>, project_milestone_id: &str) -> Result<Option<Awaited>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT project_id, name, due_date, reached_date FROM v_projects_milestone WHERE id = ?1",
        )?
        .query_row([project_milestone_id], |row| {
            Ok(Awaited {
                project_id: row.get(0)?,
                name: row.get(1)?,
                due_date: row.get(2)?,
                reached_date: row.get(3)?,
            })
        })
        .optional()?)
}

/// A milestone that can be waited for.
#[derive(Debug, Clone)]
pub(in crate::billing) struct Reachable {
    pub(in crate::billing) id: String,
    pub(in crate::billing) name: String,
    pub(in crate::billing) project: String,
    pub(in crate::billing) due_date: Option<String>,
}

/// The milestones of the projects of a deal, by their days.
pub(in crate::billing) fn of_projects(read: &Read<'_>, deal_id: &str) -> Result<Vec<Reachable>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT m.id, m.name, p.code || ' ' || p.name, m.due_date \
           FROM v_projects_project p CROSS JOIN v_projects_milestone m ON m.project_id = p.id \
          WHERE p.deal_id = ?1 ORDER BY coalesce(m.due_date, '9999-12-31'), m.id",
    )?;
    let rows = statement.query_map([deal_id], |row| {
        Ok(Reachable { id: row.get(0)?, name: row.get(1)?, project: row.get(2)?, due_date: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An invoice that was made for a milestone and makes it billed.
#[derive(Debug, Clone)]
pub(in crate::billing) struct Made {
    pub(in crate::billing) id: String,
    /// Empty while it is a draft.
    pub(in crate::billing) number: String,
    pub(in crate::billing) state: String,
    pub(in crate::billing) due_date: String,
    pub(in crate::billing) total_minor: i64,
}

impl Made {
    pub(in crate::billing) fn is_draft(&self) -> bool {
        self.state == "draft"
    }
}

/// The invoices that make a milestone billed, the first before the rest.
pub(in crate::billing) fn invoices(read: &Read<'_>, milestone_id: &str) -> Result<Vec<Made>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT d.id, coalesce(i.number, ''), coalesce((SELECT o.state FROM invoice_open o WHERE o.id = i.id), 'draft'), \
                coalesce(i.due_date, d.due_date), coalesce(i.total_minor, d.total_minor) \
           FROM v_billing_milestone_invoice m CROSS JOIN document d ON d.id = m.id LEFT JOIN issued_document i ON i.id = m.id \
          WHERE m.milestone_id = ?1 ORDER BY d.id",
    )?;
    let rows = statement.query_map([milestone_id], |row| {
        Ok(Made {
            id: row.get(0)?,
            number: row.get(1)?,
            state: row.get(2)?,
            due_date: row.get(3)?,
            total_minor: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether another invoice of the same sale makes the milestone billed for which an invoice was made.
pub(in crate::billing) fn is_billed_beside(read: &Read<'_>, invoice_id: &str) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM v_billing_milestone_invoice m JOIN document d ON d.id = m.id \
               JOIN v_billing_milestone_invoice o ON o.milestone_id = m.milestone_id AND o.id <> m.id JOIN document t ON t.id = o.id \
              WHERE m.id = ?1 AND t.origin_id IS d.origin_id AND t.currency = d.currency)",
        )?
        .query_row([invoice_id], |row| row.get(0))?)
}

/// Whether a draft is as it was made when a milestone of a project was reached.
pub(in crate::billing) fn is_as_reached(
    read: &Read<'_>,
    invoice_id: &str,
    project_milestone_id: &str,
) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM op d JOIN op m ON m.replica = d.replica AND m.seq = d.seq \
              WHERE d.record_id = ?1 AND d.tbl = 'document' AND d.kind = 'I' AND m.tbl = 'milestone' AND m.pk = ?2) \
             AND EXISTS (SELECT 1 FROM record WHERE id = ?1 AND version = 1)",
        )?
        .query_row((invoice_id, project_milestone_id), |row| row.get(0))?)
}

/// Says for which milestone an invoice was made.
pub(in crate::billing) fn made_for(tx: &Tx<'_>, invoice_id: &str, milestone_id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE document SET billing_milestone_id = ?2 WHERE id = ?1")?
        .execute((invoice_id, milestone_id))?;
    Ok(())
}

/// A milestone that shall be written.
pub(in crate::billing) struct NewMilestone<'a> {
    pub(in crate::billing) name: &'a str,
    pub(in crate::billing) percent: &'a str,
    pub(in crate::billing) due_date: Option<&'a str>,
    pub(in crate::billing) project_milestone_id: Option<&'a str>,
}

pub(in crate::billing) fn insert(
    tx: &Tx<'_>,
    plan: Plan<'_>,
    position: usize,
    new: &NewMilestone<'_>,
) -> Result<String> {
    let id = tx.new_id();
    let sql = format!(
        "INSERT INTO billing_milestone ({}, id, position, name, percent, due_date, project_milestone_id) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        plan.column()
    );
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    let values =
        params![plan.id(), id, position, new.name, new.percent, new.due_date, new.project_milestone_id];
    tx.sql().prepare_cached(&sql)?.execute(values)?;
    Ok(id)
}

pub(in crate::billing) fn update(
    tx: &Tx<'_>,
    id: &str,
    position: usize,
    new: &NewMilestone<'_>,
) -> Result<()> {
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    tx.sql()
        .prepare_cached(
            "UPDATE billing_milestone SET position = ?2, name = ?3, percent = ?4, due_date = ?5, project_milestone_id = ?6 \
             WHERE id = ?1",
        )?
        .execute(params![id, position, new.name, new.percent, new.due_date, new.project_milestone_id])?;
    Ok(())
}

/// Lets one fall due on another day, and be called otherwise with it.
pub(in crate::billing) fn postpone(tx: &Tx<'_>, id: &str, day: &str, name: &str) -> Result<()> {
    let sql = "UPDATE billing_milestone SET due_date = ?2, name = ?3 WHERE id = ?1";
    tx.sql().execute(sql, (id, day, name))?;
    Ok(())
}

pub(in crate::billing) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE billing_milestone SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id, tx.now_ms()))?;
    Ok(())
}

/// Puts what an estimate sold beside the parts of its plan.
pub(in crate::billing) fn put_beside_parts(tx: &Tx<'_>, estimate_id: &str) -> Result<()> {
    let sql = "UPDATE billing_row SET beside_parts = 1 WHERE estimate_id = ?1 AND deleted_at IS NULL";
    tx.sql().execute(sql, [estimate_id])?;
    Ok(())
}

/// Lets the parts of a plan take all of it.
pub(in crate::billing) fn put_in_parts(tx: &Tx<'_>, plan: Plan<'_>) -> Result<()> {
    let sql =
        format!("UPDATE billing_row SET beside_parts = 0 WHERE {} = ?1 AND beside_parts = 1", plan.column());
    tx.sql().execute(&sql, [plan.id()])?;
    Ok(())
}
