//! The one way into the file: find the command, decode, check the permission, run it in its transaction, log it, say what
//! changed. Window, command line and browser call this and nothing else.

use super::command::{Blob, Command, Run};
use super::{COMMANDS, PROJECTIONS, undo};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{Clock, SystemClock};
use crate::kernel::error::{Code, Error, Result};
use crate::kernel::id::{IdSource, SystemIds};
use crate::kernel::text;
use crate::kernel::writing::Writing;
use crate::settings::{company, user};
use crate::store::file::CompanyFile;
use crate::store::tx::{self, Action, Changed, Read, Setting};
use crate::store::{record, registry};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::broadcast;
use ts_rs::TS;

/// Whether a write is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It counts.
    Run,
    /// It answers and leaves no trace.
    Preview,
}

/// The answer to a call.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct Reply {
    /// What the command gave.
    pub result: Value,
    /// What changed, as tags that the page keeps its caches under.
    pub changed: Vec<String>,
    /// How to take it back; null when nothing was written or it cannot be taken back.
    pub undo: Option<UndoHandle>,
}

/// What `history.undo` takes to undo an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct UndoHandle {
    /// The transaction's number on this device.
    pub seq: i64,
    /// The command, for the words of the toast.
    pub command: String,
}

/// Tells pages which of their caches are stale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// What changed.
    pub tags: Vec<String>,
    /// The transaction's number on this device.
    pub seq: i64,
}

/// An open company with its pipeline.
pub struct Core {
    file: CompanyFile,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
    events: broadcast::Sender<Event>,
}

impl Core {
    /// A pipeline over an open file, on the machine's clock and randomness.
    #[must_use]
    pub fn new(file: CompanyFile) -> Self {
        Self::with_sources(file, Arc::new(SystemClock), Arc::new(SystemIds))
    }

    /// A pipeline whose time and ids are decided by the caller.
    #[must_use]
    pub fn with_sources(file: CompanyFile, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>) -> Self {
        let (events, _) = broadcast::channel(64);
        Self { file, clock, ids, events }
    }

    /// Opens the company file at `path` for this process.
    ///
    /// # Errors
    /// As [`CompanyFile::open`].
    pub fn open(path: &Path, program: &str) -> Result<Self> {
        Ok(Self::new(CompanyFile::open(path, program)?))
    }

    /// The open file.
    #[must_use]
    pub const fn file(&self) -> &CompanyFile {
        &self.file
    }

    /// The user who acts when a call names `as_user` (the owner when `None`), with what the file grants them.
    ///
    /// # Errors
    /// `error.no_such_user`, or a failure of the file.
    pub fn actor(&self, as_user: Option<&str>) -> Result<Actor> {
        user::actor(&self.file.reader(), as_user)
    }

    /// The instant of this pipeline's clock, epoch milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    /// Tells the pages that something changed which no command wrote, such as the time or the disk.
    pub fn tell(&self, tags: &[&str]) {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        // Nobody listening is not a failure.
        let _ = self.events.send(Event { tags, seq: 0 });
    }

    /// What changes from now on.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Runs a command as a user (the owner when `None`).
    ///
    /// # Errors
    /// Whatever refuses it; nothing is changed then. A panic is caught and told as `internal`.
    pub fn call(&self, as_user: Option<&str>, name: &str, payload: Value, mode: Mode) -> Result<Reply> {
        guarded(name, || self.dispatch(as_user, name, payload, mode)).map_err(|error| self.placed(error))
    }

    /// Runs a command that answers with bytes.
    ///
    /// # Errors
    /// As [`Core::call`]; `not_found` for a command that answers otherwise.
    pub fn bytes(&self, as_user: Option<&str>, name: &str, payload: Value) -> Result<Blob> {
        guarded(name, || match COMMANDS.get(name).map(|command| (command, &command.run)) {
            Some((command, Run::Bytes(run))) => self.look(as_user, command, |view| run(view, payload)),
            _ => Err(Error::not_found("command").with("name", name)),
        })
        .map_err(|error| self.placed(error))
    }

