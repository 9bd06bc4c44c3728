//! Billing milestones: when a plan is to be invoiced, in parts.
//!
//! A milestone is a percentage of every row of a plan, but of those that a recurring invoice takes, and of those of an estimate that was
//! accepted since the milestones were planned. It falls due on a day, when a milestone of a project is reached, or when
//! somebody says so; once the projects of its deal are closed, there is nothing left to wait for. The last one that is not billed
//! takes whatever is left, so that neither a rounding nor a change leaves a rest, and sold = invoiced + to invoice needs no rows
//! of its own. A milestone is billed while a draft or an invoice that counts
//! was made for it: whoever deletes the draft, voids the invoice or credits it frees the milestone without a further word.

mod equal;
mod make;
mod show;

pub use equal::{
    BillingEqualPart, BillingMilestoneEqualPartsRequest, BillingMilestoneEqualPartsResponse, equal_parts,
};
pub use make::{BillingReached, bill, reached, reopened};
pub use show::{BillingMilestoneListResponse, BillingMilestoneRow, BillingShare, list, shares};

use super::super::store::milestone::{self as store, MilestoneRow, NewMilestone};
use super::super::store::plan::{self as plans, Plan};
use super::BillingPlanRequest;
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Code, Error, FieldError, FieldErrors, Result};
use crate::kernel::{money, text};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use crate::store::undo_rule::rows_in;
use crate::store::word;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most milestones of one plan: five years of months.
const MOST: usize = 60;
/// Most decimals of a percentage.
const PERCENT_PLACES: u32 = 4;

/// When a milestone falls due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BillingWhen {
    /// On a day.
    Date {
        /// The day, `YYYY-MM-DD`.
        date: String,
    },
    /// When a milestone of a project of the deal is reached.
    Reached {
        /// Which one.
        project_milestone_id: String,
    },
    /// When somebody says so.
    ByHand,
}

/// A milestone as it is typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BillingMilestoneInput {
    /// Which milestone stands for this; a new one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// Its name, as the invoice says it.
    pub name: String,
    /// How many percent of what was sold.
    pub percent: String,
    /// When it falls due.
    pub when: BillingWhen,
}

/// All milestones of a plan that are not billed, as they should be.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct BillingMilestoneSaveRequest {
    /// The deal whose plan it is.
    pub deal_id: Option<String>,
    /// The estimate whose plan it is, when it belongs to no deal.
    pub estimate_id: Option<String>,
    /// What the list said was `seen`: another plan by now is a conflict. When absent, whatever stands is replaced.
    pub seen: Option<String>,
    /// The milestones in their order; none: the rest is invoiced by hand.
    pub milestones: Vec<BillingMilestoneInput>,
}

/// The milestones of a plan that are not billed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingMilestoneSaveResponse {
    /// Their ids in their order.
    pub ids: Vec<String>,
}

/// A milestone that shall be invoiced.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BillingMilestoneBillRequest {
    /// Which one.
    pub id: String,
}

/// What was made for a milestone.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingMilestoneBillResponse {
    /// The draft invoices: one, and one more for each further estimate of the deal.
    pub invoice_ids: Vec<String>,
}

/// Writes the milestones of a plan that are not billed anew. Together with what is billed they come to a hundred percent.
///
/// # Errors
/// `precondition` with `error.nothing_sold`, or with `error.milestones_of_deal` for an estimate that belongs to a deal; `invalid`
/// at `milestones[n].…` and `milestones`; `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: BillingMilestoneSaveRequest) -> Result<BillingMilestoneSaveResponse> {
    let plan = super::named(tx, request.deal_id.as_ref(), request.estimate_id.as_ref(), record::require)?;
    let rows = plans::rows(tx, plan)?;
    if matches!(plan, Plan::Estimate(_)) && rows.iter().any(|row| row.deal_id.is_some()) {
        return Err(Error::precondition("error.milestones_of_deal"));
    }
    if rows.is_empty() {
        return Err(Error::precondition("error.nothing_sold"));
    }
    let (_, open) = standing(tx, plan)?;
    if request.seen.is_some_and(|seen| seen != stamp(&open)) {
        return Err(Error::new(Code::Conflict, "error.conflict"));
    }
    write(tx, plan, &request.milestones).map(|ids| BillingMilestoneSaveResponse { ids })
}

