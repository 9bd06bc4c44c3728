//! Arabic, in the two forms that a number has.
//!
//! [`cardinal`] is the citation form of the number alone, as the spell-out rules of the Unicode
//! CLDR give it: joined by a free-standing و, and a thousand or million in the singular after
//! eleven and more. The printed phrase is declined: the number and the noun it counts agree in
//! gender and in number (one, dual, plural for three to ten, accusative singular for eleven to
//! ninety-nine, genitive singular after the round hundreds and scales), a dual loses its ن
//! before the noun, and و is joined to its word.
//!
//! Ambiguity is not allowed on paper: 101,000 is "مائة وواحد ألف", since "مائة وألف" might be
//! read as 1,100.

use super::arabic_units::{Noun, unit};
use super::{Amount, groups_of_thousand};

pub(super) const MINUS: &str = "ناقص";

const ZERO: &str = "صفر";

/// One to ten beside a masculine noun, then beside a feminine one. Three to ten take the
/// opposite gender of what they count.
const DIGITS: [[&str; 2]; 11] = [
    [ZERO, ZERO],
    ["واحد", "واحدة"],
    ["اثنان", "اثنتان"],
    ["ثلاثة", "ثلاث"],
    ["أربعة", "أربع"],
    ["خمسة", "خمس"],
    ["ستة", "ست"],
    ["سبعة", "سبع"],
    ["ثمانية", "ثماني"],
    ["تسعة", "تسع"],
    ["عشرة", "عشر"],
];

const TENS: [&str; 10] = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"];

const HUNDREDS: [&str; 10] =
    ["", "مائة", "مائتان", "ثلاثمائة", "أربعمائة", "خمسمائة", "ستمائة", "سبعمائة", "ثمانمائة", "تسعمائة"];

const fn scale(one: &'static str, two: &'static str, few: &'static str, many: &'static str) -> Noun {
    Noun { one, two, few, many, feminine: false }
}

/// The thousand and its powers, which are counted like nouns. An amount has at most 29 digits.
const SCALES: [Noun; 9] = [
    scale("ألف", "ألفان", "آلاف", "ألفًا"),
    scale("مليون", "مليونان", "ملايين", "مليونًا"),
    scale("مليار", "ملياران", "مليارات", "مليارًا"),
    scale("تريليون", "تريليونان", "تريليونات", "تريليونًا"),
    scale("كوادريليون", "كوادريليونان", "كوادريليونات", "كوادريليونًا"),
    scale("كوينتيليون", "كوينتيليونان", "كوينتيليونات", "كوينتيليونًا"),
    scale("سكستيليون", "سكستيليونان", "سكستيليونات", "سكستيليونًا"),
    scale("سبتيليون", "سبتيليونان", "سبتيليونات", "سبتيليونًا"),
    scale("أوكتيليون", "أوكتيليونان", "أوكتيليونات", "أوكتيليونًا"),
];

/// The words of a number below a hundred, not zero, in the order in which they are said.
fn below_hundred(number: u32, feminine: bool) -> Vec<String> {
    let gender = usize::from(feminine);
    let ones = number as usize % 10;
    let digit = || match (ones, feminine) {
        (1, true) => "إحدى",
        (8, true) if number > 20 => "ثمان",
        _ => DIGITS[ones][gender],
    };
    match number {
        0..=10 => vec![DIGITS[number as usize][gender].to_owned()],
        11 if !feminine => vec!["أحد عشر".to_owned()],
        12 => vec![if feminine { "اثنتا عشرة" } else { "اثنا عشر" }.to_owned()],
        13..=19 | 11 => vec![format!("{} {}", digit(), if feminine { "عشرة" } else { "عشر" })],
        _ if ones == 0 => vec![TENS[number as usize / 10].to_owned()],
        _ => vec![digit().to_owned(), TENS[number as usize / 10].to_owned()],
    }
}

/// The dual before the noun that it governs loses its ن.
fn construct(word: &str) -> String {
    match word {
        "مائتان" => "مائتا".to_owned(),
        _ => word.to_owned(),
    }
}

