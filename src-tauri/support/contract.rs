//! Contracts: an agreement with a term, the day by which it can be given notice, and what happens when it is over.
//!
//! Whether one is to come, runs, is due for renewal or has ended follows from its days and today, and is never stored. It is due
//! from thirty days before the last day of notice on: then somebody should talk to the customer.

use super::entitlement::{self, EntitlementRow};
use super::renewal::ContractTerm;
use super::store::contract as store;
use super::terms::{self, Created};
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money::{self, Money};
use crate::kernel::text;
use crate::store::number;
use crate::store::page::{ListRequest, Page};
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use chrono::Days;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Days before the last day of notice from which on a contract is due.
pub(super) const DUE_DAYS: u64 = 30;

/// How a contract stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContractState {
    /// Its first day is to come.
    Coming,
    /// It runs.
    Running,
    /// It runs and somebody should talk about how it goes on.
    Due,
    /// It is over.
    Ended,
}

/// Filters of the list of contracts.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ContractFilter {
    /// Only those that stand like this.
    pub state: Option<ContractState>,
    /// Only those of this customer.
    pub customer_id: Option<String>,
    /// Only those of this owner.
    pub owner_id: Option<String>,
    /// Only those whose last day is in this month, `YYYY-MM`.
    pub month: Option<String>,
}

/// A row of the list of contracts.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContractRow {
    /// Its id.
    pub id: String,
    /// Code such as CON-0001.
    pub code: String,
    /// Rises with each change.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Its customer.
    pub customer_id: String,
    /// The customer's name.
    pub customer: String,
    /// Its first day.
    pub start: String,
    /// Its last day.
    pub end: String,
    /// The last day on which it can be given notice.
    pub notice_by: String,
    /// Whether it goes on by itself.
    pub auto_renew: bool,
    /// What it is worth for its term; null when nobody said.
    pub value: Option<Money>,
    /// How it stands today.
    pub state: ContractState,
    /// The same as a badge.
    pub badge: Badge,
    /// Owner's user id.
    pub owner_id: Option<String>,
    /// Owner's name.
    pub owner: String,
}

/// Counts and sums of the contracts that a filter shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContractSummary {
    /// How many.
    pub count: i64,
    /// How many of them are due for renewal.
    pub due: i64,
    /// What they are worth, one sum per currency, the home currency first.
    pub sums: Vec<Money>,
    /// The months in which they end, with how many.
    pub months: Vec<ContractMonth>,
}

/// Contracts that end in one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ContractMonth {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// How many end in it.
    pub count: i64,
}

/// Which contract.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractGetRequest {
    /// Its id.
    pub id: String,
}

/// A contract with everything its page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Contract {
    /// What its row shows.
    pub row: ContractRow,
    /// The deal it came from.
    pub deal_id: Option<String>,
    /// That deal's code and title.
    pub deal: String,
    /// The branch that sold it.
    pub branch_id: Option<String>,
    /// How many days before its last day it can be given notice.
    pub notice_days: i64,
    /// By how many months it goes on.
    pub renewal_months: Option<i64>,
    /// By how much its price changes then, in percent.
    pub indexation_percent: String,
    /// ISO 4217 code of its value.
    pub currency: String,
    /// The day on which it was ended.
    pub ended: Option<String>,
    /// Why.
    pub end_reason: String,
    /// What support it gives.
    pub entitlements: Vec<EntitlementRow>,
    /// Since when it exists, in epoch milliseconds.
    pub created_ms: i64,
    /// The open deal in which its next term is proposed.
    pub renewal_deal_id: Option<String>,
    /// That deal's code and title.
    pub renewal_deal: String,
    /// The terms that are over, the oldest first.
    pub terms: Vec<ContractTerm>,
}

