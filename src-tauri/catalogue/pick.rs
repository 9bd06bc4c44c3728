//! Picking an item for a line: a few ranked hits while typing, each with the price that holds for this customer, currency,
//! quantity and day, and with the tax class of the branch that sells.

use super::fields;
use super::item::{self, ItemKind};
use super::price::{self, Price, PriceQuestion};
use super::store::{item as store, price_list};
use super::tax_class::TaxScheme;
use super::tax_rate;
use crate::kernel::decimal::{DecimalText, round_half_away};
use crate::kernel::error::{Code, Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::settings::branch::{self, Branch};
use crate::store::tx::Read;
use crate::store::{record, word};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most hits of a picker.
pub const LIMIT_MAX: u32 = 50;
const LIMIT_DEFAULT: u32 = 20;
const TYPED_MAX: usize = 200;

/// What is looked for, and for which line.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ItemPickRequest {
    /// What has been typed; the first items by name when empty.
    pub q: Option<String>,
    /// Only this item, archived or not: what it costs in another quantity.
    pub item_id: Option<String>,
    /// The customer of the document.
    pub customer_id: Option<String>,
    /// The branch that sells; the first one when absent.
    pub branch_id: Option<String>,
    /// Currency of the document; that of the customer, else of the branch, when absent.
    pub currency: Option<String>,
    /// How many units as typed, arithmetic such as `16*4` included; one when absent.
    pub quantity: Option<String>,
    /// Date of the document, `YYYY-MM-DD`; today when absent.
    pub date: Option<String>,
    /// Whether the prices of the document contain the tax; no when absent. A price that is kept the other way is converted; where
    /// no tax is charged, none stays in the price.
    pub prices_include_tax: Option<bool>,
    /// Whether the recipient owes the tax; as the customer is treated when absent.
    pub reverse_charge: Option<bool>,
    /// Whether the line bears no tax: who is not registered to collect any keeps the price on the shelf then.
    pub no_tax: Option<bool>,
    /// How many hits (at most 50; 20 when absent).
    pub limit: Option<u32>,
}

/// What was found, best first.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ItemPickResponse {
    /// The currency of the prices.
    pub currency: String,
    /// The items.
    pub hits: Vec<ItemHit>,
}

/// An item for a line.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ItemHit {
    /// Its id.
    pub id: String,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What documents print below the name.
    pub description: String,
    /// Product, service or subscription.
    pub kind: ItemKind,
    /// What one is.
    pub unit: String,
    /// HSN or SAC code.
    pub hsn_sac: String,
    /// The price that holds; null when it has to be typed.
    pub price: Option<Price>,
    /// Tax class under the branch's scheme; null when it has to be chosen.
    pub tax_class_id: Option<String>,
    /// Name of the tax class; empty when there is none.
    pub tax_class: String,
}

/// The items that fit what has been typed, archived ones aside, or the one that is asked for.
///
/// # Errors
/// `invalid` with `currency`, `quantity`, `date`, `limit`, `branch_id`; `not_found` for a customer that may not be seen.
pub fn pick(read: &Read<'_>, request: ItemPickRequest) -> Result<ItemPickResponse> {
    let mut errors = FieldErrors::default();
    let quantity = match &request.quantity {
        Some(typed) => errors.take(fields::quantity("quantity", typed)),
        None => Some(Decimal::ONE),
    };
    let date = errors.take(fields::date("date", request.date.as_deref().unwrap_or_default()));
    let limit = request.limit.unwrap_or(LIMIT_DEFAULT);
    if limit == 0 || limit > LIMIT_MAX {
        errors.add(FieldError::new("limit", "error.limit").with("max", LIMIT_MAX));
    }
    let branch = seller(read, request.branch_id.as_deref())?;
    if branch.is_none() {
        errors.add(FieldError::new("branch_id", "error.no_such_branch"));
    }
    let currency = errors.take(currency(read, &request, branch.as_ref())?);
    errors.finish()?;
    let (Some(branch), Some(currency), Some(quantity)) = (branch, currency, quantity) else {
        return Err(Error::internal("a checked request lost a field"));
    };
    let question = PriceQuestion {
        customer_id: request.customer_id.as_deref(),
        quantity,
        currency: &currency,
        date: match date.flatten() {
            Some(date) => date.value(),
            None => read.today_at(Some(&branch.id))?,
        },
    };
    let scheme = word::parse(branch.tax_scheme.clone()).unwrap_or(TaxScheme::Other);
    let typed = request.q.as_deref().unwrap_or_default();
    let bounded: String = typed.chars().take(TYPED_MAX).collect();
    let untaxed = request.no_tax == Some(true);
    let with_tax =
        request.prices_include_tax.unwrap_or(false) && !untaxed && is_charged(read, &request, &branch)?;
    // Who may not collect tax keeps the price on the shelf.
    let on_shelf = !branch.tax_standing.collects() || (untaxed && branch.lacks_tax_number);
    let mut hits = Vec::new();
    for found in store::pick(read, request.item_id.as_deref(), text::fold(&bounded).trim(), limit)? {
        let class = item::tax_class_of(read, &found.id, scheme)?;
        let price = price::price_for(read, &found.id, question)?;
        let rate =
            || class.as_ref().map_or(Ok(Decimal::ZERO), |class| whole_rate(read, &class.id, question.date));
        let price = match price {
            Some(price) if price.includes_tax != with_tax && !on_shelf => Some(converted(price, rate()?)),
            price => price,
        };
        hits.push(ItemHit {
            price,
            tax_class_id: class.as_ref().map(|class| class.id.clone()),
            tax_class: class.map(|class| class.name).unwrap_or_default(),
            id: found.id,
            code: found.code,
            name: found.name,
            description: found.description,
            kind: found.kind,
            unit: found.unit,
            hsn_sac: found.hsn_sac,
        });
    }
    Ok(ItemPickResponse { currency, hits })
}

