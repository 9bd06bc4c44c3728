//! The SQL of a thread: every step of one piece of business, each read through the view of the part that took it.

use crate::handover::thread::ThreadStepKind;
use crate::kernel::error::Result;
use crate::store::tx::Read;
use rusqlite::{OptionalExtension as _, Row};

/// When something happened: at an instant, or on a day.
#[derive(Debug, Clone)]
pub(in crate::handover) enum When {
    Instant(i64),
    Day(String),
}

/// A step as it was found.
#[derive(Debug, Clone)]
pub(in crate::handover) struct Found {
    pub(in crate::handover) step: ThreadStepKind,
    /// The kind of record that opens from it, and whose permission it needs.
    pub(in crate::handover) kind: &'static str,
    pub(in crate::handover) id: String,
    pub(in crate::handover) code: String,
    pub(in crate::handover) title: String,
    pub(in crate::handover) when: When,
    /// In minor units, and the currency.
    pub(in crate::handover) amount: Option<(i64, String)>,
    pub(in crate::handover) owner_id: Option<String>,
}

/// The deal behind a record; nothing when it has none.
pub(in crate::handover) fn deal_of(read: &Read<'_>, kind: &str, id: &str) -> Result<Option<String>> {
    let sql = match kind {
        "lead" => "SELECT deal_id FROM v_crm_lead WHERE id = ?1",
        "estimate" => "SELECT deal_id FROM v_billing_estimate WHERE id = ?1",
        "invoice" | "credit_note" => "SELECT deal_id FROM v_billing_invoice WHERE id = ?1",
        "recurring_invoice" => "SELECT deal_id FROM v_billing_recurring WHERE id = ?1",
        "project" => "SELECT deal_id FROM v_projects_project WHERE id = ?1",
        "task" => {
            "SELECT coalesce(p.deal_id, w.deal_id) FROM v_projects_work w LEFT JOIN v_projects_project p ON p.id = w.project_id WHERE w.id = ?1"
        }
        "ticket" => "SELECT deal_id FROM v_support_ticket WHERE id = ?1",
        "contract" => "SELECT deal_id FROM v_support_contract WHERE id = ?1",
        "entitlement" => "SELECT deal_id FROM v_support_entitlement WHERE id = ?1",
        _ => "SELECT id FROM v_crm_deal WHERE id = ?1",
    };
    let found: Option<Option<String>> =
        read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(found.flatten())
}

/// What one kind of step reads: the step, the kind of its record, whether it happened at an instant, and the rows with id, code,
/// title, when, amount, currency and owner.
type Source = (ThreadStepKind, &'static str, bool, &'static str);

