//! Undo over all capabilities: rows go back by inverse changes, facts by the reversing fact their capability names.

use super::COMMANDS;
use crate::kernel::error::Result;
use crate::settings::{seller, user};
use crate::store::tx::{Changed, Tx};
use crate::store::undo::{self, UndoRequest, UndoResponse};
use crate::{attachments, billing, crm};
use rusqlite::Connection;

/// Whether [`undo`] would take back what `command` has just changed: its rows can go back, or its facts have a reversing fact.
#[must_use]
pub fn is_offered(command: &str, changed: &[Changed]) -> bool {
    reversal(command).is_some() || changed.iter().all(|row| undo::can_go_back(&row.table))
}

fn reversal(command: &str) -> Option<undo::Reversal> {
    let mut all = billing::REVERSALS.iter().chain(attachments::REVERSALS).chain(crm::REVERSALS);
    all.find(|(known, _)| *known == command).map(|(_, reverse)| *reverse)
}

/// The permission that taking back transaction `seq` of this device needs: that of the command which did it, and which would
/// have to correct it. Whoever may not record payments any more may not unrecord them either.
///
/// # Errors
/// A failure of the file.
pub fn permission(conn: &Connection, seq: i64) -> Result<Option<&'static str>> {
    let command = undo::command_of(conn, seq)?;
    Ok(command.and_then(|name| COMMANDS.get(name.as_str())).map(|command| command.permission))
}

/// Takes back an own action, within the reach of the permission that the action needs; see [`permission`].
///
/// # Errors
/// As [`undo::action`], [`undo::invert_all`], [`billing::undo_spares_issued`], [`user::somebody_manages`] and [`seller::undo_keeps_papers`],
/// and whatever the reversing command refuses.
pub fn undo(tx: &Tx<'_>, request: UndoRequest) -> Result<UndoResponse> {
    let action = undo::action(tx, request.seq)?;
    match reversal(&action.command) {
        Some(reverse) => {
            reverse(tx, request.seq)?;
            Ok(UndoResponse { command: action.command })
        }
        None => {
            billing::undo_spares_issued(tx, request.seq)?;
            undo::invert_all(tx, request.seq)?;
            user::somebody_manages(tx)?;
            seller::undo_keeps_papers(tx, request.seq)?;
            Ok(UndoResponse { command: action.command })
        }
    }
}
