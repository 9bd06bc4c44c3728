//! A backup is tried: unpacked as a restore would, compared, checked by every named check, and thrown away again.
//!
//! Nobody knows whether a backup can be restored until it has been; this does it without leaving a second company file about.

use super::{Head, package, prove};
use crate::kernel::error::{Code, Error, Result};
use crate::store::disk::{self, Scrap};
use crate::store::integrity::{self, Checked};
use crate::store::{file, schema};
use std::path::Path;

/// How a trial ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// What the backup says about itself, which the unpacked file repeated.
    pub head: Head,
    /// Every named check on the unpacked file.
    pub checks: Vec<Checked>,
}

/// Unpacks `backup` into the folder `room`, proves it, checks it and removes it again.
///
/// # Errors
/// `error.not_a_backup`, `error.backup_damaged`, `error.backup_not_proven`, `error.too_new`, `error.disk_full`. Nothing is
/// left in `room` then.
pub fn attempt(backup: &Path, room: &Path) -> Result<Tried> {
    let plain = disk::beside(&room.join(".trial"), ".part");
    let _scrap = Scrap::of(&[&plain]);
    let head = package::unpack(backup, &plain)?;
    if head.totals.schema > schema::version() {
        return Err(Error::new(Code::Storage, "error.too_new").with("path", backup.display().to_string()));
    }
    prove(&plain, &head.totals)?;
    let mut conn = file::open_to_write(&plain)?;
    if schema::version_of(&conn)? < schema::version() {
        schema::migrate(&mut conn)?;
    }
    let checks = integrity::check_all(&conn);
    conn.close().map_err(|(_, error)| Error::from(error))?;
    Ok(Tried { head, checks })
}
