//! Selling: the rows of the plan, from an accepted estimate or from the lines of a deal that was won without one.

use super::super::draft::{self, Draft, DraftInput, DraftKind, LineInput};
use super::super::invoice;
use super::super::price::Priced;
use super::super::recurring::follow::follow;
use super::super::recurring::state;
use super::super::store::deal::{self as deals, SoldDeal};
use super::super::store::draft as drafts;
use super::super::store::earlier;
use super::super::store::first_period;
use super::super::store::milestone as parts;
use super::super::store::party;
use super::super::store::plan::{self as store, Both, NewRow, Plan};
use super::super::totals;
use super::before;
use super::covered;
use super::drafts::of_deal_input;
use super::linked::link_drafts;
use super::milestone;
use crate::handover;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Code, Error, Result};
use crate::kernel::money;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::support::renewed;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// What every row of one sale has in common.
struct Sale<'a> {
    deal_id: Option<&'a str>,
    estimate_id: Option<&'a str>,
    customer_id: Option<&'a str>,
    branch_id: String,
    currency: &'a str,
    date: String,
}

/// Writes the plan of an estimate that was accepted in the version made from `input`, which came to `total_minor`. What its
/// deal was sold for without an estimate gives way to it, and what was invoiced of it before is not invoiced again.
///
/// # Errors
/// `precondition` with `error.deal_draft_first` while what gives way stands on a draft of an invoice, with `error.deal_lost`,
/// with `error.renewal_gone_on` where it proposed a term that a contract has gone on into without it, and with `error.offer_outdated`
/// when the form comes to another total by now.
pub(in crate::billing) fn sell_estimate(
    tx: &Tx<'_>,
    estimate_id: &str,
    input: &DraftInput,
    total_minor: i64,
    date: &str,
) -> Result<()> {
    let draft = draft::check(tx, DraftKind::Estimate, input)?;
    let Some(priced) = totals::priced(&draft)? else { return Err(Error::field("lines", "error.no_lines")) };
    still_costs(&draft, total_minor)?;
    let mut given_up = Vec::new();
    if let Some(deal_id) = &draft.deal_id {
        if deal(tx, deal_id)?.is_lost {
            renewed::spares_lost(tx, deal_id)?;
            return Err(Error::precondition("error.deal_lost"));
        }
        let by_hours = handover::is_by_hours(tx, deal_id)?;
        let without =
            store::rows(tx, Plan::Deal(deal_id))?.into_iter().filter(|row| row.estimate_id.is_none());
        for row in without.filter(|row| !row.closed || by_hours && row.is_closed_by_hand()) {
            if store::taken(tx, &row.id, true)?.len() > store::taken(tx, &row.id, false)?.len() {
                return Err(Error::precondition("error.deal_draft_first"));
            }
            store::replace(tx, &row.id, estimate_id)?;
            given_up.push(row);
        }
    }
    let sale = Sale {
        deal_id: draft.deal_id.as_deref(),
        estimate_id: Some(estimate_id),
        customer_id: Some(&draft.customer.id),
        branch_id: draft.branch.id.clone(),
        currency: &draft.currency,
        date: date.to_owned(),
    };
    write(tx, &sale, &draft, &priced, input.lines.as_deref().unwrap_or_default(), total_minor)?;
    let Some(deal_id) = draft.deal_id.as_deref() else { return Ok(()) };
    leave_again(tx, &given_up, Plan::Estimate(estimate_id))?;
    close_again(tx, deal_id, &given_up)?;
    if given_up.is_empty() && milestone::is_planned(tx, Plan::Deal(deal_id))? {
        parts::put_beside_parts(tx, estimate_id)?;
    }
    covered::cover(tx, estimate_id, deal_id, &draft.currency)?;
    link_drafts(tx, deal_id)
}

/// What was offered must still come to the same, else an invoice of it would not be what was agreed: seller or customer may be
/// taxed otherwise by now.
fn still_costs(draft: &Draft, offered_minor: i64) -> Result<()> {
    let now_minor = invoice::total_minor(draft)?;
    if now_minor == offered_minor {
        return Ok(());
    }
    let [offered, now] = [offered_minor, now_minor].map(|minor| money::text(minor, &draft.currency));
    let error = Error::precondition("error.offer_outdated").with("offered", offered);
    Err(error.with("now", now).with("currency", draft.currency.clone()))
}

