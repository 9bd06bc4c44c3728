//! Handover: a deal that is won reaches those who deliver, bill and support it, without a word that is typed twice.
//!
//! What was sold and promised is laid out on one sheet and confirmed at once. What is kept for later stays in sight until it is done;
//! delivery and finance accept what they got, or send it back with a reason.

mod added;
pub mod block;
mod brought;
pub mod commitment;
pub mod confirm;
mod notice;
pub mod page;
mod propose;
pub mod running;
pub mod scope;
pub mod sheet;
mod store;
pub mod thread;
mod undo;

pub(crate) use added::{sold_less, sold_more};
pub(crate) use undo::UNDO_RULES;

use crate::api::command::{Command, read, write};
use crate::crm::activity;
use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::store::word;

/// Lets the billing of a deal be handed over anew: it is not sold any more, and what was planned of it is gone.
///
/// # Errors
/// A failure of the file.
pub(crate) fn forget_billing(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    store::forget_billing(tx, deal_id)
}

/// Whether a deal was handed over to be invoiced by time and material.
///
/// # Errors
/// A failure of the file.
pub(crate) fn is_by_hours(read: &Read<'_>, deal_id: &str) -> Result<bool> {
    let kind = word::of(&block::HandoverBillingKind::TimeAndMaterial);
    Ok(store::billing_choice(read, deal_id)?.is_some_and(|choice| choice == kind))
}

/// Moves what the handover of a contract planned for its renewal by so many days, since the contract itself has moved; what was done
/// meanwhile stays.
///
/// # Errors
/// A failure of the file.
pub(crate) fn move_reminder(tx: &Tx<'_>, contract_id: &str, days: i64) -> Result<()> {
    store::reminders(tx, contract_id)?.iter().try_for_each(|id| activity::postpone(tx, id, days))
}

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("handover.prepare", "handover.read", sheet::prepare),
        read("handover.get", "handover.read", page::get),
        read("handover.scope", "handover.read", scope::scope),
        write("handover.confirm", "handover.write", confirm::confirm),
        // Which side somebody may speak for is asked inside.
        write("handover.answer", "handover.read", page::answer),
        read("handover.running", "handover.read", running::list),
        // What somebody may end is asked inside.
        write("handover.end", "handover.read", running::end),
        read("thread.get", "deal.read", thread::get),
        read("commitment.list", "handover.read", commitment::list),
        write("commitment.create", "handover.write", commitment::create),
        write("commitment.update", "handover.write", commitment::update),
        write("commitment.mark", "handover.write", commitment::mark),
        write("commitment.delete", "handover.write", commitment::delete),
    ]
}
