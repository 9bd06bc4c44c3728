//! What a command sees of the file: [`Read`] for questions, [`Tx`] for changes.
//!
//! Time, ids and the user come from here, never from the machine, so a command gives the same result in a test as in the
//! window. A command that changed nothing leaves no trace in the log.

use super::files::Files;
use super::project::{self, Projection};
use crate::kernel::actor::{Actor, Scope};
use crate::kernel::error::{Error, Result};
use crate::kernel::id::{self, IdSource};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _};
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::path::Path;

/// A consistent view of the file for one command.
pub struct Read<'a> {
    conn: &'a Connection,
    now_ms: i64,
    actor: &'a Actor,
    scope: Scope,
}

impl<'a> Read<'a> {
    /// A view on `conn` for `actor` at `now_ms`, whose command's permission reaches as far as `scope`.
    #[must_use]
    pub const fn new(conn: &'a Connection, now_ms: i64, actor: &'a Actor, scope: Scope) -> Self {
        Self { conn, now_ms, actor, scope }
    }

    /// The connection, for the SQL of `store.rs` files.
    #[must_use]
    pub const fn sql(&self) -> &'a Connection {
        self.conn
    }

    /// Where the file lies.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.conn.path().map(Path::new)
    }

    /// The civil time at the company's first branch, in its time zone.
    ///
    /// # Errors
    /// When the file can not be read.
    pub fn civil_now(&self) -> Result<chrono::DateTime<crate::kernel::zone::Zone>> {
        civil(self.conn, self.now_ms, None)
    }

    /// The bytes that are kept beside the file.
    #[must_use]
    pub fn files(&self) -> Files {
        Files::of(self.conn)
    }

    /// The instant of the command in epoch milliseconds.
    #[must_use]
    pub const fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// The user who runs the command.
    #[must_use]
    pub const fn actor(&self) -> &'a Actor {
        self.actor
    }

    /// The owners whose records this command may see; `None` means everybody's.
    #[must_use]
    pub fn visible_owners(&self) -> Option<Vec<String>> {
        self.actor.visible_owners(self.scope)
    }

    /// The civil date at the company's first branch.
    ///
    /// # Errors
    /// When the file can not be read.
    pub fn today(&self) -> Result<NaiveDate> {
        self.today_at(None)
    }

    /// The civil date at a branch (the first one when `None`), in the branch's time zone.
    ///
    /// # Errors
    /// When the file can not be read.
    pub fn today_at(&self, branch_id: Option<&str>) -> Result<NaiveDate> {
        Ok(civil(self.conn, self.now_ms, branch_id)?.date_naive())
    }

    /// The civil time of an instant at a branch (the first one when `None`), in the branch's time zone.
    ///
    /// # Errors
    /// When the file can not be read.
    pub fn civil_at(&self, at_ms: i64, branch_id: Option<&str>) -> Result<chrono::NaiveDateTime> {
        Ok(civil(self.conn, at_ms, branch_id)?.naive_local())
    }
}

/// The civil time of an instant at a branch (the first one when `None`), in the branch's time zone.
pub(super) fn civil(
    conn: &Connection,
    at_ms: i64,
    branch_id: Option<&str>,
) -> Result<chrono::DateTime<crate::kernel::zone::Zone>> {
    let zone: Option<String> = conn
        .prepare_cached(
            "SELECT time_zone FROM branch WHERE deleted_at IS NULL AND (?1 IS NULL OR id = ?1) ORDER BY position LIMIT 1",
        )?
        .query_row([branch_id], |row| row.get(0))
        .optional()?;
    let zone: crate::kernel::zone::Zone =
        zone.and_then(|name| name.parse().ok()).unwrap_or(crate::kernel::zone::Zone::UTC);
    let instant = chrono::DateTime::from_timestamp_millis(at_ms)
        .ok_or_else(|| Error::internal("the clock shows no date"))?;
    Ok(instant.with_timezone(&zone))
}

