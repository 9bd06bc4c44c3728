//! The fields of a deal as they are typed, checked once for new and changed deals alike.

use super::DealStatus;
use super::change::DealChange;
use super::line;
use crate::crm::fields::currency as check_currency;
use crate::crm::pipeline::percent;
use crate::crm::store::deal as store;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::{money, text};
use crate::store::record;
use crate::store::tx::Tx;

/// How a deal stands before a change.
#[derive(Debug)]
pub(in crate::crm) struct DealState {
    pub(in crate::crm) status: DealStatus,
    pub(in crate::crm) stage_id: String,
    pub(in crate::crm) pipeline_id: String,
    pub(in crate::crm) customer_id: Option<String>,
    pub(in crate::crm) contact_id: Option<String>,
    pub(in crate::crm) amount_minor: Option<i64>,
    pub(in crate::crm) currency: String,
    pub(in crate::crm) expected_close: Option<String>,
    pub(in crate::crm) lines: i64,
}

/// The fields of a deal that are written; `None` leaves a column as it is.
#[derive(Debug, Default)]
pub(in crate::crm) struct DealFields {
    pub(in crate::crm) title: Option<String>,
    pub(in crate::crm) customer_id: Option<String>,
    pub(in crate::crm) prospect: Option<String>,
    pub(in crate::crm) contact_id: Option<Option<String>>,
    pub(in crate::crm) amount_minor: Option<Option<i64>>,
    pub(in crate::crm) currency: Option<String>,
    pub(in crate::crm) probability: Option<Option<String>>,
    pub(in crate::crm) expected_close: Option<Option<String>>,
    pub(in crate::crm) source: Option<String>,
    pub(in crate::crm) notes: Option<String>,
    pub(in crate::crm) lines: Option<Vec<line::Checked>>,
}

/// Checks what was typed; `stands` is the deal before the change, `None` for a new one.
pub(super) fn check(
    tx: &Tx<'_>,
    set: &DealChange,
    stands: Option<&DealState>,
    errors: &mut FieldErrors,
) -> Result<DealFields> {
    let mut line = |name: &str, typed: &Option<String>| {
        typed.as_deref().and_then(|typed| errors.take(text::line(name, typed)))
    };
    let mut fields = DealFields {
        prospect: line("prospect", &set.prospect),
        source: line("source", &set.source),
        ..DealFields::default()
    };
    if let Some(notes) = &set.notes {
        fields.notes = errors.take(text::note("notes", notes));
    }
    if let Some(customer_id) = &set.customer_id {
        if record::require_readable(tx, "customer", customer_id).is_ok() {
            fields.customer_id = Some(customer_id.clone());
        } else {
            errors.add(FieldError::new("customer_id", "error.no_such_customer"));
        }
    }
    let customer_id = set.customer_id.as_deref().or(stands.and_then(|deal| deal.customer_id.as_deref()));
    if let Some(typed) = &set.contact_id {
        fields.contact_id = contact(tx, "contact_id", typed, customer_id, errors)?;
    } else if set.customer_id.is_some() {
        // The person belongs to the customer that the deal had before.
        fields.contact_id = Some(None);
    }
    fields.currency = currency("currency", set, stands, errors);
    if let Some(typed) = &set.probability {
        fields.probability = optional(typed, errors, |typed| percent("probability", typed));
    }
    if let Some(typed) = &set.expected_close {
        fields.expected_close = optional(typed, errors, |typed| date("expected_close", typed));
    }
    let code = fields.currency.clone().or(stands.map(|deal| deal.currency.clone())).unwrap_or_default();
    amount(set, stands, &code, &mut fields, errors);
    for (position, line) in fields.lines.iter().flatten().enumerate() {
        if let Some(item_id) = &line.item_id
            && !store::has_item(tx, item_id)?
        {
            errors.add(FieldError::new(&format!("lines[{position}].item_id"), "error.no_such_item"));
        }
        if !line.tax_class.is_empty() && !store::has_tax_class(tx, &line.tax_class)? {
            errors.add(FieldError::new(&format!("lines[{position}].tax_class"), "error.no_such_tax_class"));
        }
    }
    Ok(fields)
}

/// Empty text clears a field; a refused text leaves it.
fn optional<T>(
    typed: &str,
    errors: &mut FieldErrors,
    rule: impl FnOnce(&str) -> std::result::Result<T, FieldError>,
) -> Option<Option<T>> {
    if typed.trim().is_empty() { Some(None) } else { errors.take(rule(typed)).map(Some) }
}

/// A civil date `YYYY-MM-DD`.
pub(in crate::crm) fn date(path: &str, typed: &str) -> std::result::Result<String, FieldError> {
    CivilDate::typed(path, typed).map(|day| day.to_string())
}

fn contact(
    tx: &Tx<'_>,
    path: &str,
    typed: &str,
    customer_id: Option<&str>,
    errors: &mut FieldErrors,
) -> Result<Option<Option<String>>> {
    if typed.is_empty() {
        return Ok(Some(None));
    }
    let belongs = match customer_id {
        Some(customer_id) => store::contact_belongs(tx, typed, customer_id)?,
        None => false,
    };
    if belongs {
        Ok(Some(Some(typed.to_owned())))
    } else {
        errors.add(FieldError::new(path, "error.no_such_contact"));
        Ok(None)
    }
}

fn currency(
    path: &str,
    set: &DealChange,
    stands: Option<&DealState>,
    errors: &mut FieldErrors,
) -> Option<String> {
    let code = check_currency(path, set.currency.as_deref()?, errors);
    // An amount that was agreed in one currency does not become the same number of another: it is given anew, or taken away.
    let given = set.amount.is_some() || set.lines.as_ref().is_some_and(|lines| !lines.is_empty());
    let fixed = stands.is_some_and(|deal| deal.currency != code && deal.amount_minor.is_some() && !given);
    if fixed {
        errors.add(FieldError::new(path, "error.currency_fixed"));
    }
    Some(code)
}

/// The amount: typed, or the net of the lines.
fn amount(
    set: &DealChange,
    stands: Option<&DealState>,
    currency: &str,
    fields: &mut DealFields,
    errors: &mut FieldErrors,
) {
    if let Some(typed) = &set.lines {
        let priced = line::price("lines", typed, currency, errors);
        if let Some((lines, net_minor)) = priced {
            if !lines.is_empty() {
                fields.amount_minor = Some(Some(net_minor));
            }
            fields.lines = Some(lines);
        }
    }
    let has_lines = match &set.lines {
        Some(lines) => !lines.is_empty(),
        None => stands.is_some_and(|deal| deal.lines > 0),
    };
    let Some(typed) = &set.amount else { return };
    if has_lines {
        errors.add(FieldError::new("amount", "error.amount_from_lines"));
    } else {
        fields.amount_minor = optional(typed, errors, |typed| positive("amount", typed, currency));
    }
}

/// An amount of zero or more in minor units.
pub(in crate::crm) fn positive(
    path: &str,
    typed: &str,
    currency: &str,
) -> std::result::Result<i64, FieldError> {
    match money::parse_minor(path, typed, currency)? {
        minor if minor < 0 => Err(FieldError::new(path, "error.negative")),
        minor => Ok(minor),
    }
}
