//! Deals: a qualified chance to sell, with its pipeline, stage, lines, amount, probability and expected close.
//!
//! The amount is typed, or it is the net of the lines, never both. The probability is the stage's until somebody knows
//! better. A deal may stand for a prospect's name as long as there is no customer.

pub mod board;
pub mod change;
mod fields;
pub mod line;
pub mod stage;
pub(super) mod undo;

pub(in crate::crm) use fields::{DealFields, DealState, positive};

use super::activity::ActivityBrief;
use super::next_action::{self, NextAction};
use super::owner;
use super::store::deal as store;
use super::store::pipeline as pipelines;
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::exact::Exact;
use crate::kernel::money::Money;
use crate::kernel::text;
use crate::store::page::{ListRequest, Page};
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use crate::store::{number, reference};
use crate::support::renewed;
use change::DealChange;
use line::{DealLine, DealLineInput};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use stage::{Follow, StageEntry};
use ts_rs::TS;

/// Milliseconds of a day.
pub(super) const DAY_MS: i64 = 86_400_000;

/// How a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DealStatus {
    /// Being worked on.
    Open,
    /// The customer has said yes.
    Won,
    /// It will not come.
    Lost,
}

/// A field that a stage may require.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DealField {
    /// An amount.
    Amount,
    /// A day on which it is expected to close.
    ExpectedClose,
    /// A person at the customer.
    Contact,
    /// At least one line.
    Lines,
}

/// Filters of the list of deals.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct DealFilter {
    /// Only this pipeline.
    pub pipeline_id: Option<String>,
    /// Only this stage.
    pub stage_id: Option<String>,
    /// Only deals that stand like this.
    pub status: Option<DealStatus>,
    /// Only deals of this owner.
    pub owner_id: Option<String>,
    /// Only deals of this seller.
    pub branch_id: Option<String>,
    /// Only deals of this customer.
    pub customer_id: Option<String>,
    /// Only deals expected to close in this month, `YYYY-MM`; empty text: without an expected close.
    pub month: Option<String>,
    /// Only deals in this currency, ISO 4217.
    pub currency: Option<String>,
    /// True: only open deals past the limit of their stage.
    pub ageing: Option<bool>,
    /// True: only open deals for which nothing is planned.
    pub without_next: Option<bool>,
    /// Only deals of which something, sold on or before this day, is still to be invoiced.
    pub unbilled: Option<String>,
    /// True: only won ones of which a part is still to be handed over, or which were sent back.
    pub handover_open: Option<bool>,
    /// Only won ones whose handover this side was told of and has not answered.
    pub handover_waits: Option<HandoverWaits>,
}

/// A side that a handover waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum HandoverWaits {
    /// Whoever delivers.
    Delivery,
    /// Whoever invoices.
    Finance,
    /// One of both.
    Any,
}

/// A row of the list of deals, and a card of the board.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealRow {
    /// Its id.
    pub id: String,
    /// Code such as DEAL-0189.
    pub code: String,
    /// Rises with each change; a move sends the one it saw.
    pub version: i64,
    /// What it is about.
    pub title: String,
    /// Its customer; null while it has none.
    pub customer_id: Option<String>,
    /// The customer's name, or the prospect's.
    pub customer: String,
    /// Its pipeline.
    pub pipeline_id: String,
    /// Its stage; the last one when it is closed.
    pub stage_id: String,
    /// The stage's name.
    pub stage: String,
    /// How it stands.
    pub status: DealStatus,
    /// Amount without tax; null while nobody knows it.
    pub amount: Option<Money>,
    /// Chance of winning in percent.
    pub probability: String,
    /// Amount × probability, rounded half away from zero.
    pub weighted: Money,
    /// Day on which it is expected to close.
    pub expected_close: Option<String>,
    /// Since when it stands in its stage, in epoch milliseconds.
    pub stage_since_ms: i64,
    /// Whole days in its stage.
    pub age_days: i64,
    /// Days after which it is ageing there.
    pub limit_days: Option<i64>,
    /// Stage, won or lost.
    pub badge: Badge,
    /// Days in the stage and its limit, once the limit is passed.
    pub ageing: Option<Badge>,
    /// The next planned activity; null is an exception to look at.
    pub next: Option<ActivityBrief>,
    /// Owner's user id.
    pub owner_id: Option<String>,
    /// Owner's name.
    pub owner: String,
    /// The branch that sells.
    pub branch_id: Option<String>,
}

/// Counts and sums of the deals that a filter shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealSummary {
    /// How many.
    pub count: i64,
    /// How many of them are past the limit of their stage.
    pub ageing: i64,
    /// Amounts, one per currency, the home currency first.
    pub sums: Vec<Money>,
    /// Amounts × probability, one per currency, the home currency first.
    pub weighted: Vec<Money>,
    /// What is left to invoice with tax, where the filter asks for deals of which something is; empty otherwise.
    pub to_invoice: Vec<Money>,
}

