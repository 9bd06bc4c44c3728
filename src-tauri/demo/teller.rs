//! The teller of a demo company's year: what happens when, in the order of the days, each step a command of the product.

use super::firm::{Client, Firm};
use super::random::Random;
use crate::api::{Core, Mode};
use crate::kernel::clock::{Clock as _, ManualClock};
use crate::kernel::error::{Error, Result};
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) const MINUTE_MS: i64 = 60_000;
pub(super) const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// How many days the story has.
pub(super) const DAYS: i64 = 365;

/// Something that happens.
pub(super) type Act = Box<dyn FnOnce(&mut Teller) -> Result<()>>;

/// A legal seller with what it needs to write documents.
pub(super) struct Seat {
    pub(super) firm: &'static Firm,
    pub(super) branch_id: String,
    pub(super) currency: &'static str,
    /// The users who deliver, who help, and who keep the books.
    pub(super) fitter: String,
    pub(super) helper: String,
    pub(super) keeper: String,
    /// For each ware its item and tax class; the same of the care.
    pub(super) wares: Vec<(String, String)>,
    pub(super) care: (String, String),
    /// For each client its customer, once it is one.
    pub(super) clients: Vec<Option<String>>,
    /// The midnight before the first day.
    pub(super) start_ms: i64,
}

impl Seat {
    pub(super) fn client(&self, client: usize) -> Client {
        self.firm.clients[client]
    }

    /// The day on which a client becomes a customer: half of them are there from the start.
    pub(super) fn joins(&self, client: usize) -> u64 {
        let half = self.firm.clients.len() / 2;
        let later = client.saturating_sub(half) as u64;
        if client < half { client as u64 / 4 } else { 10 + later * 210 / (half as u64 + 1) }
    }
}

/// The year as it is told.
pub(super) struct Teller {
    core: Core,
    clock: Arc<ManualClock>,
    pub(super) seed: u64,
    end_ms: i64,
    pub(super) seats: Vec<Seat>,
    acts: BTreeMap<(i64, u64), Act>,
    planned: u64,
}

/// Midnight at a firm before the first day of the year that ends on the eve of `end_ms`.
pub(super) const fn first_day(firm: &Firm, end_ms: i64) -> i64 {
    let offset = firm.utc_minutes * MINUTE_MS;
    (end_ms + offset).div_euclid(DAY_MS) * DAY_MS - offset - DAYS * DAY_MS
}

impl Teller {
    pub(super) const fn new(core: Core, clock: Arc<ManualClock>, seed: u64, end_ms: i64) -> Self {
        Self { core, clock, seed, end_ms, seats: Vec::new(), acts: BTreeMap::new(), planned: 0 }
    }

    pub(super) const fn core(&self) -> &Core {
        &self.core
    }

    pub(super) const fn end_ms(&self) -> i64 {
        self.end_ms
    }

    /// The chance of one part of the story.
    pub(super) fn chance(&self, seat: usize, chapter: &str, number: u64) -> Random {
        let country = self.seats[seat].firm.country.code();
        Random::of(self.seed, &format!("{country}.{chapter}"), number)
    }

    /// Runs a command as the owner.
    pub(super) fn call(&self, command: &str, payload: Value) -> Result<Value> {
        Ok(self.core.call(None, command, payload, Mode::Run)?.result)
    }

    /// The user who owns the company.
    pub(super) fn owner(&self) -> Result<String> {
        text(&self.call("company.status", Value::Object(serde_json::Map::new()))?["user"]["id"])
    }

    /// Runs a command as another user.
    pub(super) fn call_as(&self, user_id: &str, command: &str, payload: Value) -> Result<Value> {
        Ok(self.core.call(Some(user_id), command, payload, Mode::Run)?.result)
    }

    pub(super) fn set_clock(&self, now_ms: i64) {
        self.clock.set(now_ms);
    }

    /// Plans an act for a day of the year, some minutes after nine o'clock.
    pub(super) fn on_day(
        &mut self,
        seat: usize,
        day: u64,
        minute: u64,
        act: impl FnOnce(&mut Self) -> Result<()> + 'static,
    ) {
        let at = whole(day) * DAY_MS + (9 * 60 + whole(minute)) * MINUTE_MS;
        self.plan(self.seats[seat].start_ms + at, Box::new(act));
    }

    /// Plans an act for some days and minutes from now.
    pub(super) fn later(
        &mut self,
        days: u64,
        minutes: u64,
        act: impl FnOnce(&mut Self) -> Result<()> + 'static,
    ) {
        let at = self.clock.now_ms() + whole(days) * DAY_MS + whole(minutes) * MINUTE_MS;
        self.plan(at, Box::new(act));
    }

    /// The civil date at a firm some days from now.
    pub(super) fn in_days(&self, seat: usize, days: u64) -> String {
        let here_ms = self.clock.now_ms() + self.seats[seat].firm.utc_minutes * MINUTE_MS;
        let day = chrono::DateTime::from_timestamp_millis(here_ms + whole(days) * DAY_MS);
        day.map_or_else(String::new, |day| day.date_naive().to_string())
    }

    fn plan(&mut self, at_ms: i64, act: Act) {
        self.planned += 1;
        self.acts.insert((at_ms, self.planned), act);
    }

    /// Lets everything happen that was planned before the last evening; what lies beyond has not happened yet.
    pub(super) fn tell(&mut self) -> Result<()> {
        while let Some(((at_ms, _), act)) = self.acts.pop_first() {
            // By days and not by hours, so that the same seed tells as much at noon as at midnight.
            if self.seats.iter().any(|seat| at_ms >= seat.start_ms + DAYS * DAY_MS) {
                break;
            }
            self.clock.set(at_ms);
            act(self)?;
        }
        Ok(())
    }
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(0)
}

/// The text of an answer.
pub(super) fn text(answer: &Value) -> Result<String> {
    answer.as_str().map(str::to_owned).ok_or_else(|| Error::internal("the answer has no such text"))
}

/// The amount of an answer.
pub(super) fn amount(answer: &Value) -> Result<Decimal> {
    answer
        .as_str()
        .and_then(|typed| typed.parse().ok())
        .ok_or_else(|| Error::internal("the answer has no such amount"))
}
