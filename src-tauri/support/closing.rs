//! Why a stretch of a clock is closed, in the words of the calendar by which it was counted. What is kept of a clock keeps its words too: a
//! holiday that is taken from the calendar later was one then.

use super::clock::Stretch;
use super::policy::PolicyHours;
use super::store;
use crate::kernel::calendar::Calendar;
use crate::kernel::error::Result;
use crate::settings::working_time::{self, WorkingTimeGetRequest};
use crate::store::tx::Read;
use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Most closed days of one stretch that are looked at.
const CLOSINGS_MAX: usize = 366;

/// Why nobody is there in a part of a stretch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StretchClosing {
    /// Why.
    pub why: ClosedBecause,
    /// What the day is called, when it is a holiday or otherwise closed; empty when nobody named it.
    pub name: String,
}

/// Why nobody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClosedBecause {
    /// Outside of the hours of a day.
    Night,
    /// A day of the week without hours.
    Weekend,
    /// A day that is closed though its weekday is not.
    Holiday,
}

/// What the days of a branch are called that are closed, or otherwise open.
pub(super) struct DayNames(BTreeMap<NaiveDate, String>);

impl DayNames {
    /// Those of the branch of tickets, the first one's when they have none; none where it is open day and night.
    pub(super) fn of(read: &Read<'_>, hours: PolicyHours, branch_id: Option<&str>) -> Result<Self> {
        let branch_id = match (hours, branch_id) {
            (PolicyHours::Always, _) => None,
            (PolicyHours::Business, Some(id)) => Some(id.to_owned()),
            (PolicyHours::Business, None) => store::branch(read, None)?,
        };
        if branch_id.is_none() {
            return Ok(Self(BTreeMap::new()));
        }
        let days = working_time::get(read, WorkingTimeGetRequest { branch_id })?.days;
        let named = days.into_iter().filter_map(|day| Some((day.date.parse().ok()?, day.name)));
        Ok(Self(named.collect()))
    }

    /// Why nobody is there in a closed stretch: the days in it on which nothing opens, each reason once; the night when there is none.
    /// Nothing for a break within the hours of a day.
    pub(super) fn why(&self, stretch: &Stretch, calendar: &Calendar) -> Vec<StretchClosing> {
        if is_break(stretch, calendar) {
            return Vec::new();
        }
        let day = |at: DateTime<Utc>| at.with_timezone(&calendar.zone).date_naive();
        // The first instant after it is not in it: what opens at midnight does not belong to the day that begins then.
        let last = day(stretch.span.to - TimeDelta::milliseconds(1));
        let mut found: Vec<StretchClosing> = Vec::new();
        let days = day(stretch.span.from).iter_days().take_while(|day| *day <= last);
        for closed in days.filter(|day| !calendar.is_open_on(*day)).take(CLOSINGS_MAX) {
            let closing = self.closing(closed, calendar);
            if !found.contains(&closing) {
                found.push(closing);
            }
        }
        if found.is_empty() {
            found.push(StretchClosing { why: ClosedBecause::Night, name: String::new() });
        }
        found
    }

    fn closing(&self, day: NaiveDate, calendar: &Calendar) -> StretchClosing {
        let is_weekend = calendar.week[day.weekday().num_days_from_monday() as usize].is_empty();
        let name = self.0.get(&day).filter(|_| calendar.holidays.contains(&day)).cloned().unwrap_or_default();
        let is_named = !name.is_empty();
        let why = if is_weekend && !is_named { ClosedBecause::Weekend } else { ClosedBecause::Holiday };
        StretchClosing { why, name }
    }
}

/// Whether the hours of one day are interrupted there: it was open before on that day, and is again after.
fn is_break(stretch: &Stretch, calendar: &Calendar) -> bool {
    let day = |at: DateTime<Utc>| at.with_timezone(&calendar.zone).date_naive();
    let (from, to) = (stretch.span.from, stretch.span.to);
    let opened = calendar.openings(from - TimeDelta::days(1)).take_while(|open| open.from < from).last();
    let reopens = calendar.openings(from).next();
    day(from) == day(to)
        && opened.is_some_and(|open| day(open.from) == day(from))
        && reopens.is_some_and(|open| day(open.from) == day(from))
}
