//! Registration, tax and bank numbers, checked by the rule their issuer published.
//!
//! A mistyped tax number costs the customer the tax credit and a mistyped account number costs
//! the firm its money, and both are found weeks later by somebody else. Every number carries
//! enough arithmetic to be caught while it is typed. The check is offline: it says that a number
//! *can* exist, not that it was given to this firm, so the product warns and never forbids.
//!
//! Before a check, spaces, dots, dashes, colons and slashes are dropped and letters raised,
//! because people copy numbers from letterheads. Only an invoice number keeps its punctuation,
//! since there it is part of the number.

mod bic;
mod digits;
mod eu_vat;
mod france;
mod iban;
mod india;
mod uae;

use serde::{Deserialize, Serialize};

pub use eu_vat::is_eu_member;
pub use india::{STATES, State, state, state_meant};

/// The numbering schemes that the product knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheme {
    /// VAT identification number of a member state of the European Union, of Northern Ireland
    /// or of the one-stop shop (Directive 2006/112/EC, Art. 215 and 369d).
    #[serde(rename = "EU_VAT")]
    EuVat,
    /// VAT registration number of the United Kingdom (VAT Regulations 1995, reg. 14).
    #[serde(rename = "GB_VAT")]
    GbVat,
    /// Indian goods and services tax identification number (CGST Rules 2017, rule 10).
    #[serde(rename = "GSTIN")]
    Gstin,
    /// Tax registration number of the UAE Federal Tax Authority.
    #[serde(rename = "TRN")]
    Trn,
    /// Indian permanent account number (Income-tax Act 1961, s. 139A).
    #[serde(rename = "PAN")]
    Pan,
    /// French number of an enterprise (Code de commerce, art. R. 123-221).
    #[serde(rename = "SIREN")]
    Siren,
    /// French number of an establishment: SIREN and five digits.
    #[serde(rename = "SIRET")]
    Siret,
    /// International bank account number (ISO 13616).
    #[serde(rename = "IBAN")]
    Iban,
    /// Business identifier code (ISO 9362).
    #[serde(rename = "BIC")]
    Bic,
    /// Indian Financial System Code of a bank's branch (Reserve Bank of India).
    #[serde(rename = "IFSC")]
    Ifsc,
    /// Serial number of an Indian tax invoice (CGST Rules 2017, rule 46(b)).
    #[serde(rename = "GST_INVOICE_NUMBER")]
    GstInvoiceNumber,
}

/// Why a number was not accepted, or what to look at again although it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nothing but separators was given.
    Empty,
    /// Too short or too long.
    Length,
    /// A letter stands where a digit belongs, or the reverse.
    Form,
    /// The scheme is not used in the country that was named.
    Country,
    /// The number's own country prefix is missing, unknown or differs from the country named.
    Prefix,
    /// A part has no meaning: no such date, state, office or country.
    Component,
    /// The check digit or character does not fit: a digit is wrong or two are swapped.
    CheckDigit,
    /// Valid, but of a form that is seldom issued; worth a second look.
    Unusual,
}

/// The answer to one number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdCheck {
    /// Whether the number satisfies its published rule.
    pub valid: bool,
    /// The number without separators, in capitals, with its country prefix where the scheme has
    /// one (`EL` for Greece); only for a valid number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub normalised: Option<String>,
    /// Why not, or [`Reason::Unusual`] on a valid number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// The normalised number, or why there is none.
type Verdict = Result<String, Reason>;

/// Checks `number` by the rule of `scheme`.
///
/// `country` is an ISO 3166-1 code. For [`Scheme::EuVat`] it may be `EU` for any prefix, and it
/// supplies the prefix that the number lacks; for [`Scheme::Iban`] and [`Scheme::Bic`] `INT`
/// means any. A country that does not use the scheme makes the number invalid.
#[must_use]
pub fn check(scheme: Scheme, country: Option<&str>, number: &str) -> IdCheck {
    let country = country.map(|code| code.trim().to_ascii_uppercase());
    match verdict(scheme, country.as_deref(), number) {
        Ok(normalised) => IdCheck {
            valid: true,
            reason: (scheme == Scheme::Trn && uae::is_unusual(&normalised)).then_some(Reason::Unusual),
            normalised: Some(normalised),
        },
        Err(reason) => IdCheck { valid: false, normalised: None, reason: Some(reason) },
    }
}

fn verdict(scheme: Scheme, country: Option<&str>, number: &str) -> Verdict {
    if scheme == Scheme::GstInvoiceNumber {
        at_home(country, "IN")?;
        return india::invoice_number(&number.to_ascii_uppercase());
    }
    let compact = compact(number);
    if compact.is_empty() {
        return Err(Reason::Empty);
    }
    let registry = country.map(registry_country);
    match scheme {
        Scheme::EuVat => eu_vat::check(registry, &compact),
        Scheme::GbVat => at_home(country, "GB").and_then(|()| eu_vat::british(&compact)),
        Scheme::Gstin => at_home(country, "IN").and_then(|()| india::gstin(&compact)),
        Scheme::Ifsc => at_home(country, "IN").and_then(|()| india::ifsc(&compact)),
        Scheme::Pan => at_home(country, "IN").and_then(|()| india::pan(&compact)),
        Scheme::Trn => at_home(country, "AE").and_then(|()| uae::trn(&compact)),
        Scheme::Siren => at_home(registry, "FR").and_then(|()| france::siren(&compact)),
        Scheme::Siret => at_home(registry, "FR").and_then(|()| france::siret(&compact)),
        Scheme::Iban => iban::iban(country, &compact),
        Scheme::Bic => bic::bic(country, &compact),
        Scheme::GstInvoiceNumber => india::invoice_number(&compact),
    }
}

/// Drops what people put between the characters of a number, and raises its letters.
fn compact(number: &str) -> String {
    number
        .chars()
        .filter(|character| !is_separator(*character))
        .map(|character| character.to_ascii_uppercase())
        .collect()
}

/// Spaces, dots, dashes, colons and slashes, with the no-break space and the typographic dashes
/// that word processors put in their place.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '.' | '-' | ':' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn at_home(country: Option<&str>, home: &str) -> Result<(), Reason> {
    match country {
        Some(code) if code != home => Err(Reason::Country),
        _ => Ok(()),
    }
}

/// The country that numbers the firms of a territory: the French register covers the overseas departments, Saint-Barthélemy,
/// Saint-Martin and Saint-Pierre-et-Miquelon (Code de commerce, art. R123-220), and Monaco's VAT numbers are French (Directive
/// 2006/112/EC art. 7 (1)).
fn registry_country(code: &str) -> &str {
    match code {
        "BL" | "GF" | "GP" | "MC" | "MF" | "MQ" | "PM" | "RE" | "YT" => "FR",
        other => other,
    }
}

/// The country under which the banks of a territory are numbered: ISO 13616 and ISO 9362 list
/// the overseas parts of France, the Channel Islands, the Isle of Man and Åland with the
/// country whose payment system they share.
fn banking_country(code: &str) -> &str {
    match code {
        "BL" | "GF" | "GP" | "MF" | "MQ" | "NC" | "PF" | "PM" | "RE" | "TF" | "WF" | "YT" => "FR",
        "GG" | "IM" | "JE" => "GB",
        "AX" => "FI",
        other => other,
    }
}

/// Refuses a bank number whose own country is not the one that was named.
fn same_banking_country(named: Option<&str>, own: &str) -> Result<(), Reason> {
    match named {
        None | Some("INT") => Ok(()),
        Some(code) if banking_country(code) == banking_country(own) => Ok(()),
        Some(_) => Err(Reason::Prefix),
    }
}
