//! The way of a deal: from stage to stage, won, lost, and open again.
//!
//! A stage asks what it requires of a deal that enters; everything that is missing is named at once. Every entry is kept
//! with its instant, so that ageing and elapsed days can be told; taking a move back withdraws its entry.

use super::change::{self, DealChange};
use super::{DealField, DealResponse, DealState, DealStatus, fields};
use crate::billing::plan;
use crate::crm::activity::{self, ActivityKind, NewActivity};
use crate::crm::pipeline::Stage;
use crate::crm::store::deal as store;
use crate::crm::store::pipeline as pipelines;
use crate::handover::running;
use crate::kernel::error::{Code, Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::renewed::{self, ContractRenewed};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a deal stood since when.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct StageEntry {
    /// The stage.
    pub stage_id: String,
    /// Its name.
    pub stage: String,
    /// Open when it came into the stage; won or lost when it ended there.
    pub status: DealStatus,
    /// When, in epoch milliseconds.
    pub entered_ms: i64,
    /// Who brought it there.
    pub user: String,
}

/// A move to another stage.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealMoveRequest {
    /// Which deal.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Where to.
    pub stage_id: String,
    /// What the stage asks for, given with the move.
    #[serde(default)]
    #[ts(optional)]
    pub set: Option<DealChange>,
}

/// What shall follow when a deal is won.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Follow {
    /// A draft invoice of what was sold.
    Invoice,
    /// Something to do.
    Todo {
        /// What.
        text: String,
        /// Until when, `YYYY-MM-DD`.
        #[serde(default)]
        #[ts(optional)]
        date: Option<String>,
    },
    /// A call to see how it goes.
    FollowUp {
        /// When, `YYYY-MM-DD`.
        date: String,
        /// About what; the deal's title when absent.
        #[serde(default)]
        #[ts(optional)]
        text: Option<String>,
    },
}

/// The customer has said yes.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealWinRequest {
    /// Which deal.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Why it was won.
    #[serde(default)]
    #[ts(optional)]
    pub criteria: Option<String>,
    /// What shall follow.
    #[serde(default)]
    #[ts(optional)]
    pub follow: Option<Vec<Follow>>,
}

/// The deal that was won, with what was made.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealWinResponse {
    /// The deal.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// The activities that were planned.
    pub activity_ids: Vec<String>,
    /// The draft invoices that were made, one for each estimate; none when none was wished.
    pub invoice_ids: Vec<String>,
    /// The contracts that went on, where it was a renewal.
    pub renewed: Vec<ContractRenewed>,
    /// What the user should look at: that the invoice comes to something else than what was agreed, or what support did not go on.
    pub warnings: Vec<FieldError>,
}

/// The deal that was lost.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealLoseResponse {
    /// The deal.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// What was handed over of it once and still runs.
    pub warnings: Vec<FieldError>,
}

/// It will not come.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealLoseRequest {
    /// Which deal.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Why.
    pub reason: String,
}

/// A closed deal that goes on.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealReopenRequest {
    /// Which deal.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// Refuses a deal that lacks what a stage requires, or a user who may not bring one there.
pub(super) fn check_entry(tx: &Tx<'_>, deal_id: &str, stage: &Stage) -> Result<()> {
    if let Some(set_id) = &stage.permission_set_id {
        let (set, holds) = pipelines::holds_set(tx, &tx.actor().user_id, set_id)?;
        // Whoever may change the rule is not stopped by it.
        if !holds && tx.actor().scope("settings.write").is_none() {
            return Err(Error::new(Code::Forbidden, "error.stage_forbidden")
                .with("stage", stage.name.clone())
                .with("set", set));
        }
    }
    let deal = store::state(tx, deal_id)?;
    missing(stage, |field| !has(&deal, field)).finish()
}

/// Refuses a change that takes from an open deal what the stage it stands in requires. What was missing before, because the rule is
/// younger than the deal, is asked for when the deal moves.
pub(super) fn check_stay(tx: &Tx<'_>, deal_id: &str, stood: &DealState) -> Result<()> {
    if stood.status != DealStatus::Open {
        return Ok(());
    }
    let Some(found) = pipelines::find_stage(tx, &stood.stage_id)? else { return Ok(()) };
    let deal = store::state(tx, deal_id)?;
    missing(&found.stage, |field| has(stood, field) && !has(&deal, field)).finish()
}

