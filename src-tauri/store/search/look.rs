//! One look into the index of words: the newest records of each kind that a query meets, within the reach of who asks.

use super::{HITS_MAX, Hit, RID, RID_BITS, range};
use crate::kernel::actor::Scope;
use crate::kernel::error::Result;
use crate::kernel::text;
use crate::store::page::Where;
use crate::store::record;
use crate::store::tx::Read;
use crate::store::word;

/// Rows of all kinds that are looked at to see which kinds they are of.
const LOOKED_AT_MAX: usize = 200;
/// How well a row fits; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Begins,
    InTitle,
    Elsewhere,
}

pub(super) fn rank(title: &str, typed: &str) -> Rank {
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

/// A kind with the reach of its read permission.
pub(super) type Reach = (&'static str, Scope);

/// The rows of one kind that are looked at.
enum Rows<'a> {
    /// All that a query meets.
    Met(&'a str),
    /// Those of a query that was asked before.
    Known(Vec<i64>),
}

/// A search under way.
pub(super) struct Look<'a> {
    pub(super) read: &'a Read<'a>,
    pub(super) folded: &'a str,
    /// The beginnings of its words are longer than those that the index keeps: each time it is asked it joins the rows of all
    /// words that begin so, and is better asked once for all kinds.
    pub(super) is_long: bool,
}

impl Look<'_> {
    /// Adds the newest records of each kind that a query meets, and says of which kinds there may be more.
    pub(super) fn at(
        &self,
        kinds: &[Reach],
        query: &str,
        found: &mut Vec<(Rank, Hit)>,
    ) -> Result<Vec<Reach>> {
        let rows = match self.is_long {
            true => self.newest(kinds, query)?,
            false => self.met_of(kinds, query)?.into_iter().map(|kind| (kind, Rows::Met(query))).collect(),
        };
        let mut full = Vec::new();
        for (kind, rows) in rows {
            if self.of_kind(kind, &rows, found)? == HITS_MAX {
                full.push(kind);
            }
        }
        Ok(full)
    }

    /// The rows that a query meets, by kind, the newest first: as many as are shown, or all where some may not be seen.
    fn newest(&self, kinds: &[Reach], query: &str) -> Result<Vec<(Reach, Rows<'static>)>> {
        let mut met: Vec<(Reach, (i64, i64), Vec<i64>)> =
            kinds.iter().map(|kind| (*kind, range(&[kind.0]), Vec::new())).collect();
        let most = usize::try_from(HITS_MAX).unwrap_or_default();
        let sql = "SELECT rowid FROM search_row WHERE search_row MATCH ? ORDER BY rowid DESC";
        let mut statement = self.read.sql().prepare_cached(sql)?;
        let mut rows = statement.query([query])?;
        let mut at = 0;
        while let Some(row) = rows.next()? {
            let rowid: i64 = row.get(0)?;
            if met.get(at).is_none_or(|(_, (first, last), _)| !(*first..=*last).contains(&rowid)) {
                match met.iter().position(|(_, (first, last), _)| (*first..=*last).contains(&rowid)) {
                    Some(place) => at = place,
                    None => continue,
                }
            }
            let ((_, scope), _, newest) = &mut met[at];
            if *scope != Scope::All || newest.len() < most {
                newest.push(rowid);
            }
        }
        let met = met.into_iter().filter(|(_, _, newest)| !newest.is_empty());
        Ok(met.map(|(kind, _, newest)| (kind, Rows::Known(newest))).collect())
    }

    /// Those of `kinds` that a query meets; all of them when it meets too many rows to look at.
    fn met_of(&self, kinds: &[Reach], query: &str) -> Result<Vec<Reach>> {
        let mut statement = self.read.sql().prepare_cached(&format!(
            "SELECT s.rowid >> {RID_BITS} FROM search_row s WHERE search_row MATCH ? LIMIT {LOOKED_AT_MAX}"
        ))?;
        let places: Vec<i64> =
            statement.query_map([query], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let is_met =
            |kind: &str| places.len() == LOOKED_AT_MAX || places.contains(&(range(&[kind]).0 >> RID_BITS));
        Ok(kinds.iter().copied().filter(|(kind, _)| is_met(kind)).collect())
    }

    /// Keeps `r`, of customer `c`, to what the user reads.
    fn keep_to_reach(&self, filter: &mut Where, kind: &str, scope: Scope) {
        match self.read.actor().visible_owners(scope) {
            Some(owners) if record::goes_with_customer(kind) => {
                let owners = word::json(&owners);
                filter.add(
                    "EXISTS (SELECT 1 FROM json_each(?) WHERE value IN (r.owner_id, c.owner_id))",
                    [owners.into()],
                );
            }
            owners => filter.owned_by("r.owner_id", owners),
        }
    }

    /// Adds the newest records of a kind and says how many; [`HITS_MAX`] at most.
    fn of_kind(&self, (kind, scope): Reach, rows: &Rows<'_>, found: &mut Vec<(Rank, Hit)>) -> Result<u32> {
        let mut filter = Where::default();
        match rows {
            Rows::Met(query) => {
                let (first, last) = range(&[kind]);
                filter.add(
                    "search_row MATCH ? AND s.rowid BETWEEN ? AND ?",
                    [(*query).to_owned().into(), first.into(), last.into()],
                );
            }
            Rows::Known(rowids) => {
                filter.add("s.rowid IN (SELECT value FROM json_each(?))", [word::json(rowids).into()]);
            }
        }
        // A person goes with its customer.
        filter.add("r.deleted_at IS NULL AND c.deleted_at IS NULL", []);
        self.keep_to_reach(&mut filter, kind, scope);
        let sql = format!(
            "SELECT r.id, r.kind, r.title, c.title, r.customer_id, s.title FROM search_row s \
             CROSS JOIN record r ON r.rid = {RID} LEFT JOIN record c ON c.id = r.customer_id AND c.id <> r.id \
             WHERE {} ORDER BY s.rowid DESC LIMIT {HITS_MAX}",
            filter.text()
        );
        let mut statement = self.read.sql().prepare_cached(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(filter.values()), |row| {
            let hit = Hit {
                id: row.get(0)?,
                kind: row.get(1)?,
                title: row.get(2)?,
                customer: row.get(3)?,
                customer_id: row.get(4)?,
                badge: None,
                amount: None,
            };
            Ok((rank(&row.get::<_, String>(5)?, self.folded), hit))
        })?;
        let met = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        let count = u32::try_from(met.len()).unwrap_or(HITS_MAX);
        found.extend(met);
        Ok(count)
    }
}
