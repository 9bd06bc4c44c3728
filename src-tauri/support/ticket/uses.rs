//! What tickets take of entitlements: one request when they are opened, or the minutes of work on them. Each is a fact, and what is
//! given back is another one.

use crate::kernel::error::Result;
use crate::store::tx::Tx;
use crate::support::store::entitlement as store;
use crate::support::terms::SupportUnit;

/// What a ticket takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Taken {
    /// That it was asked.
    Request,
    /// Minutes of work.
    Minutes(i64),
}

/// Takes something of an entitlement, when that is what it counts.
pub(super) fn take(tx: &Tx<'_>, ticket_id: &str, entitlement_id: Option<&str>, taken: Taken) -> Result<()> {
    let Some(id) = entitlement_id else { return Ok(()) };
    let quantity = match (store::unit(tx, id)?, taken) {
        (SupportUnit::Tickets, Taken::Request) => 1,
        (SupportUnit::Hours, Taken::Minutes(minutes)) => minutes,
        _ => return Ok(()),
    };
    store::record_use(tx, id, ticket_id, quantity)
}

/// Gives back all that a ticket took.
pub(super) fn give_back(tx: &Tx<'_>, ticket_id: &str) -> Result<()> {
    for (entitlement_id, taken) in store::taken_by(tx, ticket_id)? {
        store::record_use(tx, &entitlement_id, ticket_id, -taken)?;
    }
    Ok(())
}

/// Moves what a ticket takes to another entitlement, or to none.
pub(super) fn move_to(
    tx: &Tx<'_>,
    ticket_id: &str,
    entitlement_id: Option<&str>,
    minutes: i64,
) -> Result<()> {
    give_back(tx, ticket_id)?;
    take(tx, ticket_id, entitlement_id, Taken::Request)?;
    if minutes > 0 { take(tx, ticket_id, entitlement_id, Taken::Minutes(minutes)) } else { Ok(()) }
}
