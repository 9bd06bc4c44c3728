//! Backups that were proven when they were made: copied from a consistent view, opened again, counted, compressed, unpacked
//! once more, and only then given their name.
//!
//! A backup is one file, `….throughline.zst`: a skippable Zstandard frame (RFC 8878, 3.1.2) with what it must come to, then
//! the compressed database. Any Zstandard tool unpacks it. Attachments lie beside it in `files/`, each under its own BLAKE3
//! hash, so that the backups of a folder share them.

mod attachments;
mod keeper;
mod package;
mod restore;
mod rotation;
mod trial;

pub use keeper::{Keeper, Kept, Moment, Occasion, copies_of, due, folder_of, list};
pub use package::{ENDING, Head, head_of};
pub use restore::{Restored, restore};
pub use rotation::{CAP_BYTES, Stored, Tier, surplus, tiers};
pub use trial::{Tried, attempt};

use super::disk::{self, Scrap};
use super::file::{self, CompanyFile};
use super::schema;
use super::totals::Totals;
use crate::kernel::error::{Code, Error, Result};
use rusqlite::{Connection, OpenFlags};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// How often a copy is taken anew when somebody writes meanwhile, before writing has to wait.
const FREE_ATTEMPTS: u32 = 3;

/// A backup that exists and was proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proven {
    /// Where it lies.
    pub path: PathBuf,
    /// What it holds.
    pub head: Head,
    /// Its size in bytes, without attachments.
    pub bytes: u64,
    /// Hashes of attachments that the file names and that are missing or damaged in its folder.
    pub missing: Vec<String>,
}

/// Writes a proven backup of an open file to `dest`, where nothing may be. `now_ms` is the instant it is named for.
///
/// # Errors
/// `error.file_exists`, `error.no_such_folder`, `error.disk_full`, `error.file_read_only`, or `error.backup_not_proven` when
/// the copy does not repeat the file. Nothing lies at `dest` then, and the file is as it was.
pub fn backup(file: &CompanyFile, dest: &Path, now_ms: i64) -> Result<Proven> {
    disk::must_be_free(dest)?;
    let (plain, part) = (disk::beside(dest, ".copy"), disk::beside(dest, ".part"));
    let _scrap = Scrap::of(&[&plain, &part]);
    let (totals, company) = copy(file, &plain)?;
    let head = Head::new(now_ms, company, totals);
    prove(&plain, &head.totals)?;
    let hash = package::pack(&plain, &part, &head)?;
    package::prove(&part, &hash)?;
    let missing = {
        let wanted = attachments::named_in(&open_still(&plain)?)?;
        attachments::copy(&wanted, &file.attachments(), &attachments::folder_beside(dest))?
    };
    disk::put(&part, dest)?;
    let bytes = std::fs::metadata(dest).map_err(|error| disk::failure(dest, &error))?.len();
    Ok(Proven { path: dest.to_owned(), head, bytes, missing })
}

/// Copies a consistent view of the file to `plain` and says what the file came to at that moment.
fn copy(file: &CompanyFile, plain: &Path) -> Result<(Totals, String)> {
    let conn = file::open_to_write(file.path())?;
    for attempt in 0..=FREE_ATTEMPTS {
        // The figures and the copy are two looks at the file. They agree when nobody wrote between them; who writes
        // without pause waits once.
        let _waiting = (attempt == FREE_ATTEMPTS).then(|| file.writer());
        let before = data_version(&conn)?;
        let totals = Totals::of(&conn)?;
        let company =
            conn.query_row("SELECT coalesce(max(name), '') FROM v_settings_company", [], |row| row.get(0))?;
        vacuum_into(&conn, plain)?;
        if data_version(&conn)? == before {
            return Ok((totals, company));
        }
        drop(Scrap::of(&[plain]));
    }
    Err(not_proven(plain, &["the file changed while it was copied".to_owned()]))
}

/// Writes a compact copy of the database to `path`.
///
/// # Errors
/// A failure of the file or of the disk; what lies at `path` is of no use then.
pub(super) fn vacuum_into(conn: &Connection, path: &Path) -> Result<()> {
    let text = path.to_str().ok_or_else(|| {
        Error::new(Code::Storage, "error.file_name").with("path", path.display().to_string())
    })?;
    conn.execute("VACUUM INTO ?1", [text]).map_err(|error| Error::from(error).with("path", text))?;
    Ok(())
}

fn data_version(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("PRAGMA data_version", [], |row| row.get(0))?)
}

/// Opens a copy that nobody writes, without making a journal beside it.
fn open_still(path: &Path) -> Result<Connection> {
    let uri = format!("file:{}?immutable=1", file::uri_escaped(path));
    let conn =
        Connection::open_with_flags(uri, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?;
    file::prepare(&conn)?;
    Ok(conn)
}

/// Proves that the database at `path` is ours, whole, and comes to `expected`.
pub(super) fn prove(path: &Path, expected: &Totals) -> Result<()> {
    let conn = open_still(path)?;
    if schema::application_of(&conn)? != schema::APPLICATION_ID {
        return Err(not_proven(path, &["it does not carry our mark".to_owned()]));
    }
    let found: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(not_proven(path, &[found]));
    }
    let differences = expected.differences(&Totals::of(&conn)?);
    if differences.is_empty() { Ok(()) } else { Err(not_proven(path, &differences)) }
}

/// Unpacks `backup` to `plain` and proves it there. What is refused is the backup: nobody has seen the other file.
pub(super) fn unpack(backup: &Path, plain: &Path) -> Result<Head> {
    let head = package::unpack(backup, plain)?;
    let schema = open_still(plain).and_then(|conn| Ok(schema::version_of(&conn)?));
    if schema.map_err(|_| package::damaged(backup))?.max(head.totals.schema) > schema::version() {
        return Err(package::too_new(backup));
    }
    prove(plain, &head.totals).map_err(|_| package::damaged(backup))?;
    Ok(head)
}

fn not_proven(path: &Path, reasons: &[String]) -> Error {
    Error::storage("error.backup_not_proven", reasons.join("; ")).with("path", path.display().to_string())
}
