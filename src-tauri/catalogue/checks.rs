//! What must hold over the whole catalogue and the schema does not forbid, because two laptops may both have been right.

use crate::store::integrity::Check;
use rusqlite::Connection;

/// The integrity checks of this capability.
pub(crate) const CHECKS: &[Check] = &[("item_codes", item_codes), ("item_tax_classes", item_tax_classes)];

/// Every item has its own code.
fn item_codes(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT 'code ' || min(code) || ' belongs to ' || count(*) || ' items: ' || group_concat(name, ', ') \
         FROM item WHERE deleted_at IS NULL GROUP BY lower(code) HAVING count(*) > 1",
    )
}

/// An item has at most one tax class under a scheme.
fn item_tax_classes(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT 'item ' || i.code || ' has ' || count(*) || ' tax classes under ' || c.scheme \
         FROM item_tax_class l JOIN item i ON i.id = l.item_id JOIN tax_class c ON c.id = l.tax_class_id \
         WHERE l.deleted_at IS NULL AND i.deleted_at IS NULL GROUP BY i.id, c.scheme HAVING count(*) > 1",
    )
}

fn lines(conn: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.collect()
}
