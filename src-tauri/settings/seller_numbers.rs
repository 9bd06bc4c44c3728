//! The seller's own numbers, looked at as those of customers are: a wrong tax number on its papers costs each customer the credit of
//! the tax, a wrong account the firm its money. A number whose check does not fit is kept with a warning, because the certificate in
//! the owner's hand may be right.

use super::branch::Branch;
use crate::kernel::error::FieldError;
use crate::kernel::ids::{self, Scheme};

/// What looks wrong among the numbers that stand on a branch's paper, at the fields of its form (`set.tax_number`).
pub(super) fn doubts(branch: &Branch) -> Vec<FieldError> {
    let country = branch.country.as_str();
    let looked_at = [
        ("tax_number", tax_scheme(country), &branch.tax_number),
        ("legal_id", legal_scheme(country, &branch.legal_id), &branch.legal_id),
        ("bank_account", looks_like_iban(&branch.bank_account).then_some(Scheme::Iban), &branch.bank_account),
        ("bank_code", (country == "IN").then_some(Scheme::Ifsc), &branch.bank_code),
    ];
    let is_odd = |scheme: Scheme, number: &str| {
        // An account may lie in another country; a VAT number is this one's, with or without its prefix.
        let country = (scheme == Scheme::EuVat).then_some(country);
        !number.is_empty() && !ids::check(scheme, country, number).valid
    };
    let odd =
        looked_at.into_iter().filter(|(_, scheme, number)| scheme.is_some_and(|one| is_odd(one, number)));
    let odd = odd.map(|(field, _, number)| {
        FieldError::new(&format!("set.{field}"), "warning.tax_id").with("number", number.clone())
    });
    odd.chain(elsewhere(branch)).collect()
}

/// India: a GSTIN of another state than the address decides which taxes are charged, and is easily that of another branch.
fn elsewhere(branch: &Branch) -> Option<FieldError> {
    let registered = branch.tax_number.get(..2).and_then(ids::state).filter(|_| branch.country == "IN")?;
    let state = ids::state(&branch.region).filter(|state| state.code != registered.code)?;
    let doubt = FieldError::new("set.tax_number", "warning.gstin_elsewhere");
    Some(doubt.with("registered", registered.name).with("state", state.name))
}

/// What a tax number is in the countries that have one.
fn tax_scheme(country: &str) -> Option<Scheme> {
    match country {
        "IN" => Some(Scheme::Gstin),
        "AE" => Some(Scheme::Trn),
        "FR" => Some(Scheme::EuVat),
        "GB" => Some(Scheme::GbVat),
        _ => None,
    }
}

/// In France the SIRET of an establishment, or the SIREN of the firm, which is shorter.
pub(crate) fn legal_scheme(country: &str, number: &str) -> Option<Scheme> {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    match country {
        "FR" if digits <= 9 => Some(Scheme::Siren),
        "FR" => Some(Scheme::Siret),
        _ => None,
    }
}

/// Two letters of a country and two check digits: no domestic account number begins so.
fn looks_like_iban(number: &str) -> bool {
    let compact: Vec<char> = number.chars().filter(|c| c.is_alphanumeric()).take(4).collect();
    matches!(compact.as_slice(), [a, b, c, d] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic()
        && c.is_ascii_digit() && d.is_ascii_digit())
}
