//! Where enquiries came from, for the filters of their list.

use crate::crm::store::lead as store;
use crate::kernel::error::Result;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Nothing is asked.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LeadOriginsRequest {}

/// What the leads that the user sees name as their origin, in the order of their letters, at most 200 of each.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LeadOrigins {
    /// Sources; those that differ in capitals are one.
    pub sources: Vec<String>,
    /// Campaigns.
    pub campaigns: Vec<String>,
}

/// Sources and campaigns of the leads.
///
/// # Errors
/// A failure of the file.
pub fn origins(read: &Read<'_>, _: LeadOriginsRequest) -> Result<LeadOrigins> {
    Ok(LeadOrigins {
        sources: store::origins(read, "source", "source_key")?,
        campaigns: store::origins(read, "campaign", "campaign")?,
    })
}
