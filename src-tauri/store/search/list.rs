//! Lists that are searched: what typed words leave is counted before it is chosen how their rows are reached (docs/adr/0014).

use super::{RID, Wanted, range};
use crate::kernel::error::Result;
use crate::store::page::{Either, FEW, Leaves, Where};
use crate::store::tx::Read;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, params_from_iter};

/// The same of rows that a list knows by their rowid: [`FEW`] is for those that are found by way of their record.
const FEW_OWN: u32 = 4_000;
/// Rows of which it is looked whether the beginnings of their words tell as much as the words themselves.
const SAMPLE: u32 = 200;

/// Words that a list has in an index of its own, apart from what is searched everywhere.
#[derive(Debug, Clone, Copy)]
pub struct Own {
    /// The index.
    pub index: &'static str,
    /// Its column.
    pub text: &'static str,
    /// The rowid in it of a row of the list.
    pub rowid: &'static str,
    /// The folded text of a row of the list.
    pub folded: &'static str,
}

/// Restricts a list to rows of `kinds` whose search row has the typed words; `id` is the list's id column.
///
/// # Errors
/// A failure of the file.
pub fn restrict(
    read: &Read<'_>,
    filter: &mut Where,
    id: &str,
    kinds: &[&str],
    typed: Option<&str>,
) -> Result<()> {
    restrict_to(read, filter, &[Place::of_records(id, kinds)], typed)
}

/// The same, or to rows that have them in an index of their own.
///
/// # Errors
/// A failure of the file.
pub fn restrict_beside(
    read: &Read<'_>,
    filter: &mut Where,
    id: &str,
    kinds: &[&str],
    own: &Own,
    typed: Option<&str>,
) -> Result<()> {
    restrict_to(read, filter, &[Place::of_own(own), Place::of_records(id, kinds)], typed)
}

fn restrict_to(read: &Read<'_>, filter: &mut Where, places: &[Place], typed: Option<&str>) -> Result<()> {
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else {
        return Ok(());
    };
    let mut looks = Vec::new();
    if Wanted::of(typed).query().is_some() {
        for place in places {
            looks.extend(place.look(read.sql(), typed)?);
        }
    }
    let any = |form: fn(&Either) -> &str| {
        let forms: Vec<&str> = looks.iter().map(|(either, _)| form(either)).collect();
        if forms.is_empty() { "0".to_owned() } else { format!("({})", forms.join(" OR ")) }
    };
    let leaves = match looks.as_slice() {
        [] => Leaves::None,
        some if some.iter().any(|(either, _)| either.leaves == Leaves::Many) => Leaves::Many,
        _ => Leaves::Few,
    };
    let either = Either { gathering: any(|one| &one.gathering), walking: any(|one| &one.walking), leaves };
    filter.add_either(&either, looks.into_iter().flat_map(|(_, values)| values));
    Ok(())
}

/// An index in which words are looked for, and how the rows of a list belong to those of it.
struct Place {
    /// The index, whose short name is `s`.
    index: &'static str,
    /// Its two texts.
    texts: String,
    /// The rows of the list that the index finds; it takes the typed text and the range.
    gathering: String,
    /// The same, looked for by the first letters of the words: it takes the typed text once more, before.
    widely: String,
    /// Whether a row of the list has the words.
    walking: String,
    /// Fewer rows than these are gathered.
    few: u32,
    /// The rows of the index that count, and the values of its marks.
    range: (&'static str, Vec<SqlValue>),
}

impl Place {
    fn of_records(id: &str, kinds: &[&str]) -> Self {
        let within = "AND s.rowid BETWEEN ? AND ?";
        let (first, last) = range(kinds);
        let gather = |found: &str| {
            format!(
                "{id} IN (SELECT r.id FROM search_row s CROSS JOIN record r ON r.rid = {RID} \
                           WHERE {found}(?) {within})"
            )
        };
        Self {
            index: "search_row",
            texts: "s.title, s.body".to_owned(),
            gathering: gather("search_row MATCH search_query"),
            widely: gather("has_words(s.title, s.body, ?) AND search_row MATCH search_wide"),
            walking: format!(
                "EXISTS (SELECT 1 FROM record r CROSS JOIN search_row s ON s.rowid = search_rowid(r.kind, r.rid) \
                          WHERE r.id = {id} AND has_words(s.title, s.body, ?) {within})"
            ),
            few: FEW,
            range: (within, vec![first.into(), last.into()]),
        }
    }

    fn of_own(own: &Own) -> Self {
        let Own { index, text, rowid, folded } = own;
        let gather = |query: &str| {
            format!("{rowid} IN (SELECT s.rowid FROM {index} s WHERE {index} MATCH {query}(?))")
        };
        let has = format!("has_words({folded}, '', ?)");
        Self {
            index,
            texts: format!("s.{text}, ''"),
            gathering: gather("search_query"),
            widely: format!("({has} AND {})", gather("search_wide")),
            walking: has,
            few: FEW_OWN,
            range: ("", Vec::new()),
        }
    }

    /// How typed words are looked for here, with the values of it; `None` where nothing has them.
    ///
    /// Beginnings as long as the index keeps are counted first, since it reads no more of these than are asked for. Of longer ones it
    /// gathers all rows before it gives one: that is well for a rare word, and slow for one that half of the rows have.
    fn look(&self, conn: &Connection, typed: &str) -> Result<Option<(Either, Vec<SqlValue>)>> {
        let typed = SqlValue::from(typed.to_owned());
        let once: Vec<SqlValue> = std::iter::once(&typed).chain(&self.range.1).cloned().collect();
        let twice: Vec<SqlValue> = std::iter::once(&typed).chain(&once).cloned().collect();
        let few = |gathering: &String| Either {
            gathering: gathering.clone(),
            walking: gathering.clone(),
            leaves: Leaves::Few,
        };
        Ok(match self.count(conn, "search_wide", &once)? {
            Leaves::None => None,
            Leaves::Few => Some((few(&self.widely), twice)),
            Leaves::Many => {
                let leaves = match self.mostly_has(conn, &twice)? {
                    true => Leaves::Many,
                    false => self.count(conn, "search_query", &once)?,
                };
                let either = match leaves {
                    Leaves::None => return Ok(None),
                    Leaves::Few => few(&self.gathering),
                    Leaves::Many => {
                        Either { gathering: self.gathering.clone(), walking: self.walking.clone(), leaves }
                    }
                };
                Some((either, once))
            }
        })
    }

    fn count(&self, conn: &Connection, query: &str, values: &[SqlValue]) -> Result<Leaves> {
        let Self { index, range: (within, _), few, .. } = self;
        let counting = format!("SELECT 1 FROM {index} s WHERE {index} MATCH {query}(?) {within}");
        Ok(Leaves::of(conn, &counting, *few, values)?)
    }

    /// Whether most of the rows whose words begin like the typed ones have these.
    fn mostly_has(&self, conn: &Connection, values: &[SqlValue]) -> Result<bool> {
        let Self { index, texts, range: (within, _), .. } = self;
        let sql = format!(
            "SELECT sum(has) > {SAMPLE} / 2 FROM (SELECT has_words({texts}, ?) AS has FROM {index} s \
                                                   WHERE {index} MATCH search_wide(?) {within} LIMIT {SAMPLE})"
        );
        Ok(conn.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?)
    }
}
