//! What an invoice gives back to the plan when it counts no more, where its rows cannot: they were closed meanwhile, so that only what stood
//! on invoices was sold of them; or the invoice came before its deal was won, so that the rows are what was left beside it.

use super::super::draft::LineInput;
use super::super::store::issued::Issued;
use super::super::store::plan::{self as store, Both, Part, PlanRow, Used};
use super::drafts::number;
use super::sell;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, Result};
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
