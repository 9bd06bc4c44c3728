//! What an invoice takes of a sale by what was agreed, and what the last one needs so that all of them come to it.
//!
//! Each part of a sale is priced by itself, since its lines, discount and taxes must add up on its own paper and its tax must be
//! rate × base. So each rounds, and the sum of the parts may lie some cents beside the sale. A part therefore takes from the sale
//! exactly what its quantities come to at the agreed prices, with as much of an agreed amount of discount or charge as it carries:
//! what was sold does not move. The last part takes all that is left: what its net lacks stands on it as a discount or charge,
//! what its total lacks as a rounding amount (EN 16931, BT-114), which bears no tax. A part that by its roundings would take more
//! than is left is brought back to it in the same way.
//!
//! An amount of discount or charge that a part carries on lines of other tax rates than was agreed moves tax as well. The total is brought
//! back all the same, since that was agreed; where prices contain the tax it is there by itself, and the net is what the tax leaves.
//!
//! This holds while what was sold, priced whole by today's rules, comes to what it was sold for. When seller or customer are taxed
//! otherwise by now, the difference is no rounding, and the plan says that another amount was sold.

use super::super::draft::{self, Draft, DraftInput, DraftKind, LineInput, Share};
use super::super::price::Priced;
use super::super::store::plan::{self as store, Both, PlanRow};
use super::super::totals;
use super::drafts::{borne, gross, head_of, left_of, left_of_amount, net_of, number};
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Code, Error, Result};
use crate::kernel::money;
use crate::store::tx::Read;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Most times that a price with tax is tried until its net is met; each time at least halves what is lacking at rates up to 100 %.
const STEPS: usize = 40;

/// How far the total of what was sold may lie from its lines priced anew, in minor units: where invoices of a deal were issued
/// before it was won, its one row is sold for what they left.
const APART: i64 = 5;

/// What an invoice has beside its lines so that the invoices of a sale come to what was agreed, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::billing) struct Rest {
    /// Taken off or put on before tax, on the basis of the prices: below nought it is a discount, above a charge.
    pub(in crate::billing) price: i64,
    /// The rounding of the total.
    pub(in crate::billing) rounding: i64,
}

/// What an invoice takes of a sale.
pub(super) struct Agreed {
    /// How much.
    pub(super) takes: Both,
    /// Whether no line of the sale is left after it.
    pub(super) is_last: bool,
    /// What its lines come to at the agreed prices.
    natural: Both,
    /// The invoice as it was agreed.
    part: Draft,
    /// The most that roundings can make of it, in minor units.
    roundings: i64,
    /// The most tax that an amount of discount or charge moves when it stands on lines of other rates than was agreed.
    moved: i64,
}

/// What an invoice has beside its lines so that the parts of its sale come to what was agreed; `own` is its id once it is issued.
///
/// # Errors
/// A failure of the file.
pub(in crate::billing) fn rest_of(read: &Read<'_>, draft: &Draft, own: Option<&str>) -> Result<Option<Rest>> {
    let Some(agreed) = of(read, draft, own)? else { return Ok(None) };
    Ok(agreed.rest().filter(|rest| bears(draft, *rest)))
}

/// What an invoice takes of the one sale whose lines it carries; `None` when it takes from none or from several, and when the sale
/// would come to something else by today's rules. `own` is its id once it is issued.
///
/// # Errors
/// A failure of the file.
pub(super) fn of(read: &Read<'_>, draft: &Draft, own: Option<&str>) -> Result<Option<Agreed>> {
    let Some(sale) = Sale::of(read, draft, own)? else { return Ok(None) };
    let Some(whole) = sale.whole(read, draft)? else { return Ok(None) };
    let Some((part, natural)) = priced(read, sale.part(read, draft, own)?.as_ref())? else { return Ok(None) };
    let left = sale.left();
    let is_last = sale.is_last();
    let over = !sale.takes_closed() && (natural.net > left.net || natural.total > left.total);
    Ok(Some(Agreed {
        takes: if is_last || over { left } else { natural },
        is_last,
        natural,
        part,
        roundings: sale.roundings(read, &whole, own)?,
        moved: moved(&whole),
    }))
}

