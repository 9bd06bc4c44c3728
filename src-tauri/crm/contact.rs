//! Contacts: people at a customer, with the part each of them plays.

use super::store;
use crate::kernel::error::{Error, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record::{self, NewRecord};
use crate::store::tx::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The part a contact plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactRole {
    /// Says yes or no.
    DecisionMaker,
    /// Gets invoices and reminders.
    Billing,
    /// Answers technical questions.
    Technical,
    /// Opens the door.
    Site,
}

/// A person at a customer.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Contact {
    /// Its id.
    pub id: String,
    /// The contact's own version.
    pub version: i64,
    /// Name.
    pub name: String,
    /// Job title.
    pub job: String,
    /// Parts they play.
    pub roles: Vec<ContactRole>,
    /// Phone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Notes.
    pub notes: String,
}

/// A contact as typed; on a change, absent fields stay.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ContactInput {
    /// Name.
    pub name: Option<String>,
    /// Job title.
    pub job: Option<String>,
    /// Parts they play.
    pub roles: Option<Vec<ContactRole>>,
    /// Phone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Notes.
    pub notes: Option<String>,
}

/// A contact for a customer.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactCreateRequest {
    /// Which customer.
    pub customer_id: String,
    /// The person.
    pub contact: ContactInput,
}

/// A change of a contact.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactUpdateRequest {
    /// Which contact.
    pub id: String,
    /// The contact's version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: ContactInput,
}

/// Which contact to delete.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactDeleteRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The contact that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContactResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

pub(super) fn check_all(typed: &[ContactInput], errors: &mut FieldErrors) -> Vec<Contact> {
    typed
        .iter()
        .enumerate()
        .map(|(position, one)| check(&format!("contacts[{position}]."), one, &empty(), errors))
        .collect()
}

fn empty() -> Contact {
    Contact {
        id: String::new(),
        version: 1,
        name: String::new(),
        job: String::new(),
        roles: Vec::new(),
        phone: String::new(),
        email: String::new(),
        notes: String::new(),
    }
}

/// `stands` with the typed fields laid over it.
fn check(prefix: &str, typed: &ContactInput, stands: &Contact, errors: &mut FieldErrors) -> Contact {
    let path = |name: &str| format!("{prefix}{name}");
    let name = typed.name.as_deref().unwrap_or(&stands.name);
    let mut contact = Contact {
        name: errors.take(text::required_line(&path("name"), name)).unwrap_or_default(),
        ..stands.clone()
    };
    if let Some(job) = &typed.job {
        contact.job = errors.take(text::line(&path("job"), job)).unwrap_or_default();
    }
    if let Some(roles) = &typed.roles {
        contact.roles = roles.clone();
        contact.roles.dedup();
    }
    if let Some(phone) = &typed.phone {
        contact.phone = errors.take(super::fields::phone(&path("phone"), phone)).unwrap_or_default();
    }
    if let Some(email) = &typed.email {
        contact.email = errors.take(text::email(&path("email"), email)).unwrap_or_default();
    }
    if let Some(notes) = &typed.notes {
        contact.notes = errors.take(text::note(&path("notes"), notes)).unwrap_or_default();
    }
    contact
}

pub(super) fn insert(tx: &Tx<'_>, customer_id: &str, contact: &Contact) -> Result<String> {
    // People belong to whoever has the customer, not to whoever typed them.
    let owner = record::owner(tx, customer_id)?;
    let new = NewRecord {
        kind: "contact",
        title: &contact.name,
        customer_id: Some(customer_id),
        owner_id: owner.as_deref(),
        ..NewRecord::default()
    };
    let id = record::create(tx, new)?;
    store::insert_contact(tx, &id, customer_id, contact)?;
    Ok(id)
}

/// Adds a person to a customer.
///
/// # Errors
/// `invalid`, `not_found`.
pub fn create(tx: &Tx<'_>, request: ContactCreateRequest) -> Result<ContactResponse> {
    record::require(tx, "customer", &request.customer_id)?;
    create_for(tx, request)
}

/// The same for a customer that the caller has proved to be visible.
pub(super) fn create_for(tx: &Tx<'_>, request: ContactCreateRequest) -> Result<ContactResponse> {
    let mut errors = FieldErrors::default();
    let contact = check("contact.", &request.contact, &empty(), &mut errors);
    errors.finish()?;
    let id = insert(tx, &request.customer_id, &contact)?;
    Ok(ContactResponse { id, version: 1 })
}

/// Changes a person.
///
/// # Errors
/// `invalid`, `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: ContactUpdateRequest) -> Result<ContactResponse> {
    record::touch(tx, "contact", &request.id, request.version)?;
    let stands = store::contact(tx, &request.id)?.ok_or_else(|| Error::not_found("contact"))?;
    let mut errors = FieldErrors::default();
    let contact = check("set.", &request.set, &stands, &mut errors);
    errors.finish()?;
    record::retitle(tx, &request.id, &contact.name)?;
    store::update_contact(tx, &contact)?;
    Ok(ContactResponse { id: request.id, version: request.version + 1 })
}

/// Deletes a person. It can be brought back by undo.
///
/// # Errors
/// `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: ContactDeleteRequest) -> Result<ContactResponse> {
    record::touch(tx, "contact", &request.id, request.version)?;
    store::delete_contact(tx, &request.id)?;
    record::delete(tx, &request.id)?;
    Ok(ContactResponse { id: request.id, version: request.version + 1 })
}
