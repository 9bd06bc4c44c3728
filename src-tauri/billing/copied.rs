//! Copies of estimates and invoices: what was worked, paid for the customer, or used beyond an entitlement is billed only once, and so does
//! not go along.

use super::draft::DraftInput;
use super::store::draft as saved;
use crate::kernel::error::{Error, FieldError, Result};
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// The copy that was made.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DocumentCopyResponse {
    /// The draft.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// What the user should know of it: that lines did not go along.
    pub warnings: Vec<FieldError>,
}

/// Takes lines out of the form of a copy that bill time, expenses or use beyond an entitlement, and says how many.
///
/// # Errors
/// `precondition` with `error.copy_of_work` where no other line is there.
pub(super) fn without_work(read: &Read<'_>, input: &mut DraftInput) -> Result<Vec<FieldError>> {
    let lines = input.lines.get_or_insert_default();
    let before = lines.len();
    let mut kept = Vec::new();
    for line in lines.drain(..) {
        let is_work = line.id.as_deref().map(|id| saved::bills_work(read, id)).transpose()?.unwrap_or(false);
        if !is_work {
            kept.push(line);
        }
    }
    let count = before - kept.len();
    if count > 0 && kept.is_empty() {
        return Err(Error::precondition("error.copy_of_work"));
    }
    *lines = kept;
    let warning =
        (count > 0).then(|| FieldError::new("lines", "warning.copy_without_work").with("count", count));
    Ok(warning.into_iter().collect())
}