/// Whether an open deal lacks something that its stage requires.
pub(super) fn lacks_required(tx: &Tx<'_>, deal_id: &str) -> Result<bool> {
    let deal = store::state(tx, deal_id)?;
    let stage = pipelines::find_stage(tx, &deal.stage_id)?.filter(|_| deal.status == DealStatus::Open);
    Ok(stage.is_some_and(|found| found.stage.required.iter().any(|field| !has(&deal, *field))))
}

fn has(deal: &DealState, field: DealField) -> bool {
    match field {
        DealField::Amount => deal.amount_minor.is_some(),
        DealField::ExpectedClose => deal.expected_close.is_some(),
        DealField::Contact => deal.contact_id.is_some(),
        DealField::Lines => deal.lines > 0,
    }
}

/// What a stage requires and a deal lacks, each at its field.
fn missing(stage: &Stage, lacks: impl Fn(DealField) -> bool) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for field in stage.required.iter().filter(|field| lacks(**field)) {
        let path = match field {
            DealField::Amount => "amount",
            DealField::ExpectedClose => "expected_close",
            DealField::Contact => "contact_id",
            DealField::Lines => "lines",
        };
        errors.add(FieldError::new(path, "error.stage_requires").with("stage", stage.name.clone()));
    }
    errors
}

/// Brings an open deal to another stage, of its own or another pipeline.
///
/// # Errors
/// `invalid` below `set`, with `error.stage_requires` at every field that is missing, or at `stage_id` with `error.no_such_stage`;
/// `forbidden` with `error.stage_forbidden`; `precondition` with `error.deal_closed`; `conflict`, `not_found`.
pub fn move_to(tx: &Tx<'_>, request: DealMoveRequest) -> Result<DealResponse> {
    record::touch(tx, "deal", &request.id, request.version)?;
    let deal = store::state(tx, &request.id)?;
    if deal.status != DealStatus::Open {
        return Err(Error::precondition("error.deal_closed"));
    }
    let target = pipelines::find_stage(tx, &request.stage_id)?
        .ok_or_else(|| Error::field("stage_id", "error.no_such_stage"))?;
    if let Some(set) = &request.set {
        change::change(tx, &request.id, set).map_err(|error| error.below("set."))?;
    }
    check_entry(tx, &request.id, &target.stage).map_err(|error| error.below("set."))?;
    if deal.stage_id != request.stage_id {
        store::enter_stage(tx, &request.id, &target.pipeline_id, &request.stage_id)?;
        store::insert_entry(tx, &request.id, &request.stage_id, DealStatus::Open)?;
    }
    Ok(DealResponse { id: request.id, version: request.version + 1 })
}

/// Closes an open deal as won: its lines are sold and to be invoiced, what is wished follows at once, and a contract whose next term was
/// proposed in it goes on.
///
/// # Errors
/// `invalid` with every field; `precondition` with `error.deal_closed`, or with `error.nothing_sold` when an invoice is
/// wished of a deal without amount and lines; `forbidden` when the user may not write the invoice; `conflict`, `not_found`.
pub fn win(tx: &Tx<'_>, request: DealWinRequest) -> Result<DealWinResponse> {
    record::touch(tx, "deal", &request.id, request.version)?;
    let deal = store::state(tx, &request.id)?;
    if deal.status != DealStatus::Open {
        return Err(Error::precondition("error.deal_closed"));
    }
    let mut errors = FieldErrors::default();
    let criteria = errors.take(text::note("criteria", request.criteria.as_deref().unwrap_or_default()));
    let follow = request.follow.unwrap_or_default();
    let title = store::title(tx, &request.id)?;
    let planned: Vec<Option<NewActivity>> =
        follow.iter().enumerate().map(|(at, wish)| planned(at, wish, &title, &mut errors)).collect();
    errors.finish()?;
    store::close_won(tx, &request.id, &criteria.unwrap_or_default(), &follow)?;
    store::insert_entry(tx, &request.id, &deal.stage_id, DealStatus::Won)?;
    plan::sell_deal(tx, &request.id)?;
    let mut warnings = Vec::new();
    let renewed = renewed::renew_by(tx, &request.id, &mut warnings)?;
    let activity_ids = planned
        .into_iter()
        .flatten()
        .map(|new| activity::insert(tx, &NewActivity { record_id: Some(request.id.clone()), ..new }))
        .collect::<Result<_>>()?;
    let mut invoice_ids = Vec::new();
    if follow.contains(&Follow::Invoice) {
        tx.actor().require("invoice.write")?;
        for made in plan::invoices_of_deal(tx, &request.id)? {
            warnings.extend(made.warnings);
            invoice_ids.push(made.id);
        }
    }
    let version = request.version + 1;
    Ok(DealWinResponse { id: request.id, version, activity_ids, invoice_ids, renewed, warnings })
}

