//! What contracts, entitlements and offers have in common: first and last days, and what was typed for them.

use super::store;
use super::term::Term;
use crate::billing::recurring::RecurringRhythm;
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money;
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use chrono::{Datelike as _, Days, Months};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Longest term: a hundred years of months.
pub const MONTHS_MAX: i64 = 1_200;
/// Longest notice in days: ten years.
pub(super) const NOTICE_DAYS_MAX: i64 = 3_660;
/// The most that may be used in a period.
const AMOUNT_MAX: i64 = 1_000_000;

/// How support is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SupportUnit {
    /// By the hours that were worked.
    Hours,
    /// By the requests.
    Tickets,
    /// Not at all.
    Unlimited,
}

/// In which stretches of time it is given anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SupportPeriod {
    /// Every month.
    Month,
    /// Every three months.
    Quarter,
    /// Every year.
    Year,
    /// Once.
    Term,
}

/// Whether what is left of one period is given in the next: only of what is counted, and where a next one comes.
#[must_use]
pub fn rolls_over(unit: SupportUnit, period: SupportPeriod, typed: Option<bool>) -> bool {
    unit != SupportUnit::Unlimited && period != SupportPeriod::Term && typed.unwrap_or(false)
}

impl SupportPeriod {
    /// How many months it has; `None` for the whole term.
    #[must_use]
    pub const fn months(self) -> Option<u32> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Year => Some(12),
            Self::Term => None,
        }
    }
}

/// The record that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Created {
    /// Its id.
    pub id: String,
    /// Its code, such as CON-0001.
    pub code: String,
}

/// The last day of a term of so many months that begins on `start`.
///
/// # Errors
/// `error.date_far` at `path` beyond the calendar.
pub fn last_day(path: &str, start: CivilDate, months: i64) -> Result<CivilDate> {
    let far = || {
        Error::fields(vec![
            FieldError::new(path, "error.date_far").with("year", crate::kernel::date::YEAR_MAX),
        ])
    };
    let months = u32::try_from(months).map_err(|_| far())?;
    let next = start.value().checked_add_months(Months::new(months));
    let last = next.and_then(|next| next.checked_sub_days(Days::new(1))).ok_or_else(far)?;
    CivilDate::try_from(last).map_err(|_| far())
}

/// How many months a term has from its first to its last day: whole ones, and of what is left the part of the month it lies in.
#[must_use]
pub fn months(start: CivilDate, end: CivilDate) -> Decimal {
    let (from, until) = (start.value(), end.value().succ_opt().unwrap_or(end.value()));
    let after = |months: i64| {
        u32::try_from(months).ok().and_then(|months| from.checked_add_months(Months::new(months)))
    };
    let mut whole =
        i64::from(until.year() - from.year()) * 12 + i64::from(until.month()) - i64::from(from.month());
    if after(whole).is_none_or(|day| day > until) {
        whole -= 1;
    }
    let (Some(begun), Some(next)) = (after(whole), after(whole + 1)) else { return whole.into() };
    let part = Decimal::from((until - begun).num_days()) / Decimal::from((next - begun).num_days().max(1));
    Decimal::from(whole) + part
}

/// How many periods of what comes again a term has from its first to its last day; one at least.
#[must_use]
pub fn periods(rhythm: &RecurringRhythm, term: Term) -> Decimal {
    let every = Decimal::from(rhythm.every.max(1));
    let periods = match rhythm.unit.months() {
        Some(unit) => term.months() / (every * Decimal::from(unit)),
        None => {
            Decimal::from((term.end.value() - term.start.value()).num_days() + 1) / (every * Decimal::from(7))
        }
    };
    periods.max(Decimal::ONE)
}

/// A contract, or an entitlement, that ends before its last day.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SupportEndRequest {
    /// Which one.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Its last day from now on; today when absent.
    #[serde(default)]
    #[ts(optional)]
    pub date: Option<String>,
    /// Why it ends.
    pub reason: String,
}

/// How what shall end stands.
pub(super) struct Standing {
    /// Its last day, when it was ended before.
    pub(super) ended: Option<String>,
    /// The branch whose day it is.
    pub(super) branch_id: Option<String>,
    /// Its first day.
    pub(super) start: String,
    /// The day after which it is over anyway.
    pub(super) last: String,
}

