//! Derived rows of billing: what is open, what is free, the lists, the balances, what search finds.
//!
//! They stand in the order in which they build on one another.

use crate::store::project::{Projection, Source, source};

const ISSUED: Source = source(
    "issued_document",
    "SELECT id FROM issued_document WHERE id = ?1 UNION SELECT corrects_id FROM issued_document WHERE id = ?1",
);

const VOIDED: Source = source("document_void", "SELECT document_id FROM document_void WHERE id = ?1");

const DEDUCTED: Source = source("deduction", "SELECT invoice_id FROM deduction WHERE id = ?1");

const PAYMENT_REVERSED: Source = source(
    "payment_reversal",
    "SELECT a.invoice_id FROM payment_reversal r JOIN allocation a ON a.payment_id = r.payment_id WHERE r.id = ?1 \
                            UNION SELECT d.invoice_id FROM payment_reversal r JOIN deduction d ON d.payment_id = r.payment_id WHERE r.id = ?1",
);

const CREDIT_REFUNDED: Source = source("refund", "SELECT credit_id FROM refund WHERE id = ?1");

const OF_INVOICE: &[Source] = &[
    ISSUED,
    VOIDED,
    source("allocation", "SELECT invoice_id FROM allocation WHERE id = ?1"),
    source(
        "allocation_reversal",
        "SELECT a.invoice_id FROM allocation_reversal r JOIN allocation a ON a.id = r.allocation_id WHERE r.id = ?1",
    ),
    DEDUCTED,
    NO_MORE_DEDUCTED,
    PAYMENT_REVERSED,
];

const OF_PLAN: &[Source] = &[
    source("billing_row", "SELECT ?1"),
    source("billing_use", "SELECT row_id FROM billing_use WHERE id = ?1"),
    source(
        "issued_document",
        "SELECT u.row_id FROM issued_document c JOIN billing_use u ON u.document_id = c.corrects_id WHERE c.id = ?1",
    ),
    source(
        "document_void",
        "SELECT u.row_id FROM document_void v JOIN billing_use u ON u.document_id = v.document_id WHERE v.id = ?1",
    ),
];

const OF_CREDIT: &[Source] = &[
    source("issued_document", "SELECT id FROM issued_document WHERE id = ?1 AND kind = 'credit_note'"),
    source("allocation", "SELECT credit_id FROM allocation WHERE id = ?1"),
    source(
        "allocation_reversal",
        "SELECT a.credit_id FROM allocation_reversal r JOIN allocation a ON a.id = r.allocation_id WHERE r.id = ?1",
    ),
    CREDIT_REFUNDED,
    CREDIT_NOT_REFUNDED,
    WAIVED,
    WAIVED_NO_MORE,
    WAIVED_TAKEN_OFF,
];

const NO_MORE_DEDUCTED: Source = source(
    "deduction_reversal",
    "SELECT d.invoice_id FROM deduction_reversal r JOIN deduction d ON d.id = r.deduction_id WHERE r.id = ?1",
);

/// What is waived of an invoice is not credit of the note that takes it back.
const WAIVED: Source = source(
    "deduction",
    "SELECT c.id FROM deduction d JOIN issued_document c ON c.corrects_id = d.invoice_id WHERE d.id = ?1",
);

const WAIVED_NO_MORE: Source = source(
    "payment_reversal",
    "SELECT c.id FROM payment_reversal r JOIN deduction d ON d.payment_id = r.payment_id \
       JOIN issued_document c ON c.corrects_id = d.invoice_id WHERE r.id = ?1",
);

const CREDIT_NOT_REFUNDED: Source = source(
    "refund_reversal",
    "SELECT f.credit_id FROM refund_reversal r JOIN refund f ON f.id = r.refund_id WHERE r.id = ?1",
);

const WAIVED_TAKEN_OFF: Source = source(
    "deduction_reversal",
    "SELECT c.id FROM deduction_reversal r JOIN deduction d ON d.id = r.deduction_id \
       JOIN issued_document c ON c.corrects_id = d.invoice_id WHERE r.id = ?1",
);

