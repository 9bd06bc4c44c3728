//! The migrations and what marks a file as ours.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

/// `PRAGMA application_id` of a company file: "THRL" in ASCII.
pub const APPLICATION_ID: i32 = 0x5448_524C;

/// The migrations in their order. A released one never changes.
const STEPS: &[M<'_>] = &[
    M::up(include_str!("../../migrations/0001_foundation.sql")),
    M::up(include_str!("../../migrations/0002_crm.sql")),
    M::up(include_str!("../../migrations/0003_catalogue.sql")),
    M::up(include_str!("../../migrations/0004_sales.sql")),
    M::up(include_str!("../../migrations/0005_billing.sql")),
];

/// The schema version this program writes.
#[must_use]
pub const fn version() -> i64 {
    // The number of migrations is far below any limit of the type.
    STEPS.len() as i64
}

/// The schema version of an open file.
///
/// # Errors
/// When the file is not a database or can not be read.
pub fn version_of(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// The `application_id` of an open file.
///
/// # Errors
/// When the file is not a database or can not be read.
pub fn application_of(conn: &Connection) -> rusqlite::Result<i32> {
    conn.query_row("PRAGMA application_id", [], |row| row.get(0))
}

/// Brings the schema to [`version`] and makes the log triggers anew. Foreign keys are off while tables change and are
/// proved afterwards.
///
/// # Errors
/// Any failure of a migration, or `error.file_damaged` when a foreign key points nowhere afterwards.
pub fn migrate(conn: &mut Connection) -> crate::kernel::error::Result<()> {
    use crate::kernel::error::Error;
    conn.pragma_update(None, "foreign_keys", false)?;
    Migrations::from_slice(STEPS)
        .to_latest(conn)
        .map_err(|error| Error::storage("error.migration", error))?;
    let broken: i64 =
        conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if broken > 0 {
        return Err(Error::storage("error.file_damaged", format!("{broken} foreign keys point nowhere")));
    }
    let triggers = conn.transaction()?;
    super::triggers::install(&triggers)?;
    triggers.commit()?;
    conn.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}
