//! Time: what work took, by whom and for what; the weeks in which it is submitted and approved; and its way onto invoices.
//!
//! A timer is one stored row with the instant of its start, so nothing has to run for it to go on. Time is noted on a project, a task
//! or a ticket; on a ticket it takes hours of what was bought. An entry is invoiced once: it stands on a line of one invoice, and is
//! free again when that line counts no more.

pub mod bill;
mod bill_lines;
pub mod budget;
pub mod burn;
pub mod cell;
pub mod checks;
pub mod cost;
pub mod entry;
pub mod expense;
mod fields;
pub mod list;
pub mod margin;
mod notice;
mod passed_on;
mod projections;
pub mod rate;
pub(crate) mod said;
pub mod sale;
pub mod setting;
pub mod sheet;
mod store;
pub mod subject;
pub mod timer;
mod undo;
pub mod week;
pub mod words;
mod worth;

pub use projections::projections;
pub(crate) use undo::UNDO_RULES;

use crate::api::command::{Command, read, write};
use crate::kernel::error::Result;
use crate::store::tx::Tx;

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("time.list", "time.read", list::list),
        read("time.summary", "time.read", list::summary),
        read("time.usual", "time.write", subject::usual),
        write("time.log", "time.write", entry::log),
        write("time.update", "time.write", entry::update),
        write("time.delete", "time.write", entry::delete),
        read("time.to_bill", "time.read", bill::to_bill),
        read("time.outside", "time.read", bill::outside),
        write("time.bill", "invoice.write", bill::bill),
        read("time.budget", "time.read", budget::budget),
        read("time.burn", "time.read", burn::burn),
        read("timer.get", "time.read", timer::get),
        write("timer.start", "time.write", timer::start),
        write("timer.update", "time.write", timer::update),
        write("timer.stop", "time.write", timer::stop),
        write("timer.discard", "time.write", timer::discard),
        read("timesheet.get", "time.read", week::get),
        read("timesheet.week", "time.read", week::week),
        read("timesheet.list", "time.read", sheet::list),
        write("timesheet.set", "time.write", cell::set),
        write("timesheet.copy_last_week", "time.write", cell::copy_last_week),
        write("timesheet.submit", "time.write", sheet::submit),
        write("timesheet.recall", "time.write", sheet::recall),
        write("timesheet.approve", "time.approve", sheet::approve),
        write("timesheet.send_back", "time.approve", sheet::send_back),
        read("time_rate.list", "time_rate.read", rate::list),
        write("time_rate.save", "time_rate.write", rate::save),
        write("time_rate.delete", "time_rate.write", rate::delete),
        read("time_cost.list", "time_cost.read", cost::list),
        write("time_cost.save", "time_cost.write", cost::save),
        write("time_cost.delete", "time_cost.write", cost::delete),
        read("expense.list", "time_cost.read", expense::list),
        read("expense.rate", "time_cost.read", expense::rate),
        write("expense.save", "time_cost.write", expense::save),
        write("expense.delete", "time_cost.write", expense::delete),
        read("time_setting.get", "time.read", setting::get),
        write("time_setting.save", "settings.write", setting::save),
    ]
}

/// Writes what time starts with into a new file: only what was approved is invoiced.
///
/// # Errors
/// A failure of the file.
pub fn seed(tx: &Tx<'_>) -> Result<()> {
    store::setting::insert(tx)
}

/// Puts rates, costs and expenses in one currency into another, figure by figure: the home currency was chosen wrongly.
///
/// # Errors
/// `error.amount_too_large` at `path` for what no longer fits, `error.expense_rate_stands` for an expense in a third currency.
pub(crate) fn change_currency(tx: &Tx<'_>, path: &str, from: &str, to: &str) -> Result<()> {
    store::rate::change_currency(tx, from, to)?;
    store::expense::change_currency(tx, path, from, to)
}
