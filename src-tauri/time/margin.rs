//! What remains of a sale once the time it took and the expenses are paid for, and what will remain once what is left is done.
//!
//! The rule in prose: costs are in the home currency, the sale is in its own. Where these are two, the cost is put into the currency of
//! the sale at the newest rate that an issued invoice or an expense says; where none says one, and where it was sold in several currencies, both
//! stand side by side and nothing is subtracted. Amounts in unlike currencies are never added. What is left to do costs what an hour of
//! its owner costs today; without an owner or a cost, as much as an hour of the project cost so far.

use super::bill_lines::{HOUR, amount, sum};
use super::budget::minor;
use super::cost::Costs;
use super::passed_on::Exchange;
use super::sale::{Sale, TimeDealSale};
use super::store::budget::{Left, Part};
use super::store::expense as expenses;
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, Result};
use crate::kernel::money::{self, Money};
use crate::store::tx::Read;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// What remains of the sale, before tax.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeMargin {
    /// What was sold, in each currency: in the deal, or the value of the time and of expenses passed on where there is none. Of a deal
    /// that other projects deliver too, what is this one’s own.
    pub sold: Vec<Money>,
    /// The sale of the deal, where other projects deliver it too; null where the sale is the project’s alone.
    pub deal: Option<TimeDealSale>,
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
    /// Time of people without a cost, in minutes: it is not in the figures, and there is no margin while there is any.
    pub uncosted_minutes: i64,
    /// How it will stand in the end; null while nothing is left to do, and where it is not known what that costs or brings.
    pub expected: Option<TimeExpected>,
}

/// What will remain of a sale once what is left to do is done.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeExpected {
    /// What will have been sold, in each currency.
    pub sold: Vec<Money>,
    /// What it will have cost, in the currency of the sale where a rate is known, else in the home currency.
    pub cost: Money,
    /// What will remain; null where that cannot be said.
    pub margin: Option<Money>,
    /// The same of what was sold, in percent; null when nothing was.
    pub percent: Option<i64>,
}

/// A cost in the currency of the sale.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeCostConverted {
    /// How much.
    pub cost: Money,
    /// How many units of the home currency one of that currency was worth.
    pub rate: String,
    /// On an invoice or an expense of this day, `YYYY-MM-DD`.
    pub date: String,
}

/// What a project brings in.
pub(super) struct Income<'a> {
    pub(super) sale: &'a Sale,
    /// What its billable time is worth.
    pub(super) value: &'a Money,
    /// What that will be worth in the end.
    pub(super) expected: Option<&'a Money>,
}

/// Hours with what one of them costs.
type Costed = Vec<(i64, Decimal)>;

/// What remains of the sale of a project, now and in the end.
pub(super) fn of(
    read: &Read<'_>,
    project_id: &str,
    spent: &[Part],
    left: &[Left],
    income: &Income<'_>,
) -> Result<TimeMargin> {
    let home = super::store::home_currency(read)?;
    let costs = Costs::load(read)?;
    let (mut costed, mut uncosted_minutes) = (Costed::new(), 0);
    for part in spent {
        match costs.of(&part.user_id, &part.day.to_string()) {
            Some(cost) => costed.push((part.minutes, cost)),
            None => uncosted_minutes += part.minutes,
        }
    }
    let expenses = expenses::sum(read, project_id)?;
    let passed = passed_on(read, project_id, income)?;
    let rest = Rest { home: &home, expenses, sale: income.sale, is_costed: uncosted_minutes == 0 };
    let sold = income.sale.with(income.value, passed)?;
    let now = rest.of(read, &sold, &costed)?;
    let ahead = ahead(&costs, left, &costed, &read.today()?.to_string());
    let expected = match (ahead, income.expected) {
        (Some(ahead), Some(value)) if !ahead.is_empty() => {
            let sold = income.sale.with(value, passed)?;
            let then = rest.of(read, &sold, &[costed.as_slice(), &ahead].concat())?;
            let cost = then.converted.map_or(then.cost, |converted| converted.cost);
            Some(TimeExpected { sold, cost, margin: then.margin, percent: then.percent })
        }
        _ => None,
    };
    Ok(TimeMargin {
        sold,
        deal: income.sale.deal.clone(),
        cost: now.cost,
        expenses: Money::new(expenses, &home),
        converted: now.converted,
        margin: now.margin,
        percent: now.percent,
        missing: now.missing,
        uncosted_minutes,
        expected,
    })
}

