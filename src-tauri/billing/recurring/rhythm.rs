//! The days of something that comes again and again.
//!
//! Each day is reckoned from the first one and never from the one before it, so that what begins on the 31st falls on the last day of a
//! shorter month and is back on the 31st after it: 31 January, 28 February, 31 March. The same holds for 29 February.

use super::super::draft::{YEAR_MAX, date};
use crate::kernel::error::{FieldError, FieldErrors};
use chrono::{Datelike as _, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The largest number of units between two days.
const EVERY_MAX: u32 = 99;
/// The most days that are counted off.
const COUNT_MAX: u32 = 999;

/// What is counted between two days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecurringUnit {
    /// Seven days.
    Week,
    /// A month of the calendar.
    #[default]
    Month,
    /// Three months.
    Quarter,
    /// Twelve months.
    Year,
}

impl RecurringUnit {
    /// How many months it has; `None` for weeks.
    pub(crate) const fn months(self) -> Option<u32> {
        match self {
            Self::Week => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Year => Some(12),
        }
    }
}

/// When the days are over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum RecurringEnd {
    /// They go on until somebody ends them.
    #[default]
    Never,
    /// With a day.
    On {
        /// The last day on which one may fall, `YYYY-MM-DD`.
        date: String,
    },
    /// After so many invoices; one that is skipped is none of them.
    After {
        /// How many.
        count: u32,
    },
}

/// The days of a recurring invoice as they are typed and shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecurringRhythm {
    /// Every so many units.
    pub every: u32,
    /// The unit.
    pub unit: RecurringUnit,
    /// The first day, `YYYY-MM-DD`.
    pub first: String,
    /// When they are over; never when absent.
    #[serde(default)]
    #[ts(as = "Option<RecurringEnd>", optional)]
    pub end: RecurringEnd,
}

/// The same, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// Every so many units.
    pub(in crate::billing) every: u32,
    /// The unit.
    pub(in crate::billing) unit: RecurringUnit,
    /// The first day.
    pub(in crate::billing) first: NaiveDate,
    /// The last day on which one may fall.
    pub(in crate::billing) last: Option<NaiveDate>,
    /// How many invoices there are in all.
    pub(in crate::billing) count: Option<u32>,
    /// How many of them are written.
    pub(in crate::billing) made: u32,
    /// The last day that its contract leaves it, beside what was said here.
    pub(in crate::billing) bound: Option<NaiveDate>,
}

impl Rhythm {
    /// Reads what was typed at `path`.
    ///
    /// # Errors
    /// Adds to `errors` what is wrong in it, and is `None` then.
    pub fn typed(path: &str, typed: &RecurringRhythm, errors: &mut FieldErrors) -> Option<Self> {
        let at = |name: &str| format!("{path}.{name}");
        let first = errors.take(date(&at("first"), &typed.first));
        let within = |name: &str, number: u32, max: u32| match number {
            number if (1..=max).contains(&number) => Ok(number),
            _ => Err(FieldError::new(&at(name), "error.between").with("min", 1).with("max", max)),
        };
        let every = errors.take(within("every", typed.every, EVERY_MAX));
        let (last, count) = match &typed.end {
            RecurringEnd::Never => (None, None),
            RecurringEnd::On { date: day } => (Some(errors.take(date(&at("end.date"), day))?), None),
            RecurringEnd::After { count } => {
                (None, Some(errors.take(within("end.count", *count, COUNT_MAX))?))
            }
        };
        let (first, every) = (first?, every?);
        if last.is_some_and(|last| last < first) {
            errors.add(FieldError::new(&at("end.date"), "error.period"));
            return None;
        }
        Some(Self { every, unit: typed.unit, first, last, count, made: 0, bound: None })
    }

