//! What was sold, for those who deliver and support it: the lines with their quantities, what the customer expects, and the files.
//!
//! What it was sold for is shown to who may see estimates; what it costs, and what remains, to nobody here.

use super::sheet::{self, HandoverSold};
use super::store::{self, sold};
use crate::attachments::Attachment;
use crate::kernel::error::Result;
use crate::store::record;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which deal.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoverScopeRequest {
    /// The deal.
    pub deal_id: String,
}

/// What was sold in a deal and passed on with it.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverScope {
    /// What was sold; empty while nothing is.
    pub sold: HandoverSold,
    /// What the customer expects.
    pub expectations: String,
    /// The customer's order number.
    pub order_no: String,
    /// Files of the deal and of its accepted estimates, as far as the user may read them.
    pub files: Vec<Attachment>,
}

/// What was sold in a deal and passed on with it.
///
/// # Errors
/// `not_found`.
pub fn scope(read: &Read<'_>, request: HandoverScopeRequest) -> Result<HandoverScope> {
    record::require(read, "deal", &request.deal_id)?;
    let deal = sold::deal(read, &request.deal_id)?;
    let accepted = sold::accepted(read, &deal.id)?;
    let sold = match deal.status == "won" || !accepted.is_empty() {
        true => sheet::shown(read, &deal, &sold::lines(read, &deal)?, &accepted, true),
        false => HandoverSold::default(),
    };
    let handover = store::of_deal(read, &deal.id)?;
    let (expectations, order_no) =
        handover.map(|stands| (stands.expectations, stands.order_no.unwrap_or_default())).unwrap_or_default();
    Ok(HandoverScope { sold, files: sheet::files(read, &deal.id, &accepted)?, expectations, order_no })
}
