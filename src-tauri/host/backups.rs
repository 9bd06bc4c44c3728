//! Backups of the file that is open: made by themselves while a host runs, on request, copied to a second place, tried and
//! restored.
//!
//! They act on the file as a whole, so they are commands of the host and not of a capability.

use super::Warning;
use super::company::{OpenCompany, Troubles};
use super::naming;
use crate::kernel::clock::{Clock as _, SystemClock};
use crate::kernel::error::{Code, Error, Result};
use crate::kernel::money::Money;
use crate::settings::setup::Sources;
use crate::store::backup::{self, CAP_BYTES, Head, Keeper, Kept, Proven, Restored};
use crate::store::integrity::Checked;
use crate::store::{disk, setting};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// The right of whoever restores, tries or checks the whole file, or chooses where copies of it go.
pub(super) const KEEPS_THE_FILE: &str = "settings.write";

/// Local setting: the folder to which backups are copied as well.
const SECOND_PLACE: &str = "backup.second_place";
/// Local setting: the backup that was tried last, and when, as JSON.
const TRIED: &str = "backup.tried";

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

/// Request of `backup.try`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TryBackup {
    /// The name of one of the file's backups.
    pub(super) name: String,
}

/// Request of `backup.choose_place`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoosePlace {
    /// The folder; without it the host asks, if it can.
    #[serde(default)]
    pub(super) folder: Option<PathBuf>,
}

/// Answer of `backup.status`, and of the commands that change it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BackupStatus {
    /// The folder of the backups.
    pub folder: String,
    /// The newest proven backup.
    pub last: Option<LastBackup>,
    /// Whether the file has changed since.
    pub changed: bool,
    /// All backups, newest first.
    pub backups: Vec<Kept>,
    /// What they take together, in bytes.
    pub bytes: u64,
    /// What they may take together, in bytes.
    pub cap_bytes: u64,
    /// Why the backup that was due could not be made.
    pub trouble: Option<Error>,
    /// How many attachments the file names that were missing or damaged when the last backup was made.
    pub missing: usize,
    /// The second place; none until it is chosen.
    pub second: Option<SecondPlace>,
    /// Whether the host can ask for a folder; otherwise it has to be typed.
    pub asks: bool,
    /// The trial that was made last.
    pub tried: Option<TriedBefore>,
}

/// The newest backup with what was counted in it when it was proven.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LastBackup {
    /// The backup.
    #[serde(flatten)]
    pub kept: Kept,
    /// What it holds; only for who may change settings, since it sums over everybody's records.
    pub counted: Option<Counted>,
}

/// What was counted in a backup.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Counted {
    /// Customers.
    pub customers: i64,
    /// Issued invoices and credit notes.
    pub documents: i64,
    /// Payments.
    pub payments: i64,
    /// All rows of all tables.
    pub rows: i64,
    /// What customers owed, per currency.
    pub receivables: Vec<Money>,
}

/// The folder to which backups are copied as well.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SecondPlace {
    /// The folder that was chosen.
    pub folder: String,
    /// The newest copy there; none when it cannot be seen, such as a stick that is out.
    pub last: Option<Kept>,
    /// Why the newest backup could not be copied.
    pub trouble: Option<Error>,
    /// What should be known about the place.
    pub warnings: Vec<Warning>,
}

/// The trial that was made last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedBefore {
    /// The backup's name.
    pub name: String,
    /// When it was tried, epoch milliseconds.
    pub at_ms: i64,
    /// Whether every check passed.
    pub sound: bool,
}

/// Answer of `backup.try`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Trial {
    /// The company's name.
    company: String,
    /// The instant whose state it holds, epoch milliseconds.
    at_ms: i64,
    /// What it holds.
    counted: Counted,
    /// Every named check on the unpacked file.
    checks: Vec<Checked>,
    /// Whether every check passed.
    sound: bool,
}

/// Answer of `backup.choose_place`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ChosenPlace {
    /// False when the person was asked for a folder and thought better of it.
    chosen: bool,
}

