//! What is said often: texts whose words in braces are filled in for a ticket, and how the ticket goes on when they are said.
//! One may also change the ticket: whose it is, how urgent, of which category, and a tag more.

use super::category;
use super::policy::Priority;
use super::store::{saved_reply as store, ticket as tickets};
use super::ticket::status::Then;
use super::ticket::{self, change::TicketChange};
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
/// Most tickets that are changed at once.
const TICKETS_MAX: usize = 500;
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
    /// How urgent the ticket is then; null: as it is.
    pub priority: Option<Priority>,
    /// Whose it is then; null: as it is.
    pub owner_id: Option<String>,
    /// Of which category it is then; null: as it is.
    pub category_id: Option<String>,
    /// What is added to its tags; empty: nothing.
    pub tag: String,
}

impl SavedReply {
    /// Whether a ticket changes with it.
    const fn sets(&self) -> bool {
        self.priority.is_some()
            || self.owner_id.is_some()
            || self.category_id.is_some()
            || !self.tag.is_empty()
    }
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
    /// What it says, with words in braces. One that changes the ticket may say nothing.
    pub body: Option<String>,
    /// How the ticket goes on when it is said.
    pub follow: Option<Then>,
    /// How urgent the ticket is then.
    pub priority: Option<Priority>,
    /// Whose it is then.
    pub owner_id: Option<String>,
    /// Of which category it is then.
    pub category_id: Option<String>,
    /// What is added to its tags.
    pub tag: Option<String>,
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
    /// What it says; empty when it only changes the ticket.
    pub body: String,
    /// How the ticket goes on when it is said.
    pub follow: Option<Then>,
    /// What of the ticket changes with it; null: nothing.
    pub set: Option<TicketChange>,
}

/// A saved reply that changes several tickets at once.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SavedReplyApplyRequest {
    /// Which saved reply.
    pub id: String,
    /// The tickets.
    pub tickets: Vec<SeenTicket>,
}

/// A ticket as it was seen.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SeenTicket {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// How many tickets were changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SavedReplyApplyResponse {
    /// The count.
    pub tickets: i64,
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
/// `invalid` with every field: `error.required`, `error.name_taken`, `error.no_such_reply`, `error.no_such_word`, `error.no_such_user`,
/// `error.no_such_category`.
pub fn save(tx: &Tx<'_>, request: SavedReplySaveRequest) -> Result<SavedReplyListResponse> {
    let mut errors = FieldErrors::default();
    if request.rows.len() > REPLIES_MAX {
        return Err(Error::fields(vec![FieldError::new("rows", "error.too_many").with("max", REPLIES_MAX)]));
    }
    let known: BTreeSet<String> = store::list(tx)?.into_iter().map(|reply| reply.id).collect();
    let mut names: Vec<String> = Vec::new();
    let mut checked = Vec::new();
    for (at, row) in request.rows.iter().enumerate() {
        let path = |name: &str| format!("rows[{at}].{name}");
        let typed = row.name.as_deref().unwrap_or_default();
        let others = names.iter().map(String::as_str);
        let name = errors.take(text::own_name(&path("name"), typed, others)).unwrap_or_default();
        names.push(name.clone());
        if row.id.as_ref().is_some_and(|id| !known.contains(id)) {
            errors.add(FieldError::new(&path("id"), "error.no_such_reply"));
        }
        checked.push((row.id.clone(), check(tx, at, row, name, &mut errors)?));
    }
    errors.finish()?;
    store::set(tx, &checked)?;
    list(tx, SavedReplyListRequest {})
}

