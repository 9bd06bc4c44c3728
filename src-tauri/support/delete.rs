//! What was made by mistake: a contract or an entitlement on which nothing happened yet is deleted, and can be brought back by undo. What
//! was used, billed or has gone on is ended instead, with a reason.

use super::contract::change::ContractResponse;
use super::entitlement::EntitlementResponse;
use super::store::{contract as contracts, entitlement as entitlements};
use crate::kernel::error::{Error, Result};
use crate::store::tx::Tx;
use crate::store::{given, record, reference};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A contract or an entitlement that shall be deleted.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SupportDeleteRequest {
    /// Which one.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// Deletes a contract with what support it gives, as long as nothing happened on either.
///
/// # Errors
/// `precondition` with `error.contract_in_use` for one that went on, is invoiced again and again or was proposed anew, and with
/// `error.contract_used` when a ticket or a paper leans on what it gives; `conflict`, `not_found`.
pub fn contract(tx: &Tx<'_>, request: SupportDeleteRequest) -> Result<ContractResponse> {
    record::touch(tx, "contract", &request.id, request.version)?;
    let is_used = !reference::tables_pointing_at(tx, "contract", &request.id, &["entitlement"])?.is_empty();
    if is_used || contracts::was_proposed(tx, &request.id)? {
        return Err(Error::precondition("error.contract_in_use"));
    }
    for row in entitlements::of_contract(tx, &request.id)? {
        if is_entitlement_used(tx, &row.id)? {
            return Err(Error::precondition("error.contract_used").with("name", row.name));
        }
        remove_entitlement(tx, &row.id)?;
    }
    given::withdraw(tx, &request.id)?;
    contracts::delete(tx, &request.id)?;
    record::delete(tx, &request.id)?;
    Ok(ContractResponse { id: request.id, version: request.version + 1 })
}

/// Deletes an entitlement on which nothing happened.
///
/// # Errors
/// `precondition` with `error.entitlement_in_use` when a ticket or a paper leans on it; `conflict`, `not_found`.
pub fn entitlement(tx: &Tx<'_>, request: SupportDeleteRequest) -> Result<EntitlementResponse> {
    record::touch(tx, "entitlement", &request.id, request.version)?;
    if is_entitlement_used(tx, &request.id)? {
        return Err(Error::precondition("error.entitlement_in_use"));
    }
    remove_entitlement(tx, &request.id)?;
    Ok(EntitlementResponse { id: request.id, version: request.version + 1 })
}

fn is_entitlement_used(tx: &Tx<'_>, id: &str) -> Result<bool> {
    Ok(!reference::tables_pointing_at(tx, "entitlement", id, &[])?.is_empty())
}

fn remove_entitlement(tx: &Tx<'_>, id: &str) -> Result<()> {
    given::withdraw(tx, id)?;
    entitlements::delete(tx, id)?;
    record::delete(tx, id)
}
