//! What a sale that came to nothing leaves running. It was handed over once, and nobody but its owners knows whether to end it: they are
//! told, until the deal is open again.

use crate::crm::store::deal as store;
use crate::kernel::error::{FieldError, Result};
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::tx::Tx;
use serde_json::{Map, Value};

/// A contract, an entitlement, a project or a task that was made of a deal and goes on.
pub(in crate::crm) struct Running {
    pub(in crate::crm) id: String,
    pub(in crate::crm) title: String,
    pub(in crate::crm) owner_id: Option<String>,
}

/// Tells the owners of what a lost deal leaves running, and answers it as a warning.
pub(super) fn tell(tx: &Tx<'_>, deal_id: &str, deal: &str) -> Result<Vec<FieldError>> {
    let running = store::running(tx, deal_id)?;
    for one in &running {
        let params = [("deal", deal), ("title", one.title.as_str())];
        let new = NewNotification {
            user_id: one.owner_id.as_deref().unwrap_or(&tx.actor().user_id),
            record_id: Some(&one.id),
            kind: NotificationKind::Notice,
            about: &about(&one.id),
            message_id: "inbox.sale_lost",
            params: Map::from_iter(params.map(|(name, value)| (name.to_owned(), Value::from(value)))),
            due_ms: tx.now_ms(),
        };
        notification::tell(tx, &new)?;
    }
    let titles: Vec<&str> = running.iter().map(|one| one.title.as_str()).collect();
    let warning = || FieldError::new("id", "warning.still_runs").with("what", titles.join(", "));
    Ok(if titles.is_empty() { Vec::new() } else { vec![warning()] })
}

/// Takes back what was told of a deal that is open again.
pub(super) fn withdraw(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    let running = store::running(tx, deal_id)?;
    running.iter().try_for_each(|one| notification::withdraw_about(tx, &about(&one.id)))
}

fn about(id: &str) -> String {
    format!("inbox.sale_lost:{id}")
}
