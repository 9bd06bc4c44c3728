//! The figures of a document, by the one pricing engine: for the form, the paper and the books alike.

use super::draft::{Draft, DraftInput, DraftKind, Share};
use super::plan::Rest;
use super::price::{
    self, Adjustment, AdjustmentValue, DocumentAdjustment, PriceLine, PriceRequest, Priced, Step, Subject,
    TaxRate, TaxRounding,
};
use super::{doubts, exemption, particulars, tax};
use crate::calc::error::CalcError;
use crate::kernel::decimal::{AmountText, DecimalText, canonical};
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::money;
use crate::kernel::tax_category::TaxCategory;
use crate::store::tx::Read;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A document to price while it is typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PriceDraftRequest {
    /// Estimate or invoice.
    pub kind: DraftKind,
    /// As typed.
    pub draft: DraftInput,
    /// True: it is the form of a recurring invoice, which stands beside whatever else is sold.
    #[serde(default)]
    pub recurs: bool,
}

/// The figures of a document; amounts are decimal text in its currency.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Totals {
    /// ISO 4217 code.
    pub currency: String,
    /// Due date (of an estimate: last day of validity).
    pub due_date: String,
    /// India: where the supply takes place.
    pub place_of_supply: String,
    /// The lines in their order, options included.
    pub lines: Vec<LineTotals>,
    /// Sum of the lines, without tax.
    pub lines_net: String,
    /// Discounts on the document, without tax.
    pub discount: String,
    /// Charges on the document, without tax.
    pub charge: String,
    /// Without tax.
    pub net: String,
    /// Tax by code and rate.
    pub taxes: Vec<TaxLine>,
    /// All tax.
    pub tax: String,
    /// Rounding.
    pub rounding: String,
    /// To pay.
    pub total: String,
    /// Why: the steps of each figure.
    pub why: Vec<WhyStep>,
    /// What is doubtful, by its field; no wall.
    pub warnings: Vec<FieldError>,
}

/// The figures of a line.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LineTotals {
    /// Quantity as understood.
    pub quantity: String,
    /// Price as understood.
    pub unit_price: String,
    /// Without tax, after its own discount.
    pub net: String,
    /// Its tax.
    pub tax: String,
    /// With tax.
    pub total: String,
    /// Its whole rate in percent.
    pub rate: String,
    /// True: outside the document's total.
    pub optional: bool,
}

/// A tax over the document.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaxLine {
    /// Code.
    pub code: String,
    /// Percent.
    pub rate: String,
    /// What it is by its nature, such as exempt.
    pub category: Option<TaxCategory>,
    /// What it is computed on.
    pub base: String,
    /// The tax.
    pub amount: String,
}

/// A step of "why this amount?".
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct WhyStep {
    /// The figure it explains: `line`, `net`, `tax`, `total` …
    pub subject: String,
    /// Which one, when there are several, counted from zero.
    pub index: Option<u32>,
    /// Message id.
    pub label_id: String,
    /// Values of its placeholders.
    pub params: BTreeMap<String, String>,
}

/// Prices a document while it is typed, without a transaction.
///
/// # Errors
/// `invalid` with the fields that are not acceptable.
pub fn price_draft(read: &Read<'_>, request: PriceDraftRequest) -> Result<Totals> {
    super::reach::shown(read, &request.draft)?;
    let draft = super::draft::check(read, request.kind, &request.draft)?;
    let mut totals = totals(&draft)?;
    if request.kind == DraftKind::Invoice {
        totals.warnings.extend(doubts::of(read, &draft, request.recurs)?);
    }
    Ok(totals)
}

