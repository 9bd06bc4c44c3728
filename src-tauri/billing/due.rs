//! When an invoice must be paid, and in which parts. A date that two people count differently is a dispute,
//! so every rule is one named term with one meaning, computed on civil dates.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::calc::decode::{decode, object, objects};
use crate::calc::error::CalcError;
use crate::kernel::currency::DecimalPlaces;
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::DecimalText;
use crate::kernel::error::FieldError;
use crate::kernel::exact::Exact;

/// The most days a term may count: a hundred years.
pub const TERM_DAYS_MAX: u32 = 36_500;
/// The most instalments of one total.
pub const INSTALMENTS_MAX: usize = 1_000;

/// A payment term. Its JSON form is the one of `calc due`; a value that breaks its bounds cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "TermFields", into = "TermFields")]
pub enum PaymentTerm {
    /// Invoice date + days ("net 30").
    Days {
        /// 0 to [`TERM_DAYS_MAX`].
        days: u32,
    },
    /// End of the invoice's month + days ("30 days end of month").
    DaysAfterEndOfMonth {
        /// 0 to [`TERM_DAYS_MAX`].
        days: u32,
    },
    /// Invoice date + days, then the next such day of a month, on or after.
    DaysThenNextDayOfMonth {
        /// 0 to [`TERM_DAYS_MAX`].
        days: u32,
        /// 1 to 31; a shorter month answers with its last day.
        day_of_month: u32,
    },
    /// Invoice date + days, to the end of that month, then that day of the following month ("45 days end
    /// of month on the 10th").
    DaysThenEndOfMonthOnDay {
        /// 0 to [`TERM_DAYS_MAX`].
        days: u32,
        /// 1 to 31, a shorter month answers with its last day; 0 stays at the month's end.
        day_of_month: u32,
    },
    /// The last day of the invoice's month.
    LastDayOfCurrentMonth,
    /// The first day of the month after the invoice's.
    FirstDayOfNextMonth,
    /// The next such day of a month, strictly after the invoice date.
    NextDayOfMonth {
        /// 1 to 31; a shorter month answers with its last day.
        day_of_month: u32,
    },
}

impl PaymentTerm {
    /// Reads the JSON of a term.
    ///
    /// # Errors
    /// `error.payment_term` at `path` with the reason.
    pub fn typed(path: &str, typed: &Value) -> Result<Self, FieldError> {
        Self::deserialize(typed)
            .map_err(|error| FieldError::new(path, "error.payment_term").with("reason", error.to_string()))
    }
}

/// The JSON form of [`PaymentTerm`].
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TermFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<Whole>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days_after_end_of_month: Option<Whole>,
    #[serde(skip_serializing_if = "Option::is_none")]
    then_next_day_of_month: Option<Whole>,
    #[serde(skip_serializing_if = "Option::is_none")]
    then_end_of_month_on_day: Option<Whole>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_day_of_current_month: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_day_of_next_month: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_day_of_month: Option<Whole>,
}

/// A count as a term writes it: a JSON integer, as days are.
#[derive(Clone, Copy, Serialize)]
#[serde(transparent)]
struct Whole(i64);

struct WholeVisitor;

impl Visitor<'_> for WholeVisitor {
    type Value = Whole;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a whole number without quotes, like 30")
    }

    fn visit_i64<E: de::Error>(self, count: i64) -> Result<Whole, E> {
        Ok(Whole(count))
    }

    fn visit_u64<E: de::Error>(self, count: u64) -> Result<Whole, E> {
        i64::try_from(count).map(Whole).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(count), &self))
    }
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i64(WholeVisitor)
    }
}

/// `value` when it lies in the bounds of `field`.
fn within(field: &str, Whole(value): Whole, least: u32, most: u32) -> Result<u32, String> {
    let checked = u32::try_from(value).ok().filter(|value| (least..=most).contains(value));
    checked.ok_or_else(|| format!("`{field}` is {value}: give a whole number from {least} to {most}"))
}

