//! Opening and making company files: what is ours, what is too new, what is damaged, who holds it.
//!
//! A refusal leaves the file byte for byte as it was. One connection writes behind a mutex, a few read.

use super::disk::Scrap;
use super::lock::{self, FileLock};
use super::schema;
use super::search::{self, Wanted};
use crate::kernel::error::{Code, Error, Result};
use crate::kernel::{money, text};
use rusqlite::functions::FunctionFlags;
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OpenFlags};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many connections read at the same time.
const READERS: usize = 3;

/// An open company file.
#[derive(Debug)]
pub struct CompanyFile {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Vec<Mutex<Connection>>,
    _lock: FileLock,
}

impl CompanyFile {
    /// Makes a new, empty company file at `path` and opens it. The caller then writes the company into it.
    ///
    /// # Errors
    /// `error.file_exists` when something is there already (it is left untouched), or a storage error.
    pub fn create(path: &Path, program: &str) -> Result<Self> {
        if path.exists() {
            return Err(Error::new(Code::Storage, "error.file_exists").with("path", shown(path)));
        }
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        if parent.is_some_and(|parent| !parent.is_dir()) {
            return Err(Error::new(Code::Storage, "error.no_such_folder").with("path", shown(path)));
        }
        let lock = lock::take(path, program)?;
        let begun = Connection::open(path).map_err(|error| storage(path, error)).and_then(|conn| {
            conn.execute_batch(&format!("PRAGMA application_id = {}", schema::APPLICATION_ID))
                .map_err(|error| storage(path, error))?;
            Self::finish(path, conn, lock)
        });
        if begun.is_err() {
            // What could not be finished would stand in the way of the next attempt.
            drop(Scrap::of(&[path, &lock::lock_path(path)]));
        }
        begun
    }

    /// Opens an existing company file for this process alone and brings its schema up to date.
    ///
    /// # Errors
    /// `error.no_such_file`, `error.not_ours`, `error.too_new`, `error.file_damaged`, `error.file_in_use`,
    /// `error.file_read_only`; the file is left as it was.
    pub fn open(path: &Path, program: &str) -> Result<Self> {
        inspect(path)?;
        // What belongs to a company lies beside its file, not beside a link to it.
        let linked = path.is_symlink().then(|| path.canonicalize().ok()).flatten();
        let path = linked.as_deref().unwrap_or(path);
        let lock = lock::take(path, program)?;
        let mut conn = open_to_write(path)?;
        if schema::version_of(&conn).map_err(|error| storage(path, error))? < schema::version() {
            drop(conn);
            schema::migrate_file(path)?;
            conn = open_to_write(path)?;
        }
        Self::finish(path, conn, lock)
    }

    fn finish(path: &Path, mut conn: Connection, lock: FileLock) -> Result<Self> {
        prepare(&conn).map_err(|error| storage(path, error))?;
        conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
            .map_err(|error| storage(path, error))?;
        if schema::version_of(&conn)? < schema::version() {
            schema::migrate(&mut conn)?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let readers = (0..READERS)
            .map(|_| {
                let reader = Connection::open_with_flags(path, flags)?;
                prepare(&reader)?;
                reader.execute_batch("PRAGMA query_only = ON")?;
                Ok(Mutex::new(reader))
            })
            .collect::<rusqlite::Result<Vec<_>>>()
            .map_err(|error| storage(path, error))?;
        Ok(Self { path: path.to_owned(), writer: Mutex::new(conn), readers, _lock: lock })
    }

    /// Where the file lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder of attachments: `NAME.files` beside the file.
    #[must_use]
    pub fn attachments(&self) -> PathBuf {
        self.path.with_extension("files")
    }

    /// The one connection that writes; waits until it is free.
    pub fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops waiting for the disk after each command, which makes many commands in a row several times as fast. A crash of
    /// the machine may then leave the file unreadable: only for a new file that nobody relies on yet, and until
    /// [`Self::restore_durability`].
    ///
    /// # Errors
    /// A failure of the file.
    pub fn relax_durability(&self) -> Result<()> {
        // A page that many commands change is carried over once, and stays in memory meanwhile.
        Ok(self.writer().execute_batch(
            "PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 16000; PRAGMA cache_size = -131072;",
        )?)
    }

    /// Waits for the disk again after each command, and brings everything written so far safely onto it.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn restore_durability(&self) -> Result<()> {
        // The checkpoint comes after: under FULL it syncs the journal before it copies and the file after.
        Ok(self.writer().execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -16384; \
             PRAGMA wal_checkpoint(TRUNCATE);",
        )?)
    }

    /// Whether each command waits for the disk before it answers.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn syncs_each_commit(&self) -> Result<bool> {
        const FULL: i64 = 2;
        Ok(pragma(&self.writer(), "synchronous")? >= FULL)
    }

    /// A connection that reads: a free one, or the first when all are busy.
    pub fn reader(&self) -> MutexGuard<'_, Connection> {
        for reader in &self.readers {
            match reader.try_lock() {
                Ok(free) => return free,
                Err(std::sync::TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
                Err(std::sync::TryLockError::WouldBlock) => {}
            }
        }
        self.readers[0].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that writes the file at `path`, which exists.
pub(super) fn open_to_write(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(|error| storage(path, error))?;
    prepare(&conn).map_err(|error| storage(path, error))?;
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
        .map_err(|error| storage(path, error))?;
    Ok(conn)
}

/// Says whether the file at `path` can be opened as a company file, without changing a byte of it.
///
/// # Errors
/// `error.no_such_file`, `error.not_ours`, `error.too_new`, `error.file_damaged`.
pub fn inspect(path: &Path) -> Result<()> {
    if !path.is_file() {
        return Err(Error::new(Code::Storage, "error.no_such_file").with("path", shown(path)));
    }
    let refused = |message_id: &str| Error::new(Code::Storage, message_id).with("path", shown(path));
    if file_size(&journal_of(path)) > 0 {
        return inspect_header(path);
    }
    // `immutable` keeps SQLite from making a journal beside a file that may not be ours.
    let uri = format!("file:{}?immutable=1", uri_escaped(path));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(uri, flags).map_err(|_| refused("error.file_unreadable"))?;
    match schema::application_of(&conn) {
        Ok(schema::APPLICATION_ID) => {}
        Ok(_) => return Err(refused("error.not_ours")),
        Err(error) => {
            let damaged = matches!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::DatabaseCorrupt));
            return Err(refused(if damaged { "error.file_damaged" } else { "error.not_ours" }));
        }
    }
    if schema::version_of(&conn).map_err(|_| refused("error.file_damaged"))? > schema::version() {
        return Err(refused("error.too_new"));
    }
    let pages: i64 = pragma(&conn, "page_count").map_err(|_| refused("error.file_damaged"))?;
    let page_size: i64 = pragma(&conn, "page_size").map_err(|_| refused("error.file_damaged"))?;
    // A file that was cut short (a broken copy, a full stick) says more pages in its header than it has.
    if file_size(path) < pages.saturating_mul(page_size) {
        return Err(refused("error.file_damaged"));
    }
    Ok(())
}

