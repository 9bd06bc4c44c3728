//! The SQL of attachments.

use super::Attachment;
use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use rusqlite::OptionalExtension as _;

/// An attachment as it is kept.
pub(super) struct Kept {
    pub(super) record_id: String,
    pub(super) role: String,
    pub(super) name: String,
    pub(super) hash: String,
    pub(super) withdrawn: bool,
}

pub(super) fn of_record(read: &Read<'_>, record_id: &str) -> Result<Vec<Attachment>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT a.id, a.name, k.media, k.size, coalesce(u.name, ''), a.added_ms FROM attachment a \
         JOIN kept_file k ON k.id = a.hash LEFT JOIN v_settings_user u ON u.id = a.added_by \
         WHERE a.record_id = ?1 AND a.role = 'file' \
           AND NOT EXISTS (SELECT 1 FROM attachment_withdrawn w WHERE w.attachment_id = a.id) ORDER BY a.id",
    )?;
    let rows = statement.query_map([record_id], |row| {
        let media: String = row.get(2)?;
        Ok(Attachment {
            id: row.get(0)?,
            name: row.get(1)?,
            picture: matches!(media.as_str(), "image/png" | "image/jpeg"),
            media,
            size: row.get(3)?,
            added_by: row.get(4)?,
            added_ms: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn find(read: &Read<'_>, id: &str) -> Result<Option<Kept>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT record_id, role, name, hash, \
                    EXISTS (SELECT 1 FROM attachment_withdrawn w WHERE w.attachment_id = a.id) FROM attachment a WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Kept {
                record_id: row.get(0)?,
                role: row.get(1)?,
                name: row.get(2)?,
                hash: row.get(3)?,
                withdrawn: row.get(4)?,
            })
        })
        .optional()?)
}

pub(super) fn is_signed_visit(read: &Read<'_>, record_id: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM v_crm_activity WHERE id = ?1 AND signature_id IS NOT NULL)";
    Ok(read.sql().prepare_cached(sql)?.query_row([record_id], |row| row.get(0))?)
}

pub(super) fn insert(tx: &Tx<'_>, record_id: &str, role: &str, name: &str, hash: &str) -> Result<String> {
    let id = tx.new_id();
    tx.sql()
        .prepare_cached(
            "INSERT INTO attachment (id, record_id, role, name, hash, added_by, added_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((&id, record_id, role, name, hash, &tx.actor().user_id, tx.now_ms()))?;
    Ok(id)
}

pub(super) fn withdraw(tx: &Tx<'_>, id: &str, record_id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO attachment_withdrawn (id, attachment_id, record_id, at_ms) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((tx.new_id(), id, record_id, tx.now_ms()))?;
    Ok(())
}

pub(super) fn added_in(read: &Tx<'_>, seq: i64) -> Result<Vec<String>> {
    ids(read, "SELECT pk FROM op WHERE replica = ?1 AND seq = ?2 AND tbl = 'attachment' ORDER BY n", seq)
}

pub(super) fn withdrawn_in(read: &Tx<'_>, seq: i64) -> Result<Vec<String>> {
    ids(
        read,
        "SELECT w.attachment_id FROM op o JOIN attachment_withdrawn w ON w.id = o.pk \
         WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'attachment_withdrawn' ORDER BY o.n",
        seq,
    )
}

fn ids(tx: &Tx<'_>, sql: &str, seq: i64) -> Result<Vec<String>> {
    let mut statement = tx.sql().prepare_cached(sql)?;
    let rows = statement.query_map((tx.replica(), seq), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
