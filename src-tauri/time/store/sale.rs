//! The SQL of what a project is sold for and what of it was invoiced.

use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::store::tx::Read;
use rusqlite::{OptionalExtension as _, Row};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// An invoice that counts.
#[derive(Debug)]
pub(in crate::time) struct Invoice {
    pub(in crate::time) id: String,
    pub(in crate::time) deal_id: Option<String>,
    pub(in crate::time) currency: String,
    pub(in crate::time) net_minor: i64,
    /// What of that was taken from rows of a plan.
    pub(in crate::time) planned_minor: i64,
    /// What of that is support.
    pub(in crate::time) support_minor: i64,
    /// Units of the base currency for one of its own.
    pub(in crate::time) rate: Decimal,
    pub(in crate::time) base_currency: String,
    /// The part of a plan it was made for.
    pub(in crate::time) part_id: Option<String>,
}

const COLUMNS: &str = "c.id, c.deal_id, c.currency, c.net_minor, c.planned_minor, c.rate, c.base_currency, c.billing_milestone_id, \
                       c.support_minor";

fn read_one(row: &Row<'_>) -> rusqlite::Result<Invoice> {
    let rate: String = row.get(5)?;
    Ok(Invoice {
        id: row.get(0)?,
        deal_id: row.get(1)?,
        currency: row.get(2)?,
        net_minor: row.get(3)?,
        planned_minor: row.get(4)?,
        rate: rate.parse().unwrap_or(Decimal::ONE),
        base_currency: row.get(6)?,
        part_id: row.get(7)?,
        support_minor: row.get(8)?,
    })
}

/// An invoice that counts.
pub(in crate::time) fn invoice(read: &Read<'_>, id: &str) -> Result<Option<Invoice>> {
    let sql = format!("SELECT {COLUMNS} FROM v_billing_counted c WHERE c.id = ?1");
    Ok(read.sql().prepare_cached(&sql)?.query_row([id], read_one).optional()?)
}

/// The invoices of a deal that count.
pub(in crate::time) fn of_deal(read: &Read<'_>, deal_id: &str) -> Result<Vec<Invoice>> {
    let sql = format!("SELECT {COLUMNS} FROM v_billing_counted c WHERE c.deal_id = ?1 ORDER BY c.id");
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map([deal_id], read_one)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What each line of an issued invoice came to, in minor units of its currency.
pub(in crate::time) fn nets(read: &Read<'_>, document_id: &str) -> Result<BTreeMap<String, i64>> {
    let sql = "SELECT l.id, l.net_minor FROM v_billing_issued_line l WHERE l.document_id = ?1";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([document_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An expense on a line of an issued invoice.
#[derive(Debug)]
pub(in crate::time) struct ExpenseLine {
    pub(in crate::time) expense_id: String,
    pub(in crate::time) document_id: String,
    pub(in crate::time) line_id: String,
}

/// The expenses of a project that were invoiced.
pub(in crate::time) fn expenses(read: &Read<'_>, project_id: &str) -> Result<Vec<ExpenseLine>> {
    let sql = "SELECT p.expense_id, p.document_id, p.line_id FROM expense e JOIN v_time_expense_posted p ON p.expense_id = e.id \
               WHERE e.project_id = ?1 AND e.deleted_at IS NULL AND p.is_issued ORDER BY p.line_id";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([project_id], |row| {
        Ok(ExpenseLine { expense_id: row.get(0)?, document_id: row.get(1)?, line_id: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many other projects are of a deal.
pub(in crate::time) fn others(read: &Read<'_>, deal_id: &str, project_id: &str) -> Result<i64> {
    let sql = "SELECT count(*) FROM v_projects_project WHERE deal_id = ?1 AND id <> ?2";
    Ok(read.sql().prepare_cached(sql)?.query_row([deal_id, project_id], |row| row.get(0))?)
}

/// The parts of plans that wait for milestones of a project, or waited for them: their ids and percentages.
pub(in crate::time) fn parts(read: &Read<'_>, project_id: &str) -> Result<Vec<(String, Decimal)>> {
    let sql = "SELECT b.id, b.percent FROM v_projects_milestone m JOIN v_billing_milestone_due b ON b.project_milestone_id = m.id \
               WHERE m.project_id = ?1 ORDER BY b.id";
    let mut statement = read.sql().prepare_cached(sql)?;
    let mut rows = statement.query([project_id])?;
    let mut parts = Vec::new();
    while let Some(row) = rows.next()? {
        let percent: String = row.get(1)?;
        parts.push((row.get(0)?, percent.parse().map_err(Error::internal)?));
    }
    Ok(parts)
}

/// What was sold in a deal beside support, net, in each currency in which something was.
pub(in crate::time) fn sold(read: &Read<'_>, deal_id: &str) -> Result<Vec<Money>> {
    sums(read, "v_billing_deal_sold", deal_id)
}

/// What the plan of a deal comes to, net, in each currency in which it has rows.
pub(in crate::time) fn planned(read: &Read<'_>, deal_id: &str) -> Result<Vec<Money>> {
    sums(read, "v_billing_deal_row", deal_id)
}

fn sums(read: &Read<'_>, view: &'static str, deal_id: &str) -> Result<Vec<Money>> {
    let sql = format!(
        "SELECT currency, sum(net_minor) AS net FROM {view} WHERE deal_id = ?1 GROUP BY currency HAVING net <> 0 ORDER BY currency"
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows =
        statement.query_map([deal_id], |row| Ok(Money::new(row.get(1)?, row.get_ref(0)?.as_str()?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether something but support was sold in a deal at a price of its own; `services`: only work counts.
pub(in crate::time) fn has_price(read: &Read<'_>, deal_id: &str, services: bool) -> Result<bool> {
    let sql = "SELECT 1 FROM v_billing_deal_row WHERE deal_id = ?1 AND closed = 0 AND net_minor <> 0 AND NOT is_support \
                  AND (is_service OR NOT ?2)";
    Ok(read.sql().prepare_cached(sql)?.exists((deal_id, services))?)
}
