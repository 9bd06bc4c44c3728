//! Finding anything: folded words, by their beginnings, titles first, document numbers with or without separators.
//!
//! Rows of `search_row` are derived; each capability's projection writes its own kinds.

mod list;
mod look;

use super::file::CompanyFile;
use super::project;
use super::record::READ_AS;
use super::tx::{Read, Tx};
use super::word;
use crate::api::PROJECTIONS;
use crate::crm::guard::dialled_at_home;
use crate::kernel::badge::Badge;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::kernel::text;
pub use list::{Own, restrict, restrict_beside};
use look::{Look, Rank, Reach};
use rusqlite::{Connection, Row};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const HITS_MAX: u32 = 30;
/// The longest beginning of a word that the index keeps (`prefix` of `search_row`).
const PREFIX_MAX: usize = 3;

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
    /// How many records (at most 30); notes that are no records come beside them.
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
    /// Its state, when its kind has states.
    pub badge: Option<Badge>,
    /// What it is worth, when it is worth anything.
    pub amount: Option<Money>,
}

/// How a record looks beside its title; the capability that it belongs to knows.
#[derive(Debug, Clone)]
pub struct Face {
    /// The record.
    pub id: String,
    /// Its state.
    pub badge: Option<Badge>,
    /// What it is worth.
    pub amount: Option<Money>,
}

