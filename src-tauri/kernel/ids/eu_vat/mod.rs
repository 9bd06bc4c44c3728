//! VAT identification numbers of the European Union.
//!
//! A supply to a business in another member state is free of VAT only with the customer's valid
//! number on the invoice (Directive 2006/112/EC, Art. 138 and 226(4)). Each member state checks
//! its numbers differently; the rules are those that the Commission published for VIES ("VAT
//! number construction rules") and, where national law has gone on since, those of the issuer.
//!
//! A number may come with its prefix, without it when the country is known, and in the case of
//! Greece with either of its two codes. A prefix that contradicts the country is a mistake.

mod central;
mod north;
mod one_stop;
mod south;
mod west;

use super::{Reason, Verdict};

/// A rule takes the number without its prefix and gives it back in full length.
type Rule = fn(&str) -> Verdict;

/// Prefix and rule of the member states, of Northern Ireland (Protocol, Annex 3) and of the
/// one-stop shop.
const RULES: [(&str, Rule); 30] = [
    ("AT", central::austria),
    ("BE", west::belgium),
    ("BG", south::bulgaria),
    ("CY", south::cyprus),
    ("CZ", central::czechia),
    ("DE", central::germany),
    ("DK", north::denmark),
    ("EE", north::estonia),
    ("EL", south::greece),
    ("ES", south::spain),
    ("EU", one_stop::non_union),
    ("FI", north::finland),
    ("FR", west::france),
    ("HR", central::croatia),
    ("HU", central::hungary),
    ("IE", west::ireland),
    ("IM", one_stop::import),
    ("IT", south::italy),
    ("LT", north::lithuania),
    ("LU", west::luxembourg),
    ("LV", north::latvia),
    ("MT", south::malta),
    ("NL", west::netherlands),
    ("PL", central::poland),
    ("PT", south::portugal),
    ("RO", south::romania),
    ("SE", north::sweden),
    ("SI", central::slovenia),
    ("SK", central::slovakia),
    ("XI", west::northern_ireland),
];

fn rule(prefix: &str) -> Option<(&'static str, Rule)> {
    let prefix = if prefix == "GR" { "EL" } else { prefix };
    RULES.iter().find(|(known, _)| *known == prefix).copied()
}

/// Whether a country, by its ISO 3166 code, is a member state of the European Union.
#[must_use]
pub fn is_eu_member(country: &str) -> bool {
    rule(country).is_some_and(|(prefix, _)| !matches!(prefix, "EU" | "IM" | "XI")) && country != "EL"
}

/// Checks a compact number of Great Britain, with its prefix or without; they are those of Northern Ireland.
pub(super) fn british(number: &str) -> Verdict {
    let body = number.strip_prefix("GB").unwrap_or(number);
    Ok(format!("GB{}", west::northern_ireland(body)?))
}

/// Checks a compact number by the rule of its prefix, or of `country` where it has none.
pub(super) fn check(country: Option<&str>, number: &str) -> Verdict {
    let named = country.map(|code| rule(code).ok_or(Reason::Country)).transpose()?;
    let own = number.get(..2).and_then(rule);
    // A French key may be two letters, and so look like a prefix: the number of the named country goes before.
    if let Some((prefix, Ok(body))) = named.map(|(prefix, rule)| (prefix, rule(number))) {
        return Ok(format!("{prefix}{body}"));
    }
    let ((prefix, rule), body) = match (named, own) {
        // `EU` lets the number speak for itself; any other country has to agree with it.
        (Some(named), Some(own)) if named.0 != "EU" && named.0 != own.0 => return Err(Reason::Prefix),
        (_, Some(own)) => (own, number.get(2..).unwrap_or_default()),
        (Some(named), None) => (named, number),
        (None, None) => return Err(Reason::Prefix),
    };
    Ok(format!("{prefix}{}", rule(body)?))
}
