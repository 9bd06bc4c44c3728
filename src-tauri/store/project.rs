//! Derived rows: list rows, search rows and open amounts, kept in the same transaction as what they derive from.
//!
//! A capability names, for each derived table, the SQL that makes the rows of one key and the tables that influence them.
//! After a command (or an undo) the log says which rows changed; only the keys behind them are made anew. The same SQL
//! without a key rebuilds the whole table, and `check` compares that with what is stored.

use super::tx::Changed;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// A table whose change makes derived rows stale.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// The table that changed.
    pub table: &'static str,
    /// Gives the keys of the derived rows from the changed row's id (`?1`).
    pub keys: &'static str,
}

/// A source by its table and its keys.
#[must_use]
pub const fn source(table: &'static str, keys: &'static str) -> Source {
    Source { table, keys }
}

/// How one derived table is made.
#[derive(Debug, Clone, Copy)]
pub struct Projection {
    /// The derived table.
    pub table: &'static str,
    /// Removes the rows of the key `?1`.
    pub delete: &'static str,
    /// `INSERT INTO … SELECT … WHERE {key}`.
    pub insert: &'static str,
    /// What stands for `{key}` when one key (`?1`) is made anew; the whole table is made with `1`.
    pub key: &'static str,
    /// The tables that influence it.
    pub sources: &'static [Source],
}

/// Makes the derived rows behind `changed` anew.
///
/// # Errors
/// Any failure of SQLite; the caller's transaction is rolled back.
pub fn refresh(conn: &Connection, projections: &[Projection], changed: &[Changed]) -> rusqlite::Result<()> {
    for projection in projections {
        let mut keys = BTreeSet::new();
        for source in projection.sources {
            for change in changed.iter().filter(|change| change.table == source.table) {
                let mut statement = conn.prepare_cached(source.keys)?;
                let found = statement.query_map([&change.pk], |row| row.get::<_, Option<String>>(0))?;
                keys.extend(found.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten());
            }
        }
        if keys.is_empty() {
            continue;
        }
        let insert = projection.insert.replace("{key}", projection.key);
        for key in keys {
            conn.prepare_cached(projection.delete)?.execute([&key])?;
            conn.prepare_cached(&insert)?.execute([&key])?;
        }
    }
    Ok(())
}

/// Makes every derived table anew from nothing.
///
/// # Errors
/// Any failure of SQLite; the caller's transaction is rolled back.
pub fn rebuild(conn: &Connection, projections: &[Projection]) -> rusqlite::Result<()> {
    let tables: BTreeSet<&str> = projections.iter().map(|projection| projection.table).collect();
    for table in tables {
        conn.execute(&format!("DELETE FROM {table}"), [])?;
    }
    for projection in projections {
        conn.execute(&projection.insert.replace("{key}", "1"), [])?;
    }
    Ok(())
}
