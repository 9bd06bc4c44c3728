//! Taxes on top of prices without tax. Several taxes on one row (CGST and SGST) are each computed from the
//! same base, never one from the rest of the other.

use super::scale::{Scale, TooLarge};
use super::taxes::{Row, TaxFigures, TaxTable, Taxed, TaxedRow};
use crate::kernel::allocate::allocate_near;
use crate::kernel::exact::Exact;

/// Rounds every tax on every row; the document's taxes are their sums.
pub(super) fn per_line(rows: &[Row], table: &TaxTable<'_>, scale: &Scale) -> Result<Taxed, TooLarge> {
    let mut taxes = vec![TaxFigures::default(); table.len()];
    let mut taxed = Vec::with_capacity(rows.len());
    for row in rows {
        let mut amounts = Vec::with_capacity(row.taxes.len());
        for place in &row.taxes {
            let amount = scale.round(&Exact::from(row.amount).percent(table.rate(*place)))?;
            if let Some(figures) = taxes.get_mut(*place) {
                figures.base += row.amount;
                figures.amount += amount;
            }
            amounts.push(amount);
        }
        taxed.push(TaxedRow { net: row.amount, taxes: amounts });
    }
    Ok(Taxed { rows: taxed, taxes })
}

/// Rounds every tax once, on its base over the document (EN 16931, BR-CO-17), and shows each row's part of
/// it by largest remainder.
pub(super) fn per_rate(rows: &[Row], table: &TaxTable<'_>, scale: &Scale) -> Result<Taxed, TooLarge> {
    let mut taxed: Vec<TaxedRow> =
        rows.iter().map(|row| TaxedRow { net: row.amount, taxes: vec![0; row.taxes.len()] }).collect();
    // For each tax the rows that bear it, with the place of the tax in the row.
    let mut bearers: Vec<Vec<(usize, usize)>> = vec![Vec::new(); table.len()];
    for (index, row) in rows.iter().enumerate() {
        for (slot, place) in row.taxes.iter().enumerate() {
            if let Some(list) = bearers.get_mut(*place) {
                list.push((index, slot));
            }
        }
    }
    let mut taxes = Vec::with_capacity(table.len());
    for (place, list) in bearers.iter().enumerate() {
        let bases: Vec<i128> = list.iter().filter_map(|(index, _)| Some(rows.get(*index)?.amount)).collect();
        let base = scale.sum(bases.iter().copied())?;
        let amount = scale.round(&Exact::from(base).percent(table.rate(place)))?;
        let factor = Exact::from(1).percent(table.rate(place));
        let parts = allocate_near(amount, &bases, &factor).map_err(|_| TooLarge)?;
        for ((index, slot), part) in list.iter().zip(parts) {
            if let Some(cell) = taxed.get_mut(*index).and_then(|row| row.taxes.get_mut(*slot)) {
                *cell = scale.bounded(part)?;
            }
        }
        taxes.push(TaxFigures { base, amount });
    }
    Ok(Taxed { rows: taxed, taxes })
}
