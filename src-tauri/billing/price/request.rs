//! What a price calculation needs to know: the form of `calc price`, and at the same time the typed request
//! that estimates, invoices, their PDFs and the reports hand to the one pricing engine.

use serde::{Deserialize, Serialize};

use crate::calc::decode::{objects, optional_objects};
use crate::kernel::currency::DecimalPlaces;
use crate::kernel::decimal::{AmountText, DecimalText};
use crate::kernel::tax_category::TaxCategory;

/// Where taxes are rounded. One document has one mode; the country preset chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxRounding {
    /// Once per code and rate over the document (EN 16931, BR-CO-17: the European default).
    PerRate,
    /// Once on every line (India, and UAE public clarification VATP006).
    PerLine,
}

/// One document to price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceRequest {
    /// ISO 4217 code in capitals, such as `INR`.
    pub currency: String,
    /// Decimals of the amounts; left out, the currency's own after ISO 4217.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency_decimals: Option<DecimalPlaces>,
    /// Whether unit prices, allowances and charges contain the taxes already.
    pub prices_include_tax: bool,
    /// Where taxes are rounded.
    pub tax_rounding: TaxRounding,
    /// The lines, at least one.
    #[serde(deserialize_with = "objects")]
    pub lines: Vec<PriceLine>,
    /// What is taken off the document as a whole.
    #[serde(default, deserialize_with = "objects", skip_serializing_if = "Vec::is_empty")]
    pub allowances: Vec<DocumentAdjustment>,
    /// What is added to the document as a whole.
    #[serde(default, deserialize_with = "objects", skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<DocumentAdjustment>,
    /// What has been paid before; left out, nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepaid: Option<DecimalText>,
    /// A rounding amount given by hand (BT-114); excludes `round_to`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<AmountText>,
    /// The smallest coin the total is rounded to, such as `0.05`; excludes `rounding`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_to: Option<DecimalText>,
}

/// One line of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceLine {
    /// How many units; may be negative (a return, a credit).
    pub quantity: DecimalText,
    /// Price of `price_base_quantity` units, in major units of the currency.
    pub unit_price: DecimalText,
    /// How many units the price is for (BT-149), above zero; left out, one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_base_quantity: Option<DecimalText>,
    /// What is taken off this line.
    #[serde(default, deserialize_with = "objects", skip_serializing_if = "Vec::is_empty")]
    pub allowances: Vec<Adjustment>,
    /// What is added to this line.
    #[serde(default, deserialize_with = "objects", skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<Adjustment>,
    /// The taxes of the line, each computed from the same base; may be empty.
    #[serde(deserialize_with = "objects")]
    pub taxes: Vec<TaxRate>,
}

/// A tax by its code, rate and category, which are its identity: 5 % and 5.00 % of one code are the same tax, VAT at 0 % and exempt from
/// VAT are two (EN 16931, BG-23).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxRate {
    /// The category or name, such as `S`, `CGST`, `VAT`.
    pub code: String,
    /// Percent.
    pub rate: DecimalText,
    /// What it is by its nature, where that is known; a script says it in the code.
    #[serde(skip)]
    pub category: Option<TaxCategory>,
}

/// How much an allowance or a charge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdjustmentValue {
    /// A sum of money in major units.
    Amount(AmountText),
    /// A percentage: on a line of quantity × price ÷ base quantity, on the document of the sum of the lines.
    Percent(DecimalText),
}

/// An allowance or a charge on a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "AdjustmentFields", into = "AdjustmentFields")]
pub struct Adjustment {
    /// How much.
    pub value: AdjustmentValue,
}

/// An allowance or a charge on the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "DocumentAdjustmentFields", into = "DocumentAdjustmentFields")]
pub struct DocumentAdjustment {
    /// How much.
    pub value: AdjustmentValue,
    /// The taxes it belongs to, as if it were a line (an empty list: none). `None` spreads it over the
    /// lines.
    pub taxes: Option<Vec<TaxRate>>,
}

/// The JSON form of [`Adjustment`].
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdjustmentFields {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amount: Option<AmountText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    percent: Option<DecimalText>,
}

/// The JSON form of [`DocumentAdjustment`].
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentAdjustmentFields {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amount: Option<AmountText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    percent: Option<DecimalText>,
    #[serde(default, deserialize_with = "optional_objects", skip_serializing_if = "Option::is_none")]
    taxes: Option<Vec<TaxRate>>,
}

/// Exactly one of the two must be there.
fn either(amount: Option<AmountText>, percent: Option<DecimalText>) -> Result<AdjustmentValue, &'static str> {
    match (amount, percent) {
        (Some(amount), None) => Ok(AdjustmentValue::Amount(amount)),
        (None, Some(percent)) => Ok(AdjustmentValue::Percent(percent)),
        (Some(_), Some(_)) => {
            Err("an allowance or charge has either `amount` or `percent`: remove one of them")
        }
        (None, None) => Err("an allowance or charge needs `amount` or `percent`: add one of them"),
    }
}

fn apart(value: AdjustmentValue) -> (Option<AmountText>, Option<DecimalText>) {
    match value {
        AdjustmentValue::Amount(amount) => (Some(amount), None),
        AdjustmentValue::Percent(percent) => (None, Some(percent)),
    }
}

impl TryFrom<AdjustmentFields> for Adjustment {
    type Error = &'static str;

    fn try_from(fields: AdjustmentFields) -> Result<Self, &'static str> {
        Ok(Self { value: either(fields.amount, fields.percent)? })
    }
}

impl From<Adjustment> for AdjustmentFields {
    fn from(adjustment: Adjustment) -> Self {
        let (amount, percent) = apart(adjustment.value);
        Self { amount, percent }
    }
}

impl TryFrom<DocumentAdjustmentFields> for DocumentAdjustment {
    type Error = &'static str;

    fn try_from(fields: DocumentAdjustmentFields) -> Result<Self, &'static str> {
        Ok(Self { value: either(fields.amount, fields.percent)?, taxes: fields.taxes })
    }
}

impl From<DocumentAdjustment> for DocumentAdjustmentFields {
    fn from(adjustment: DocumentAdjustment) -> Self {
        let (amount, percent) = apart(adjustment.value);
        Self { amount, percent, taxes: adjustment.taxes }
    }
}
