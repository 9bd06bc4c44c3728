//! Files that are written whole or not at all: made under another name, brought to the disk, then moved into place.
//!
//! A power cut between any two steps leaves the old state or the new one, and never a half-written file under a good name.

use crate::kernel::error::{Code, Error, Result};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What a failure of the file system at `path` means to the user.
#[must_use]
pub fn failure(path: &Path, error: &std::io::Error) -> Error {
    let message_id = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "error.disk_full",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "error.file_read_only",
        ErrorKind::NotFound => "error.no_such_file",
        ErrorKind::AlreadyExists => "error.file_exists",
        _ => "error.file_io",
    };
    Error::storage(message_id, error).with("path", path.display().to_string())
}

/// `path` with `suffix` added to its name.
#[must_use]
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Refuses a place for a new file that is taken or lies in no folder.
///
/// # Errors
/// `error.file_exists`, `error.no_such_folder`.
pub fn must_be_free(path: &Path) -> Result<()> {
    if path.exists() {
        return Err(Error::new(Code::Storage, "error.file_exists").with("path", path.display().to_string()));
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    if parent.is_some_and(|parent| !parent.is_dir()) {
        return Err(no_such_folder(path));
    }
    Ok(())
}

/// There is no folder at `path`, or none in which it could lie.
#[must_use]
pub fn no_such_folder(path: &Path) -> Error {
    Error::new(Code::Storage, "error.no_such_folder").with("path", path.display().to_string())
}

/// Files that are gone, with their journals, when this is dropped: what a failed attempt leaves behind.
#[derive(Debug)]
pub struct Scrap(Vec<PathBuf>);

impl Scrap {
    /// Removes what an earlier attempt that was killed left under these names, and whatever is made there now.
    #[must_use]
    pub fn of(paths: &[&Path]) -> Self {
        let scrap = Self(paths.iter().map(|path| (*path).to_owned()).collect());
        scrap.clear();
        scrap
    }

    fn clear(&self) {
        for path in &self.0 {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                // Most of them do not exist; one that stays is cleared by the next attempt.
                let _ = fs::remove_file(beside(path, suffix));
            }
        }
    }
}

impl Drop for Scrap {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Removes journals that lie beside `path`: those of a file that lay there before would be played into another.
pub fn clear_journals(path: &Path) {
    for suffix in ["-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(beside(path, suffix));
    }
}

/// Brings a finished file to the disk and moves it to `place`, where nothing may be.
///
/// # Errors
/// `error.file_exists` when something came there meanwhile, or a failure of the file system.
pub fn put(finished: &Path, place: &Path) -> Result<()> {
    sync(finished)?;
    // A link refuses a taken name where a rename would overwrite it; file systems without links get the rename.
    match fs::hard_link(finished, place) {
        Ok(()) => fs::remove_file(finished).map_err(|error| failure(finished, &error))?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(failure(place, &error)),
        Err(_) => {
            must_be_free(place)?;
            fs::rename(finished, place).map_err(|error| failure(place, &error))?;
        }
    }
    sync_folder(place)
}

/// Brings a finished file to the disk and lets it take the name of the file that stands at `place`.
///
/// # Errors
/// A failure of the file system.
pub fn replace(finished: &Path, place: &Path) -> Result<()> {
    sync(finished)?;
    fs::rename(finished, place).map_err(|error| failure(place, &error))?;
    sync_folder(place)
}

/// Gives the file at `path` a second name that outlives a replacement of the first; a copy where there are no links.
///
/// # Errors
/// A failure of the file system; nothing lies at `kept` then.
pub fn keep_as(path: &Path, kept: &Path) -> Result<()> {
    if fs::hard_link(path, kept).is_ok() {
        return sync_folder(kept);
    }
    let part = beside(kept, ".part");
    let _scrap = Scrap::of(&[&part]);
    fs::copy(path, &part).map_err(|error| failure(kept, &error))?;
    put(&part, kept)
}

/// Copies a file to `place` and reads the copy back: a stick that lies about what it holds is found now and not when it is
/// needed. A file that stands at `place` is replaced.
///
/// # Errors
/// `error.backup_damaged` when the copy is not what was copied, or a failure of the file system; `place` is as it was then.
pub fn copy_proven(from: &Path, place: &Path) -> Result<()> {
    let part = beside(place, ".part");
    let _scrap = Scrap::of(&[&part]);
    fs::copy(from, &part).map_err(|error| failure(place, &error))?;
    sync(&part)?;
    if hash_of(from)? != hash_of(&part)? {
        return Err(
            Error::new(Code::Storage, "error.backup_damaged").with("path", place.display().to_string())
        );
    }
    replace(&part, place)
}

fn hash_of(path: &Path) -> Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    let file = File::open(path).map_err(|error| failure(path, &error))?;
    hasher.update_reader(file).map_err(|error| failure(path, &error))?;
    Ok(hasher.finalize())
}

/// Writes a new file.
///
/// # Errors
/// `error.file_exists` when something is there already, or a failure of the file system; nothing is left then.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    must_be_free(path)?;
    let part = beside(path, ".part");
    let _scrap = Scrap::of(&[&part]);
    fs::write(&part, bytes).map_err(|error| failure(path, &error))?;
    put(&part, path)
}

/// Keeps `bytes` in `folder` under `name`, or under `name (2)` and so on when another file has the name; a file with the same
/// bytes is that file already. Gives where it lies.
///
/// # Errors
/// A failure of the file system.
pub fn keep(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    fs::create_dir_all(folder).map_err(|error| failure(folder, &error))?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for copy in 1_u32.. {
        let path = folder.join(if copy == 1 { name.to_owned() } else { format!("{stem} ({copy}).{ending}") });
        match fs::read(&path) {
            Ok(there) if there == bytes => return Ok(path),
            Ok(_) => {}
            Err(_) => return write_new(&path, bytes).map(|()| path),
        }
    }
    Err(Error::internal("no name is free"))
}

fn sync(path: &Path) -> Result<()> {
    // Windows flushes only through a handle that may write.
    File::options()
        .read(true)
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(|error| failure(path, &error))
}

/// Brings the folder's entry for `path` to the disk; only Unix lets a folder be opened for that.
fn sync_folder(path: &Path) -> Result<()> {
    if cfg!(unix) {
        let folder =
            path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| failure(path, &error))?;
    }
    Ok(())
}
