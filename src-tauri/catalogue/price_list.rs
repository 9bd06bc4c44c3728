//! Price lists: prices that differ from the item's own, for everybody who buys in a currency or for the group of customers
//! that carry the list, for a season or for good, and cheaper from a quantity on.

use super::store::price_list as store;
use super::{fields, item_fields};
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::DecimalText;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::page::{ListRequest, Page};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Most lines that one save sets or removes.
pub const LINES_MAX: usize = 1_000;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PriceListListRequest {}

/// The price lists.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PriceListListResponse {
    /// The lists by name.
    pub rows: Vec<PriceList>,
}

/// A price list.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PriceList {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// ISO 4217 code of its prices.
    pub currency: String,
    /// True: for everybody who buys in the currency; false: for the customers that carry it.
    pub for_all: bool,
    /// Whether its prices contain the tax.
    pub prices_include_tax: bool,
    /// First day, `YYYY-MM-DD`; null: since ever.
    pub valid_from: Option<String>,
    /// Last day, `YYYY-MM-DD`; null: until further notice.
    pub valid_to: Option<String>,
    /// Whether it is valid today.
    pub holds_today: bool,
    /// How many lines it has.
    pub lines: i64,
    /// Rises with each change.
    pub version: i64,
}

/// Which price list's lines.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PriceListLineFilter {
    /// The price list.
    pub price_list_id: String,
}

/// A line of a price list.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PriceListLineRow {
    /// Its id.
    pub id: String,
    /// The item.
    pub item_id: String,
    /// Code of the item.
    pub code: String,
    /// Name of the item.
    pub name: String,
    /// From how many units on, as decimal text.
    pub min_quantity: String,
    /// Price of one unit, as decimal text.
    pub unit_price: String,
}

/// A price list to make or to change, with the lines that change; one action, one undo.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct PriceListSaveRequest {
    /// Which list; absent: a new one.
    pub id: Option<String>,
    /// The version that was seen; needed with an id.
    pub version: Option<i64>,
    /// Name; needed for a new list.
    pub name: Option<String>,
    /// ISO 4217 code; the currency of the first branch when absent. It stays while the list has lines.
    pub currency: Option<String>,
    /// True: for everybody who buys in the currency; false (also for a new list without it): for the customers that carry it.
    pub for_all: Option<bool>,
    /// Whether its prices contain the tax.
    pub prices_include_tax: Option<bool>,
    /// First day, `YYYY-MM-DD`; empty: since ever.
    pub valid_from: Option<String>,
    /// Last day, `YYYY-MM-DD`; empty: until further notice.
    pub valid_to: Option<String>,
    /// Lines to add, or to give another price when item and quantity stand there already.
    pub set: Option<Vec<PriceListLineInput>>,
    /// Ids of lines to take away.
    pub remove: Option<Vec<String>>,
}

/// A line as it is typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PriceListLineInput {
    /// The item.
    pub item_id: String,
    /// From how many units on; from the first when absent or empty.
    #[serde(default)]
    #[ts(optional)]
    pub min_quantity: Option<String>,
    /// Price of one unit as typed.
    pub unit_price: String,
}

/// Which price list to delete.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PriceListDeleteRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// Which price list was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PriceListResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// The head of a price list as it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) currency: String,
    pub(super) for_all: bool,
    pub(super) prices_include_tax: bool,
    pub(super) valid_from: Option<CivilDate>,
    pub(super) valid_to: Option<CivilDate>,
}

/// A line as it is written.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) item_id: String,
    pub(super) min_quantity: DecimalText,
    pub(super) unit_price: DecimalText,
}

/// The price lists.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: PriceListListRequest) -> Result<PriceListListResponse> {
    store::lists(read).map(|rows| PriceListListResponse { rows })
}

/// Whether there is such a price list.
///
/// # Errors
/// A failure of the file.
pub fn exists(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(store::head(read, id)?.is_some())
}

/// A page of the lines of one price list.
///
/// # Errors
/// `error.required` at `filter` when no list is named; as [`crate::store::page::page`].
pub fn lines(read: &Read<'_>, request: ListRequest<PriceListLineFilter>) -> Result<Page<PriceListLineRow>> {
    let Some(filter) = &request.filter else {
        return Err(Error::field("filter", "error.required"));
    };
    if !exists(read, &filter.price_list_id)? {
        return Err(Error::not_found("price_list"));
    }
    store::lines(read, &filter.price_list_id, &request)
}

