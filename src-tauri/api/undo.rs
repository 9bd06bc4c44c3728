//! Undo over all capabilities: rows go back by inverse changes, facts by the reversing fact their capability names, and the rules of
//! the tables that are touched are kept.

use super::COMMANDS;
use crate::kernel::error::Result;
use crate::store::tx::{Changed, Tx};
use crate::store::undo::{self, UndoRequest, UndoResponse};
use crate::store::undo_rule::{Called, Rule, When};
use crate::{attachments, billing, catalogue, crm, projects, settings, support, time};
use rusqlite::Connection;

/// Whether [`undo`] would take back what `command` has just changed: its rows can go back, or its facts have a reversing fact.
#[must_use]
pub fn is_offered(command: &str, changed: &[Changed]) -> bool {
    reversal(command).is_some() || changed.iter().all(|row| undo::can_go_back(&row.table))
}

fn reversal(command: &str) -> Option<undo::Reversal> {
    let mut all = billing::REVERSALS
        .iter()
        .chain(attachments::REVERSALS)
        .chain(crm::REVERSALS)
        .chain(support::REVERSALS);
    all.find(|(known, _)| *known == command).map(|(_, reverse)| *reverse)
}

/// Every rule that undo keeps. What the settings refuse is told first: their cure is nearest to what was changed.
fn rules() -> impl Iterator<Item = &'static Rule> {
    let others = catalogue::UNDO_RULES
        .iter()
        .chain(crm::UNDO_RULES)
        .chain(billing::UNDO_RULES)
        .chain(support::UNDO_RULES)
        .chain(projects::UNDO_RULES)
        .chain(time::UNDO_RULES);
    settings::UNDO_RULES.iter().chain(others)
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
/// As [`undo::action`] and [`undo::invert_all`], and whatever the reversing command or a rule of the tables refuses.
pub fn undo(tx: &Tx<'_>, request: UndoRequest) -> Result<UndoResponse> {
    let action = undo::action(tx, request.seq)?;
    let called = Called::of(tx, request.seq, rules())?;
    called.keep(tx, When::Before)?;
    match reversal(&action.command) {
        Some(reverse) => reverse(tx, request.seq)?,
        None => undo::invert_all(tx, request.seq)?,
    }
    called.keep(tx, When::After)?;
    Ok(UndoResponse { command: action.command })
}
