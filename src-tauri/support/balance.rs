//! What is left of an entitlement: the sum of what was given and what was used, period by period.
//!
//! The rule in prose: periods are counted from the first day of the entitlement, so that one that begins on the 15th is given anew on
//! the 15th. What is left of a period goes into the next one where that was agreed, and is lost where it was not. What is used
//! beyond is over, in the period in which it was used, and takes nothing from the next. Work that is invoiced by the hour uses nothing of
//! what was bought. Hours are counted in whole minutes.

use super::terms::{SupportPeriod, SupportUnit};
use crate::kernel::decimal::round_half_away;
use chrono::{Days, Months, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// Minutes of an hour.
const HOUR: i64 = 60;

/// What was agreed.
#[derive(Debug, Clone)]
pub struct Agreed {
    /// How it is counted.
    pub unit: SupportUnit,
    /// How much there is in each period, in minutes or requests; `None`: as much as is needed.
    pub per_period: Option<i64>,
    /// The periods.
    pub period: SupportPeriod,
    /// Whether what is left goes into the next one.
    pub rollover: bool,
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
}

/// Something that was used.
#[derive(Debug, Clone, Copy)]
pub struct Use {
    /// When.
    pub date: NaiveDate,
    /// Minutes or requests; below zero for what was given back.
    pub quantity: i64,
}

/// What is left of an entitlement, in minutes of hours or in requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Balance {
    /// What may be used in this period, with what came over from the ones before.
    pub allowed: i64,
    /// What was used in it.
    pub used: i64,
    /// What is left in it.
    pub left: i64,
    /// What was used beyond, in this period.
    pub over: i64,
    /// What was used beyond, in all periods.
    pub over_in_all: i64,
    /// The first day of this period.
    pub from: String,
    /// The last day of this period.
    pub to: String,
}

/// What was used beyond in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodOver {
    /// The first day of the period.
    pub from: String,
    /// The last day of it.
    pub to: String,
    /// Minutes or requests, above zero.
    pub quantity: i64,
}

/// A decimal amount of hours or tickets in minutes or requests.
#[must_use]
pub fn quantity(unit: SupportUnit, amount: Option<&str>) -> Option<i64> {
    let amount: Decimal = amount?.parse().ok()?;
    let factor = if unit == SupportUnit::Hours { HOUR } else { 1 };
    round_half_away(amount.checked_mul(Decimal::from(factor))?, 0).to_i64()
}

impl Agreed {
    /// The first day of period `at`, counted from 0; `None` beyond the calendar.
    fn begins(&self, at: u32) -> Option<NaiveDate> {
        match self.period.months() {
            Some(months) => self.start.checked_add_months(Months::new(months.checked_mul(at)?)),
            None if at == 0 => Some(self.start),
            None => None,
        }
    }

    /// The period of a day; days outside belong to the first or the last.
    fn period_of(&self, day: NaiveDate) -> u32 {
        let day = day.clamp(self.start, self.end);
        let mut at = 0;
        while self.begins(at + 1).is_some_and(|begins| begins <= day) {
            at += 1;
        }
        at
    }

    /// What is left on a day after these uses; `None` when nothing is counted.
    #[must_use]
    pub fn balance(&self, uses: &[Use], today: NaiveDate) -> Option<Balance> {
        let per_period = self.per_period?;
        let current = self.period_of(today);
        let periods = self.periods(per_period, uses, current);
        let (allowed, used) = *periods.last()?;
        let over = |(allowed, used): &(i64, i64)| (used - allowed).max(0);
        let (from, to) = self.days_of(current);
        Some(Balance {
            allowed,
            used,
            left: (allowed - used).max(0),
            over: over(&(allowed, used)),
            over_in_all: periods.iter().map(over).fold(0, i64::saturating_add),
            from,
            to,
        })
    }

    /// What was used beyond in each period up to a day, the oldest first.
    #[must_use]
    pub fn overs(&self, uses: &[Use], today: NaiveDate) -> Vec<PeriodOver> {
        let Some(per_period) = self.per_period else { return Vec::new() };
        let periods = self.periods(per_period, uses, self.period_of(today));
        let overs = (0..).zip(periods).map(|(at, (allowed, used))| {
            let (from, to) = self.days_of(at);
            PeriodOver { from, to, quantity: used - allowed }
        });
        overs.filter(|over| over.quantity > 0).collect()
    }

