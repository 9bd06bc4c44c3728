//! Lines of a deal: what would be sold, priced by the one engine that prices every paper.
//!
//! A deal counts without tax: which taxes apply is decided on the estimate, by place and day.

use crate::billing::price::{
    Adjustment, AdjustmentValue, LINES_MAX, PriceLine, PriceRequest, TaxRounding, price as price_document,
};
use crate::catalogue::item;
use crate::crm::fields::currency;
use crate::crm::pipeline::percent;
use crate::crm::store::deal as store;
use crate::kernel::decimal::{DecimalText, canonical};
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::money::{self, Money};
use crate::kernel::text;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// A line of a deal.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealLine {
    /// Its id.
    pub id: String,
    /// The item of the catalogue it came from.
    pub item_id: Option<String>,
    /// What it is.
    pub description: String,
    /// How many, as decimal text.
    pub quantity: String,
    /// Of what, such as "pcs" or "h".
    pub unit: String,
    /// Price of one in major units, without tax.
    pub unit_price: String,
    /// Discount in percent.
    pub discount_percent: String,
    /// Tax class of the item.
    pub tax_class: String,
    /// Quantity × price less discount, rounded once.
    pub net: Money,
}

/// A line as it is typed.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct DealLineInput {
    /// Which line; a new one when absent.
    pub id: Option<String>,
    /// The item of the catalogue it comes from.
    pub item_id: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// How many; one when absent.
    pub quantity: Option<String>,
    /// Of what.
    pub unit: Option<String>,
    /// Price of one in major units, without tax.
    pub unit_price: Option<String>,
    /// Discount in percent; none when absent.
    pub discount_percent: Option<String>,
    /// Id of a tax class of the catalogue.
    pub tax_class: Option<String>,
}

/// Lines to be priced while they are typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealPriceRequest {
    /// ISO 4217 code.
    pub currency: String,
    /// The lines as typed.
    pub lines: Vec<DealLineInput>,
}

/// What lines come to.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealPriceResponse {
    /// Quantity × price less discount of each line.
    pub nets: Vec<Money>,
    /// Their sum, which the deal's amount would be.
    pub total: Money,
}

/// Prices lines that are not stored.
///
/// # Errors
/// `invalid` with the fields, as on a change of the deal.
pub fn price_typed(_: &Read<'_>, request: DealPriceRequest) -> Result<DealPriceResponse> {
    let mut errors = FieldErrors::default();
    let currency = currency("currency", &request.currency, &mut errors);
    let priced = price("lines", &request.lines, &currency, &mut errors);
    errors.finish()?;
    let (lines, total) = priced.unwrap_or_default();
    Ok(DealPriceResponse {
        nets: lines.iter().map(|line| Money::new(line.net_minor, &currency)).collect(),
        total: Money::new(total, &currency),
    })
}

/// A line that has been checked and priced.
#[derive(Debug, Clone)]
pub(in crate::crm) struct Checked {
    pub(in crate::crm) id: Option<String>,
    pub(in crate::crm) item_id: Option<String>,
    pub(in crate::crm) description: String,
    pub(in crate::crm) quantity: String,
    pub(in crate::crm) unit: String,
    pub(in crate::crm) unit_price: String,
    pub(in crate::crm) discount_percent: String,
    pub(in crate::crm) tax_class: String,
    pub(in crate::crm) net_minor: i64,
}

/// Checks lines and prices them; the lines with the sum of their nets in minor units, `None` when something was refused.
pub(super) fn price(
    path: &str,
    typed: &[DealLineInput],
    currency: &str,
    errors: &mut FieldErrors,
) -> Option<(Vec<Checked>, i64)> {
    if typed.len() > LINES_MAX {
        errors.add(FieldError::new(path, "error.too_many").with("max", LINES_MAX));
        return None;
    }
    let mut lines = Vec::with_capacity(typed.len());
    let mut refused = false;
    for (at, line) in typed.iter().enumerate() {
        match check(&format!("{path}[{at}]."), line, currency, errors) {
            Some(line) => lines.push(line),
            None => refused = true,
        }
    }
    if refused {
        return None;
    }
    if lines.is_empty() {
        return Some((lines, 0));
    }
    let priced = net(path, &mut lines, currency);
    errors.take(priced).map(|net_minor| (lines, net_minor))
}

