//! Invoices of a deal from before its estimate was accepted: what they bill of it is not invoiced once more.
//!
//! A line of such an invoice bills the line of the estimate with the same item, or the same words. What bills none of them and came
//! before the deal was won, as an advance does, is taken off all lines, of each its share. What is billed stays sold on its invoice, and
//! the part of the row is closed as long as that counts.

use super::super::store::earlier::{self, EarlierLine};
use super::super::store::first_period;
use super::super::store::plan::{self as store, Both, Plan, PlanRow};
use super::before::{self, is_same};
use super::bill;
use super::drafts::number;
use super::given_back::part_of;
use crate::kernel::decimal::round_half_away;
use crate::kernel::error::Result;
use crate::store::tx::Tx;
use rust_decimal::Decimal;

/// The places of the quantity of a part that an advance pays for.
const QUANTITY_PLACES: u32 = 6;

/// Closes what earlier invoices bill of an estimate that was just sold.
///
/// # Errors
/// A failure of the file.
pub(super) fn cover(tx: &Tx<'_>, estimate_id: &str, deal_id: &str, currency: &str) -> Result<()> {
    let invoiced = earlier::before_estimate(tx, deal_id, currency)?;
    let mut advances: Vec<&EarlierLine> = Vec::new();
    for line in &invoiced {
        if !cover_line(tx, estimate_id, line)? && line.is_before_win {
            advances.push(line);
        }
    }
    advances.into_iter().try_for_each(|line| cover_share(tx, estimate_id, line))?;
    match (invoiced.last(), open_lines(tx, estimate_id)?.is_empty()) {
        (Some(last), true) => close_roundings(tx, estimate_id, &last.document_id),
        _ => Ok(()),
    }
}

fn open_lines(tx: &Tx<'_>, estimate_id: &str) -> Result<Vec<PlanRow>> {
    let mut rows = store::rows(tx, Plan::Estimate(estimate_id))?;
    rows.retain(|row| row.kind == "line" && !row.closed);
    Ok(rows)
}

/// Closes what a line bills of the rows that sold the same; whether there are such rows.
fn cover_line(tx: &Tx<'_>, estimate_id: &str, invoiced: &EarlierLine) -> Result<bool> {
    let mut left = number(&invoiced.quantity)?;
    let mut is_known = false;
    for row in store::rows(tx, Plan::Estimate(estimate_id))?.iter().filter(|row| row.kind == "line") {
        if !is_same(&row.as_line()?, invoiced) {
            continue;
        }
        is_known = true;
        let quantity = number(&row.quantity)?.min(left);
        if row.closed || quantity <= Decimal::ZERO {
            continue;
        }
        left -= quantity;
        close(tx, row, quantity, bill::share(row, quantity)?, &invoiced.document_id)?;
    }
    Ok(is_known)
}

/// Closes as much of all open rows as an advance pays, net, of each its share.
fn cover_share(tx: &Tx<'_>, estimate_id: &str, advance: &EarlierLine) -> Result<()> {
    let rows = open_lines(tx, estimate_id)?;
    let whole: i64 = rows.iter().map(|row| row.sold.net).sum();
    let paid = advance.sum.net.min(whole);
    for row in rows.iter().filter(|row| row.sold.net > 0) {
        let net = before::share(paid, row.sold.net, whole)?;
        let all = number(&row.quantity)?;
        let exact = all.checked_mul(net.into()).and_then(|part| part.checked_div(row.sold.net.into()));
        let quantity = exact.map(|exact| round_half_away(exact, QUANTITY_PLACES).min(all)).unwrap_or(all);
        if net > 0 && quantity > Decimal::ZERO {
            let total = before::share(row.sold.total, net, row.sold.net)?;
            close(tx, row, quantity, Both { net, total }, &advance.document_id)?;
        }
    }
    Ok(())
}

/// Closes a part of a row, or all of it, because an invoice billed it.
fn close(tx: &Tx<'_>, row: &PlanRow, quantity: Decimal, sold: Both, invoice_id: &str) -> Result<()> {
    let rest = number(&row.quantity)? - quantity;
    let mut billed = row.id.clone();
    if rest > Decimal::ZERO {
        billed = store::insert_part(tx, &row.id, &part_of(row, quantity, sold)?)?;
        store::shrink(tx, &row.id, &part_of(row, rest, row.sold - sold)?)?;
    }
    store::close_as_invoiced(tx, &billed, invoice_id)?;
    first_period::leave_as_invoiced(tx, &billed, invoice_id)
}

/// What the total of the estimate has beside its lines goes with the last of them.
fn close_roundings(tx: &Tx<'_>, estimate_id: &str, invoice_id: &str) -> Result<()> {
    let rows = store::rows(tx, Plan::Estimate(estimate_id))?;
    let mut open = rows.iter().filter(|row| !row.closed);
    open.try_for_each(|row| store::close_as_invoiced(tx, &row.id, invoice_id))
}
