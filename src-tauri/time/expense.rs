//! Expenses: what a project costs besides time, an outlay of one's own or the bill of a supplier, before tax. They count in the margin,
//! and are seen by who may see costs.
//!
//! What was paid in another currency is put into the home currency at the rate that is said with it, rounded once. Such a rate leads to
//! one home currency, so that cannot change while the expense stands.
//!
//! One that is billable is passed on to the customer with the next invoice of time, and stays as it is while it stands there.

use super::store::expense::{self as rows, Facts};
use crate::kernel::badge::Badge;
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money::{self, Money};
use crate::kernel::text;
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The record that an expense is, so that files belong to it. They are seen by who sees costs.
const KIND: &str = "expense";

/// The highest mark-up, in percent.
const MARKUP_MAX: u32 = 1_000;

/// What an expense is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExpenseKind {
    /// Something that was paid: travel, material, a permit.
    #[default]
    Expense,
    /// The bill of a supplier.
    Bill,
}

/// Of which project.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExpenseListRequest {
    /// Its id.
    pub project_id: String,
}

/// The expenses of a project.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ExpenseListResponse {
    /// By day, the newest first.
    pub rows: Vec<Expense>,
}

/// An expense.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Expense {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// What it is.
    pub kind: ExpenseKind,
    /// On which day, `YYYY-MM-DD`.
    pub date: String,
    /// Who was paid, or is to be.
    pub supplier: String,
    /// What for.
    pub description: String,
    /// How much, before tax.
    pub amount: Money,
    /// The same in the home currency.
    pub home_amount: Money,
    /// Units of the home currency for one of its own; null at home.
    pub rate: Option<String>,
    /// How many files it has: the receipt, the bill.
    pub files: i64,
    /// Whether it is passed on to the customer.
    pub billable: bool,
    /// How many percent are put on it then.
    pub markup: String,
    /// How it stands towards invoices, as a badge.
    pub badge: Badge,
}

/// An expense as it should be.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExpenseSaveRequest {
    /// Which one; a new one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// The version that was seen; needed for one that stands.
    #[serde(default)]
    #[ts(optional)]
    pub version: Option<i64>,
    /// Of which project.
    pub project_id: String,
    /// What it is; an expense when absent.
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<ExpenseKind>,
    /// On which day, `YYYY-MM-DD`; today when absent.
    #[serde(default)]
    #[ts(optional)]
    pub date: Option<String>,
    /// Who was paid, or is to be.
    #[serde(default)]
    #[ts(optional)]
    pub supplier: Option<String>,
    /// What for.
    pub description: String,
    /// How much, before tax.
    pub amount: String,
    /// ISO 4217 code; the home currency when absent.
    #[serde(default)]
    #[ts(optional)]
    pub currency: Option<String>,
    /// Units of the home currency for one of another.
    #[serde(default)]
    #[ts(optional)]
    pub rate: Option<String>,
    /// Whether it is passed on to the customer; it is not when absent.
    #[serde(default)]
    #[ts(optional)]
    pub billable: Option<bool>,
    /// How many percent are put on it then; none when absent.
    #[serde(default)]
    #[ts(optional)]
    pub markup: Option<String>,
}

/// Which currency.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExpenseRateRequest {
    /// ISO 4217 code.
    pub currency: String,
}

/// What one of a currency is worth, as far as that was said before.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ExpenseRate {
    /// Units of the home currency for one of it, on the newest invoice or expense that says so; null where none does.
    pub rate: Option<String>,
}

/// Which expense, as it was seen.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExpenseVersionRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The expense that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ExpenseResponse {
    /// Its id.
    pub id: String,
}

/// The expenses of a project.
///
/// # Errors
/// `not_found`.
pub fn list(read: &Read<'_>, request: ExpenseListRequest) -> Result<ExpenseListResponse> {
    record::require_readable(read, "project", &request.project_id)?;
    Ok(ExpenseListResponse { rows: rows::of_project(read, &request.project_id)? })
}

