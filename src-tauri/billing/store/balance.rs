//! The balance of one customer, from the rows that are kept for it.

use crate::billing::balance::BalanceFigures;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::tx::Read;
use rusqlite::OptionalExtension as _;

pub(in crate::billing) fn of_customer(
    read: &Read<'_>,
    customer_id: &str,
    today: &str,
) -> Result<Vec<BalanceFigures>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT b.currency, b.open_minor, b.credit_minor, b.invoiced_minor, \
                coalesce((SELECT sum(w.open_minor) FROM invoice_row w WHERE w.customer_id = b.customer_id AND w.currency = b.currency \
                           AND w.tab = 'open' AND w.due_date < ?2), 0), \
                (SELECT b.open_minor - m.credit_limit_minor FROM v_crm_customer m WHERE m.id = b.customer_id \
                   AND m.currency = b.currency AND b.open_minor > m.credit_limit_minor) \
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
            over_limit: row.get::<_, Option<i64>>(5)?.map(|over| Money::new(over, &currency)),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The credit limit of a customer with its currency.
pub(in crate::billing) fn limit(read: &Read<'_>, customer_id: &str) -> Result<Option<(i64, String)>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT credit_limit_minor, currency FROM v_crm_customer WHERE id = ?1 AND credit_limit_minor IS NOT NULL",
        )?
        .query_row([customer_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// What is open of a customer in one currency.
pub(in crate::billing) fn open_in(read: &Read<'_>, customer_id: &str, currency: &str) -> Result<i64> {
    let sql =
        "SELECT coalesce(sum(open_minor), 0) FROM customer_balance WHERE customer_id = ?1 AND currency = ?2";
    Ok(read.sql().prepare_cached(sql)?.query_row([customer_id, currency], |row| row.get(0))?)
}

/// What is open of a customer in all currencies, in the home currency that the invoices were counted in. The pluses keep to the index of
/// the customer.
pub(in crate::billing) fn open_at_home(read: &Read<'_>, customer_id: &str, home: &str) -> Result<i64> {
    let sql = "SELECT coalesce(sum(base_open_minor), 0) FROM invoice_row WHERE customer_id = ?1 AND +tab = 'open' AND +base_currency = ?2";
    Ok(read.sql().prepare_cached(sql)?.query_row([customer_id, home], |row| row.get(0))?)
}
