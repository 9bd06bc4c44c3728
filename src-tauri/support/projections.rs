//! Derived rows of support: what lists show and sort by, and what search finds.

use crate::store::project::{Projection, Source, source};

const OF_CONTRACT: &[Source] = &[
    source("contract", "SELECT id FROM contract WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'contract'"),
    source("customer", "SELECT id FROM contract WHERE customer_id = ?1"),
];

const OF_CONTRACT_AND_GIVEN: &[Source] = &[
    source("contract", "SELECT id FROM contract WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'contract'"),
    source("customer", "SELECT id FROM contract WHERE customer_id = ?1"),
    source("entitlement", "SELECT contract_id FROM entitlement WHERE id = ?1 AND contract_id IS NOT NULL"),
];

const OF_ENTITLEMENT: &[Source] = &[
    source("entitlement", "SELECT id FROM entitlement WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'entitlement'"),
    source("customer", "SELECT id FROM entitlement WHERE customer_id = ?1"),
];

const OF_TICKET: &[Source] = &[
    source("ticket", "SELECT id FROM ticket WHERE id = ?1"),
    source("ticket_promise", "SELECT id FROM ticket_promise WHERE id = ?1"),
    source("ticket_message", "SELECT ticket_id FROM ticket_message WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'ticket'"),
    source("customer", "SELECT id FROM ticket WHERE customer_id = ?1"),
    source("contact", "SELECT id FROM ticket WHERE contact_id = ?1"),
];

const OF_TICKET_ALONE: &[Source] = &[
    source("ticket", "SELECT id FROM ticket WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'ticket'"),
];

const OF_TICKET_TEXT: &[Source] = &[
    source("ticket", "SELECT id FROM ticket WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'ticket'"),
    source("customer", "SELECT id FROM ticket WHERE customer_id = ?1"),
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
        // One waits while all that it gives waits.
        insert: "INSERT INTO contract_row (id, code, name, name_key, customer_id, customer, customer_key, start_date, last_day, \
                                               notice_by, month, auto_renew, is_ended, is_waiting, value_minor, value_key, currency, owner_id) \
                     SELECT x.id, x.code, x.name, fold(x.name), x.customer_id, m.name, fold(m.name), x.start_date, x.last_day, \
                            date(x.last_day, '-' || x.notice_days || ' days'), substr(x.last_day, 1, 7), x.auto_renew, \
                            x.ended_date IS NOT NULL, \
                            x.ended_date IS NULL AND coalesce((SELECT min(e.after_project_id IS NOT NULL) FROM entitlement e \
                              WHERE e.contract_id = x.id AND e.ended_date IS NULL AND e.deleted_at IS NULL), 0), x.value_minor, coalesce(x.value_minor, 0), x.currency, x.owner_id \
                       FROM (SELECT c.*, r.owner_id, min(c.end_date, coalesce(c.ended_date, c.end_date)) AS last_day \
                               FROM contract c JOIN record r ON r.id = c.id \
                              WHERE r.deleted_at IS NULL AND c.deleted_at IS NULL AND {key}) x \
                       JOIN v_crm_customer_name m ON m.id = x.customer_id",
        key: "c.id = ?1",
        sources: OF_CONTRACT_AND_GIVEN,
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
                                                  start_date, last_day, is_ended, is_waiting, owner_id) \
                     SELECT e.id, e.code, e.name, fold(e.name), e.customer_id, m.name, fold(m.name), e.contract_id, e.unit, \
                            e.start_date, min(e.end_date, coalesce(e.ended_date, e.end_date)), e.ended_date IS NOT NULL, \
                            e.after_project_id IS NOT NULL AND e.ended_date IS NULL, r.owner_id \
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
    Projection {
        table: "ticket_row",
        delete: "DELETE FROM ticket_row WHERE id = ?1",
        // What waits comes behind what runs, and what is done behind all.
        insert: "INSERT INTO ticket_row (id, code, subject, subject_key, customer_id, customer, customer_key, contact, category_id, \
                                             priority, rank, status, is_open, branch_id, owner_id, risk_ms, due_ms, due_key, \
                                             is_late, opened_ms, last_ms, deal_id, record_id, entitlement_id) \
                     SELECT x.id, x.code, x.subject, fold(x.subject), x.customer_id, m.name, fold(m.name), coalesce(c.name, ''), \
                            x.category_id, x.priority, \
                            CASE x.priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END, \
                            x.status, x.status IN ('open', 'waiting'), x.branch_id, x.owner_id, \
                            iif(x.responded_ms IS NULL AND x.response_due_ms <= coalesce(x.resolution_due_ms, x.response_due_ms), \
                                x.response_risk_ms, x.resolution_risk_ms), \
                            x.due_ms, \
                            CASE x.status WHEN 'open' THEN coalesce(x.due_ms, 9223372036854775805) \
                              WHEN 'waiting' THEN 9223372036854775806 ELSE 9223372036854775807 END, \
                            coalesce(coalesce(x.responded_ms, x.resolved_ms) > x.response_due_ms, 0) \
                              OR coalesce(x.resolved_ms > x.resolution_due_ms, 0), \
                            x.opened_ms, \
                            coalesce((SELECT max(s.at_ms) FROM ticket_message s WHERE s.ticket_id = x.id), x.opened_ms), \
                            x.deal_id, x.project_id, x.entitlement_id \
                       FROM (SELECT t.id, t.code, t.subject, t.customer_id, t.contact_id, t.category_id, t.priority, t.status, t.deal_id, t.project_id, t.entitlement_id, t.opened_ms, t.responded_ms, t.resolved_ms, \
                                    r.branch_id, r.owner_id, p.response_risk_ms, p.response_due_ms, p.resolution_risk_ms, \
                                    p.resolution_due_ms, \
                                    nullif(min(iif(t.responded_ms IS NULL, coalesce(p.response_due_ms, 9223372036854775807), \
                                                   9223372036854775807), \
                                               coalesce(p.resolution_due_ms, 9223372036854775807)), 9223372036854775807) AS due_ms \
                               FROM ticket t JOIN record r ON r.id = t.id JOIN ticket_promise p ON p.id = t.id \
                              WHERE r.deleted_at IS NULL AND t.deleted_at IS NULL AND {key}) x \
                       JOIN v_crm_customer_name m ON m.id = x.customer_id \
                       LEFT JOIN v_crm_contact c ON c.id = x.contact_id",
        key: "t.id = ?1",
        sources: OF_TICKET,
    },
    Projection {
        table: "ticket_tag",
        delete: "DELETE FROM ticket_tag WHERE ticket_id = ?1",
        insert: "INSERT INTO ticket_tag (tag, ticket_id) \
                     SELECT DISTINCT fold(j.value), t.id FROM ticket t JOIN record r ON r.id = t.id, json_each(t.tags) j \
                      WHERE r.deleted_at IS NULL AND t.deleted_at IS NULL AND {key}",
        key: "t.id = ?1",
        sources: OF_TICKET_ALONE,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1 AND kind = 'ticket')",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                     SELECT search_rowid(r.kind, r.rid), fold(t.subject), \
                            fold(t.code || ' ' || squeeze(t.code) || ' ' || m.name || ' ' || \
                              coalesce((SELECT group_concat(value, ' ') FROM json_each(t.tags)), '')), r.kind \
                       FROM ticket t JOIN record r ON r.id = t.id JOIN v_crm_customer_name m ON m.id = t.customer_id \
                      WHERE r.deleted_at IS NULL AND t.deleted_at IS NULL AND {key}",
        key: "t.id = ?1",
        sources: OF_TICKET_TEXT,
    },
];
