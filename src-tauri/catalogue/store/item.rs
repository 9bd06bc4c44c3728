//! The SQL of items.

use crate::catalogue::item::{
    Item, ItemFilter, ItemKind, ItemListPrice, ItemRow, ItemTaxClass, ItemsShown, SoldAs,
};
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::decimal::DecimalText;
use crate::kernel::error::Result;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::{Read, Tx};
use crate::store::{search, word};
use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension as _, params};

const LIST: List = List {
    base: "item_row w",
    joins: "",
    columns: "w.id, w.code, w.name, w.kind, w.unit, w.hsn_sac, w.price, w.currency, w.tax, w.archived, \
              (SELECT r.version FROM record r WHERE r.id = w.id)",
    id: "w.id",
    sorts: &[
        ("name", "w.name_key"),
        ("code", "w.code_key"),
        ("price", "w.price_key"),
        ("created", "w.created_ms"),
    ],
};

/// As what an item is sold; none when there is no such item.
pub(in crate::catalogue) fn sold_as(read: &Read<'_>, id: &str) -> Result<Option<SoldAs>> {
    Ok(read
        .sql()
        .prepare_cached("SELECT kind, unit FROM item WHERE id = ?1")?
        .query_row([id], |row| Ok(SoldAs { kind: word::read(row, 0)?, unit: row.get(1)? }))
        .optional()?)
}

/// The fields of an item that are written; `None` leaves a column as it is.
#[derive(Debug, Default)]
pub(in crate::catalogue) struct ItemFields {
    pub(in crate::catalogue) name: Option<String>,
    pub(in crate::catalogue) code: Option<String>,
    pub(in crate::catalogue) description: Option<String>,
    pub(in crate::catalogue) unit: Option<String>,
    pub(in crate::catalogue) uqc: Option<String>,
    pub(in crate::catalogue) hsn_sac: Option<String>,
    pub(in crate::catalogue) currency: Option<String>,
    pub(in crate::catalogue) price: Option<Option<DecimalText>>,
    pub(in crate::catalogue) price_includes_tax: Option<bool>,
    pub(in crate::catalogue) cost: Option<Option<DecimalText>>,
    pub(in crate::catalogue) tax_class_ids: Option<Vec<String>>,
}

fn filter(read: &Read<'_>, request: &ListRequest<ItemFilter>) -> Result<Where> {
    let mut filter = Where::default();
    let chosen = request.filter.clone().unwrap_or_default();
    match chosen.shown.unwrap_or_default() {
        ItemsShown::Active => filter.add("w.archived = 0", []),
        ItemsShown::Archived => filter.add("w.archived = 1", []),
        ItemsShown::All => {}
    }
    if let Some(kind) = chosen.kind {
        filter.add("w.kind = ?", [SqlValue::Text(word::of(&kind))]);
    }
    if let Some(class_id) = chosen.tax_class_id {
        filter.add(
            "w.id IN (SELECT item_id FROM item_tax_class WHERE tax_class_id = ? AND deleted_at IS NULL)",
            [SqlValue::Text(class_id)],
        );
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    search::restrict(read, &mut filter, "w.id", &["item"], request.search.as_deref())?;
    Ok(filter)
}

pub(in crate::catalogue) fn list(
    read: &Read<'_>,
    request: &ListRequest<ItemFilter>,
) -> Result<Page<ItemRow>> {
    page::page(read.sql(), LIST, request, filter(read, request)?, |row| {
        let archived: bool = row.get(9)?;
        Ok(ItemRow {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            kind: word::read(row, 3)?,
            unit: row.get(4)?,
            hsn_sac: row.get(5)?,
            price: row.get(6)?,
            currency: row.get(7)?,
            tax: row.get(8)?,
            badge: archived.then(|| Badge::new(Tone::Neutral, "archive", "badge.archived")),
            version: row.get(10)?,
        })
    })
}

pub(in crate::catalogue) fn count(read: &Read<'_>, request: &ListRequest<ItemFilter>) -> Result<i64> {
    let filter = filter(read, request)?;
    let sql = format!("SELECT count(*) FROM item_row w WHERE {}", filter.text());
    let count = read
        .sql()
        .prepare_cached(&sql)?
        .query_row(rusqlite::params_from_iter(filter.values()), |row| row.get(0))?;
    Ok(count)
}

pub(in crate::catalogue) fn get(read: &Read<'_>, id: &str, in_use: bool) -> Result<Item> {
    let mut item = read
        .sql()
        .prepare_cached(
            "SELECT i.id, i.code, r.version, i.kind, i.name, i.description, i.unit, i.uqc, i.hsn_sac, i.currency, i.price, \
                    i.price_includes_tax, i.cost, i.archived, r.owner_id, r.created_ms \
             FROM item i JOIN record r ON r.id = i.id WHERE i.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Item {
                id: row.get(0)?,
                code: row.get(1)?,
                version: row.get(2)?,
                kind: word::read(row, 3)?,
                name: row.get(4)?,
                description: row.get(5)?,
                unit: row.get(6)?,
                uqc: row.get(7)?,
                hsn_sac: row.get(8)?,
                currency: row.get(9)?,
                price: row.get(10)?,
                price_includes_tax: row.get(11)?,
                cost: row.get(12)?,
                archived: row.get(13)?,
                tax_classes: Vec::new(),
                list_prices: Vec::new(),
                can_delete: !in_use,
                owner_id: row.get(14)?,
                created_ms: row.get(15)?,
            })
        })?;
    item.tax_classes = tax_classes(read, id)?;
    item.list_prices = list_prices(read, id)?;
    Ok(item)
}

