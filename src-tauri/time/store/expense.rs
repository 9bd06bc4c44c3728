//! The SQL of expenses.

use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::money::Money;
use crate::store::figures::{self, Figures};
use crate::store::page::Where;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::time::expense::{Expense, ExpenseKind};
use crate::time::words::EntryBilling;
use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension as _, params, params_from_iter};
use rust_decimal::Decimal;

pub(in crate::time) fn of_project(read: &Read<'_>, project_id: &str) -> Result<Vec<Expense>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT e.id, r.version, e.kind, e.expense_date, e.supplier, e.description, e.amount_minor, e.currency, e.base_minor, \
                e.base_currency, e.rate, (SELECT count(*) FROM v_attachments_file f WHERE f.record_id = e.id), e.billable, e.markup, \
                (SELECT p.is_issued FROM v_time_expense_posted p WHERE p.expense_id = e.id LIMIT 1) \
         FROM expense e CROSS JOIN record r ON r.id = e.id \
         WHERE e.project_id = ?1 AND e.deleted_at IS NULL AND (?2 IS NULL OR r.owner_id IN (SELECT value FROM json_each(?2))) \
         ORDER BY e.expense_date DESC, e.id DESC",
    )?;
    let owners = read.visible_owners().map(|owners| word::json(&owners));
    let rows = statement.query_map((project_id, owners), |row| {
        Ok(Expense {
            id: row.get(0)?,
            version: row.get(1)?,
            kind: word::read(row, 2)?,
            date: row.get(3)?,
            supplier: row.get(4)?,
            description: row.get(5)?,
            amount: Money::new(row.get(6)?, row.get_ref(7)?.as_str()?),
            home_amount: Money::new(row.get(8)?, row.get_ref(9)?.as_str()?),
            rate: row.get(10)?,
            files: row.get(11)?,
            billable: row.get(12)?,
            markup: row.get(13)?,
            badge: match row.get::<_, Option<bool>>(14)? {
                Some(true) => EntryBilling::Invoiced,
                Some(false) => EntryBilling::Draft,
                None if row.get(12)? => EntryBilling::Open,
                None => EntryBilling::None,
            }
            .badge(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a project cost besides time, in minor units of the home currency.
pub(in crate::time) fn sum(read: &Read<'_>, project_id: &str) -> Result<i64> {
    let sql = "SELECT coalesce(sum(base_minor), 0) FROM expense WHERE project_id = ?1 AND deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.query_row([project_id], |row| row.get(0))?)
}

/// How many units of `home` one of a currency was worth on the newest invoice or expense that says so, and the day of that. A branch at
/// home in that currency says on its papers how it stands the other way round: that counts to ten digits.
pub(in crate::time) fn newest_rate(
    read: &Read<'_>,
    currency: &str,
    home: &str,
) -> Result<Option<(Decimal, String)>> {
    let sql = "SELECT rate, date, inverse FROM ( \
                 SELECT rate, date, 0 AS inverse FROM v_billing_rate WHERE currency = ?1 AND base_currency = ?2 \
                 UNION ALL SELECT rate, date, 1 FROM v_billing_rate WHERE currency = ?2 AND base_currency = ?1 \
                 UNION ALL SELECT rate, expense_date, 0 FROM expense \
                            WHERE rate IS NOT NULL AND currency = ?1 AND base_currency = ?2 AND deleted_at IS NULL) \
               ORDER BY date DESC, inverse LIMIT 1";
    let found: Option<(String, String, bool)> = read
        .sql()
        .prepare_cached(sql)?
        .query_row([currency, home], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((rate, day, is_inverse)) = found else { return Ok(None) };
    let rate: Option<Decimal> = rate.parse().ok().filter(|rate| *rate > Decimal::ZERO);
    let rate = if is_inverse { rate.and_then(inverse) } else { rate };
    Ok(rate.map(|rate| (rate, day)))
}

fn inverse(rate: Decimal) -> Option<Decimal> {
    Decimal::ONE.checked_div(rate)?.round_sf(10)
}

/// An expense on its way into the file.
pub(in crate::time) struct Facts<'a> {
    pub(in crate::time) project_id: &'a str,
    pub(in crate::time) kind: ExpenseKind,
    pub(in crate::time) date: String,
    pub(in crate::time) supplier: String,
    pub(in crate::time) description: String,
    pub(in crate::time) amount_minor: i64,
    pub(in crate::time) currency: &'a str,
    pub(in crate::time) rate: Option<String>,
    pub(in crate::time) base_minor: i64,
    pub(in crate::time) base_currency: &'a str,
    pub(in crate::time) billable: bool,
    pub(in crate::time) markup: String,
}

/// Writes an expense, new or changed.
pub(in crate::time) fn save(tx: &Tx<'_>, id: &str, facts: &Facts<'_>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO expense (id, project_id, kind, expense_date, supplier, description, amount_minor, currency, rate, base_minor, \
                                  base_currency, billable, markup) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) \
             ON CONFLICT (id) DO UPDATE SET project_id = excluded.project_id, kind = excluded.kind, \
                expense_date = excluded.expense_date, supplier = excluded.supplier, description = excluded.description, \
                amount_minor = excluded.amount_minor, currency = excluded.currency, rate = excluded.rate, \
                base_minor = excluded.base_minor, base_currency = excluded.base_currency, billable = excluded.billable, \
                markup = excluded.markup",
        )?
        .execute(params![
            id,
            facts.project_id,
            word::of(&facts.kind),
            facts.date,
            facts.supplier,
            facts.description,
            facts.amount_minor,
            facts.currency,
            facts.rate,
            facts.base_minor,
            facts.base_currency,
            facts.billable,
            facts.markup
        ])?;
    Ok(())
}

pub(in crate::time) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE expense SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id, tx.now_ms()))?;
    Ok(())
}

