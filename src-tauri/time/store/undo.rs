//! What undo asks about time.

use crate::kernel::error::Result;
use crate::store::tx::Tx;
use rusqlite::OptionalExtension as _;

/// The Monday of a closed week that has an entry which transaction `seq` of this device changed, before or after.
pub(in crate::time) fn locked_week_in(tx: &Tx<'_>, seq: i64) -> Result<Option<String>> {
    let sql = "SELECT s.week_start FROM op o JOIN time_entry e ON e.id = o.pk \
               JOIN timesheet s ON s.status <> 'open' AND s.deleted_at IS NULL \
                AND s.id IN (e.timesheet_id, json_extract(o.body, '$.timesheet_id[1]')) \
               WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'time_entry' LIMIT 1";
    Ok(tx.sql().prepare_cached(sql)?.query_row((tx.replica(), seq), |row| row.get(0)).optional()?)
}

/// The invoice that counts and has an entry which transaction `seq` of this device changed.
pub(in crate::time) fn invoice_in(tx: &Tx<'_>, seq: i64) -> Result<Option<String>> {
    let sql = "SELECT r.title FROM op o JOIN v_time_posted p ON p.entry_id = o.pk JOIN record r ON r.id = p.document_id \
               WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'time_entry' LIMIT 1";
    Ok(tx.sql().prepare_cached(sql)?.query_row((tx.replica(), seq), |row| row.get(0)).optional()?)
}

/// Whether an entry of a week was written, changed or taken away after transaction `seq` of this device.
pub(in crate::time) fn has_changed_since(tx: &Tx<'_>, seq: i64, sheet_id: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op WHERE record_id = ?1 AND tbl = 'time_entry' \
                 AND n > (SELECT max(n) FROM op WHERE replica = ?2 AND seq = ?3))";
    Ok(tx.sql().prepare_cached(sql)?.query_row((sheet_id, tx.replica(), seq), |row| row.get(0))?)
}

/// Whether a timer that transaction `seq` of this device started has stopped.
pub(in crate::time) fn has_stopped(tx: &Tx<'_>, seq: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op o JOIN timer t ON t.id = o.pk AND t.deleted_at IS NOT NULL \
                WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'timer' AND o.kind = 'I')";
    Ok(tx.sql().prepare_cached(sql)?.query_row((tx.replica(), seq), |row| row.get(0))?)
}

/// Whether somebody whose timer transaction `seq` of this device changed has two that run.
pub(in crate::time) fn runs_twice(tx: &Tx<'_>, seq: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op o JOIN timer t ON t.id = o.pk JOIN timer x ON x.user_id = t.user_id AND x.deleted_at IS NULL \
                WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'timer' AND t.deleted_at IS NULL AND x.id <> t.id)";
    Ok(tx.sql().prepare_cached(sql)?.query_row((tx.replica(), seq), |row| row.get(0))?)
}

/// The other invoice of an entry that stands twice since transaction `seq` of this device was taken back.
pub(in crate::time) fn posted_twice_in(tx: &Tx<'_>, seq: i64) -> Result<Option<String>> {
    let sql = "SELECT r.title FROM op o JOIN time_posting p ON p.document_id = o.pk OR p.line_id = o.pk OR p.id = o.pk \
               JOIN v_time_posted own ON own.entry_id = p.entry_id AND own.line_id = p.line_id \
               JOIN v_time_posted x ON x.entry_id = p.entry_id AND x.line_id <> p.line_id JOIN record r ON r.id = x.document_id \
               WHERE o.replica = ?1 AND o.seq = ?2 LIMIT 1";
    Ok(tx.sql().prepare_cached(sql)?.query_row((tx.replica(), seq), |row| row.get(0)).optional()?)
}

/// Whether an entry that stands on an invoice again, since transaction `seq` of this device was taken back, is another one by now.
pub(in crate::time) fn time_changed_since(tx: &Tx<'_>, seq: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op o JOIN time_posting p ON p.document_id = o.pk OR p.line_id = o.pk OR p.id = o.pk \
                 JOIN v_time_posted own ON own.entry_id = p.entry_id AND own.line_id = p.line_id \
                 JOIN time_entry e ON e.id = p.entry_id \
                WHERE o.replica = ?1 AND o.seq = ?2 AND (e.deleted_at IS NOT NULL OR NOT e.billable OR e.minutes <> own.minutes))";
    Ok(tx.sql().prepare_cached(sql)?.query_row((tx.replica(), seq), |row| row.get(0))?)
}

/// The invoice that counts and has an expense which transaction `seq` of this device changed. Where that put all into another home
/// currency, what stands on an invoice went along and goes back with it; only what came to another amount since is in the way.
pub(in crate::time) fn expense_invoice_in(tx: &Tx<'_>, seq: i64) -> Result<Option<String>> {
    let sql = "SELECT r.title FROM op o JOIN v_time_expense_posted p ON p.expense_id = o.pk JOIN record r ON r.id = p.document_id \
               JOIN expense e ON e.id = o.pk WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'expense' AND (e.amount_minor <> p.amount_minor \
                 OR NOT EXISTS (SELECT 1 FROM op c WHERE c.replica = ?1 AND c.seq = ?2 AND c.tbl = 'company')) LIMIT 1";
    Ok(tx.sql().prepare_cached(sql)?.query_row((tx.replica(), seq), |row| row.get(0)).optional()?)
}

/// The other invoice of an expense that stands twice since transaction `seq` of this device was taken back.
pub(in crate::time) fn expense_posted_twice_in(tx: &Tx<'_>, seq: i64) -> Result<Option<String>> {
    let sql = "SELECT r.title FROM op o JOIN expense_posting p ON p.document_id = o.pk OR p.line_id = o.pk OR p.id = o.pk \
               JOIN v_time_expense_posted own ON own.expense_id = p.expense_id AND own.line_id = p.line_id \
               JOIN v_time_expense_posted x ON x.expense_id = p.expense_id AND x.line_id <> p.line_id \
               JOIN record r ON r.id = x.document_id WHERE o.replica = ?1 AND o.seq = ?2 LIMIT 1";
    Ok(tx.sql().prepare_cached(sql)?.query_row((tx.replica(), seq), |row| row.get(0)).optional()?)
}

/// Whether an expense that stands on an invoice again, since transaction `seq` of this device was taken back, is another one by now.
pub(in crate::time) fn expense_changed_since(tx: &Tx<'_>, seq: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op o JOIN expense_posting p ON p.document_id = o.pk OR p.line_id = o.pk OR p.id = o.pk \
                 JOIN v_time_expense_posted own ON own.expense_id = p.expense_id AND own.line_id = p.line_id \
                 JOIN expense e ON e.id = p.expense_id \
                WHERE o.replica = ?1 AND o.seq = ?2 AND (e.deleted_at IS NOT NULL OR NOT e.billable OR e.amount_minor <> own.amount_minor))";
    Ok(tx.sql().prepare_cached(sql)?.query_row((tx.replica(), seq), |row| row.get(0))?)
}
