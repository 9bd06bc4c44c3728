//! What an item costs a customer: the price list that the customer carries goes first, then the newest list for everybody
//! in the currency, then the item's own price. On a list the line with the highest quantity reached counts.
//!
//! A currency is never converted here: an item without a price in the currency of the document is priced by hand.

use super::store::price_list as store;
use crate::kernel::decimal::DecimalText;
use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// For whom, how many, in which currency and when.
#[derive(Debug, Clone, Copy)]
pub struct PriceQuestion<'a> {
    /// The customer, when it is known.
    pub customer_id: Option<&'a str>,
    /// How many units; the sign does not matter (a return costs what the sale did).
    pub quantity: Decimal,
    /// ISO 4217 code of the document.
    pub currency: &'a str,
    /// The date of the document, on which a price list must be valid.
    pub date: NaiveDate,
}

/// The price of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Price {
    /// Price of one unit in major units, as decimal text.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub unit_price: DecimalText,
    /// Its currency.
    pub currency: String,
    /// Whether it contains the tax.
    pub includes_tax: bool,
    /// The price list it comes from; null: the item itself.
    pub price_list_id: Option<String>,
    /// Name of that list; empty when there is none.
    pub price_list: String,
}

/// What one unit of an item costs; `None` when nothing fixes a price in this currency and somebody has to type it.
///
/// An archived item keeps its price, because drafts may carry it.
///
/// # Errors
/// A failure of the file. Whether the user may see customer and item is the caller's to prove.
pub fn price_for(read: &Read<'_>, item_id: &str, question: PriceQuestion<'_>) -> Result<Option<Price>> {
    for list in store::lists_for(read, question)? {
        let reached = store::steps(read, &list.id, item_id)?
            .into_iter()
            .filter(|step| step.min_quantity.value() <= question.quantity.abs())
            .max_by_key(|step| step.min_quantity);
        if let Some(step) = reached {
            return Ok(Some(Price {
                unit_price: step.unit_price,
                currency: question.currency.to_owned(),
                includes_tax: list.prices_include_tax,
                price_list_id: Some(list.id),
                price_list: list.name,
            }));
        }
    }
    store::own_price(read, item_id, question.currency)
}

/// Puts all prices in one currency into another, figure by figure: the home currency was chosen wrongly.
///
/// # Errors
/// A failure of the file.
pub(crate) fn change_currency(tx: &Tx<'_>, from: &str, to: &str) -> Result<()> {
    store::change_currency(tx, from, to)
}
