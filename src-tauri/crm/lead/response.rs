//! The clock of a lead's first answer: it runs from the enquiry to the first call, mail, meeting or visit by anybody.

use super::LeadStatus;
use crate::crm::store::lead as store;
use crate::kernel::error::Result;
use crate::store::tx::Tx;

/// Sets a lead's first answer from its activities, after one of them has changed. Other records are left alone.
pub(in crate::crm) fn refresh(tx: &Tx<'_>, record_id: Option<&str>) -> Result<()> {
    let Some(lead_id) = record_id else { return Ok(()) };
    let Some((status, stands)) = store::answered(tx, lead_id)? else {
        return Ok(());
    };
    let responded_ms = store::first_contact(tx, lead_id)?;
    let status = match status {
        LeadStatus::New if responded_ms.is_some() => LeadStatus::Contacted,
        LeadStatus::Contacted if responded_ms.is_none() => LeadStatus::New,
        other => other,
    };
    if stands != responded_ms {
        store::set_answered(tx, lead_id, status, responded_ms)?;
    }
    Ok(())
}
