//! The SQL of expenses.

use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::time::expense::Expense;
use rusqlite::params;

pub(in crate::time) fn of_project(read: &Read<'_>, project_id: &str) -> Result<Vec<Expense>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, version, kind, expense_date, supplier, description, amount_minor, currency FROM expense \
         WHERE project_id = ?1 AND deleted_at IS NULL ORDER BY expense_date DESC, id DESC",
    )?;
    let rows = statement.query_map([project_id], |row| {
        Ok(Expense {
            id: row.get(0)?,
            version: row.get(1)?,
            kind: word::read(row, 2)?,
            date: row.get(3)?,
            supplier: row.get(4)?,
            description: row.get(5)?,
            amount: Money::new(row.get(6)?, row.get_ref(7)?.as_str()?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a project cost besides time, in minor units of the home currency.
pub(in crate::time) fn sum(read: &Read<'_>, project_id: &str) -> Result<i64> {
    let sql =
        "SELECT coalesce(sum(amount_minor), 0) FROM expense WHERE project_id = ?1 AND deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.query_row([project_id], |row| row.get(0))?)
}

/// Writes an expense and gives its id; a new one when it has none.
pub(in crate::time) fn save(
    tx: &Tx<'_>,
    project_id: &str,
    expense: &Expense,
    amount_minor: i64,
) -> Result<String> {
    let id = if expense.id.is_empty() { tx.new_id() } else { expense.id.clone() };
    tx.sql()
        .prepare_cached(
            "INSERT INTO expense (id, project_id, kind, expense_date, supplier, description, amount_minor, currency) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
             ON CONFLICT (id) DO UPDATE SET project_id = excluded.project_id, kind = excluded.kind, \
                expense_date = excluded.expense_date, supplier = excluded.supplier, description = excluded.description, \
                amount_minor = excluded.amount_minor, currency = excluded.currency",
        )?
        .execute(params![
            id,
            project_id,
            word::of(&expense.kind),
            expense.date,
            expense.supplier,
            expense.description,
            amount_minor,
            expense.amount.currency
        ])?;
    Ok(id)
}

/// Puts expenses into another currency, figure by figure.
pub(in crate::time) fn change_currency(tx: &Tx<'_>, path: &str, from: &str, to: &str) -> Result<()> {
    let lost = "SELECT EXISTS (SELECT 1 FROM expense WHERE currency = ?1 AND convert_minor(amount_minor, ?1, '1', ?2) IS NULL)";
    if tx.sql().query_row(lost, (from, to), |row| row.get(0))? {
        return Err(Error::field(path, "error.amount_too_large"));
    }
    tx.sql().execute(
        "UPDATE expense SET amount_minor = convert_minor(amount_minor, ?1, '1', ?2), currency = ?2 WHERE currency = ?1",
        (from, to),
    )?;
    Ok(())
}
