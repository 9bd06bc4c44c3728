//! The SQL of how a customer is doing. What belongs to others is read through their views.

use super::entitlement;
use crate::kernel::error::Result;
use crate::store::tx::Read;
use crate::support::balance::Balance;

/// Requests in which something is to be done.
#[derive(Debug, Clone, Copy)]
pub(in crate::support) struct OpenTickets {
    pub(in crate::support) open: i64,
    pub(in crate::support) late: i64,
}

/// What customers said about how content they were.
#[derive(Debug, Clone, Copy)]
pub(in crate::support) struct Rating {
    /// The average in tenths.
    pub(in crate::support) tenths: i64,
    pub(in crate::support) count: i64,
}

pub(in crate::support) fn tickets(read: &Read<'_>, customer_id: &str) -> Result<OpenTickets> {
    // What waits is due only where that was before.
    let sql = "SELECT count(*), count(*) FILTER (WHERE due_ms <= ?2) FROM ticket_row \
               WHERE customer_id = ?1 AND is_open = 1";
    let mut statement = read.sql().prepare_cached(sql)?;
    let found = statement.query_row((customer_id, read.now_ms()), |row| {
        Ok(OpenTickets { open: row.get(0)?, late: row.get(1)? })
    })?;
    Ok(found)
}

/// How many days the invoice that is late longest is late; `None` when none is.
pub(in crate::support) fn late_days(read: &Read<'_>, customer_id: &str, today: &str) -> Result<Option<i64>> {
    let sql = "SELECT CAST(julianday(?2) - julianday(min(due_date)) AS INTEGER) FROM v_billing_invoice \
               WHERE customer_id = ?1 AND tab = 'open' AND due_date < ?2";
    Ok(read.sql().prepare_cached(sql)?.query_row((customer_id, today), |row| row.get(0))?)
}

pub(in crate::support) fn rating(
    read: &Read<'_>,
    customer_id: &str,
    since_ms: i64,
) -> Result<Option<Rating>> {
    let sql = "SELECT coalesce(sum(rating), 0) * 10 / max(count(*), 1), count(*) FROM ticket \
               WHERE customer_id = ?1 AND rating IS NOT NULL AND rated_ms >= ?2 AND deleted_at IS NULL";
    let mut statement = read.sql().prepare_cached(sql)?;
    let found = statement
        .query_row((customer_id, since_ms), |row| Ok(Rating { tenths: row.get(0)?, count: row.get(1)? }))?;
    Ok(Some(found).filter(|found| found.count > 0))
}

/// What is left of everything that runs and is counted.
pub(in crate::support) fn usage(read: &Read<'_>, customer_id: &str, today: &str) -> Result<Vec<Balance>> {
    let running = entitlement::running_of(read, customer_id, today)?;
    Ok(running.into_iter().filter_map(|row| row.balance).collect())
}
