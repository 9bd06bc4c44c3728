//! Entitlements: what support a customer bought, in hours or requests of each period, and until when.
//!
//! What is left is the sum of what was given and what tickets took; see [`super::balance`]. More may be used than was bought: that
//! is told, and it is for people to decide what is done about it.

use super::balance::Balance;
use super::begin;
use super::contract::create::worth;
use super::overage;
use super::policy;
use super::store::{entitlement as store, used};
use super::terms::{self, Created, Standing, SupportEndRequest, SupportPeriod, SupportUnit};
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money::Money;
use crate::kernel::text;
use crate::store::given;
use crate::store::number;
use crate::store::page::{ListRequest, Page};
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use crate::store::undo_rule::changed_in;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How an entitlement stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum EntitlementState {
    /// Its first day is to come.
    Coming,
    /// It can be used.
    Running,
    /// It is over.
    Ended,
}

/// Filters of the list of entitlements.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct EntitlementFilter {
    /// Only those that stand like this.
    pub state: Option<EntitlementState>,
    /// Only those of this customer.
    pub customer_id: Option<String>,
    /// Only those of this contract.
    pub contract_id: Option<String>,
    /// Only those of the deal of this project, or that begin when it is closed.
    pub project_id: Option<String>,
    /// Only those that came from this deal.
    pub deal_id: Option<String>,
    /// Only those that are counted like this.
    pub unit: Option<SupportUnit>,
    /// Only those of this owner.
    pub owner_id: Option<String>,
}

/// A row of the list of entitlements.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EntitlementRow {
    /// Its id.
    pub id: String,
    /// Code such as ENT-0001.
    pub code: String,
    /// Rises with each change.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Its customer.
    pub customer_id: String,
    /// The customer's name.
    pub customer: String,
    /// The contract that gives it.
    pub contract_id: Option<String>,
    /// How it is counted.
    pub unit: SupportUnit,
    /// How much there is in each period, as decimal text; null: as much as is needed.
    pub amount: Option<String>,
    /// When it is given anew.
    pub period: SupportPeriod,
    /// Whether what is left goes into the next period.
    pub rollover: bool,
    /// Its first day.
    pub start: String,
    /// Its last day.
    pub end: String,
    /// What is left of it; null when nothing is counted.
    pub balance: Option<Balance>,
    /// How it stands today.
    pub state: EntitlementState,
    /// The same as a badge; also that it is used up.
    pub badge: Badge,
    /// Owner's user id.
    pub owner_id: Option<String>,
    /// Owner's name.
    pub owner: String,
}

/// Which entitlement.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EntitlementGetRequest {
    /// Its id.
    pub id: String,
}

/// An entitlement with everything its page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Entitlement {
    /// What its row shows.
    pub row: EntitlementRow,
    /// The contract's code and name.
    pub contract: String,
    /// The deal it came from.
    pub deal_id: Option<String>,
    /// That deal's code and title.
    pub deal: String,
    /// The branch that sold it.
    pub branch_id: Option<String>,
    /// The service level of its tickets; null: as the rules say.
    pub policy_id: Option<String>,
    /// That service level's name.
    pub policy: String,
    /// What an hour or a request beyond what was bought costs; null when nothing was agreed.
    pub overage_price: Option<Money>,
    /// ISO 4217 code in which that is agreed and billed: of its contract, else of its customer.
    pub currency: String,
    /// The day on which it was ended.
    pub ended: Option<String>,
    /// Why.
    pub end_reason: String,
    /// The project that it waits for: its days are counted from when that is closed.
    pub after_project_id: Option<String>,
    /// That project's code and name.
    pub after_project: String,
    /// What was used, the newest first; two hundred at most.
    pub uses: Vec<EntitlementUse>,
    /// Since when it exists, in epoch milliseconds.
    pub created_ms: i64,
}

/// What a ticket took of an entitlement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct EntitlementUse {
    /// The ticket.
    pub ticket_id: String,
    /// What it is about.
    pub ticket: String,
    /// Minutes of hours, or requests; below zero for what was given back.
    pub quantity: i64,
    /// When, `YYYY-MM-DD`.
    pub date: String,
    /// Who used it.
    pub user: String,
}