    /// What the periods that are over on a day came to: what was used beyond in each, and what comes over into the one that runs.
    #[must_use]
    pub fn past(&self, uses: &[Use], today: NaiveDate) -> (Vec<PeriodOver>, i64) {
        let mut overs = self.overs(uses, today);
        overs.retain(|over| over.to < today.to_string());
        let allowed = self.balance(uses, today).map_or(0, |balance| balance.allowed);
        (overs, allowed - self.per_period.unwrap_or_default())
    }

    /// What was given from a day on, without what came over into it, and what was used since; `None` when nothing is counted.
    #[must_use]
    pub fn since(&self, uses: &[Use], first: NaiveDate, today: NaiveDate) -> Option<(i64, i64)> {
        let per_period = self.per_period?;
        let (from, current) = (self.period_of(first), self.period_of(today));
        let used = self.used(uses, current).into_iter().skip(from as usize);
        let (count, used) =
            used.fold((0, 0), |(count, sum): (i64, i64), used| (count + 1, sum.saturating_add(used)));
        Some((per_period.saturating_mul(count), used))
    }

    /// How many periods begin after one day, where there is one, and not after another.
    #[must_use]
    pub fn begun_between(&self, after: Option<NaiveDate>, until: NaiveDate) -> i64 {
        let begins =
            (0..).map_while(|at| self.begins(at)).take_while(|begins| *begins <= until.min(self.end));
        begins.filter(|begins| after.is_none_or(|after| *begins > after)).map(|_| 1).sum()
    }

    /// What was used in each period up to `current`.
    fn used(&self, uses: &[Use], current: u32) -> Vec<i64> {
        let mut used = vec![0_i64; current as usize + 1];
        for one in uses {
            // What was used by a clock ahead of this one counts in the period that is shown.
            let at = self.period_of(one.date).min(current) as usize;
            used[at] = used[at].saturating_add(one.quantity);
        }
        used
    }

    /// What was allowed and used in each period up to `current`.
    fn periods(&self, per_period: i64, uses: &[Use], current: u32) -> Vec<(i64, i64)> {
        let mut carried = 0_i64;
        let used = self.used(uses, current).into_iter();
        let periods = used.map(|used| {
            let allowed = per_period.saturating_add(carried);
            carried = if self.rollover { (allowed - used).max(0) } else { 0 };
            (allowed, used)
        });
        periods.collect()
    }

