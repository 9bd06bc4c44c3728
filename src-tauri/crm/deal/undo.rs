//! What undo keeps of deals: one that has ended keeps its course, one that is won its sale, and an open one what its stage requires.

use super::{DealStatus, stage};
use crate::billing::{self, plan};
use crate::crm::store::deal as store;
use crate::kernel::error::{Error, Result};
use crate::store::tx::Tx;
use crate::store::undo_rule::{changed_in, has_moved};

/// What a deal is worth and to whom.
const VALUE: [&str; 3] = ["amount_minor", "currency", "customer_id"];

/// What no longer changes once a deal has ended, beside its lines.
const COURSE: [&str; 6] =
    ["amount_minor", "currency", "customer_id", "probability", "expected_close", "stage_id"];

/// What a stage may require of a deal, beside its lines.
const REQUIRED: [&str; 3] = ["amount_minor", "expected_close", "contact_id"];

/// Refuses to take back an edit of a deal that has ended since, for it was sold or lost as it is, or of a customer whom documents that
/// came since name.
///
/// # Errors
/// `precondition` with `error.undo_moved_on`.
pub(in crate::crm) fn keep_course(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for id in store::edited_in(tx, seq, &COURSE)? {
        let has_ended = store::state(tx, &id)?.status != DealStatus::Open;
        let is_other = changed_in(tx, seq, "deal", &["customer_id"])?.iter().any(|change| change.pk == id);
        if (has_ended && has_moved(tx, seq, &id, "deal", &["status"])?)
            || (is_other && billing::names_deal_since(tx, seq, &id)?)
        {
            return Err(Error::precondition("error.undo_moved_on"));
        }
    }
    Ok(())
}

/// Refuses to make a deal won again that is worth something else by now, or that an estimate has sold or that was invoiced since: its
/// billing plan would be that of another sale. A deal is not lost again either while an accepted estimate stands in it.
///
/// # Errors
/// `precondition` with `error.undo_moved_on`.
pub(in crate::crm) fn keep_sale(tx: &Tx<'_>, seq: i64) -> Result<()> {
    // A row that only opens or closes sells nothing anew.
    let sells = !changed_in(tx, seq, "billing_row", &["deleted_at"])?.is_empty();
    for change in changed_in(tx, seq, "deal", &["status"])? {
        let id = &change.pk;
        let is_other = match change.before.as_deref() {
            Some("won") => {
                has_moved(tx, seq, id, "deal", &VALUE)?
                    || has_moved(tx, seq, id, "deal_line", &[])?
                    || has_moved(tx, seq, id, "record", &["branch_id"])?
                    || (sells
                        && (plan::is_sold_by_estimate(tx, id)? || billing::invoices_deal_since(tx, seq, id)?))
            }
            Some("lost") => plan::is_sold_by_estimate(tx, id)?,
            _ => false,
        };
        if is_other {
            return Err(Error::precondition("error.undo_moved_on"));
        }
    }
    Ok(())
}

/// Refuses to take back what the stage of an open deal requires of it: it came into the stage with that. A move that is taken back
/// brings the deal to a stage where it has stood.
///
/// # Errors
/// `precondition` with `error.undo_moved_on`.
pub(in crate::crm) fn keep_required(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let moved = changed_in(tx, seq, "deal", &["stage_id"])?;
    for id in store::edited_in(tx, seq, &REQUIRED)? {
        let came_back = moved.iter().any(|change| change.pk == id);
        if !came_back && has_moved(tx, seq, &id, "deal", &["stage_id"])? && stage::lacks_required(tx, &id)? {
            return Err(Error::precondition("error.undo_moved_on"));
        }
    }
    Ok(())
}
