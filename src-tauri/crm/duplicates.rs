//! The duplicate guard while typing: candidates by index, judged by [`guard`], shown with their reasons.

use super::customer::{CustomerDuplicatesRequest, CustomerKind, Duplicate};
use super::guard::{self, Identity};
use super::store::{self, Candidate};
use crate::kernel::error::Result;
use crate::kernel::text;
use crate::store::search;
use crate::store::tx::Read;

const SHOWN_MAX: usize = 5;

/// Customers that may be the one being typed, the likeliest first.
pub(super) fn find(read: &Read<'_>, request: &CustomerDuplicatesRequest) -> Result<Vec<Duplicate>> {
    let bounded = |typed: &Option<String>| {
        typed
            .as_deref()
            .unwrap_or_default()
            .chars()
            .take(text::LINE_MAX)
            .collect::<String>()
    };
    let (name, phone, email, tax_id) = (
        bounded(&request.name),
        bounded(&request.phone),
        bounded(&request.email),
        bounded(&request.tax_id),
    );
    let keys = [
        ("guard_key", guard::name_key(&name)),
        ("phone_key", guard::phone_key(&phone)),
        ("email_key", email.trim().to_lowercase()),
        ("domain_key", guard::domain_key(&email)),
        (
            "tax_id",
            tax_id
                .to_uppercase()
                .chars()
                .filter(|c| c.is_ascii_alphanumeric())
                .collect(),
        ),
        ("name", name_query(&name)),
    ];
    let kind = if request.kind == Some(CustomerKind::Person) {
        guard::Kind::Person
    } else {
        guard::Kind::Organisation
    };
    let (street, city, postal_code) = (
        bounded(&request.street),
        bounded(&request.city),
        bounded(&request.postal_code),
    );
    let tax_ids = [tax_id.as_str()];
    let typed = Identity {
        name: &name,
        phone: &phone,
        email: &email,
        tax_ids: &tax_ids[..usize::from(!tax_id.is_empty())],
        street: &street,
        city: &city,
        postal_code: &postal_code,
        ..Identity::of(kind)
    };
    let mut found: Vec<Duplicate> = store::candidates(read, &keys)?
        .iter()
        .filter_map(|candidate| judge(&typed, kind, candidate))
        .collect();
    found.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.name.cmp(&b.name)));
    found.truncate(SHOWN_MAX);
    Ok(found)
}

/// The two longest words of a name: both must begin some word of a candidate.
fn name_query(name: &str) -> String {
    let folded = text::fold(name);
    let mut words = text::words(&folded);
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(2);
    if words.first().is_none_or(|word| word.chars().count() < 3) {
        String::new()
    } else {
        search::query(&words.join(" ")).unwrap_or_default()
    }
}

fn judge(typed: &Identity<'_>, kind: guard::Kind, candidate: &Candidate) -> Option<Duplicate> {
    let tax_ids: Vec<&str> = candidate.tax_ids.iter().map(String::as_str).collect();
    let known = Identity {
        name: &candidate.name,
        phone: &candidate.phone,
        email: &candidate.email,
        website: &candidate.website,
        tax_ids: &tax_ids,
        street: &candidate.street,
        city: &candidate.city,
        postal_code: &candidate.postal_code,
        ..Identity::of(kind)
    };
    let likeness = guard::compare(typed, &known);
    likeness.is_duplicate().then(|| Duplicate {
        id: candidate.id.clone(),
        code: candidate.code.clone(),
        name: candidate.name.clone(),
        place: candidate.place.clone(),
        score: likeness.score_permille,
        reasons: likeness
            .reasons
            .iter()
            .map(|reason| reason.message_id().to_owned())
            .collect(),
    })
}
