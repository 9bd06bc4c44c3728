//! The thread of one piece of business: from the first enquiry to the last receipt, the project, the requests and the renewal, with
//! the days that passed between. Each step is shown to whoever may read what it is about.

use super::store::thread::{self as store, Found, When};
use super::store::{self as handovers};
use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::store::record;
use crate::store::tx::Read;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ThreadStepKind {
    /// Somebody asked.
    Enquiry,
    /// They had their first answer.
    Answered,
    /// The deal began.
    Deal,
    /// A version of an estimate went out.
    EstimateSent,
    /// One was accepted.
    EstimateAccepted,
    /// The deal was won.
    Won,
    /// It was handed over.
    HandedOver,
    /// A project began.
    ProjectStart,
    /// A milestone of it was reached.
    Milestone,
    /// A project was over.
    ProjectDone,
    /// An invoice was issued.
    Invoice,
    /// One was credited.
    CreditNote,
    /// A payment settled part of an invoice.
    Payment,
    /// The customer asked for help.
    Ticket,
    /// A contract began.
    ContractStart,
    /// A contract ends, or goes on.
    Renewal,
    /// Its next term was proposed, in a deal of its own.
    RenewalProposed,
    /// The contract whose next term the deal proposes began.
    Renews,
    /// A contract was ended.
    ContractEnd,
    /// A single task began.
    Task,
    /// It was done.
    TaskDone,
    /// A recurring invoice has its first day.
    Recurring,
}

/// Whose thread: a deal, or a record that belongs to one.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ThreadGetRequest {
    /// The kind of record: `deal`, `lead`, `estimate`, `invoice`, `credit_note`, `recurring_invoice`, `project`, `task`, `ticket`,
    /// `contract`, `entitlement`.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// One piece of business from end to end.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealThread {
    /// The deal.
    pub deal_id: String,
    /// Its code.
    pub code: String,
    /// What it is about.
    pub title: String,
    /// Its customer; null while it has none.
    pub customer_id: Option<String>,
    /// The customer's name, or the prospect's.
    pub customer: String,
    /// The steps, oldest first.
    pub steps: Vec<DealThreadStep>,
    /// Days from the first step until the last one that has happened.
    pub days: i64,
}

/// A step of the thread.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealThreadStep {
    /// What happened.
    pub step: ThreadStepKind,
    /// The kind of record it is about.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its code or number.
    pub code: String,
    /// What it is about.
    pub title: String,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// How much it is about; null when it is about no money.
    pub amount: Option<Money>,
    /// Days since the step before; null for the first.
    pub days: Option<i64>,
    /// True: it is still to come.
    pub ahead: bool,
}

/// The thread of a deal, or of the deal behind a record.
///
/// # Errors
/// `precondition` with `error.no_thread` for a record without a deal, and `error.thread_of_other` where the user may not see that; `not_found`.
pub fn get(read: &Read<'_>, request: ThreadGetRequest) -> Result<DealThread> {
    record::require_readable(read, &request.kind, &request.id)?;
    let deal_id = store::deal_of(read, &request.kind, &request.id)?
        .ok_or_else(|| Error::precondition("error.no_thread"))?;
    record::require_readable(read, "deal", &deal_id)
        .map_err(|_| Error::precondition("error.thread_of_other"))?;
    let deal = handovers::sold::deal(read, &deal_id)?;
    let customer = match &deal.customer_id {
        Some(id) => handovers::sold::customer(read, id)?.map(|customer| customer.name),
        None => None,
    };
    let keeper = match &deal.customer_id {
        Some(id) => record::owner(read, id)?,
        None => None,
    };
    let today = read.today_at(Some(&deal.branch_id))?;
    let mut dated = Vec::new();
    for found in store::steps(read, &deal_id)? {
        if is_seen(read, &found, keeper.as_deref()) {
            dated.push((day_of(read, &found, &deal.branch_id)?, found));
        }
    }
    dated.sort_by(|(a, one), (b, other)| (a, one.step, &one.code).cmp(&(b, other.step, &other.code)));
    let happened = dated.iter().filter(|(day, _)| *day <= today).map(|(day, _)| *day);
    let days = match (dated.first(), happened.max()) {
        (Some((first, _)), Some(last)) => (last - *first).num_days().max(0),
        _ => 0,
    };
    let mut before = None;
    let steps = dated.into_iter().map(|(day, found)| {
        let passed = before.replace(day).map(|before: NaiveDate| (day - before).num_days());
        shown(found, day, passed, today)
    });
    Ok(DealThread {
        steps: steps.collect(),
        days,
        customer: customer.unwrap_or(deal.prospect),
        customer_id: deal.customer_id,
        deal_id,
        code: deal.code,
        title: deal.title,
    })
}

/// Whether the user may read what a step is about; `keeper` looks after the customer.
fn is_seen(read: &Read<'_>, found: &Found, keeper: Option<&str>) -> bool {
    let Some(scope) = read.actor().scope(&record::read_permission(found.kind)) else { return false };
    let keeper = keeper.filter(|_| record::goes_with_customer(found.kind));
    let of = [found.owner_id.as_deref(), keeper];
    let owners = read.actor().visible_owners(scope);
    owners.is_none_or(|owners| owners.iter().any(|owner| of.contains(&Some(owner))))
}

fn day_of(read: &Read<'_>, found: &Found, branch_id: &str) -> Result<NaiveDate> {
    match &found.when {
        When::Instant(at_ms) => Ok(read.civil_at(*at_ms, Some(branch_id))?.date()),
        When::Day(day) => day.parse().map_err(Error::internal),
    }
}

fn shown(found: Found, day: NaiveDate, days: Option<i64>, today: NaiveDate) -> DealThreadStep {
    DealThreadStep {
        step: found.step,
        kind: found.kind.to_owned(),
        id: found.id,
        code: found.code,
        title: found.title,
        date: day.to_string(),
        amount: found.amount.map(|(minor, currency)| Money::new(minor, &currency)),
        days,
        ahead: day > today,
    }
}
