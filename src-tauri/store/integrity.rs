//! Named checks that prove a company file: SQLite itself, foreign keys, log against rows, derived rows against their sources.
//!
//! Each check stands on its own and says which rows are wrong; a test damages a file for each of them and sees it fail.

use super::file::CompanyFile;
use super::project;
use super::registry::{LOCAL_COLUMNS, TABLES, Table};
use super::tx::hash_ops;
use crate::api::PROJECTIONS;
use crate::{billing, catalogue, crm, projects, settings, support, time};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Most problems that a check lists.
const PROBLEMS_MAX: usize = 20;

/// The outcome of one check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Checked {
    /// Its name.
    pub name: String,
    /// What is wrong, at most twenty lines; empty when nothing is.
    pub problems: Vec<String>,
}

/// One named check: what is wrong, in plain words.
pub(crate) type Check = (&'static str, fn(&Connection) -> rusqlite::Result<Vec<String>>);

/// The checks of the file itself; capabilities add theirs.
const CHECKS: &[Check] = &[
    ("sqlite_integrity", sqlite_integrity),
    ("foreign_keys", foreign_keys),
    ("log_chain", log_chain),
    ("log_equals_rows", log_equals_rows),
    ("derived_rows", derived_rows),
    ("search_words", super::search::lost_words),
    ("names_apart", super::name::taken),
    ("kept_files", super::files::missing),
];

/// Every check in its order. What it says to people is in the catalogue: `check.NAME` is its title, `check.NAME.text` what it
/// proves.
pub fn names() -> impl Iterator<Item = &'static str> {
    all().map(|(name, _)| *name)
}

fn all() -> impl Iterator<Item = &'static Check> {
    let capabilities = [
        settings::checks::CHECKS,
        crm::checks::CHECKS,
        catalogue::checks::CHECKS,
        billing::checks::CHECKS,
        projects::checks::CHECKS,
        time::checks::CHECKS,
        support::overage::CHECKS,
    ];
    CHECKS.iter().chain(capabilities.into_iter().flatten())
}

/// Runs every check on an open file. Nothing is changed. Between two checks others may write.
///
/// A file that can not be read any more is a problem of the check that found it.
#[must_use]
pub fn check(file: &CompanyFile) -> Vec<Checked> {
    all().map(|one| report(&file.writer(), one)).collect()
}

/// The same on a connection that may write and that nobody else uses.
#[must_use]
pub fn check_all(conn: &Connection) -> Vec<Checked> {
    all().map(|one| report(conn, one)).collect()
}

fn report(conn: &Connection, (name, run): &Check) -> Checked {
    let mut problems = undone(conn, *run).unwrap_or_else(|error| vec![error.to_string()]);
    let more = problems.len().saturating_sub(PROBLEMS_MAX);
    problems.truncate(PROBLEMS_MAX);
    if more > 0 {
        problems.push(format!("and {more} more"));
    }
    Checked { name: (*name).to_owned(), problems }
}

/// Runs a check and takes back what it did: derived rows are made anew inside, to be compared.
fn undone(
    conn: &Connection,
    run: fn(&Connection) -> rusqlite::Result<Vec<String>>,
) -> rusqlite::Result<Vec<String>> {
    conn.execute_batch("SAVEPOINT integrity")?;
    let found = run(conn);
    conn.execute_batch("ROLLBACK TO integrity; RELEASE integrity")?;
    found
}

fn lines(conn: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.collect()
}

fn sqlite_integrity(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let found = lines(conn, "SELECT integrity_check FROM pragma_integrity_check")?;
    Ok(found.into_iter().filter(|line| line != "ok").collect())
}

fn foreign_keys(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT 'row ' || coalesce(rowid, '?') || ' of ' || \"table\" || ' points at no row of ' || parent FROM pragma_foreign_key_check",
    )
}

/// Each transaction carries the hash of the one before it and of its own changes; numbers have no gap; the head of the log is
/// its last transaction.
fn log_chain(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut problems = Vec::new();
    let mut statement = conn.prepare(
        "SELECT replica, seq, hlc, wall_ms, actor, command, reason, undoes_seq, schema, prev_hash, hash FROM txn ORDER BY replica, seq",
    )?;
    let mut rows = statement.query([])?;
    let mut before: Option<(String, i64, String)> = None;
    while let Some(row) = rows.next()? {
        let (replica, seq): (String, i64) = (row.get(0)?, row.get(1)?);
        let (previous, hash): (String, String) = (row.get(9)?, row.get(10)?);
        let expected = match &before {
            Some((same, last, hash)) if *same == replica => (last + 1, hash.clone()),
            _ => (1, String::new()),
        };
        if seq != expected.0 || previous != expected.1 {
            problems.push(format!("transaction {seq} does not follow transaction {}", expected.0 - 1));
        }
        let opening = serde_json::json!([
            previous,
            replica,
            seq,
            row.get::<_, i64>(2)?,
            row.get::<_, i64>(3)?,
            row.get::<_, String>(4)?,
            row.get::<_, String>(5)?,
            row.get::<_, String>(6)?,
            row.get::<_, Option<i64>>(7)?,
            row.get::<_, i64>(8)?
        ]);
        let mut hasher = blake3::Hasher::new();
        hasher.update(opening.to_string().as_bytes());
        if hash_ops(conn, &replica, seq, &mut hasher).is_err()
            || hasher.finalize().to_hex().to_string() != hash
        {
            problems.push(format!("transaction {seq} is not as it was written"));
        }
        before = Some((replica, seq, hash));
    }
    problems.extend(misplaced_head(conn)?);
    Ok(problems)
}

