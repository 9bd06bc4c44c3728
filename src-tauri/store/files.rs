//! The bytes that lie in `NAME.files` beside a company file, each under the BLAKE3 of itself.
//!
//! A name that is the content cannot be wrong and cannot be taken by another content, so bytes may be written before the
//! transaction that names them is committed: what is left over by a refusal or a crash does no harm. The table `kept_file`
//! names everything that must be there; backups copy by it and `check` asks by it.

use super::disk::{self, Scrap};
use super::tx::Tx;
use crate::kernel::error::{Code, Error, Result};
use rusqlite::{Connection, OptionalExtension as _};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Largest file that is kept, in bytes.
pub const FILE_MAX: usize = 25 * 1024 * 1024;

/// The folder of a company's bytes.
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
    durable: bool,
}

impl Files {
    /// The folder beside the company file at `path`; it need not exist yet.
    #[must_use]
    pub fn beside(path: &Path) -> Self {
        Self { folder: path.with_extension("files"), durable: true }
    }

    /// The bytes in a folder of another name: those that lie with a backup.
    pub(super) const fn in_folder(folder: PathBuf) -> Self {
        Self { folder, durable: true }
    }

    /// The folder beside the file behind a connection. While the file does not wait for the disk (see
    /// [`super::CompanyFile::relax_durability`]) its bytes do not either.
    #[must_use]
    pub fn of(conn: &Connection) -> Self {
        let synchronous = conn.query_row("PRAGMA synchronous", [], |row| row.get::<_, i64>(0)).unwrap_or(2);
        Self { durable: synchronous > 0, ..Self::beside(Path::new(conn.path().unwrap_or_default())) }
    }

    /// Where the bytes with this hash lie. Text that is no hash names nothing, and never becomes part of a path.
    fn place(&self, hash: &str) -> Option<PathBuf> {
        let is_hash =
            hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        is_hash.then(|| self.folder.join(hash))
    }

    /// The bytes with this hash.
    ///
    /// # Errors
    /// `error.file_missing` when they are not there or are others by now.
    pub fn read(&self, hash: &str) -> Result<Vec<u8>> {
        let missing = || Error::new(Code::Storage, "error.file_missing").with("hash", hash);
        let bytes = self.place(hash).and_then(|path| fs::read(path).ok()).ok_or_else(missing)?;
        if hash_of(&bytes) == hash { Ok(bytes) } else { Err(missing()) }
    }

    /// Writes bytes to the disk, unless they are there whole, and gives their hash.
    ///
    /// # Errors
    /// `error.disk_full`, `error.file_read_only` or another failure of the file system.
    pub fn put(&self, bytes: &[u8]) -> Result<String> {
        static PART: AtomicU32 = AtomicU32::new(0);
        let hash = hash_of(bytes);
        if self.read(&hash).is_ok() {
            return Ok(hash);
        }
        let place = self.folder.join(&hash);
        fs::create_dir_all(&self.folder).map_err(|error| disk::failure(&self.folder, &error))?;
        let part = disk::beside(&place, &format!(".{}.part", PART.fetch_add(1, Ordering::Relaxed)));
        let _scrap = Scrap::of(&[&part]);
        fs::write(&part, bytes).map_err(|error| disk::failure(&place, &error))?;
        if self.durable {
            disk::replace(&part, &place)?;
        } else {
            fs::rename(&part, &place).map_err(|error| disk::failure(&place, &error))?;
        }
        Ok(hash)
    }
}

fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Names bytes that the transaction wants to be there from now on. They are written before it is committed, and not at all
/// when it is refused or a preview.
///
/// # Errors
/// A failure of the file.
pub fn keep(tx: &Tx<'_>, bytes: Vec<u8>, media: &str) -> Result<String> {
    let hash = hash_of(&bytes);
    let known: Option<i64> = tx
        .sql()
        .prepare_cached("SELECT size FROM kept_file WHERE id = ?1")?
        .query_row([&hash], |row| row.get(0))
        .optional()?;
    if known.is_none() {
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        tx.sql()
            .prepare_cached("INSERT INTO kept_file (id, size, media) VALUES (?1, ?2, ?3)")?
            .execute((&hash, size, media))?;
    }
    tx.write_later(bytes);
    Ok(hash)
}

/// What `kept_file` names and the folder does not hold whole.
pub(super) fn missing(conn: &Connection, files: &Files) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(
        "SELECT k.id, coalesce((SELECT min(a.name) FROM attachment a WHERE a.hash = k.id), k.media) FROM kept_file k ORDER BY k.id",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut problems = Vec::new();
    for row in rows {
        let (hash, name) = row?;
        if files.read(&hash).is_err() {
            problems.push(format!("{name} is not in the folder of files ({hash})"));
        }
    }
    Ok(problems)
}