/// A new contract, as another capability makes it in its own transaction.
#[derive(Debug, Clone, Copy)]
pub struct NewContract<'a> {
    /// Its customer.
    pub customer_id: &'a str,
    /// The deal it came from.
    pub deal_id: Option<&'a str>,
    /// The branch that sold it; the first one when absent.
    pub branch_id: Option<&'a str>,
    /// Its name.
    pub name: &'a str,
    /// Its first day.
    pub start: CivilDate,
    /// Its last day.
    pub end: CivilDate,
    /// How many days before its last day it can be given notice.
    pub notice_days: i64,
    /// Whether it goes on by itself.
    pub auto_renew: bool,
    /// By how many months.
    pub renewal_months: Option<i64>,
    /// By how much its price changes then, in percent, as typed.
    pub indexation_percent: &'a str,
    /// What it is worth for its term.
    pub value: Option<Worth<'a>>,
    /// Its owner; the acting user when absent.
    pub owner_id: Option<&'a str>,
}

/// An amount of zero or more.
#[derive(Debug, Clone, Copy)]
pub struct Worth<'a> {
    /// In minor units.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: &'a str,
}

/// A new contract as it is typed.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractCreateRequest {
    /// Its customer.
    pub customer_id: String,
    /// Its name.
    pub name: String,
    /// Its first day, `YYYY-MM-DD`.
    pub start: String,
    /// Its last day, `YYYY-MM-DD`.
    pub end: String,
    /// The deal it came from.
    #[serde(default)]
    #[ts(optional)]
    pub deal_id: Option<String>,
    /// The branch that sold it; the first one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub branch_id: Option<String>,
    /// How many days before its last day it can be given notice; none when absent.
    #[serde(default)]
    #[ts(optional)]
    pub notice_days: Option<i64>,
    /// Whether it goes on by itself.
    #[serde(default)]
    #[ts(optional)]
    pub auto_renew: Option<bool>,
    /// By how many months.
    #[serde(default)]
    #[ts(optional)]
    pub renewal_months: Option<i64>,
    /// By how much its price changes then, in percent.
    #[serde(default)]
    #[ts(optional)]
    pub indexation_percent: Option<String>,
    /// What it is worth for its term, as typed.
    #[serde(default)]
    #[ts(optional)]
    pub value: Option<String>,
    /// ISO 4217 code of its value; the customer's currency when absent.
    #[serde(default)]
    #[ts(optional)]
    pub currency: Option<String>,
    /// Its owner; the acting user when absent.
    #[serde(default)]
    #[ts(optional)]
    pub owner_id: Option<String>,
}

/// A change of a contract; absent fields stay, empty text clears.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractUpdateRequest {
    /// Which contract.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: ContractChange,
}

/// The fields of a contract that can change.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ContractChange {
    /// Its name.
    pub name: Option<String>,
    /// Its first day.
    pub start: Option<String>,
    /// Its last day.
    pub end: Option<String>,
    /// How many days before its last day it can be given notice.
    pub notice_days: Option<i64>,
    /// Whether it goes on by itself.
    pub auto_renew: Option<bool>,
    /// By how many months.
    pub renewal_months: Option<i64>,
    /// By how much its price changes then, in percent.
    pub indexation_percent: Option<String>,
    /// What it is worth for its term; empty: nobody knows.
    pub value: Option<String>,
    /// Its owner.
    pub owner_id: Option<String>,
}

/// The end of a contract.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractEndRequest {
    /// Which contract.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Its last day from now on; today when absent.
    #[serde(default)]
    #[ts(optional)]
    pub date: Option<String>,
    /// Why the customer leaves.
    pub reason: String,
}

/// The contract that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContractResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// The fields of a contract that can be written anew.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub(super) name: String,
    pub(super) start: CivilDate,
    pub(super) end: CivilDate,
    pub(super) notice_days: i64,
    pub(super) auto_renew: bool,
    pub(super) renewal_months: Option<i64>,
    pub(super) indexation_percent: String,
    pub(super) value_minor: Option<i64>,
}

/// The badge of a contract that stands like this.
pub(super) fn badge(state: ContractState) -> Badge {
    match state {
        ContractState::Coming => Badge::new(Tone::Neutral, "calendar-clock", "badge.contract.coming"),
        ContractState::Running => Badge::new(Tone::Ok, "circle-check", "badge.contract.running"),
        ContractState::Due => Badge::new(Tone::Warn, "calendar-clock", "badge.contract.due"),
        ContractState::Ended => Badge::new(Tone::Neutral, "circle-x", "badge.contract.ended"),
    }
}

