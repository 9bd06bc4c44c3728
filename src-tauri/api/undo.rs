//! Undo over all capabilities: rows go back by inverse changes, facts by the reversing fact their capability names.

use crate::kernel::error::Result;
use crate::store::tx::Tx;
use crate::store::undo::{self, UndoRequest, UndoResponse};
use crate::{attachments, billing, crm};

/// Takes back the last own action.
///
/// # Errors
/// As [`undo::undo`], or whatever the reversing command refuses.
pub fn undo(tx: &Tx<'_>, request: UndoRequest) -> Result<UndoResponse> {
    let action = undo::action(tx, request.seq)?;
    let mut reversals = billing::REVERSALS.iter().chain(attachments::REVERSALS).chain(crm::REVERSALS);
    match reversals.find(|(command, _)| *command == action.command) {
        Some((_, reverse)) => {
            reverse(tx, request.seq)?;
            Ok(UndoResponse { command: action.command })
        }
        None => undo::invert_all(tx, request.seq).map(|()| UndoResponse { command: action.command }),
    }
}
