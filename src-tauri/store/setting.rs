//! This laptop's own settings (theme, last user, recent choices): kept in the file, never in the log.

use crate::kernel::error::Result;
use rusqlite::{Connection, OptionalExtension as _};

/// The value of a setting.
///
/// # Errors
/// A failure of the file.
pub fn get(conn: &Connection, key: &str) -> Result<Option<String>> {
    let value = conn
        .prepare_cached("SELECT value FROM local_setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(value)
}

/// Stores a setting.
///
/// # Errors
/// A failure of the file.
pub fn set(conn: &Connection, key: &str, value: &str) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO local_setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute((key, value))?;
    Ok(())
}

/// Forgets a setting.
///
/// # Errors
/// A failure of the file.
pub fn forget(conn: &Connection, key: &str) -> Result<()> {
    conn.prepare_cached("DELETE FROM local_setting WHERE key = ?1")?.execute([key])?;
    Ok(())
}
