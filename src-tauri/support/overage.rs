//! What was used beyond what was bought, on its way to an invoice or onto the estimate of a renewal: a line for each period of each
//! entitlement, at what was agreed for it; else at what one of those that were bought came to in the term in which the period began, where
//! a contract says so: it gave nothing else in that term. Else somebody says the price.
//!
//! What is billed is posted to its line and counts while the line does, as time does (ADR 16): on a draft, on an invoice that is neither
//! void nor credited, or on an estimate that was neither declined nor given up with its deal. What is used later in the same period is
//! billed later. Work that is invoiced by the hour is no overage.

use super::balance::{PeriodOver, quantity};
use super::contract::create::worth;
use super::entitlement::{EntitlementRow, NewEntitlement};
use super::exchange::{self, SupportExchange};
use super::renewal::ContractTerm;
use super::store::{self, contract as contracts, entitlement as entitlements, overage as rows, used};
use super::terms::SupportUnit;
use crate::billing;
use crate::billing::draft::{DraftInput, LineInput};
use crate::billing::hours::hours;
use crate::billing::invoice::{self, InvoiceCreateRequest};
use crate::billing::printing;
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, Result};
use crate::kernel::money::{self, Money};
use crate::store::integrity::Check;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use crate::store::undo_rule::{Change, changed_in};
use chrono::NaiveDate;
use rusqlite::Connection;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Minutes of an hour.
const HOUR: i64 = 60;

/// Whose overage: that of an entitlement, or of all that a contract gives.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct OverageToBillRequest {
    /// The entitlement.
    pub entitlement_id: Option<String>,
    /// The contract.
    pub contract_id: Option<String>,
}

/// What may be billed and what is.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct OverageToBill {
    /// What is billed nowhere yet, the oldest first.
    pub rows: Vec<OverageRow>,
    /// What that comes to before tax; null while a price is missing.
    pub amount: Option<Money>,
    /// ISO 4217 code in which it is billed.
    pub currency: String,
    /// The rate that it needs; null in the currency of its branch.
    pub exchange: Option<SupportExchange>,
    /// Where the rest stands.
    pub billed: Vec<OverageBilled>,
    /// What should come off there, or be credited.
    pub excess: Vec<OverageExcess>,
}

/// What was used beyond in one period and is billed nowhere.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct OverageRow {
    /// The entitlement.
    pub entitlement_id: String,
    /// Its name.
    pub name: String,
    /// How it is counted.
    pub unit: SupportUnit,
    /// The first day of the period.
    pub from: String,
    /// The last day of the period.
    pub to: String,
    /// Minutes of hours, or requests.
    pub quantity: i64,
    /// What an hour or a request costs; null when nobody can say.
    pub price: Option<Money>,
}

/// Overage that stands on a paper that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct OverageBilled {
    /// The invoice, or the estimate of a renewal.
    pub document_id: String,
    /// `invoice` or `estimate`.
    pub kind: String,
    /// Its number, or what it is called before it has one.
    pub document: String,
    /// How it is counted.
    pub unit: SupportUnit,
    /// The first day of the period.
    pub from: String,
    /// Minutes of hours, or requests.
    pub quantity: i64,
}

/// What is billed of a period although it was not used beyond, or is no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct OverageExcess {
    /// The entitlement's name.
    pub name: String,
    /// How it is counted.
    pub unit: SupportUnit,
    /// The first day of the period.
    pub from: String,
    /// Minutes of hours, or requests.
    pub quantity: i64,
}

/// The overage that is to be billed.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct OverageBillRequest {
    /// Of this entitlement.
    pub entitlement_id: Option<String>,
    /// Of all that this contract gives.
    pub contract_id: Option<String>,
    /// What an hour or a request costs, as typed; what one of those that were bought came to when absent.
    pub price: Option<String>,
    /// Units of the branch's own currency for one of the invoice's, where these are two.
    pub rate: Option<String>,
}

/// The draft that was made.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct OverageBillResponse {
    /// The draft invoice.
    pub id: String,
    /// Its version.
    pub version: i64,
}

/// What was used beyond in one period of an entitlement, and how much of that is billed nowhere.
pub(super) struct Open {
    row: EntitlementRow,
    over: PeriodOver,
    /// The days of the period as the papers of the customer say them.
    days: String,
    quantity: i64,
    price: Option<Decimal>,
    /// Decimals of the currency.
    decimals: u32,
}

/// Where overage is billed from, with what the invoice takes over.
struct Source {
    path: &'static str,
    customer_id: String,
    branch_id: Option<String>,
    deal_id: Option<String>,
    title: String,
    currency: String,
    entitlements: Vec<EntitlementRow>,
}