/// A page of contracts.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<ContractFilter>) -> Result<Page<ContractRow>> {
    store::list(read, &request)
}

/// Counts and sums of the same filter.
///
/// # Errors
/// A failure of the file.
pub fn summary(read: &Read<'_>, request: ListRequest<ContractFilter>) -> Result<ContractSummary> {
    store::summary(read, &request)
}

/// A contract with what support it gives.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: ContractGetRequest) -> Result<Contract> {
    record::require(read, "contract", &request.id)?;
    let mut contract = store::get(read, &request.id)?;
    contract.entitlements = entitlement::of_contract(read, &request.id)?;
    Ok(contract)
}

/// Makes a contract from what was typed.
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub fn create_typed(tx: &Tx<'_>, request: ContractCreateRequest) -> Result<Created> {
    let mut errors = FieldErrors::default();
    let start = terms::date("start", Some(&request.start), &mut errors);
    let end = terms::date("end", Some(&request.end), &mut errors);
    let currency = match &request.currency {
        Some(typed) => errors.take(text::currency("currency", typed)),
        None => super::store::currency_of(tx, &request.customer_id)?,
    };
    let typed = request.value.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let minor = match (typed, &currency) {
        (Some(typed), Some(currency)) => errors.take(worth("value", typed, currency)),
        _ => None,
    };
    let (Some(start), Some(end)) = (start, end) else {
        return errors.finish().and_then(|()| Err(Error::field("start", "error.required")));
    };
    errors.finish()?;
    create(
        tx,
        NewContract {
            customer_id: &request.customer_id,
            deal_id: request.deal_id.as_deref(),
            branch_id: request.branch_id.as_deref(),
            name: &request.name,
            start,
            end,
            notice_days: request.notice_days.unwrap_or(0),
            auto_renew: request.auto_renew.unwrap_or(false),
            renewal_months: request.renewal_months,
            indexation_percent: request.indexation_percent.as_deref().unwrap_or_default(),
            value: minor.zip(currency.as_deref()).map(|(minor, currency)| Worth { minor, currency }),
            owner_id: request.owner_id.as_deref(),
        },
    )
}

pub(super) fn worth(path: &str, typed: &str, currency: &str) -> std::result::Result<i64, FieldError> {
    match money::parse_minor(path, typed, currency)? {
        minor if minor < 0 => Err(FieldError::new(path, "error.negative")),
        minor => Ok(minor),
    }
}

/// Makes a contract. Fields are named as in [`NewContract`].
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub fn create(tx: &Tx<'_>, new: NewContract<'_>) -> Result<Created> {
    let mut errors = FieldErrors::default();
    terms::party(tx, new.customer_id, new.deal_id, &mut errors)?;
    let branch_id = terms::branch(tx, new.branch_id, &mut errors)?;
    let terms = checked(new, &mut errors);
    errors.finish()?;
    let currency = match new.value {
        Some(worth) => worth.currency.to_owned(),
        None => super::store::currency_of(tx, new.customer_id)?.unwrap_or_default(),
    };
    let code = number::take(tx, "contract", None, tx.today()?)?.text;
    let row = NewRecord {
        kind: "contract",
        title: &terms.name,
        branch_id: Some(&branch_id),
        customer_id: Some(new.customer_id),
        ..NewRecord::default()
    };
    let id = record::create(tx, row)?;
    store::insert(tx, &id, &code, new.customer_id, new.deal_id, &currency, &terms)?;
    if let Some(owner_id) = new.owner_id {
        record::assign(tx, &id, owner_id)?;
    }
    Ok(Created { id, code })
}

fn checked(new: NewContract<'_>, errors: &mut FieldErrors) -> Terms {
    let name = errors.take(text::required_line("name", new.name)).unwrap_or_default();
    terms::in_order(Some(new.start), Some(new.end), errors);
    bounds(new.notice_days, new.renewal_months, errors);
    if new.value.is_some_and(|worth| worth.minor < 0) {
        errors.add(FieldError::new("value", "error.negative"));
    }
    let percent = terms::percent("indexation_percent", new.indexation_percent, errors);
    Terms {
        name,
        start: new.start,
        end: new.end,
        notice_days: new.notice_days,
        auto_renew: new.auto_renew,
        renewal_months: new.renewal_months,
        indexation_percent: percent.unwrap_or_default(),
        value_minor: new.value.map(|worth| worth.minor),
    }
}

