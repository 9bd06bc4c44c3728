//! The confirm of a handover: the deal is won, and everything that follows from it is made, in one transaction that one undo takes
//! back.
//!
//! Whoever may hand a deal over makes with it what others will go on with, drafts and projects among them, without the rights to work
//! there: delivery and finance accept it or send it back. Only the deal and the customer ask for the rights to change them. A block
//! that is not named is kept for later, or is not needed; what is wrong in one names its own fields, so that the others can go ahead
//! without it.

mod billing;
mod customer;
mod delivery;
mod hours;
mod support;

use super::block::{HandoverBilling, HandoverBlock, HandoverCustomer, HandoverDelivery, HandoverSupport};
use super::commitment::{self, CommitmentInput};
use super::page::{HandoverMade, HandoverState};
use super::propose::Proposal;
use super::{notice, store};
use crate::billing::due::PaymentTerm;
use crate::crm::activity::{self, ActivityCreateRequest, ActivityKind};
use crate::crm::deal::change::{DealChange, DealUpdateRequest};
use crate::crm::deal::stage::DealWinRequest;
use crate::crm::deal::{change, stage};
use crate::kernel::error::{Code, Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::Tx;
use crate::store::word;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A deal that is handed over, block by block.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoverConfirmRequest {
    /// The deal.
    pub deal_id: String,
    /// Its version that was seen.
    pub version: i64,
    /// Why it was won.
    #[serde(default)]
    #[ts(optional)]
    pub criteria: Option<String>,
    /// What the customer expects; stays as it was noted when absent.
    #[serde(default)]
    #[ts(optional)]
    pub expectations: Option<String>,
    /// Who buys.
    #[serde(default)]
    #[ts(optional)]
    pub customer: Option<HandoverCustomer>,
    /// How it is invoiced.
    #[serde(default)]
    #[ts(optional)]
    pub billing: Option<HandoverBilling>,
    /// How it is delivered.
    #[serde(default)]
    #[ts(optional)]
    pub delivery: Option<HandoverDelivery>,
    /// What support comes with it.
    #[serde(default)]
    #[ts(optional)]
    pub support: Option<HandoverSupport>,
    /// Blocks of which nothing is to be handed over; others that are absent are kept for later.
    #[serde(default)]
    #[ts(optional)]
    pub not_needed: Option<Vec<HandoverBlock>>,
    /// What is promised beside what was promised before.
    #[serde(default)]
    #[ts(optional)]
    pub commitments: Option<Vec<CommitmentInput>>,
    /// When the customer is asked how it goes.
    #[serde(default)]
    #[ts(optional)]
    pub follow_up: Option<HandoverFollowUp>,
}

/// A call to see how it goes.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoverFollowUp {
    /// When, `YYYY-MM-DD`.
    pub date: String,
    /// About what; the deal's title when absent.
    #[serde(default)]
    #[ts(optional)]
    pub text: Option<String>,
}

/// A deal that was handed over.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverConfirmResponse {
    /// The deal.
    pub deal_id: String,
    /// Its version now.
    pub version: i64,
    /// Its customer.
    pub customer_id: Option<String>,
    /// What was made.
    pub made: Vec<HandoverMade>,
    /// How many parts are planned to be invoiced.
    pub parts: i64,
    /// The last day of the support that was made, or of the contract that went on.
    pub support_end: Option<String>,
    /// Blocks that are kept for later.
    pub later: Vec<HandoverBlock>,
    /// What the user should look at again, such as a tax number whose check does not fit.
    pub warnings: Vec<FieldError>,
}

/// A handover while it is made.
struct Work<'a> {
    tx: &'a Tx<'a>,
    proposal: Proposal,
    /// The version of the deal as it stands now.
    version: i64,
    customer_id: Option<String>,
    /// The milestones of the project that is made or was made before, by those of its template.
    milestones: BTreeMap<String, String>,
    /// The last day of a contract that goes on because this was its renewal.
    renewed_until: Option<String>,
    made: Vec<HandoverMade>,
    /// The activity that was planned for the renewal of the contract.
    reminder: Option<String>,
    parts: i64,
    warnings: Vec<FieldError>,
    errors: FieldErrors,
}

