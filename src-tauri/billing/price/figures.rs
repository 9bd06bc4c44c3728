//! The figures before any tax: each line after its own allowances and charges, and the document's
//! allowances and charges, spread over the lines or standing for themselves.

use rust_decimal::Decimal;

use super::request::{Adjustment, AdjustmentValue, DocumentAdjustment, PriceLine, PriceRequest};
use super::scale::{Scale, TooLarge};
use crate::calc::error::CalcError;
use crate::kernel::allocate::{AllocationError, allocate};
use crate::kernel::exact::Exact;

/// A line in minor units, on the basis in which its price is given (without or with tax).
pub(super) struct LineFigures {
    /// Quantity × price ÷ base quantity, rounded for show only.
    pub(super) gross: i128,
    /// Each allowance of the line, rounded.
    pub(super) allowances: Vec<i128>,
    /// Each charge of the line, rounded.
    pub(super) charges: Vec<i128>,
    /// What the line comes to, rounded once.
    pub(super) amount: i128,
}

/// A document allowance or charge in minor units.
pub(super) struct DocumentFigure {
    /// Rounded, positive when it takes off (allowance) or adds (charge).
    pub(super) amount: i128,
    /// Its share per line; `None` when it carries its own taxes and counts as a line.
    pub(super) shares: Option<Vec<i128>>,
}

/// All figures before tax.
pub(super) struct Figures {
    pub(super) lines: Vec<LineFigures>,
    /// The sum of the lines' amounts.
    pub(super) lines_sum: i128,
    pub(super) allowances: Vec<DocumentFigure>,
    pub(super) charges: Vec<DocumentFigure>,
}

impl Figures {
    /// What line `index` comes to after its shares of the document's allowances and charges.
    pub(super) fn line_after_shares(&self, index: usize, scale: &Scale) -> Result<i128, TooLarge> {
        let own = self.lines.get(index).map_or(0, |line| line.amount);
        scale.sum([own, -shares_of(&self.allowances, index), shares_of(&self.charges, index)])
    }
}

/// The sum of the shares of line `index`; at most [`super::ADJUSTMENTS_MAX`] bounded amounts, so it fits.
pub(super) fn shares_of(figures: &[DocumentFigure], index: usize) -> i128 {
    figures.iter().filter_map(|figure| figure.shares.as_ref()?.get(index)).sum()
}

/// Computes every figure before tax.
pub(super) fn figures(request: &PriceRequest, scale: &Scale) -> Result<Figures, CalcError> {
    let mut lines = Vec::with_capacity(request.lines.len());
    for (index, line) in request.lines.iter().enumerate() {
        lines.push(line_figures(line, scale, index)?);
    }
    let amounts: Vec<i128> = lines.iter().map(|line| line.amount).collect();
    let lines_sum =
        scale.sum(amounts.iter().copied()).map_err(|error| error.at("lines", "the sum of the lines"))?;
    let place = |list: &[DocumentAdjustment], name: &str| -> Result<Vec<DocumentFigure>, CalcError> {
        let placed = list.iter().enumerate();
        placed
            .map(|(index, adjustment)| {
                document_figure(adjustment, lines_sum, &amounts, scale, &format!("{name}[{index}]"))
            })
            .collect()
    };
    let allowances = place(&request.allowances, "allowances")?;
    let charges = place(&request.charges, "charges")?;
    Ok(Figures { lines, lines_sum, allowances, charges })
}

fn line_figures(line: &PriceLine, scale: &Scale, index: usize) -> Result<LineFigures, CalcError> {
    let path = format!("lines[{index}]");
    let base = line.price_base_quantity.map_or(Decimal::ONE, |base| base.value());
    let exact = Exact::from(line.quantity.value())
        .times(&Exact::from(line.unit_price.value()))
        .over(&Exact::from(base))
        .ok_or_else(|| CalcError::invalid(format!("{path}.price_base_quantity"), "must be above zero"))?;
    let exact = scale.in_minor(&exact);
    let gross = scale.round(&exact).map_err(|error| error.at(&path, "quantity × price of the line"))?;
    let each = |list: &[Adjustment], name: &str| -> Result<Vec<i128>, CalcError> {
        list.iter()
            .enumerate()
            .map(|(at, adjustment)| {
                let amount = adjustment_amount(adjustment.value, &exact, scale);
                amount.map_err(|error| error.at(format!("{path}.{name}[{at}]"), "the amount"))
            })
            .collect()
    };
    let allowances = each(&line.allowances, "allowances")?;
    let charges = each(&line.charges, "charges")?;
    let adjusted = charges.iter().sum::<i128>() - allowances.iter().sum::<i128>();
    let amount = scale
        .round(&exact.plus(&Exact::from(adjusted)))
        .map_err(|error| error.at(&path, "the amount of the line"))?;
    Ok(LineFigures { gross, allowances, charges, amount: no_crossing(amount, gross + adjusted) })
}

/// A discount of the whole line leaves nothing of it: it is rounded by itself, so the rest may lie a cent on the other side of
/// nought from what the rounded figures leave.
fn no_crossing(amount: i128, of_rounded: i128) -> i128 {
    if amount.signum() * of_rounded.signum() < 0 || of_rounded == 0 && amount.abs() == 1 { 0 } else { amount }
}

/// The rounded amount of an allowance or charge; a percentage is of `whole`, in minor units.
fn adjustment_amount(value: AdjustmentValue, whole: &Exact, scale: &Scale) -> Result<i128, TooLarge> {
    match value {
        AdjustmentValue::Amount(amount) => scale.round(&scale.in_minor(&Exact::from(amount.value()))),
        AdjustmentValue::Percent(percent) => scale.round(&whole.percent(percent.value())),
    }
}

fn document_figure(
    adjustment: &DocumentAdjustment,
    lines_sum: i128,
    amounts: &[i128],
    scale: &Scale,
    path: &str,
) -> Result<DocumentFigure, CalcError> {
    let amount = adjustment_amount(adjustment.value, &Exact::from(lines_sum), scale)
        .map_err(|error| error.at(path, "the amount"))?;
    if adjustment.taxes.is_some() {
        return Ok(DocumentFigure { amount, shares: None });
    }
    let shares = allocate(amount, amounts).map_err(|error| match error {
        AllocationError::ZeroSum => CalcError::invalid(
            path,
            "the lines add up to zero, so the amount cannot be spread over them: give it `taxes` of its own",
        ),
        AllocationError::TooLarge | AllocationError::OutOfReach => TooLarge.at(path, "a line's share"),
    })?;
    for share in &shares {
        scale.bounded(*share).map_err(|error| error.at(path, "a line's share"))?;
    }
    Ok(DocumentFigure { amount, shares: Some(shares) })
}
