//! Indian tax numbers and the state codes on which the kind of tax depends.
//!
//! The first two digits of a GSTIN are the state of the registration. Compared with the place of
//! supply they decide between CGST with SGST and IGST (IGST Act 2017, s. 7 and 8), so the table
//! of states lives here, beside the number that carries it.
//!
//! Forms of a GSTIN, always fifteen characters with a check character at the end:
//! * a regular taxpayer: state, PAN, entity number, `Z`;
//! * a deductor or collector of tax at source: state, PAN or TAN, entity number, `D` or `C`;
//! * a UN body, embassy or non-resident: state, year, country, number, kind.

use super::digits::ensure;
use super::{Reason, Verdict};

/// A state or union territory as the GST network numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Two digits, the start of every GSTIN registered there.
    pub code: &'static str,
    /// The name that is printed as place of supply.
    pub name: &'static str,
    /// Whether the code is still given out and may be chosen as a place of supply. Codes of
    /// states that were merged or divided stay valid in numbers that were issued under them.
    pub current: bool,
}

const fn listed(code: &'static str, name: &'static str) -> State {
    State { code, name, current: true }
}

/// The codes of the GST network: census codes of the states, 97 for the sea and other territory
/// outside every state, 99 for registrations under the Centre (non-resident and online
/// suppliers), 96 for a place of supply abroad.
pub const STATES: [State; 41] = [
    listed("01", "Jammu and Kashmir"),
    listed("02", "Himachal Pradesh"),
    listed("03", "Punjab"),
    listed("04", "Chandigarh"),
    listed("05", "Uttarakhand"),
    listed("06", "Haryana"),
    listed("07", "Delhi"),
    listed("08", "Rajasthan"),
    listed("09", "Uttar Pradesh"),
    listed("10", "Bihar"),
    listed("11", "Sikkim"),
    listed("12", "Arunachal Pradesh"),
    listed("13", "Nagaland"),
    listed("14", "Manipur"),
    listed("15", "Mizoram"),
    listed("16", "Tripura"),
    listed("17", "Meghalaya"),
    listed("18", "Assam"),
    listed("19", "West Bengal"),
    listed("20", "Jharkhand"),
    listed("21", "Odisha"),
    listed("22", "Chhattisgarh"),
    listed("23", "Madhya Pradesh"),
    listed("24", "Gujarat"),
    // Merged with 26 on 26 January 2020.
    State { code: "25", name: "Daman and Diu", current: false },
    listed("26", "Dadra and Nagar Haveli and Daman and Diu"),
    listed("27", "Maharashtra"),
    // The undivided state; its successor is 37.
    State { code: "28", name: "Andhra Pradesh (before division)", current: false },
    listed("29", "Karnataka"),
    listed("30", "Goa"),
    listed("31", "Lakshadweep"),
    listed("32", "Kerala"),
    listed("33", "Tamil Nadu"),
    listed("34", "Puducherry"),
    listed("35", "Andaman and Nicobar Islands"),
    listed("36", "Telangana"),
    listed("37", "Andhra Pradesh"),
    listed("38", "Ladakh"),
    listed("96", "Other Countries"),
    listed("97", "Other Territory"),
    State { code: "99", name: "Centre Jurisdiction", current: false },
];

/// The state of a two-digit code.
#[must_use]
pub fn state(code: &str) -> Option<&'static State> {
    STATES.iter().find(|state| state.code == code)
}

/// The letters that people write for a state or union territory: ISO 3166-2:IN, and those of number plates where they differ.
const LETTERS: [(&str, &str); 42] = [
    ("jk", "01"),
    ("hp", "02"),
    ("pb", "03"),
    ("ch", "04"),
    ("uk", "05"),
    ("ut", "05"),
    ("hr", "06"),
    ("dl", "07"),
    ("rj", "08"),
    ("up", "09"),
    ("br", "10"),
    ("sk", "11"),
    ("ar", "12"),
    ("nl", "13"),
    ("mn", "14"),
    ("mz", "15"),
    ("tr", "16"),
    ("ml", "17"),
    ("as", "18"),
    ("wb", "19"),
    ("jh", "20"),
    ("od", "21"),
    ("or", "21"),
    ("cg", "22"),
    ("ct", "22"),
    ("mp", "23"),
    ("gj", "24"),
    ("dh", "26"),
    ("dd", "26"),
    ("dn", "26"),
    ("mh", "27"),
    ("ka", "29"),
    ("ga", "30"),
    ("ld", "31"),
    ("kl", "32"),
    ("tn", "33"),
    ("py", "34"),
    ("an", "35"),
    ("ts", "36"),
    ("tg", "36"),
    ("ap", "37"),
    ("la", "38"),
];

