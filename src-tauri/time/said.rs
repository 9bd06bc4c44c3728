//! Time that is noted with what is said in a ticket: an entry of whoever said it, of that day, for the ticket. It stands in the week of
//! that person, and is invoiced or taken off what was bought like any other.

use super::entry;
use super::fields::{self, DAY_MINUTES};
use super::sheet;
use super::store::entry::{self as rows, NewEntry, Origin};
use super::store::{said as store, subject as subjects};
use super::subject::TimeOn;
use crate::kernel::error::{Code, Error, FieldError, Result};
use crate::store::tx::Tx;
use crate::support::overage;

/// Something that was said in a ticket by one of us.
#[derive(Debug)]
pub(crate) struct Said {
    /// The message.
    pub(crate) message_id: String,
    /// In which ticket.
    pub(crate) ticket_id: String,
    /// By whom.
    pub(crate) user_id: String,
    /// When, in epoch milliseconds.
    pub(crate) at_ms: i64,
}

/// Minutes of work that one message takes, as typed.
///
/// # Errors
/// `error.between` at `minutes`.
pub(crate) fn check_minutes(minutes: i64, least: i64) -> std::result::Result<i64, FieldError> {
    if (least..=DAY_MINUTES).contains(&minutes) {
        Ok(minutes)
    } else {
        Err(FieldError::new("minutes", "error.between").with("min", least).with("max", DAY_MINUTES))
    }
}

/// Notes that what was said took so many minutes, or puts right how many it took; 0: none.
///
/// # Errors
/// `error.time_day_full` at `minutes`; `precondition` with `error.timesheet_locked` or `error.time_invoiced`; `not_found` when the time of
/// that person is out of reach.
pub(crate) fn take(tx: &Tx<'_>, said: &Said, minutes: i64) -> Result<()> {
    let Some(id) = store::entry_of(tx, &said.message_id)? else { return add(tx, said, minutes) };
    let stands = entry::changeable(tx, &id)?;
    if minutes == 0 {
        return rows::delete(tx, &id);
    }
    fields::fits(tx, "minutes", &stands.user_id, stands.day, minutes, Some(&id))?;
    rows::set_minutes(tx, &id, minutes)
}

fn add(tx: &Tx<'_>, said: &Said, minutes: i64) -> Result<()> {
    if minutes == 0 {
        return Ok(());
    }
    let on = TimeOn::of(None, None, Some(said.ticket_id.clone()));
    let subject = subjects::of(tx, &on)?.ok_or_else(|| Error::not_found("ticket"))?;
    let day = tx.civil_at(said.at_ms, None)?.date();
    fields::fits(tx, "minutes", &said.user_id, day, minutes, None)?;
    let new = NewEntry {
        user_id: &said.user_id,
        day,
        minutes,
        subject: &subject,
        item_id: None,
        // What is said among ourselves is no word for an annex that the customer reads.
        note: "",
        billable: subject.is_billable,
        origin: Origin::Said(&said.message_id),
    };
    entry::insert(tx, &new).map(drop)
}

/// Lets the work on tickets follow when something was bought for them, or is no longer: it is invoiced, or takes of what was bought. What is
/// settled stays as it is: what stands on an invoice or in a week that was submitted, and what was invoiced as overage.
///
/// # Errors
/// A failure of the file.
pub(crate) fn follow_bought(tx: &Tx<'_>, ticket_ids: &[String], is_bought: bool) -> Result<()> {
    for id in ticket_ids {
        for entry in store::open_on(tx, id, is_bought)? {
            if !is_settled(tx, &entry, is_bought)? {
                store::set_billable(tx, &entry.id, !is_bought)?;
            }
        }
    }
    Ok(())
}

fn is_settled(tx: &Tx<'_>, entry: &store::OnTicket, is_bought: bool) -> Result<bool> {
    let refused = match sheet::require_open(tx, &entry.user_id, entry.day) {
        Ok(()) if !is_bought => overage::bills_time_once(tx, &entry.id),
        week => week,
    };
    match refused {
        Ok(()) => Ok(false),
        Err(error) if error.code == Code::Precondition => Ok(true),
        Err(error) => Err(error),
    }
}
