//! The SQL by which a project changes.

use crate::kernel::error::Result;
use crate::projects::project::fields::ProjectFields;
use crate::projects::words::WorkStatus;
use crate::store::tx::Tx;
use crate::store::word;
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

/// Says how a project stands; one that is done is closed now.
pub(in crate::projects) fn set_status(tx: &Tx<'_>, id: &str, status: WorkStatus) -> Result<()> {
    let is_done = status == WorkStatus::Done;
    tx.sql()
        .prepare_cached(
            "UPDATE project SET status = ?2, closed_ms = iif(?3, ?4, NULL), updated_ms = ?4 WHERE id = ?1",
        )?
        .execute((id, word::of(&status), is_done, tx.now_ms()))?;
    Ok(())
}
