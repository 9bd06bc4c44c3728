//! Derived rows of the catalogue: what the lists of items and of price-list lines show and sort by, what search finds.

use crate::store::project::{Projection, Source, source};

const OF_ITEM: &[Source] = &[
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'item'"),
    source("item", "SELECT id FROM item WHERE id = ?1"),
    source("item_tax_class", "SELECT item_id FROM item_tax_class WHERE id = ?1"),
    source("tax_class", "SELECT item_id FROM item_tax_class WHERE tax_class_id = ?1"),
];

const OF_SEARCH: &[Source] = &[
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'item'"),
    source("item", "SELECT id FROM item WHERE id = ?1"),
];

const OF_LINE: &[Source] = &[
    source("price_list_line", "SELECT id FROM price_list_line WHERE id = ?1"),
    source("item", "SELECT id FROM price_list_line WHERE item_id = ?1"),
    source("price_list", "SELECT id FROM price_list_line WHERE price_list_id = ?1"),
];

/// The derived tables of this capability.
#[must_use]
pub const fn projections() -> &'static [Projection] {
    PROJECTIONS
}

const PROJECTIONS: &[Projection] = &[
    Projection {
        table: "item_row",
        delete: "DELETE FROM item_row WHERE id = ?1",
        // A price sorts as text once its whole part has fifteen digits and its fraction nine; unlike currencies stand apart.
        insert: "INSERT INTO item_row (id, code, code_key, name, name_key, kind, unit, hsn_sac, currency, price, price_key, tax, \
                                           words, archived, owner_id, created_ms) \
                     SELECT i.id, i.code, fold(i.code), i.name, fold(i.name), i.kind, i.unit, i.hsn_sac, i.currency, i.price, \
                            i.currency || coalesce(substr('000000000000000' || substr(i.price, 1, instr(i.price || '.', '.') - 1), -15) \
                              || substr(substr(i.price, instr(i.price || '.', '.') + 1) || '000000000', 1, 9), ''), \
                            coalesce((SELECT group_concat(c.name, ', ' ORDER BY c.scheme, l.id) FROM item_tax_class l \
                              JOIN tax_class c ON c.id = l.tax_class_id WHERE l.item_id = i.id AND l.deleted_at IS NULL), ''), \
                            fold(i.name || ' ' || i.code) || ' ' || squeeze(i.code) || ' ' || i.hsn_sac, i.archived, r.owner_id, \
                            r.created_ms \
                       FROM item i JOIN record r ON r.id = i.id \
                      WHERE r.deleted_at IS NULL AND i.deleted_at IS NULL AND {key}",
        key: "i.id = ?1",
        sources: OF_ITEM,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1)",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                     SELECT search_rowid(r.kind, r.rid), fold(i.name), \
                            fold(i.code || ' ' || squeeze(i.code) || ' ' || i.hsn_sac || ' ' || i.description), r.kind \
                       FROM item i JOIN record r ON r.id = i.id \
                      WHERE r.deleted_at IS NULL AND i.deleted_at IS NULL AND {key}",
        key: "i.id = ?1",
        sources: OF_SEARCH,
    },
    Projection {
        table: "price_list_line_row",
        delete: "DELETE FROM price_list_line_row WHERE id = ?1",
        insert: "INSERT INTO price_list_line_row (id, price_list_id, item_id, code, name, name_key, min_quantity, unit_price) \
                     SELECT l.id, l.price_list_id, l.item_id, i.code, i.name, fold(i.name), l.min_quantity, l.unit_price \
                       FROM price_list_line l JOIN item i ON i.id = l.item_id JOIN price_list p ON p.id = l.price_list_id \
                      WHERE l.deleted_at IS NULL AND i.deleted_at IS NULL AND p.deleted_at IS NULL AND {key}",
        key: "l.id = ?1",
        sources: OF_LINE,
    },
];
