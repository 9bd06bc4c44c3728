//! Who takes back what let a recurring invoice begin takes the drafts back with it that it made by itself meanwhile. Where somebody touched
//! one of them, all stay, and so does the recurring invoice.

use super::super::store::draft as saved;
use super::super::store::recurring as store;
use super::retitle;
use crate::kernel::error::Result;
use crate::store::record;
use crate::store::tx::Tx;
use crate::store::undo_rule::changed_in;

/// Takes the drafts back that were made by recurring invoices which transaction `seq` of this device made.
///
/// # Errors
/// A failure of the file.
pub fn take_drafts_back(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let changes = changed_in(tx, seq, "recurring_invoice", &store::SETTLED)?;
    // Each has made some number of invoices, none at first; one that the transaction merely changed had it before.
    for new in changes.iter().filter(|change| change.column == "made" && change.before.is_none()) {
        let id = new.pk.as_str();
        let drafts = store::made_by(tx, id)?;
        if drafts.is_empty() || !drafts.iter().all(|draft| draft.is_untouched) {
            continue;
        }
        for draft in drafts {
            saved::delete(tx, &draft.id)?;
            record::delete(tx, &draft.id)?;
        }
        let left = |column: &str| changes.iter().rfind(|change| change.pk == id && change.column == column);
        let began = store::SETTLED.map(|column| left(column).and_then(|change| change.left.clone()));
        store::unsettle(tx, id, began)?;
        retitle(tx, id)?;
    }
    Ok(())
}
