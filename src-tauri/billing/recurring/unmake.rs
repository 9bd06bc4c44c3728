//! Who takes back what let a recurring invoice begin takes the drafts back with it that it made by itself meanwhile. Where somebody touched
//! one of them, or the recurring invoice, all stay, and so does that.

use super::super::store::draft as saved;
use super::super::store::recurring::{self as store, MadeDraft};
use super::retitle;
use crate::kernel::error::{Error, Result};
use crate::store::record;
use crate::store::tx::Tx;
use crate::store::undo_rule::{changed_in, has_moved};

/// Takes the drafts back that were made by recurring invoices which transaction `seq` of this device made.
///
/// # Errors
/// `precondition` with `error.undo_recurring_issued` where one of them is issued.
pub(in crate::billing) fn take_drafts_back(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let changes = changed_in(tx, seq, "recurring_invoice", &store::SETTLED)?;
    // Each has made some number of invoices, none at first; one that the transaction merely changed had it before.
    for new in changes.iter().filter(|change| change.column == "made" && change.before.is_none()) {
        let id = new.pk.as_str();
        let drafts = store::made_by(tx, id)?;
        spare_issued(tx, id, &drafts)?;
        let is_touched = has_moved(tx, seq, id, "record", &["version"])?;
        if is_touched || !drafts.iter().all(|draft| draft.is_untouched) {
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

/// Refuses where one of the drafts is issued: it stays, and what made it does.
fn spare_issued(tx: &Tx<'_>, id: &str, drafts: &[MadeDraft]) -> Result<()> {
    let Some(number) = drafts.iter().find_map(|draft| draft.issued.as_deref()) else { return Ok(()) };
    let code = store::load(tx, id)?.code;
    Err(Error::precondition("error.undo_recurring_issued").with("number", number).with("recurring", code))
}
