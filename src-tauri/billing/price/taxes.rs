//! Which row bears which tax, and the figures of each tax. A row is a line after its shares of the
//! document's allowances and charges, or an allowance or charge that carries its own taxes.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::request::{TaxRate, TaxRounding};
use super::scale::{Scale, TooLarge};
use super::{exclusive, inclusive};

/// Something that bears taxes, in minor units: without tax, or with it when prices include tax.
pub(super) struct Row {
    pub(super) amount: i128,
    /// Places in the document's tax table, in the order in which the row names them.
    pub(super) taxes: Vec<usize>,
}

/// A row with its taxes apart.
#[derive(Clone, Default)]
pub(super) struct TaxedRow {
    /// The taxable base.
    pub(super) net: i128,
    /// One amount per entry of [`Row::taxes`].
    pub(super) taxes: Vec<i128>,
}

/// The figures of one tax over the document.
#[derive(Clone, Copy, Default)]
pub(super) struct TaxFigures {
    pub(super) base: i128,
    pub(super) amount: i128,
}

/// Every row and every tax of the document.
pub(super) struct Taxed {
    pub(super) rows: Vec<TaxedRow>,
    pub(super) taxes: Vec<TaxFigures>,
}

/// The taxes of the document in the order in which they first occur.
#[derive(Default)]
pub(super) struct TaxTable<'a> {
    entries: Vec<&'a TaxRate>,
    places: HashMap<&'a TaxRate, usize>,
}

impl<'a> TaxTable<'a> {
    /// The places of `taxes`, which are added when they are new.
    pub(super) fn places(&mut self, taxes: &'a [TaxRate]) -> Vec<usize> {
        taxes
            .iter()
            .map(|tax| {
                *self.places.entry(tax).or_insert_with(|| {
                    self.entries.push(tax);
                    self.entries.len() - 1
                })
            })
            .collect()
    }

    /// How many taxes there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The tax at `place`.
    pub(super) fn get(&self, place: usize) -> Option<&'a TaxRate> {
        self.entries.get(place).copied()
    }

    /// The rate at `place`, in percent.
    pub(super) fn rate(&self, place: usize) -> Decimal {
        self.get(place).map_or(Decimal::ZERO, |tax| tax.rate.value())
    }
}

/// Computes every tax of the document in its rounding mode.
pub(super) fn taxed(
    rows: &[Row],
    table: &TaxTable<'_>,
    inclusive: bool,
    rounding: TaxRounding,
    scale: &Scale,
) -> Result<Taxed, TooLarge> {
    match (inclusive, rounding) {
        (false, TaxRounding::PerLine) => exclusive::per_line(rows, table, scale),
        (false, TaxRounding::PerRate) => exclusive::per_rate(rows, table, scale),
        (true, TaxRounding::PerLine) => inclusive::per_line(rows, table, scale),
        (true, TaxRounding::PerRate) => inclusive::per_rate(rows, table, scale),
    }
}
