//! The SQL of weeks.

use crate::kernel::error::Result;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::time::sheet::{TimesheetFilter, TimesheetRow};
use crate::time::words::SheetStatus;
use chrono::NaiveDate;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Row, params};

/// A row of a person's week.
#[derive(Debug, Clone)]
pub(in crate::time) struct Sheet {
    pub(in crate::time) id: String,
    pub(in crate::time) user_id: String,
    pub(in crate::time) week: NaiveDate,
    pub(in crate::time) status: SheetStatus,
    pub(in crate::time) reason: String,
}

const COLUMNS: &str = "id, user_id, week_start, status, reason";

fn read_one(row: &Row<'_>) -> rusqlite::Result<Sheet> {
    Ok(Sheet {
        id: row.get(0)?,
        user_id: row.get(1)?,
        week: super::day(row, 2)?,
        status: word::read(row, 3)?,
        reason: row.get(4)?,
    })
}

pub(in crate::time) fn of_week(read: &Read<'_>, user_id: &str, week: NaiveDate) -> Result<Vec<Sheet>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM timesheet WHERE user_id = ?1 AND week_start = ?2 AND deleted_at IS NULL ORDER BY id"
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map((user_id, week.to_string()), read_one)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::time) fn find(read: &Read<'_>, id: &str) -> Result<Sheet> {
    let sql = format!("SELECT {COLUMNS} FROM timesheet WHERE id = ?1");
    Ok(read.sql().prepare_cached(&sql)?.query_row([id], read_one)?)
}

/// The minutes of a person's week.
pub(in crate::time) fn minutes(read: &Read<'_>, user_id: &str, week: NaiveDate) -> Result<i64> {
    let sql = "SELECT coalesce(sum(e.minutes), 0) FROM timesheet s JOIN time_entry e ON e.timesheet_id = s.id AND e.deleted_at IS NULL \
               WHERE s.user_id = ?1 AND s.week_start = ?2 AND s.deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.query_row((user_id, week.to_string()), |row| row.get(0))?)
}

pub(in crate::time) fn insert(tx: &Tx<'_>, id: &str, user_id: &str, week: NaiveDate) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO timesheet (id, user_id, week_start, status) VALUES (?1, ?2, ?3, 'open')",
        )?
        .execute((id, user_id, week.to_string()))?;
    Ok(())
}

pub(in crate::time) fn submit(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE timesheet SET status = 'submitted', submitted_ms = ?2, decided_ms = NULL, decided_by = NULL, reason = '' \
             WHERE id = ?1",
        )?
        .execute((id, tx.now_ms()))?;
    Ok(())
}

pub(in crate::time) fn approve(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE timesheet SET status = 'approved', decided_ms = ?2, decided_by = ?3 WHERE id = ?1",
        )?
        .execute((id, tx.now_ms(), &tx.actor().user_id))?;
    Ok(())
}

/// Opens a week again, with the reason of who sent it back, or without one for who took it back.
pub(in crate::time) fn reopen(tx: &Tx<'_>, id: &str, reason: &str) -> Result<()> {
    let decided = (!reason.is_empty()).then(|| (tx.now_ms(), &tx.actor().user_id));
    tx.sql()
        .prepare_cached(
            "UPDATE timesheet SET status = 'open', submitted_ms = NULL, decided_ms = ?2, decided_by = ?3, reason = ?4 WHERE id = ?1",
        )?
        .execute(params![id, decided.map(|(at, _)| at), decided.map(|(_, by)| by), reason])?;
    Ok(())
}

const LIST: List = List {
    base: "timesheet t",
    joins: "CROSS JOIN record r ON r.id = t.id",
    columns: "t.id, r.version, t.user_id, (SELECT u.name FROM v_settings_user u WHERE u.id = t.user_id), t.week_start, t.status, \
              (SELECT coalesce(sum(e.minutes), 0) FROM time_entry e WHERE e.timesheet_id = t.id AND e.deleted_at IS NULL), \
              (SELECT coalesce(sum(e.minutes), 0) FROM time_entry e WHERE e.timesheet_id = t.id AND e.deleted_at IS NULL AND e.billable), \
              t.submitted_ms, t.reason",
    id: "t.id",
    sorts: &[("week", "t.week_start")],
};

pub(in crate::time) fn list(
    read: &Read<'_>,
    request: &ListRequest<TimesheetFilter>,
) -> Result<Page<TimesheetRow>> {
    let none = TimesheetFilter::default();
    let chosen = request.filter.as_ref().unwrap_or(&none);
    let mut filter = Where::default();
    filter.add("t.deleted_at IS NULL", []);
    if let Some(status) = chosen.status {
        filter.add("t.status = ?", [SqlValue::Text(word::of(&status))]);
    }
    if let Some(user_id) = &chosen.user_id {
        filter.add_narrow("t.user_id = ?", [SqlValue::Text(user_id.clone())]);
    }
    filter.owned_by("t.user_id", read.visible_owners());
    page::page(read.sql(), LIST, request, filter, |row| {
        let status: SheetStatus = word::read(row, 5)?;
        Ok(TimesheetRow {
            id: row.get(0)?,
            version: row.get(1)?,
            user_id: row.get(2)?,
            user: row.get(3)?,
            week_start: row.get(4)?,
            badge: status.badge(),
            status,
            minutes: row.get(6)?,
            billable_minutes: row.get(7)?,
            submitted_ms: row.get(8)?,
            reason: row.get(9)?,
        })
    })
}

/// Brings a week back that went with the entry it was begun for, while others stand in it.
pub(in crate::time) fn keep_used(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let used = "SELECT o.pk FROM op o JOIN timesheet s ON s.id = o.pk AND s.deleted_at IS NOT NULL \
                 WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'timesheet' \
                   AND EXISTS (SELECT 1 FROM time_entry e WHERE e.timesheet_id = s.id AND e.deleted_at IS NULL)";
    let mut statement = tx.sql().prepare_cached(used)?;
    let ids: Vec<String> =
        statement.query_map((tx.replica(), seq), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for id in ids {
        tx.sql().prepare_cached("UPDATE timesheet SET deleted_at = NULL WHERE id = ?1")?.execute([&id])?;
        record::restore(tx, &id)?;
    }
    Ok(())
}