/// A new entitlement, as another capability makes it in its own transaction.
#[derive(Debug, Clone, Copy)]
pub struct NewEntitlement<'a> {
    /// Its customer.
    pub customer_id: &'a str,
    /// The contract that gives it.
    pub contract_id: Option<&'a str>,
    /// The deal it came from.
    pub deal_id: Option<&'a str>,
    /// The branch that sold it; that of its contract or deal when absent, else the first one.
    pub branch_id: Option<&'a str>,
    /// Its name.
    pub name: &'a str,
    /// How it is counted.
    pub unit: SupportUnit,
    /// How much there is in each period, as typed; nothing for what is not counted.
    pub amount: Option<&'a str>,
    /// When it is given anew.
    pub period: SupportPeriod,
    /// Whether what is left goes into the next period.
    pub rollover: bool,
    /// Its first day.
    pub start: CivilDate,
    /// Its last day.
    pub end: CivilDate,
    /// The service level of its tickets; as the rules say when absent.
    pub policy_id: Option<&'a str>,
    /// What an hour or a request beyond what was bought costs, as typed in the currency of the contract, else of the customer.
    pub overage_price: Option<&'a str>,
    /// Its owner; the acting user when absent.
    pub owner_id: Option<&'a str>,
}

/// A new entitlement as it is typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EntitlementCreateRequest {
    /// Its customer.
    pub customer_id: String,
    /// Its name.
    pub name: String,
    /// How it is counted.
    pub unit: SupportUnit,
    /// How much there is in each period, as typed; nothing for what is not counted.
    #[serde(default)]
    #[ts(optional)]
    pub amount: Option<String>,
    /// When it is given anew.
    pub period: SupportPeriod,
    /// Whether what is left goes into the next period; it does not when absent.
    #[serde(default)]
    #[ts(optional)]
    pub rollover: Option<bool>,
    /// Its first day, `YYYY-MM-DD`.
    pub start: String,
    /// Its last day, `YYYY-MM-DD`.
    pub end: String,
    /// The contract that gives it.
    #[serde(default)]
    #[ts(optional)]
    pub contract_id: Option<String>,
    /// The deal it came from.
    #[serde(default)]
    #[ts(optional)]
    pub deal_id: Option<String>,
    /// The branch that sold it; that of its contract or deal when absent, else the first one.
    #[serde(default)]
    #[ts(optional)]
    pub branch_id: Option<String>,
    /// The service level of its tickets.
    #[serde(default)]
    #[ts(optional)]
    pub policy_id: Option<String>,
    /// What an hour or a request beyond what was bought costs, as typed in the currency of the contract, else of the customer.
    #[serde(default)]
    #[ts(optional)]
    pub overage_price: Option<String>,
    /// Its owner; the acting user when absent.
    #[serde(default)]
    #[ts(optional)]
    pub owner_id: Option<String>,
    /// The project that it waits for: its days are counted from when that is closed.
    #[serde(default)]
    #[ts(optional)]
    pub after_project_id: Option<String>,
}

/// A change of an entitlement; absent fields stay.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EntitlementUpdateRequest {
    /// Which entitlement.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: EntitlementChange,
}

/// The fields of an entitlement that can change. How it is counted stays, for what was used was counted so.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct EntitlementChange {
    /// Its name.
    pub name: Option<String>,
    /// How much there is in each period.
    pub amount: Option<String>,
    /// Whether what is left goes into the next period.
    pub rollover: Option<bool>,
    /// Its last day.
    pub end: Option<String>,
    /// The service level of its tickets; empty: as the rules say.
    pub policy_id: Option<String>,
    /// What an hour or a request beyond what was bought costs; empty: nothing was agreed.
    pub overage_price: Option<String>,
    /// Its owner.
    pub owner_id: Option<String>,
}

/// The entitlement that was changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EntitlementResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// An entitlement whose fields have been checked.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) name: String,
    pub(super) unit: SupportUnit,
    pub(super) amount: Option<String>,
    pub(super) period: SupportPeriod,
    pub(super) rollover: bool,
    pub(super) start: CivilDate,
    pub(super) end: CivilDate,
    pub(super) policy_id: Option<String>,
    pub(super) overage: Option<Price>,
}

/// What was agreed for an hour or a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Price {
    pub(super) minor: i64,
    pub(super) currency: String,
}

/// The badge of an entitlement that stands like this.
pub(super) fn badge(state: EntitlementState, balance: Option<&Balance>) -> Badge {
    match state {
        EntitlementState::Coming => Badge::new(Tone::Neutral, "calendar-clock", "badge.entitlement.coming"),
        EntitlementState::Ended => Badge::new(Tone::Neutral, "circle-x", "badge.entitlement.ended"),
        EntitlementState::Running if balance.is_some_and(|balance| balance.left == 0) => {
            Badge::new(Tone::Warn, "gauge", "badge.entitlement.used_up")
        }
        EntitlementState::Running => Badge::new(Tone::Ok, "circle-check", "badge.entitlement.running"),
    }
}

/// A page of entitlements.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<EntitlementFilter>) -> Result<Page<EntitlementRow>> {
    store::list(read, &request)
}

