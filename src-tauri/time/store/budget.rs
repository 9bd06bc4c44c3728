//! The SQL of budgets.

use crate::kernel::error::{Error, Result};
use crate::store::tx::Read;
use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;
use rust_decimal::Decimal;

/// What was planned for a project.
#[derive(Debug)]
pub(in crate::time) struct Planned {
    pub(in crate::time) deal_id: Option<String>,
    pub(in crate::time) currency: String,
    pub(in crate::time) budget_minor: Option<i64>,
    pub(in crate::time) budget_minutes: Option<i64>,
}

pub(in crate::time) fn planned(read: &Read<'_>, project_id: &str) -> Result<Option<Planned>> {
    let sql = "SELECT deal_id, currency, budget_minor, budget_minutes FROM v_projects_project WHERE id = ?1";
    let found = read.sql().prepare_cached(sql)?.query_row([project_id], |row| {
        Ok(Planned {
            deal_id: row.get(0)?,
            currency: row.get(1)?,
            budget_minor: row.get(2)?,
            budget_minutes: row.get(3)?,
        })
    });
    Ok(found.optional()?)
}

/// Time of a person on a day, with the line of the invoice on which it stands if it does.
#[derive(Debug)]
pub(in crate::time) struct Part {
    pub(in crate::time) user_id: String,
    pub(in crate::time) day: NaiveDate,
    pub(in crate::time) item_id: Option<String>,
    pub(in crate::time) billable: bool,
    pub(in crate::time) is_issued: bool,
    pub(in crate::time) document_id: Option<String>,
    pub(in crate::time) line_id: Option<String>,
    /// The rate with which it was put there.
    pub(in crate::time) rate: Option<Decimal>,
    pub(in crate::time) minutes: i64,
}

pub(in crate::time) fn spent(read: &Read<'_>, project_id: &str) -> Result<Vec<Part>> {
    let posted = "FROM time_posting p WHERE p.entry_id = w.id AND p.document_id = w.document_id AND p.deleted_at IS NULL";
    let mut statement = read.sql().prepare_cached(&format!(
        "SELECT w.user_id, w.work_date, w.item_id, w.billable, w.billing = 'invoiced' AS is_issued, w.document_id, \
                iif(w.document_id IS NULL, NULL, (SELECT max(p.line_id) {posted})) AS line_id, \
                iif(w.document_id IS NULL, NULL, (SELECT max(p.rate) {posted})) AS rate, sum(w.minutes) \
         FROM time_entry_row w WHERE w.project_id = ?1 \
         GROUP BY w.user_id, w.work_date, w.item_id, w.billable, is_issued, w.document_id, line_id, rate ORDER BY w.work_date, w.user_id"
    ))?;
    let mut rows = statement.query([project_id])?;
    let mut parts = Vec::new();
    while let Some(row) = rows.next()? {
        let rate: Option<String> = row.get(7)?;
        parts.push(Part {
            user_id: row.get(0)?,
            day: super::day(row, 1)?,
            item_id: row.get(2)?,
            billable: row.get(3)?,
            is_issued: row.get(4)?,
            document_id: row.get(5)?,
            line_id: row.get(6)?,
            rate: rate.map(|rate| rate.parse().map_err(Error::internal)).transpose()?,
            minutes: row.get(8)?,
        });
    }
    Ok(parts)
}

/// What the open tasks of somebody in a project still take.
#[derive(Debug)]
pub(in crate::time) struct Left {
    /// Who does them; nobody yet when absent.
    pub(in crate::time) owner_id: Option<String>,
    pub(in crate::time) minutes: i64,
    /// How many of them nobody has estimated.
    pub(in crate::time) unestimated: i64,
}

/// What the open tasks of a project still take by their estimates, person by person.
pub(in crate::time) fn left(read: &Read<'_>, project_id: &str) -> Result<Vec<Left>> {
    let sql = "SELECT t.owner_id, coalesce(sum(t.left_minutes), 0), sum(t.left_minutes IS NULL) \
               FROM v_projects_work t WHERE t.project_id = ?1 AND t.is_open = 1 GROUP BY t.owner_id ORDER BY t.owner_id";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([project_id], |row| {
        Ok(Left { owner_id: row.get(0)?, minutes: row.get(1)?, unestimated: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
