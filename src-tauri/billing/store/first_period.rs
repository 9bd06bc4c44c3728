//! Rows of a plan that are the first period of a recurring invoice.

use crate::billing::plan::PlanRecurring;
use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use rusqlite::OptionalExtension as _;

/// The recurring invoice whose first invoice takes a row.
pub(in crate::billing) fn of_row(read: &Read<'_>, id: &str) -> Result<Option<PlanRecurring>> {
    let sql = "SELECT v.id, v.code, f.next_date FROM v_billing_first_period f JOIN recurring_invoice v ON v.id = f.recurring_id WHERE f.id = ?1";
    let found = read
        .sql()
        .prepare_cached(sql)?
        .query_row([id], |row| Ok(PlanRecurring { id: row.get(0)?, code: row.get(1)?, date: row.get(2)? }));
    Ok(found.optional()?)
}

/// Leaves a row to the first invoice of a recurring invoice.
pub(in crate::billing) fn leave_to(tx: &Tx<'_>, id: &str, recurring_id: &str) -> Result<()> {
    tx.sql().execute("UPDATE billing_row SET recurring_id = ?2 WHERE id = ?1", (id, recurring_id))?;
    Ok(())
}

/// Leaves a row to the recurring invoice to which another one was left.
pub(in crate::billing) fn leave_as(tx: &Tx<'_>, id: &str, other_id: &str) -> Result<()> {
    let sql = "UPDATE billing_row SET recurring_id = (SELECT recurring_id FROM billing_row WHERE id = ?2) WHERE id = ?1";
    tx.sql().execute(sql, (id, other_id))?;
    Ok(())
}
