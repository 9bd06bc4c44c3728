//! Changes of a ticket: its fields, what it is about, and that it goes on in another. What was promised is chosen anew when what the
//! rules look at changes; the time that has counted stays.

use super::talk::{response, unmerged};
use super::{TicketResponse, TicketStatus, astray, fields, uses};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::given;
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::policy::Priority;
use crate::support::promise;
use crate::support::store::{self as shared, promise as promises, ticket as store, work};
use crate::time::said;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A change of a ticket; absent fields stay, empty text clears.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketUpdateRequest {
    /// Which ticket.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: TicketChange,
}

/// The fields of a ticket that can change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TicketChange {
    /// Whose request it is.
    pub customer_id: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// Who asks; empty: nobody in particular.
    pub contact_id: Option<String>,
    /// What kind of request it is; empty: none.
    pub category_id: Option<String>,
    /// How urgent.
    pub priority: Option<Priority>,
    /// Words to find it by.
    pub tags: Option<Vec<String>>,
    /// Whose it is; empty: nobody's.
    pub owner_id: Option<String>,
    /// What was bought to have it answered; empty: nothing.
    pub entitlement_id: Option<String>,
}

/// What a ticket is about.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketLinkRequest {
    /// Which ticket.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The deal; as it is when absent, empty: none.
    #[serde(default)]
    #[ts(optional)]
    pub deal_id: Option<String>,
    /// The project; as it is when absent, empty: none.
    #[serde(default)]
    #[ts(optional)]
    pub project_id: Option<String>,
    /// Another ticket that is about the same; as it is when absent, empty: none.
    #[serde(default)]
    #[ts(optional)]
    pub related_id: Option<String>,
}

/// That a ticket goes on in another.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketMergeRequest {
    /// Which ticket.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// In which it goes on.
    pub into_id: String,
}

/// How content the customer was.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketRateRequest {
    /// Which ticket.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// From 1, not at all, to 5, entirely.
    pub rating: i64,
    /// What was said about it.
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
}

/// Changes a ticket.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.ticket_in_use` for another customer; `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: TicketUpdateRequest) -> Result<TicketResponse> {
    record::touch(tx, "ticket", &request.id, request.version)?;
    change(tx, &request.id, &request.set).map_err(|error| error.below("set."))?;
    response(tx, request.id)
}

pub(in crate::support) fn change(tx: &Tx<'_>, id: &str, set: &TicketChange) -> Result<()> {
    let before = store::state(tx, id)?;
    if let Some(customer_id) = set.customer_id.as_deref().filter(|given| *given != before.customer_id) {
        astray::give_to(tx, id, customer_id)?;
    }
    let stands = store::state(tx, id)?;
    let mut errors = FieldErrors::default();
    let checked = fields::check(tx, &stands.customer_id, set, &mut errors)?;
    errors.finish()?;
    match set.owner_id.as_deref() {
        Some("") => given::release(tx, id)?,
        Some(owner_id) => given::to(tx, id, owner_id)?,
        None => {}
    }
    if let Some(subject) = &checked.subject {
        record::retitle(tx, id, subject)?;
    }
    let columns = store::Columns {
        subject: checked.subject,
        contact_id: checked.contact_id,
        category_id: checked.category_id,
        priority: set.priority,
        tags: checked.tags,
    };
    store::update(tx, id, &columns)?;
    if let Some(entitlement_id) = checked.entitlement_id
        && entitlement_id != stands.entitlement_id
    {
        uses::move_to(tx, id, entitlement_id.as_deref())?;
    }
    promise_anew(tx, id, &before)
}

/// Chooses the service level again where the rules see something else now.
fn promise_anew(tx: &Tx<'_>, id: &str, before: &store::State) -> Result<()> {
    let now = store::state(tx, id)?;
    let same = now.priority == before.priority
        && now.category_id == before.category_id
        && now.customer_id == before.customer_id
        && now.entitlement_id == before.entitlement_id;
    if same || !now.status.is_open() {
        return Ok(());
    }
    let promised = promise::choose(
        tx,
        &now.customer_id,
        now.category_id.as_deref(),
        now.priority,
        now.entitlement_id.as_deref(),
    )?;
    promises::set_promised(tx, id, &promised)?;
    promise::count(tx, id)
}

