//! Time on its way to an invoice: a draft of what is not invoiced yet, each entry a line or all of it in sums, and the billable expenses
//! of the project below, for who sees costs. Every entry and expense that is on it is posted to its line, and is free again when that
//! line, its draft or its invoice counts no more.

use super::bill_lines::{self, Lines};
use super::passed_on::Exchange;
use super::rate::Rates;
use super::sale;
use super::setting::TimeBills;
use super::store::bill::{self as rows, Entry, Source};
use super::store::expense::{self as expenses, Passed};
use super::store::setting;
use crate::billing;
use crate::billing::draft::DraftInput;
use crate::billing::invoice::{self, InvoiceCreateRequest};
use crate::billing::printing;
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money::{self, Money};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Most entries of one invoice.
const ENTRIES_MAX: usize = 5_000;

/// How time stands on an invoice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum BillLevel {
    /// A line for each task, ticket or project at each rate.
    #[default]
    Summary,
    /// A line for each entry.
    Entry,
}

/// Which time: of a project with its tasks and tickets, or what was done for a customer in no project.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimeToBillRequest {
    /// The project.
    pub project_id: Option<String>,
    /// The customer.
    pub customer_id: Option<String>,
    /// The first day, `YYYY-MM-DD`; from the beginning when absent.
    pub from: Option<String>,
    /// The last day; up to now when absent.
    pub to: Option<String>,
    /// A line for each entry, or sums; sums when absent.
    pub level: Option<BillLevel>,
    /// The branch that sells, where several worked for the customer in no project; the first one with such time when absent.
    pub branch_id: Option<String>,
    /// Its currency, where it sells to the customer in several; the first one when absent.
    pub currency: Option<String>,
}

/// A branch that sells time, and in which currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TimeSeller {
    /// The branch.
    pub branch_id: String,
    /// Its name.
    pub branch: String,
    /// The currency of the deal that was worked for, else of the customer or the project.
    pub currency: String,
}

/// What would be invoiced.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeToBill {
    /// Who sells it; null while there is no such time.
    pub seller: Option<TimeSeller>,
    /// Everybody who has such time, whatever its days: an invoice is one seller’s.
    pub sellers: Vec<TimeSeller>,
    /// How many entries.
    pub entries: usize,
    /// How long, in minutes.
    pub minutes: i64,
    /// What is left out because it is not approved, in minutes.
    pub waiting_minutes: i64,
    /// What it comes to before tax; null for who may not see rates, and while one is missing.
    pub amount: Option<Money>,
    /// People without a rate.
    pub without_rate: Vec<String>,
    /// Whether the deal of it was sold at a price of its own: hours come on top of what its plan invoices.
    pub is_on_top: bool,
    /// How many billable expenses; none for who may not see costs.
    pub expenses: usize,
    /// What they come to with their mark-up, before tax; null while there is no rate into the currency of the invoice.
    pub expenses_amount: Option<Money>,
    /// What an invoice in another currency than the branch's own says besides; null for one in its own.
    pub exchange: Option<TimeExchange>,
}

/// Whose time outside of projects.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeOutsideRequest {
    /// The customer.
    pub customer_id: String,
}

/// What was done for a customer in no project and is not invoiced yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TimeOutside {
    /// How many entries may be invoiced now.
    pub entries: i64,
    /// How long, in minutes.
    pub minutes: i64,
    /// What waits for approval, in minutes.
    pub waiting_minutes: i64,
}

/// What was done for a customer in no project and is not invoiced yet, as far as the user may see it; what it comes to is told by
/// [`to_bill`].
///
/// # Errors
/// `not_found`.
pub fn outside(read: &Read<'_>, request: TimeOutsideRequest) -> Result<TimeOutside> {
    record::require_readable(read, "customer", &request.customer_id)?;
    let needs_approval = setting::get(read)?.1.bills == TimeBills::Approved;
    rows::outside(read, &request.customer_id, needs_approval)
}

/// The two currencies of an invoice that needs an exchange rate.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeExchange {
    /// That of the invoice.
    pub currency: String,
    /// The branch's own.
    pub home: String,
    /// How many of its own one was worth on the newest issued invoice that says so; null where none does.
    pub rate: Option<String>,
}

