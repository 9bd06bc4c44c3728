//! Items: what the company sells. A document copies what it needs from an item, so an item can change or be archived and
//! every paper stays as it was.

use super::item_fields;
use super::store::item as store;
use super::tax_class::TaxScheme;
use crate::kernel::badge::Badge;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::store::page::{ListRequest, Page};
use crate::store::record::{self, NewRecord};
use crate::store::reference;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Goods.
    Product,
    /// Work.
    Service,
    /// Something that runs on and is billed again and again.
    Subscription,
}

/// As what an item is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldAs {
    /// What it is.
    pub kind: ItemKind,
    /// What one of it is, such as a month.
    pub unit: String,
}

/// Which items a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemsShown {
    /// Those that can be sold.
    #[default]
    Active,
    /// Those that are archived.
    Archived,
    /// Both.
    All,
}

/// Filters of the list of items.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ItemFilter {
    /// Only this kind.
    pub kind: Option<ItemKind>,
    /// Active ones when absent.
    pub shown: Option<ItemsShown>,
    /// Only items of this tax class.
    pub tax_class_id: Option<String>,
}

/// A row of the list of items.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ItemRow {
    /// Its id.
    pub id: String,
    /// Code such as ITM-0012.
    pub code: String,
    /// Name.
    pub name: String,
    /// Product, service or subscription.
    pub kind: ItemKind,
    /// What one is: nos, kg, hrs …
    pub unit: String,
    /// HSN or SAC code.
    pub hsn_sac: String,
    /// Price of one unit, as decimal text; null when it is not fixed.
    pub price: Option<String>,
    /// Currency of the price.
    pub currency: String,
    /// Names of its tax classes.
    pub tax: String,
    /// Says that it is archived; null while it can be sold.
    pub badge: Option<Badge>,
    /// Its version, for changes in the list.
    pub version: i64,
}

/// How many items a filter shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ItemSummary {
    /// The count.
    pub count: i64,
}

/// Which item.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ItemGetRequest {
    /// Its id.
    pub id: String,
}

/// An item with all that its page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Code such as ITM-0012.
    pub code: String,
    /// Rises with each change; an update sends the one it saw.
    pub version: i64,
    /// Product, service or subscription.
    pub kind: ItemKind,
    /// Name.
    pub name: String,
    /// What documents print below the name.
    pub description: String,
    /// What one is.
    pub unit: String,
    /// Unit quantity code of the Indian returns; empty when there is none.
    pub uqc: String,
    /// HSN or SAC code.
    pub hsn_sac: String,
    /// ISO 4217 code of price and cost.
    pub currency: String,
    /// Price of one unit, as decimal text; null when it is not fixed.
    pub price: Option<String>,
    /// Whether the price contains the tax.
    pub price_includes_tax: bool,
    /// What one unit costs the company, without tax; null when it is not known.
    pub cost: Option<String>,
    /// True: no longer offered; documents keep it.
    pub archived: bool,
    /// Its tax classes, one for each scheme.
    pub tax_classes: Vec<ItemTaxClass>,
    /// What it costs on the price lists.
    pub list_prices: Vec<ItemListPrice>,
    /// Whether it can be deleted: nothing points at it.
    pub can_delete: bool,
    /// Owner's user id.
    pub owner_id: Option<String>,
    /// Since when, in epoch milliseconds.
    pub created_ms: i64,
}

/// As what an item is sold, archived or not; none when there is no such item.
///
/// # Errors
/// A failure of the file.
pub fn sold_as(read: &Read<'_>, item_id: &str) -> Result<Option<SoldAs>> {
    store::sold_as(read, item_id)
}

/// The tax class of an item under a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ItemTaxClass {
    /// The class.
    pub id: String,
    /// Its scheme.
    pub scheme: TaxScheme,
    /// Its name.
    pub name: String,
}

/// What an item costs on a price list.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ItemListPrice {
    /// The list.
    pub price_list_id: String,
    /// Its name.
    pub price_list: String,
    /// Its currency.
    pub currency: String,
    /// From how many units on, as decimal text.
    pub min_quantity: String,
    /// Price of one unit, as decimal text.
    pub unit_price: String,
}

