//! What remains of a sale once the time it took and the expenses are paid for.
//!
//! The rule in prose: costs are in the home currency, the sale is in its own. Where these are two, the cost is put into the currency of
//! the sale at the newest rate that an issued invoice says; where none says one, and where it was sold in several currencies, both
//! stand side by side and nothing is subtracted. Amounts in unlike currencies are never added.

use super::bill_lines::{amount, sum};
use super::budget::{minor, percent};
use super::cost::Costs;
use super::passed_on::Exchange;
use super::store::budget::{self as rows, Part, Planned};
use super::store::expense as expenses;
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, Result};
use crate::kernel::money::{self, Money};
use crate::store::tx::Read;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// What remains of the sale, before tax.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeMargin {
    /// What was sold, in each currency: in the deal, or the value of the time and of expenses passed on where there is none.
    pub sold: Vec<Money>,
    /// What the time and the expenses cost, in the home currency.
    pub cost: Money,
    /// What of that are expenses.
    pub expenses: Money,
    /// The same in the currency of the sale, where that is another one and a rate is known.
    pub converted: Option<TimeCostConverted>,
    /// What remains, in the currency of the sale; null where that cannot be said.
    pub margin: Option<Money>,
    /// The same of what was sold, in percent; null when nothing was.
    pub percent: Option<i64>,
    /// Why nothing can be said of what remains.
    pub missing: Option<Badge>,
    /// Time of people without a cost, in minutes: it is not in the figures.
    pub uncosted_minutes: i64,
}

/// A cost in the currency of the sale.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeCostConverted {
    /// How much.
    pub cost: Money,
    /// How many units of the home currency one of that currency was worth.
    pub rate: String,
    /// On an invoice of this day, `YYYY-MM-DD`.
    pub date: String,
}

/// What remains of the sale of a project whose billable time is worth `value`.
pub(super) fn of(
    read: &Read<'_>,
    project_id: &str,
    planned: &Planned,
    spent: &[Part],
    value: &Money,
) -> Result<TimeMargin> {
    let home = super::store::home_currency(read)?;
    let costs = Costs::load(read)?;
    let (mut costed, mut uncosted_minutes) = (Vec::new(), 0);
    for part in spent {
        match costs.of(&part.user_id, &part.day) {
            Some(cost) => costed.push((part.minutes, cost)),
            None => uncosted_minutes += part.minutes,
        }
    }
    let mut sold = match &planned.deal_id {
        Some(deal_id) => rows::sold(read, deal_id)?,
        None => Vec::new(),
    };
    if sold.is_empty() {
        sold.push(with_expenses(read, project_id, value)?);
    }
    let expenses = expenses::sum(read, project_id)?;
    let time = minor(&amount(costed.iter().copied(), &home)?)?;
    let cost = time.checked_add(expenses).ok_or_else(too_large)?;
    let mut margin = TimeMargin {
        sold: Vec::new(),
        cost: Money::new(cost, &home),
        expenses: Money::new(expenses, &home),
        converted: None,
        margin: None,
        percent: None,
        missing: None,
        uncosted_minutes,
    };
    match sold.as_slice() {
        [one] if one.currency == home => margin.subtract(one, &margin.cost.clone())?,
        [one] => match rows::newest_rate(read, &one.currency, &home)? {
            Some((rate, date)) => {
                let cost = converted(&costed, money::decimal(expenses, &home), rate, &one.currency)?;
                margin.subtract(one, &cost)?;
                margin.converted = Some(TimeCostConverted { cost, rate: canonical(rate), date });
            }
            None => {
                let badge = Badge::new(Tone::Warn, "triangle-alert", "warning.margin_no_rate");
                margin.missing = Some(badge.with("currency", one.currency.clone()).with("home", home));
            }
        },
        _ => margin.missing = Some(Badge::new(Tone::Warn, "triangle-alert", "warning.margin_several")),
    }
    margin.sold = sold;
    Ok(margin)
}

impl TimeMargin {
    /// Says what remains of a sale after a cost in its currency.
    fn subtract(&mut self, sold: &Money, cost: &Money) -> Result<()> {
        let rest = minor(sold)? - minor(cost)?;
        self.margin = Some(Money::new(rest, &sold.currency));
        self.percent = percent(rest, minor(sold)?);
        Ok(())
    }
}

/// The value of the time and of the expenses that are passed on; those without a known rate are left out, and so is the margin then.
fn with_expenses(read: &Read<'_>, project_id: &str, value: &Money) -> Result<Money> {
    let exchange = Exchange::to(read, &value.currency, None)?;
    let mut sold = minor(value)?;
    for expense in expenses::passed_on(read, project_id, (None, None), None, false)? {
        let price = exchange.price(&expense)?.and_then(|price| money::minor(price, &value.currency));
        sold = sold.checked_add(price.unwrap_or_default()).ok_or_else(too_large)?;
    }
    Ok(Money::new(sold, &value.currency))
}

fn too_large() -> Error {
    Error::field("rate", "error.amount_too_large")
}

/// What time and expenses cost, in a currency of which one is worth `rate` of the home currency; rounded once.
fn converted(costed: &[(i64, Decimal)], expenses: Decimal, rate: Decimal, currency: &str) -> Result<Money> {
    let here = sum(costed.iter().copied()).and_then(|sum| sum.checked_add(expenses));
    let there = here.and_then(|sum| sum.checked_div(rate));
    let rounded = there.map(|there| round_half_away(there, iso_decimals(currency).unwrap_or(2)));
    let minor = rounded.and_then(|there| money::minor(there, currency));
    minor.map(|minor| Money::new(minor, currency)).ok_or_else(too_large)
}
