//! The SQL of work on tickets, which is time that was noted with messages and beside them.

use crate::kernel::error::Result;
use crate::store::tx::Read;
use crate::time::said::Said;
use rusqlite::OptionalExtension as _;

/// A ticket, and those that went on in it.
const PARTS: &str = "WITH RECURSIVE part (id) AS (SELECT ?1 \
     UNION SELECT t.id FROM part JOIN ticket t ON t.merged_into_id = part.id AND t.deleted_at IS NULL)";

/// Minutes of work that a message took; null for none.
pub(super) const MINUTES: &str = "(SELECT sum(s.minutes) FROM v_time_said s WHERE s.message_id = m.id)";

/// Minutes of work on a ticket, and on those that went on in it.
pub(in crate::support) fn minutes_noted(read: &Read<'_>, id: &str) -> Result<i64> {
    let sql = format!(
        "{PARTS} SELECT coalesce(sum(w.minutes), 0) FROM part JOIN v_time_on_ticket w ON w.ticket_id = part.id"
    );
    Ok(read.sql().prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
}

/// What was said of us in a message; `None` for what the customer said and for what is not there.
pub(in crate::support) fn said(read: &Read<'_>, message_id: &str) -> Result<Option<Said>> {
    let sql = "SELECT ticket_id, user_id, at_ms FROM ticket_message WHERE id = ?1 AND direction <> 'in'";
    let found = read.sql().prepare_cached(sql)?.query_row([message_id], |row| {
        Ok(Said {
            message_id: message_id.to_owned(),
            ticket_id: row.get(0)?,
            user_id: row.get(1)?,
            at_ms: row.get(2)?,
        })
    });
    Ok(found.optional()?)
}

/// A ticket, and those that went on in it.
pub(in crate::support) fn parts(read: &Read<'_>, id: &str) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(&format!("{PARTS} SELECT id FROM part ORDER BY id"))?;
    let rows = statement.query_map([id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What was bought to have a ticket answered: of itself, or of that in which it goes on in the end.
pub(in crate::support) fn bought_for(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "WITH RECURSIVE next (id, into_id, entitlement_id) AS (\
                 SELECT id, merged_into_id, entitlement_id FROM ticket WHERE id = ?1 \
                 UNION SELECT t.id, t.merged_into_id, t.entitlement_id FROM next JOIN ticket t ON t.id = next.into_id) \
               SELECT entitlement_id FROM next WHERE into_id IS NULL";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?.flatten())
}

pub(in crate::support) fn opened_ms(read: &Read<'_>, id: &str) -> Result<i64> {
    Ok(read.sql().query_row("SELECT opened_ms FROM ticket WHERE id = ?1", [id], |row| row.get(0))?)
}
