//! The duplicate guard while typing: candidates by index, judged by [`guard`], shown with their reasons.
//!
//! It looks at the whole file, so that nobody writes down a customer whom a colleague has. Of such a one it says with whom it is, and
//! nothing that was not typed.

use super::customer::{CustomerDuplicatesRequest, CustomerKind, Duplicate};
use super::guard::{self, Identity, Kind, Likeness, Reason};
use super::reach;
use super::store;
use super::store::candidate::{Candidate, candidates};
use crate::kernel::error::{FieldErrors, Result};
use crate::kernel::text;
use crate::store::tx::Read;
use serde::Deserialize;

const SHOWN_MAX: usize = 5;

/// What the derived keys of a customer are made of, as the projection hands it over.
#[derive(Deserialize)]
struct Facts {
    name: String,
    website: String,
    street: String,
    phones: Vec<String>,
    emails: Vec<String>,
    tax_ids: Vec<String>,
}

/// The guard's keys of a customer as a JSON list; for the projection of `customer_key`.
#[must_use]
pub fn keys_of(facts: &str) -> String {
    let Ok(facts) = serde_json::from_str::<Facts>(facts) else {
        return "[]".to_owned();
    };
    let (phones, emails, tax_ids) =
        (borrowed(&facts.phones), borrowed(&facts.emails), borrowed(&facts.tax_ids));
    let identity = Identity {
        website: &facts.website,
        street: &facts.street,
        phones: &phones,
        emails: &emails,
        tax_ids: &tax_ids,
        ..Identity::new(Kind::Organisation, &facts.name)
    };
    crate::store::word::json(&guard::all_keys(&identity))
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect()
}

/// Customers that may be the one being typed, the likeliest first.
pub(super) fn find(read: &Read<'_>, request: &CustomerDuplicatesRequest) -> Result<Vec<Duplicate>> {
    let bounded = |typed: &Option<String>| -> String {
        typed.as_deref().unwrap_or_default().trim().chars().take(text::LINE_MAX).collect()
    };
    let (name, street) = (bounded(&request.name), bounded(&request.street));
    let (city, postal_code) = (bounded(&request.city), bounded(&request.postal_code));
    let line = bounded(&request.reach);
    let country = if line.is_empty() { String::new() } else { store::home(read)?.country };
    let reach = reach::read("reach", &line, &country, &mut FieldErrors::default());
    let phones = [bounded(&request.phone), bounded(&reach.phone)];
    let emails = [bounded(&request.email), bounded(&reach.email)];
    let tax_ids: Vec<_> =
        reach.tax_ids.into_iter().map(|(_, number)| number).chain([bounded(&request.tax_id)]).collect();
    let (phones, emails, tax_ids) = (borrowed(&phones), borrowed(&emails), borrowed(&tax_ids));
    let kind = if request.kind == Some(CustomerKind::Person) { Kind::Person } else { Kind::Organisation };
    let typed = Identity {
        phones: &phones,
        emails: &emails,
        tax_ids: &tax_ids,
        street: &street,
        city: &city,
        postal_code: &postal_code,
        ..Identity::new(kind, &name)
    };
    let candidates = candidates(read, &guard::all_keys(&typed))?;
    let mut found: Vec<Duplicate> =
        candidates.iter().filter_map(|candidate| judge(&typed, kind, candidate)).collect();
    found.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.name.cmp(&b.name)));
    found.truncate(SHOWN_MAX);
    Ok(found)
}

fn judge(typed: &Identity<'_>, kind: Kind, candidate: &Candidate) -> Option<Duplicate> {
    let (phones, emails, tax_ids) =
        (borrowed(&candidate.phones), borrowed(&candidate.emails), borrowed(&candidate.tax_ids));
    let known = Identity {
        phones: &phones,
        emails: &emails,
        tax_ids: &tax_ids,
        website: &candidate.website,
        street: &candidate.street,
        city: &candidate.city,
        postal_code: &candidate.postal_code,
        ..Identity::new(kind, &candidate.name)
    };
    let likeness = guard::compare(typed, &known);
    let shown = |text: &String, is_shown: bool| if is_shown { text.clone() } else { String::new() };
    let is_open = candidate.held_by.is_none();
    (likeness.is_possible() || is_reached_alike(&likeness)).then(|| Duplicate {
        id: candidate.id.clone(),
        code: shown(&candidate.code, is_open),
        name: shown(&candidate.name, is_open || is_named_alike(&likeness)),
        place: shown(&candidate.place, is_open),
        held_by: candidate.held_by.clone(),
        likely: likeness.is_duplicate(),
        score: likeness.score_permille,
        reasons: likeness.reasons.iter().map(|reason| reason.message_id().to_owned()).collect(),
    })
}

fn is_named_alike(likeness: &Likeness) -> bool {
    likeness.reasons.iter().any(|reason| matches!(reason, Reason::SameName | Reason::SimilarName))
}

/// Whether both have a phone or an e-mail in common: a firm under another name, or its owner's second one.
fn is_reached_alike(likeness: &Likeness) -> bool {
    likeness.reasons.iter().any(|reason| matches!(reason, Reason::SamePhone | Reason::SameEmail))
}