fn bounds(notice_days: i64, renewal_months: Option<i64>, errors: &mut FieldErrors) {
    terms::within("notice_days", notice_days, 0, terms::NOTICE_DAYS_MAX, errors);
    if let Some(months) = renewal_months {
        terms::within("renewal_months", months, 1, terms::MONTHS_MAX, errors);
    }
}

/// Changes a contract that has not ended.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.contract_ended`; `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: ContractUpdateRequest) -> Result<ContractResponse> {
    record::touch(tx, "contract", &request.id, request.version)?;
    let stands = store::get(tx, &request.id)?;
    if stands.ended.is_some() {
        return Err(Error::precondition("error.contract_ended"));
    }
    let terms =
        changed(tx, &request.id, &request.set, &stands.currency).map_err(|error| error.below("set."))?;
    store::update(tx, &request.id, &terms)?;
    record::retitle(tx, &request.id, &terms.name)?;
    Ok(ContractResponse { id: request.id, version: request.version + 1 })
}

fn changed(tx: &Tx<'_>, id: &str, set: &ContractChange, currency: &str) -> Result<Terms> {
    let mut terms = store::terms(tx, id)?;
    let mut errors = FieldErrors::default();
    if let Some(name) = &set.name {
        terms.name = errors.take(text::required_line("name", name)).unwrap_or_default();
    }
    if let Some(start) = &set.start {
        terms.start = terms::date("start", Some(start), &mut errors).unwrap_or(terms.start);
    }
    if let Some(end) = &set.end {
        terms.end = terms::date("end", Some(end), &mut errors).unwrap_or(terms.end);
    }
    terms::in_order(Some(terms.start), Some(terms.end), &mut errors);
    terms.notice_days = set.notice_days.unwrap_or(terms.notice_days);
    terms.auto_renew = set.auto_renew.unwrap_or(terms.auto_renew);
    terms.renewal_months = set.renewal_months.or(terms.renewal_months);
    bounds(terms.notice_days, terms.renewal_months, &mut errors);
    if let Some(percent) = &set.indexation_percent {
        let percent = terms::percent("indexation_percent", percent, &mut errors);
        terms.indexation_percent = percent.unwrap_or_default();
    }
    if let Some(value) = &set.value {
        terms.value_minor = match value.trim() {
            "" => None,
            typed => errors.take(worth("value", typed, currency)),
        };
    }
    errors.finish()?;
    if let Some(owner_id) = &set.owner_id {
        record::assign(tx, id, owner_id)?;
    }
    Ok(terms)
}

/// Ends a contract: the customer leaves, and says why. What support it gave ends on the same day.
///
/// # Errors
/// `invalid` with `error.required` at `reason`, `error.date` and `error.period` at `date`; `precondition` with
/// `error.contract_ended`; `conflict`, `not_found`.
pub fn end(tx: &Tx<'_>, request: ContractEndRequest) -> Result<ContractResponse> {
    record::touch(tx, "contract", &request.id, request.version)?;
    let stands = store::get(tx, &request.id)?;
    if stands.ended.is_some() {
        return Err(Error::precondition("error.contract_ended"));
    }
    let typed = terms::Ending { date: request.date.as_deref(), reason: &request.reason };
    let (day, reason) = typed.checked(tx, stands.branch_id.as_deref(), &stands.row.start)?;
    store::end(tx, &request.id, &day, &reason)?;
    entitlement::end_with_contract(tx, &request.id, &day, &reason)?;
    Ok(ContractResponse { id: request.id, version: request.version + 1 })
}

/// The day until which the last day of notice makes a contract due.
pub(super) fn due_until(read: &Read<'_>) -> Result<String> {
    let today = read.today()?;
    Ok(today.checked_add_days(Days::new(DUE_DAYS)).unwrap_or(today).to_string())
}
