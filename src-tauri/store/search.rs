//! Finding anything: folded words, by their beginnings, titles first, document numbers with or without separators.
//!
//! Rows of `search_row` are derived; each capability's projection writes its own kinds.

use super::page::Where;
use super::record::READ_AS;
use super::tx::Read;
use crate::kernel::error::Result;
use crate::kernel::text;
use rusqlite::types::Value as SqlValue;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const HITS_MAX: u32 = 30;

/// What to find.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SearchRequest {
    /// What was typed.
    pub q: String,
    /// Only these kinds; all that may be seen when empty.
    #[serde(default)]
    #[ts(optional)]
    pub kinds: Option<Vec<String>>,
    /// How many hits (at most 30).
    #[serde(default)]
    #[ts(optional)]
    pub limit: Option<u32>,
    /// Comes back unchanged, so that the page can drop stale answers.
    #[serde(default)]
    #[ts(optional)]
    pub seq: Option<u32>,
}

/// What was found, best first.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SearchResponse {
    /// As sent.
    pub seq: u32,
    /// The records.
    pub hits: Vec<Hit>,
}

/// A record that was found.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its customer's name, when it has one other than itself.
    pub customer: Option<String>,
    /// The customer it belongs to.
    pub customer_id: Option<String>,
}

/// The FTS5 query of typed text: every word by its beginning, or the whole as one number without separators.
/// `None` when nothing searchable was typed.
#[must_use]
pub fn query(typed: &str) -> Option<String> {
    let bounded: String = typed.chars().take(200).collect();
    let folded = text::fold(&bounded);
    let words: Vec<String> =
        text::words(&folded).iter().take(8).map(|word| format!("\"{}\"*", word.replace('"', ""))).collect();
    if words.is_empty() {
        return None;
    }
    let all = words.join(" AND ");
    let squeezed = text::squeeze(&bounded);
    Some(if words.len() > 1 && squeezed.len() > 2 { format!("({all}) OR \"{squeezed}\"*") } else { all })
}

/// Restricts a list to rows of `kind` whose search row has the typed words; `id` is the list's id column.
pub fn restrict(filter: &mut Where, id: &str, kind: &str, typed: Option<&str>) {
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else {
        return;
    };
    match query(typed) {
        Some(query) => filter.add(
            &format!(
                "{id} IN (SELECT r.id FROM search_row s CROSS JOIN record r ON r.rid = s.rowid \
                 WHERE search_row MATCH ? AND r.kind = ?)"
            ),
            [SqlValue::Text(query), SqlValue::Text(kind.to_owned())],
        ),
        None => filter.add("0", []),
    }
}

/// Finds records of the kinds whose read permission the user has, each within its scope.
///
/// # Errors
/// A failure of the file.
pub fn find(read: &Read<'_>, request: SearchRequest) -> Result<SearchResponse> {
    let seq = request.seq.unwrap_or(0);
    let Some(query) = query(&request.q) else {
        return Ok(SearchResponse { seq, hits: Vec::new() });
    };
    let limit = request.limit.unwrap_or(HITS_MAX).min(HITS_MAX);
    let mut filter = Where::default();
    filter.add("search_row MATCH ?", [SqlValue::Text(query)]);
    let mut allowed = Vec::new();
    for (permission, scope) in &read.actor().permissions {
        let Some(noun) = permission.strip_suffix(".read") else { continue };
        let with = READ_AS.iter().filter(|(_, read_as)| *read_as == noun).map(|(kind, _)| *kind);
        for kind in with.chain([noun]) {
            if request.kinds.as_ref().is_some_and(|kinds| !kinds.iter().any(|wanted| wanted == kind)) {
                continue;
            }
            let mut one = Where::default();
            one.add("r.kind = ?", [SqlValue::Text(kind.to_owned())]);
            one.owned_by("r.owner_id", read.actor().visible_owners(*scope));
            allowed.push(one);
        }
    }
    if allowed.is_empty() {
        return Ok(SearchResponse { seq, hits: Vec::new() });
    }
    let either: Vec<String> = allowed.iter().map(|one| format!("({})", one.text())).collect();
    filter.add(&format!("({})", either.join(" OR ")), allowed.iter().flat_map(|one| one.values().to_vec()));
    // Ranking every match of a short word would touch the whole index, so the best are taken from the newest thousand.
    let sql = format!(
        "SELECT r.id, r.kind, r.title, c.title, r.customer_id FROM \
           (SELECT rowid AS rid, bm25(search_row, 8.0, 1.0) AS rank FROM search_row WHERE search_row MATCH ?1 \
             ORDER BY rowid DESC LIMIT 1000) s \
         CROSS JOIN record r ON r.rid = s.rid LEFT JOIN record c ON c.id = r.customer_id AND c.id <> r.id \
         WHERE r.deleted_at IS NULL AND {} ORDER BY s.rank, r.title LIMIT {limit}",
        &filter.text()["search_row MATCH ? AND ".len()..]
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(rusqlite::params_from_iter(filter.values()), |row| {
        Ok(Hit {
            id: row.get(0)?,
            kind: row.get(1)?,
            title: row.get(2)?,
            customer: row.get(3)?,
            customer_id: row.get(4)?,
        })
    })?;
    Ok(SearchResponse { seq, hits: rows.collect::<rusqlite::Result<_>>()? })
}
