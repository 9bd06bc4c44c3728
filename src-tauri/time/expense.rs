//! Expenses: what a project costs besides time, an outlay of one's own or the bill of a supplier, in the home currency and before
//! tax. They count in the margin, and are seen by who may see costs.

use super::store::expense as rows;
use super::store::rate;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money::{self, Money};
use crate::kernel::text;
use crate::store::tx::{Read, Tx};
use crate::store::{record, version};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    /// How much, before tax, in the home currency.
    pub amount: String,
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
/// `invalid` with the fields; `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: ExpenseSaveRequest) -> Result<ExpenseResponse> {
    if let Some(id) = &request.id {
        let seen = request.version.ok_or_else(|| Error::field("version", "error.required"))?;
        version::touch(tx, "expense", id, seen)?;
    }
    record::require_readable(tx, "project", &request.project_id)
        .map_err(|_| Error::field("project_id", "error.no_such_project"))?;
    let currency = super::store::home_currency(tx)?;
    let mut errors = FieldErrors::default();
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
    errors.finish()?;
    let expense = Expense {
        id: request.id.unwrap_or_default(),
        version: 1,
        kind: request.kind.unwrap_or_default(),
        date: date.unwrap_or_default().to_string(),
        supplier: supplier.unwrap_or_default(),
        description: description.unwrap_or_default(),
        amount: Money::new(minor, &currency),
    };
    Ok(ExpenseResponse { id: rows::save(tx, &request.project_id, &expense, minor)? })
}

/// Takes an expense away.
///
/// # Errors
/// `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: ExpenseVersionRequest) -> Result<ExpenseResponse> {
    version::touch(tx, "expense", &request.id, request.version)?;
    rate::delete(tx, "expense", &request.id)?;
    Ok(ExpenseResponse { id: request.id })
}