/// An entitlement with what was used of it.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: EntitlementGetRequest) -> Result<Entitlement> {
    record::require(read, "entitlement", &request.id)?;
    let mut entitlement = store::get(read, &request.id)?;
    entitlement.uses.iter_mut().for_each(|one| {
        if record::require_readable(read, "ticket", &one.ticket_id).is_err() {
            one.ticket.clear();
        }
    });
    Ok(entitlement)
}

/// The entitlements that a contract gives.
///
/// # Errors
/// A failure of the file.
pub(super) fn of_contract(read: &Read<'_>, contract_id: &str) -> Result<Vec<EntitlementRow>> {
    store::of_contract(read, contract_id)
}

/// Makes an entitlement from what was typed.
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub fn create_typed(tx: &Tx<'_>, request: EntitlementCreateRequest) -> Result<Created> {
    let mut errors = FieldErrors::default();
    let start = terms::date("start", Some(&request.start), &mut errors);
    let end = terms::date("end", Some(&request.end), &mut errors);
    errors.finish()?;
    let (Some(start), Some(end)) = (start, end) else {
        return Err(Error::field("start", "error.required"));
    };
    let made = create(
        tx,
        NewEntitlement {
            customer_id: &request.customer_id,
            contract_id: request.contract_id.as_deref(),
            deal_id: request.deal_id.as_deref(),
            branch_id: request.branch_id.as_deref(),
            name: &request.name,
            unit: request.unit,
            amount: request.amount.as_deref(),
            period: request.period,
            rollover: request.rollover.unwrap_or(false),
            start,
            end,
            policy_id: request.policy_id.as_deref(),
            overage_price: request.overage_price.as_deref(),
            owner_id: request.owner_id.as_deref(),
        },
    )?;
    if let Some(project_id) = request.after_project_id.filter(|id| !id.is_empty()) {
        begin::wait_for(tx, &made.id, &project_id)?;
    }
    Ok(made)
}

/// Refuses to give an entitlement its planned days back of which something was used since it began.
///
/// # Errors
/// `precondition` with `error.undo_moved_on`.
pub(super) fn undo_spares_used(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for change in changed_in(tx, seq, "entitlement", &["start_date"])? {
        if change.before.is_some() && used::was_since(tx, seq, &change.pk)? {
            return Err(Error::precondition("error.undo_moved_on"));
        }
    }
    Ok(())
}

/// Makes an entitlement. Fields are named as in [`NewEntitlement`].
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub fn create(tx: &Tx<'_>, new: NewEntitlement<'_>) -> Result<Created> {
    let mut errors = FieldErrors::default();
    terms::party(tx, new.customer_id, new.deal_id, &mut errors)?;
    let branch_id = terms::branch(tx, new.branch_id, [new.contract_id, new.deal_id], &mut errors)?;
    if let Some(contract_id) = new.contract_id
        && store::customer_of_contract(tx, contract_id)?.as_deref() != Some(new.customer_id)
    {
        errors.add(FieldError::new("contract_id", "error.no_such_contract"));
    }
    let checked = Checked {
        name: errors.take(text::required_line("name", new.name)).unwrap_or_default(),
        unit: new.unit,
        amount: terms::amount(new.unit, new.amount, &mut errors),
        period: new.period,
        rollover: terms::rolls_over(new.unit, new.period, Some(new.rollover)),
        start: new.start,
        end: new.end,
        policy_id: policy::named(tx, "policy_id", new.policy_id, &mut errors)?.flatten(),
        overage: match new.overage_price {
            Some(typed) => {
                let currency = overage::currency(tx, &new)?;
                agreed_price(new.unit, typed, &currency, &mut errors)
            }
            None => None,
        },
    };
    terms::in_order(Some(new.start), Some(new.end), &mut errors);
    errors.finish()?;
    let code = number::take(tx, "entitlement", None, tx.today()?)?.text;
    let row = NewRecord {
        kind: "entitlement",
        title: &checked.name,
        branch_id: Some(&branch_id),
        customer_id: Some(new.customer_id),
        ..NewRecord::default()
    };
    let id = record::create(tx, row)?;
    store::insert(tx, &id, &code, &new, &checked)?;
    if let Some(owner_id) = new.owner_id {
        let of_contract = new.contract_id.map(|id| record::owner(tx, id)).transpose()?.flatten();
        // Whoever has the contract was told of that.
        match of_contract.as_deref() == Some(owner_id) {
            true => record::assign(tx, &id, owner_id)?,
            false => given::to(tx, &id, owner_id)?,
        }
    }
    Ok(Created { id, code })
}

