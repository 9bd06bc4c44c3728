//! What is known: notes about requests of a category, read beside the conversation and said to customers from there.

use super::category;
use super::store::knowledge as store;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::settings::area::{self, Area};
use crate::store::search::{Hit, Wanted};
use crate::store::tx::{Read, Tx};
use crate::store::version;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a search calls a note.
pub(crate) const KIND: &str = "knowledge_note";
/// Most notes that a search finds: their own page finds all.
const FOUND_MAX: usize = 5;

/// Which notes.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct KnowledgeListRequest {
    /// Those of this category and of any; all when absent.
    pub category_id: Option<String>,
    /// Those in which all of these words stand, in their title or in what they say.
    pub search: Option<String>,
}

/// The notes.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct KnowledgeListResponse {
    /// By title.
    pub rows: Vec<KnowledgeNote>,
}

/// Something that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct KnowledgeNote {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// What it is about.
    pub title: String,
    /// What is known.
    pub body: String,
    /// The category it belongs to; null: any.
    pub category_id: Option<String>,
}

/// A note as it shall be.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct KnowledgeSaveRequest {
    /// Which note; a new one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// The version that was seen; needed with `id`.
    #[serde(default)]
    #[ts(optional)]
    pub version: Option<i64>,
    /// What it is about.
    pub title: String,
    /// What is known.
    pub body: String,
    /// The category it belongs to; any when absent.
    #[serde(default)]
    #[ts(optional)]
    pub category_id: Option<String>,
}

/// A note that is not true any more.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct KnowledgeDeleteRequest {
    /// Which note.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The note that was written or deleted.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct KnowledgeResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// What is known.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, request: KnowledgeListRequest) -> Result<KnowledgeListResponse> {
    let mut rows = store::list(read, request.category_id.as_deref())?;
    let searched = text::fold(request.search.as_deref().unwrap_or_default());
    rows.retain(|note| {
        let said = text::fold(&format!("{} {}", note.title, note.body));
        searched.split_whitespace().all(|word| said.contains(word))
    });
    Ok(KnowledgeListResponse { rows })
}

/// Writes a note, or writes it anew.
///
/// # Errors
/// `invalid` at `title`, `body` and `category_id`; `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: KnowledgeSaveRequest) -> Result<KnowledgeResponse> {
    let mut errors = FieldErrors::default();
    let title = errors.take(text::required_line("title", &request.title)).unwrap_or_default();
    let body = errors.take(text::note("body", &request.body)).unwrap_or_default();
    if request.body.trim().is_empty() {
        errors.add(FieldError::new("body", "error.required"));
    }
    let category_id = request.category_id.filter(|id| !id.is_empty());
    if let Some(id) = &category_id
        && !category::exists(tx, id)?
    {
        errors.add(FieldError::new("category_id", "error.no_such_category"));
    }
    errors.finish()?;
    let category_id = category_id.as_deref();
    match request.id {
        Some(id) => {
            let seen = request.version.ok_or_else(|| Error::field("version", "error.required"))?;
            version::touch(tx, "knowledge_note", &id, seen)?;
            store::update(tx, &id, &title, &body, category_id)?;
            Ok(KnowledgeResponse { id, version: seen + 1 })
        }
        None => {
            let id = store::insert(tx, &title, &body, category_id)?;
            Ok(KnowledgeResponse { id, version: 1 })
        }
    }
}

/// Deletes a note.
///
/// # Errors
/// `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: KnowledgeDeleteRequest) -> Result<KnowledgeResponse> {
    version::touch(tx, "knowledge_note", &request.id, request.version)?;
    store::delete(tx, &request.id)?;
    Ok(KnowledgeResponse { id: request.id, version: request.version + 1 })
}

/// The notes in which all typed words begin a word, by title, for whoever may read tickets: notes are no records, and a search finds them
/// beside those.
///
/// # Errors
/// A failure of the file.
pub(crate) fn found(read: &Read<'_>, typed: &str) -> Result<Vec<Hit>> {
    if read.actor().scope("ticket.read").is_none() || !area::is_on(read, Area::Support)? {
        return Ok(Vec::new());
    }
    let wanted = Wanted::of(typed);
    let mut notes = store::list(read, None)?;
    notes.retain(|note| wanted.is_in(&text::fold(&note.title), &text::fold(&note.body)));
    let hits = notes.into_iter().take(FOUND_MAX).map(|note| Hit {
        id: note.id,
        kind: KIND.to_owned(),
        title: note.title,
        customer: None,
        customer_id: None,
        badge: None,
        amount: None,
    });
    Ok(hits.collect())
}
