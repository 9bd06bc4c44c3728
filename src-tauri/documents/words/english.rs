//! English, as it is written in the Gulf and in Europe, and as it is written in India.

use super::english_units::{Unit, unit};
use super::{Amount, capitalised, groups_of_thousand};

pub(super) const MINUS: &str = "minus";

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The short scale. An amount has at most 29 digits.
const SCALES: [&str; 10] = [
    "",
    "thousand",
    "million",
    "billion",
    "trillion",
    "quadrillion",
    "quintillion",
    "sextillion",
    "septillion",
    "octillion",
];

const CRORE: u128 = 10_000_000;

/// A number below a thousand; empty for zero, which is only said alone.
fn below_thousand(number: u32) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let mut words = Vec::new();
    if hundreds > 0 {
        words.push(format!("{} hundred", SMALL[hundreds as usize]));
    }
    match (rest / 10, rest % 10) {
        (0, 0) => {}
        (0 | 1, _) => words.push(SMALL[rest as usize].to_owned()),
        (tens, 0) => words.push(TENS[tens as usize].to_owned()),
        (tens, ones) => words.push(format!("{}-{}", TENS[tens as usize], SMALL[ones as usize])),
    }
    words.join(" ")
}

pub(super) fn cardinal(number: u128) -> String {
    if number == 0 {
        return SMALL[0].to_owned();
    }
    let groups: Vec<String> = groups_of_thousand(number)
        .into_iter()
        .rev()
        .map(|(place, group)| format!("{} {}", below_thousand(group), SCALES[place]).trim_end().to_owned())
        .collect();
    groups.join(" ")
}

/// With lakh and crore. Beyond 99 crore the crores themselves are counted in lakh and crore,
/// which is how Indian accounts say "one lakh crore".
pub(super) fn indian_cardinal(number: u128) -> String {
    if number == 0 {
        return SMALL[0].to_owned();
    }
    let mut words = Vec::new();
    if number >= CRORE {
        words.push(format!("{} crore", indian_cardinal(number / CRORE)));
    }
    // Below a crore everything fits.
    let rest = u32::try_from(number % CRORE).unwrap_or_default();
    for (count, name) in [(rest / 100_000, " lakh"), (rest / 1000 % 100, " thousand"), (rest % 1000, "")] {
        if count > 0 {
            words.push(format!("{}{name}", below_thousand(count)));
        }
    }
    words.join(" ")
}

/// "Eleven thousand one hundred seventy-five UAE dirhams and fifty fils only".
pub(super) fn phrase(amount: &Amount) -> String {
    let named = unit(amount.currency);
    let major = format!("{} {}", cardinal(amount.integer), major_name(amount, named));
    let text = match (amount.minor, named) {
        (0, _) => major,
        (minor, Some(unit)) => {
            let minor = format!("{} {}", cardinal(minor), unit.minor(minor));
            if amount.integer == 0 { minor } else { format!("{major} and {minor}") }
        }
        (_, None) => format!("{major} and {}", amount.fraction()),
    };
    let sign = if amount.negative { "minus " } else { "" };
    capitalised(&format!("{sign}{text} only"))
}

/// "Rupees Five Thousand Twenty-Two and Fifty Paise Only".
pub(super) fn indian_phrase(amount: &Amount) -> String {
    let named = unit(amount.currency);
    let name = match (amount.currency, amount.integer) {
        // At home the rupee needs no country.
        ("INR", 1) => "rupee",
        ("INR", _) => "rupees",
        _ => major_name(amount, named),
    };
    let major = format!("{name} {}", indian_cardinal(amount.integer));
    let text = match (amount.minor, named) {
        (0, _) => major,
        (minor, Some(unit)) => {
            let minor = format!("{} {}", indian_cardinal(minor), unit.minor(minor));
            if amount.integer == 0 { minor } else { format!("{major} and {minor}") }
        }
        (_, None) => format!("{major} and {}", amount.fraction()),
    };
    let sign = if amount.negative { "minus " } else { "" };
    titled(&format!("{sign}{text} only"))
}

fn major_name<'a>(amount: &Amount<'a>, named: Option<&'static Unit>) -> &'a str {
    named.map_or(amount.currency, |unit| unit.major(amount.integer))
}

/// Capital letters for every word but "and".
fn titled(text: &str) -> String {
    let word = |word: &str| match word {
        "and" => word.to_owned(),
        _ => word.split('-').map(capitalised).collect::<Vec<_>>().join("-"),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
