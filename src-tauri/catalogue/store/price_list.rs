//! The SQL of price lists and of the prices on them.

use crate::catalogue::price::{Price, PriceQuestion};
use crate::catalogue::price_list::{Head, Line, PriceList, PriceListLineFilter, PriceListLineRow};
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::DecimalText;
use crate::kernel::error::{Error, Result};
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::{Read, Tx};
use crate::store::{search, version};
use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension as _, params};

const LINES: List = List {
    base: "price_list_line_row w",
    joins: "",
    columns: "w.id, w.item_id, w.code, w.name, w.min_quantity, w.unit_price",
    id: "w.id",
    sorts: &[("name", "w.name_key")],
};

pub(in crate::catalogue) fn lists(read: &Read<'_>) -> Result<Vec<PriceList>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT p.id, p.name, p.currency, p.for_all, p.prices_include_tax, p.valid_from, p.valid_to, \
                (p.valid_from IS NULL OR p.valid_from <= ?1) AND (p.valid_to IS NULL OR p.valid_to >= ?1), \
                (SELECT count(*) FROM price_list_line_row w WHERE w.price_list_id = p.id), p.version \
         FROM price_list p WHERE p.deleted_at IS NULL ORDER BY fold(p.name), p.id",
    )?;
    let rows = statement.query_map([read.today()?.to_string()], |row| {
        Ok(PriceList {
            id: row.get(0)?,
            name: row.get(1)?,
            currency: row.get(2)?,
            for_all: row.get(3)?,
            prices_include_tax: row.get(4)?,
            valid_from: row.get(5)?,
            valid_to: row.get(6)?,
            holds_today: row.get(7)?,
            lines: row.get(8)?,
            version: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::catalogue) fn lines(
    read: &Read<'_>,
    price_list_id: &str,
    request: &ListRequest<PriceListLineFilter>,
) -> Result<Page<PriceListLineRow>> {
    let mut filter = Where::default();
    filter.add("w.price_list_id = ?", [SqlValue::Text(price_list_id.to_owned())]);
    filter.owned_by("(SELECT o.owner_id FROM item_row o WHERE o.id = w.item_id)", read.visible_owners());
    search::restrict(read, &mut filter, "w.item_id", &["item"], request.search.as_deref())?;
    page::page(read.sql(), LINES, request, filter, |row| {
        Ok(PriceListLineRow {
            id: row.get(0)?,
            item_id: row.get(1)?,
            code: row.get(2)?,
            name: row.get(3)?,
            min_quantity: row.get(4)?,
            unit_price: row.get(5)?,
        })
    })
}

pub(in crate::catalogue) fn head(read: &Read<'_>, id: &str) -> Result<Option<Head>> {
    let found: Option<(Head, Option<String>, Option<String>)> = read
        .sql()
        .prepare_cached(
            "SELECT name, currency, for_all, prices_include_tax, valid_from, valid_to FROM price_list \
             WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let head = Head {
                name: row.get(0)?,
                currency: row.get(1)?,
                for_all: row.get(2)?,
                prices_include_tax: row.get(3)?,
                ..Head::default()
            };
            Ok((head, row.get(4)?, row.get(5)?))
        })
        .optional()?;
    let Some((mut head, from, to)) = found else {
        return Ok(None);
    };
    let day = |text: Option<String>| text.map(|text| text.parse::<CivilDate>()).transpose();
    head.valid_from = day(from).map_err(Error::internal)?;
    head.valid_to = day(to).map_err(Error::internal)?;
    Ok(Some(head))
}

pub(in crate::catalogue) fn touch(tx: &Tx<'_>, id: &str, seen: i64) -> Result<()> {
    version::touch(tx, "price_list", id, seen)
}

pub(in crate::catalogue) fn insert(tx: &Tx<'_>, head: &Head) -> Result<String> {
    let id = tx.new_id();
    tx.sql().execute(
        "INSERT INTO price_list (id, name, currency, for_all, prices_include_tax, valid_from, valid_to) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            id,
            head.name,
            head.currency,
            head.for_all,
            head.prices_include_tax,
            head.valid_from.map(|day| day.to_string()),
            head.valid_to.map(|day| day.to_string())
        ],
    )?;
    Ok(id)
}

pub(in crate::catalogue) fn update(tx: &Tx<'_>, id: &str, head: &Head) -> Result<()> {
    tx.sql().execute(
        "UPDATE price_list SET name = ?2, currency = ?3, for_all = ?4, prices_include_tax = ?5, valid_from = ?6, valid_to = ?7 \
         WHERE id = ?1",
        params![
            id,
            head.name,
            head.currency,
            head.for_all,
            head.prices_include_tax,
            head.valid_from.map(|day| day.to_string()),
            head.valid_to.map(|day| day.to_string())
        ],
    )?;
    Ok(())
}

pub(in crate::catalogue) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE price_list_line SET deleted_at = ?2 WHERE price_list_id = ?1 AND deleted_at IS NULL",
        (id, tx.now_ms()),
    )?;
    tx.sql().execute("UPDATE price_list SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

/// Whether a customer carries the list.
pub(in crate::catalogue) fn is_carried(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM v_crm_customer WHERE price_list_id = ?1 AND deleted_at IS NULL)",
        [id],
        |row| row.get(0),
    )?)
}

pub(in crate::catalogue) fn has_lines(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM price_list_line WHERE price_list_id = ?1 AND deleted_at IS NULL)",
        [id],
        |row| row.get(0),
    )?)
}

