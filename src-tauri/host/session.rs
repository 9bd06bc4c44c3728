//! Which company file is open, and the commands about that.

use super::backups::{self, ChoosePlace, RestoreBackup, TryBackup};
use super::changes::{Changes, every_tag};
use super::chooser::Chooser;
use super::company::{OpenCompany, SwitchUser, Workers};
use super::papers::{self, Opener, Staged};
use super::recent::{Recent, RecentFile, RecentList};
use super::{Places, Warning, naming, upkeep, whereabouts};
use crate::api::command::decode;
use crate::api::pipeline::Event;
use crate::api::{Blob, COMMANDS, Core, Mode, Reply};
use crate::demo;
use crate::kernel::clock::{Clock as _, SystemClock};
use crate::kernel::error::{Error, Result};
use crate::kernel::text;
use crate::settings::area::Workflow;
use crate::settings::country::Country;
use crate::settings::setup::{self, NewCompany, Sources};
use crate::store::backup;
use crate::store::integrity::{self, Checked};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tokio::sync::broadcast;

/// Everybody who asks for a demo company gets the same one.
const DEMO_SEED: u64 = 1;

/// One running host: at most one company file is open in it.
pub struct Session {
    program: &'static str,
    places: Places,
    recent: RecentList,
    chooser: Option<Box<dyn Chooser>>,
    opener: Option<Box<dyn Opener>>,
    open: RwLock<Option<Arc<OpenCompany>>>,
    // Opening takes a while (lock, migration); two at once would race for which one stays.
    switching: Arc<Mutex<()>>,
    events: broadcast::Sender<Event>,
}

/// Request of `file.create` and `file.choose_new`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewFile {
    /// What the company calls itself.
    pub name: String,
    /// Two-letter code of its country, `ZZ` for other; several with commas for several branches.
    pub country: String,
    /// What is wanted first.
    #[serde(default = "first_workflow")]
    pub workflow: Workflow,
    /// Where the file is to lie; in the person's documents, under the company's name, when absent.
    #[serde(default)]
    pub path: Option<PathBuf>,
    /// The owner's name.
    #[serde(default = "owner")]
    pub owner: String,
}

/// Request of `file.demo`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoFile {
    /// Two-letter code of its country; several with commas for several branches.
    pub country: String,
}

/// Request of `file.open`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenFile {
    /// The company file; without it the host asks, if it can.
    #[serde(default)]
    pub path: Option<PathBuf>,
}

/// Request of `file.restore`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestoreFile {
    /// The backup; without it the host asks, if it can.
    #[serde(default)]
    pub path: Option<PathBuf>,
}

/// Answer of `integrity.check`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct IntegrityReport {
    /// Whether every check passed.
    sound: bool,
    /// Every named check.
    checks: Vec<Checked>,
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// Answer of `file.state`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileState {
    /// Whether a company file is open.
    pub open: bool,
    /// Where it lies.
    pub path: Option<String>,
    /// The company's name.
    pub name: Option<String>,
    /// What should be known about its place.
    pub warnings: Vec<Warning>,
}

/// Answer of the commands that open a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Opened {
    /// False when the person was asked for a file and thought better of it.
    pub opened: bool,
    /// Where the open file lies.
    pub path: Option<String>,
    /// The company's name.
    pub name: Option<String>,
    /// What should be known about its place.
    pub warnings: Vec<Warning>,
}

const fn first_workflow() -> Workflow {
    Workflow::Trading
}

fn owner() -> String {
    "Owner".to_owned()
}

impl Session {
    /// A session without an open file. `program` is what a second program is told when it finds a file in use.
    #[must_use]
    pub fn new(program: &'static str, places: Places) -> Self {
        let (events, _) = broadcast::channel(256);
        Self {
            program,
            recent: RecentList::in_folder(&places.config),
            places,
            chooser: None,
            opener: None,
            open: RwLock::new(None),
            switching: Arc::new(Mutex::new(())),
            events,
        }
    }

    /// The same session, able to ask for files.
    #[must_use]
    pub fn asking(mut self, chooser: Box<dyn Chooser>) -> Self {
        self.chooser = Some(chooser);
        self
    }

    /// The same session, able to hand papers to the system's programs.
    #[must_use]
    pub fn opening(mut self, opener: Box<dyn Opener>) -> Self {
        self.opener = Some(opener);
        self
    }

    /// What changes from now on, in whichever file is open.
    #[must_use]
    pub fn subscribe(&self) -> Changes {
        Changes::new(self.events.subscribe())
    }

