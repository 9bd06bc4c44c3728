//! What lies in somebody's inbox, and what they do with it.

use super::store;
use crate::kernel::error::{Error, Result};
use crate::kernel::zone::Zone;
use crate::store::notification::{self, NotificationKind};
use crate::store::page::{ListRequest, Page};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use chrono::{DateTime, Datelike as _, Days, NaiveDate, TimeDelta, TimeZone as _};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// The hour of the morning at which something that was put off to another day comes back.
const MORNING: u32 = 9;
/// How many hours "later today" is.
const LATER_HOURS: i64 = 3;

/// Filters of the inbox.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct InboxFilter {
    /// True: what is done; otherwise what is not.
    pub done: Option<bool>,
}

/// One thing in the inbox.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct InboxRow {
    /// Its id.
    pub id: String,
    /// Why it is there.
    pub kind: NotificationKind,
    /// Id in the message catalogue.
    pub message_id: String,
    /// Values for the placeholders of the message.
    #[ts(type = "Record<string, unknown>")]
    pub params: Map<String, Value>,
    /// Since when it is there, epoch milliseconds.
    pub at_ms: i64,
    /// Whether it was opened before.
    pub is_read: bool,
    /// Whether it is done.
    pub is_done: bool,
    /// The kind of the record that opens from it.
    pub record_kind: Option<String>,
    /// That record.
    pub record_id: Option<String>,
    /// What that record is called.
    pub record_title: Option<String>,
    /// The customer behind that record.
    pub customer_id: Option<String>,
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct InboxCountRequest {}

/// How much lies in the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct InboxCount {
    /// What is not done.
    pub open: i64,
    /// What was not opened either.
    pub unread: i64,
}

/// Which thing.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct InboxItemRequest {
    /// Its id.
    pub id: String,
}

/// The thing that was changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct InboxItemResponse {
    /// Its id.
    pub id: String,
}

/// Until when something is put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PutOffUntil {
    /// In three hours.
    Later,
    /// Tomorrow morning.
    Tomorrow,
    /// The morning of next Monday.
    NextWeek,
}

/// Puts something off.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct InboxSnoozeRequest {
    /// Which thing.
    pub id: String,
    /// Until when.
    pub until: PutOffUntil,
}

/// The thing that was put off.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct InboxSnoozeResponse {
    /// Its id.
    pub id: String,
    /// When it comes back, epoch milliseconds.
    pub until_ms: i64,
}

/// A page of the own inbox, newest first when asked so.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<InboxFilter>) -> Result<Page<InboxRow>> {
    let mut page = store::list(read, &request)?;
    page.rows.iter_mut().for_each(|row| keep_to_reach(read, row));
    Ok(page)
}

/// Somebody may be told of a record that is not theirs to read, or no longer: they learn what was said to them, and not what it is about.
fn keep_to_reach(read: &Read<'_>, row: &mut InboxRow) {
    let about = row.record_kind.as_deref().zip(row.record_id.as_deref());
    if about.is_none_or(|(kind, id)| record::require_readable(read, kind, id).is_ok()) {
        return;
    }
    row.record_kind = None;
    row.record_id = None;
    row.record_title = None;
    row.customer_id = None;
}

/// How much lies in the own inbox.
///
/// # Errors
/// A failure of the file.
pub fn count(read: &Read<'_>, _: InboxCountRequest) -> Result<InboxCount> {
    store::count(read)
}

/// Notes that something was opened.
///
/// # Errors
/// `not_found`, also for what lies in another inbox.
pub fn read(tx: &Tx<'_>, request: InboxItemRequest) -> Result<InboxItemResponse> {
    notification::set_read(tx, &request.id)?;
    Ok(InboxItemResponse { id: request.id })
}

/// Notes that something is done; it leaves the inbox.
///
/// # Errors
/// As [`read`].
pub fn done(tx: &Tx<'_>, request: InboxItemRequest) -> Result<InboxItemResponse> {
    notification::set_done(tx, &request.id, Some(tx.now_ms()))?;
    Ok(InboxItemResponse { id: request.id })
}

/// Puts something that was done back into the inbox.
///
/// # Errors
/// As [`read`].
pub fn reopen(tx: &Tx<'_>, request: InboxItemRequest) -> Result<InboxItemResponse> {
    notification::set_done(tx, &request.id, None)?;
    Ok(InboxItemResponse { id: request.id })
}

/// Puts something off; it comes back by itself, unread.
///
/// # Errors
/// As [`read`].
pub fn snooze(tx: &Tx<'_>, request: InboxSnoozeRequest) -> Result<InboxSnoozeResponse> {
    let now = tx.civil_now()?;
    let until = until(now, request.until).ok_or_else(|| Error::internal("the clock shows no date"))?;
    let until_ms = until.timestamp_millis();
    notification::put_off(tx, &request.id, until_ms)?;
    Ok(InboxSnoozeResponse { id: request.id, until_ms })
}

fn until(now: DateTime<Zone>, choice: PutOffUntil) -> Option<DateTime<Zone>> {
    let today = now.date_naive();
    match choice {
        PutOffUntil::Later => now.checked_add_signed(TimeDelta::hours(LATER_HOURS)),
        PutOffUntil::Tomorrow => morning(now.timezone(), today.succ_opt()?),
        PutOffUntil::NextWeek => {
            let days = 7 - u64::from(today.weekday().num_days_from_monday());
            morning(now.timezone(), today.checked_add_days(Days::new(days))?)
        }
    }
}

fn morning(zone: Zone, day: NaiveDate) -> Option<DateTime<Zone>> {
    zone.from_local_datetime(&day.and_hms_opt(MORNING, 0, 0)?).earliest()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_off_comes_back_in_the_morning() {
        // A Sunday evening and a Monday in Pune.
        for (now, choice, expected) in [
            ("2026-11-22T22:30:00", PutOffUntil::Later, "2026-11-23T01:30:00"),
            ("2026-11-22T22:30:00", PutOffUntil::Tomorrow, "2026-11-23T09:00:00"),
            ("2026-11-22T22:30:00", PutOffUntil::NextWeek, "2026-11-23T09:00:00"),
            ("2026-11-23T08:00:00", PutOffUntil::NextWeek, "2026-11-30T09:00:00"),
        ] {
            let civil = |text: &str| {
                "Asia/Kolkata".parse::<Zone>().unwrap().from_local_datetime(&text.parse().unwrap()).unwrap()
            };
            assert_eq!(until(civil(now), choice), Some(civil(expected)), "{now} {choice:?}");
        }
    }
}