/// Which deal.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealGetRequest {
    /// Its id.
    pub id: String,
}

/// A deal with everything its page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Deal {
    /// What its row shows.
    pub row: DealRow,
    /// The prospect's name, while there is no customer.
    pub prospect: String,
    /// ISO 4217 code of its amount.
    pub currency: String,
    /// Whether the amount is the net of the lines.
    pub amount_from_lines: bool,
    /// Whether the probability was set by hand.
    pub probability_by_hand: bool,
    /// The person at the customer.
    pub contact_id: Option<String>,
    /// The person's name.
    pub contact: String,
    /// The lead it came from.
    pub lead_id: Option<String>,
    /// The lead's code.
    pub lead_code: String,
    /// Where it came from.
    pub source: String,
    /// Notes.
    pub notes: String,
    /// What would be sold.
    pub lines: Vec<DealLine>,
    /// Where it has stood, oldest first.
    pub stages: Vec<StageEntry>,
    /// When it was won or lost, in epoch milliseconds.
    pub closed_ms: Option<i64>,
    /// Why it was won.
    pub won_criteria: String,
    /// What shall follow since it was won.
    pub follow: Vec<Follow>,
    /// Why it was lost.
    pub lost_reason: String,
    /// Since when it exists, in epoch milliseconds.
    pub created_ms: i64,
    /// What to do next, and why.
    pub next_action: Option<NextAction>,
}

/// A new deal. A title and a customer (or a prospect's name) are required.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealCreateRequest {
    /// What it is about.
    pub title: String,
    /// Its customer.
    #[serde(default)]
    #[ts(optional)]
    pub customer_id: Option<String>,
    /// The stage it starts in; the first one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub stage_id: Option<String>,
    /// The pipeline it goes through; that of its stage when absent, else the first one.
    #[serde(default)]
    #[ts(optional)]
    pub pipeline_id: Option<String>,
    /// ISO 4217 code; the customer's currency when absent, else the home currency.
    #[serde(default)]
    #[ts(optional)]
    pub currency: Option<String>,
    /// The branch that sells; the first one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub branch_id: Option<String>,
    /// The name of somebody who is no customer yet.
    #[serde(default)]
    #[ts(optional)]
    pub prospect: Option<String>,
    /// The person at the customer.
    #[serde(default)]
    #[ts(optional)]
    pub contact_id: Option<String>,
    /// Amount without tax, as typed.
    #[serde(default)]
    #[ts(optional)]
    pub amount: Option<String>,
    /// Chance of winning in percent, as typed; the stage's when absent.
    #[serde(default)]
    #[ts(optional)]
    pub probability: Option<String>,
    /// Day on which it is expected to close, `YYYY-MM-DD`.
    #[serde(default)]
    #[ts(optional)]
    pub expected_close: Option<String>,
    /// Where it came from.
    #[serde(default)]
    #[ts(optional)]
    pub source: Option<String>,
    /// Notes.
    #[serde(default)]
    #[ts(optional)]
    pub notes: Option<String>,
    /// Owner; the acting user when absent.
    #[serde(default)]
    #[ts(optional)]
    pub owner_id: Option<String>,
    /// What would be sold; the amount is then their net.
    #[serde(default)]
    #[ts(optional)]
    pub lines: Option<Vec<DealLineInput>>,
}

/// Which deal to delete.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealDeleteRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The deal that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// `amount_minor` × `percent` ÷ 100, rounded half away from zero to a whole minor unit; `None` when the text is no number.
#[must_use]
pub fn weighted_minor(amount_minor: i64, percent: &str) -> Option<i64> {
    let percent: Decimal = percent.parse().ok()?;
    let exact = Exact::from(i128::from(amount_minor)).percent(percent);
    i64::try_from(exact.round_half_away()?).ok()
}

/// The badge of a deal that stands like this.
pub(super) fn status_badge(status: DealStatus, stage: &str) -> Badge {
    match status {
        DealStatus::Open => Badge::new(Tone::Info, "circle-dot", "badge.stage").with("stage", stage),
        DealStatus::Won => Badge::new(Tone::Ok, "trophy", "badge.won"),
        DealStatus::Lost => Badge::new(Tone::Neutral, "circle-x", "badge.lost"),
    }
}

/// A page of deals.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<DealFilter>) -> Result<Page<DealRow>> {
    store::list(read, &request)
}

/// Counts and sums of the same filter.
///
/// # Errors
/// A failure of the file.
pub fn summary(read: &Read<'_>, request: ListRequest<DealFilter>) -> Result<DealSummary> {
    store::summary(read, &request)
}

/// A deal with its lines, its way through the stages and what to do next.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: DealGetRequest) -> Result<Deal> {
    record::require_readable(read, "deal", &request.id)?;
    let mut deal = store::get(read, &request.id)?;
    deal.next_action = next_action::of_deal(read, &request.id)?;
    Ok(deal)
}