/// What is left to do with what it costs; `None` where nobody knows what an hour of it costs.
fn ahead(costs: &Costs, left: &[Left], costed: &Costed, today: &str) -> Option<Costed> {
    let minutes: i64 = costed.iter().map(|(minutes, _)| minutes).sum();
    let so_far = sum(costed.iter().copied()).and_then(|sum| sum.checked_mul(HOUR));
    let usual = so_far.and_then(|sum| sum.checked_div(Decimal::from(minutes)));
    let of = |one: &Left| {
        let own = one.owner_id.as_deref().and_then(|owner| costs.of(owner, today));
        Some((one.minutes, own.or(usual)?))
    };
    left.iter().filter(|one| one.minutes > 0).map(of).collect()
}

/// What is the same now and in the end.
struct Rest<'a> {
    home: &'a str,
    expenses: i64,
    sale: &'a Sale,
    /// Whether all time that was spent has a cost.
    is_costed: bool,
}

/// What remains.
struct Remains {
    cost: Money,
    converted: Option<TimeCostConverted>,
    margin: Option<Money>,
    percent: Option<i64>,
    missing: Option<Badge>,
}

impl Rest<'_> {
    fn of(&self, read: &Read<'_>, sold: &[Money], costed: &[(i64, Decimal)]) -> Result<Remains> {
        let time = minor(&amount(costed.iter().copied(), self.home)?)?;
        let cost = Money::new(time.checked_add(self.expenses).ok_or_else(too_large)?, self.home);
        let mut remains = Remains { cost, converted: None, margin: None, percent: None, missing: None };
        let warn = |key: &str| Badge::new(Tone::Warn, "triangle-alert", key);
        match sold {
            _ if self.sale.deal.as_ref().is_some_and(|deal| !deal.has_parts) => {
                remains.missing = Some(warn("warning.margin_shared"));
            }
            _ if !self.is_costed => remains.missing = Some(warn("warning.margin_uncosted")),
            [one] if one.currency == self.home => remains.subtract(one, &remains.cost.clone())?,
            [one] => match expenses::newest_rate(read, &one.currency, self.home)? {
                Some((rate, date)) => {
                    let expenses = money::decimal(self.expenses, self.home);
                    let cost = converted(costed, expenses, rate, &one.currency)?;
                    remains.subtract(one, &cost)?;
                    remains.converted = Some(TimeCostConverted { cost, rate: canonical(rate), date });
                }
                None => {
                    let badge = warn("warning.margin_no_rate").with("currency", one.currency.clone());
                    remains.missing = Some(badge.with("home", self.home));
                }
            },
            _ => remains.missing = Some(warn("warning.margin_several")),
        }
        Ok(remains)
    }
}

impl Remains {
    /// Says what remains of a sale after a cost in its currency.
    fn subtract(&mut self, sold: &Money, cost: &Money) -> Result<()> {
        let rest = minor(sold)? - minor(cost)?;
        self.margin = Some(Money::new(rest, &sold.currency));
        self.percent = rounded(rest, minor(sold)?);
        Ok(())
    }
}

fn rounded(part: i64, whole: i64) -> Option<i64> {
    let percent = Decimal::from(part).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(whole))?;
    round_half_away(percent, 0).to_i64()
}

/// What expenses that are passed on come to, in minor units of the currency of the project: as they were invoiced, else with their
/// mark-up. Those without a known rate are left out, and so is the margin then.
fn passed_on(read: &Read<'_>, project_id: &str, income: &Income<'_>) -> Result<i64> {
    let currency = &income.value.currency;
    let exchange = Exchange::to(read, currency, None)?;
    let mut sum = 0_i64;
    for expense in expenses::passed_on(read, project_id, (None, None), None, false)? {
        let price = match income.sale.expenses.get(&expense.id) {
            Some(came_to) => Some(round_half_away(*came_to, iso_decimals(currency).unwrap_or(2))),
            None => exchange.price(&expense)?,
        };
        let minor = price.and_then(|price| money::minor(price, currency));
        sum = sum.checked_add(minor.unwrap_or_default()).ok_or_else(too_large)?;
    }
    Ok(sum)
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
