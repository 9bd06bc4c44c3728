//! The SQL of rates that are known.

use crate::kernel::error::Result;
use crate::store::tx::Read;
use rusqlite::OptionalExtension as _;

/// The currency of a branch, of the first one where none is named.
pub(in crate::support) fn home_of(read: &Read<'_>, branch_id: Option<&str>) -> Result<String> {
    let sql = "SELECT currency FROM v_settings_branch WHERE ?1 IS NULL OR id = ?1 ORDER BY position LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([branch_id], |row| row.get(0))?)
}

/// The newest rate of a currency on an issued paper, with its day.
pub(in crate::support) fn newest_rate(
    read: &Read<'_>,
    currency: &str,
    home: &str,
) -> Result<Option<(String, String)>> {
    let sql = "SELECT rate, date FROM v_billing_rate WHERE currency = ?1 AND base_currency = ?2 ORDER BY date DESC LIMIT 1";
    let rate = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    Ok(read.sql().prepare_cached(sql)?.query_row([currency, home], rate).optional()?)
}
