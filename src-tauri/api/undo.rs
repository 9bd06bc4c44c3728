//! Undo over all capabilities: rows go back by inverse changes, facts by the reversing fact their capability names, and the rules of
//! the tables that are touched are kept.

use super::COMMANDS;
use super::pipeline::UndoHandle;
use crate::kernel::error::Result;
use crate::store::history::{self, HistoryRequest, HistoryResponse};
use crate::store::name;
use crate::store::tx::{Changed, Read, Tx};
use crate::store::undo::{self, UndoRequest, UndoResponse};
use crate::store::undo_rule::{Called, Rule, When};
use crate::{attachments, billing, catalogue, crm, handover, projects, settings, support, time};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether [`undo`] would take back what `command` has just changed: its rows can go back, or its facts have a reversing fact.
#[must_use]
pub fn is_offered(command: &str, changed: &[Changed]) -> bool {
    goes_back(command, changed.iter().map(|row| row.table.as_str()))
}

fn goes_back<'a>(command: &str, mut tables: impl Iterator<Item = &'a str>) -> bool {
    reversal(command).is_some() || tables.all(undo::can_go_back)
}

/// Whether the user may still do what he did.
fn is_mine(read: &Read<'_>, own: &undo::OwnAction) -> bool {
    let permission = COMMANDS.get(own.command.as_str()).map(|command| command.permission);
    permission.is_some_and(|permission| read.actor().scope(permission).is_some())
}

/// Whether an own action that still stands would be offered to be taken back to this user. What somebody built on it since is asked
/// only when it is.
fn is_mine_to_take_back(read: &Read<'_>, own: &undo::OwnAction) -> Result<bool> {
    if !is_mine(read, own) {
        return Ok(false);
    }
    let tables = undo::tables_of(read, own.seq)?;
    Ok(goes_back(&own.command, tables.iter().map(String::as_str)))
}

/// What the program does by itself in the name of the owner, and what was only read. Nobody means it by undoing what was done last.
const BY_ITSELF: [&str; 6] = [
    "contract.propose_ahead",
    "contract.roll",
    "inbox.read",
    "inbox.refresh",
    "recurring_invoice.make",
    "ticket.escalate",
];

/// Which of the newest actions is looked for.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct NewestRequest {
    /// Only one before this action: it was told already that a later one cannot be taken back.
    pub before: Option<i64>,
}

/// The newest action.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct NewestResponse {
    /// Its number on this device with its command; null when there is none among the newest.
    pub action: Option<UndoHandle>,
    /// False: it made a fact that nothing takes back.
    pub is_offered: bool,
}

/// The user's newest action on this device that still stands, whenever it was done: undo goes on where another window ended.
///
/// # Errors
/// A failure of the file.
pub fn newest(read: &Read<'_>, request: NewestRequest) -> Result<NewestResponse> {
    for own in undo::newest_own(read, request.before)? {
        if !BY_ITSELF.contains(&own.command.as_str()) && is_mine(read, &own) {
            let is_offered = is_mine_to_take_back(read, &own)?;
            let action = Some(UndoHandle { seq: own.seq, command: own.command });
            return Ok(NewestResponse { action, is_offered });
        }
    }
    Ok(NewestResponse { action: None, is_offered: false })
}

/// The history of a record, with what of it the user may take back.
///
/// # Errors
/// As [`history::of_record`].
pub fn history(read: &Read<'_>, request: HistoryRequest) -> Result<HistoryResponse> {
    let mut response = history::of_record(read, request, billing::TOLD_OF_INVOICE)?;
    for action in response.actions.iter_mut().filter(|action| action.own) {
        let own = undo::OwnAction { seq: action.seq, command: action.command.clone() };
        action.own = is_mine_to_take_back(read, &own)?;
    }
    Ok(response)
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
        .chain(handover::UNDO_RULES)
        .chain(projects::UNDO_RULES)
        .chain(time::UNDO_RULES)
        .chain(name::UNDO_RULES);
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
    // What the program made of it by itself meanwhile is nobody's work, and goes first.
    billing::take_drafts_back(tx, request.seq)?;
    let called = Called::of(tx, request.seq, rules())?;
    called.keep(tx, When::Before)?;
    match reversal(&action.command) {
        Some(reverse) => reverse(tx, request.seq)?,
        None => undo::invert_all(tx, request.seq)?,
    }
    called.keep(tx, When::After)?;
    Ok(UndoResponse { command: action.command })
}
