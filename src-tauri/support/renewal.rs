//! What becomes of a contract when its term is over: it goes on by itself, somebody lets it go on, or sales proposes the next one.
//!
//! A further term begins on the day after the last one and costs what the last one did, changed by what was agreed. What support
//! the contract gives goes on with it: what is given in each period without a break, what is given once for a term anew. A proposal
//! is a deal with an estimate: the next term, and what was used beyond what was bought and is billed nowhere ([`super::overage`]).

use super::ahead;
use super::contract::create::worth;
use super::contract::{Contract, Terms};
use super::entitlement::{self, Entitlement, EntitlementRow, NewEntitlement};
use super::notice;
use super::overage;
use super::renewed;
use super::store::{
    self as shared, contract as store, entitlement as entitlements, overage as overages, policy as policies,
};
use super::term::{Term, next_day};
use super::terms::{self, SupportPeriod, SupportUnit};
use crate::billing;
use crate::billing::draft::{DraftInput, LineInput};
use crate::billing::estimate::{self, EstimateCreateRequest};
use crate::billing::printing;
use crate::billing::recurring::term::{self as recurring, Factor, FurtherTerm, PriceChange, TermWorth};
use crate::crm::deal::{self, DealCreateRequest};
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Terms that are caught up at once: a file that was not opened for years.
const TERMS_MAX: u32 = 100;

/// A contract that goes on.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractRenewRequest {
    /// Which contract.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// By how many months; as was agreed when absent.
    #[serde(default)]
    #[ts(optional)]
    pub months: Option<i64>,
    /// What the further term is worth, as typed; as was agreed when absent.
    #[serde(default)]
    #[ts(optional)]
    pub value: Option<String>,
}

/// The contract that went on.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContractRenewResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// The names of what support it gave in the term that is over and gives no more, for that ended before the term did.
    pub left: Vec<String>,
    /// What somebody should look at: how the further term is invoiced.
    pub warnings: Vec<FieldError>,
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractRollingRequest {}

/// The contracts that go on by themselves and whose term is over; what waits for its project with what it gives has not begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ContractRollingResponse {
    /// Their ids, the one that waits longest first.
    pub ids: Vec<String>,
}

/// A contract that goes on by itself.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractRollRequest {
    /// Which contract.
    pub id: String,
}

/// What the run did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ContractRollResponse {
    /// How many terms began.
    pub terms: i64,
}

/// A contract whose next term is proposed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractProposeRequest {
    /// Which contract.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Units of the branch's own currency for one of the contract's, where these are two.
    #[serde(default)]
    #[ts(optional)]
    pub rate: Option<String>,
}

/// The rate of a proposal in another currency than the branch's.
#[derive(Debug, Clone, Default)]
pub(super) struct ProposalRate {
    pub(super) rate: Option<String>,
    /// Its day.
    pub(super) date: Option<String>,
}

/// The proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ContractProposal {
    /// The deal.
    pub deal_id: String,
    /// Its estimate, a draft.
    pub estimate_id: String,
}

/// A term that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ContractTerm {
    /// Its first day.
    pub start: String,
    /// Its last day.
    pub end: String,
    /// What it was worth.
    pub value: Option<money::Money>,
}

