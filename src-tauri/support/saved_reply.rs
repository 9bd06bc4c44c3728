//! What is said often: texts whose words in braces are filled in for a ticket, and how the ticket goes on when they are said.

use super::store::saved_reply as store;
use super::ticket::status::Then;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Most saved replies of a company.
const REPLIES_MAX: usize = 200;
/// The words that can stand in braces.
const FIELDS: [&str; 5] = ["contact", "customer", "me", "subject", "ticket"];

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SavedReplyListRequest {}

/// The saved replies.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SavedReplyListResponse {
    /// In their order.
    pub rows: Vec<SavedReply>,
    /// The words that can stand in braces.
    pub fields: Vec<String>,
}

/// A saved reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SavedReply {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it says, with words in braces.
    pub body: String,
    /// How the ticket goes on when it is said; null: as it is.
    pub follow: Option<Then>,
}

/// All saved replies as they shall be. Those that are not named any more go.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SavedReplySaveRequest {
    /// In their order.
    pub rows: Vec<SavedReplyInput>,
}

/// A saved reply as it shall be.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct SavedReplyInput {
    /// Which one; a new one when absent.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What it says, with words in braces.
    pub body: Option<String>,
    /// How the ticket goes on when it is said.
    pub follow: Option<Then>,
}

/// Which saved reply, for which ticket.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SavedReplyFillRequest {
    /// Which saved reply.
    pub id: String,
    /// The ticket whose words are filled in.
    pub ticket_id: String,
}

/// A saved reply with its words filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct FilledReply {
    /// What it says.
    pub body: String,
    /// How the ticket goes on when it is said.
    pub follow: Option<Then>,
}

/// The saved replies.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: SavedReplyListRequest) -> Result<SavedReplyListResponse> {
    Ok(SavedReplyListResponse { rows: store::list(read)?, fields: FIELDS.map(str::to_owned).to_vec() })
}

/// Makes these the saved replies.
///
/// # Errors
/// `invalid` with every field: `error.required`, `error.name_taken`, `error.no_such_reply`, `error.no_such_word`.
pub fn save(tx: &Tx<'_>, request: SavedReplySaveRequest) -> Result<SavedReplyListResponse> {
    let mut errors = FieldErrors::default();
    if request.rows.len() > REPLIES_MAX {
        return Err(Error::fields(vec![FieldError::new("rows", "error.too_many").with("max", REPLIES_MAX)]));
    }
    let known: BTreeSet<String> = store::list(tx)?.into_iter().map(|reply| reply.id).collect();
    let mut names = BTreeSet::new();
    let mut checked = Vec::new();
    for (at, row) in request.rows.iter().enumerate() {
        let path = |name: &str| format!("rows[{at}].{name}");
        let typed = row.name.as_deref().unwrap_or_default();
        let name = errors.take(text::required_line(&path("name"), typed)).unwrap_or_default();
        if !name.is_empty() && !names.insert(text::fold(&name)) {
            errors.add(FieldError::new(&path("name"), "error.name_taken").with("name", name.clone()));
        }
        if row.id.as_ref().is_some_and(|id| !known.contains(id)) {
            errors.add(FieldError::new(&path("id"), "error.no_such_reply"));
        }
        let typed = row.body.as_deref().unwrap_or_default();
        let body = errors.take(text::note(&path("body"), typed)).unwrap_or_default();
        if typed.trim().is_empty() {
            errors.add(FieldError::new(&path("body"), "error.required"));
        }
        if let Some(word) = words(&body).find(|word| !FIELDS.contains(word)) {
            let error = FieldError::new(&path("body"), "error.no_such_word").with("word", word);
            errors.add(error.with("known", FIELDS.join(", ")));
        }
        checked.push((row.id.clone(), SavedReply { id: String::new(), name, body, follow: row.follow }));
    }
    errors.finish()?;
    store::set(tx, &checked)?;
    list(tx, SavedReplyListRequest {})
}

/// The words that stand in braces. An opening brace without its end is only a brace.
fn words(body: &str) -> impl Iterator<Item = &str> {
    let within = body.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    within.map(|(word, _)| word.trim())
}

/// Fills a saved reply in for a ticket.
///
/// # Errors
/// `invalid` at `id` with `error.no_such_reply`; `not_found`.
pub fn fill(read: &Read<'_>, request: SavedReplyFillRequest) -> Result<FilledReply> {
    record::require(read, "ticket", &request.ticket_id)?;
    let reply = store::list(read)?.into_iter().find(|reply| reply.id == request.id);
    let reply = reply.ok_or_else(|| Error::field("id", "error.no_such_reply"))?;
    let values = store::values(read, &request.ticket_id, FIELDS)?;
    let mut body = String::with_capacity(reply.body.len());
    let mut rest = reply.body.as_str();
    // What is filled in is not looked at again: a subject may have braces of its own.
    while let Some((before, after)) = rest.split_once('{') {
        body.push_str(before);
        let filled = after.split_once('}').and_then(|(word, after)| {
            let at = FIELDS.iter().position(|field| *field == word.trim())?;
            Some((values.get(at)?, after))
        });
        match filled {
            Some((value, after)) => {
                body.push_str(value);
                rest = after;
            }
            None => {
                body.push('{');
                rest = after;
            }
        }
    }
    body.push_str(rest);
    Ok(FilledReply { body, follow: reply.follow })
}
