//! Today: what one person should do now, at most ten lines, so that the list can be finished.
//!
//! The order in prose: a promise to a customer that is overdue comes first, then the larger sum of money, then what is due
//! earlier; invoices to remind of, sales and offers take half of the list while other work waits. Planned activities, leads
//! that nobody has answered, deals that have stood too long, invoices to remind of, sales to invoice and offers about to
//! lapse stand in one list, and what was promised with a sale once its day has come.

use super::worth::Worth;
use super::{NewActivity, fields};
use crate::crm::next_action::{self, NextAction};
use crate::crm::store::activity as store;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::kernel::zone::Zone;
use crate::store::tx::Read;
use chrono::DateTime;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use ts_rs::TS;

/// Most lines of the list.
const SHOWN_MAX: usize = 10;
/// Most lines about money while other work waits, so that each leaves room for the other.
const MONEY_MAX: usize = 5;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityTodayRequest {}

/// What the acting user should do today.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ActivityToday {
    /// The most pressing first, at most ten.
    pub rows: Vec<TodayRow>,
    /// How many there are in all.
    pub count: i64,
}

/// A line of the list.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TodayRow {
    /// What to do, and why.
    pub action: NextAction,
    /// The record it is about.
    pub record_id: Option<String>,
    /// That record's kind.
    pub record_kind: Option<String>,
    /// That record's title.
    pub record_title: Option<String>,
    /// The customer's name.
    pub customer: Option<String>,
    /// The money at stake.
    pub amount: Option<Money>,
    /// Whether it was promised to the customer.
    pub promise: bool,
}

/// Something that could be done today, before it is ordered.
#[derive(Debug)]
pub(in crate::crm) struct Candidate {
    pub(in crate::crm) what: What,
    pub(in crate::crm) record_id: Option<String>,
    pub(in crate::crm) record_kind: Option<String>,
    pub(in crate::crm) record_title: Option<String>,
    pub(in crate::crm) customer: Option<String>,
    pub(in crate::crm) amount: Option<(i64, String)>,
    pub(in crate::crm) due_ms: i64,
    pub(in crate::crm) late_ms: Option<i64>,
    pub(in crate::crm) promise: bool,
}

/// Where a line comes from.
#[derive(Debug)]
pub(in crate::crm) enum What {
    /// A planned activity.
    Planned { id: String, version: i64, activity: Box<NewActivity> },
    /// A lead that nobody has answered.
    Answer,
    /// A deal past the limit of its stage.
    Ageing { since_ms: i64, stage: String, days: i64, limit: i64 },
    /// Something that was promised with a sale.
    Promised(Box<NextAction>),
    /// What a rule about money has said.
    Proposed(Box<NextAction>),
}

/// The list of the acting user.
///
/// # Errors
/// A failure of the file.
pub fn today(read: &Read<'_>, _: ActivityTodayRequest) -> Result<ActivityToday> {
    let (now, now_ms) = (read.civil_now()?, read.now_ms());
    let mut found = Vec::new();
    let work = store::today(read, fields::tomorrow_ms(read)?)?;
    let proposed = next_action::promised(read)?.into_iter().chain(next_action::about_money(read)?);
    for one in work.into_iter().chain(proposed) {
        let action = action(&one, &now);
        if !next_action::is_put_off(read, &action.subject)? {
            found.push((one, action));
        }
    }
    let worth = Worth::among(read, found.iter().filter_map(|(one, _)| one.amount.as_ref()))?;
    found.sort_by_key(|(one, _)| order(one, worth.of(one.amount.as_ref()), now_ms));
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let rows = shown(found).into_iter().map(|(one, action)| row(one, action)).collect();
    Ok(ActivityToday { rows, count })
}

/// The lines of the list: those about money beyond their half only where nothing else is left.
fn shown(found: Vec<(Candidate, NextAction)>) -> Vec<(Candidate, NextAction)> {
    let mut money = 0;
    let (mut first, later): (Vec<_>, Vec<_>) = found.into_iter().partition(|(one, _)| {
        money += usize::from(matches!(one.what, What::Proposed(_)));
        !matches!(one.what, What::Proposed(_)) || money <= MONEY_MAX
    });
    first.truncate(SHOWN_MAX);
    let room = SHOWN_MAX - first.len();
    first.extend(later.into_iter().take(room));
    first
}

