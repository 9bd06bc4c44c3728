//! The one pricing engine. Estimates, invoices, credit notes, their PDFs, the reports and `calc price` all
//! take their figures from [`price`], so that no two papers of a firm can disagree about a cent.
//!
//! The rule in prose: a line is quantity × price ÷ base quantity, less its own allowances, plus its own
//! charges, rounded once. The document's allowances and charges either carry their own taxes and count as
//! lines, or are spread over the lines by largest remainder. Taxes are computed per rate over the document
//! or per line, on top of the prices or out of them. Every rounding is half away from zero and happens once
//! per figure; in between, numbers are exact fractions. Sources: EN 16931-1 (BR-CO-10 to BR-CO-17) for the
//! totals; section 15 of India's CGST Act and UAE public clarification VATP006 for taxes per line.

mod answer;
mod check;
mod exclusive;
mod figures;
mod inclusive;
mod priced;
mod request;
mod scale;
mod taxes;
mod total;
mod trail;

pub use answer::answer;
pub use check::{ADJUSTMENTS_MAX, LINES_MAX, TAX_CODE_CHARS_MAX, TAXES_MAX};
pub use priced::{AppliedAdjustment, Placement, Priced, PricedAdjustment, PricedLine, TaxAmount, TaxTotal};
pub use request::{
    Adjustment, AdjustmentValue, DocumentAdjustment, PriceLine, PriceRequest, TaxRate, TaxRounding,
};
pub use trail::{Step, Subject};

use crate::calc::error::CalcError;
use figures::{DocumentFigure, Figures};
use scale::{Scale, TooLarge};
use taxes::{Row, TaxTable};

/// Prices a document.
///
/// Amounts may reach 15 digits before the point. The order of the lines changes no total except where cents
/// that are left over from a spread go to the earlier line.
///
/// # Errors
/// [`CalcError`] with the field and the cure: no lines, more than [`LINES_MAX`], an unknown currency without
/// `currency_decimals`, a base quantity of zero or less, the same tax twice on a line, an amount to be
/// spread over lines that add up to zero, `rounding` beside `round_to`, or an amount beyond the bound.
pub fn price(request: &PriceRequest) -> Result<Priced, CalcError> {
    let scale = Scale::new(check::check(request)?);
    let figures = figures::figures(request, &scale)?;
    let mut table = TaxTable::default();
    let rows = rows(request, &figures, &scale, &mut table)?;
    let taxed = taxes::taxed(&rows, &table, request.prices_include_tax, request.tax_rounding, &scale)
        .map_err(|error| error.at("taxes", "a tax of the document"))?;
    total::priced(request, &figures, &rows, &taxed, &table, &scale)
}

/// The rows that bear taxes: the lines, then the allowances and the charges that carry their own.
fn rows<'a>(
    request: &'a PriceRequest,
    figures: &Figures,
    scale: &Scale,
    table: &mut TaxTable<'a>,
) -> Result<Vec<Row>, CalcError> {
    let mut rows = Vec::with_capacity(request.lines.len());
    for (index, line) in request.lines.iter().enumerate() {
        let amount = figures
            .line_after_shares(index, scale)
            .map_err(|error: TooLarge| error.at(format!("lines[{index}]"), "the line after its shares"))?;
        rows.push(Row { amount, taxes: table.places(&line.taxes) });
    }
    let mut own = |list: &'a [DocumentAdjustment], figures: &[DocumentFigure], sign: i128| {
        for (adjustment, figure) in list.iter().zip(figures) {
            if let Some(taxes) = &adjustment.taxes {
                rows.push(Row { amount: sign * figure.amount, taxes: table.places(taxes) });
            }
        }
    };
    own(&request.allowances, &figures.allowances, -1);
    own(&request.charges, &figures.charges, 1);
    Ok(rows)
}
