//! What comes again is what is sold: a recurring invoice that has made nothing yet follows its sale.

use super::super::draft::LineInput;
use super::super::store::recurring as store;
use super::raise::costs;
use super::state::{self, RecurringStateRequest};
use super::{RecurringUpdateRequest, make, update};
use crate::kernel::error::{Code, Result};
use crate::store::record;
use crate::store::tx::Tx;

/// Lets a recurring invoice come again with a line as it is sold now in place of `before`; where it is sold no more, without it, and where
/// no line is left, not at all. What somebody has changed by hand since stays. Where no invoice could say it, it stays as well and its owner
/// is told.
///
/// # Errors
/// A failure of the file.
pub(in crate::billing) fn follow(
    tx: &Tx<'_>,
    id: &str,
    before: &LineInput,
    now: Option<LineInput>,
) -> Result<()> {
    let stands = store::load(tx, id)?;
    if stands.next.is_none() {
        return Ok(());
    }
    let version = record::version(tx, id)?;
    let mut draft = stands.input.clone();
    let lines = draft.lines.get_or_insert_default();
    let Some(at) = lines.iter().position(|line| line.item_id == before.item_id) else { return Ok(()) };
    match now {
        Some(now) if costs(&now) == costs(&lines[at]) || costs(before) != costs(&lines[at]) => return Ok(()),
        Some(now) => lines[at] = LineInput { id: lines[at].id.clone(), billing_row_id: None, ..now },
        None => drop(lines.remove(at)),
    }
    if lines.is_empty() {
        return state::end(tx, RecurringStateRequest { id: id.to_owned(), version }).map(drop);
    }
    let request = RecurringUpdateRequest {
        id: id.to_owned(),
        version,
        draft,
        rhythm: stands.rhythm.shown(),
        contract_id: stands.contract_id,
    };
    match update(tx, request) {
        Err(error) if error.code == Code::Invalid => {
            let about = format!("recurring_stays:{id}");
            make::tell_reason(tx, (id, &stands.code), (&about, "inbox.recurring_stays"), None, &error)
        }
        other => other.map(drop),
    }
}
