//! What a deal or estimate comes to: sold, invoiced, to invoice, collected, with the rows behind it.

use super::super::store::first_period;
use super::super::store::plan::{self as store, Both, Figure, Plan, PlanRow};
use super::{BillingPlanRequest, drafts};
use crate::kernel::decimal::canonical;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::record;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// The plan of a deal or estimate with its figures.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingPlan {
    /// One entry per currency.
    pub figures: Vec<PlanFigures>,
    /// What was sold, in its order.
    pub rows: Vec<PlanLine>,
    /// True: something is still to be invoiced that no recurring invoice takes.
    pub is_open: bool,
    /// True: the rest of something will not be invoiced.
    pub is_closed: bool,
    /// How many drafts of invoices take from what is still to be invoiced. Once issued they do so even if the rest is closed before.
    pub drafts: usize,
}

/// Sold = invoiced + to invoice, with tax; the net stands beside.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PlanFigures {
    /// What was sold.
    pub sold: Money,
    /// The same without tax.
    pub sold_net: Money,
    /// What invoices come to, credit notes taken off.
    pub invoiced: Money,
    /// The same without tax.
    pub invoiced_net: Money,
    /// What is still to be invoiced.
    pub to_invoice: Money,
    /// The same without tax.
    pub to_invoice_net: Money,
    /// What was paid on the invoices, with what payers kept back.
    pub collected: Money,
}

/// A line that was sold.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PlanLine {
    /// Its id.
    pub id: String,
    /// `line` or `rounding`.
    pub kind: String,
    /// What was sold.
    pub description: String,
    /// How many were sold, as decimal text.
    pub quantity: String,
    /// How many of them are not invoiced yet.
    pub left: String,
    /// What it was sold for, with tax.
    pub sold: Money,
    /// What of that is still to be invoiced.
    pub to_invoice: Money,
    /// True: the rest will not be invoiced.
    pub closed: bool,
    /// The estimate that sold it.
    pub estimate_id: Option<String>,
    /// The recurring invoice whose first invoice takes it, as long as that is to come.
    pub first_of: Option<PlanRecurring>,
}

/// A recurring invoice whose first invoice takes what was sold.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PlanRecurring {
    /// Its id.
    pub id: String,
    /// Code such as REC-0001.
    pub code: String,
    /// The day of its first invoice, `YYYY-MM-DD`.
    pub date: String,
}

/// The plan of a deal or estimate.
///
/// # Errors
/// `invalid` unless exactly one of both is named; `not_found`.
pub fn get(read: &Read<'_>, request: BillingPlanRequest) -> Result<BillingPlan> {
    let plan = super::named(
        read,
        request.deal_id.as_ref(),
        request.estimate_id.as_ref(),
        record::require_with_customer,
    )?;
    let rows = store::rows(read, plan)?;
    // What an accepted estimate has replaced is shown only where an invoice stands on it.
    let stands = |row: &&PlanRow| row.replaced_by.is_none() || row.used != Both::default();
    // Most totals have nothing beside their lines.
    let holds =
        |row: &&PlanRow| row.kind == "line" || row.sold != Both::default() || row.open() != Both::default();
    let shown = rows.iter().filter(stands).filter(holds);
    let lines = shown.map(|row| line(read, row)).collect::<Result<_>>()?;
    Ok(BillingPlan {
        figures: figures(read, plan, &rows)?,
        rows: lines,
        is_open: is_open(&rows),
        is_closed: rows.iter().any(PlanRow::is_closed_by_hand),
        drafts: drafts(read, &rows)?,
    })
}

fn drafts(read: &Read<'_>, rows: &[PlanRow]) -> Result<usize> {
    let mut drafts = BTreeSet::new();
    for row in rows.iter().filter(|row| !row.closed) {
        drafts.extend(store::drafts_on(read, &row.id)?);
    }
    Ok(drafts.len())
}

/// Whether anything is to be invoiced now: what evens out roundings goes with the last of all lines.
fn is_open(rows: &[PlanRow]) -> bool {
    let waits = rows.iter().any(PlanRow::waits);
    let is_now = |row: &PlanRow| if row.kind == "line" { !row.waits() } else { !waits };
    rows.iter().any(|row| is_now(row) && row.open() != Both::default())
}

fn line(read: &Read<'_>, row: &PlanRow) -> Result<PlanLine> {
    Ok(PlanLine {
        left: match row.invoiced_by {
            Some(_) => "0".to_owned(),
            None => canonical(drafts::left_of(read, row, false)?),
        },
        first_of: if row.waits() { first_period::of_row(read, &row.id)? } else { None },
        sold: Money::new(row.sold.total, &row.currency),
        to_invoice: Money::new(row.open().total, &row.currency),
        id: row.id.clone(),
        kind: row.kind.clone(),
        description: row.description.clone(),
        quantity: row.quantity.clone(),
        closed: row.closed && row.invoiced_by.is_none(),
        estimate_id: row.estimate_id.clone(),
    })
}

#[derive(Default)]
struct Sums {
    sold: Both,
    invoiced: Both,
    to_invoice: Both,
    collected: Both,
}

fn figures(read: &Read<'_>, plan: Plan<'_>, rows: &[PlanRow]) -> Result<Vec<PlanFigures>> {
    let mut sums: BTreeMap<String, Sums> = BTreeMap::new();
    for row in rows {
        let sum = sums.entry(row.currency.clone()).or_default();
        sum.sold = sum.sold + if row.closed { row.used } else { row.sold };
        sum.to_invoice = sum.to_invoice + row.open();
        if matches!(plan, Plan::Estimate(_)) {
            sum.invoiced = sum.invoiced + row.used;
            if row.invoiced_by.is_some() {
                sum.sold = sum.sold + row.sold;
                sum.invoiced = sum.invoiced + row.sold;
            }
        }
    }
    let mut add = |figures: Vec<Figure>, to: fn(&mut Sums) -> &mut Both| {
        for Figure { currency, amount } in figures {
            let sum = to(sums.entry(currency).or_default());
            *sum = *sum + amount;
        }
    };
    let changed = store::changed(read, plan)?;
    match plan {
        Plan::Deal(deal_id) => add(store::invoiced(read, deal_id)?, |sums| &mut sums.invoiced),
        Plan::Estimate(_) => add(changed.clone(), |sums| &mut sums.invoiced),
    }
    add(changed, |sums| &mut sums.sold);
    add(store::collected(read, plan)?, |sums| &mut sums.collected);
    Ok(sums.into_iter().map(|(currency, sums)| shown(&currency, &sums)).collect())
}

fn shown(currency: &str, sums: &Sums) -> PlanFigures {
    let money = |minor: i64| Money::new(minor, currency);
    PlanFigures {
        sold: money(sums.sold.total),
        sold_net: money(sums.sold.net),
        invoiced: money(sums.invoiced.total),
        invoiced_net: money(sums.invoiced.net),
        to_invoice: money(sums.to_invoice.total),
        to_invoice_net: money(sums.to_invoice.net),
        collected: money(sums.collected.total),
    }
}
