//! Customers: an organisation or a person we sell to or want to sell to; one row for every department.

use super::address::{self, Address, AddressInput};
use super::contact::{Contact, ContactInput};
use super::owner;
use super::reach;
use super::store::{self, CustomerFields};
use super::tax_id::{self, TaxId, TaxIdInput};
use crate::billing;
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::number;
use crate::store::page::{ListRequest, Page};
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether a customer is an organisation or a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomerKind {
    /// A firm, an authority, an association.
    Organisation,
    /// A natural person.
    Person,
}

/// How the customer stands towards the tax of our country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaxTreatment {
    /// Registered for GST or VAT.
    Registered,
    /// Registered under the composition scheme (India, CGST Act s.10).
    Composition,
    /// Not registered.
    Unregistered,
    /// In a special economic zone: always an inter-state supply (IGST Act s.7(5)).
    Sez,
    /// Abroad: an export.
    Export,
    /// The recipient owes the tax.
    ReverseCharge,
    /// Exempt from tax.
    Exempt,
}

/// Filters of the list of customers.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CustomerFilter {
    /// Only this kind.
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<CustomerKind>,
    /// Only customers of this owner.
    #[serde(default)]
    #[ts(optional)]
    pub owner_id: Option<String>,
}

/// A row of the list of customers.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CustomerRow {
    /// Its id.
    pub id: String,
    /// Code such as CUS-0043.
    pub code: String,
    /// Name.
    pub name: String,
    /// Organisation or person.
    pub kind: CustomerKind,
    /// City and region of the billing address.
    pub place: String,
    /// The first contact's name.
    pub contact: String,
    /// The first phone number.
    pub phone: String,
    /// Owner's user id.
    pub owner_id: Option<String>,
    /// Owner's name.
    pub owner: String,
    /// Its version, for changes in the list.
    pub version: i64,
}

/// How many customers a filter shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CustomerSummary {
    /// The count.
    pub count: i64,
}

/// Which customer.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CustomerGetRequest {
    /// Its id.
    pub id: String,
}

/// A customer with everything its page shows of the master record.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Customer {
    /// Its id.
    pub id: String,
    /// Code such as CUS-0043.
    pub code: String,
    /// Rises with each change; an update sends the one it saw.
    pub version: i64,
    /// Organisation or person.
    pub kind: CustomerKind,
    /// Name.
    pub name: String,
    /// Phone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Web site.
    pub website: String,
    /// Standing towards tax.
    pub tax_treatment: TaxTreatment,
    /// ISO 4217 code of its documents.
    pub currency: String,
    /// Language of its documents.
    pub language: String,
    /// Payment term as in `calc due`.
    #[ts(type = "unknown")]
    pub payment_term: serde_json::Value,
    /// Credit limit in the customer's currency, as decimal text; null when there is none.
    pub credit_limit: Option<String>,
    /// The price list it carries; null when there is none.
    pub price_list_id: Option<String>,
    /// Where it came from.
    pub source: String,
    /// Notes.
    pub notes: String,
    /// Owner's user id.
    pub owner_id: Option<String>,
    /// Owner's name.
    pub owner: String,
    /// Since when, in epoch milliseconds.
    pub created_ms: i64,
    /// Tax ids.
    pub tax_ids: Vec<TaxId>,
    /// Addresses, billing first.
    pub addresses: Vec<Address>,
    /// People.
    pub contacts: Vec<Contact>,
}

/// A new customer. Only the name is required; the rest comes from the company's country.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CustomerCreateRequest {
    /// Name.
    pub name: String,
    /// Organisation when absent.
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<CustomerKind>,
    /// Phone.
    #[serde(default)]
    #[ts(optional)]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(default)]
    #[ts(optional)]
    pub email: Option<String>,
    /// Web site.
    #[serde(default)]
    #[ts(optional)]
    pub website: Option<String>,
    /// Standing towards tax; follows from the tax ids when absent.
    #[serde(default)]
    #[ts(optional)]
    pub tax_treatment: Option<TaxTreatment>,
    /// ISO 4217 code; the home currency when absent.
    #[serde(default)]
    #[ts(optional)]
    pub currency: Option<String>,
    /// Language of documents: en, fr, ar, hi.
    #[serde(default)]
    #[ts(optional)]
    pub language: Option<String>,
    /// Payment term as in `calc due`.
    #[serde(default)]
    #[ts(optional, type = "unknown")]
    pub payment_term: Option<serde_json::Value>,
    /// Credit limit as typed.
    #[serde(default)]
    #[ts(optional)]
    pub credit_limit: Option<String>,
    /// The price list it carries.
    #[serde(default)]
    #[ts(optional)]
    pub price_list_id: Option<String>,
    /// Where it came from.
    #[serde(default)]
    #[ts(optional)]
    pub source: Option<String>,
    /// Notes.
    #[serde(default)]
    #[ts(optional)]
    pub notes: Option<String>,
    /// Owner; the acting user when absent.
    #[serde(default)]
    #[ts(optional)]
    pub owner_id: Option<String>,
    /// Phone, e-mail and tax ids in one line, as pasted; fields of their own win.
    #[serde(default)]
    #[ts(optional)]
    pub reach: Option<String>,
    /// Tax ids.
    #[serde(default)]
    #[ts(optional)]
    pub tax_ids: Option<Vec<TaxIdInput>>,
    /// Addresses.
    #[serde(default)]
    #[ts(optional)]
    pub addresses: Option<Vec<AddressInput>>,
    /// People.
    #[serde(default)]
    #[ts(optional)]
    pub contacts: Option<Vec<ContactInput>>,
}

