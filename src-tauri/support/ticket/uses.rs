//! What tickets take of entitlements: one request when they are opened, or the minutes of work on them. Each is a fact, and what is
//! given back is another one, of the day of what it takes back: each counts when it was worked or asked.

use crate::kernel::error::Result;
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::store::{entitlement as store, work};
use crate::support::terms::SupportUnit;

/// What a ticket takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Taken {
    /// That it was asked.
    Request,
    /// Minutes of work.
    Minutes(i64),
}

/// Takes something of an entitlement now, when that is what it counts.
pub(super) fn take(tx: &Tx<'_>, ticket_id: &str, entitlement_id: Option<&str>, taken: Taken) -> Result<()> {
    take_at(tx, ticket_id, entitlement_id, taken, tx.now_ms())
}

/// The same at an instant; below zero minutes that were not worked after all.
pub(super) fn take_at(
    tx: &Tx<'_>,
    ticket_id: &str,
    entitlement_id: Option<&str>,
    taken: Taken,
    at_ms: i64,
) -> Result<()> {
    let Some(id) = entitlement_id else { return Ok(()) };
    let quantity = match (store::unit(tx, id)?, taken) {
        (SupportUnit::Tickets, Taken::Request) => 1,
        (SupportUnit::Hours, Taken::Minutes(minutes)) => minutes,
        _ => return Ok(()),
    };
    let day = tx.civil_at(at_ms, record::branch(tx, id)?.as_deref())?.date();
    store::record_use(tx, id, ticket_id, quantity, &day.to_string())
}

/// Takes the minutes of work that were noted in a ticket and in those that went on in it, as uses of a ticket.
pub(super) fn take_work(
    tx: &Tx<'_>,
    of_id: &str,
    ticket_id: &str,
    entitlement_id: Option<&str>,
) -> Result<()> {
    for (at_ms, minutes) in work::noted(tx, of_id)? {
        take_at(tx, ticket_id, entitlement_id, Taken::Minutes(minutes), at_ms)?;
    }
    Ok(())
}

/// Gives back all that a ticket took.
pub(super) fn give_back(tx: &Tx<'_>, ticket_id: &str) -> Result<()> {
    for (entitlement_id, day, taken) in store::taken_by(tx, ticket_id)? {
        store::record_use(tx, &entitlement_id, ticket_id, -taken, &day)?;
    }
    Ok(())
}

/// Moves what a ticket takes to another entitlement, or to none.
pub(super) fn move_to(tx: &Tx<'_>, ticket_id: &str, entitlement_id: Option<&str>) -> Result<()> {
    give_back(tx, ticket_id)?;
    take_at(tx, ticket_id, entitlement_id, Taken::Request, work::opened_ms(tx, ticket_id)?)?;
    take_work(tx, ticket_id, ticket_id, entitlement_id)
}