fn within_days(field: &str, days: Whole) -> Result<u32, String> {
    within(field, days, 0, TERM_DAYS_MAX)
}

fn only_true(field: &str, value: bool) -> Result<(), String> {
    if value { Ok(()) } else { Err(format!("`{field}` can only be true: choose another term instead")) }
}

impl TryFrom<TermFields> for PaymentTerm {
    type Error = String;

    fn try_from(fields: TermFields) -> Result<Self, String> {
        match fields {
            TermFields {
                days: Some(days),
                days_after_end_of_month: None,
                then_next_day_of_month: next,
                then_end_of_month_on_day: end,
                last_day_of_current_month: None,
                first_day_of_next_month: None,
                next_day_of_month: None,
            } if next.is_none() || end.is_none() => {
                let days = within_days("days", days)?;
                if let Some(day) = next {
                    let day_of_month = within("then_next_day_of_month", day, 1, 31)?;
                    return Ok(Self::DaysThenNextDayOfMonth { days, day_of_month });
                }
                if let Some(day) = end {
                    let day_of_month = within("then_end_of_month_on_day", day, 0, 31)?;
                    return Ok(Self::DaysThenEndOfMonthOnDay { days, day_of_month });
                }
                Ok(Self::Days { days })
            }
            TermFields {
                days: None, then_next_day_of_month: None, then_end_of_month_on_day: None, ..
            } => single(&fields),
            _ => Err(ONE_TERM.to_owned()),
        }
    }
}

const ONE_TERM: &str = "give exactly one term: `days` (alone, or with `then_next_day_of_month` or \
    `then_end_of_month_on_day`), `days_after_end_of_month`, `last_day_of_current_month`, \
    `first_day_of_next_month` or `next_day_of_month`";

/// The terms that stand alone.
fn single(fields: &TermFields) -> Result<PaymentTerm, String> {
    let alone = (
        fields.days_after_end_of_month,
        fields.last_day_of_current_month,
        fields.first_day_of_next_month,
        fields.next_day_of_month,
    );
    match alone {
        (Some(days), None, None, None) => {
            Ok(PaymentTerm::DaysAfterEndOfMonth { days: within_days("days_after_end_of_month", days)? })
        }
        (None, Some(value), None, None) => {
            only_true("last_day_of_current_month", value)?;
            Ok(PaymentTerm::LastDayOfCurrentMonth)
        }
        (None, None, Some(value), None) => {
            only_true("first_day_of_next_month", value)?;
            Ok(PaymentTerm::FirstDayOfNextMonth)
        }
        (None, None, None, Some(day)) => {
            Ok(PaymentTerm::NextDayOfMonth { day_of_month: within("next_day_of_month", day, 1, 31)? })
        }
        _ => Err(ONE_TERM.to_owned()),
    }
}

impl From<PaymentTerm> for TermFields {
    fn from(term: PaymentTerm) -> Self {
        let none = Self::default();
        match term {
            PaymentTerm::Days { days } => Self { days: Some(Whole(days.into())), ..none },
            PaymentTerm::DaysAfterEndOfMonth { days } => {
                Self { days_after_end_of_month: Some(Whole(days.into())), ..none }
            }
            PaymentTerm::DaysThenNextDayOfMonth { days, day_of_month } => Self {
                days: Some(Whole(days.into())),
                then_next_day_of_month: Some(Whole(day_of_month.into())),
                ..none
            },
            PaymentTerm::DaysThenEndOfMonthOnDay { days, day_of_month } => Self {
                days: Some(Whole(days.into())),
                then_end_of_month_on_day: Some(Whole(day_of_month.into())),
                ..none
            },
            PaymentTerm::LastDayOfCurrentMonth => Self { last_day_of_current_month: Some(true), ..none },
            PaymentTerm::FirstDayOfNextMonth => Self { first_day_of_next_month: Some(true), ..none },
            PaymentTerm::NextDayOfMonth { day_of_month } => {
                Self { next_day_of_month: Some(Whole(day_of_month.into())), ..none }
            }
        }
    }
}

