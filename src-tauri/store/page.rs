//! Lists as pages: sorted and filtered in SQL, walked by key, so that page one thousand costs what page one costs.
//!
//! A list sorts only by the columns its registry names, each with an index that ends in the id. A jump far ahead finds its
//! key by counting in that index; totals come from a second call. See docs/adr/0014.

mod values;

pub use values::values;

use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, OptionalExtension as _, Row, StatementStatus, params_from_iter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most rows of a page.
pub const LIMIT_MAX: u32 = 500;
const LIMIT_DEFAULT: u32 = 100;

/// What a list is asked for.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ListRequest<F> {
    /// The filters of this list; absent means none.
    #[serde(default = "none::<F>")]
    #[ts(optional)]
    pub filter: Option<F>,
    /// Words that the rows must contain.
    #[serde(default)]
    #[ts(optional)]
    pub search: Option<String>,
    /// The order; the list's own when absent.
    #[serde(default)]
    #[ts(optional)]
    pub sort: Option<Sort>,
    /// The `next` of the page before.
    #[serde(default)]
    #[ts(optional)]
    pub after: Option<String>,
    /// How many rows to skip, when the page before is not known.
    #[serde(default)]
    #[ts(optional)]
    pub offset: Option<u32>,
    /// How many rows (at most 500; 100 when absent).
    #[serde(default)]
    #[ts(optional)]
    pub limit: Option<u32>,
}

const fn none<F>() -> Option<F> {
    None
}

/// An order of a list.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Sort {
    /// A column that the list can sort by.
    pub column: String,
    /// True: highest first.
    #[serde(default)]
    pub descending: bool,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// What to send as `after` for the next page; null on the last one.
    pub next: Option<String>,
}

/// A list in SQL: where it reads and what it may sort by.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// The table of its own rows, to which all conditions and orders belong, with its short name: `invoice_row w`.
    pub base: &'static str,
    /// What is joined for the columns; every join finds at most one row, and none takes a row away.
    pub joins: &'static str,
    /// Columns to select. The row reader takes them by position.
    pub columns: &'static str,
    /// The id column, which ends every sort index.
    pub id: &'static str,
    /// Name on the wire → column in SQL, none of them ever null. The first is the list's own order.
    pub sorts: &'static [(&'static str, &'static str)],
}

/// Conditions of a query with their values.
#[derive(Debug, Default, Clone)]
pub struct Where {
    conditions: Vec<Condition>,
    values: Vec<SqlValue>,
}

#[derive(Debug, Clone)]
struct Condition {
    gathering: String,
    /// The same as it is asked of one row on a walk.
    walking: String,
    /// Whether it leaves few rows by its nature.
    is_narrow: bool,
    /// How many it leaves, where that was counted.
    leaves: Option<Leaves>,
}

/// How many rows a condition leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// None at all.
    None,
    /// Rows that are sooner gathered and sorted than met on a walk.
    Few,
    /// So many that a walk soon meets some.
    Many,
}

impl Leaves {
    /// Counts the rows of a query, as far as `few` of them.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn of(conn: &Connection, query: &str, few: u32, values: &[SqlValue]) -> rusqlite::Result<Self> {
        let sql = format!("SELECT count(*) FROM ({query} LIMIT {few})");
        let rows: u32 = conn.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(match rows {
            0 => Self::None,
            rows if rows < few => Self::Few,
            _ => Self::Many,
        })
    }
}

/// How the rows of a page are reached.
enum Way {
    /// There are none.
    Nowhere,
    /// By an index that gives them in the order of the list.
    Index,
    /// By the index of a condition, and sorted.
    Gather,
    /// In the order of the list, passing over what does not fit.
    Walk,
}

/// A condition that may leave few rows or many, in forms that take the same values.
#[derive(Debug)]
pub struct Either {
    /// Finds its rows by an index of its own, good when they are few.
    pub gathering: String,
    /// Looks at one row that a walk has come to, good when they are many.
    pub walking: String,
    /// How many it leaves.
    pub leaves: Leaves,
}

/// Fewer rows are sooner gathered and sorted than met on a walk.
pub const FEW: u32 = 2_000;

impl Where {
    /// Adds a condition whose `?` stand for `values` in their order.
    pub fn add(&mut self, condition: &str, values: impl IntoIterator<Item = SqlValue>) {
        self.push(condition, condition, false, None, values);
    }

    /// Adds a condition that leaves few rows by its nature, such as those of one customer, found by an index of its own.
    pub fn add_narrow(&mut self, condition: &str, values: impl IntoIterator<Item = SqlValue>) {
        self.push(condition, condition, true, None, values);
    }

    /// Adds a condition whose rows were counted.
    pub fn add_either(&mut self, either: &Either, values: impl IntoIterator<Item = SqlValue>) {
        self.push(&either.gathering, &either.walking, false, Some(either.leaves), values);
    }

    fn push(
        &mut self,
        gathering: &str,
        walking: &str,
        is_narrow: bool,
        leaves: Option<Leaves>,
        values: impl IntoIterator<Item = SqlValue>,
    ) {
        let (gathering, walking) = (gathering.to_owned(), walking.to_owned());
        self.conditions.push(Condition { gathering, walking, is_narrow, leaves });
        self.values.extend(values);
    }

