//! Leads: enquiries that nobody has qualified yet, with their source, their owner and the clock of the first answer.
//!
//! A lead is new until somebody has been in touch, contacted until somebody decides, and ends qualified (customer, contact
//! and deal exist) or disqualified with a reason.

pub mod capture;
pub mod origin;
pub mod parse;
pub(super) mod pieces;
pub mod qualify;
pub(super) mod response;
pub mod rule;
mod vocabulary;

use super::activity::{ActivityBrief, late_badge};
use super::deal;
use super::fields::{currency, phone};
use super::next_action::{self, NextAction};
use super::owner;
use super::store::activity as activities;
use super::store::lead as store;
use crate::attachments;
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money::Money;
use crate::kernel::text;
use crate::kernel::zone::Zone;
use crate::store::page::{ListRequest, Page};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use chrono::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a lead stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum LeadStatus {
    /// Nobody has been in touch.
    New,
    /// Somebody has.
    Contacted,
    /// It has become a customer and a deal.
    Qualified,
    /// It will not; the reason says why.
    Disqualified,
}

impl LeadStatus {
    /// Whether somebody still has to decide.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Contacted)
    }

    /// The word and colour of it.
    #[must_use]
    pub fn badge(self) -> Badge {
        match self {
            Self::New => Badge::new(Tone::Info, "sprout", "badge.new"),
            Self::Contacted => Badge::new(Tone::Violet, "message-circle", "badge.contacted"),
            Self::Qualified => Badge::new(Tone::Ok, "circle-check", "badge.qualified"),
            Self::Disqualified => Badge::new(Tone::Neutral, "circle-x", "badge.disqualified"),
        }
    }
}

/// Filters of the list of leads.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct LeadFilter {
    /// Only leads that stand like this.
    pub status: Option<LeadStatus>,
    /// True: only leads that nobody has decided about.
    pub open: Option<bool>,
    /// Only leads of this owner.
    pub owner_id: Option<String>,
    /// Only leads from this source.
    pub source: Option<String>,
    /// Only leads of this campaign.
    pub campaign: Option<String>,
    /// True: only leads whose first answer is late.
    pub late: Option<bool>,
}

/// A row of the list of leads.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LeadRow {
    /// Its id.
    pub id: String,
    /// Code such as LEAD-0042.
    pub code: String,
    /// Rises with each change.
    pub version: i64,
    /// Person and firm in one line.
    pub title: String,
    /// The person.
    pub name: String,
    /// The firm.
    pub company: String,
    /// Phone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Place.
    pub place: String,
    /// Where it came from.
    pub source: String,
    /// The campaign behind it.
    pub campaign: String,
    /// What is wanted.
    pub interest: String,
    /// How it stands.
    pub status: LeadStatus,
    /// How it stands, in a word and a colour.
    pub badge: Badge,
    /// Amount; null while nobody knows it.
    pub amount: Option<Money>,
    /// When it came, in epoch milliseconds.
    pub received_ms: i64,
    /// When it should be answered first; null without a target.
    pub respond_by_ms: Option<i64>,
    /// When it was answered first.
    pub responded_ms: Option<i64>,
    /// How late the first answer is; null while it is not.
    pub late: Option<Badge>,
    /// The next planned activity.
    pub next: Option<ActivityBrief>,
    /// Owner's user id.
    pub owner_id: Option<String>,
    /// Owner's name.
    pub owner: String,
    /// The deal it has become; null when that one is gone.
    pub deal_id: Option<String>,
}

/// How many leads stand under a tab.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LeadTabCount {
    /// `open`, `late` or a status.
    pub tab: String,
    /// How many.
    pub count: i64,
}

/// Counts and sums of the leads that a filter shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LeadSummary {
    /// How many.
    pub count: i64,
    /// How many of them have a first answer that is late.
    pub late: i64,
    /// Amounts, one per currency, the home currency first.
    pub sums: Vec<Money>,
    /// Every tab with what stands under it, whatever is searched and filtered for.
    pub tabs: Vec<LeadTabCount>,
}

/// Which lead.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LeadGetRequest {
    /// Its id.
    pub id: String,
}

/// A lead with everything its page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Lead {
    /// What its row shows.
    pub row: LeadRow,
    /// The text it came as.
    pub original: String,
    /// ISO 4217 code of its amount.
    pub currency: String,
    /// Why it was disqualified.
    pub reason: String,
    /// The customer it has become.
    pub customer_id: Option<String>,
    /// The contact it has become.
    pub contact_id: Option<String>,
    /// What to do next, and why.
    pub next_action: Option<NextAction>,
}

