//! The fields of an item as they are typed, checked once for new and changed items alike.

use super::item::{ItemChange, ItemCreateRequest};
use super::store::item::{self as store, ItemFields};
use super::{fields, tax_class, tax_seed, unit};
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::settings::branch;
use crate::store::number;
use crate::store::tx::{Read, Tx};

/// A new item: what is absent comes from the first branch, the unit and the usual tax classes.
pub(super) fn of_new(
    tx: &Tx<'_>,
    request: ItemCreateRequest,
    errors: &mut FieldErrors,
    warnings: &mut Vec<FieldError>,
) -> Result<ItemFields> {
    let currency = match request.currency {
        Some(currency) => currency,
        None => home_currency(tx)?,
    };
    let uqc = request.uqc.or_else(|| {
        let known = unit::uqc_of(request.unit.as_deref().unwrap_or_default());
        known.map(str::to_owned)
    });
    let change = ItemChange {
        name: Some(request.name),
        kind: request.kind,
        // An empty code of a new item asks for the next of the series.
        code: request.code.filter(|code| !code.trim().is_empty()),
        description: request.description,
        unit: request.unit,
        uqc,
        hsn_sac: request.hsn_sac,
        currency: Some(currency),
        price: request.price,
        price_includes_tax: request.price_includes_tax,
        cost: request.cost,
        tax_class_ids: Some(request.tax_class_ids.unwrap_or_default()),
    };
    check("", tx, None, &change, errors, warnings)
}

/// The fields of an item that change.
pub(super) fn of_change(
    tx: &Tx<'_>,
    id: &str,
    change: &ItemChange,
    errors: &mut FieldErrors,
    warnings: &mut Vec<FieldError>,
) -> Result<ItemFields> {
    check("set.", tx, Some(id), change, errors, warnings)
}

/// The next code of the series that no item has: somebody may have typed one ahead of it.
pub(super) fn next_code(tx: &Tx<'_>) -> Result<String> {
    loop {
        let code = number::take(tx, "item", None, tx.today()?)?.text;
        if !store::has_code(tx, &code, None)? {
            return Ok(code);
        }
    }
}

fn check(
    prefix: &str,
    tx: &Tx<'_>,
    id: Option<&str>,
    set: &ItemChange,
    errors: &mut FieldErrors,
    warnings: &mut Vec<FieldError>,
) -> Result<ItemFields> {
    let path = |name: &str| format!("{prefix}{name}");
    type Rule<T> = fn(&str, &str) -> std::result::Result<T, FieldError>;
    let mut text = |name: &str, typed: &Option<String>, rule: Rule<String>| {
        typed.as_deref().and_then(|typed| errors.take(rule(&path(name), typed)))
    };
    let mut fields = ItemFields {
        name: text("name", &set.name, text::required_line),
        code: text("code", &set.code, text::required_line),
        description: text("description", &set.description, text::note),
        unit: text("unit", &set.unit, text::line),
        uqc: text("uqc", &set.uqc, uqc),
        hsn_sac: text("hsn_sac", &set.hsn_sac, hsn_sac),
        currency: text("currency", &set.currency, text::currency),
        price_includes_tax: set.price_includes_tax,
        ..ItemFields::default()
    };
    let currency = match (&fields.currency, id) {
        (Some(currency), _) => currency.clone(),
        (None, Some(id)) => store::currency(tx, id)?.unwrap_or_default(),
        (None, None) => String::new(),
    };
    let mut amount = |name: &str, typed: &Option<String>| {
        typed.as_deref().and_then(|typed| errors.take(fields::optional_price(&path(name), typed, &currency)))
    };
    fields.price = amount("price", &set.price);
    fields.cost = amount("cost", &set.cost);
    if let Some(code) = &fields.code
        && store::has_code(tx, code, id)?
    {
        errors.add(FieldError::new(&path("code"), "error.item_code_taken").with("code", code.clone()));
    }
    if let Some(ids) = &set.tax_class_ids {
        fields.tax_class_ids = Some(tax_classes(tx, &path("tax_class_ids"), ids, errors, warnings)?);
    }
    Ok(fields)
}

fn uqc(path: &str, typed: &str) -> std::result::Result<String, FieldError> {
    let code = typed.trim().to_uppercase();
    if code.is_empty() || unit::UQC.contains(&code.as_str()) {
        return Ok(code);
    }
    let shown: String = code.chars().take(20).collect();
    Err(FieldError::new(path, "error.uqc").with("typed", shown))
}

/// An HSN code (goods) or SAC (services): digits of the harmonised system, without the spaces and dots it is often typed
/// with. India prints 4, 6 or 8 digits (Notification 78/2020-Central Tax, form INV-01), customs elsewhere up to 10.
fn hsn_sac(path: &str, typed: &str) -> std::result::Result<String, FieldError> {
    let code: String = text::line(path, typed)?.chars().filter(|c| !matches!(c, ' ' | '.')).collect();
    let fits = (4..=10).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    if code.is_empty() || fits { Ok(code) } else { Err(FieldError::new(path, "error.hsn_sac")) }
}

/// The classes that were chosen, checked, and the standard one of each scheme that is sold under and has none among them: an item
/// that bears no tax has the class which says so.
fn tax_classes(
    tx: &Tx<'_>,
    path: &str,
    ids: &[String],
    errors: &mut FieldErrors,
    warnings: &mut Vec<FieldError>,
) -> Result<Vec<String>> {
    let request = tax_class::TaxClassListRequest { scheme: None, archived: Some(true) };
    let classes = tax_class::list(tx, request)?.rows;
    let mut schemes = Vec::new();
    for (index, id) in ids.iter().enumerate() {
        let at = format!("{path}[{index}]");
        let Some(class) = classes.iter().find(|class| class.id == *id) else {
            errors.add(FieldError::new(&at, "error.no_such_tax_class"));
            continue;
        };
        let refused = |message_id: &str| FieldError::new(&at, message_id).with("class", class.name.clone());
        if schemes.contains(&class.scheme) {
            errors.add(refused("error.tax_class_twice"));
        }
        schemes.push(class.scheme);
        if !class.is_sold {
            errors.add(refused("error.tax_class_unsold"));
        } else if !class.holds_today || class.archived {
            warnings.push(refused("warning.tax_class_ended"));
        }
    }
    let usual = classes.iter().filter(|class| {
        class.key == tax_seed::STANDARD
            && class.is_sold
            && !class.archived
            && !schemes.contains(&class.scheme)
    });
    Ok(ids.iter().chain(usual.map(|class| &class.id)).cloned().collect())
}

/// The currency of the first branch.
pub(super) fn home_currency(read: &Read<'_>) -> Result<String> {
    let branches = branch::list(read, branch::BranchListRequest {})?.rows;
    Ok(branches.into_iter().next().map(|branch| branch.currency).unwrap_or_default())
}
