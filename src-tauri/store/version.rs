//! Versions of rows that are no business records (a tax class, a price list): an edit that saw another version is refused.

use super::tx::Tx;
use crate::kernel::error::{Code, Error, Result};
use rusqlite::OptionalExtension as _;

/// Marks a row of `table` as edited.
///
/// # Errors
/// `not_found`, or `conflict` with the version that stands now.
pub fn touch(tx: &Tx<'_>, table: &'static str, id: &str, seen_version: i64) -> Result<()> {
    let stands: Option<i64> = tx
        .sql()
        .prepare_cached(&format!("SELECT version FROM \"{table}\" WHERE id = ?1 AND deleted_at IS NULL"))?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let stands = stands.ok_or_else(|| Error::not_found(table))?;
    if stands != seen_version {
        return Err(Error::new(Code::Conflict, "error.conflict")
            .with("version", stands)
            .with("seen", seen_version));
    }
    tx.sql()
        .prepare_cached(&format!("UPDATE \"{table}\" SET version = version + 1 WHERE id = ?1"))?
        .execute([id])?;
    Ok(())
}
