//! What a company file comes to, in figures that every copy of it must repeat: rows of each table, receivables, where each
//! number series stands, where the log stands.
//!
//! A copy that opens is not yet a copy that holds the books. A backup, a restored file and a migrated file are believed only
//! after these figures are equal.

use crate::kernel::error::Result;
use crate::store::registry::{Class, TABLES};
use crate::store::schema;
use rusqlite::{Connection, OptionalExtension as _};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The figures of one company file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Version of the schema.
    pub schema: i64,
    /// The device that writes the file.
    pub replica: String,
    /// The device's code in numbers.
    pub code: String,
    /// How many transactions this device has written.
    pub seq: i64,
    /// The hash of the last of them.
    pub hash: String,
    /// Table → how many rows it has.
    pub rows: BTreeMap<String, i64>,
    /// Currency → what customers owe on issued invoices, in minor units.
    pub receivables: BTreeMap<String, i64>,
    /// Series and period → the number that comes next.
    pub numbers: BTreeMap<String, i64>,
}

impl Totals {
    /// Reads the figures of an open file, which may have an older schema than the program's.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn of(conn: &Connection) -> Result<Self> {
        let schema = schema::version_of(conn)?;
        let mut totals = Self { schema, ..Self::default() };
        let head = conn
            .query_row(
                "SELECT h.replica, coalesce(r.code, ''), h.seq, h.hash FROM log_head h LEFT JOIN replica r ON r.id = h.replica",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .optional()?;
        if let Some(head) = head {
            (totals.replica, totals.code, totals.seq, totals.hash) = head;
        }
        for table in TABLES {
            if exists(conn, table.name)? {
                let rows =
                    conn.query_row(&format!("SELECT count(*) FROM \"{}\"", table.name), [], |row| {
                        row.get(0)
                    })?;
                totals.rows.insert(table.name.to_owned(), rows);
            }
        }
        if exists(conn, "v_billing_balance")? {
            totals.receivables = pairs(
                conn,
                "SELECT currency, sum(open_minor) FROM v_billing_balance GROUP BY currency HAVING sum(open_minor) <> 0",
            )?;
        }
        totals.numbers =
            pairs(conn, "SELECT series_id || ' ' || period, max(next_no) FROM number_counter GROUP BY 1")?;
        Ok(totals)
    }

    /// In what a copy differs, in plain words; empty when it repeats every figure.
    #[must_use]
    pub fn differences(&self, copy: &Self) -> Vec<String> {
        let mut found = self.shared_differences(copy);
        if self.schema != copy.schema {
            found.push(format!("schema {} became {}", self.schema, copy.schema));
        }
        found.extend(unequal("rows of", &self.rows, &copy.rows));
        found
    }

    /// What a migration must not have changed but did: rows of facts, records and the log, receivables, numbers.
    #[must_use]
    pub fn lost_in(&self, migrated: &Self) -> Vec<String> {
        let lasting = |rows: &BTreeMap<String, i64>| -> BTreeMap<String, i64> {
            let kept = TABLES
                .iter()
                .filter(|table| table.class != Class::Derived && self.rows.contains_key(table.name));
            kept.filter_map(|table| Some((table.name.to_owned(), *rows.get(table.name)?))).collect()
        };
        let mut found = self.shared_differences(migrated);
        found.extend(unequal("rows of", &lasting(&self.rows), &lasting(&migrated.rows)));
        found
    }

    fn shared_differences(&self, other: &Self) -> Vec<String> {
        let mut found = Vec::new();
        if (&self.replica, self.seq, &self.hash) != (&other.replica, other.seq, &other.hash) {
            found.push(format!("transaction {} became {}", self.seq, other.seq));
        }
        found.extend(unequal("receivables in", &self.receivables, &other.receivables));
        found.extend(unequal("next number of", &self.numbers, &other.numbers));
        found
    }
}

fn exists(conn: &Connection, name: &str) -> Result<bool> {
    Ok(conn
        .query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1)", [name], |row| row.get(0))?)
}

fn pairs(conn: &Connection, sql: &str) -> Result<BTreeMap<String, i64>> {
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn unequal(what: &str, one: &BTreeMap<String, i64>, other: &BTreeMap<String, i64>) -> Vec<String> {
    let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let figure = |map: &BTreeMap<String, i64>, name: &str| {
        map.get(name).map_or_else(|| "none".to_owned(), i64::to_string)
    };
    names
        .into_iter()
        .filter(|name| one.get(*name) != other.get(*name))
        .map(|name| format!("{what} {name}: {} became {}", figure(one, name), figure(other, name)))
        .collect()
}
