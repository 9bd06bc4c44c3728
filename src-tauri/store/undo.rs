//! Taking back the last own action: a new transaction of inverse changes, never a rewrite of the log.
//!
//! It is refused, with the reason, when somebody else did it, when a row has moved on since, or when it made a fact: an
//! issued document is corrected, not undone.

use super::record;
use super::reference;
use super::registry::{self, Class};
use super::tx::{Read, Tx};
use crate::kernel::error::{Code, Error, Result};
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, OptionalExtension as _, params_from_iter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Takes back what transaction `seq` of this device wrote, by another fact.
pub type Reversal = fn(&Tx<'_>, i64) -> Result<()>;

/// What to take back.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct UndoRequest {
    /// The number of the transaction on this device.
    pub seq: i64,
}

/// What was taken back.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct UndoResponse {
    /// The command that was taken back.
    pub command: String,
}

struct Op {
    table: String,
    pk: String,
    record_id: Option<String>,
    inserted: bool,
    body: Map<String, Value>,
}

/// An action that may be taken back.
#[derive(Debug, Clone)]
pub struct OwnAction {
    /// Its number on this device.
    pub seq: i64,
    /// The command that did it.
    pub command: String,
}

/// Proves that transaction `seq` of this device is the user's own and still stands.
///
/// # Errors
/// `not_found`; `precondition` with `error.undo_not_yours` or `error.undo_done`.
pub fn action(tx: &Tx<'_>, seq: i64) -> Result<OwnAction> {
    let found: Option<(String, String)> = tx
        .sql()
        .query_row(
            "SELECT actor, command FROM txn WHERE replica = ?1 AND seq = ?2",
            (tx.replica(), seq),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((actor, command)) = found else { return Err(Error::not_found("action")) };
    if actor != tx.actor().user_id {
        return Err(Error::precondition("error.undo_not_yours"));
    }
    let already: bool = tx.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM txn WHERE replica = ?1 AND seq > ?2 AND undoes_seq = ?2)",
        (tx.replica(), seq),
        |row| row.get(0),
    )?;
    if already { Err(Error::precondition("error.undo_done")) } else { Ok(OwnAction { seq, command }) }
}

/// How many of the newest own actions are looked at.
const NEWEST_MAX: i64 = 50;

/// The user's newest actions on this device that still stand, newest first, `before` one of them when it is named. What took
/// something back is none of them.
///
/// # Errors
/// A failure of the file.
pub fn newest_own(read: &Read<'_>, before: Option<i64>) -> Result<Vec<OwnAction>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT t.seq, t.command FROM txn t WHERE t.replica = (SELECT replica FROM log_head) AND t.actor = ?1 \
           AND t.seq < ?3 AND t.undoes_seq IS NULL AND NOT EXISTS \
             (SELECT 1 FROM txn u WHERE u.replica = t.replica AND u.seq > t.seq AND u.undoes_seq = t.seq) \
         ORDER BY t.seq DESC LIMIT ?2",
    )?;
    let rows = statement
        .query_map((&read.actor().user_id, NEWEST_MAX, before.unwrap_or(i64::MAX)), |row| {
            Ok(OwnAction { seq: row.get(0)?, command: row.get(1)? })
        })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The tables that transaction `seq` of this device changed.
