//! A handover as the deal shows it: what was made, what is still missing, what was promised, and what delivery and finance say.

use super::block::HandoverBlock;
use super::commitment::{self, Commitment};
use super::{notice, store};
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a block of a handover stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum HandoverState {
    /// It is handed over.
    Done,
    /// It is kept for later, and looked for until it is done; not needed while its part of the program is switched off.
    Later,
    /// There is nothing to hand over.
    NotNeeded,
}

/// Who says something to a handover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum HandoverSide {
    /// Whoever delivers.
    Delivery,
    /// Whoever invoices.
    Finance,
}

impl HandoverSide {
    /// The permission that speaks for a side.
    pub(super) const fn permission(self) -> &'static str {
        match self {
            Self::Delivery => "project.write",
            Self::Finance => "invoice.write",
        }
    }
}

/// Which deal's handover.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoverGetRequest {
    /// The deal.
    pub deal_id: String,
}

/// The handover of a deal; null while there is none.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverGetResponse {
    /// The handover.
    pub handover: Option<Handover>,
}

/// A deal that was handed over.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Handover {
    /// What the customer expects.
    pub expectations: String,
    /// The customer's order number.
    pub order_no: String,
    /// When it was handed over last, in epoch milliseconds.
    pub handed_ms: i64,
    /// Who did.
    pub handed_by: String,
    /// Its blocks.
    pub blocks: Vec<HandoverPageBlock>,
    /// What was made.
    pub made: Vec<HandoverMade>,
    /// What delivery and finance have said since.
    pub answers: Vec<HandoverAnswer>,
    /// What was promised.
    pub commitments: Vec<Commitment>,
}

/// A block of a handover.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverPageBlock {
    /// Which one.
    pub block: HandoverBlock,
    /// How it stands.
    pub state: HandoverState,
    /// What was made of it, as the sheet calls it; empty while nothing was.
    pub choice: String,
    /// What was missing when it was kept for later.
    pub missing: Vec<FieldError>,
}

/// Something that a handover has made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct HandoverMade {
    /// For which block.
    pub block: HandoverBlock,
    /// The kind of record.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its code or number; empty when it has none.
    pub code: String,
    /// What it is called.
    pub title: String,
}

/// What a side says to a handover.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverAnswer {
    /// Which side.
    pub side: HandoverSide,
    /// True: accepted; false: sent back.
    pub accepted: bool,
    /// Why it was sent back.
    pub reason: String,
    /// When, in epoch milliseconds.
    pub at_ms: i64,
    /// Who said it.
    pub user: String,
}

/// An answer to a handover.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoverAnswerRequest {
    /// The deal.
    pub deal_id: String,
    /// For which side.
    pub side: HandoverSide,
    /// True: accepted; false: sent back.
    pub accepted: bool,
    /// Why; needed when it is sent back.
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

/// The deal whose handover was answered.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverAnswerResponse {
    /// The deal.
    pub deal_id: String,
}

/// The handover of a deal.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: HandoverGetRequest) -> Result<HandoverGetResponse> {
    record::require(read, "deal", &request.deal_id)?;
    let Some(stands) = store::of_deal(read, &request.deal_id)? else {
        return Ok(HandoverGetResponse { handover: None });
    };
    let mut blocks = Vec::new();
    for found in store::blocks(read, &stands.id)? {
        let store::Block { block, state, choice, missing, .. } = found;
        let is_hidden = state == HandoverState::Later && !block.is_on(read)?;
        blocks.push(match is_hidden {
            true => HandoverPageBlock { block, state: HandoverState::NotNeeded, choice, missing: Vec::new() },
            false => HandoverPageBlock { block, state, choice, missing },
        });
    }
    let commitments = commitment::shown(read, store::commitment::of_deal(read, &request.deal_id)?)?;
    let handover = Handover {
        blocks,
        made: store::made(read, &stands.id)?,
        answers: store::answers(read, &request.deal_id, stands.handed_ms)?,
        commitments,
        expectations: stands.expectations,
        order_no: stands.order_no.unwrap_or_default(),
        handed_ms: stands.handed_ms,
        handed_by: stands.handed_by,
    };
    Ok(HandoverGetResponse { handover: Some(handover) })
}

/// Accepts a handover for a side, or sends it back with a reason; who works the deal is told.
///
/// # Errors
/// `invalid` at `reason`; `precondition` with `error.not_handed_over`; `forbidden` without the right to work for that side;
/// `not_found`.
pub fn answer(tx: &Tx<'_>, request: HandoverAnswerRequest) -> Result<HandoverAnswerResponse> {
    record::require(tx, "deal", &request.deal_id)?;
    tx.actor().require(request.side.permission())?;
    if store::of_deal(tx, &request.deal_id)?.is_none() {
        return Err(Error::precondition("error.not_handed_over"));
    }
    let typed = request.reason.as_deref().unwrap_or_default();
    let reason = match request.accepted {
        true => text::line("reason", typed),
        false => text::required_line("reason", typed),
    };
    let reason = reason.map_err(|field| Error::fields(vec![field]))?;
    store::insert_answer(tx, &request.deal_id, request.side, request.accepted, &reason)?;
    let sent_back = (!request.accepted).then_some(reason.as_str());
    notice::answered(tx, &request.deal_id, request.side, sent_back)?;
    Ok(HandoverAnswerResponse { deal_id: request.deal_id })
}
