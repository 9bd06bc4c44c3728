//! A ticket from an e-mail: a saved file or pasted words are read, the sender is matched to who is known, and a number in the subject
//! to the ticket it answers. Nothing is written here; whoever reads it decides.

use super::mail_text;
use super::store::mail::{self as store, Answered, Sender};
use crate::attachments::{self, FileInput};
use crate::crm::guard::domain_key;
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::Read;
use mail_parser::MessageParser;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Longest pasted e-mail in bytes.
const PASTED_MAX: usize = 200_000;
/// Most addresses in words without a sender that are looked up.
const ADDRESSES_MAX: usize = 50;
/// Most characters of a subject that are kept.
const SUBJECT_MAX: usize = text::LINE_MAX;
/// What stands before the subject of an answer or of something passed on, in the languages of our users.
const BEFORE_SUBJECT: [&str; 8] = ["re", "fw", "fwd", "aw", "wg", "tr", "rép", "rv"];
/// Headers of which one begins a pasted e-mail; other words are only words.
const HEADERS: [&str; 10] = [
    "from:",
    "to:",
    "subject:",
    "date:",
    "sent:",
    "received:",
    "return-path:",
    "delivered-to:",
    "mime-version:",
    "message-id:",
];

/// An e-mail.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TicketMailRequest {
    /// Its words as they were pasted, with or without its head.
    pub text: Option<String>,
    /// The file in which it was saved, `.eml`.
    pub file: Option<FileInput>,
}

/// What was read in an e-mail.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TicketMail {
    /// What the sender is called.
    pub name: String,
    /// The sender’s address.
    pub email: String,
    /// What it is about, without `Re:`.
    pub subject: String,
    /// What it says; the first part of what is longer than a message can be.
    pub body: String,
    /// When it was sent, in epoch milliseconds.
    pub sent_ms: Option<i64>,
    /// The customer from whom it comes, when one is known with this address or is likely to be meant.
    pub customer_id: Option<String>,
    /// Whether that customer is only likely: the only one with the sender's domain, or with an address in words without a sender.
    pub is_proposed: bool,
    /// That customer's name.
    pub customer: String,
    /// The contact from whom it comes.
    pub contact_id: Option<String>,
    /// The ticket whose number stands in the subject, when the sender belongs to its customer or its conversation.
    pub ticket_id: Option<String>,
    /// That ticket's code.
    pub ticket: String,
}

/// Reads an e-mail.
///
/// # Errors
/// `invalid` at `text` or `file` with `error.required`, `error.too_long`, `error.no_mail` and those of files.
pub fn read(read: &Read<'_>, request: TicketMailRequest) -> Result<TicketMail> {
    let mut mail = match (&request.text, &request.file) {
        (None, Some(file)) => {
            let bytes = attachments::received(read, "file", file)?;
            parsed(&bytes).ok_or_else(|| Error::field("file", "error.no_mail"))?
        }
        (Some(typed), None) => pasted(typed)?,
        _ => return Err(Error::field("text", "error.required")),
    };
    name_sender(read, &mut mail)?;
    name_ticket(read, &mut mail)?;
    Ok(mail)
}

/// Says from which customer an e-mail comes: whoever is known by the sender's address, else who is likely to be meant.
fn name_sender(read: &Read<'_>, mail: &mut TicketMail) -> Result<()> {
    let known = store::sender(read, &mail.email)?;
    mail.is_proposed = known.is_none();
    let sender = match known {
        Some(sender) => Some(sender),
        None if mail.email.is_empty() => only_named(read, &mail.body)?,
        None => store::only_of_domain(read, &domain_key(&mail.email))?,
    };
    match sender {
        Some(sender) if record::require_readable(read, "customer", &sender.customer_id).is_ok() => {
            mail.customer_id = Some(sender.customer_id);
            mail.customer = sender.customer;
            mail.contact_id = sender.contact_id;
        }
        _ => mail.is_proposed = false,
    }
    Ok(())
}

/// The one customer who is known by the addresses in what was written; nobody where they are of several.
fn only_named(read: &Read<'_>, body: &str) -> Result<Option<Sender>> {
    let mut only: Option<Sender> = None;
    for address in addresses(body).take(ADDRESSES_MAX) {
        let Some(sender) = store::sender(read, address)? else { continue };
        match &only {
            Some(other) if other.customer_id != sender.customer_id => return Ok(None),
            Some(_) => {}
            None => only = Some(sender),
        }
    }
    Ok(only)
}

/// The addresses in what was written.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| c.is_whitespace() || "<>()[]\"',;:".contains(c));
    words.map(|word| word.trim_matches('.')).filter(|word| word.contains('@'))
}

/// Says which ticket an e-mail answers: its number is in the subject, which anybody can write, so the sender has to belong there.
fn name_ticket(read: &Read<'_>, mail: &mut TicketMail) -> Result<()> {
    let words = mail.subject.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    for word in words.filter(|word| word.contains('-')) {
        if let Some(ticket) = store::ticket(read, &word.to_uppercase())?
            && record::require_readable(read, "ticket", &ticket.id).is_ok()
            && belongs(read, mail, &ticket)?
        {
            mail.ticket_id = Some(ticket.id);
            mail.ticket = ticket.code;
            break;
        }
    }
    Ok(())
}