fn order(one: &Candidate, worth: Decimal, now_ms: i64) -> (bool, Reverse<Decimal>, i64) {
    let is_late = one.late_ms.is_some_and(|late_ms| late_ms <= now_ms);
    (!(one.promise && is_late), Reverse(worth), one.due_ms)
}

fn action(one: &Candidate, now: &DateTime<Zone>) -> NextAction {
    let record_id = one.record_id.as_deref().unwrap_or_default();
    match &one.what {
        What::Planned { id, version, activity } => {
            let why = match one.late_ms {
                _ if one.promise => "why.promised",
                Some(late_ms) if late_ms <= now.timestamp_millis() => "why.overdue",
                _ => "why.planned",
            };
            next_action::do_planned(id, *version, activity, why).late(one.late_ms, now)
        }
        What::Answer => next_action::answer_lead(record_id, one.late_ms).late(one.late_ms, now),
        What::Ageing { since_ms, stage, days, limit } => {
            next_action::past_limit(record_id, stage, *since_ms, *days, *limit)
        }
        What::Promised(action) | What::Proposed(action) => NextAction::clone(action).late(one.late_ms, now),
    }
}

fn row(one: Candidate, action: NextAction) -> TodayRow {
    TodayRow {
        action,
        record_id: one.record_id,
        record_kind: one.record_kind,
        record_title: one.record_title,
        customer: one.customer,
        amount: one.amount.map(|(minor, currency)| Money::new(minor, &currency)),
        promise: one.promise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_takes_half_of_the_list_while_other_work_waits() {
        let one = |name: String, what| Candidate {
            what,
            record_id: Some(name),
            record_kind: None,
            record_title: None,
            customer: None,
            amount: None,
            due_ms: 0,
            late_ms: None,
            promise: false,
        };
        let action = next_action::answer_lead("lead", None);
        let line = |at: usize, money: bool| {
            let what = if money { What::Proposed(Box::new(action.clone())) } else { What::Answer };
            (one(format!("{}{at}", if money { "money" } else { "work" }), what), action.clone())
        };
        let names = |lines: Vec<(Candidate, NextAction)>| -> Vec<String> {
            shown(lines).into_iter().filter_map(|(one, _)| one.record_id).collect()
        };
        let eight = (0..8).map(|at| line(at, true));
        let busy = names(eight.clone().chain((0..9).map(|at| line(at, false))).collect());
        assert_eq!(busy.iter().filter(|name| name.starts_with("money")).count(), 5);
        assert_eq!(busy.len(), 10);
        let calm = names(eight.chain([line(0, false)]).collect());
        assert_eq!(calm.len(), 9, "nothing else waits: {calm:?}");
    }

    #[test]
    fn overdue_promises_come_first_then_money_then_the_day() {
        let one = |name: &str, promise, late_ms, minor: i64, due_ms| Candidate {
            what: What::Answer,
            record_id: Some(name.to_owned()),
            record_kind: None,
            record_title: None,
            customer: None,
            amount: (minor > 0).then(|| (minor, "INR".to_owned())),
            due_ms,
            late_ms: Some(late_ms),
            promise,
        };
        let mut list = [
            one("small and early", false, 5, 100, 1),
            one("large", false, 500, 900, 9),
            one("promise not due", true, 500, 0, 3),
            one("promise overdue", true, 50, 0, 4),
            one("small and late", false, 5, 100, 2),
        ];
        list.sort_by_key(|one| {
            order(one, one.amount.as_ref().map_or(Decimal::ZERO, |(minor, _)| (*minor).into()), 100)
        });
        let names: Vec<&str> = list.iter().filter_map(|one| one.record_id.as_deref()).collect();
        assert_eq!(
            names,
            ["promise overdue", "large", "small and early", "small and late", "promise not due"]
        );
    }
}
