//! What a project is sold for and what of that was invoiced, from the lines of its invoices as they were issued.
//!
//! The rule in prose: a project that is alone in its deal is what was sold in it but for support, and so is every invoice of the deal. Where
//! several projects deliver one deal, a project's own is what can be told apart: the parts of the plan that wait for its milestones, and
//! the lines on which its time and expenses stand; the rest is the deal's and nobody's alone. Without a deal, its own are those lines.
//! Where nothing was sold at a price of its own, hours are sold as they come: what is to be invoiced of them is sold as well.

use super::passed_on::Exchange;
use super::store::budget::{Part, Planned};
use super::store::sale::{self as rows, Invoice};
use crate::handover;
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::round_half_away;
use crate::kernel::error::{Error, Result};
use crate::kernel::money::{self, Money};
use crate::store::tx::Read;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// The sale of a deal that several projects deliver.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeDealSale {
    /// What was sold in it, net, in each currency.
    pub sold: Vec<Money>,
    /// How many other projects deliver it.
    pub others: i64,
    /// Whether parts of its plan wait for milestones of this project, so that it is known what of the sale is its own.
    pub has_parts: bool,
}

/// What a project is sold for, and what of that was invoiced.
pub(super) struct Sale {
    /// What was sold in the deal and is the project's own, net, in each currency.
    pub(super) sold: Vec<Money>,
    /// Whether hours are sold as they come, beside that.
    pub(super) by_hours: bool,
    /// The sale of the deal, where other projects deliver it too.
    pub(super) deal: Option<TimeDealSale>,
    /// What was invoiced, net, in the currency of the project.
    pub(super) invoiced: Money,
    /// What was invoiced in currencies from which no rate leads there.
    pub(super) invoiced_elsewhere: Vec<Money>,
    /// What each line of time came to, in the currency of the project.
    pub(super) lines: BTreeMap<String, Decimal>,
    /// What each expense came to that was invoiced, in the currency of the project.
    pub(super) expenses: BTreeMap<String, Decimal>,
}

/// How a project stands in its deal.
enum Place<'a> {
    Alone(&'a str),
    Beside { deal_id: &'a str, others: i64, parts: Vec<(String, Decimal)> },
    Without,
}

impl Place<'_> {
    fn deal_id(&self) -> Option<&str> {
        match self {
            Self::Alone(deal_id) | Self::Beside { deal_id, .. } => Some(deal_id),
            Self::Without => None,
        }
    }

    fn has_part(&self, id: Option<&String>) -> bool {
        matches!(self, Self::Beside { parts, .. } if parts.iter().any(|(part, _)| Some(part) == id))
    }
}

fn place<'a>(read: &Read<'_>, project_id: &str, planned: &'a Planned) -> Result<Place<'a>> {
    let Some(deal_id) = planned.deal_id.as_deref() else { return Ok(Place::Without) };
    match rows::others(read, deal_id, project_id)? {
        0 => Ok(Place::Alone(deal_id)),
        others => Ok(Place::Beside { deal_id, others, parts: rows::parts(read, project_id)? }),
    }
}