const OF_INVOICE_ROW: &[Source] = &[
    ISSUED,
    VOIDED,
    source(
        "allocation",
        "SELECT invoice_id FROM allocation WHERE id = ?1 UNION SELECT credit_id FROM allocation WHERE id = ?1",
    ),
    source(
        "allocation_reversal",
        "SELECT a.invoice_id FROM allocation_reversal r JOIN allocation a ON a.id = r.allocation_id WHERE r.id = ?1 \
                                   UNION SELECT a.credit_id FROM allocation_reversal r JOIN allocation a ON a.id = r.allocation_id WHERE r.id = ?1",
    ),
    DEDUCTED,
    NO_MORE_DEDUCTED,
    WAIVED,
    PAYMENT_REVERSED,
    WAIVED_NO_MORE,
    WAIVED_TAKEN_OFF,
    CREDIT_REFUNDED,
    CREDIT_NOT_REFUNDED,
    source("document", "SELECT id FROM document WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind IN ('invoice', 'credit_note')"),
    source(
        "customer",
        "SELECT id FROM document WHERE customer_id = ?1 AND kind = 'invoice' UNION SELECT id FROM issued_document WHERE customer_id = ?1",
    ),
];

const OF_ANSWER: Source = source("estimate_answer", "SELECT estimate_id FROM estimate_answer WHERE id = ?1");

const OF_REVOKED: Source = source(
    "estimate_answer_revoked",
    "SELECT a.estimate_id FROM estimate_answer_revoked r JOIN estimate_answer a ON a.id = r.answer_id WHERE r.id = ?1",
);

const OF_ESTIMATE: &[Source] = &[
    source("document", "SELECT id FROM document WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'estimate'"),
    source("estimate_version", "SELECT estimate_id FROM estimate_version WHERE id = ?1"),
    OF_ANSWER,
    OF_REVOKED,
    source("customer", "SELECT id FROM document WHERE customer_id = ?1 AND kind = 'estimate'"),
];

const OF_RECURRING: &[Source] = &[
    source("recurring_invoice", "SELECT ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'recurring_invoice'"),
    source("customer", "SELECT id FROM recurring_invoice WHERE customer_id = ?1"),
];

const OF_PAYMENT: &[Source] = &[
    source("payment", "SELECT id FROM payment WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'payment'"),
    source("allocation", "SELECT payment_id FROM allocation WHERE id = ?1"),
    source(
        "allocation_reversal",
        "SELECT a.payment_id FROM allocation_reversal r JOIN allocation a ON a.id = r.allocation_id WHERE r.id = ?1",
    ),
    source("payment_reversal", "SELECT payment_id FROM payment_reversal WHERE id = ?1"),
    source("refund", "SELECT payment_id FROM refund WHERE id = ?1"),
    source(
        "refund_reversal",
        "SELECT f.payment_id FROM refund_reversal r JOIN refund f ON f.id = r.refund_id WHERE r.id = ?1",
    ),
    source("customer", "SELECT id FROM payment WHERE customer_id = ?1"),
];

const OF_BALANCE: &[Source] = &[
    source("issued_document", "SELECT customer_id FROM issued_document WHERE id = ?1"),
    source(
        "document_void",
        "SELECT i.customer_id FROM document_void v JOIN issued_document i ON i.id = v.document_id WHERE v.id = ?1",
    ),
    source("payment", "SELECT customer_id FROM payment WHERE id = ?1"),
    source(
        "payment_reversal",
        "SELECT p.customer_id FROM payment_reversal r JOIN payment p ON p.id = r.payment_id WHERE r.id = ?1",
    ),
    source(
        "allocation",
        "SELECT i.customer_id FROM allocation a JOIN issued_document i ON i.id = a.invoice_id WHERE a.id = ?1",
    ),
    source(
        "allocation_reversal",
        "SELECT i.customer_id FROM allocation_reversal r JOIN allocation a ON a.id = r.allocation_id \
                                   JOIN issued_document i ON i.id = a.invoice_id WHERE r.id = ?1",
    ),
    source(
        "deduction",
        "SELECT i.customer_id FROM deduction d JOIN issued_document i ON i.id = d.invoice_id WHERE d.id = ?1",
    ),
    source(
        "deduction_reversal",
        "SELECT i.customer_id FROM deduction_reversal r JOIN deduction d ON d.id = r.deduction_id \
           JOIN issued_document i ON i.id = d.invoice_id WHERE r.id = ?1",
    ),
    source(
        "refund",
        "SELECT coalesce(p.customer_id, i.customer_id) FROM refund r LEFT JOIN payment p ON p.id = r.payment_id \
                      LEFT JOIN issued_document i ON i.id = r.credit_id WHERE r.id = ?1",
    ),
    source(
        "refund_reversal",
        "SELECT coalesce(p.customer_id, i.customer_id) FROM refund_reversal v JOIN refund r ON r.id = v.refund_id \
           LEFT JOIN payment p ON p.id = r.payment_id LEFT JOIN issued_document i ON i.id = r.credit_id WHERE v.id = ?1",
    ),
];