pub(in crate::catalogue) fn tax_classes(read: &Read<'_>, item_id: &str) -> Result<Vec<ItemTaxClass>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT c.id, c.scheme, c.name FROM item_tax_class l JOIN tax_class c ON c.id = l.tax_class_id \
         WHERE l.item_id = ?1 AND l.deleted_at IS NULL ORDER BY c.scheme, l.id",
    )?;
    let rows = statement.query_map([item_id], |row| {
        Ok(ItemTaxClass { id: row.get(0)?, scheme: word::read(row, 1)?, name: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn list_prices(read: &Read<'_>, item_id: &str) -> Result<Vec<ItemListPrice>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT p.id, p.name, p.currency, l.min_quantity, l.unit_price FROM price_list_line l \
         JOIN price_list p ON p.id = l.price_list_id \
         WHERE l.item_id = ?1 AND l.deleted_at IS NULL AND p.deleted_at IS NULL ORDER BY p.name, p.id, l.id",
    )?;
    let rows = statement.query_map([item_id], |row| {
        Ok(ItemListPrice {
            price_list_id: row.get(0)?,
            price_list: row.get(1)?,
            currency: row.get(2)?,
            min_quantity: row.get(3)?,
            unit_price: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether another item has this code. Two laptops may both be right, so the schema does not forbid it.
pub(in crate::catalogue) fn currency(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    Ok(read
        .sql()
        .prepare_cached("SELECT currency FROM item WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?)
}

pub(in crate::catalogue) fn has_code(read: &Read<'_>, code: &str, except_id: Option<&str>) -> Result<bool> {
    let taken = read
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM item WHERE code = ?1 COLLATE NOCASE AND id IS NOT ?2 AND deleted_at IS NULL)",
        )?
        .query_row((code, except_id), |row| row.get(0))?;
    Ok(taken)
}

pub(in crate::catalogue) fn insert(
    tx: &Tx<'_>,
    id: &str,
    code: &str,
    kind: ItemKind,
    name: &str,
    fields: &ItemFields,
) -> Result<()> {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    tx.sql()
        .prepare_cached(
            "INSERT INTO item (id, code, kind, name, description, unit, uqc, hsn_sac, currency, price, price_includes_tax, cost) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            id,
            code,
            word::of(&kind),
            name,
            text(&fields.description),
            text(&fields.unit),
            text(&fields.uqc),
            text(&fields.hsn_sac),
            text(&fields.currency),
            fields.price.flatten().map(|price| price.to_string()),
            fields.price_includes_tax.unwrap_or(false),
            fields.cost.flatten().map(|cost| cost.to_string())
        ])?;
    Ok(())
}

pub(in crate::catalogue) fn update(
    tx: &Tx<'_>,
    id: &str,
    kind: Option<ItemKind>,
    fields: &ItemFields,
) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE item SET code = coalesce(?2, code), kind = coalesce(?3, kind), name = coalesce(?4, name), \
                description = coalesce(?5, description), unit = coalesce(?6, unit), uqc = coalesce(?7, uqc), \
                hsn_sac = coalesce(?8, hsn_sac), currency = coalesce(?9, currency), price = iif(?10, ?11, price), \
                price_includes_tax = coalesce(?12, price_includes_tax), cost = iif(?13, ?14, cost) WHERE id = ?1",
        )?
        .execute(params![
            id,
            fields.code,
            kind.as_ref().map(word::of),
            fields.name,
            fields.description,
            fields.unit,
            fields.uqc,
            fields.hsn_sac,
            fields.currency,
            fields.price.is_some(),
            fields.price.flatten().map(|price| price.to_string()),
            fields.price_includes_tax,
            fields.cost.is_some(),
            fields.cost.flatten().map(|cost| cost.to_string())
        ])?;
    Ok(())
}

/// Makes the tax classes of an item those given; what was set aside of schemes under which nobody sells stays aside.
pub(in crate::catalogue) fn set_tax_classes(tx: &Tx<'_>, item_id: &str, class_ids: &[String]) -> Result<()> {
    let stands = tax_classes(tx, item_id)?;
    for gone in stands.iter().filter(|class| !class_ids.contains(&class.id)) {
        tx.sql().execute(
            "UPDATE item_tax_class SET deleted_at = ?3 WHERE item_id = ?1 AND tax_class_id = ?2 AND deleted_at IS NULL",
            (item_id, &gone.id, tx.now_ms()),
        )?;
    }
    for class_id in class_ids.iter().filter(|id| !stands.iter().any(|class| class.id == **id)) {
        tx.sql()
            .prepare_cached("INSERT INTO item_tax_class (id, item_id, tax_class_id) VALUES (?1, ?2, ?3)")?
            .execute((tx.new_id(), item_id, class_id))?;
    }
    Ok(())
}

/// False when it is so already.
pub(in crate::catalogue) fn set_archived(tx: &Tx<'_>, id: &str, archived: bool) -> Result<bool> {
    let changed =
        tx.sql().execute("UPDATE item SET archived = ?2 WHERE id = ?1 AND archived <> ?2", (id, archived))?;
    Ok(changed > 0)
}

pub(in crate::catalogue) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE item SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

/// An item as a picker finds it, before its price is looked up.
pub(in crate::catalogue) struct Found {
    pub(in crate::catalogue) id: String,
    pub(in crate::catalogue) code: String,
    pub(in crate::catalogue) name: String,
    pub(in crate::catalogue) description: String,
    pub(in crate::catalogue) kind: ItemKind,
    pub(in crate::catalogue) unit: String,
    pub(in crate::catalogue) hsn_sac: String,
}

const FOUND: &str = "SELECT w.id, w.code, w.name, (SELECT i.description FROM item i WHERE i.id = w.id), w.kind, w.unit, w.hsn_sac \
                     FROM item_row w";

/// The items that have every word of `folded`: an exact code first, then names that begin with it, then names one of whose
/// words does, then the others by name. The catalogue itself is looked through, since the words of a picker are short and
/// would meet half of all documents in the search index.
pub(in crate::catalogue) fn pick(
    read: &Read<'_>,
    item_id: Option<&str>,
    folded: &str,
    limit: u32,
) -> Result<Vec<Found>> {
    let mut filter = Where::default();
    // A draft may carry an archived item, which keeps its price.
    match item_id {
        Some(id) => filter.add("w.id = ?", [SqlValue::Text(id.to_owned())]),
        None => filter.add("w.archived = 0", []),
    }
    for one in folded.split_whitespace() {
        filter.add("instr(w.words, ?) > 0", [SqlValue::Text(one.to_owned())]);
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    let mut values = filter.values().to_vec();
    let rank = if folded.is_empty() {
        ""
    } else {
        values.extend([folded, folded, folded].map(|q| SqlValue::Text(q.to_owned())));
        "CASE WHEN w.code_key = ? THEN 0 WHEN instr(w.name_key, ?) = 1 THEN 1 \
              WHEN instr(' ' || w.name_key, ' ' || ?) > 0 THEN 2 ELSE 3 END, "
    };
    let sql = format!("{FOUND} WHERE {} ORDER BY {rank}w.name_key, w.id LIMIT {limit}", filter.text());
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(rusqlite::params_from_iter(&values), |row| {
        Ok(Found {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            description: row.get(3)?,
            kind: word::read(row, 4)?,
            unit: row.get(5)?,
            hsn_sac: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
