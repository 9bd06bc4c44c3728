//! What tickets take of entitlements that count requests: one when they are opened. It is a fact, and what is given back is another one, of
//! the day of what it takes back. Hours are taken by entries of time.

use crate::kernel::error::Result;
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::store::{entitlement as store, ticket as tickets, used, work};
use crate::support::terms::SupportUnit;
use crate::time::said;

/// Takes one request of an entitlement, when that is what it counts, on the day on which the ticket was opened.
pub(super) fn take(tx: &Tx<'_>, ticket_id: &str, entitlement_id: Option<&str>) -> Result<()> {
    let Some(id) = entitlement_id else { return Ok(()) };
    if store::unit(tx, id)? != SupportUnit::Tickets {
        return Ok(());
    }
    let opened_ms = work::opened_ms(tx, ticket_id)?;
    let day = tx.civil_at(opened_ms, record::branch(tx, id)?.as_deref())?.date();
    used::record(tx, id, ticket_id, 1, &day.to_string())
}

/// Gives back all that a ticket took.
pub(super) fn give_back(tx: &Tx<'_>, ticket_id: &str) -> Result<()> {
    for (entitlement_id, day, taken) in used::taken_by(tx, ticket_id)? {
        used::record(tx, &entitlement_id, ticket_id, -taken, &day)?;
    }
    Ok(())
}

/// Moves what a ticket takes to another entitlement, or to none; the work on it follows.
pub(super) fn move_to(tx: &Tx<'_>, ticket_id: &str, entitlement_id: Option<&str>) -> Result<()> {
    let was_bought = work::bought_for(tx, ticket_id)?.is_some();
    if was_bought != entitlement_id.is_some() {
        said::follow_bought(tx, &work::parts(tx, ticket_id)?, !was_bought)?;
    }
    tickets::set_entitlement(tx, ticket_id, entitlement_id)?;
    give_back(tx, ticket_id)?;
    take(tx, ticket_id, entitlement_id)
}
