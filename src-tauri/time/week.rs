//! Weeks side by side: what one person noted, a row for each thing and a column for each day; and all people with their days.

use super::fields;
use super::store::{sheet as sheets, subject as subjects, week as rows};
use super::subject::TimeOn;
use super::words::SheetStatus;
use crate::kernel::badge::Badge;
use crate::kernel::error::Result;
use crate::projects::duration;
use crate::store::record;
use crate::store::tx::Read;
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

pub use super::sheet::TimesheetGetRequest;

/// Some time, with the text that a cell shows and takes again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TimeCell {
    /// The minutes.
    pub minutes: i64,
    /// The same as it may be typed again, such as `1h 30m`; empty for none.
    pub text: String,
    /// Whether it stays as it is: some of it is invoiced.
    pub locked: bool,
}

impl TimeCell {
    pub(super) fn of(minutes: i64) -> Self {
        let text = if minutes == 0 { String::new() } else { duration::shown(minutes) };
        Self { minutes, text, locked: false }
    }
}

/// What a person spent time on in a week.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimesheetLine {
    /// What it was.
    pub on: TimeOn,
    /// The same in words: the task or ticket, else the project.
    pub title: String,
    /// The project or customer behind that.
    pub place: String,
    /// Whether new time may be noted for it: its project is not done.
    pub is_open: bool,
    /// The seven days from Monday on.
    pub days: Vec<TimeCell>,
    /// All of them.
    pub total: TimeCell,
}

/// The week of a person.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Timesheet {
    /// A day of the week before, `YYYY-MM-DD`.
    pub before: String,
    /// A day of the week after.
    pub after: String,
    /// Its id; null while nothing was noted in it.
    pub id: Option<String>,
    /// Rises with each change; 0 while nothing was noted in it.
    pub version: i64,
    /// Whose.
    pub user_id: String,
    /// That person's name.
    pub user: String,
    /// The seven days from Monday on, `YYYY-MM-DD`.
    pub dates: Vec<String>,
    /// Today, `YYYY-MM-DD`.
    pub today: String,
    /// How it stands.
    pub status: SheetStatus,
    /// The same as a badge.
    pub badge: Badge,
    /// Why it was sent back; empty when it was not.
    pub reason: String,
    /// What was done, by project and title.
    pub lines: Vec<TimesheetLine>,
    /// Each day.
    pub days: Vec<TimeCell>,
    /// The whole week.
    pub total: TimeCell,
    /// What of it is invoiced to somebody.
    pub billable: TimeCell,
    /// Whether the week before has time that could be copied.
    pub can_copy: bool,
}

/// A person in the week of all.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimesheetPerson {
    /// Who.
    pub user_id: String,
    /// That person's name.
    pub user: String,
    /// The week's id; null while nothing was noted in it.
    pub id: Option<String>,
    /// Its version.
    pub version: i64,
    /// How it stands.
    pub status: SheetStatus,
    /// The same as a badge.
    pub badge: Badge,
    /// The seven days from Monday on.
    pub days: Vec<TimeCell>,
    /// All of them.
    pub total: TimeCell,
    /// What of it is invoiced to somebody.
    pub billable: TimeCell,
}

/// Which week of all.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimesheetAllRequest {
    /// Any day of the week, `YYYY-MM-DD`; this week when absent.
    pub date: Option<String>,
}

/// The week of all people within reach.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimesheetWeek {
    /// A day of the week before, `YYYY-MM-DD`.
    pub before: String,
    /// A day of the week after.
    pub after: String,
    /// The seven days from Monday on, `YYYY-MM-DD`.
    pub dates: Vec<String>,
    /// Today, `YYYY-MM-DD`.
    pub today: String,
    /// People by name: who works here, and who noted time in this week.
    pub people: Vec<TimesheetPerson>,
    /// Each day of all.
    pub days: Vec<TimeCell>,
    /// The whole week of all.
    pub total: TimeCell,
}

/// The seven days of a week.
pub(super) fn dates(week: NaiveDate) -> Vec<String> {
    (0..7).map(|offset| (week + Days::new(offset)).to_string()).collect()
}

fn cells(minutes: [i64; 7]) -> (Vec<TimeCell>, TimeCell) {
    (minutes.into_iter().map(TimeCell::of).collect(), TimeCell::of(minutes.into_iter().sum()))
}