/// The day on which an invoice of `invoice_date` is due.
///
/// # Errors
/// [`crate::calc::error::CalcErrorCode::OutOfRange`] at `invoice_date` when the due day would lie after the
/// year 9999.
pub fn due_date(invoice_date: CivilDate, term: &PaymentTerm) -> Result<CivilDate, CalcError> {
    let due = computed(invoice_date.value(), term).and_then(|day| CivilDate::try_from(day).ok());
    due.ok_or_else(|| {
        let message = "the due date would lie after the year 9999: check the date and the days of the term";
        CalcError::out_of_range("invoice_date", message)
    })
}

/// `None` when the calendar ends before the day is reached.
fn computed(invoice: NaiveDate, term: &PaymentTerm) -> Option<NaiveDate> {
    match *term {
        PaymentTerm::Days { days } => after(invoice, days),
        PaymentTerm::DaysAfterEndOfMonth { days } => after(month_end(invoice)?, days),
        PaymentTerm::DaysThenNextDayOfMonth { days, day_of_month } => {
            let reached = after(invoice, days)?;
            let candidate = day_in_month(reached, day_of_month)?;
            if candidate >= reached { Some(candidate) } else { day_in_next_month(reached, day_of_month) }
        }
        PaymentTerm::DaysThenEndOfMonthOnDay { days, day_of_month } => {
            let reached = after(invoice, days)?;
            if day_of_month == 0 { month_end(reached) } else { day_in_next_month(reached, day_of_month) }
        }
        PaymentTerm::LastDayOfCurrentMonth => month_end(invoice),
        PaymentTerm::FirstDayOfNextMonth => day_in_next_month(invoice, 1),
        PaymentTerm::NextDayOfMonth { day_of_month } => {
            let candidate = day_in_month(invoice, day_of_month)?;
            if candidate > invoice { Some(candidate) } else { day_in_next_month(invoice, day_of_month) }
        }
    }
}

fn after(day: NaiveDate, days: u32) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(days.into()))
}

fn month_end(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// Day `number` of the month of `day`, or the month's last day when it is shorter.
fn day_in_month(day: NaiveDate, number: u32) -> Option<NaiveDate> {
    day.with_day(number).or_else(|| month_end(day))
}

fn day_in_next_month(day: NaiveDate, number: u32) -> Option<NaiveDate> {
    day_in_month(day.with_day(1)?.checked_add_months(Months::new(1))?, number)
}

/// How an instalment's value is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstalmentKind {
    /// Percent of the total.
    Percent,
    /// An amount in major units.
    Fixed,
}

/// One part of a total that is paid in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instalment {
    /// How `value` is meant.
    #[serde(rename = "type")]
    pub kind: InstalmentKind,
    /// Percent or amount. The last instalment takes what is left, so its value is ignored and may be left
    /// out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<DecimalText>,
}

