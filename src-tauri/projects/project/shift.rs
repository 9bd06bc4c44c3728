//! A whole project on other days.
//!
//! The rule in prose: the project begins on another day, and every open task and every milestone that was not reached moves with it, by as
//! many working days of the branch as lie between the old start and the new one; so what lay apart lies as far apart. What is done
//! stays where it was done. The promised day was said to somebody: it moves only when that is asked for.

use super::change::touch;
use super::fields::{self, ProjectFields};
use crate::kernel::error::{Error, FieldErrors, Result};
use crate::projects::schedule::{self, MovedTask};
use crate::projects::store::{milestone as milestones, project as rows, project_change as writes};
use crate::projects::task::fields::day;
use crate::store::tx::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Another start of a project, with everything that is still to be done.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProjectMoveRequest {
    /// Which project.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Its first day from now on, `YYYY-MM-DD`.
    pub start_date: String,
    /// Whether the promised day moves as well; it stays when absent.
    #[serde(default)]
    #[ts(optional)]
    pub moves_end: Option<bool>,
}

/// A milestone that moves with its project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct MovedMilestone {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its day from now on, `YYYY-MM-DD`.
    pub due_date: String,
}

/// The project that was moved, with what moved. The same as a preview says what would move.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectMoved {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// By how many working days; below zero: earlier.
    pub days: i64,
    /// Its first day now, `YYYY-MM-DD`.
    pub start_date: String,
    /// The day by which it is promised now.
    pub end_date: Option<String>,
    /// The tasks that moved.
    pub moved: Vec<MovedTask>,
    /// The milestones that moved.
    pub milestones: Vec<MovedMilestone>,
    /// The promised day, when a task ends after it now.
    pub past_end: Option<String>,
}

/// Puts a project on other days, with its open tasks and the milestones that were not reached.
///
/// # Errors
/// `error.date`, `error.date_far` or `error.start_after_due` at `start_date`; `precondition` with `error.project_closed`; `conflict`,
/// `not_found`.
pub fn move_to(tx: &Tx<'_>, request: ProjectMoveRequest) -> Result<ProjectMoved> {
    let ProjectMoveRequest { id, version, start_date, moves_end } = request;
    touch(tx, &id, version)?;
    let stands = rows::get(tx, &id)?;
    let to = day(tx, "start_date", &start_date)?.map_err(|field| Error::fields(vec![field]))?;
    let days = schedule::days_of(tx, stands.branch_id.as_deref())?;
    let by = schedule::date(Some(&stands.start_date)).map_or(0, |from| days.between(from, to));
    let mut typed =
        ProjectFields { start: Some(to), currency: stands.currency.clone(), ..ProjectFields::default() };
    let promised = schedule::date(stands.end_date.as_deref());
    if let Some(end) = promised.filter(|_| moves_end == Some(true)) {
        typed.end = Some(Some(days.shifted(end, by).ok_or_else(|| schedule::far("start_date"))?));
    }
    let mut errors = FieldErrors::default();
    fields::in_order(&stands, &typed, &mut errors);
    errors.finish()?;
    writes::update(tx, &id, &typed)?;
    let end_date = typed.end.flatten().or(promised).map(|end| end.to_string());
    let moved = if by == 0 { Vec::new() } else { schedule::shift_open(tx, &id, &days, by)? };
    let mut moved_milestones = Vec::new();
    for one in
        milestones::of_project(tx, &id)?.into_iter().filter(|one| by != 0 && one.reached_date.is_none())
    {
        let Some(due) = schedule::date(one.due_date.as_deref()) else { continue };
        let due = days.shifted(due, by).ok_or_else(|| schedule::far("start_date"))?;
        milestones::set_due(tx, &one.id, due)?;
        moved_milestones.push(MovedMilestone { id: one.id, name: one.name, due_date: due.to_string() });
    }
    let past_end = end_date.clone().filter(|end| moved.iter().any(|task| task.due_date > *end));
    let (version, start_date) = (version + 1, to.to_string());
    Ok(ProjectMoved {
        id,
        version,
        days: by,
        start_date,
        end_date,
        moved,
        milestones: moved_milestones,
        past_end,
    })
}
