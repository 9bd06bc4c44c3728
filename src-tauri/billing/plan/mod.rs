//! The billing plan: what was sold and is to be invoiced, so that for every deal sold = invoiced + still to invoice.
//!
//! Accepting an estimate (or winning a deal without one) writes a row for each line that was sold. An invoice takes its part
//! of the rows its lines point at, and its cents beside them of the row for roundings; what it comes to beyond what was agreed was
//! sold on the invoice itself and is kept beside it (see [`agreed`]). A void
//! or credited invoice gives back what it took (see [`given_back`]). What is left of a row is stored, so that the integrity check `billing_plan`
//! compares figures that were written by different hands: rows when it was sold, uses when it was invoiced.

mod agreed;
mod before;
mod bill;
mod covered;
mod drafts;
mod given_back;
mod linked;
pub mod milestone;
mod sell;
mod view;

pub(super) use agreed::{Rest, rest_of};
pub(super) use bill::bill;
pub use drafts::{BillingPlanInvoiceResponse, DealDraftRequest, invoices_of_deal, of_deal, to_invoice};
pub(super) use drafts::{leave_to, left_of_deal, left_of_rows, origin, put_first_period};
pub(super) use given_back::give_back;
pub(super) use linked::link_copied;
pub use sell::{is_sold_by_estimate, reopen_deal, resell_deal, sell_deal};
pub(super) use sell::{sell_estimate, withdraw_estimate};
pub use view::{BillingPlan, PlanFigures, PlanLine, PlanRecurring, get};

use super::store::plan::{self as store, Plan};
use crate::kernel::error::{Error, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Whose plan: of a deal or of an estimate, exactly one of them.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct BillingPlanRequest {
    /// The deal.
    pub deal_id: Option<String>,
    /// The estimate.
    pub estimate_id: Option<String>,
}

/// The rest of a plan will not be invoiced.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BillingPlanCloseRequest {
    /// The deal.
    #[serde(default)]
    #[ts(optional)]
    pub deal_id: Option<String>,
    /// The estimate.
    #[serde(default)]
    #[ts(optional)]
    pub estimate_id: Option<String>,
    /// Why.
    pub reason: String,
}

/// How many rows of a plan were closed or opened again.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingPlanResponse {
    /// The count.
    pub rows: i64,
}

/// Proves that a record is in reach: of who changes it, or, for what only shows it, also of who looks after its customer.
type Reach = fn(&Read<'_>, &str, &str) -> Result<()>;

/// The plan that a request names, once it is proved that the user may read whose it is, and that it is in reach.
fn named<'a>(
    read: &Read<'_>,
    deal_id: Option<&'a String>,
    estimate_id: Option<&'a String>,
    reach: Reach,
) -> Result<Plan<'a>> {
    let (kind, id, plan) = match (deal_id, estimate_id) {
        (Some(id), None) => ("deal", id, Plan::Deal(id)),
        (None, Some(id)) => ("estimate", id, Plan::Estimate(id)),
        _ => return Err(Error::field("deal_id", "error.deal_or_estimate")),
    };
    record::require_readable(read, kind, id)?;
    reach(read, kind, id)?;
    Ok(plan)
}

/// Closes what is open of a plan: it was sold, but will not be invoiced. Undo, or [`reopen`], takes it back. What a recurring invoice takes
/// is ended there.
///
/// # Errors
/// `invalid` at `reason`; `precondition` with `error.nothing_left`; `not_found`.
pub fn close(tx: &Tx<'_>, request: BillingPlanCloseRequest) -> Result<BillingPlanResponse> {
    let plan = named(tx, request.deal_id.as_ref(), request.estimate_id.as_ref(), record::require)?;
    let reason =
        text::required_line("reason", &request.reason).map_err(|field| Error::fields(vec![field]))?;
    let mut rows = store::rows(tx, plan)?;
    rows.retain(|row| !row.closed && !row.waits());
    if rows.iter().all(|row| row.open() == store::Both::default()) {
        return Err(Error::precondition("error.nothing_left"));
    }
    // A row that is settled, or holds only roundings, closes with the others: a draft of them may still be issued.
    set(tx, &rows, true, &reason)
}

/// Closes all of a deal that is open, but what was sold of some items, and plans no part of it: what invoices come to is what is sold from
/// now on.
///
/// # Errors
/// A failure of the file.
pub fn close_deal(tx: &Tx<'_>, deal_id: &str, reason: &str, kept: &BTreeSet<String>) -> Result<()> {
    milestone::plan(tx, deal_id, &[])?;
    let rows = store::rows(tx, Plan::Deal(deal_id))?;
    let is_kept = |row: &store::PlanRow| row.item_id().is_some_and(|id| kept.contains(&id));
    // What parts round beside the lines that are kept is still to be evened out.
    let rounds = |row: &store::PlanRow| {
        row.kind == "rounding" && rows.iter().any(|line| line.is_sold_with(row) && is_kept(line))
    };
    let mut open = rows.iter().filter(|row| !row.closed && !is_kept(row) && !rounds(row));
    open.try_for_each(|row| store::set_closed(tx, &row.id, true, reason))
}

/// Opens the closed rows of a plan again.
///
/// # Errors
/// `precondition` with `error.nothing_closed`; `not_found`.
pub fn reopen(tx: &Tx<'_>, request: BillingPlanRequest) -> Result<BillingPlanResponse> {
    let plan = named(tx, request.deal_id.as_ref(), request.estimate_id.as_ref(), record::require)?;
    let mut rows = store::rows(tx, plan)?;
    rows.retain(store::PlanRow::is_closed_by_hand);
    if rows.is_empty() {
        return Err(Error::precondition("error.nothing_closed"));
    }
    set(tx, &rows, false, "")
}

fn set(tx: &Tx<'_>, rows: &[store::PlanRow], closed: bool, reason: &str) -> Result<BillingPlanResponse> {
    rows.iter().try_for_each(|row| store::set_closed(tx, &row.id, closed, reason))?;
    let lines = rows.iter().filter(|row| row.kind == "line").count();
    Ok(BillingPlanResponse { rows: i64::try_from(lines).unwrap_or(i64::MAX) })
}