impl Agreed {
    /// What brings the invoice to what it takes; nothing when it is there, or when more lies between than its parts explain.
    fn rest(&self) -> Option<Rest> {
        let lacks = self.takes - self.natural;
        let most = self.roundings.saturating_add(self.moved);
        // Where prices contain the tax, it is the net that an amount on other rates moves, and the total that stands.
        let meets_net = lacks.net.abs() <= self.roundings;
        let bears_net = meets_net || (self.part.prices_include_tax && lacks.net.abs() <= most);
        if !bears_net || lacks.total.abs() > most || (lacks.total == 0 && (lacks.net == 0 || !meets_net)) {
            return None;
        }
        let mut price = 0;
        let mut best: Option<(i64, Rest)> = None;
        for _ in 0..STEPS {
            let tried = Draft { rest: Some(Rest { price, rounding: 0 }), ..self.part.clone() };
            let came = totals::priced(&tried).ok().flatten().and_then(|priced| both(&priced, &tried).ok())?;
            let apart = self.takes.net - came.net;
            if best.is_none_or(|(least, _)| apart.abs() < least) {
                best = Some((apart.abs(), Rest { price, rounding: self.takes.total - came.total }));
            }
            if apart == 0 || !meets_net {
                break;
            }
            price += apart;
        }
        best.map(|(_, rest)| rest)
    }
}

/// Whether an invoice can have this beside its lines: somebody may have changed them, and it must not come to less than nothing.
fn bears(draft: &Draft, rest: Rest) -> bool {
    let priced = totals::priced(&Draft { rest: Some(rest), ..draft.clone() }).ok().flatten();
    priced.is_some_and(|priced| priced.net >= Decimal::ZERO && totals::payable(&priced) >= Decimal::ZERO)
}

/// A line of an invoice that takes from a row of the sale.
struct Taken {
    row_id: String,
    quantity: Decimal,
    discount: Option<Share>,
    /// Whether nothing of the row is left after it.
    ends: bool,
}

/// The sale of which an invoice takes a part.
struct Sale {
    rows: Vec<PlanRow>,
    taken: Vec<Taken>,
    /// What of each row is left after the invoice.
    left: BTreeMap<String, Decimal>,
}

impl Sale {
    fn of(read: &Read<'_>, draft: &Draft, own: Option<&str>) -> Result<Option<Self>> {
        let mut named = Vec::new();
        for line in draft.lines.iter().filter(|line| !line.optional) {
            let Some(row_id) = &line.billing_row_id else { continue };
            named.extend(store::row(read, row_id)?.map(|row| (line, row)));
        }
        let Some((_, first)) = named.first() else { return Ok(None) };
        if named.iter().any(|(_, row)| !row.is_sold_with(first) || row.currency != draft.currency) {
            return Ok(None);
        }
        let mut rows = store::rows_of_sale(read, first)?;
        let mut left = BTreeMap::new();
        for row in &mut rows {
            let mut quantity = left_of(read, row, false)?;
            for (taken, used) in own.map_or(Ok(Vec::new()), |own| store::uses(read, &row.id, own))? {
                quantity += number(&taken)?;
                row.used = row.used - used;
            }
            left.insert(row.id.clone(), quantity);
        }
        let mut taken = Vec::new();
        for (line, row) in named {
            let Some(left) = left.get_mut(&row.id) else { continue };
            let quantity = line.quantity.min(*left);
            if quantity > Decimal::ZERO {
                *left -= quantity;
                taken.push(Taken { row_id: row.id, quantity, discount: line.discount, ends: left.is_zero() });
            }
        }
        Ok((!taken.is_empty()).then_some(Self { rows, taken, left }))
    }

    fn lines(&self) -> impl Iterator<Item = &PlanRow> {
        self.rows.iter().filter(|row| row.kind == "line")
    }

    /// What is still to be invoiced of it.
    fn left(&self) -> Both {
        self.rows.iter().fold(Both::default(), |sum, row| sum + row.open())
    }

