//! The balance of one customer, from the rows that are kept for it.

use crate::billing::balance::BalanceFigures;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::tx::Read;

pub(in crate::billing) fn of_customer(
    read: &Read<'_>,
    customer_id: &str,
    today: &str,
) -> Result<Vec<BalanceFigures>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT b.currency, b.open_minor, b.credit_minor, b.invoiced_minor, \
                coalesce((SELECT sum(w.open_minor) FROM invoice_row w WHERE w.customer_id = b.customer_id AND w.currency = b.currency \
                           AND w.tab = 'open' AND w.due_date < ?2), 0) \
           FROM customer_balance b WHERE b.customer_id = ?1 ORDER BY b.invoiced_minor DESC, b.currency",
    )?;
    let rows = statement.query_map((customer_id, today), |row| {
        let currency: String = row.get(0)?;
        let overdue_minor: i64 = row.get(4)?;
        Ok(BalanceFigures {
            open: Money::new(row.get(1)?, &currency),
            credit: Money::new(row.get(2)?, &currency),
            invoiced: Money::new(row.get(3)?, &currency),
            overdue: Money::new(overdue_minor, &currency),
            is_overdue: overdue_minor > 0,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
