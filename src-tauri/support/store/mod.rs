//! The SQL of support. What belongs to others is read through their views.

pub(super) mod ahead;
pub(super) mod category;
pub(super) mod contract;
pub(super) mod entitlement;
pub(super) mod escalation;
pub(super) mod exchange;
pub(super) mod health;
pub(super) mod knowledge;
pub(super) mod mail;
pub(super) mod offer;
pub(super) mod overage;
pub(super) mod policy;
pub(super) mod promise;
pub(super) mod saved_reply;
pub(super) mod sold;
pub(super) mod ticket;
pub(super) mod ticket_list;
pub(super) mod used;
pub(super) mod work;

use crate::kernel::error::Result;
use crate::store::tx::Read;
use rusqlite::OptionalExtension as _;

/// A contract or an entitlement `w` that is over on a day, said twice: what is ended on its first day never was.
const ENDED: &str = "w.is_waiting = 0 AND (w.last_day < ? OR (w.is_ended = 1 AND (w.last_day = ? OR w.last_day <= w.start_date)))";
/// One that begins after a day.
const COMING: &str =
    "(w.is_waiting = 1 OR (w.start_date > ? AND NOT (w.is_ended = 1 AND w.last_day <= w.start_date)))";
/// One that is not over on a day, said twice, and waits for nothing.
const GOES: &str = "w.is_waiting = 0 AND w.last_day >= ? AND NOT (w.is_ended = 1 AND w.last_day = ?)";

pub(super) fn is_active_user(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM v_settings_user WHERE id = ?1 AND active = 1";
    Ok(read.sql().prepare_cached(sql)?.exists([id])?)
}

/// The branch that is named, or the first.
pub(super) fn branch(read: &Read<'_>, id: Option<&str>) -> Result<Option<String>> {
    let sql = "SELECT id FROM v_settings_branch WHERE (?1 IS NULL OR id = ?1) ORDER BY position LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// The currency of a customer.
pub(super) fn currency_of(read: &Read<'_>, customer_id: &str) -> Result<Option<String>> {
    let sql = "SELECT currency FROM v_crm_customer WHERE id = ?1";
    Ok(read.sql().prepare_cached(sql)?.query_row([customer_id], |row| row.get(0)).optional()?)
}

/// The currency in which a deal was sold, where there is one, else of a customer.
pub(super) fn currency_of_sale(
    read: &Read<'_>,
    deal_id: Option<&str>,
    customer_id: &str,
) -> Result<Option<String>> {
    let sql = "SELECT currency FROM v_billing_deal_currency WHERE deal_id = ?1";
    let of_deal = read.sql().prepare_cached(sql)?.query_row([deal_id], |row| row.get(0)).optional()?;
    of_deal.map_or_else(|| currency_of(read, customer_id), |currency| Ok(Some(currency)))
}

/// Whose a deal is.
pub(super) struct DealCustomer {
    pub(super) id: Option<String>,
    pub(super) name: String,
}

/// The customer of a deal; `None` when there is no such deal.
pub(super) fn customer_of_deal(read: &Read<'_>, deal_id: &str) -> Result<Option<DealCustomer>> {
    let sql = "SELECT d.customer_id, coalesce(c.name, d.prospect) FROM v_crm_deal d \
               LEFT JOIN v_crm_customer_name c ON c.id = d.customer_id WHERE d.id = ?1";
    let found = read
        .sql()
        .prepare_cached(sql)?
        .query_row([deal_id], |row| Ok(DealCustomer { id: row.get(0)?, name: row.get(1)? }));
    Ok(found.optional()?)
}

pub(super) fn customer_name(read: &Read<'_>, id: &str) -> Result<String> {
    let sql = "SELECT name FROM v_crm_customer_name WHERE id = ?1";
    let name = read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(name.unwrap_or_default())
}
