//! What happens to a ticket before and after a promise is missed: somebody is told, somebody else gets it, it becomes more urgent.
//!
//! A step of a service level is due when so many hundredths of the time of a promise have counted: at 75 it is at risk, at 100 it is
//! missed. When the next one is due is written down beside the promise, so that [`due`], which a host asks at opening and
//! each minute after, finds tickets without counting; whatever fell due while nobody looked is caught up. Each step is taken
//! once for a ticket, and not at all once its promise is kept.

use super::policy::Priority;
use super::promise::{self, Calendars};
use super::store::{self as shared, escalation as store, ticket as tickets};
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::store::given;
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use ts_rs::TS;

/// Most steps of a service level.
const STEPS_MAX: usize = 20;
/// The latest step: when ten times of what was promised have counted.
const PERCENT_MAX: i64 = 1_000;

/// Which promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PromiseKind {
    /// The first answer.
    Response,
    /// The solution.
    Resolution,
}

/// What happens at some point of a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SlaStep {
    /// Its id.
    pub id: String,
    /// Of which promise.
    pub promise: PromiseKind,
    /// When so many hundredths of its time have counted; 100: when it is missed.
    pub percent: i64,
    /// Who is told; null: whose the ticket is.
    pub tell_id: Option<String>,
    /// Who gets the ticket; null: it stays whose it is.
    pub give_id: Option<String>,
    /// Whether it becomes more urgent. What was promised stays.
    pub raises: bool,
}

/// A step as it shall be.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SlaStepInput {
    /// Of which promise.
    pub promise: PromiseKind,
    /// When so many hundredths of its time have counted, 1 to 1000.
    pub percent: i64,
    /// Who is told; whose the ticket is when absent.
    #[serde(default)]
    #[ts(optional)]
    pub tell_id: Option<String>,
    /// Who gets the ticket.
    #[serde(default)]
    #[ts(optional)]
    pub give_id: Option<String>,
    /// Whether it becomes more urgent.
    #[serde(default)]
    #[ts(optional)]
    pub raises: Option<bool>,
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketDueRequest {}

/// The tickets of which a step is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TicketDueResponse {
    /// Their ids, the one that waits longest first.
    pub ids: Vec<String>,
}

/// A ticket whose steps shall be taken.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketEscalateRequest {
    /// Which ticket.
    pub id: String,
}

/// What the run did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TicketEscalateResponse {
    /// How many steps were taken.
    pub taken: i64,
}

/// Checks the steps of a service level.
///
/// # Errors
/// A failure of the file.
pub(super) fn check(tx: &Tx<'_>, steps: &[SlaStepInput], errors: &mut FieldErrors) -> Result<()> {
    if steps.len() > STEPS_MAX {
        errors.add(FieldError::new("steps", "error.too_many").with("max", STEPS_MAX));
        return Ok(());
    }
    for (at, step) in steps.iter().enumerate() {
        let path = |name: &str| format!("steps[{at}].{name}");
        super::terms::within(&path("percent"), step.percent, 1, PERCENT_MAX, errors);
        for (name, user) in [("tell_id", &step.tell_id), ("give_id", &step.give_id)] {
            if let Some(id) = user
                && !shared::is_active_user(tx, id)?
            {
                errors.add(FieldError::new(&path(name), "error.no_such_user"));
            }
        }
    }
    Ok(())
}

/// Makes these the steps of a service level, for tickets that are open too.
///
/// # Errors
/// A failure of the file.
pub(super) fn set(tx: &Tx<'_>, policy_id: &str, steps: &[SlaStepInput]) -> Result<()> {
    store::set(tx, policy_id, steps)?;
    promise::recount_policy(tx, policy_id)
}

/// The tickets of which a step is due.
///
/// # Errors
/// A failure of the file.
pub fn due(read: &Read<'_>, _: TicketDueRequest) -> Result<TicketDueResponse> {
    Ok(TicketDueResponse { ids: store::due(read, read.now_ms())? })
}

/// Takes every step of a ticket that is due.
///
/// # Errors
/// `not_found`.
pub fn escalate(tx: &Tx<'_>, request: TicketEscalateRequest) -> Result<TicketEscalateResponse> {
    record::require(tx, "ticket", &request.id)?;
    let mut calendars = Calendars::default();
    let mut taken = 0;
    if store::is_due(tx, &request.id, tx.now_ms())? {
        for step in promise::steps_due(tx, &request.id, &mut calendars)? {
            take(tx, &request.id, &step)?;
            taken += 1;
        }
        promise::recount(tx, &request.id, &mut calendars)?;
    }
    Ok(TicketEscalateResponse { taken })
}

fn take(tx: &Tx<'_>, ticket_id: &str, step: &SlaStep) -> Result<()> {
    store::record_taken(tx, ticket_id, &step.id)?;
    let ticket = store::told(tx, ticket_id)?;
    let told = match here(tx, step.tell_id.as_deref())? {
        Some(named) => named,
        None => here(tx, ticket.owner_id.as_deref())?.unwrap_or(&tx.actor().user_id),
    };
    let about = format!("sla:{ticket_id}:{}", step.id);
    let notification = |user_id| NewNotification {
        user_id,
        record_id: Some(ticket_id),
        kind: NotificationKind::Reminder,
        about: &about,
        message_id: if step.percent < 100 { "inbox.ticket_risk" } else { "inbox.ticket_late" },
        params: params(json!({ "ticket": ticket.code, "customer": ticket.customer })),
        due_ms: tx.now_ms(),
    };
    notification::tell(tx, &notification(told))?;
    let raised = if step.raises { raised(ticket.priority) } else { None };
    let given = here(tx, step.give_id.as_deref())?.filter(|id| ticket.owner_id.as_deref() != Some(id));
    if raised.is_none() && given.is_none() {
        return Ok(());
    }
    record::touch(tx, "ticket", ticket_id, record::version(tx, ticket_id)?)?;
    if let Some(owner_id) = given {
        given::to(tx, ticket_id, owner_id)?;
        // It was not they who took it.
        if owner_id == tx.actor().user_id {
            notification::tell(tx, &notification(owner_id))?;
        }
    }
    if raised.is_some() {
        tickets::update(
            tx,
            ticket_id,
            &tickets::Columns { priority: raised, ..tickets::Columns::default() },
        )?;
    }
    Ok(())
}

/// Whoever is named, while they are here: of somebody who is gone nothing is expected any more.
fn here<'a>(read: &Read<'_>, user_id: Option<&'a str>) -> Result<Option<&'a str>> {
    match user_id {
        Some(id) if shared::is_active_user(read, id)? => Ok(Some(id)),
        _ => Ok(None),
    }
}

/// The next priority above; `None` for what is urgent already.
const fn raised(priority: Priority) -> Option<Priority> {
    match priority {
        Priority::Low => Some(Priority::Normal),
        Priority::Normal => Some(Priority::High),
        Priority::High => Some(Priority::Urgent),
        Priority::Urgent => None,
    }
}

fn params(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