    /// Runs a command: one about the file here, any other on the company that is open, as whoever works here.
    ///
    /// # Errors
    /// `error.no_open_file` when the command needs one; otherwise whatever refuses it. Nothing is changed then.
    pub fn call(&self, name: &str, payload: Value, mode: Mode) -> Result<Reply> {
        match name {
            "file.state" => self.asked(payload, |_: Nothing| Ok(self.state())),
            "file.recent" => self.asked(payload, |_: Nothing| Ok(json!({ "files": self.recent() }))),
            _ if mode == Mode::Preview && !COMMANDS.contains_key(name) => {
                Err(Error::precondition("error.no_preview"))
            }
            "file.create" => self.switched(payload, |new: NewFile| self.create(&new)),
            "file.demo" => self.switched(payload, |demo: DemoFile| self.demo(&demo)),
            "file.choose_new" => self.switched(payload, |new: NewFile| self.choose_new(new)),
            "file.open" => self.switched(payload, |file: OpenFile| match file.path {
                Some(path) => self.open_file(&path),
                None => self.choose_open(),
            }),
            "file.restore" => self.switched(payload, |backup: RestoreFile| self.restore_file(backup.path)),
            "file.choose_open" => self.switched(payload, |_: Nothing| self.choose_open()),
            "file.close" => self.switched(payload, |_: Nothing| Ok(self.close())),
            "document.save" => self.asked(payload, |paper| papers::save(&*self.company()?, &paper)),
            "document.print" => {
                self.asked(payload, |paper| papers::print(&*self.company()?, self.hand(), &paper))
            }
            "document.mail" => {
                self.asked(payload, |mail| papers::mail(&*self.company()?, self.hand(), &mail))
            }
            "ticket.save" => self.asked(payload, |talk| papers::save_talk(&*self.company()?, None, &talk)),
            "ticket.print" => {
                self.asked(payload, |talk| papers::save_talk(&*self.company()?, self.hand(), &talk))
            }
            "ticket.mail" => {
                self.asked(payload, |answer| papers::mail_answer(&*self.company()?, self.hand(), &answer))
            }
            "attachment.open" => {
                self.asked(payload, |file| papers::open(&*self.company()?, self.hand(), &file))
            }
            "attachment.choose" => self.asked(payload, |wanted: papers::Choose| {
                let company = self.company()?;
                papers::stage_files(&company, &self.chooser("path")?.files(wanted.pictures))
            }),
            "session.users" => self.asked(payload, |_: Nothing| self.company()?.workers()),
            "session.switch" => self.asked(payload, |to: SwitchUser| self.switch_user(&to)),
            "integrity.check" => self.asked(payload, |_: Nothing| {
                let checks = integrity::check(self.kept()?.core().file());
                Ok(IntegrityReport { sound: checks.iter().all(|check| check.problems.is_empty()), checks })
            }),
            _ if name.starts_with("backup.") => self.backup(name, payload),
            _ => self.open_for(name)?.call(name, payload, mode),
        }
    }

    /// The commands about backups. No other file is opened meanwhile.
    fn backup(&self, name: &str, payload: Value) -> Result<Reply> {
        let asks = self.chooser.is_some();
        match name {
            "backup.status" => self.asked(payload, |_: Nothing| backups::status(&*self.company()?, asks)),
            "backup.now" => self.asked(payload, |_: Nothing| {
                let _switching = self.switching();
                backups::now(&*self.company()?, asks)
            }),
            "backup.try" => self.asked(payload, |request: TryBackup| {
                let _switching = self.switching();
                backups::attempt(&*self.kept()?, &request.name)
            }),
            "backup.restore" => self.asked(payload, |request: RestoreBackup| {
                let _switching = self.switching();
                let path = request.path.as_ref().map(|path| naming::with_ending(self.absolute(path)));
                backups::restore(&*self.kept()?, &request.name, path)
            }),
            "backup.choose_place" => self.asked(payload, |request: ChoosePlace| {
                let company = self.kept()?;
                let folder = match request.folder {
                    Some(folder) => Some(self.absolute(&folder)),
                    None => self.chooser("folder")?.folder(),
                };
                backups::choose_place(&company, folder)
            }),
            "backup.forget_place" => {
                self.asked(payload, |_: Nothing| backups::forget_place(&*self.kept()?, asks))
            }
            _ => Err(Error::not_found("command").with("name", name)),
        }
    }

    fn switch_user(&self, to: &SwitchUser) -> Result<Workers> {
        let workers = self.company()?.switch(to)?;
        // Somebody else sees and may do something else: nothing that the pages remember holds.
        let _ = self.events.send(Event { tags: every_tag(), seq: 0 });
        Ok(workers)
    }

    /// Puts the bytes of a file beside the company that is open, so that a command can name them by their hash.
    ///
    /// # Errors
    /// `error.no_open_file`; `error.file_empty` or `error.file_too_large`; a failure of the file system.
    pub fn stage(&self, name: &str, bytes: &[u8]) -> Result<Staged> {
        papers::stage(&*self.company()?, name, bytes)
    }

