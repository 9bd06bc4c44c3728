//! How the budget of a project was used up, week by week: hours, and what they are worth for who may see rates.

use super::budget::{TimeBudgetRequest, minor};
use super::sale;
use super::store::budget::{self as rows, Part};
use super::worth::{Hours, Worth};
use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::store::record;
use crate::store::tx::Read;
use chrono::{Days, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// Most weeks that are shown; of a longer project the last ones, with what came before in their sums.
const WEEKS_MAX: usize = 104;

/// How the budget of a project was used up.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeBurn {
    /// The weeks from the first with time to the last, none left out; at most 104, the last ones.
    pub weeks: Vec<BurnWeek>,
    /// How long it may take, in minutes; null when nobody said.
    pub budget_minutes: Option<i64>,
    /// Where that lies on the scale of the hours, in thousandths.
    pub budget_permille: Option<i64>,
    /// What it may come to; null when nobody said, and for who may not see rates.
    pub budget: Option<Money>,
    /// Where that lies on the scale of the money, in thousandths.
    pub budget_money_permille: Option<i64>,
}

/// A week of a project.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BurnWeek {
    /// Its Monday, `YYYY-MM-DD`.
    pub week: String,
    /// How long was worked in it, in minutes.
    pub minutes: i64,
    /// How long until its end.
    pub total_minutes: i64,
    /// The same on the scale of the hours, in thousandths of the budget or of all of it, whichever is more.
    pub permille: i64,
    /// What the billable time until its end is worth; null for who may not see rates.
    pub total: Option<Money>,
    /// The same on the scale of the money.
    pub money_permille: Option<i64>,
}

/// How the budget of a project was used up, week by week.
///
/// # Errors
/// `not_found`.
pub fn burn(read: &Read<'_>, request: TimeBudgetRequest) -> Result<TimeBurn> {
    let id = request.project_id.as_str();
    record::require_readable(read, "project", id)?;
    let planned = rows::planned(read, id)?.ok_or_else(|| Error::not_found("project"))?;
    let spent = rows::spent(read, id)?;
    let mut weeks = weeks(&spent);
    let mut budget = None;
    if read.actor().scope("time_rate.read").is_some() {
        let sale = sale::of(read, id, &planned, &spent)?;
        let worth = Worth::load(read, id, &planned.currency, &spent, &sale.lines)?;
        value(&mut weeks, &worth, &spent)?;
        budget = planned.budget_minor.map(|minor| Money::new(minor, &planned.currency));
    }
    let scale = |budget: Option<i64>, last: Option<i64>| budget.max(last).filter(|scale| *scale > 0);
    let hours = scale(planned.budget_minutes, weeks.last().map(|week| week.total_minutes));
    let all = weeks.last().and_then(|week| week.total.as_ref()).map(minor).transpose()?;
    let of_money = scale(planned.budget_minor.filter(|_| budget.is_some()), all);
    for week in &mut weeks {
        week.permille = permille(week.total_minutes, hours).unwrap_or_default();
        week.money_permille = match &week.total {
            Some(total) => permille(minor(total)?, of_money),
            None => None,
        };
    }
    weeks.drain(..weeks.len().saturating_sub(WEEKS_MAX));
    Ok(TimeBurn {
        weeks,
        budget_permille: planned.budget_minutes.and_then(|minutes| permille(minutes, hours)),
        budget_minutes: planned.budget_minutes,
        budget_money_permille: planned.budget_minor.and_then(|minor| permille(minor, of_money)),
        budget,
    })
}

fn permille(part: i64, scale: Option<i64>) -> Option<i64> {
    let share = i128::from(part) * 1_000 / i128::from(scale?);
    i64::try_from(share).ok()
}

fn monday(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).first_day()
}

/// The weeks of time by day, with their hours.
fn weeks(spent: &[Part]) -> Vec<BurnWeek> {
    let mut weeks: Vec<BurnWeek> = Vec::new();
    let mut total_minutes = 0;
    let mut at = spent.first().map(|part| monday(part.day));
    let mut parts = spent.iter().peekable();
    while let Some(week) = at.filter(|_| parts.peek().is_some()) {
        let next = week.checked_add_days(Days::new(7));
        let mut minutes = 0;
        while let Some(part) = parts.next_if(|part| next.is_none_or(|next| part.day < next)) {
            minutes += part.minutes;
        }
        total_minutes += minutes;
        weeks.push(BurnWeek {
            week: week.to_string(),
            minutes,
            total_minutes,
            permille: 0,
            total: None,
            money_permille: None,
        });
        at = next;
    }
    weeks
}

/// Says of each week what the time until its end is worth.
fn value<'a>(weeks: &mut [BurnWeek], worth: &Worth<'a>, spent: &'a [Part]) -> Result<()> {
    let mut hours = Hours::default();
    let mut parts = spent.iter().peekable();
    for week in weeks {
        while let Some(part) = parts.next_if(|part| monday(part.day).to_string() <= week.week) {
            worth.add(&mut hours, part)?;
        }
        week.total = Some(worth.money(&hours)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_without_time_are_not_left_out() {
        let part = |day: &str, minutes| Part {
            user_id: String::new(),
            day: day.parse().unwrap(),
            item_id: None,
            billable: true,
            is_issued: false,
            document_id: None,
            line_id: None,
            rate: None,
            minutes,
        };
        let spent = [part("2026-11-04", 60), part("2026-11-08", 30), part("2026-11-23", 15)];
        let shown: Vec<(String, i64, i64)> =
            weeks(&spent).into_iter().map(|week| (week.week, week.minutes, week.total_minutes)).collect();
        let expected =
            [("2026-11-02", 90, 90), ("2026-11-09", 0, 90), ("2026-11-16", 0, 90), ("2026-11-23", 15, 105)];
        assert_eq!(shown, expected.map(|(week, minutes, total)| (week.to_owned(), minutes, total)));
        assert!(weeks(&[]).is_empty());
    }
}