/// What the invoice is called on which an expense stands, while that counts: its number, or the title of the draft.
pub(in crate::time) fn invoice_of(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT r.title FROM v_time_expense_posted p JOIN record r ON r.id = p.document_id WHERE p.expense_id = ?1 LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// An expense that is passed on to the customer.
#[derive(Debug)]
pub(in crate::time) struct Passed {
    pub(in crate::time) id: String,
    pub(in crate::time) description: String,
    pub(in crate::time) amount_minor: i64,
    pub(in crate::time) currency: String,
    /// Units of the home currency for one of its own.
    pub(in crate::time) rate: Decimal,
    /// In percent.
    pub(in crate::time) markup: Decimal,
}

/// The billable expenses of a project by day; `open` alone those that stand on no invoice that counts. `reach` are the people whose
/// expenses may be seen.
pub(in crate::time) fn passed_on(
    read: &Read<'_>,
    project_id: &str,
    (from, to): (Option<&str>, Option<&str>),
    reach: Option<Vec<String>>,
    open: bool,
) -> Result<Vec<Passed>> {
    let mut filter = Where::default();
    filter.add("e.project_id = ?", [SqlValue::Text(project_id.to_owned())]);
    filter.add("e.billable AND e.deleted_at IS NULL", []);
    if open {
        filter.add("NOT EXISTS (SELECT 1 FROM v_time_expense_posted p WHERE p.expense_id = e.id)", []);
    }
    filter.add_days("e.expense_date", from, to)?;
    filter.owned_by("r.owner_id", reach);
    let sql = format!(
        "SELECT e.id, e.description, e.amount_minor, e.currency, coalesce(e.rate, '1'), e.markup \
         FROM expense e CROSS JOIN record r ON r.id = e.id WHERE {} ORDER BY e.expense_date, e.id",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(filter.values()))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let decimal = |column| -> Result<Decimal> {
            row.get_ref(column)?.as_str().map_err(Error::internal)?.parse().map_err(Error::internal)
        };
        found.push(Passed {
            id: row.get(0)?,
            description: row.get(1)?,
            amount_minor: row.get(2)?,
            currency: row.get(3)?,
            rate: decimal(4)?,
            markup: decimal(5)?,
        });
    }
    Ok(found)
}

/// Posts an expense to a line.
pub(in crate::time) fn post(tx: &Tx<'_>, expense: &Passed, document_id: &str, line_id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO expense_posting (id, expense_id, document_id, line_id, amount_minor) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((tx.new_id(), &expense.id, document_id, line_id, expense.amount_minor))?;
    Ok(())
}

/// What is in the home currency.
const FIGURES: [Figures; 2] = [
    ["expense_posting", "amount_minor", "", "expense_id IN (SELECT id FROM expense WHERE currency = ?1)"],
    [
        "expense",
        "amount_minor",
        ", base_minor = convert_minor(base_minor, ?1, '1', ?2), currency = ?2, base_currency = ?2",
        "currency = ?1 AND base_currency = ?1",
    ],
];

/// Puts expenses at home into another home currency, figure by figure; those in that currency are at home then. One in a third currency
/// has a rate to the former one, and nobody knows what it is worth in the other.
///
/// # Errors
/// `invalid` at `path` with `error.expense_rate_stands`, and `error.amount_too_large` for what no longer fits.
pub(in crate::time) fn change_currency(tx: &Tx<'_>, path: &str, from: &str, to: &str) -> Result<()> {
    figures::change_currency(tx, path, from, to, &FIGURES)?;
    tx.sql().execute(
        "UPDATE expense SET rate = NULL, base_minor = amount_minor, base_currency = ?2 WHERE base_currency = ?1 AND currency = ?2",
        (from, to),
    )?;
    match elsewhere(tx)? {
        None => Ok(()),
        Some((expense, currency)) => {
            let field = FieldError::new(path, "error.expense_rate_stands");
            Err(Error::fields(vec![field.with("expense", expense).with("currency", currency)]))
        }
    }
}

/// An expense whose worth at home is not in the home currency, and its own currency.
pub(in crate::time) fn elsewhere(read: &Read<'_>) -> Result<Option<(String, String)>> {
    let sql = "SELECT e.description, e.currency FROM expense e JOIN v_settings_company c ON c.home_currency <> e.base_currency \
                WHERE e.deleted_at IS NULL ORDER BY e.id LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}
