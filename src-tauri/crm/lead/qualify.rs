//! Qualifying: a lead becomes a customer, a contact and a deal, in one transaction, with links both ways.
//!
//! It can be taken back by undo as long as nothing was made from the customer or the deal; afterwards a document corrects
//! it. What was planned about the lead is planned about the deal from now on; what was done stays with the lead.

use super::{LeadFields, LeadStatus};
use crate::attachments;
use crate::crm::contact::{self, ContactCreateRequest, ContactInput};
use crate::crm::customer::{self, CustomerCreateRequest};
use crate::crm::deal::line::DealLineInput;
use crate::crm::deal::{self, DealCreateRequest};
use crate::crm::store::{activity as activities, lead as store};
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::money;
use crate::store::record;
use crate::store::tx::Tx;
use crate::store::undo_rule::{changed_in, rows_in};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A lead to be qualified.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LeadQualifyRequest {
    /// Which lead.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The customer it becomes.
    pub customer: QualifyCustomer,
    /// The deal it becomes.
    #[serde(default)]
    #[ts(optional)]
    pub deal: Option<QualifyDeal>,
}

/// The customer that a lead becomes: an existing one, or a new one made from the lead.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct QualifyCustomer {
    /// An existing customer.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// A new customer; name, phone, e-mail and source come from the lead where they are absent.
    #[serde(default)]
    #[ts(optional)]
    pub create: Option<QualifyCreate>,
    /// False: the lead's person becomes no contact.
    #[serde(default)]
    #[ts(optional)]
    pub with_contact: Option<bool>,
}

/// A new customer from a lead.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct QualifyCreate {
    /// Its name; the lead's firm, else its person, when absent.
    pub name: Option<String>,
    /// Organisation or person; by what the lead knows when absent.
    pub kind: Option<customer::CustomerKind>,
    /// Phone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// City of its billing address; the lead's place when absent.
    pub city: Option<String>,
}

/// The deal that a lead becomes; absent fields come from the lead.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct QualifyDeal {
    /// What it is about.
    pub title: Option<String>,
    /// Amount without tax, as typed.
    pub amount: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// The pipeline.
    pub pipeline_id: Option<String>,
    /// The stage it starts in.
    pub stage_id: Option<String>,
    /// The branch that sells; the first one when absent.
    pub branch_id: Option<String>,
    /// Day on which it is expected to close.
    pub expected_close: Option<String>,
    /// What would be sold.
    pub lines: Option<Vec<DealLineInput>>,
}

/// What a lead has become.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LeadQualifyResponse {
    /// The lead.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// The customer.
    pub customer_id: String,
    /// The contact; null when the lead names no person.
    pub contact_id: Option<String>,
    /// The deal.
    pub deal_id: String,
    /// Things that look wrong but are allowed.
    pub warnings: Vec<FieldError>,
}

/// Makes customer (or takes an existing one), contact and deal of a lead.
///
/// # Errors
/// `invalid` with the fields below `customer.create` or `deal`; `error.one_of` at `customer` unless it is either an
/// existing or a new one; `precondition` with `error.lead_closed`; `forbidden` when the user may not make customers,
/// contacts or deals; `conflict`, `not_found`.
pub fn qualify(tx: &Tx<'_>, request: LeadQualifyRequest) -> Result<LeadQualifyResponse> {
    record::touch(tx, "lead", &request.id, request.version)?;
    let lead = store::state(tx, &request.id)?;
    if !lead.status.is_open() {
        return Err(Error::precondition("error.lead_closed"));
    }
    let fields = lead.fields;
    tx.actor().require("deal.write")?;
    // Whoever has left the firm since gets nothing more; it is the acting user's then.
    let owner = match record::owner(tx, &request.id)? {
        Some(owner) if store::is_active_user(tx, &owner)? => Some(owner),
        _ => None,
    };
    let (customer_id, warnings) = match (request.customer.id, request.customer.create) {
        (Some(id), None) => {
            record::require_readable(tx, "customer", &id)?;
            (id, Vec::new())
        }
        (None, Some(create)) => {
            tx.actor().require("customer.write")?;
            let made = customer::create(tx, new_customer(&fields, create, owner.clone()))
                .map_err(|error| as_asked(error).below("customer.create."))?;
            (made.id, made.warnings)
        }
        _ => return Err(Error::field("customer", "error.one_of")),
    };
    let contact_id = if request.customer.with_contact == Some(false) {
        None
    } else {
        contact_of(tx, &customer_id, &fields)?
    };
    let new = new_deal(&fields, request.deal.unwrap_or_default(), &customer_id, contact_id.as_deref(), owner);
    let made = deal::create_for_lead(tx, new, Some(&request.id)).map_err(|error| error.below("deal."))?;
    store::link(tx, &request.id, &customer_id, contact_id.as_deref(), &made.id)?;
    store::set_status(tx, &request.id, LeadStatus::Qualified, "")?;
    activities::move_all(tx, true, &request.id, &made.id)?;
    Ok(LeadQualifyResponse {
        id: request.id,
        version: request.version + 1,
        customer_id,
        contact_id,
        deal_id: made.id,
        warnings,
    })
}

