//! Figures of money that stay what they are when their currency changes: the home currency was chosen wrongly, nobody knows a rate here,
//! and whoever does types another figure. Each capability names its own; they are put into the other currency here.

use super::tx::Tx;
use crate::kernel::error::{Error, Result};

/// Where figures stand: table, column, what else changes there, and which rows are in the currency `?1`; `?2` is the other one.
pub type Figures = [&'static str; 4];

/// What else changes where the currency stands beside the figure.
pub const AND_CURRENCY: &str = ", currency = ?2";

/// The rows where it does.
pub const IN_CURRENCY: &str = "currency = ?1";

/// Puts all that is in one currency into another, figure by figure. One that has no room there is refused, since without it a limit
/// would be none at all.
///
/// # Errors
/// `invalid` at `path` with `error.amount_too_large`.
pub fn change_currency(tx: &Tx<'_>, path: &str, from: &str, to: &str, figures: &[Figures]) -> Result<()> {
    for [table, column, more, rows] in figures {
        let other = format!("iif({column} IS NULL, NULL, convert_minor({column}, ?1, '1', ?2))");
        let lost = format!(
            "SELECT EXISTS (SELECT 1 FROM {table} WHERE {rows} AND {column} IS NOT NULL AND {other} IS NULL)"
        );
        if tx.sql().query_row(&lost, (from, to), |row| row.get(0))? {
            return Err(Error::field(path, "error.amount_too_large"));
        }
        tx.sql().execute(&format!("UPDATE {table} SET {column} = {other}{more} WHERE {rows}"), (from, to))?;
    }
    Ok(())
}