/// A new item. Only the name is required.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ItemCreateRequest {
    /// Name.
    pub name: String,
    /// Product when absent.
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<ItemKind>,
    /// Its own code; the next of the series when absent or empty.
    #[serde(default)]
    #[ts(optional)]
    pub code: Option<String>,
    /// What documents print below the name.
    #[serde(default)]
    #[ts(optional)]
    pub description: Option<String>,
    /// What one is: any word, or one that `item.units` proposes.
    #[serde(default)]
    #[ts(optional)]
    pub unit: Option<String>,
    /// Unit quantity code; that of the unit when absent.
    #[serde(default)]
    #[ts(optional)]
    pub uqc: Option<String>,
    /// HSN or SAC code.
    #[serde(default)]
    #[ts(optional)]
    pub hsn_sac: Option<String>,
    /// ISO 4217 code; the currency of the first branch when absent.
    #[serde(default)]
    #[ts(optional)]
    pub currency: Option<String>,
    /// Price of one unit as typed; not fixed when absent or empty.
    #[serde(default)]
    #[ts(optional)]
    pub price: Option<String>,
    /// Whether the price contains the tax; it does not when absent.
    #[serde(default)]
    #[ts(optional)]
    pub price_includes_tax: Option<bool>,
    /// What one unit costs the company, as typed.
    #[serde(default)]
    #[ts(optional)]
    pub cost: Option<String>,
    /// Tax classes, at most one for each scheme that a branch sells under; the standard one of each scheme that has none among them.
    #[serde(default)]
    #[ts(optional)]
    pub tax_class_ids: Option<Vec<String>>,
}

/// A change of an item; absent fields stay, empty text clears.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ItemUpdateRequest {
    /// Which item.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: ItemChange,
}

/// The fields of an item that can change.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ItemChange {
    /// Name.
    pub name: Option<String>,
    /// Product, service or subscription.
    pub kind: Option<ItemKind>,
    /// Code.
    pub code: Option<String>,
    /// What documents print below the name.
    pub description: Option<String>,
    /// What one is.
    pub unit: Option<String>,
    /// Unit quantity code.
    pub uqc: Option<String>,
    /// HSN or SAC code.
    pub hsn_sac: Option<String>,
    /// ISO 4217 code of price and cost.
    pub currency: Option<String>,
    /// Price of one unit as typed; empty: not fixed.
    pub price: Option<String>,
    /// Whether the price contains the tax.
    pub price_includes_tax: Option<bool>,
    /// What one unit costs the company; empty: not known.
    pub cost: Option<String>,
    /// All tax classes as they shall be; a scheme that has none among them gets its standard class.
    pub tax_class_ids: Option<Vec<String>>,
}

/// Which item to archive, restore or delete.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ItemVersionRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// What was made or changed, with what the user should look at again.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ItemResponse {
    /// The item.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// Things that look wrong but are allowed, such as a tax class none of whose rates holds any more.
    pub warnings: Vec<FieldError>,
}

/// A page of items.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<ItemFilter>) -> Result<Page<ItemRow>> {
    store::list(read, &request)
}

/// How many items the same filter shows.
///
/// # Errors
/// A failure of the file.
pub fn summary(read: &Read<'_>, request: ListRequest<ItemFilter>) -> Result<ItemSummary> {
    store::count(read, &request).map(|count| ItemSummary { count })
}

/// An item with its tax classes and list prices.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: ItemGetRequest) -> Result<Item> {
    record::require(read, "item", &request.id)?;
    store::get(read, &request.id, is_in_use(read, &request.id)?)
}

