//! What each fact weighs, and how the sum becomes a score.
//!
//! Points are log-odds in thousandths. Those of names, addresses, phones and birth dates come from a logistic
//! regression (L2 penalty 0.3, signs fixed by the meaning of the fact) on one half of `tests/conformance/dedupe.csv`,
//! rounded to 50; `tests/it/guard.rs` checks them on the other half. A few rows of plain sense were added to the
//! regression, because the file always states an address and a form does not: a name alone that is the same is shown,
//! a shared birthday, switchboard or office tower alone is not. Facts that the file lacks are marked "judged".

use super::Kind;
use super::evidence::{Evidence, FACTS, Fact};

/// Log-odds before anything is known.
const PRIOR_PERSON: i32 = -2750;
/// Log-odds before anything is known.
const PRIOR_ORGANISATION: i32 = -2350;

/// Points of each fact for persons and for organisations.
const POINTS: [(Fact, i32, i32); FACTS] = [
    (Fact::NameAlike, 1400, 400),
    (Fact::NameApart, -4000, -2150),
    (Fact::NameWithin, 1750, 0),
    (Fact::NameAlone, 550, 3500),
    (Fact::NumberApart, 0, -2250),
    (Fact::StreetAlike, 2050, 0),
    (Fact::StreetApart, -1500, 0),
    (Fact::HouseSame, 1100, 1750),
    (Fact::HouseApart, 0, -3650),
    (Fact::DoorSame, 0, 700),
    (Fact::DoorAndName, 950, 0),
    (Fact::CityAlike, 1450, 550),
    (Fact::CityApart, -1100, -1650),
    (Fact::PostcodeSame, 0, 500),
    (Fact::PostcodeApart, -1650, -2400),
    (Fact::RegionSame, 1000, 550),
    // Judged: the same country divides itself in one way only.
    (Fact::RegionApart, -300, -300),
    // Judged: firms and people move, but seldom abroad.
    (Fact::CountryApart, -1000, -1500),
    (Fact::BirthSame, 2800, 0),
    (Fact::BirthApart, -1850, 0),
    // Persons judged: a family shares a telephone more often than two customers do.
    (Fact::PhoneSame, 2000, 1550),
    // Judged: a mailbox of one's own is nearly a name; a family or a bookkeeper may share one.
    (Fact::EmailSame, 4000, 4000),
    (Fact::MailboxSame, 1200, 800),
    // Judged: colleagues share a domain, the branches of a firm too.
    (Fact::DomainSame, 300, 2000),
    (Fact::DomainApart, 0, -500),
    // Judged: a tax id decides alone, whatever else differs; a firm may have several.
    (Fact::TaxIdSame, 16_000, 16_000),
    (Fact::TaxIdApart, -3000, -1500),
];

/// Logistic curve at 0, 500, … 7000 thousandths, in permille.
const CURVE: [i32; 15] = [500, 622, 731, 818, 881, 924, 953, 971, 982, 989, 993, 996, 998, 998, 999];

/// Chance in permille, 1 to 999, that a pair with this evidence is one customer.
pub(super) fn score(kind: Kind, evidence: &Evidence) -> u16 {
    let prior = match kind {
        Kind::Person => PRIOR_PERSON,
        Kind::Organisation => PRIOR_ORGANISATION,
    };
    let sum: i32 = POINTS
        .iter()
        .map(|(fact, person, organisation)| {
            let points = if kind == Kind::Person { person } else { organisation };
            // Values are at most 1000 and points at most 16 000: far within range.
            i32::from(evidence.of(*fact)) * points / 1000
        })
        .sum();
    chance(prior + sum)
}

fn chance(log_odds: i32) -> u16 {
    let far = log_odds.unsigned_abs().min(6999);
    let (step, rest) = (far as usize / 500, far.cast_signed() % 500);
    let upper = CURVE[step] + (CURVE[step + 1] - CURVE[step]) * rest / 500;
    u16::try_from(if log_odds < 0 { 1000 - upper } else { upper }).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_is_symmetric_and_never_falls() {
        for (log_odds, expected) in
            [(0, 500), (250, 561), (500, 622), (-500, 378), (90_000, 998), (i32::MIN, 2)]
        {
            assert_eq!(chance(log_odds), expected, "{log_odds}");
        }
        assert!((-8000..8000).all(|x| chance(x) <= chance(x + 1)));
    }

    #[test]
    fn every_fact_has_points_once() {
        for (at, (fact, ..)) in POINTS.iter().enumerate() {
            assert_eq!(*fact as usize, at);
        }
    }
}