/// The faces of those hits that are of `kinds`; `select` is the statement up to its conditions, `face` reads a row of it.
///
/// # Errors
/// A failure of the file.
pub fn faces(
    read: &Read<'_>,
    hits: &[Hit],
    kinds: &[&str],
    select: &str,
    face: impl FnMut(&Row<'_>) -> rusqlite::Result<Face>,
) -> Result<Vec<Face>> {
    let ids: Vec<&str> =
        hits.iter().filter(|hit| kinds.contains(&hit.kind.as_str())).map(|hit| hit.id.as_str()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{select} WHERE id IN (SELECT value FROM json_each(?))");
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map([word::json(&ids)], face)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What typed text looks for: all of its words, each by its beginning, or all of it as one number without separators.
#[derive(Debug)]
pub struct Wanted {
    folded: String,
    words: Vec<String>,
    /// Of a telephone number what is dialled in its country. None when the text is a single word anyway.
    number: Option<String>,
}

impl Wanted {
    /// At most eight words of the first 200 characters: no more of a pasted text is looked for.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let typed: String = typed.chars().take(200).collect();
        let folded = text::fold(&typed);
        let words: Vec<String> = text::words(&folded).iter().take(8).map(|word| (*word).to_owned()).collect();
        let whole = Some(text::squeeze(&typed)).filter(|number| number.len() > 2 && words.len() > 1);
        let number = dialled_at_home(&typed).or(whole);
        Self { folded, words, number }
    }

    /// The FTS5 query of all words. `None` when nothing searchable was typed.
    fn all_words(&self) -> Option<String> {
        let terms: Vec<String> = self.words.iter().map(|word| beginning(word)).collect();
        (!terms.is_empty()).then(|| terms.join(" AND "))
    }

    /// The FTS5 query of the number.
    fn number(&self) -> Option<String> {
        self.number.as_deref().map(beginning)
    }

    /// Whether a beginning is longer than those whose rows the index keeps together.
    fn is_long(&self) -> bool {
        self.words.iter().any(|word| word.chars().count() > PREFIX_MAX)
    }

    /// The FTS5 query of both.
    #[must_use]
    pub fn query(&self) -> Option<String> {
        let words = self.all_words()?;
        Some(match self.number() {
            Some(number) => format!("({words}) OR {number}"),
            None => words,
        })
    }

    /// The same with the beginning of each word as long as the index keeps its rows together, so that it reads no more of them than are
    /// asked for. It finds what [`query`](Self::query) finds, and perhaps more.
    #[must_use]
    pub fn wide(&self) -> Self {
        let short = |word: &String| word.chars().take(PREFIX_MAX).collect();
        Self {
            folded: self.folded.clone(),
            words: self.words.iter().map(short).collect(),
            // All of it as one number is rare, and its first letters would be those of the first word.
            number: self.number.clone(),
        }
    }

    /// Whether a row with these folded texts is one that [`query`](Self::query) finds.
    #[must_use]
    pub fn is_in(&self, title: &str, body: &str) -> bool {
        let known = [text::words(title), text::words(body)].concat();
        let has = |wanted: &String| known.iter().any(|word| word.starts_with(wanted.as_str()));
        (!self.words.is_empty() && self.words.iter().all(has)) || self.number.iter().any(has)
    }
}

/// A word by its beginning, as FTS5 takes it.
fn beginning(word: &str) -> String {
    format!("\"{word}\"*")
}

/// Whether typed text looks like the number of a document: letters, digits and separators without a space.
fn is_number(typed: &str) -> bool {
    let typed = typed.trim();
    !typed.contains(char::is_whitespace)
        && typed.contains(char::is_alphabetic)
        && typed.chars().filter(char::is_ascii_digit).count() > 3
}

/// The kinds that search finds. A kind's place decides its range of rowids, so this list is only ever added to; kinds that
/// one list shows stand side by side.
const KINDS: [&str; 16] = [
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
    "contract",
    "entitlement",
    "ticket",
    "project",
    "task",
    "recurring_invoice",
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

/// Finds records of the kinds whose read permission the user has, each within its scope: first what begins with the typed
/// text, then what has its words in the title, then the rest; the newest of each kind are looked at.
///
/// # Errors
/// A failure of the file.
pub fn find(read: &Read<'_>, request: SearchRequest) -> Result<SearchResponse> {
    let seq = request.seq.unwrap_or(0);
    let wants = Wanted::of(&request.q);
    let Some(words) = wants.all_words() else {
        return Ok(SearchResponse { seq, hits: Vec::new() });
    };
    let limit = request.limit.unwrap_or(HITS_MAX).min(HITS_MAX);
    let wanted = |kind: &&str| request.kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|one| one == kind));
    let kinds: Vec<Reach> = readable(read).filter(|(kind, _)| wanted(kind)).collect();
    let look = Look { read, folded: &wants.folded, is_long: wants.is_long() };
    let mut found: Vec<(Rank, Hit)> = Vec::new();
    // Whoever types a number that is there wants that one, and its parts stand in most other numbers.
    if let Some(number) = wants.number().filter(|_| is_number(&request.q)) {
        look.at(&kinds, &number, &mut found)?;
    }
    if found.is_empty() {
        let full = look.at(&kinds, &words, &mut found)?;
        // Among the newest may be none that begins with what was typed.
        if !full.is_empty() {
            look.at(&full, &format!("title : (^{words})"), &mut found)?;
        }
    }
    // A telephone number is grouped in as many ways as it is written down.
    if let Some(number) = wants.number().filter(|_| found.is_empty()) {
        look.at(&kinds, &number, &mut found)?;
    }
    found.sort_by(|(a, one), (b, other)| (a, &one.title, &one.id).cmp(&(b, &other.title, &other.id)));
    found.dedup_by(|(_, one), (_, other)| one.id == other.id);
    let hits =
        found.into_iter().take(usize::try_from(limit).unwrap_or_default()).map(|(_, hit)| hit).collect();
    Ok(SearchResponse { seq, hits })
}

/// The kinds that the user may read, with the reach of each permission.
fn readable<'a>(read: &'a Read<'_>) -> impl Iterator<Item = Reach> + 'a {
    KINDS.iter().filter(|kind| **kind != LISTED_ALONE).filter_map(|kind| {
        let noun = READ_AS.iter().find(|(known, _)| known == kind).map_or(*kind, |(_, noun)| noun);
        read.actor().scope(&format!("{noun}.read")).map(|scope| (*kind, scope))
    })
}

/// Pages of the index that are written at a time; a save waits no longer for it.
const TIDIED_PAGES: i64 = 500;

/// The indexes of words.
const INDEXES: [&str; 2] = ["search_row", "time_note"];

/// Joins some of the pieces that saves have left of the indexes, so that a search looks in one place. True while there is more
/// to do.
///
/// # Errors
/// A failure of the file.
pub fn tidy(file: &CompanyFile) -> Result<bool> {
    let writer = file.writer();
    for index in INDEXES {
        let before = writer.total_changes();
        // A negative count joins pieces of all sizes, and goes on where the last call stopped (SQLite FTS5, section 6.8).
        let merge = format!("INSERT INTO {index} ({index}, rank) VALUES ('merge', ?1)");
        writer.execute(&merge, [-TIDIED_PAGES])?;
        // The command itself counts as one change.
        if writer.total_changes() > before + 1 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What is wrong with the indexes, a line each: a word that stands in rows leads to as many of them.
///
/// SQLite's own check reads an index from its first page to its last, as a search never does, and passes one that leads nowhere.
pub(super) fn lost_words(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut problems = Vec::new();
    for index in INDEXES {
        conn.execute_batch(&format!(
            "CREATE VIRTUAL TABLE temp.word_of_{index} USING fts5vocab(main, {index}, row)"
        ))?;
        let sql = format!(
            "SELECT count(*) FROM temp.word_of_{index} w \
             WHERE w.doc <> (SELECT count(*) FROM {index} WHERE {index} MATCH '\"' || w.term || '\"')"
        );
        let lost: i64 = conn.query_row(&sql, [], |row| row.get(0))?;
        if lost > 0 {
            problems.push(format!(
                "{index}: {lost} words do not lead to their rows; search.rebuild makes them anew"
            ));
        }
    }
    Ok(problems)
}

/// Nothing.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SearchRebuild {}

/// Makes everything that a search looks in anew: the indexes, then their rows.
///
/// The indexes come first, since a row is taken out of one by looking it up.
///
/// # Errors
/// A failure of the file.
pub fn rebuild(tx: &Tx<'_>, _: SearchRebuild) -> Result<()> {
    for index in INDEXES {
        tx.sql().execute(&format!("INSERT INTO {index} ({index}) VALUES ('rebuild')"), [])?;
    }
    let searched: Vec<_> =
        PROJECTIONS.iter().filter(|projection| INDEXES.contains(&projection.table)).copied().collect();
    Ok(project::rebuild(tx.sql(), &searched)?)
}

#[cfg(test)]
mod tests {
    use super::look::rank;
    use super::*;
    use proptest::prelude::*;

    /// A search table with one row.
    fn table(title: &str, body: &str) -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        crate::store::file::prepare(&conn).unwrap();
        conn.execute_batch(
            "CREATE VIRTUAL TABLE search_row USING fts5(title, body, kind UNINDEXED, \
             tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\", prefix = '1 2 3')",
        )
        .unwrap();
        conn.execute("INSERT INTO search_row (title, body) VALUES (fold(?), fold(?))", [title, body])
            .unwrap();
        conn
    }

    proptest! {
        /// The two forms of a search in a list find the same rows.
        #[test]
        fn a_walk_finds_what_the_index_finds(
            title in "[a-cA-C0-2/é काم .-]{0,12}",
            body in "[a-c0-2/ ]{0,8}",
            typed in "[a-cA-C0-2/é काم .-]{1,5}",
        ) {
            let conn = table(&title, &body);
            let found = |condition: &str| -> bool {
                let sql = format!("SELECT count(*) FROM search_row WHERE {condition}");
                conn.query_row(&sql, [&typed], |row| row.get::<_, i64>(0)).unwrap() > 0
            };
            prop_assume!(Wanted::of(&typed).query().is_some());
            let is_found = found("search_row MATCH search_query(?)");
            prop_assert_eq!(is_found, found("has_words(title, body, ?)"));
            prop_assert!(!is_found || found("search_row MATCH search_wide(?)"));
        }
    }

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
    fn an_index_in_pieces_becomes_one_and_then_rests() {
        let folder = tempfile::tempdir().unwrap();
        let file = CompanyFile::create(&folder.path().join("a.throughline"), "test").unwrap();
        let pieces = || -> i64 {
            let sql = "SELECT count(DISTINCT segid) FROM search_row_idx";
            file.reader().query_row(sql, [], |row| row.get(0)).unwrap()
        };
        for title in ["anil", "asha", "bina"] {
            file.writer().execute("INSERT INTO search_row (title, body) VALUES (?, '')", [title]).unwrap();
        }
        assert!(pieces() > 1);
        while tidy(&file).unwrap() {}
        assert_eq!(pieces(), 1);
        assert!(!tidy(&file).unwrap());
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