/// The derived tables of this capability.
#[must_use]
pub const fn projections() -> &'static [Projection] {
    PROJECTIONS
}

const PROJECTIONS: &[Projection] = &[
    Projection {
        table: "invoice_open",
        delete: "DELETE FROM invoice_open WHERE id = ?1",
        insert: "INSERT INTO invoice_open (id, open_minor, state) \
                 SELECT id, open, CASE WHEN void THEN 'void' WHEN open = 0 THEN 'paid' WHEN open = total_minor THEN 'open' ELSE 'part_paid' END \
                 FROM (SELECT i.id, i.total_minor, i.void, iif(i.void, 0, l.left_minor) AS open \
                       FROM (SELECT x.id, x.total_minor, EXISTS (SELECT 1 FROM document_void w WHERE w.document_id = x.id) AS void \
                               FROM issued_document x WHERE x.kind = 'invoice' AND {key}) i \
                       JOIN v_billing_invoice_left l ON l.id = i.id)",
        key: "x.id = ?1",
        sources: OF_INVOICE,
    },
    Projection {
        table: "credit_open",
        delete: "DELETE FROM credit_open WHERE id = ?1",
        insert: "INSERT INTO credit_open (id, open_minor) SELECT i.id, i.left_minor FROM v_billing_credit_left i WHERE {key}",
        key: "i.id = ?1",
        sources: OF_CREDIT,
    },
    Projection {
        table: "invoice_row",
        delete: "DELETE FROM invoice_row WHERE id = ?1",
        insert: "INSERT INTO invoice_row (id, kind, tab, state, number, number_key, customer_id, customer, customer_key, deal_id, \
                    branch_id, recurring_id, subject, date, due_date, currency, total_minor, open_minor, base_currency, base_total_minor, base_open_minor, owner_id) \
                 SELECT r.id, i.kind, CASE WHEN i.kind = 'credit_note' THEN 'credit_note' \
                                           WHEN o.state IN ('open', 'part_paid') THEN 'open' ELSE o.state END, \
                        CASE WHEN i.kind = 'credit_note' THEN iif(c.open_minor > 0, 'open', 'paid') ELSE o.state END, \
                        i.number, fold(i.number), i.customer_id, m.name, fold(m.name), i.deal_id, i.branch_id, f.recurring_id, i.subject, i.date, i.due_date, \
                        i.currency, i.total_minor, coalesce(o.open_minor, c.open_minor), i.base_currency, i.base_total_minor, \
                        iif(o.open_minor = i.total_minor, i.base_total_minor, \
                            convert_minor(coalesce(o.open_minor, c.open_minor), i.currency, i.rate, i.base_currency)), r.owner_id \
                   FROM record r JOIN issued_document i ON i.id = r.id JOIN v_crm_customer_name m ON m.id = i.customer_id \
                   LEFT JOIN document f ON f.id = i.id LEFT JOIN invoice_open o ON o.id = i.id LEFT JOIN credit_open c ON c.id = i.id WHERE {key} \
                 UNION ALL \
                 SELECT r.id, 'invoice', 'draft', 'draft', '', '', d.customer_id, m.name, fold(m.name), d.deal_id, d.branch_id, d.recurring_id, d.subject, d.date, \
                        d.due_date, d.currency, d.total_minor, d.total_minor, iif(d.rate IS NULL, d.currency, b.currency), \
                        iif(d.rate IS NULL, d.total_minor, convert_minor(d.total_minor, d.currency, d.rate, b.currency)), \
                        iif(d.rate IS NULL, d.total_minor, convert_minor(d.total_minor, d.currency, d.rate, b.currency)), r.owner_id \
                   FROM record r JOIN document d ON d.id = r.id AND d.kind = 'invoice' AND d.deleted_at IS NULL \
                   JOIN v_crm_customer_name m ON m.id = d.customer_id JOIN v_settings_branch b ON b.id = d.branch_id \
                  WHERE r.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM issued_document x WHERE x.id = d.id) AND {key}",
        key: "r.id = ?1",
        sources: OF_INVOICE_ROW,
    },
    Projection {
        table: "billing_open",
        delete: "DELETE FROM billing_open WHERE id = ?1",
        insert: "INSERT INTO billing_open (id, deal_id, estimate_id, currency, sold_date, net_minor, total_minor) \
                 SELECT r.id, r.deal_id, r.estimate_id, r.currency, r.sold_date, \
                        iif(r.closed, 0, r.net_minor - coalesce((SELECT sum(u.net_minor) FROM v_billing_live_use u WHERE u.row_id = r.id), 0)), \
                        iif(r.closed, 0, r.total_minor - coalesce((SELECT sum(u.total_minor) FROM v_billing_live_use u WHERE u.row_id = r.id), 0)) \
                   FROM billing_row r WHERE r.deleted_at IS NULL AND {key}",
        key: "r.id = ?1",
        sources: OF_PLAN,
    },
    // What was answered stands as it went out, whatever was typed since.
    Projection {
        table: "estimate_row",
        delete: "DELETE FROM estimate_row WHERE id = ?1",
        insert: "INSERT INTO estimate_row (id, state, code, version_no, customer_id, customer, customer_key, deal_id, branch_id, subject, date, \
                    valid_until, currency, total_minor, owner_id) \
                 SELECT d.id, coalesce(a.answer, \
                          iif(EXISTS (SELECT 1 FROM estimate_version x WHERE x.estimate_id = d.id), 'sent', 'draft')), \
                        d.code, coalesce(v.no, (SELECT max(x.no) FROM estimate_version x WHERE x.estimate_id = d.id), 0), \
                        d.customer_id, m.name, fold(m.name), d.deal_id, coalesce(v.draft ->> 'branch_id', d.branch_id), \
                        coalesce(v.draft ->> 'subject', d.subject), \
                        coalesce(v.draft ->> 'date', d.date), coalesce(v.draft ->> 'valid_until', d.due_date), \
                        coalesce(v.draft ->> 'currency', d.currency), coalesce(v.total_minor, d.total_minor), r.owner_id \
                   FROM document d JOIN record r ON r.id = d.id JOIN v_crm_customer_name m ON m.id = d.customer_id \
                   LEFT JOIN estimate_answer a ON a.id = (SELECT x.id FROM estimate_answer x WHERE x.estimate_id = d.id AND NOT EXISTS \
                          (SELECT 1 FROM estimate_answer_revoked y WHERE y.answer_id = x.id) ORDER BY x.id DESC LIMIT 1) \
                   LEFT JOIN estimate_version v ON v.id = a.version_id \
                  WHERE d.kind = 'estimate' AND d.deleted_at IS NULL AND r.deleted_at IS NULL AND {key}",
        key: "d.id = ?1",
        sources: OF_ESTIMATE,
    },
    Projection {
        table: "recurring_row",
        delete: "DELETE FROM recurring_row WHERE id = ?1",
        insert: "INSERT INTO recurring_row (id, code, state, customer_id, customer, customer_key, deal_id, contract_id, subject, \
                    subject_key, every, unit, next_key, currency, total_minor, is_refused, owner_id) \
                 SELECT c.id, c.code, iif(c.next_date IS NULL, 'ended', c.state), c.customer_id, m.name, fold(m.name), c.deal_id, \
                        c.contract_id, c.subject, fold(c.subject), c.every, c.unit, coalesce(c.next_date, '9999-12-31'), c.currency, \
                        c.total_minor, c.tried_date IS NOT NULL, r.owner_id \
                   FROM recurring_invoice c JOIN record r ON r.id = c.id JOIN v_crm_customer_name m ON m.id = c.customer_id \
                  WHERE c.deleted_at IS NULL AND r.deleted_at IS NULL AND {key}",
        key: "c.id = ?1",
        sources: OF_RECURRING,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1 AND kind = 'recurring_invoice')",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                 SELECT search_rowid(r.kind, r.rid), fold(c.subject || ' ' || m.name), fold(c.code || ' ' || squeeze(c.code)), r.kind \
                   FROM recurring_invoice c JOIN record r ON r.id = c.id JOIN v_crm_customer_name m ON m.id = c.customer_id \
                  WHERE c.deleted_at IS NULL AND r.deleted_at IS NULL AND {key}",
        key: "c.id = ?1",
        sources: OF_RECURRING,
    },
    Projection {
        table: "payment_row",
        delete: "DELETE FROM payment_row WHERE id = ?1",
        insert: "INSERT INTO payment_row (id, state, number, number_key, customer_id, customer, customer_key, branch_id, date, method, reference, \
                    currency, amount_minor, free_minor, base_currency, base_amount_minor, owner_id) \
                 SELECT p.id, iif(v.id IS NULL, 'live', 'reversed'), p.number, fold(p.number), p.customer_id, m.name, fold(m.name), \
                        p.branch_id, p.date, p.method, p.reference, p.currency, p.amount_minor, iif(v.id IS NULL, l.left_minor, 0), \
                        p.base_currency, p.base_amount_minor, r.owner_id \
                   FROM payment p JOIN v_billing_payment_left l ON l.id = p.id JOIN record r ON r.id = p.id \
                   JOIN v_crm_customer_name m ON m.id = p.customer_id LEFT JOIN payment_reversal v ON v.payment_id = p.id WHERE {key}",
        key: "p.id = ?1",
        sources: OF_PAYMENT,
    },
    Projection {
        table: "customer_balance",
        delete: "DELETE FROM customer_balance WHERE customer_id = ?1",
        insert: "INSERT INTO customer_balance (customer_id, currency, open_minor, credit_minor, invoiced_minor) \
                 SELECT customer_id, currency, sum(open), sum(credit), sum(invoiced) FROM ( \
                   SELECT w.customer_id, w.currency, iif(w.kind = 'invoice', w.open_minor, 0) AS open, \
                          iif(w.kind = 'credit_note', w.open_minor, 0) AS credit, \
                          CASE WHEN w.tab = 'void' THEN 0 WHEN w.kind = 'invoice' THEN w.total_minor ELSE -w.total_minor END AS invoiced \
                     FROM invoice_row w WHERE w.tab <> 'draft' AND {key} \
                   UNION ALL SELECT w.customer_id, w.currency, 0, w.free_minor, 0 FROM payment_row w WHERE {key}) \
                 GROUP BY customer_id, currency",
        key: "w.customer_id = ?1",
        sources: OF_BALANCE,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1)",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                 SELECT search_rowid(r.kind, r.rid), fold(w.number || ' ' || w.customer), squeeze(w.number) || ' ' || \
                        fold(w.subject || ' ' || coalesce(d.order_no, '')) || ' ' || squeeze(coalesce(d.order_no, '')), r.kind \
                   FROM invoice_row w JOIN record r ON r.id = w.id LEFT JOIN document d ON d.id = w.id WHERE {key} \
                 UNION ALL SELECT search_rowid(r.kind, r.rid), fold(w.code || ' ' || w.customer), squeeze(w.code) || ' ' || \
                        fold(w.subject || ' ' || d.order_no) || ' ' || squeeze(d.order_no) || coalesce((SELECT group_concat(' v' || v.no || ' ' || squeeze(w.code || 'v' || v.no), '') \
                                             FROM estimate_version v WHERE v.estimate_id = w.id AND v.no > 1), ''), r.kind \
                   FROM estimate_row w JOIN record r ON r.id = w.id JOIN document d ON d.id = w.id WHERE {key} \
                 UNION ALL SELECT search_rowid(r.kind, r.rid), fold(w.number || ' ' || w.customer), squeeze(w.number) || ' ' || fold(w.reference), r.kind \
                   FROM payment_row w JOIN record r ON r.id = w.id WHERE {key}",
        key: "w.id = ?1",
        sources: &OF_SEARCH,
    },
];

const OF_SEARCH: [Source; 8] = [
    source("issued_document", "SELECT ?1"),
    source("document", "SELECT ?1"),
    source("payment", "SELECT ?1"),
    source("estimate_version", "SELECT estimate_id FROM estimate_version WHERE id = ?1"),
    OF_ANSWER,
    OF_REVOKED,
    source(
        "record",
        "SELECT id FROM record WHERE id = ?1 AND kind IN ('invoice', 'credit_note', 'estimate', 'payment')",
    ),
    source(
        "customer",
        "SELECT id FROM record WHERE customer_id = ?1 AND kind IN ('invoice', 'credit_note', 'estimate', 'payment')",
    ),
];
