//! The fields of a project as they are typed.

use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::{money, text};
use crate::projects::duration;
use crate::projects::task::fields::{day, optional_day};
use crate::store::record;
use crate::store::tx::Read;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// The fields of a project as they are typed.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ProjectChange {
    /// Its name.
    pub name: Option<String>,
    /// Its customer.
    pub customer_id: Option<String>,
    /// Who leads it.
    pub owner_id: Option<String>,
    /// Its first day, `YYYY-MM-DD`.
    pub start_date: Option<String>,
    /// The day by which it was promised, `YYYY-MM-DD`.
    pub end_date: Option<String>,
    /// ISO 4217 code of its budget; the customer’s currency when absent.
    pub currency: Option<String>,
    /// What it may cost, as typed.
    pub budget: Option<String>,
    /// How long it may take, as typed: `120h`.
    pub budget_hours: Option<String>,
    /// Notes.
    pub notes: Option<String>,
}

/// The fields of a project once they have been checked.
#[derive(Debug, Clone, Default)]
pub(in crate::projects) struct ProjectFields {
    pub(in crate::projects) name: Option<String>,
    pub(in crate::projects) customer_id: Option<String>,
    pub(in crate::projects) start: Option<NaiveDate>,
    pub(in crate::projects) end: Option<NaiveDate>,
    pub(in crate::projects) currency: String,
    pub(in crate::projects) budget_minor: Option<i64>,
    pub(in crate::projects) budget_minutes: Option<i64>,
    pub(in crate::projects) notes: Option<String>,
}

/// Checks what was typed for a new project whose budget is in `currency` unless another is named.
pub(in crate::projects) fn check(
    read: &Read<'_>,
    set: &ProjectChange,
    currency: &str,
    errors: &mut FieldErrors,
) -> Result<ProjectFields> {
    let mut fields = ProjectFields {
        name: set.name.as_deref().and_then(|typed| errors.take(text::required_line("name", typed))),
        notes: set.notes.as_deref().and_then(|typed| errors.take(text::note("notes", typed))),
        ..ProjectFields::default()
    };
    if let Some(id) = &set.customer_id {
        if record::require_readable(read, "customer", id).is_ok() {
            fields.customer_id = Some(id.clone());
        } else {
            errors.add(FieldError::new("customer_id", "error.no_such_customer"));
        }
    }
    if let Some(typed) = &set.start_date {
        fields.start = errors.take(day(read, "start_date", typed)?);
    }
    fields.end = optional_day(read, "end_date", set.end_date.as_deref(), errors)?.flatten();
    if let (Some(start), Some(end)) = (fields.start, fields.end)
        && end < start
    {
        errors.add(FieldError::new("end_date", "error.due_before_start").with("start", start.to_string()));
    }
    let hours = set.budget_hours.as_deref().filter(|typed| !typed.trim().is_empty());
    fields.budget_minutes = hours.and_then(|typed| errors.take(duration::typed("budget_hours", typed)));
    let named = set.currency.as_deref().and_then(|typed| errors.take(text::currency("currency", typed)));
    let code = named.unwrap_or_else(|| currency.to_owned());
    let budget = set.budget.as_deref().filter(|typed| !typed.trim().is_empty());
    fields.budget_minor = budget.and_then(|typed| errors.take(money::parse_minor("budget", typed, &code)));
    if fields.budget_minor.is_some_and(|minor| minor < 0) {
        errors.add(FieldError::new("budget", "error.negative"));
    }
    fields.currency = code;
    Ok(fields)
}
