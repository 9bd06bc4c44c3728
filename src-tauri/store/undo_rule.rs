//! The rules that undo keeps. A command asks its own before it writes; undo puts rows back past every command, so the rules of the
//! tables that it touches are asked once more, and what follows from those rows is brought up to date.
//!
//! A capability names its rules with the tables they are about. They run in the transaction that takes back, so that a refusal leaves
//! everything as it was.

use super::tx::Tx;
use crate::kernel::error::Result;
use rusqlite::Rows;
use rusqlite::types::Value;
use std::collections::{BTreeMap, BTreeSet};

/// When a rule is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// While everything stands as it is.
    Before,
    /// Once the rows are back.
    After,
}

/// What must hold when transaction `seq` of this device is taken back, or is to be brought up to date then.
pub type Keep = fn(&Tx<'_>, i64) -> Result<()>;

/// A rule about some tables.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    tables: &'static [&'static str],
    when: When,
    keep: Keep,
}

/// A rule that is asked while everything stands as it is.
#[must_use]
pub const fn before(tables: &'static [&'static str], keep: Keep) -> Rule {
    Rule { tables, when: When::Before, keep }
}

/// A rule that is asked once the rows are back.
#[must_use]
pub const fn after(tables: &'static [&'static str], keep: Keep) -> Rule {
    Rule { tables, when: When::After, keep }
}

/// The rules that taking back one transaction calls for.
pub struct Called {
    seq: i64,
    rules: Vec<&'static Rule>,
}

impl Called {
    /// Those of `all` whose tables transaction `seq` of this device changed.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn of(tx: &Tx<'_>, seq: i64, all: impl Iterator<Item = &'static Rule>) -> Result<Self> {
        let mut statement =
            tx.sql().prepare_cached("SELECT DISTINCT tbl FROM op WHERE replica = ?1 AND seq = ?2")?;
        let tables: BTreeSet<String> =
            statement.query_map((tx.replica(), seq), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let is_called = |rule: &&Rule| rule.tables.iter().any(|table| tables.contains(*table));
        Ok(Self { seq, rules: all.filter(is_called).collect() })
    }

    /// Asks those that are asked now.
    ///
    /// # Errors
    /// The first refusal.
    pub fn keep(&self, tx: &Tx<'_>, when: When) -> Result<()> {
        let mut rules = self.rules.iter().filter(|rule| rule.when == when);
        rules.try_for_each(|rule| (rule.keep)(tx, self.seq))
    }
}

/// A column of a row that a transaction changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The row.
    pub pk: String,
    /// The column.
    pub column: String,
    /// What it was before, as text.
    pub before: Option<String>,
    /// What the transaction left, as text.
    pub left: Option<String>,
}

/// Which of these columns of a table transaction `seq` of this device changed, in its order.
///
/// # Errors
/// A failure of the file.
pub fn changed_in(tx: &Tx<'_>, seq: i64, table: &str, columns: &[&str]) -> Result<Vec<Change>> {
    let mut statement = tx.sql().prepare_cached(
        "SELECT o.pk, j.key, CAST(json_extract(j.value, '$[0]') AS TEXT), CAST(json_extract(j.value, '$[1]') AS TEXT) \
         FROM op o JOIN json_each(o.body) j WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = ?3 \
           AND j.key IN (SELECT value FROM json_each(?4)) ORDER BY o.n",
    )?;
    let values = (tx.replica(), seq, table, super::word::json(&columns));
    let rows = statement.query_map(values, |row| {
        Ok(Change { pk: row.get(0)?, column: row.get(1)?, before: row.get(2)?, left: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The rows of a table that transaction `seq` of this device changed.
///
/// # Errors
/// A failure of the file.
pub fn rows_in(tx: &Tx<'_>, seq: i64, table: &str) -> Result<BTreeSet<String>> {
    let mut statement =
        tx.sql().prepare_cached("SELECT pk FROM op WHERE replica = ?1 AND seq = ?2 AND tbl = ?3")?;
    let rows = statement.query_map((tx.replica(), seq, table), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What happened to a row since, column by column: what it was at first, and what it is now.
#[derive(Default)]
struct Since {
    is_new: bool,
    columns: BTreeMap<String, (Value, Value)>,
}

impl Since {
    fn is_gone(&self) -> bool {
        self.columns.get("deleted_at").is_some_and(|(_, now)| *now != Value::Null)
    }

    /// What was changed and changed back has not moved, nor what came and went.
    fn has_moved(&self, columns: &[&str]) -> bool {
        let counts = |column: &str| columns.is_empty() || columns.contains(&column);
        let mut moved = self.columns.iter().filter(|(column, (was, now))| counts(column) && was != now);
        !(self.is_new && self.is_gone()) && moved.next().is_some()
    }
}

const SINCE: &str = "SELECT o.pk, o.kind = 'I', j.key, json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]') \
     FROM op o JOIN json_each(o.body) j";

/// Whether the rows of a record in a table stand otherwise, in one of these columns (in any, when none is named), than when
/// transaction `seq` of this device was written.
///
/// # Errors
/// A failure of the file.
pub fn has_moved(tx: &Tx<'_>, seq: i64, record_id: &str, table: &str, columns: &[&str]) -> Result<bool> {
    let sql = format!(
        "{SINCE} WHERE o.record_id = ?1 AND o.tbl = ?2 \
           AND o.n > (SELECT max(n) FROM op WHERE replica = ?3 AND seq = ?4) ORDER BY o.n"
    );
    let mut statement = tx.sql().prepare_cached(&sql)?;
    moved(statement.query((record_id, table, tx.replica(), seq))?, columns)
}

/// The same of all rows of a table.
///
/// # Errors
/// A failure of the file.
pub fn rows_moved(tx: &Tx<'_>, seq: i64, table: &str, columns: &[&str]) -> Result<bool> {
    let sql = format!(
        "{SINCE} WHERE o.tbl = ?1 AND o.n > (SELECT max(n) FROM op WHERE replica = ?2 AND seq = ?3) ORDER BY o.n"
    );
    let mut statement = tx.sql().prepare_cached(&sql)?;
    moved(statement.query((table, tx.replica(), seq))?, columns)
}

fn moved(mut found: Rows<'_>, columns: &[&str]) -> Result<bool> {
    let mut rows: BTreeMap<String, Since> = BTreeMap::new();
    while let Some(row) = found.next()? {
        let is_new = row.get(1)?;
        let since = rows.entry(row.get(0)?).or_insert_with(|| Since { is_new, ..Since::default() });
        let now: Value = row.get(4)?;
        match since.columns.get_mut(&row.get::<_, String>(2)?) {
            Some(column) => column.1 = now,
            None => drop(since.columns.insert(row.get(2)?, (row.get(3)?, now))),
        }
    }
    Ok(rows.values().any(|since| since.has_moved(columns)))
}
