//! What was sold with a deal is one period of something that comes again: its first invoice takes the plan, and a recurring invoice goes
//! on from the second. Where some of it was sold once and is invoiced otherwise, what was subscribed to is left to a recurring invoice from
//! the first period on.

use super::super::draft::{self, DraftInput, DraftKind, LineInput};
use super::super::plan::milestone::{self, BillingMilestoneInput, BillingWhen};
use super::super::store::recurring::{self as store, Stored};
use super::super::store::{deal as deals, milestone as milestones, plan as sold};
use super::super::{invoice, plan};
use super::moved::{Days, along};
use super::rhythm::{RecurringRhythm, Rhythm};
use super::{Form, day_title, form, insert, make, retitle};
use crate::catalogue::item::{self, ItemKind};
use crate::kernel::error::{Error, Result};
use crate::store::tx::{Read, Tx};

/// What was made of a sale that comes again.
#[derive(Debug, Clone, Default)]
pub struct RecurringSold {
    /// The drafts of the first period: one for each estimate; none while its day is to come.
    pub invoice_ids: Vec<String>,
    /// How many parts of the plan wait for that day.
    pub parts: i64,
    /// What goes on from the second period, each with its id, its code and its title.
    pub recurring: Vec<(String, String, String)>,
}

/// What is left to be invoiced of a sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// All of it is on invoices and drafts.
    Nothing,
    /// Only what was sold once.
    Once,
    /// Something that comes again, or all of it while nothing is sold yet.
    Again,
}

/// What is left to be invoiced of a deal.
///
/// # Errors
/// A failure of the file.
pub fn left(read: &Read<'_>, deal_id: &str) -> Result<Left> {
    let rows = sold::rows(read, sold::Plan::Deal(deal_id))?;
    if rows.is_empty() {
        return Ok(Left::Again);
    }
    let forms = plan::left_of_rows(read, &rows)?;
    let is_subscribed = is_subscribed(read, deal_id)?;
    for (_, input) in &forms {
        if coming(read, input.clone(), is_subscribed)?.is_some() {
            return Ok(Left::Again);
        }
    }
    Ok(if forms.is_empty() { Left::Nothing } else { Left::Once })
}

/// Makes the invoice of the first period of all that was sold with a deal, dated its day; where that is to come, all of the plan falls due
/// on it. What follows is a recurring invoice of what is subscribed to; of all of it where nothing in the deal is.
///
/// # Errors
/// `precondition` with `error.nothing_sold` or `error.nothing_left`; `invalid` with the fields that an invoice needs, and below `rhythm.`,
/// with `error.subscription_invoiced` at `rhythm.first` where all that is subscribed to is on invoices by now.
pub fn sell(tx: &Tx<'_>, deal_id: &str, typed: &RecurringRhythm) -> Result<RecurringSold> {
    let (mut sold, mut comes_again) = (RecurringSold::default(), false);
    let is_subscribed = is_subscribed(tx, deal_id)?;
    for (estimate_id, input) in plan::left_of_deal(tx, deal_id)? {
        let again = coming(tx, input.clone(), is_subscribed)?;
        let goes_on = again.is_some();
        let mut form = form::checked(tx, again.unwrap_or_else(|| input.clone()), typed, None, None)?;
        form.rhythm = Rhythm { made: 1, ..form.rhythm };
        let invoice_id = first_period(tx, (deal_id, estimate_id.as_deref()), input, &form, &mut sold)?;
        // Where one period is all there is, nothing goes on.
        if goes_on && form.rhythm.next(Some(form.rhythm.first)).is_some() {
            sold.recurring.push(go_on(tx, &form, invoice_id.as_deref())?);
        }
        comes_again |= goes_on;
        sold.invoice_ids.extend(invoice_id);
    }
    if comes_again { Ok(sold) } else { Err(Error::field("rhythm.first", "error.subscription_invoiced")) }
}