/// A change of the file in the making: everything a [`Read`] can do, and new ids.
pub struct Tx<'a> {
    read: Read<'a>,
    ids: &'a dyn IdSource,
    counter: Cell<u32>,
    replica: String,
    seq: i64,
    bytes: RefCell<Vec<Vec<u8>>>,
}

impl<'a> Deref for Tx<'a> {
    type Target = Read<'a>;

    fn deref(&self) -> &Self::Target {
        &self.read
    }
}

impl Tx<'_> {
    /// A new id (UUID version 7); ids of one transaction sort in the order in which they were asked for.
    #[must_use]
    pub fn new_id(&self) -> String {
        let counter = self.counter.get();
        self.counter.set(counter.wrapping_add(1));
        id::make(self.now_ms(), counter, self.ids.random()).to_string()
    }

    /// Bytes that are written beside the file before the commit.
    pub(super) fn write_later(&self, bytes: Vec<u8>) {
        self.bytes.borrow_mut().push(bytes);
    }

    /// The device that writes.
    #[must_use]
    pub fn replica(&self) -> &str {
        &self.replica
    }

    /// The number of this transaction on this device.
    #[must_use]
    pub const fn seq(&self) -> i64 {
        self.seq
    }
}

/// A row that a transaction changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Changed {
    /// Its table.
    pub table: String,
    /// Its id.
    pub pk: String,
}

/// What is written into the log about an action.
#[derive(Debug, Clone, Copy)]
pub struct Action<'a> {
    /// The command's name.
    pub command: &'a str,
    /// Why, in the user's words; may be empty.
    pub reason: &'a str,
    /// The transaction of this device that this one takes back.
    pub undoes: Option<i64>,
}

/// Everything a write needs besides the connection.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Who acts.
    pub actor: &'a Actor,
    /// How far the command's permission reaches.
    pub scope: Scope,
    /// The instant in epoch milliseconds.
    pub now_ms: i64,
    /// Where random bytes come from.
    pub ids: &'a dyn IdSource,
    /// The derived tables.
    pub projections: &'a [Projection],
    /// True: answer and roll back.
    pub preview: bool,
}

/// The outcome of a write.
#[derive(Debug)]
pub struct Written<T> {
    /// What the command answered.
    pub value: T,
    /// The transaction's number on this device; `None` for a preview or when nothing changed.
    pub seq: Option<i64>,
    /// The rows that changed.
    pub changed: Vec<Changed>,
}

/// Runs `work` as one transaction with its log. Nothing remains of it when it fails or is a preview.
///
/// # Errors
/// Whatever `work` refuses, or a failure of the file.
pub fn write<T>(
    conn: &Connection,
    setting: Setting<'_>,
    action: Action<'_>,
    work: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> Result<Written<T>> {
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let rollback = Rollback { conn };
    let head = Head::advance(conn, setting.now_ms)?;
    let tx = Tx {
        read: Read::new(conn, setting.now_ms, setting.actor, setting.scope),
        ids: setting.ids,
        counter: Cell::new(0),
        replica: head.replica.clone(),
        seq: head.seq,
        bytes: RefCell::default(),
    };
    let value = work(&tx)?;
    let changed = changed_rows(conn, &head)?;
    project::refresh(conn, setting.projections, &changed)?;
    if setting.preview {
        return Ok(Written { value, seq: None, changed: Vec::new() });
    }
    let files = tx.files();
    tx.bytes.take().iter().try_for_each(|bytes| files.put(bytes).map(drop))?;
    let seq = if changed.is_empty() {
        head.withdraw(conn)?;
        None
    } else {
        head.record(conn, setting, action)?;
        Some(head.seq)
    };
    conn.execute_batch("COMMIT")?;
    std::mem::forget(rollback);
    Ok(Written { value, seq, changed })
}

/// Rolls back when dropped: on refusal, failure, preview and panic alike.
struct Rollback<'a> {
    conn: &'a Connection,
}