/// Takes back the plan of an estimate whose acceptance is taken back. What it had replaced gives way to another estimate that
/// was accepted for the same deal; without one, a won deal is sold as it stands and an open one is not sold.
///
/// # Errors
/// `precondition` with `error.invoiced_already` once anything of it stands on an invoice or on a draft of one, or when a deal
/// that is open again was invoiced in part before the estimate.
pub(in crate::billing) fn withdraw_estimate(tx: &Tx<'_>, estimate_id: &str) -> Result<()> {
    let rows = store::rows(tx, Plan::Estimate(estimate_id))?;
    rows.iter().try_for_each(|row| drafts::loosen(tx, &row.id))?;
    withdraw(tx, &rows)?;
    let Some(deal_id) = rows.first().and_then(|row| row.deal_id.as_deref()) else {
        return milestone::forget_unsold(tx, Plan::Estimate(estimate_id));
    };
    let others = store::rows(tx, Plan::Deal(deal_id))?;
    if !others.iter().any(store::PlanRow::is_in_parts) {
        parts::put_in_parts(tx, Plan::Deal(deal_id))?;
    }
    let standing = others.into_iter().find_map(|row| row.estimate_id);
    if let Some(other_id) = standing {
        store::replace_instead(tx, estimate_id, &other_id, deal_id)?;
        return leave_again(tx, &rows, Plan::Estimate(&other_id));
    }
    store::restore_replaced(tx, estimate_id, deal_id)?;
    if !deal(tx, deal_id)?.is_won {
        return reopen_deal(tx, deal_id);
    }
    sell_again(tx, deal_id, &rows)?;
    if store::rows(tx, Plan::Deal(deal_id))?.is_empty() { unsell(tx, deal_id) } else { Ok(()) }
}

/// Writes the plan of a deal that is won, unless an accepted estimate has written it already. A deal without lines is sold
/// for its amount; one without both has nothing to invoice yet.
///
/// # Errors
/// A failure of the file.
pub fn sell_deal(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    if !store::rows(tx, Plan::Deal(deal_id))?.is_empty() {
        return Ok(());
    }
    write_deal(tx, deal_id)?;
    link_drafts(tx, deal_id)
}

fn write_deal(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    let (deal, mut input) = of_deal_input(tx, deal_id)?;
    let lines = input.lines.take().unwrap_or_default();
    if lines.is_empty() {
        return Ok(());
    }
    let invoiced = earlier::before_win(tx, deal_id, &deal.currency)?;
    let apart = before::apart(lines.clone(), &invoiced)?;
    let left = |net: i64| net - apart.other.net.max(0);
    match sold_lines(tx, &deal, &input, &apart.left, left) {
        Ok(lines) => write_lines(tx, (deal_id, &deal), &input, &lines),
        // A deal may be won before there is a customer or a tax class to say which tax is due: it counts without tax then.
        Err(error) if error.code == Code::Invalid => {
            let all: i64 = invoiced.iter().map(|line| line.sum.net).sum();
            let net = deal.amount_minor.unwrap_or_default() - all;
            in_one(tx, &sale_of(tx, (deal_id, &deal))?, &lines, Both { net, total: net })
        }
        Err(error) => Err(error),
    }
}

/// The lines that are sold of a deal in place of `lines`: those themselves where they come to what is to be sold, else what that comes to
/// as one line for each rate of tax.
fn sold_lines(
    tx: &Tx<'_>,
    deal: &SoldDeal,
    input: &DraftInput,
    lines: &[LineInput],
    sold: impl FnOnce(i64) -> i64,
) -> Result<Vec<LineInput>> {
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let Some((_, priced)) = priced(tx, input, lines)? else { return Ok(Vec::new()) };
    let nets = priced.lines.iter().map(|line| minor(line.taxable_base, &deal.currency));
    let nets: Vec<i64> = nets.collect::<Result<_>>()?;
    let net = minor(priced.net, &deal.currency)?;
    match sold(net).clamp(0, net) {
        0 => Ok(Vec::new()),
        all if all == net => Ok(lines.to_vec()),
        part => before::spread(lines, &nets, part, &deal.currency),
    }
}

