//! `calc sla`: when a promise in business time is due, and how much of it has passed.

use crate::calc::decode::{decode, object};
use crate::calc::error::CalcError;
use crate::kernel::calendar::{Calendar, Hours};
use crate::kernel::date::CivilDate;
use crate::kernel::zone::Zone;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The most seconds a promise may have: a hundred years.
pub const TARGET_SECONDS_MAX: i64 = 100 * 366 * 86_400;
/// The most intervals of one day.
const INTERVALS_MAX: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    #[serde(deserialize_with = "object")]
    calendar: CalendarFields,
    start: Instant,
    #[serde(default)]
    end: Option<Instant>,
    #[serde(default)]
    target_seconds: Option<i64>,
    #[serde(default)]
    hold_seconds: Option<i64>,
}

type Intervals = Vec<(ClockTime, ClockTime)>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFields {
    #[serde(default)]
    timezone: Option<String>,
    #[serde(default, deserialize_with = "object")]
    hours: WeekFields,
    #[serde(default)]
    holidays: BTreeSet<CivilDate>,
    #[serde(default)]
    date_overrides: BTreeMap<CivilDate, Intervals>,
    #[serde(default)]
    breaks: BTreeMap<CivilDate, Intervals>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WeekFields {
    mon: Intervals,
    tue: Intervals,
    wed: Intervals,
    thu: Intervals,
    fri: Intervals,
    sat: Intervals,
    sun: Intervals,
}

/// An instant in UTC, as RFC 3339 writes it, in whole seconds.
#[derive(Clone, Copy)]
struct Instant(DateTime<Utc>);

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        DateTime::parse_from_rfc3339(&text)
            .ok()
            .filter(|instant| instant.timestamp_subsec_nanos() == 0)
            .map(|instant| Self(instant.with_timezone(&Utc)))
            .ok_or_else(|| de::Error::custom("not an instant: write it like 2026-03-31T09:30:00Z"))
    }
}

/// A local time, in seconds of the day; 24:00 is its end.
#[derive(Clone, Copy)]
struct ClockTime(u32);

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        seconds_of(&text)
            .map(Self)
            .ok_or_else(|| de::Error::custom("not a time: write it like 09:30, at most 24:00"))
    }
}

fn seconds_of(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let seconds = hours * 3600 + minutes * 60;
    (minutes < 60 && seconds <= 86_400).then_some(seconds)
}

/// What is answered.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Due { due: String },
    Elapsed { elapsed_seconds: i64 },
}

/// Answers one question of `calc sla`.
///
/// # Errors
/// A field that cannot be read; neither or both of `target_seconds` and `end`; a time zone or hours that do not exist; a promise
/// beyond [`TARGET_SECONDS_MAX`]; a calendar in which nothing opens.
pub fn answer(input: Value) -> Result<Value, CalcError> {
    let request: Request = decode(input)?;
    let calendar = calendar(request.calendar)?;
    let Instant(start) = request.start;
    let answer = match (request.target_seconds, request.end) {
        (Some(target), None) => {
            let seconds = seconds("target_seconds", target)?
                + seconds("hold_seconds", request.hold_seconds.unwrap_or(0))?;
            let due = calendar.due(start, seconds).ok_or_else(|| {
                CalcError::out_of_range(
                    "calendar",
                    "nothing is open for so long: give the calendar more hours, or fewer holidays",
                )
            })?;
            Answer::Due { due: due.to_rfc3339_opts(SecondsFormat::Secs, true) }
        }
        (None, Some(Instant(end))) => {
            if request.hold_seconds.is_some() {
                return Err(CalcError::conflict(
                    "hold_seconds",
                    "it is added to target_seconds: leave it out beside end",
                ));
            }
            let elapsed = calendar.elapsed(start, end).ok_or_else(|| {
                CalcError::out_of_range("end", "more than a hundred years after start: give a nearer end")
            })?;
            Answer::Elapsed { elapsed_seconds: elapsed }
        }
        _ => {
            return Err(CalcError::conflict(
                "",
                "give target_seconds for a due time, or end for what has elapsed",
            ));
        }
    };
    serde_json::to_value(answer).map_err(|error| CalcError::invalid("", error.to_string()))
}

fn seconds(path: &str, given: i64) -> Result<i64, CalcError> {
    match (0..=TARGET_SECONDS_MAX).contains(&given) {
        true => Ok(given),
        false => {
            Err(CalcError::out_of_range(path, format!("give whole seconds from 0 to {TARGET_SECONDS_MAX}")))
        }
    }
}

fn calendar(fields: CalendarFields) -> Result<Calendar, CalcError> {
    let name = fields.timezone.as_deref().unwrap_or("UTC");
    let zone: Zone = name.parse().map_err(|_| {
        CalcError::invalid("calendar.timezone", "there is no such time zone: write it like Asia/Kolkata")
    })?;
    let WeekFields { mon, tue, wed, thu, fri, sat, sun } = fields.hours;
    let mut week = [const { Vec::new() }; 7];
    let days =
        [("mon", mon), ("tue", tue), ("wed", wed), ("thu", thu), ("fri", fri), ("sat", sat), ("sun", sun)];
    for (at, (day, given)) in days.into_iter().enumerate() {
        week[at] = intervals(&format!("calendar.hours.{day}"), given)?;
    }
    Ok(Calendar {
        zone,
        week,
        holidays: fields.holidays.into_iter().map(CivilDate::value).collect(),
        overrides: dated("calendar.date_overrides", fields.date_overrides)?,
        breaks: dated("calendar.breaks", fields.breaks)?,
    })
}

fn dated(
    path: &str,
    given: BTreeMap<CivilDate, Intervals>,
) -> Result<BTreeMap<chrono::NaiveDate, Vec<Hours>>, CalcError> {
    let read = |(date, given): (CivilDate, Intervals)| {
        Ok((date.value(), intervals(&format!("{path}.{}", date.value()), given)?))
    };
    given.into_iter().map(read).collect()
}

fn intervals(path: &str, given: Intervals) -> Result<Vec<Hours>, CalcError> {
    if given.len() > INTERVALS_MAX {
        return Err(CalcError::out_of_range(path, format!("at most {INTERVALS_MAX} intervals a day")));
    }
    let hours = |(at, (ClockTime(from), ClockTime(to))): (usize, (ClockTime, ClockTime))| {
        Hours::new(from, to).ok_or_else(|| {
            CalcError::invalid(
                format!("{path}[{at}][0]"),
                "24:00 is the end of a day: begin at 00:00 of the next",
            )
        })
    };
    given.into_iter().enumerate().map(hours).collect()
}