/// The activity that a wish becomes; an invoice becomes none.
fn planned(at: usize, wish: &Follow, title: &str, errors: &mut FieldErrors) -> Option<NewActivity> {
    let path = |name: &str| format!("follow[{at}].{name}");
    let (kind, subject, date) = match wish {
        Follow::Invoice => return None,
        Follow::Todo { text, date } => {
            (ActivityKind::Todo, errors.take(text::required_line(&path("text"), text)), date.as_deref())
        }
        Follow::FollowUp { date, text } => (
            ActivityKind::Call,
            errors.take(text::required_line(&path("text"), text.as_deref().unwrap_or(title))),
            Some(date.as_str()),
        ),
    };
    let due_date = date.and_then(|date| errors.take(fields::date(&path("date"), date)));
    Some(NewActivity { kind, subject: subject.unwrap_or_default(), due_date, ..NewActivity::default() })
}

/// Closes an open deal as lost.
///
/// # Errors
/// `error.required` at `reason`; `precondition` with `error.deal_closed`, or `error.deal_sold` while an accepted estimate
/// stands; `conflict`, `not_found`.
pub fn lose(tx: &Tx<'_>, request: DealLoseRequest) -> Result<DealLoseResponse> {
    record::touch(tx, "deal", &request.id, request.version)?;
    let deal = store::state(tx, &request.id)?;
    if deal.status != DealStatus::Open {
        return Err(Error::precondition("error.deal_closed"));
    }
    if plan::is_sold_by_estimate(tx, &request.id)? {
        return Err(Error::precondition("error.deal_sold"));
    }
    let reason =
        text::required_line("reason", &request.reason).map_err(|field| Error::fields(vec![field]))?;
    store::close_lost(tx, &request.id, &reason)?;
    store::insert_entry(tx, &request.id, &deal.stage_id, DealStatus::Lost)?;
    let warnings = running::tell(tx, &request.id)?;
    Ok(DealLoseResponse { id: request.id, version: request.version + 1, warnings })
}

/// Brings a closed deal back to the stage where it ended, or to the first one when that stage is gone. What was sold without
/// an estimate is no longer sold, and a contract that went on by it does so no more.
///
/// # Errors
/// `precondition` with `error.deal_open`, with `error.invoiced_already`: what is invoiced is corrected by a credit note, or with
/// `error.renewal_gone_on` where it proposed a term of a contract that went on without it, or with `error.renewal_elsewhere` where another
/// deal proposes that by now; `conflict`, `not_found`.
pub fn reopen(tx: &Tx<'_>, request: DealReopenRequest) -> Result<DealResponse> {
    record::touch(tx, "deal", &request.id, request.version)?;
    let deal = store::state(tx, &request.id)?;
    if deal.status == DealStatus::Open {
        return Err(Error::precondition("error.deal_open"));
    }
    if deal.status == DealStatus::Lost {
        renewed::propose_again(tx, &request.id)?;
        running::withdraw(tx, &request.id)?;
    }
    let stage = match pipelines::find_stage(tx, &deal.stage_id)? {
        Some(stage) => Some(stage),
        None => pipelines::first_stage(tx, Some(&deal.pipeline_id))?,
    };
    let stage = match stage {
        Some(stage) => stage,
        None => pipelines::first_stage(tx, None)?.ok_or_else(|| Error::not_found("stage"))?,
    };
    plan::reopen_deal(tx, &request.id)?;
    store::reopen(tx, &request.id)?;
    store::enter_stage(tx, &request.id, &stage.pipeline_id, &stage.stage.id)?;
    store::insert_entry(tx, &request.id, &stage.stage.id, DealStatus::Open)?;
    renewed::tell_other_terms(tx, &request.id)?;
    Ok(DealResponse { id: request.id, version: request.version + 1 })
}
