//! Backups of the file that is open: made by themselves while a host runs, and on request.
//!
//! They act on the file as a whole, so they are commands of the host and not of a capability.

use super::naming;
use crate::api::Core;
use crate::kernel::clock::{Clock as _, SystemClock};
use crate::kernel::error::{Code, Error, Result};
use crate::settings::setup::Sources;
use crate::store::CompanyFile;
use crate::store::backup::{self, CAP_BYTES, Keeper, Kept, Proven, Restored};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

/// How long after opening the first backup is looked for: the first screen comes first.
const FIRST_LOOK: Duration = Duration::from_secs(20);
/// How often it is looked whether a backup is due.
const LOOK: Duration = Duration::from_secs(60);

/// Request of `backup.restore`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestoreBackup {
    /// The name of one of the file's backups, as `backup.status` lists them.
    pub name: String,
    /// Where the restored file is to lie; beside the open one when absent.
    #[serde(default)]
    pub path: Option<PathBuf>,
}

/// Answer of `backup.status`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackupStatus {
    /// The folder of the backups.
    pub folder: String,
    /// The newest proven backup.
    pub last: Option<Kept>,
    /// Whether the file has changed since.
    pub changed: bool,
    /// All backups, newest first.
    pub backups: Vec<Kept>,
    /// What they take together, in bytes.
    pub bytes: u64,
    /// What they may take together, in bytes.
    pub cap_bytes: u64,
}

pub(super) fn status(file: &CompanyFile) -> Result<BackupStatus> {
    let keeper = Keeper::of(file);
    let (last, changed) = keeper.last()?;
    let backups = keeper.backups();
    Ok(BackupStatus {
        folder: keeper.folder().display().to_string(),
        last,
        changed,
        bytes: backups.iter().map(|one| one.bytes).sum(),
        backups,
        cap_bytes: CAP_BYTES,
    })
}

pub(super) fn now(file: &CompanyFile) -> Result<Proven> {
    Keeper::of(file).now(SystemClock.now_ms())
}

pub(super) fn restore(file: &CompanyFile, name: &str, path: Option<PathBuf>) -> Result<Restored> {
    let keeper = Keeper::of(file);
    // Only names of the list: a name from the page never becomes a path of its own.
    let found = keeper
        .backups()
        .into_iter()
        .find(|one| one.name == name)
        .ok_or_else(|| Error::new(Code::NotFound, "error.no_such_backup").with("name", name))?;
    let path = match path {
        Some(path) => path,
        None => beside(file.path())?,
    };
    backup::restore(&keeper.folder().join(found.name), &path, &Sources::system())
}

/// A free name beside the open file: `NAME restored.throughline`.
fn beside(open: &Path) -> Result<PathBuf> {
    let folder = open.parent().ok_or_else(|| Error::internal("the open file lies in no folder"))?;
    let stem = open.file_stem().unwrap_or_default().to_string_lossy();
    Ok(naming::free_path(folder, &format!("{stem} restored")))
}

/// Makes backups of `core` when they are due until it is closed. While one is made, closing and opening wait for it.
pub(super) fn keep(core: &Arc<Core>, switching: &Arc<Mutex<()>>) {
    let (core, switching) = (Arc::downgrade(core), Arc::clone(switching));
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_time().build() else {
            return tracing::error!("automatic backups cannot be made: the system gives no timer");
        };
        runtime.block_on(async {
            let mut looks = tokio::time::interval_at(tokio::time::Instant::now() + FIRST_LOOK, LOOK);
            // After a sleep of the laptop one look is enough.
            looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            loop {
                looks.tick().await;
                if !look(&core, &switching) {
                    break;
                }
            }
        });
    });
}

/// Makes a backup if one is due; false when the file is closed.
fn look(core: &Weak<Core>, switching: &Mutex<()>) -> bool {
    let _switching = switching.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(core) = core.upgrade() else { return false };
    match Keeper::of(core.file()).tick(SystemClock.now_ms()) {
        Ok(Some(proven)) => {
            tracing::info!(path = %proven.path.display(), bytes = proven.bytes, "backup proven")
        }
        Ok(None) => {}
        Err(error) => tracing::error!(%error, "the backup that is due could not be made"),
    }
    true
}
