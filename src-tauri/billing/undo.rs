//! What undo keeps of papers: one that left the house, or was answered, stays as it is; drafts come to what their sellers and customers
//! make of them.

use super::estimate;
use super::plan::milestone;
use super::store::{draft, issued};
use super::{price_drafts_of, recurring};
use crate::kernel::error::{Error, Result};
use crate::store::tx::Tx;
use crate::store::undo_rule::{Rule, after, before, changed_in, rows_in};

/// The rules of undo of this capability.
pub(crate) const UNDO_RULES: &[Rule] = &[
    before(&["document", "document_line"], spare_finished),
    before(&["billing_milestone"], milestone::keep_billed),
    after(&["document", "document_line"], spare_sent),
    after(&["document"], keep_customer),
    after(&["document"], milestone::bill_once),
    after(&["document"], keep_replaced),
    after(&["recurring_invoice"], recurring::follow_rhythm),
    after(&["branch"], forget_rates),
    after(&["branch", "customer"], price_drafts),
];

/// Refuses to take back an edit of the form of a document that was issued since, or of an estimate whose answer stands: the paper
/// would stay as it is, and what the form says of it would not be true any more.
///
/// # Errors
/// `precondition` with `error.issued_never_changes` or `error.answered`.
fn spare_finished(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for form in issued::forms_in(tx, seq)?.into_iter().filter(|form| form.is_edited) {
        if let Some(number) = form.issued {
            return Err(Error::precondition("error.issued_never_changes").with("number", number));
        }
        estimate::unanswered(tx, &form.id)?;
    }
    Ok(())
}

/// Refuses to take back a setting that drafts followed, when one of them left the house since.
///
/// # Errors
/// `precondition` with `error.undo_sent_since`.
fn spare_sent(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let mut followed = issued::forms_in(tx, seq)?.into_iter().filter(|form| !form.is_edited);
    match followed.find_map(|form| form.issued.or(form.sent)) {
        Some(number) => Err(Error::precondition("error.undo_sent_since").with("number", number)),
        None => Ok(()),
    }
}

/// Refuses to put a document under a deal that belongs to another customer by now.
///
/// # Errors
/// `precondition` with `error.undo_moved_on`.
fn keep_customer(tx: &Tx<'_>, seq: i64) -> Result<()> {
    match draft::strays_in(tx, seq)? {
        true => Err(Error::precondition("error.undo_moved_on")),
        false => Ok(()),
    }
}

/// Refuses to bring back a draft of what an estimate sells by now: it would be invoiced twice.
///
/// # Errors
/// `precondition` with `error.undo_moved_on`.
fn keep_replaced(tx: &Tx<'_>, seq: i64) -> Result<()> {
    match draft::takes_replaced_in(tx, seq)? {
        true => Err(Error::precondition("error.undo_moved_on")),
        false => Ok(()),
    }
}

/// Takes the rates off drafts that were written while the branch had the home currency that goes now; those of before have theirs back.
///
/// # Errors
/// A failure of the file.
fn forget_rates(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let back = rows_in(tx, seq, "document")?;
    let mut moved = changed_in(tx, seq, "branch", &["currency"])?.into_iter();
    moved.try_for_each(|change| {
        draft::forget_rates(tx, &change.pk, &back)?;
        recurring::forget_rates(tx, &change.pk, Some(seq))
    })
}

/// Prices the drafts again of the branches that transaction `seq` of this device changed, and of the customers whose tax it did: drafts
/// may have been written meanwhile.
///
/// # Errors
/// A failure of the file.
fn price_drafts(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let treated = changed_in(tx, seq, "customer", &["tax_treatment"])?.into_iter().map(|change| change.pk);
    let mut changed = rows_in(tx, seq, "branch")?.into_iter().chain(treated);
    changed.try_for_each(|id| price_drafts_of(tx, &id))
}
