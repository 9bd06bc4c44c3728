//! The SQL of what everybody has to do.

use crate::kernel::error::Result;
use crate::projects::capacity::Piece;
use crate::store::page::Where;
use crate::store::tx::Read;
use chrono::NaiveDate;
use rusqlite::params_from_iter;
use rusqlite::types::Value as SqlValue;
use std::collections::BTreeMap;

/// Somebody with open tasks.
#[derive(Debug, Clone)]
pub(in crate::projects) struct Loaded {
    pub(in crate::projects) id: String,
    pub(in crate::projects) name: String,
    /// Tasks that count nowhere, for they have no day or no estimate.
    pub(in crate::projects) uncounted: i64,
}

/// The open tasks of everybody whose tasks may be seen, person by person. What is late all counts today and comes as one piece.
pub(in crate::projects) fn pieces(read: &Read<'_>, today: NaiveDate) -> Result<Vec<(Loaded, Vec<Piece>)>> {
    let mut people: BTreeMap<String, (Loaded, Vec<Piece>)> = BTreeMap::new();
    for is_late in [true, false] {
        let mut filter = Where::default();
        filter.add("w.is_open = 1", []);
        // Nobody works on what was left open when its project was closed.
        filter.add(
            "(w.project_id IS NULL OR w.project_id NOT IN (SELECT id FROM project WHERE status = 'done'))",
            [],
        );
        filter.add(
            if is_late { "w.due_key < ?" } else { "w.due_key >= ?" },
            [SqlValue::Text(today.to_string())],
        );
        filter.owned_by("u.id", read.visible_owners());
        let (columns, groups) = match is_late {
            true => (
                "NULL, max(w.due_date), sum(w.left_minutes), count(*) - count(w.left_minutes)",
                "GROUP BY u.id",
            ),
            false => {
                ("w.start_date, w.due_date, w.left_minutes, w.due_date IS NULL OR w.left_minutes IS NULL", "")
            }
        };
        let sql = format!(
            "SELECT u.id, u.name, {columns} \
             FROM v_settings_user u CROSS JOIN task_row w ON w.owner_id = u.id WHERE {} {groups}",
            filter.text()
        );
        let mut statement = read.sql().prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(filter.values()))?;
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            let fresh = Loaded { id: id.clone(), name: row.get(1)?, uncounted: 0 };
            let (person, pieces) = people.entry(id).or_insert_with(|| (fresh, Vec::new()));
            let day = |text: Option<String>| text.and_then(|text| text.parse::<NaiveDate>().ok());
            person.uncounted += row.get::<_, i64>(5)?;
            if let (Some(due), Some(minutes)) = (day(row.get(3)?), row.get(4)?) {
                pieces.push(Piece { start: day(row.get(2)?), due, minutes });
            }
        }
    }
    Ok(people.into_values().collect())
}