/// The sale of a project whose time is `spent`.
pub(super) fn of(read: &Read<'_>, project_id: &str, planned: &Planned, spent: &[Part]) -> Result<Sale> {
    let place = place(read, project_id, planned)?;
    let expenses = rows::expenses(read, project_id)?;
    let mut on: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for part in spent.iter().filter(|part| part.is_issued) {
        if let (Some(document), Some(line)) = (&part.document_id, &part.line_id) {
            on.entry(document).or_default().insert(line);
        }
    }
    for one in &expenses {
        on.entry(&one.document_id).or_default().insert(&one.line_id);
    }
    let mut invoices = match place.deal_id() {
        Some(deal_id) => rows::of_deal(read, deal_id)?,
        None => Vec::new(),
    };
    let known: BTreeSet<String> = invoices.iter().map(|one| one.id.clone()).collect();
    for id in on.keys().filter(|id| !known.contains(**id)) {
        invoices.extend(rows::invoice(read, id)?);
    }
    let mut book = Book::new(Exchange::to(read, &planned.currency, None)?, &planned.currency);
    for invoice in &invoices {
        let lines = on.get(invoice.id.as_str());
        book.enter(read, invoice, lines, &place)?;
    }
    let expense_lines = expenses.into_iter().filter_map(|one| {
        let came_to = *book.lines.get(&one.line_id)?;
        Some((one.expense_id, came_to))
    });
    let by_hours = match place.deal_id() {
        Some(deal_id) => !has_price(read, deal_id)?,
        None => true,
    };
    Ok(Sale {
        by_hours,
        expenses: expense_lines.collect(),
        sold: sold(read, &place, by_hours, &book.own)?,
        deal: if by_hours { None } else { deal(read, &place)? },
        invoiced: book.invoiced()?,
        invoiced_elsewhere: moneys(book.elsewhere),
        lines: book.lines,
    })
}

fn moneys(sums: BTreeMap<String, i64>) -> Vec<Money> {
    sums.iter()
        .filter(|(_, minor)| **minor != 0)
        .map(|(currency, minor)| Money::new(*minor, currency))
        .collect()
}

/// Whether a deal was sold at a price of its own, beside which its hours are sold. In one that is invoiced by time and material only a
/// price of work is: goods that were sold beside it have theirs.
///
/// # Errors
/// A failure of the file.
pub(super) fn has_price(read: &Read<'_>, deal_id: &str) -> Result<bool> {
    rows::has_price(read, deal_id, handover::is_by_hours(read, deal_id)?)
}

/// What is the project's own of what was sold in its deal.
fn sold(read: &Read<'_>, place: &Place<'_>, by_hours: bool, own: &Own) -> Result<Vec<Money>> {
    let (deal_id, parts) = match place {
        Place::Without => return Ok(Vec::new()),
        Place::Alone(deal_id) => return rows::sold(read, deal_id),
        Place::Beside { deal_id, parts, .. } => (deal_id, parts),
    };
    if by_hours || parts.is_empty() {
        return Ok(Vec::new());
    }
    let planned = rows::planned(read, deal_id)?;
    let mut sums = own.invoiced.clone();
    let ahead = parts.iter().filter(|(id, _)| !own.billed_parts.contains(id));
    for (_, percent) in ahead {
        for one in &planned {
            let part = Decimal::from(super::budget::minor(one)?).checked_mul(*percent);
            let part = part.map(|part| round_half_away(part / Decimal::ONE_HUNDRED, 0));
            add(&mut sums, &one.currency, part.and_then(|part| part.to_i64()).ok_or_else(too_large)?)?;
        }
    }
    Ok(moneys(sums))
}

fn deal(read: &Read<'_>, place: &Place<'_>) -> Result<Option<TimeDealSale>> {
    let Place::Beside { deal_id, others, parts } = place else { return Ok(None) };
    let sold = rows::sold(read, deal_id)?;
    Ok(Some(TimeDealSale { sold, others: *others, has_parts: !parts.is_empty() }))
}

fn too_large() -> Error {
    Error::field("rate", "error.amount_too_large")
}

fn add(sums: &mut BTreeMap<String, i64>, currency: &str, minor: i64) -> Result<()> {
    let sum = sums.entry(currency.to_owned()).or_default();
    *sum = sum.checked_add(minor).ok_or_else(too_large)?;
    Ok(())
}

/// What is a project's own on invoices of a deal that others deliver too.
#[derive(Default)]
struct Own {
    invoiced: BTreeMap<String, i64>,
    billed_parts: BTreeSet<String>,
}

/// What was invoiced, invoice by invoice.
struct Book {
    exchange: Exchange,
    currency: String,
    sum: Decimal,
    elsewhere: BTreeMap<String, i64>,
    lines: BTreeMap<String, Decimal>,
    own: Own,
}

