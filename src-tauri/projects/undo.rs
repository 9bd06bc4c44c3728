//! What undo keeps of projects: one that was closed since stays as it was closed, what waits for what has no circle, and a project
//! keeps the customer whom others name with it.

use super::schedule::edges;
use super::store::{
    project as projects, project_change as project_writes, task as tasks, task_change as writes,
};
use super::{graph, words::WorkStatus};
use crate::kernel::error::{Error, Result};
use crate::store::reference;
use crate::store::tx::Tx;
use crate::store::undo_rule::{Rule, after, before, changed_in, has_moved, rows_in};
use std::collections::BTreeSet;

/// The rules of this capability.
pub(crate) const UNDO_RULES: &[Rule] = &[
    before(&["task", "milestone", "task_dependency"], keep_closed),
    before(&["project"], keep_decided),
    after(&["task_dependency"], keep_order),
];

fn moved_on() -> Error {
    Error::precondition("error.undo_moved_on")
}

/// The projects whose parts a transaction changed.
fn touched(tx: &Tx<'_>, seq: i64) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for table in ["task", "milestone", "task_dependency"] {
        for id in rows_in(tx, seq, table)? {
            found.extend(projects::of_part(tx, table, &id)?);
        }
    }
    Ok(found)
}

/// Refuses to take back a change within a project that was closed since.
fn keep_closed(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for id in touched(tx, seq)? {
        let Ok(state) = projects::state(tx, &id) else { continue };
        if state.status == WorkStatus::Done && has_moved(tx, seq, &id, "project", &["status"])? {
            return Err(moved_on());
        }
    }
    Ok(())
}

/// Refuses to close a project again by undo whose parts changed since, to give one that others name back to another customer, and to
/// put one back into a currency in which its invoices are not. Those go along where the currency was that of the company.
fn keep_decided(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let all_move = !changed_in(tx, seq, "company", &["home_currency"])?.is_empty();
    for change in changed_in(tx, seq, "project", &["status", "customer_id", "currency"])? {
        let closes = change.column == "status" && change.before.as_deref() == Some("done");
        let moves = change.column == "customer_id" && change.before.is_some();
        let is_named = || -> Result<bool> {
            Ok(!reference::tables_pointing_at(tx, "project", &change.pk, &["milestone", "task"])?.is_empty())
        };
        let prices = change.column == "currency" && change.before.is_some() && !all_move;
        if prices && project_writes::is_invoiced(tx, &change.pk)? {
            return Err(moved_on());
        }
        if (closes && writes::has_changed_since(tx, seq, &change.pk)?) || (moves && is_named()?) {
            return Err(moved_on());
        }
    }
    Ok(())
}

/// Refuses to bring back that a task waits for another which waits for it by now.
fn keep_order(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for id in touched(tx, seq)? {
        let tasks = tasks::of_project(tx, &id)?;
        if graph::order(tasks.len(), &edges(&tasks)).is_err() {
            return Err(moved_on());
        }
    }
    Ok(())
}