    /// Reads what was typed in place of what stands. Where its end is the one that was shown, all that stands of its end does: the contract
    /// may have bounded what was said before.
    ///
    /// # Errors
    /// As [`Self::typed`].
    pub(super) fn retyped(
        path: &str,
        typed: &RecurringRhythm,
        stands: Option<&Self>,
        errors: &mut FieldErrors,
    ) -> Option<Self> {
        let Some(stands) = stands else { return Self::typed(path, typed, errors) };
        if stands.bound.is_none() || typed.end != stands.shown().end {
            return Self::typed(path, typed, errors).map(|rhythm| Self { made: stands.made, ..rhythm });
        }
        let open = RecurringRhythm { end: RecurringEnd::Never, ..typed.clone() };
        let Self { last, count, made, bound, .. } = *stands;
        Self::typed(path, &open, errors).map(|rhythm| Self { last, count, made, bound, ..rhythm })
    }

    /// The last day on which one may fall, for whatever reason.
    pub(in crate::billing) fn until(&self) -> Option<NaiveDate> {
        self.last.into_iter().chain(self.bound).min()
    }

    /// As it is shown.
    #[must_use]
    pub fn shown(&self) -> RecurringRhythm {
        let end = match (self.until(), self.count) {
            (Some(day), _) => RecurringEnd::On { date: day.to_string() },
            (None, Some(count)) => RecurringEnd::After { count },
            (None, None) => RecurringEnd::Never,
        };
        RecurringRhythm { every: self.every, unit: self.unit, first: self.first.to_string(), end }
    }

    /// The day so many steps after the first one, whether or not it is among those that are made; `None` past the calendar.
    #[must_use]
    pub fn day(&self, no: u32) -> Option<NaiveDate> {
        let steps = no.checked_mul(self.every)?;
        let day = match self.unit.months() {
            Some(months) => self.first.checked_add_months(Months::new(steps.checked_mul(months)?)),
            None => self.first.checked_add_days(Days::new(u64::from(steps) * 7)),
        };
        day.filter(|day| day.year() <= YEAR_MAX)
    }

    /// Which step is the first one after a day that is settled; the very first when none is.
    fn after(&self, done: Option<NaiveDate>) -> u32 {
        let Some(done) = done.filter(|done| *done >= self.first) else { return 0 };
        let units = match self.unit.months() {
            None => (done - self.first).num_days() / 7,
            Some(months) => {
                let of = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
                (of(done) - of(self.first)) / i64::from(months)
            }
        };
        // So many steps lie before that day or on it, one at most after it.
        let mut no = u32::try_from(units / i64::from(self.every)).unwrap_or(u32::MAX);
        while self.day(no).is_some_and(|day| day <= done) {
            no += 1;
        }
        no
    }

    /// The first day that comes after the one that is settled; `None` when none is left.
    #[must_use]
    pub fn next(&self, done: Option<NaiveDate>) -> Option<NaiveDate> {
        let no = self.after(done);
        self.day(no).filter(|day| self.left() > 0 && self.until().is_none_or(|last| *day <= last))
    }

