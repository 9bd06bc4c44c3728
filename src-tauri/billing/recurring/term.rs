//! What becomes of the recurring invoices of a contract with its terms: a further term goes on being invoiced, at what it is worth; a
//! contract that ends is not.
//!
//! What was said on the recurring invoice itself stays as it was said. What its contract leaves of it is kept beside that: the day on
//! which the contract ended, its last day where that was moved before the end that was said, and the day after which it rests because
//! what follows is invoiced otherwise. So an end is taken back by forgetting it, and whoever chose a last day or a number of invoices finds
//! it again.

use super::super::store::recurring::{self as store, Rest, Stored};
use super::moved::shorten;
use super::raise::raise;
use super::{RecurringState, Rhythm, form, insert, make, retitle};
use crate::kernel::error::{Code, FieldError, Result};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use crate::store::undo::Part;
use crate::support::contract::invoicing;
use chrono::{Datelike as _, NaiveDate};

pub use super::moved::{begin, end_with_term, move_term};
pub use super::raise::{Factor, PriceChange, TermWorth};

/// A further term of a contract.
#[derive(Debug, Clone, Copy)]
pub struct FurtherTerm {
    /// The first and the last day of the term before it.
    pub before: (NaiveDate, NaiveDate),
    /// Its own last day.
    pub until: NaiveDate,
    /// What the term before it was worth and what it is, in one currency; `None` where nobody said.
    pub worth: (Option<TermWorth>, Option<TermWorth>),
    /// What becomes of prices from the term before.
    pub change: PriceChange,
    /// True: it was sold in a deal, which has a billing plan of its own.
    pub is_sold: bool,
}

/// Lets the recurring invoices of a contract go on with it; answers what somebody should look at. One whose last day is another than the
/// contract's, or that is over after so many invoices, was meant so and stays. Where the worth changes, the one ends with the old term and
/// another one goes on from the next day of its rhythm at prices changed by the same factor; where none of its days lies in the further
/// term, it rests until a term has one. Where the further term was sold in a deal, that is what invoices it, and the recurring invoice rests
/// until a term begins that was not.
///
/// # Errors
/// A failure of the file.
pub fn go_on(tx: &Tx<'_>, contract_id: &str, term: FurtherTerm) -> Result<Vec<FieldError>> {
    let (mut warnings, mut was_invoiced) = (Vec::new(), false);
    for (id, currency) in store::of_contract(tx, contract_id)? {
        let stands = store::load(tx, &id)?;
        if stands.state == RecurringState::Ended {
            continue;
        }
        let (from, after) = term.before;
        was_invoiced |= stands.rest.is_none()
            && (stands.done.is_some_and(|done| done >= from) || stands.next.is_some_and(|day| day <= after));
        // Drafts that lie beyond the term that ends were made at its prices.
        let is_ahead = stands.done.is_some_and(|done| done > after && stands.rest.is_none());
        let is_other = term.is_sold || term.change != PriceChange::Stays;
        warnings.extend((is_ahead && is_other).then(|| warning("warning.recurring_ahead", &stands)));
        warnings.extend(follow(tx, &id, &currency, stands, term)?);
    }
    let is_owed = was_invoiced || term.worth.1.is_some_and(|worth| worth.minor > 0);
    let is_left = is_owed && !term.is_sold && warnings.is_empty();
    let goes_on = |stands: &Stored| stands.rest.is_some() || goes_beyond(stands, term.before.1);
    if is_left && !any_goes(tx, contract_id, goes_on)? {
        warnings.push(FieldError::new("recurring", "warning.term_not_invoiced"));
    }
    Ok(warnings)
}

