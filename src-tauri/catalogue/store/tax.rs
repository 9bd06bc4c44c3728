//! The SQL of tax classes and their dated rates.

use crate::catalogue::tax_class::{TaxClass, TaxScheme};
use crate::catalogue::tax_rate::{CheckedRate, DatedRate, Rate, Supply, TaxRateRow};
use crate::kernel::error::{Error, Result};
use crate::store::tx::{Read, Tx};
use crate::store::{version, word};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, params};

pub(in crate::catalogue) fn classes(
    read: &Read<'_>,
    scheme: Option<TaxScheme>,
    archived: bool,
) -> Result<Vec<TaxClass>> {
    let today = read.today()?.to_string();
    let mut statement = read.sql().prepare_cached(
        "SELECT id, scheme, key, name, archived, version, scheme IN (SELECT tax_scheme FROM v_settings_branch) FROM tax_class \
         WHERE deleted_at IS NULL AND (?1 IS NULL OR scheme = ?1) AND (?2 OR archived = 0) ORDER BY scheme, position, id",
    )?;
    let rows = statement.query_map((scheme.as_ref().map(word::of), archived), |row| {
        Ok(TaxClass {
            id: row.get(0)?,
            scheme: word::read(row, 1)?,
            key: row.get(2)?,
            name: row.get(3)?,
            is_sold: row.get(6)?,
            archived: row.get(4)?,
            holds_today: false,
            version: row.get(5)?,
            rates: Vec::new(),
        })
    })?;
    let mut classes = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    for class in &mut classes {
        class.rates = rates(read, &class.id)?;
        // Days are compared as text: `YYYY-MM-DD` sorts like the calendar.
        class.holds_today = class.rates.iter().any(|rate| {
            rate.valid_from.as_ref().is_none_or(|from| *from <= today)
                && rate.valid_to.as_ref().is_none_or(|to| *to >= today)
        });
    }
    Ok(classes)
}

fn rates(read: &Read<'_>, class_id: &str) -> Result<Vec<TaxRateRow>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, code, rate, category, supply, valid_from, valid_to FROM tax_rate \
         WHERE tax_class_id = ?1 AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([class_id], |row| {
        Ok(TaxRateRow {
            id: row.get(0)?,
            code: row.get(1)?,
            rate: row.get(2)?,
            category: word::read(row, 3)?,
            supply: word::read(row, 4)?,
            valid_from: row.get(5)?,
            valid_to: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::catalogue) fn class_name(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let name = read
        .sql()
        .prepare_cached("SELECT name FROM tax_class WHERE id = ?1 AND deleted_at IS NULL")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(name)
}

pub(in crate::catalogue) fn rates_on(
    read: &Read<'_>,
    class_id: &str,
    date: NaiveDate,
    supply: Supply,
) -> Result<Vec<DatedRate>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT code, rate, category FROM tax_rate \
         WHERE tax_class_id = ?1 AND deleted_at IS NULL AND supply IN (?2, 'any') \
           AND (valid_from IS NULL OR valid_from <= ?3) AND (valid_to IS NULL OR valid_to >= ?3) ORDER BY id",
    )?;
    let mut rows = statement.query((class_id, word::of(&supply), date.to_string()))?;
    let mut rates = Vec::new();
    while let Some(row) = rows.next()? {
        let rate: String = row.get(1)?;
        rates.push(DatedRate {
            code: row.get(0)?,
            rate: rate.parse().map_err(Error::internal)?,
            category: word::read(row, 2)?,
        });
    }
    Ok(rates)
}

pub(in crate::catalogue) fn has_shipped_classes(read: &Read<'_>, scheme: TaxScheme) -> Result<bool> {
    Ok(read.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM tax_class WHERE scheme = ?1 AND key <> '' AND deleted_at IS NULL)",
        [word::of(&scheme)],
        |row| row.get(0),
    )?)
}

pub(in crate::catalogue) fn insert_class(
    tx: &Tx<'_>,
    scheme: TaxScheme,
    key: &str,
    name: &str,
) -> Result<String> {
    let id = tx.new_id();
    tx.sql()
        .prepare_cached(
            "INSERT INTO tax_class (id, scheme, key, name, position) VALUES (?1, ?2, ?3, ?4, \
               (SELECT coalesce(max(position) + 1, 0) FROM tax_class WHERE scheme = ?2))",
        )?
        .execute((&id, word::of(&scheme), key, name))?;
    Ok(id)
}

pub(in crate::catalogue) fn insert_rate(tx: &Tx<'_>, class_id: &str, rate: &Rate) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO tax_rate (id, tax_class_id, code, rate, category, supply, valid_from, valid_to) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            tx.new_id(),
            class_id,
            rate.code,
            rate.rate.to_string(),
            word::of(&rate.category),
            word::of(&rate.supply),
            rate.valid_from.map(|day| day.to_string()),
            rate.valid_to.map(|day| day.to_string())
        ])?;
    Ok(())
}

pub(in crate::catalogue) fn touch_class(tx: &Tx<'_>, id: &str, seen: i64) -> Result<()> {
    version::touch(tx, "tax_class", id, seen)
}