fn check(prefix: &str, typed: &DealLineInput, currency: &str, errors: &mut FieldErrors) -> Option<Checked> {
    let path = |name: &str| format!("{prefix}{name}");
    let text_of = |typed: &Option<String>| typed.clone().unwrap_or_default();
    let description = errors.take(text::required_line(&path("description"), &text_of(&typed.description)));
    let unit = errors.take(text::line(&path("unit"), &text_of(&typed.unit)));
    let tax_class = errors.take(text::line(&path("tax_class"), &text_of(&typed.tax_class)));
    let item_id = errors.take(text::line(&path("item_id"), &text_of(&typed.item_id)));
    let quantity = errors.take(decimal(&path("quantity"), typed.quantity.as_deref().unwrap_or("1"), ""));
    let unit_price = errors.take(decimal(&path("unit_price"), &text_of(&typed.unit_price), currency));
    let discount = match typed.discount_percent.as_deref().map(str::trim) {
        None | Some("") => Ok("0".to_owned()),
        Some(discount) => percent(&path("discount_percent"), discount),
    };
    let discount_percent = errors.take(discount);
    Some(Checked {
        id: typed.id.clone(),
        item_id: item_id?.into(),
        description: description?,
        quantity: quantity?,
        unit: unit?,
        unit_price: unit_price?,
        discount_percent: discount_percent?,
        tax_class: tax_class?,
        net_minor: 0,
    })
    .map(|line| Checked { item_id: line.item_id.filter(|id| !id.is_empty()), ..line })
}

/// Reads a typed quantity or price as canonical text with at most nine decimals.
fn decimal(path: &str, typed: &str, currency: &str) -> std::result::Result<String, FieldError> {
    if typed.trim().is_empty() {
        return Err(FieldError::new(path, "error.required"));
    }
    let value = money::parse_amount(path, typed, currency)?;
    DecimalText::try_from(value)
        .map(|_| canonical(value))
        .map_err(|_| FieldError::new(path, "error.amount_too_large"))
}

/// Fills in the nets and gives their sum.
fn net(path: &str, lines: &mut [Checked], currency: &str) -> std::result::Result<i64, FieldError> {
    let refused = |reason: String| FieldError::new(path, "error.price").with("reason", reason);
    let read = |text: &str| text.parse::<DecimalText>().map_err(|error| refused(error.to_string()));
    let mut request = PriceRequest {
        currency: currency.to_owned(),
        currency_decimals: None,
        prices_include_tax: false,
        tax_rounding: TaxRounding::PerLine,
        lines: Vec::with_capacity(lines.len()),
        allowances: Vec::new(),
        charges: Vec::new(),
        prepaid: None,
        rounding: None,
        round_to: None,
    };
    for line in lines.iter() {
        let discount = read(&line.discount_percent)?;
        let allowance = Adjustment { value: AdjustmentValue::Percent(discount) };
        request.lines.push(PriceLine {
            quantity: read(&line.quantity)?,
            unit_price: read(&line.unit_price)?,
            price_base_quantity: None,
            allowances: if discount == DecimalText::ZERO { Vec::new() } else { vec![allowance] },
            charges: Vec::new(),
            taxes: Vec::new(),
        });
    }
    let priced = price_document(&request).map_err(|error| refused(error.to_string()))?;
    let too_large = || FieldError::new(path, "error.amount_too_large");
    for (line, priced) in lines.iter_mut().zip(&priced.lines) {
        line.net_minor = money::minor(priced.net, currency).ok_or_else(too_large)?;
    }
    match money::minor(priced.net, currency).ok_or_else(too_large)? {
        net_minor if net_minor < 0 => Err(FieldError::new(path, "error.negative")),
        net_minor => Ok(net_minor),
    }
}

/// Gives the lines whose tax class is of another law than a branch sells under the class of their item under its law, else the one of
/// the same kind, else none.
pub(super) fn follow_law(tx: &Tx<'_>, deal_id: &str, branch_id: &str) -> Result<()> {
    let scheme = store::tax_scheme(tx, branch_id)?;
    for (id, item_id, alike) in store::lines_under_other_law(tx, deal_id, scheme)? {
        let of_item = item_id.map(|item_id| item::tax_class_of(tx, &item_id, scheme)).transpose()?.flatten();
        store::set_tax_class(tx, &id, &of_item.map(|class| class.id).or(alike).unwrap_or_default())?;
    }
    Ok(())
}

/// Writes the lines of a deal: named ones are changed, new ones added, the others deleted. `None` leaves them.
pub(super) fn store(tx: &Tx<'_>, deal_id: &str, lines: Option<&[Checked]>) -> Result<()> {
    let Some(lines) = lines else { return Ok(()) };
    let known: BTreeSet<String> = store::lines_of(tx, deal_id)?.into_iter().collect();
    let named: BTreeSet<&String> = lines.iter().filter_map(|line| line.id.as_ref()).collect();
    for gone in known.iter().filter(|id| !named.contains(id)) {
        store::delete_line(tx, gone)?;
    }
    for (line, position) in lines.iter().zip(0_i64..) {
        match line.id.as_ref().filter(|id| known.contains(*id)) {
            Some(id) => store::update_line(tx, id, position, line)?,
            None => store::insert_line(tx, deal_id, position, line)?,
        }
    }
    Ok(())
}