/// Makes the invoice of the first period of a sale; where that is to come, the plan of its deal falls due then, once for all sales.
fn first_period(
    tx: &Tx<'_>,
    (deal_id, estimate_id): (&str, Option<&str>),
    input: DraftInput,
    form: &Form,
    sold: &mut RecurringSold,
) -> Result<Option<String>> {
    let (first, today) = (form.rhythm.first, tx.today_at(Some(&form.draft.branch.id))?);
    let end = form.rhythm.period_end(first);
    if first <= today {
        let mut input = DraftInput { date: Some(first.to_string()), ..input };
        make::fill(tx, &mut input, first, end)?;
        let draft = draft::check(tx, DraftKind::Invoice, &input)?;
        return Ok(Some(invoice::create_checked(tx, &draft, estimate_id)?.id));
    }
    if sold.parts == 0 {
        let words = make::period_words(tx, &input, first, end)?;
        let when = BillingWhen::Date { date: first.to_string() };
        let part = BillingMilestoneInput { id: None, name: words.days, percent: "100".to_owned(), when };
        sold.parts = i64::try_from(milestone::plan(tx, deal_id, &[part])?.len()).unwrap_or(0);
    }
    Ok(None)
}

/// Makes the recurring invoice that goes on from the second period, to which the invoice of the first belongs; its id, code and title.
fn go_on(tx: &Tx<'_>, form: &Form, invoice_id: Option<&str>) -> Result<(String, String, String)> {
    let id = insert(tx, form, Some(form.rhythm.first))?;
    if let Some(invoice_id) = invoice_id {
        store::belongs(tx, invoice_id, &id)?;
    }
    let stands = store::load(tx, &id)?;
    let title = day_title(tx, &stands)?.unwrap_or_else(|| form.title().to_owned());
    Ok((id, stands.code, title))
}

/// Lets what was subscribed to in a deal be invoiced by recurring invoices of its own: their first invoice, now or on its day, takes it from
/// the plan. The rest of the plan is left to be invoiced otherwise.
///
/// # Errors
/// As [`sell`]; `invalid` with `error.nothing_subscribed` at `rhythm.first`.
pub fn sell_subscriptions(tx: &Tx<'_>, deal_id: &str, typed: &RecurringRhythm) -> Result<RecurringSold> {
    let mut sold = RecurringSold::default();
    for (_, mut input) in plan::left_of_deal(tx, deal_id)? {
        let lines = whole(tx, input.lines.take().unwrap_or_default())?;
        let again = subscriptions(tx, &lines)?;
        if again.is_empty() {
            continue;
        }
        let form = form::checked(tx, only(input, again.clone()), typed, None, None)?;
        let id = insert(tx, &form, None)?;
        plan::leave_to(tx, &again, &id)?;
        let mut stands = store::load(tx, &id)?;
        if form.is_due(tx, None)? {
            sold.invoice_ids.push(make::invoice_day(tx, &mut stands, form.rhythm.first)?);
            retitle(tx, &id)?;
        }
        let title = day_title(tx, &stands)?.unwrap_or_else(|| form.title().to_owned());
        sold.recurring.push((id, stands.code, title));
    }
    if sold.recurring.is_empty() {
        return Err(Error::field("rhythm.first", "error.nothing_subscribed"));
    }
    Ok(sold)
}

/// Whether something that was sold with a deal is subscribed to, also where it is invoiced by now.
fn is_subscribed(read: &Read<'_>, deal_id: &str) -> Result<bool> {
    let rows = sold::rows(read, sold::Plan::Deal(deal_id))?;
    let stands = |row: &&sold::PlanRow| row.kind == "line" && (!row.closed || row.invoiced_by.is_some());
    let lines = rows.iter().filter(stands).map(sold::PlanRow::as_line).collect::<Result<Vec<_>>>()?;
    Ok(!subscriptions(read, &lines)?.is_empty())
}

