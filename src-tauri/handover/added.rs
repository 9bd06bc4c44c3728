//! What is sold in a deal after it was handed over: delivery and support are for later again, as far as that goes, and the sheet proposes
//! what was added. Where that was handed over as well and is sold no more, what was made of it goes on until its owners end it.

use super::block::HandoverBlock;
use super::page::HandoverState;
use super::propose::Proposal;
use super::running::{self, Running};
use super::store::{self, running as runs, sold};
use crate::kernel::error::{FieldError, Result};
use crate::store::tx::{Read, Tx};

/// Keeps an estimate that was just accepted for the next handover of its deal, where that was handed over before. One that is accepted in
/// place of all that was sold is no addition, and what runs of it already is not made twice.
///
/// # Errors
/// A failure of the file.
pub(crate) fn sold_more(tx: &Tx<'_>, deal_id: &str, estimate_id: &str) -> Result<()> {
    let Some(handover) = store::of_deal(tx, deal_id)? else { return Ok(()) };
    let running = still_running(tx, deal_id, &handover.id, estimate_id)?;
    running.iter().try_for_each(|one| running::withdraw_of(tx, std::slice::from_ref(&one.what)))?;
    let own = Some(estimate_id);
    let proposal = Proposal::of(tx, deal_id)?;
    if proposal.lines.iter().all(|line| line.estimate_id.as_deref() == own) {
        return Ok(());
    }
    for block in [HandoverBlock::Delivery, HandoverBlock::Support] {
        let added = proposal.added(block);
        let is_open = proposal.state(block) == Some(HandoverState::Later) && added.is_empty();
        let runs = running.iter().any(|one| one.block == block);
        if is_open || runs || proposal.state(block).is_none() {
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

/// Forgets an estimate of a deal that is sold no more. What was made of it alone and still runs is told to its owners and answered as a
/// warning.
///
/// # Errors
/// A failure of the file.
pub(crate) fn sold_less(tx: &Tx<'_>, deal_id: &str, estimate_id: &str) -> Result<Vec<FieldError>> {
    let Some(handover) = store::of_deal(tx, deal_id)? else { return Ok(Vec::new()) };
    store::forget_added(tx, estimate_id)?;
    let accepted = sold::accepted(tx, deal_id)?;
    let is_sold = |id: &String| id != estimate_id && accepted.iter().any(|one| one.shown.estimate_id == *id);
    let mut running = still_running(tx, deal_id, &handover.id, estimate_id)?;
    running.retain(|one| !one.estimates.iter().any(is_sold));
    let running: Vec<Running> = running.into_iter().map(|one| one.what).collect();
    running::tell_of(tx, deal_id, &running, "inbox.sale_less")
}

/// Something that was made of estimates which were handed over beside what was, and goes on.
struct Made {
    block: HandoverBlock,
    what: Running,
    estimates: Vec<String>,
}

fn still_running(read: &Read<'_>, deal_id: &str, handover_id: &str, estimate_id: &str) -> Result<Vec<Made>> {
    let made = store::made_of_added(read, handover_id, estimate_id)?;
    if made.is_empty() {
        return Ok(Vec::new());
    }
    let running = runs::of_deal(read, deal_id)?;
    let found = made.into_iter().filter_map(|(block, id, estimates)| {
        let what = running.iter().find(|one| one.id == id)?.clone();
        Some(Made { block, what, estimates })
    });
    Ok(found.collect())
}
