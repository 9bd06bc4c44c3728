//! The time that stands on an invoice, for its annex.

use crate::documents::TimeWorked;
use crate::kernel::error::{Error, Result};
use crate::store::tx::Read;

/// The entries that stand on an invoice and go into its annex, by day.
pub(in crate::billing) fn time_on(read: &Read<'_>, document_id: &str) -> Result<Vec<TimeWorked>> {
    let sql = "SELECT work_date, person, work, note, minutes FROM v_time_annex WHERE document_id = ?1 ORDER BY work_date, entry_id";
    let mut statement = read.sql().prepare_cached(sql)?;
    let mut rows = statement.query([document_id])?;
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
