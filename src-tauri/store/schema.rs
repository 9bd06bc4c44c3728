//! The migrations and what marks a file as ours.
//!
//! A file is never migrated in place: a copy is, and it takes the file's name only when it is whole and still comes to the
//! same figures. The old file stays beside it, so an update can cost nobody their books.

use super::backup::vacuum_into;
use super::disk::{self, Scrap};
use super::file;
use super::totals::Totals;
use crate::kernel::error::{Error, Result};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use std::path::{Path, PathBuf};

/// `PRAGMA application_id` of a company file: "THRL" in ASCII.
pub const APPLICATION_ID: i32 = 0x5448_524C;

/// The migrations in their order. A released one never changes.
const STEPS: &[M<'_>] = &[
    M::up(include_str!("../../migrations/0001_foundation.sql")),
    M::up(include_str!("../../migrations/0002_crm.sql")),
    M::up(include_str!("../../migrations/0003_catalogue.sql")),
    M::up(include_str!("../../migrations/0004_sales.sql")),
    M::up(include_str!("../../migrations/0005_billing.sql")),
    M::up(include_str!("../../migrations/0006_support.sql")),
    M::up(include_str!("../../migrations/0007_projects.sql")),
    M::up(include_str!("../../migrations/0008_handover.sql")),
    M::up(include_str!("../../migrations/0009_time.sql")),
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
pub fn migrate(conn: &mut Connection) -> Result<()> {
    conn.pragma_update(None, "foreign_keys", false)?;
    Migrations::from_slice(STEPS).to_latest(conn).map_err(unmigrated)?;
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

/// A full disk is told as such, with its cure.
fn unmigrated(error: rusqlite_migration::Error) -> Error {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. }
            if err.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) =>
        {
            err.into()
        }
        other => Error::storage("error.migration", other),
    }
}

/// Brings the file at `path`, which nobody has open, to [`version`] and gives the name under which the old file was kept:
/// `NAME.before-N.throughline`, N being the new version.
///
/// # Errors
/// `error.migration` when a step fails or the copy lost something, `error.disk_full`, `error.file_damaged`,
/// `error.file_read_only`; the file is as it was then.
pub fn migrate_file(path: &Path) -> Result<PathBuf> {
    let part = disk::beside(path, ".migrating");
    let _scrap = Scrap::of(&[&part]);
    let old = file::open_to_write(path)?;
    let before = Totals::of(&old)?;
    vacuum_into(&old, &part)?;
    let mut copy = file::open_to_write(&part)?;
    migrate(&mut copy)?;
    let found: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    let mut lost = before.lost_in(&Totals::of(&copy)?);
    lost.extend((found != "ok").then_some(found));
    if !lost.is_empty() {
        return Err(
            Error::storage("error.migration", lost.join("; ")).with("path", path.display().to_string())
        );
    }
    copy.close().map_err(|(_, error)| Error::from(error))?;
    // A journal beside the old file would be played into the new one; without it the old file is one file.
    let _: String = old.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    old.close().map_err(|(_, error)| Error::from(error))?;
    let kept = kept_name(path);
    disk::keep_as(path, &kept)?;
    disk::replace(&part, path)?;
    Ok(kept)
}

fn kept_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let name = |n: u32| match n {
        1 => format!("{stem}.before-{}{ending}", version()),
        _ => format!("{stem}.before-{}-{n}{ending}", version()),
    };
    (1..)
        .map(|n| path.with_file_name(name(n)))
        .find(|path| !path.exists())
        .unwrap_or_else(|| path.with_file_name(name(1)))
}
