//! What undo keeps of a handover: once others went on with what it made, or have answered it, it is corrected where it stands.

use super::store;
use crate::kernel::error::{Error, Result};
use crate::store::record;
use crate::store::tx::Tx;
use crate::store::undo_rule::{Rule, before, has_moved};

/// The rules of undo of this capability.
pub(crate) const UNDO_RULES: &[Rule] = &[
    before(&["handover_made"], spare_gone_on),
    before(&["handover_made"], spare_planned),
    before(&["handover"], spare_answered),
];

/// Refuses to take back what activities, files or a reached milestone belong to by now: they would go with it without a word.
///
/// # Errors
/// `precondition` with `error.handover_gone_on`.
fn spare_gone_on(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let since = store::since(tx, seq)?;
    if since.is_empty() {
        return Ok(());
    }
    Err(Error::precondition("error.handover_gone_on").with("what", since.join(", ")))
}

/// Refuses where parts of the billing were planned since, or the rest was closed: that would stay, and the deal be handed over again beside it.
///
/// # Errors
/// `precondition` with `error.handover_plan_moved`.
fn spare_planned(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for deal_id in store::handed_in(tx, seq)? {
        if store::closed_since(tx, seq, &deal_id)? || has_moved(tx, seq, &deal_id, "billing_milestone", &[])?
        {
            let deal = record::title(tx, &deal_id)?;
            return Err(Error::precondition("error.handover_plan_moved").with("deal", deal));
        }
    }
    Ok(())
}

/// Refuses where delivery or finance has answered.
///
/// # Errors
/// `precondition` with `error.handover_answered`.
fn spare_answered(tx: &Tx<'_>, seq: i64) -> Result<()> {
    match store::answered_since(tx, seq)? {
        Some(user) => Err(Error::precondition("error.handover_answered").with("user", user)),
        None => Ok(()),
    }
}