/// Lets a contract go on by a further term.
///
/// # Errors
/// `invalid` at `months` and `value`; `precondition` with `error.contract_ended`, or `error.renewal_open` while its next term is proposed;
/// `conflict`, `not_found`.
pub fn renew(tx: &Tx<'_>, request: ContractRenewRequest) -> Result<ContractRenewResponse> {
    record::touch(tx, "contract", &request.id, request.version)?;
    let contract = store::get(tx, &request.id)?;
    if contract.ended.is_some() {
        return Err(Error::precondition("error.contract_ended"));
    }
    if contract.renewal_deal_id.is_some() {
        return Err(Error::precondition("error.renewal_open").with("deal", contract.renewal_deal));
    }
    let terms = store::terms(tx, &request.id)?;
    let mut errors = FieldErrors::default();
    let months = request.months.or(terms.renewal_months);
    match months {
        Some(months) => terms::within("months", months, 1, terms::MONTHS_MAX, &mut errors),
        None => errors.add(FieldError::new("months", "error.required")),
    }
    let typed = request.value.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let value_minor = match typed {
        Some(typed) => errors.take(worth("value", typed, &contract.currency)),
        None => next_value(&terms, Term::of(tx, &request.id, &terms)?, months.unwrap_or_default()),
    };
    errors.finish()?;
    let worth = Worth { value_minor, is_sold: false };
    let on = go_on(tx, &contract, terms, months.unwrap_or_default(), worth)?;
    let GoneOn { left, warnings } = on;
    Ok(ContractRenewResponse { id: request.id, version: request.version + 1, left, warnings })
}

/// The contracts that go on by themselves and whose term is over; what waits for its project with what it gives has not begun.
///
/// # Errors
/// A failure of the file.
pub fn rolling(read: &Read<'_>, _: ContractRollingRequest) -> Result<ContractRollingResponse> {
    // The day begins at different hours at the branches; which of them it is, each is asked.
    let tomorrow = read.today()?.succ_opt().unwrap_or(NaiveDate::MAX);
    let mut ids = Vec::new();
    for (id, branch_id, end) in store::rolling(read, &tomorrow.to_string())? {
        if end < read.today_at(branch_id.as_deref())?.to_string() {
            ids.push(id);
        }
    }
    Ok(ContractRollingResponse { ids })
}

/// Lets a contract go on that does so by itself, until its term reaches today. What is proposed of it is settled with that, and its owner is
/// told of support that stays behind.
///
/// # Errors
/// `not_found`.
pub fn roll(tx: &Tx<'_>, request: ContractRollRequest) -> Result<ContractRollResponse> {
    record::require(tx, "contract", &request.id)?;
    let contract = store::get(tx, &request.id)?;
    let today = tx.today_at(contract.branch_id.as_deref())?.to_string();
    let (mut begun, mut left) = (0, Vec::new());
    for _ in 0..TERMS_MAX {
        let terms = store::terms(tx, &request.id)?;
        if !terms.auto_renew || contract.ended.is_some() || terms.end.to_string() >= today {
            break;
        }
        let term = Term::of(tx, &request.id, &terms)?;
        let months = terms.renewal_months.unwrap_or_else(|| term.whole_months());
        // Only the first of them can have been proposed.
        let agreed = if begun == 0 { renewed::settle(tx, &contract)? } else { None };
        let worth = Worth::of_sale(agreed.as_ref(), &contract.currency, next_value(&terms, term, months));
        record::touch(tx, "contract", &request.id, record::version(tx, &request.id)?)?;
        let on = go_on(tx, &contract, terms, months, worth)?;
        for warning in on.warnings {
            notice::tell_contract(tx, &contract, "inbox.renewal_invoicing", warning)?;
        }
        left.extend(on.left);
        begun += 1;
    }
    if let Some(warning) = support_left(&contract.row.code, &left) {
        notice::tell_contract(tx, &contract, "inbox.contract_look", warning)?;
    }
    Ok(ContractRollResponse { terms: begun })
}