    /// Runs a command that answers with bytes, on the company that is open.
    ///
    /// # Errors
    /// `error.no_open_file`, or whatever refuses it.
    pub fn bytes(&self, name: &str, payload: Value) -> Result<Blob> {
        self.open_for(name)?.bytes(name, payload)
    }

    /// Opens the company file at `path`; the one that was open is closed once the new one has proved sound.
    ///
    /// # Errors
    /// Those of [`Core::open`]; the file that was open stays open then.
    pub fn open(&self, path: &Path) -> Result<Opened> {
        self.telling(|| self.open_file(path)).map(|(opened, _)| opened)
    }

    fn open_file(&self, path: &Path) -> Result<Opened> {
        let path = self.absolute(path);
        let switching = self.switching();
        if self.current().is_some_and(|open| same_file(open.core().file().path(), &path)) {
            return Ok(self.opened());
        }
        let core = Core::open(&path, self.program)?;
        self.attach(core, &switching);
        Ok(self.opened())
    }

    /// The file that was opened last, when it is still there.
    #[must_use]
    pub fn last(&self) -> Option<PathBuf> {
        let file = self.recent().into_iter().next().filter(|file| !file.missing)?;
        Some(PathBuf::from(file.file.path))
    }

    fn create(&self, new: &NewFile) -> Result<Opened> {
        let name = text::required_line("name", &new.name).map_err(|field| Error::fields(vec![field]))?;
        let countries = countries(&new.country)?;
        let company = NewCompany { name, countries, workflow: new.workflow, owner: new.owner.clone() };
        let switching = self.switching();
        let path = match &new.path {
            Some(path) => naming::with_ending(self.absolute(path)),
            None => naming::free_path(&self.default_folder()?, &company.name),
        };
        let core = setup::create(&path, self.program, &company, Sources::system())?;
        self.attach(core, &switching);
        Ok(self.opened())
    }

    fn demo(&self, asked: &DemoFile) -> Result<Opened> {
        let countries = countries(&asked.country)?;
        let name = demo::name(&countries)?;
        let switching = self.switching();
        let path = naming::free_path(&self.default_folder()?, &format!("Demo {name}"));
        let core = demo::create(&path, self.program, &countries, demo::Size::Small, DEMO_SEED)?;
        self.attach(core, &switching);
        Ok(self.opened())
    }

    fn choose_new(&self, new: NewFile) -> Result<Opened> {
        // A company without a name or country is refused before anybody is asked where it should lie.
        text::required_line("name", &new.name).map_err(|field| Error::fields(vec![field]))?;
        let suggested = naming::free_path(&self.default_folder()?, &new.name);
        match self.chooser("path")?.new_file(&suggested) {
            Some(path) => self.create(&NewFile { path: Some(path), ..new }),
            None => Ok(Opened { opened: false, path: None, name: None, warnings: Vec::new() }),
        }
    }

    fn choose_open(&self) -> Result<Opened> {
        match self.chooser("path")?.existing() {
            Some(path) => self.open_file(&path),
            None => Ok(Opened { opened: false, path: None, name: None, warnings: Vec::new() }),
        }
    }

    /// Makes a company file in the person's documents out of a backup that lies anywhere, and opens it: for a computer that has
    /// no company file yet, or none any more.
    fn restore_file(&self, backup: Option<PathBuf>) -> Result<Opened> {
        let backup = match backup {
            Some(path) => self.absolute(&path),
            None => match self.chooser("path")?.backup() {
                Some(path) => path,
                None => return Ok(Opened { opened: false, path: None, name: None, warnings: Vec::new() }),
            },
        };
        let company = backup::head_of(&backup)?.company;
        let path = naming::free_path(&self.default_folder()?, &company);
        backup::restore(&backup, &path, &Sources::system())?;
        self.open_file(&path)
    }

    fn close(&self) -> FileState {
        let _switching = self.switching();
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = None;
        self.state()
    }

    fn state(&self) -> FileState {
        match self.current() {
            None => FileState { open: false, path: None, name: None, warnings: Vec::new() },
            Some(open) => FileState {
                open: true,
                path: Some(open.core().file().path().display().to_string()),
                name: Some(company_name(open.core())),
                warnings: whereabouts::warnings(open.core().file().path()),
            },
        }
    }

    fn recent(&self) -> Vec<RecentFile> {
        self.recent.read()
    }

    fn opened(&self) -> Opened {
        let state = self.state();
        Opened { opened: state.open, path: state.path, name: state.name, warnings: state.warnings }
    }

