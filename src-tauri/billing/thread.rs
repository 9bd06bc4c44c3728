//! The neighbours of a document in its thread: the deal, the estimate it came from, what was made from it, what corrects it.
//! From any of them the others are one step away, in both directions.

use super::store::thread as store;
use crate::kernel::error::Result;
use crate::store::record;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose neighbours.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentThreadRequest {
    /// An estimate, invoice or credit note.
    pub id: String,
}

/// The neighbours, in the order of the chain.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DocumentThread {
    /// The records.
    pub rows: Vec<ThreadRecord>,
}

/// A record of the same thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ThreadRecord {
    /// `deal`, `estimate`, `invoice`, `credit_note`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its number, code or title.
    pub title: String,
}

/// The neighbours of a document that the user may see.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: DocumentThreadRequest) -> Result<DocumentThread> {
    let kind = store::kind(read, &request.id)?;
    record::require_readable(read, &kind, &request.id)?;
    let mut rows = store::neighbours(read, &request.id)?;
    rows.retain(|row| record::require_readable(read, &row.kind, &row.id).is_ok());
    Ok(DocumentThread { rows })
}