/// Says what a ticket is about.
///
/// # Errors
/// `invalid` at `deal_id`, `project_id` and `related_id`; `conflict`, `not_found`.
pub fn link(tx: &Tx<'_>, request: TicketLinkRequest) -> Result<TicketResponse> {
    record::touch(tx, "ticket", &request.id, request.version)?;
    let stands = store::state(tx, &request.id)?;
    let mut errors = FieldErrors::default();
    let given = |typed: &Option<String>| typed.clone().filter(|id| !id.is_empty());
    if let Some(deal_id) = given(&request.deal_id) {
        match shared::customer_of_deal(tx, &deal_id)? {
            None => errors.add(FieldError::new("deal_id", "error.no_such_deal")),
            Some(other) if other.id.as_deref() != Some(stands.customer_id.as_str()) => {
                errors.add(FieldError::new("deal_id", "error.deal_of_other").with("customer", other.name));
            }
            Some(_) => {}
        }
    }
    fields::project(tx, request.project_id.as_deref(), &mut errors)?;
    if let Some(related_id) = given(&request.related_id) {
        if related_id == request.id {
            errors.add(FieldError::new("related_id", "error.related_self"));
        } else if record::require(tx, "ticket", &related_id).is_err() {
            errors.add(FieldError::new("related_id", "error.no_such_ticket"));
        }
    }
    errors.finish()?;
    if request.deal_id.is_some() {
        store::set_deal(tx, &request.id, given(&request.deal_id).as_deref())?;
    }
    if request.project_id.is_some() {
        store::set_project(tx, &request.id, given(&request.project_id).as_deref())?;
    }
    let related_id = given(&request.related_id);
    let is_linked = match &related_id {
        // The link is the same from both sides.
        Some(id) => store::related_id(tx, id)?.as_ref() == Some(&request.id),
        None => request.related_id.is_none(),
    };
    if !is_linked {
        store::set_related(tx, &request.id, related_id.as_deref())?;
    }
    response(tx, request.id)
}

/// Lets a ticket go on in another one of the same customer: what was said in it is read there, and it is closed itself. What it took
/// as a request is given back, for it was one with the other.
///
/// # Errors
/// `invalid` at `into_id` with `error.no_such_ticket` or `error.merge_self`; `precondition` with `error.ticket_merged`; `conflict`,
/// `not_found`.
pub fn merge(tx: &Tx<'_>, request: TicketMergeRequest) -> Result<TicketResponse> {
    record::touch(tx, "ticket", &request.id, request.version)?;
    let stands = store::state(tx, &request.id)?;
    unmerged(&stands)?;
    if request.into_id == request.id {
        return Err(Error::field("into_id", "error.merge_self"));
    }
    let target = match record::require(tx, "ticket", &request.into_id) {
        Ok(()) => Some(store::state(tx, &request.into_id)?),
        Err(_) => None,
    };
    let target = target
        .filter(|target| target.customer_id == stands.customer_id && target.status != TicketStatus::Closed)
        .ok_or_else(|| Error::field("into_id", "error.no_such_ticket"))?;
    if stands.status == TicketStatus::Waiting {
        store::end_wait(tx, &request.id)?;
    }
    promise::keep_count(tx, &request.id, stands.resolved_ms.unwrap_or(tx.now_ms()))?;
    if stands.entitlement_id.is_some() != target.entitlement_id.is_some() {
        said::follow_bought(tx, &work::parts(tx, &request.id)?, target.entitlement_id.is_some())?;
    }
    store::merge(tx, &request.id, &target.id)?;
    uses::give_back(tx, &request.id)?;
    // The customer was answered, in the conversation that is one now.
    if let Some(at_ms) = stands.responded_ms.filter(|_| target.responded_ms.is_none()) {
        store::set_responded(tx, &target.id, at_ms)?;
        promise::count(tx, &target.id)?;
    }
    response(tx, request.id)
}

/// Notes how content the customer was with a ticket that is done.
///
/// # Errors
/// `invalid` at `rating` and `note`; `precondition` with `error.ticket_not_resolved` or `error.ticket_merged`; `conflict`, `not_found`.
pub fn rate(tx: &Tx<'_>, request: TicketRateRequest) -> Result<TicketResponse> {
    record::touch(tx, "ticket", &request.id, request.version)?;
    let stands = store::state(tx, &request.id)?;
    unmerged(&stands)?;
    if stands.status.is_open() {
        return Err(Error::precondition("error.ticket_not_resolved"));
    }
    let mut errors = FieldErrors::default();
    crate::support::terms::within("rating", request.rating, 1, 5, &mut errors);
    let note = errors.take(text::note("note", request.note.as_deref().unwrap_or_default()));
    errors.finish()?;
    store::rate(tx, &request.id, request.rating, &note.unwrap_or_default())?;
    response(tx, request.id)
}