    /// A failure of the file names the file, which whoever met it did not know.
    fn placed(&self, error: Error) -> Error {
        if error.code != Code::Storage || error.params.contains_key("path") {
            return error;
        }
        error.with("path", self.file.path().display().to_string())
    }

    fn dispatch(&self, as_user: Option<&str>, name: &str, payload: Value, mode: Mode) -> Result<Reply> {
        let command = COMMANDS.get(name).ok_or_else(|| Error::not_found("command").with("name", name))?;
        match &command.run {
            Run::Read(run) => {
                let result = self.look(as_user, command, |view| run(view, payload))?;
                Ok(Reply { result, changed: Vec::new(), undo: None })
            }
            Run::Bytes(_) => Err(Error::not_found("command").with("name", name)),
            Run::Write(run) => self.write(as_user, command, mode, payload, run.as_ref()),
        }
    }

    /// Runs a question on a snapshot of the file.
    fn look<T>(
        &self,
        as_user: Option<&str>,
        command: &Command,
        run: impl FnOnce(&Read<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut conn = self.file.reader();
        let snapshot = conn.transaction()?;
        let actor = user::actor(&snapshot, as_user)?;
        let scope = actor.require(command.permission)?;
        let _writing = Writing::of(&company::locale(&snapshot)?);
        run(&Read::new(&snapshot, self.clock.now_ms(), &actor, scope))
    }

    fn write(
        &self,
        as_user: Option<&str>,
        command: &Command,
        mode: Mode,
        payload: Value,
        run: &(dyn Fn(&tx::Tx<'_>, Value) -> Result<Value> + Send + Sync),
    ) -> Result<Reply> {
        let conn = self.file.writer();
        let actor = user::actor(&conn, as_user)?;
        let mut scope = actor.require(command.permission)?;
        // As the command keeps it; what it refuses is never logged.
        let reason = payload.get("reason").and_then(Value::as_str).unwrap_or_default();
        let reason = text::note("reason", reason).unwrap_or_default();
        let undoes =
            (command.name == "history.undo").then(|| payload.get("seq").and_then(Value::as_i64)).flatten();
        if let Some(permission) = undoes.map(|seq| undo::permission(&conn, seq)).transpose()?.flatten() {
            scope = actor.require(permission)?;
        }
        let _writing = Writing::of(&company::locale(&conn)?);
        let setting = Setting {
            actor: &actor,
            scope,
            now_ms: self.clock.now_ms(),
            ids: self.ids.as_ref(),
            projections: &PROJECTIONS,
            preview: mode == Mode::Preview,
        };
        let action = Action { command: command.name, reason: &reason, undoes };
        let written = tx::write(&conn, setting, action, |tx| run(tx, payload))?;
        let changed = tags(&conn, &written.changed)?;
        drop(conn);
        if let Some(seq) = written.seq {
            // Nobody listening is not a failure.
            let _ = self.events.send(Event { tags: changed.clone(), seq });
        }
        let undo = written
            .seq
            .filter(|_| undo::is_offered(command.name, &written.changed))
            .map(|seq| UndoHandle { seq, command: command.name.to_owned() });
        Ok(Reply { result: written.value, changed, undo })
    }
}

/// A panic of a command is a defect of ours: it is logged and told, and the program goes on.
fn guarded<T>(name: &str, run: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let detail = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        tracing::error!(command = name, detail, "a command panicked");
        Err(Error::internal(detail))
    })
}

/// What the page keeps that is another now. Whose a record is stands in a table that all kinds share, and is shown with its kind.
fn tags(conn: &Connection, changed: &[Changed]) -> Result<Vec<String>> {
    let tables: BTreeSet<&str> =
        changed.iter().filter_map(|change| registry::table(&change.table)).map(|table| table.tag).collect();
    let records = changed.iter().filter(|change| change.table == "record").map(|change| change.pk.as_str());
    let kinds = record::kinds(conn, records)?;
    let tags: BTreeSet<&str> =
        tables.into_iter().chain(kinds.iter().map(|kind| registry::tag_of_kind(kind))).collect();
    Ok(tags.into_iter().map(str::to_owned).collect())
}