    /// The days that come after the one that is settled, in their order.
    pub fn days(&self, done: Option<NaiveDate>) -> impl Iterator<Item = NaiveDate> + '_ {
        std::iter::successors(self.next(done), |day| self.next(Some(*day))).take(self.left())
    }

    /// How many invoices are left to be written, as far as they are counted.
    fn left(&self) -> usize {
        self.count.map_or(usize::MAX, |count| usize::try_from(count.saturating_sub(self.made)).unwrap_or(0))
    }

    /// The last day of the period that begins on one of the days.
    #[must_use]
    pub fn period_end(&self, day: NaiveDate) -> NaiveDate {
        let next = self.day(self.after(Some(day)));
        next.and_then(|next| next.pred_opt()).unwrap_or(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rhythm(every: u32, unit: RecurringUnit, first: &str) -> Rhythm {
        Rhythm { every, unit, first: day(first), last: None, count: None, made: 0, bound: None }
    }

    #[test]
    fn days_are_reckoned_from_the_first() {
        for (every, unit, first, expected) in [
            (1, RecurringUnit::Month, "2027-01-31", ["2027-01-31", "2027-02-28", "2027-03-31"]),
            (1, RecurringUnit::Month, "2028-01-30", ["2028-01-30", "2028-02-29", "2028-03-30"]),
            (2, RecurringUnit::Week, "2026-12-21", ["2026-12-21", "2027-01-04", "2027-01-18"]),
            (1, RecurringUnit::Quarter, "2026-11-30", ["2026-11-30", "2027-02-28", "2027-05-30"]),
            (1, RecurringUnit::Year, "2028-02-29", ["2028-02-29", "2029-02-28", "2030-02-28"]),
            (4, RecurringUnit::Year, "2028-02-29", ["2028-02-29", "2032-02-29", "2036-02-29"]),
        ] {
            let rhythm = rhythm(every, unit, first);
            let found: Vec<String> = rhythm.days(None).take(3).map(|day| day.to_string()).collect();
            assert_eq!(found, expected, "every {every} {unit:?}");
        }
    }

    #[test]
    fn days_end_with_a_day_or_after_so_many() {
        let monthly = rhythm(1, RecurringUnit::Month, "2026-10-31");
        let until = Rhythm { last: Some(day("2026-12-31")), ..monthly };
        assert_eq!(until.days(None).count(), 3);
        assert_eq!(Rhythm { last: Some(day("2026-12-30")), ..monthly }.days(None).count(), 2);
        assert_eq!(Rhythm { count: Some(5), ..monthly }.days(None).count(), 5);
        let both = Rhythm { count: Some(5), bound: Some(day("2026-12-30")), ..monthly };
        assert_eq!(both.days(None).count(), 2, "the count and the day hold both");
        let made = Rhythm { count: Some(5), made: 2, ..monthly };
        let found: Vec<String> = made.days(Some(day("2026-12-31"))).map(|day| day.to_string()).collect();
        assert_eq!(
            found,
            ["2027-01-31", "2027-02-28", "2027-03-31"],
            "a day that was left out is none of five"
        );
        assert_eq!(Rhythm { made: 5, ..made }.next(Some(day("2026-12-31"))), None);
        assert_eq!(monthly.next(Some(day("2199-12-31"))), None, "no day lies past the calendar");
    }

    #[test]
    fn a_period_lasts_until_the_next_day() {
        for (first, unit, end) in [
            ("2026-12-01", RecurringUnit::Month, "2026-12-31"),
            ("2027-01-31", RecurringUnit::Month, "2027-02-27"),
            ("2026-12-01", RecurringUnit::Year, "2027-11-30"),
            ("2026-12-01", RecurringUnit::Week, "2026-12-07"),
        ] {
            assert_eq!(rhythm(1, unit, first).period_end(day(first)), day(end), "{first} {unit:?}");
        }
    }

    fn rhythms() -> impl Strategy<Value = Rhythm> {
        let units = [RecurringUnit::Week, RecurringUnit::Month, RecurringUnit::Quarter, RecurringUnit::Year];
        (1_u32..=99, prop::sample::select(units.to_vec()), 0_u64..40_000).prop_map(|(every, unit, ahead)| {
            let first = day("2020-01-01").checked_add_days(Days::new(ahead)).unwrap();
            Rhythm { every, unit, first, last: None, count: None, made: 0, bound: None }
        })
    }

    proptest! {
        #[test]
        fn each_day_is_found_once_from_wherever_one_stands(rhythm in rhythms(), no in 0_u32..60, beside in 0_u64..40) {
            let Some(at) = rhythm.day(no) else { return Ok(()) };
            prop_assert_eq!(rhythm.next(at.pred_opt()), Some(at));
            if let Some(next) = rhythm.day(no + 1) {
                prop_assert!(at < next);
                let between = at.checked_add_days(Days::new(beside)).unwrap().min(next.pred_opt().unwrap());
                prop_assert_eq!(rhythm.next(Some(between)), Some(next));
                prop_assert_eq!(rhythm.period_end(at).succ_opt(), Some(next));
            }
        }

        #[test]
        fn a_month_day_is_that_of_the_first_or_the_last_of_its_month(rhythm in rhythms(), no in 0_u32..60) {
            let Some(at) = rhythm.day(no) else { return Ok(()) };
            if rhythm.unit == RecurringUnit::Week {
                prop_assert_eq!(at.weekday(), rhythm.first.weekday());
            } else {
                let is_last = at.succ_opt().is_none_or(|next| next.month() != at.month());
                prop_assert!(at.day() == rhythm.first.day() || (is_last && at.day() < rhythm.first.day()));
            }
        }
    }
}
