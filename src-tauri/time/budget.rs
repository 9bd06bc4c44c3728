//! How a project stands towards what was planned: hours and money spent, what is left to do, and what remains of the sale.
//!
//! Everybody who sees time sees hours. What they are sold for is shown to who may see rates, what they cost and what remains to who may
//! see costs.

use super::margin::{self, Income, TimeMargin};
use super::sale::{self, Sale};
use super::store::budget::{self as rows, Left, Part, Planned};
use super::worth::{Hours, Worth};
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::error::{Error, Result};
use crate::kernel::money::{self, Money};
use crate::projects::duration;
use crate::store::record;
use crate::store::tx::Read;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// From here on somebody is warned, in percent of the budget.
const WARN_PERCENT: i64 = 80;

/// Which project.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeBudgetRequest {
    /// Its id.
    pub project_id: String,
}

/// How a project stands towards what was planned.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeBudget {
    /// How long it may take, in minutes; null when nobody said.
    pub budget_minutes: Option<i64>,
    /// How long it has taken, in minutes.
    pub minutes: i64,
    /// What of that is invoiced to the customer, in minutes.
    pub billable_minutes: i64,
    /// What its open tasks still take by their estimates, in minutes.
    pub left_minutes: i64,
    /// Both together: how long it will take.
    pub expected_minutes: i64,
    /// Open tasks that nobody has estimated: what they take is not in the figures.
    pub unestimated_tasks: i64,
    /// Spent of the budget of hours, in percent; null without one.
    pub percent: Option<i64>,
    /// What it is sold for; null for who may not see rates.
    pub money: Option<TimeBudgetMoney>,
    /// What remains of the sale; null for who may not see costs.
    pub margin: Option<TimeMargin>,
    /// What somebody should know, in a sentence; null while all is well.
    pub warning: Option<Badge>,
}

/// Time in money, before tax.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeBudgetMoney {
    /// What it may come to; null when nobody said.
    pub budget: Option<Money>,
    /// What the billable time comes to: what was invoiced of it as it stands there, and the rest at its rates.
    pub value: Money,
    /// What it will come to once what is left to do is done; null while nothing is, and where an hour of it has no rate.
    pub expected: Option<Money>,
    /// What was invoiced: the project’s own part of the plan of its deal, its time and its expenses, as they stand on invoices.
    pub invoiced: Money,
    /// What of that was invoiced in other currencies from which no rate is known; it is not in `invoiced`.
    pub invoiced_elsewhere: Vec<Money>,
    /// Value of the budget, in percent; null without one.
    pub percent: Option<i64>,
    /// The same in the end.
    pub expected_percent: Option<i64>,
    /// Billable time of people without a rate, in minutes: it is not in the figures.
    pub unrated_minutes: i64,
}

/// How a project stands towards what was planned.
///
/// # Errors
/// `not_found`.
pub fn budget(read: &Read<'_>, request: TimeBudgetRequest) -> Result<TimeBudget> {
    record::require_readable(read, "project", &request.project_id)?;
    let id = request.project_id.as_str();
    let planned = rows::planned(read, id)?.ok_or_else(|| Error::not_found("project"))?;
    let spent = rows::spent(read, id)?;
    let minutes: i64 = spent.iter().map(|part| part.minutes).sum();
    let left = rows::left(read, id)?;
    let left_minutes: i64 = left.iter().map(|one| one.minutes).sum();
    let sale = sale::of(read, id, &planned, &spent)?;
    let value = value(read, id, &planned, &spent, &left, &sale)?;
    let sees = |permission| read.actor().scope(permission).is_some();
    let margin = match sees("time_cost.read") {
        true => {
            let income = Income { sale: &sale, value: &value.value, expected: value.expected.as_ref() };
            Some(margin::of(read, id, &spent, &left, &income)?)
        }
        false => None,
    };
    let money = sees("time_rate.read").then_some(value);
    let mut budget = TimeBudget {
        budget_minutes: planned.budget_minutes,
        minutes,
        billable_minutes: spent.iter().filter(|part| part.billable).map(|part| part.minutes).sum(),
        left_minutes,
        expected_minutes: minutes + left_minutes,
        unestimated_tasks: left.iter().map(|one| one.unestimated).sum(),
        percent: planned.budget_minutes.and_then(|budget| percent(minutes, budget)),
        money,
        margin,
        warning: None,
    };
    budget.warning = warning(&budget);
    Ok(budget)
}