/// What the next term of so many months is worth: as much a month as the last one was, changed by what was agreed.
pub(super) fn next_value(terms: &Terms, term: Term, months: i64) -> Option<i64> {
    let value = Decimal::from(terms.value_minor?);
    let percent: Decimal = terms.indexation_percent.parse().unwrap_or_default();
    let factor = Decimal::ONE_HUNDRED.checked_add(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
    let (before, now) = (term.months(), Decimal::from(months));
    let value = match before == now || before.is_zero() {
        true => value,
        false => value.checked_mul(now)?.checked_div(before)?,
    };
    round_half_away(value.checked_mul(factor)?, 0).to_i64().filter(|minor| *minor >= 0)
}

/// What a further term is worth.
pub(super) struct Worth {
    value_minor: Option<i64>,
    /// True: it was sold in a deal, whose plan invoices it.
    is_sold: bool,
}

impl Worth {
    /// What it was sold for, else what was agreed before; also where it was sold in another currency.
    pub(super) fn of_sale(sold: Option<&(i64, String)>, currency: &str, agreed: Option<i64>) -> Self {
        let sold_minor = sold.filter(|(minor, of)| *minor >= 0 && of == currency).map(|(minor, _)| *minor);
        Self { value_minor: sold_minor.or(agreed), is_sold: sold.is_some() }
    }
}

/// What is to be looked at when a term has begun.
pub(super) struct GoneOn {
    /// The names of what support stays behind.
    pub(super) left: Vec<String>,
    /// How it is invoiced.
    pub(super) warnings: Vec<FieldError>,
}

/// That support of these names stays behind when a contract goes on; nothing where none does.
pub(super) fn support_left(code: &str, names: &[String]) -> Option<FieldError> {
    let warning = FieldError::new("renewed", "warning.support_left").with("contract", code);
    (!names.is_empty()).then(|| warning.with("names", names.join(", ")))
}

/// What becomes of prices from one term to the next: they change by what was agreed to the last decimal, else as the worth of a month does.
fn price_change(
    terms: &Terms,
    agreed: Option<i64>,
    worth: (Option<TermWorth>, Option<TermWorth>),
) -> PriceChange {
    let percent: Decimal = terms.indexation_percent.parse().unwrap_or_default();
    let is_agreed = agreed.is_some() && agreed == worth.1.map(|now| now.minor);
    match PriceChange::between(worth.0, worth.1) {
        // An amount that was rounded for the length of the term changes no price.
        PriceChange::By(_) if is_agreed && percent.is_zero() => PriceChange::Stays,
        PriceChange::By(_) if is_agreed => match Decimal::ONE_HUNDRED.checked_add(percent) {
            Some(now) => PriceChange::By(Factor { now, before: Decimal::ONE_HUNDRED }),
            None => PriceChange::Unknown,
        },
        change => change,
    }
}

/// Begins the next term.
pub(super) fn go_on(
    tx: &Tx<'_>,
    contract: &Contract,
    terms: Terms,
    months: i64,
    worth: Worth,
) -> Result<GoneOn> {
    let (id, currency) = (contract.row.id.as_str(), contract.currency.as_str());
    let old = Term::of(tx, id, &terms)?;
    let (old_end, new) = (old.end, old.next(months)?);
    let end = new.end;
    store::insert_term(tx, id, &old.start.to_string(), &old_end.to_string(), terms.value_minor, currency)?;
    let Worth { value_minor, is_sold } = worth;
    let of_term = |minor: Option<i64>, months| minor.map(|minor| TermWorth { minor, months });
    let before = of_term(terms.value_minor, old.months());
    let worth = (before, of_term(value_minor, new.months()));
    let further = FurtherTerm {
        before: (old.start.value(), old_end.value()),
        until: end.value(),
        worth,
        change: price_change(&terms, next_value(&terms, old, months), worth),
        is_sold,
    };
    store::update(tx, id, &Terms { end, value_minor, ..terms })?;
    let warnings = recurring::go_on(tx, id, further)?;
    let warnings = warnings.into_iter().map(|one| one.with("contract", contract.row.code.clone())).collect();
    store::set_renewal_deal(tx, id, None)?;
    ahead::forget(tx, id, &old_end.to_string())?;
    let given = entitlements::of_contract(tx, id)?;
    let mut left = Vec::new();
    for row in &given {
        // What was ended stays ended, and what went on under its name already is not missed.
        let known = entitlements::get(tx, &row.id)?;
        if known.ended.is_none() && !goes_on(tx, &known, old_end, end)? {
            let has_gone_on = given.iter().any(|other| other.name == row.name && other.end > row.end);
            if row.end >= old.start.to_string() && !has_gone_on {
                left.push(row.name.clone());
            }
        }
    }
    Ok(GoneOn { left, warnings })
}

/// Lets what a contract gave until the end of its term go on until its new end; false for what was over before the term was.
fn goes_on(tx: &Tx<'_>, known: &Entitlement, old_end: CivilDate, end: CivilDate) -> Result<bool> {
    let row = &known.row;
    let checked = entitlements::checked(tx, &row.id)?;
    // What waits for its project has its whole time before it.
    if checked.end < old_end || checked.end >= end || known.after_project_id.is_some() {
        return Ok(checked.end >= old_end);
    }
    if checked.period != SupportPeriod::Term {
        record::bump(tx, &row.id)?;
        entitlements::update(tx, &row.id, &entitlement::Checked { end, ..checked })?;
        return Ok(true);
    }
    let owner_id = still_here(tx, row.owner_id.clone())?;
    let policy_id = match known.policy_id.as_deref() {
        Some(id) if policies::exists(tx, id)? => Some(id),
        _ => None,
    };
    let agreed = checked.overage.as_ref().map(|price| money::text(price.minor, &price.currency));
    let new = NewEntitlement {
        customer_id: &row.customer_id,
        contract_id: row.contract_id.as_deref(),
        deal_id: known.deal_id.as_deref(),
        branch_id: known.branch_id.as_deref(),
        name: &row.name,
        unit: row.unit,
        amount: row.amount.as_deref(),
        period: row.period,
        rollover: row.rollover,
        start: next_day(checked.end)?,
        end,
        policy_id,
        overage_price: agreed.as_deref(),
        owner_id: owner_id.as_deref(),
    };
    entitlement::create(tx, new).map(|_| true)
}

/// Whoever is named, while they are here; what was theirs goes to the acting user else.
fn still_here(read: &Read<'_>, user_id: Option<String>) -> Result<Option<String>> {
    match user_id {
        Some(id) if shared::is_active_user(read, &id)? => Ok(Some(id)),
        _ => Ok(None),
    }
}

/// Proposes the next term of a contract: a deal with an estimate.
///
/// # Errors
/// `precondition` with `error.contract_ended` or `error.renewal_proposed`; `forbidden` for who may not write estimates; `conflict`,
/// `not_found`, also for who may not read contracts; `invalid` with `error.rate_needed` at `rate`; those of deals and estimates.
pub fn propose(tx: &Tx<'_>, request: ContractProposeRequest) -> Result<ContractProposal> {
    let ContractProposeRequest { id, version, rate } = request;
    propose_at(tx, &id, version, ProposalRate { rate, date: None })
}

/// The same at a rate of a day.
pub(super) fn propose_at(
    tx: &Tx<'_>,
    id: &str,
    version: i64,
    rate: ProposalRate,
) -> Result<ContractProposal> {
    tx.actor().require("estimate.write")?;
    record::require_readable(tx, "contract", id)?;
    record::touch(tx, "contract", id, version)?;
    propose_next(tx, id, rate)
}

/// Proposes the next term of a contract that is touched already.
fn propose_next(tx: &Tx<'_>, id: &str, rate: ProposalRate) -> Result<ContractProposal> {
    let contract = store::get(tx, id)?;
    if contract.ended.is_some() {
        return Err(Error::precondition("error.contract_ended"));
    }
    if contract.renewal_deal_id.is_some() {
        return Err(Error::precondition("error.renewal_proposed"));
    }
    let terms = store::terms(tx, id)?;
    let currency = contract.currency.clone();
    let value = proposed_value(tx, id, &terms, &currency)?.map(|minor| money::text(minor, &currency));
    let tax_class_id = billing::usual_tax_class(tx, contract.branch_id.as_deref())?;
    let given = entitlements::of_contract(tx, id)?;
    let mut lines = vec![LineInput {
        description: Some(terms.name.clone()),
        detail: Some(next_term_words(tx, id, &contract.row.customer_id, &terms, &given)?),
        quantity: Some("1".to_owned()),
        unit_price: value.clone(),
        tax_class_id: tax_class_id.clone(),
        ..LineInput::default()
    }];
    let mut beyond = Vec::new();
    for row in given {
        for open in overage::open(tx, &row, &currency)? {
            // What nobody can price is billed on its own.
            if let Some(line) = open.line(None, tax_class_id.as_deref()) {
                lines.push(line);
                beyond.push(open);
            }
        }
    }
    let deal = deal::create(
        tx,
        DealCreateRequest {
            title: terms.name,
            customer_id: Some(contract.row.customer_id.clone()),
            currency: Some(currency.clone()),
            branch_id: contract.branch_id.clone(),
            amount: value,
            expected_close: Some(contract.row.notice_by.max(tx.today()?.to_string())),
            owner_id: still_here(tx, contract.row.owner_id)?,
            ..DealCreateRequest::default()
        },
    )?;
    let draft = DraftInput {
        customer_id: Some(contract.row.customer_id),
        branch_id: contract.branch_id,
        deal_id: Some(deal.id.clone()),
        subject: Some(contract.row.name),
        currency: Some(currency),
        rate: rate.rate,
        rate_date: rate.date,
        lines: Some(lines),
        ..DraftInput::default()
    };
    let estimate = estimate::create(tx, EstimateCreateRequest { draft })?;
    let line_ids = overages::lines_of(tx, &estimate.id)?;
    overage::post(tx, &beyond, &estimate.id, line_ids.get(1..).unwrap_or_default())?;
    store::insert_proposal(tx, id, &deal.id)?;
    store::set_renewal_deal(tx, id, Some(&deal.id))?;
    Ok(ContractProposal { deal_id: deal.id, estimate_id: estimate.id })
}

/// What is proposed for the next term: what was agreed; where nobody said what the contract is worth, what its recurring invoices would
/// come to in it.
fn proposed_value(read: &Read<'_>, id: &str, terms: &Terms, currency: &str) -> Result<Option<i64>> {
    let term = Term::of(read, id, terms)?;
    let months = terms.renewal_months.unwrap_or_else(|| term.whole_months());
    if terms.value_minor.is_some() {
        return Ok(next_value(terms, term, months));
    }
    let next = term.next(months)?;
    recurring::worth_between(read, id, currency, (next.start.value(), next.end.value()))
}

/// What the line of the next term says below its name: its days, and how much of what was bought was used in the one that ends.
fn next_term_words(
    read: &Read<'_>,
    id: &str,
    customer_id: &str,
    terms: &Terms,
    given: &[EntitlementRow],
) -> Result<String> {
    let term = Term::of(read, id, terms)?;
    let (start, next) = (term.start, term.next(terms.renewal_months.unwrap_or_else(|| term.whole_months()))?);
    let mut words = vec![printing::days_for(read, customer_id, next.start.value(), next.end.value())?];
    for row in given.iter().filter(|row| row.end >= start.to_string()) {
        if let Some((allowed, used)) = entitlements::used_since(read, row, start)? {
            let text = |quantity| amount_text(row.unit, quantity);
            words.push(printing::used_for(read, customer_id, &row.name, &text(used), &text(allowed))?);
        }
    }
    Ok(words.join("\n"))
}

/// Hours with their unit, requests as a number.
fn amount_text(unit: SupportUnit, quantity: i64) -> String {
    let number = canonical(round_half_away(overage::count(unit, quantity), 2));
    if unit == SupportUnit::Hours { format!("{number} h") } else { number }
}
