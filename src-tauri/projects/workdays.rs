//! Working days of a branch: what is planned "three days after the start" skips week-ends and holidays.
//!
//! The rule in prose: day 0 is the start itself, or the next day on which the branch works; each further working day counts one. A
//! branch for which nobody said when it works at all works every day, since a plan without any day would be of no use.

use crate::kernel::calendar::Calendar;
use crate::kernel::date::YEAR_MAX;
use crate::kernel::error::Result;
use crate::settings::working_time;
use crate::store::tx::Read;
use chrono::{Datelike as _, NaiveDate};

/// How long a branch may be closed before it counts as one that never says when it works.
const CLOSED_DAYS_MAX: usize = 370;

/// The days on which a branch works.
#[derive(Debug)]
pub struct WorkDays {
    calendar: Option<Calendar>,
}

impl WorkDays {
    /// Those of a branch.
    ///
    /// # Errors
    /// `not_found` for a branch that is none.
    pub fn of_branch(read: &Read<'_>, branch_id: &str) -> Result<Self> {
        Ok(Self::of(working_time::calendar(read, branch_id)?))
    }

    /// Those of a calendar.
    #[must_use]
    pub fn of(calendar: Calendar) -> Self {
        let is_ever_open = calendar.week.iter().any(|hours| !hours.is_empty());
        Self { calendar: is_ever_open.then_some(calendar) }
    }

    /// Whether the branch works on a day.
    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.calendar.as_ref().is_none_or(|calendar| calendar.is_open_on(day))
    }

    /// The day itself when the branch works on it, else the next one on which it does.
    #[must_use]
    pub fn at_or_after(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().take(CLOSED_DAYS_MAX).find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// The working day that lies `days` working days behind another day; for 0 see [`at_or_after`](Self::at_or_after). `None`
    /// when it lies beyond the calendar.
    #[must_use]
    pub fn after(&self, day: NaiveDate, days: i64) -> Option<NaiveDate> {
        let mut at = self.at_or_after(day);
        for _ in 0..days.max(0) {
            at = self.at_or_after(at.succ_opt()?);
        }
        (at.year() <= YEAR_MAX).then_some(at)
    }

    /// The same in either direction: a negative number leads back. A day that is none of work goes with the next one.
    #[must_use]
    pub fn shifted(&self, day: NaiveDate, days: i64) -> Option<NaiveDate> {
        if days >= 0 {
            return self.after(day, days);
        }
        let mut at = self.at_or_after(day);
        for _ in days..0 {
            at = at.pred_opt().map(|day| at_or_before(day, |day| self.is_working(day)))?;
        }
        Some(at)
    }

    /// How many working days lie from one day to another: 0 on the same one, negative when the second comes first. It is what
    /// [`shifted`](Self::shifted) by as many days undoes.
    #[must_use]
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let (from, to) = (self.at_or_after(from), self.at_or_after(to));
        let count = |first: NaiveDate, last: NaiveDate| {
            let days = first.iter_days().take_while(|day| *day < last).filter(|day| self.is_working(*day));
            i64::try_from(days.count()).unwrap_or(i64::MAX)
        };
        if from <= to { count(from, to) } else { -count(to, from) }
    }
}

fn at_or_before(day: NaiveDate, is_working: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let mut at = day;
    for _ in 0..CLOSED_DAYS_MAX {
        if is_working(at) {
            return at;
        }
        match at.pred_opt() {
            Some(before) => at = before,
            None => break,
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::calendar::Hours;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Monday to Friday, with Christmas off.
    fn office() -> WorkDays {
        let hours = vec![Hours::new(9 * 3600, 17 * 3600).unwrap()];
        let mut week = [const { Vec::new() }; 7];
        week[..5].fill(hours);
        WorkDays::of(Calendar {
            zone: crate::kernel::zone::Zone::UTC,
            week,
            holidays: BTreeSet::from([day("2026-12-25")]),
            overrides: BTreeMap::new(),
            breaks: BTreeMap::new(),
        })
    }

    #[test]
    fn week_ends_and_holidays_are_skipped() {
        let office = office();
        for (from, days, expected) in [
            ("2026-12-21", 0, "2026-12-21"),
            ("2026-12-20", 0, "2026-12-21"),
            ("2026-12-21", 3, "2026-12-24"),
            ("2026-12-21", 4, "2026-12-28"),
            ("2026-12-28", -1, "2026-12-24"),
            ("2026-12-26", -1, "2026-12-24"),
        ] {
            assert_eq!(office.shifted(day(from), days), Some(day(expected)), "{from} and {days}");
        }
    }

    #[test]
    fn a_branch_that_never_opens_works_every_day() {
        let closed = WorkDays::of(Calendar {
            zone: crate::kernel::zone::Zone::UTC,
            week: [const { Vec::new() }; 7],
            holidays: BTreeSet::new(),
            overrides: BTreeMap::new(),
            breaks: BTreeMap::new(),
        });
        assert_eq!(closed.after(day("2026-12-19"), 2), Some(day("2026-12-21")));
    }

    proptest! {
        #[test]
        fn what_lies_between_two_days_leads_from_one_to_the_other(from in 0_i64..2_000, to in 0_i64..2_000) {
            let office = office();
            let at = |days: i64| day("2025-01-01") + chrono::TimeDelta::days(days);
            let days = office.between(at(from), at(to));
            prop_assert_eq!(office.shifted(at(from), days), Some(office.at_or_after(at(to))));
        }
    }
}
