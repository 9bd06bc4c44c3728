//! Writing files beside the company file: a new file appears whole or not at all, and nothing is overwritten.

use crate::kernel::error::{Code, Error, Result};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes a new file.
///
/// # Errors
/// `error.file_exists` when something is there already; `error.file_read_only`, `error.disk_full` or `error.file_io` when it
/// could not be written; nothing is left then.
#[allow(clippy::disallowed_methods)] // One of the few homes of file access.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let shown = path.display().to_string();
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            Error::new(Code::Storage, "error.file_exists").with("path", shown.clone())
        } else {
            Error::storage("error.file_read_only", error).with("path", shown.clone())
        }
    })?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        let _ = std::fs::remove_file(path);
        let full = error.kind() == std::io::ErrorKind::StorageFull;
        Error::storage(if full { "error.disk_full" } else { "error.file_io" }, error).with("path", shown)
    })
}

/// Keeps `bytes` in `folder` under `name`, or under `name (2)` and so on when another file has the name; a file with the same
/// bytes is that file already. Gives where it lies.
///
/// # Errors
/// As [`write_new`], and `error.file_read_only` when the folder cannot be made.
#[allow(clippy::disallowed_methods)]
pub fn keep(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Error::storage("error.file_read_only", error).with("path", folder.display().to_string())
    })?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for copy in 1_u32.. {
        let path = folder.join(if copy == 1 { name.to_owned() } else { format!("{stem} ({copy}).{ending}") });
        match std::fs::read(&path) {
            Ok(there) if there == bytes => return Ok(path),
            Ok(_) => {}
            Err(_) => return write_new(&path, bytes).map(|()| path),
        }
    }
    Err(Error::internal("no name is free"))
}
