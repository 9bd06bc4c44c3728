//! The term that a contract is in, and the one after it.
//!
//! Terms are counted from the first day of the contract, as the days of a rhythm are: what begins on 31 January goes on on 28 February
//! and on 31 March.

use super::contract::Terms;
use super::store::contract as store;
use super::terms;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, Result};
use crate::store::tx::Read;
use chrono::{Datelike as _, Months};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// A term of a contract.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// The first day of the contract.
    first: CivilDate,
    /// Its own first day.
    pub start: CivilDate,
    /// Its last day.
    pub end: CivilDate,
}

impl Term {
    /// The first term of a contract.
    #[must_use]
    pub const fn first(start: CivilDate, end: CivilDate) -> Self {
        Self { first: start, start, end }
    }

    /// The one that a contract is in.
    pub(super) fn of(read: &Read<'_>, id: &str, terms: &Terms) -> Result<Self> {
        let start = match store::terms_over(read, id)?.last() {
            Some(term) => next_day(term.end.parse().map_err(Error::internal)?)?,
            None => terms.start,
        };
        Ok(Self { first: terms.start, start, end: terms.end })
    }

    /// How many months it has, a part of one as a fraction.
    #[must_use]
    pub fn months(&self) -> Decimal {
        match months_apart(self.first, self.start) {
            Some(before) => terms::months(self.first, self.end) - Decimal::from(before),
            None => terms::months(self.start, self.end),
        }
    }

    /// How many whole months it has; one at least.
    #[must_use]
    pub fn whole_months(&self) -> i64 {
        self.months().trunc().to_i64().unwrap_or_default().max(1)
    }

    /// The one after it, of so many months.
    pub(super) fn next(&self, months: i64) -> Result<Self> {
        let start = next_day(self.end)?;
        let end = match months_apart(self.first, start) {
            Some(before) => terms::last_day("months", self.first, before + months)?,
            None => terms::last_day("months", start, months)?,
        };
        Ok(Self { start, end, ..*self })
    }
}

/// How many whole months lie between two days; `None` where no number of them does.
fn months_apart(from: CivilDate, to: CivilDate) -> Option<i64> {
    let (from, to) = (from.value(), to.value());
    let months = (to.year() - from.year()) * 12 + to.month().cast_signed() - from.month().cast_signed();
    let months = u32::try_from(months).ok()?;
    (from.checked_add_months(Months::new(months)) == Some(to)).then_some(months.into())
}

/// The day after one.
pub(super) fn next_day(day: CivilDate) -> Result<CivilDate> {
    let next = day.value().succ_opt().ok_or_else(|| Error::internal("a day beyond the calendar"))?;
    CivilDate::try_from(next).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::Term;

    fn term(start: &str, end: &str) -> Term {
        Term::first(start.parse().unwrap(), end.parse().unwrap())
    }

    #[test]
    fn a_term_has_whole_months() {
        for (start, end, months) in [
            ("2026-04-01", "2027-03-31", 12),
            ("2026-01-15", "2026-02-14", 1),
            ("2026-01-15", "2026-02-10", 1),
            ("2026-01-31", "2026-07-30", 6),
            ("2026-08-31", "2027-02-27", 6),
            ("2024-03-01", "2026-02-28", 24),
        ] {
            assert_eq!(term(start, end).whole_months(), months, "{start} {end}");
        }
    }

    #[test]
    fn terms_are_counted_from_the_first_day() {
        for (first, months, ends) in [
            (("2027-01-31", "2027-02-27"), 1, ["2027-03-30", "2027-04-29", "2027-05-30"]),
            (("2027-08-31", "2027-11-29"), 3, ["2028-02-28", "2028-05-30", "2028-08-30"]),
            (("2028-02-29", "2029-02-27"), 12, ["2030-02-27", "2031-02-27", "2032-02-28"]),
            (("2027-01-31", "2027-02-10"), 1, ["2027-03-10", "2027-04-10", "2027-05-10"]),
        ] {
            let mut known = term(first.0, first.1);
            for end in ends {
                known = known.next(months).unwrap();
                assert_eq!(
                    (known.end.to_string(), known.whole_months()),
                    (end.to_owned(), months),
                    "{first:?}"
                );
            }
        }
    }
}
