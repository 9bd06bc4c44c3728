//! What a customer bought and that begins when a project is closed: support and warranty are of no use before something is delivered.
//!
//! Until then its days are a plan and no ticket takes it unless somebody says so. From the day of closing on, or from the day on which
//! somebody lets it begin, it runs as long as it was planned to; what was used before has begun, and stays where it is.

use super::contract::Terms;
use super::entitlement::EntitlementResponse;
use super::store::{contract as contracts, entitlement as store};
use super::{notice, renewed};
use crate::billing::recurring::term::{self as recurring, TermWorth};
use crate::handover;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, Result};
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::terms;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An entitlement that begins now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Begun {
    /// Its id.
    pub id: String,
    /// Its code, such as ENT-0001.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its first day, `YYYY-MM-DD`.
    pub start: String,
    /// Its last day.
    pub end: String,
}

/// Lets an entitlement begin when a project is closed.
///
/// # Errors
/// `error.no_such_project` at `after_project_id` for a project that the user may not read, or of another customer.
pub fn wait_for(tx: &Tx<'_>, id: &str, project_id: &str) -> Result<()> {
    record::require_readable(tx, "project", project_id).map_err(|_| no_such_project())?;
    wait_for_its_own(tx, id, project_id)
}

/// The same for a project that was made together with the entitlement, by somebody who may not read it.
///
/// # Errors
/// `error.no_such_project` at `after_project_id` for a project of another customer.
pub fn wait_for_its_own(tx: &Tx<'_>, id: &str, project_id: &str) -> Result<()> {
    if store::customer_of_project(tx, project_id)? != store::customer_of(tx, id)? {
        return Err(no_such_project());
    }
    store::set_waits(tx, id, project_id)
}

fn no_such_project() -> Error {
    Error::field("after_project_id", "error.no_such_project")
}

/// An entitlement that shall wait no longer.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EntitlementBeginRequest {
    /// Which entitlement.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Its first day; today when absent.
    #[serde(default)]
    #[ts(optional)]
    pub date: Option<String>,
}

/// Lets what waits for a project begin without it.
///
/// # Errors
/// `precondition` with `error.not_waiting`; `invalid` at `date`; `conflict`, `not_found`.
pub fn begin_now(tx: &Tx<'_>, request: EntitlementBeginRequest) -> Result<EntitlementResponse> {
    record::touch(tx, "entitlement", &request.id, request.version)?;
    let known = store::get(tx, &request.id)?;
    if known.after_project_id.is_none() || known.ended.is_some() {
        return Err(Error::precondition("error.not_waiting"));
    }
    let start = match request.date.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
        Some(typed) => CivilDate::typed("date", typed).map_err(|field| Error::fields(vec![field]))?,
        None => CivilDate::try_from(tx.today_at(known.branch_id.as_deref())?).map_err(Error::internal)?,
    };
    begin(tx, &request.id, "date", start)?;
    Ok(EntitlementResponse { id: request.id, version: request.version + 1 })
}

/// Begins what waits for a project, which is closed on a day.
///
/// # Errors
/// `error.date_far` when the last day would lie beyond the calendar.
pub fn after_project(tx: &Tx<'_>, project_id: &str, on: NaiveDate) -> Result<Vec<Begun>> {
    let mut begun = Vec::new();
    for (id, code) in store::waiting_for(tx, project_id)? {
        let start = CivilDate::try_from(on).map_err(Error::internal)?;
        let (name, end) = begin(tx, &id, "end", start)?;
        begun.push(Begun { id, code, name, start: start.to_string(), end: end.to_string() });
    }
    Ok(begun)
}

/// Begins what waits, as long as it was planned to, and its contract with it; answers its name and its last day.
fn begin(tx: &Tx<'_>, id: &str, path: &str, start: CivilDate) -> Result<(String, CivilDate)> {
    let stands = store::checked(tx, id)?;
    let end = same_term(path, stands.start, stands.end, start)?;
    store::begin(tx, id, start, end)?;
    if let Some(contract_id) = store::get(tx, id)?.row.contract_id {
        move_contract(tx, &contract_id, (stands.start, stands.end), (start, end))?;
    }
    Ok((stands.name, end))
}

/// Moves a contract in its first term that was planned for the same days as what begins now, unless it gives something that runs already.
fn move_contract(
    tx: &Tx<'_>,
    id: &str,
    planned: (CivilDate, CivilDate),
    (start, end): (CivilDate, CivilDate),
) -> Result<()> {
    let terms = contracts::terms(tx, id)?;
    let is_planned = (terms.start, terms.end) == planned && contracts::get(tx, id)?.ended.is_none();
    if !is_planned || !contracts::terms_over(tx, id)?.is_empty() {
        return Ok(());
    }
    for row in store::of_contract(tx, id)? {
        let given = store::get(tx, &row.id)?;
        let runs = given.after_project_id.is_none() && given.ended.is_none();
        if runs && row.start != start.to_string() {
            return Ok(());
        }
    }
    record::bump(tx, id)?;
    let months = terms::months(planned.0, planned.1);
    let worth = terms.value_minor.map(|minor| TermWorth { minor, months });
    contracts::update(tx, id, &Terms { start, end, ..terms })?;
    handover::move_reminder(tx, id, (end.value() - planned.1.value()).num_days())?;
    let (planned, now) = ((planned.0.value(), planned.1.value()), (start.value(), end.value()));
    let contract = contracts::get(tx, id)?;
    if let Some(deal_id) = &contract.renewal_deal_id {
        renewed::tell_other_terms(tx, deal_id)?;
    }
    for number in recurring::begin(tx, id, planned, now, worth)? {
        let warning = FieldError::new("recurring", "warning.recurring_moved").with("number", number);
        let warning = warning.with("contract", contract.row.code.clone());
        notice::tell_contract(tx, &contract, "inbox.contract_moved", warning)?;
    }
    Ok(())
}

/// The last day of a term as long as the one that was planned: in whole months where that was, else in days.
fn same_term(path: &str, planned: CivilDate, until: CivilDate, start: CivilDate) -> Result<CivilDate> {
    for months in 1..=terms::MONTHS_MAX {
        let end = terms::last_day(path, planned, months)?;
        if end == until {
            return terms::last_day(path, start, months);
        }
        if end > until {
            break;
        }
    }
    let end = start.value().checked_add_signed(until.value() - planned.value());
    end.and_then(|end| CivilDate::try_from(end).ok()).ok_or_else(|| {
        let year = crate::kernel::date::YEAR_MAX;
        Error::fields(vec![FieldError::new(path, "error.date_far").with("year", year)])
    })
}
