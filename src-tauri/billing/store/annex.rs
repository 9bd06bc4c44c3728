//! The time that stands on an invoice, for its annex.

use crate::documents::TimeWorked;
use crate::kernel::error::{Error, Result};
use crate::store::tx::Read;
use crate::store::{record, word};

/// The entries that stand on an invoice and go into its annex, by day.
pub(in crate::billing) fn time_on(read: &Read<'_>, document_id: &str) -> Result<Vec<TimeWorked>> {
    listed(read, "document_id = ?1", document_id)
}

/// The same of lines of a draft, which may be on their way out of it, where the user may see the draft.
pub(in crate::billing) fn time_on_lines(read: &Read<'_>, ids: &[&String]) -> Result<Vec<TimeWorked>> {
    let ids = word::json(&ids);
    let sql =
        "SELECT DISTINCT document_id FROM v_time_annex WHERE line_id IN (SELECT value FROM json_each(?1))";
    let mut statement = read.sql().prepare_cached(sql)?;
    let documents: Vec<String> =
        statement.query_map([&ids], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for id in documents {
        record::require_readable(read, "invoice", &id)?;
    }
    listed(read, "line_id IN (SELECT value FROM json_each(?1))", &ids)
}

fn listed(read: &Read<'_>, condition: &str, value: &str) -> Result<Vec<TimeWorked>> {
    let sql = format!(
        "SELECT work_date, person, work, note, minutes FROM v_time_annex WHERE {condition} ORDER BY work_date, entry_id"
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let mut rows = statement.query([value])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(TimeWorked {
            date: row.get::<_, String>(0)?.parse().map_err(Error::internal)?,
            person: row.get(1)?,
            work: row.get(2)?,
            note: Some(row.get::<_, String>(3)?).filter(|note| !note.is_empty()),
            minutes: row.get(4)?,
        });
    }
    Ok(entries)
}
