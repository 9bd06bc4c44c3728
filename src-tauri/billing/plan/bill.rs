//! Billing: what an invoice takes from the plan when it is issued.

use super::super::draft::Draft;
use super::super::issue::Issuing;
use super::super::store::plan::{self as store, Both, Plan, PlanRow};
use super::drafts::{left_of, number};
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::exact::Exact;
use crate::store::tx::Tx;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Takes from the plan what the lines of an issued invoice point at. The invoice that takes the last of a row takes all that
/// is left of it, so that no sum of rounded parts leaves a paisa behind; the invoice that takes the last row of a sale takes
/// its rounding as well. What the invoice comes to beyond all that is a change of what was sold.
pub(in crate::billing) fn bill(tx: &Tx<'_>, draft: &Draft, issuing: &Issuing<'_>) -> Result<()> {
    let mut parts = Vec::new();
    for (position, line) in draft.lines.iter().enumerate().filter(|(_, line)| !line.optional) {
        let Some(row_id) = &line.billing_row_id else { continue };
        // A row that was withdrawn since the draft was made is no longer a row of the plan: the line stands for itself.
        let Some(row) = store::row(tx, row_id)? else { continue };
        belongs(draft, position, &row)?;
        is_left(tx, position, &row)?;
        parts.push((row.id, line.quantity));
    }
    let mut used = Both::default();
    let mut sales = BTreeSet::new();
    for (row_id, quantity) in parts {
        // Read as the lines before have left it: two of them may take from one row.
        let Some(row) = store::row(tx, &row_id)? else { continue };
        used = used + take(tx, issuing.id, &row, quantity)?;
        sales.insert((row.estimate_id, row.deal_id));
    }
    for (estimate_id, deal_id) in &sales {
        used = used + round_off(tx, issuing.id, estimate_id.as_deref(), deal_id.as_deref())?;
    }
    let change = Both { net: issuing.amounts.net, total: issuing.amounts.total } - used;
    if change == Both::default() || (issuing.deal_id.is_none() && sales.is_empty()) {
        return Ok(());
    }
    store::insert_change(tx, issuing.id, issuing.deal_id, change)
}

fn belongs(draft: &Draft, position: usize, row: &PlanRow) -> Result<()> {
    if row.currency != draft.currency {
        let field = FieldError::new("currency", "error.sold_in").with("currency", row.currency.clone());
        return Err(Error::fields(vec![field]));
    }
    if row.customer_id.as_ref().is_some_and(|sold_to| *sold_to != draft.customer.id) {
        return Err(Error::field("customer_id", "error.sold_to_other"));
    }
    if row.deal_id != draft.deal_id {
        return Err(Error::field(&format!("lines[{position}].billing_row_id"), "error.other_deal"));
    }
    Ok(())
}

/// Refuses a line whose row other invoices have taken whole. It was sold once; whoever sells it again writes a line of its
/// own, and so says that more was sold.
fn is_left(tx: &Tx<'_>, position: usize, row: &PlanRow) -> Result<()> {
    if left_of(tx, row, false)? > Decimal::ZERO {
        return Ok(());
    }
    Err(Error::field(&format!("lines[{position}].quantity"), "error.line_invoiced_already"))
}

/// Takes a quantity of a row, at most what is left of it.
fn take(tx: &Tx<'_>, document_id: &str, row: &PlanRow, wanted: Decimal) -> Result<Both> {
    let left = left_of(tx, row, false)?;
    let quantity = wanted.min(left);
    if quantity <= Decimal::ZERO {
        return Ok(Both::default());
    }
    let used = if quantity == left { row.rest() } else { share(row, quantity)? };
    store::insert_use(tx, &row.id, document_id, &canonical(quantity), used)?;
    Ok(used)
}

/// The part of a row's amounts for a part of its quantity, rounded half away from zero, and never more than is open.
fn share(row: &PlanRow, quantity: Decimal) -> Result<Both> {
    let whole = Exact::from(number(&row.quantity)?);
    let part = |sold: i64, open: i64| {
        let exact = Exact::from(i128::from(sold)).times(&Exact::from(quantity)).over(&whole);
        let rounded = exact.and_then(|exact| i64::try_from(exact.round_half_away()?).ok());
        rounded
            .map(|part| if open < 0 { part.max(open) } else { part.min(open) })
            .ok_or_else(|| Error::internal("a row of the plan has no quantity"))
    };
    let open = row.rest();
    Ok(Both { net: part(row.sold.net, open.net)?, total: part(row.sold.total, open.total)? })
}

/// Takes the rounding of a sale of which no line is left.
fn round_off(
    tx: &Tx<'_>,
    document_id: &str,
    estimate_id: Option<&str>,
    deal_id: Option<&str>,
) -> Result<Both> {
    let plan = match (estimate_id, deal_id) {
        (Some(id), _) => Plan::Estimate(id),
        (None, Some(id)) => Plan::Deal(id),
        (None, None) => return Ok(Both::default()),
    };
    let mut rows = store::rows(tx, plan)?;
    rows.retain(|row| row.estimate_id.as_deref() == estimate_id);
    let lines_left = rows.iter().any(|row| row.kind == "line" && row.open() != Both::default());
    let mut used = Both::default();
    for row in rows.iter().filter(|row| row.kind == "rounding" && !lines_left) {
        used = used + take(tx, document_id, row, Decimal::ONE)?;
    }
    Ok(used)
}
