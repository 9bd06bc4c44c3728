//! What Today says about money: the few pressing invoices, sales and offers, each by the rule that its own page shows.

use super::rules::LAPSES_SOON_DAYS;
use super::{NextAction, actions};
use crate::crm::activity::today::{Candidate, What};
use crate::crm::activity::{due, start_of_day};
use crate::crm::store::next_action as store;
use crate::kernel::error::Result;
use crate::settings::area::{self, Area};
use crate::store::tx::Read;
use chrono::{Days, NaiveDate};

/// Most lines of one rule.
const OF_A_RULE: u32 = 3;
/// How long a lapsed estimate is still asked about.
const LAPSED_DAYS: u64 = 7;

/// The largest overdue invoices, the oldest sales to invoice, and offers about to lapse, as far as the user may see them and their
/// screens are on.
pub(in crate::crm) fn about_money(read: &Read<'_>) -> Result<Vec<Candidate>> {
    let today = read.today()?;
    let mut found = Vec::new();
    if area::is_on(read, Area::Finance)? {
        found.extend(overdue(read, today)?);
        if read.actor().scope("invoice.write").is_some() {
            found.extend(unbilled(read)?);
        }
    }
    if area::is_on(read, Area::Sales)? {
        found.extend(lapsing(read, today)?);
    }
    Ok(found)
}

fn overdue(read: &Read<'_>, today: NaiveDate) -> Result<Vec<Candidate>> {
    let found = store::overdue_largest(read, today, OF_A_RULE)?.into_iter().map(|overdue| {
        let due_ms = instant(read, &overdue.due_date)?;
        let late_ms = due(read, Some(&overdue.due_date), None)?.map(|due| due.late_ms);
        Ok(Candidate {
            record_id: Some(overdue.invoice_id.clone()),
            record_title: Some(overdue.number.clone()),
            customer: Some(overdue.customer.clone()),
            amount: Some(overdue.open.clone()),
            late_ms,
            ..proposed("invoice", due_ms, actions::remind(overdue))
        })
    });
    found.collect()
}

fn unbilled(read: &Read<'_>) -> Result<Vec<Candidate>> {
    let found = store::unbilled(read, OF_A_RULE)?.into_iter().map(|one| {
        let of = if one.kind == "deal" { "deal_id" } else { "estimate_id" };
        let action = actions::invoice_sold(&one.id, of, &one.sold);
        Ok(Candidate {
            record_id: Some(one.id),
            record_title: Some(one.sold.name),
            customer: Some(one.sold.customer),
            // What is left of the whole is not what a part comes to.
            amount: Some(one.amount).filter(|_| one.sold.part.is_none()),
            ..proposed(one.kind, instant(read, &one.since)?, action)
        })
    });
    found.collect()
}

fn lapsing(read: &Read<'_>, today: NaiveDate) -> Result<Vec<Candidate>> {
    let from = today.checked_sub_days(Days::new(LAPSED_DAYS)).unwrap_or(today);
    let to = today.checked_add_days(Days::new(LAPSES_SOON_DAYS)).unwrap_or(today);
    let found = store::lapsing(read, (from, to), OF_A_RULE)?.into_iter().map(|one| {
        let last: NaiveDate = one.offer.valid_until.parse().unwrap_or(today);
        let action = NextAction {
            due: Some(one.offer.valid_until.clone()),
            ..actions::ask_estimate(&one.id, &one.offer, last < today)
        };
        Ok(Candidate {
            record_id: Some(one.id),
            record_title: Some(one.offer.sold.name),
            customer: Some(one.offer.sold.customer),
            amount: Some(one.amount),
            ..proposed("estimate", instant(read, &one.offer.valid_until)?, action)
        })
    });
    found.collect()
}

fn proposed(kind: &str, due_ms: i64, action: NextAction) -> Candidate {
    Candidate {
        what: What::Proposed(Box::new(action)),
        record_id: None,
        record_kind: Some(kind.to_owned()),
        record_title: None,
        customer: None,
        amount: None,
        due_ms,
        late_ms: None,
        promise: false,
    }
}

/// The instant at which a day begins; the end of time for what is no day.
fn instant(read: &Read<'_>, day: &str) -> Result<i64> {
    let Ok(day) = day.parse() else { return Ok(i64::MAX) };
    Ok(start_of_day(read, day)?.unwrap_or(i64::MAX))
}
