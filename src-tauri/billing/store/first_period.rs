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

/// The recurring invoice to which a row is left or was left, whether or not the row is sold any more.
pub(in crate::billing) fn left_to(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT recurring_id FROM billing_row WHERE id = ?1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

/// Leaves a row to the first invoice of a recurring invoice.
pub(in crate::billing) fn leave_to(tx: &Tx<'_>, id: &str, recurring_id: &str) -> Result<()> {
    tx.sql().execute("UPDATE billing_row SET recurring_id = ?2 WHERE id = ?1", (id, recurring_id))?;
    Ok(())
}

/// Leaves a row that an invoice billed before it was sold to the recurring invoice whose first period that was, if any: as no part of the plan
/// took what the row was sold in place of, none takes the row once the invoice counts no more.
pub(in crate::billing) fn leave_as_invoiced(tx: &Tx<'_>, id: &str, invoice_id: &str) -> Result<()> {
    let sql = "UPDATE billing_row SET recurring_id = (SELECT r.recurring_id FROM document d JOIN billing_row r ON r.recurring_id = d.recurring_id \
                                                      WHERE d.id = ?2) WHERE id = ?1 AND recurring_id IS NULL";
    tx.sql().execute(sql, (id, invoice_id))?;
    Ok(())
}