/// The time that is to be invoiced, and how.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimeBillRequest {
    /// The project.
    pub project_id: Option<String>,
    /// The customer, for time in no project.
    pub customer_id: Option<String>,
    /// The first day, `YYYY-MM-DD`; from the beginning when absent.
    pub from: Option<String>,
    /// The last day; up to now when absent.
    pub to: Option<String>,
    /// A line for each entry, or sums; sums when absent.
    pub level: Option<BillLevel>,
    /// The branch that sells, where several worked for the customer in no project; the first one with such time when absent.
    pub branch_id: Option<String>,
    /// Its currency, where it sells to the customer in several; the first one when absent.
    pub currency: Option<String>,
    /// Whether the paper lists every entry in an annex; it does when absent.
    pub annex: Option<bool>,
    /// Units of the branch's own currency for one of the invoice's, where these are two.
    pub rate: Option<String>,
    /// Whether billable expenses are put on it; they are when absent.
    pub expenses: Option<bool>,
}

/// The draft that was made.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeBillResponse {
    /// The draft invoice.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// How many entries stand on it.
    pub entries: usize,
    /// How long they took, in minutes.
    pub minutes: i64,
    /// How many expenses.
    pub expenses: usize,
}

struct Wanted {
    path: &'static str,
    source: Source,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    sellers: Vec<TimeSeller>,
    seller: Option<TimeSeller>,
    entries: Vec<Entry>,
    waiting_minutes: i64,
}

/// What is not invoiced yet and may be seen: what one seller may invoice now, and what waits for approval.
fn wanted(read: &Read<'_>, request: &TimeToBillRequest) -> Result<Wanted> {
    let given = |id: &Option<String>| id.clone().filter(|id| !id.is_empty());
    let (path, kind, id, message) = match (given(&request.project_id), given(&request.customer_id)) {
        (Some(id), None) => ("project_id", "project", id, "error.no_such_project"),
        (None, Some(id)) => ("customer_id", "customer", id, "error.no_such_customer"),
        _ => return Err(Error::field("project_id", "error.time_bill_of")),
    };
    record::require_readable(read, kind, &id).map_err(|_| Error::field(path, message))?;
    let source = match kind {
        "project" => rows::project(read, &id)?,
        _ => rows::customer(read, &id)?,
    };
    let source = source.ok_or_else(|| Error::field(path, message))?;
    let mut errors = FieldErrors::default();
    let mut day = |path: &str, typed: &Option<String>| {
        let typed = typed.as_deref().filter(|typed| !typed.trim().is_empty())?;
        errors.take(CivilDate::typed(path, typed)).map(CivilDate::value)
    };
    let (from, to) = (day("from", &request.from), day("to", &request.to));
    errors.finish()?;
    let scope = read.actor().require("time.read")?;
    let all = rows::open(read, &source, read.actor().visible_owners(scope))?;
    let sellers = sellers(&all);
    let seller = chosen(read, request, &sellers)?;
    let wanted = Wanted { path, source, from, to, sellers, seller, entries: Vec::new(), waiting_minutes: 0 };
    wanted.with(read, all, setting::get(read)?.1.bills == TimeBills::Approved)
}

/// Who has time among entries, by the order of the branches.
fn sellers(entries: &[Entry]) -> Vec<TimeSeller> {
    let ordered: BTreeMap<_, _> = entries
        .iter()
        .map(|entry| {
            ((entry.branch_position, &entry.seller.branch_id, &entry.seller.currency), &entry.seller)
        })
        .collect();
    ordered.into_values().cloned().collect()
}

/// The seller that is named, else the first; `None` while nobody has such time.
fn chosen(
    read: &Read<'_>,
    request: &TimeToBillRequest,
    sellers: &[TimeSeller],
) -> Result<Option<TimeSeller>> {
    let given = |named: &Option<String>| named.clone().filter(|named| !named.is_empty());
    let (branch_id, currency) = (given(&request.branch_id), given(&request.currency));
    if let Some(id) = &branch_id
        && !rows::has_branch(read, id)?
    {
        return Err(Error::field("branch_id", "error.no_such_branch"));
    }
    let is_named = |one: &&TimeSeller| {
        branch_id.as_ref().is_none_or(|id| *id == one.branch_id)
            && currency.as_ref().is_none_or(|currency| *currency == one.currency)
    };
    let path = if branch_id.is_some() { "branch_id" } else { "currency" };
    match sellers.iter().find(is_named) {
        None if branch_id.is_some() || currency.is_some() => Err(Error::field(path, "error.nothing_to_bill")),
        found => Ok(found.cloned()),
    }
}

impl Wanted {
    fn with(mut self, read: &Read<'_>, all: Vec<Entry>, needs_approval: bool) -> Result<Self> {
        if let Some(seller) = &self.seller {
            self.source.branch_id = Some(seller.branch_id.clone());
            self.source.currency.clone_from(&seller.currency);
        }
        for entry in all {
            let day: NaiveDate = entry.day.parse().map_err(Error::internal)?;
            let is_in = self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to);
            if !is_in || Some(&entry.seller) != self.seller.as_ref() {
                continue;
            }
            match entry.is_approved || !needs_approval {
                true => self.entries.push(entry),
                false => self.waiting_minutes += entry.minutes,
            }
        }
        if self.source.project_id.is_none() {
            self.source.deal_id = of_one_deal(read, &self.entries);
        }
        Ok(self)
    }
}

