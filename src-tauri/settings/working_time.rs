//! When a branch is open: hours for each day of the week, and days that are closed or have hours of their own. What is promised in
//! business time is counted by it.

use super::country::Country;
use super::{holidays, hours};
use crate::kernel::calendar::{Calendar, Hours};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::kernel::zone::Zone;
use crate::settings::store::{branch as branches, working_time as store};
use crate::store::tx::{Read, Tx};
use crate::support::promise;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Most days with hours of their own that a branch keeps.
const DAYS_MAX: usize = 1_000;

/// Whose working time.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct WorkingTimeGetRequest {
    /// Which branch; the first one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub branch_id: Option<String>,
}

/// When a branch is open.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct WorkingTime {
    /// The branch.
    pub branch_id: String,
    /// The version of the branch, for changes.
    pub version: i64,
    /// Its country, two letters.
    pub country: String,
    /// Its clock, an IANA time zone.
    pub time_zone: String,
    /// The hours of each day of the week, Monday first, such as `09:00–13:00, 14:00–18:00`; empty when it is closed.
    pub week: Vec<String>,
    /// Days that are otherwise, by date.
    pub days: Vec<WorkingDay>,
}

/// A day that is otherwise than its day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct WorkingDay {
    /// Its id.
    pub id: String,
    /// Which day, `YYYY-MM-DD`.
    pub date: String,
    /// Why, such as the name of a holiday.
    pub name: String,
    /// Its hours, as those of the week; empty when it is closed.
    pub hours: String,
}

/// When a branch shall be open. Days that are not named any more are as their day of the week.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct WorkingTimeSaveRequest {
    /// Which branch.
    pub branch_id: String,
    /// The version of it that was seen.
    pub version: i64,
    /// The hours of each day of the week as typed, Monday first: seven of them.
    pub week: Vec<String>,
    /// Days that are otherwise.
    pub days: Vec<WorkingDayInput>,
}

/// A day that shall be otherwise.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct WorkingDayInput {
    /// Which row; a new one when absent.
    pub id: Option<String>,
    /// Which day, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Why.
    pub name: Option<String>,
    /// Its hours as typed; closed when absent or empty.
    pub hours: Option<String>,
}

/// Hours that are being typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct WorkingTimeParseRequest {
    /// The hours of several days as typed.
    pub hours: Vec<String>,
}

/// What hours that are being typed mean, where that is easily overlooked.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct WorkingTimeParseResponse {
    /// For each day the minutes from the begin of its last stretch to the end, where that is on the next day; null for others, and
    /// for what cannot be read.
    pub overnight_minutes: Vec<Option<u32>>,
}

/// A day whose fields have been checked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CheckedDay {
    pub(super) id: Option<String>,
    pub(super) date: CivilDate,
    pub(super) name: String,
    pub(super) hours: String,
}

/// When a branch is open.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: WorkingTimeGetRequest) -> Result<WorkingTime> {
    let mut rows = branches::all(read)?.into_iter();
    let found = match &request.branch_id {
        Some(id) => rows.find(|branch| branch.id == *id),
        None => rows.next(),
    };
    let branch = found.ok_or_else(|| Error::not_found("branch"))?;
    Ok(WorkingTime {
        week: store::week(read, &branch.id)?.to_vec(),
        days: store::days(read, &branch.id)?,
        branch_id: branch.id,
        version: branch.version,
        country: branch.country,
        time_zone: branch.time_zone,
    })
}

/// Reads hours that are being typed, as [`save`] will.
///
/// # Errors
/// `error.too_many` at `hours`.
pub fn parse(_: &Read<'_>, request: WorkingTimeParseRequest) -> Result<WorkingTimeParseResponse> {
    let max = 7 + DAYS_MAX;
    if request.hours.len() > max {
        return Err(Error::fields(vec![FieldError::new("hours", "error.too_many").with("max", max)]));
    }
    let minutes = |typed: &String| hours::overnight_minutes(&hours::kept(typed));
    Ok(WorkingTimeParseResponse { overnight_minutes: request.hours.iter().map(minutes).collect() })
}

/// Changes when a branch is open. What had counted of its open tickets until now stays counted.
///
/// # Errors
/// `invalid` with every field: `error.hours`, `error.hours_overnight` and their like below `week` and `days`, `error.date`,
/// `error.date_twice`; `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: WorkingTimeSaveRequest) -> Result<WorkingTime> {
    branches::touch(tx, &request.branch_id, request.version)?;
    let mut errors = FieldErrors::default();
    let week = checked_week(&request.week, &mut errors);
    let known: BTreeSet<String> =
        store::days(tx, &request.branch_id)?.into_iter().map(|day| day.id).collect();
    let days = checked_days(&request.days, &known, &mut errors);
    errors.finish()?;
    promise::keep_counts(tx, &request.branch_id)?;
    store::set_week(tx, &request.branch_id, &week)?;
    store::set_days(tx, &request.branch_id, &days)?;
    promise::recount_branch(tx, &request.branch_id)?;
    get(tx, WorkingTimeGetRequest { branch_id: Some(request.branch_id) })
}

