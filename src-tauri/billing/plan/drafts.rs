//! Drafts that repeat nothing by hand: the estimate or invoice of a deal, and the invoice of what is left of a plan.

use super::super::draft::{self, Draft, DraftInput, DraftKind, LineInput};
use super::super::estimate;
use super::super::invoice;
use super::super::store::deal::{self as deals, SoldDeal};
use super::super::store::first_period;
use super::super::store::party;
use super::super::store::plan::{self as store, Plan, PlanRow};
use super::BillingPlanRequest;
use super::milestone;
use super::sell::deal;
use crate::catalogue::tax_rate;
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::money::{self, Money};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much of a plan an invoice shall take.
#[derive(Debug, Clone, Copy)]
pub(super) enum Portion {
    /// All that no invoice and no draft has taken.
    Rest,
    /// So many percent of what was sold, as far as it is left.
    Percent(Decimal),
}

impl Portion {
    /// The portion of a figure of which `left` is left, with at most `places` decimals.
    fn of(self, whole: Decimal, left: Decimal, places: u32) -> Decimal {
        match self {
            Self::Rest => left,
            Self::Percent(percent) => {
                let part = whole.checked_mul(percent).map(|part| part / Decimal::ONE_HUNDRED);
                part.map_or(left, |part| round_half_away(part, places).min(left))
            }
        }
    }
}

/// The places of a quantity of a part, so that every line can be read.
const QUANTITY_PLACES: u32 = 6;

/// The form of a document for a deal.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealDraftRequest {
    /// Which deal.
    pub deal_id: String,
    /// Estimate or invoice.
    pub kind: DraftKind,
}

/// The form of an estimate or invoice as a deal fills it: customer, person, branch, currency, subject and lines. An invoice
/// has what is left of what was sold, so that its lines are known to the plan.
///
/// # Errors
/// `not_found`.
pub fn of_deal(read: &Read<'_>, request: DealDraftRequest) -> Result<DraftInput> {
    record::require_readable(read, "deal", &request.deal_id)?;
    if matches!(request.kind, DraftKind::Invoice)
        && let Some((_, input)) = rest(read, &store::rows(read, Plan::Deal(&request.deal_id))?)?
    {
        return Ok(input);
    }
    let (_, mut input) = of_deal_input(read, &request.deal_id)?;
    if matches!(request.kind, DraftKind::Invoice) {
        agree(read, &request.deal_id, &mut input)?;
    }
    Ok(input)
}

