//! A backup is tried: unpacked as a restore would, compared, checked by every named check, and thrown away again.
//!
//! Nobody knows whether a backup can be restored until it has been; this does it without leaving a second company file about.

use super::{Head, attachments, open_still};
use crate::kernel::error::{Error, Result};
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
/// `error.not_a_backup`, `error.backup_damaged`, `error.too_new`, `error.disk_full`. Nothing is
/// left in `room` then.
pub fn attempt(backup: &Path, room: &Path) -> Result<Tried> {
    let plain = disk::beside(&room.join(".trial"), ".part");
    let _scrap = Scrap::of(&[&plain]);
    let head = super::unpack(backup, &plain)?;
    let files = plain.with_extension("files");
    let _files = ScrapFolder(&files);
    let wanted = attachments::named_in(&open_still(&plain)?)?;
    attachments::copy(&wanted, &attachments::folder_beside(backup), &files)?;
    let mut conn = file::open_to_write(&plain)?;
    if schema::version_of(&conn)? < schema::version() {
        schema::migrate(&mut conn)?;
    }
    let checks = integrity::check_all(&conn);
    conn.close().map_err(|(_, error)| Error::from(error))?;
    Ok(Tried { head, checks })
}

/// A folder that is gone when this is dropped.
struct ScrapFolder<'a>(&'a Path);

impl Drop for ScrapFolder<'_> {
    fn drop(&mut self) {
        // Without attachments there is none; one that stays is filled anew by the next trial.
        let _ = std::fs::remove_dir_all(self.0);
    }
}
