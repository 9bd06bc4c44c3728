//! The SQL of what was sold to a customer.

use crate::kernel::error::Result;
use crate::store::tx::Read;
use crate::support::sold::{SoldLine, SoldSource};

/// Lines of the plan of billing, and of invoices that sold something beyond it, the newest first.
pub(in crate::support) fn lines(read: &Read<'_>, customer_id: &str, limit: usize) -> Result<Vec<SoldLine>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT * FROM (SELECT id, description, quantity, sold_date AS date, iif(estimate_id IS NULL, 'deal', 'estimate') AS kind, \
                               coalesce(estimate_id, deal_id) AS source_id, \
                               coalesce((SELECT e.code FROM v_billing_estimate e WHERE e.id = estimate_id), \
                                        (SELECT d.code FROM v_crm_deal d WHERE d.id = deal_id), '') AS code, position \
                          FROM v_billing_sold WHERE customer_id = ?1 AND kind = 'line' \
                         ORDER BY sold_date DESC, source_id, position LIMIT ?2) \
         UNION ALL \
         SELECT * FROM (SELECT l.id, l.description, l.quantity, i.date, 'invoice', i.id, i.number, l.position \
                          FROM v_billing_invoice i JOIN v_billing_live_line l ON l.document_id = i.id \
                         WHERE i.customer_id = ?1 AND l.is_issued AND l.billing_row_id IS NULL \
                         ORDER BY i.date DESC, i.id, l.position LIMIT ?2) \
         ORDER BY date DESC, source_id, position LIMIT ?2",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map((customer_id, limit), |row| {
        Ok(SoldLine {
            id: row.get(0)?,
            description: row.get(1)?,
            quantity: row.get(2)?,
            date: row.get(3)?,
            source: Some(SoldSource { kind: row.get(4)?, id: row.get(5)?, code: row.get(6)? }),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