/// What the recurring invoices of a contract in its currency come to without tax from a day to another, as they stand; `None` where none has a day there.
///
/// # Errors
/// A failure of the file.
pub fn worth_between(
    read: &Read<'_>,
    contract_id: &str,
    currency: &str,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Option<i64>> {
    let mut worth = None;
    for (id, of) in store::of_contract(read, contract_id)? {
        let stands = store::load(read, &id)?;
        if stands.state == RecurringState::Ended || of != currency {
            continue;
        }
        let goes_on = Rhythm { last: None, bound: None, ..stands.rhythm };
        let days: Vec<NaiveDate> = goes_on.days(from.pred_opt()).take_while(|day| *day <= until).collect();
        if let Some(net) = days.first().map_or(Ok(None), |first| make::net_of(read, &stands, *first))? {
            let times = i64::try_from(days.len()).unwrap_or(i64::MAX);
            worth = net.checked_mul(times).and_then(|net| net.checked_add(worth.unwrap_or(0)));
        }
    }
    Ok(worth)
}

/// Whether any of a contract that was not ended goes on in some way.
fn any_goes(read: &Read<'_>, contract_id: &str, goes: impl Fn(&Stored) -> bool) -> Result<bool> {
    for (id, _) in store::of_contract(read, contract_id)? {
        let stands = store::load(read, &id)?;
        if stands.state != RecurringState::Ended && goes(&stands) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether one has days after a day.
fn goes_beyond(stands: &Stored, after: NaiveDate) -> bool {
    stands.rhythm.next(stands.done.max(Some(after))).is_some()
}

/// Lets one of them go on; what somebody should look at.
fn follow(
    tx: &Tx<'_>,
    id: &str,
    currency: &str,
    stands: Stored,
    term: FurtherTerm,
) -> Result<Option<FieldError>> {
    let after = term.before.1;
    if let Some(rest) = stands.rest {
        return if term.is_sold { Ok(None) } else { follow_rested(tx, id, currency, stands, (rest, term)) };
    }
    if stands.rhythm.count.is_some() || stands.rhythm.last.is_some_and(|last| last != after) {
        return shorten(tx, id, &stands, term.until).map(|()| None);
    }
    let rest = Rest { after, worth: term.worth.0, first: stands.rhythm.first };
    if term.is_sold {
        return place(tx, id, &stands, |row| row.rest = Some(rest)).map(|()| None);
    }
    let told = match term.change {
        PriceChange::By(factor) => match succeed(tx, &stands, rest.first, (Some(factor), currency), term)? {
            Followed::By => {
                return place(tx, id, &stands, |row| row.rhythm.last = Some(after)).map(|()| None);
            }
            // Its next invoice costs what its own term will.
            Followed::NoDay => return place(tx, id, &stands, |row| row.rest = Some(rest)).map(|()| None),
            Followed::Refused => Some("warning.recurring_old_price"),
        },
        PriceChange::Unknown => Some("warning.recurring_no_price"),
        PriceChange::Stays => None,
    };
    place(tx, id, &stands, |row| row.rhythm.last = row.rhythm.last.map(|_| term.until))?;
    Ok(told.map(|message_id| warning(message_id, &stands)))
}

/// Lets the price of one that rests be that of the term in which it is typed: what comes of it later begins there.
pub(super) fn price_as_now(tx: &Tx<'_>, id: &str) -> Result<()> {
    let mut row = store::load(tx, id)?;
    if let (Some(rest), Some(contract_id)) = (&mut row.rest, &row.contract_id) {
        rest.worth = invoicing::term_worth(tx, contract_id)?;
        store::set_days(tx, id, &row)?;
    }
    Ok(())
}

/// Lets another one follow one that rested, at its prices changed by what the contract's worth has become since.
fn follow_rested(
    tx: &Tx<'_>,
    id: &str,
    currency: &str,
    stands: Stored,
    (rest, term): (Rest, FurtherTerm),
) -> Result<Option<FieldError>> {
    let factor = match PriceChange::between(rest.worth, term.worth.1) {
        PriceChange::By(factor) => Some(factor),
        PriceChange::Stays => None,
        PriceChange::Unknown => return Ok(Some(warning("warning.recurring_no_price", &stands))),
    };
    match succeed(tx, &stands, rest.first, (factor, currency), term)? {
        Followed::Refused => return Ok(Some(warning("warning.recurring_rests", &stands))),
        Followed::NoDay => {}
        Followed::By => place(tx, id, &stands, |row| {
            row.rhythm.last = row.rhythm.until();
            row.rest = None;
        })?,
    }
    Ok(None)
}

fn warning(message_id: &str, stands: &Stored) -> FieldError {
    FieldError::new("recurring", message_id).with("number", stands.code.clone())
}

/// Lets recurring invoices that were made of the sale of a further term belong to its contract; those that rest for that term end.
///
/// # Errors
/// A failure of the file.
pub fn take_over<'a>(tx: &Tx<'_>, contract_id: &str, ids: impl Iterator<Item = &'a str>) -> Result<()> {
    for (id, _) in store::of_contract(tx, contract_id)? {
        let stands = store::load(tx, &id)?;
        if stands.rest.is_some() && stands.state != RecurringState::Ended {
            record::bump(tx, &id)?;
            store::set_state(tx, &id, RecurringState::Ended, stands.done, None)?;
        }
    }
    ids.into_iter().try_for_each(|id| store::name_contract(tx, id, contract_id))
}

/// How many drafts wait that recurring invoices of a contract made of days after one.
///
/// # Errors
/// A failure of the file.
pub fn drafts_after(read: &Read<'_>, contract_id: &str, day: NaiveDate) -> Result<i64> {
    store::drafts_after(read, contract_id, &day.to_string())
}

/// What a further term that was sold changes of a recurring invoice.
pub const OF_TERM: Part = (
    "recurring_invoice",
    &["state", "last_date", "short_date", "rest_date", "rest_minor", "rest_months", "rest_first"],
);

/// Whether something is invoiced of a contract after a day, or will be, by its recurring invoices.
///
/// # Errors
/// A failure of the file.
pub fn is_invoiced_after(read: &Read<'_>, contract_id: &str, day: NaiveDate) -> Result<bool> {
    let has_made = store::has_made_after(read, contract_id, &day.to_string())?;
    Ok(has_made || any_goes(read, contract_id, |stands| goes_beyond(stands, day))?)
}

/// The recurring invoices of a contract.
///
/// # Errors
/// A failure of the file.
pub fn ids(read: &Read<'_>, contract_id: &str) -> Result<impl Iterator<Item = String>> {
    Ok(store::of_contract(read, contract_id)?.into_iter().map(|(id, _)| id))
}

/// Puts the next day of one where it follows from its rhythm and from what is settled.
///
/// # Errors
/// A failure of the file.
pub fn put_next(tx: &Tx<'_>, id: &str) -> Result<()> {
    let stands = store::load(tx, id)?;
    let next = stands.by_rhythm();
    if next == stands.next {
        return Ok(());
    }
    store::set_next(tx, id, next)?;
    retitle(tx, id)
}

/// Lets no recurring invoice of a contract make an invoice after the day on which the contract ends. One that is over anyway stays so.
///
/// # Errors
/// A failure of the file.
pub fn end(tx: &Tx<'_>, contract_id: &str, day: NaiveDate) -> Result<()> {
    for (id, _) in store::of_contract(tx, contract_id)? {
        let stands = store::load(tx, &id)?;
        let has_days = stands.rhythm.next(stands.done).is_some();
        if has_days && stands.rhythm.until().is_none_or(|until| until > day) {
            place(tx, &id, &stands, |row| row.cut = Some(day))?;
        }
    }
    Ok(())
}

/// Takes that back: each goes on as was said on it.
///
/// # Errors
/// A failure of the file.
pub fn reopen(tx: &Tx<'_>, contract_id: &str) -> Result<()> {
    for (id, _) in store::of_contract(tx, contract_id)? {
        let stands = store::load(tx, &id)?;
        place(tx, &id, &stands, |row| row.cut = None)?;
    }
    Ok(())
}

/// Puts the days of one in their place, and the next one that follows from them.
pub(super) fn place(tx: &Tx<'_>, id: &str, stands: &Stored, change: impl FnOnce(&mut Stored)) -> Result<()> {
    let mut row = stands.clone();
    change(&mut row);
    if (row.rhythm, row.cut, row.short, row.rest) == (stands.rhythm, stands.cut, stands.short, stands.rest) {
        return Ok(());
    }
    row.bind();
    record::bump(tx, id)?;
    store::set_days(tx, id, &row)?;
    retitle(tx, id)
}

/// How one was followed by another.
enum Followed {
    By,
    /// None of its days falls into the further term.
    NoDay,
    /// The invoice of its first day would be refused.
    Refused,
}

/// Makes the one that goes on from the further term, with the days of the rhythm reckoned from `anchor`.
fn succeed(
    tx: &Tx<'_>,
    stands: &Stored,
    anchor: NaiveDate,
    (factor, currency): (Option<Factor>, &str),
    term: FurtherTerm,
) -> Result<Followed> {
    let last = stands.rhythm.last.map(|_| term.until);
    let anchored = Rhythm { first: anchor, last, made: 0, bound: None, ..stands.rhythm };
    let done = stands.done.max(Some(term.before.1));
    let Some(first) = anchored.next(done).filter(|day| *day <= term.until) else {
        return Ok(Followed::NoDay);
    };
    // In a short month a day is cut; only the days from the first one on know which it was.
    let (rhythm, done) = match first.day() == anchor.day() {
        true => (Rhythm { first, ..anchored }, None),
        false => (anchored, done),
    };
    let mut input = stands.input.clone();
    if let Some(factor) = factor {
        raise(&mut input, factor, currency);
    }
    let before = Stored { rhythm, done, cut: None, short: None, rest: None, ..stands.clone() };
    let form = match form::checked(tx, input, &rhythm.shown(), stands.contract_id.clone(), Some(&before)) {
        Ok(form) => form,
        Err(error) if error.code == Code::Invalid => return Ok(Followed::Refused),
        Err(error) => return Err(error),
    };
    let id = insert(tx, &form, done)?;
    if stands.state == RecurringState::Paused {
        store::set_state(tx, &id, stands.state, done, form.rhythm.next(done))?;
    }
    Ok(Followed::By)
}
