//! Lines of invoices of a deal that bill nothing of what is sold now: they came before.

use super::plan::Both;
use crate::kernel::error::Result;
use crate::store::tx::Read;

/// A line of an invoice of a deal that bills nothing of what is sold now.
#[derive(Debug, Clone)]
pub(in crate::billing) struct EarlierLine {
    pub(in crate::billing) document_id: String,
    /// Whether the deal was not won yet when it was issued.
    pub(in crate::billing) is_before_win: bool,
    pub(in crate::billing) item_id: Option<String>,
    pub(in crate::billing) description: String,
    pub(in crate::billing) quantity: String,
    pub(in crate::billing) sum: Both,
}

/// The lines of the invoices of a deal that count and were issued while it was not won, in one currency, but those that take from a plan,
/// bill time or expenses, or recur: these are sold beside what the deal sells. Where the first of those that recur takes from a plan, it is
/// one like any other.
pub(in crate::billing) fn before_win(
    read: &Read<'_>,
    deal_id: &str,
    currency: &str,
) -> Result<Vec<EarlierLine>> {
    let mut lines = lines_beside(read, deal_id, currency, "")?;
    lines.retain(|line| line.is_before_win);
    Ok(lines)
}

/// The same for an estimate that is accepted: also of invoices of after the win, and of those that take from rows which it replaces.
pub(in crate::billing) fn before_estimate(
    read: &Read<'_>,
    deal_id: &str,
    currency: &str,
) -> Result<Vec<EarlierLine>> {
    lines_beside(read, deal_id, currency, "AND r.estimate_id IS NOT NULL")
}

/// Lines of the invoices of a deal that take from no row of its plan, or from none of those that `rows` names.
fn lines_beside(read: &Read<'_>, deal_id: &str, currency: &str, rows: &str) -> Result<Vec<EarlierLine>> {
    let sql = format!(
        "SELECT l.document_id, l.item_id, l.description, l.quantity, l.net_minor, l.total_minor, \
                coalesce((SELECT c.status FROM v_crm_deal_course c WHERE c.deal_id = ?1 AND c.entered_ms < i.issued_ms \
                           ORDER BY c.entered_ms DESC, c.id DESC LIMIT 1), 'open') <> 'won' \
                  AND NOT EXISTS (SELECT 1 FROM billing_use u WHERE u.document_id = v.id) \
           FROM v_billing_live_invoice v JOIN issued_document i ON i.id = v.id JOIN document d ON d.id = v.id \
           JOIN issued_line l ON l.document_id = v.id \
          WHERE v.deal_id = ?1 AND v.currency = ?2 AND (d.recurring_id IS NULL OR EXISTS (SELECT 1 FROM billing_use u WHERE u.document_id = v.id)) \
            AND NOT EXISTS (SELECT 1 FROM billing_use u JOIN billing_row r ON r.id = u.row_id WHERE u.document_id = v.id {rows}) \
            AND NOT EXISTS (SELECT 1 FROM billing_row r WHERE r.invoiced_by = v.id AND r.deleted_at IS NULL) \
            AND NOT EXISTS (SELECT 1 FROM document_line p JOIN v_time_posted t ON t.line_id = p.id WHERE p.document_id = v.id) \
            AND NOT EXISTS (SELECT 1 FROM document_line p JOIN v_time_expense_posted t ON t.line_id = p.id WHERE p.document_id = v.id) \
          ORDER BY i.issued_ms, i.id, l.position"
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map([deal_id, currency], |row| {
        Ok(EarlierLine {
            document_id: row.get(0)?,
            item_id: row.get(1)?,
            description: row.get(2)?,
            quantity: row.get(3)?,
            sum: Both { net: row.get(4)?, total: row.get(5)? },
            is_before_win: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