/// Whether a sender is of the customer of a ticket, or their address stands in what was said there. Words without a sender are those of
/// whoever pastes them.
fn belongs(read: &Read<'_>, mail: &TicketMail, ticket: &Answered) -> Result<bool> {
    match &mail.customer_id {
        Some(id) if *id == ticket.customer_id => return Ok(true),
        None if mail.email.is_empty() => return Ok(true),
        _ if mail.email.is_empty() => return Ok(false),
        _ => {}
    }
    let is_sender = |address: &str| address.eq_ignore_ascii_case(&mail.email);
    Ok(store::said(read, &ticket.id)?.iter().any(|text| addresses(text).any(is_sender)))
}

fn pasted(typed: &str) -> Result<TicketMail> {
    if typed.trim().is_empty() {
        return Err(Error::field("text", "error.required"));
    }
    if typed.len() > PASTED_MAX {
        return Err(Error::fields(vec![FieldError::new("text", "error.too_long").with("max", PASTED_MAX)]));
    }
    let typed = typed.trim_start();
    let first = typed.lines().next().unwrap_or_default().to_lowercase();
    if HEADERS.iter().any(|header| first.starts_with(header))
        && let Some(mail) = parsed(typed.as_bytes())
    {
        return Ok(mail);
    }
    // Words without a head: the first line is what they are about.
    let subject = first_line(typed);
    Ok(TicketMail { subject, body: clean(typed), ..TicketMail::default() })
}

/// The parts of an e-mail that is one: somebody sent it, or it is about something.
fn parsed(bytes: &[u8]) -> Option<TicketMail> {
    let message = MessageParser::default().parse(bytes)?;
    let from = message.from().and_then(|from| from.first());
    let email = from.and_then(|from| from.address()).unwrap_or_default();
    let subject = message.subject().unwrap_or_default();
    if email.is_empty() && subject.is_empty() {
        return None;
    }
    Some(TicketMail {
        name: line(from.and_then(|from| from.name()).unwrap_or_default()),
        email: line(email),
        subject: about(subject),
        body: clean(&mail_text::of(&message)),
        sent_ms: message.date().map(|date| date.to_timestamp().saturating_mul(1000)),
        ..TicketMail::default()
    })
}

/// What it is about, without what mail programs put before it.
fn about(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some((before, after)) = rest.split_once(':') {
        if !BEFORE_SUBJECT.contains(&before.trim().to_lowercase().as_str()) {
            break;
        }
        rest = after.trim();
    }
    line(rest)
}

fn first_line(typed: &str) -> String {
    line(typed.lines().find(|line| !line.trim().is_empty()).unwrap_or_default())
}

/// One line that a field takes.
fn line(typed: &str) -> String {
    let plain: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SUBJECT_MAX).collect()
}

/// Words that a message takes: line breaks of one kind, no other control characters, no more than there is room for.
fn clean(body: &str) -> String {
    let plain = body.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = plain.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().chars().take(text::NOTE_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::{about, addresses, clean, line, parsed, pasted};

    #[test]
    fn what_programs_put_before_a_subject_goes() {
        for (typed, expected) in [
            ("Re: AW: Fwd: Ward 3", "Ward 3"),
            ("Ward: 3", "Ward: 3"),
            ("RÉP : porte", "porte"),
            ("Re:", ""),
            ("a\u{0}\n b", "a b"),
        ] {
            assert_eq!(about(typed), expected, "{typed}");
        }
    }

    #[test]
    fn addresses_are_found_in_what_was_written() {
        let found: Vec<&str> = addresses("Ask <a@b.example>, or c@d.example. @ home").collect();
        assert_eq!(found, ["a@b.example", "c@d.example", "@"]);
    }

    #[test]
    fn a_mail_is_read_whatever_its_coding() {
        let mail = parsed(
            b"From: =?UTF-8?Q?K=C3=A4te?= <kate@girija.example>\r\nSubject: =?UTF-8?B?UmU6IFRLVC0wMDAxIFfDpHNjaGU=?=\r\n\
              Date: Mon, 23 Nov 2026 10:00:00 +0530\r\nContent-Type: text/html; charset=utf-8\r\n\
              Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Caf=C3=A9 <b>down</b></p>\r\n",
        )
        .unwrap();
        assert_eq!((mail.name.as_str(), mail.email.as_str()), ("Käte", "kate@girija.example"));
        assert_eq!((mail.subject.as_str(), mail.body.as_str()), ("TKT-0001 Wäsche", "Café down"));
        assert_eq!(mail.sent_ms, Some(1_795_408_200_000));
    }

    #[test]
    fn words_without_a_head_are_only_words() {
        let mail = pasted("\n Wi-Fi is down\nsince noon: please help").unwrap();
        assert_eq!((mail.subject.as_str(), mail.email.as_str()), ("Wi-Fi is down", ""));
        assert_eq!(mail.body, "Wi-Fi is down\nsince noon: please help");
        assert!(pasted(" ").is_err() && pasted(&"a".repeat(200_001)).is_err());
        assert_eq!(clean("a\r\nb\rc\u{7}"), "a\nb\nc");
        assert_eq!(line(&"a".repeat(300)).len(), 200);
        assert!(parsed(b"\x00\x01\x02").is_none());
    }
}