pub(super) fn of_deal_input(read: &Read<'_>, deal_id: &str) -> Result<(SoldDeal, DraftInput)> {
    let deal = deal(read, deal_id)?;
    let usual = party::usual_tax_class(read, deal.branch_id.as_deref())?;
    let mut lines: Vec<LineInput> = deals::deal_lines(read, deal_id, deal.branch_id.as_deref())?
        .into_iter()
        .map(|line| LineInput {
            item_id: line.item_id,
            description: Some(line.description),
            quantity: Some(line.quantity),
            unit: Some(line.unit),
            unit_price: Some(line.unit_price),
            discount: (line.discount_percent != "0").then(|| format!("{}%", line.discount_percent)),
            // A deal counts without tax, so nobody says one there: it is that of the item.
            tax_class_id: line.tax_class.or_else(|| usual.clone()),
            hsn: line.hsn.filter(|hsn| !hsn.is_empty()),
            ..LineInput::default()
        })
        .collect();
    if let (true, Some(amount_minor)) = (lines.is_empty(), deal.amount_minor) {
        lines.push(LineInput {
            description: Some(deal.title.clone()),
            quantity: Some("1".to_owned()),
            unit_price: Some(money::text(amount_minor, &deal.currency)),
            tax_class_id: usual,
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

/// The draft that was made of a plan.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingPlanInvoiceResponse {
    /// The invoice.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// What the user should look at before it is issued: that it comes to something else than what was agreed.
    pub warnings: Vec<FieldError>,
}

/// Makes a draft invoice of what is left of a plan.
///
/// # Errors
/// `precondition` with `error.nothing_sold` or `error.nothing_left`; `invalid` with the fields that an invoice needs and the
/// plan does not know, such as the rate of a foreign currency; `not_found`.
pub fn to_invoice(tx: &Tx<'_>, request: BillingPlanRequest) -> Result<BillingPlanInvoiceResponse> {
    let plan = super::named(tx, request.deal_id.as_ref(), request.estimate_id.as_ref(), record::require)?;
    let path = if request.deal_id.is_some() { "deal_id" } else { "estimate_id" };
    let rows = store::rows(tx, plan)?;
    if rows.is_empty() {
        return Err(Error::precondition("error.nothing_sold"));
    }
    let Some((estimate_id, input)) = rest(tx, &rows)? else {
        return Err(Error::precondition("error.nothing_left"));
    };
    create(tx, path, &rows, estimate_id, &input)
}

/// Makes a draft invoice of all that is left of each sale of a deal that the caller has asked for already, named `id` in its request.
///
/// # Errors
/// As [`to_invoice`].
pub fn invoices_of_deal(tx: &Tx<'_>, deal_id: &str) -> Result<Vec<BillingPlanInvoiceResponse>> {
    let rows = store::rows(tx, Plan::Deal(deal_id))?;
    let forms = left_of_deal(tx, deal_id)?;
    forms.iter().map(|(estimate_id, input)| create(tx, "id", &rows, estimate_id.as_deref(), input)).collect()
}

/// Makes the draft invoice of a form, and says what to look at before it is issued.
fn create(
    tx: &Tx<'_>,
    path: &str,
    rows: &[PlanRow],
    estimate_id: Option<&str>,
    input: &DraftInput,
) -> Result<BillingPlanInvoiceResponse> {
    let draft = draft::check(tx, DraftKind::Invoice, input)?;
    let made = invoice::create_checked(tx, &draft, estimate_id)?;
    let warning = estimate_id.map_or(Ok(None), |id| comes_to_another(tx, path, rows, id))?;
    Ok(BillingPlanInvoiceResponse {
        id: made.id,
        version: made.version,
        warnings: warning.into_iter().collect(),
    })
}

/// Says that an accepted estimate, invoiced whole today, would come to something else than what was agreed: seller or customer is
/// taxed otherwise by now, or a rate has changed.
fn comes_to_another(
    read: &Read<'_>,
    path: &str,
    rows: &[PlanRow],
    estimate_id: &str,
) -> Result<Option<FieldError>> {
    let sold: Vec<&PlanRow> =
        rows.iter().filter(|row| row.estimate_id.as_deref() == Some(estimate_id)).collect();
    let Some(first) = sold.first() else { return Ok(None) };
    let lines = sold.iter().filter(|row| row.kind == "line").map(|row| row.as_line());
    let mut lines: Vec<LineInput> = lines.collect::<Result<_>>()?;
    renew_classes(read, &mut lines, &first.branch_id)?;
    let input = DraftInput { lines: Some(lines), ..head_of(read, first)? };
    let accepted: i64 = sold.iter().map(|row| row.sold.total).sum();
    let now = draft::check(read, DraftKind::Invoice, &input).and_then(|draft| invoice::total_minor(&draft));
    let now = match now {
        Ok(now) if now != accepted => now,
        // A line that is invoiced already may break a rule that came later.
        Err(error) if error.fields.is_empty() => return Err(error),
        _ => return Ok(None),
    };
    let money = |minor| serde_json::json!(Money::new(minor, &first.currency));
    let warning = FieldError::new(path, "warning.sold_for_another_total");
    Ok(Some(warning.with("accepted", money(accepted)).with("now", money(now))))
}

/// The form of an invoice of what is left of some rows, with the estimate that sold them. Two estimates of one deal have
/// terms of their own, so the first that has something left has an invoice of its own; what no part of the plan takes goes before what is
/// planned in parts.
fn rest<'a>(read: &Read<'_>, rows: &'a [PlanRow]) -> Result<Option<(Option<&'a str>, DraftInput)>> {
    let is_planned = is_planned(read, rows)?;
    let (beside, others) = rows.iter().partition::<Vec<_>, _>(|row| is_planned && !row.is_in_parts());
    for sale in [beside, others].into_iter().flat_map(sales) {
        if let Some(input) = part(read, &sale, Portion::Rest)? {
            return Ok(Some((sale[0].estimate_id.as_deref(), input)));
        }
    }
    Ok(None)
}

/// Whether anything of the plan of some rows is planned in parts.
fn is_planned(read: &Read<'_>, rows: &[PlanRow]) -> Result<bool> {
    let Some(first) = rows.first() else { return Ok(false) };
    let of_estimate = first.estimate_id.as_deref().map(Plan::Estimate);
    let plan = first.deal_id.as_deref().map(Plan::Deal).or(of_estimate);
    plan.map_or(Ok(false), |plan| milestone::is_planned(read, plan))
}

/// The form of an invoice of all that is left of each sale of a deal, with the estimate that sold it.
///
/// # Errors
/// `precondition` with `error.nothing_sold` or `error.nothing_left`.
pub(in crate::billing) fn left_of_deal(
    read: &Read<'_>,
    deal_id: &str,
) -> Result<Vec<(Option<String>, DraftInput)>> {
    let rows = store::rows(read, Plan::Deal(deal_id))?;
    if rows.is_empty() {
        return Err(Error::precondition("error.nothing_sold"));
    }
    let forms = left_of_rows(read, &rows)?;
    if forms.is_empty() { Err(Error::precondition("error.nothing_left")) } else { Ok(forms) }
}

/// The same of the rows of a plan; none where nothing is left.
pub(in crate::billing) fn left_of_rows(
    read: &Read<'_>,
    rows: &[PlanRow],
) -> Result<Vec<(Option<String>, DraftInput)>> {
    let mut forms = Vec::new();
    for sale in sales(rows) {
        if let Some(input) = part(read, &sale, Portion::Rest)? {
            forms.push((sale[0].estimate_id.clone(), input));
        }
    }
    Ok(forms)
}

/// The rows of each sale: those of one estimate in one currency have one invoice. What a recurring invoice is about to take is left to it.
pub(super) fn sales<'a>(rows: impl IntoIterator<Item = &'a PlanRow>) -> Vec<Vec<&'a PlanRow>> {
    let mut sales: Vec<Vec<&PlanRow>> = Vec::new();
    for row in rows.into_iter().filter(|row| row.kind == "line" && !row.closed && !row.waits()) {
        let same = |sale: &&mut Vec<&PlanRow>| {
            sale[0].estimate_id == row.estimate_id && sale[0].currency == row.currency
        };
        match sales.iter_mut().find(same) {
            Some(sale) => sale.push(row),
            None => sales.push(vec![row]),
        }
    }
    sales
}

