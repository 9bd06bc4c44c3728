//! The SQL of rates that are known.

use crate::kernel::error::Result;
use crate::store::tx::Read;

/// The currency of a branch, of the first one where none is named.
pub(in crate::support) fn home_of(read: &Read<'_>, branch_id: Option<&str>) -> Result<String> {
    let sql = "SELECT currency FROM v_settings_branch WHERE ?1 IS NULL OR id = ?1 ORDER BY position LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([branch_id], |row| row.get(0))?)
}
