//! What changes a contract: its terms, and its end.

use super::create::{bounds, worth};
use super::{Contract, Terms};
use crate::billing::recurring::term as recurring;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::given;
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::ahead;
use crate::support::entitlement::{self, Checked};
use crate::support::notice;
use crate::support::store::{contract as store, entitlement as entitlements};
use crate::support::term::Term;
use crate::support::terms::{self, Standing, SupportEndRequest};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    /// The last day on which it can be given notice, instead of the number of days.
    pub notice_by: Option<String>,
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

/// The contract that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContractResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// Changes a contract that has not ended. What support and what recurring invoice ended with it ends on its new last day; one that went on
/// for good ends with a contract that goes on by itself no more.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.contract_ended`, or `error.renewal_open` for what the paper of its proposed next
/// term depends on, or with `error.periods_over` for a last day that would rewrite what was used; `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: ContractUpdateRequest) -> Result<ContractResponse> {
    record::touch(tx, "contract", &request.id, request.version)?;
    let stands = store::get(tx, &request.id)?;
    if stands.ended.is_some() {
        return Err(Error::precondition("error.contract_ended"));
    }
    let before = store::terms(tx, &request.id)?;
    let ended_on = before.end;
    let terms =
        changed(tx, &request.id, &request.set, &stands.currency).map_err(|error| error.below("set."))?;
    spares_proposed(&stands, &before, &terms)?;
    store::update(tx, &request.id, &terms)?;
    if terms.end != ended_on {
        move_support(tx, &request.id, ended_on, terms.end)?;
        // Of one that went on, the first day was that of its first term.
        let start = if stands.terms.is_empty() { before.start } else { terms.start };
        let (planned, now) = ((start.value(), ended_on.value()), (terms.start.value(), terms.end.value()));
        recurring::move_term(tx, &request.id, planned, now)?;
    }
    if before.auto_renew && !terms.auto_renew {
        recurring::end_with_term(tx, &request.id, terms.end.value())?;
    }
    if terms.end < ended_on {
        tell_drafts_beyond(tx, &stands, terms.end.value())?;
    }
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
    within_terms(tx, id, &terms, &mut errors)?;
    terms.notice_days = set.notice_days.unwrap_or(terms.notice_days);
    if let Some(typed) = set.notice_by.as_deref().filter(|typed| !typed.trim().is_empty()) {
        terms.notice_days = notice_until(typed, terms.end, &mut errors).unwrap_or(terms.notice_days);
    }
    terms.auto_renew = set.auto_renew.unwrap_or(terms.auto_renew);
    terms.renewal_months = set.renewal_months.or(terms.renewal_months);
    bounds(terms.notice_days, terms.auto_renew, terms.renewal_months, &mut errors);
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
        given::to(tx, id, owner_id)?;
    }
    Ok(terms)
}

/// Refuses to change what the paper depends on in which the next term of a contract is proposed: its days and what it costs.
fn spares_proposed(contract: &Contract, before: &Terms, now: &Terms) -> Result<()> {
    let stays = (before.start, before.end, before.renewal_months) == (now.start, now.end, now.renewal_months)
        && before.value_minor == now.value_minor
        && before.indexation_percent == now.indexation_percent;
    if stays || contract.renewal_deal_id.is_none() {
        return Ok(());
    }
    Err(Error::precondition("error.renewal_open").with("deal", contract.renewal_deal.clone()))
}

/// How many days before the last day of a contract a day lies on which it can still be given notice.
fn notice_until(typed: &str, end: CivilDate, errors: &mut FieldErrors) -> Option<i64> {
    let day = errors.take(CivilDate::typed("notice_by", typed))?;
    let days = (end.value() - day.value()).num_days();
    if !(0..=terms::NOTICE_DAYS_MAX).contains(&days) {
        errors.add(FieldError::new("notice_by", "error.notice_after_end").with("day", end.to_string()));
        return None;
    }
    Some(days)
}

/// The first day lies in the first term, the last day in the one that runs: those that are over stay as they were.
fn within_terms(tx: &Tx<'_>, id: &str, terms: &Terms, errors: &mut FieldErrors) -> Result<()> {
    let over = store::terms_over(tx, id)?;
    let Some(first) = over.first() else {
        terms::in_order(Some(terms.start), Some(terms.end), errors);
        return Ok(());
    };
    if terms.start.to_string() > first.end {
        errors.add(FieldError::new("start", "error.term_over").with("day", first.end.clone()));
    }
    let begun = Term::of(tx, id, terms)?.start;
    if terms.end < begun {
        errors.add(FieldError::new("end", "error.term_begun").with("day", begun.to_string()));
    }
    Ok(())
}

/// Lets what support ended together with a contract end on its new last day; none goes beyond an earlier one.
fn move_support(tx: &Tx<'_>, id: &str, from: CivilDate, to: CivilDate) -> Result<()> {
    for row in entitlements::of_contract(tx, id)? {
        let stands = entitlements::checked(tx, &row.id)?;
        let goes_with = stands.end == from || (to < from && stands.end > to);
        if goes_with && entitlements::get(tx, &row.id)?.ended.is_none() {
            let moved = Checked { end: to.max(stands.start), ..stands.clone() };
            entitlement::spares_past(tx, &row, &stands, &moved)?;
            record::touch(tx, "entitlement", &row.id, row.version)?;
            entitlements::update(tx, &row.id, &moved)?;
        }
    }
    Ok(())
}

/// Tells the owner of a contract of drafts that its recurring invoices made of days on which it has ended now: nobody owes them.
fn tell_drafts_beyond(tx: &Tx<'_>, contract: &Contract, last: NaiveDate) -> Result<()> {
    let count = recurring::drafts_after(tx, &contract.row.id, last)?;
    if count == 0 {
        return Ok(());
    }
    let warning = FieldError::new("recurring", "warning.drafts_beyond").with("count", count);
    notice::tell_contract(tx, contract, "inbox.contract_look", warning.with("day", last.to_string()))
}

/// Ends a contract: the customer leaves, and says why. What support it gave ends on the same day.
///
/// # Errors
/// `invalid` with `error.required` at `reason`, `error.date`, `error.period` and `error.beyond_end` at `date`; `precondition` with
/// `error.contract_ended`; `conflict`, `not_found`.
pub fn end(tx: &Tx<'_>, request: SupportEndRequest) -> Result<ContractResponse> {
    let (day, reason) = request.checked(tx, "contract", "error.contract_ended", || {
        let stands = store::get(tx, &request.id)?;
        let (start, last) = (stands.row.start, stands.row.end);
        Ok(Standing { ended: stands.ended, branch_id: stands.branch_id, start, last })
    })?;
    ahead::forget(tx, &request.id, &store::terms(tx, &request.id)?.end.to_string())?;
    store::end(tx, &request.id, &day, &reason)?;
    entitlement::end_with_contract(tx, &request.id, &day, &reason)?;
    let last = day.parse().map_err(Error::internal)?;
    recurring::end(tx, &request.id, last)?;
    tell_drafts_beyond(tx, &store::get(tx, &request.id)?, last)?;
    Ok(ContractResponse { id: request.id, version: request.version + 1 })
}
