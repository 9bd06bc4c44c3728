//! The prepared e-mail of an answer: a file that the mail program opens for a last look and sends. The number of the ticket stands in
//! its subject, so that what comes back finds its way.

use super::store::mail as store;
use crate::api::command::Blob;
use crate::kernel::error::{Error, Result};
use crate::store::record;
use crate::store::tx::Read;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::raw::Raw;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Which answer.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketLetterRequest {
    /// The id of the message, one to the customer.
    pub id: String,
}

/// The prepared e-mail of an answer, to who asked, else to the customer. The same answer gives the same bytes.
///
/// # Errors
/// `not_found` for what is no answer; `precondition` with `error.no_email` when nobody has an address.
pub fn eml(read: &Read<'_>, request: TicketLetterRequest) -> Result<Blob> {
    let answer = store::answer(read, &request.id)?.ok_or_else(|| Error::not_found("ticket"))?;
    record::require(read, "ticket", &answer.ticket_id)?;
    if answer.email.is_empty() {
        return Err(Error::precondition("error.no_email").with("customer", answer.customer));
    }
    let hash = blake3::hash(answer.body.as_bytes()).to_hex();
    let message = MessageBuilder::new()
        .header("X-Unsent", Raw::new("1"))
        .date(answer.at_ms / 1000)
        .message_id(format!("{}.{}@throughline.invalid", &hash[..24], answer.at_ms))
        .to(Address::new_address(Some(answer.name), answer.email))
        .subject(format!("[{}] {}", answer.code, answer.subject))
        .text_body(answer.body);
    let bytes = message.write_to_vec().map_err(Error::internal)?;
    Ok(Blob { media: "message/rfc822", name: format!("{}.eml", answer.code), bytes })
}