    /// Adds `column IN (owners)` when the scope does not show everybody's records.
    pub fn owned_by(&mut self, column: &str, owners: Option<Vec<String>>) {
        if let Some(owners) = owners {
            let marks = vec!["?"; owners.len()].join(", ");
            self.add(&format!("{column} IN ({marks})"), owners.into_iter().map(SqlValue::Text));
        }
    }

    /// Adds that a day lies between two typed ones, each an end of its own.
    ///
    /// # Errors
    /// `error.date` at `filter.from` and `filter.to`.
    pub fn add_days(&mut self, column: &str, from: Option<&str>, to: Option<&str>) -> Result<()> {
        let mut errors = FieldErrors::default();
        for (path, sign, typed) in [("filter.from", ">=", from), ("filter.to", "<=", to)] {
            if let Some(day) = typed.and_then(|typed| errors.take(CivilDate::typed(path, typed))) {
                self.add(&format!("{column} {sign} ?"), [SqlValue::Text(day.to_string())]);
            }
        }
        errors.finish()
    }

    /// The text after `WHERE`; `1` when there is no condition. Beside a narrow condition no other leads to an index, since SQLite
    /// would as soon take one that has a thousand times as many rows.
    #[must_use]
    pub fn text(&self) -> String {
        if self.conditions.is_empty() {
            return "1".to_owned();
        }
        let has_narrow = self.conditions.iter().any(|one| one.is_narrow);
        let texts = self.conditions.iter().map(|one| match one.leaves {
            _ if one.is_narrow || !has_narrow => one.gathering.clone(),
            Some(Leaves::Many) => format!("({}) IS TRUE", one.walking),
            _ => format!("({}) IS TRUE", one.gathering),
        });
        texts.collect::<Vec<_>>().join(" AND ")
    }

    /// The same conditions in a form that leads to no index, so that rows are walked in the order of the list.
    fn walking(&self) -> String {
        let texts: Vec<&str> = self.conditions.iter().map(|one| one.walking.as_str()).collect();
        if texts.is_empty() { "1".to_owned() } else { format!("({}) IS TRUE", texts.join(" AND ")) }
    }

    /// The way to read what `gathering` asks for.
    fn way(&self, conn: &Connection, gathering: &str, values: &[SqlValue]) -> rusqlite::Result<Way> {
        let any = |leaves| self.conditions.iter().any(|one| one.leaves == Some(leaves));
        Ok(if any(Leaves::None) {
            Way::Nowhere
        } else if any(Leaves::Few) || self.conditions.iter().any(|one| one.is_narrow) {
            Way::Gather
        } else if any(Leaves::Many) || sorts(conn, gathering, values)? {
            Way::Walk
        } else {
            Way::Index
        })
    }

    /// The values in the order of their marks.
    #[must_use]
    pub fn values(&self) -> &[SqlValue] {
        &self.values
    }
}

/// Steps of SQLite's machine after which a walk is given up: some seven thousand rows looked at, a few milliseconds.
const WALK_STEPS_MAX: i32 = 80_000;