/// The deal of which all of an invoice is, where the user may see it.
fn of_one_deal(read: &Read<'_>, entries: &[Entry]) -> Option<String> {
    let id = entries.first()?.deal_id.as_ref()?;
    let is_whole = entries.iter().all(|entry| entry.is_of_deal && entry.deal_id.as_ref() == Some(id));
    Some(id).filter(|id| is_whole && record::require_readable(read, "deal", id).is_ok()).cloned()
}

/// Whether work or an expense of a project is billable and stands on no invoice, whoever may see it.
///
/// # Errors
/// A failure of the file.
pub(crate) fn is_left(read: &Read<'_>, project_id: &str) -> Result<bool> {
    let expenses = expenses::passed_on(read, project_id, (None, None), None, true)?;
    Ok(!expenses.is_empty() || rows::is_left(read, project_id)?)
}

/// The expenses to pass on with it that the user may see.
fn open_expenses(read: &Read<'_>, wanted: &Wanted) -> Result<Vec<Passed>> {
    let (Some(project_id), Some(scope)) = (&wanted.source.project_id, read.actor().scope("time_cost.read"))
    else {
        return Ok(Vec::new());
    };
    let days = [wanted.from, wanted.to].map(|day| day.map(|day| day.to_string()));
    let reach = read.actor().visible_owners(scope);
    expenses::passed_on(read, project_id, (days[0].as_deref(), days[1].as_deref()), reach, true)
}

/// What would be invoiced.
///
/// # Errors
/// `invalid` at `project_id`, `customer_id`, `from`, `to`, `branch_id` and `currency`.
pub fn to_bill(read: &Read<'_>, request: TimeToBillRequest) -> Result<TimeToBill> {
    let wanted = wanted(read, &request)?;
    let rates = Rates::load(read, &wanted.source.currency)?;
    let priced = bill_lines::rated(&wanted.entries, &rates);
    let lines = Lines::of(&priced, &rates, request.level.unwrap_or_default(), &BTreeMap::new());
    let without_rate: BTreeSet<String> =
        priced.iter().filter(|(_, rate)| rate.is_none()).map(|(entry, _)| entry.user.clone()).collect();
    let may_see = read.actor().scope("time_rate.read").is_some() && without_rate.is_empty();
    let amount = if may_see { Some(lines.worth(&wanted.source.currency)?) } else { None };
    let home = rows::home_of(read, wanted.source.branch_id.as_deref())?;
    let into = Exchange::at(read, &wanted.source.currency, &home, None)?;
    let exchange = if home == wanted.source.currency { None } else { Some(exchange(read, &wanted, home)?) };
    let passed = open_expenses(read, &wanted)?;
    let is_on_top = is_on_top(read, &wanted)?;
    Ok(TimeToBill {
        is_on_top,
        exchange,
        expenses: passed.len(),
        expenses_amount: into.worth(&passed)?,
        entries: wanted.entries.len(),
        minutes: wanted.entries.iter().map(|entry| entry.minutes).sum(),
        waiting_minutes: wanted.waiting_minutes,
        amount,
        without_rate: without_rate.into_iter().collect(),
        seller: wanted.seller,
        sellers: wanted.sellers,
    })
}

