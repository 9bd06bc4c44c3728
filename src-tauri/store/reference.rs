//! Whether anything still points at a row: asked of the schema itself (foreign keys, and columns named after the table,
//! such as `item_id`), so that a table that comes later is counted without anybody remembering it here.

use super::registry::{self, Class};
use super::tx::Read;
use crate::kernel::error::Result;

/// The tables with rows that point at row `id` of `table`, deleted ones aside; `own` are the tables that belong to the row
/// itself and go with it.
///
/// # Errors
/// A failure of the file.
pub fn tables_pointing_at(read: &Read<'_>, table: &str, id: &str, own: &[&str]) -> Result<Vec<&'static str>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT m.name, f.\"from\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f \
         WHERE m.type = 'table' AND f.\"table\" = ?1 \
         UNION SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND c.name = ?1 || '_id' ORDER BY 1, 2",
    )?;
    let keys =
        statement.query_map([table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut found = Vec::new();
    for key in keys {
        let (name, column) = key?;
        let Some(pointing) =
            registry::table(&name).filter(|table| table.is_logged() && !own.contains(&table.name))
        else {
            continue;
        };
        let live = match pointing.class {
            Class::Record => "AND deleted_at IS NULL",
            _ => "",
        };
        let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{name}\" WHERE \"{column}\" = ?1 {live})");
        let points: bool = read.sql().query_row(&sql, [id], |row| row.get(0))?;
        if points && !found.contains(&pointing.name) {
            found.push(pointing.name);
        }
    }
    Ok(found)
}
