//! Derived rows of support: what lists show and sort by, and what search finds.

use crate::store::project::{Projection, Source, source};

const OF_CONTRACT: &[Source] = &[
    source("contract", "SELECT id FROM contract WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'contract'"),
    source("customer", "SELECT id FROM contract WHERE customer_id = ?1"),
];

const OF_ENTITLEMENT: &[Source] = &[
    source("entitlement", "SELECT id FROM entitlement WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'entitlement'"),
    source("customer", "SELECT id FROM entitlement WHERE customer_id = ?1"),
];

/// The derived tables of this capability.
#[must_use]
pub const fn projections() -> &'static [Projection] {
    PROJECTIONS
}

const PROJECTIONS: &[Projection] = &[
    Projection {
        table: "contract_row",
        delete: "DELETE FROM contract_row WHERE id = ?1",
        insert: "INSERT INTO contract_row (id, code, name, name_key, customer_id, customer, customer_key, start_date, last_day, \
                                               notice_by, month, auto_renew, is_ended, value_minor, value_key, currency, owner_id) \
                     SELECT x.id, x.code, x.name, fold(x.name), x.customer_id, m.name, fold(m.name), x.start_date, x.last_day, \
                            date(x.last_day, '-' || x.notice_days || ' days'), substr(x.last_day, 1, 7), x.auto_renew, \
                            x.ended_date IS NOT NULL, x.value_minor, coalesce(x.value_minor, 0), x.currency, x.owner_id \
                       FROM (SELECT c.*, r.owner_id, min(c.end_date, coalesce(c.ended_date, c.end_date)) AS last_day \
                               FROM contract c JOIN record r ON r.id = c.id \
                              WHERE r.deleted_at IS NULL AND c.deleted_at IS NULL AND {key}) x \
                       JOIN v_crm_customer_name m ON m.id = x.customer_id",
        key: "c.id = ?1",
        sources: OF_CONTRACT,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1 AND kind = 'contract')",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                     SELECT search_rowid(r.kind, r.rid), fold(c.name), \
                            fold(c.code || ' ' || squeeze(c.code) || ' ' || m.name), r.kind \
                       FROM contract c JOIN record r ON r.id = c.id JOIN v_crm_customer_name m ON m.id = c.customer_id \
                      WHERE r.deleted_at IS NULL AND c.deleted_at IS NULL AND {key}",
        key: "c.id = ?1",
        sources: OF_CONTRACT,
    },
    Projection {
        table: "entitlement_row",
        delete: "DELETE FROM entitlement_row WHERE id = ?1",
        insert: "INSERT INTO entitlement_row (id, code, name, name_key, customer_id, customer, customer_key, contract_id, unit, \
                                                  start_date, last_day, owner_id) \
                     SELECT e.id, e.code, e.name, fold(e.name), e.customer_id, m.name, fold(m.name), e.contract_id, e.unit, \
                            e.start_date, min(e.end_date, coalesce(e.ended_date, e.end_date)), r.owner_id \
                       FROM entitlement e JOIN record r ON r.id = e.id JOIN v_crm_customer_name m ON m.id = e.customer_id \
                      WHERE r.deleted_at IS NULL AND e.deleted_at IS NULL AND {key}",
        key: "e.id = ?1",
        sources: OF_ENTITLEMENT,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1 AND kind = 'entitlement')",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                     SELECT search_rowid(r.kind, r.rid), fold(e.name), \
                            fold(e.code || ' ' || squeeze(e.code) || ' ' || m.name), r.kind \
                       FROM entitlement e JOIN record r ON r.id = e.id JOIN v_crm_customer_name m ON m.id = e.customer_id \
                      WHERE r.deleted_at IS NULL AND e.deleted_at IS NULL AND {key}",
        key: "e.id = ?1",
        sources: OF_ENTITLEMENT,
    },
];