    fn attach(&self, core: Core, _switching: &MutexGuard<'_, ()>) {
        self.forward(&core);
        self.recent.remember(Recent {
            path: core.file().path().display().to_string(),
            name: company_name(&core),
            opened_at: SystemClock.now_ms(),
        });
        let company = Arc::new(OpenCompany::new(core));
        upkeep::keep(&company, &self.switching);
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(company);
    }

    /// Passes on what changes in `core` until it is closed, so that pages listen once and not per file.
    fn forward(&self, core: &Core) {
        let mut changes = Changes::new(core.subscribe());
        let events = self.events.clone();
        std::thread::spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else {
                return tracing::error!("changes of the file cannot be told to the page");
            };
            runtime.block_on(async {
                while let Some(event) = changes.next().await {
                    // Nobody listening is not a failure.
                    let _ = events.send(event);
                }
            });
        });
    }

    fn asked<Q, R>(&self, payload: Value, run: impl FnOnce(Q) -> Result<R>) -> Result<Reply>
    where
        Q: serde::de::DeserializeOwned,
        R: Serialize,
    {
        let answer = run(decode(payload)?)?;
        let result = serde_json::to_value(answer).map_err(Error::internal)?;
        Ok(Reply { result, changed: Vec::new(), undo: None })
    }

    /// As [`Self::asked`], for commands that may open another file.
    fn switched<Q, R>(&self, payload: Value, run: impl FnOnce(Q) -> Result<R>) -> Result<Reply>
    where
        Q: serde::de::DeserializeOwned,
        R: Serialize,
    {
        let (reply, changed) = self.telling(|| self.asked(payload, run))?;
        Ok(Reply { changed, ..reply })
    }

    /// Runs and, when another file is open afterwards or none any more, tells the pages that nothing they remember
    /// holds; gives what they were told.
    fn telling<R>(&self, run: impl FnOnce() -> Result<R>) -> Result<(R, Vec<String>)> {
        let before = self.current();
        let answer = run()?;
        let after = self.current();
        if before.as_ref().map(Arc::as_ptr) == after.as_ref().map(Arc::as_ptr) {
            return Ok((answer, Vec::new()));
        }
        let changed = every_tag();
        // Nobody listening is not a failure.
        let _ = self.events.send(Event { tags: changed.clone(), seq: 0 });
        Ok((answer, changed))
    }

    /// The open company, for a command that goes on to it.
    fn open_for(&self, command: &str) -> Result<Arc<OpenCompany>> {
        self.current().ok_or_else(|| {
            if COMMANDS.contains_key(command) {
                Error::precondition("error.no_open_file")
            } else {
                Error::not_found("command").with("name", command)
            }
        })
    }

    fn company(&self) -> Result<Arc<OpenCompany>> {
        self.current().ok_or_else(|| Error::precondition("error.no_open_file"))
    }

    /// The open company, for a command that only who keeps the file may give.
    fn kept(&self) -> Result<Arc<OpenCompany>> {
        let company = self.company()?;
        company.require(backups::KEEPS_THE_FILE)?;
        Ok(company)
    }

    fn current(&self) -> Option<Arc<OpenCompany>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn switching(&self) -> MutexGuard<'_, ()> {
        self.switching.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn chooser(&self, field: &str) -> Result<&dyn Chooser> {
        self.chooser.as_deref().ok_or_else(|| Error::field(field, "error.required"))
    }

    fn hand(&self) -> Option<&dyn Opener> {
        self.opener.as_deref()
    }

    /// A path that was typed without its folder means the folder of companies, not wherever the program was started.
    fn absolute(&self, path: &Path) -> PathBuf {
        self.places.companies.join(path)
    }

    #[allow(clippy::disallowed_methods)]
    fn default_folder(&self) -> Result<PathBuf> {
        let folder = &self.places.companies;
        std::fs::create_dir_all(folder).map_err(|error| {
            Error::storage("error.file_read_only", error).with("path", folder.display().to_string())
        })?;
        Ok(folder.clone())
    }
}

fn countries(typed: &str) -> Result<Vec<Country>> {
    let countries: Option<Vec<Country>> =
        typed.split(',').map(|code| Country::parse(code.trim().to_uppercase().as_str())).collect();
    countries.ok_or_else(|| Error::field("country", "error.country"))
}

fn company_name(core: &Core) -> String {
    core.call(None, "company.status", Value::Null, Mode::Run)
        .ok()
        .and_then(|reply| reply.result.pointer("/company/name").and_then(Value::as_str).map(str::to_owned))
        .unwrap_or_default()
}

#[allow(clippy::disallowed_methods)]
fn same_file(one: &Path, other: &Path) -> bool {
    match (std::fs::canonicalize(one), std::fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
