//! Drafts that repeat nothing by hand: the estimate or invoice of a deal, and the invoice of what is left of a plan.

use super::super::draft::{self, DraftInput, DraftKind, LineInput};
use super::super::estimate;
use super::super::invoice::{self, DocumentResponse};
use super::super::store::plan::{self as store, Plan, PlanRow, SoldDeal};
use super::BillingPlanRequest;
use super::sell::deal;
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, Result};
use crate::kernel::money;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// The form of a document for a deal.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealDraftRequest {
    /// Which deal.
    pub deal_id: String,
}

/// The form of an estimate or invoice as a deal fills it: customer, person, branch, currency, subject and lines.
///
/// # Errors
/// `not_found`.
pub fn of_deal(read: &Read<'_>, request: DealDraftRequest) -> Result<DraftInput> {
    record::require_readable(read, "deal", &request.deal_id)?;
    of_deal_input(read, &request.deal_id).map(|(_, input)| input)
}

pub(super) fn of_deal_input(read: &Read<'_>, deal_id: &str) -> Result<(SoldDeal, DraftInput)> {
    let deal = deal(read, deal_id)?;
    let mut lines: Vec<LineInput> = store::deal_lines(read, deal_id)?
        .into_iter()
        .map(|line| LineInput {
            item_id: line.item_id,
            description: Some(line.description),
            quantity: Some(line.quantity),
            unit: Some(line.unit),
            unit_price: Some(line.unit_price),
            discount: (line.discount_percent != "0").then(|| format!("{}%", line.discount_percent)),
            tax_class_id: Some(line.tax_class).filter(|class| !class.is_empty()),
            ..LineInput::default()
        })
        .collect();
    if let (true, Some(amount_minor)) = (lines.is_empty(), deal.amount_minor) {
        lines.push(LineInput {
            description: Some(deal.title.clone()),
            quantity: Some("1".to_owned()),
            unit_price: Some(money::text(amount_minor, &deal.currency)),
            ..LineInput::default()
        });
    }
    let input = DraftInput {
        customer_id: deal.customer_id.clone(),
        contact_id: deal.contact_id.clone(),
        branch_id: deal.branch_id.clone(),
        deal_id: Some(deal_id.to_owned()),
        subject: Some(deal.title.clone()),
        currency: Some(deal.currency.clone()),
        lines: Some(lines),
        ..DraftInput::default()
    };
    Ok((deal, input))
}

/// Makes a draft invoice of what is left of a plan.
///
/// # Errors
/// `precondition` with `error.nothing_sold` or `error.nothing_left`; `invalid` with the fields that an invoice needs and the
/// plan does not know, such as the rate of a foreign currency; `not_found`.
pub fn to_invoice(tx: &Tx<'_>, request: BillingPlanRequest) -> Result<DocumentResponse> {
    invoice_of(tx, super::named(tx, request.deal_id.as_ref(), request.estimate_id.as_ref())?)
}

/// The same for a deal that the caller has asked for already.
///
/// # Errors
/// As [`to_invoice`].
pub fn invoice_of_deal(tx: &Tx<'_>, deal_id: &str) -> Result<DocumentResponse> {
    invoice_of(tx, Plan::Deal(deal_id))
}

