//! The log triggers, generated from the registry and the schema.
//!
//! They are dropped and made anew whenever a file is opened for writing after a migration, and never stand in `migrations/`,
//! so a new column can not be forgotten. Nothing is logged while changes of another device are applied.

use super::registry::{Class, LOCAL_COLUMNS, TABLES, Table};
use rusqlite::Connection;

/// Makes every log trigger anew.
///
/// # Errors
/// Any failure of SQLite; the caller's transaction is then rolled back.
pub fn install(conn: &Connection) -> rusqlite::Result<()> {
    for name in names(conn)? {
        conn.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    for table in TABLES.iter().filter(|table| table.is_logged()) {
        for sql in statements(conn, table)? {
            conn.execute_batch(&sql)?;
        }
    }
    Ok(())
}

/// The trigger texts for one table, in the order insert, update, guards.
///
/// # Errors
/// Any failure to read the schema.
pub fn statements(conn: &Connection, table: &Table) -> rusqlite::Result<Vec<String>> {
    let columns = columns(conn, table)?;
    let name = table.name;
    let quiet = "(SELECT applying FROM log_head) = 0";
    let record = |row: &str| match table.record_column {
        "" => "NULL".to_owned(),
        column => format!("{row}.\"{column}\""),
    };
    let op = |kind: char, body: &str| {
        format!(
            "INSERT INTO op (replica, seq, tbl, pk, kind, record_id, body) \
             SELECT replica, seq, '{name}', NEW.id, '{kind}', {}, {body} FROM log_head",
            record("NEW")
        )
    };
    let mut statements = vec![format!(
        "CREATE TRIGGER log_i_{name} AFTER INSERT ON \"{name}\" WHEN {quiet} BEGIN {}; END",
        op('I', &body(&columns, "NULL", "IS NOT NULL"))
    )];
    if table.class == Class::Fact {
        for (letter, verb) in [('u', "UPDATE"), ('d', "DELETE")] {
            statements.push(format!(
                "CREATE TRIGGER log_{letter}_{name} BEFORE {verb} ON \"{name}\" \
                 BEGIN SELECT raise(ABORT, '{name} is a fact'); END"
            ));
        }
        return Ok(statements);
    }
    let changed: Vec<String> =
        columns.iter().map(|column| format!("NEW.\"{column}\" IS NOT OLD.\"{column}\"")).collect();
    statements.push(format!(
        "CREATE TRIGGER log_u_{name} AFTER UPDATE ON \"{name}\" WHEN {quiet} AND ({}) BEGIN {}; END",
        changed.join(" OR "),
        op('U', &body(&columns, "OLD", "IS NOT OLD"))
    ));
    statements.push(format!(
        "CREATE TRIGGER log_p_{name} BEFORE UPDATE OF id ON \"{name}\" WHEN NEW.id IS NOT OLD.id \
         BEGIN SELECT raise(ABORT, 'the id of {name} never changes'); END"
    ));
    statements.push(format!(
        "CREATE TRIGGER log_d_{name} BEFORE DELETE ON \"{name}\" \
         BEGIN SELECT raise(ABORT, 'rows of {name} are never removed'); END"
    ));
    Ok(statements)
}

/// `{"column": [before, after]}` of the columns that changed, as an SQL expression.
fn body(columns: &[String], before: &str, changed: &str) -> String {
    let rows: Vec<String> = columns
        .iter()
        .map(|column| {
            let old = if before == "NULL" { "NULL".to_owned() } else { format!("OLD.\"{column}\"") };
            let test = match changed {
                "IS NOT OLD" => format!("NEW.\"{column}\" IS NOT OLD.\"{column}\""),
                _ => format!("NEW.\"{column}\" IS NOT NULL"),
            };
            format!("SELECT '{column}' AS k, json_array({old}, NEW.\"{column}\") AS v WHERE {test}")
        })
        .collect();
    format!("(SELECT json_group_object(k, json(v)) FROM ({}))", rows.join(" UNION ALL "))
}

fn columns(conn: &Connection, table: &Table) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names = statement.query_map([table.name], |row| row.get::<_, String>(0))?;
    let all: Vec<String> = names.collect::<rusqlite::Result<_>>()?;
    Ok(all.into_iter().filter(|column| !LOCAL_COLUMNS.contains(&(table.name, column.as_str()))).collect())
}

fn names(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement =
        conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'log_*'")?;
    let names = statement.query_map([], |row| row.get(0))?;
    names.collect()
}