/// What comes again of a sale, as much of it as was sold: in a deal where something is subscribed to, that alone, without the amounts that
/// were taken off or charged once. `None` for a sale that has nothing of it.
fn coming(read: &Read<'_>, mut input: DraftInput, is_subscribed: bool) -> Result<Option<DraftInput>> {
    let lines = whole(read, input.lines.take().unwrap_or_default())?;
    let again = subscriptions(read, &lines)?;
    if !is_subscribed || again.len() == lines.len() {
        return Ok(Some(DraftInput { lines: Some(lines), ..input }));
    }
    Ok((!again.is_empty()).then(|| only(input, again)))
}

/// Lines of a plan in the quantity that was sold, whatever was invoiced of it.
fn whole(read: &Read<'_>, mut lines: Vec<LineInput>) -> Result<Vec<LineInput>> {
    for line in &mut lines {
        if let Some(row_id) = &line.billing_row_id
            && let Some(row) = sold::row(read, row_id)?
        {
            line.quantity = Some(row.quantity);
        }
    }
    Ok(lines)
}

/// The lines that are subscriptions.
fn subscriptions(read: &Read<'_>, lines: &[LineInput]) -> Result<Vec<LineInput>> {
    let mut again = Vec::new();
    for line in lines {
        if let Some(item_id) = &line.item_id
            && item::sold_as(read, item_id)?.is_some_and(|sold| sold.kind == ItemKind::Subscription)
        {
            again.push(line.clone());
        }
    }
    Ok(again)
}

/// Some lines of a sale, without the amounts that were taken off or charged once.
fn only(input: DraftInput, lines: Vec<LineInput>) -> DraftInput {
    let is_share = |share: &String| share.trim_end().ends_with('%');
    DraftInput {
        discount: input.discount.clone().filter(is_share),
        charge: input.charge.clone().filter(is_share),
        lines: Some(lines),
        ..input
    }
}

/// The part of the plan that is the first period of one, as long as its day is to come.
pub(super) fn first_part(read: &Read<'_>, stands: &Stored) -> Result<Option<String>> {
    let first = stands.rhythm.first;
    match &stands.deal_id {
        Some(deal_id) if stands.rhythm.made == 1 && stands.done == Some(first) => {
            let parts = milestone::dated(read, deal_id)?;
            Ok(parts.into_iter().find(|(day, _)| *day == first).map(|(_, part)| part.id))
        }
        _ => Ok(None),
    }
}

/// Lets that part fall due on the first day of one.
pub(super) fn move_part(tx: &Tx<'_>, part_id: &str, stands: &Stored) -> Result<()> {
    let first = stands.rhythm.first;
    let words = make::period_words(tx, &stands.input, first, stands.rhythm.period_end(first))?;
    milestones::postpone(tx, part_id, &first.to_string(), &words.days)
}

/// Lets the parts of the plan that begin with a contract and that no recurring invoice goes on from fall due as long after its first day as
/// they did. What was sold beside them for days of their own stays.
pub(super) fn move_parts(tx: &Tx<'_>, contract_id: &str, planned: Days, now: Days) -> Result<()> {
    let Some(deal_id) = store::deal_of_contract(tx, contract_id)? else { return Ok(()) };
    let parts = milestone::dated(tx, &deal_id)?;
    if !parts.iter().any(|(day, _)| *day == planned.0) {
        return Ok(());
    }
    let input = DraftInput {
        customer_id: deals::deal(tx, &deal_id)?.and_then(|deal| deal.customer_id),
        ..DraftInput::default()
    };
    let words = |days: Days| make::period_words(tx, &input, days.0, days.1).map(|words| words.days);
    for (day, part) in parts.into_iter().filter(|(day, _)| (planned.0..=planned.1).contains(day)) {
        let name = if part.name == words(planned)? { words(now)? } else { part.name };
        milestones::postpone(tx, &part.id, &along(day, planned.0, now.0).to_string(), &name)?;
    }
    Ok(())
}

/// Lets a recurring invoice that was just made of a sale belong to the contract that was made of it as well.
///
/// # Errors
/// A failure of the file.
pub fn name_contract(tx: &Tx<'_>, id: &str, contract_id: &str) -> Result<()> {
    store::name_contract(tx, id, contract_id)
}
