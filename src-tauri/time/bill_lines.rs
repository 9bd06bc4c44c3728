//! The lines of an invoice of time. Each comes to what its time is worth, rounded once.

use super::bill::BillLevel;
use super::budget::minor;
use super::rate::Rates;
use super::store::bill::{self as rows, Entry};
use super::subject::TimeOn;
use crate::billing::draft::LineInput;
use crate::billing::hours::hours;
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, Result};
use crate::kernel::money::{self, Money};
use crate::store::tx::Read;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The minutes of an hour.
pub(super) const HOUR: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

/// Each entry with its rate, if it has one.
pub(super) fn rated<'a>(entries: &'a [Entry], rates: &Rates) -> Vec<(&'a Entry, Option<Decimal>)> {
    let rate = |entry: &Entry| {
        let (project_id, item_id) = (entry.project_id.as_deref(), entry.item_id.as_deref());
        rates.of(project_id, &entry.user_id, item_id, &entry.day)
    };
    entries.iter().map(|entry| (entry, rate(entry))).collect()
}

/// What minutes at their rates come to; `None` beyond any amount.
pub(super) fn sum(parts: impl Iterator<Item = (i64, Decimal)>) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for (minutes, rate) in parts {
        sum = sum.checked_add(rate.checked_mul(Decimal::from(minutes))?)?;
    }
    sum.checked_div(HOUR)
}

/// The same as money, rounded once.
pub(super) fn amount(parts: impl Iterator<Item = (i64, Decimal)>, currency: &str) -> Result<Money> {
    let rounded = sum(parts).map(|sum| round_half_away(sum, iso_decimals(currency).unwrap_or(2)));
    let minor = rounded.and_then(|sum| money::minor(sum, currency));
    minor
        .map(|minor| Money::new(minor, currency))
        .ok_or_else(|| Error::field("rate", "error.amount_too_large"))
}

/// The entries of one line.
pub(super) struct Line<'a> {
    on: TimeOn,
    item_id: Option<&'a str>,
    title: String,
    price: Decimal,
    pub(super) rate: String,
    pub(super) entries: Vec<&'a Entry>,
}

/// The lines in the order of their first entries.
pub(super) struct Lines<'a>(pub(super) Vec<Line<'a>>);

impl<'a> Lines<'a> {
    /// Entries with their rates as lines; those without one are left out. `days` says the day of a line of one entry.
    pub(super) fn of(
        priced: &[(&'a Entry, Option<Decimal>)],
        rates: &'a Rates,
        level: BillLevel,
        days: &BTreeMap<String, String>,
    ) -> Self {
        let mut lines: Vec<Line<'a>> = Vec::new();
        for (entry, rate) in priced {
            let Some(price) = *rate else { continue };
            let rate = canonical(price);
            let item_id = rates.item(entry.project_id.as_deref(), entry.item_id.as_deref());
            let is_its = |line: &&mut Line<'_>| {
                level == BillLevel::Summary
                    && line.on == entry.on
                    && line.item_id == item_id
                    && line.rate == rate
            };
            match lines.iter_mut().find(is_its) {
                Some(line) => line.entries.push(entry),
                None => {
                    let title = match level {
                        BillLevel::Summary => entry.title.clone(),
                        BillLevel::Entry => {
                            let day = days.get(&entry.day).unwrap_or(&entry.day);
                            format!("{day} · {}: {}", entry.user, entry.title)
                        }
                    };
                    lines.push(Line {
                        on: entry.on.clone(),
                        item_id,
                        title,
                        price,
                        rate,
                        entries: vec![entry],
                    });
                }
            }
        }
        Self(lines)
    }

    /// What they come to, each rounded for itself as an invoice does it.
    pub(super) fn worth(&self, currency: &str) -> Result<Money> {
        let mut sum = 0_i64;
        for line in &self.0 {
            let worth = minor(&amount(std::iter::once((line.minutes(), line.price)), currency)?)?;
            sum = sum.checked_add(worth).ok_or_else(|| Error::field("rate", "error.amount_too_large"))?;
        }
        Ok(Money::new(sum, currency))
    }

    /// The same as an invoice takes them.
    pub(super) fn inputs(
        &self,
        read: &Read<'_>,
        branch_id: Option<&str>,
        currency: &str,
    ) -> Result<Vec<LineInput>> {
        let decimals = iso_decimals(currency).unwrap_or(2);
        self.0.iter().map(|line| line.input(read, branch_id, decimals)).collect()
    }
}

impl Line<'_> {
    fn minutes(&self) -> i64 {
        self.entries.iter().map(|entry| entry.minutes).sum()
    }

    fn input(&self, read: &Read<'_>, branch_id: Option<&str>, decimals: u32) -> Result<LineInput> {
        let sold = rows::sold_as(read, branch_id, self.item_id)?;
        let hours = hours(self.minutes(), self.price, decimals);
        let note = match self.entries.as_slice() {
            [one] if !one.note.is_empty() => Some(one.note.clone()),
            _ => None,
        };
        Ok(LineInput {
            item_id: self.item_id.map(str::to_owned),
            description: Some(self.title.clone()),
            detail: note,
            quantity: Some(canonical(hours)),
            unit: Some(sold.unit),
            unit_price: Some(self.rate.clone()),
            tax_class_id: sold.tax_class_id,
            hsn: Some(sold.hsn).filter(|hsn| !hsn.is_empty()),
            ..LineInput::default()
        })
    }
}