/// Puts what was sold of a plan into the first invoice of the recurring invoice that takes it, with its share of an amount that was taken
/// off or charged once.
///
/// # Errors
/// A failure of the file.
pub(in crate::billing) fn put_first_period(
    read: &Read<'_>,
    recurring_id: &str,
    input: &mut DraftInput,
) -> Result<()> {
    let rows = store::first_period(read, recurring_id)?;
    let (mut lines, mut net) = (Vec::new(), Decimal::ZERO);
    for row in rows.iter().filter(|row| !row.closed) {
        let left = left_of(read, row, true)?;
        if left > Decimal::ZERO {
            lines.push(line_of(read, row, left, Portion::Rest)?);
            net += net_of(row, left)?;
        }
    }
    let Some(first) = rows.first().filter(|_| !lines.is_empty()) else { return Ok(()) };
    renew_classes(read, &mut lines, &first.branch_id)?;
    let (head, whole) = (head_of(read, first)?, store::rows_of_sale(read, first)?);
    let share = |agreed: Option<&String>| borne(&whole, agreed?, net).map(canonical);
    input.discount = share(head.discount.as_ref()).or_else(|| input.discount.take());
    input.charge = share(head.charge.as_ref()).or_else(|| input.charge.take());
    input.lines = Some(lines);
    Ok(())
}

/// Leaves what was sold to the first invoice of a recurring invoice: the lines as they stand on an invoice of the plan.
///
/// # Errors
/// A failure of the file.
pub(in crate::billing) fn leave_to(tx: &Tx<'_>, lines: &[LineInput], recurring_id: &str) -> Result<()> {
    let mut rows = lines.iter().filter_map(|line| line.billing_row_id.as_deref());
    rows.try_for_each(|row_id| first_period::leave_to(tx, row_id, recurring_id))
}