/// The figures of a saved document; `None` when a rule that came later refuses it, such as a tax class that has lost its rate. It
/// is opened all the same, and the form says at its fields what is wrong.
///
/// # Errors
/// A failure of the file.
pub(super) fn of_saved(read: &Read<'_>, kind: DraftKind, input: &DraftInput) -> Result<Option<Totals>> {
    match super::draft::check(read, kind, input).and_then(|draft| totals(&draft)) {
        Ok(totals) => Ok(Some(totals)),
        Err(error) if !error.fields.is_empty() => Ok(None),
        Err(error) => Err(error),
    }
}

/// The figures of a checked document.
///
/// # Errors
/// `invalid` when the engine refuses an amount.
pub fn totals(draft: &Draft) -> Result<Totals> {
    let priced = priced(draft)?;
    let optional = options(draft)?;
    let places = usize::try_from(draft.decimals).unwrap_or(2);
    let amount = |value: Decimal| format!("{value:.places$}");
    let parts = priced.as_ref().map(|priced| parts(draft, priced)).transpose()?;
    let nets = parts.iter().flat_map(|parts| parts.lines.iter().copied());
    let mut firm = priced.iter().flat_map(|priced| &priced.lines).zip(nets);
    let mut options = optional.iter().flat_map(|one| &one.lines).map(|line| (line, line.net));
    let lines = draft
        .lines
        .iter()
        .filter_map(|line| {
            let (figures, net) = if line.optional { options.next() } else { firm.next() }?;
            Some(LineTotals {
                quantity: canonical(line.quantity),
                unit_price: canonical(line.unit_price),
                net: amount(net),
                tax: amount(figures.tax),
                total: amount(figures.total),
                rate: canonical(line.taxes.iter().map(|tax| tax.rate).sum()),
                optional: line.optional,
            })
        })
        .collect();
    let of = |pick: fn(&Priced) -> Decimal| amount(priced.as_ref().map_or(Decimal::ZERO, pick));
    let part = |pick: fn(&Parts) -> Decimal| amount(parts.as_ref().map_or(Decimal::ZERO, pick));
    Ok(Totals {
        currency: draft.currency.clone(),
        due_date: draft.due_date.to_string(),
        place_of_supply: draft.place_of_supply.clone(),
        lines,
        lines_net: part(|parts| parts.lines_net),
        discount: part(|parts| parts.discount),
        charge: part(|parts| parts.charge),
        net: of(|priced| priced.net),
        taxes: priced
            .iter()
            .flat_map(|priced| &priced.taxes)
            .map(|tax| TaxLine {
                code: tax.code.clone(),
                rate: canonical(tax.rate),
                category: tax.category,
                base: amount(tax.base),
                amount: amount(tax.amount),
            })
            .collect(),
        tax: of(|priced| priced.tax),
        rounding: of(|priced| priced.rounding),
        total: of(payable),
        why: priced.as_ref().map(|priced| why(draft, priced)).unwrap_or_default(),
        warnings: doubted(draft, priced.as_ref().map_or(Decimal::ZERO, |priced| priced.net)),
    })
}

/// What is doubtful about a document, of which `net` is charged without tax.
fn doubted(draft: &Draft, net: Decimal) -> Vec<FieldError> {
    [tax::doubts(draft), exemption::doubts(draft), particulars::doubts(draft, net)].concat()
}

/// The lines before the document's discount and charge, and these two, all without tax: lines − discount + charge = net.
pub(super) struct Parts {
    /// Each firm line.
    pub(super) lines: Vec<Decimal>,
    pub(super) lines_net: Decimal,
    pub(super) discount: Decimal,
    pub(super) charge: Decimal,
}

