//! The SQL of projects, by noun.

pub(super) mod capacity;
pub(super) mod dependency;
pub(super) mod milestone;
pub(super) mod project;
pub(super) mod project_change;
pub(super) mod project_list;
pub(super) mod task;
pub(super) mod task_change;
pub(super) mod task_group;
pub(super) mod task_list;
pub(super) mod template;

use crate::kernel::error::{Error, Result};
use crate::store::tx::Read;
use rusqlite::OptionalExtension as _;

/// The currency that the books are kept in.
pub(super) fn home_currency(read: &Read<'_>) -> Result<String> {
    Ok(read
        .sql()
        .prepare_cached("SELECT home_currency FROM v_settings_company")?
        .query_row([], |row| row.get(0))?)
}

/// The named branch, or the first one.
pub(super) fn branch(read: &Read<'_>, branch_id: Option<&str>) -> Result<String> {
    read.sql()
        .prepare_cached(
            "SELECT id FROM v_settings_branch WHERE ?1 IS NULL OR id = ?1 ORDER BY position LIMIT 1",
        )?
        .query_row([branch_id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::field("branch_id", "error.no_such_branch"))
}

/// Whether there is such a user who may work.
pub(super) fn has_user(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM v_settings_user WHERE id = ?1 AND active = 1)")?
        .query_row([id], |row| row.get(0))?)
}