/// Looks at the header alone, since the rest cannot be judged without the journal: a process that was killed while it
/// carried the journal over leaves a file whose header is ahead of its pages, and the journal makes it whole.
///
/// Offsets are those of the SQLite file format (section 1.3: magic at 0, user version at 60, application id at 68).
fn inspect_header(path: &Path) -> Result<()> {
    let refused = |message_id: &str| Error::new(Code::Storage, message_id).with("path", shown(path));
    let mut header = [0_u8; 100];
    File::open(path)
        .and_then(|mut file| file.read_exact(&mut header))
        .map_err(|_| refused("error.not_ours"))?;
    let word = |at: usize| {
        let mut bytes = [0; 4];
        bytes.copy_from_slice(&header[at..at + 4]);
        i32::from_be_bytes(bytes)
    };
    if !header.starts_with(b"SQLite format 3\0") || word(68) != schema::APPLICATION_ID {
        return Err(refused("error.not_ours"));
    }
    if i64::from(word(60)) > schema::version() {
        return Err(refused("error.too_new"));
    }
    Ok(())
}

fn pragma(conn: &Connection, name: &str) -> rusqlite::Result<i64> {
    conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))
}

#[allow(clippy::disallowed_methods)]
fn file_size(path: &Path) -> i64 {
    std::fs::metadata(path).ok().and_then(|meta| i64::try_from(meta.len()).ok()).unwrap_or(0)
}

pub(super) fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

pub(super) fn uri_escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn storage(path: &Path, error: rusqlite::Error) -> Error {
    Error::from(error).with("path", shown(path))
}

/// What every connection needs before it sees a company file.
///
/// # Errors
/// Any failure of SQLite.
pub fn prepare(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "PRAGMA busy_timeout = 5000; PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF; \
         PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;",
    )?;
    conn.set_prepared_statement_cache_capacity(256);
    let pure =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    conn.create_scalar_function("fold", 1, pure, |call| Ok(text::fold(&call.get::<String>(0)?)))?;
    conn.create_scalar_function("squeeze", 1, pure, |call| Ok(text::squeeze(&call.get::<String>(0)?)))?;
    conn.create_scalar_function("search_rowid", 2, pure, |call| {
        Ok(search::rowid(&call.get::<String>(0)?, call.get(1)?))
    })?;
    conn.create_scalar_function("search_query", 1, pure, |call| {
        Ok(Wanted::of(&call.get::<String>(0)?).query())
    })?;
    conn.create_scalar_function("search_wide", 1, pure, |call| {
        Ok(Wanted::of(&call.get::<String>(0)?).wide().query())
    })?;
    conn.create_scalar_function("has_words", 3, pure, |call| {
        let wanted = call.get_or_create_aux(2, |typed| Ok::<_, FromSqlError>(Wanted::of(typed.as_str()?)))?;
        let text = |at| call.get_raw(at).as_str().map_err(rusqlite::Error::from);
        Ok(wanted.is_in(text(0)?, text(1)?))
    })?;
    conn.create_scalar_function("convert_minor", 4, pure, |call| {
        let rate = call.get::<String>(2)?.parse().unwrap_or(rust_decimal::Decimal::ONE);
        Ok(money::convert(call.get(0)?, &call.get::<String>(1)?, rate, &call.get::<String>(3)?))
    })?;
    conn.create_scalar_function("phone_words", 1, pure, |call| {
        Ok(crate::crm::guard::phone_words(&call.get::<String>(0)?))
    })?;
    conn.create_scalar_function("guard_keys", 1, pure, |call| {
        Ok(crate::crm::keys_of(&call.get::<String>(0)?))
    })?;
    conn.create_scalar_function("weighted", 2, pure, |call| {
        Ok(crate::crm::deal::weighted_minor(call.get(0)?, &call.get::<String>(1)?))
    })?;
    Ok(())
}
