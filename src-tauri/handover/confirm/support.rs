//! What support comes with the sale: a contract, what the customer may use, and the day on which somebody thinks of the renewal.

use super::{Work, renamed};
use crate::billing::recurring::{self, RecurringRhythm};
use crate::crm::activity::{self, ActivityCreateRequest, ActivityKind};
use crate::handover::block::{HandoverBilling, HandoverBlock, HandoverSupport};
use crate::handover::store::sold;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money;
use crate::support::begin;
use crate::support::contract::create::{self as contract, NewContract, Worth};
use crate::support::entitlement::{self, NewEntitlement};
use crate::support::term::Term;
use crate::support::terms;

/// Makes contract, entitlements and reminder; the last day of the support.
pub(super) fn make(
    work: &mut Work<'_>,
    typed: &HandoverSupport,
    billing: Option<&HandoverBilling>,
) -> Result<String> {
    let customer_id = work.customer()?.to_owned();
    let (start, end) = term(typed)?;
    let owner_id = sold::customer(work.tx, &customer_id)?.and_then(|customer| customer.owner_id);
    let deal = work.proposal.deal.clone();
    let name = typed.contract.clone().filter(|name| !name.trim().is_empty());
    if name.is_none() && typed.entitlements.is_empty() {
        return Err(Error::field("entitlements", "error.required"));
    }
    let mut contract_id = None;
    if let Some(name) = &name {
        let rhythm = billing.and_then(|billing| billing.rhythm.as_ref());
        let worth = worth(work, typed, rhythm, (start, end))?;
        let new = NewContract {
            customer_id: &customer_id,
            deal_id: Some(&deal.id),
            branch_id: Some(&deal.branch_id),
            name,
            start,
            end,
            notice_days: typed.notice_days.unwrap_or(0),
            auto_renew: typed.auto_renew.unwrap_or(false),
            // It goes on for as long as it was sold for.
            renewal_months: Some(Term::first(start, end).whole_months().min(terms::MONTHS_MAX)),
            indexation_percent: "",
            value: worth.as_ref().map(|(minor, currency)| Worth { minor: *minor, currency }),
            owner_id: owner_id.as_deref(),
        };
        let made = contract::create(work.tx, new).map_err(|error| renamed(error, "name", "contract"))?;
        contract_id = Some(made.id.clone());
        for again in work.made.iter().filter(|one| one.kind == "recurring_invoice") {
            recurring::name_contract(work.tx, &again.id, &made.id)?;
        }
        work.made(HandoverBlock::Support, "contract", made.id, made.code, name);
    }
    let project_id = awaited(work, typed)?;
    let mut refused = Vec::new();
    for (at, one) in typed.entitlements.iter().enumerate() {
        let new = NewEntitlement {
            customer_id: &customer_id,
            contract_id: contract_id.as_deref(),
            deal_id: Some(&deal.id),
            branch_id: Some(&deal.branch_id),
            name: &one.name,
            unit: one.unit,
            amount: one.amount.as_deref(),
            period: one.period,
            rollover: one.rollover.unwrap_or(false),
            start,
            end,
            policy_id: one.policy_id.as_deref().filter(|id| !id.is_empty()),
            overage_price: one.overage_price.as_deref(),
            owner_id: owner_id.as_deref(),
        };
        match entitlement::create(work.tx, new) {
            Ok(made) => {
                if let Some(project_id) = &project_id {
                    begin::wait_for_its_own(work.tx, &made.id, project_id)?;
                }
                work.made(HandoverBlock::Support, "entitlement", made.id, made.code, &one.name);
            }
            Err(error) if error.fields.is_empty() => return Err(error),
            Err(error) => refused.extend(error.below(&format!("entitlements[{at}].")).fields),
        }
    }
    if !refused.is_empty() {
        return Err(Error::fields(refused));
    }
    remind(work, typed, &customer_id, owner_id, name)?;
    Ok(end.to_string())
}

/// The project at whose end the support begins, where it does.
fn awaited(work: &Work<'_>, typed: &HandoverSupport) -> Result<Option<String>> {
    if !typed.after_project.unwrap_or(false) {
        return Ok(None);
    }
    let now = work.made.iter().find(|made| made.kind == "project").map(|made| made.id.clone());
    let project_id = now.or_else(|| work.proposal.project_id.clone());
    project_id.map(Some).ok_or_else(|| Error::field("after_project", "error.handover_no_project"))
}

/// What the contract is worth: as typed, else what the support was sold for without tax, else nothing.
fn worth(
    work: &Work<'_>,
    typed: &HandoverSupport,
    rhythm: Option<&RecurringRhythm>,
    term: (CivilDate, CivilDate),
) -> Result<Option<(i64, String)>> {
    if let Some(typed) = typed.value.as_deref().map(str::trim) {
        let currency = work.proposal.deal.currency.clone();
        let minor =
            || money::parse_minor("value", typed, &currency).map_err(|field| Error::fields(vec![field]));
        return (!typed.is_empty())
            .then(minor)
            .transpose()
            .map(|minor| minor.map(|minor| (minor, currency.clone())));
    }
    let offers = work.proposal.offers(work.tx)?;
    let Some((first, _)) = offers.first() else { return Ok(None) };
    let minor = work.proposal.worth_in(work.tx, &offers, &first.currency, rhythm, term)?;
    Ok(Some((minor, first.currency.clone())))
}

fn term(typed: &HandoverSupport) -> Result<(CivilDate, CivilDate)> {
    let mut errors = FieldErrors::default();
    let mut day = |path: &str, typed: &Option<String>| match typed.as_deref().map(str::trim) {
        None | Some("") => {
            errors.add(FieldError::new(path, "error.required"));
            None
        }
        Some(typed) => errors.take(CivilDate::typed(path, typed)),
    };
    let days = (day("start", &typed.start), day("end", &typed.end));
    errors.finish()?;
    match days {
        (Some(start), Some(end)) => Ok((start, end)),
        _ => Err(Error::field("start", "error.required")),
    }
}

/// Plans that somebody talks to the customer before the contract ends by itself, or goes on. It is noted beside what the handover made,
/// so that it moves when the contract begins on another day than was planned.
fn remind(
    work: &mut Work<'_>,
    typed: &HandoverSupport,
    customer_id: &str,
    owner_id: Option<String>,
    name: Option<String>,
) -> Result<()> {
    let Some(day) = typed.reminder.clone().filter(|day| !day.trim().is_empty()) else { return Ok(()) };
    let said = typed.reminder_text.clone().filter(|text| !text.trim().is_empty());
    let new = ActivityCreateRequest {
        kind: Some(ActivityKind::Todo),
        subject: said.or(name).or_else(|| typed.entitlements.first().map(|one| one.name.clone())),
        record_id: Some(customer_id.to_owned()),
        due_date: Some(day),
        owner_id,
        ..ActivityCreateRequest::default()
    };
    let planned = activity::create(work.tx, new)
        .map_err(|error| renamed(renamed(error, "due_date", "reminder"), "subject", "reminder_text"))?;
    work.reminder = Some(planned.id);
    Ok(())
}
