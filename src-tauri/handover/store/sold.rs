//! The SQL of what a handover begins with: the deal, what was sold in it, who accepted it and what was promised.

use crate::handover::sheet::{HandoverAccepted, HandoverPromise, HandoverRenewal};
use crate::kernel::error::{Error, Result};
use crate::store::tx::Read;
use rusqlite::OptionalExtension as _;

/// A deal as it is handed over.
#[derive(Debug, Clone)]
pub(in crate::handover) struct Deal {
    pub(in crate::handover) id: String,
    pub(in crate::handover) code: String,
    pub(in crate::handover) version: i64,
    pub(in crate::handover) title: String,
    pub(in crate::handover) status: String,
    pub(in crate::handover) customer_id: Option<String>,
    pub(in crate::handover) prospect: String,
    /// In which it was sold.
    pub(in crate::handover) currency: String,
    pub(in crate::handover) amount_minor: Option<i64>,
    pub(in crate::handover) owner_id: Option<String>,
    pub(in crate::handover) branch_id: String,
    pub(in crate::handover) branch_currency: String,
    pub(in crate::handover) branch_country: String,
}

pub(in crate::handover) fn deal(read: &Read<'_>, id: &str) -> Result<Deal> {
    read.sql()
        .prepare_cached(
            "SELECT d.id, d.code, r.version, d.title, d.status, d.customer_id, d.prospect, \
                    (SELECT s.currency FROM v_billing_deal_currency s WHERE s.deal_id = d.id), d.amount_minor, d.owner_id, b.id, b.currency, b.country \
               FROM v_crm_deal d JOIN record r ON r.id = d.id \
               JOIN v_settings_branch b ON b.id = coalesce(d.branch_id, (SELECT f.id FROM v_settings_branch f ORDER BY f.position LIMIT 1)) \
              WHERE d.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Deal {
                id: row.get(0)?,
                code: row.get(1)?,
                version: row.get(2)?,
                title: row.get(3)?,
                status: row.get(4)?,
                customer_id: row.get(5)?,
                prospect: row.get(6)?,
                currency: row.get(7)?,
                amount_minor: row.get(8)?,
                owner_id: row.get(9)?,
                branch_id: row.get(10)?,
                branch_currency: row.get(11)?,
                branch_country: row.get(12)?,
            })
        })
        .optional()?
        .ok_or_else(|| Error::not_found("deal"))
}

/// A line that was sold, or would be.
#[derive(Debug, Clone)]
pub(in crate::handover) struct Line {
    pub(in crate::handover) item_id: Option<String>,
    pub(in crate::handover) description: String,
    pub(in crate::handover) quantity: String,
    pub(in crate::handover) currency: String,
    pub(in crate::handover) net_minor: i64,
    /// With tax; the same as without while nothing is sold.
    pub(in crate::handover) total_minor: i64,
    /// The estimate that sold it.
    pub(in crate::handover) estimate_id: Option<String>,
    /// The rounding of a total is no line.
    pub(in crate::handover) is_rounding: bool,
}

/// What was sold in a deal; while nothing is, its own lines.
pub(in crate::handover) fn lines(read: &Read<'_>, deal: &Deal) -> Result<Vec<Line>> {
    let sold = rows(
        read,
        "SELECT item_id, description, quantity, currency, net_minor, total_minor, kind = 'rounding', estimate_id FROM v_billing_sold \
          WHERE deal_id = ?1 ORDER BY estimate_id, position, id",
        &deal.id,
    )?;
    if !sold.is_empty() {
        return Ok(sold);
    }
    rows(
        read,
        "SELECT l.item_id, l.description, l.quantity, d.currency, l.net_minor, l.net_minor, 0, NULL FROM v_crm_deal_line l \
           JOIN v_crm_deal d ON d.id = l.deal_id WHERE l.deal_id = ?1 ORDER BY l.position, l.id",
        &deal.id,
    )
}

