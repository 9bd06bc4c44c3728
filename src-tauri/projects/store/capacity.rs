//! The SQL of what everybody has to do.

use crate::kernel::error::Result;
use crate::projects::capacity::Piece;
use crate::store::page::Where;
use crate::store::tx::Read;
use chrono::NaiveDate;
use rusqlite::params_from_iter;

/// Somebody with open tasks.
#[derive(Debug, Clone)]
pub(in crate::projects) struct Loaded {
    pub(in crate::projects) id: String,
    pub(in crate::projects) name: String,
    /// Tasks that count nowhere, for they have no day or no estimate.
    pub(in crate::projects) uncounted: i64,
}

/// The open tasks of everybody whose tasks may be seen, person by person.
pub(in crate::projects) fn pieces(read: &Read<'_>) -> Result<Vec<(Loaded, Vec<Piece>)>> {
    let mut filter = Where::default();
    filter.add("w.is_open = 1 AND w.owner_id IS NOT NULL", []);
    filter.owned_by("w.owner_id", read.visible_owners());
    let sql = format!(
        "SELECT w.owner_id, coalesce(u.name, ''), w.start_date, w.due_date, w.left_minutes \
         FROM task_row w LEFT JOIN v_settings_user u ON u.id = w.owner_id WHERE {} ORDER BY w.owner_id",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(filter.values()))?;
    let mut people: Vec<(Loaded, Vec<Piece>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        if people.last().is_none_or(|(last, _)| last.id != id) {
            people.push((Loaded { id, name: row.get(1)?, uncounted: 0 }, Vec::new()));
        }
        let Some((person, pieces)) = people.last_mut() else { continue };
        let day = |text: Option<String>| text.and_then(|text| text.parse::<NaiveDate>().ok());
        match (day(row.get(3)?), row.get(4)?) {
            (Some(due), Some(minutes)) => pieces.push(Piece { start: day(row.get(2)?), due, minutes }),
            _ => person.uncounted += 1,
        }
    }
    Ok(people)
}
