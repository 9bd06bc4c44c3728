//! What is done with a recurring invoice beside making its drafts: it is paused, goes on, leaves a day out, or ends.

use super::super::store::recurring as store;
use super::{RecurringResponse, RecurringState, Rhythm, retitle};
use crate::kernel::error::{Error, Result};
use crate::store::record;
use crate::store::tx::Tx;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Which recurring invoice, at which version.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecurringStateRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// Lets a recurring invoice make no drafts until it is resumed.
///
/// # Errors
/// `precondition` with `error.recurring_not_running`; `conflict`, `not_found`.
pub fn pause(tx: &Tx<'_>, request: RecurringStateRequest) -> Result<RecurringResponse> {
    let stands = running(tx, &request)?;
    store::set_state(tx, &request.id, RecurringState::Paused, stands.done, stands.next)?;
    Ok(changed(request, false))
}

/// Lets a recurring invoice go on that was paused or ended by hand. Days that have passed meanwhile are left out; today’s is made.
///
/// # Errors
/// `precondition` with `error.recurring_running` when it runs, or `error.recurring_over` when no day of it is left; `conflict`,
/// `not_found`.
pub fn resume(tx: &Tx<'_>, request: RecurringStateRequest) -> Result<RecurringResponse> {
    record::touch(tx, "recurring_invoice", &request.id, request.version)?;
    let stands = store::load(tx, &request.id)?;
    if stands.state == RecurringState::Running && stands.next.is_some() {
        return Err(Error::precondition("error.recurring_running"));
    }
    let today = tx.today_at(Some(&stands.branch_id))?;
    let done = stands.done.max(today.pred_opt());
    let Some(next) = stands.rhythm.next(done) else {
        return Err(Error::precondition("error.recurring_over"));
    };
    store::set_state(tx, &request.id, RecurringState::Running, done, Some(next))?;
    retitle(tx, &request.id)?;
    Ok(changed(request, next <= today))
}

/// Leaves the next day out: no draft is made for it, and it is none of the invoices after which the recurring invoice is over.
///
/// # Errors
/// `precondition` with `error.recurring_not_running`; `conflict`, `not_found`.
pub fn skip(tx: &Tx<'_>, request: RecurringStateRequest) -> Result<RecurringResponse> {
    let stands = running(tx, &request)?;
    let next = stands.rhythm.next(stands.next);
    store::set_state(tx, &request.id, RecurringState::Running, stands.next, next)?;
    retitle(tx, &request.id)?;
    Ok(changed(request, false))
}

/// Ends a recurring invoice: it makes no more drafts, unless somebody resumes it.
///
/// # Errors
/// `precondition` with `error.recurring_ended`; `conflict`, `not_found`.
pub fn end(tx: &Tx<'_>, request: RecurringStateRequest) -> Result<RecurringResponse> {
    record::touch(tx, "recurring_invoice", &request.id, request.version)?;
    let stands = store::load(tx, &request.id)?;
    // One that only its contract keeps from going on can be ended as well: it does not come back then.
    let unbound = Rhythm { bound: None, ..stands.rhythm };
    if stands.state == RecurringState::Ended || unbound.next(stands.done).is_none() {
        return Err(Error::precondition("error.recurring_ended"));
    }
    store::set_state(tx, &request.id, RecurringState::Ended, stands.done, None)?;
    retitle(tx, &request.id)?;
    Ok(changed(request, false))
}

/// Ends what recurs of a deal that is not sold any more.
///
/// # Errors
/// A failure of the file.
pub(in crate::billing) fn end_of_deal(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    for id in store::going_on_of_deal(tx, deal_id)? {
        end(tx, RecurringStateRequest { version: record::version(tx, &id)?, id })?;
    }
    Ok(())
}

/// The recurring invoice that is marked as changed, proved to run.
fn running(tx: &Tx<'_>, request: &RecurringStateRequest) -> Result<store::Stored> {
    record::touch(tx, "recurring_invoice", &request.id, request.version)?;
    let stands = store::load(tx, &request.id)?;
    match stands.next {
        Some(_) if stands.state == RecurringState::Running => Ok(stands),
        _ => Err(Error::precondition("error.recurring_not_running")),
    }
}

fn changed(request: RecurringStateRequest, due: bool) -> RecurringResponse {
    RecurringResponse { id: request.id, version: request.version + 1, due }
}
