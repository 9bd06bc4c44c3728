//! What undo keeps of papers: one that left the house, or was answered, stays as it is.

use super::estimate;
use super::store::issued;
use crate::kernel::error::{Error, Result};
use crate::store::tx::Tx;
use crate::store::undo_rule::{Rule, after, before};

/// The rules of undo of this capability.
pub(crate) const UNDO_RULES: &[Rule] = &[
    before(&["document", "document_line"], spare_finished),
    after(&["document", "document_line"], spare_sent),
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
