//! Derived rows of customers, leads, deals and activities: what lists show and sort by, what search finds, who survives a
//! merge.

use crate::store::project::{Projection, Source, source};

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

const OF_LEAD: &[Source] = &[
    source("lead", "SELECT id FROM lead WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'lead'"),
    source("activity", "SELECT record_id FROM activity WHERE id = ?1"),
];

const OF_DEAL: &[Source] = &[
    source("deal", "SELECT id FROM deal WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'deal'"),
    source("stage", "SELECT id FROM deal WHERE stage_id = ?1"),
    source("customer", "SELECT id FROM deal WHERE customer_id = ?1"),
    source("activity", "SELECT record_id FROM activity WHERE id = ?1"),
];

const OF_ACTIVITY: &[Source] = &[
    source("activity", "SELECT id FROM activity WHERE id = ?1"),
    // Its own record (owner), and the record it is about (title, customer, deletion).
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'activity'"),
    source("record", "SELECT id FROM activity WHERE record_id = ?1"),
    source("deal", "SELECT id FROM activity WHERE record_id = ?1"),
    source("lead", "SELECT id FROM activity WHERE record_id = ?1"),
    source(
        "customer",
        "SELECT a.id FROM record r JOIN activity a ON a.record_id = r.id WHERE r.customer_id = ?1",
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
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1)",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                     SELECT search_rowid(r.kind, r.rid), fold(c.name), \
                            fold(c.code || ' ' || squeeze(c.code) || ' ' || c.phone || ' ' || c.email || ' ' || c.website || ' ' || \
                              coalesce((SELECT group_concat(number, ' ') FROM v_crm_tax_id t WHERE t.customer_id = c.id), '') || ' ' || \
                              coalesce((SELECT group_concat(city, ' ') FROM v_crm_address t WHERE t.customer_id = c.id), '') || ' ' || \
                              coalesce((SELECT group_concat(p.name || ' ' || p.phone || ' ' || p.email, ' ' ORDER BY p.id) \
                                          FROM v_crm_contact p WHERE p.customer_id = c.id), '')) \
                            || ' ' || phone_words(c.phone) || ' ' || \
                            coalesce((SELECT group_concat(phone_words(p.phone), ' ' ORDER BY p.id) \
                                        FROM v_crm_contact p WHERE p.customer_id = c.id), ''), r.kind \
                       FROM customer c JOIN record r ON r.id = c.id \
                      WHERE r.deleted_at IS NULL AND c.deleted_at IS NULL AND {key}",
        key: "c.id = ?1",
        sources: OF_CUSTOMER,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1)",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                     SELECT search_rowid(r.kind, r.rid), fold(c.name), fold(c.job || ' ' || c.phone || ' ' || c.email || ' ' || m.name) \
                              || ' ' || phone_words(c.phone), r.kind \
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
    Projection {
        table: "lead_row",
        delete: "DELETE FROM lead_row WHERE id = ?1",
        insert: "INSERT INTO lead_row (id, code, title, title_key, name, company, phone, email, place, place_key, source, \
                                           source_key, campaign, interest, status, amount_minor, amount_key, currency, owner_id, \
                                           received_ms, respond_by_ms, responded_ms, respond_key, next_id) \
                     SELECT l.id, l.code, r.title, fold(r.title), l.name, l.company, l.phone, l.email, l.place, fold(l.place), \
                            l.source, fold(l.source), l.campaign, l.interest, l.status, l.amount_minor, \
                            coalesce(l.amount_minor, 0), l.currency, r.owner_id, l.received_ms, l.respond_by_ms, l.responded_ms, \
                            iif(l.status IN ('new', 'contacted') AND l.responded_ms IS NULL, \
                                coalesce(l.respond_by_ms, 9223372036854775807), 9223372036854775807), \
                            (SELECT a.id FROM activity a WHERE a.record_id = l.id AND a.done_ms IS NULL AND a.deleted_at IS NULL \
                              ORDER BY coalesce(a.due_ms, 9223372036854775807), a.id LIMIT 1) \
                       FROM lead l JOIN record r ON r.id = l.id \
                      WHERE r.deleted_at IS NULL AND l.deleted_at IS NULL AND {key}",
        key: "l.id = ?1",
        sources: OF_LEAD,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1 AND kind = 'lead')",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                     SELECT search_rowid(r.kind, r.rid), fold(r.title), \
                            fold(l.code || ' ' || squeeze(l.code) || ' ' || l.phone || ' ' || l.email || ' ' || l.place || ' ' || \
                              l.source || ' ' || l.campaign || ' ' || l.interest) || ' ' || phone_words(l.phone), r.kind \
                       FROM lead l JOIN record r ON r.id = l.id \
                      WHERE r.deleted_at IS NULL AND l.deleted_at IS NULL AND {key}",
        key: "l.id = ?1",
        sources: OF_LEAD,
    },
    Projection {
        table: "deal_row",
        delete: "DELETE FROM deal_row WHERE id = ?1",
        // A won deal is certain and a lost one gone; weights of open ones follow the stage unless set by hand.
        insert: "INSERT INTO deal_row (id, code, title, title_key, customer_id, customer, customer_key, pipeline_id, stage_id, \
                                           stage, stage_position, status, amount_minor, amount_key, currency, probability, \
                                           weighted_minor, committed, expected_close, close_key, month, stage_since_ms, \
                                           limit_days, ageing_ms, next_id, owner_id, branch_id, created_ms) \
                     SELECT x.id, x.code, x.title, fold(x.title), x.customer_id, x.customer, fold(x.customer), x.pipeline_id, \
                            x.stage_id, x.stage, x.position, x.status, x.amount_minor, coalesce(x.amount_minor, 0), x.currency, \
                            x.probability, weighted(coalesce(x.amount_minor, 0), x.probability), x.committed, x.expected_close, \
                            coalesce(x.expected_close, '9999-12-31'), coalesce(substr(x.expected_close, 1, 7), ''), \
                            x.stage_since_ms, x.limit_days, \
                            coalesce(x.stage_since_ms + x.limit_days * 86400000, 9223372036854775807), \
                            (SELECT a.id FROM activity a WHERE a.record_id = x.id AND a.done_ms IS NULL AND a.deleted_at IS NULL \
                              ORDER BY coalesce(a.due_ms, 9223372036854775807), a.id LIMIT 1), x.owner_id, x.branch_id, x.created_ms \
                       FROM (SELECT d.id, d.code, d.title, d.customer_id, d.pipeline_id, d.stage_id, d.status, d.amount_minor, d.currency, d.expected_close, d.stage_since_ms, coalesce(c.name, d.prospect) AS customer, s.name AS stage, s.position, s.limit_days, \
                                    s.committed, r.owner_id, r.branch_id, r.created_ms, \
                                    CASE d.status WHEN 'won' THEN '100' WHEN 'lost' THEN '0' \
                                      ELSE coalesce(d.probability, s.probability) END AS probability \
                               FROM deal d \
                               JOIN record r ON r.id = d.id JOIN stage s ON s.id = d.stage_id \
                               LEFT JOIN customer c ON c.id = d.customer_id \
                              WHERE r.deleted_at IS NULL AND d.deleted_at IS NULL AND {key}) x",
        key: "d.id = ?1",
        sources: OF_DEAL,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1 AND kind = 'deal')",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                     SELECT search_rowid(r.kind, r.rid), fold(d.title), \
                            fold(d.code || ' ' || squeeze(d.code) || ' ' || coalesce(c.name, d.prospect) || ' ' || d.source), r.kind \
                       FROM deal d JOIN record r ON r.id = d.id LEFT JOIN customer c ON c.id = d.customer_id \
                      WHERE r.deleted_at IS NULL AND d.deleted_at IS NULL AND {key}",
        key: "d.id = ?1",
        sources: OF_DEAL,
    },
    Projection {
        table: "activity_row",
        delete: "DELETE FROM activity_row WHERE id = ?1",
        // An activity about a deleted record waits with it; undo of the deletion brings both back.
        insert: "INSERT INTO activity_row (id, kind, subject, record_id, record_kind, record_title, customer_id, customer, \
                                               owner_id, due_key, late_ms, done_ms, promise, amount_minor, currency, at_ms) \
                     SELECT a.id, a.kind, a.subject, a.record_id, t.kind, t.title, c.id, c.name, r.owner_id, \
                            coalesce(a.due_ms, 9223372036854775807), a.late_ms, a.done_ms, a.promise, \
                            coalesce(d.amount_minor, l.amount_minor), coalesce(d.currency, l.currency), \
                            coalesce(a.done_ms, a.due_ms, r.created_ms) \
                       FROM activity a JOIN record r ON r.id = a.id LEFT JOIN record t ON t.id = a.record_id \
                       LEFT JOIN deal d ON d.id = a.record_id LEFT JOIN lead l ON l.id = a.record_id \
                       LEFT JOIN customer c ON c.id = iif(t.kind = 'customer', t.id, t.customer_id) \
                      WHERE r.deleted_at IS NULL AND a.deleted_at IS NULL AND (a.record_id IS NULL OR t.deleted_at IS NULL) \
                        AND {key}",
        key: "a.id = ?1",
        sources: OF_ACTIVITY,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1 AND kind = 'activity')",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                     SELECT search_rowid(r.kind, r.rid), fold(w.subject), fold(a.notes || ' ' || a.outcome || ' ' || a.place || ' ' || \
                              coalesce(w.record_title, '') || ' ' || coalesce(w.customer, '')), r.kind \
                       FROM activity_row w JOIN activity a ON a.id = w.id JOIN record r ON r.id = w.id WHERE {key}",
        key: "w.id = ?1",
        sources: OF_ACTIVITY,
    },
];
