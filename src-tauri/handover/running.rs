//! What a sale that came to nothing leaves running. It was handed over once, and nobody but its owners knows whether to end it: they are
//! told, until the deal is open again or somebody ends all of it at once. What was invoiced stays: that is corrected by credit notes.

use super::store::running as store;
use crate::billing::recurring::{self, RecurringStateRequest};
use crate::kernel::error::{Error, FieldError, Result};
use crate::projects::project::close;
use crate::projects::task;
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use crate::support::terms::SupportEndRequest;
use crate::support::{contract, entitlement};
use crate::time::bill;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// A contract, a recurring invoice, an entitlement, a project or a task that was made of a deal and goes on.
#[derive(Debug, Clone)]
pub(in crate::handover) struct Running {
    pub(in crate::handover) kind: String,
    pub(in crate::handover) id: String,
    pub(in crate::handover) code: String,
    pub(in crate::handover) title: String,
    pub(in crate::handover) owner_id: Option<String>,
}

/// Of which deal.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoverRunningRequest {
    /// The deal.
    pub deal_id: String,
}

/// What still runs of a lost deal; nothing of one that is not lost.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverRunningResponse {
    /// All of it that the user may read.
    pub rows: Vec<HandoverRunning>,
}

/// Something that was made of a deal and still runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct HandoverRunning {
    /// The kind of record.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its code; empty when it has none.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// Whether the user may end it.
    pub may_end: bool,
}

/// The lost deal of which all shall end.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoverEndRequest {
    /// The deal.
    pub deal_id: String,
}

/// What has ended.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverEndResponse {
    /// The deal.
    pub deal_id: String,
    /// What has ended of it.
    pub ended: Vec<HandoverRunning>,
    /// What somebody should look at: what the user may not end, and work that nobody has invoiced.
    pub warnings: Vec<FieldError>,
}

/// What still runs of a lost deal.
///
/// # Errors
/// `not_found`.
pub fn list(read: &Read<'_>, request: HandoverRunningRequest) -> Result<HandoverRunningResponse> {
    record::require_readable(read, "deal", &request.deal_id)?;
    if store::lost_because(read, &request.deal_id)?.is_none() {
        return Ok(HandoverRunningResponse { rows: Vec::new() });
    }
    let mut running = store::of_deal(read, &request.deal_id)?;
    running.retain(|one| record::require_readable(read, &one.kind, &one.id).is_ok());
    Ok(HandoverRunningResponse { rows: running.into_iter().map(|one| shown(read, one)).collect() })
}

fn shown(read: &Read<'_>, one: Running) -> HandoverRunning {
    let may_end = record::require_writable(read, &one.kind, &one.id).is_ok();
    HandoverRunning { kind: one.kind, id: one.id, code: one.code, title: one.title, may_end }
}

/// Ends what still runs of a lost deal and what the user may end, for the reason for which the deal was lost.
///
/// # Errors
/// `precondition` with `error.deal_not_lost`, or `error.nothing_runs` where the user may end nothing of it; `not_found`.
pub fn end(tx: &Tx<'_>, request: HandoverEndRequest) -> Result<HandoverEndResponse> {
    let HandoverEndRequest { deal_id } = request;
    record::require_readable(tx, "deal", &deal_id)?;
    let reason =
        store::lost_because(tx, &deal_id)?.ok_or_else(|| Error::precondition("error.deal_not_lost"))?;
    let running = store::of_deal(tx, &deal_id)?.into_iter().map(|one| shown(tx, one));
    let (ended, left): (Vec<_>, Vec<_>) = running.partition(|one| one.may_end);
    if ended.is_empty() {
        return Err(Error::precondition("error.nothing_runs"));
    }
    let mut unbilled = Vec::new();
    for one in &ended {
        end_one(tx, &deal_id, one, &reason)?;
        notification::withdraw_about(tx, &about(&one.id))?;
        if one.kind == "project" && bill::is_left(tx, &one.id)? {
            unbilled.push(one.title.as_str());
        }
    }
    let warn = |message_id: &str, names: Vec<&str>| {
        (!names.is_empty()).then(|| FieldError::new("deal_id", message_id).with("what", names.join(", ")))
    };
    let left = warn("warning.still_runs", left.iter().map(|one| one.title.as_str()).collect());
    let warnings = left.into_iter().chain(warn("warning.time_left", unbilled)).collect();
    Ok(HandoverEndResponse { deal_id, ended, warnings })
}

/// Ends one of them, unless it has ended with another one.
fn end_one(tx: &Tx<'_>, deal_id: &str, one: &HandoverRunning, reason: &str) -> Result<()> {
    let (id, version) = (one.id.clone(), record::version(tx, &one.id)?);
    let support = || SupportEndRequest { id: id.clone(), version, date: None, reason: reason.to_owned() };
    match one.kind.as_str() {
        "contract" => contract::change::end(tx, support()).map(drop),
        "entitlement" => entitlement::end(tx, support()).map(drop),
        "project" => close::abandon(tx, id, version),
        "task" => task::status::abandon(tx, &id),
        _ if store::of_deal(tx, deal_id)?.iter().all(|still| still.id != id) => Ok(()),
        _ => recurring::end(tx, RecurringStateRequest { id, version }).map(drop),
    }
}

/// Tells the owners of what a lost deal leaves running, and answers it as a warning.
///
/// # Errors
/// A failure of the file.
pub(crate) fn tell(tx: &Tx<'_>, deal_id: &str) -> Result<Vec<FieldError>> {
    tell_of(tx, deal_id, &store::of_deal(tx, deal_id)?, "inbox.sale_lost")
}

/// Tells the owners of what runs of a deal and is sold no more, and answers it as a warning.
pub(super) fn tell_of(
    tx: &Tx<'_>,
    deal_id: &str,
    running: &[Running],
    message_id: &str,
) -> Result<Vec<FieldError>> {
    let deal = record::title(tx, deal_id)?;
    for one in running {
        let params = [("deal", deal.as_str()), ("title", one.title.as_str())];
        let new = NewNotification {
            user_id: one.owner_id.as_deref().unwrap_or(&tx.actor().user_id),
            record_id: Some(&one.id),
            kind: NotificationKind::Notice,
            about: &about(&one.id),
            message_id,
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
///
/// # Errors
/// A failure of the file.
pub(crate) fn withdraw(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    withdraw_of(tx, &store::of_deal(tx, deal_id)?)
}

/// Takes back what was told of what is sold again.
pub(super) fn withdraw_of(tx: &Tx<'_>, running: &[Running]) -> Result<()> {
    running.iter().try_for_each(|one| notification::withdraw_about(tx, &about(&one.id)))
}

fn about(id: &str) -> String {
    format!("inbox.sale_lost:{id}")
}
