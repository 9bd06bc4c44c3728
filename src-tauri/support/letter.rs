//! The prepared e-mail of an answer: a file that the mail program opens for a last look and sends. The number of the ticket stands in
//! its subject, so that what comes back finds its way. What was said before stands under the answer, and files of the ticket go with it
//! that were chosen.

use super::store::mail as store;
use super::store::ticket as tickets;
use super::ticket::{MessageDirection, TicketMessage};
use crate::api::command::Blob;
use crate::attachments::{self, AttachmentListRequest, AttachmentRequest};
use crate::kernel::error::{Error, FieldError, Result};
use crate::store::record;
use crate::store::tx::Read;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Most messages that stand under an answer.
const EARLIER_MAX: usize = 10;

/// Which answer.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketLetterRequest {
    /// The id of the message, one to the customer.
    pub id: String,
    /// The files of the ticket that go with it.
    #[serde(default)]
    #[ts(optional)]
    pub files: Option<Vec<String>>,
}

/// The prepared e-mail of an answer, to who asked, else to the customer. The same answer gives the same bytes.
///
/// # Errors
/// `not_found` for what is no answer; `precondition` with `error.no_email` when nobody has an address; `error.no_ticket_file` at
/// `files[n]`, `error.file_missing`.
pub fn eml(read: &Read<'_>, request: TicketLetterRequest) -> Result<Blob> {
    let answer = store::answer(read, &request.id)?.ok_or_else(|| Error::not_found("ticket"))?;
    record::require(read, "ticket", &answer.ticket_id)?;
    if answer.email.is_empty() {
        return Err(Error::precondition("error.no_email").with("customer", answer.customer));
    }
    let said = tickets::messages(read, &answer.ticket_id)?;
    let earlier = earlier(read, &said, &request.id)?;
    let files = files(read, &answer.ticket_id, &request.files.unwrap_or_default())?;
    let hash = blake3::hash(answer.body.as_bytes()).to_hex();
    let text = MimePart::new("text/plain", format!("{}{earlier}", answer.body));
    let body = if files.is_empty() {
        text
    } else {
        let boundary = format!("=_{}", &hash[..32]);
        let parts = files.into_iter().map(|file| MimePart::new(file.media, file.bytes).attachment(file.name));
        MimePart::new(
            ContentType::new("multipart/mixed").attribute("boundary", boundary),
            std::iter::once(text).chain(parts).collect::<Vec<_>>(),
        )
    };
    let message = MessageBuilder::new()
        .header("X-Unsent", Raw::new("1"))
        .date(answer.at_ms / 1000)
        .message_id(format!("{}.{}@throughline.invalid", &hash[..24], answer.at_ms))
        .to(Address::new_address(Some(answer.name), answer.email))
        .subject(format!("[{}] {}", answer.code, answer.subject))
        .body(body);
    let bytes = message.write_to_vec().map_err(Error::internal)?;
    Ok(Blob { media: "message/rfc822", name: format!("{}.eml", answer.code), bytes })
}

/// What was said between us and the customer before an answer, the newest first, each line marked as a quotation.
fn earlier(read: &Read<'_>, said: &[TicketMessage], answer_id: &str) -> Result<String> {
    let before = said.iter().take_while(|one| one.id != answer_id);
    let spoken = before.filter(|one| one.direction != MessageDirection::Note && !one.body.is_empty());
    let spoken: Vec<&TicketMessage> = spoken.collect();
    let mut text = String::new();
    for one in spoken.into_iter().rev().take(EARLIER_MAX) {
        let at = read.civil_at(one.at_ms, None)?;
        text.push_str(&format!("\n\n{}, {}:", one.who, at.format("%Y-%m-%d %H:%M")));
        for line in one.body.lines() {
            text.push_str(&format!("\n> {line}"));
        }
    }
    Ok(text)
}

/// Files of a ticket, with their bytes.
fn files(read: &Read<'_>, ticket_id: &str, ids: &[String]) -> Result<Vec<Blob>> {
    let of = AttachmentListRequest { record_id: ticket_id.to_owned() };
    let known = attachments::list(read, of)?.rows;
    let found = ids.iter().enumerate().map(|(at, id)| {
        if !known.iter().any(|file| file.id == *id) {
            let path = format!("files[{at}]");
            return Err(Error::fields(vec![FieldError::new(&path, "error.no_ticket_file")]));
        }
        attachments::content(read, AttachmentRequest { id: id.clone() })
    });
    found.collect()
}
