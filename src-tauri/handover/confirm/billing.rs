//! How the sale is invoiced: at once, in parts, or when somebody says so; with the payment term that was agreed.

use super::{Work, customer};
use crate::billing::plan;
use crate::billing::plan::milestone::{
    self, BillingMilestoneBillRequest, BillingMilestoneInput, BillingWhen,
};
use crate::billing::recurring::{self, RecurringRhythm, RecurringSold};
use crate::catalogue::item::{self, ItemKind};
use crate::crm::customer::CustomerChange;
use crate::handover::block::{
    HandoverBilling, HandoverBillingKind, HandoverBlock, HandoverPart, HandoverWhen,
};
use crate::handover::sheet::HandoverRenewal;
use crate::handover::store::sold;
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::message;
use crate::store::tx::Read;
use crate::support::{offer, renewed};
use serde_json::Map;
use std::collections::BTreeSet;

pub(super) fn make(work: &mut Work<'_>, typed: &HandoverBilling) -> Result<()> {
    let customer_id = work.customer()?.to_owned();
    agree_term(work, &customer_id, typed)?;
    if let Some(rhythm) = typed.rhythm.as_ref().filter(|_| typed.kind != HandoverBillingKind::Recurring) {
        let sold = recurring::sell_subscriptions(work.tx, &work.proposal.deal.id, rhythm);
        come_again(work, sold.map_err(without_lines)?, rhythm)?;
    }
    match typed.kind {
        HandoverBillingKind::AllNow => {
            let made = plan::invoices_of_deal(work.tx, &work.proposal.deal.id).map_err(without_lines)?;
            for invoice in made {
                work.warnings.extend(invoice.warnings);
                drafted(work, invoice.id);
            }
            Ok(())
        }
        HandoverBillingKind::Recurring => again(work, typed),
        HandoverBillingKind::ByHand => Ok(()),
        // The hours are sold on their own invoices: the work that the deal was won for would be sold beside them.
        HandoverBillingKind::TimeAndMaterial => {
            let reason = message::text("handover.time_and_material", &Map::new());
            let kept = beside_work(work.tx, &work.proposal.lines)?;
            plan::close_deal(work.tx, &work.proposal.deal.id, &reason, &kept)
        }
        HandoverBillingKind::Deposit | HandoverBillingKind::Milestones => {
            in_parts(work, typed.parts.as_deref().unwrap_or_default())
        }
    }
}

/// The items of what is no work by the hour: goods, subscriptions, and what brings support; none where there is no work beside them.
fn beside_work(read: &Read<'_>, lines: &[sold::Line]) -> Result<BTreeSet<String>> {
    let (mut kept, mut has_work) = (BTreeSet::new(), false);
    for line in lines.iter().filter(|line| !line.is_rounding) {
        match &line.item_id {
            Some(id) if !is_work(read, id)? => {
                kept.insert(id.clone());
            }
            _ => has_work = true,
        }
    }
    Ok(if has_work { kept } else { BTreeSet::new() })
}

/// Whether an item is work: a service that brings no support.
pub(super) fn is_work(read: &Read<'_>, item_id: &str) -> Result<bool> {
    let is_service = item::sold_as(read, item_id)?.is_some_and(|sold| sold.kind == ItemKind::Service);
    Ok(is_service && offer::of_item(read, item_id)?.is_none())
}

/// What was sold is the first period of something that comes again.
fn again(work: &mut Work<'_>, typed: &HandoverBilling) -> Result<()> {
    let Some(rhythm) = &typed.rhythm else { return Err(Error::field("rhythm.first", "error.required")) };
    let sold = recurring::sell(work.tx, &work.proposal.deal.id, rhythm).map_err(without_lines)?;
    work.parts = sold.parts;
    come_again(work, sold, rhythm)
}

/// Notes what comes again of the sale, with the contract whose next term was sold.
fn come_again(work: &mut Work<'_>, sold: RecurringSold, rhythm: &RecurringRhythm) -> Result<()> {
    sold.invoice_ids.into_iter().for_each(|id| drafted(work, id));
    if let [HandoverRenewal { contract_id, .. }] = &work.proposal.renews[..] {
        let ids = sold.recurring.iter().map(|(id, ..)| id.as_str());
        renewed::invoice_again(work.tx, contract_id, &work.proposal.deal.id, ids, rhythm)?;
    }
    for (id, code, title) in sold.recurring {
        work.made(HandoverBlock::Billing, "recurring_invoice", id, code, &title);
    }
    Ok(())
}

/// What was agreed is usual for a customer who is new; one who was known keeps what is usual.
fn agree_term(work: &Work<'_>, customer_id: &str, typed: &HandoverBilling) -> Result<()> {
    let is_new = work.made.iter().any(|made| made.kind == "customer");
    let Some(term) = typed.payment_term.as_ref().filter(|_| is_new) else { return Ok(()) };
    let Some(stands) = sold::customer(work.tx, customer_id)? else { return Ok(()) };
    if stands.payment_term == *term {
        return Ok(());
    }
    let set = CustomerChange { payment_term: Some(term.clone()), ..CustomerChange::default() };
    customer::update(work, customer_id, stands.version, set)
}

fn in_parts(work: &mut Work<'_>, parts: &[HandoverPart]) -> Result<()> {
    if parts.is_empty() {
        return Err(Error::field("parts", "error.required"));
    }
    let mut planned = Vec::with_capacity(parts.len());
    let mut errors = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let when = match &part.when {
            HandoverWhen::Now | HandoverWhen::ByHand => BillingWhen::ByHand,
            HandoverWhen::Date { date } => BillingWhen::Date { date: date.clone() },
            HandoverWhen::Template { template_milestone_id } => {
                match work.milestones.get(template_milestone_id) {
                    Some(id) => BillingWhen::Reached { project_milestone_id: id.clone() },
                    None => {
                        let path = format!("parts[{at}].when.template_milestone_id");
                        errors.push(FieldError::new(&path, "error.part_needs_project"));
                        BillingWhen::ByHand
                    }
                }
            }
        };
        let (name, percent) = (part.name.clone(), part.percent.clone());
        planned.push(BillingMilestoneInput { id: None, name, percent, when });
    }
    if !errors.is_empty() {
        return Err(Error::fields(errors));
    }
    let ids = milestone::plan(work.tx, &work.proposal.deal.id, &planned).map_err(as_parts)?;
    work.parts = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    for (part, id) in parts.iter().zip(ids) {
        if part.when == HandoverWhen::Now {
            let made = milestone::bill(work.tx, BillingMilestoneBillRequest { id }).map_err(without_lines)?;
            made.invoice_ids.into_iter().for_each(|id| drafted(work, id));
        }
    }
    Ok(())
}

fn drafted(work: &mut Work<'_>, id: String) {
    let title = work.proposal.deal.title.clone();
    work.made(HandoverBlock::Billing, "invoice", id, String::new(), &title);
}

/// The plan calls the parts its milestones, and what they wait for is that of the project.
fn as_parts(mut error: Error) -> Error {
    for field in &mut error.fields {
        if let Some(rest) = field.path.strip_prefix("milestones") {
            field.path = format!("parts{}", rest.replace("project_milestone_id", "template_milestone_id"));
        }
    }
    error
}

/// What an invoice refuses is mended on its own form, where its lines are: the sheet says it at the way of invoicing.
fn without_lines(mut error: Error) -> Error {
    for field in error.fields.iter_mut().filter(|field| !field.path.starts_with("rhythm.")) {
        "kind".clone_into(&mut field.path);
    }
    error
}
