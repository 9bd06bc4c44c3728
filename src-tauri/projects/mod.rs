//! Delivery: projects with their milestones and tasks, and the templates that they are made from.
//!
//! What is sold again and again is planned once. A sale makes the project, its tasks on working days and its milestones in one
//! transaction with everything else that was promised.

pub mod duration;
pub mod graph;
pub mod milestone;
pub mod project;
mod projections;
mod store;
pub mod task;
pub mod template;
pub mod template_parts;
pub mod words;
pub mod workdays;

pub use projections::projections;

use crate::api::command::{Command, read, write};
use crate::kernel::error::Result;
use crate::store::number;
use crate::store::tx::Tx;

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("project.get", "project.read", project::get),
        write("project.create", "project.write", project::create::create),
        read("task.get", "task.read", task::get),
        write("task.create", "task.write", task::create::create_typed),
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
    store::project::change_currency(tx, path, from, to)
}
