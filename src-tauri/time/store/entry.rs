//! The SQL of one entry.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::time::subject::{Subject, TimeOn};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Row, params};

/// An entry that shall be written.
#[derive(Debug)]
pub(in crate::time) struct NewEntry<'a> {
    pub(in crate::time) user_id: &'a str,
    pub(in crate::time) day: NaiveDate,
    pub(in crate::time) minutes: i64,
    pub(in crate::time) subject: &'a Subject,
    pub(in crate::time) item_id: Option<&'a str>,
    pub(in crate::time) note: &'a str,
    pub(in crate::time) billable: bool,
    pub(in crate::time) origin: Origin<'a>,
}

/// How an entry came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::time) enum Origin<'a> {
    /// By hand.
    Typed,
    /// By a timer that was started then, in epoch milliseconds.
    Timer(i64),
    /// With a message in a ticket.
    Said(&'a str),
}

pub(in crate::time) fn insert(tx: &Tx<'_>, sheet_id: &str, new: &NewEntry<'_>) -> Result<String> {
    let id = tx.new_id();
    let (started_ms, message_id) = match new.origin {
        Origin::Typed => (None, None),
        Origin::Timer(started_ms) => (Some(started_ms), None),
        Origin::Said(message_id) => (None, Some(message_id)),
    };
    tx.sql()
        .prepare_cached(
            "INSERT INTO time_entry (id, timesheet_id, user_id, work_date, minutes, project_id, task_id, ticket_id, customer_id, \
                                     item_id, note, billable, started_ms, message_id) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            id,
            sheet_id,
            new.user_id,
            new.day.to_string(),
            new.minutes,
            new.subject.project_id,
            new.subject.on.task_id,
            new.subject.on.ticket_id,
            new.subject.customer_id,
            new.item_id,
            new.note,
            new.billable,
            started_ms,
            message_id
        ])?;
    Ok(id)
}

/// How an entry stands before a change.
#[derive(Debug, Clone)]
pub(in crate::time) struct Stands {
    pub(in crate::time) id: String,
    pub(in crate::time) user_id: String,
    pub(in crate::time) day: NaiveDate,
    pub(in crate::time) minutes: i64,
    pub(in crate::time) on: TimeOn,
    pub(in crate::time) item_id: Option<String>,
    pub(in crate::time) billable: bool,
    /// Whether it was noted with a message in its ticket.
    pub(in crate::time) is_said: bool,
}

const COLUMNS: &str = "id, user_id, work_date, minutes, project_id, task_id, ticket_id, item_id, billable, message_id IS NOT NULL";

fn read_one(row: &Row<'_>) -> rusqlite::Result<Stands> {
    Ok(Stands {
        id: row.get(0)?,
        user_id: row.get(1)?,
        day: super::day(row, 2)?,
        minutes: row.get(3)?,
        on: TimeOn::of(row.get(4)?, row.get(5)?, row.get(6)?),
        item_id: row.get(7)?,
        billable: row.get(8)?,
        is_said: row.get(9)?,
    })
}

pub(in crate::time) fn find(read: &Read<'_>, id: &str) -> Result<Option<Stands>> {
    let sql = format!("SELECT {COLUMNS} FROM time_entry WHERE id = ?1 AND deleted_at IS NULL");
    Ok(read.sql().prepare_cached(&sql)?.query_row([id], read_one).optional()?)
}

/// What a person noted from one day to another, each entry, in the order in which it was noted.
pub(in crate::time) fn between(
    read: &Read<'_>,
    user_id: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Stands>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM time_entry WHERE user_id = ?1 AND work_date BETWEEN ?2 AND ?3 AND deleted_at IS NULL \
         ORDER BY work_date, id"
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map((user_id, from.to_string(), to.to_string()), read_one)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The minutes of a person's day, one entry left out if it is named.
pub(in crate::time) fn minutes_of_day(
    read: &Read<'_>,
    user_id: &str,
    day: NaiveDate,
    without: Option<&str>,
) -> Result<i64> {
    let sql = "SELECT coalesce(sum(minutes), 0) FROM time_entry \
               WHERE user_id = ?1 AND work_date = ?2 AND id IS NOT ?3 AND deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.query_row((user_id, day.to_string(), without), |row| row.get(0))?)
}

/// What the invoice is called on which an entry stands, while that counts: its number, or the title of the draft.
pub(in crate::time) fn invoice_of(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT r.title FROM v_time_posted p JOIN record r ON r.id = p.document_id WHERE p.entry_id = ?1 LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// What changes of an entry; `None` leaves a column as it is.
#[derive(Debug)]
pub(in crate::time) struct EntryChange<'a> {
    pub(in crate::time) sheet_id: String,
    pub(in crate::time) day: NaiveDate,
    pub(in crate::time) minutes: i64,
    pub(in crate::time) subject: Option<&'a Subject>,
    pub(in crate::time) item_id: Option<Option<String>>,
    pub(in crate::time) note: Option<String>,
    pub(in crate::time) billable: Option<bool>,
}

pub(in crate::time) fn update(tx: &Tx<'_>, id: &str, change: &EntryChange<'_>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE time_entry SET timesheet_id = ?2, work_date = ?3, minutes = ?4, item_id = iif(?5, ?6, item_id), \
                note = coalesce(?7, note), billable = coalesce(?8, billable) WHERE id = ?1",
        )?
        .execute(params![
            id,
            change.sheet_id,
            change.day.to_string(),
            change.minutes,
            change.item_id.is_some(),
            change.item_id.as_ref().and_then(Option::as_ref),
            change.note,
            change.billable
        ])?;
    let Some(Subject { on, project_id, customer_id, .. }) = change.subject else { return Ok(()) };
    tx.sql()
        .prepare_cached(
            "UPDATE time_entry SET project_id = ?2, task_id = ?3, ticket_id = ?4, customer_id = ?5, \
                message_id = iif(ticket_id IS ?4, message_id, NULL) WHERE id = ?1",
        )?
        .execute(params![id, project_id, on.task_id, on.ticket_id, customer_id])?;
    Ok(())
}

/// Gives an entry other minutes.
pub(in crate::time) fn set_minutes(tx: &Tx<'_>, id: &str, minutes: i64) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE time_entry SET minutes = ?2, version = version + 1 WHERE id = ?1")?
        .execute((id, minutes))?;
    Ok(())
}

pub(in crate::time) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE time_entry SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id, tx.now_ms()))?;
    Ok(())
}