/// The week of a person.
///
/// # Errors
/// `invalid` at `user_id` and `date`; `not_found` for an id.
pub fn get(read: &Read<'_>, request: TimesheetGetRequest) -> Result<Timesheet> {
    let (user_id, week) = if let Some(id) = request.id {
        record::require_readable(read, "timesheet", &id)?;
        let sheet = sheets::find(read, &id)?;
        (sheet.user_id, sheet.week)
    } else {
        (fields::user(read, request.user_id.as_deref())?, fields::week(read, request.date.as_deref())?)
    };
    let mut lines: BTreeMap<TimeOn, [(i64, bool); 7]> = BTreeMap::new();
    let (mut days, mut billable) = ([0; 7], 0);
    for part in rows::of_person(read, &user_id, week)? {
        let Some(day) = place_of(week, part.day) else { continue };
        let cell = &mut lines.entry(part.on).or_default()[day];
        *cell = (cell.0 + part.minutes, cell.1 || part.is_posted);
        days[day] += part.minutes;
        billable += part.billable_minutes;
    }
    let mut lines =
        lines.into_iter().map(|(on, cells)| line(read, on, cells)).collect::<Result<Vec<TimesheetLine>>>()?;
    lines.sort_by_cached_key(|line| (line.place.to_lowercase(), line.title.to_lowercase(), line.on.clone()));
    let standing = sheets::of_week(read, &user_id, week)?;
    let status = standing.iter().map(|sheet| sheet.status).min().unwrap_or(SheetStatus::Open);
    let first = standing.into_iter().next();
    let (days, total) = cells(days);
    let before = week - Days::new(7);
    Ok(Timesheet {
        before: before.to_string(),
        after: (week + Days::new(7)).to_string(),
        version: first.as_ref().map_or(Ok(0), |sheet| record::version(read, &sheet.id))?,
        user: subjects::user_name(read, &user_id)?,
        dates: dates(week),
        today: read.today()?.to_string(),
        badge: status.badge(),
        status,
        reason: first.as_ref().map(|sheet| sheet.reason.clone()).unwrap_or_default(),
        id: first.map(|sheet| sheet.id),
        lines,
        days,
        total,
        billable: TimeCell::of(billable),
        can_copy: status == SheetStatus::Open && !rows::of_person(read, &user_id, before)?.is_empty(),
        user_id,
    })
}

fn place_of(week: NaiveDate, day: NaiveDate) -> Option<usize> {
    usize::try_from((day - week).num_days()).ok().filter(|place| *place < 7)
}

fn line(read: &Read<'_>, on: TimeOn, days: [(i64, bool); 7]) -> Result<TimesheetLine> {
    let (title, place) = super::store::timer::names(read, &on)?;
    let is_open = subjects::of(read, &on)?.is_some_and(|subject| !subject.is_closed);
    let total = TimeCell::of(days.iter().map(|(minutes, _)| minutes).sum());
    let days =
        days.into_iter().map(|(minutes, locked)| TimeCell { locked, ..TimeCell::of(minutes) }).collect();
    Ok(TimesheetLine { on, title, place, is_open, days, total })
}

/// The week of all people within reach.
///
/// # Errors
/// `error.date` at `date`.
pub fn week(read: &Read<'_>, request: TimesheetAllRequest) -> Result<TimesheetWeek> {
    let week = fields::week(read, request.date.as_deref())?;
    let reach = read.visible_owners();
    let mut people = rows::people(read, week)?;
    people.retain(|person| reach.as_ref().is_none_or(|owners| owners.contains(&person.user_id)));
    let mut noted: BTreeMap<String, ([i64; 7], i64)> = BTreeMap::new();
    let mut all = [0; 7];
    for part in rows::of_all(read, week)? {
        let Some(day) = place_of(week, part.day) else { continue };
        if people.iter().any(|person| person.user_id == part.user_id) {
            let (days, billable) = noted.entry(part.user_id).or_default();
            days[day] += part.minutes;
            *billable += part.billable_minutes;
            all[day] += part.minutes;
        }
    }
    for person in &mut people {
        let (days, billable) = noted.remove(&person.user_id).unwrap_or_default();
        (person.days, person.total) = cells(days);
        person.billable = TimeCell::of(billable);
    }
    let (days, total) = cells(all);
    Ok(TimesheetWeek {
        before: (week - Days::new(7)).to_string(),
        after: (week + Days::new(7)).to_string(),
        dates: dates(week),
        today: read.today()?.to_string(),
        people,
        days,
        total,
    })
}