fn source(read: &Read<'_>, entitlement_id: Option<&str>, contract_id: Option<&str>) -> Result<Source> {
    let given = |id: Option<&str>| id.filter(|id| !id.is_empty()).map(str::to_owned);
    match (given(entitlement_id), given(contract_id)) {
        (Some(id), None) => of_entitlement(read, &id),
        (None, Some(id)) => of_contract(read, &id),
        _ => Err(Error::field("entitlement_id", "error.overage_of")),
    }
}

/// In which currency overage is agreed and billed: that of the contract, else of the deal, else of the customer.
pub(super) fn currency(read: &Read<'_>, new: &NewEntitlement<'_>) -> Result<String> {
    let of_contract = match new.contract_id {
        Some(id) => contracts::currency(read, id)?,
        None => None,
    };
    match of_contract {
        Some(currency) => Ok(currency),
        None => Ok(store::currency_of_sale(read, new.deal_id, new.customer_id)?.unwrap_or_default()),
    }
}

fn of_entitlement(read: &Read<'_>, id: &str) -> Result<Source> {
    let path = "entitlement_id";
    record::require_readable(read, "entitlement", id)
        .map_err(|_| Error::field(path, "error.no_such_entitlement"))?;
    let known = entitlements::get(read, id)?;
    Ok(Source {
        path,
        customer_id: known.row.customer_id.clone(),
        branch_id: known.branch_id,
        deal_id: known.deal_id,
        title: known.row.name.clone(),
        currency: known.currency,
        entitlements: vec![known.row],
    })
}

fn of_contract(read: &Read<'_>, id: &str) -> Result<Source> {
    let path = "contract_id";
    record::require_readable(read, "contract", id)
        .map_err(|_| Error::field(path, "error.no_such_contract"))?;
    let known = contracts::get(read, id)?;
    Ok(Source {
        path,
        customer_id: known.row.customer_id,
        branch_id: known.branch_id,
        deal_id: known.deal_id,
        title: known.row.name,
        currency: known.currency,
        entitlements: entitlements::of_contract(read, id)?,
    })
}

/// What of an entitlement is billed nowhere, by period.
pub(super) fn open(read: &Read<'_>, row: &EntitlementRow, currency: &str) -> Result<Vec<Open>> {
    let overs = entitlements::overs(read, row)?;
    if overs.is_empty() {
        return Ok(Vec::new());
    }
    let (bought, posted) = (Bought::of(read, row)?, rows::posted(read, &row.id)?);
    let agreed = entitlements::checked(read, &row.id)?.overage.filter(|price| price.currency == currency);
    let agreed = agreed.map(|price| money::decimal(price.minor, currency));
    let decimals = iso_decimals(currency).unwrap_or(2);
    let mut open = Vec::new();
    for over in overs {
        let quantity = over.quantity - posted.get(&over.from).copied().unwrap_or_default();
        if quantity > 0 {
            let day = |text: &str| text.parse().map_err(Error::internal);
            let days = printing::days_for(read, &row.customer_id, day(&over.from)?, day(&over.to)?)?;
            let price = match agreed {
                Some(agreed) => Some(agreed),
                None => bought.price(row, day(&over.from)?, currency),
            };
            open.push(Open { row: row.clone(), over, days, quantity, price, decimals });
        }
    }
    Ok(open)
}

/// What of an entitlement is billed beyond what was used beyond: more was given since, or work is invoiced by the hour now.
fn excess(read: &Read<'_>, row: &EntitlementRow) -> Result<Vec<OverageExcess>> {
    let overs = entitlements::overs(read, row)?;
    let excess = rows::posted(read, &row.id)?.into_iter().map(|(from, posted)| {
        let over = overs.iter().find(|over| over.from == from).map_or(0, |over| over.quantity);
        OverageExcess { name: row.name.clone(), unit: row.unit, from, quantity: posted - over }
    });
    Ok(excess.filter(|one| one.quantity > 0).collect())
}

/// What a contract gave in one of its terms.
struct Term {
    until: NaiveDate,
    value: Option<Decimal>,
    /// How many periods of the entitlement begin in it, and whether it gives anything else.
    periods: i64,
    is_alone: bool,
}

/// The terms of the contract with which an entitlement was bought; none without a contract.
struct Bought(Vec<Term>);

