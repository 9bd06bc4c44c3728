//! What undo keeps of time: a week that is submitted, what is invoiced or passed on, and that one timer runs.

use super::store::{expense, sheet, undo as store};
use crate::kernel::error::{Code, Error, Result};
use crate::store::tx::Tx;
use crate::store::undo_rule::{Rule, after, before, changed_in};

/// The rules of undo of this capability.
pub(crate) const UNDO_RULES: &[Rule] = &[
    after(&["timesheet", "time_entry"], sheet::keep_used),
    after(&["time_entry"], spare_settled),
    before(&["timesheet"], keep_decided),
    before(&["timer"], spare_stopped),
    after(&["timer"], keep_one_timer),
    after(&["document", "document_line", "time_posting"], post_once),
    after(&["company", "expense"], keep_expenses_at_home),
    after(&["expense"], spare_passed_on),
    after(&["document", "document_line", "expense_posting"], pass_on_once),
];

/// Refuses to take back an entry whose week was submitted since, or which is invoiced.
///
/// # Errors
/// `precondition` with `error.timesheet_locked` or `error.time_invoiced`.
fn spare_settled(tx: &Tx<'_>, seq: i64) -> Result<()> {
    if let Some(week) = store::locked_week_in(tx, seq)? {
        return Err(Error::precondition("error.timesheet_locked").with("week", week));
    }
    match store::invoice_in(tx, seq)? {
        Some(invoice) => Err(Error::precondition("error.time_invoiced").with("invoice", invoice)),
        None => Ok(()),
    }
}

/// Refuses to close a week again by undo whose entries changed since: nobody has seen them as they are.
///
/// # Errors
/// `precondition` with `error.undo_moved_on`.
fn keep_decided(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for change in changed_in(tx, seq, "timesheet", &["status"])? {
        let closes = change.before.as_deref().is_some_and(|before| before != "open");
        if closes && change.left.as_deref() == Some("open") && store::has_changed_since(tx, seq, &change.pk)?
        {
            return Err(Error::precondition("error.undo_moved_on").with("table", "time_entry"));
        }
    }
    Ok(())
}

/// Refuses to take back the start of a timer that was stopped since: its time is noted.
///
/// # Errors
/// `conflict` with `error.undo_moved_on`.
fn spare_stopped(tx: &Tx<'_>, seq: i64) -> Result<()> {
    if store::has_stopped(tx, seq)? {
        return Err(Error::new(Code::Conflict, "error.undo_moved_on").with("table", "timer"));
    }
    Ok(())
}

/// Refuses to bring a timer back beside another one.
///
/// # Errors
/// `precondition` with `error.timer_runs`.
fn keep_one_timer(tx: &Tx<'_>, seq: i64) -> Result<()> {
    if store::runs_twice(tx, seq)? { Err(Error::precondition("error.timer_runs")) } else { Ok(()) }
}

/// Refuses to bring back a draft, or a line of one, whose time stands on another invoice by now or is no longer what it was there.
///
/// # Errors
/// `precondition` with `error.time_invoiced`; `conflict` with `error.undo_moved_on`.
fn post_once(tx: &Tx<'_>, seq: i64) -> Result<()> {
    if let Some(invoice) = store::posted_twice_in(tx, seq)? {
        return Err(Error::precondition("error.time_invoiced").with("invoice", invoice));
    }
    match store::time_changed_since(tx, seq)? {
        true => Err(Error::new(Code::Conflict, "error.undo_moved_on").with("table", "time_entry")),
        false => Ok(()),
    }
}

/// Refuses to bring back an expense whose rate leads to a former home currency, or that home currency while expenses lead to this one.
///
/// # Errors
/// `precondition` with `error.expense_rate_stands`.
fn keep_expenses_at_home(tx: &Tx<'_>, _: i64) -> Result<()> {
    match expense::elsewhere(tx)? {
        None => Ok(()),
        Some((expense, currency)) => Err(Error::precondition("error.expense_rate_stands")
            .with("expense", expense)
            .with("currency", currency)),
    }
}

/// Refuses to take back an expense that is invoiced, or a change of it.
///
/// # Errors
/// `precondition` with `error.expense_invoiced`.
fn spare_passed_on(tx: &Tx<'_>, seq: i64) -> Result<()> {
    refuse_invoiced(store::expense_invoice_in(tx, seq)?)
}

/// Refuses to bring back a draft, or a line of one, whose expense stands on another invoice by now or is no longer what it was there.
///
/// # Errors
/// `precondition` with `error.expense_invoiced`; `conflict` with `error.undo_moved_on`.
fn pass_on_once(tx: &Tx<'_>, seq: i64) -> Result<()> {
    refuse_invoiced(store::expense_posted_twice_in(tx, seq)?)?;
    match store::expense_changed_since(tx, seq)? {
        true => Err(Error::new(Code::Conflict, "error.undo_moved_on").with("table", "expense")),
        false => Ok(()),
    }
}

fn refuse_invoiced(invoice: Option<String>) -> Result<()> {
    match invoice {
        Some(invoice) => Err(Error::precondition("error.expense_invoiced").with("invoice", invoice)),
        None => Ok(()),
    }
}
