//! What stands beside a document in the chain from deal to credit note.

use crate::billing::thread::ThreadRecord;
use crate::kernel::error::{Error, Result};
use crate::store::tx::Read;
use rusqlite::OptionalExtension as _;

/// What kind of document an id names.
pub(in crate::billing) fn kind(read: &Read<'_>, id: &str) -> Result<String> {
    let sql = "SELECT kind FROM record WHERE id = ?1 AND kind IN ('estimate', 'invoice', 'credit_note')";
    let kind = read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    kind.ok_or_else(|| Error::not_found("document"))
}

pub(in crate::billing) fn neighbours(read: &Read<'_>, id: &str) -> Result<Vec<ThreadRecord>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT r.kind, r.id, r.title FROM ( \
           SELECT 1 AS step, coalesce((SELECT deal_id FROM issued_document WHERE id = ?1), \
                                      (SELECT deal_id FROM document WHERE id = ?1)) AS id \
           UNION ALL SELECT 2, origin_id FROM document WHERE id = ?1 \
           UNION ALL SELECT 3, d.id FROM document d WHERE d.origin_id = ?1 AND d.deleted_at IS NULL \
           UNION ALL SELECT 3, corrects_id FROM issued_document WHERE id = ?1 \
           UNION ALL SELECT 4, c.id FROM issued_document c WHERE c.corrects_id = ?1) n \
         JOIN record r ON r.id = n.id WHERE r.deleted_at IS NULL ORDER BY n.step, r.id",
    )?;
    let rows = statement
        .query_map([id], |row| Ok(ThreadRecord { kind: row.get(0)?, id: row.get(1)?, title: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