impl Bought {
    fn of(read: &Read<'_>, row: &EntitlementRow) -> Result<Self> {
        let Some(contract_id) = &row.contract_id else { return Ok(Self(Vec::new())) };
        let (contract, now) = (contracts::get(read, contract_id)?, contracts::terms(read, contract_id)?);
        let given = entitlements::agreed_in(read, contract_id)?;
        let mut spans = contracts::terms_over(read, contract_id)?;
        spans.push(ContractTerm {
            start: super::term::Term::of(read, contract_id, &now)?.start.to_string(),
            end: now.end.to_string(),
            value: now.value_minor.map(|minor| Money::new(minor, &contract.currency)),
        });
        let mut terms: Vec<Term> = Vec::new();
        for span in spans {
            let until = span.end.parse().map_err(Error::internal)?;
            let after = terms.last().map(|term| term.until);
            let begun = |own: bool| {
                let of = given.iter().filter(move |(id, _)| (*id == row.id) == own);
                of.map(|(_, agreed)| agreed.begun_between(after, until)).sum::<i64>()
            };
            let value = span.value.and_then(|value| value.amount.parse().ok());
            terms.push(Term { until, value, periods: begun(true), is_alone: begun(false) == 0 });
        }
        Ok(Self(terms))
    }

    /// What an hour or a request came to in the term in which a period began; `None` when nobody can say.
    fn price(&self, row: &EntitlementRow, from: NaiveDate, currency: &str) -> Option<Decimal> {
        let term = self.0.iter().find(|term| from <= term.until).or(self.0.last())?;
        let bought = quantity(row.unit, row.amount.as_deref())?.checked_mul(term.periods)?;
        let price = term.value.filter(|_| term.is_alone)?.checked_div(count(row.unit, bought))?;
        Some(round_half_away(price, iso_decimals(currency).unwrap_or(2)))
    }
}

/// Minutes as hours, requests as they are.
pub(super) fn count(unit: SupportUnit, quantity: i64) -> Decimal {
    let divisor = if unit == SupportUnit::Hours { HOUR } else { 1 };
    Decimal::from(quantity) / Decimal::from(divisor)
}

impl Open {
    /// Hours as they stand on a line at a price, or requests.
    fn billed(&self, price: Decimal) -> Decimal {
        match self.row.unit {
            SupportUnit::Hours => hours(self.quantity, price, self.decimals),
            _ => count(self.row.unit, self.quantity),
        }
    }

    /// The same as a line, at its own price where none is given; `None` without any.
    pub(super) fn line(&self, price: Option<Decimal>, tax_class_id: Option<&str>) -> Option<LineInput> {
        let price = price.or(self.price)?;
        Some(LineInput {
            description: Some(self.row.name.clone()),
            detail: Some(format!("{} · {}", self.row.code, self.days)),
            quantity: Some(canonical(self.billed(price))),
            unit: (self.row.unit == SupportUnit::Hours).then(|| "h".to_owned()),
            unit_price: Some(canonical(price)),
            tax_class_id: tax_class_id.map(str::to_owned),
            ..LineInput::default()
        })
    }

    fn shown(self, currency: &str) -> OverageRow {
        let price = self.price.and_then(|price| money::minor(price, currency));
        OverageRow {
            entitlement_id: self.row.id,
            name: self.row.name,
            unit: self.row.unit,
            from: self.over.from,
            to: self.over.to,
            quantity: self.quantity,
            price: price.map(|minor| Money::new(minor, currency)),
        }
    }
}

/// Posts what was used beyond to the lines of a paper that it stands on, in their order.
pub(super) fn post(tx: &Tx<'_>, open: &[Open], document_id: &str, line_ids: &[String]) -> Result<()> {
    for (one, line_id) in open.iter().zip(line_ids) {
        rows::post(tx, &one.row.id, &one.over, one.quantity, document_id, line_id)?;
    }
    Ok(())
}

fn all_open(read: &Read<'_>, source: &Source) -> Result<Vec<Open>> {
    let mut all = Vec::new();
    for row in &source.entitlements {
        all.extend(open(read, row, &source.currency)?);
    }
    Ok(all)
}

/// What may be billed of an entitlement or a contract, and where the rest stands.
///
/// # Errors
/// `invalid` at `entitlement_id` and `contract_id`.
pub fn to_bill(read: &Read<'_>, request: OverageToBillRequest) -> Result<OverageToBill> {
    let source = source(read, request.entitlement_id.as_deref(), request.contract_id.as_deref())?;
    let currency = source.currency.as_str();
    let open = all_open(read, &source)?;
    let places = iso_decimals(currency).unwrap_or(2);
    let sum = open.iter().try_fold(Decimal::ZERO, |sum, one| {
        let price = one.price?;
        sum.checked_add(round_half_away(one.billed(price).checked_mul(price)?, places))
    });
    let minor = sum.and_then(|sum| money::minor(sum, currency));
    let (mut billed, mut excess) = (Vec::new(), Vec::new());
    for row in &source.entitlements {
        billed.extend(rows::billed(read, row)?);
        excess.extend(self::excess(read, row)?);
    }
    Ok(OverageToBill {
        rows: open.into_iter().map(|one| one.shown(currency)).collect(),
        amount: minor.map(|minor| Money::new(minor, currency)),
        currency: currency.to_owned(),
        exchange: exchange::of(read, source.branch_id.as_deref(), currency)?,
        billed,
        excess,
    })
}

