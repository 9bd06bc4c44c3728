//! Undo over all capabilities: rows go back by inverse changes, facts by the reversing fact their capability names.

use crate::kernel::error::Result;
use crate::store::tx::{Changed, Tx};
use crate::store::undo::{self, UndoRequest, UndoResponse};
use crate::{attachments, billing, crm};

/// Whether [`undo`] would take back what `command` has just changed: its rows can go back, or its facts have a reversing fact.
#[must_use]
pub fn is_offered(command: &str, changed: &[Changed]) -> bool {
    reversal(command).is_some() || changed.iter().all(|row| undo::can_go_back(&row.table))
}

fn reversal(command: &str) -> Option<undo::Reversal> {
    let mut all = billing::REVERSALS.iter().chain(attachments::REVERSALS).chain(crm::REVERSALS);
    all.find(|(known, _)| *known == command).map(|(_, reverse)| *reverse)
}

/// Takes back the last own action.
///
/// # Errors
/// As [`undo::undo`], or whatever the reversing command refuses.
pub fn undo(tx: &Tx<'_>, request: UndoRequest) -> Result<UndoResponse> {
    let action = undo::action(tx, request.seq)?;
    match reversal(&action.command) {
        Some(reverse) => {
            reverse(tx, request.seq)?;
            Ok(UndoResponse { command: action.command })
        }
        None => undo::invert_all(tx, request.seq).map(|()| UndoResponse { command: action.command }),
    }
}
