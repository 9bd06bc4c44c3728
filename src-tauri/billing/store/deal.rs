//! Deals as they are sold: read through the views of those who keep them.

use crate::kernel::error::Result;
use crate::store::tx::Read;
use rusqlite::OptionalExtension as _;

/// A deal as it is sold without an estimate.
pub(in crate::billing) struct SoldDeal {
    pub(in crate::billing) title: String,
    pub(in crate::billing) customer_id: Option<String>,
    pub(in crate::billing) contact_id: Option<String>,
    pub(in crate::billing) branch_id: Option<String>,
    pub(in crate::billing) currency: String,
    pub(in crate::billing) amount_minor: Option<i64>,
    pub(in crate::billing) is_won: bool,
    pub(in crate::billing) is_lost: bool,
    /// When it was won or lost.
    pub(in crate::billing) closed_ms: Option<i64>,
}

pub(in crate::billing) fn deal(read: &Read<'_>, id: &str) -> Result<Option<SoldDeal>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT title, customer_id, contact_id, branch_id, currency, amount_minor, status = 'won', status = 'lost', closed_ms \
             FROM v_crm_deal WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(SoldDeal {
                title: row.get(0)?,
                customer_id: row.get(1)?,
                contact_id: row.get(2)?,
                branch_id: row.get(3)?,
                currency: row.get(4)?,
                amount_minor: row.get(5)?,
                is_won: row.get(6)?,
                is_lost: row.get(7)?,
                closed_ms: row.get(8)?,
            })
        })
        .optional()?)
}

/// What was confirmed for every invoice of a deal when it was handed over; each is `None` while nobody has said it.
#[derive(Debug, Clone, Default)]
pub(in crate::billing) struct Agreed {
    /// The customer's order number, empty when there is none.
    pub(in crate::billing) order_no: Option<String>,
    /// The payment term, in the JSON of `calc due`.
    pub(in crate::billing) payment_term: Option<serde_json::Value>,
}

pub(in crate::billing) fn agreed(read: &Read<'_>, deal_id: &str) -> Result<Agreed> {
    let found = read
        .sql()
        .prepare_cached("SELECT order_no, payment_term FROM v_handover_order WHERE deal_id = ?1")?
        .query_row([deal_id], |row| {
            let term: Option<String> = row.get(1)?;
            Ok(Agreed {
                order_no: row.get(0)?,
                payment_term: term.and_then(|term| serde_json::from_str(&term).ok()),
            })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// A line of a deal as a document takes it.
pub(in crate::billing) struct DealLine {
    pub(in crate::billing) item_id: Option<String>,
    pub(in crate::billing) description: String,
    pub(in crate::billing) quantity: String,
    pub(in crate::billing) unit: String,
    pub(in crate::billing) unit_price: String,
    pub(in crate::billing) discount_percent: String,
    pub(in crate::billing) tax_class: Option<String>,
    pub(in crate::billing) hsn: Option<String>,
}

pub(in crate::billing) fn deal_lines(
    read: &Read<'_>,
    deal_id: &str,
    branch_id: Option<&str>,
) -> Result<Vec<DealLine>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT l.item_id, l.description, l.quantity, l.unit, l.unit_price, l.discount_percent, \
                coalesce(nullif(l.tax_class, ''), \
                         (SELECT t.tax_class_id FROM v_settings_branch b JOIN v_catalogue_item_tax t ON t.scheme = b.tax_scheme \
                           WHERE t.item_id = l.item_id AND (?2 IS NULL OR b.id = ?2) ORDER BY b.position LIMIT 1)), i.hsn_sac \
         FROM v_crm_deal_line l LEFT JOIN v_catalogue_item i ON i.id = l.item_id \
         WHERE l.deal_id = ?1 ORDER BY l.position, l.id",
    )?;
    let rows = statement.query_map((deal_id, branch_id), |row| {
        Ok(DealLine {
            item_id: row.get(0)?,
            description: row.get(1)?,
            quantity: row.get(2)?,
            unit: row.get(3)?,
            unit_price: row.get(4)?,
            discount_percent: row.get(5)?,
            tax_class: row.get(6)?,
            hsn: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