/// Writes an expense, new or changed. The bill of a supplier may come after the project is closed.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.expense_invoiced`; `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: ExpenseSaveRequest) -> Result<ExpenseResponse> {
    if let Some(id) = &request.id {
        let seen = request.version.ok_or_else(|| Error::field("version", "error.required"))?;
        record::touch(tx, KIND, id, seen)?;
        spare_invoiced(tx, id)?;
    }
    record::require_readable(tx, "project", &request.project_id)
        .map_err(|_| Error::field("project_id", "error.no_such_project"))?;
    let home = super::store::home_currency(tx)?;
    let mut errors = FieldErrors::default();
    let currency = match request.currency.as_deref().filter(|typed| !typed.trim().is_empty()) {
        Some(typed) => errors.take(text::currency("currency", typed)),
        None => Some(home.clone()),
    };
    let currency = currency.unwrap_or_else(|| home.clone());
    let date = match request.date.as_deref().filter(|typed| !typed.trim().is_empty()) {
        Some(typed) => errors.take(CivilDate::typed("date", typed)).map(CivilDate::value),
        None => Some(tx.today()?),
    };
    let supplier = errors.take(text::line("supplier", request.supplier.as_deref().unwrap_or_default()));
    let description = errors.take(text::required_line("description", &request.description));
    let minor = match errors.take(money::parse_minor("amount", &request.amount, &currency)) {
        Some(minor) if minor <= 0 => {
            errors.add(FieldError::new("amount", "error.not_positive"));
            0
        }
        minor => minor.unwrap_or_default(),
    };
    let rate = errors.take(rate_of(request.rate.as_deref(), &currency, &home)).flatten();
    let markup = errors.take(markup_of(request.markup.as_deref()));
    errors.finish()?;
    let base_minor = money::convert(minor, &currency, rate.unwrap_or(Decimal::ONE), &home)
        .ok_or_else(|| Error::field("rate", "error.rate_too_large"))?;
    let facts = Facts {
        project_id: &request.project_id,
        kind: request.kind.unwrap_or_default(),
        date: date.unwrap_or_default().to_string(),
        supplier: supplier.unwrap_or_default(),
        description: description.unwrap_or_default(),
        amount_minor: minor,
        currency: &currency,
        rate: rate.map(canonical),
        base_minor,
        base_currency: &home,
        billable: request.billable.unwrap_or_default(),
        markup: canonical(markup.unwrap_or_default()),
    };
    let id = match request.id {
        Some(id) => {
            record::retitle(tx, &id, &facts.description)?;
            id
        }
        None => {
            record::create(tx, NewRecord { kind: KIND, title: &facts.description, ..NewRecord::default() })?
        }
    };
    rows::save(tx, &id, &facts)?;
    Ok(ExpenseResponse { id })
}

/// The typed mark-up in percent.
fn markup_of(typed: Option<&str>) -> std::result::Result<Decimal, FieldError> {
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else { return Ok(Decimal::ZERO) };
    let percent = money::parse_decimal("markup", typed)?;
    match percent >= Decimal::ZERO && percent <= Decimal::from(MARKUP_MAX) {
        true => Ok(percent),
        false => Err(FieldError::new("markup", "error.markup").with("max", MARKUP_MAX)),
    }
}

/// The typed rate to the home currency; none at home.
fn rate_of(
    typed: Option<&str>,
    currency: &str,
    home: &str,
) -> std::result::Result<Option<Decimal>, FieldError> {
    if currency == home {
        return Ok(None);
    }
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else {
        return Err(FieldError::new("rate", "error.rate_needed")
            .with("currency", currency)
            .with("home", home));
    };
    match money::parse_decimal("rate", typed)? {
        rate if rate > Decimal::ZERO => Ok(Some(rate)),
        _ => Err(FieldError::new("rate", "error.not_positive")),
    }
}

/// What one of a currency was worth at home when it was said last.
///
/// # Errors
/// `error.currency` at `currency`.
pub fn rate(read: &Read<'_>, request: ExpenseRateRequest) -> Result<ExpenseRate> {
    let currency =
        text::currency("currency", &request.currency).map_err(|field| Error::fields(vec![field]))?;
    let newest = rows::newest_rate(read, &currency, &super::store::home_currency(read)?)?;
    Ok(ExpenseRate { rate: newest.map(|(rate, _)| canonical(rate)) })
}

/// Refuses to change what stands on an invoice that counts.
fn spare_invoiced(read: &Read<'_>, id: &str) -> Result<()> {
    match rows::invoice_of(read, id)? {
        Some(invoice) => Err(Error::precondition("error.expense_invoiced").with("invoice", invoice)),
        None => Ok(()),
    }
}

/// Takes an expense away.
///
/// # Errors
/// `precondition` with `error.expense_invoiced`; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: ExpenseVersionRequest) -> Result<ExpenseResponse> {
    record::touch(tx, KIND, &request.id, request.version)?;
    spare_invoiced(tx, &request.id)?;
    rows::delete(tx, &request.id)?;
    record::delete(tx, &request.id)?;
    Ok(ExpenseResponse { id: request.id })
}
