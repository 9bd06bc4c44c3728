//! Undo over all capabilities: rows go back by inverse changes, facts by the reversing fact their capability names.

use crate::billing;
use crate::kernel::error::Result;
use crate::store::tx::Tx;
use crate::store::undo::{self, UndoRequest, UndoResponse};

/// Takes back the last own action.
///
/// # Errors
/// As [`undo::undo`], or whatever the reversing command refuses.
pub fn undo(tx: &Tx<'_>, request: UndoRequest) -> Result<UndoResponse> {
    let action = undo::action(tx, request.seq)?;
    match billing::REVERSALS.iter().find(|(command, _)| *command == action.command) {
        Some((_, reverse)) => {
            reverse(tx, request.seq)?;
            Ok(UndoResponse { command: action.command })
        }
        None => undo::invert_all(tx, request.seq).map(|()| UndoResponse { command: action.command }),
    }
}
