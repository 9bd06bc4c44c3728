//! The days that count in all projects: milestones, and the days by which projects were promised.

use super::list::ProjectFilter;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{FieldErrors, Result};
use crate::projects::store::project_list as rows;
use crate::projects::words::WorkStatus;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most days that are given at once.
pub(in crate::projects) const DAYS_MAX: usize = 500;

/// Which days of which projects.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProjectCalendarRequest {
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Only of these projects.
    #[serde(default)]
    #[ts(optional)]
    pub filter: Option<ProjectFilter>,
    /// Words that the projects must contain.
    #[serde(default)]
    #[ts(optional)]
    pub search: Option<String>,
}

/// The days that count.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectCalendar {
    /// By day; at most five hundred.
    pub rows: Vec<ProjectDay>,
    /// Whether there are more.
    pub has_more: bool,
}

/// What a day is in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProjectDayKind {
    /// A milestone should be reached.
    Milestone,
    /// The project was promised for it.
    End,
}

/// A day that counts in a project.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectDay {
    /// The milestone or the project.
    pub id: String,
    /// Which of both it is.
    pub kind: ProjectDayKind,
    /// Rises with each change of it.
    pub version: i64,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The milestone's name, or the project's.
    pub name: String,
    /// The project.
    pub project_id: String,
    /// The project's name.
    pub project: String,
    /// The customer's name.
    pub customer: String,
    /// How the project stands.
    pub status: WorkStatus,
    /// Who leads it.
    pub owner_id: Option<String>,
    /// Whether it is over: the milestone reached, or the project closed.
    pub is_over: bool,
    /// Whether the day is past and it is not over.
    pub is_late: bool,
}

/// The days that count between two days.
///
/// # Errors
/// `error.date` at `from` and `to`.
pub fn calendar(read: &Read<'_>, request: ProjectCalendarRequest) -> Result<ProjectCalendar> {
    let mut errors = FieldErrors::default();
    let mut day = |path: &str, typed: &str| {
        errors.take(CivilDate::typed(path, typed)).map(|day| day.value().to_string())
    };
    let (from, to) = (day("from", &request.from), day("to", &request.to));
    errors.finish()?;
    let days = (from.unwrap_or_default(), to.unwrap_or_default());
    let mut rows = rows::days_between(read, &request, (&days.0, &days.1))?;
    let place =
        |one: &ProjectDay| (one.day.clone(), one.kind, one.project.clone(), one.name.clone(), one.id.clone());
    rows.sort_by_cached_key(place);
    let has_more = rows.len() > DAYS_MAX;
    rows.truncate(DAYS_MAX);
    Ok(ProjectCalendar { rows, has_more })
}