/// A change of a lead; absent fields stay, empty text clears.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LeadUpdateRequest {
    /// Which lead.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: LeadChange,
}

/// The fields of a lead that can change.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct LeadChange {
    /// The person.
    pub name: Option<String>,
    /// The firm.
    pub company: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// The campaign behind it.
    pub campaign: Option<String>,
    /// What is wanted.
    pub interest: Option<String>,
    /// Amount as typed.
    pub amount: Option<String>,
    /// ISO 4217 code of the amount; changes only together with it.
    pub currency: Option<String>,
    /// Owner.
    pub owner_id: Option<String>,
}

/// Which lead to delete or to open again.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LeadVersionRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// A lead that will not become anything.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LeadDisqualifyRequest {
    /// Which lead.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Why.
    pub reason: String,
}

/// The lead that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LeadResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// A lead's own fields, checked.
#[derive(Debug, Clone, Default)]
pub(super) struct LeadFields {
    pub(super) name: String,
    pub(super) company: String,
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) place: String,
    pub(super) source: String,
    pub(super) campaign: String,
    pub(super) interest: String,
    pub(super) amount_minor: Option<i64>,
    pub(super) currency: String,
}

/// How a lead stands and what it has become.
#[derive(Debug, Clone)]
pub(super) struct LeadState {
    pub(super) fields: LeadFields,
    pub(super) status: LeadStatus,
    /// The deal it became, while there is one.
    pub(super) deal_id: Option<String>,
    pub(super) responded_ms: Option<i64>,
}

impl LeadFields {
    /// What lists and links call the lead.
    fn title(&self) -> String {
        let named = [&self.name, &self.company, &self.phone, &self.email];
        let mut parts = named.into_iter().filter(|part| !part.is_empty());
        match (self.name.is_empty(), self.company.is_empty()) {
            (false, false) => format!("{} · {}", self.name, self.company),
            _ => parts.next().cloned().unwrap_or_default(),
        }
    }
}

/// How late the first answer of a lead is.
pub(super) fn response_badge(
    status: LeadStatus,
    respond_by_ms: Option<i64>,
    responded_ms: Option<i64>,
    now: &DateTime<Zone>,
) -> Option<Badge> {
    late_badge(respond_by_ms.filter(|_| status.is_open() && responded_ms.is_none()), now)
}

/// `stands` with the typed fields laid over it.
fn check(prefix: &str, set: &LeadChange, stands: LeadFields, errors: &mut FieldErrors) -> LeadFields {
    let path = |name: &str| format!("{prefix}{name}");
    let mut fields = stands;
    type Rule = fn(&str, &str) -> std::result::Result<String, FieldError>;
    let lines: [(&str, &Option<String>, &mut String, Rule); 8] = [
        ("name", &set.name, &mut fields.name, text::line),
        ("company", &set.company, &mut fields.company, text::line),
        ("phone", &set.phone, &mut fields.phone, phone),
        ("email", &set.email, &mut fields.email, text::email),
        ("place", &set.place, &mut fields.place, text::line),
        ("source", &set.source, &mut fields.source, text::line),
        ("campaign", &set.campaign, &mut fields.campaign, text::line),
        ("interest", &set.interest, &mut fields.interest, text::line),
    ];
    for (name, typed, field, rule) in lines {
        if let Some(line) = typed.as_deref().and_then(|typed| errors.take(rule(&path(name), typed))) {
            *field = line;
        }
    }
    if let Some(typed) = &set.currency {
        let code = currency(&path("currency"), typed, errors);
        if code != fields.currency && fields.amount_minor.is_some() && set.amount.is_none() {
            errors.add(FieldError::new(&path("currency"), "error.currency_fixed"));
        }
        fields.currency = code;
    }
    if let Some(typed) = &set.amount {
        fields.amount_minor = Some(typed)
            .filter(|typed| !typed.trim().is_empty())
            .and_then(|typed| errors.take(super::deal::positive(&path("amount"), typed, &fields.currency)));
    }
    if fields.title().is_empty() {
        errors.add(FieldError::new(&path("name"), "error.lead_empty"));
    }
    fields
}

