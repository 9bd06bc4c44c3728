//! International bank account numbers (ISO 13616-1:2020).
//!
//! A transfer to a wrong account comes back after weeks, if at all. Two check digits over the
//! whole number (MOD 97-10) catch every single slip; the registry that SWIFT keeps for ISO adds
//! the length and the structure of each country. Spain's own two control digits are checked as
//! well, since its banks print them apart and people retype them.

use super::digits::{digits, ensure, mod_97, weighted};
use super::{Reason, Verdict, same_banking_country};

/// The basic account number of each country of the SWIFT IBAN registry, release 101: `n` digits,
/// `a` capital letters, `c` either, each with its count.
const STRUCTURES: [(&str, &str); 89] = [
    ("AD", "n8c12"),
    ("AE", "n19"),
    ("AL", "n8c16"),
    ("AT", "n16"),
    ("AZ", "a4c20"),
    ("BA", "n16"),
    ("BE", "n12"),
    ("BG", "a4n6c8"),
    ("BH", "a4c14"),
    ("BI", "n23"),
    ("BR", "n23a1c1"),
    ("BY", "c4n4c16"),
    ("CH", "n5c12"),
    ("CR", "n18"),
    ("CY", "n8c16"),
    ("CZ", "n20"),
    ("DE", "n18"),
    ("DJ", "n23"),
    ("DK", "n14"),
    ("DO", "c4n20"),
    ("EE", "n16"),
    ("EG", "n25"),
    ("ES", "n20"),
    ("FI", "n14"),
    ("FK", "a2n12"),
    ("FO", "n14"),
    ("FR", "n10c11n2"),
    ("GB", "a4n14"),
    ("GE", "a2n16"),
    ("GI", "a4c15"),
    ("GL", "n14"),
    ("GR", "n7c16"),
    ("GT", "c24"),
    ("HN", "a4n20"),
    ("HR", "n17"),
    ("HU", "n24"),
    ("IE", "a4n14"),
    ("IL", "n19"),
    ("IQ", "a4n15"),
    ("IS", "n22"),
    ("IT", "a1n10c12"),
    ("JO", "a4n4c18"),
    ("KW", "a4c22"),
    ("KZ", "n3c13"),
    ("LB", "n4c20"),
    ("LC", "a4c24"),
    ("LI", "n5c12"),
    ("LT", "n16"),
    ("LU", "n3c13"),
    ("LV", "a4c13"),
    ("LY", "n21"),
    ("MC", "n10c11n2"),
    ("MD", "c20"),
    ("ME", "n18"),
    ("MK", "n3c10n2"),
    ("MN", "n16"),
    ("MR", "n23"),
    ("MT", "a4n5c18"),
    ("MU", "a4n19a3"),
    ("NI", "a4n20"),
    ("NL", "a4n10"),
    ("NO", "n11"),
    ("OM", "n3c16"),
    ("PK", "a4c16"),
    ("PL", "n24"),
    ("PS", "a4c21"),
    ("PT", "n21"),
    ("QA", "a4c21"),
    ("RO", "a4c16"),
    ("RS", "n18"),
    ("RU", "n14c15"),
    ("SA", "n2c18"),
    ("SC", "a4n20a3"),
    ("SD", "n14"),
    ("SE", "n20"),
    ("SI", "n15"),
    ("SK", "n20"),
    ("SM", "a1n10c12"),
    ("SO", "n19"),
    ("ST", "n21"),
    ("SV", "a4n20"),
    ("TL", "n19"),
    ("TN", "n20"),
    ("TR", "n6c16"),
    ("UA", "n6c19"),
    ("VA", "n18"),
    ("VG", "a4n16"),
    ("XK", "n16"),
    ("YE", "a4n4c18"),
];

pub(super) fn iban(country: Option<&str>, number: &str) -> Verdict {
    let own = number.get(..2).ok_or(Reason::Length)?;
    ensure(own.bytes().all(|byte| byte.is_ascii_uppercase()), Reason::Prefix)?;
    let (_, structure) = STRUCTURES.iter().find(|(code, _)| *code == own).ok_or(Reason::Component)?;
    same_banking_country(country, own)?;
    let check = number.get(2..4).ok_or(Reason::Length)?;
    let account = number.get(4..).ok_or(Reason::Length)?;
    ensure(account.chars().count() == length(structure), Reason::Length)?;
    ensure(check.bytes().all(|byte| byte.is_ascii_digit()) && fits(account, structure), Reason::Form)?;
    let rearranged = account.chars().chain(own.chars()).chain(check.chars());
    ensure(mod_97(rearranged) == Some(1), Reason::CheckDigit)?;
    if own == "ES" {
        spanish_control_digits(account)?;
    }
    Ok(number.to_owned())
}

/// The parts of a structure: the kind of character and how many of it.
fn parts(structure: &str) -> impl Iterator<Item = (u8, usize)> + '_ {
    let mut rest = structure.as_bytes();
    std::iter::from_fn(move || {
        let (kind, tail) = rest.split_first()?;
        let digits = tail.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (count, next) = tail.split_at(digits);
        rest = next;
        let count = count.iter().fold(0, |sum, byte| sum * 10 + usize::from(byte - b'0'));
        Some((*kind, count))
    })
}

fn length(structure: &str) -> usize {
    parts(structure).map(|(_, count)| count).sum()
}

fn fits(account: &str, structure: &str) -> bool {
    let kinds = parts(structure).flat_map(|(kind, count)| std::iter::repeat_n(kind, count));
    account.bytes().zip(kinds).all(|(byte, kind)| match kind {
        b'n' => byte.is_ascii_digit(),
        b'a' => byte.is_ascii_uppercase(),
        _ => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
    })
}

/// Bank and branch, two control digits, account: one control digit for each side, by powers of
/// two modulo eleven (Consejo Superior Bancario, norma 19).
fn spanish_control_digits(account: &str) -> Result<(), Reason> {
    const WEIGHTS: [u32; 10] = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
    let control = |values: &[u32], weights: &[u32]| match weighted(values, weights) % 11 {
        remainder @ (0 | 1) => remainder,
        remainder => 11 - remainder,
    };
    let values = digits(account)?;
    let (Some(office), Some(checks), Some(customer)) = (values.get(..8), values.get(8..10), values.get(10..))
    else {
        return Err(Reason::Length);
    };
    let expected = [control(office, &WEIGHTS[2..]), control(customer, &WEIGHTS)];
    ensure(checks == expected, Reason::CheckDigit)
}