/// Whether a document of the branch will charge tax to this customer.
fn is_charged(read: &Read<'_>, request: &ItemPickRequest, branch: &Branch) -> Result<bool> {
    let treatment = match &request.customer_id {
        Some(customer_id) => price_list::treatment_of_customer(read, customer_id)?.unwrap_or_default(),
        None => String::new(),
    };
    let recipient_owes = request.reverse_charge.unwrap_or(treatment == "reverse_charge");
    Ok(branch.tax_standing.collects()
        && !recipient_owes
        && !tax_rate::is_untaxed(&treatment, branch.zero_rating))
}

/// Decimals that a converted price keeps, so that a hundred of them still come to what was meant.
const CONVERTED_DECIMALS: u32 = 6;

/// All tax on one unit in percent; none on a day without a rate, which the document itself refuses.
fn whole_rate(read: &Read<'_>, class_id: &str, date: NaiveDate) -> Result<Decimal> {
    match tax_rate::tax_rates(read, class_id, date, true) {
        Ok(rates) => Ok(rates.into_iter().map(|rate| rate.rate.value()).sum()),
        Err(error) if error.code == Code::Precondition => Ok(Decimal::ZERO),
        Err(error) => Err(error),
    }
}

/// A price with its tax put in or taken out.
fn converted(price: Price, percent: Decimal) -> Price {
    let factor = Decimal::ONE + percent / Decimal::ONE_HUNDRED;
    let value = price.unit_price.value();
    let other = if price.includes_tax { value.checked_div(factor) } else { value.checked_mul(factor) };
    let rounded = other.map(|other| round_half_away(other, CONVERTED_DECIMALS).normalize());
    match rounded.and_then(|other| DecimalText::try_from(other).ok()) {
        Some(unit_price) => Price { unit_price, includes_tax: !price.includes_tax, ..price },
        None => price,
    }
}

fn seller(read: &Read<'_>, id: Option<&str>) -> Result<Option<Branch>> {
    let branches = branch::list(read, branch::BranchListRequest {})?.rows;
    Ok(branches.into_iter().find(|branch| id.is_none_or(|id| branch.id == id)))
}

fn currency(
    read: &Read<'_>,
    request: &ItemPickRequest,
    branch: Option<&Branch>,
) -> Result<std::result::Result<String, FieldError>> {
    if let Some(customer_id) = &request.customer_id {
        record::require_readable(read, "customer", customer_id)?;
    }
    if let Some(typed) = &request.currency {
        return Ok(text::currency("currency", typed));
    }
    let of_customer = match &request.customer_id {
        Some(customer_id) => price_list::currency_of_customer(read, customer_id)?,
        None => None,
    };
    Ok(Ok(of_customer.or_else(|| branch.map(|branch| branch.currency.clone())).unwrap_or_default()))
}
