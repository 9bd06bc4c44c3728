//! The SQL by which a project changes.

use crate::kernel::error::Result;
use crate::projects::project::fields::ProjectFields;
use crate::projects::words::WorkStatus;
use crate::store::tx::{Read, Tx};
use crate::store::{record, word};
use rusqlite::params;

pub(in crate::projects) fn update(tx: &Tx<'_>, id: &str, fields: &ProjectFields) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE project SET name = coalesce(?2, name), start_date = coalesce(?3, start_date), \
                end_date = iif(?4, ?5, end_date), currency = ?7, \
                budget_minor = iif(?6, ?8, budget_minor), budget_minutes = iif(?9, ?10, budget_minutes), \
                notes = coalesce(?11, notes), updated_ms = ?12 WHERE id = ?1",
        )?
        .execute(params![
            id,
            fields.name,
            fields.start.map(|day| day.to_string()),
            fields.end.is_some(),
            fields.end.flatten().map(|day| day.to_string()),
            fields.budget_minor.is_some(),
            fields.currency,
            fields.budget_minor.flatten(),
            fields.budget_minutes.is_some(),
            fields.budget_minutes.flatten(),
            fields.notes,
            tx.now_ms()
        ])?;
    Ok(())
}

pub(in crate::projects) fn set_customer(tx: &Tx<'_>, id: &str, customer_id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE project SET customer_id = ?2, updated_ms = ?3 WHERE id = ?1")?
        .execute((id, customer_id, tx.now_ms()))?;
    Ok(())
}

/// Says how a project stands; one that is done is closed now, on the day that it is at its branch.
pub(in crate::projects) fn set_status(tx: &Tx<'_>, id: &str, status: WorkStatus) -> Result<()> {
    let closed = match status {
        WorkStatus::Done => Some(tx.today_at(record::branch(tx, id)?.as_deref())?.to_string()),
        _ => None,
    };
    tx.sql()
        .prepare_cached(
            "UPDATE project SET status = ?2, closed_ms = iif(?3 IS NULL, NULL, ?4), closed_date = ?3, updated_ms = ?4 \
              WHERE id = ?1",
        )?
        .execute((id, word::of(&status), closed, tx.now_ms()))?;
    Ok(())
}

/// Whether time or an expense of a project stands on an invoice that counts, or on a draft of one.
pub(in crate::projects) fn is_invoiced(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM v_time_worked e JOIN v_time_posted p ON p.entry_id = e.id WHERE e.project_id = ?1) \
                   OR EXISTS (SELECT 1 FROM v_time_expense e JOIN v_time_expense_posted p ON p.expense_id = e.id WHERE e.project_id = ?1)";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

/// Whether the hours of a project have rates of their own in a currency.
pub(in crate::projects) fn has_rates(read: &Read<'_>, id: &str, currency: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM v_time_project_rate WHERE project_id = ?1 AND currency = ?2";
    Ok(read.sql().prepare_cached(sql)?.exists([id, currency])?)
}

/// What has happened on a project that keeps it from being taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::projects) enum Happened {
    /// Time was noted, a task is done or went on elsewhere, or a milestone was reached.
    Work,
    /// Files or activities stand on it or on one of its tasks.
    Kept,
    /// Parts of a billing plan wait for its milestones.
    Billing,
    /// It was made by a handover that stands.
    Handover,
    /// Support begins after it.
    Support,
}

/// The first thing that has happened on a project.
pub(in crate::projects) fn happened(read: &Read<'_>, id: &str) -> Result<Option<Happened>> {
    let work = "SELECT 1 FROM v_time_worked WHERE project_id = ?1 \
        UNION ALL SELECT 1 FROM task t WHERE t.project_id = ?1 AND t.deleted_at IS NULL AND t.status = 'done' \
        UNION ALL SELECT 1 FROM v_time_running x JOIN task t ON t.id = x.task_id WHERE t.project_id = ?1 \
        UNION ALL SELECT 1 FROM milestone m WHERE m.project_id = ?1 AND m.deleted_at IS NULL AND m.reached_date IS NOT NULL";
    let kept = "SELECT 1 FROM (SELECT ?1 AS id UNION ALL SELECT id FROM task WHERE project_id = ?1 AND deleted_at IS NULL) o \
         WHERE EXISTS (SELECT 1 FROM v_attachments_file f WHERE f.record_id = o.id) \
            OR EXISTS (SELECT 1 FROM v_crm_activity_about a WHERE a.record_id = o.id)";
    let billing = "SELECT 1 FROM milestone m JOIN v_billing_milestone_due b ON b.project_milestone_id = m.id \
        WHERE m.project_id = ?1 AND m.deleted_at IS NULL";
    let handover = "SELECT 1 FROM v_handover_made WHERE record_id = ?1";
    let support = "SELECT 1 FROM v_support_after_project WHERE project_id = ?1";
    for (happened, sql) in [
        (Happened::Work, work),
        (Happened::Kept, kept),
        (Happened::Billing, billing),
        (Happened::Handover, handover),
        (Happened::Support, support),
    ] {
        if read.sql().prepare_cached(sql)?.exists([id])? {
            return Ok(Some(happened));
        }
    }
    Ok(None)
}

/// Takes a project away with its tasks, what they wait for and its milestones; their records are taken away by the caller.
pub(in crate::projects) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    for sql in [
        "UPDATE task_dependency SET deleted_at = ?2 WHERE deleted_at IS NULL AND task_id IN (SELECT t.id FROM task t WHERE t.project_id = ?1)",
        "UPDATE task SET deleted_at = ?2 WHERE project_id = ?1 AND deleted_at IS NULL",
        "UPDATE milestone SET deleted_at = ?2 WHERE project_id = ?1 AND deleted_at IS NULL",
        "UPDATE project SET deleted_at = ?2 WHERE id = ?1",
    ] {
        tx.sql().prepare_cached(sql)?.execute((id, tx.now_ms()))?;
    }
    Ok(())
}