fn invoice_of(tx: &Tx<'_>, plan: Plan<'_>) -> Result<DocumentResponse> {
    let rows = store::rows(tx, plan)?;
    if rows.is_empty() {
        return Err(Error::precondition("error.nothing_sold"));
    }
    let mut left = Vec::new();
    for row in rows.iter().filter(|row| row.kind == "line" && !row.closed) {
        let quantity = left_of(tx, row, true)?;
        if quantity > Decimal::ZERO {
            left.push((row, quantity));
        }
    }
    // Two estimates of one deal have terms of their own, so each has an invoice of its own.
    let Some(first) = left.first().map(|(row, _)| *row) else {
        return Err(Error::precondition("error.nothing_left"));
    };
    left.retain(|(row, _)| row.estimate_id == first.estimate_id && row.currency == first.currency);
    let whole = rows.iter().filter(|row| row.kind == "line" && row.estimate_id == first.estimate_id);
    let part = part(whole, &left)?;
    let mut input = head_of(tx, first)?;
    let decimals = iso_decimals(&first.currency).unwrap_or(2);
    input.discount = input.discount.map(|share| scaled(&share, part, decimals));
    input.charge = input.charge.map(|share| scaled(&share, part, decimals));
    input.lines = Some(
        left.into_iter().map(|(row, quantity)| line_of(row, quantity, decimals)).collect::<Result<_>>()?,
    );
    let draft = draft::check(tx, DraftKind::Invoice, &input)?;
    invoice::create_checked(tx, &draft, first.estimate_id.as_deref())
}

/// What of a row's quantity stands on no invoice that counts, nor (with `drafts`) on a draft of one; never below zero.
pub(in crate::billing) fn left_of(read: &Read<'_>, row: &PlanRow, drafts: bool) -> Result<Decimal> {
    let mut left = number(&row.quantity)?;
    for taken in store::taken(read, &row.id, drafts)? {
        left -= number(&taken)?;
    }
    Ok(left.max(Decimal::ZERO))
}

/// What a typed quantity or a stored one comes to.
pub(super) fn number(text: &str) -> Result<Decimal> {
    money::parse_product("quantity", text).map_err(|field| Error::fields(vec![field]))
}

/// The head of the invoice: of the accepted estimate, or of the deal.
fn head_of(tx: &Tx<'_>, row: &PlanRow) -> Result<DraftInput> {
    let mut input = match (&row.estimate_id, &row.deal_id) {
        (Some(estimate_id), _) => estimate::accepted_input(tx, estimate_id)?,
        (None, Some(deal_id)) => of_deal_input(tx, deal_id)?.1,
        (None, None) => return Err(Error::internal("a row of the plan belongs to nothing")),
    };
    // These are the invoice's own: the day, and the terms that the branch prints on invoices. A rate keeps the day it is of.
    (input.date, input.valid_until, input.terms) = (None, None, None);
    Ok(input)
}

fn line_of(row: &PlanRow, left: Decimal, decimals: u32) -> Result<LineInput> {
    let line: LineInput = serde_json::from_str(&row.line).map_err(Error::internal)?;
    let sold = number(&row.quantity)?;
    let discount = match line.discount {
        Some(share) if left != sold => Some(scaled(&share, (left, sold), decimals)),
        whole => whole,
    };
    Ok(LineInput { quantity: Some(canonical(left)), discount, billing_row_id: Some(row.id.clone()), ..line })
}

/// The part of a sale's lines that is left, by their net, as a fraction.
fn part<'a>(
    whole: impl Iterator<Item = &'a PlanRow>,
    left: &[(&PlanRow, Decimal)],
) -> Result<(Decimal, Decimal)> {
    let overflow = || Error::field("lines", "error.amount_too_large");
    let sum: Decimal = whole.map(|row| Decimal::from(row.sold.net)).sum();
    let mut rest = Decimal::ZERO;
    for (row, quantity) in left {
        let share = Decimal::from(row.sold.net).checked_mul(*quantity).ok_or_else(overflow)?;
        rest += share.checked_div(number(&row.quantity)?).unwrap_or_default();
    }
    Ok(if sum.is_zero() { (Decimal::ONE, Decimal::ONE) } else { (rest, sum) })
}

/// A discount or charge that is an amount, cut to a part of what it was agreed on; a percentage stays.
fn scaled(share: &str, (part, whole): (Decimal, Decimal), decimals: u32) -> String {
    let amount = money::parse_decimal("discount", share).ok().filter(|_| !share.contains(['%', '٪']));
    match amount.and_then(|amount| amount.checked_mul(part)?.checked_div(whole)) {
        Some(amount) if part != whole => canonical(round_half_away(amount, decimals)),
        _ => share.to_owned(),
    }
}
