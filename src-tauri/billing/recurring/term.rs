//! What becomes of the recurring invoices of a contract with its terms: a further term goes on being invoiced, at what it is worth; a
//! contract that ends is not.
//!
//! What was said on the recurring invoice itself stays as it was said. What its contract leaves of it is kept beside that: the day on
//! which the contract ended, and the day after which it rests because what follows is invoiced otherwise. So an end is taken back by
//! forgetting it, and whoever chose a last day or a number of invoices finds it again.

use super::super::store::recurring::{self as store, Rest, Stored};
use super::raise::raise;
use super::{RecurringState, Rhythm, form, insert, retitle};
use crate::kernel::error::{Code, FieldError, Result};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use chrono::NaiveDate;

pub use super::moved::{begin, move_end};
pub use super::raise::Factor;

/// A further term of a contract.
#[derive(Debug, Clone, Copy)]
pub struct FurtherTerm {
    /// The first and the last day of the term before it.
    pub before: (NaiveDate, NaiveDate),
    /// Its own last day.
    pub until: NaiveDate,
    /// What the term before it was worth and what it is, in minor units of one currency; `None` where nobody said.
    pub worth: (Option<i64>, Option<i64>),
    /// By what prices change from the term before; `None` where they stay.
    pub factor: Option<Factor>,
    /// True: it was sold in a deal, which has a billing plan of its own.
    pub is_sold: bool,
}

/// Lets the recurring invoices of a contract go on with it; answers what somebody should look at. One whose last day is another than the
/// contract's, or that is over after so many invoices, was meant so and stays. Where the worth changes, the one ends with the old term and
/// another one goes on from the next day of its rhythm at prices changed by the same factor. Where the further term was sold in a deal,
/// that is what invoices it, and the recurring invoice rests until a term begins that was not.
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
        warnings.extend(follow(tx, &id, &currency, stands, term)?);
    }
    let is_left = was_invoiced && !term.is_sold && warnings.is_empty();
    if is_left && !goes_beyond(tx, contract_id, term.before.1)? {
        warnings.push(FieldError::new("recurring", "warning.term_not_invoiced"));
    }
    Ok(warnings)
}

/// Whether anything of a contract is invoiced again after a day.
fn goes_beyond(read: &Read<'_>, contract_id: &str, after: NaiveDate) -> Result<bool> {
    for (id, _) in store::of_contract(read, contract_id)? {
        let stands = store::load(read, &id)?;
        let is_ended = stands.state == RecurringState::Ended;
        if !is_ended && stands.rhythm.next(stands.done.max(Some(after))).is_some() {
            return Ok(true);
        }
    }
    Ok(false)
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
        return Ok(None);
    }
    if term.is_sold {
        let rest = Rest { after, worth_minor: term.worth.0, first: stands.rhythm.first };
        return place(tx, id, &stands, |row| row.rest = Some(rest)).map(|()| None);
    }
    let last = stands.rhythm.last.map(|_| term.until);
    let followed = match term.factor {
        Some(factor) => succeed(tx, &stands, stands.rhythm.first, (Some(factor), currency), term)?,
        None => Followed::NoDay,
    };
    let last = if matches!(followed, Followed::By) { Some(after) } else { last };
    place(tx, id, &stands, |row| row.rhythm.last = last)?;
    Ok(match followed {
        Followed::Refused => Some(warning("warning.recurring_old_price", &stands)),
        _ => None,
    })
}

/// Lets another one follow one that rested, at its prices changed by what the contract's worth has become since.
fn follow_rested(
    tx: &Tx<'_>,
    id: &str,
    currency: &str,
    stands: Stored,
    (rest, term): (Rest, FurtherTerm),
) -> Result<Option<FieldError>> {
    let factor = match (rest.worth_minor, term.worth.1) {
        (Some(before), Some(now)) if before != 0 || now == 0 => Factor::of(before, now),
        (None, None) => None,
        _ => return Ok(Some(warning("warning.recurring_no_price", &stands))),
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
    if (row.rhythm, row.cut, row.rest) == (stands.rhythm, stands.cut, stands.rest) {
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
    let endless = Rhythm { first: anchor, last: None, bound: None, ..stands.rhythm };
    let done = stands.done.max(Some(term.before.1));
    let Some(first) = endless.next(done) else { return Ok(Followed::NoDay) };
    let last = stands.rhythm.last.map(|_| term.until);
    if last.is_some_and(|last| first > last) {
        return Ok(Followed::NoDay);
    }
    let mut input = stands.input.clone();
    if let Some(factor) = factor {
        raise(&mut input, factor, currency);
    }
    let rhythm = Rhythm { first, last, made: 0, ..endless }.shown();
    let form = match form::checked(tx, input, &rhythm, stands.contract_id.clone(), None) {
        Ok(form) => form,
        Err(error) if error.code == Code::Invalid => return Ok(Followed::Refused),
        Err(error) => return Err(error),
    };
    let id = insert(tx, &form, None)?;
    if stands.state == RecurringState::Paused {
        store::set_state(tx, &id, stands.state, None, form.rhythm.next(None))?;
    }
    Ok(Followed::By)
}