pub(super) fn status(company: &OpenCompany, asks: bool) -> Result<BackupStatus> {
    let keeper = Keeper::of(company.core().file());
    let troubles = company.troubles().clone();
    let (last, changed) = keeper.last()?;
    let backups = keeper.backups();
    let may_count = company.require(KEEPS_THE_FILE).is_ok();
    let last = last.map(|kept| {
        // A backup whose head cannot be read any more is listed, and its trial says why.
        let head = backup::head_of(&keeper.folder().join(&kept.name)).ok().filter(|_| may_count);
        LastBackup { counted: head.as_ref().map(Counted::of), kept }
    });
    Ok(BackupStatus {
        folder: keeper.folder().display().to_string(),
        last,
        changed,
        bytes: backups.iter().map(|one| one.bytes).sum(),
        backups,
        cap_bytes: CAP_BYTES,
        trouble: troubles.first.clone(),
        missing: troubles.missing,
        second: second_place(company)?.map(|folder| SecondPlace::of(company, &folder, &troubles)),
        asks,
        tried: local(company, TRIED)?.and_then(|text| serde_json::from_str(&text).ok()),
    })
}

impl Counted {
    fn of(head: &Head) -> Self {
        let rows = |table: &str| head.totals.rows.get(table).copied().unwrap_or_default();
        let receivables =
            head.totals.receivables.iter().map(|(currency, minor)| Money::new(*minor, currency)).collect();
        Self {
            customers: rows("customer"),
            documents: rows("issued_document"),
            payments: rows("payment"),
            rows: head.totals.rows.values().sum(),
            receivables,
        }
    }
}

impl SecondPlace {
    fn of(company: &OpenCompany, folder: &Path, troubles: &Troubles) -> Self {
        let path = company.core().file().path();
        Self {
            folder: folder.display().to_string(),
            last: backup::list(&backup::copies_of(path, folder)).into_iter().next(),
            trouble: troubles.second.clone(),
            warnings: same_disk(path, folder)
                .map(|()| Warning::new("warning.same_disk"))
                .into_iter()
                .collect(),
        }
    }
}

/// Makes a backup at once and copies it to the second place; what goes wrong there is told in the status.
pub(super) fn now(company: &OpenCompany, asks: bool) -> Result<BackupStatus> {
    let proven = Keeper::of(company.core().file()).now(SystemClock.now_ms())?;
    made(company, &proven);
    copy(company);
    company.core().tell(&["backup"]);
    status(company, asks)
}

/// Makes a backup when one is due, sees that the second place has the newest, and tells the pages when either changed.
pub(super) fn tick(company: &OpenCompany, now_ms: i64) {
    let before = company.troubles().clone();
    let due = Keeper::of(company.core().file()).tick(now_ms);
    let is_new = matches!(due, Ok(Some(_)));
    match due {
        Ok(Some(proven)) => made(company, &proven),
        // What could not be made before is due until it is.
        Ok(None) => company.troubles().first = None,
        Err(error) => {
            tracing::error!(%error, "the backup that is due could not be made");
            company.troubles().first = Some(error);
        }
    }
    copy(company);
    let after = company.troubles().clone();
    if is_new || (&before.first, &before.second) != (&after.first, &after.second) {
        company.core().tell(&["backup"]);
    }
}

fn made(company: &OpenCompany, proven: &Proven) {
    tracing::info!(path = %proven.path.display(), bytes = proven.bytes, "backup proven");
    let mut troubles = company.troubles();
    troubles.first = None;
    troubles.missing = proven.missing.len();
}

/// Copies the newest backup to the second place and remembers what went wrong.
fn copy(company: &OpenCompany) {
    let copied = second_place(company).and_then(|second| match second {
        Some(folder) => Keeper::of(company.core().file()).copy_to(&folder).map(drop),
        None => Ok(()),
    });
    if let Err(error) = &copied {
        tracing::warn!(%error, "the backup could not be copied to the second place");
    }
    company.troubles().second = copied.err();
}