///
/// # Errors
/// A failure of the file.
pub fn tables_of(read: &Read<'_>, seq: i64) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT DISTINCT tbl FROM op WHERE replica = (SELECT replica FROM log_head) AND seq = ?1",
    )?;
    let rows = statement.query_map([seq], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The command whose work transaction `seq` of this device changed: its own, or for an undo the one that was taken back, since
/// undoing an undo does it again. `None` when there is no such transaction.
///
/// # Errors
/// A failure of the file.
pub fn command_of(conn: &Connection, seq: i64) -> Result<Option<String>> {
    Ok(conn
        .prepare_cached(
            "WITH RECURSIVE chain (replica, command, undoes_seq) AS ( \
               SELECT t.replica, t.command, t.undoes_seq FROM txn t JOIN log_head h ON h.replica = t.replica WHERE t.seq = ?1 \
               UNION ALL SELECT t.replica, t.command, t.undoes_seq FROM chain c \
                 JOIN txn t ON t.replica = c.replica AND t.seq = c.undoes_seq) \
             SELECT command FROM chain WHERE undoes_seq IS NULL",
        )?
        .query_row([seq], |row| row.get(0))
        .optional()?)
}

/// Writes the inverse of every change of transaction `seq` of this device.
///
/// # Errors
/// `not_found` for a record that is out of reach; `precondition` with `error.undo_fact`, `error.undo_in_use` or
/// `error.undo_needs`; `conflict` with `error.undo_moved_on`, or `error.undo_record_moved_on` where it changed several records.
pub fn invert_all(tx: &Tx<'_>, seq: i64) -> Result<()> {
    check_reach(tx, seq)?;
    let ops = ops_of(tx, seq)?;
    // A row that the transaction itself changed twice stands as the later change left it.
    let mut judged = BTreeSet::new();
    let records: BTreeSet<&String> = ops.iter().filter_map(|op| op.record_id.as_ref()).collect();
    for op in ops.iter().rev() {
        check(tx, op, &mut judged).or_else(|error| match &op.record_id {
            Some(id) if error.code == Code::Conflict && records.len() > 1 => Err(named(tx, id, error)?),
            _ => Err(error),
        })?;
    }
    ops.iter().rev().try_for_each(|op| invert(tx, op))?;
    // Asked afterwards: what the transaction itself pointed at its new rows has been taken back by now, and what it deleted
    // together is back together.
    check_unused(tx, seq)?;
    check_belongs(tx, seq)
}

/// Of several records, the one that moved on, for who may see it.
fn named(tx: &Tx<'_>, id: &str, error: Error) -> Result<Error> {
    let title = record::title(tx, id)?;
    let is_seen = !title.is_empty()
        && record::kind_of(tx, id).is_ok_and(|kind| record::require_readable(tx, &kind, id).is_ok());
    Ok(if is_seen { Error::new(error.code, "error.undo_record_moved_on").with("what", title) } else { error })
}

/// A table with those of its columns that go back.
pub type Part = (&'static str, &'static [&'static str]);

/// Takes back what one transaction of this device made of some records: the rows that it added, and what it changed in the columns of
/// `parts`. It is the transaction that made row `made` of a table. False, and nothing changes, where it was none of this device, where
/// something of that stands otherwise by now, or where what it added is used.
///
/// # Errors
/// A failure of the file.
pub fn take_part_back(
    tx: &Tx<'_>,
    made: (&str, &str),
    records: &BTreeSet<String>,
    parts: &[Part],
) -> Result<bool> {
    let seq: Option<i64> = tx
        .sql()
        .prepare_cached("SELECT seq FROM op WHERE replica = ?1 AND tbl = ?2 AND pk = ?3 AND kind = 'I'")?
        .query_row((tx.replica(), made.0, made.1), |row| row.get(0))
        .optional()?;
    let Some(seq) = seq else { return Ok(false) };
    let mut ops = ops_of(tx, seq)?;
    ops.retain_mut(|op| {
        let Some((_, columns)) = parts.iter().find(|(table, _)| *table == op.table) else { return false };
        if !op.inserted {
            op.body.retain(|column, _| columns.contains(&column.as_str()));
        }
        op.record_id.as_ref().is_some_and(|id| records.contains(id))
    });
    let mut judged = BTreeSet::new();
    for op in ops.iter().rev() {
        match check(tx, op, &mut judged) {
            Err(error) if error.code == Code::Conflict => return Ok(false),
            other => other?,
        }
        // The record of a row is asked with the row.
        let is_own = op.inserted && op.table != "record";
        if is_own && !reference::tables_pointing_at(tx, &op.table, &op.pk, &[])?.is_empty() {
            return Ok(false);
        }
    }
    ops.iter().rev().try_for_each(|op| invert(tx, op))?;
    Ok(true)
}

/// Refuses when a record that transaction `seq` edited is out of the user's reach, unless the transaction itself gave it to the
/// owner it still has: whoever handed over the wrong deal takes it back.
fn check_reach(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let Some(owners) = tx.visible_owners() else { return Ok(()) };
    let owners = serde_json::to_string(&owners).map_err(Error::internal)?;
    // An edit raises the version; what merely follows another record, as an activity its lead, is nobody's edit.
    let beyond: Option<(String, String)> = tx
        .sql()
        .prepare_cached(
            "SELECT r.kind, r.id FROM op o JOIN record r ON r.id = o.pk \
             WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'record' AND o.kind = 'U' AND json_type(o.body, '$.version') IS NOT NULL \
               AND coalesce(r.owner_id, '') NOT IN (SELECT value FROM json_each(?3)) \
               AND NOT EXISTS (SELECT 1 FROM op g WHERE g.replica = ?1 AND g.seq = ?2 AND g.tbl = 'record' AND g.pk = o.pk \
                                 AND json_extract(g.body, '$.owner_id[1]') = r.owner_id) LIMIT 1",
        )?
        .query_row((tx.replica(), seq, owners), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    beyond.map_or(Ok(()), |(kind, id)| record::require(tx, &kind, &id))
}

fn ops_of(tx: &Tx<'_>, seq: i64) -> Result<Vec<Op>> {
    let mut statement = tx.sql().prepare(
        "SELECT tbl, pk, record_id, kind, body FROM op WHERE replica = ?1 AND seq = ?2 ORDER BY n",
    )?;
    let mut rows = statement.query((tx.replica(), seq))?;
    let mut ops = Vec::new();
    while let Some(row) = rows.next()? {
        ops.push(Op {
            table: row.get(0)?,
            pk: row.get(1)?,
            record_id: row.get(2)?,
            inserted: row.get::<_, String>(3)? == "I",
            body: serde_json::from_str(&row.get::<_, String>(4)?).map_err(Error::internal)?,
        });
    }
    Ok(ops)
}

/// Columns that only rise and say nothing about what the user sees.
fn is_counter(table: &str, column: &str) -> bool {
    column == "version" || (table == "number_counter" && column == "next_no")
}

/// Whether rows of a table can go back to what they were. Facts cannot, nor can a device that has begun to write.
#[must_use]
pub fn can_go_back(table: &str) -> bool {
    table == SILENT
        || counted(table).is_some()
        || (table != "replica" && registry::table(table).is_some_and(|table| table.class != Class::Fact))
}

/// Facts that are added up, with the column that says how much: one more with the opposite sign takes one back.
const COUNTED: [(&str, &str); 1] = [("entitlement_use", "quantity")];

fn counted(table: &str) -> Option<&'static str> {
    COUNTED.iter().find(|(name, _)| *name == table).map(|(_, column)| *column)
}

/// A counter that was opened by hand, to go on where paper stopped, and has given no number with it yet.
fn is_start_value(op: &Op) -> bool {
    let after = |column: &str| op.body.get(column).map(|pair| &pair[1]);
    op.table == "number_counter" && op.inserted && after("first_no") == after("next_no")
}

/// Kept bytes say nothing by themselves: they stay when what named them goes back.
const SILENT: &str = "kept_file";

/// Refuses when a row is a fact, or stands otherwise than the transaction left it. Columns in `judged` were looked at for a later
/// change of the same row.
fn check<'a>(tx: &Tx<'_>, op: &'a Op, judged: &mut BTreeSet<(&'a str, &'a str, &'a str)>) -> Result<()> {
    // What somebody did with a notice says nothing about what it told of.
    if op.table == SILENT || op.table == "notification" || counted(&op.table).is_some() {
        return Ok(());
    }
    let table = registry::table(&op.table).ok_or_else(|| Error::internal("a table left the registry"))?;
    if !can_go_back(table.name) {
        return Err(Error::precondition("error.undo_fact"));
    }
    // A start value is what the user set; only once it has counted is it a counter like others.
    let counts = |column: &str| is_counter(&op.table, column) && !is_start_value(op);
    for (column, pair) in op.body.iter().filter(|(column, _)| !counts(column)) {
        if !judged.insert((op.table.as_str(), op.pk.as_str(), column.as_str())) {
            continue;
        }
        let stands: SqlValue = tx.sql().query_row(
            &format!("SELECT \"{column}\" FROM \"{}\" WHERE id = ?1", table.name),
            [&op.pk],
            |row| row.get(0),
        )?;
        if stands != sql_value(&pair[1]) {
            return Err(Error::new(Code::Conflict, "error.undo_moved_on"));
        }
    }
    Ok(())
}

/// What points by now at a row that transaction `seq` made, with its name for who may see it.
fn in_use(tx: &Tx<'_>, seq: i64, (name, column, target): (&str, &str, &str)) -> Result<Error> {
    if matches!(name, "time_entry" | "timer") {
        return Ok(Error::precondition("error.undo_has_time"));
    }
    let sql = format!(
        "SELECT r.kind, r.id, r.title FROM op o JOIN \"{name}\" c ON c.\"{column}\" = o.pk JOIN record r ON r.id = c.id \
          WHERE o.replica = ?1 AND o.seq = ?2 AND o.kind = 'I' AND o.tbl = ?3 AND r.deleted_at IS NULL AND r.title <> '' AND NOT EXISTS \
           (SELECT 1 FROM op own WHERE own.replica = ?1 AND own.seq = ?2 AND own.kind = 'I' AND own.tbl = ?4 AND own.pk = c.id) LIMIT 1"
    );
    let found: Option<(String, String, String)> = tx
        .sql()
        .query_row(&sql, (tx.replica(), seq, target, name), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    Ok(match found {
        Some((kind, id, title)) if record::require_readable(tx, &kind, &id).is_ok() => {
            Error::precondition("error.undo_in_use_by").with("what", title)
        }
        _ => Error::precondition("error.undo_in_use"),
    })
}

/// Rows that only accompany another: they stay where they point and come back with it.
const COMPANIONS: [&str; 6] =
    ["activity", "attachment", "attachment_withdrawn", "next_action_answer", "notification", "recurring_run"];

/// Whether an item still has a tax class that goes is asked by the rule of that table, once items have the classes of the countries that
/// are left.
const ASKED_BY_RULE: [&str; 1] = ["item_tax_class"];

/// Refuses when something that came later points at a row that transaction `seq` made: a document would lose its customer.
fn check_unused(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let mut statement = tx.sql().prepare_cached(
        "SELECT m.name, f.\"from\", f.\"table\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f \
         WHERE m.type = 'table' AND f.\"table\" IN \
           (SELECT tbl FROM op WHERE replica = ?1 AND seq = ?2 AND kind = 'I' AND tbl <> ?3) ORDER BY 1, 2",
    )?;
    let links = statement.query_map((tx.replica(), seq, SILENT), |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    for link in links {
        let (name, column, target) = link?;
        let Some(table) = registry::table(&name).filter(|table| table.is_logged()) else {
            continue;
        };
        if COMPANIONS.contains(&table.name) || ASKED_BY_RULE.contains(&table.name) {
            continue;
        }
        // The record row of a companion is a companion as well.
        let live = match (table.class, table.name) {
            (Class::Record, "record") => "AND c.deleted_at IS NULL AND c.kind <> 'activity'",
            (Class::Record, _) => "AND c.deleted_at IS NULL",
            _ => "",
        };
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM op o JOIN \"{name}\" c ON c.\"{column}\" = o.pk \
              WHERE o.replica = ?1 AND o.seq = ?2 AND o.kind = 'I' AND o.tbl = ?3 {live} AND NOT EXISTS \
               (SELECT 1 FROM op own WHERE own.replica = ?1 AND own.seq = ?2 AND own.kind = 'I' AND own.tbl = ?4 AND own.pk = c.id))"
        );
        let used: bool = tx.sql().query_row(&sql, (tx.replica(), seq, &target, &name), |row| row.get(0))?;
        if used && name == "number_counter" {
            return Err(Error::precondition("error.undo_numbers_given"));
        }
        // What was sold has been invoiced since.
        if used && table.class == Class::Fact && target == "billing_row" {
            return Err(Error::precondition("error.undo_fact"));
        }
        if used {
            return Err(in_use(tx, seq, (&name, &column, &target))?);
        }
    }
    Ok(())
}

/// Refuses when a row that came back, or a link that did, points at what was deleted since: a draft would have no customer.
fn check_belongs(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let mut statement = tx.sql().prepare_cached(
        "SELECT DISTINCT o.tbl, f.\"from\", f.\"table\" FROM op o JOIN pragma_foreign_key_list(o.tbl) f \
         WHERE o.replica = ?1 AND o.seq = ?2 AND o.kind = 'U' ORDER BY 1, 2",
    )?;
    let links = statement.query_map((tx.replica(), seq), |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    let is_record = |name: &str| registry::table(name).is_some_and(|table| table.class == Class::Record);
    for link in links {
        let (name, column, target) = link?;
        if !is_record(&name) || !is_record(&target) || COMPANIONS.contains(&name.as_str()) {
            continue;
        }
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM op o JOIN \"{name}\" c ON c.id = o.pk AND c.deleted_at IS NULL \
               JOIN \"{target}\" t ON t.id = c.\"{column}\" AND t.deleted_at IS NOT NULL \
              WHERE o.replica = ?1 AND o.seq = ?2 AND o.kind = 'U' AND o.tbl = ?3 \
                AND coalesce(json_type(o.body, '$.deleted_at'), json_type(o.body, '$.' || ?4)) IS NOT NULL \
                AND EXISTS (SELECT 1 FROM op d WHERE d.replica = ?1 AND d.seq > ?2 AND d.tbl = ?5 AND d.pk = t.id \
                              AND json_type(d.body, '$.deleted_at') IS NOT NULL))"
        );
        let values = (tx.replica(), seq, &name, &column, &target);
        let lost: bool = tx.sql().query_row(&sql, values, |row| row.get(0))?;
        if lost {
            return Err(Error::precondition("error.undo_needs"));
        }
    }
    Ok(())
}

fn invert(tx: &Tx<'_>, op: &Op) -> Result<()> {
    if op.table == SILENT {
        return Ok(());
    }
    if let Some(column) = counted(&op.table) {
        return count_back(tx, op, column);
    }
    // The counter of a period stays as it counted, see below; without its row the period would begin at 1 again.
    if op.inserted && (op.table != "number_counter" || is_start_value(op)) {
        tx.sql().execute(
            &format!("UPDATE \"{}\" SET deleted_at = ?2 WHERE id = ?1", op.table),
            (&op.pk, tx.now_ms()),
        )?;
    }
    // A row goes back as a whole: what it must have of two columns may be in either.
    let (mut sets, mut values) = (Vec::new(), Vec::new());
    for (column, pair) in &op.body {
        if column == "version" {
            sets.push("version = version + 1".to_owned());
        } else if !op.inserted && !is_counter(&op.table, column) {
            sets.push(format!("\"{column}\" = ?"));
            values.push(sql_value(&pair[0]));
        }
    }
    if !sets.is_empty() {
        values.push(SqlValue::Text(op.pk.clone()));
        let sql = format!("UPDATE \"{}\" SET {} WHERE id = ?", op.table, sets.join(", "));
        tx.sql().execute(&sql, params_from_iter(values))?;
    }
    Ok(())
}

/// Writes the fact that takes a counted one back: of the same day, now, by the user who takes it back.
fn count_back(tx: &Tx<'_>, op: &Op, counted: &str) -> Result<()> {
    let (mut columns, mut values) = (vec!["id"], vec![SqlValue::Text(tx.new_id())]);
    for (column, pair) in op.body.iter().filter(|(column, _)| *column != "id") {
        columns.push(column);
        values.push(match (column.as_str(), sql_value(&pair[1])) {
            ("at_ms", _) => SqlValue::Integer(tx.now_ms()),
            ("user_id", _) => SqlValue::Text(tx.actor().user_id.clone()),
            (column, SqlValue::Integer(much)) if column == counted => SqlValue::Integer(-much),
            (_, value) => value,
        });
    }
    let marks = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT INTO \"{}\" ({}) VALUES ({marks})", op.table, columns.join(", "));
    tx.sql().execute(&sql, params_from_iter(values))?;
    Ok(())
}

fn sql_value(value: &Value) -> SqlValue {
    match value {
        Value::Null => SqlValue::Null,
        Value::Bool(flag) => SqlValue::Integer(i64::from(*flag)),
        Value::Number(number) => number.as_i64().map_or(SqlValue::Null, SqlValue::Integer),
        Value::String(text) => SqlValue::Text(text.clone()),
        other => SqlValue::Text(other.to_string()),
    }
}