impl SupportEndRequest {
    /// Marks the record of a kind as changed; the last day of what stands, and why it ends.
    ///
    /// # Errors
    /// `precondition` with `is_over` when it has ended; `invalid` with `error.required` at `reason`, `error.date`, `error.period` and
    /// `error.beyond_end` at `date`; `conflict`, `not_found`.
    pub(super) fn checked(
        &self,
        tx: &Tx<'_>,
        kind: &'static str,
        is_over: &'static str,
        stands: impl FnOnce() -> Result<Standing>,
    ) -> Result<(String, String)> {
        record::touch(tx, kind, &self.id, self.version)?;
        let Standing { ended, branch_id, start, last } = stands()?;
        if ended.is_some() {
            return Err(Error::precondition(is_over));
        }
        let mut errors = FieldErrors::default();
        let reason = errors.take(text::required_line("reason", &self.reason)).unwrap_or_default();
        let day = match self.date.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
            Some(typed) => errors.take(CivilDate::typed("date", typed)).map(|day| day.to_string()),
            // What never began ends on the day on which it would have begun, what is over on the day on which it was.
            None => Some(tx.today_at(branch_id.as_deref())?.to_string().clamp(start.clone(), last.clone())),
        };
        let day = day.unwrap_or_default();
        if !day.is_empty() && day < start {
            errors.add(FieldError::new("date", "error.period"));
        }
        if day > last {
            errors.add(FieldError::new("date", "error.beyond_end").with("day", last));
        }
        errors.finish()?;
        Ok((day, reason))
    }
}

/// A first and a last day in this order.
pub(super) fn in_order(start: Option<CivilDate>, end: Option<CivilDate>, errors: &mut FieldErrors) {
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        errors.add(FieldError::new("end", "error.period"));
    }
}

/// A whole number within bounds.
pub(super) fn within(path: &str, number: i64, min: i64, max: i64, errors: &mut FieldErrors) {
    if !(min..=max).contains(&number) {
        errors.add(FieldError::new(path, "error.between").with("min", min).with("max", max));
    }
}

/// What may be used in a period: above zero for what is counted, nothing for what is not.
pub(super) fn amount(unit: SupportUnit, typed: Option<&str>, errors: &mut FieldErrors) -> Option<String> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
    let Some(typed) = typed.filter(|_| unit != SupportUnit::Unlimited) else {
        if unit != SupportUnit::Unlimited {
            errors.add(FieldError::new("amount", "error.required"));
        }
        return None;
    };
    let value = errors.take(money::parse_decimal("amount", typed))?;
    let wrong = if unit == SupportUnit::Tickets && !value.fract().is_zero() {
        FieldError::new("amount", "error.whole_tickets")
    } else if value <= Decimal::ZERO || value > Decimal::from(AMOUNT_MAX) {
        FieldError::new("amount", "error.above").with("min", 0).with("max", AMOUNT_MAX)
    } else {
        return Some(canonical(value));
    };
    errors.add(wrong);
    None
}

/// A percentage by which a price rises or falls when a contract goes on.
pub(super) fn percent(path: &str, typed: &str, errors: &mut FieldErrors) -> Option<String> {
    let typed = typed.trim().trim_end_matches('%');
    if typed.is_empty() {
        return Some("0".to_owned());
    }
    let value = errors.take(money::parse_decimal(path, typed))?;
    let fits = value.abs() <= Decimal::ONE_HUNDRED && value.scale() <= 9;
    if !fits {
        errors.add(FieldError::new(path, "error.between").with("min", -100).with("max", 100));
        return None;
    }
    Some(canonical(value))
}

/// A date that is needed.
pub(super) fn date(path: &str, typed: Option<&str>, errors: &mut FieldErrors) -> Option<CivilDate> {
    match typed.map(str::trim).filter(|typed| !typed.is_empty()) {
        Some(typed) => errors.take(CivilDate::typed(path, typed)),
        None => {
            errors.add(FieldError::new(path, "error.required"));
            None
        }
    }
}

/// Proves that customer and deal exist and belong together.
pub(super) fn party(
    read: &Read<'_>,
    customer_id: &str,
    deal_id: Option<&str>,
    errors: &mut FieldErrors,
) -> Result<()> {
    if record::require_readable(read, "customer", customer_id).is_err() {
        errors.add(FieldError::new("customer_id", "error.no_such_customer"));
    }
    let Some(deal_id) = deal_id else { return Ok(()) };
    match store::customer_of_deal(read, deal_id)? {
        None => errors.add(FieldError::new("deal_id", "error.no_such_deal")),
        Some(other) if other.id.as_deref() != Some(customer_id) => {
            errors.add(FieldError::new("deal_id", "error.deal_of_other").with("customer", other.name));
        }
        Some(_) => {}
    }
    Ok(())
}

/// The branch that is named, else that of the first of these records that has one, else the first branch.
pub(super) fn branch<const N: usize>(
    read: &Read<'_>,
    typed: Option<&str>,
    of: [Option<&str>; N],
    errors: &mut FieldErrors,
) -> Result<String> {
    let mut named = typed.map(str::to_owned);
    for id in of.into_iter().flatten().filter(|id| !id.is_empty()) {
        named = named.map_or_else(|| record::branch(read, id), |branch| Ok(Some(branch)))?;
    }
    let found = store::branch(read, named.as_deref())?;
    if found.is_none() {
        errors.add(FieldError::new("branch_id", "error.no_such_branch"));
    }
    Ok(found.unwrap_or_default())
}
