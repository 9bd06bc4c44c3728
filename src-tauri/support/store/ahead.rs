//! The SQL of renewals that are proposed by themselves.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::support::ahead::{RenewalSetting, RenewalsAhead};

pub(in crate::support) fn insert(tx: &Tx<'_>, ahead: RenewalsAhead, days: u64) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO renewal_setting (id, ahead, days) VALUES (?1, ?2, ?3)",
        (tx.new_id(), word::of(&ahead), i64::try_from(days).unwrap_or_default()),
    )?;
    Ok(())
}

/// The settings with their id.
pub(in crate::support) fn setting(read: &Read<'_>) -> Result<(String, RenewalSetting)> {
    let sql =
        "SELECT id, version, ahead, days FROM renewal_setting WHERE deleted_at IS NULL ORDER BY id LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([], |row| {
        let setting = RenewalSetting { version: row.get(1)?, ahead: word::read(row, 2)?, days: row.get(3)? };
        Ok((row.get(0)?, setting))
    })?)
}

pub(in crate::support) fn update(tx: &Tx<'_>, id: &str, ahead: RenewalsAhead, days: i64) -> Result<()> {
    let sql = "UPDATE renewal_setting SET ahead = ?2, days = ?3 WHERE id = ?1";
    tx.sql().execute(sql, (id, word::of(&ahead), days))?;
    Ok(())
}

/// The contracts that run, whose last day of notice comes by `until`, and whose next term stands in no deal; with their last days.
pub(in crate::support) fn due(
    read: &Read<'_>,
    ahead: RenewalsAhead,
    today: &str,
    until: &str,
) -> Result<Vec<(String, String)>> {
    let which = match ahead {
        RenewalsAhead::None => return Ok(Vec::new()),
        RenewalsAhead::Ending => " AND w.auto_renew = 0",
        RenewalsAhead::All => "",
    };
    let mut statement = read.sql().prepare_cached(&format!(
        "SELECT w.id, w.last_day FROM contract_row w JOIN contract c ON c.id = w.id \
         WHERE w.notice_by <= ?2 AND w.last_day >= ?1 AND w.start_date <= ?1 AND w.is_ended = 0 AND w.is_waiting = 0 AND c.renewal_deal_id IS NULL{which} \
         ORDER BY w.notice_by, w.id"
    ))?;
    let rows = statement.query_map([today, until], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The estimates of a deal.
pub(in crate::support) fn estimates_of(read: &Read<'_>, deal_id: &str) -> Result<Vec<String>> {
    let sql = "SELECT id FROM v_billing_estimate WHERE deal_id = ?1";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([deal_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