/// What a saved reply says and changes, under its name.
fn check(
    read: &Read<'_>,
    at: usize,
    row: &SavedReplyInput,
    name: String,
    errors: &mut FieldErrors,
) -> Result<SavedReply> {
    let path = |name: &str| format!("rows[{at}].{name}");
    let typed = row.body.as_deref().unwrap_or_default();
    let body = errors.take(text::note(&path("body"), typed)).unwrap_or_default();
    if let Some(word) = words(&body).find(|word| !FIELDS.contains(word)) {
        let error = FieldError::new(&path("body"), "error.no_such_word").with("word", word);
        errors.add(error.with("known", FIELDS.join(", ")));
    }
    let given = |typed: &Option<String>| typed.clone().filter(|id| !id.is_empty());
    let (owner_id, category_id) = (given(&row.owner_id), given(&row.category_id));
    if let Some(id) = &owner_id
        && !super::store::is_active_user(read, id)?
    {
        errors.add(FieldError::new(&path("owner_id"), "error.no_such_user"));
    }
    if let Some(id) = &category_id
        && !category::exists(read, id)?
    {
        errors.add(FieldError::new(&path("category_id"), "error.no_such_category"));
    }
    let tag = errors.take(text::line(&path("tag"), row.tag.as_deref().unwrap_or_default()));
    let tag = tag.unwrap_or_default();
    let (follow, priority) = (row.follow, row.priority);
    let reply = SavedReply { id: String::new(), name, body, follow, priority, owner_id, category_id, tag };
    // What follows follows from saying something.
    if typed.trim().is_empty() && (follow.is_some() || !reply.sets()) {
        errors.add(FieldError::new(&path("body"), "error.required"));
    }
    Ok(reply)
}

/// The words that stand in braces. An opening brace without its end is only a brace.
fn words(body: &str) -> impl Iterator<Item = &str> {
    let within = body.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    within.map(|(word, _)| word.trim())
}

/// What of a ticket changes with a saved reply.
fn change(read: &Read<'_>, ticket_id: &str, reply: &SavedReply) -> Result<TicketChange> {
    let mut tags = tickets::tags(read, ticket_id)?;
    let has = tags.iter().any(|tag| text::fold(tag) == text::fold(&reply.tag));
    let tags = (!reply.tag.is_empty() && !has).then(|| {
        tags.push(reply.tag.clone());
        tags
    });
    Ok(TicketChange {
        priority: reply.priority,
        owner_id: reply.owner_id.clone(),
        category_id: reply.category_id.clone(),
        tags,
        ..TicketChange::default()
    })
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
    let set = if reply.sets() { Some(change(read, &request.ticket_id, &reply)?) } else { None };
    Ok(FilledReply { body, follow: reply.follow, set })
}

/// Changes several tickets as a saved reply says, all or none of them. What says something to a customer is said in the conversation, where
/// it is read before it goes out.
///
/// # Errors
/// `invalid` at `id` with `error.no_such_reply` or `error.reply_says`, at `tickets` with `error.required` or `error.too_many`, and below the
/// ticket that cannot be changed; `conflict`, `not_found`.
pub fn apply(tx: &Tx<'_>, request: SavedReplyApplyRequest) -> Result<SavedReplyApplyResponse> {
    let reply = store::list(tx)?.into_iter().find(|reply| reply.id == request.id);
    let reply = reply.ok_or_else(|| Error::field("id", "error.no_such_reply"))?;
    if !reply.body.trim().is_empty() {
        return Err(Error::field("id", "error.reply_says"));
    }
    match request.tickets.len() {
        0 => return Err(Error::field("tickets", "error.required")),
        count if count > TICKETS_MAX => {
            let field = FieldError::new("tickets", "error.too_many").with("max", TICKETS_MAX);
            return Err(Error::fields(vec![field]));
        }
        _ => {}
    }
    for (at, seen) in request.tickets.iter().enumerate() {
        record::touch(tx, "ticket", &seen.id, seen.version)?;
        let set = change(tx, &seen.id, &reply)?;
        ticket::change::change(tx, &seen.id, &set)
            .map_err(|error| error.below(&format!("tickets[{at}].")))?;
    }
    Ok(SavedReplyApplyResponse { tickets: i64::try_from(request.tickets.len()).unwrap_or(i64::MAX) })
}
