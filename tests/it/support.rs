//! A company in a temporary folder, with a clock and ids that the test decides.

use chrono::NaiveDate;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;
use throughline_core::api::{Core, Mode, Reply};
use throughline_core::kernel::clock::ManualClock;
use throughline_core::kernel::error::{Code, Error};
use throughline_core::kernel::id::SeededIds;
use throughline_core::settings::area::Workflow;
use throughline_core::settings::country::Country;
use throughline_core::settings::setup::{self, NewCompany, Sources};

/// 2026-11-22 09:30 in India.
pub(crate) const MORNING_MS: i64 = 1_795_320_000_000;

/// An open company that is gone with the test.
pub(crate) struct Company {
    pub(crate) core: Core,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) folder: TempDir,
}

impl Company {
    /// A company in one country.
    pub(crate) fn new(country: Country) -> Self {
        Self::of(vec![country])
    }

    /// A company with a branch in each of these countries.
    pub(crate) fn of(countries: Vec<Country>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(MORNING_MS));
        let sources = Sources { clock: clock.clone(), ids: Arc::new(SeededIds::new(1)) };
        let new = NewCompany {
            name: "Sample Traders".to_owned(),
            countries,
            workflow: Workflow::Trading,
            owner: "Asha Kulkarni".to_owned(),
        };
        let core = setup::create(&folder.path().join("sample.throughline"), "test", &new, sources).unwrap();
        Self { core, clock, folder }
    }

    /// A company in India.
    pub(crate) fn india() -> Self {
        Self::new(Country::India)
    }

    /// Where its file lies.
    pub(crate) fn path(&self) -> PathBuf {
        self.core.file().path().to_owned()
    }

    /// Runs a command as the owner and gives its result.
    pub(crate) fn ok(&self, command: &str, payload: Value) -> Value {
        self.reply(command, payload).result
    }

    /// Runs a command as the owner and gives the whole reply. Whether it offers to be taken back is what undo says then.
    pub(crate) fn reply(&self, command: &str, payload: Value) -> Reply {
        let reply = self
            .core
            .call(None, command, payload.clone(), Mode::Run)
            .unwrap_or_else(|error| panic!("{command} {payload}: {error}"));
        if !reply.changed.is_empty() {
            let seq = self.count("SELECT seq FROM log_head");
            let undone = self.core.call(None, "history.undo", json!({ "seq": seq }), Mode::Preview);
            assert_eq!(reply.undo.is_some(), undone.is_ok(), "{command} {payload}: {undone:?}");
        }
        reply
    }

    /// Runs a command as the owner and gives its refusal.
    pub(crate) fn refused(&self, command: &str, payload: Value) -> Error {
        match self.core.call(None, command, payload.clone(), Mode::Run) {
            Ok(reply) => panic!("{command} {payload} was not refused: {reply:?}"),
            Err(error) => error,
        }
    }

    /// Notes work on a ticket: on today as far as a long day goes, and the rest on the days before.
    pub(crate) fn works(&self, ticket: &str, minutes: i64) {
        const LONG_DAY: i64 = 10 * 60;
        let mut left = minutes - LONG_DAY;
        let note = json!({ "id": ticket, "body": "Work", "minutes": minutes.min(LONG_DAY) });
        self.ok("ticket.note", note);
        let newest = "SELECT work_date FROM time_entry ORDER BY rid DESC LIMIT 1";
        let today: String = self.core.file().reader().query_row(newest, [], |row| row.get(0)).unwrap();
        for day in today.parse::<NaiveDate>().unwrap().iter_days().rev().skip(1) {
            if left <= 0 {
                break;
            }
            let time = format!("{}m", left.min(LONG_DAY));
            self.ok(
                "time.log",
                json!({ "date": day.to_string(), "time": time, "on": { "ticket_id": ticket } }),
            );
            left -= LONG_DAY;
        }
    }

    /// A customer with this name.
    pub(crate) fn customer(&self, name: &str) -> String {
        self.ok("customer.create", json!({ "name": name }))["id"].as_str().unwrap().to_owned()
    }

    /// How many rows a query finds, asked past the pipeline.
    pub(crate) fn count(&self, sql: &str) -> i64 {
        self.core.file().reader().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Fails when any integrity check finds a problem.
    pub(crate) fn assert_sound(&self) {
        for check in throughline_core::store::integrity::check(self.core.file()) {
            assert_eq!(check.problems, Vec::<String>::new(), "{}", check.name);
        }
    }
}

/// The message ids of a refusal with their paths.
pub(crate) fn reasons(error: &Error) -> Vec<String> {
    if error.fields.is_empty() {
        return vec![error.message_id.clone()];
    }
    error.fields.iter().map(|field| format!("{} {}", field.path, field.message_id)).collect()
}

/// Fails when a refusal is not of this kind with this message.
pub(crate) fn assert_refused(error: &Error, code: Code, message_id: &str) {
    assert_eq!((error.code, error.message_id.as_str()), (code, message_id), "{error}");
}