pub(super) fn percent(part: i64, whole: i64) -> Option<i64> {
    let share = i128::from(part) * 100 / i128::from(Some(whole).filter(|whole| *whole != 0)?);
    i64::try_from(share).ok()
}

pub(super) fn minor(amount: &Money) -> Result<i64> {
    let value: Decimal = amount.amount.parse().map_err(Error::internal)?;
    money::minor(value, &amount.currency).ok_or_else(|| Error::internal("an amount has no minor units"))
}

fn value(
    read: &Read<'_>,
    project_id: &str,
    planned: &Planned,
    spent: &[Part],
    left: &[Left],
    sale: &Sale,
) -> Result<TimeBudgetMoney> {
    let worth = Worth::load(read, project_id, &planned.currency, spent, &sale.lines)?;
    let mut hours = Hours::default();
    for part in spent {
        worth.add(&mut hours, part)?;
    }
    let value = worth.money(&hours)?;
    let is_left = left.iter().any(|one| one.minutes > 0);
    let expected = if is_left { worth.in_the_end(&hours, left)? } else { None };
    let of_budget = |money: &Money| -> Result<Option<i64>> {
        let Some(budget) = planned.budget_minor else { return Ok(None) };
        Ok(percent(minor(money)?, budget))
    };
    Ok(TimeBudgetMoney {
        budget: planned.budget_minor.map(|minor| Money::new(minor, &planned.currency)),
        percent: of_budget(&value)?,
        expected_percent: expected.as_ref().map(of_budget).transpose()?.flatten(),
        invoiced: sale.invoiced.clone(),
        invoiced_elsewhere: sale.invoiced_elsewhere.clone(),
        value,
        expected,
        unrated_minutes: hours.unrated,
    })
}

/// What somebody should know: the worst first, hours before money; what it will cost more than it brings in before what is left of the
/// budget.
fn warning(budget: &TimeBudget) -> Option<Badge> {
    let over = |key: &str| Badge::new(Tone::Danger, "circle-alert", key);
    let near = |key: &str| Badge::new(Tone::Warn, "triangle-alert", key);
    let hours = |badge: Badge, minutes: i64, of: i64| {
        badge.with("time", duration::shown(minutes)).with("budget", duration::shown(of))
    };
    let money = budget.money.as_ref().and_then(|money| money.percent);
    if let Some(planned) = budget.budget_minutes.filter(|planned| budget.minutes > *planned) {
        return Some(hours(over("warning.budget_hours_over"), budget.minutes - planned, planned));
    }
    if let Some(percent) = money.filter(|percent| *percent > 100) {
        return Some(over("warning.budget_money_over").with("percent", percent - 100));
    }
    let expected = budget.margin.as_ref().and_then(|margin| margin.expected.as_ref()?.percent);
    if let Some(percent) = expected.filter(|percent| *percent < 0) {
        return Some(over("warning.margin_expected_loss").with("percent", -percent));
    }
    if let Some(planned) = budget.budget_minutes.filter(|planned| budget.expected_minutes > *planned) {
        return Some(hours(near("warning.budget_expected_over"), budget.expected_minutes - planned, planned));
    }
    let expected = budget.money.as_ref().and_then(|money| money.expected_percent);
    if let Some(percent) = expected.filter(|percent| *percent > 100) {
        return Some(near("warning.budget_money_expected").with("percent", percent - 100));
    }
    if let Some(percent) = budget.percent.filter(|percent| *percent >= WARN_PERCENT) {
        return Some(near("warning.budget_hours_near").with("percent", percent));
    }
    money
        .filter(|percent| *percent >= WARN_PERCENT)
        .map(|percent| near("warning.budget_money_near").with("percent", percent))
}