/// What was made or changed, with what the user should look at again.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CustomerResponse {
    /// The customer.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// Things that look wrong but are allowed, such as a tax id whose check character does not fit.
    pub warnings: Vec<FieldError>,
}

/// A change of a customer; absent fields stay, empty text clears.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CustomerUpdateRequest {
    /// Which customer.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: CustomerChange,
}

/// The fields of a customer that can change.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct CustomerChange {
    /// Name.
    pub name: Option<String>,
    /// Organisation or person.
    pub kind: Option<CustomerKind>,
    /// Phone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Standing towards tax.
    pub tax_treatment: Option<TaxTreatment>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Language of documents.
    pub language: Option<String>,
    /// Payment term.
    #[ts(optional, type = "unknown")]
    pub payment_term: Option<serde_json::Value>,
    /// Credit limit as typed; empty takes it away.
    pub credit_limit: Option<String>,
    /// The price list it carries; empty takes it away.
    pub price_list_id: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// Owner.
    pub owner_id: Option<String>,
}

/// Which customer to delete.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CustomerDeleteRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// What has been typed so far of a new customer.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct CustomerDuplicatesRequest {
    /// Name.
    pub name: Option<String>,
    /// Organisation when absent.
    pub kind: Option<CustomerKind>,
    /// Tax id.
    pub tax_id: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Phone, e-mail and tax id as one line, as `customer.create` takes it; what cannot be read of it counts for nothing here.
    pub reach: Option<String>,
    /// Street.
    pub street: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
}

/// Customers that may be the same, or are reached in the same way.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CustomerDuplicatesResponse {
    /// The likeliest first, at most five.
    pub rows: Vec<Duplicate>,
}

/// A customer that may be the same.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Duplicate {
    /// Its id.
    pub id: String,
    /// Code; empty with `held_by`.
    pub code: String,
    /// Name; with `held_by` only where it is alike.
    pub name: String,
    /// Place; empty with `held_by`.
    pub place: String,
    /// Whose customer it is that this user may not open; null: he may.
    pub held_by: Option<String>,
    /// True: probably the same; false: perhaps a branch, a namesake or a shared phone.
    pub likely: bool,
    /// How alike, 0 to 1000.
    pub score: u16,
    /// Why, as message ids.
    pub reasons: Vec<String>,
}

/// A page of customers.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<CustomerFilter>) -> Result<Page<CustomerRow>> {
    store::list(read, &request)
}

/// How many customers the same filter shows.
///
/// # Errors
/// A failure of the file.
pub fn summary(read: &Read<'_>, request: ListRequest<CustomerFilter>) -> Result<CustomerSummary> {
    store::count(read, &request).map(|count| CustomerSummary { count })
}

/// A customer with its people, addresses and tax ids.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: CustomerGetRequest) -> Result<Customer> {
    record::require(read, "customer", &request.id)?;
    store::get(read, &request.id)
}

/// Customers that may be the one being typed.
///
/// # Errors
/// A failure of the file.
pub fn duplicates(read: &Read<'_>, request: CustomerDuplicatesRequest) -> Result<CustomerDuplicatesResponse> {
    Ok(CustomerDuplicatesResponse { rows: super::duplicates::find(read, &request)? })
}

