//! The SQL of time, by noun. What belongs to others is read through their views.

pub(super) mod bill;
pub(super) mod budget;
pub(super) mod entry;
pub(super) mod expense;
pub(super) mod list;
pub(super) mod rate;
pub(super) mod said;
pub(super) mod sale;
pub(super) mod setting;
pub(super) mod sheet;
pub(super) mod subject;
pub(super) mod timer;
pub(super) mod undo;
pub(super) mod week;

use crate::kernel::error::Result;
use crate::store::tx::Read;
use chrono::NaiveDate;
use rusqlite::Row;
use rusqlite::types::Type;

/// The day in column `index`.
pub(super) fn day(row: &Row<'_>, index: usize) -> rusqlite::Result<NaiveDate> {
    let text: String = row.get(index)?;
    text.parse()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error)))
}

/// The currency that the books are kept in.
pub(super) fn home_currency(read: &Read<'_>) -> Result<String> {
    let sql = "SELECT home_currency FROM v_settings_company";
    Ok(read.sql().prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}
