//! An end is taken back: the customer stays after all, or the day was a wrong one and is said anew.

use super::contract::change::ContractResponse;
use super::entitlement::EntitlementResponse;
use super::renewed;
use super::store::{contract as contracts, entitlement as entitlements};
use crate::billing::recurring::term as recurring;
use crate::kernel::error::{Error, Result};
use crate::store::record;
use crate::store::tx::Tx;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A contract whose end is taken back.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractReopenRequest {
    /// Which contract.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// An entitlement whose end is taken back.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EntitlementReopenRequest {
    /// Which entitlement.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// Takes the end of a contract back, and that of what support ended together with it.
///
/// # Errors
/// `precondition` with `error.not_ended`; `conflict`, `not_found`.
pub fn contract(tx: &Tx<'_>, request: ContractReopenRequest) -> Result<ContractResponse> {
    record::touch(tx, "contract", &request.id, request.version)?;
    let stands = contracts::get(tx, &request.id)?;
    let Some(day) = stands.ended else { return Err(Error::precondition("error.not_ended")) };
    contracts::reopen(tx, &request.id)?;
    recurring::reopen(tx, &request.id)?;
    for row in entitlements::of_contract(tx, &request.id)? {
        let given = entitlements::get(tx, &row.id)?;
        // What never began ended on the day on which it would have begun.
        let with_it = given.ended.is_some_and(|ended| ended == day || (ended > day && ended == row.start));
        if with_it && given.end_reason == stands.end_reason {
            record::touch(tx, "entitlement", &row.id, row.version)?;
            entitlements::reopen(tx, &row.id)?;
        }
    }
    // What was sold of its next term meanwhile is owed from now on.
    renewed::renew_reopened(tx, &request.id)?;
    let version = record::version(tx, &request.id)?;
    Ok(ContractResponse { id: request.id, version })
}

/// Takes the end of an entitlement back.
///
/// # Errors
/// `precondition` with `error.not_ended`, or `error.reopen_contract` while its contract has ended; `conflict`, `not_found`.
pub fn entitlement(tx: &Tx<'_>, request: EntitlementReopenRequest) -> Result<EntitlementResponse> {
    record::touch(tx, "entitlement", &request.id, request.version)?;
    let stands = entitlements::get(tx, &request.id)?;
    if stands.ended.is_none() {
        return Err(Error::precondition("error.not_ended"));
    }
    if let Some(contract_id) = &stands.row.contract_id
        && contracts::get(tx, contract_id)?.ended.is_some()
    {
        return Err(Error::precondition("error.reopen_contract"));
    }
    entitlements::reopen(tx, &request.id)?;
    Ok(EntitlementResponse { id: request.id, version: request.version + 1 })
}
