//! One process writes a company file at a time, and a second one is told who holds it.

use super::disk;
use crate::kernel::error::{Error, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// The lock of an open company file; given back when dropped.
#[derive(Debug)]
pub struct FileLock {
    file: File,
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // The lock of the operating system ends with the last handle, also when the process is killed. A program that is just being
        // started holds a copy of the handle for a moment, so the lock is given back by name.
        let _ = self.file.unlock();
    }
}

/// Where the lock of `path` lies: beside it, with `.lock` added.
#[must_use]
pub fn lock_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

/// Takes the lock of the company file at `path` for `program`.
///
/// # Errors
/// `error.file_in_use` with `holder` when another process has it; `error.file_read_only` when the folder refuses.
#[allow(clippy::disallowed_methods)]
pub fn take(path: &Path, program: &str) -> Result<FileLock> {
    let lock = lock_path(path);
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&lock).map_err(
            |error| match error.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => disk::failure(path, &error),
                _ => Error::storage("error.file_read_only", error).with("path", path.display().to_string()),
            },
        )?;
    if let Err(error) = file.try_lock() {
        if let TryLockError::Error(error) = error {
            return Err(Error::storage("error.no_locks", error).with("path", path.display().to_string()));
        }
        let mut holder = String::new();
        let _ = file.read_to_string(&mut holder);
        return Err(Error::storage("error.file_in_use", "locked")
            .with("path", path.display().to_string())
            .with("holder", holder.trim().to_owned()));
    }
    let holder = format!("{program}, process {}", std::process::id());
    // Who holds it is only a courtesy to the second process; the lock itself is the operating system's.
    let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(holder.as_bytes()));
    Ok(FileLock { file })
}