/// Makes a deal.
///
/// # Errors
/// `invalid` with every field that is not acceptable, those that its stage requires included; `forbidden` when the stage is
/// not open to the user.
pub fn create(tx: &Tx<'_>, request: DealCreateRequest) -> Result<DealResponse> {
    create_for_lead(tx, request, None)
}

/// The same for a lead that is being qualified.
pub(super) fn create_for_lead(
    tx: &Tx<'_>,
    request: DealCreateRequest,
    lead_id: Option<&str>,
) -> Result<DealResponse> {
    let mut errors = FieldErrors::default();
    let title = errors.take(text::required_line("title", &request.title)).unwrap_or_default();
    if request.customer_id.is_none() && request.prospect.as_deref().is_none_or(|name| name.trim().is_empty())
    {
        errors.add(FieldError::new("customer_id", "error.required"));
    }
    let stage = match &request.stage_id {
        Some(stage_id) => pipelines::find_stage(tx, stage_id)?,
        None => pipelines::first_stage(tx, request.pipeline_id.as_deref())?,
    };
    let asked = request.pipeline_id.as_ref();
    let Some(stage) = stage.filter(|stage| asked.is_none_or(|id| *id == stage.pipeline_id)) else {
        errors.add(FieldError::new("stage_id", "error.no_such_stage"));
        return Err(errors.finish().err().unwrap_or_else(|| Error::not_found("stage")));
    };
    let currency = store::currency_for(tx, request.customer_id.as_deref())?;
    let change = DealChange {
        title: None,
        customer_id: request.customer_id,
        prospect: request.prospect,
        contact_id: request.contact_id,
        amount: request.amount,
        currency: Some(request.currency.unwrap_or(currency)),
        probability: request.probability,
        expected_close: request.expected_close,
        source: request.source,
        notes: request.notes,
        owner_id: None,
        branch_id: None,
        lines: request.lines,
    };
    let checked = fields::check(tx, &change, None, &mut errors)?;
    errors.finish()?;
    let code = number::take(tx, "deal", None, tx.today()?)?.text;
    let branch_id = store::branch(tx, request.branch_id.as_deref())?;
    let new = NewRecord {
        kind: "deal",
        title: &title,
        customer_id: change.customer_id.as_deref(),
        branch_id: Some(&branch_id),
        ..NewRecord::default()
    };
    let id = record::create(tx, new)?;
    let place = store::Place { pipeline_id: &stage.pipeline_id, stage_id: &stage.stage.id, lead_id };
    store::insert(tx, &id, &code, &title, place, &checked)?;
    line::store(tx, &id, checked.lines.as_deref())?;
    stage::check_entry(tx, &id, &stage.stage)?;
    store::insert_entry(tx, &id, &stage.stage.id, DealStatus::Open)?;
    if let Some(owner_id) = &request.owner_id {
        owner::give(tx, "deal", &id, "owner_id", owner_id)?;
    }
    Ok(DealResponse { id, version: 1 })
}

/// Tables that belong to a deal itself, or that it came from.
const OWN: [&str; 5] = ["deal_line", "deal_stage_entry", "lead", "renewal_proposal", "commitment"];

/// Deletes a deal that nothing was made from. It can be brought back by undo.
///
/// # Errors
/// `precondition` with `error.deal_won`, `error.deal_in_use`, or `error.deal_proposes` where it proposes the next term of a contract;
/// `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: DealDeleteRequest) -> Result<DealResponse> {
    record::touch(tx, "deal", &request.id, request.version)?;
    remove(tx, &request.id)?;
    Ok(DealResponse { id: request.id, version: request.version + 1 })
}

/// Takes a deal away that nothing was made from.
pub(super) fn remove(tx: &Tx<'_>, id: &str) -> Result<()> {
    if store::state(tx, id)?.status == DealStatus::Won {
        return Err(Error::precondition("error.deal_won"));
    }
    renewed::spares_proposal(tx, id)?;
    if !reference::tables_pointing_at(tx, "deal", id, &OWN)?.is_empty() {
        return Err(Error::precondition("error.deal_in_use"));
    }
    store::delete(tx, id)?;
    record::delete(tx, id)
}

#[cfg(test)]
mod tests {
    use super::weighted_minor;

    #[test]
    fn weighting_is_exact_and_rounds_half_away() {
        for (amount, percent, weighted) in [
            (54_850_000, "60", Some(32_910_000)),
            (1, "50", Some(1)),
            (-1, "50", Some(-1)),
            (1, "49.999999999", Some(0)),
            (999_999_999_999_999, "33.333333333", Some(333_333_333_330_000)),
            (100, "12.5", Some(13)),
            (100, "x", None),
        ] {
            assert_eq!(weighted_minor(amount, percent), weighted, "{amount} × {percent}");
        }
    }
}