/// What is wrong with the head of the log, after which the next transaction is written.
fn misplaced_head(conn: &Connection) -> rusqlite::Result<Option<String>> {
    let stands: bool = conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM log_head h WHERE h.hlc >= (SELECT coalesce(max(hlc), 0) FROM txn) \
           AND h.seq = (SELECT coalesce(max(seq), 0) FROM txn t WHERE t.replica = h.replica) \
           AND h.hash = coalesce((SELECT hash FROM txn t WHERE t.replica = h.replica AND t.seq = h.seq), ''))",
        [],
        |row| row.get(0),
    )?;
    Ok((!stands).then(|| "the head of the log is not its last transaction".to_owned()))
}

/// The rows of every logged table are what the log makes of them.
fn log_equals_rows(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut problems = Vec::new();
    for table in TABLES.iter().filter(|table| table.is_logged()) {
        let replayed = replay(conn, table)?;
        let stored = stored(conn, table)?;
        for (id, row) in &stored {
            match replayed.get(id) {
                None => problems.push(format!("row {id} of {} is not in the log", table.name)),
                Some(known) if known != row => {
                    problems.push(format!("row {id} of {} is not what the log says", table.name))
                }
                Some(_) => {}
            }
        }
        let lost = replayed.keys().filter(|id| !stored.contains_key(*id));
        problems
            .extend(lost.map(|id| format!("row {id} of {} is in the log and not in the file", table.name)));
    }
    Ok(problems)
}

type Rows = BTreeMap<String, BTreeMap<String, serde_json::Value>>;

fn replay(conn: &Connection, table: &Table) -> rusqlite::Result<Rows> {
    let mut rows = Rows::new();
    let mut statement = conn.prepare("SELECT pk, body FROM op WHERE tbl = ?1 ORDER BY n")?;
    let mut ops = statement.query([table.name])?;
    while let Some(op) = ops.next()? {
        let body: BTreeMap<String, (serde_json::Value, serde_json::Value)> =
            serde_json::from_str(&op.get::<_, String>(1)?).unwrap_or_default();
        let row = rows.entry(op.get(0)?).or_default();
        for (column, (_, after)) in body {
            if after.is_null() {
                row.remove(&column)
            } else {
                row.insert(column, after)
            };
        }
    }
    Ok(rows)
}

fn stored(conn: &Connection, table: &Table) -> rusqlite::Result<Rows> {
    let mut statement = conn.prepare(&format!("SELECT * FROM \"{}\"", table.name))?;
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = Rows::new();
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let mut values = BTreeMap::new();
        for (index, column) in columns.iter().enumerate() {
            let value = match row.get_ref(index)? {
                rusqlite::types::ValueRef::Integer(number) => serde_json::Value::from(number),
                rusqlite::types::ValueRef::Text(text) => {
                    serde_json::Value::from(String::from_utf8_lossy(text))
                }
                _ => continue,
            };
            if !LOCAL_COLUMNS.contains(&(table.name, column.as_str())) {
                values.insert(column.clone(), value);
            }
        }
        rows.insert(row.get("id")?, values);
    }
    Ok(rows)
}

/// Every derived table is what making it anew would give.
fn derived_rows(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut tables: Vec<&str> = PROJECTIONS.iter().map(|projection| projection.table).collect();
    // Several projections may feed one table, and they need not stand together.
    tables.sort_unstable();
    tables.dedup();
    for table in &tables {
        conn.execute(
            &format!("CREATE TEMP TABLE stored_{table} AS SELECT {} FROM {table}", columns(conn, table)?),
            [],
        )?;
    }
    project::rebuild(conn, &PROJECTIONS)?;
    let mut problems = Vec::new();
    for table in &tables {
        let columns = columns(conn, table)?;
        let differing: i64 = conn.query_row(
            &format!(
                "SELECT count(*) FROM (SELECT * FROM (SELECT {columns} FROM {table} EXCEPT SELECT * FROM temp.stored_{table}) \
                 UNION ALL SELECT * FROM (SELECT * FROM temp.stored_{table} EXCEPT SELECT {columns} FROM {table}))"
            ),
            [],
            |row| row.get(0),
        )?;
        if differing > 0 {
            problems.push(format!("{table}: {differing} rows differ from their sources"));
        }
    }
    Ok(problems)
}

/// What a derived table is compared by: a table of words is found by its row numbers, and two rows of it may read alike.
fn columns(conn: &Connection, table: &str) -> rusqlite::Result<&'static str> {
    let sql = "SELECT sql LIKE 'CREATE VIRTUAL %' FROM sqlite_schema WHERE name = ?1";
    let of_words = conn.query_row(sql, [table], |row| row.get(0))?;
    Ok(if of_words { "rowid AS row_number, *" } else { "*" })
}
