//! The priced document: every figure a paper, a screen or a report may show, each with exactly the
//! currency's decimals.

use rust_decimal::Decimal;

use super::request::TaxRounding;
use crate::kernel::tax_category::TaxCategory;

/// A document with all its figures. Amounts are in major units of `currency`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priced {
    /// ISO 4217 code.
    pub currency: String,
    /// Decimals of every amount.
    pub decimals: u32,
    /// Whether the prices, allowances and charges contained the taxes.
    pub prices_include_tax: bool,
    /// Where the taxes were rounded.
    pub tax_rounding: TaxRounding,
    /// The lines in the order of the request.
    pub lines: Vec<PricedLine>,
    /// The document's allowances in the order of the request.
    pub document_allowances: Vec<PricedAdjustment>,
    /// The document's charges in the order of the request.
    pub document_charges: Vec<PricedAdjustment>,
    /// The sum of the lines' `net` (BT-106).
    pub lines_net: Decimal,
    /// The sum of the document's allowances (BT-107), with tax when prices include tax.
    pub allowances: Decimal,
    /// The sum of the document's charges (BT-108), with tax when prices include tax.
    pub charges: Decimal,
    /// The total without tax (BT-109).
    pub net: Decimal,
    /// One entry per code and rate (BG-23), in the order in which they first occur.
    pub taxes: Vec<TaxTotal>,
    /// The sum of the taxes (BT-110).
    pub tax: Decimal,
    /// The total with tax (BT-112).
    pub total: Decimal,
    /// What was paid before (BT-113).
    pub prepaid: Decimal,
    /// The rounding amount (BT-114).
    pub rounding: Decimal,
    /// The coin to which the total was rounded, if it was.
    pub round_to: Option<Decimal>,
    /// What is left to pay (BT-115): total − prepaid + rounding.
    pub due: Decimal,
}

/// A line with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PricedLine {
    /// How many units.
    pub quantity: Decimal,
    /// Price of `price_base_quantity` units.
    pub unit_price: Decimal,
    /// How many units the price is for.
    pub price_base_quantity: Decimal,
    /// Quantity × price ÷ base quantity before any discount, rounded for show.
    pub gross: Decimal,
    /// The line's own allowances.
    pub allowances: Vec<AppliedAdjustment>,
    /// The line's own charges.
    pub charges: Vec<AppliedAdjustment>,
    /// The sum of the line's own allowances.
    pub allowances_total: Decimal,
    /// The sum of the line's own charges.
    pub charges_total: Decimal,
    /// What the line comes to after its own allowances and charges, on the basis of its price: without
    /// tax, or with it when prices include tax.
    pub amount: Decimal,
    /// The line's share of the document's allowances that are spread, on the same basis.
    pub allowance_share: Decimal,
    /// The line's share of the document's charges that are spread, on the same basis.
    pub charge_share: Decimal,
    /// The line without tax: before the document's allowances and charges when prices exclude tax
    /// (BT-131), after its share of them when prices include tax.
    pub net: Decimal,
    /// The base of the line's taxes: without tax, after its share of the document's allowances and charges.
    pub taxable_base: Decimal,
    /// The line's taxes. Over all lines, and allowances and charges with own taxes, they sum to the
    /// document's taxes.
    pub taxes: Vec<TaxAmount>,
    /// The sum of the line's taxes.
    pub tax: Decimal,
    /// `taxable_base` + `tax`.
    pub total: Decimal,
}

/// An allowance or a charge with its amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppliedAdjustment {
    /// The percentage, when it was given as one.
    pub percent: Option<Decimal>,
    /// The rounded amount.
    pub amount: Decimal,
}

/// An allowance or a charge of the document with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PricedAdjustment {
    /// Percentage and amount, on the basis of the prices.
    pub applied: AppliedAdjustment,
    /// Where it went.
    pub placement: Placement,
}

/// Where a document allowance or charge went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placement {
    /// Spread over the lines; one share per line, summing to the amount.
    Spread {
        /// The shares in the order of the lines.
        shares: Vec<Decimal>,
    },
    /// Taxed by itself like a line. The figures of an allowance are negative.
    OwnTaxes {
        /// The base of its taxes, without tax.
        taxable_base: Decimal,
        /// Its taxes.
        taxes: Vec<TaxAmount>,
    },
}

/// A tax on one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxAmount {
    /// The code of the tax.
    pub code: String,
    /// Percent, without trailing zeros.
    pub rate: Decimal,
    /// What it is by its nature, where that is known.
    pub category: Option<TaxCategory>,
    /// The row's amount of it.
    pub amount: Decimal,
}

/// A tax over the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxTotal {
    /// The code of the tax.
    pub code: String,
    /// Percent, without trailing zeros.
    pub rate: Decimal,
    /// What it is by its nature (BT-118), where that is known.
    pub category: Option<TaxCategory>,
    /// The taxable base (BT-116).
    pub base: Decimal,
    /// The tax (BT-117).
    pub amount: Decimal,
}
