//! Names by which people choose: of those that stand beside each other no two read alike, however they are written.
//!
//! A command asks [`crate::kernel::text::own_name`] before it writes. Undo is asked here, and so is `check`, since two devices may
//! both have been right.

use super::tx::Tx;
use super::undo_rule::{Rule, after};
use crate::kernel::error::{Error, Result};
use rusqlite::{Connection, OptionalExtension as _};

/// What is chosen by name: its table, what it is chosen among, and which rows are offered.
const CHOSEN: [(&str, &str, &str); 11] = [
    ("branch", "''", "deleted_at IS NULL"),
    ("permission_set", "''", "deleted_at IS NULL"),
    ("pipeline", "''", "deleted_at IS NULL"),
    ("price_list", "''", "deleted_at IS NULL"),
    ("project", "''", "id IN (SELECT id FROM record WHERE kind = 'project_template' AND deleted_at IS NULL)"),
    ("saved_reply", "''", "deleted_at IS NULL"),
    ("sla_policy", "''", "deleted_at IS NULL"),
    ("stage", "pipeline_id", "deleted_at IS NULL"),
    ("tax_class", "scheme", "deleted_at IS NULL AND archived = 0"),
    ("ticket_category", "''", "deleted_at IS NULL"),
    ("user", "''", "deleted_at IS NULL AND active = 1"),
];

/// The tables of [`CHOSEN`].
const TABLES: [&str; CHOSEN.len()] = {
    let mut tables = [""; CHOSEN.len()];
    let mut at = 0;
    while at < tables.len() {
        tables[at] = CHOSEN[at].0;
        at += 1;
    }
    tables
};

/// What undo keeps of names.
pub(crate) const UNDO_RULES: &[Rule] = &[after(&TABLES, keep_apart)];

/// The rows of a table that bear the name of another one, as `id` and `name`.
fn alike((table, among, offered): (&str, &str, &str)) -> String {
    let rows = format!("(SELECT id, name, {among} AS among FROM \"{table}\" WHERE {offered})");
    format!(
        "SELECT a.id, a.name FROM {rows} a WHERE EXISTS \
         (SELECT 1 FROM {rows} b WHERE b.id <> a.id AND b.among = a.among AND fold(b.name) = fold(a.name))"
    )
}

/// Refuses taking back transaction `seq` of this device when something that it changed would bear the name of another.
fn keep_apart(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for chosen in CHOSEN {
        let changed = "SELECT pk FROM op WHERE replica = ?1 AND seq = ?2 AND tbl = ?3";
        let sql = format!("{} AND a.id IN ({changed}) LIMIT 1", alike(chosen));
        let values = (tx.replica(), seq, chosen.0);
        let name: Option<String> = tx.sql().query_row(&sql, values, |row| row.get(1)).optional()?;
        if let Some(name) = name {
            return Err(Error::precondition("error.name_taken").with("name", name));
        }
    }
    Ok(())
}

/// What bears the name of another.
pub(super) fn taken(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut problems = Vec::new();
    for chosen in CHOSEN {
        let mut statement = conn.prepare(&alike(chosen))?;
        let rows = statement.query_map([], |row| {
            Ok(format!(
                "{} {} bears the name of another: {}",
                chosen.0,
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?
            ))
        })?;
        problems.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(problems)
}
