//! Billing: what an invoice takes from the plan when it is issued.

use super::super::draft::Draft;
use super::super::issue::Issuing;
use super::super::store::plan::{self as store, Both, PlanRow};
use super::agreed;
use super::drafts::{left_of, number};
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::exact::Exact;
use crate::store::tx::Tx;
use rust_decimal::Decimal;

/// Takes from the plan what the lines of an issued invoice point at. The invoice that takes the last of a row takes all that is left
/// of it, so that no sum of rounded parts leaves a paisa behind. What the invoice takes by the agreement beside these parts of rows goes
/// to the row for roundings, of which the last invoice of a sale takes all that is left. Only what the invoice comes to beyond the
/// agreement is a change of what was sold.
pub(in crate::billing) fn bill(tx: &Tx<'_>, draft: &Draft, issuing: &Issuing<'_>) -> Result<()> {
    let mut parts = Vec::new();
    for (position, line) in draft.lines.iter().enumerate().filter(|(_, line)| !line.optional) {
        let Some(row_id) = &line.billing_row_id else { continue };
        // A row that was withdrawn since the draft was made is no longer a row of the plan: the line stands for itself.
        let Some(row) = store::row(tx, row_id)? else { continue };
        belongs(draft, position, &row)?;
        is_left(tx, position, &row)?;
        parts.push((row, line.quantity));
    }
    let agreed = agreed::of(tx, draft, Some(issuing.id))?;
    let mut used = Both::default();
    for (row, quantity) in &parts {
        // Read as the lines before have left it: two of them may take from one row.
        let Some(row) = store::row(tx, &row.id)? else { continue };
        used = used + take(tx, issuing.id, &row, *quantity)?;
    }
    let mut sales: Vec<&PlanRow> = Vec::new();
    for (row, _) in &parts {
        if !sales.iter().any(|sale| sale.is_sold_with(row)) {
            sales.push(row);
        }
    }
    for sale in &sales {
        let beside = agreed.as_ref().map(|agreed| (agreed.takes - used, agreed.is_last));
        used = used + round_off(tx, issuing.id, sale, beside)?;
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
pub(super) fn share(row: &PlanRow, quantity: Decimal) -> Result<Both> {
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

/// Takes from the row for roundings of a sale: what the agreement says beside its lines, and whether no line is left; without it,
/// all that is left of the row once no line is.
fn round_off(tx: &Tx<'_>, document_id: &str, sale: &PlanRow, beside: Option<(Both, bool)>) -> Result<Both> {
    let rows = store::rows_of_sale(tx, sale)?;
    let Some(row) = rows.iter().find(|row| row.kind == "rounding") else { return Ok(Both::default()) };
    let (takes, is_last) = match beside {
        Some(beside) => beside,
        None if rows.iter().any(|row| row.kind == "line" && row.open() != Both::default()) => {
            return Ok(Both::default());
        }
        None => (row.rest(), true),
    };
    if takes == Both::default() {
        return Ok(takes);
    }
    let quantity = if is_last { left_of(tx, row, false)? } else { Decimal::ZERO };
    store::insert_use(tx, &row.id, document_id, &canonical(quantity), takes)?;
    Ok(takes)
}