pub(in crate::catalogue) fn rate_ids(read: &Read<'_>, class_id: &str) -> Result<Vec<String>> {
    Ok(rates(read, class_id)?.into_iter().map(|rate| rate.id).collect())
}

pub(in crate::catalogue) fn update_class(
    tx: &Tx<'_>,
    id: &str,
    name: Option<&str>,
    archived: Option<bool>,
) -> Result<()> {
    tx.sql().execute(
        "UPDATE tax_class SET name = coalesce(?2, name), archived = coalesce(?3, archived) WHERE id = ?1",
        (id, name, archived),
    )?;
    Ok(())
}

/// Makes the rates of a class those given: changed by id, added, and taken away when they are left out.
pub(in crate::catalogue) fn replace_rates(
    tx: &Tx<'_>,
    class_id: &str,
    stands: &[String],
    rates: &[CheckedRate],
) -> Result<()> {
    for gone in stands.iter().filter(|id| !rates.iter().any(|rate| rate.id.as_ref() == Some(*id))) {
        tx.sql().execute("UPDATE tax_rate SET deleted_at = ?2 WHERE id = ?1", (gone, tx.now_ms()))?;
    }
    for one in rates {
        let Some(id) = &one.id else {
            insert_rate(tx, class_id, &one.rate)?;
            continue;
        };
        let rate = &one.rate;
        tx.sql().execute(
            "UPDATE tax_rate SET code = ?2, rate = ?3, category = ?4, supply = ?5, valid_from = ?6, valid_to = ?7 WHERE id = ?1",
            params![
                id,
                rate.code,
                rate.rate.to_string(),
                word::of(&rate.category),
                word::of(&rate.supply),
                rate.valid_from.map(|day| day.to_string()),
                rate.valid_to.map(|day| day.to_string())
            ],
        )?;
    }
    Ok(())
}

/// Items without a class under a scheme, with the class that is theirs there: that of the meaning they were first given, else the
/// standard one.
pub(in crate::catalogue) fn untaxed_items(
    read: &Read<'_>,
    scheme: TaxScheme,
) -> Result<Vec<(String, String)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT i.id, (SELECT n.id FROM tax_class n WHERE n.scheme = ?1 AND n.deleted_at IS NULL AND n.archived = 0 AND n.key IN \
             ('standard', (SELECT c.key FROM item_tax_class l JOIN tax_class c ON c.id = l.tax_class_id \
                            WHERE l.item_id = i.id AND (l.deleted_at IS NULL OR l.set_aside) ORDER BY l.rowid LIMIT 1)) \
           ORDER BY n.key = 'standard' LIMIT 1) AS class_id \
         FROM item i WHERE class_id IS NOT NULL \
           AND NOT EXISTS (SELECT 1 FROM item_tax_class l JOIN tax_class c ON c.id = l.tax_class_id \
                            WHERE l.item_id = i.id AND l.deleted_at IS NULL AND c.scheme = ?1)",
    )?;
    let rows = statement.query_map([word::of(&scheme)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::catalogue) fn add_class(tx: &Tx<'_>, item_id: &str, class_id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("INSERT INTO item_tax_class (id, item_id, tax_class_id) VALUES (?1, ?2, ?3)")?
        .execute((tx.new_id(), item_id, class_id))?;
    Ok(())
}

/// Whether a tax class is deleted that an item has.
pub(in crate::catalogue) fn is_gone_in_use(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM tax_class c JOIN item_tax_class l ON l.tax_class_id = c.id AND l.deleted_at IS NULL \
              WHERE c.id = ?1 AND c.deleted_at IS NOT NULL)",
        )?
        .query_row([id], |row| row.get(0))?)
}

/// Sets the classes of schemes under which no branch sells aside.
pub(in crate::catalogue) fn set_unused_aside(tx: &Tx<'_>) -> Result<()> {
    tx.sql().execute(
        "UPDATE item_tax_class SET deleted_at = ?1, set_aside = 1 WHERE deleted_at IS NULL AND tax_class_id IN \
           (SELECT id FROM tax_class WHERE scheme NOT IN (SELECT tax_scheme FROM v_settings_branch))",
        [tx.now_ms()],
    )?;
    Ok(())
}

/// Gives items back the last of what was set aside of a scheme, but where they have a class under it by now.
pub(in crate::catalogue) fn bring_back(tx: &Tx<'_>, scheme: TaxScheme) -> Result<()> {
    tx.sql().execute(
        "UPDATE item_tax_class AS l SET deleted_at = NULL, set_aside = 0 WHERE l.set_aside = 1 \
            AND l.tax_class_id IN (SELECT id FROM tax_class WHERE scheme = ?1 AND deleted_at IS NULL) \
            AND NOT EXISTS (SELECT 1 FROM item_tax_class o JOIN tax_class c ON c.id = o.tax_class_id \
                             WHERE o.item_id = l.item_id AND c.scheme = ?1 AND c.deleted_at IS NULL \
                               AND (o.deleted_at IS NULL OR (o.set_aside = 1 AND o.rowid > l.rowid)))",
        [word::of(&scheme)],
    )?;
    Ok(())
}
