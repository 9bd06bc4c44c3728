//! How the company invoices time.

use super::store::{setting as rows, subject as subjects};
use crate::kernel::error::{Error, Result};
use crate::store::tx::{Read, Tx};
use crate::store::version;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What may be invoiced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimeBills {
    /// What was approved.
    Approved,
    /// All that is noted.
    All,
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeSettingGetRequest {}

/// How the company invoices time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TimeSetting {
    /// Rises with each change.
    pub version: i64,
    /// What may be invoiced.
    pub bills: TimeBills,
    /// The item that stands on lines of time without one of its own.
    pub item_id: Option<String>,
    /// The item's name; empty when it is none.
    pub item: String,
}

/// How it should be.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeSettingSaveRequest {
    /// The version that was seen.
    pub version: i64,
    /// What may be invoiced.
    pub bills: TimeBills,
    /// The item that stands on lines of time without one of its own; none when absent.
    #[serde(default)]
    #[ts(optional)]
    pub item_id: Option<String>,
}

/// How the company invoices time.
///
/// # Errors
/// A failure of the file.
pub fn get(read: &Read<'_>, _: TimeSettingGetRequest) -> Result<TimeSetting> {
    Ok(rows::get(read)?.1)
}

/// Changes how the company invoices time.
///
/// # Errors
/// `error.no_such_item` at `item_id`; `conflict`.
pub fn save(tx: &Tx<'_>, request: TimeSettingSaveRequest) -> Result<TimeSetting> {
    let (id, _) = rows::get(tx)?;
    version::touch(tx, "time_setting", &id, request.version)?;
    let item_id = request.item_id.filter(|id| !id.is_empty());
    if let Some(item_id) = &item_id
        && !subjects::has_item(tx, item_id)?
    {
        return Err(Error::field("item_id", "error.no_such_item"));
    }
    rows::update(tx, &id, request.bills, item_id.as_deref())?;
    Ok(rows::get(tx)?.1)
}