/// Divides `total` into instalments that sum to it exactly.
///
/// A percentage is of the total, rounded half away from zero to the nearest multiple of `round_to` or, left
/// out, to `decimals`; a fixed amount stays as it is given. The last takes what is left, which may be
/// negative.
///
/// # Errors
/// [`CalcError`] with the field: no instalments, more than [`INSTALMENTS_MAX`], a `round_to` of zero or
/// less, an instalment before the last without a value, or an amount beyond 15 digits.
pub fn instalments(
    total: DecimalText,
    decimals: DecimalPlaces,
    parts: &[Instalment],
    round_to: Option<DecimalText>,
) -> Result<Vec<Decimal>, CalcError> {
    let Some((_, earlier)) = parts.split_last() else {
        return Err(CalcError::invalid("instalments", "the total needs at least one instalment: add one"));
    };
    if parts.len() > INSTALMENTS_MAX {
        let message = format!("a total takes at most {INSTALMENTS_MAX} instalments: join some");
        return Err(CalcError::out_of_range("instalments", message));
    }
    let unit = match round_to {
        Some(coin) if coin.value() <= Decimal::ZERO => {
            return Err(CalcError::invalid("round_to", "the coin must be above zero, like \"0.05\""));
        }
        Some(coin) => coin.value(),
        None => Decimal::new(1, decimals.get()),
    };
    let mut amounts = Vec::with_capacity(parts.len());
    let mut left = total.value();
    for (index, part) in earlier.iter().enumerate() {
        let path = format!("instalments[{index}].value");
        let Some(value) = part.value else {
            return Err(CalcError::invalid(path, "only the last instalment may leave out its value: add it"));
        };
        let amount = match part.kind {
            InstalmentKind::Fixed => Some(value.value()),
            InstalmentKind::Percent => percent_of(total.value(), value.value(), unit),
        };
        let amount = amount.and_then(bounded).ok_or_else(|| too_large(&path))?;
        left = left.checked_sub(amount).and_then(bounded).ok_or_else(|| too_large(&path))?;
        amounts.push(amount);
    }
    amounts.push(left);
    for amount in &mut amounts {
        *amount = shown(*amount, decimals.get());
    }
    Ok(amounts)
}

fn too_large(path: &str) -> CalcError {
    CalcError::out_of_range(path, "the instalment passes 15 digits before the point: check the value")
}

/// Keeps an amount whose digits a [`DecimalText`] could carry; sums of such amounts are exact.
fn bounded(amount: Decimal) -> Option<Decimal> {
    DecimalText::try_from(amount).ok().map(DecimalText::value)
}

fn percent_of(total: Decimal, percent: Decimal, unit: Decimal) -> Option<Decimal> {
    let units = Exact::from(total).percent(percent).over(&Exact::from(unit))?.round_half_away()?;
    let mantissa = units.checked_mul(unit.mantissa())?;
    Decimal::try_from_i128_with_scale(mantissa, unit.scale()).ok()
}

/// The amount with at least `decimals` decimals; a fixed amount that is finer stays as it is given.
fn shown(amount: Decimal, decimals: u32) -> Decimal {
    // A zero loses its sign here, so that nothing prints as "-0.00".
    let mut amount = if amount.is_zero() { Decimal::ZERO } else { amount.normalize() };
    if amount.scale() < decimals {
        amount.rescale(decimals);
    }
    amount
}

/// The first form of `calc due`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DueRequest {
    invoice_date: CivilDate,
    #[serde(deserialize_with = "object")]
    term: PaymentTerm,
}

#[derive(Serialize)]
struct DueAnswer {
    due: CivilDate,
}

/// The second form of `calc due`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InstalmentsRequest {
    total: DecimalText,
    #[serde(default)]
    currency_decimals: Option<DecimalPlaces>,
    #[serde(deserialize_with = "objects")]
    instalments: Vec<Instalment>,
    #[serde(default)]
    round_to: Option<DecimalText>,
}

#[derive(Serialize)]
struct InstalmentsAnswer {
    amounts: Vec<String>,
}

/// Answers one input of `calc due`: a due date, or the amounts of instalments.
///
/// # Errors
/// Those of [`due_date`] and [`instalments`], and [`crate::calc::error::CalcErrorCode::Malformed`] when the
/// input has neither published shape.
pub fn answer(input: Value) -> Result<Value, CalcError> {
    let in_parts = input.get("instalments").is_some() || input.get("total").is_some();
    let answer = if in_parts {
        let request: InstalmentsRequest = decode(input)?;
        let decimals = request.currency_decimals.unwrap_or(DecimalPlaces::TWO);
        let amounts = instalments(request.total, decimals, &request.instalments, request.round_to)?;
        let amounts = amounts.iter().map(Decimal::to_string).collect();
        serde_json::to_value(InstalmentsAnswer { amounts })
    } else {
        let request: DueRequest = decode(input)?;
        serde_json::to_value(DueAnswer { due: due_date(request.invoice_date, &request.term)? })
    };
    answer.map_err(|error| CalcError::invalid("", error.to_string()))
}
