//! The fields of a ticket as they are typed, checked once for new and changed tickets alike.

use super::change::TicketChange;
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use crate::support::category;
use crate::support::store::{self, ticket as tickets};
use std::collections::BTreeSet;

/// Most tags of a ticket.
const TAGS_MAX: usize = 20;

/// The fields that are written; `None` leaves a column as it is.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) subject: Option<String>,
    pub(super) contact_id: Option<Option<String>>,
    pub(super) category_id: Option<Option<String>>,
    pub(super) tags: Option<Vec<String>>,
    pub(super) entitlement_id: Option<Option<String>>,
}

/// Checks what was typed for a ticket of a customer.
pub(super) fn check(
    tx: &Tx<'_>,
    customer_id: &str,
    set: &TicketChange,
    errors: &mut FieldErrors,
) -> Result<Checked> {
    let subject = set.subject.as_ref().and_then(|typed| errors.take(text::required_line("subject", typed)));
    let mut named = |path: &str, typed: &Option<String>, known: &dyn Fn(&str) -> Result<bool>, id: &str| {
        let Some(typed) = typed else { return Ok(None) };
        if typed.is_empty() {
            return Ok(Some(None));
        }
        if known(typed)? {
            return Ok(Some(Some(typed.clone())));
        }
        errors.add(FieldError::new(path, id));
        Ok::<_, crate::kernel::error::Error>(None)
    };
    let contact_id = named(
        "contact_id",
        &set.contact_id,
        &|id| tickets::contact_belongs(tx, id, customer_id),
        "error.no_such_contact",
    )?;
    let category_id =
        named("category_id", &set.category_id, &|id| category::exists(tx, id), "error.no_such_category")?;
    let entitlement_id = named(
        "entitlement_id",
        &set.entitlement_id,
        &|id| Ok(store::entitlement::customer_of(tx, id)?.as_deref() == Some(customer_id)),
        "error.no_such_entitlement",
    )?;
    let tags = set.tags.as_ref().map(|typed| tags(typed, errors));
    Ok(Checked { subject, contact_id, category_id, tags, entitlement_id })
}

fn tags(typed: &[String], errors: &mut FieldErrors) -> Vec<String> {
    if typed.len() > TAGS_MAX {
        errors.add(FieldError::new("tags", "error.too_many").with("max", TAGS_MAX));
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut tags = Vec::new();
    for (at, tag) in typed.iter().enumerate() {
        let Some(tag) = errors.take(text::line(&format!("tags[{at}]"), tag)) else { continue };
        if !tag.is_empty() && seen.insert(text::fold(&tag)) {
            tags.push(tag);
        }
    }
    tags
}

/// Proves that there is such a project.
pub(super) fn project(read: &Read<'_>, typed: Option<&str>, errors: &mut FieldErrors) -> Result<()> {
    let typed = typed.filter(|id| !id.is_empty());
    if typed.is_some_and(|id| record::require_readable(read, "project", id).is_err()) {
        errors.add(FieldError::new("project_id", "error.no_such_project"));
    }
    Ok(())
}