impl Work<'_> {
    /// Goes on after a block; what was wrong in it is told together with what is wrong in the others.
    fn note<T>(&mut self, path: &str, done: Result<T>) -> Result<Option<T>> {
        match done {
            Ok(value) => Ok(Some(value)),
            Err(error) if matches!(error.code, Code::Invalid | Code::Precondition) => {
                if error.fields.is_empty() {
                    let params = error.params;
                    self.errors.add(FieldError { params, ..FieldError::new(path, &error.message_id) });
                } else {
                    let fields = error.below(&format!("{path}.")).fields;
                    fields.into_iter().for_each(|field| self.errors.add(field));
                }
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn made(&mut self, block: HandoverBlock, kind: &str, id: String, code: String, title: &str) {
        self.made.push(HandoverMade { block, kind: kind.to_owned(), id, code, title: title.to_owned() });
    }

    /// The customer, whom every other block is for.
    fn customer(&self) -> Result<&str> {
        self.customer_id.as_deref().ok_or_else(|| Error::precondition("error.handover_customer"))
    }
}

/// Hands a deal over: wins it when it is open, and makes what is named. What is kept for later is handed over by another confirm.
///
/// # Errors
/// `invalid` with the fields below each block; `precondition` with `error.deal_closed` for a lost deal; `forbidden` when the deal or
/// the customer may not be changed; `conflict`, `not_found`.
pub fn confirm(tx: &Tx<'_>, request: HandoverConfirmRequest) -> Result<HandoverConfirmResponse> {
    record::require(tx, "deal", &request.deal_id)?;
    let proposal = Proposal::of(tx, &request.deal_id)?;
    let known = proposal.deal.customer_id.clone();
    let customer_id = known.or_else(|| proposal.accepted.first().map(|one| one.customer_id.clone()));
    let milestones = match &proposal.project_id {
        Some(id) => store::milestones(tx, id)?,
        None => BTreeMap::new(),
    };
    let mut work = Work {
        tx,
        proposal,
        version: request.version,
        customer_id,
        milestones,
        renewed_until: None,
        made: Vec::new(),
        reminder: None,
        parts: 0,
        warnings: Vec::new(),
        errors: FieldErrors::default(),
    };
    not_twice(&mut work, &request);
    hours::need_project(&mut work, &request)?;
    if let Some(typed) = &request.customer {
        let done = customer::make(&mut work, typed);
        if let Some(id) = work.note("customer", done)? {
            work.customer_id = Some(id);
        }
    }
    win(&mut work, request.criteria.clone())?;
    let handover_id = head(&mut work, &request)?;
    if let Some(typed) = &request.delivery {
        let done = delivery::make(&mut work, typed);
        work.note("delivery", done)?;
    }
    if let Some(typed) = &request.billing {
        let done = billing::make(&mut work, typed);
        work.note("billing", done)?;
    }
    hours::price(&mut work, &request)?;
    let mut support_end = None;
    if let Some(typed) = &request.support {
        let done = support::make(&mut work, typed, request.billing.as_ref());
        support_end = work.note("support", done)?;
    }
    follow(&mut work, &request)?;
    std::mem::take(&mut work.errors).finish()?;
    let later = keep(&work, &handover_id, &request)?;
    notice::handed(tx, &work.proposal.deal, &handover_id)?;
    Ok(HandoverConfirmResponse {
        deal_id: request.deal_id,
        version: work.version,
        customer_id: work.customer_id,
        made: work.made,
        parts: work.parts,
        support_end: support_end.or(work.renewed_until),
        later,
        warnings: work.warnings,
    })
}

/// Refuses blocks that were handed over before: what they made would be made twice.
fn not_twice(work: &mut Work<'_>, request: &HandoverConfirmRequest) {
    for block in HandoverBlock::ALL {
        if is_named(request, block) && work.proposal.is_done(block) {
            work.errors.add(FieldError::new(block.word(), "error.handed_over_already"));
        }
    }
}

const fn is_named(request: &HandoverConfirmRequest, block: HandoverBlock) -> bool {
    match block {
        HandoverBlock::Customer => request.customer.is_some(),
        HandoverBlock::Billing => request.billing.is_some(),
        HandoverBlock::Delivery => request.delivery.is_some(),
        HandoverBlock::Support => request.support.is_some(),
    }
}

/// Gives the deal its customer and wins it, as far as that is still to be done.
fn win(work: &mut Work<'_>, criteria: Option<String>) -> Result<()> {
    let deal = &work.proposal.deal;
    let (id, tx) = (deal.id.clone(), work.tx);
    let is_open = deal.status == "open";
    let is_new = deal.customer_id.is_none()
        && work.customer_id.is_some()
        && (is_open || work.proposal.accepted.is_empty());
    if is_new || is_open {
        tx.actor().require("deal.write")?;
    }
    if is_new {
        let set = DealChange { customer_id: work.customer_id.clone(), ..DealChange::default() };
        let done = change::update(tx, DealUpdateRequest { id: id.clone(), version: work.version, set });
        if let Some(done) = work.note("customer", done.map_err(without_set))? {
            work.version = done.version;
        }
    }
    if is_open {
        let request = DealWinRequest { id, version: work.version, criteria, follow: None };
        let won = stage::win(tx, request)?;
        work.version = won.version;
        work.warnings.extend(won.warnings);
        for one in won.renewed {
            work.made(HandoverBlock::Support, "contract", one.id, one.code, &one.name);
            work.renewed_until = Some(one.end);
        }
    } else if !is_new {
        record::touch(tx, "deal", &id, work.version)?;
        work.version += 1;
    }
    Ok(())
}

/// The customer of a deal is chosen in a block of its own.
fn without_set(mut error: Error) -> Error {
    for field in &mut error.fields {
        field.path = field.path.trim_start_matches("set.").to_owned();
    }
    error
}

/// Writes down that the deal is handed over now, with what every later paper of it needs.
fn head(work: &mut Work<'_>, request: &HandoverConfirmRequest) -> Result<String> {
    let stands = work.proposal.handover.clone();
    let expectations = match &request.expectations {
        Some(typed) => work.errors.take(text::note("expectations", typed)),
        None => stands.as_ref().map(|stands| stands.expectations.clone()),
    };
    let billing = request.billing.as_ref();
    let order_no = match billing.and_then(|billing| billing.order_no.as_deref()) {
        Some(typed) => work.errors.take(text::line("billing.order_no", typed)),
        None => stands.as_ref().and_then(|stands| stands.order_no.clone()),
    };
    let payment_term = match billing.and_then(|billing| billing.payment_term.as_ref()) {
        Some(typed) => {
            let read = PaymentTerm::typed("billing.payment_term", typed);
            work.errors.take(read.map(|_| typed.clone()))
        }
        None => stands.and_then(|stands| stands.payment_term),
    };
    let expectations = expectations.unwrap_or_default();
    store::hand(work.tx, &request.deal_id, &store::Head { expectations, order_no, payment_term })
}

/// The follow-up and the commitments.
fn follow(work: &mut Work<'_>, request: &HandoverConfirmRequest) -> Result<()> {
    if let Some(typed) = &request.follow_up {
        let subject = typed.text.clone().filter(|text| !text.trim().is_empty());
        let new = ActivityCreateRequest {
            kind: Some(ActivityKind::Call),
            subject: Some(subject.unwrap_or_else(|| work.proposal.deal.title.clone())),
            record_id: Some(request.deal_id.clone()),
            due_date: Some(typed.date.clone()),
            owner_id: work.proposal.deal.owner_id.clone(),
            ..ActivityCreateRequest::default()
        };
        let done = activity::create(work.tx, new)
            .map_err(|error| renamed(renamed(error, "due_date", "date"), "subject", "text"));
        work.note("follow_up", done)?;
    }
    let commitments = request.commitments.as_deref().unwrap_or_default();
    if commitments.len() > commitment::MOST {
        let field = FieldError::new("commitments", "error.too_many").with("max", commitment::MOST);
        work.errors.add(field);
        return Ok(());
    }
    for (at, typed) in commitments.iter().enumerate() {
        let done = commitment::make(work.tx, &request.deal_id, typed);
        work.note(&format!("commitments[{at}]"), done)?;
    }
    Ok(())
}

/// A field that the sheet calls otherwise.
fn renamed(mut error: Error, from: &str, to: &str) -> Error {
    for field in error.fields.iter_mut().filter(|field| field.path == from) {
        to.clone_into(&mut field.path);
    }
    error
}

/// Writes down how each block stands now and what was made; the blocks that are kept for later.
fn keep(work: &Work<'_>, handover_id: &str, request: &HandoverConfirmRequest) -> Result<Vec<HandoverBlock>> {
    let not_needed = request.not_needed.as_deref().unwrap_or_default();
    let mut later = Vec::new();
    for block in HandoverBlock::ALL {
        let known = block == HandoverBlock::Customer && work.proposal.deal.customer_id.is_some();
        let stands = work.proposal.state(block);
        // What was kept for later waits until its part of the program is shown again.
        let is_hidden = stands == Some(HandoverState::Later) && !block.is_on(work.tx)?;
        let state = if is_named(request, block) || work.made.iter().any(|made| made.block == block) {
            HandoverState::Done
        } else if is_hidden || matches!(stands, Some(HandoverState::Done | HandoverState::NotNeeded)) {
            continue;
        } else if !work.proposal.added(block).is_empty() {
            if not_needed.contains(&block) {
                store::set_added(work.tx, handover_id, block, &[])?;
            } else {
                later.push(block);
            }
            continue;
        } else if not_needed.contains(&block) || known || !work.proposal.is_proposed(block) {
            HandoverState::NotNeeded
        } else {
            later.push(block);
            HandoverState::Later
        };
        let missing = match state {
            HandoverState::Later => work.proposal.missing(work.tx, block)?,
            _ => Vec::new(),
        };
        let choice = choice(request, block);
        store::set_block(
            work.tx,
            handover_id,
            &store::Block { block, state, choice, missing, added: Vec::new() },
        )?;
    }
    let made = work.made.iter().map(|made| (made.block, &made.id));
    let planned = work.reminder.iter().map(|id| (HandoverBlock::Support, id));
    made.chain(planned).try_for_each(|(block, id)| {
        store::insert_made(work.tx, handover_id, block, id, work.proposal.added(block))
    })?;
    Ok(later)
}

/// What was made of a block, in the word of the sheet.
fn choice(request: &HandoverConfirmRequest, block: HandoverBlock) -> String {
    match block {
        HandoverBlock::Billing => request.billing.as_ref().map(|billing| word::of(&billing.kind)),
        HandoverBlock::Delivery => request.delivery.as_ref().map(|delivery| word::of(&delivery.kind)),
        HandoverBlock::Customer | HandoverBlock::Support => None,
    }
    .unwrap_or_default()
}
