//! What is sold in a deal after it was handed over: delivery and support are for later again, as far as that goes, and the sheet proposes
//! what was added.

use super::block::HandoverBlock;
use super::page::HandoverState;
use super::propose::Proposal;
use super::store;
use crate::kernel::error::Result;
use crate::store::tx::Tx;

/// Keeps an estimate that was just accepted for the next handover of its deal, where that was handed over before. One that is accepted in
/// place of all that was sold is no addition.
///
/// # Errors
/// A failure of the file.
pub(crate) fn sold_more(tx: &Tx<'_>, deal_id: &str, estimate_id: &str) -> Result<()> {
    let Some(handover) = store::of_deal(tx, deal_id)? else { return Ok(()) };
    let own = Some(estimate_id);
    let proposal = Proposal::of(tx, deal_id)?;
    if proposal.lines.iter().all(|line| line.estimate_id.as_deref() == own) {
        return Ok(());
    }
    for block in [HandoverBlock::Delivery, HandoverBlock::Support] {
        let added = proposal.added(block);
        let is_open = proposal.state(block) == Some(HandoverState::Later) && added.is_empty();
        if is_open || proposal.state(block).is_none() {
            continue;
        }
        let more = [added, &[estimate_id.to_owned()]].concat();
        store::set_added(tx, &handover.id, block, &more)?;
        // Nothing of what was added may be for this block.
        if !Proposal::of(tx, deal_id)?.is_proposed(block) {
            store::set_added(tx, &handover.id, block, added)?;
        }
    }
    Ok(())
}

/// Forgets an estimate that is sold no more.
///
/// # Errors
/// A failure of the file.
pub(crate) fn sold_less(tx: &Tx<'_>, estimate_id: &str) -> Result<()> {
    store::forget_added(tx, estimate_id)
}
