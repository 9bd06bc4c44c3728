//! The values that an order of a list has under a filter, such as the people who have open tasks, without reading all of the rows.

use super::{FEW, LIMIT_DEFAULT, List, ListRequest, Page, Where, order};
use crate::kernel::error::Result;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, Row, params_from_iter};

/// Reads the values of an order under a filter, one after the other, each with one of its rows. `next` is the value after which the
/// next page begins.
///
/// The rows of a filter that leaves few are gathered once; of many, the index of the order gives the next value behind the one before.
///
/// # Errors
/// As [`page`].
pub fn values<F, T>(
    conn: &Connection,
    list: List,
    request: &ListRequest<F>,
    filter: &Where,
    mut row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Page<T>> {
    let (sort, _) = order(list, request.sort.as_ref())?;
    let limit = usize::try_from(request.limit.unwrap_or(LIMIT_DEFAULT)).unwrap_or(usize::MAX);
    let List { base, joins, columns, .. } = list;
    let counting = format!("SELECT count(*) FROM (SELECT 1 FROM {base} WHERE {} LIMIT {FEW})", filter.text());
    let rows: u32 =
        conn.prepare_cached(&counting)?.query_row(params_from_iter(&filter.values), |row| row.get(0))?;
    let is_few = rows < FEW;
    let (conditions, at_once) = if is_few { (filter.text(), limit + 1) } else { (filter.walking(), 1) };
    let grouped = if is_few { format!("GROUP BY {sort}") } else { String::new() };
    let sql = format!(
        "SELECT {columns}, {sort} FROM {base} {joins} WHERE {conditions} AND {sort} > ? {grouped} ORDER BY {sort} LIMIT {at_once}"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let at = statement.column_count() - 1;
    let (mut found, mut last) = (Vec::new(), request.after.clone().unwrap_or_default());
    loop {
        let values = filter.values.iter().cloned().chain([SqlValue::Text(last.clone())]);
        let mut some = statement.query(params_from_iter(values))?;
        let before = found.len();
        while let Some(one) = some.next()? {
            if found.len() == limit {
                return Ok(Page { rows: found, next: Some(last) });
            }
            last = one.get(at)?;
            found.push(row(one)?);
        }
        if is_few || found.len() == before {
            return Ok(Page { rows: found, next: None });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: List =
        List { base: "thing w", joins: "", columns: "w.name", id: "w.id", sorts: &[("name", "w.name")] };

    /// The names of a page under a filter, and what follows it.
    fn names(conn: &Connection, filter: &Where, after: Option<&str>) -> (Vec<String>, Option<String>) {
        let request: ListRequest<()> = ListRequest {
            filter: None,
            search: None,
            sort: None,
            after: after.map(str::to_owned),
            offset: None,
            limit: Some(3),
        };
        let page = values(conn, LIST, &request, filter, |row| row.get(0)).unwrap();
        (page.rows, page.next)
    }

    #[test]
    fn each_value_is_met_once_whether_few_rows_are_left_or_many() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL);
             CREATE INDEX thing_by_name ON thing (name, id);
             INSERT INTO thing (name, size)
               WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
               SELECT char(97 + i % 5), i FROM n;",
        )
        .unwrap();
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        for below in [10, 10_000] {
            let mut filter = Where::default();
            filter.add("w.size < ? AND w.name <> 'b'", [SqlValue::Integer(below)]);
            assert_eq!(names(&conn, &filter, None), (own(&["a", "c", "d"]), Some("d".to_owned())), "{below}");
            assert_eq!(names(&conn, &filter, Some("d")), (own(&["e"]), None), "{below}");
            assert_eq!(names(&conn, &filter, Some("e")), (own(&[]), None), "{below}");
        }
    }
}
