//! The milestones of a plan as its page shows them, each with its amount, its day and its invoices.

use super::super::super::status;
use super::super::super::store::milestone::{self as store, Made, MilestoneRow};
use super::super::super::store::plan::{self as plans, Plan, PlanRow};
use super::{BillingPlanRequest, BillingWhen, percent_of, stamp};
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::decimal::round_half_away;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::record;
use crate::store::tx::Read;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// The milestones of a plan.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingMilestoneListResponse {
    /// In their order.
    pub rows: Vec<BillingMilestoneRow>,
    /// What a milestone can wait for: the milestones of the projects of the deal.
    pub reachable: Vec<BillingReachable>,
    /// True: the plan is one of a deal, and is planned there.
    pub of_deal: bool,
    /// What goes back with the save, so that nothing is lost that somebody else planned meanwhile.
    pub seen: String,
}

/// A milestone of a plan.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingMilestoneRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many percent of what was sold.
    pub percent: String,
    /// When it falls due.
    pub when: BillingWhen,
    /// The day on which it falls due, or fell due, `YYYY-MM-DD`; null when nobody can say.
    pub date: Option<String>,
    /// What it waits for in a project; null when it waits for none.
    pub awaited: Option<BillingAwaited>,
    /// What its invoices come to with tax, or what it will come to; null when the plan has several currencies.
    pub amount: Option<Money>,
    /// The invoices that make it billed.
    pub invoices: Vec<BillingMilestoneInvoice>,
    /// How it stands; null while it lies ahead.
    pub badge: Option<Badge>,
}

/// What a milestone waits for.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingAwaited {
    /// The project.
    pub project_id: String,
    /// The name of its milestone.
    pub name: String,
    /// The day on which that was reached.
    pub reached_date: Option<String>,
}

/// An invoice of a milestone.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct BillingMilestoneInvoice {
    /// Its id.
    pub id: String,
    /// Its number; null while it is a draft.
    pub number: Option<String>,
    /// How it stands.
    pub badge: Badge,
}

/// A milestone of a project that can be waited for.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingReachable {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Code and name of the project.
    pub project: String,
    /// The day on which it should be reached.
    pub due_date: Option<String>,
}

/// The milestones of a plan; none for an estimate that belongs to a deal.
///
/// # Errors
/// `invalid` unless exactly one of deal and estimate is named; `not_found`.
pub fn list(read: &Read<'_>, request: BillingPlanRequest) -> Result<BillingMilestoneListResponse> {
    let plan = super::super::named(
        read,
        request.deal_id.as_ref(),
        request.estimate_id.as_ref(),
        record::require_with_customer,
    )?;
    let rows = plans::rows(read, plan)?;
    let today = read.today_at(rows.first().map(|row| row.branch_id.as_str()))?;
    let mut listed = Vec::new();
    for milestone in store::of_plan(read, plan)? {
        let made = store::invoices(read, &milestone.id)?;
        listed.push((milestone, made));
    }
    let parted: Vec<&PlanRow> = rows.iter().filter(|row| row.is_in_parts()).collect();
    let amounts = amounts(&parted, &listed);
    let open: Vec<MilestoneRow> =
        listed.iter().filter(|(_, made)| made.is_empty()).map(|(one, _)| one.clone()).collect();
    let rows_out: Vec<BillingMilestoneRow> = listed
        .into_iter()
        .zip(amounts)
        .map(|((milestone, made), amount)| shown(read, milestone, &made, amount, today))
        .collect::<Result<_>>()?;
    let reachable = match plan {
        Plan::Deal(deal_id) => store::of_projects(read, deal_id)?,
        Plan::Estimate(_) => Vec::new(),
    };
    Ok(BillingMilestoneListResponse {
        rows: rows_out,
        seen: stamp(&open),
        reachable: reachable
            .into_iter()
            .map(|one| BillingReachable {
                id: one.id,
                name: one.name,
                project: one.project,
                due_date: one.due_date,
            })
            .collect(),
        of_deal: matches!(plan, Plan::Estimate(_)) && rows.iter().any(|row| row.deal_id.is_some()),
    })
}

