//! What was sold to a customer, as support has to know it: what and how many, without what it cost or for how much. The paper that it stands
//! on is named to whoever may read that.

use super::store::sold as store;
use crate::kernel::error::Result;
use crate::store::record;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most lines that are shown: the papers have the rest.
const LINES_MAX: usize = 20;

/// What was sold to which customer.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SoldLineListRequest {
    /// The customer.
    pub customer_id: String,
}

/// What was sold.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SoldLineListResponse {
    /// The newest first.
    pub rows: Vec<SoldLine>,
    /// Whether there is more.
    pub more: bool,
}

/// A line of an estimate that was accepted, of a deal that was won without one, or of an invoice that sold something beyond both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SoldLine {
    /// Its id.
    pub id: String,
    /// What.
    pub description: String,
    /// How many, as decimal text.
    pub quantity: String,
    /// When it was sold, `YYYY-MM-DD`.
    pub date: String,
    /// The paper or the deal; null for who may not read it.
    pub source: Option<SoldSource>,
}

/// Where something that was sold stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SoldSource {
    /// `estimate`, `invoice` or `deal`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its code or number.
    pub code: String,
}

/// What was sold to a customer, the newest first. What is void, credited or taken back was not.
///
/// # Errors
/// `not_found`.
pub fn list(read: &Read<'_>, request: SoldLineListRequest) -> Result<SoldLineListResponse> {
    record::require_readable(read, "customer", &request.customer_id)?;
    let mut rows = store::lines(read, &request.customer_id, LINES_MAX + 1)?;
    let more = rows.len() > LINES_MAX;
    rows.truncate(LINES_MAX);
    for row in &mut rows {
        row.source.take_if(|source| record::require_readable(read, &source.kind, &source.id).is_err());
    }
    Ok(SoldLineListResponse { rows, more })
}