/// Writes rows of a deal for lines, beside those that it has.
fn write_lines(
    tx: &Tx<'_>,
    (deal_id, deal): (&str, &SoldDeal),
    input: &DraftInput,
    lines: &[LineInput],
) -> Result<()> {
    let Some((draft, priced)) = priced(tx, input, lines)? else { return Ok(()) };
    let total = minor(totals::payable(&priced), &deal.currency)?;
    write(tx, &sale_of(tx, (deal_id, deal))?, &draft, &priced, lines, total)
}

fn sale_of<'a>(tx: &Tx<'_>, (deal_id, deal): (&'a str, &'a SoldDeal)) -> Result<Sale<'a>> {
    let branch_id = party::branch(tx, deal.branch_id.as_deref())?.map(|branch| branch.id).unwrap_or_default();
    Ok(Sale {
        deal_id: Some(deal_id),
        estimate_id: None,
        customer_id: deal.customer_id.as_deref(),
        // A customer or an amount that is put right later does not make the sale younger.
        date: tx.civil_at(deal.closed_ms.unwrap_or(tx.now_ms()), Some(&branch_id))?.date().to_string(),
        branch_id,
        currency: &deal.currency,
    })
}

/// Lines as an invoice would price them; nothing where there are none. The rate only turns the amounts into another currency, which is
/// not asked here; it is typed on the invoice.
fn priced(tx: &Tx<'_>, input: &DraftInput, lines: &[LineInput]) -> Result<Option<(Draft, Priced)>> {
    if lines.is_empty() {
        return Ok(None);
    }
    let input = DraftInput { rate: Some("1".to_owned()), lines: Some(lines.to_vec()), ..input.clone() };
    let draft = draft::check(tx, DraftKind::Invoice, &input)?;
    Ok(totals::priced(&draft)?.map(|priced| (draft, priced)))
}

/// Sells again what an invoice of before the sale billed of a deal: it is about to count no more. An estimate sold all of its own.
///
/// # Errors
/// A failure of the file.
pub(super) fn sell_earlier(tx: &Tx<'_>, deal_id: &str, invoice_id: &str) -> Result<()> {
    let (deal, mut input) = of_deal_input(tx, deal_id)?;
    if !deal.is_won || is_sold_by_estimate(tx, deal_id)? {
        return Ok(());
    }
    let lines = input.lines.take().unwrap_or_default();
    let (own, others): (Vec<_>, Vec<_>) = earlier::before_win(tx, deal_id, &deal.currency)?
        .into_iter()
        .partition(|line| line.document_id == invoice_id);
    let beside = before::apart(lines, &others)?;
    let apart = before::apart(beside.left.clone(), &own)?;
    let (before, other) = (beside.other.net.max(0), apart.other.net);
    let advance = |net: i64| other.min(net - before);
    let sold = sold_lines(tx, &deal, &input, &beside.left, advance)
        .and_then(|advance| Ok([sold_lines(tx, &deal, &input, &apart.taken, |net| net)?, advance].concat()));
    match sold {
        Ok(lines) => write_lines(tx, (deal_id, &deal), &input, &lines),
        Err(error) if error.code == Code::Invalid => {
            let net = own.iter().map(|line| line.sum.net).sum();
            in_one(tx, &sale_of(tx, (deal_id, &deal))?, &beside.left, Both { net, total: net })
        }
        Err(error) => Err(error),
    }
}