/// Makes or changes a price list with some of its lines.
///
/// # Errors
/// `invalid` with every field that is not acceptable, `conflict` when it has changed meanwhile, `not_found`.
pub fn save(tx: &Tx<'_>, request: PriceListSaveRequest) -> Result<PriceListResponse> {
    let mut errors = FieldErrors::default();
    let (stands, version) = standing(tx, &request)?;
    let head = check_head(tx, &request, stands.as_ref(), &mut errors)?;
    let lines = check_lines(tx, request.set.as_deref().unwrap_or_default(), &head.currency, &mut errors)?;
    let removed = request.remove.as_deref().unwrap_or_default();
    if removed.len() > LINES_MAX {
        errors.add(FieldError::new("remove", "error.too_many").with("max", LINES_MAX));
    }
    for (index, line_id) in removed.iter().enumerate() {
        if !store::has_line(tx, request.id.as_deref(), line_id)? {
            errors.add(FieldError::new(&format!("remove[{index}]"), "error.no_such_price_line"));
        }
    }
    errors.finish()?;
    let id = match request.id {
        Some(id) => {
            store::update(tx, &id, &head)?;
            id
        }
        None => store::insert(tx, &head)?,
    };
    for line_id in removed {
        store::remove_line(tx, line_id)?;
    }
    for line in &lines {
        store::set_line(tx, &id, line)?;
    }
    Ok(PriceListResponse { id, version })
}

/// The list as it stands, and the version it will have. A new list stands nowhere.
fn standing(tx: &Tx<'_>, request: &PriceListSaveRequest) -> Result<(Option<Head>, i64)> {
    let Some(id) = &request.id else {
        return Ok((None, 1));
    };
    let seen = request.version.ok_or_else(|| Error::field("version", "error.required"))?;
    store::touch(tx, id, seen)?;
    Ok((store::head(tx, id)?, seen + 1))
}

fn check_head(
    tx: &Tx<'_>,
    request: &PriceListSaveRequest,
    stands: Option<&Head>,
    errors: &mut FieldErrors,
) -> Result<Head> {
    let mut head = match stands {
        Some(stands) => stands.clone(),
        None => Head { currency: item_fields::home_currency(tx)?, ..Head::default() },
    };
    if let Some(name) = request.name.as_deref().or(stands.is_none().then_some("")) {
        let lists = store::lists(tx)?;
        let others = lists.iter().filter(|list| Some(&list.id) != request.id.as_ref());
        let others = others.map(|list| list.name.as_str());
        head.name = errors.take(text::own_name("name", name, others)).unwrap_or_default();
    }
    if let Some(currency) = &request.currency {
        let currency =
            errors.take(text::currency("currency", currency)).unwrap_or_else(|| head.currency.clone());
        if let Some(id) = &request.id
            && currency != head.currency
            && store::has_lines(tx, id)?
        {
            errors.add(FieldError::new("currency", "error.price_list_currency"));
        }
        head.currency = currency;
    }
    head.for_all = request.for_all.unwrap_or(head.for_all);
    head.prices_include_tax = request.prices_include_tax.unwrap_or(head.prices_include_tax);
    let mut readable = true;
    for (path, typed, day) in [
        ("valid_from", &request.valid_from, &mut head.valid_from),
        ("valid_to", &request.valid_to, &mut head.valid_to),
    ] {
        if let Some(typed) = typed {
            let read = errors.take(fields::date(path, typed));
            readable &= read.is_some();
            *day = read.flatten();
        }
    }
    if readable && fields::is_backwards(head.valid_from, head.valid_to) {
        errors.add(FieldError::new("valid_to", "error.period"));
    }
    Ok(head)
}

fn check_lines(
    tx: &Tx<'_>,
    inputs: &[PriceListLineInput],
    currency: &str,
    errors: &mut FieldErrors,
) -> Result<Vec<Line>> {
    if inputs.len() > LINES_MAX {
        errors.add(FieldError::new("set", "error.too_many").with("max", LINES_MAX));
        return Ok(Vec::new());
    }
    let (mut lines, mut steps) = (Vec::with_capacity(inputs.len()), BTreeSet::new());
    for (index, input) in inputs.iter().enumerate() {
        let path = |name: &str| format!("set[{index}].{name}");
        if record::require(tx, "item", &input.item_id).is_err() {
            errors.add(FieldError::new(&path("item_id"), "error.no_such_item"));
        }
        let min_quantity = errors.take(fields::optional_decimal(
            &path("min_quantity"),
            input.min_quantity.as_deref().unwrap_or_default(),
        ));
        let unit_price = errors.take(fields::price(&path("unit_price"), &input.unit_price, currency));
        let (Some(min_quantity), Some(unit_price)) = (min_quantity, unit_price) else {
            continue;
        };
        let min_quantity = min_quantity.unwrap_or(DecimalText::ZERO);
        if !steps.insert((input.item_id.as_str(), min_quantity)) {
            errors.add(FieldError::new(&path("min_quantity"), "error.price_line_twice"));
        }
        lines.push(Line { item_id: input.item_id.clone(), min_quantity, unit_price });
    }
    Ok(lines)
}

/// Deletes a price list that no customer carries; documents keep the prices they took from it. It can be brought back by
/// undo.
///
/// # Errors
/// `precondition` with `error.price_list_in_use`; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: PriceListDeleteRequest) -> Result<PriceListResponse> {
    store::touch(tx, &request.id, request.version)?;
    if store::is_carried(tx, &request.id)? {
        return Err(Error::precondition("error.price_list_in_use"));
    }
    store::delete(tx, &request.id)?;
    Ok(PriceListResponse { id: request.id, version: request.version + 1 })
}