/// Makes an item.
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub fn create(tx: &Tx<'_>, request: ItemCreateRequest) -> Result<ItemResponse> {
    let kind = request.kind.unwrap_or(ItemKind::Product);
    let mut errors = FieldErrors::default();
    let mut warnings = Vec::new();
    let fields = item_fields::of_new(tx, request, &mut errors, &mut warnings)?;
    errors.finish()?;
    let code = match fields.code.clone() {
        Some(code) => code,
        None => item_fields::next_code(tx)?,
    };
    let name = fields.name.clone().unwrap_or_default();
    let id = record::create(tx, NewRecord { kind: "item", title: &name, ..NewRecord::default() })?;
    store::insert(tx, &id, &code, kind, &name, &fields)?;
    store::set_tax_classes(tx, &id, fields.tax_class_ids.as_deref().unwrap_or_default())?;
    Ok(ItemResponse { id, version: 1, warnings })
}

/// Changes an item. Documents keep what they copied from it.
///
/// # Errors
/// `invalid` with the fields, `conflict` when it has changed meanwhile, `not_found`.
pub fn update(tx: &Tx<'_>, request: ItemUpdateRequest) -> Result<ItemResponse> {
    record::touch(tx, "item", &request.id, request.version)?;
    let mut errors = FieldErrors::default();
    let mut warnings = Vec::new();
    let fields = item_fields::of_change(tx, &request.id, &request.set, &mut errors, &mut warnings)?;
    errors.finish()?;
    if let Some(name) = &fields.name {
        record::retitle(tx, &request.id, name)?;
    }
    store::update(tx, &request.id, request.set.kind, &fields)?;
    if let Some(tax_class_ids) = &fields.tax_class_ids {
        store::set_tax_classes(tx, &request.id, tax_class_ids)?;
    }
    Ok(ItemResponse { id: request.id, version: request.version + 1, warnings })
}

/// Takes an item out of the pickers. Documents keep it.
///
/// # Errors
/// `precondition` with `error.item_archived` when it is archived already; `conflict`, `not_found`.
pub fn archive(tx: &Tx<'_>, request: ItemVersionRequest) -> Result<ItemResponse> {
    set_archived(tx, request, true, "error.item_archived")
}

/// Brings an archived item back into the pickers.
///
/// # Errors
/// `precondition` with `error.item_not_archived`; `conflict`, `not_found`.
pub fn restore(tx: &Tx<'_>, request: ItemVersionRequest) -> Result<ItemResponse> {
    set_archived(tx, request, false, "error.item_not_archived")
}

fn set_archived(
    tx: &Tx<'_>,
    request: ItemVersionRequest,
    archived: bool,
    refusal: &str,
) -> Result<ItemResponse> {
    record::touch(tx, "item", &request.id, request.version)?;
    if !store::set_archived(tx, &request.id, archived)? {
        return Err(Error::precondition(refusal));
    }
    Ok(changed(request))
}

/// Deletes an item that nothing points at. It can be brought back by undo.
///
/// # Errors
/// `precondition` with `error.item_in_use` when lines or price lists have it; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: ItemVersionRequest) -> Result<ItemResponse> {
    record::touch(tx, "item", &request.id, request.version)?;
    if is_in_use(tx, &request.id)? {
        return Err(Error::precondition("error.item_in_use"));
    }
    store::delete(tx, &request.id)?;
    record::delete(tx, &request.id)?;
    Ok(changed(request))
}

fn changed(request: ItemVersionRequest) -> ItemResponse {
    ItemResponse { id: request.id, version: request.version + 1, warnings: Vec::new() }
}

/// Tables that belong to an item itself.
const OWN: [&str; 3] = ["item_tax_class", "support_offer", "item_template"];

/// Whether anything but what is its own points at an item: a line of a deal or document, a price list, an attachment.
fn is_in_use(read: &Read<'_>, id: &str) -> Result<bool> {
    let pointing = reference::tables_pointing_at(read, "item", id, &OWN)?;
    Ok(!pointing.is_empty())
}

/// The tax class of an item under a scheme; `None` when it has none there and somebody has to choose.
///
/// # Errors
/// A failure of the file.
pub fn tax_class_of(read: &Read<'_>, item_id: &str, scheme: TaxScheme) -> Result<Option<ItemTaxClass>> {
    let classes = store::tax_classes(read, item_id)?;
    Ok(classes.into_iter().find(|class| class.scheme == scheme))
}
