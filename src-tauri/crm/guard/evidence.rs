//! What speaks for and against two records being one customer, each fact on its own, in permille.

use super::alike::{Alignment, align, by_edits, by_pairs};
use super::key::{ROLE_MAILBOXES, domain_key, listed, mailbox, phone_key};
use super::name::{Word, name_words, plain_words};
use super::place::{Street, city, code};
use super::{Identity, Kind};
use crate::kernel::text::squeeze;

/// A fact that is weighed. `…Alike` grows from 0 at "hardly" to 1000 at "the same"; `…Apart` from 0 to 1000 at
/// "nothing in common". Both are 0 where one record does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    /// Both names as a whole.
    NameAlike,
    /// Both names as a whole.
    NameApart,
    /// The shorter name lies within the longer one.
    NameWithin,
    /// Both names, where no streets can be compared and the names have to carry it.
    NameAlone,
    /// The names say different numbers ("Nursery 2", "Nursery 3").
    NumberApart,
    /// Name of the street.
    StreetAlike,
    /// Name of the street.
    StreetApart,
    /// House number.
    HouseSame,
    /// House number.
    HouseApart,
    /// House number and street agree together.
    DoorSame,
    /// The same door and a name that lies within the other.
    DoorAndName,
    /// City.
    CityAlike,
    /// City.
    CityApart,
    /// Postal code.
    PostcodeSame,
    /// Postal code.
    PostcodeApart,
    /// State or province.
    RegionSame,
    /// State or province.
    RegionApart,
    /// Country.
    CountryApart,
    /// Date of birth.
    BirthSame,
    /// Date of birth.
    BirthApart,
    /// A telephone number; half for numbers of one switchboard.
    PhoneSame,
    /// An e-mail address.
    EmailSame,
    /// The part before the @ under different hosts.
    MailboxSame,
    /// A domain of their own.
    DomainSame,
    /// Domains of their own.
    DomainApart,
    /// A tax id.
    TaxIdSame,
    /// Tax ids.
    TaxIdApart,
}

/// How many facts there are.
pub(super) const FACTS: usize = Fact::TaxIdApart as usize + 1;

/// The facts of one pair.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence([u16; FACTS]);

impl Evidence {
    /// Compares two records field by field.
    pub(super) fn new(kind: Kind, a: &Identity<'_>, b: &Identity<'_>) -> Self {
        let mut evidence = Self([0; FACTS]);
        evidence.names(kind, a, b);
        evidence.places(a, b);
        evidence.birth(a, b);
        evidence.phones(a, b);
        evidence.mail(a, b);
        evidence.tax_ids(a, b);
        evidence
    }

    /// The value of a fact, 0 to 1000.
    pub(super) const fn of(&self, fact: Fact) -> u16 {
        self.0[fact as usize]
    }

    fn value(&self, fact: Fact) -> u32 {
        u32::from(self.of(fact))
    }

    fn set(&mut self, fact: Fact, value: u32) {
        self.0[fact as usize] = u16::try_from(value.min(1000)).unwrap_or(1000);
    }

    /// Splits a likeness at `middle`: above speaks for, below against.
    fn weigh(&mut self, alike: Fact, apart: Fact, likeness: Option<u32>, middle: u32) {
        let Some(likeness) = likeness.map(|l| l.min(1000)) else {
            return;
        };
        if likeness >= middle {
            self.set(alike, (likeness - middle) * 1000 / (1000 - middle));
        } else {
            self.set(apart, (middle - likeness) * 1000 / middle);
        }
    }

    fn names(&mut self, kind: Kind, a: &Identity<'_>, b: &Identity<'_>) {
        let (city_a, city_b) = (plain_words(a.city), plain_words(b.city));
        let best = names_of(kind, a, &city_a)
            .iter()
            .flat_map(|x| names_of(kind, b, &city_b).into_iter().map(move |y| name_likeness(kind, x, &y)))
            .max();
        let Some(best) = best else { return };
        self.weigh(Fact::NameAlike, Fact::NameApart, Some(best.alike), 600);
        self.set(Fact::NameWithin, best.within.saturating_sub(600) * 1000 / 400);
        self.set(Fact::NumberApart, best.numbers_apart);
    }

