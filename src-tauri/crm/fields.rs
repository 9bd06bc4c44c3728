//! The fields of a customer as they are typed, checked once for new and changed customers alike.

use super::customer::CustomerChange;
use super::store::CustomerFields;
use crate::billing::due::PaymentTerm;
use crate::catalogue::price_list;
use crate::kernel::error::{FieldError, FieldErrors};
use crate::kernel::{money, text};
use crate::store::tx::Read;

/// Checks a currency code; the code itself when it is not one, so that later checks have something to go on.
pub(super) fn currency(path: &str, typed: &str, errors: &mut FieldErrors) -> String {
    errors.take(text::currency(path, typed)).unwrap_or_else(|| typed.trim().to_uppercase())
}

/// Checks a phone number loosely: digits with the usual separators and an extension.
pub(super) fn phone(path: &str, typed: &str) -> Result<String, FieldError> {
    let line = text::line(path, typed)?;
    let digits = text::fold(&line).chars().filter(char::is_ascii_digit).count();
    if line.is_empty() || (4..=20).contains(&digits) {
        Ok(line)
    } else {
        Err(FieldError::new(path, "error.phone"))
    }
}

/// Checks the typed fields; `prefix` stands before their paths.
pub(super) fn check(
    prefix: &str,
    set: &CustomerChange,
    currency: &str,
    errors: &mut FieldErrors,
) -> CustomerFields {
    let path = |name: &str| format!("{prefix}{name}");
    let mut line =
        |name: &str, typed: &Option<String>, rule: fn(&str, &str) -> Result<String, FieldError>| {
            typed.as_deref().and_then(|typed| errors.take(rule(&path(name), typed)))
        };
    let mut fields = CustomerFields {
        phone: line("phone", &set.phone, phone),
        email: line("email", &set.email, text::email),
        website: line("website", &set.website, text::line),
        source: line("source", &set.source, text::line),
        notes: line("notes", &set.notes, text::note),
        language: line("language", &set.language, text::language),
        ..CustomerFields::default()
    };
    if let Some(term) = &set.payment_term {
        fields.payment_term = errors.take(payment_term(&path("payment_term"), term));
    }
    if let Some(typed) = &set.credit_limit {
        fields.credit_limit_minor = errors.take(credit_limit(&path("credit_limit"), typed, currency));
    }
    fields
}

/// Checks a price list: the one named, none for empty text, no change when absent.
pub(super) fn price_list(
    read: &Read<'_>,
    path: &str,
    typed: &Option<String>,
    errors: &mut FieldErrors,
) -> crate::kernel::error::Result<Option<Option<String>>> {
    let Some(id) = typed.clone() else {
        return Ok(None);
    };
    if id.is_empty() {
        return Ok(Some(None));
    }
    if !price_list::exists(read, &id)? {
        errors.add(FieldError::new(path, "error.no_such_price_list"));
    }
    Ok(Some(Some(id)))
}

fn payment_term(path: &str, typed: &serde_json::Value) -> Result<String, FieldError> {
    PaymentTerm::typed(path, typed).map(|_| typed.to_string())
}

fn credit_limit(path: &str, typed: &str, currency: &str) -> Result<Option<i64>, FieldError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let minor = money::parse_minor(path, typed, currency)?;
    if minor < 0 { Err(FieldError::new(path, "error.negative")) } else { Ok(Some(minor)) }
}