pub(in crate::catalogue) fn has_line(
    read: &Read<'_>,
    price_list_id: Option<&str>,
    line_id: &str,
) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM price_list_line WHERE id = ?1 AND price_list_id = ?2 AND deleted_at IS NULL)",
        )?
        .query_row((line_id, price_list_id), |row| row.get(0))?)
}

pub(in crate::catalogue) fn remove_line(tx: &Tx<'_>, line_id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE price_list_line SET deleted_at = ?2 WHERE id = ?1")?
        .execute((line_id, tx.now_ms()))?;
    Ok(())
}

/// Gives the line of this item and quantity its price, or adds it.
pub(in crate::catalogue) fn set_line(tx: &Tx<'_>, price_list_id: &str, line: &Line) -> Result<()> {
    let (quantity, price) = (line.min_quantity.to_string(), line.unit_price.to_string());
    let changed = tx
        .sql()
        .prepare_cached(
            "UPDATE price_list_line SET unit_price = ?4 \
             WHERE item_id = ?2 AND price_list_id = ?1 AND min_quantity = ?3 AND deleted_at IS NULL",
        )?
        .execute((price_list_id, &line.item_id, &quantity, &price))?;
    if changed == 0 {
        tx.sql()
            .prepare_cached(
                "INSERT INTO price_list_line (id, price_list_id, item_id, min_quantity, unit_price) \
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((tx.new_id(), price_list_id, &line.item_id, quantity, price))?;
    }
    Ok(())
}

/// A price list that may hold a price.
pub(in crate::catalogue) struct Candidate {
    pub(in crate::catalogue) id: String,
    pub(in crate::catalogue) name: String,
    pub(in crate::catalogue) prices_include_tax: bool,
}

/// A price from a quantity on.
pub(in crate::catalogue) struct PriceStep {
    pub(in crate::catalogue) min_quantity: DecimalText,
    pub(in crate::catalogue) unit_price: DecimalText,
}

/// The lists that hold for a question, the best first: the one that the customer carries, then those for everybody, the
/// newest first.
pub(in crate::catalogue) fn lists_for(
    read: &Read<'_>,
    question: PriceQuestion<'_>,
) -> Result<Vec<Candidate>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT p.id, p.name, p.prices_include_tax FROM price_list p \
         LEFT JOIN v_crm_customer c ON c.id = ?1 AND c.price_list_id = p.id \
         WHERE p.currency = ?2 AND p.deleted_at IS NULL AND (p.for_all = 1 OR c.id IS NOT NULL) \
           AND (p.valid_from IS NULL OR p.valid_from <= ?3) AND (p.valid_to IS NULL OR p.valid_to >= ?3) \
         ORDER BY c.id IS NULL, p.valid_from DESC, p.id DESC",
    )?;
    let rows = statement
        .query_map((question.customer_id, question.currency, question.date.to_string()), |row| {
            Ok(Candidate { id: row.get(0)?, name: row.get(1)?, prices_include_tax: row.get(2)? })
        })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The prices of an item on a list.
pub(in crate::catalogue) fn steps(
    read: &Read<'_>,
    price_list_id: &str,
    item_id: &str,
) -> Result<Vec<PriceStep>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT min_quantity, unit_price FROM price_list_line \
         WHERE item_id = ?2 AND price_list_id = ?1 AND deleted_at IS NULL ORDER BY id",
    )?;
    let mut rows = statement.query((price_list_id, item_id))?;
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        steps.push(PriceStep {
            min_quantity: decimal(&row.get::<_, String>(0)?)?,
            unit_price: decimal(&row.get::<_, String>(1)?)?,
        });
    }
    Ok(steps)
}

/// The item's own price when it is in this currency.
pub(in crate::catalogue) fn own_price(
    read: &Read<'_>,
    item_id: &str,
    currency: &str,
) -> Result<Option<Price>> {
    let found: Option<(String, bool)> = read
        .sql()
        .prepare_cached(
            "SELECT price, price_includes_tax FROM item WHERE id = ?1 AND currency = ?2 AND price IS NOT NULL",
        )?
        .query_row((item_id, currency), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found
        .map(|(price, includes_tax)| {
            Ok(Price {
                unit_price: decimal(&price)?,
                currency: currency.to_owned(),
                includes_tax,
                price_list_id: None,
                price_list: String::new(),
            })
        })
        .transpose()
}

pub(in crate::catalogue) fn currency_of_customer(
    read: &Read<'_>,
    customer_id: &str,
) -> Result<Option<String>> {
    of_customer(read, "SELECT currency FROM v_crm_customer WHERE id = ?1", customer_id)
}

/// How a customer is treated by the tax law, such as `registered` or `sez`.
pub(in crate::catalogue) fn treatment_of_customer(
    read: &Read<'_>,
    customer_id: &str,
) -> Result<Option<String>> {
    of_customer(read, "SELECT tax_treatment FROM v_crm_customer WHERE id = ?1", customer_id)
}

fn of_customer(read: &Read<'_>, sql: &str, customer_id: &str) -> Result<Option<String>> {
    Ok(read.sql().prepare_cached(sql)?.query_row([customer_id], |row| row.get(0)).optional()?)
}

fn decimal(text: &str) -> Result<DecimalText> {
    text.parse().map_err(Error::internal)
}

/// Puts the prices of items and of price lists into another currency, figure by figure.
pub(in crate::catalogue) fn change_currency(tx: &Tx<'_>, from: &str, to: &str) -> Result<()> {
    tx.sql().execute("UPDATE item SET currency = ?2 WHERE currency = ?1", (from, to))?;
    tx.sql().execute("UPDATE price_list SET currency = ?2 WHERE currency = ?1", (from, to))?;
    Ok(())
}