    fn places(&mut self, a: &Identity<'_>, b: &Identity<'_>) {
        let (x, y) = (Street::new(a.street), Street::new(b.street));
        if !x.is_empty() && !y.is_empty() {
            let (street, house) = (x.alike(&y), x.house(&y));
            self.weigh(Fact::StreetAlike, Fact::StreetApart, street, 500);
            self.weigh(Fact::HouseSame, Fact::HouseApart, house, 500);
            // Number 12 in another street is no agreement.
            let same_street = 1000 - self.value(Fact::StreetApart);
            self.set(Fact::HouseSame, self.value(Fact::HouseSame) * same_street / 1000);
            let door = self.value(Fact::HouseSame) * self.value(Fact::StreetAlike) / 1000;
            self.set(Fact::DoorSame, door);
            self.set(
                Fact::DoorAndName,
                door * self.value(Fact::NameWithin).max(self.value(Fact::NameAlike)) / 1000,
            );
        }
        if self.value(Fact::StreetAlike)
            + self.value(Fact::StreetApart)
            + self.value(Fact::HouseSame)
            + self.value(Fact::HouseApart)
            == 0
        {
            self.set(Fact::NameAlone, self.value(Fact::NameAlike));
        }
        self.weigh(Fact::CityAlike, Fact::CityApart, city(a.city, b.city), 600);
        self.weigh(Fact::PostcodeSame, Fact::PostcodeApart, code(a.postal_code, b.postal_code), 400);
        self.weigh(Fact::RegionSame, Fact::RegionApart, city(a.region, b.region), 600);
        if !a.country.is_empty() && !b.country.is_empty() && compact(a.country) != compact(b.country) {
            self.set(Fact::CountryApart, 1000);
        }
    }

    fn birth(&mut self, a: &Identity<'_>, b: &Identity<'_>) {
        self.weigh(Fact::BirthSame, Fact::BirthApart, code(a.birth_date, b.birth_date), 400);
    }

    fn phones(&mut self, a: &Identity<'_>, b: &Identity<'_>) {
        let keys = |phones: &[&str]| {
            phones.iter().map(|p| phone_key(p)).filter(|k| !k.is_empty()).collect::<Vec<_>>()
        };
        let likeness = best(&keys(a.phones), &keys(b.phones), |x, y| {
            let shorter = x.len().min(y.len());
            let same = x == y || (shorter >= 7 && (x.ends_with(y) || y.ends_with(x)));
            match () {
                () if same => 1000,
                // One switchboard: all but the last three digits agree.
                () if x.len() == y.len() && shorter >= 7 && x[..shorter - 3] == y[..shorter - 3] => 500,
                () => 0,
            }
        });
        // Customers have several telephones, so different numbers say nothing.
        self.set(Fact::PhoneSame, likeness.unwrap_or(0));
    }

