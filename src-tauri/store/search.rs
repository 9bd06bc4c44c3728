//! Finding anything: folded words, by their beginnings, titles first, document numbers with or without separators.
//!
//! Rows of `search_row` are derived; each capability's projection writes its own kinds.

use super::page::Where;
use super::record::READ_AS;
use super::tx::Read;
use crate::kernel::actor::Scope;
use crate::kernel::error::Result;
use crate::kernel::text;
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

/// The words of typed text as FTS5 takes them, each by its beginning; at most eight.
fn terms(typed: &str) -> Vec<String> {
    text::words(&text::fold(typed)).iter().take(8).map(|word| format!("\"{word}\"*")).collect()
}

/// No more of a pasted text is looked for.
fn bounded(typed: &str) -> String {
    typed.chars().take(200).collect()
}

/// The FTS5 query of typed text: every word by its beginning. `None` when nothing searchable was typed.
#[must_use]
pub fn query(typed: &str) -> Option<String> {
    let terms = terms(&bounded(typed));
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// The FTS5 query of typed text as one number without separators; `None` when it is a single word anyway.
fn squeezed(typed: &str) -> Option<String> {
    let bounded = bounded(typed);
    let squeezed = text::squeeze(&bounded);
    (squeezed.len() > 2 && terms(&bounded).len() > 1).then(|| format!("\"{squeezed}\"*"))
}

/// Whether typed text looks like the number of a document: letters, digits and separators without a space.
fn is_number(typed: &str) -> bool {
    let typed = typed.trim();
    !typed.contains(char::is_whitespace)
        && typed.contains(char::is_alphabetic)
        && typed.chars().filter(char::is_ascii_digit).count() > 3
}

/// The FTS5 query of titles that begin with typed text that has words.
fn beginning(typed: &str) -> String {
    format!("title : (^{})", terms(&bounded(typed)).join(" AND "))
}

/// The kinds that search finds. A kind's place decides its range of rowids, so this list is only ever added to; kinds that
/// one list shows stand side by side.
const KINDS: [&str; 10] = [
    "customer",
    "contact",
    "lead",
    "deal",
    "item",
    "estimate",
    "invoice",
    "credit_note",
    "payment",
    "activity",
];
/// A kind that its own list alone looks for: calls about somebody would crowd out the person.
const LISTED_ALONE: &str = "activity";
/// Bits of a rowid that are the record's own.
const RID_BITS: u32 = 40;

/// Where a record of `kind` stands in `search_row`: a range of rowids for each kind, and the newest last within it.
#[must_use]
pub fn rowid(kind: &str, rid: i64) -> i64 {
    range(&[kind]).0 | rid
}

/// The first and the last rowid of kinds that stand side by side.
fn range(kinds: &[&str]) -> (i64, i64) {
    let places = kinds.iter().map(|kind| {
        KINDS.iter().zip(1_i64..).find(|(known, _)| *known == kind).map_or(0, |(_, place)| place)
    });
    let (first, last) =
        places.fold((i64::MAX >> RID_BITS, 0), |(first, last), place| (first.min(place), last.max(place)));
    (first << RID_BITS, ((last + 1) << RID_BITS) - 1)
}

/// The record behind a row `s` of `search_row`.
const RID: &str = "s.rowid & 0xFFFFFFFFFF";

/// Restricts a list to rows of `kinds` whose search row has the typed words; `id` is the list's id column.
pub fn restrict(filter: &mut Where, id: &str, kinds: &[&str], typed: Option<&str>) {
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else {
        return;
    };
    let (first, last) = range(kinds);
    let Some(words) = query(typed) else { return filter.add("0", []) };
    let query = match squeezed(typed) {
        Some(squeezed) => format!("({words}) OR {squeezed}"),
        None => words,
    };
    filter.add_narrow(
        &format!(
            "{id} IN (SELECT r.id FROM search_row s CROSS JOIN record r ON r.rid = {RID} \
             WHERE search_row MATCH ? AND s.rowid BETWEEN ? AND ?)"
        ),
        [query.into(), first.into(), last.into()],
    );
}

/// Finds records of the kinds whose read permission the user has, each within its scope: first what begins with the typed
/// text, then what has its words in the title, then the rest; the newest of each kind are looked at.
///
/// # Errors
/// A failure of the file.
pub fn find(read: &Read<'_>, request: SearchRequest) -> Result<SearchResponse> {
    let seq = request.seq.unwrap_or(0);
    let Some(words) = query(&request.q) else {
        return Ok(SearchResponse { seq, hits: Vec::new() });
    };
    let limit = request.limit.unwrap_or(HITS_MAX).min(HITS_MAX);
    let typed = text::fold(&bounded(&request.q));
    let wanted = |kind: &&str| request.kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|one| one == kind));
    let kinds: Vec<(&str, Scope)> = readable(read).filter(|(kind, _)| wanted(kind)).collect();
    let mut found: Vec<(Rank, Hit)> = Vec::new();
    // Whoever types a number that is there wants that one, and its parts stand in most other numbers.
    if let Some(number) = squeezed(&request.q).filter(|_| is_number(&request.q)) {
        for (kind, scope) in &kinds {
            of_kind(read, kind, *scope, &number, &typed, &mut found)?;
        }
    }
    if found.is_empty() {
        let beginning = beginning(&request.q);
        for (kind, scope) in &kinds {
            let met = of_kind(read, kind, *scope, &words, &typed, &mut found)?;
            // Among the newest may be none that begins with what was typed.
            if met == HITS_MAX {
                of_kind(read, kind, *scope, &beginning, &typed, &mut found)?;
            }
        }
    }
    found.sort_by(|(a, one), (b, other)| (a, &one.title, &one.id).cmp(&(b, &other.title, &other.id)));
    found.dedup_by(|(_, one), (_, other)| one.id == other.id);
    let hits =
        found.into_iter().take(usize::try_from(limit).unwrap_or_default()).map(|(_, hit)| hit).collect();
    Ok(SearchResponse { seq, hits })
}