/// The form of an invoice of a portion of a sale; `None` when nothing of it is left. What stands on none of its lines and on no other invoice,
/// because it recurs, waits for another part or will not be invoiced, keeps its share of an amount that was taken off or charged.
pub(super) fn part(read: &Read<'_>, sale: &[&PlanRow], portion: Portion) -> Result<Option<DraftInput>> {
    let mut lines = Vec::new();
    for row in sale {
        let quantity = portion.of(number(&row.quantity)?, left_of(read, row, true)?, QUANTITY_PLACES);
        if quantity > Decimal::ZERO {
            lines.push(line_of(read, row, quantity, portion)?);
        }
    }
    let Some(first) = sale.first().filter(|_| !lines.is_empty()) else { return Ok(None) };
    renew_classes(read, &mut lines, &first.branch_id)?;
    let mut input = head_of(read, first)?;
    let given = match &first.estimate_id {
        Some(estimate_id) => store::shares_of_estimate(read, estimate_id)?,
        None => Vec::new(),
    };
    let (discounts, charges): (Vec<String>, Vec<String>) = given.into_iter().unzip();
    let whole = store::rows_of_sale(read, first)?;
    let is_here = |row: &PlanRow| lines.iter().any(|line| line.billing_row_id.as_ref() == Some(&row.id));
    let (mut apart, mut kept) = (Decimal::ZERO, Decimal::ZERO);
    for row in whole.iter().filter(|row| row.kind == "line" && !is_here(row)) {
        apart += Decimal::from(row.sold.net);
        kept += net_of(row, left_of(read, row, true)?)?;
    }
    let share = |agreed: Option<String>, given: &[String], most| {
        let agreed = agreed?;
        let Some((all, left)) = left_of_amount(&agreed, given) else { return Some(agreed) };
        let bear = |net| borne(&whole, &agreed, net).unwrap_or_default();
        portion_of((all - bear(apart), left - bear(kept)), most, portion, &first.currency)
    };
    input.discount = share(input.discount, &discounts, gross(&lines));
    input.charge = share(input.charge, &charges, Decimal::MAX);
    input.lines = Some(lines);
    Ok(Some(input))
}

/// Gives lines whose tax class has no rate by now that of their item, else the usual one: what was sold is to be invoiced at the tax of
/// its day, and whoever made the draft is told when it comes to another total.
fn renew_classes(read: &Read<'_>, lines: &mut [LineInput], branch_id: &str) -> Result<()> {
    let today = read.today_at(Some(branch_id))?;
    for line in lines {
        let Some(class) = line.tax_class_id.as_deref() else { continue };
        if tax_rate::has_rate(read, class, today)? {
            continue;
        }
        let of_item =
            line.item_id.as_deref().map_or(Ok(None), |item| party::class_of_item(read, item, branch_id))?;
        line.tax_class_id = match of_item {
            Some(class) if tax_rate::has_rate(read, &class, today)? => Some(class),
            _ => party::usual_tax_class(read, Some(branch_id))?,
        };
    }
    Ok(())
}

