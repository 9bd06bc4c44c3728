//! Figures of the CRM that stay what they are when their currency changes.

use crate::kernel::error::{Error, Result};
use crate::kernel::money;
use crate::store::figures::{AND_CURRENCY, Figures, IN_CURRENCY};
use crate::store::tx::Tx;
use rust_decimal::Decimal;

/// Keeps the figure of a customer's credit limit in another currency.
///
/// # Errors
/// `invalid` at `path` with `error.amount_too_large`.
pub(in crate::crm) fn keep_limit(tx: &Tx<'_>, path: &str, id: &str, from: &str, to: &str) -> Result<()> {
    let sql = "SELECT credit_limit_minor FROM customer WHERE id = ?1";
    let limit: Option<i64> = tx.sql().query_row(sql, [id], |row| row.get(0))?;
    let Some(limit) = limit else { return Ok(()) };
    let kept = money::convert(limit, from, Decimal::ONE, to)
        .ok_or_else(|| Error::field(path, "error.amount_too_large"))?;
    tx.sql().execute("UPDATE customer SET credit_limit_minor = ?2 WHERE id = ?1", (id, kept))?;
    Ok(())
}

/// What is in the home currency.
pub(in crate::crm) const FIGURES: [Figures; 4] = [
    ["deal_line", "net_minor", "", "deal_id IN (SELECT id FROM deal WHERE currency = ?1)"],
    ["deal", "amount_minor", AND_CURRENCY, IN_CURRENCY],
    ["lead", "amount_minor", AND_CURRENCY, IN_CURRENCY],
    ["customer", "credit_limit_minor", AND_CURRENCY, IN_CURRENCY],
];