/// How much of a sale is invoiced when a milestone of a project is reached.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct BillingShare {
    /// The milestone of the plan.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many percent of what was sold.
    pub percent: String,
    /// The invoices that make it billed, as far as the user may read them.
    pub invoices: Vec<BillingMilestoneInvoice>,
    /// That it is to be invoiced; null while it lies ahead, or is.
    pub badge: Option<Badge>,
}

/// What waits for a milestone of a project, or waited for it.
///
/// # Errors
/// A failure of the file.
pub fn shares(read: &Read<'_>, project_milestone_id: &str, is_reached: bool) -> Result<Vec<BillingShare>> {
    let today = read.today()?;
    let mut shares = Vec::new();
    for milestone in store::waiting_for(read, project_milestone_id)? {
        let made = store::invoices(read, &milestone.id)?;
        let is_due = is_reached && made.is_empty();
        let seen = made.iter().filter(|one| record::require_readable(read, "invoice", &one.id).is_ok());
        shares.push(BillingShare {
            invoices: seen.map(|one| invoice(one, today)).collect(),
            badge: is_due.then(to_bill),
            id: milestone.id,
            name: milestone.name,
            percent: milestone.percent,
        });
    }
    Ok(shares)
}

fn to_bill() -> Badge {
    Badge::new(Tone::Warn, "receipt", "badge.to_bill")
}

fn invoice(made: &Made, today: NaiveDate) -> BillingMilestoneInvoice {
    BillingMilestoneInvoice {
        id: made.id.clone(),
        number: Some(made.number.clone()).filter(|number| !number.is_empty()),
        badge: status::invoice("invoice", &made.state, &made.due_date, today),
    }
}

/// What each milestone comes to: its invoices, else its percentage of what was sold for them, and the last of them what is left.
fn amounts(rows: &[&PlanRow], listed: &[(MilestoneRow, Vec<Made>)]) -> Vec<Option<Money>> {
    let Some(currency) = rows.first().map(|row| row.currency.as_str()) else {
        return vec![None; listed.len()];
    };
    if rows.iter().any(|row| row.currency != currency) {
        return vec![None; listed.len()];
    }
    let sold: i64 = rows.iter().map(|row| if row.closed { row.used.total } else { row.sold.total }).sum();
    let drafts = listed.iter().flat_map(|(_, made)| made).filter(|made| made.is_draft());
    let mut left = rows.iter().map(|row| row.open().total).sum::<i64>()
        - drafts.map(|made| made.total_minor).sum::<i64>();
    let last = listed.iter().rposition(|(_, made)| made.is_empty());
    let minor = listed.iter().enumerate().map(|(at, (milestone, made))| {
        if !made.is_empty() {
            return made.iter().map(|made| made.total_minor).sum();
        }
        let part = Decimal::from(sold) * percent_of(milestone) / Decimal::ONE_HUNDRED;
        let part = round_half_away(part, 0).to_i64().unwrap_or(left);
        let part = if Some(at) == last { left } else { part.min(left) }.max(0);
        left -= part;
        part
    });
    minor.map(|minor| Some(Money::new(minor, currency))).collect()
}

fn shown(
    read: &Read<'_>,
    milestone: MilestoneRow,
    made: &[Made],
    amount: Option<Money>,
    today: NaiveDate,
) -> Result<BillingMilestoneRow> {
    let awaited = match &milestone.project_milestone_id {
        Some(id) => store::awaited(read, id)?,
        None => None,
    };
    let when = match (&milestone.due_date, &milestone.project_milestone_id) {
        (Some(date), _) => BillingWhen::Date { date: date.clone() },
        // A milestone that was taken away is waited for no more.
        (None, Some(id)) if awaited.is_some() => BillingWhen::Reached { project_milestone_id: id.clone() },
        _ => BillingWhen::ByHand,
    };
    let is_due = made.is_empty() && milestone.due_key <= today.to_string();
    let due = Some(milestone.due_key).filter(|day| !day.is_empty() && day != store::NEVER);
    Ok(BillingMilestoneRow {
        invoices: made.iter().map(|one| invoice(one, today)).collect(),
        badge: is_due.then(to_bill),
        date: due.or(awaited.as_ref().and_then(|one| one.due_date.clone())),
        awaited: awaited.map(|one| BillingAwaited {
            project_id: one.project_id,
            name: one.name,
            reached_date: one.reached_date,
        }),
        id: milestone.id,
        name: milestone.name,
        percent: milestone.percent,
        when,
        amount,
    })
}
