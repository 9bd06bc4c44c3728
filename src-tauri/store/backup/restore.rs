//! A backup becomes a company file again: beside whatever is there, proven, and as a new device.
//!
//! It is always a new device, also when the original is gone: nobody can know whether another copy of it still writes, and
//! two files that count with one series would give one number twice (docs/adr/0005).

use super::{attachments, open_still};
use crate::kernel::error::{Error, Result};
use crate::settings::device;
use crate::settings::setup::Sources;
use crate::store::disk::{self, Scrap};
use crate::store::{file, lock, schema};
use rusqlite::{Connection, OpenFlags};
use serde::Serialize;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A company file that came out of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// Where the new file lies.
    pub path: PathBuf,
    /// The company's name.
    pub company: String,
    /// The instant whose state it holds, epoch milliseconds.
    pub at_ms: i64,
    /// The code of its device, which its new numbers carry.
    pub code: String,
    /// Hashes of attachments that neither the backup's folder nor the new file's folder holds whole.
    pub missing: Vec<String>,
}

/// Unpacks `backup` as a new company file at `path`, where nothing may be.
///
/// # Errors
/// `error.file_exists`, `error.no_such_folder`, `error.not_a_backup`, `error.backup_damaged`,
/// `error.too_new`, `error.disk_full`, `error.file_read_only`. Nothing lies at `path` then.
pub fn restore(backup: &Path, path: &Path, sources: &Sources) -> Result<Restored> {
    disk::must_be_free(path)?;
    let lock = lock::take(path, "restore")?;
    // Where nothing was restored, nothing is left to lock.
    unpack(backup, path, sources)
        .inspect_err(|_| drop(Scrap::of(&[&lock::lock_path(path)])))
        .inspect(|_| drop(lock))
}

fn unpack(backup: &Path, path: &Path, sources: &Sources) -> Result<Restored> {
    let part = disk::beside(path, ".part");
    let _scrap = Scrap::of(&[&part]);
    let head = super::unpack(backup, &part)?;
    let code = renew(&part, &codes_around(&part, path, backup)?, sources)?;
    disk::clear_journals(path);
    let wanted = attachments::named_in(&open_still(&part)?)?;
    let missing =
        attachments::copy(&wanted, &attachments::folder_beside(backup), &path.with_extension("files"))?;
    disk::put(&part, path)?;
    Ok(Restored { path: path.to_owned(), company: head.company, at_ms: head.at_ms, code, missing })
}

/// Brings the unpacked file to the program's schema and makes it a device of its own; gives the device's code.
fn renew(part: &Path, taken: &BTreeSet<String>, sources: &Sources) -> Result<String> {
    let mut conn = file::open_to_write(part)?;
    if schema::version_of(&conn)? < schema::version() {
        schema::migrate(&mut conn)?;
    }
    let code = device::renew(&conn, taken, sources)?;
    conn.close().map_err(|(_, error)| Error::from(error))?;
    Ok(code)
}

/// The device codes of this company that other files near the backup and near the new place use. A code that is used where
/// nobody can look (another laptop, a stick in a drawer) is not seen.
fn codes_around(part: &Path, path: &Path, backup: &Path) -> Result<BTreeSet<String>> {
    let company = company_of(&open_still(part)?)?;
    let mut codes = BTreeSet::new();
    let backups = backup.parent();
    for folder in [path.parent(), backups, backups.and_then(Path::parent)].into_iter().flatten() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let file = entry.path();
            if file.extension() == Some(OsStr::new("throughline")) {
                // A file that cannot be read is not this company's as far as anybody can tell.
                codes.extend(codes_of(&file, &company).unwrap_or_default());
            }
        }
    }
    Ok(codes)
}

fn codes_of(path: &Path, company: &str) -> Result<Vec<String>> {
    file::inspect(path)?;
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    if company_of(&conn)? != company {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare("SELECT code FROM replica")?;
    let codes = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(codes)
}

fn company_of(conn: &Connection) -> Result<String> {
    Ok(conn.query_row("SELECT coalesce(min(id), '') FROM v_settings_company", [], |row| row.get(0))?)
}
