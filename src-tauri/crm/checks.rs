//! What must hold over all customers, leads and deals and the schema does not forbid.

use crate::store::integrity::Check;
use rusqlite::Connection;

/// The integrity checks of this capability.
pub(crate) const CHECKS: &[Check] = &[("record_codes", record_codes)];

/// Every customer, lead and deal has its own code.
fn record_codes(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(
        "SELECT 'code ' || code || ' belongs to ' || count(*) || ' ' || kind \
           FROM (SELECT 'customers' AS kind, code FROM customer WHERE deleted_at IS NULL \
                 UNION ALL SELECT 'leads', code FROM lead WHERE deleted_at IS NULL \
                 UNION ALL SELECT 'deals', code FROM deal WHERE deleted_at IS NULL) \
          GROUP BY kind, code HAVING count(*) > 1",
    )?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect()
}
