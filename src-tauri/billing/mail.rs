//! The prepared e-mail: a paper with the words that go with it, as a file that the mail program opens for a last look.
//!
//! `X-Unsent: 1` makes mail programs open the file as a draft; the sender is left to them, since they know the account.

use super::printing;
use super::store::{party, print as store};
use crate::api::command::Blob;
use crate::documents;
use crate::kernel::error::{Error, Result};
use crate::store::tx::Read;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Which paper goes out.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentEmlRequest {
    /// An invoice, credit note, estimate, payment or visit.
    pub id: String,
}

/// The prepared e-mail of a paper, to the contact that it names, else to the customer's contact for billing. The same paper at
/// the same instant gives the same bytes.
///
/// # Errors
/// `precondition` with `error.draft_not_sent` for a paper without a number, `error.void_not_sent` for a void one; as [`printing::pdf`].
pub fn eml(read: &Read<'_>, request: DocumentEmlRequest) -> Result<Blob> {
    let printing::Whole { paper, void, settled, pdf } = printing::enclosed(read, &request.id)?;
    if paper.draft {
        return Err(Error::precondition("error.draft_not_sent"));
    }
    if void {
        return Err(Error::precondition("error.void_not_sent"));
    }
    let recipient = match store::customer_of(read, &request.id)? {
        Some(customer_id) => party::recipient(read, &customer_id, &request.id)?,
        None => None,
    };
    let name = recipient.as_ref().and_then(|one| one.name.as_deref());
    let letter = documents::letter(&paper, settled, name).map_err(|error| printing::refused(&error))?;
    let hash = blake3::hash(&pdf.bytes).to_hex();
    let boundary = format!("=_{}", &hash[..32]);
    let content = MimePart::new(
        ContentType::new("multipart/mixed").attribute("boundary", boundary),
        vec![
            MimePart::new("text/plain", letter.text),
            MimePart::new(pdf.media, pdf.bytes).attachment(pdf.name.clone()),
        ],
    );
    let mut message = MessageBuilder::new()
        .header("X-Unsent", Raw::new("1"))
        .date(read.now_ms() / 1000)
        .message_id(format!("{}.{}@throughline.invalid", &hash[..24], read.now_ms()))
        .subject(letter.subject)
        .body(content);
    if let Some(to) = recipient {
        message = message.to(Address::new_address(to.name, to.email));
    }
    let bytes = message.write_to_vec().map_err(Error::internal)?;
    let stem = pdf.name.strip_suffix(".pdf").unwrap_or(&pdf.name);
    Ok(Blob { media: "message/rfc822", name: format!("{stem}.eml"), bytes })
}