/// Makes a customer, with its people, addresses and tax ids, in one go.
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub fn create(tx: &Tx<'_>, request: CustomerCreateRequest) -> Result<CustomerResponse> {
    let id = tx.new_id();
    let mut errors = FieldErrors::default();
    let mut warnings = Vec::new();
    let home = store::home(tx)?;
    let name = errors.take(text::required_line("name", &request.name)).unwrap_or_default();
    let currency = super::fields::currency(
        "currency",
        request.currency.as_deref().unwrap_or(&home.currency),
        &mut errors,
    );
    let reach =
        reach::read("reach", request.reach.as_deref().unwrap_or_default(), &home.country, &mut errors);
    let tax_ids = request.tax_ids.unwrap_or_else(|| reach.tax_inputs());
    let treatment = request.tax_treatment.unwrap_or(tax_id::treatment_of(&tax_ids, &home.country));
    let change = CustomerChange {
        phone: request.phone.or(reach.phone),
        email: request.email.or(reach.email),
        website: request.website,
        source: request.source,
        notes: request.notes,
        credit_limit: request.credit_limit,
        language: Some(request.language.unwrap_or(home.language)),
        payment_term: Some(request.payment_term.unwrap_or(home.payment_term)),
        ..CustomerChange::default()
    };
    let fields = super::fields::check("", &change, &currency, &mut errors);
    let price_list = super::fields::price_list(tx, "price_list_id", &request.price_list_id, &mut errors)?;
    let tax_ids = tax_id::check_all(&tax_ids, &home.country, &mut errors, &mut warnings);
    let addresses = address::check_all(&request.addresses.unwrap_or_default(), &home.country, &mut errors);
    let contacts = super::contact::check_all(&request.contacts.unwrap_or_default(), &mut errors);
    errors.finish()?;
    let code = number::take(tx, "customer", None, tx.today()?)?.text;
    let new = NewRecord { kind: "customer", title: &name, ..NewRecord::default() };
    record::create_with_id(tx, &id, new)?;
    let kind = request.kind.unwrap_or(CustomerKind::Organisation);
    store::insert(tx, &id, &code, kind, &name, treatment, &currency, &fields)?;
    store::set_price_list(tx, &id, &price_list)?;
    if let Some(owner_id) = &request.owner_id {
        hand_over(tx, &id, owner_id)?;
    }
    tax_ids.iter().try_for_each(|one| store::insert_tax_id(tx, &id, one).map(drop))?;
    addresses.iter().try_for_each(|one| store::insert_address(tx, &id, one).map(drop))?;
    contacts.iter().try_for_each(|one| super::contact::insert(tx, &id, one).map(drop))?;
    Ok(CustomerResponse { id, version: 1, warnings })
}

/// Gives a customer with its people to somebody.
fn hand_over(tx: &Tx<'_>, id: &str, owner_id: &str) -> Result<()> {
    owner::give(tx, "customer", id, "owner_id", owner_id)?;
    give_people(tx, id, owner_id)
}

/// Gives the people of a customer to who looks after it from now on.
///
/// # Errors
/// As [`record::assign`].
pub(crate) fn give_people(tx: &Tx<'_>, id: &str, owner_id: &str) -> Result<()> {
    store::contact_ids(tx, id)?.iter().try_for_each(|contact| record::assign(tx, contact, owner_id))
}

/// Changes a customer.
///
/// # Errors
/// `invalid` with the fields, `conflict` when it has changed meanwhile, `not_found`.
pub fn update(tx: &Tx<'_>, request: CustomerUpdateRequest) -> Result<CustomerResponse> {
    record::touch(tx, "customer", &request.id, request.version)?;
    let mut errors = FieldErrors::default();
    let set = &request.set;
    let name = set.name.as_deref().and_then(|name| errors.take(text::required_line("set.name", name)));
    let stands = store::currency_of(tx, &request.id)?;
    let currency = set
        .currency
        .as_deref()
        .map(|code| super::fields::currency("set.currency", code, &mut errors))
        .unwrap_or_else(|| stands.clone());
    let fields = super::fields::check("set.", set, &currency, &mut errors);
    let price_list = super::fields::price_list(tx, "set.price_list_id", &set.price_list_id, &mut errors)?;
    errors.finish()?;
    if let Some(name) = &name {
        record::retitle(tx, &request.id, name)?;
    }
    if let Some(owner_id) = &set.owner_id {
        hand_over(tx, &request.id, owner_id).map_err(|error| error.below("set."))?;
    }
    let fields = CustomerFields {
        name,
        kind: set.kind,
        tax_treatment: set.tax_treatment,
        currency: set.currency.as_ref().map(|_| currency.clone()),
        ..fields
    };
    if set.credit_limit.is_none() && currency != stands {
        store::currency::keep_limit(tx, "set.currency", &request.id, &stands, &currency)?;
    }
    store::update(tx, &request.id, &fields)?;
    store::set_price_list(tx, &request.id, &price_list)?;
    if set.tax_treatment.is_some() {
        billing::price_drafts_of(tx, &request.id)?;
    }
    Ok(CustomerResponse { id: request.id, version: request.version + 1, warnings: Vec::new() })
}

/// Deletes a customer that nothing refers to. It can be brought back by undo.
///
/// # Errors
/// `precondition` with `error.customer_in_use` when documents or deals point at it; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: CustomerDeleteRequest) -> Result<CustomerResponse> {
    record::touch(tx, "customer", &request.id, request.version)?;
    if store::is_in_use(tx, &request.id)? {
        return Err(crate::kernel::error::Error::precondition("error.customer_in_use"));
    }
    store::delete(tx, &request.id)?;
    record::delete(tx, &request.id)?;
    Ok(CustomerResponse { id: request.id, version: request.version + 1, warnings: Vec::new() })
}