/// Carries along what came to a lead's deal, or to the customer and person made of it, once taking back transaction `seq` of this device has taken
/// those away: it stands with the lead. When the deal is back, what was planned about the lead meanwhile is planned about the deal.
///
/// # Errors
/// `precondition` with `error.deal_has_files` or `error.undo_in_use` when files lie at what is gone.
pub(in crate::crm) fn undo_carries_along(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let mut made = rows_in(tx, seq, "customer")?;
    made.extend(rows_in(tx, seq, "contact")?);
    for change in changed_in(tx, seq, "lead", &["deal_id", "contact_id", "customer_id"])? {
        let is_deal = change.column == "deal_id";
        match (change.before, change.left) {
            (None, Some(gone)) if is_deal || made.contains(&gone) => {
                if attachments::are_on(tx, &gone)? {
                    return Err(files_stay(is_deal));
                }
                activities::move_all(tx, false, &gone, &change.pk)?;
            }
            (Some(_), None) if is_deal => {
                // It may have been deleted before the lead went back.
                if let Some(back) = store::state(tx, &change.pk)?.deal_id {
                    activities::move_all(tx, true, &change.pk, &back)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn files_stay(is_deal: bool) -> Error {
    match is_deal {
        true => Error::precondition("error.deal_has_files"),
        false => Error::precondition("error.undo_in_use"),
    }
}

/// The city is asked for by itself and kept in an address.
fn as_asked(mut error: Error) -> Error {
    for field in error.fields.iter_mut().filter(|field| field.path == "addresses[0].city") {
        "city".clone_into(&mut field.path);
    }
    error
}

fn new_customer(lead: &LeadFields, create: QualifyCreate, owner_id: Option<String>) -> CustomerCreateRequest {
    let firm = if lead.company.is_empty() { &lead.name } else { &lead.company };
    let kind = create.kind.unwrap_or(if lead.company.is_empty() {
        customer::CustomerKind::Person
    } else {
        customer::CustomerKind::Organisation
    });
    let city = create.city.unwrap_or_else(|| lead.place.clone());
    CustomerCreateRequest {
        name: create.name.unwrap_or_else(|| firm.clone()),
        kind: Some(kind),
        phone: Some(create.phone.unwrap_or_else(|| lead.phone.clone())),
        email: Some(create.email.unwrap_or_else(|| lead.email.clone())),
        source: Some(lead.source.clone()),
        owner_id,
        addresses: (!city.is_empty())
            .then(|| vec![crate::crm::address::AddressInput { city: Some(city), ..Default::default() }]),
        ..CustomerCreateRequest::default()
    }
}

/// The lead's person as a contact: one that the customer has already by this name, or a new one.
fn contact_of(tx: &Tx<'_>, customer_id: &str, lead: &LeadFields) -> Result<Option<String>> {
    if lead.name.is_empty() {
        return Ok(None);
    }
    if let Some(known) = store::contact_named(tx, customer_id, &lead.name)? {
        return Ok(Some(known));
    }
    tx.actor().require("contact.write")?;
    let person = ContactInput {
        name: Some(lead.name.clone()),
        phone: Some(lead.phone.clone()),
        email: Some(lead.email.clone()),
        ..ContactInput::default()
    };
    let made = contact::create_for(
        tx,
        ContactCreateRequest { customer_id: customer_id.to_owned(), contact: person },
    )?;
    Ok(Some(made.id))
}

fn new_deal(
    lead: &LeadFields,
    typed: QualifyDeal,
    customer_id: &str,
    contact_id: Option<&str>,
    owner_id: Option<String>,
) -> DealCreateRequest {
    let has_lines = typed.lines.as_ref().is_some_and(|lines| !lines.is_empty());
    let known =
        lead.amount_minor.filter(|_| typed.amount.is_none() && typed.currency.is_none() && !has_lines);
    let title = match (lead.interest.is_empty(), lead.company.is_empty()) {
        (false, _) => &lead.interest,
        (true, false) => &lead.company,
        _ => &lead.name,
    };
    DealCreateRequest {
        title: typed.title.unwrap_or_else(|| title.clone()),
        customer_id: Some(customer_id.to_owned()),
        contact_id: contact_id.map(str::to_owned),
        pipeline_id: typed.pipeline_id,
        stage_id: typed.stage_id,
        branch_id: typed.branch_id,
        currency: typed.currency.or_else(|| known.map(|_| lead.currency.clone())),
        amount: typed.amount.or_else(|| known.map(|minor| money::text(minor, &lead.currency))),
        expected_close: typed.expected_close,
        source: Some(lead.source.clone()),
        lines: typed.lines,
        owner_id,
        ..DealCreateRequest::default()
    }
}