    /// Whether the invoice leaves nothing to invoice; a line that was given away leaves no money.
    fn is_last(&self) -> bool {
        let ends = |row: &PlanRow| self.left[&row.id] <= Decimal::ZERO || row.open() == Both::default();
        !self.takes_closed() && self.lines().all(ends)
    }

    /// Whether the invoice takes from a row of which the rest was not to be invoiced: what it takes of it was sold all the same, and
    /// there is no whole that its parts could meet.
    fn takes_closed(&self) -> bool {
        let is_closed = |id: &String| self.rows.iter().any(|row| row.closed && row.id == *id);
        self.taken.iter().any(|taken| is_closed(&taken.row_id))
    }

    /// What was sold of it, net, that will not be invoiced: it keeps its share of an amount of discount or charge.
    fn closed_net(&self) -> Result<Decimal> {
        let mut closed = self.lines().filter(|row| row.closed);
        closed.try_fold(Decimal::ZERO, |sum, row| Ok(sum + net_of(row, self.left[&row.id])?))
    }

    /// All of it as one invoice today; `None` when that does not come to what it was sold for.
    fn whole(&self, read: &Read<'_>, draft: &Draft) -> Result<Option<Draft>> {
        let sold = self.rows.iter().fold(Both::default(), |sum, row| sum + row.sold);
        let lines = self.lines().map(line_of).collect::<Result<_>>()?;
        let Some(head) = self.head(read, draft)? else { return Ok(None) };
        let Some((whole, came)) = priced(read, Some(&DraftInput { lines: Some(lines), ..head }))? else {
            return Ok(None);
        };
        let stands = came.net == sold.net && (came.total - sold.total).abs() <= APART;
        Ok(stands.then_some(whole))
    }

    /// The head that was agreed, at the day and rate of the invoice; `None` when the agreement stands no more.
    fn head(&self, read: &Read<'_>, draft: &Draft) -> Result<Option<DraftInput>> {
        let Some(first) = self.rows.first() else { return Ok(None) };
        let head = unless_refused(head_of(read, first))?;
        Ok(head.map(|head| DraftInput {
            date: Some(draft.date.to_string()),
            rate: Some(canonical(draft.rate)),
            ..head
        }))
    }

    /// The form of the invoice as it was agreed: its quantities at the agreed prices.
    fn part(&self, read: &Read<'_>, draft: &Draft, own: Option<&str>) -> Result<Option<DraftInput>> {
        let Some(mut input) = self.head(read, draft)? else { return Ok(None) };
        let lines = self.part_lines(read, own)?;
        let estimate_id = self.rows.first().and_then(|row| row.estimate_id.as_deref());
        let given =
            estimate_id.map_or(Ok(Vec::new()), |id| store::issued_shares_of_estimate(read, id, own))?;
        let (mut discounts, mut charges): (Vec<String>, Vec<String>) = given.into_iter().unzip();
        let closed = self.closed_net()?;
        let kept = |agreed: Option<&String>| borne(&self.rows, agreed?, closed).map(canonical);
        discounts.extend(kept(input.discount.as_ref()));
        charges.extend(kept(input.charge.as_ref()));
        let share = |agreed: Option<String>, given: &[String], typed, most| {
            agreed.and_then(|agreed| carried(&agreed, given, typed, self.is_last(), most))
        };
        input.discount = share(input.discount, &discounts, draft.discount, gross(&lines));
        input.charge = share(input.charge, &charges, draft.charge, Decimal::MAX);
        input.lines = Some(lines);
        Ok(Some(input))
    }

    fn part_lines(&self, read: &Read<'_>, own: Option<&str>) -> Result<Vec<LineInput>> {
        let mut lines: Vec<LineInput> = Vec::with_capacity(self.taken.len());
        let mut given: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for taken in &self.taken {
            let Some(row) = self.rows.iter().find(|row| row.id == taken.row_id) else { continue };
            let mut line = LineInput { quantity: Some(canonical(taken.quantity)), ..line_of(row)? };
            if let Some(agreed) = line.discount.take() {
                let before = match given.remove(row.id.as_str()) {
                    Some(before) => before,
                    None => store::issued_discounts_of_row(read, &row.id, own)?,
                };
                let most = gross(std::slice::from_ref(&line));
                line.discount = carried(&agreed, &before, taken.discount, taken.ends, most);
                let now = before.into_iter().chain(line.discount.clone()).collect();
                given.insert(row.id.as_str(), now);
            }
            lines.push(line);
        }
        Ok(lines)
    }