    fn mail(&mut self, a: &Identity<'_>, b: &Identity<'_>) {
        let boxes = |emails: &[&str]| emails.iter().filter_map(|e| mailbox(e)).collect::<Vec<_>>();
        let (x, y) = (boxes(a.emails), boxes(b.emails));
        let own = |(local, _): &&(String, String)| local.len() >= 5 && !listed(ROLE_MAILBOXES, local);
        if x.iter().any(|address| y.contains(address)) {
            self.set(Fact::EmailSame, 1000);
        } else if x.iter().filter(own).any(|(local, _)| y.iter().any(|(other, _)| other == local)) {
            self.set(Fact::MailboxSame, 1000);
        }
        let domains = |i: &Identity<'_>| {
            i.emails
                .iter()
                .chain([&i.website])
                .map(|t| domain_key(t))
                .filter(|d| !d.is_empty())
                .collect::<Vec<_>>()
        };
        let same = best(&domains(a), &domains(b), |x, y| if x == y { 1000 } else { 0 });
        self.weigh(Fact::DomainSame, Fact::DomainApart, same, 500);
    }

    fn tax_ids(&mut self, a: &Identity<'_>, b: &Identity<'_>) {
        let ids =
            |ids: &[&str]| ids.iter().map(|id| compact(id)).filter(|id| id.len() >= 5).collect::<Vec<_>>();
        let same = best(&ids(a.tax_ids), &ids(b.tax_ids), |x, y| match () {
            () if x == y => 1000,
            // With and without a country prefix; a PAN in its GSTIN, a SIREN in its SIRET or VAT number.
            () if x.len().min(y.len()) >= 8 && (x.contains(y) || y.contains(x)) => 1000,
            // Two registrations of one firm are often two branches that are invoiced apart.
            () if legal_unit(x).is_some_and(|unit| legal_unit(y) == Some(unit)) => 500,
            () => 0,
        });
        self.weigh(Fact::TaxIdSame, Fact::TaxIdApart, same, 500);
    }
}

/// The part of a tax id that names the firm and not its branch: the PAN in a GSTIN (India CGST Rules, rule 10), the
/// SIREN in a SIRET (France, Code de commerce art. R123-220 and R123-221).
fn legal_unit(id: &str) -> Option<&str> {
    let digits = id.bytes().filter(u8::is_ascii_digit).count();
    match (id.len(), digits) {
        (15, 2..15) => id.get(2..12),
        (14, 14) => id.get(..9),
        _ => None,
    }
}

/// A code without separators; what is longer than any code is cut.
fn compact(code: &str) -> String {
    squeeze(&code.trim().chars().take(60).collect::<String>())
}

/// The best likeness of any value of one record with any of the other, or `None` where one has none.
fn best(a: &[String], b: &[String], likeness: impl Fn(&str, &str) -> u32) -> Option<u32> {
    a.iter().flat_map(|x| b.iter().map(|y| likeness(x, y)).collect::<Vec<_>>()).max()
}

/// The name and at most three other names, without the empty ones.
fn names_of(kind: Kind, identity: &Identity<'_>, city: &[String]) -> Vec<Vec<Word>> {
    std::iter::once(&identity.name)
        .chain(identity.other_names.iter().take(3))
        .map(|name| name_words(kind, name, city))
        .filter(|words| !words.is_empty())
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct NameLikeness {
    alike: u32,
    within: u32,
    numbers_apart: u32,
}

fn name_likeness(kind: Kind, a: &[Word], b: &[Word]) -> NameLikeness {
    let Alignment { both, within, matched } = align(a, b);
    let joined = |words: &[Word]| words.iter().map(|w| w.text.as_str()).collect::<String>();
    let (x, y) = (joined(a), joined(b));
    let run_together = match kind {
        // "crou ch" and "crouch", "DeSouza" and "de Souza".
        Kind::Person => by_edits(&x, &y).max(by_pairs(&x, &y)),
        Kind::Organisation => by_pairs(&x, &y),
    };
    let numbers =
        |words: &[Word]| words.iter().filter(|w| w.number).map(|w| w.text.clone()).collect::<Vec<_>>();
    let (mine, theirs) = (numbers(a), numbers(b));
    let numbers_apart = match () {
        () if mine.iter().any(|n| theirs.contains(n)) || mine == theirs => 0,
        () if mine.is_empty() || theirs.is_empty() => 500,
        () => 1000,
    };
    // Two names that share only "School" do not lie within one another.
    let within = if matched >= 8 { within } else { within * 7 / 10 };
    NameLikeness { alike: both.max(run_together), within, numbers_apart }
}
