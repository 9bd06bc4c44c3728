//! A ticket that is not what it seemed: one of another customer, or of nobody, such as an advertisement. It goes to the right customer, or
//! is deleted, while nothing leans on it: no answer, no time, no other ticket.

use super::status::TicketStepRequest;
use super::{TicketResponse, uses};
use crate::kernel::error::{Error, Result};
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::store::{entitlement, ticket as store};

/// Deletes a ticket; what it took of an entitlement is given back.
///
/// # Errors
/// `precondition` with `error.ticket_in_use`; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: TicketStepRequest) -> Result<TicketResponse> {
    record::touch(tx, "ticket", &request.id, request.version)?;
    unused(tx, &request.id)?;
    uses::give_back(tx, &request.id)?;
    store::delete(tx, &request.id)?;
    record::delete(tx, &request.id)?;
    let code = store::code(tx, &request.id)?;
    Ok(TicketResponse { id: request.id, code, version: request.version + 1 })
}

/// Gives a ticket to another customer, with what that one bought that runs; who asked and what it was about stay behind.
///
/// # Errors
/// `precondition` with `error.ticket_in_use`; `invalid` at `customer_id`.
pub(super) fn give_to(tx: &Tx<'_>, id: &str, customer_id: &str) -> Result<()> {
    unused(tx, id)?;
    record::require_readable(tx, "customer", customer_id)
        .map_err(|_| Error::field("customer_id", "error.no_such_customer"))?;
    let bought = entitlement::running(tx, customer_id, &tx.today()?.to_string())?;
    store::set_customer(tx, id, customer_id)?;
    record::move_to_customer(tx, id, customer_id)?;
    uses::move_to(tx, id, bought.as_deref())
}

fn unused(tx: &Tx<'_>, id: &str) -> Result<()> {
    if store::is_in_use(tx, id)? { Err(Error::precondition("error.ticket_in_use")) } else { Ok(()) }
}
