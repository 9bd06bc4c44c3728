//! What is told to whoever owns a contract of what the program did with it by itself.

use super::contract::Contract;
use crate::kernel::error::{FieldError, Result};
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::tx::Tx;
use serde_json::{Map, Value, json};

/// Tells the owner of a contract of a warning, once for each of its terms.
///
/// # Errors
/// A failure of the file.
pub(super) fn tell_contract(
    tx: &Tx<'_>,
    contract: &Contract,
    message_id: &str,
    warning: FieldError,
) -> Result<()> {
    let row = &contract.row;
    let number = warning.params.get("number").and_then(Value::as_str).unwrap_or_default();
    let about = format!("{message_id}:{}:{}:{}:{number}", row.id, row.end, warning.message_id);
    let mut params = Map::new();
    params.insert("contract".to_owned(), Value::from(row.code.clone()));
    params.insert("customer".to_owned(), Value::from(row.customer.clone()));
    params.insert("reason".to_owned(), json!({ "message_id": warning.message_id, "params": warning.params }));
    notification::tell(
        tx,
        &NewNotification {
            user_id: row.owner_id.as_deref().unwrap_or(&tx.actor().user_id),
            record_id: Some(&row.id),
            kind: NotificationKind::Notice,
            about: &about,
            message_id,
            params,
            due_ms: tx.now_ms(),
        },
    )
}
