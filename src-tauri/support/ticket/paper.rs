//! The conversation of a ticket as a paper, in the language of the customer: to hand over, or to keep.
//!
//! Notes among colleagues are left out unless they are asked for; then the paper says that they are in it, on top and in its name.

use super::{MessageDirection, TicketChannel, TicketMessage};
use crate::api::command::Blob;
use crate::billing::printing;
use crate::documents::{Document, DocumentKind, Language, Said, Talk, Wording};
use crate::kernel::error::{Error, Result};
use crate::store::record;
use crate::store::tx::Read;
use crate::support::store::ticket as store;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Which ticket, and how much of it.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketPdfRequest {
    /// Its id.
    pub id: String,
    /// Whether notes among colleagues, and the work that was written down, are in it; not when absent.
    #[serde(default)]
    #[ts(optional)]
    pub notes: Option<bool>,
}

/// The whole conversation of a ticket, with that of tickets that were merged into it.
///
/// # Errors
/// `not_found`; `invalid` when a field cannot be printed.
pub fn pdf(read: &Read<'_>, request: TicketPdfRequest) -> Result<Blob> {
    record::require(read, "ticket", &request.id)?;
    let ticket = store::get(read, &request.id)?;
    let with_notes = request.notes.unwrap_or(false);
    let branch_id = ticket.branch_id.as_deref();
    let blank = printing::blank(read, DocumentKind::Conversation, branch_id, &ticket.row.customer_id)?;
    let day = |at_ms| Ok::<_, Error>(read.civil_at(at_ms, branch_id)?.date());
    let said = ticket.messages.into_iter();
    let said = said
        .filter(|one| with_notes || one.direction != MessageDirection::Note)
        .map(|one| said_of(read, one, branch_id, &blank, with_notes));
    let talk = Talk {
        subject: ticket.row.subject,
        contact: Some(ticket.row.contact).filter(|name| !name.is_empty()),
        opened: day(ticket.row.opened_ms)?,
        resolved: ticket.resolved_ms.map(day).transpose()?,
        said: said.collect::<Result<_>>()?,
    };
    let wording = Wording::of(blank.language).map_err(Error::internal)?;
    let statements = with_notes.then(|| wording.with_notes.clone()).into_iter().collect();
    let number = Some(ticket.row.code);
    let mut blob = printing::print(read, Document { number, statements, talk: Some(talk), ..blank })?;
    if with_notes {
        blob.name = blob.name.replace(".pdf", "-notes.pdf");
    }
    Ok(blob)
}

fn said_of(
    read: &Read<'_>,
    message: TicketMessage,
    branch_id: Option<&str>,
    paper: &Document,
    with_work: bool,
) -> Result<Said> {
    let at = read.civil_at(message.at_ms, branch_id)?;
    let side = match message.direction {
        MessageDirection::In => Some(&paper.buyer.name),
        MessageDirection::Out => Some(&paper.seller.name),
        MessageDirection::Note => None,
    };
    Ok(Said {
        side: side.filter(|side| **side != message.who).cloned(),
        who: message.who,
        date: at.date(),
        time: at.format("%H:%M").to_string(),
        channel: (message.direction != MessageDirection::Note)
            .then(|| channel(message.channel, paper.language).to_owned()),
        of: message.of,
        minutes: message.minutes.filter(|_| with_work),
        body: message.body,
    })
}

/// How something was said, in the language of the paper.
const fn channel(channel: TicketChannel, language: Language) -> &'static str {
    let [english, french, arabic, hindi] = match channel {
        TicketChannel::Phone => ["Phone", "Téléphone", "هاتف", "फ़ोन"],
        TicketChannel::Email => ["E-mail", "E-mail", "بريد إلكتروني", "ई-मेल"],
        TicketChannel::Form => ["Form", "Formulaire", "نموذج", "फ़ॉर्म"],
        TicketChannel::Visit => ["Visit", "Visite", "زيارة", "विज़िट"],
        TicketChannel::Other => ["Other", "Autre", "أخرى", "अन्य"],
    };
    match language {
        Language::English => english,
        Language::French => french,
        Language::Arabic => arabic,
        Language::Hindi => hindi,
    }
}
