//! Reminders: what falls due by itself. They are found, not remembered: running this once more changes nothing, and what is
//! done, paid or answered meanwhile is withdrawn.

use super::store::{self, Cause};
use crate::kernel::error::Result;
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::tx::Tx;
use chrono::Days;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// What fell due longer ago stands in the lists of overdue things and reminds nobody any more; so a file that comes from
/// elsewhere does not open with a thousand reminders.
const DAYS_BACK: u64 = 14;
/// How many days before an estimate ends its owner is reminded.
const DAYS_AHEAD: u64 = 3;

/// How many days before the last day of notice of a contract its owner is reminded.
const CONTRACT_DAYS_AHEAD: u64 = 30;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct InboxRefreshRequest {}

/// What the run did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct InboxRefreshResponse {
    /// How many things are due and told.
    pub due: i64,
    /// How many reminders were withdrawn.
    pub withdrawn: i64,
}

/// Reminds the owners of activities and tasks that fell due, whoever promised what is to be kept, the owners of invoices past their day, of estimates about to end, of contracts
/// that can soon be given notice no more, and leads of projects whose hours come near what was planned.
///
/// # Errors
/// A failure of the file.
pub fn refresh(tx: &Tx<'_>, _: InboxRefreshRequest) -> Result<InboxRefreshResponse> {
    let today = tx.today()?;
    let day = |date: Option<chrono::NaiveDate>| date.unwrap_or(today).to_string();
    let gone = store::causes_gone(tx, &today.to_string())?;
    for id in &gone {
        notification::withdraw(tx, id)?;
    }
    for (user_id, about, count) in store::waiting_drafts(tx)? {
        notification::restate(tx, &user_id, &about, &store::params(json!({ "count": count })))?;
    }
    let since = today.checked_sub_days(Days::new(DAYS_BACK));
    let mut causes = store::due_activities(tx, DAYS_BACK)?;
    causes.extend(store::overdue_invoices(tx, &day(since), &today.to_string())?);
    causes.extend(store::due_tasks(tx, &day(since), &today.to_string())?);
    causes.extend(store::due_promises(tx, &day(since), &today.to_string())?);
    let soon = day(today.checked_add_days(Days::new(DAYS_AHEAD)));
    causes.extend(store::ending_estimates(tx, &today.to_string(), &soon)?);
    let renewing = day(today.checked_add_days(Days::new(CONTRACT_DAYS_AHEAD)));
    causes.extend(store::due_contracts(tx, &today.to_string(), &renewing)?);
    causes.extend(store::projects_at_risk(tx)?);
    for cause in &causes {
        notification::tell(tx, &reminder(cause, tx.now_ms()))?;
    }
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    Ok(InboxRefreshResponse { due: count(causes.len()), withdrawn: count(gone.len()) })
}

fn reminder(cause: &Cause, now_ms: i64) -> NewNotification<'_> {
    NewNotification {
        user_id: &cause.user_id,
        record_id: Some(&cause.record_id),
        kind: NotificationKind::Reminder,
        about: &cause.about,
        message_id: cause.message_id,
        params: cause.params.clone(),
        due_ms: cause.due_ms.unwrap_or(now_ms),
    }
}