/// Changes an entitlement that has not ended. What periods that are over came to stays as it was.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.entitlement_ended` or `error.periods_over`; `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: EntitlementUpdateRequest) -> Result<EntitlementResponse> {
    record::touch(tx, "entitlement", &request.id, request.version)?;
    let stands = store::get(tx, &request.id)?;
    if stands.ended.is_some() {
        return Err(Error::precondition("error.entitlement_ended"));
    }
    let before = store::checked(tx, &request.id)?;
    let checked = changed(tx, &request.id, &request.set).map_err(|error| error.below("set."))?;
    spares_past(tx, &stands.row, &before, &checked)?;
    store::update(tx, &request.id, &checked)?;
    record::retitle(tx, &request.id, &checked.name)?;
    Ok(EntitlementResponse { id: request.id, version: request.version + 1 })
}

/// Refuses what would change how much was used beyond in a period that is over, or another amount for what comes over from one. Days that
/// are added at the end may take in what was used in them. What came over is kept once something of it was used.
pub(super) fn spares_past(
    read: &Read<'_>,
    row: &EntitlementRow,
    before: &Checked,
    now: &Checked,
) -> Result<()> {
    let now = Checked { end: now.end.min(before.end), ..now.clone() };
    let ((overs, left, _), (overs_now, left_now, over)) =
        (store::past(read, row, before)?, store::past(read, row, &now)?);
    let is_left_changed = before.rollover && now.rollover && left != left_now;
    let is_left_used = before.rollover
        && !now.rollover
        && over > store::past(read, row, &Checked { rollover: true, ..now })?.2;
    if overs != overs_now || is_left_changed || is_left_used {
        return Err(Error::precondition("error.periods_over"));
    }
    Ok(())
}

fn changed(tx: &Tx<'_>, id: &str, set: &EntitlementChange) -> Result<Checked> {
    let mut stands = store::checked(tx, id)?;
    let mut errors = FieldErrors::default();
    if let Some(name) = &set.name {
        stands.name = errors.take(text::required_line("name", name)).unwrap_or_default();
    }
    if let Some(amount) = &set.amount {
        stands.amount = terms::amount(stands.unit, Some(amount), &mut errors);
    }
    stands.rollover = terms::rolls_over(stands.unit, stands.period, set.rollover.or(Some(stands.rollover)));
    if let Some(end) = &set.end {
        stands.end = terms::date("end", Some(end), &mut errors).unwrap_or(stands.end);
        terms::in_order(Some(stands.start), Some(stands.end), &mut errors);
    }
    if let Some(typed) = &set.overage_price {
        let currency = store::get(tx, id)?.currency;
        stands.overage = agreed_price(stands.unit, typed, &currency, &mut errors);
    }
    if let Some(named) = policy::named(tx, "policy_id", set.policy_id.as_deref(), &mut errors)? {
        stands.policy_id = named;
    }
    errors.finish()?;
    if let Some(owner_id) = &set.owner_id {
        given::to(tx, id, owner_id)?;
    }
    Ok(stands)
}

/// What was agreed for an hour or a request; nothing for what is not counted, and so never used beyond.
fn agreed_price(unit: SupportUnit, typed: &str, currency: &str, errors: &mut FieldErrors) -> Option<Price> {
    let typed = Some(typed.trim()).filter(|typed| !typed.is_empty() && unit != SupportUnit::Unlimited)?;
    let minor = errors.take(worth("overage_price", typed, currency))?;
    Some(Price { minor, currency: currency.to_owned() })
}

/// Ends an entitlement before its last day. What is used after the day on which it ends is none of it.
///
/// # Errors
/// `invalid` with `error.required` at `reason`, `error.date` and `error.period` at `date`; `precondition` with
/// `error.entitlement_ended`; `conflict`, `not_found`.
pub fn end(tx: &Tx<'_>, request: SupportEndRequest) -> Result<EntitlementResponse> {
    let (day, reason) = request.checked(tx, "entitlement", "error.entitlement_ended", || {
        let stands = store::get(tx, &request.id)?;
        let (start, last) = (stands.row.start, stands.row.end);
        Ok(Standing { ended: stands.ended, branch_id: stands.branch_id, start, last })
    })?;
    store::end(tx, &request.id, &day, &reason)?;
    Ok(EntitlementResponse { id: request.id, version: request.version + 1 })
}

/// Ends what a contract gave together with it.
///
/// # Errors
/// A failure of the file.
pub(super) fn end_with_contract(tx: &Tx<'_>, contract_id: &str, day: &str, reason: &str) -> Result<()> {
    for row in store::of_contract(tx, contract_id)? {
        if row.state != EntitlementState::Ended && row.end.as_str() > day {
            store::end(tx, &row.id, day.max(row.start.as_str()), reason)?;
        }
    }
    Ok(())
}