/// One row for an amount, when its lines cannot be priced with their taxes.
fn in_one(tx: &Tx<'_>, sale: &Sale<'_>, lines: &[LineInput], sold: Both) -> Result<()> {
    let Some(first) = lines.first().filter(|_| sold.net > 0) else { return Ok(()) };
    let line = LineInput {
        quantity: Some("1".to_owned()),
        unit_price: Some(money::text(sold.net, sale.currency)),
        discount: None,
        item_id: None,
        ..first.clone()
    };
    let description = line.description.as_deref().unwrap_or_default();
    insert(tx, sale, 0, "line", description, Decimal::ONE, &line, sold)?;
    insert_rounding(tx, sale, 1, Both::default())
}

/// Whether what was sold in a deal stands on an accepted estimate.
///
/// # Errors
/// A failure of the file.
pub fn is_sold_by_estimate(read: &Read<'_>, deal_id: &str) -> Result<bool> {
    Ok(store::rows(read, Plan::Deal(deal_id))?.iter().any(|row| row.estimate_id.is_some()))
}

/// Sells a won deal anew after its amount, lines or customer were changed.
///
/// # Errors
/// `precondition` with `error.invoiced_already` once anything of it stands on an invoice or on a draft of one.
pub fn resell_deal(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    if !deal(tx, deal_id)?.is_won || is_sold_by_estimate(tx, deal_id)? {
        return Ok(());
    }
    let rows = withdraw_deal(tx, deal_id)?;
    sell_again(tx, deal_id, &rows)
}

/// Sells a won deal in place of `before`. Where nothing of that was to be invoiced, nothing of this is: a change of what was sold by
/// time and material makes no fixed price of it. Where that was true of some items, it stays so of those.
fn sell_again(tx: &Tx<'_>, deal_id: &str, before: &[store::PlanRow]) -> Result<()> {
    sell_deal(tx, deal_id)?;
    leave_again(tx, before, Plan::Deal(deal_id))?;
    close_again(tx, deal_id, before)
}

/// Closes what is sold now of the items that were closed before: of all, where all of it was.
fn close_again(tx: &Tx<'_>, deal_id: &str, before: &[store::PlanRow]) -> Result<()> {
    let (closed, open): (Vec<_>, Vec<_>) = before.iter().partition(|row| row.is_closed_by_hand());
    let Some(first) = closed.first() else { return Ok(()) };
    let mut kept = BTreeSet::new();
    if !open.is_empty() {
        kept.extend(store::rows(tx, Plan::Deal(deal_id))?.iter().filter_map(store::PlanRow::item_id));
        for id in closed.iter().filter_map(|row| row.item_id()) {
            kept.remove(&id);
        }
    }
    super::close_deal(tx, deal_id, &first.closed_reason, &kept)
}

/// Leaves to recurring invoices what is sold now in place of rows that were left to them, and lets these come again as it is sold.
fn leave_again(tx: &Tx<'_>, before: &[store::PlanRow], now: Plan<'_>) -> Result<()> {
    for row in before.iter().filter(|row| row.waits()) {
        let Some(recurring_id) = first_period::left_to(tx, &row.id)? else { continue };
        let mut rows = store::rows(tx, now)?;
        rows.retain(|new| !new.closed && new.item_id() == row.item_id());
        let left = |new: &store::PlanRow| -> Result<bool> {
            Ok(first_period::left_to(tx, &new.id)?.as_ref() == Some(&recurring_id))
        };
        let mut same = None;
        for new in &rows {
            if left(new)? || (same.is_none() && !new.comes_again()) {
                same = Some(new);
            }
        }
        if let Some(new) = same {
            first_period::leave_to(tx, &new.id, &recurring_id)?;
        }
        let line = same.map(store::PlanRow::as_line).transpose()?;
        follow(tx, &recurring_id, &row.as_line()?, line)?;
    }
    Ok(())
}

/// Takes back the plan of a deal that is open again, with its milestones; rows of accepted estimates stay, since those stand. Where it is
/// sold no more, what recurs of it ends, and so does the further term of a contract that it sold.
///
/// # Errors
/// `precondition` with `error.invoiced_already` once anything of it stands on an invoice or on a draft of one.
pub fn reopen_deal(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    withdraw_deal(tx, deal_id)?;
    milestone::forget_unsold(tx, Plan::Deal(deal_id))?;
    if is_sold_by_estimate(tx, deal_id)? { Ok(()) } else { unsell(tx, deal_id) }
}

