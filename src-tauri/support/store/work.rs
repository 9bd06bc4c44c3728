//! The SQL of work on tickets: what was noted with messages and beside them, and what of it was put right.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use rusqlite::{OptionalExtension as _, params};

/// A ticket, and those that went on in it.
const PARTS: &str = "WITH RECURSIVE part (id) AS (SELECT ?1 \
     UNION SELECT t.id FROM part JOIN ticket t ON t.merged_into_id = part.id AND t.deleted_at IS NULL)";

/// Minutes of work that a message took, as they were corrected last.
pub(super) const MINUTES: &str = "coalesce((SELECT x.minutes FROM ticket_correction x WHERE x.message_id = m.id \
     ORDER BY x.at_ms DESC, x.id DESC LIMIT 1), m.minutes)";

/// Minutes of work on a ticket, and on those that went on in it, that were noted beside what was said.
pub(in crate::support) fn minutes_noted(read: &Read<'_>, id: &str) -> Result<i64> {
    let sql = format!(
        "{PARTS} SELECT coalesce(sum(w.minutes), 0) FROM part JOIN v_time_on_ticket w ON w.ticket_id = part.id"
    );
    Ok(read.sql().prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
}

/// Minutes of work that were said with the messages of a ticket, and of those that went on in it: each with its instant.
pub(in crate::support) fn noted(read: &Read<'_>, id: &str) -> Result<Vec<(i64, i64)>> {
    let sql = format!(
        "{PARTS} SELECT m.at_ms, {MINUTES} FROM part JOIN ticket_message m ON m.ticket_id = part.id \
         WHERE {MINUTES} > 0 ORDER BY m.at_ms, m.id"
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A message with the work that it took.
pub(in crate::support) struct Worked {
    pub(in crate::support) ticket_id: String,
    pub(in crate::support) minutes: i64,
    pub(in crate::support) at_ms: i64,
}

/// The work on a message of ours; `None` for what the customer said and for what is not there.
pub(in crate::support) fn worked(read: &Read<'_>, message_id: &str) -> Result<Option<Worked>> {
    let sql = format!(
        "SELECT m.ticket_id, coalesce({MINUTES}, 0), m.at_ms FROM ticket_message m WHERE m.id = ?1 AND m.direction <> 'in'"
    );
    let found = read.sql().prepare_cached(&sql)?.query_row([message_id], |row| {
        Ok(Worked { ticket_id: row.get(0)?, minutes: row.get(1)?, at_ms: row.get(2)? })
    });
    Ok(found.optional()?)
}

pub(in crate::support) fn correct(
    tx: &Tx<'_>,
    ticket_id: &str,
    message_id: &str,
    minutes: i64,
) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO ticket_correction (id, ticket_id, message_id, minutes, user_id, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![tx.new_id(), ticket_id, message_id, minutes, tx.actor().user_id, tx.now_ms()],
    )?;
    Ok(())
}

/// The ticket in which one goes on in the end: itself when it was not merged.
pub(in crate::support) fn goes_on_in(read: &Read<'_>, id: &str) -> Result<String> {
    let sql = "WITH RECURSIVE next (id, into_id) AS (SELECT id, merged_into_id FROM ticket WHERE id = ?1 \
                 UNION SELECT t.id, t.merged_into_id FROM next JOIN ticket t ON t.id = next.into_id) \
               SELECT id FROM next WHERE into_id IS NULL";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

pub(in crate::support) fn opened_ms(read: &Read<'_>, id: &str) -> Result<i64> {
    Ok(read.sql().query_row("SELECT opened_ms FROM ticket WHERE id = ?1", [id], |row| row.get(0))?)
}