/// The words of a number in its citation form.
pub(super) fn cardinal(number: u128) -> String {
    if number == 0 {
        return ZERO.to_owned();
    }
    let mut words = Vec::new();
    for (place, group) in groups_of_thousand(number).into_iter().rev() {
        let (hundreds, rest) = (group as usize / 100, group % 100);
        let scale = place.checked_sub(1).and_then(|index| SCALES.get(index));
        match (scale, group) {
            (Some(scale), 1) => words.push(scale.one.to_owned()),
            (Some(scale), 2) => words.push(scale.two.to_owned()),
            _ => {
                if hundreds > 0 {
                    let alone = scale.is_some() && rest == 0;
                    words.push(if alone {
                        construct(HUNDREDS[hundreds])
                    } else {
                        HUNDREDS[hundreds].to_owned()
                    });
                }
                if rest > 0 {
                    words.extend(below_hundred(rest, false));
                }
                if let (Some(scale), Some(last)) = (scale, words.last_mut()) {
                    let name = if (3..=10).contains(&group) { scale.few } else { scale.one };
                    *last = format!("{last} {name}");
                }
            }
        }
    }
    words.join(" و ")
}

/// The words of one group with the noun that it counts. `governs` tells that the noun of the
/// currency follows directly, so that a scale stands in the construct state before it.
fn counted_group(group: u32, noun: &Noun, governs: bool) -> Vec<String> {
    let (hundreds, rest) = (group as usize / 100, group % 100);
    let mut words = Vec::new();
    if hundreds > 0 {
        let hundred = HUNDREDS[hundreds];
        words.push(if rest == 0 {
            format!("{} {}", construct(hundred), noun.one)
        } else {
            hundred.to_owned()
        });
    }
    let form = match rest {
        0 => return words,
        1 | 2 => noun.one,
        3..=10 => noun.few,
        _ if governs => noun.one,
        _ => noun.many,
    };
    words.extend(below_hundred(rest, noun.feminine));
    if let Some(last) = words.last_mut() {
        *last = format!("{last} {form}");
    }
    words
}

/// A number with the noun that it counts, declined.
fn counted(number: u128, noun: &Noun) -> String {
    if number == 0 {
        return format!("{ZERO} {}", noun.one);
    }
    let groups = groups_of_thousand(number);
    let lowest = groups.first().map_or(0, |(place, _)| *place);
    let mut words: Vec<String> = Vec::new();
    for (place, group) in groups.into_iter().rev() {
        match place.checked_sub(1).and_then(|index| SCALES.get(index)) {
            Some(scale) => {
                let governs = place == lowest;
                match group {
                    1 => words.push(scale.one.to_owned()),
                    // The dual's ن falls before the noun that it governs.
                    2 if governs => words.push(scale.two.trim_end_matches('ن').to_owned()),
                    2 => words.push(scale.two.to_owned()),
                    _ => words.extend(counted_group(group, scale, governs)),
                }
                if let Some(last) = words.last_mut().filter(|_| governs) {
                    *last = format!("{last} {}", noun.one);
                }
            }
            None => match (group / 100, group % 100) {
                (hundreds, rest @ (1 | 2)) => {
                    if hundreds > 0 {
                        words.push(HUNDREDS[hundreds as usize].to_owned());
                    }
                    // One and two follow their noun or are its dual.
                    words.push(match rest {
                        1 => format!("{} {}", noun.one, DIGITS[1][usize::from(noun.feminine)]),
                        _ => noun.two.to_owned(),
                    });
                }
                _ => words.extend(counted_group(group, noun, false)),
            },
        }
    }
    words.join(" و")
}

/// "أحد عشر ألفًا ومائة وخمسة وسبعون درهمًا إماراتيًا وخمسون فلسًا فقط لا غير".
pub(super) fn phrase(amount: &Amount) -> String {
    let text = match unit(amount.currency) {
        Some(unit) => match (amount.integer, amount.minor) {
            (integer, 0) => counted(integer, &unit.major),
            (0, minor) => counted(minor, &unit.minor),
            (integer, minor) => format!("{} و{}", counted(integer, &unit.major), counted(minor, &unit.minor)),
        },
        None => {
            let major = format!("{} {}", cardinal(amount.integer).replace(" و ", " و"), amount.currency);
            if amount.minor == 0 { major } else { format!("{major} و {}", amount.fraction()) }
        }
    };
    let sign = if amount.negative { "ناقص " } else { "" };
    format!("{sign}{text} فقط لا غير")
}