fn rows(read: &Read<'_>, sql: &str, deal_id: &str) -> Result<Vec<Line>> {
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([deal_id], |row| {
        Ok(Line {
            item_id: row.get(0)?,
            description: row.get(1)?,
            quantity: row.get(2)?,
            currency: row.get(3)?,
            net_minor: row.get(4)?,
            total_minor: row.get(5)?,
            is_rounding: row.get(6)?,
            estimate_id: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A line that was sold at a price of its unit.
#[derive(Debug)]
pub(in crate::handover) struct Unit {
    pub(in crate::handover) item_id: Option<String>,
    pub(in crate::handover) unit: String,
    pub(in crate::handover) price: String,
    pub(in crate::handover) quantity: String,
    pub(in crate::handover) net_minor: i64,
}

/// What was sold in a deal in one currency at a price of its unit.
pub(in crate::handover) fn units(read: &Read<'_>, deal_id: &str, currency: &str) -> Result<Vec<Unit>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT item_id, unit, unit_price, quantity, net_minor FROM v_billing_sold \
          WHERE deal_id = ?1 AND currency = ?2 AND unit IS NOT NULL AND unit_price IS NOT NULL ORDER BY estimate_id, position, id",
    )?;
    let rows = statement.query_map([deal_id, currency], |row| {
        Ok(Unit {
            item_id: row.get(0)?,
            unit: row.get(1)?,
            price: row.get(2)?,
            quantity: row.get(3)?,
            net_minor: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An accepted estimate of a deal: what the sheet says of it, its customer, its order number and its payment term.
#[derive(Debug, Clone)]
pub(in crate::handover) struct Accepted {
    pub(in crate::handover) shown: HandoverAccepted,
    pub(in crate::handover) customer_id: String,
    pub(in crate::handover) order_no: String,
    pub(in crate::handover) payment_term: Option<serde_json::Value>,
}

pub(in crate::handover) fn accepted(read: &Read<'_>, deal_id: &str) -> Result<Vec<Accepted>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, code, version_no, said_by, how, date, customer_id, order_no, payment_term \
           FROM v_billing_accepted WHERE deal_id = ?1 ORDER BY date, id",
    )?;
    let rows = statement.query_map([deal_id], |row| {
        Ok(Accepted {
            shown: HandoverAccepted {
                estimate_id: row.get(0)?,
                code: row.get(1)?,
                version_no: row.get(2)?,
                said_by: row.get(3)?,
                how: row.get(4)?,
                date: row.get(5)?,
            },
            customer_id: row.get(6)?,
            order_no: row.get(7)?,
            payment_term: serde_json::from_str(&row.get::<_, String>(8)?).ok(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What was planned as a promise about a deal and stands on no commitment yet.
pub(in crate::handover) fn promises(read: &Read<'_>, deal_id: &str) -> Result<Vec<HandoverPromise>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT a.id, a.subject, a.due_date, coalesce(a.owner_id, ''), coalesce(u.name, '') \
           FROM v_crm_activity_about o CROSS JOIN v_crm_activity a ON a.id = o.id LEFT JOIN v_settings_user u ON u.id = a.owner_id \
          WHERE o.record_id = ?1 AND a.promise = 1 AND a.done_ms IS NULL \
            AND NOT EXISTS (SELECT 1 FROM commitment c WHERE c.activity_id = a.id AND c.deleted_at IS NULL) \
          ORDER BY coalesce(a.due_date, '9999-12-31'), a.id",
    )?;
    let rows = statement.query_map([deal_id], |row| {
        Ok(HandoverPromise {
            activity_id: row.get(0)?,
            text: row.get(1)?,
            due_date: row.get(2)?,
            promised_by: row.get(3)?,
            user: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A customer as a handover needs it.
#[derive(Debug, Clone)]
pub(in crate::handover) struct Customer {
    pub(in crate::handover) name: String,
    pub(in crate::handover) owner_id: Option<String>,
    pub(in crate::handover) payment_term: serde_json::Value,
    /// It is registered for tax, and no number of it is known.
    pub(in crate::handover) lacks_tax_id: bool,
    pub(in crate::handover) version: i64,
}

pub(in crate::handover) fn customer(read: &Read<'_>, id: &str) -> Result<Option<Customer>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT c.name, c.owner_id, c.payment_term, c.tax_treatment IN ('registered', 'composition', 'sez', 'reverse_charge') \
                      AND NOT EXISTS (SELECT 1 FROM v_crm_tax_id t WHERE t.customer_id = c.id), r.version \
               FROM v_crm_customer c JOIN record r ON r.id = c.id WHERE c.id = ?1 AND c.deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            Ok(Customer {
                name: row.get(0)?,
                owner_id: row.get(1)?,
                payment_term: serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or_default(),
                lacks_tax_id: row.get(3)?,
                version: row.get(4)?,
            })
        })
        .optional()?)
}

/// Where a customer is, by the first of its addresses.
pub(in crate::handover) fn country_of(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT country FROM v_crm_address WHERE customer_id = ?1 ORDER BY role, id LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// The contracts whose next term is sold in a deal.
pub(in crate::handover) fn renewals(read: &Read<'_>, deal_id: &str) -> Result<Vec<HandoverRenewal>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT c.id, c.code, c.name FROM v_support_renewal r CROSS JOIN v_support_contract c ON c.id = r.contract_id \
          WHERE r.deal_id = ?1 ORDER BY c.code",
    )?;
    let rows = statement.query_map([deal_id], |row| {
        Ok(HandoverRenewal { contract_id: row.get(0)?, code: row.get(1)?, name: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