/// Makes a draft invoice of what was used beyond and is billed nowhere.
///
/// # Errors
/// `invalid` at `entitlement_id` and `contract_id`, with `error.no_overage`; at `price` with `error.required` when nobody can say it, and
/// with `error.overage_prices` for more than one entitlement; `error.rate_needed` at `rate`; as [`invoice::create`].
pub fn bill(tx: &Tx<'_>, request: OverageBillRequest) -> Result<OverageBillResponse> {
    let source = source(tx, request.entitlement_id.as_deref(), request.contract_id.as_deref())?;
    let typed = request.price.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let typed = typed.map(|typed| worth("price", typed, &source.currency)).transpose();
    let typed = typed.map_err(|field| Error::fields(vec![field]))?;
    let price = typed.map(|minor| money::decimal(minor, &source.currency));
    let open = all_open(tx, &source)?;
    if open.is_empty() {
        return Err(Error::field(source.path, "error.no_overage"));
    }
    // One price is that of one thing.
    if price.is_some() && open.iter().any(|one| one.row.id != open[0].row.id) {
        return Err(Error::field("price", "error.overage_prices"));
    }
    let tax_class_id = billing::usual_tax_class(tx, source.branch_id.as_deref())?;
    let lines: Option<Vec<_>> = open.iter().map(|one| one.line(price, tax_class_id.as_deref())).collect();
    let Some(lines) = lines else { return Err(Error::field("price", "error.required")) };
    let draft = DraftInput {
        customer_id: Some(source.customer_id),
        branch_id: source.branch_id,
        deal_id: source.deal_id,
        subject: Some(source.title),
        currency: Some(source.currency),
        rate: request.rate,
        lines: Some(lines),
        ..DraftInput::default()
    };
    let made = invoice::create(tx, InvoiceCreateRequest { draft })?;
    post(tx, &open, &made.id, &rows::lines_of(tx, &made.id)?)?;
    Ok(OverageBillResponse { id: made.id, version: made.version })
}

/// Refuses that an entry of time is invoiced by the hour while it is billed already, as what was used beyond.
///
/// # Errors
/// `precondition` with `error.time_is_overage`.
pub(crate) fn bills_time_once(read: &Read<'_>, entry_id: &str) -> Result<()> {
    let Some((id, work)) = used::work_of(read, entry_id)? else { return Ok(()) };
    let row = entitlements::get(read, &id)?.row;
    let (now, then) =
        (entitlements::overs(read, &row)?, entitlements::overs_without(read, &row, Some(work))?);
    let over = |overs: &[PeriodOver], from: &str| {
        overs.iter().find(|over| over.from == from).map_or(0, |over| over.quantity)
    };
    let posted = rows::posted(read, &id)?.into_iter();
    let excess = |(from, posted): &(String, i64)| over(&then, from) < over(&now, from).min(*posted);
    let Some((from, _)) = posted.into_iter().find(excess) else { return Ok(()) };
    let billed = rows::billed(read, &row)?.into_iter().find(|billed| billed.from == from);
    let document = billed.map(|billed| billed.document).unwrap_or_default();
    Err(Error::precondition("error.time_is_overage").with("document", document))
}

/// The same when undo would have it invoiced by the hour again.
///
/// # Errors
/// `precondition` with `error.time_is_overage`.
pub(super) fn undo_bills_time_once(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let changes = changed_in(tx, seq, "time_entry", &["billable"])?.into_iter();
    let is_again =
        |change: &Change| change.before.as_deref() == Some("1") && change.left.as_deref() == Some("0");
    changes.filter(is_again).try_for_each(|change| bills_time_once(tx, &change.pk))
}

/// Refuses to bring back a paper, or a line of one, whose overage stands on another one by now.
///
/// # Errors
/// `precondition` with `error.overage_billed`.
pub(super) fn undo_bills_once(tx: &Tx<'_>, seq: i64) -> Result<()> {
    match rows::billed_twice_in(tx, seq)? {
        Some(document) => Err(Error::precondition("error.overage_billed").with("document", document)),
        None => Ok(()),
    }
}

/// The integrity checks of this capability.
pub(crate) const CHECKS: &[Check] = &[("overage_billed_once", overage_billed_once)];

/// No more of a period is on invoices that count and estimates that were accepted than was used beyond in it when they were made.
fn overage_billed_once(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    rows::billed_twice(conn)
}
