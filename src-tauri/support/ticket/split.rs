//! A ticket in which a customer asked for two things becomes two.

use super::{TicketGetRequest, TicketResponse, get, give, uses, write};
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::store::ticket as store;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// What of a ticket goes on in one of its own.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketSplitRequest {
    /// Which ticket.
    pub id: String,
    /// What the new one is about.
    pub subject: String,
    /// What was said about it: ids of messages, one at least.
    pub message_ids: Vec<String>,
}

/// Splits a ticket: another one of the same customer begins with what was said about it, which is read in both. Its promises count
/// from now on.
///
/// # Errors
/// `invalid` at `subject` and `message_ids`; `not_found`.
pub fn split(tx: &Tx<'_>, request: TicketSplitRequest) -> Result<TicketResponse> {
    let whole = get(tx, TicketGetRequest { id: request.id.clone() })?;
    let mut errors = FieldErrors::default();
    let subject = errors.take(text::required_line("subject", &request.subject)).unwrap_or_default();
    if request.message_ids.is_empty() {
        errors.add(FieldError::new("message_ids", "error.required"));
    }
    for (at, id) in request.message_ids.iter().enumerate() {
        if !whole.messages.iter().any(|message| message.id == *id) {
            errors.add(FieldError::new(&format!("message_ids[{at}]"), "error.no_such_message"));
        }
    }
    errors.finish()?;
    let new = store::NewTicket {
        subject,
        customer_id: whole.row.customer_id,
        contact_id: whole.contact_id,
        category_id: whole.row.category_id,
        priority: whole.row.priority,
        channel: whole.channel,
        tags: whole.tags,
        deal_id: whole.deal_id,
        project_id: whole.project_id,
        entitlement_id: whole.entitlement.map(|entitlement| entitlement.id),
        split_from_id: Some(request.id),
    };
    let (id, code) = write(tx, &new, whole.branch_id.as_deref())?;
    give(tx, &id, Some(whole.row.owner_id.as_deref().unwrap_or_default()), None, new.priority)?;
    for message in whole.messages.iter().filter(|message| request.message_ids.contains(&message.id)) {
        store::say_again(tx, &message.id, &id)?;
    }
    uses::take(tx, &id, new.entitlement_id.as_deref())?;
    Ok(TicketResponse { version: record::version(tx, &id)?, id, code })
}
