//! The SQL of rates and costs.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::time::cost::TimeCost;
use crate::time::rate::TimeRate;
use rusqlite::{OptionalExtension as _, params};

/// The rates that stand, in the order in which they were made.
pub(in crate::time) fn all(read: &Read<'_>) -> Result<Vec<TimeRate>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT t.id, t.version, t.project_id, coalesce(p.code || ' · ' || p.name, ''), t.user_id, coalesce(u.name, ''), t.item_id, coalesce(i.name, ''), \
                t.currency, t.rate, t.from_date \
         FROM time_rate t LEFT JOIN v_projects_project p ON p.id = t.project_id LEFT JOIN v_settings_user u ON u.id = t.user_id \
         LEFT JOIN v_catalogue_item i ON i.id = t.item_id WHERE t.deleted_at IS NULL ORDER BY t.rowid",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(TimeRate {
            id: row.get(0)?,
            version: row.get(1)?,
            project_id: row.get(2)?,
            project: row.get(3)?,
            user_id: row.get(4)?,
            user: row.get(5)?,
            item_id: row.get(6)?,
            item: row.get(7)?,
            currency: row.get(8)?,
            rate: row.get(9)?,
            from: row.get(10)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The prices of the items that time is noted with, in a currency and without their tax.
pub(in crate::time) fn item_prices(read: &Read<'_>, currency: &str) -> Result<Vec<(String, String)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT i.id, i.price FROM v_catalogue_item i WHERE i.currency = ?1 AND i.price IS NOT NULL AND NOT i.price_includes_tax \
            AND (EXISTS (SELECT 1 FROM time_entry e WHERE e.item_id = i.id) OR EXISTS (SELECT 1 FROM time_setting s WHERE s.item_id = i.id))",
    )?;
    let rows = statement.query_map([currency], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::time) fn currency_of_project(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT currency FROM v_projects_project WHERE id = ?1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// Whether a project has rates of its own.
pub(in crate::time) fn has_own(read: &Read<'_>, project_id: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM time_rate WHERE project_id = ?1 AND deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.exists([project_id])?)
}

/// Writes a rate and gives its id.
pub(in crate::time) fn save(tx: &Tx<'_>, id: Option<&str>, rate: &TimeRate) -> Result<String> {
    let id = id.map_or_else(|| tx.new_id(), str::to_owned);
    tx.sql()
        .prepare_cached(
            "INSERT INTO time_rate (id, project_id, user_id, item_id, currency, rate, from_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
             ON CONFLICT (id) DO UPDATE SET project_id = excluded.project_id, user_id = excluded.user_id, item_id = excluded.item_id, \
                currency = excluded.currency, rate = excluded.rate, from_date = excluded.from_date",
        )?
        .execute(params![id, rate.project_id, rate.user_id, rate.item_id, rate.currency, rate.rate, rate.from])?;
    Ok(id)
}

/// Takes a rate or a cost away.
pub(in crate::time) fn delete(tx: &Tx<'_>, table: &'static str, id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached(&format!("UPDATE {table} SET deleted_at = ?2 WHERE id = ?1"))?
        .execute((id, tx.now_ms()))?;
    Ok(())
}

pub(in crate::time) fn costs(read: &Read<'_>) -> Result<Vec<TimeCost>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT t.id, t.version, t.user_id, coalesce(u.name, ''), t.from_date, t.currency, t.cost FROM time_cost t \
         LEFT JOIN v_settings_user u ON u.id = t.user_id WHERE t.deleted_at IS NULL ORDER BY fold(u.name), t.user_id, t.from_date, t.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(TimeCost {
            id: row.get(0)?,
            version: row.get(1)?,
            user_id: row.get(2)?,
            user: row.get(3)?,
            from: row.get(4)?,
            currency: row.get(5)?,
            cost: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes a cost and gives its id.
pub(in crate::time) fn save_cost(tx: &Tx<'_>, id: Option<&str>, cost: &TimeCost) -> Result<String> {
    let id = id.map_or_else(|| tx.new_id(), str::to_owned);
    tx.sql()
        .prepare_cached(
            "INSERT INTO time_cost (id, user_id, from_date, currency, cost) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id, from_date = excluded.from_date, currency = excluded.currency, \
                cost = excluded.cost",
        )?
        .execute(params![id, cost.user_id, cost.from, cost.currency, cost.cost])?;
    Ok(id)
}

/// Puts rates and costs into another currency, figure by figure.
pub(in crate::time) fn change_currency(tx: &Tx<'_>, from: &str, to: &str) -> Result<()> {
    tx.sql().execute("UPDATE time_rate SET currency = ?2 WHERE currency = ?1", (from, to))?;
    tx.sql().execute("UPDATE time_cost SET currency = ?2 WHERE currency = ?1", (from, to))?;
    Ok(())
}
