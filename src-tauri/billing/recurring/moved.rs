//! What becomes of the recurring invoices of a contract whose days change: it begins on another day than was planned, or its last day is
//! another one now. As many invoices are written as were meant for its term.

use super::super::store::recurring::{self as store, Rest, Stored};
use super::term::{TermWorth, place};
use super::{RecurringState, Rhythm, hand};
use crate::kernel::error::Result;
use crate::store::tx::Tx;
use chrono::{Datelike as _, Months, NaiveDate};

/// The first and the last day of a term.
pub(super) type Days = (NaiveDate, NaiveDate);

/// Moves the recurring invoices of a contract that begins on another day. Of one that has made nothing yet, all days move; one that has
/// keeps its number of invoices in this term, rests then, and goes on with the next term. Answers the numbers of
/// those that have days left.
///
/// # Errors
/// A failure of the file.
pub fn begin(
    tx: &Tx<'_>,
    contract_id: &str,
    planned: Days,
    now: Days,
    worth: Option<TermWorth>,
) -> Result<Vec<String>> {
    let mut kept = Vec::new();
    let all = all_of(tx, contract_id)?;
    if all.is_empty() {
        hand::move_parts(tx, contract_id, planned, now)?;
    }
    for one in all {
        if move_fresh(tx, &one, planned, now)? {
            continue;
        }
        let OfContract { id, stands, .. } = one;
        if stands.state != RecurringState::Ended && planned.0 != now.0 {
            kept.extend(stands.next.map(|_| stands.code.clone()));
            if goes_with(&stands, planned.1) {
                let first = along(stands.rhythm.first, planned.0, now.0);
                let rest = Rest { after: planned.1, worth, first };
                place(tx, &id, &stands, |row| row.rest = Some(rest))?;
            }
        }
    }
    Ok(kept)
}

/// A recurring invoice of a contract.
struct OfContract {
    id: String,
    stands: Stored,
    /// The part of the plan that is its first period and still to come.
    part_id: Option<String>,
}

/// Those of a contract, looked at before any of them moves: they may share their first part.
fn all_of(tx: &Tx<'_>, contract_id: &str) -> Result<Vec<OfContract>> {
    let of_contract = store::of_contract(tx, contract_id)?.into_iter().map(|(id, _)| {
        let stands = store::load(tx, &id)?;
        let part_id = hand::first_part(tx, &stands)?;
        Ok(OfContract { id, stands, part_id })
    });
    of_contract.collect()
}

/// Moves all days of one that has made nothing yet with those of its contract; false for one that has.
fn move_fresh(tx: &Tx<'_>, one: &OfContract, planned: Days, now: Days) -> Result<bool> {
    let OfContract { id, stands, part_id } = one;
    let is_fresh = stands.done.is_none() && stands.rhythm.made == 0;
    if !is_fresh && part_id.is_none() {
        return Ok(false);
    }
    let along = |day: NaiveDate| if day == planned.1 { now.1 } else { along(day, planned.0, now.0) };
    place(tx, id, stands, |row| {
        row.rhythm.first = along(row.rhythm.first);
        row.rhythm.last = row.rhythm.last.map(along);
        row.done = row.done.map(along);
    })?;
    if let Some(part_id) = part_id {
        hand::move_part(tx, part_id, &store::load(tx, id)?)?;
    }
    Ok(true)
}

/// Whether one goes on with a term that ends on a day, as far as nobody said another day or a number.
fn goes_with(stands: &Stored, end: NaiveDate) -> bool {
    stands.rest.is_none()
        && stands.rhythm.count.is_none()
        && stands.rhythm.last.is_none_or(|last| last == end)
}

/// A day as long after one day as it was after another: in whole months where it was, else in days.
pub(super) fn along(day: NaiveDate, from: NaiveDate, to: NaiveDate) -> NaiveDate {
    let months = (day.year() - from.year()) * 12 + day.month().cast_signed() - from.month().cast_signed();
    if let Ok(months) = u32::try_from(months)
        && from.checked_add_months(Months::new(months)) == Some(day)
    {
        return to.checked_add_months(Months::new(months)).unwrap_or(day);
    }
    to.checked_add_signed(day - from).unwrap_or(day)
}

/// Lets the recurring invoices that were over with a contract be over on its new last day; where that is an earlier one, no other goes
/// beyond it until it is a later one again. One that goes on for good does, as the contract may. Where the first day of the contract moves
/// as well and is to come, or is that of one, that one moves as a whole unless it made something.
///
/// # Errors
/// A failure of the file.
pub fn move_term(tx: &Tx<'_>, contract_id: &str, planned: Days, now: Days) -> Result<()> {
    let (from, to) = (planned.1, now.1);
    let all = all_of(tx, contract_id)?;
    if all.is_empty() {
        hand::move_parts(tx, contract_id, planned, now)?;
    }
    for one in all {
        let begins =
            one.stands.rhythm.first == planned.0 || planned.0 > tx.today_at(Some(&one.stands.branch_id))?;
        if planned.0 != now.0 && begins && move_fresh(tx, &one, planned, now)? {
            continue;
        }
        let OfContract { id, stands, .. } = one;
        if stands.rhythm.last == Some(from) {
            place(tx, &id, &stands, |row| row.rhythm.last = Some(to))?;
        } else if to < from {
            place(tx, &id, &stands, |row| row.short = goes_past(row, to).then_some(to))?;
        } else {
            shorten(tx, &id, &stands, to)?;
        }
    }
    Ok(())
}

/// Lets one that its contract has shortened go until a later last day of that, at most as far as was said on it.
pub(super) fn shorten(tx: &Tx<'_>, id: &str, stands: &Stored, to: NaiveDate) -> Result<()> {
    match stands.short {
        Some(_) => place(tx, id, stands, |row| row.short = goes_past(row, to).then_some(to)),
        None => Ok(()),
    }
}

/// Whether what was said on one goes beyond a day.
fn goes_past(stands: &Stored, day: NaiveDate) -> bool {
    let said = Rhythm { bound: None, ..stands.rhythm };
    match said.last {
        Some(last) => last > day,
        None => said.count.is_some() && said.days(stands.done).any(|one| one > day),
    }
}

/// Lets the recurring invoices of a contract that went on for good, as it did, be over with its term now.
///
/// # Errors
/// A failure of the file.
pub fn end_with_term(tx: &Tx<'_>, contract_id: &str, end: NaiveDate) -> Result<()> {
    for (id, _) in store::of_contract(tx, contract_id)? {
        let stands = store::load(tx, &id)?;
        let is_endless = stands.rhythm.last.is_none() && stands.rhythm.count.is_none();
        if is_endless && stands.state != RecurringState::Ended {
            place(tx, &id, &stands, |row| row.rhythm.last = Some(end))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_moves_by_months_where_it_lay_by_months() {
        for (day, from, to, moved) in [
            ("2026-11-01", "2026-11-01", "2027-02-01", "2027-02-01"),
            ("2027-01-01", "2026-11-01", "2027-02-15", "2027-04-15"),
            ("2026-11-20", "2026-11-01", "2027-02-10", "2027-03-01"),
            ("2026-10-25", "2026-11-01", "2027-02-10", "2027-02-03"),
        ] {
            let parse = |text: &str| text.parse::<NaiveDate>().unwrap();
            assert_eq!(along(parse(day), parse(from), parse(to)), parse(moved), "{day}");
        }
    }
}
