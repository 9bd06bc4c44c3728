//! Taxes inside prices that include them: tax = gross × rate ÷ (100 + sum of the rates), and the net is what
//! is left, so that the sum is exactly the price that was typed.

use std::collections::HashMap;

use super::scale::{Scale, TooLarge};
use super::taxes::{Row, TaxFigures, TaxTable, Taxed, TaxedRow};
use crate::kernel::allocate::{AllocationError, allocate, allocate_near};
use crate::kernel::exact::Exact;

/// Splits every row by itself.
pub(super) fn per_line(rows: &[Row], table: &TaxTable<'_>, scale: &Scale) -> Result<Taxed, TooLarge> {
    let groups = (0..rows.len()).map(|index| vec![index]).collect();
    split_groups(rows, groups, table, scale)
}

/// Splits the rows with the same set of taxes together, whatever the order in which they name them.
pub(super) fn per_rate(rows: &[Row], table: &TaxTable<'_>, scale: &Scale) -> Result<Taxed, TooLarge> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<Vec<usize>, usize> = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        let mut set = row.taxes.clone();
        set.sort_unstable();
        let group = *known.entry(set).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(members) => members.push(index),
            None => groups.push(vec![index]),
        }
    }
    split_groups(rows, groups, table, scale)
}

fn split_groups(
    rows: &[Row],
    groups: Vec<Vec<usize>>,
    table: &TaxTable<'_>,
    scale: &Scale,
) -> Result<Taxed, TooLarge> {
    let mut taxed = vec![TaxedRow::default(); rows.len()];
    let mut taxes = vec![TaxFigures::default(); table.len()];
    for members in groups {
        let Some(set) = members.first().and_then(|index| rows.get(*index)).map(|row| &row.taxes) else {
            continue;
        };
        let amounts: Vec<i128> = members.iter().filter_map(|index| Some(rows.get(*index)?.amount)).collect();
        let split = split(&amounts, set, table, scale)?;
        for (place, amount) in set.iter().zip(&split.taxes) {
            if let Some(figures) = taxes.get_mut(*place) {
                figures.base += split.net;
                figures.amount += amount;
            }
        }
        for (at, index) in members.iter().enumerate() {
            let (Some(row), Some(target)) = (rows.get(*index), taxed.get_mut(*index)) else {
                continue;
            };
            target.net = split.nets.get(at).copied().unwrap_or_default();
            target.taxes = row.taxes.iter().map(|place| split.part(*place, set, at)).collect();
        }
    }
    Ok(Taxed { rows: taxed, taxes })
}

/// A group of rows with its taxes taken out.
struct Split {
    net: i128,
    /// One amount per tax of the set.
    taxes: Vec<i128>,
    /// One net per row.
    nets: Vec<i128>,
    /// For each tax of the set one part per row.
    parts: Vec<Vec<i128>>,
}

impl Split {
    /// The part of the tax at `place` that row `at` bears.
    fn part(&self, place: usize, set: &[usize], at: usize) -> i128 {
        let column = set.iter().position(|known| *known == place);
        column.and_then(|column| self.parts.get(column)?.get(at)).copied().unwrap_or_default()
    }
}

fn split(amounts: &[i128], set: &[usize], table: &TaxTable<'_>, scale: &Scale) -> Result<Split, TooLarge> {
    let hundred = Exact::from(100);
    let whole = set.iter().fold(hundred.clone(), |sum, place| sum.plus(&Exact::from(table.rate(*place))));
    let factor = |part: &Exact| part.over(&whole).ok_or(TooLarge);
    let gross = scale.sum(amounts.iter().copied())?;
    let mut taxes = Vec::with_capacity(set.len());
    for place in set {
        let share = factor(&Exact::from(table.rate(*place)))?;
        taxes.push(scale.round(&Exact::from(gross).times(&share))?);
    }
    let net = scale.bounded(gross - taxes.iter().sum::<i128>())?;
    let nets = spread_net(net, amounts, &factor(&hundred)?)?;
    // Each row's taxes must make up its price exactly. So the last tax of the set takes what the net and
    // the other taxes leave; its column then sums to that tax by itself.
    let mut left: Vec<i128> = amounts.iter().zip(&nets).map(|(amount, net)| amount - net).collect();
    let mut parts = Vec::with_capacity(set.len());
    for (column, (place, tax)) in set.iter().zip(&taxes).enumerate() {
        if column + 1 == set.len() {
            parts.push(std::mem::take(&mut left));
            break;
        }
        let share = factor(&Exact::from(table.rate(*place)))?;
        let column = allocate_near(*tax, amounts, &share).map_err(|_| TooLarge)?;
        for (rest, part) in left.iter_mut().zip(&column) {
            *rest -= part;
        }
        parts.push(column);
    }
    Ok(Split { net, taxes, nets, parts })
}

/// Spreads the net of a group over its rows in proportion to their prices, by largest remainder.
///
/// Rows of opposite signs can all but cancel out, and then the proportion magnifies the one rounding of the
/// group: 1000.00 and −999.99 with 20 % would come out with no tax in either. When such a row would be moved
/// by a whole minor unit or more, the rows keep their own exact nets, rounded to meet the same sum.
fn spread_net(net: i128, amounts: &[i128], factor: &Exact) -> Result<Vec<i128>, TooLarge> {
    let in_proportion = allocate(net, amounts);
    let one_sign = amounts.iter().all(|amount| *amount >= 0) || amounts.iter().all(|amount| *amount <= 0);
    let faithful = |parts: &[i128]| {
        let mut pairs = parts.iter().zip(amounts);
        one_sign || pairs.all(|(part, amount)| Exact::from(*amount).times(factor).is_within_one_of(*part))
    };
    match in_proportion {
        Ok(parts) if faithful(&parts) => Ok(parts),
        other => allocate_near(net, amounts, factor).or(other).map_err(|error| match error {
            AllocationError::TooLarge | AllocationError::ZeroSum | AllocationError::OutOfReach => TooLarge,
        }),
    }
}
