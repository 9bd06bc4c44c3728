//! What happened to a record, read from the log: who, when, by which command, each column before and after.

use super::record;
use super::tx::Read;
use crate::kernel::error::{Error, Result};
use rusqlite::OptionalExtension as _;
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
    /// Before; null when the row is new. What is named by its id stands with its name, here and in `after`.
    pub before: Value,
    /// After.
    pub after: Value,
}

const ACTIONS_MAX: usize = 50;

/// Columns that hold the id `?1` of something, with what that is called: nobody reads ids.
const NAMED: [(&str, &str, &str); 4] = [
    ("record", "owner_id", "SELECT name FROM user WHERE id = ?1"),
    ("employee", "manager_id", "SELECT name FROM user WHERE employee_id = ?1"),
    ("user_permission_set", "set_id", "SELECT name FROM permission_set WHERE id = ?1"),
    ("deal", "stage_id", "SELECT name FROM stage WHERE id = ?1"),
];

/// Rows that say no more than that two things belong together: when one goes or comes back, the column tells which.
const LINKS: [(&str, &str); 1] = [("user_permission_set", "set_id")];

/// Whom somebody reports to stands with the employee, and is told of the user with whom it was changed.
const OF_EMPLOYEE: &str = "SELECT e.* FROM op u JOIN op e ON e.replica = u.replica AND e.seq = u.seq \
     WHERE u.record_id = ?1 AND u.tbl = 'user' AND e.tbl = 'employee' \
       AND e.pk = (SELECT employee_id FROM user WHERE id = ?1)";

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
        "SELECT o.n, o.seq, t.wall_ms, coalesce(u.name, ''), t.command, t.reason, o.tbl, o.pk, o.body, o.replica, \
           t.actor = ?3 AND t.undoes_seq IS NULL AND t.replica = (SELECT replica FROM log_head) \
             AND NOT EXISTS (SELECT 1 FROM txn w WHERE w.replica = t.replica AND w.seq > t.seq AND w.undoes_seq = t.seq) \
         FROM (SELECT * FROM op WHERE record_id = ?1 \
               UNION ALL SELECT * FROM op WHERE tbl = '{table}' AND record_id IN ({records}) \
               UNION ALL {OF_EMPLOYEE}) o \
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
        let replica: String = row.get(9)?;
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
                own: row.get(10)?,
                changes: Vec::new(),
            });
        }
        device = replica;
        oldest = Some(row.get(0)?);
        if let Some(action) = actions.last_mut() {
            let (table, key): (String, String) = (row.get(6)?, row.get(7)?);
            for change in changes(&table, &row.get::<_, String>(8)?) {
                action.changes.push(named(read, &key, change)?);
            }
        }
    }
    Ok(HistoryResponse { actions, next: None })
}

/// A change of the row `key` with names in the place of ids.
fn named(read: &Read<'_>, key: &str, change: HistoryChange) -> Result<HistoryChange> {
    let mut change = change;
    let link = LINKS.iter().find(|(table, _)| *table == change.table && change.column == "deleted_at");
    if let Some((table, column)) = link {
        let sql = format!("SELECT {column} FROM {table} WHERE id = ?1");
        let linked: Value = read.sql().query_row(&sql, [key], |row| row.get::<_, String>(0))?.into();
        let while_there = |gone: &Value| if gone.is_null() { linked.clone() } else { Value::Null };
        (change.before, change.after) = (while_there(&change.before), while_there(&change.after));
        change.column = (*column).to_owned();
    }
    let known = NAMED.iter().find(|(table, column, _)| *table == change.table && *column == change.column);
    if let Some((_, _, sql)) = known {
        let mut statement = read.sql().prepare_cached(sql)?;
        for value in [&mut change.before, &mut change.after] {
            let Some(id) = value.as_str() else { continue };
            if let Some(name) = statement.query_row([id], |row| row.get::<_, String>(0)).optional()? {
                *value = name.into();
            }
        }
    }
    Ok(change)
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
