//! The SQL of the settings of time.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::time::setting::{TimeBills, TimeSetting};

pub(in crate::time) fn insert(tx: &Tx<'_>) -> Result<()> {
    tx.sql().execute("INSERT INTO time_setting (id, bills) VALUES (?1, 'approved')", [tx.new_id()])?;
    Ok(())
}

/// The settings with their id.
pub(in crate::time) fn get(read: &Read<'_>) -> Result<(String, TimeSetting)> {
    let sql = "SELECT s.id, s.version, s.bills, s.item_id, coalesce(i.name, '') FROM time_setting s \
               LEFT JOIN v_catalogue_item i ON i.id = s.item_id WHERE s.deleted_at IS NULL ORDER BY s.id LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([], |row| {
        let setting = TimeSetting {
            version: row.get(1)?,
            bills: word::read(row, 2)?,
            item_id: row.get(3)?,
            item: row.get(4)?,
        };
        Ok((row.get(0)?, setting))
    })?)
}

pub(in crate::time) fn update(tx: &Tx<'_>, id: &str, bills: TimeBills, item_id: Option<&str>) -> Result<()> {
    tx.sql().execute(
        "UPDATE time_setting SET bills = ?2, item_id = ?3 WHERE id = ?1",
        (id, word::of(&bills), item_id),
    )?;
    Ok(())
}
