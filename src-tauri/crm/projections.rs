//! Derived rows of customers: what the list shows and sorts by, what search finds, who survives a merge.

use crate::store::project::{Projection, Source};

const fn source(table: &'static str, keys: &'static str) -> Source {
    Source { table, keys }
}

const OF_CUSTOMER: &[Source] = &[
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'customer'"),
    source("customer", "SELECT id FROM customer WHERE id = ?1"),
    source("customer_tax_id", "SELECT customer_id FROM customer_tax_id WHERE id = ?1"),
    source("address", "SELECT customer_id FROM address WHERE id = ?1"),
    source("contact", "SELECT customer_id FROM contact WHERE id = ?1"),
];

const OF_CONTACT: &[Source] = &[
    source("contact", "SELECT id FROM contact WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'contact'"),
    source("customer", "SELECT id FROM contact WHERE customer_id = ?1"),
];

const OF_ROOT: &[Source] = &[
    source("customer", "SELECT id FROM customer WHERE id = ?1"),
    source(
        "customer_alias",
        "WITH RECURSIVE up (id) AS (SELECT merged_id FROM customer_alias WHERE id = ?1 \
           UNION SELECT a.merged_id FROM customer_alias a JOIN up ON a.surviving_id = up.id) SELECT id FROM up",
    ),
];

/// The derived tables of this capability.
#[must_use]
pub const fn projections() -> &'static [Projection] {
    PROJECTIONS
}

const PROJECTIONS: &[Projection] = &[
    Projection {
        table: "customer_row",
        delete: "DELETE FROM customer_row WHERE id = ?1",
        insert: "INSERT INTO customer_row (id, name, name_key, code, kind, place, place_key, contact, phone, owner_id, created_ms) \
                     SELECT c.id, c.name, fold(c.name), c.code, c.kind, \
                            coalesce(a.city, ''), fold(coalesce(a.city, '')), \
                            coalesce((SELECT p.name FROM v_crm_contact p WHERE p.customer_id = c.id ORDER BY p.id LIMIT 1), ''), \
                            coalesce(nullif(c.phone, ''), (SELECT p.phone FROM v_crm_contact p \
                              WHERE p.customer_id = c.id AND p.phone <> '' ORDER BY p.id LIMIT 1), ''), \
                            r.owner_id, r.created_ms \
                       FROM customer c JOIN record r ON r.id = c.id \
                       LEFT JOIN address a ON a.id = (SELECT id FROM v_crm_address WHERE customer_id = c.id ORDER BY role, id LIMIT 1) \
                      WHERE r.deleted_at IS NULL AND c.deleted_at IS NULL AND {key}",
        key: "c.id = ?1",
        sources: OF_CUSTOMER,
    },
    Projection {
        table: "customer_key",
        delete: "DELETE FROM customer_key WHERE customer_id = ?1",
        insert: "INSERT INTO customer_key (key, customer_id) \
                 SELECT DISTINCT k.value, c.id FROM customer c JOIN record r ON r.id = c.id, \
                   json_each(guard_keys(json_object('name', c.name, 'website', c.website, \
                     'street', coalesce((SELECT a.street FROM v_crm_address a WHERE a.customer_id = c.id ORDER BY a.role, a.id LIMIT 1), ''), \
                     'phones', (SELECT json_group_array(phone) FROM (SELECT c.phone AS phone UNION SELECT p.phone FROM v_crm_contact p WHERE p.customer_id = c.id)), \
                     'emails', (SELECT json_group_array(email) FROM (SELECT c.email AS email UNION SELECT p.email FROM v_crm_contact p WHERE p.customer_id = c.id)), \
                     'tax_ids', (SELECT json_group_array(number) FROM v_crm_tax_id t WHERE t.customer_id = c.id)))) k \
                  WHERE r.deleted_at IS NULL AND c.deleted_at IS NULL AND {key}",
        key: "c.id = ?1",
        sources: OF_CUSTOMER,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT rid FROM record WHERE id = ?1)",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                     SELECT r.rid, fold(c.name), \
                            fold(c.code || ' ' || squeeze(c.code) || ' ' || c.phone || ' ' || c.email || ' ' || c.website || ' ' || \
                              coalesce((SELECT group_concat(number, ' ') FROM v_crm_tax_id t WHERE t.customer_id = c.id), '') || ' ' || \
                              coalesce((SELECT group_concat(city, ' ') FROM v_crm_address t WHERE t.customer_id = c.id), '')) \
                            || ' ' || squeeze(c.phone), r.kind \
                       FROM customer c JOIN record r ON r.id = c.id \
                      WHERE r.deleted_at IS NULL AND c.deleted_at IS NULL AND {key}",
        key: "c.id = ?1",
        sources: OF_CUSTOMER,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT rid FROM record WHERE id = ?1)",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                     SELECT r.rid, fold(c.name), fold(c.job || ' ' || c.phone || ' ' || c.email || ' ' || m.name) \
                              || ' ' || squeeze(c.phone), r.kind \
                       FROM contact c JOIN record r ON r.id = c.id JOIN customer m ON m.id = c.customer_id \
                      WHERE r.deleted_at IS NULL AND c.deleted_at IS NULL AND {key}",
        key: "c.id = ?1",
        sources: OF_CONTACT,
    },
    Projection {
        table: "customer_root",
        delete: "DELETE FROM customer_root WHERE id = ?1",
        // The newest alias of each merged customer counts; a chain of merges ends at the one that was never merged.
        insert: "INSERT INTO customer_root (id, root_id) \
                     WITH RECURSIVE live (merged_id, surviving_id) AS ( \
                       SELECT a.merged_id, a.surviving_id FROM customer_alias a WHERE a.withdrawn = 0 AND NOT EXISTS \
                         (SELECT 1 FROM customer_alias b WHERE b.merged_id = a.merged_id AND b.id > a.id)), \
                     chain (id, root_id, depth) AS ( \
                       SELECT c.id, c.id, 0 FROM customer c WHERE {key} \
                       UNION ALL SELECT chain.id, live.surviving_id, depth + 1 FROM chain \
                         JOIN live ON live.merged_id = chain.root_id WHERE depth < 50) \
                     SELECT id, root_id FROM chain x WHERE depth = (SELECT max(depth) FROM chain y WHERE y.id = x.id)",
        key: "c.id = ?1",
        sources: OF_ROOT,
    },
];
