//! Invoices of a deal from before it was won: what they bill of its lines is not sold once more, and is sold again when they count no more.
//!
//! A line of such an invoice bills the line of the deal with the same item, or the same words. What bills none of them, as an advance
//! does, is taken off what is left of the others, from each rate of tax its share.

use super::super::draft::LineInput;
use super::super::store::earlier::EarlierLine;
use super::super::store::plan::Both;
use super::drafts::number;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, Result};
use crate::kernel::money;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// The lines of a deal beside those of invoices.
#[derive(Debug, Default)]
pub(super) struct Apart {
    /// What of the lines was invoiced.
    pub(super) taken: Vec<LineInput>,
    /// What is left of them.
    pub(super) left: Vec<LineInput>,
    /// What was invoiced of none of them.
    pub(super) other: Both,
}

/// Parts the lines of a deal by what lines of invoices bill of them. What is billed of a line beyond its quantity was sold there.
pub(super) fn apart(mut lines: Vec<LineInput>, invoiced: &[EarlierLine]) -> Result<Apart> {
    let whole = lines.clone();
    let mut apart = Apart::default();
    for one in invoiced {
        let mut open = number(&one.quantity)?;
        let mut is_known = false;
        for line in lines.iter_mut().filter(|line| is_same(line, one)) {
            is_known = true;
            let left = quantity(line)?;
            let taken = left.min(open);
            line.quantity = Some(canonical(left - taken));
            open -= taken;
        }
        if !is_known {
            apart.other = apart.other + one.sum;
        }
    }
    for (line, whole) in lines.into_iter().zip(whole) {
        let (left, all) = (quantity(&line)?, quantity(&whole)?);
        if left < all {
            apart.taken.push(LineInput { quantity: Some(canonical(all - left)), ..whole });
        }
        if left > Decimal::ZERO {
            apart.left.push(line);
        }
    }
    Ok(apart)
}

fn quantity(line: &LineInput) -> Result<Decimal> {
    line.quantity.as_deref().map_or(Ok(Decimal::ONE), number)
}

pub(super) fn is_same(line: &LineInput, invoiced: &EarlierLine) -> bool {
    match (&line.item_id, &invoiced.item_id) {
        (Some(sold), Some(item_id)) => sold == item_id,
        (None, None) => line.description.as_deref() == Some(invoiced.description.as_str()),
        _ => false,
    }
}

/// An amount as lines, one for each rate of tax among `lines`, in the proportion of what those come to (`nets`, in minor units).
///
/// # Errors
/// A number beyond all limits.
pub(super) fn spread(
    lines: &[LineInput],
    nets: &[i64],
    amount: i64,
    currency: &str,
) -> Result<Vec<LineInput>> {
    let whole: i64 = nets.iter().sum();
    let mut groups: Vec<(&LineInput, i64)> = Vec::new();
    for (line, net) in lines.iter().zip(nets) {
        match groups.iter_mut().find(|(first, _)| first.tax_class_id == line.tax_class_id) {
            Some((_, sum)) => *sum += net,
            None => groups.push((line, *net)),
        }
    }
    let mut rest = amount;
    let last = groups.len().saturating_sub(1);
    let mut spread = Vec::new();
    for (at, (first, net)) in groups.into_iter().enumerate() {
        let share = if at == last { rest } else { share(amount, net, whole)? };
        rest -= share;
        if share > 0 {
            spread.push(LineInput {
                quantity: Some("1".to_owned()),
                unit_price: Some(money::text(share, currency)),
                discount: None,
                item_id: None,
                ..first.clone()
            });
        }
    }
    Ok(spread)
}

/// `amount` × `part` ÷ `whole`, rounded half away from zero.
pub(super) fn share(amount: i64, part: i64, whole: i64) -> Result<i64> {
    let exact = Decimal::from(amount).checked_mul(part.into()).and_then(|all| all.checked_div(whole.into()));
    let share = exact.and_then(|exact| round_half_away(exact, 0).to_i64());
    share.ok_or_else(|| Error::field("lines", "error.amount_too_large"))
}
