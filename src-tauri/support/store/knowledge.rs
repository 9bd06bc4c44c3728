//! The SQL of what is known.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::support::knowledge::KnowledgeNote;
use rusqlite::params;

/// The notes of a category and of any, by title; all when none is named.
pub(in crate::support) fn list(read: &Read<'_>, category_id: Option<&str>) -> Result<Vec<KnowledgeNote>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, version, title, body, category_id FROM knowledge_note \
         WHERE deleted_at IS NULL AND (?1 IS NULL OR category_id IS NULL OR category_id = ?1) ORDER BY fold(title), id",
    )?;
    let rows = statement.query_map([category_id], |row| {
        Ok(KnowledgeNote {
            id: row.get(0)?,
            version: row.get(1)?,
            title: row.get(2)?,
            body: row.get(3)?,
            category_id: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::support) fn insert(
    tx: &Tx<'_>,
    title: &str,
    body: &str,
    category_id: Option<&str>,
) -> Result<String> {
    let id = tx.new_id();
    tx.sql().execute(
        "INSERT INTO knowledge_note (id, title, body, category_id) VALUES (?1, ?2, ?3, ?4)",
        params![id, title, body, category_id],
    )?;
    Ok(id)
}

pub(in crate::support) fn update(
    tx: &Tx<'_>,
    id: &str,
    title: &str,
    body: &str,
    category_id: Option<&str>,
) -> Result<()> {
    tx.sql().execute(
        "UPDATE knowledge_note SET title = ?2, body = ?3, category_id = ?4 WHERE id = ?1",
        params![id, title, body, category_id],
    )?;
    Ok(())
}

pub(in crate::support) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE knowledge_note SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}
