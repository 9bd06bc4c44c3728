//! The duplicate guard: while a new customer or contact is typed, it shows who is probably there already.
//!
//! Two records are compared fact by fact (name without legal form, accents and script; tax id; phone; e-mail; domain;
//! address; date of birth). Each fact speaks for or against with integer points, as in Fellegi and Sunter, "A Theory
//! for Record Linkage" (1969); a fact that one record does not state says nothing. The points are log-odds in
//! thousandths, found by logistic regression on half of `tests/conformance/dedupe.csv` and rounded; facts that the file
//! does not contain (tax id, e-mail, domain, country) have points set by judgement. The guard only shows: nothing is
//! refused or merged because of it.

mod alike;
mod evidence;
mod key;
mod name;
mod place;
mod points;
mod script;
mod vocabulary;

pub use key::{
    all_keys, dialled_at_home, domain_key, name_key, phone_key, phone_words, skeleton_keys, street_keys,
};

use evidence::{Evidence, Fact};

/// Score from which two records are shown as the same customer.
const DUPLICATE: u16 = 500;
/// Score from which a record is worth a glance: the same name at another address, the same phone under another name.
const POSSIBLE: u16 = 150;

/// Whether a record is about a person or a firm; a contact is a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A natural person.
    Person,
    /// A firm, an authority, an association.
    Organisation,
}

/// What is known about a customer or contact. Empty text means "not known" and speaks neither for nor against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity<'a> {
    /// Person or firm.
    pub kind: Kind,
    /// Name as typed, in any script.
    pub name: &'a str,
    /// Trade name, former name, name in another script; the first three count.
    pub other_names: &'a [&'a str],
    /// Tax and registration numbers in any notation.
    pub tax_ids: &'a [&'a str],
    /// Telephone numbers, with or without country code.
    pub phones: &'a [&'a str],
    /// E-mail addresses.
    pub emails: &'a [&'a str],
    /// Website or bare domain.
    pub website: &'a str,
    /// Street line or lines with the house number.
    pub street: &'a str,
    /// City.
    pub city: &'a str,
    /// Postal code.
    pub postal_code: &'a str,
    /// State or province, as name or code; both records in the same notation.
    pub region: &'a str,
    /// ISO 3166-1 alpha-2 code.
    pub country: &'a str,
    /// Date of birth of a person, year first; separators do not matter.
    pub birth_date: &'a str,
}

impl<'a> Identity<'a> {
    /// A record of which only the name is known; the other fields are set with struct update syntax.
    #[must_use]
    pub const fn new(kind: Kind, name: &'a str) -> Self {
        Self {
            kind,
            name,
            other_names: &[],
            tax_ids: &[],
            phones: &[],
            emails: &[],
            website: "",
            street: "",
            city: "",
            postal_code: "",
            region: "",
            country: "",
            birth_date: "",
        }
    }
}

/// Why a record is shown, most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A tax id is the same.
    SameTaxId,
    /// An e-mail address is the same.
    SameEmail,
    /// A telephone number is the same.
    SamePhone,
    /// Website or e-mail domain is the same and not a mailbox provider's.
    SameDomain,
    /// The names are the same without legal form, accents, order and script.
    SameName,
    /// The names are alike, or one lies within the other.
    SimilarName,
    /// House number and street are the same.
    SameAddress,
    /// The date of birth is the same.
    SameBirthDate,
}

impl Reason {
    /// Id in the message catalogue.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::SameTaxId => "duplicate.same_tax_id",
            Self::SameEmail => "duplicate.same_email",
            Self::SamePhone => "duplicate.same_phone",
            Self::SameDomain => "duplicate.same_domain",
            Self::SameName => "duplicate.same_name",
            Self::SimilarName => "duplicate.similar_name",
            Self::SameAddress => "duplicate.same_address",
            Self::SameBirthDate => "duplicate.same_birth_date",
        }
    }
}

/// How likely two records are one customer, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Estimated chance in permille; 1000 only for identical records.
    pub score_permille: u16,
    /// What agrees, most telling first.
    pub reasons: Vec<Reason>,
}

impl Likeness {
    /// True when the records are probably the same customer.
    #[must_use]
    pub const fn is_duplicate(&self) -> bool {
        self.score_permille >= DUPLICATE
    }

    /// True when a person should look: includes branches of one firm and namesakes.
    #[must_use]
    pub const fn is_possible(&self) -> bool {
        self.score_permille >= POSSIBLE
    }
}

/// Compares two records; the order does not matter. A person and a firm are compared as firms.
#[must_use]
pub fn compare(a: &Identity<'_>, b: &Identity<'_>) -> Likeness {
    // One order for both, so that the answer cannot depend on which record was typed and which was found.
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let kind = a.kind.max(b.kind);
    let evidence = Evidence::new(kind, a, b);
    let score_permille = if a == b { 1000 } else { points::score(kind, &evidence) };
    Likeness { score_permille, reasons: reasons(&evidence) }
}

fn reasons(evidence: &Evidence) -> Vec<Reason> {
    let same_name = evidence.of(Fact::NameAlike) >= 950;
    let similar_name = evidence.of(Fact::NameAlike) >= 500 || evidence.of(Fact::NameWithin) >= 800;
    [
        (Reason::SameTaxId, evidence.of(Fact::TaxIdSame) == 1000),
        (Reason::SameEmail, evidence.of(Fact::EmailSame) == 1000),
        (Reason::SamePhone, evidence.of(Fact::PhoneSame) == 1000),
        (Reason::SameDomain, evidence.of(Fact::DomainSame) == 1000),
        (Reason::SameName, same_name),
        (Reason::SimilarName, similar_name && !same_name),
        (Reason::SameAddress, evidence.of(Fact::DoorSame) >= 600),
        (Reason::SameBirthDate, evidence.of(Fact::BirthSame) == 1000),
    ]
    .into_iter()
    .filter_map(|(reason, holds)| holds.then_some(reason))
    .collect()
}
