//! The fields of a project as they are typed.

use super::Project;
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

/// The fields of a project as they are typed; absent ones stay, empty text clears.
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

/// The fields of a project once they have been checked; `None` leaves one as it is.
#[derive(Debug, Clone, Default)]
pub(in crate::projects) struct ProjectFields {
    pub(in crate::projects) name: Option<String>,
    pub(in crate::projects) customer_id: Option<String>,
    pub(in crate::projects) start: Option<NaiveDate>,
    pub(in crate::projects) end: Option<Option<NaiveDate>>,
    pub(in crate::projects) currency: String,
    pub(in crate::projects) budget_minor: Option<Option<i64>>,
    pub(in crate::projects) budget_minutes: Option<Option<i64>>,
    pub(in crate::projects) notes: Option<String>,
}

/// Checks what was typed for a project whose budget is in `currency` unless another is named.
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
    fields.end = optional_day(read, "end_date", set.end_date.as_deref(), errors)?;
    if let (Some(start), Some(Some(end))) = (fields.start, fields.end)
        && end < start
    {
        errors.add(FieldError::new("end_date", "error.due_before_start").with("start", start.to_string()));
    }
    fields.budget_minutes = set.budget_hours.as_deref().and_then(|typed| {
        let is_empty = typed.trim().is_empty();
        if is_empty { Some(None) } else { errors.take(duration::typed("budget_hours", typed)).map(Some) }
    });
    let named = set.currency.as_deref().and_then(|typed| errors.take(text::currency("currency", typed)));
    let code = named.unwrap_or_else(|| currency.to_owned());
    fields.budget_minor = set.budget.as_deref().and_then(|typed| {
        let is_empty = typed.trim().is_empty();
        if is_empty { Some(None) } else { errors.take(money::parse_minor("budget", typed, &code)).map(Some) }
    });
    if fields.budget_minor.flatten().is_some_and(|minor| minor < 0) {
        errors.add(FieldError::new("budget", "error.negative"));
    }
    fields.currency = code;
    Ok(fields)
}

/// Refuses a promised day before the start when one of both stands already.
pub(in crate::projects) fn in_order(stands: &Project, typed: &ProjectFields, errors: &mut FieldErrors) {
    let standing = |day: Option<&str>| day.and_then(|day| day.parse::<NaiveDate>().ok());
    let (start, end) = match (typed.start, typed.end) {
        (Some(start), None) => (Some(start), standing(stands.end_date.as_deref())),
        (None, Some(end)) => (standing(Some(&stands.start_date)), end),
        _ => return,
    };
    let (Some(start), Some(end)) = (start, end) else { return };
    if end < start && typed.end.is_some() {
        errors.add(FieldError::new("end_date", "error.due_before_start").with("start", start.to_string()));
    } else if end < start {
        errors.add(FieldError::new("start_date", "error.start_after_due").with("due", end.to_string()));
    }
}