/// The state or union territory that was meant: its two digits, its letters, or its name in any spelling of case and accents.
#[must_use]
pub fn state_meant(typed: &str) -> Option<&'static State> {
    let folded = crate::kernel::text::fold(typed);
    let code =
        LETTERS.iter().find(|(letters, _)| *letters == folded).map_or(folded.as_str(), |(_, code)| code);
    state(code).or_else(|| STATES.iter().find(|state| crate::kernel::text::fold(state.name) == folded))
}

/// Whether `text` has the form of `mask`: `9` a digit, `A` a letter, `N` a digit or letter but
/// not zero, anything else itself.
fn fits(text: &str, mask: &str) -> bool {
    text.len() == mask.len()
        && text.bytes().zip(mask.bytes()).all(|(byte, kind)| match kind {
            b'9' => byte.is_ascii_digit(),
            b'A' => byte.is_ascii_uppercase(),
            b'N' => byte.is_ascii_uppercase() || (b'1'..=b'9').contains(&byte),
            fixed => byte == fixed,
        })
}

/// The form only: the last letter is a check letter, but its rule was never published.
pub(super) fn pan(number: &str) -> Verdict {
    ensure(number.chars().count() == 10, Reason::Length)?;
    ensure(fits(number, "AAAAA9999A"), Reason::Form)?;
    Ok(number.to_owned())
}

/// Four letters of the bank, a zero that is kept for later, six letters or digits of the branch.
pub(super) fn ifsc(number: &str) -> Verdict {
    ensure(number.chars().count() == 11, Reason::Length)?;
    let branch = number.get(5..).ok_or(Reason::Form)?;
    let is_branch = branch.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    ensure(number.get(..5).is_some_and(|head| fits(head, "AAAA0")) && is_branch, Reason::Form)?;
    Ok(number.to_owned())
}

pub(super) fn gstin(number: &str) -> Verdict {
    // Every GSTIN ends in a check character, which may be a digit or a letter.
    const MASKS: [&str; 6] = [
        "99AAAAA9999ANZ",
        "99AAAAA9999AND",
        "99AAAAA9999ANC",
        "99AAAA99999AND",
        "99AAAA99999ANC",
        "9999AAA99999AA",
    ];
    ensure(number.chars().count() == 15, Reason::Length)?;
    let body = number.get(..14).ok_or(Reason::Form)?;
    ensure(MASKS.iter().any(|mask| fits(body, mask)), Reason::Form)?;
    ensure(state(body.get(..2).unwrap_or_default()).is_some(), Reason::Component)?;
    let last = number.chars().next_back().and_then(|character| character.to_digit(36));
    ensure(last == Some(check_value(body)), Reason::CheckDigit)?;
    Ok(number.to_owned())
}

/// The value in base 36 of the check character over fourteen characters: Luhn's sum with
/// 36 in the place of ten (GST network, GSTIN structure).
fn check_value(body: &str) -> u32 {
    let sum: u32 = body
        .chars()
        .filter_map(|character| character.to_digit(36))
        .enumerate()
        .map(|(place, value)| {
            let product = if place % 2 == 0 { value } else { value * 2 };
            product / 36 + product % 36
        })
        .sum();
    (36 - sum % 36) % 36
}

/// At most sixteen letters, digits, dashes and slashes, the first a letter or 1 to 9; the
/// e-invoice portal refuses a number that starts otherwise.
pub(super) fn invoice_number(number: &str) -> Verdict {
    let first = number.bytes().next().ok_or(Reason::Empty)?;
    ensure(number.chars().count() <= 16, Reason::Length)?;
    let starts = first.is_ascii_uppercase() || (b'1'..=b'9').contains(&first);
    let allowed =
        |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'/');
    ensure(starts && number.bytes().all(allowed), Reason::Form)?;
    Ok(number.to_owned())
}