/// The parts of what comes to `priced`. Where prices contain the tax, the engine gives discount and charge with it, so the
/// document is priced without them as well, and the differences are what they come to without tax.
///
/// # Errors
/// `invalid` when the engine refuses an amount.
pub(super) fn parts(draft: &Draft, priced: &Priced) -> Result<Parts> {
    let nets = |priced: &Priced| priced.lines.iter().map(|line| line.net).collect();
    let adjusted = priced.document_allowances.len() + priced.document_charges.len() > 0;
    if !draft.prices_include_tax || !adjusted {
        return Ok(Parts {
            lines: nets(priced),
            lines_net: priced.lines_net,
            discount: priced.allowances,
            charge: priced.charges,
        });
    }
    let with = |discount: Option<Share>, rest: Option<Rest>| {
        let draft = Draft { discount, charge: None, rest, ..draft.clone() };
        self::priced(&draft)?.ok_or_else(|| Error::internal("the lines of a priced document are gone"))
    };
    let less = draft.rest.filter(|rest| rest.price < 0);
    let (plain, discounted) = (with(None, None)?, with(draft.discount, less)?);
    Ok(Parts {
        lines: nets(&plain),
        lines_net: plain.net,
        discount: plain.net - discounted.net,
        charge: priced.net - discounted.net,
    })
}

/// What the customer pays: on a reverse-charge document the recipient owes the tax to the state, not to us, so the engine is
/// given no tax then.
pub(super) fn payable(priced: &Priced) -> Decimal {
    priced.due
}

fn why(draft: &Draft, priced: &Priced) -> Vec<WhyStep> {
    priced
        .trail()
        .into_iter()
        .map(|mut step| {
            if draft.rest.is_some() && is_of_rest(draft, &step) {
                step.label_id = "price.why.rest";
            }
            let subject = serde_json::to_value(step.subject).unwrap_or_default();
            WhyStep {
                subject: subject["kind"].as_str().unwrap_or_default().to_owned(),
                index: subject["index"].as_u64().and_then(|index| u32::try_from(index).ok()),
                label_id: step.label_id.to_owned(),
                params: step.params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            }
        })
        .collect()
}

/// Whether a step tells an amount that nobody typed, but that the last part of a sale has beside its lines.
fn is_of_rest(draft: &Draft, step: &Step) -> bool {
    match step.subject {
        Subject::Allowance(index) => {
            index >= usize::from(draft.discount.is_some()) && step.label_id == "price.why.document.amount"
        }
        Subject::Charge(index) => {
            index >= usize::from(draft.charge.is_some()) && step.label_id == "price.why.document.amount"
        }
        Subject::Rounding => true,
        _ => false,
    }
}

/// Prices the firm lines of a document; `None` when it has none yet.
///
/// # Errors
/// `invalid` when the engine refuses an amount.
pub(super) fn priced(draft: &Draft) -> Result<Option<Priced>> {
    let mut request = request(draft, false);
    if request.lines.is_empty() {
        return Ok(None);
    }
    request.allowances.extend(draft.discount.map(document_share));
    request.charges.extend(draft.charge.map(document_share));
    if let Some(rest) = draft.rest {
        add_rest(&mut request, rest);
    } else if !draft.branch.round_to.is_empty() && draft.currency == draft.branch.currency {
        request.round_to = draft.branch.round_to.parse().ok();
    }
    let priced = price::price(&request).map_err(|error| refusal(&error, draft, false))?;
    // A percentage can not be more than the lines, an amount can.
    let lines: Decimal = priced.lines.iter().map(|line| line.amount).sum();
    let typed = priced.document_allowances.first().map_or(Decimal::ZERO, |typed| typed.applied.amount);
    if matches!(draft.discount, Some(Share::Amount(_))) && typed > lines {
        let field = FieldError::new("discount", "error.discount_over_lines");
        return Err(Error::fields(vec![field.with("lines", canonical(lines))]));
    }
    let in_home = |total| money::convert(total, &draft.currency, draft.rate, &draft.branch.currency);
    if money::minor(payable(&priced), &draft.currency).is_some_and(|total| in_home(total).is_none()) {
        return Err(Error::field("rate", "error.rate_too_large"));
    }
    Ok(Some(priced))
}

