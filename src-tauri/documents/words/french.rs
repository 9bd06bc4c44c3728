//! French, with the rules of agreement that a cheque is refused for.
//!
//! *Vingt* and *cent* take an s when they are multiplied and end the number, before *millions*
//! and *milliards* too since those are nouns, but not before *mille*. *Un* agrees with a
//! feminine unit. After a round million the unit is joined with *de*.

use super::french_units::unit;
use super::{Amount, capitalised, groups_of_thousand};

pub(super) const MINUS: &str = "moins";

const SMALL: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];
const TENS: [&str; 7] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];

/// The long scale, each the thousandfold of the one before (décret 61-501). An amount has at
/// most 29 digits.
const SCALES: [&str; 10] = [
    "",
    "mille",
    "million",
    "milliard",
    "billion",
    "billiard",
    "trillion",
    "trilliard",
    "quadrillion",
    "quadrilliard",
];

fn below_hundred(number: u32, last: bool) -> String {
    let (tens, ones) = match number {
        0..=19 => return SMALL[number as usize].to_owned(),
        80 if last => return "quatre-vingts".to_owned(),
        80..=99 => {
            let rest = if number == 80 { String::new() } else { format!("-{}", SMALL[number as usize - 80]) };
            return format!("quatre-vingt{rest}");
        }
        // Seventy counts on from sixty.
        60..=79 => (6, number - 60),
        _ => (number / 10, number % 10),
    };
    match ones {
        0 => TENS[tens as usize].to_owned(),
        1 | 11 => format!("{} et {}", TENS[tens as usize], SMALL[ones as usize]),
        _ => format!("{}-{}", TENS[tens as usize], SMALL[ones as usize]),
    }
}

/// A number below a thousand, not zero; `last` when no *mille* follows it.
fn below_thousand(number: u32, last: bool) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let hundred = match (hundreds, rest) {
        (0, _) => String::new(),
        (1, _) => "cent".to_owned(),
        (_, 0) if last => format!("{} cents", SMALL[hundreds as usize]),
        _ => format!("{} cent", SMALL[hundreds as usize]),
    };
    match (hundred.is_empty(), rest) {
        (true, _) => below_hundred(rest, last),
        (false, 0) => hundred,
        (false, _) => format!("{hundred} {}", below_hundred(rest, last)),
    }
}

pub(super) fn cardinal(number: u128) -> String {
    if number == 0 {
        return SMALL[0].to_owned();
    }
    let group = |(place, group): (usize, u32)| match (place, group) {
        (0, _) => below_thousand(group, true),
        (1, 1) => SCALES[1].to_owned(),
        (1, _) => format!("{} {}", below_thousand(group, false), SCALES[1]),
        (_, 1) => format!("un {}", SCALES[place]),
        _ => format!("{} {}s", below_thousand(group, true), SCALES[place]),
    };
    groups_of_thousand(number).into_iter().rev().map(group).collect::<Vec<_>>().join(" ")
}

/// The cardinal and the name it counts: "un million d'euros", "vingt et une roupies".
fn counted(number: u128, name: &str, feminine: bool) -> String {
    let mut words = cardinal(number);
    let ends_in_one = number % 10 == 1 && !matches!(number % 100, 11 | 71 | 91);
    if feminine && ends_in_one {
        words.push('e');
    }
    let round = number > 0 && number.is_multiple_of(1_000_000);
    match (round, name.starts_with(['a', 'e', 'i', 'o', 'u', 'é'])) {
        (false, _) => format!("{words} {name}"),
        (true, false) => format!("{words} de {name}"),
        (true, true) => format!("{words} d'{name}"),
    }
}

/// "Mille trois cent dix-sept euros et trente-huit centimes".
pub(super) fn phrase(amount: &Amount) -> String {
    let text = match unit(amount.currency) {
        Some(unit) => {
            let major = counted(amount.integer, unit.major.beside(amount.integer), unit.major.feminine);
            let minor = counted(amount.minor, unit.minor.beside(amount.minor), unit.minor.feminine);
            match (amount.integer, amount.minor) {
                (_, 0) => major,
                (0, _) => minor,
                _ => format!("{major} et {minor}"),
            }
        }
        None if amount.minor == 0 => format!("{} {}", cardinal(amount.integer), amount.currency),
        None => format!("{} {} et {}", cardinal(amount.integer), amount.currency, amount.fraction()),
    };
    let sign = if amount.negative { "moins " } else { "" };
    capitalised(&format!("{sign}{text}"))
}