/// Writes the milestones of a deal that is won in the same transaction; their ids in their order.
///
/// # Errors
/// `invalid` at `milestones[n].…` and `milestones`.
pub fn plan(tx: &Tx<'_>, deal_id: &str, milestones: &[BillingMilestoneInput]) -> Result<Vec<String>> {
    write(tx, Plan::Deal(deal_id), milestones)
}

fn write(tx: &Tx<'_>, plan: Plan<'_>, typed: &[BillingMilestoneInput]) -> Result<Vec<String>> {
    let (billed, mut open) = standing(tx, plan)?;
    let checked = check(tx, plan, typed, &billed, &open)?;
    store::put_in_parts(tx, plan)?;
    let mut ids = Vec::with_capacity(checked.len());
    for (position, one) in (billed.len()..).zip(&checked) {
        let (due_date, project_milestone_id) = match &one.when {
            BillingWhen::Date { date } => (Some(date.as_str()), None),
            BillingWhen::Reached { project_milestone_id } => (None, Some(project_milestone_id.as_str())),
            BillingWhen::ByHand => (None, None),
        };
        let new = NewMilestone { name: &one.name, percent: &one.percent, due_date, project_milestone_id };
        let id = match &one.id {
            Some(id) => {
                store::update(tx, id, position, &new)?;
                id.clone()
            }
            None => store::insert(tx, plan, position, &new)?,
        };
        open.retain(|stands| stands.id != id);
        ids.push(id);
    }
    open.iter().try_for_each(|gone| store::delete(tx, &gone.id))?;
    Ok(ids)
}

/// The milestones of a plan: those that are billed, and the others.
fn standing(read: &Read<'_>, plan: Plan<'_>) -> Result<(Vec<MilestoneRow>, Vec<MilestoneRow>)> {
    let (mut billed, mut open) = (Vec::new(), Vec::new());
    for one in store::of_plan(read, plan)? {
        if is_billed(read, &one)? { billed.push(one) } else { open.push(one) }
    }
    Ok((billed, open))
}

/// What tells whether the milestones that are not billed are still those that somebody saw.
fn stamp(open: &[MilestoneRow]) -> String {
    let said = |one: &MilestoneRow| {
        word::json(&(&one.id, &one.name, &one.percent, &one.due_date, &one.project_milestone_id))
    };
    blake3::hash(open.iter().map(said).collect::<String>().as_bytes()).to_hex().to_string()
}

/// Whether anything of a plan is planned in parts, billed or not.
pub(super) fn is_planned(read: &Read<'_>, plan: Plan<'_>) -> Result<bool> {
    Ok(!store::of_plan(read, plan)?.is_empty())
}

/// The names of the parts of a deal that are not billed and of which nobody can say when they are due.
///
/// # Errors
/// A failure of the file.
pub fn waiting(read: &Read<'_>, deal_id: &str) -> Result<Vec<String>> {
    let (_, mut open) = standing(read, Plan::Deal(deal_id))?;
    open.retain(|one| one.due_key == store::NEVER);
    Ok(open.into_iter().map(|one| one.name).collect())
}

/// The parts of a deal that are not billed and due on a day of their own.
///
/// # Errors
/// A failure of the file.
pub(in crate::billing) fn dated(read: &Read<'_>, deal_id: &str) -> Result<Vec<(NaiveDate, MilestoneRow)>> {
    let (_, open) = standing(read, Plan::Deal(deal_id))?;
    Ok(open.into_iter().filter_map(|one| Some((one.due_date.as_deref()?.parse().ok()?, one))).collect())
}

fn is_billed(read: &Read<'_>, milestone: &MilestoneRow) -> Result<bool> {
    Ok(!store::invoices(read, &milestone.id)?.is_empty())
}