/// Puts on a document what it has beside its lines so that the parts of its sale come to what was agreed.
fn add_rest(request: &mut PriceRequest, rest: Rest) {
    let amount =
        |minor| AmountText::try_from(money::decimal(minor, &request.currency)).unwrap_or(AmountText::ZERO);
    let (price, rounding) = (amount(rest.price.abs()), amount(rest.rounding));
    let adjustment = DocumentAdjustment { value: AdjustmentValue::Amount(price), taxes: None };
    match rest.price.signum() {
        -1 => request.allowances.push(adjustment),
        1 => request.charges.push(adjustment),
        _ => {}
    }
    request.rounding = Some(rounding);
}

/// The same document with the tax that its recipient owes to the state, by the engine that computes all other tax. What was
/// priced without tax is its base, so the prices count as being without it.
///
/// # Errors
/// `invalid` when the engine refuses an amount.
pub(super) fn owed_by_recipient(draft: &Draft) -> Result<Option<Priced>> {
    priced(&Draft { reverse_charge: false, prices_include_tax: false, ..draft.clone() })
}

/// Prices the options of an estimate by themselves; `None` when it has none.
///
/// # Errors
/// `invalid` when the engine refuses an amount.
pub(super) fn options(draft: &Draft) -> Result<Option<Priced>> {
    let request = request(draft, true);
    if request.lines.is_empty() {
        return Ok(None);
    }
    price::price(&request).map(Some).map_err(|error| refusal(&error, draft, true))
}

fn request(draft: &Draft, optional: bool) -> PriceRequest {
    let number = |value: Decimal| DecimalText::try_from(value).unwrap_or(DecimalText::ZERO);
    let lines = draft.lines.iter().filter(|line| line.optional == optional).map(|line| PriceLine {
        quantity: number(line.quantity),
        unit_price: number(line.unit_price),
        price_base_quantity: None,
        allowances: line.discount.map(|share| Adjustment { value: value(share) }).into_iter().collect(),
        charges: Vec::new(),
        taxes: line
            .taxes
            .iter()
            .filter(|_| !draft.reverse_charge)
            .map(|tax| TaxRate {
                code: tax.code.clone(),
                rate: number(tax.rate),
                category: Some(tax.category),
            })
            .collect(),
    });
    PriceRequest {
        currency: draft.currency.clone(),
        currency_decimals: None,
        prices_include_tax: draft.prices_include_tax,
        tax_rounding: if draft.branch.tax_rounding == "per_line" {
            TaxRounding::PerLine
        } else {
            TaxRounding::PerRate
        },
        lines: lines.collect(),
        allowances: Vec::new(),
        charges: Vec::new(),
        prepaid: None,
        rounding: None,
        round_to: None,
    }
}

fn value(share: Share) -> AdjustmentValue {
    match share {
        Share::Percent(percent) => {
            AdjustmentValue::Percent(DecimalText::try_from(percent).unwrap_or(DecimalText::ZERO))
        }
        Share::Amount(amount) => {
            AdjustmentValue::Amount(AmountText::try_from(amount).unwrap_or(AmountText::ZERO))
        }
    }
}

fn document_share(share: Share) -> DocumentAdjustment {
    DocumentAdjustment { value: value(share), taxes: None }
}

/// The engine's refusal at the line as the form counts it, and at the discount or charge as the form calls it.
fn refusal(error: &CalcError, draft: &Draft, optional: bool) -> Error {
    let priced: Vec<usize> = draft
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.optional == optional)
        .map(|(position, _)| position)
        .collect();
    let path = error
        .path
        .strip_prefix("lines[")
        .and_then(|rest| rest.split_once(']'))
        .and_then(|(index, rest)| Some(format!("lines[{}]{rest}", priced.get(index.parse::<usize>().ok()?)?)))
        .unwrap_or_else(|| error.path.clone());
    // A form has at most one of each, on a line as on the document.
    let path = path.replace("allowances[0]", "discount").replace("charges[0]", "charge");
    Error::fields(vec![FieldError::new(&path, "error.price").with("reason", error.message.clone())])
}