fn checked_week(typed: &[String], errors: &mut FieldErrors) -> [String; 7] {
    if typed.len() != 7 {
        errors.add(FieldError::new("week", "error.week"));
    }
    let mut week = [const { String::new() }; 7];
    for (at, (day, typed)) in week.iter_mut().zip(typed).enumerate() {
        *day = errors.take(checked_hours(&format!("week[{at}]"), typed)).unwrap_or_default();
    }
    week
}

fn checked_hours(path: &str, typed: &str) -> std::result::Result<String, FieldError> {
    hours::typed(path, typed).map(|hours| hours::shown(&hours))
}

fn checked_days(
    typed: &[WorkingDayInput],
    known: &BTreeSet<String>,
    errors: &mut FieldErrors,
) -> Vec<CheckedDay> {
    if typed.len() > DAYS_MAX {
        errors.add(FieldError::new("days", "error.too_many").with("max", DAYS_MAX));
        return Vec::new();
    }
    let mut dates = BTreeSet::new();
    let mut days = Vec::new();
    for (at, day) in typed.iter().enumerate() {
        let path = |name: &str| format!("days[{at}].{name}");
        let date = errors.take(CivilDate::typed(&path("date"), day.date.as_deref().unwrap_or_default()));
        let name = errors.take(text::line(&path("name"), day.name.as_deref().unwrap_or_default()));
        let hours = errors.take(checked_hours(&path("hours"), day.hours.as_deref().unwrap_or_default()));
        if date.is_some_and(|date| !dates.insert(date)) {
            errors.add(FieldError::new(&path("date"), "error.date_twice"));
        }
        if day.id.as_ref().is_some_and(|id| !known.contains(id)) {
            errors.add(FieldError::new(&path("id"), "error.not_found").with("kind", "working_day"));
        }
        if let (Some(date), Some(name), Some(hours)) = (date, name, hours) {
            days.push(CheckedDay { id: day.id.clone(), date, name, hours });
        }
    }
    days
}

/// What a branch of a country begins with.
fn at_first(tx: &Tx<'_>, branch_id: &str, country: Country) -> Result<([String; 7], Vec<CheckedDay>)> {
    let today = CivilDate::try_from(tx.today_at(Some(branch_id))?).map_err(Error::internal)?;
    let week = country.week().map(|hours| hours::shown(&hours::kept(hours)));
    let days = holidays::at_first(country.code(), today).into_iter().map(|holiday| {
        Ok(CheckedDay {
            id: None,
            date: holiday.date.parse().map_err(Error::internal)?,
            name: holiday.name,
            hours: String::new(),
        })
    });
    Ok((week, days.collect::<Result<_>>()?))
}

/// Gives a new branch the hours and holidays of its country.
///
/// # Errors
/// A failure of the file.
pub(super) fn seed(tx: &Tx<'_>, branch_id: &str, country: Country) -> Result<()> {
    let (week, days) = at_first(tx, branch_id, country)?;
    store::set_week(tx, branch_id, &week)?;
    store::set_days(tx, branch_id, &days)
}

/// Gives a branch the hours and holidays of its new country, unless its own were chosen by hand.
///
/// # Errors
/// A failure of the file.
pub(super) fn follow(tx: &Tx<'_>, branch_id: &str, from: Country, to: Country) -> Result<()> {
    let (week, days) = at_first(tx, branch_id, from)?;
    // What was given for a year that is over counts no more.
    let year = tx.today_at(Some(branch_id))?.format("%Y").to_string();
    let mut kept = store::days(tx, branch_id)?;
    kept.retain(|day| day.date >= year);
    let is_as_given = store::week(tx, branch_id)? == week
        && kept.len() == days.len()
        && kept.iter().zip(&days).all(|(kept, day)| {
            (&kept.date, &kept.name, &kept.hours) == (&day.date.to_string(), &day.name, &day.hours)
        });
    if is_as_given { seed(tx, branch_id, to) } else { Ok(()) }
}

/// Refuses to bring a day back beside another of the same date.
///
/// # Errors
/// `precondition` with `error.undo_moved_on`.
pub(super) fn undo_keeps_days_apart(tx: &Tx<'_>) -> Result<()> {
    match store::has_day_twice(tx)? {
        true => Err(Error::precondition("error.undo_moved_on")),
        false => Ok(()),
    }
}

/// The calendar by which promises of a branch are counted.
///
/// # Errors
/// `not_found`; `internal` for a clock that is none.
pub fn calendar(read: &Read<'_>, branch_id: &str) -> Result<Calendar> {
    let stands = get(read, WorkingTimeGetRequest { branch_id: Some(branch_id.to_owned()) })?;
    let zone: Zone = stands.time_zone.parse().map_err(Error::internal)?;
    let mut week = [const { Vec::new() }; 7];
    for (day, kept) in week.iter_mut().zip(&stands.week) {
        *day = hours::kept(kept);
    }
    let mut overrides: BTreeMap<_, Vec<Hours>> = BTreeMap::new();
    let mut closed = BTreeSet::new();
    for day in &stands.days {
        let date = day.date.parse::<CivilDate>().map_err(Error::internal)?.value();
        match hours::kept(&day.hours) {
            hours if hours.is_empty() => drop(closed.insert(date)),
            hours => drop(overrides.insert(date, hours)),
        }
    }
    Ok(Calendar { zone, week, holidays: closed, overrides, breaks: BTreeMap::new() })
}
