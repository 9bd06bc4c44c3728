//! What happened to a record, read from the log: who, when, by which command, each column before and after.

use super::record;
use super::tx::Read;
use crate::kernel::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// Whose history.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HistoryRequest {
    /// The record's kind.
    pub kind: String,
    /// The record's id.
    pub id: String,
    /// The `next` of the page before.
    #[serde(default)]
    #[ts(optional)]
    pub before: Option<i64>,
}

/// Actions on a record, newest first.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HistoryResponse {
    /// The actions.
    pub actions: Vec<HistoryAction>,
    /// What to send as `before` for older ones.
    pub next: Option<i64>,
}

/// One action.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HistoryAction {
    /// Its number on this device.
    pub seq: i64,
    /// When, in epoch milliseconds.
    pub at_ms: i64,
    /// Who.
    pub actor: String,
    /// The command's name.
    pub command: String,
    /// Why, in the user's words.
    pub reason: String,
    /// Whether it is the user's own, done on this device, and may be taken back unless something was built on it since.
    pub own: bool,
    /// What changed.
    pub changes: Vec<HistoryChange>,
}

/// One column that changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HistoryChange {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// Before; null when the row is new.
    pub before: Value,
    /// After.
    pub after: Value,
}

const ACTIONS_MAX: usize = 50;

/// What has a history and is no record of the firm's work, with the permission under which it is read.
const APART: [(&str, &str); 2] = [("branch", "company.read"), ("user", "user.read")];

fn require_told(read: &Read<'_>, kind: &str, id: &str) -> Result<()> {
    let Some((table, permission)) = APART.iter().find(|(known, _)| *known == kind) else {
        return record::require_readable(read, kind, id);
    };
    let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ?1)");
    let is_there = read.sql().query_row(&sql, [id], |row| row.get(0))?;
    match is_there && read.actor().scope(permission).is_some() {
        true => Ok(()),
        false => Err(Error::not_found(kind)),
    }
}

/// The history of a record, newest first, fifty actions at a time. `beside` names the facts of other records that it tells as well: a
/// table, and the records `?1` is told of.
///
/// # Errors
/// `not_found` when the record does not exist or may not be seen.
pub fn of_record(read: &Read<'_>, request: HistoryRequest, beside: (&str, &str)) -> Result<HistoryResponse> {
    require_told(read, &request.kind, &request.id)?;
    let (table, records) = beside;
    let mut statement = read.sql().prepare_cached(&format!(
        "SELECT o.n, o.seq, t.wall_ms, coalesce(u.name, ''), t.command, t.reason, o.tbl, o.body, o.replica, \
           t.actor = ?3 AND t.undoes_seq IS NULL AND t.replica = (SELECT replica FROM log_head) \
             AND NOT EXISTS (SELECT 1 FROM txn w WHERE w.replica = t.replica AND w.seq > t.seq AND w.undoes_seq = t.seq) \
         FROM (SELECT * FROM op WHERE record_id = ?1 \
               UNION ALL SELECT * FROM op WHERE tbl = '{table}' AND record_id IN ({records})) o \
         JOIN txn t ON t.replica = o.replica AND t.seq = o.seq LEFT JOIN user u ON u.id = t.actor \
         WHERE o.n < ?2 ORDER BY o.n DESC"
    ))?;
    let mut rows =
        statement.query((&request.id, request.before.unwrap_or(i64::MAX), &read.actor().user_id))?;
    let mut actions: Vec<HistoryAction> = Vec::new();
    let (mut oldest, mut device) = (None, String::new());
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(1)?;
        // Devices count for themselves: the fifth action of one is not the fifth of another.
        let replica: String = row.get(8)?;
        if actions.last().is_none_or(|action| action.seq != seq || device != replica) {
            if actions.len() == ACTIONS_MAX {
                return Ok(HistoryResponse { actions, next: oldest });
            }
            actions.push(HistoryAction {
                seq,
                at_ms: row.get(2)?,
                actor: row.get(3)?,
                command: row.get(4)?,
                reason: row.get(5)?,
                own: row.get(9)?,
                changes: Vec::new(),
            });
        }
        device = replica;
        oldest = Some(row.get(0)?);
        if let Some(action) = actions.last_mut() {
            action.changes.extend(changes(&row.get::<_, String>(6)?, &row.get::<_, String>(7)?));
        }
    }
    Ok(HistoryResponse { actions, next: None })
}

fn changes(table: &str, body: &str) -> Vec<HistoryChange> {
    let body: serde_json::Map<String, Value> = serde_json::from_str(body).unwrap_or_default();
    body.into_iter()
        // Keys and counters of the bookkeeping would only hide what the user did.
        .filter(|(column, _)| !matches!(column.as_str(), "id" | "version" | "created_txn" | "created_ms"))
        .map(|(column, mut pair)| HistoryChange {
            table: table.to_owned(),
            column,
            before: pair.get_mut(0).map(Value::take).unwrap_or(Value::Null),
            after: pair.get_mut(1).map(Value::take).unwrap_or(Value::Null),
        })
        .collect()
}
