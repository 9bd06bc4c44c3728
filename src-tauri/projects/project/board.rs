//! Projects as columns by how they stand.

use super::list::{ProjectFilter, ProjectRow};
use crate::kernel::error::Result;
use crate::projects::store::project_list as rows;
use crate::projects::words::WorkStatus;
use crate::store::page::{ListRequest, Sort};
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Cards of a column that are given at once: of each it is told how it is getting on.
const CARDS_MAX: u32 = 25;

/// Which board, or which column of it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ProjectBoardRequest {
    /// Only these projects; with a `status` only that column.
    pub filter: Option<ProjectFilter>,
    /// Words that the projects must contain.
    pub search: Option<String>,
    /// The `next` of the column before, with a `status` in the filter.
    pub after: Option<String>,
}

/// Projects by how they stand.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectBoard {
    /// The columns in their order.
    pub columns: Vec<ProjectColumn>,
}

/// The projects that stand alike.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectColumn {
    /// How they stand.
    pub status: WorkStatus,
    /// How many; null when there are two hundred or more, which are not counted.
    pub count: Option<i64>,
    /// The first of them, at most twenty-five: by the day they were promised for; what is done, the latest first.
    pub cards: Vec<ProjectRow>,
    /// What to send as `after` for more; null when these are all.
    pub next: Option<String>,
}

/// The board of the projects that a filter leaves.
///
/// # Errors
/// `error.page` at `after`.
pub fn board(read: &Read<'_>, request: ProjectBoardRequest) -> Result<ProjectBoard> {
    let chosen = request.filter.clone().unwrap_or_default();
    let shown = WorkStatus::ALL.into_iter().filter(|status| chosen.status.is_none_or(|one| one == *status));
    let columns = shown.map(|status| column(read, &request, &chosen, status));
    Ok(ProjectBoard { columns: columns.collect::<Result<_>>()? })
}

fn column(
    read: &Read<'_>,
    request: &ProjectBoardRequest,
    chosen: &ProjectFilter,
    status: WorkStatus,
) -> Result<ProjectColumn> {
    let is_done = status == WorkStatus::Done;
    let wants_open = chosen.open == Some(true) || chosen.late == Some(true) || chosen.at_risk == Some(true);
    if (is_done && wants_open) || (!is_done && chosen.open == Some(false)) {
        return Ok(ProjectColumn { status, count: Some(0), cards: Vec::new(), next: None });
    }
    let sort = Sort { column: if is_done { "updated" } else { "end" }.to_owned(), descending: is_done };
    let asked = ListRequest {
        filter: Some(ProjectFilter { status: Some(status), open: None, ..chosen.clone() }),
        search: request.search.clone(),
        sort: Some(sort),
        after: request.after.clone().filter(|_| chosen.status.is_some()),
        offset: None,
        limit: Some(CARDS_MAX),
    };
    let page = rows::list(read, &asked)?;
    Ok(ProjectColumn { status, count: rows::counted(read, &asked)?, cards: page.rows, next: page.next })
}
