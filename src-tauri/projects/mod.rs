//! Delivery: projects with their milestones and tasks, and the templates that they are made from.
//!
//! What is sold again and again is planned once. A sale makes the project, its tasks on working days and its milestones in one
//! transaction with everything else that was promised.

pub mod capacity;
pub mod checks;
pub mod duration;
pub mod graph;
mod health;
pub mod milestone;
pub mod project;
mod projections;
pub mod schedule;
mod store;
pub mod task;
pub mod template;
pub mod template_from;
pub mod template_parts;
pub mod undo;
pub mod words;
pub mod workdays;

pub use projections::projections;
pub(crate) use undo::UNDO_RULES;

use crate::api::command::{Command, read, write};
use crate::kernel::error::Result;
use crate::store::figures;
use crate::store::number;
use crate::store::search::{Face, Hit};
use crate::store::tx::{Read, Tx};

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("project.get", "project.read", project::get),
        read("project.list", "project.read", project::list::list),
        read("project.summary", "project.read", project::list::summary),
        read("project.timeline", "project.read", project::timeline::timeline),
        read("project.board", "project.read", project::board::board),
        read("project.plan", "project.read", project::plan::plan),
        read("project.calendar", "project.read", project::calendar::calendar),
        write("project.create", "project.write", project::create::create),
        write("project.update", "project.write", project::change::update),
        write("project.move", "project.write", project::shift::move_to),
        write("project.set_status", "project.write", project::change::set_status),
        write("project.close", "project.write", project::close::close),
        write("project.reopen", "project.write", project::close::reopen),
        write("project.delete", "project.write", project::delete::delete),
        read("capacity.of_team", "task.read", capacity::of_team),
        read("task.get", "task.read", task::get),
        read("task.list", "task.read", task::list::list),
        read("task.summary", "task.read", task::list::summary),
        read("task.board", "task.read", task::list::board),
        read("task.groups", "task.read", task::group::groups),
        write("task.create", "task.write", task::create::create_typed),
        write("task.update", "task.write", task::change::update),
        write("task.move", "task.write", task::change::move_to),
        write("task.arrange", "task.write", task::change::arrange),
        write("task.set_status", "task.write", task::status::set),
        write("task.done", "task.write", task::status::done),
        write("task.reopen", "task.write", task::status::reopen),
        write("task.delete", "task.write", task::change::delete),
        write("task_dependency.add", "task.write", task::dependency::add),
        write("task_dependency.remove", "task.write", task::dependency::remove),
        write("milestone.create", "project.write", milestone::create),
        write("milestone.update", "project.write", milestone::update),
        write("milestone.delete", "project.write", milestone::delete),
        write("milestone.reach", "project.write", milestone::reach_typed),
        write("milestone.reopen", "project.write", milestone::reopen),
        read("project_template.list", "project.read", template::list),
        read("project_template.get", "project.read", template::get),
        read("project_template.place", "project.read", template::place),
        read("project_template.of_item", "item.read", template::named_for_item),
        write("project_template.create", "project.write", template::create),
        write("project_template.save", "project.write", template::save),
        write("project_template.from_project", "project.write", template_from::from_project),
        write("project_template.delete", "project.write", template::delete),
        write("project_template.name_for_item", "item.write", template::name_for_item),
    ]
}

/// Writes what delivery starts with into a new file: the number series of projects.
///
/// # Errors
/// A failure of the file.
pub fn seed(tx: &Tx<'_>) -> Result<()> {
    number::open_series(tx, "project", None, "PRJ-{DEV}{SEQ:4}", "never")?;
    Ok(())
}

/// Puts budgets in one currency into another, figure by figure: the home currency was chosen wrongly.
///
/// # Errors
/// `invalid` at `path` with `error.amount_too_large` when a budget has no room in the other currency.
pub(crate) fn change_currency(tx: &Tx<'_>, path: &str, from: &str, to: &str) -> Result<()> {
    figures::change_currency(tx, path, from, to, &store::project::FIGURES)
}

/// State of those hits that are projects or tasks.
///
/// # Errors
/// A failure of the file.
pub fn faces(read: &Read<'_>, hits: &[Hit]) -> Result<Vec<Face>> {
    store::project_list::faces(read, hits)
}