    /// The first and the last day of a period.
    fn days_of(&self, at: u32) -> (String, String) {
        let last = self.begins(at + 1).and_then(|next| next.checked_sub_days(Days::new(1)));
        let first = self.begins(at).unwrap_or(self.start);
        (first.to_string(), last.map_or(self.end, |last| last.min(self.end)).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn agreed(period: SupportPeriod, rollover: bool) -> Agreed {
        Agreed {
            unit: SupportUnit::Hours,
            per_period: Some(600),
            period,
            rollover,
            start: day("2026-01-31"),
            end: day("2027-01-30"),
        }
    }

    #[test]
    fn a_balance_is_the_sum_of_what_was_given_and_used() {
        let uses = [
            Use { date: day("2026-02-10"), quantity: 700 },
            Use { date: day("2026-03-05"), quantity: 120 },
            Use { date: day("2026-03-06"), quantity: -20 },
        ];
        for (period, rollover, on, expected) in [
            // January 31 to February 27: a hundred minutes were over.
            (SupportPeriod::Month, false, "2026-02-27", (600, 700, 0, 100, 100)),
            (SupportPeriod::Month, false, "2026-03-10", (600, 100, 500, 0, 100)),
            // What was left of March comes over into April.
            (SupportPeriod::Month, true, "2026-04-15", (1100, 0, 1100, 0, 100)),
            (SupportPeriod::Month, false, "2026-04-15", (600, 0, 600, 0, 100)),
            (SupportPeriod::Quarter, false, "2026-04-15", (600, 800, 0, 200, 200)),
            (SupportPeriod::Term, true, "2030-01-01", (600, 800, 0, 200, 200)),
            // Before the first day the first period is shown.
            (SupportPeriod::Year, true, "2025-01-01", (600, 0, 600, 0, 0)),
        ] {
            let until = &uses[..uses.partition_point(|one| one.date <= day(on))];
            let balance = agreed(period, rollover).balance(until, day(on)).unwrap();
            let figures = (balance.allowed, balance.used, balance.left, balance.over, balance.over_in_all);
            assert_eq!(figures, expected, "{period:?} {rollover} {on}");
        }
    }

    #[test]
    fn what_was_used_beyond_is_told_by_period() {
        let uses = [
            Use { date: day("2026-02-10"), quantity: 700 },
            Use { date: day("2026-03-10"), quantity: 800 },
            Use { date: day("2026-05-10"), quantity: 590 },
        ];
        for (rollover, expected) in [
            (false, vec![("2026-01-31", "2026-02-27", 100), ("2026-02-28", "2026-03-30", 200)]),
            // What was left of April takes in what was beyond in May.
            (true, vec![("2026-01-31", "2026-02-27", 100), ("2026-02-28", "2026-03-30", 200)]),
        ] {
            let overs = agreed(SupportPeriod::Month, rollover).overs(&uses, day("2026-05-20"));
            let overs: Vec<_> =
                overs.iter().map(|one| (one.from.as_str(), one.to.as_str(), one.quantity)).collect();
            assert_eq!(overs, expected, "{rollover}");
        }
    }

    #[test]
    fn what_was_used_of_a_term_is_told_without_what_came_over_into_it() {
        let uses = [
            Use { date: day("2026-02-10"), quantity: 700 },
            Use { date: day("2026-03-10"), quantity: 300 },
            Use { date: day("2026-04-10"), quantity: 50 },
        ];
        let month = agreed(SupportPeriod::Month, true);
        for (first, today, expected) in [
            ("2026-01-31", "2026-04-20", (1800, 1050)),
            ("2026-02-28", "2026-04-20", (1200, 350)),
            ("2025-01-01", "2026-02-10", (600, 1050)),
        ] {
            assert_eq!(month.since(&uses, day(first), day(today)), Some(expected), "{first} {today}");
        }
        assert_eq!(
            agreed(SupportPeriod::Term, false).since(&uses, day("2026-01-31"), day("2026-06-01")),
            Some((600, 1050))
        );
    }

    #[test]
    fn a_period_belongs_to_the_days_in_which_it_begins() {
        let (month, term) = (agreed(SupportPeriod::Month, false), agreed(SupportPeriod::Term, false));
        for (after, until, months, once) in [
            (None, "2027-01-30", 12, 1),
            (None, "2026-01-30", 0, 0),
            (Some("2026-01-31"), "2026-04-30", 3, 0),
            (Some("2026-12-30"), "2030-01-01", 1, 0),
        ] {
            let begun = |agreed: &Agreed| agreed.begun_between(after.map(day), day(until));
            assert_eq!((begun(&month), begun(&term)), (months, once), "{after:?} {until}");
        }
    }

    #[test]
    fn what_a_clock_ahead_wrote_counts_in_the_period_that_is_shown() {
        let ahead = [Use { date: day("2026-04-01"), quantity: 50 }];
        let balance = agreed(SupportPeriod::Month, false).balance(&ahead, day("2026-02-10")).unwrap();
        assert_eq!((balance.used, balance.left), (50, 550));
    }

    #[test]
    fn a_period_that_begins_on_the_last_of_a_month_keeps_its_day() {
        let balance = agreed(SupportPeriod::Month, false).balance(&[], day("2026-03-30")).unwrap();
        assert_eq!((balance.from.as_str(), balance.to.as_str()), ("2026-02-28", "2026-03-30"));
        let last = agreed(SupportPeriod::Month, false).balance(&[], day("2027-06-01")).unwrap();
        assert_eq!((last.from.as_str(), last.to.as_str()), ("2026-12-31", "2027-01-30"));
    }

    #[test]
    fn hours_become_minutes_and_unlimited_is_not_counted() {
        assert_eq!(quantity(SupportUnit::Hours, Some("10.5")), Some(630));
        assert_eq!(quantity(SupportUnit::Tickets, Some("3")), Some(3));
        assert_eq!(quantity(SupportUnit::Unlimited, None), None);
        let mut endless = agreed(SupportPeriod::Month, false);
        endless.per_period = None;
        assert_eq!(endless.balance(&[], day("2026-03-01")), None);
    }
}