/// What was typed, each field put right: name, percentage and day as they are stored.
fn check(
    read: &Read<'_>,
    plan: Plan<'_>,
    typed: &[BillingMilestoneInput],
    billed: &[MilestoneRow],
    open: &[MilestoneRow],
) -> Result<Vec<BillingMilestoneInput>> {
    let mut errors = FieldErrors::default();
    if typed.len() > MOST {
        return Err(Error::fields(vec![FieldError::new("milestones", "error.too_many").with("max", MOST)]));
    }
    let reachable = match plan {
        Plan::Deal(deal_id) => store::of_projects(read, deal_id)?,
        Plan::Estimate(_) => Vec::new(),
    };
    let mut sum: Decimal = billed.iter().map(percent_of).sum();
    let mut checked = Vec::with_capacity(typed.len());
    for (at, one) in typed.iter().enumerate() {
        let path = |name: &str| format!("milestones[{at}].{name}");
        if one.id.as_ref().is_some_and(|id| !open.iter().any(|stands| stands.id == *id)) {
            errors.add(FieldError::new(&path("id"), "error.milestone_gone"));
        }
        let name = errors.take(text::required_line(&path("name"), &one.name)).unwrap_or_default();
        let percent = errors.take(percent(&path("percent"), &one.percent)).unwrap_or_default();
        sum += percent;
        let when = match &one.when {
            BillingWhen::Date { date } => match errors.take(CivilDate::typed(&path("when.date"), date)) {
                Some(day) => BillingWhen::Date { date: day.value().to_string() },
                None => BillingWhen::ByHand,
            },
            BillingWhen::Reached { project_milestone_id: id }
                if !reachable.iter().any(|one| one.id == *id) =>
            {
                errors.add(FieldError::new(&path("when.project_milestone_id"), "error.no_such_milestone"));
                BillingWhen::ByHand
            }
            when => when.clone(),
        };
        checked.push(BillingMilestoneInput { id: one.id.clone(), name, percent: canonical(percent), when });
    }
    errors.finish()?;
    if !typed.is_empty() && sum != Decimal::ONE_HUNDRED {
        let field = FieldError::new("milestones", "error.percents_hundred");
        return Err(Error::fields(vec![field.with("sum", canonical(sum))]));
    }
    Ok(checked)
}

/// Reads a percentage above zero and up to a hundred.
///
/// # Errors
/// `error.percent_part`, `error.percent_places`, or that it is no number, each at `path`.
pub fn percent(path: &str, typed: &str) -> std::result::Result<Decimal, FieldError> {
    let value = money::parse_decimal(path, typed.trim().trim_end_matches(['%', '٪', ' ']))?.normalize();
    if value <= Decimal::ZERO || value > Decimal::ONE_HUNDRED {
        return Err(FieldError::new(path, "error.percent_part"));
    }
    if value.scale() > PERCENT_PLACES {
        return Err(FieldError::new(path, "error.percent_places").with("places", PERCENT_PLACES));
    }
    Ok(value)
}

/// The stored percentage of a milestone.
fn percent_of(milestone: &MilestoneRow) -> Decimal {
    milestone.percent.parse().unwrap_or_default()
}

/// How many percent of a sale wait for a milestone of a project, or waited for it; nothing when none do.
///
/// # Errors
/// A failure of the file.
pub fn share(read: &Read<'_>, project_milestone_id: &str) -> Result<Option<Decimal>> {
    let waiting = store::waiting_for(read, project_milestone_id)?;
    Ok((!waiting.is_empty()).then(|| waiting.iter().map(percent_of).sum()))
}

/// Takes the milestones away of a plan of which nothing is sold any more.
///
/// # Errors
/// A failure of the file.
pub(in crate::billing) fn forget_unsold(tx: &Tx<'_>, plan: Plan<'_>) -> Result<()> {
    if !plans::rows(tx, plan)?.is_empty() {
        return Ok(());
    }
    let (_, open) = standing(tx, plan)?;
    open.iter().try_for_each(|one| store::delete(tx, &one.id))
}

/// Refuses to bring an invoice back whose milestone is billed by another one by now.
///
/// # Errors
/// `precondition` with `error.milestone_billed`.
pub(in crate::billing) fn bill_once(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for id in rows_in(tx, seq, "document")? {
        if store::is_billed_beside(tx, &id)? {
            return Err(Error::precondition("error.milestone_billed"));
        }
    }
    Ok(())
}

/// Refuses to take back a plan of milestones of which one was billed since.
///
/// # Errors
/// `precondition` with `error.undo_moved_on`.
pub(in crate::billing) fn keep_billed(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let own = rows_in(tx, seq, "document")?;
    for id in rows_in(tx, seq, "billing_milestone")? {
        if store::invoices(tx, &id)?.iter().any(|invoice| !own.contains(&invoice.id)) {
            return Err(Error::precondition("error.undo_moved_on"));
        }
    }
    Ok(())
}