const SOURCES: &[Source] = &[
    (
        ThreadStepKind::Enquiry,
        "lead",
        true,
        "SELECT id, code, name, received_ms, NULL, NULL, owner_id FROM v_crm_lead WHERE deal_id = ?1",
    ),
    (
        ThreadStepKind::Answered,
        "lead",
        true,
        "SELECT id, code, name, responded_ms, NULL, NULL, owner_id FROM v_crm_lead WHERE deal_id = ?1 AND responded_ms IS NOT NULL",
    ),
    (
        ThreadStepKind::Deal,
        "deal",
        true,
        "SELECT id, code, title, created_ms, amount_minor, currency, owner_id FROM v_crm_deal WHERE id = ?1",
    ),
    (
        ThreadStepKind::EstimateSent,
        "estimate",
        true,
        "SELECT estimate_id, code || ' v' || no, subject, sent_ms, total_minor, currency, owner_id FROM v_billing_sent WHERE deal_id = ?1",
    ),
    (
        ThreadStepKind::EstimateAccepted,
        "estimate",
        false,
        "SELECT a.id, a.code, a.said_by, a.date, e.total_minor, e.currency, e.owner_id \
           FROM v_billing_accepted a JOIN v_billing_estimate e ON e.id = a.id WHERE a.deal_id = ?1",
    ),
    (
        ThreadStepKind::Won,
        "deal",
        true,
        "SELECT id, code, title, closed_ms, NULL, NULL, owner_id FROM v_crm_deal WHERE id = ?1 AND status = 'won'",
    ),
    (
        ThreadStepKind::HandedOver,
        "deal",
        true,
        "SELECT d.id, d.code, u.name, h.handed_ms, NULL, NULL, d.owner_id FROM handover h JOIN v_crm_deal d ON d.id = h.deal_id \
           JOIN v_settings_user u ON u.id = h.handed_by WHERE h.deal_id = ?1 AND h.deleted_at IS NULL",
    ),
    (
        ThreadStepKind::ProjectStart,
        "project",
        false,
        "SELECT id, code, name, start_date, NULL, NULL, owner_id FROM v_projects_project WHERE deal_id = ?1",
    ),
    (
        ThreadStepKind::Milestone,
        "project",
        false,
        "SELECT p.id, p.code, m.name, m.reached_date, NULL, NULL, p.owner_id FROM v_projects_project p \
           CROSS JOIN v_projects_milestone m ON m.project_id = p.id WHERE p.deal_id = ?1 AND m.reached_date IS NOT NULL",
    ),
    (
        ThreadStepKind::ProjectDone,
        "project",
        true,
        "SELECT id, code, name, closed_ms, NULL, NULL, owner_id FROM v_projects_project WHERE deal_id = ?1 AND closed_ms IS NOT NULL",
    ),
    (
        ThreadStepKind::Invoice,
        "invoice",
        false,
        "SELECT id, number, subject, date, total_minor, currency, owner_id FROM v_billing_invoice \
          WHERE deal_id = ?1 AND kind = 'invoice' AND tab NOT IN ('draft', 'void')",
    ),
    (
        ThreadStepKind::CreditNote,
        "invoice",
        false,
        "SELECT id, number, subject, date, total_minor, currency, owner_id FROM v_billing_invoice \
          WHERE deal_id = ?1 AND kind = 'credit_note'",
    ),
    (
        ThreadStepKind::Payment,
        "payment",
        false,
        "SELECT r.payment_id, r.number, r.invoice, r.date, r.amount_minor, r.currency, p.owner_id \
           FROM v_billing_receipt r JOIN v_billing_payment p ON p.id = r.payment_id WHERE r.deal_id = ?1",
    ),
    (
        ThreadStepKind::Ticket,
        "ticket",
        true,
        "SELECT id, code, subject, opened_ms, NULL, NULL, owner_id FROM v_support_ticket WHERE deal_id = ?1",
    ),
    (
        ThreadStepKind::ContractStart,
        "contract",
        false,
        "SELECT id, code, name, start_date, value_minor, currency, owner_id FROM v_support_contract WHERE deal_id = ?1",
    ),
    (
        ThreadStepKind::Renewal,
        "contract",
        false,
        "SELECT id, code, name, end_date, NULL, NULL, owner_id FROM v_support_contract WHERE deal_id = ?1 AND ended_date IS NULL",
    ),
    (
        ThreadStepKind::RenewalProposed,
        "deal",
        true,
        "SELECT n.id, n.code, n.title, n.created_ms, n.amount_minor, n.currency, n.owner_id FROM v_support_contract c \
           CROSS JOIN v_support_renewal r ON r.contract_id = c.id CROSS JOIN v_crm_deal n ON n.id = r.deal_id WHERE c.deal_id = ?1",
    ),
    (
        ThreadStepKind::Renews,
        "contract",
        false,
        "SELECT c.id, c.code, c.name, c.start_date, c.value_minor, c.currency, c.owner_id FROM v_support_renewal r \
           CROSS JOIN v_support_contract c ON c.id = r.contract_id WHERE r.deal_id = ?1",
    ),
    (
        ThreadStepKind::ContractEnd,
        "contract",
        false,
        "SELECT id, code, name, ended_date, NULL, NULL, owner_id FROM v_support_contract WHERE deal_id = ?1 AND ended_date IS NOT NULL",
    ),
    (
        ThreadStepKind::Task,
        "task",
        true,
        "SELECT id, '', title, created_ms, NULL, NULL, owner_id FROM v_projects_deal_task WHERE deal_id = ?1",
    ),
    (
        ThreadStepKind::TaskDone,
        "task",
        true,
        "SELECT id, '', title, done_ms, NULL, NULL, owner_id FROM v_projects_deal_task WHERE deal_id = ?1 AND done_ms IS NOT NULL",
    ),
    (
        ThreadStepKind::Recurring,
        "recurring_invoice",
        false,
        "SELECT g.id, g.code, r.title, g.first_date, g.total_minor, g.currency, g.owner_id FROM v_billing_recurring g \
           JOIN record r ON r.id = g.id WHERE g.deal_id = ?1",
    ),
];

/// Every step of a deal, in no order.
pub(in crate::handover) fn steps(read: &Read<'_>, deal_id: &str) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for (step, kind, at_instant, sql) in SOURCES {
        let mut statement = read.sql().prepare_cached(sql)?;
        let rows = statement.query_map([deal_id], |row| read_row(row, *step, kind, *at_instant))?;
        found.extend(rows.collect::<rusqlite::Result<Vec<Found>>>()?);
    }
    Ok(found)
}

fn read_row(
    row: &Row<'_>,
    step: ThreadStepKind,
    kind: &'static str,
    at_instant: bool,
) -> rusqlite::Result<Found> {
    let amount: Option<i64> = row.get(4)?;
    let currency: Option<String> = row.get(5)?;
    Ok(Found {
        step,
        kind,
        id: row.get(0)?,
        code: row.get(1)?,
        title: row.get(2)?,
        when: if at_instant { When::Instant(row.get(3)?) } else { When::Day(row.get(3)?) },
        amount: amount.zip(currency),
        owner_id: row.get(6)?,
    })
}
