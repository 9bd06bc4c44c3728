//! What an invoice gives back to the plan when it counts no more, where its rows cannot: they were closed meanwhile, so that only what stood
//! on invoices was sold of them; or the invoice came before its deal was won, so that the rows are what was left beside it.

use super::super::draft::LineInput;
use super::super::store::issued::Issued;
use super::super::store::plan::{self as store, Both, Part, Plan, PlanRow, Used};
use super::drafts::number;
use super::sell;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, Result};
use crate::kernel::money;
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
    match &invoice.deal_id {
        Some(deal_id) => sell_what_came_before(tx, invoice, deal_id),
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
    let part = |quantity: String, sold: Both| {
        let line = LineInput { quantity: Some(quantity.clone()), ..line_of(row)? };
        Ok::<_, Error>(Part { quantity, line: word::json(&line), sold })
    };
    store::insert_part(tx, &row.id, &part(used.quantity.clone(), used.amount)?)?;
    store::shrink(tx, &row.id, &part(canonical(rest), row.sold - used.amount)?)
}

fn line_of(row: &PlanRow) -> Result<LineInput> {
    serde_json::from_str(&row.line).map_err(Error::internal)
}

/// A deal that was won without an estimate was sold for what its invoices of before had left.
fn sell_what_came_before(tx: &Tx<'_>, invoice: &Issued, deal_id: &str) -> Result<()> {
    let came_before = store::came_before_the_sale(tx, &invoice.id, deal_id)?;
    let Some(amount) = came_before.filter(|amount| amount.net > 0) else { return Ok(()) };
    if !sell::deal(tx, deal_id)?.is_won {
        return Ok(());
    }
    let rows = store::rows(tx, Plan::Deal(deal_id))?;
    let like = |row: &&PlanRow| row.estimate_id.is_none() && row.kind == "line" && !row.closed;
    match rows.iter().find(like) {
        Some(row) => store::insert_part(tx, &row.id, &whole(row, amount)?),
        None => Ok(()),
    }
}

fn whole(row: &PlanRow, sold: Both) -> Result<Part> {
    let quantity = "1".to_owned();
    let unit_price = Some(money::text(sold.net, &row.currency));
    let line = LineInput {
        quantity: Some(quantity.clone()),
        unit_price,
        discount: None,
        item_id: None,
        ..line_of(row)?
    };
    Ok(Part { quantity, line: word::json(&line), sold })
}