fn is_on_top(read: &Read<'_>, wanted: &Wanted) -> Result<bool> {
    let of_entries = wanted.entries.iter().filter_map(|entry| entry.deal_id.as_ref());
    let deals: BTreeSet<&String> = wanted.source.deal_id.iter().chain(of_entries).collect();
    for deal_id in deals {
        if sale::has_price(read, deal_id)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn exchange(read: &Read<'_>, wanted: &Wanted, home: String) -> Result<TimeExchange> {
    let currency = wanted.source.currency.clone();
    let rate = billing::newest_rate(read, &currency, &home)?.map(|(rate, _)| canonical(rate));
    Ok(TimeExchange { currency, home, rate })
}

/// The way of expenses into the currency of the invoice, at the rate that is typed between it and the branch's own; and where it is said
/// that there is none.
fn way(read: &Read<'_>, wanted: &Wanted, rate: Option<&str>) -> Result<(Exchange, &'static str)> {
    let home = rows::home_of(read, wanted.source.branch_id.as_deref())?;
    if home == wanted.source.currency {
        return Ok((Exchange::to(read, &home, None)?, wanted.path));
    }
    let typed = rate.filter(|typed| !typed.trim().is_empty());
    let typed: Option<Decimal> = typed
        .map(|typed| money::parse_decimal("rate", typed))
        .transpose()
        .map_err(|field| Error::fields(vec![field]))?;
    Ok((Exchange::at(read, &wanted.source.currency, &home, typed)?, "rate"))
}

/// Makes a draft invoice of the time that is not invoiced yet, and of the expenses that are passed on.
///
/// # Errors
/// `invalid` at `project_id`, `customer_id`, `from`, `to`, `branch_id` and `currency`, with `error.nothing_to_bill`, `error.no_rate` for who has none, and
/// `error.too_many`; `error.rate_needed` and `error.expense_no_rate` at `rate`; as [`invoice::create`].
pub fn bill(tx: &Tx<'_>, request: TimeBillRequest) -> Result<TimeBillResponse> {
    let TimeBillRequest { annex, rate, expenses: with_expenses, level, .. } = request;
    let asked = TimeToBillRequest {
        project_id: request.project_id,
        customer_id: request.customer_id,
        from: request.from,
        to: request.to,
        level,
        branch_id: request.branch_id,
        currency: request.currency,
    };
    let wanted = wanted(tx, &asked)?;
    let entries = &wanted.entries;
    let passed = if with_expenses.unwrap_or(true) { open_expenses(tx, &wanted)? } else { Vec::new() };
    if entries.is_empty() && passed.is_empty() {
        return Err(Error::field(wanted.path, "error.nothing_to_bill"));
    }
    if entries.len() + passed.len() > ENTRIES_MAX {
        return Err(Error::fields(vec![FieldError::new("to", "error.too_many").with("max", ENTRIES_MAX)]));
    }
    let rates = Rates::load(tx, &wanted.source.currency)?;
    let priced = bill_lines::rated(entries, &rates);
    if let Some((entry, _)) = priced.iter().find(|(_, rate)| rate.is_none()) {
        let field = FieldError::new(wanted.path, "error.no_rate").with("user", entry.user.clone());
        return Err(Error::fields(vec![field.with("currency", wanted.source.currency.clone())]));
    }
    let level = level.unwrap_or_default();
    let days = match level {
        BillLevel::Entry => days_of(tx, &wanted.source.customer_id, entries)?,
        BillLevel::Summary => BTreeMap::new(),
    };
    let lines = Lines::of(&priced, &rates, level, &days);
    let branch_id = wanted.source.branch_id.as_deref();
    let mut inputs = lines.inputs(tx, branch_id, &wanted.source.currency)?;
    let (exchange, path) = way(tx, &wanted, rate.as_deref())?;
    inputs.extend(exchange.inputs(
        path,
        &passed,
        rows::sold_as(tx, branch_id, None)?.tax_class_id.as_ref(),
    )?);
    let draft = DraftInput {
        customer_id: Some(wanted.source.customer_id.clone()),
        branch_id: wanted.source.branch_id.clone(),
        deal_id: wanted.source.deal_id.clone(),
        subject: Some(wanted.source.title.clone()),
        currency: Some(wanted.source.currency.clone()),
        rate,
        lines: Some(inputs),
        ..DraftInput::default()
    };
    let made =
        invoice::create(tx, InvoiceCreateRequest { draft }).map_err(|error| named(error, wanted.path))?;
    let line_ids = rows::lines_of(tx, &made.id)?;
    for (line, line_id) in lines.0.iter().zip(&line_ids) {
        for entry in &line.entries {
            rows::post(tx, entry, &made.id, line_id, &line.rate, annex.unwrap_or(true))?;
        }
    }
    for (expense, line_id) in passed.iter().zip(line_ids.iter().skip(lines.0.len())) {
        expenses::post(tx, expense, &made.id, line_id)?;
    }
    Ok(TimeBillResponse {
        expenses: passed.len(),
        id: made.id,
        version: made.version,
        entries: entries.len(),
        minutes: entries.iter().map(|entry| entry.minutes).sum(),
    })
}

/// The days of entries as the papers of a customer say them.
fn days_of(read: &Read<'_>, customer_id: &str, entries: &[Entry]) -> Result<BTreeMap<String, String>> {
    let days: BTreeSet<&String> = entries.iter().map(|entry| &entry.day).collect();
    let said = days.into_iter().map(|day| {
        let date = day.parse().map_err(Error::internal)?;
        Ok((day.clone(), printing::days_for(read, customer_id, date, date)?))
    });
    said.collect()
}

/// A refusal of the draft, at the field that the request has in common with it.
fn named(mut error: Error, path: &str) -> Error {
    for field in &mut error.fields {
        let at = if field.path.ends_with("rate") { "rate" } else { path };
        at.clone_into(&mut field.path);
    }
    error
}
