//! Tax ids of customers. A number that fails its check is kept with a warning: the paper in the user's hand may be right.

use super::customer::{CustomerResponse, TaxTreatment};
use super::store;
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::ids::{self, Scheme};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Kinds of tax ids that a customer can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaxIdKind {
    /// India: goods and services tax identification number.
    Gstin,
    /// India: permanent account number.
    Pan,
    /// United Arab Emirates: tax registration number.
    Trn,
    /// European Union or United Kingdom: VAT number with its prefix.
    Vat,
    /// France: SIREN.
    Siren,
    /// France: SIRET.
    Siret,
    /// Any other number, kept as typed.
    Other,
}

/// A tax id of a customer.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaxId {
    /// Its id.
    pub id: String,
    /// What it is.
    pub scheme: TaxIdKind,
    /// The number, normalised.
    pub number: String,
    /// False: its check does not fit; the screen warns.
    pub valid: bool,
}

/// A tax id as typed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaxIdInput {
    /// What it is.
    pub scheme: TaxIdKind,
    /// The number.
    pub number: String,
}

/// A tax id for a customer.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaxIdCreateRequest {
    /// Which customer.
    pub customer_id: String,
    /// The customer's version that was seen.
    pub version: i64,
    /// What it is.
    pub scheme: TaxIdKind,
    /// The number.
    pub number: String,
}

/// Which tax id to take away.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaxIdDeleteRequest {
    /// Which customer.
    pub customer_id: String,
    /// The customer's version that was seen.
    pub version: i64,
    /// The tax id.
    pub id: String,
}

impl TaxIdKind {
    /// The checking rule of a number for a company in `home`; `None` when there is none.
    fn scheme(self, number: &str, home: &str) -> Option<Scheme> {
        match self {
            Self::Gstin => Some(Scheme::Gstin),
            Self::Pan => Some(Scheme::Pan),
            Self::Trn => Some(Scheme::Trn),
            Self::Vat if is_british(number, home) => Some(Scheme::GbVat),
            Self::Vat => Some(Scheme::EuVat),
            Self::Siren => Some(Scheme::Siren),
            Self::Siret => Some(Scheme::Siret),
            Self::Other => None,
        }
    }

    /// Checks a number for a company in `home`: its normal form and whether its check fits.
    pub(super) fn check(self, number: &str, home: &str) -> (String, bool) {
        let scheme = self.scheme(number, home);
        let country = if scheme == Some(Scheme::EuVat) { Some("EU") } else { None };
        match scheme.map(|scheme| ids::check(scheme, country, number)) {
            Some(found) => (found.normalised.unwrap_or_else(|| number.to_owned()), found.valid),
            None => (number.to_owned(), true),
        }
    }
}

/// Whether a VAT number is one of Great Britain: by its prefix, or without one at home there.
fn is_british(number: &str, home: &str) -> bool {
    let number = number.trim_start();
    number.get(..2).is_some_and(|prefix| prefix.eq_ignore_ascii_case("GB"))
        || (home == "GB" && number.starts_with(|first: char| first.is_ascii_digit()))
}

/// Whether holding this id counts as being registered with a seller in `home`: in India and the Emirates only their own number does,
/// in the United Kingdom only a British VAT number, and elsewhere any other VAT number, such as that of another member state of the
/// European Union. Sales taxes of the United States know no such number.
fn registers(one: &TaxIdInput, home: &str) -> bool {
    match home {
        "IN" => one.scheme == TaxIdKind::Gstin,
        "AE" => one.scheme == TaxIdKind::Trn,
        "US" => false,
        _ => one.scheme == TaxIdKind::Vat && is_british(&one.number, home) == (home == "GB"),
    }
}

/// What the tax ids say about the customer's standing with a seller in `home`, which is the country of the first branch: a customer
/// has one standing with the whole company.
pub(super) fn treatment_of(tax_ids: &[TaxIdInput], home: &str) -> TaxTreatment {
    if tax_ids.iter().any(|one| registers(one, home)) {
        TaxTreatment::Registered
    } else {
        TaxTreatment::Unregistered
    }
}

/// Checks tax ids as typed, those without a prefix by the rules of `home`, the country of the first branch; a failed check is a
/// warning, an empty number an error.
pub(super) fn check_all(
    typed: &[TaxIdInput],
    home: &str,
    errors: &mut FieldErrors,
    warnings: &mut Vec<FieldError>,
) -> Vec<TaxIdInput> {
    let mut accepted = Vec::new();
    for (position, one) in typed.iter().enumerate() {
        let path = format!("tax_ids[{position}].number");
        accepted.extend(errors.take(check(&path, one, home, warnings)));
    }
    accepted
}

fn check(
    path: &str,
    typed: &TaxIdInput,
    home: &str,
    warnings: &mut Vec<FieldError>,
) -> std::result::Result<TaxIdInput, FieldError> {
    let line = text::required_line(path, &typed.number)?;
    let (number, valid) = typed.scheme.check(&line, home);
    if !valid {
        warnings.push(FieldError::new(path, "warning.tax_id").with("number", number.clone()));
    }
    Ok(TaxIdInput { scheme: typed.scheme, number })
}

/// Adds a tax id to a customer.
///
/// # Errors
/// `invalid`, `conflict`, `not_found`.
pub fn create(tx: &Tx<'_>, request: TaxIdCreateRequest) -> Result<CustomerResponse> {
    record::touch(tx, "customer", &request.customer_id, request.version)?;
    let mut warnings = Vec::new();
    let typed = TaxIdInput { scheme: request.scheme, number: request.number };
    let home = store::home(tx)?.country;
    let accepted = check("number", &typed, &home, &mut warnings)
        .map_err(|field| crate::kernel::error::Error::fields(vec![field]))?;
    store::insert_tax_id(tx, &request.customer_id, &accepted)?;
    Ok(CustomerResponse { id: request.customer_id, version: request.version + 1, warnings })
}

/// Takes a tax id away.
///
/// # Errors
/// `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: TaxIdDeleteRequest) -> Result<CustomerResponse> {
    record::touch(tx, "customer", &request.customer_id, request.version)?;
    store::delete_child(tx, store::Child::TaxId, &request.customer_id, &request.id)?;
    Ok(CustomerResponse { id: request.customer_id, version: request.version + 1, warnings: Vec::new() })
}
