//! The draft invoice of a milestone: when somebody asks for it, and when the project has come that far.

use super::super::super::draft::{self, Draft, DraftKind};
use super::super::super::invoice;
use super::super::super::store::deal as deals;
use super::super::super::store::draft as saved;
use super::super::super::store::milestone::{self as store, MilestoneRow};
use super::super::super::store::plan as plans;
use super::super::drafts::{self, Portion};
use super::{BillingMilestoneBillRequest, BillingMilestoneBillResponse, is_billed, percent_of};
use crate::kernel::error::{Code, Error, FieldError, Result};
use crate::kernel::text::LINE_MAX;
use crate::store::record;
use crate::store::tx::Tx;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// What became of a milestone of a plan when that of the project was reached.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingReached {
    /// Its name.
    pub name: String,
    /// How many percent of what was sold.
    pub percent: String,
    /// The draft invoices that were made.
    pub invoice_ids: Vec<String>,
    /// Why none was; null when one was.
    pub refused: Option<FieldError>,
}

/// Makes the draft invoice of a milestone.
///
/// # Errors
/// `precondition` with `error.milestone_billed`, `error.nothing_sold` or `error.nothing_left`; `invalid` with the fields that an
/// invoice needs and the plan does not know, such as the rate of a foreign currency; `not_found`.
pub fn bill(tx: &Tx<'_>, request: BillingMilestoneBillRequest) -> Result<BillingMilestoneBillResponse> {
    let milestone = store::find(tx, &request.id)?.ok_or_else(|| Error::not_found("billing_milestone"))?;
    super::super::named(tx, milestone.deal_id.as_ref(), milestone.estimate_id.as_ref(), record::require)?;
    if is_billed(tx, &milestone)? {
        return Err(Error::precondition("error.milestone_billed"));
    }
    let invoice_ids = make(tx, &milestone)?;
    if invoice_ids.is_empty() {
        return Err(Error::precondition("error.nothing_left"));
    }
    Ok(BillingMilestoneBillResponse { invoice_ids })
}

fn make(tx: &Tx<'_>, milestone: &MilestoneRow) -> Result<Vec<String>> {
    let mut rows = plans::rows(tx, milestone.plan())?;
    if rows.is_empty() {
        return Err(Error::precondition("error.nothing_sold"));
    }
    rows.retain(|row| row.is_in_parts());
    let mut others = store::of_plan(tx, milestone.plan())?;
    others.retain(|other| other.id != milestone.id);
    let mut is_last = true;
    for other in &others {
        is_last = is_last && is_billed(tx, other)?;
    }
    let portion = if is_last { Portion::Rest } else { Portion::Percent(percent_of(milestone)) };
    // All are checked before one is made: whoever goes on without an invoice must not keep half of them.
    let title = match &milestone.deal_id {
        Some(id) => deals::deal(tx, id)?.map(|deal| deal.title),
        None => None,
    };
    let mut checked: Vec<(Option<&str>, Draft)> = Vec::new();
    for sale in drafts::sales(&rows) {
        let Some(mut input) = drafts::part(tx, &sale, portion)? else { continue };
        let subject = input.subject.filter(|subject| !subject.is_empty()).or_else(|| title.clone());
        input.subject = Some(named_for(milestone, subject.as_deref().unwrap_or_default()));
        checked.push((sale[0].estimate_id.as_deref(), draft::check(tx, DraftKind::Invoice, &input)?));
    }
    let mut ids = Vec::with_capacity(checked.len());
    for (estimate_id, draft) in &checked {
        let made = invoice::create_checked(tx, draft, *estimate_id)?;
        store::made_for(tx, &made.id, &milestone.id)?;
        ids.push(made.id);
    }
    Ok(ids)
}

/// What the invoice of a milestone is about: what was sold, and which part of it this is.
fn named_for(milestone: &MilestoneRow, subject: &str) -> String {
    let both = format!("{subject}: {}", milestone.name);
    match subject.is_empty() || both.chars().count() > LINE_MAX {
        true => milestone.name.clone(),
        false => both,
    }
}

/// Makes the drafts that wait for a milestone of a project, now that it is reached. What only a person knows, such as a rate,
/// stops no project: the milestone stays to be billed, and is asked for.
///
/// # Errors
/// A failure of the file.
pub fn reached(tx: &Tx<'_>, project_milestone_id: &str) -> Result<Vec<BillingReached>> {
    let mut all = Vec::new();
    for milestone in store::waiting_for(tx, project_milestone_id)? {
        if is_billed(tx, &milestone)? {
            continue;
        }
        let (invoice_ids, refused) = match make(tx, &milestone) {
            Ok(ids) if ids.is_empty() => (ids, Some(FieldError::new("", "error.nothing_left"))),
            Ok(ids) => (ids, None),
            Err(error) if matches!(error.code, Code::Invalid | Code::Precondition) => {
                (Vec::new(), Some(reason(error)))
            }
            Err(error) => return Err(error),
        };
        all.push(BillingReached { name: milestone.name, percent: milestone.percent, invoice_ids, refused });
    }
    Ok(all)
}

/// Why something was refused, in one message: that of its first field, else its own.
fn reason(error: Error) -> FieldError {
    let Error { message_id, params, fields, .. } = error;
    fields.into_iter().next().unwrap_or(FieldError { path: String::new(), message_id, params })
}

/// Takes back the drafts that were made when a milestone of a project was reached, now that it was not. One that somebody made or has
/// worked on stays; a warning says of which part.
///
/// # Errors
/// `precondition` with `error.milestone_invoiced` once one of them is issued.
pub fn reopened(tx: &Tx<'_>, project_milestone_id: &str) -> Result<Vec<FieldError>> {
    let mut kept = Vec::new();
    for milestone in store::waiting_for(tx, project_milestone_id)? {
        for invoice in store::invoices(tx, &milestone.id)? {
            if !invoice.is_draft() {
                return Err(Error::precondition("error.milestone_invoiced").with("number", invoice.number));
            }
            if store::is_as_reached(tx, &invoice.id, project_milestone_id)? {
                saved::delete(tx, &invoice.id)?;
                record::delete(tx, &invoice.id)?;
            } else {
                kept.push(FieldError::new("id", "warning.draft_stays").with("part", milestone.name.clone()));
            }
        }
    }
    Ok(kept)
}