/// Reads a page of a list.
///
/// Most filters have an index that gives their rows in the order of the list. Where none does, SQLite would gather all rows
/// of the filter and sort them for each page. So the index of the order is walked instead, passing over what does not fit:
/// of a filter that leaves many rows a page is soon full. When it is not after a few milliseconds, the filter leaves few
/// rows, and to sort those is quick.
///
/// # Errors
/// `error.sort_column` at `sort.column`, `error.page` at `after`, `error.limit` at `limit`; a failure of the file.
pub fn page<F, T>(
    conn: &Connection,
    list: List,
    request: &ListRequest<F>,
    filter: Where,
    mut row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Page<T>> {
    let (sort, descending) = order(list, request.sort.as_ref())?;
    let limit = request.limit.unwrap_or(LIMIT_DEFAULT);
    if limit == 0 || limit > LIMIT_MAX {
        return Err(Error::fields(vec![FieldError::new("limit", "error.limit").with("max", LIMIT_MAX)]));
    }
    let direction = if descending { "DESC" } else { "ASC" };
    let ordered = format!("ORDER BY {sort} {direction}, {} {direction}", list.id);
    let beyond = if descending { "<" } else { ">" };
    let offset = request.offset.filter(|offset| *offset > 0);
    let (start, comparison) = match (&request.after, offset) {
        (Some(after), _) => (Some(cursor(after)?), beyond),
        (None, Some(offset)) => match key_at(conn, list, sort, &filter, &ordered, offset)? {
            None => return Ok(Page { rows: Vec::new(), next: None }),
            found => (found, if descending { "<=" } else { ">=" }),
        },
        (None, None) => (None, beyond),
    };
    let from_here = match start {
        Some(_) => format!("AND ({sort}, {}) {comparison} (?, ?)", list.id),
        None => String::new(),
    };
    let values: Vec<SqlValue> = filter
        .values
        .iter()
        .cloned()
        .chain(start.into_iter().flat_map(|(key, id)| [key, id.into()]))
        .collect();
    let List { base, joins, columns, id, .. } = list;
    let rows = limit + 1;
    let sql = |conditions: &str| {
        format!(
            "SELECT {columns}, {sort}, {id} FROM {base} {joins} WHERE {conditions} {from_here} {ordered} LIMIT {rows}"
        )
    };
    // What is sorted is sorted by itself: only the rows of the page are asked for their columns.
    let sorted = |conditions: &str| {
        format!(
            "SELECT {columns}, {sort}, {id} \
               FROM (SELECT {id} AS found FROM {base} WHERE {conditions} {from_here} {ordered} LIMIT {rows}) page \
               CROSS JOIN {base} ON {id} = page.found {joins} {ordered}"
        )
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let gathering = sql(&filter.text());
    match filter.way(conn, &gathering, &values)? {
        Way::Nowhere => return Ok(Page { rows: Vec::new(), next: None }),
        Way::Index => return Ok(read(conn, &gathering, &values, limit, &mut row)?),
        Way::Gather => {}
        Way::Walk => {
            let walk = || read(conn, &sql(&filter.walking()), &values, limit, &mut row);
            if let Some(page) = within_steps(conn, walk)? {
                return Ok(page);
            }
        }
    }
    Ok(read(conn, &sorted(&filter.text()), &values, limit, &mut row)?)
}

/// Whether SQLite would gather the rows of a query and sort them.
fn sorts(conn: &Connection, sql: &str, values: &[SqlValue]) -> rusqlite::Result<bool> {
    let mut statement = conn.prepare_cached(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let mut steps = statement.query(params_from_iter(values))?;
    while let Some(step) = steps.next()? {
        if step.get_ref("detail")?.as_str()?.contains("TEMP B-TREE FOR") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Gives `None` when `work` needs more than [`WALK_STEPS_MAX`] steps.
fn within_steps<T>(
    conn: &Connection,
    work: impl FnOnce() -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<T>> {
    conn.progress_handler(WALK_STEPS_MAX, Some(|| true))?;
    let outcome = work();
    conn.progress_handler(0, None::<fn() -> bool>)?;
    match outcome {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn read<T>(
    conn: &Connection,
    sql: &str,
    values: &[SqlValue],
    limit: usize,
    row: &mut impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Page<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    // A statement that is used again would go on counting its steps where it stopped.
    statement.reset_status(StatementStatus::VmStep);
    let width = statement.column_count();
    let mut found = statement.query(params_from_iter(values))?;
    let (mut rows, mut last, mut next) = (Vec::new(), None, None);
    while let Some(one) = found.next()? {
        if rows.len() == limit {
            next = last.take();
            break;
        }
        last = Some(mark(one.get(width - 2)?, one.get(width - 1)?));
        rows.push(row(one)?);
    }
    Ok(Page { rows, next })
}

fn order(list: List, sort: Option<&Sort>) -> Result<(&'static str, bool)> {
    let Some(sort) = sort else {
        return Ok((list.sorts[0].1, false));
    };
    let column = list.sorts.iter().find(|(name, _)| *name == sort.column).map(|(_, column)| *column);
    let column = column.ok_or_else(|| {
        let known: Vec<&str> = list.sorts.iter().map(|(name, _)| *name).collect();
        Error::fields(vec![
            FieldError::new("sort.column", "error.sort_column").with("known", known.join(", ")),
        ])
    })?;
    Ok((column, sort.descending))
}

/// Key and id of the row that `offset` rows of the filter stand before: counted in the list's own table, joins left out.
fn key_at(
    conn: &Connection,
    list: List,
    sort: &str,
    filter: &Where,
    ordered: &str,
    offset: u32,
) -> Result<Option<(SqlValue, String)>> {
    let sql = |conditions: &str| {
        let List { base, id, .. } = list;
        format!("SELECT {sort}, {id} FROM {base} WHERE {conditions} {ordered} LIMIT 1 OFFSET {offset}")
    };
    let gathering = sql(&filter.text());
    let sql = match filter.way(conn, &gathering, &filter.values)? {
        Way::Nowhere => return Ok(None),
        Way::Index | Way::Gather => gathering,
        Way::Walk => sql(&filter.walking()),
    };
    let mut statement = conn.prepare_cached(&sql)?;
    let found = statement.query_row(params_from_iter(&filter.values), |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?)
}

fn mark(key: SqlValue, id: String) -> String {
    match key {
        SqlValue::Integer(number) => serde_json::json!([number, id]),
        SqlValue::Text(text) => serde_json::json!([text, id]),
        _ => serde_json::json!([null, id]),
    }
    .to_string()
}

fn cursor(after: &str) -> Result<(SqlValue, String)> {
    let (key, id): (serde_json::Value, String) =
        serde_json::from_str(after).map_err(|_| Error::field("after", "error.page"))?;
    let key = match key {
        serde_json::Value::String(text) => SqlValue::Text(text),
        serde_json::Value::Number(number) => {
            SqlValue::Integer(number.as_i64().ok_or_else(|| Error::field("after", "error.page"))?)
        }
        _ => return Err(Error::field("after", "error.page")),
    };
    Ok((key, id))
}