/// Remembers a second place and copies the newest backup there. `None` when nobody chose one.
pub(super) fn choose_place(company: &OpenCompany, folder: Option<PathBuf>) -> Result<ChosenPlace> {
    let Some(folder) = folder else { return Ok(ChosenPlace { chosen: false }) };
    let file = company.core().file();
    let refused = |message_id: &str| {
        let mut error = Error::field("folder", message_id);
        error.fields[0].params.insert("path".to_owned(), folder.display().to_string().into());
        error
    };
    if !folder.is_dir() {
        return Err(refused("error.no_such_place"));
    }
    let copies = backup::copies_of(file.path(), &folder);
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if real(&copies) == real(&Keeper::of(file).folder()) {
        return Err(refused("error.second_place_same"));
    }
    fs::create_dir_all(&copies).map_err(|error| disk::failure(&copies, &error))?;
    setting::set(&file.writer(), SECOND_PLACE, &folder.display().to_string())?;
    copy(company);
    company.core().tell(&["backup"]);
    Ok(ChosenPlace { chosen: true })
}

/// Copies nothing to a second place any more. What lies there stays.
pub(super) fn forget_place(company: &OpenCompany, asks: bool) -> Result<BackupStatus> {
    setting::forget(&company.core().file().writer(), SECOND_PLACE)?;
    company.troubles().second = None;
    company.core().tell(&["backup"]);
    status(company, asks)
}

pub(super) fn restore(company: &OpenCompany, name: &str, path: Option<PathBuf>) -> Result<Restored> {
    let backup = found(company, name)?;
    let path = match path {
        Some(path) => path,
        None => beside(company.core().file().path())?,
    };
    backup::restore(&backup, &path, &Sources::system())
}

/// Restores a backup into a file that is checked and thrown away, so that it is known whether it can be restored.
pub(super) fn attempt(company: &OpenCompany, name: &str) -> Result<Trial> {
    let backup = found(company, name)?;
    let tried = backup::attempt(&backup, &Keeper::of(company.core().file()).folder())?;
    let sound = tried.checks.iter().all(|check| check.problems.is_empty());
    let before = TriedBefore { name: name.to_owned(), at_ms: SystemClock.now_ms(), sound };
    let text = serde_json::to_string(&before).map_err(Error::internal)?;
    setting::set(&company.core().file().writer(), TRIED, &text)?;
    company.core().tell(&["backup"]);
    Ok(Trial {
        company: tried.head.company.clone(),
        at_ms: tried.head.at_ms,
        counted: Counted::of(&tried.head),
        checks: tried.checks,
        sound,
    })
}

/// The path of a backup. Only names of the list: a name from the page never becomes a path of its own.
fn found(company: &OpenCompany, name: &str) -> Result<PathBuf> {
    let keeper = Keeper::of(company.core().file());
    let kept = keeper.backups().into_iter().find(|one| one.name == name);
    let kept = kept.ok_or_else(|| Error::new(Code::NotFound, "error.no_such_backup").with("name", name))?;
    Ok(keeper.folder().join(kept.name))
}

/// A free name beside the open file: `NAME restored.throughline`.
fn beside(open: &Path) -> Result<PathBuf> {
    let folder = open.parent().ok_or_else(|| Error::internal("the open file lies in no folder"))?;
    let stem = open.file_stem().unwrap_or_default().to_string_lossy();
    Ok(naming::free_path(folder, &format!("{stem} restored")))
}

fn second_place(company: &OpenCompany) -> Result<Option<PathBuf>> {
    Ok(local(company, SECOND_PLACE)?.map(PathBuf::from))
}

fn local(company: &OpenCompany, key: &str) -> Result<Option<String>> {
    setting::get(&company.core().file().reader(), key)
}

/// Says something when both lie on one disk, which is lost as a whole.
#[cfg(unix)]
fn same_disk(file: &Path, folder: &Path) -> Option<()> {
    use std::os::unix::fs::MetadataExt as _;
    let disk = |path: &Path| fs::metadata(path).ok().map(|data| data.dev());
    (disk(file).is_some() && disk(file) == disk(folder)).then_some(())
}

/// Only Unix tells which disk a file lies on.
#[cfg(not(unix))]
const fn same_disk(_: &Path, _: &Path) -> Option<()> {
    None
}