/// A page of leads.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<LeadFilter>) -> Result<Page<LeadRow>> {
    store::list(read, &request)
}

/// Counts and sums of the same filter.
///
/// # Errors
/// A failure of the file.
pub fn summary(read: &Read<'_>, request: ListRequest<LeadFilter>) -> Result<LeadSummary> {
    store::summary(read, &request)
}

/// A lead with what it has become and what to do next.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: LeadGetRequest) -> Result<Lead> {
    record::require(read, "lead", &request.id)?;
    let mut lead = store::get(read, &request.id)?;
    lead.next_action = next_action::of_lead(read, &request.id)?;
    Ok(lead)
}

/// Changes a lead.
///
/// # Errors
/// `invalid` with the fields, `conflict` when it has changed meanwhile, `not_found`.
pub fn update(tx: &Tx<'_>, request: LeadUpdateRequest) -> Result<LeadResponse> {
    record::touch(tx, "lead", &request.id, request.version)?;
    let mut errors = FieldErrors::default();
    let stands = store::state(tx, &request.id)?.fields;
    let fields = check("set.", &request.set, stands, &mut errors);
    errors.finish()?;
    record::retitle(tx, &request.id, &fields.title())?;
    if let Some(owner_id) = &request.set.owner_id {
        owner::give(tx, "lead", &request.id, "set.owner_id", owner_id)?;
    }
    store::update(tx, &request.id, &fields)?;
    Ok(LeadResponse { id: request.id, version: request.version + 1 })
}

/// Deletes a lead that has not become anything. It can be brought back by undo.
///
/// # Errors
/// `precondition` with `error.lead_qualified`; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: LeadVersionRequest) -> Result<LeadResponse> {
    record::touch(tx, "lead", &request.id, request.version)?;
    let lead = store::state(tx, &request.id)?;
    if lead.status == LeadStatus::Qualified && lead.deal_id.is_some() {
        return Err(Error::precondition("error.lead_qualified"));
    }
    store::delete(tx, &request.id)?;
    record::delete(tx, &request.id)?;
    Ok(LeadResponse { id: request.id, version: request.version + 1 })
}

/// Says that a lead will not become anything, and why.
///
/// # Errors
/// `error.required` at `reason`; `precondition` with `error.lead_closed`; `conflict`, `not_found`.
pub fn disqualify(tx: &Tx<'_>, request: LeadDisqualifyRequest) -> Result<LeadResponse> {
    record::touch(tx, "lead", &request.id, request.version)?;
    if !store::state(tx, &request.id)?.status.is_open() {
        return Err(Error::precondition("error.lead_closed"));
    }
    let reason =
        text::required_line("reason", &request.reason).map_err(|field| Error::fields(vec![field]))?;
    store::set_status(tx, &request.id, LeadStatus::Disqualified, &reason)?;
    Ok(LeadResponse { id: request.id, version: request.version + 1 })
}

/// Opens a lead again: a disqualified one, or a qualified one. The deal that nothing was made from goes, what was planned and done
/// about it stands with the lead again, and the customer stays.
///
/// # Errors
/// `precondition` with `error.lead_open`, or with `error.deal_won`, `error.deal_in_use` or `error.deal_has_files` when the deal
/// has to stay; `conflict`, `forbidden` without the right to write the deal, `not_found`.
pub fn reopen(tx: &Tx<'_>, request: LeadVersionRequest) -> Result<LeadResponse> {
    record::touch(tx, "lead", &request.id, request.version)?;
    let lead = store::state(tx, &request.id)?;
    match lead.status {
        LeadStatus::New | LeadStatus::Contacted => return Err(Error::precondition("error.lead_open")),
        LeadStatus::Qualified => {
            if let Some(deal_id) = &lead.deal_id {
                tx.actor().require("deal.write")?;
                record::require_writable(tx, "deal", deal_id)?;
                activities::move_all(tx, false, deal_id, &request.id)?;
                if attachments::are_on(tx, deal_id)? {
                    return Err(Error::precondition("error.deal_has_files"));
                }
                deal::remove(tx, deal_id)?;
            }
            store::forget_deal(tx, &request.id)?;
        }
        LeadStatus::Disqualified => {}
    }
    let status = if lead.responded_ms.is_some() { LeadStatus::Contacted } else { LeadStatus::New };
    store::set_status(tx, &request.id, status, "")?;
    Ok(LeadResponse { id: request.id, version: request.version + 1 })
}
