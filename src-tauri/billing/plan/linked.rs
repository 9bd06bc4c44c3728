//! Drafts that were written before their deal was sold: their lines take from the rows of the plan from then on, as if they had been written
//! after. Otherwise what they invoice would be sold a second time.

use super::super::draft::LineInput;
use super::super::store::draft::{self as drafts, LooseLine};
use super::super::store::plan::{self as store, Plan, PlanRow};
use super::drafts::{left_of, number};
use crate::kernel::error::Result;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Lets the drafts of a deal that take from no row yet take from those that were just sold.
///
/// # Errors
/// A failure of the file.
pub(super) fn link_drafts(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    let mut changed: Vec<String> = Vec::new();
    let mut rows = store::rows(tx, Plan::Deal(deal_id))?;
    rows.retain(|row| row.kind == "line" && row.replaced_by.is_none());
    for line in drafts::loose_lines(tx, deal_id)? {
        let mut found = None;
        for row in rows.iter().filter(|row| is_of(&line, row)) {
            if left_of(tx, row, true)? > Decimal::ZERO {
                found = Some(row);
                break;
            }
        }
        let Some(row) = found else { continue };
        drafts::set_row(tx, &line.id, &row.id)?;
        if !changed.contains(&line.document_id) {
            changed.push(line.document_id);
        }
    }
    changed.iter().try_for_each(|id| record::bump(tx, id))
}

/// Lets the lines of a copied invoice take from the plan what they took before, where that is free again: what it billed was void or
/// credited, or was sold more often. What is left of the plan would be invoiced beside them otherwise.
///
/// # Errors
/// A failure of the file.
pub(in crate::billing) fn link_copied(read: &Read<'_>, lines: &mut [LineInput]) -> Result<()> {
    let mut taken: HashMap<String, Decimal> = HashMap::new();
    for line in lines {
        let Some(row_id) = line.billing_row_id.take() else { continue };
        let Some(row) = store::row(read, &row_id)?.filter(|row| !row.closed && !row.waits()) else {
            continue;
        };
        let quantity = number(line.quantity.as_deref().unwrap_or("1"))?;
        let before = taken.entry(row_id.clone()).or_default();
        if left_of(read, &row, true)? >= *before + quantity {
            *before += quantity;
            line.billing_row_id = Some(row_id);
        }
    }
    Ok(())
}

/// Whether a line says what a row sold: the same item, or the same words where there is none.
fn is_of(line: &LooseLine, row: &PlanRow) -> bool {
    match (&line.item_id, row.item_id()) {
        (Some(item_id), Some(sold)) => *item_id == sold,
        (None, None) => line.description == row.description,
        _ => false,
    }
}
