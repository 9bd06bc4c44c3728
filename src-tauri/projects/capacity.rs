//! Capacity: who has more to do in the next four weeks than there are working hours.
//!
//! The rule in prose: what an open task still takes, its estimate less the time that was noted on it, is spread evenly over the working
//! days from its first day, or today when that is past, to its last; all of a late one counts today. What has no day or no estimate
//! counts nowhere and is told beside it. A person has the working hours of the company's first branch.

use super::store::{self, capacity as rows};
use super::workdays::WorkDays;
use crate::kernel::error::Result;
use crate::settings::working_time;
use crate::store::tx::Read;
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// How many weeks are looked at.
const WEEKS: usize = 4;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CapacityRequest {}

/// What everybody has to do in the next four weeks.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Capacity {
    /// The first day of each week, `YYYY-MM-DD`; the first is today.
    pub weeks: Vec<String>,
    /// The people with work, the fullest first.
    pub people: Vec<PersonCapacity>,
}

/// What one person has to do.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PersonCapacity {
    /// The user.
    pub user_id: String,
    /// The user's name.
    pub name: String,
    /// Week by week.
    pub weeks: Vec<WeekLoad>,
    /// Whether any week holds more than there are hours.
    pub is_over: bool,
    /// Open tasks that count nowhere, for they have no day or no estimate.
    pub uncounted: i64,
}

/// The load of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct WeekLoad {
    /// Minutes of work that is planned.
    pub planned_minutes: i64,
    /// Minutes of working time; null when nobody said when the branch works.
    pub available_minutes: Option<i64>,
    /// Planned in thousandths of what is available; null with it.
    pub permille: Option<i64>,
    /// Whether more is planned than there are hours.
    pub is_over: bool,
}

/// An open task with its days.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) start: Option<NaiveDate>,
    pub(super) due: NaiveDate,
    pub(super) minutes: i64,
}

/// What everybody has to do in the next four weeks.
///
/// # Errors
/// A failure of the file.
pub fn of_team(read: &Read<'_>, _: CapacityRequest) -> Result<Capacity> {
    let calendar = working_time::calendar(read, &store::branch(read, None)?)?;
    let today = read.today()?;
    let seconds = |day: NaiveDate| calendar.seconds_on(day);
    let starts: Vec<NaiveDate> =
        (0..WEEKS as u64).filter_map(|week| today.checked_add_days(Days::new(week * 7))).collect();
    let is_known = calendar.week.iter().any(|hours| !hours.is_empty());
    let available: Vec<Option<i64>> = starts
        .iter()
        .map(|start| is_known.then(|| start.iter_days().take(7).map(seconds).sum::<i64>() / 60))
        .collect();
    let days = WorkDays::of(calendar.clone());
    let mut people = Vec::new();
    for (user, pieces) in rows::pieces(read, today)? {
        let planned = spread(&pieces, today, &days);
        let weeks: Vec<WeekLoad> =
            planned.iter().zip(&available).map(|(planned, available)| load(*planned, *available)).collect();
        people.push(PersonCapacity {
            is_over: weeks.iter().any(|week| week.is_over),
            weeks,
            uncounted: user.uncounted,
            user_id: user.id,
            name: user.name,
        });
    }
    let fullest = |person: &PersonCapacity| person.weeks.iter().map(|week| week.planned_minutes).max();
    people.sort_by(|one, other| fullest(other).cmp(&fullest(one)).then_with(|| one.name.cmp(&other.name)));
    Ok(Capacity { weeks: starts.iter().map(ToString::to_string).collect(), people })
}

fn load(planned_minutes: i64, available_minutes: Option<i64>) -> WeekLoad {
    let some = available_minutes.filter(|minutes| *minutes > 0);
    WeekLoad {
        planned_minutes,
        available_minutes,
        permille: some.map(|minutes| planned_minutes.saturating_mul(1_000) / minutes),
        is_over: available_minutes.is_some_and(|minutes| planned_minutes > minutes),
    }
}

/// The minutes of each of the next weeks.
fn spread(pieces: &[Piece], today: NaiveDate, days: &WorkDays) -> [i64; WEEKS] {
    let mut weeks = [0_i64; WEEKS];
    let window: BTreeMap<NaiveDate, usize> =
        today.iter_days().take(WEEKS * 7).enumerate().map(|(at, day)| (day, at / 7)).collect();
    for piece in pieces {
        let first = days.at_or_after(piece.start.unwrap_or(today).max(today));
        let last = days.at_or_after(piece.due.max(today)).max(first);
        let count = days.between(first, last) + 1;
        let (share, mut rest) = (piece.minutes / count, piece.minutes % count);
        for (_, week) in window.range(first..=last).filter(|(day, _)| days.is_working(**day)) {
            let extra = i64::from(rest > 0);
            rest -= extra;
            weeks[*week] = weeks[*week].saturating_add(share + extra);
        }
    }
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::calendar::{Calendar, Hours};
    use std::collections::BTreeSet;

    #[test]
    fn work_is_spread_over_the_working_days_that_are_left() {
        let mut week = [const { Vec::new() }; 7];
        week[..5].fill(vec![Hours::new(9 * 3600, 17 * 3600).unwrap()]);
        let days = WorkDays::of(Calendar {
            zone: crate::kernel::zone::Zone::UTC,
            week,
            holidays: BTreeSet::new(),
            overrides: BTreeMap::new(),
            breaks: BTreeMap::new(),
        });
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let today = day("2026-11-23");
        for (start, due, minutes, expected) in [
            // Ten working days of an hour each.
            (Some("2026-11-23"), "2026-12-04", 600, [300, 300, 0, 0]),
            // Begun before today: what is left of it is spread over what is left of its days.
            (Some("2026-11-16"), "2026-11-24", 100, [100, 0, 0, 0]),
            // Late: all of it today.
            (Some("2026-11-02"), "2026-11-06", 90, [90, 0, 0, 0]),
            (None, "2026-11-29", 60, [50, 10, 0, 0]),
            // Only what lies in the four weeks counts in them; what cannot be divided falls on the first days.
            (Some("2026-12-18"), "2026-12-21", 101, [0, 0, 0, 51]),
            (Some("2027-01-04"), "2027-01-08", 600, [0, 0, 0, 0]),
        ] {
            let piece = Piece { start: start.map(day), due: day(due), minutes };
            assert_eq!(spread(&[piece], today, &days), expected, "{start:?} to {due}");
        }
    }
}
