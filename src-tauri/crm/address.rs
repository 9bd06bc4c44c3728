//! Addresses of customers: where the bill goes and where the goods or people go.

use super::customer::CustomerResponse;
use super::store;
use crate::documents;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::settings::country::Country;
use crate::store::record;
use crate::store::tx::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AddressRole {
    /// The bill goes there.
    Billing,
    /// Goods or people go there.
    Delivery,
}

/// An address of a customer.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Address {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub role: AddressRole,
    /// Name of the place, such as "Block A".
    pub label: String,
    /// Street and house, one or more lines.
    pub street: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// State, emirate or region; in India the two-digit state code.
    pub region: String,
    /// Two-letter country.
    pub country: String,
}

/// An address as typed; the country is the company's when absent.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct AddressInput {
    /// Billing when absent.
    pub role: Option<AddressRole>,
    /// Name of the place.
    pub label: Option<String>,
    /// Street and house.
    pub street: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// State, emirate or region.
    pub region: Option<String>,
    /// Two-letter country.
    pub country: Option<String>,
}

/// An address for a customer.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddressCreateRequest {
    /// Which customer.
    pub customer_id: String,
    /// The customer's version that was seen.
    pub version: i64,
    /// The address.
    pub address: AddressInput,
}

/// A change of an address; absent fields stay.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddressUpdateRequest {
    /// Which customer.
    pub customer_id: String,
    /// The customer's version that was seen.
    pub version: i64,
    /// Which address.
    pub id: String,
    /// The fields that change.
    pub set: AddressInput,
}

/// Which address to take away.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddressDeleteRequest {
    /// Which customer.
    pub customer_id: String,
    /// The customer's version that was seen.
    pub version: i64,
    /// The address.
    pub id: String,
}

/// Checks addresses of a new customer; `country` is the company's.
pub(super) fn check_all(typed: &[AddressInput], country: &str, errors: &mut FieldErrors) -> Vec<Address> {
    typed
        .iter()
        .enumerate()
        .map(|(position, one)| check(&format!("addresses[{position}]."), one, &empty(country), errors))
        .collect()
}

fn empty(country: &str) -> Address {
    Address {
        id: String::new(),
        role: AddressRole::Billing,
        label: String::new(),
        street: String::new(),
        city: String::new(),
        postal_code: String::new(),
        region: String::new(),
        country: country.to_owned(),
    }
}

/// `stands` with the typed fields laid over it.
fn check(prefix: &str, typed: &AddressInput, stands: &Address, errors: &mut FieldErrors) -> Address {
    let mut field = |name: &str,
                     typed: &Option<String>,
                     stands: &str,
                     rule: fn(&str, &str) -> std::result::Result<String, FieldError>| {
        typed.as_deref().map_or_else(
            || stands.to_owned(),
            |typed| errors.take(rule(&format!("{prefix}{name}"), typed)).unwrap_or_default(),
        )
    };
    Address {
        id: stands.id.clone(),
        role: typed.role.unwrap_or(stands.role),
        label: field("label", &typed.label, &stands.label, text::line),
        street: field("street", &typed.street, &stands.street, text::note),
        city: field("city", &typed.city, &stands.city, text::line),
        postal_code: field("postal_code", &typed.postal_code, &stands.postal_code, text::line),
        region: field("region", &typed.region, &stands.region, text::line),
        country: field("country", &typed.country, &stands.country, country),
    }
}

/// A country of ISO 3166-1 by its two letters, or the letters of a company that is at home in none that set-up knows.
fn country(path: &str, typed: &str) -> std::result::Result<String, FieldError> {
    let code = typed.trim().to_uppercase();
    match documents::is_country(&code) || code == Country::Other.code() {
        true => Ok(code),
        false => Err(FieldError::new(path, "error.country")
            .with("typed", typed.trim().chars().take(20).collect::<String>())),
    }
}

/// Adds an address to a customer.
///
/// # Errors
/// `invalid`, `conflict`, `not_found`.
pub fn create(tx: &Tx<'_>, request: AddressCreateRequest) -> Result<CustomerResponse> {
    record::touch(tx, "customer", &request.customer_id, request.version)?;
    let mut errors = FieldErrors::default();
    let home = store::home(tx)?;
    let address = check("address.", &request.address, &empty(&home.country), &mut errors);
    errors.finish()?;
    store::insert_address(tx, &request.customer_id, &address)?;
    Ok(CustomerResponse { id: request.customer_id, version: request.version + 1, warnings: Vec::new() })
}

/// Changes an address.
///
/// # Errors
/// `invalid`, `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: AddressUpdateRequest) -> Result<CustomerResponse> {
    record::touch(tx, "customer", &request.customer_id, request.version)?;
    let stands = store::addresses(tx, &request.customer_id)?;
    let stands = stands.iter().find(|one| one.id == request.id).ok_or_else(|| Error::not_found("address"))?;
    let mut errors = FieldErrors::default();
    let address = check("set.", &request.set, stands, &mut errors);
    errors.finish()?;
    store::update_address(tx, &address)?;
    Ok(CustomerResponse { id: request.customer_id, version: request.version + 1, warnings: Vec::new() })
}

/// Takes an address away. Documents that were issued keep theirs.
///
/// # Errors
/// `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: AddressDeleteRequest) -> Result<CustomerResponse> {
    record::touch(tx, "customer", &request.customer_id, request.version)?;
    store::delete_child(tx, store::Child::Address, &request.customer_id, &request.id)?;
    Ok(CustomerResponse { id: request.customer_id, version: request.version + 1, warnings: Vec::new() })
}