impl Drop for Rollback<'_> {
    fn drop(&mut self) {
        // A full disk makes SQLite roll back by itself; asking twice would be an error of no interest.
        if !self.conn.is_autocommit() {
            let _ = self.conn.execute_batch("ROLLBACK");
        }
    }
}

/// Where the log of this device stands.
struct Head {
    replica: String,
    seq: i64,
    hlc: i64,
    previous_hlc: i64,
    previous_hash: String,
}

impl Head {
    fn advance(conn: &Connection, now_ms: i64) -> Result<Self> {
        let head =
            conn.prepare_cached("SELECT replica, seq, hlc, hash FROM log_head")?.query_row([], |row| {
                let (seq, previous_hlc): (i64, i64) = (row.get(1)?, row.get(2)?);
                Ok(Self {
                    replica: row.get(0)?,
                    seq: seq + 1,
                    hlc: previous_hlc.saturating_add(1).max(now_ms.saturating_mul(1 << 16)),
                    previous_hlc,
                    previous_hash: row.get(3)?,
                })
            })?;
        conn.prepare_cached("UPDATE log_head SET seq = ?1, hlc = ?2")?.execute((head.seq, head.hlc))?;
        Ok(head)
    }

    fn withdraw(&self, conn: &Connection) -> Result<()> {
        conn.execute("UPDATE log_head SET seq = ?1, hlc = ?2", (self.seq - 1, self.previous_hlc))?;
        Ok(())
    }

    fn record(&self, conn: &Connection, setting: Setting<'_>, action: Action<'_>) -> Result<()> {
        let schema = super::schema::version();
        let mut hasher = blake3::Hasher::new();
        let opening = serde_json::json!([
            self.previous_hash,
            self.replica,
            self.seq,
            self.hlc,
            setting.now_ms,
            setting.actor.user_id,
            action.command,
            action.reason,
            action.undoes,
            schema
        ]);
        hasher.update(opening.to_string().as_bytes());
        hash_ops(conn, &self.replica, self.seq, &mut hasher)?;
        let hash = hasher.finalize().to_hex().to_string();
        conn.prepare_cached(
            "INSERT INTO txn (replica, seq, hlc, wall_ms, actor, command, reason, undoes_seq, schema, deps, prev_hash, hash) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, '{}', ?10, ?11)",
        )?
        .execute(rusqlite::params![
            self.replica, self.seq, self.hlc, setting.now_ms, setting.actor.user_id, action.command, action.reason,
            action.undoes, schema, self.previous_hash, hash
        ])?;
        conn.prepare_cached("UPDATE log_head SET hash = ?1")?.execute([hash])?;
        Ok(())
    }
}

/// Adds the ops of a transaction to a hash, each by its own digest, so that a blanked body still proves the chain.
pub(super) fn hash_ops(
    conn: &Connection,
    replica: &str,
    seq: i64,
    hasher: &mut blake3::Hasher,
) -> Result<()> {
    let mut statement =
        conn.prepare_cached("SELECT tbl, pk, kind, body FROM op WHERE replica = ?1 AND seq = ?2 ORDER BY n")?;
    let mut rows = statement.query((replica, seq))?;
    while let Some(row) = rows.next()? {
        let mut one = blake3::Hasher::new();
        for column in 0..4 {
            let text = row.get_ref(column)?.as_str().map_err(Error::internal)?;
            one.update(&u64::try_from(text.len()).unwrap_or(0).to_le_bytes());
            one.update(text.as_bytes());
        }
        hasher.update(one.finalize().as_bytes());
    }
    Ok(())
}

fn changed_rows(conn: &Connection, head: &Head) -> Result<Vec<Changed>> {
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT tbl, pk FROM op WHERE replica = ?1 AND seq = ?2")?;
    let rows = statement
        .query_map((&head.replica, head.seq), |row| Ok(Changed { table: row.get(0)?, pk: row.get(1)? }))?;
    let mut changed = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    changed.sort();
    Ok(changed)
}
