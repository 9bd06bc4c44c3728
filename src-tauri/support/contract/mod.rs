//! Contracts: an agreement with a term, the day by which it can be given notice, and what happens when it is over.
//!
//! Whether one is to come, runs, is due for renewal or has ended follows from its days and today, and is never stored. It is due
//! from thirty days before the last day of notice on: then somebody should talk to the customer.

pub mod change;
pub mod create;
pub mod invoicing;

use super::entitlement::{self, EntitlementRow};
use super::exchange::{self, SupportExchange};
use super::renewal::ContractTerm;
use super::store::contract as store;
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::date::CivilDate;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::page::{ListRequest, Page};
use crate::store::record;
use crate::store::tx::Read;
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
    /// Its first day is to come, or what it gives waits for its project.
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
    /// Only those that came from this deal.
    pub deal_id: Option<String>,
    /// Only those whose next term is proposed in this deal, or was.
    pub renewal_deal_id: Option<String>,
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
    /// Whether it was ended, on its last day or before it. What is over without that may go on yet.
    pub is_ended: bool,
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
    /// The rate that its papers need; null in the currency of its branch.
    pub exchange: Option<SupportExchange>,
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
    contract.exchange = exchange::of(read, contract.branch_id.as_deref(), &contract.currency)?;
    Ok(contract)
}

/// The day until which the last day of notice makes a contract due.
pub(crate) fn due_until(read: &Read<'_>) -> Result<String> {
    let today = read.today()?;
    Ok(today.checked_add_days(Days::new(DUE_DAYS)).unwrap_or(today).to_string())
}
