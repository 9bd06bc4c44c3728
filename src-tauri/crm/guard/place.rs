//! Addresses, piece by piece: the house number, the street without its kind ("Street", "Rue"), the city, the postal code.

use super::alike::{Alignment, align, by_edits, by_pairs, edits};
use super::name::{Word, plain_words};
use super::script::{latin, skeleton};

/// Words of a street that many streets share, with the spelling they are compared by.
const STREET_WORDS: &[(&str, &str)] = &[
    ("street", "st"),
    ("str", "st"),
    ("strasse", "st"),
    ("avenue", "ave"),
    ("av", "ave"),
    ("boulevard", "blvd"),
    ("bd", "blvd"),
    ("bl", "blvd"),
    ("road", "rd"),
    ("marg", "rd"),
    ("drive", "dr"),
    ("place", "pl"),
    ("lane", "ln"),
    ("court", "ct"),
    ("terrace", "ter"),
    ("tr", "ter"),
    ("crescent", "cres"),
    ("circuit", "cct"),
    ("square", "sq"),
    ("highway", "hwy"),
    ("parkway", "pkwy"),
    ("building", "bldg"),
    ("apartment", "apt"),
    ("apartments", "apt"),
    ("floor", "fl"),
    ("flr", "fl"),
    ("room", "rm"),
    ("suite", "ste"),
    ("sector", "sec"),
    ("opposite", "opp"),
    ("allee", "al"),
    ("chemin", "ch"),
    ("route", "rte"),
    ("impasse", "imp"),
    ("close", "cl"),
    ("grove", "gr"),
    ("north", "n"),
    ("south", "s"),
    ("east", "e"),
    ("west", "w"),
    ("first", "1st"),
    ("second", "2nd"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
    ("sixth", "6th"),
    ("seventh", "7th"),
    ("eighth", "8th"),
    ("ninth", "9th"),
    ("tenth", "10th"),
    ("st", "st"),
    ("ave", "ave"),
    ("blvd", "blvd"),
    ("rd", "rd"),
    ("dr", "dr"),
    ("pl", "pl"),
    ("ln", "ln"),
    ("ct", "ct"),
    ("ter", "ter"),
    ("cres", "cres"),
    ("cct", "cct"),
    ("sq", "sq"),
    ("hwy", "hwy"),
    ("pkwy", "pkwy"),
    ("bldg", "bldg"),
    ("apt", "apt"),
    ("fl", "fl"),
    ("rm", "rm"),
    ("ste", "ste"),
    ("sec", "sec"),
    ("opp", "opp"),
    ("al", "al"),
    ("rue", "rue"),
    ("platz", "platz"),
    ("way", "way"),
    ("gr", "gr"),
    ("n", "n"),
    ("s", "s"),
    ("e", "e"),
    ("w", "w"),
    ("ne", "ne"),
    ("nw", "nw"),
    ("se", "se"),
    ("sw", "sw"),
    ("near", "near"),
    ("shop", "shop"),
    ("plot", "plot"),
    ("flat", "flat"),
    ("no", "no"),
    ("unit", "unit"),
    ("villa", "villa"),
    ("village", "vlge"),
    ("vlge", "vlge"),
    ("de", "de"),
    ("la", "la"),
    ("du", "du"),
    ("des", "des"),
    ("the", "the"),
    ("of", "of"),
    ("box", "box"),
    ("po", "po"),
];

/// A street as it is compared.
pub(super) struct Street {
    /// Numbers in the order they are written; the first is taken for the house number.
    pub(super) numbers: Vec<String>,
    /// The other words, kinds of streets with little weight.
    pub(super) words: Vec<Word>,
    /// All letters of the words that name, run together.
    squeezed: String,
}

impl Street {
    /// Takes a street line apart.
    pub(super) fn new(line: &str) -> Self {
        let (mut numbers, mut words, mut squeezed) = (Vec::new(), Vec::new(), String::new());
        for word in plain_words(line) {
            if is_number(&word) {
                numbers.push(word);
                continue;
            }
            let listed = STREET_WORDS.iter().find(|(from, _)| *from == word).map(|(_, to)| *to);
            let ordinal = word.starts_with(|c: char| c.is_ascii_digit());
            let (text, weight) = match listed {
                Some(text) => {
                    (text.to_owned(), if text.starts_with(|c: char| c.is_ascii_digit()) { 10 } else { 2 })
                }
                None => (latin(&word), 10),
            };
            if weight > 2 {
                squeezed.push_str(&text);
            }
            // "63rd" and "64th" differ in more than an edit: they are other streets.
            words.push(Word {
                skeleton: if ordinal { String::new() } else { skeleton(&text) },
                number: ordinal,
                text,
                weight,
            });
        }
        Self { numbers, words, squeezed }
    }

    /// True when nothing was given.
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.words.is_empty()
    }

    /// How alike the named parts are, or `None` where one side has none.
    pub(super) fn alike(&self, other: &Self) -> Option<u32> {
        if self.words.is_empty() || other.words.is_empty() {
            return None;
        }
        let Alignment { both, within, .. } = align(&self.words, &other.words);
        // The shorter line often leaves out the floor, the estate or the farm.
        let alike = both.max(by_pairs(&self.squeezed, &other.squeezed)).max(within * 9 / 10);
        let counted = |street: &Self| {
            street.words.iter().filter(|w| w.number).map(|w| w.text.clone()).collect::<Vec<_>>()
        };
        let (mine, theirs) = (counted(self), counted(other));
        let apart = !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|n| theirs.contains(n));
        // 53rd and 63rd Street are two streets, however alike they are spelled.
        Some(if apart { 0 } else { alike })
    }

    /// How alike the house numbers are: 1000 same, 500 written in another place, 300 one digit off (a slip or a
    /// neighbour), 0 different; `None` where one side has none.
    pub(super) fn house(&self, other: &Self) -> Option<u32> {
        let (a, b) = (self.numbers.first()?, other.numbers.first()?);
        let elsewhere = self.numbers.contains(b) || other.numbers.contains(a);
        Some(match () {
            () if a == b => 1000,
            () if elsewhere => 500,
            () if a.len().min(b.len()) >= 3 && edits(a, b) == 1 => 300,
            () => 0,
        })
    }
}

/// Digits, perhaps with one letter behind them ("12b"); "63rd" is a street.
fn is_number(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < word.len() && rest.chars().count() <= 1
}

/// How alike two names of cities are, or `None` where one is missing.
pub(super) fn city(a: &str, b: &str) -> Option<u32> {
    let squeezed = |city: &str| plain_words(city).iter().map(|w| latin(w)).collect::<String>();
    let (a, b) = (squeezed(a), squeezed(b));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let sounded = if skeleton(&a) == skeleton(&b) { 900 } else { 0 };
    Some(by_edits(&a, &b).max(by_pairs(&a, &b)).max(sounded))
}

/// How alike two codes are (postal code, date of birth): 1000 same, 500 one slip (a digit off or two swapped), else 0;
/// `None` where one is missing.
pub(super) fn code(a: &str, b: &str) -> Option<u32> {
    let squeezed = |code: &str| plain_words(code).concat();
    let (a, b) = (squeezed(a), squeezed(b));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    Some(match edits(&a, &b) {
        0 => 1000,
        1 if a.len().min(b.len()) >= 4 => 500,
        _ => 0,
    })
}