impl Sale {
    /// What is sold in all, where the time of the project is worth `value` and what is passed on of its expenses `passed`. What of both
    /// stands on invoices of the deal is among what was sold in it.
    pub(super) fn with(&self, value: &Money, passed: i64) -> Result<Vec<Money>> {
        if !self.by_hours {
            return Ok(self.sold.clone());
        }
        let mut sums = BTreeMap::new();
        for one in &self.sold {
            add(&mut sums, &one.currency, super::budget::minor(one)?)?;
        }
        add(&mut sums, &value.currency, super::budget::minor(value)?)?;
        add(&mut sums, &value.currency, passed)?;
        if !self.sold.is_empty() {
            let mut lines = self.lines.values();
            let invoiced = lines.try_fold(Decimal::ZERO, |sum, line| sum.checked_add(*line));
            let invoiced = invoiced.ok_or_else(too_large)?;
            add(&mut sums, &value.currency, -minor_of(invoiced, &value.currency)?)?;
        }
        match sums.values().all(|minor| *minor == 0) {
            true => Ok(vec![Money::new(0, &value.currency)]),
            false => Ok(moneys(sums)),
        }
    }
}

fn minor_of(amount: Decimal, currency: &str) -> Result<i64> {
    let rounded = round_half_away(amount, iso_decimals(currency).unwrap_or(2));
    money::minor(rounded, currency).ok_or_else(too_large)
}

impl Book {
    fn new(exchange: Exchange, currency: &str) -> Self {
        Self {
            exchange,
            currency: currency.to_owned(),
            sum: Decimal::ZERO,
            elsewhere: BTreeMap::new(),
            lines: BTreeMap::new(),
            own: Own::default(),
        }
    }

    /// Enters an invoice; `lines` are those on which time and expenses of the project stand.
    fn enter(
        &mut self,
        read: &Read<'_>,
        invoice: &Invoice,
        lines: Option<&BTreeSet<&str>>,
        place: &Place<'_>,
    ) -> Result<()> {
        let mut of_lines = 0_i64;
        if let Some(lines) = lines {
            for (id, net) in rows::nets(read, &invoice.id)? {
                if lines.contains(id.as_str()) {
                    of_lines = of_lines.checked_add(net).ok_or_else(too_large)?;
                    if let Some(here) = self.here(invoice, net)? {
                        self.lines.insert(id, here);
                    }
                }
            }
        }
        let is_part = place.has_part(invoice.part_id.as_ref());
        let of_part = if is_part { invoice.planned_minor } else { 0 };
        let minor = match place {
            Place::Alone(deal_id) if invoice.deal_id.as_deref() == Some(deal_id) => {
                invoice.net_minor - invoice.support_minor
            }
            _ => of_lines.checked_add(of_part).ok_or_else(too_large)?,
        };
        add(&mut self.own.invoiced, &invoice.currency, minor)?;
        self.own.billed_parts.extend(invoice.part_id.clone().filter(|_| is_part));
        match self.here(invoice, minor)? {
            Some(here) => self.sum = self.sum.checked_add(here).ok_or_else(too_large)?,
            None => add(&mut self.elsewhere, &invoice.currency, minor)?,
        }
        Ok(())
    }

    /// An amount of an invoice in the currency of the project; `None` where no rate leads there.
    fn here(&self, invoice: &Invoice, minor: i64) -> Result<Option<Decimal>> {
        let leads_home = invoice.base_currency == self.exchange.home();
        if !leads_home && invoice.currency != self.currency {
            return Ok(None);
        }
        self.exchange.here(money::decimal(minor, &invoice.currency), &invoice.currency, invoice.rate)
    }

    fn invoiced(&self) -> Result<Money> {
        Ok(Money::new(minor_of(self.sum, &self.currency)?, &self.currency))
    }
}
