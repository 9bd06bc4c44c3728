//! Derived rows of time: what lists of entries and weeks show, with how the week stands and whether the entry is invoiced; and the words
//! of notes.

use crate::store::project::{Projection, Source, source};

const OF_ENTRY: &[Source] = &[
    source("time_entry", "SELECT id FROM time_entry WHERE id = ?1"),
    source("timesheet", "SELECT id FROM time_entry WHERE timesheet_id = ?1"),
    // A prospect who becomes a customer does so for what was done for the deal before.
    source(
        "deal",
        "SELECT e.id FROM v_projects_work w JOIN time_entry_row e ON e.task_id = w.id WHERE w.deal_id = ?1",
    ),
    source("time_posting", "SELECT entry_id FROM time_posting WHERE id = ?1"),
    source("document", "SELECT entry_id FROM time_posting WHERE document_id = ?1"),
    source("document_line", "SELECT entry_id FROM time_posting WHERE line_id = ?1"),
    source("issued_document", "SELECT entry_id FROM time_posting WHERE document_id = ?1"),
    source(
        "issued_document",
        "SELECT p.entry_id FROM v_billing_correction c JOIN time_posting p ON p.document_id = c.corrects_id WHERE c.id = ?1",
    ),
    source(
        "document_void",
        "SELECT p.entry_id FROM v_billing_void v JOIN time_posting p ON p.document_id = v.document_id WHERE v.id = ?1",
    ),
];

/// The derived tables of this capability.
#[must_use]
pub const fn projections() -> &'static [Projection] {
    PROJECTIONS
}

const PROJECTIONS: &[Projection] = &[ROW, NOTE];

const NOTE: Projection = Projection {
    table: "time_note",
    delete: "DELETE FROM time_note WHERE rowid = (SELECT rid FROM time_entry WHERE id = ?1)",
    insert: "INSERT INTO time_note (rowid, note) \
             SELECT e.rid, fold(e.note) FROM time_entry e WHERE e.deleted_at IS NULL AND e.note <> '' AND {key}",
    key: "e.id = ?1",
    sources: &[source("time_entry", "SELECT id FROM time_entry WHERE id = ?1")],
};

const ROW: Projection = Projection {
    table: "time_entry_row",
    delete: "DELETE FROM time_entry_row WHERE id = ?1",
    insert: "INSERT INTO time_entry_row (rid, id, user_id, work_date, week_start, minutes, billable, project_id, task_id, ticket_id, \
                                         subject_id, customer_id, item_id, note, status, billing, document_id) \
             SELECT x.rid, x.id, x.user_id, x.work_date, date(x.work_date, '-6 days', 'weekday 1'), x.minutes, x.billable, x.project_id, \
                    x.task_id, x.ticket_id, coalesce(x.ticket_id, x.task_id, x.project_id), \
                    coalesce(x.customer_id, (SELECT w.customer_id FROM v_projects_work w WHERE w.id = x.task_id)), x.item_id, x.note, x.status, \
                    CASE WHEN x.is_issued IS NOT NULL THEN iif(x.is_issued, 'invoiced', 'draft') WHEN x.billable THEN 'open' ELSE 'none' END, \
                    x.document_id \
               FROM (SELECT e.*, coalesce(s.status, 'open') AS status, \
                            (SELECT p.is_issued FROM v_time_posted p WHERE p.entry_id = e.id ORDER BY p.line_id LIMIT 1) AS is_issued, \
                            (SELECT p.document_id FROM v_time_posted p WHERE p.entry_id = e.id ORDER BY p.line_id LIMIT 1) AS document_id \
                       FROM time_entry e LEFT JOIN timesheet s ON s.id = e.timesheet_id \
                      WHERE e.deleted_at IS NULL AND {key}) x",
    key: "e.id = ?1",
    sources: OF_ENTRY,
};
