//! Reach: whom a document may name, and whose it becomes.
//!
//! A paper shows name, address and terms of its customer, and what is sold on it enters the plan of its deal. So both are
//! asked for in the reach of the user when they are named; not again when the document is opened, for the customer may have
//! gone to a colleague meanwhile.

use super::draft::DraftInput;
use super::store::party;
use crate::kernel::error::{Error, FieldError, Result};
use crate::store::record;
use crate::store::tx::Read;

/// Refuses a form that names a customer or a deal out of the user's reach, or a deal of another customer. What the document
/// named before stays as it is.
///
/// # Errors
/// `invalid` at `customer_id` or `deal_id`.
pub(super) fn check(read: &Read<'_>, input: &DraftInput, stands: Option<&DraftInput>) -> Result<()> {
    let (customer_id, deal_id) = (named(&input.customer_id), named(&input.deal_id));
    let known = stands.map(|stands| (named(&stands.customer_id), named(&stands.deal_id)));
    if let Some(id) = customer_id
        && known.is_none_or(|(known, _)| known != customer_id)
    {
        customer(read, id)?;
    }
    match (customer_id, deal_id) {
        (Some(customer_id), Some(deal_id)) if known != Some((Some(customer_id), Some(deal_id))) => {
            deal(read, deal_id, customer_id)
        }
        _ => Ok(()),
    }
}

fn named(id: &Option<String>) -> Option<&str> {
    id.as_deref().filter(|id| !id.is_empty())
}

/// Refuses a customer out of reach in the words for one that is not there, so that nobody can guess ids.
///
/// # Errors
/// `invalid` at `customer_id`.
pub(super) fn customer(read: &Read<'_>, id: &str) -> Result<()> {
    record::require(read, "customer", id).map_err(|_| Error::field("customer_id", "error.no_such_customer"))
}

/// The same for what is shown while a document is typed. Whoever sees a document of the customer sees all that it would show.
///
/// # Errors
/// `invalid` at `customer_id`.
pub(super) fn shown(read: &Read<'_>, input: &DraftInput) -> Result<()> {
    match named(&input.customer_id) {
        Some(id) if !party::is_on_a_paper(read, id)? => customer(read, id),
        _ => Ok(()),
    }
}

/// A deal can be named by whoever reads it, for its own customer; while it has none, for any.
fn deal(read: &Read<'_>, id: &str, customer_id: &str) -> Result<()> {
    record::require_readable(read, "deal", id).map_err(|_| Error::field("deal_id", "error.no_such_deal"))?;
    match party::customer_of_deal(read, id)? {
        Some((other, name)) if other != customer_id => {
            Err(Error::fields(vec![FieldError::new("deal_id", "error.deal_of_other").with("customer", name)]))
        }
        _ => Ok(()),
    }
}

/// Whose a document becomes: whoever works its deal, else whoever looks after its customer, so that sales sees what its
/// customers owe though finance wrote it. `None` is whoever writes it: when there is no such user, or one whose records the
/// writer cannot reach and could not go on with.
///
/// # Errors
/// A failure of the file.
pub(super) fn owner(
    read: &Read<'_>,
    deal_id: Option<&str>,
    customer_id: Option<&str>,
) -> Result<Option<String>> {
    let owners = party::owners(read, deal_id, customer_id)?;
    let reach = read.visible_owners();
    Ok(owners.into_iter().find(|owner| reach.as_ref().is_none_or(|reach| reach.contains(owner))))
}
