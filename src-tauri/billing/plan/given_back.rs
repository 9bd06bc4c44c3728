//! What an invoice gives back to the plan when it counts no more, where its rows cannot: they were closed meanwhile, so that only what stood
//! on invoices was sold of them; or the invoice came before its deal was won, so that the rows are what was left beside it.

use super::super::draft::LineInput;
use super::super::store::issued::Issued;
use super::super::store::plan::{self as store, Both, Part, PlanRow, Used};
use super::drafts::{left_of_amount, number};
use super::sell;
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::Result;
use crate::store::tx::Tx;
use crate::store::word;
use rust_decimal::Decimal;

/// Opens again what an invoice took that is about to be void or credited: it was sold, and is to be invoiced.
///
/// # Errors
/// A failure of the file.
pub(in crate::billing) fn give_back(tx: &Tx<'_>, invoice: &Issued) -> Result<()> {
    for used in &store::uses_of(tx, &invoice.id)? {
        let row = &used.row;
        if row.closed && row.replaced_by.is_none() && row.kind == "line" {
            open_part(tx, used)?;
        }
    }
    store::open_invoiced(tx, &invoice.id)?;
    match &invoice.deal_id {
        Some(deal_id) => sell::sell_earlier(tx, deal_id, &invoice.id),
        None => Ok(()),
    }
}

/// The part of a closed row that stood on the invoice is open again, and the rest of it stays closed.
fn open_part(tx: &Tx<'_>, used: &Used) -> Result<()> {
    let row = &used.row;
    let rest = number(&row.quantity)? - number(&used.quantity)?;
    if rest <= Decimal::ZERO {
        return store::set_closed(tx, &row.id, false, "");
    }
    let _id = store::insert_part(tx, &row.id, &part_of(row, number(&used.quantity)?, used.amount)?)?;
    store::shrink(tx, &row.id, &part_of(row, rest, row.sold - used.amount)?)
}

/// A part of a row, sold for so much, with its share of an agreed amount of discount.
pub(super) fn part_of(row: &PlanRow, quantity: Decimal, sold: Both) -> Result<Part> {
    let line = row.as_line()?;
    let whole = number(&row.quantity)?;
    let share = |discount: &String| {
        let Some((amount, _)) = left_of_amount(discount, &[]) else { return discount.clone() };
        let part = amount.checked_mul(quantity).and_then(|part| part.checked_div(whole)).unwrap_or(amount);
        canonical(round_half_away(part, iso_decimals(&row.currency).unwrap_or(2)))
    };
    let quantity = canonical(quantity);
    let line =
        LineInput { quantity: Some(quantity.clone()), discount: line.discount.as_ref().map(share), ..line };
    Ok(Part { quantity, line: word::json(&line), sold })
}