    /// The most that the roundings of this invoice and of those before it come to: half a cent for each figure, and half a coin.
    fn roundings(&self, read: &Read<'_>, whole: &Draft, own: Option<&str>) -> Result<i64> {
        let Some(first) = self.rows.first() else { return Ok(0) };
        let taxes = whole.lines.iter().map(|line| line.taxes.len()).max().unwrap_or(0);
        let coin = whole.branch.round_to.parse().ok().and_then(|coin| money::minor(coin, &whole.currency));
        let figures = i64::try_from(self.rows.len() * (1 + taxes) + 2).unwrap_or(i64::MAX);
        let invoices = store::invoices_of_sale(read, first, own)?.saturating_add(1);
        Ok(invoices.saturating_mul(figures.saturating_add(coin.unwrap_or(1))))
    }
}

/// The most tax that an amount of discount or charge moves, in minor units: by the agreement it is spread over all lines, on a part over
/// those that it carries.
fn moved(whole: &Draft) -> i64 {
    let amount = |share: Option<Share>| match share {
        Some(Share::Amount(amount)) => amount,
        _ => Decimal::ZERO,
    };
    let rates = || whole.lines.iter().map(|line| line.taxes.iter().map(|tax| tax.rate).sum::<Decimal>());
    let span = rates().max().unwrap_or_default() - rates().min().unwrap_or_default();
    let most = (amount(whole.discount) + amount(whole.charge)).checked_mul(span / Decimal::ONE_HUNDRED);
    let most = most.map(|most| round_half_away(most, whole.decimals));
    most.and_then(|most| money::minor(most, &whole.currency)).unwrap_or(0)
}

/// How much of an agreed discount or charge an invoice carries by the agreement. A percentage is the same on every part. Of an
/// amount it is what was typed on it, as far as it is left after those before; the last one carries all that is left.
fn carried(
    agreed: &str,
    before: &[String],
    typed: Option<Share>,
    is_last: bool,
    most: Decimal,
) -> Option<String> {
    let Some((_, left)) = left_of_amount(agreed, before) else { return Some(agreed.to_owned()) };
    let typed = match typed {
        Some(Share::Amount(typed)) => typed,
        _ => Decimal::ZERO,
    };
    let part = if is_last { left } else { left.min(typed) }.min(most);
    (part > Decimal::ZERO).then(|| canonical(part))
}

/// The line of a row of the plan as it was sold.
fn line_of(row: &PlanRow) -> Result<LineInput> {
    Ok(LineInput { quantity: Some(row.quantity.clone()), ..row.as_line()? })
}

/// Checks and prices a form; `None` when there is none, or when a rule that came later refuses it.
fn priced(read: &Read<'_>, input: Option<&DraftInput>) -> Result<Option<(Draft, Both)>> {
    let Some(input) = input else { return Ok(None) };
    let Some(draft) = unless_refused(draft::check(read, DraftKind::Invoice, input))? else { return Ok(None) };
    let Some(priced) = unless_refused(totals::priced(&draft))?.flatten() else { return Ok(None) };
    let came = both(&priced, &draft)?;
    Ok(Some((draft, came)))
}

fn both(priced: &Priced, draft: &Draft) -> Result<Both> {
    let minor = |amount| {
        money::minor(amount, &draft.currency).ok_or_else(|| Error::field("lines", "error.amount_too_large"))
    };
    Ok(Both { net: minor(priced.net)?, total: minor(totals::payable(priced))? })
}

/// What was answered, unless it was refused; a failure of the file stays one.
fn unless_refused<T>(answer: Result<T>) -> Result<Option<T>> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if matches!(error.code, Code::Invalid | Code::Precondition | Code::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