/// The estimate whose sale the lines of a draft invoice come from.
pub(in crate::billing) fn origin(read: &Read<'_>, draft: &Draft) -> Result<Option<String>> {
    let Some(row_id) = draft.lines.iter().find_map(|line| line.billing_row_id.as_deref()) else {
        return Ok(None);
    };
    Ok(store::row(read, row_id)?.and_then(|row| row.estimate_id))
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
pub(super) fn head_of(read: &Read<'_>, row: &PlanRow) -> Result<DraftInput> {
    let mut input = match (&row.estimate_id, &row.deal_id) {
        (Some(estimate_id), _) => estimate::accepted_input(read, estimate_id)?,
        (None, Some(deal_id)) => of_deal_input(read, deal_id)?.1,
        (None, None) => return Err(Error::internal("a row of the plan belongs to nothing")),
    };
    // What was confirmed when the deal was handed over goes before what the offer said.
    if let Some(deal_id) = &row.deal_id {
        agree(read, deal_id, &mut input)?;
    }
    // These are the invoice's own: the day, and the terms that the branch prints on invoices. A rate keeps the day it is of.
    (input.date, input.valid_until, input.terms) = (None, None, None);
    Ok(input)
}

fn agree(read: &Read<'_>, deal_id: &str, input: &mut DraftInput) -> Result<()> {
    let agreed = deals::agreed(read, deal_id)?;
    input.order_no = agreed.order_no.or_else(|| input.order_no.take());
    input.payment_term = agreed.payment_term.or_else(|| input.payment_term.take());
    Ok(())
}

fn line_of(read: &Read<'_>, row: &PlanRow, quantity: Decimal, portion: Portion) -> Result<LineInput> {
    let mut line = row.as_line()?;
    line.quantity = Some(canonical(quantity));
    line.billing_row_id = Some(row.id.clone());
    if let Some(share) = &line.discount {
        let most = gross(&[LineInput { discount: None, ..line.clone() }]);
        let given = store::discounts_of_row(read, &row.id)?;
        line.discount = match left_of_amount(share, &given) {
            Some(amounts) => portion_of(amounts, most, portion, &row.currency),
            None => Some(share.clone()),
        };
    }
    Ok(line)
}

/// What some lines come to before the discount on the document.
pub(super) fn gross(lines: &[LineInput]) -> Decimal {
    let number =
        |text: &Option<String>| text.as_deref().and_then(|text| number(text).ok()).unwrap_or_default();
    lines
        .iter()
        .map(|line| {
            let whole = number(&line.quantity).checked_mul(number(&line.unit_price)).unwrap_or(Decimal::MAX);
            let share = line.discount.as_deref().unwrap_or_default();
            whole - amount(share).or_else(|| percentage(share, whole)).unwrap_or_default()
        })
        .fold(Decimal::ZERO, |sum, one| sum.checked_add(one).unwrap_or(Decimal::MAX))
}

/// What a quantity of a row was sold for, net, in minor units.
pub(super) fn net_of(row: &PlanRow, quantity: Decimal) -> Result<Decimal> {
    let part = Decimal::from(row.sold.net).checked_mul(quantity);
    let whole = number(&row.quantity)?;
    Ok(part.and_then(|part| part.checked_div(whole)).unwrap_or_default())
}

/// What so much net of a sale bears of an agreed amount of discount or charge; nothing of a percentage, which is the same on every part.
pub(super) fn borne(sale: &[PlanRow], agreed: &str, net: Decimal) -> Option<Decimal> {
    let whole: i64 = sale.iter().map(|row| row.sold.net).sum();
    let part = amount(agreed)?.checked_mul(net)?.checked_div(whole.into())?;
    let part = round_half_away(part, iso_decimals(&sale.first()?.currency).unwrap_or(2));
    (part > Decimal::ZERO).then_some(part)
}

/// A portion of an agreed amount of discount or charge of which so much is left, `most` at most. An invoice of what is left carries all of
/// it, so that the parts come to what was agreed whatever was typed on the invoices before.
fn portion_of(
    (whole, left): (Decimal, Decimal),
    most: Decimal,
    portion: Portion,
    currency: &str,
) -> Option<String> {
    let part = portion.of(whole, left, iso_decimals(currency).unwrap_or(2)).min(most);
    (part > Decimal::ZERO).then(|| canonical(part))
}

/// An agreed discount or charge as an amount, and what of it is left after those that were given; `None` for a percentage, which is the
/// same on every part.
pub(super) fn left_of_amount(agreed: &str, given: &[String]) -> Option<(Decimal, Decimal)> {
    let whole = amount(agreed)?;
    Some((whole, whole - given.iter().filter_map(|share| amount(share)).sum::<Decimal>()))
}

/// What a percentage is of an amount; `None` when it is no percentage.
fn percentage(share: &str, whole: Decimal) -> Option<Decimal> {
    let percent = money::parse_decimal("discount", share.trim_end_matches(['%', '٪', ' '])).ok()?;
    share.contains(['%', '٪']).then_some(whole.checked_div(Decimal::ONE_HUNDRED)?.checked_mul(percent)?)
}

/// A discount or charge that is an amount and no percentage.
fn amount(share: &str) -> Option<Decimal> {
    money::parse_decimal("discount", share).ok().filter(|_| !share.contains(['%', '٪']))
}