/// How well a row fits; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Begins,
    InTitle,
    Elsewhere,
}

fn rank(title: &str, typed: &str) -> Rank {
    let spaced = format!(" {title}");
    if title.starts_with(typed) {
        Rank::Begins
    } else if text::words(typed)
        .iter()
        .all(|word| text::words(&spaced).iter().any(|known| known.starts_with(word)))
    {
        Rank::InTitle
    } else {
        Rank::Elsewhere
    }
}

/// The kinds that the user may read, with the reach of each permission.
fn readable<'a>(read: &'a Read<'_>) -> impl Iterator<Item = (&'static str, Scope)> + 'a {
    KINDS.iter().filter(|kind| **kind != LISTED_ALONE).filter_map(|kind| {
        let noun = READ_AS.iter().find(|(known, _)| known == kind).map_or(*kind, |(_, noun)| noun);
        read.actor().scope(&format!("{noun}.read")).map(|scope| (*kind, scope))
    })
}

/// Adds the newest records of a kind that a query meets and says how many; [`HITS_MAX`] at most.
fn of_kind(
    read: &Read<'_>,
    kind: &str,
    scope: Scope,
    query: &str,
    typed: &str,
    found: &mut Vec<(Rank, Hit)>,
) -> Result<u32> {
    let (first, last) = range(&[kind]);
    let mut filter = Where::default();
    filter.add(
        "search_row MATCH ? AND s.rowid BETWEEN ? AND ?",
        [query.to_owned().into(), first.into(), last.into()],
    );
    filter.add("r.deleted_at IS NULL", []);
    filter.owned_by("r.owner_id", read.actor().visible_owners(scope));
    let sql = format!(
        "SELECT r.id, r.kind, r.title, c.title, r.customer_id, s.title FROM search_row s \
         CROSS JOIN record r ON r.rid = {RID} LEFT JOIN record c ON c.id = r.customer_id AND c.id <> r.id \
         WHERE {} ORDER BY s.rowid DESC LIMIT {HITS_MAX}",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(rusqlite::params_from_iter(filter.values()), |row| {
        let hit = Hit {
            id: row.get(0)?,
            kind: row.get(1)?,
            title: row.get(2)?,
            customer: row.get(3)?,
            customer_id: row.get(4)?,
        };
        Ok((rank(&row.get::<_, String>(5)?, typed), hit))
    })?;
    let met = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let count = u32::try_from(met.len()).unwrap_or(HITS_MAX);
    found.extend(met);
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_range() {
        let (first, last) = range(&["invoice", "credit_note"]);
        for (kind, inside) in
            [("invoice", true), ("credit_note", true), ("estimate", false), ("payment", false)]
        {
            assert_eq!((first..=last).contains(&rowid(kind, 1)), inside, "{kind}");
            assert_eq!((first..=last).contains(&rowid(kind, (1 << RID_BITS) - 1)), inside, "{kind}");
        }
        assert_eq!(rowid("customer", 7) & 0xFF_FFFF_FFFF, 7);
    }

    #[test]
    fn what_begins_like_the_typed_text_comes_first() {
        for (title, expected) in
            [("anil traders", Rank::Begins), ("new anil", Rank::InTitle), ("danil", Rank::Elsewhere)]
        {
            assert_eq!(rank(title, "anil"), expected, "{title}");
        }
    }
}