/// Ends what recurs of a deal that is sold no more, and the further term of a contract that it sold; how it is invoiced is asked anew when
/// it is sold again.
fn unsell(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    state::end_of_deal(tx, deal_id)?;
    handover::forget_billing(tx, deal_id)?;
    renewed::unsell(tx, deal_id)
}

/// Takes back the rows of a deal that was sold without an estimate, which it answers as they were.
///
/// # Errors
/// `precondition` with `error.invoiced_already` once anything of it stands on an invoice or on a draft of one.
fn withdraw_deal(tx: &Tx<'_>, deal_id: &str) -> Result<Vec<store::PlanRow>> {
    let mut rows = store::rows(tx, Plan::Deal(deal_id))?;
    rows.retain(|row| row.estimate_id.is_none() && row.replaced_by.is_none());
    withdraw(tx, &rows)?;
    Ok(rows)
}

fn withdraw(tx: &Tx<'_>, rows: &[store::PlanRow]) -> Result<()> {
    for row in rows {
        if !store::taken(tx, &row.id, true)?.is_empty() {
            return Err(Error::precondition("error.invoiced_already"));
        }
        store::withdraw(tx, &row.id)?;
    }
    Ok(())
}

fn write(
    tx: &Tx<'_>,
    sale: &Sale<'_>,
    draft: &Draft,
    priced: &Priced,
    typed: &[LineInput],
    total_minor: i64,
) -> Result<()> {
    let firm = draft.lines.iter().zip(typed).filter(|(line, _)| !line.optional);
    let mut sum = Both::default();
    let mut position = 0;
    for ((line, typed), figures) in firm.zip(&priced.lines) {
        let sold = Both {
            net: minor(figures.taxable_base, sale.currency)?,
            total: minor(figures.total, sale.currency)?,
        };
        insert(tx, sale, position, "line", &line.description, line.quantity, typed, sold)?;
        sum = sum + sold;
        position += 1;
    }
    let rest = Both { net: minor(priced.net, sale.currency)?, total: total_minor } - sum;
    insert_rounding(tx, sale, position, rest)
}

/// The row for what a total has beside its lines, and for the cents by which parts lie beside the lines they take: one for each sale.
fn insert_rounding(tx: &Tx<'_>, sale: &Sale<'_>, position: usize, sold: Both) -> Result<()> {
    if let (None, Some(deal_id)) = (sale.estimate_id, sale.deal_id)
        && let Some(row) = store::rows(tx, Plan::Deal(deal_id))?
            .iter()
            .find(|row| row.kind == "rounding" && row.estimate_id.is_none() && row.replaced_by.is_none())
    {
        return store::add_to(tx, &row.id, sold);
    }
    insert(tx, sale, position, "rounding", "", Decimal::ONE, &LineInput::default(), sold)
}

#[allow(clippy::too_many_arguments)] // One argument per column that differs.
fn insert(
    tx: &Tx<'_>,
    sale: &Sale<'_>,
    position: usize,
    kind: &'static str,
    description: &str,
    quantity: Decimal,
    line: &LineInput,
    sold: Both,
) -> Result<()> {
    let line = LineInput { id: None, billing_row_id: None, optional: None, ..line.clone() };
    let row = NewRow {
        deal_id: sale.deal_id,
        estimate_id: sale.estimate_id,
        customer_id: sale.customer_id,
        branch_id: &sale.branch_id,
        kind,
        description,
        quantity: canonical(quantity),
        line: word::json(&line),
        currency: sale.currency,
        sold,
        sold_date: &sale.date,
    };
    store::insert(tx, position, &row)
}

fn minor(amount: Decimal, currency: &str) -> Result<i64> {
    money::minor(amount, currency).ok_or_else(|| Error::field("lines", "error.amount_too_large"))
}

/// The deal behind an id, for those who may see it.
pub(super) fn deal(read: &Read<'_>, deal_id: &str) -> Result<SoldDeal> {
    deals::deal(read, deal_id)?.ok_or_else(|| Error::not_found("deal"))
}
