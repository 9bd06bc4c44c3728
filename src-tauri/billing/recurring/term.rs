//! What becomes of the recurring invoices of a contract with its terms: a further term goes on being invoiced, at what it is worth; a
//! contract that ends is not.

use super::super::store::recurring::{self as store, Stored};
use super::{RecurringState, Rhythm, form, insert};
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Code, Result};
use crate::store::record;
use crate::store::tx::Tx;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A further term of a contract.
#[derive(Debug, Clone, Copy)]
pub struct FurtherTerm {
    /// The last day of the term before it.
    pub after: NaiveDate,
    /// Its own last day.
    pub until: NaiveDate,
    /// What the term before it was worth and what it is, in minor units of one currency; `None` where nobody said.
    pub worth: (Option<i64>, Option<i64>),
    /// True: it was sold in a deal, which has a billing plan of its own.
    pub is_sold: bool,
}

impl FurtherTerm {
    /// By what its prices rise or fall; `None` where they stay.
    fn factor(&self) -> Option<Decimal> {
        let (Some(before), Some(now)) = self.worth else { return None };
        (before != now).then(|| Decimal::from(now).checked_div(Decimal::from(before))).flatten()
    }
}

/// Lets the recurring invoices of a contract go on with it. One whose last day is another than the contract's, or that is over after so
/// many invoices, was meant so and stays. Where the worth changes, the one ends with the old term and another one goes on from the next
/// day of its rhythm at prices changed by the same factor. Where the further term was sold in a deal, that is what invoices it.
///
/// # Errors
/// A failure of the file.
pub fn go_on(tx: &Tx<'_>, contract_id: &str, term: FurtherTerm) -> Result<()> {
    for (id, currency) in store::of_contract(tx, contract_id)? {
        let stands = store::load(tx, &id)?;
        if stands.rhythm.count.is_some() || stands.rhythm.last.is_some_and(|last| last != term.after) {
            continue;
        }
        let is_followed = match term.factor().filter(|_| !term.is_sold) {
            Some(factor) => succeed(tx, &stands, (factor, &currency), term)?,
            None => false,
        };
        let last = match is_followed || term.is_sold {
            true => Some(term.after),
            false => stands.rhythm.last.map(|_| term.until),
        };
        end_on(tx, &id, stands, last)?;
    }
    Ok(())
}

/// Lets no recurring invoice of a contract make an invoice after the day on which the contract ends.
///
/// # Errors
/// A failure of the file.
pub fn end(tx: &Tx<'_>, contract_id: &str, day: NaiveDate) -> Result<()> {
    for (id, _) in store::of_contract(tx, contract_id)? {
        let stands = store::load(tx, &id)?;
        if stands.rhythm.last.is_none_or(|last| last > day) {
            end_on(tx, &id, stands, Some(day))?;
        }
    }
    Ok(())
}

/// Takes that back for those that ended on `day` with it; they go on until `until`, or for good.
///
/// # Errors
/// A failure of the file.
pub fn reopen(tx: &Tx<'_>, contract_id: &str, day: NaiveDate, until: Option<NaiveDate>) -> Result<()> {
    for (id, _) in store::of_contract(tx, contract_id)? {
        let stands = store::load(tx, &id)?;
        if stands.rhythm.last == Some(day) {
            end_on(tx, &id, stands, until)?;
        }
    }
    Ok(())
}

/// Puts the last day of one in its place, and the next one that follows from it.
fn end_on(tx: &Tx<'_>, id: &str, mut stands: Stored, last: Option<NaiveDate>) -> Result<()> {
    if stands.rhythm.last == last {
        return Ok(());
    }
    record::bump(tx, id)?;
    stands.rhythm.last = last;
    // A day takes the place of a number of invoices.
    stands.rhythm.count = stands.rhythm.count.filter(|_| last.is_none());
    store::set_last(tx, id, last, stands.by_rhythm())
}

/// Makes the one that goes on at prices changed by a factor; false where the invoice of its first day would be refused, or it has none.
fn succeed(
    tx: &Tx<'_>,
    stands: &Stored,
    (factor, currency): (Decimal, &str),
    term: FurtherTerm,
) -> Result<bool> {
    let endless = Rhythm { last: None, ..stands.rhythm };
    let Some(first) = endless.next(stands.done.max(Some(term.after))) else { return Ok(false) };
    let last = stands.rhythm.last.map(|_| term.until);
    if last.is_some_and(|last| first > last) {
        return Ok(false);
    }
    let mut input = stands.input.clone();
    let decimals = iso_decimals(currency).unwrap_or(2);
    for line in input.lines.iter_mut().flatten() {
        let price: Option<Decimal> = line.unit_price.as_deref().and_then(|price| price.parse().ok());
        let changed = price.and_then(|price| price.checked_mul(factor));
        if let Some(changed) = changed {
            line.unit_price = Some(canonical(round_half_away(changed, decimals)));
        }
    }
    let rhythm = Rhythm { first, last, made: 0, ..stands.rhythm }.shown();
    let form = match form::checked(tx, input, &rhythm, stands.contract_id.clone(), None) {
        Ok(form) => form,
        Err(error) if error.code == Code::Invalid => return Ok(false),
        Err(error) => return Err(error),
    };
    let id = insert(tx, &form, None)?;
    if stands.state == RecurringState::Paused {
        store::set_state(tx, &id, stands.state, None, form.rhythm.next(None))?;
    }
    Ok(true)
}
