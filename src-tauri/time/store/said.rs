//! The SQL of time that is noted with what is said in tickets.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;

/// The entry of a message.
pub(in crate::time) fn entry_of(read: &Read<'_>, message_id: &str) -> Result<Option<String>> {
    let sql = "SELECT id FROM time_entry WHERE message_id = ?1 AND deleted_at IS NULL ORDER BY id LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([message_id], |row| row.get(0)).optional()?)
}

/// Work on a ticket that stands on no invoice.
pub(in crate::time) struct OnTicket {
    pub(in crate::time) id: String,
    pub(in crate::time) user_id: String,
    pub(in crate::time) day: NaiveDate,
}

/// The work on a ticket that is billable, or that is not, and stands on no invoice.
pub(in crate::time) fn open_on(read: &Read<'_>, ticket_id: &str, is_billable: bool) -> Result<Vec<OnTicket>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, user_id, work_date FROM time_entry e \
          WHERE e.ticket_id = ?1 AND e.billable = ?2 AND e.deleted_at IS NULL \
            AND NOT EXISTS (SELECT 1 FROM v_time_posted p WHERE p.entry_id = e.id) ORDER BY id",
    )?;
    let rows = statement.query_map((ticket_id, is_billable), |row| {
        Ok(OnTicket { id: row.get(0)?, user_id: row.get(1)?, day: super::day(row, 2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Says whether an entry is invoiced.
pub(in crate::time) fn set_billable(tx: &Tx<'_>, id: &str, is_billable: bool) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE time_entry SET billable = ?2, version = version + 1 WHERE id = ?1")?
        .execute((id, is_billable))?;
    Ok(())
}
