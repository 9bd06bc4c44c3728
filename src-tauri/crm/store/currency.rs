//! Figures that stay what they are when their currency changes: nobody knows a rate here, and whoever does types another figure.

use crate::kernel::error::{Error, Result};
use crate::kernel::money;
use crate::store::tx::Tx;
use rust_decimal::Decimal;

/// A figure that has no room in the other currency is refused, since without it a limit would be none at all.
fn no_room(path: &str) -> Error {
    Error::field(path, "error.amount_too_large")
}

/// Keeps the figure of a customer's credit limit in another currency.
///
/// # Errors
/// `invalid` at `path` with `error.amount_too_large`.
pub(in crate::crm) fn keep_limit(tx: &Tx<'_>, path: &str, id: &str, from: &str, to: &str) -> Result<()> {
    let sql = "SELECT credit_limit_minor FROM customer WHERE id = ?1";
    let limit: Option<i64> = tx.sql().query_row(sql, [id], |row| row.get(0))?;
    let Some(limit) = limit else { return Ok(()) };
    let kept = money::convert(limit, from, Decimal::ONE, to).ok_or_else(|| no_room(path))?;
    tx.sql().execute("UPDATE customer SET credit_limit_minor = ?2 WHERE id = ?1", (id, kept))?;
    Ok(())
}

/// Where figures stand: table, column, what else changes there, and which rows are in the currency `?1`.
const FIGURES: [[&str; 4]; 4] = [
    ["deal_line", "net_minor", "", "deal_id IN (SELECT id FROM deal WHERE currency = ?1)"],
    ["deal", "amount_minor", ", currency = ?2", "currency = ?1"],
    ["lead", "amount_minor", ", currency = ?2", "currency = ?1"],
    ["customer", "credit_limit_minor", ", currency = ?2", "currency = ?1"],
];

/// Puts all that is in one currency into another, figure by figure.
///
/// # Errors
/// `invalid` at `path` with `error.amount_too_large`.
pub(in crate::crm) fn change_currency(tx: &Tx<'_>, path: &str, from: &str, to: &str) -> Result<()> {
    for [table, column, more, rows] in FIGURES {
        let other = format!("iif({column} IS NULL, NULL, convert_minor({column}, ?1, '1', ?2))");
        let lost = format!(
            "SELECT EXISTS (SELECT 1 FROM {table} WHERE {rows} AND {column} IS NOT NULL AND {other} IS NULL)"
        );
        if tx.sql().query_row(&lost, (from, to), |row| row.get(0))? {
            return Err(no_room(path));
        }
        tx.sql().execute(&format!("UPDATE {table} SET {column} = {other}{more} WHERE {rows}"), (from, to))?;
    }
    Ok(())
}
