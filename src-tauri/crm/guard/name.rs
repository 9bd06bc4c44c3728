//! The words of a name, as they are compared: without accents, legal form and titles, in Latin letters, with the usual
//! abbreviations written out, each with a weight that says how much the word tells one customer from another.

use super::Kind;
use super::script::{latin, skeleton};
use super::vocabulary::{
    abbreviated, is_generic, is_legal_form, is_link, is_opening_form, is_suffix, is_title,
    is_unmistakable_form, roman,
};
use crate::kernel::text::{fold_sounding, words};

/// Letters of a name that are looked at; a pasted novel is not a name.
const NAME_MAX: usize = 300;
/// Words of a name that are compared.
const WORDS_MAX: usize = 24;

/// Weight of a word that identifies.
const SPECIFIC: u32 = 10;
/// Weight of a number ("Nursery 2").
const NUMBER: u32 = 5;
/// Weight of a word of the trade ("school", "trading").
const GENERIC: u32 = 4;
/// Weight of a word that is also the city: it places, it does not identify.
const PLACE: u32 = 3;

/// One word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Latin letters and digits, abbreviations written out.
    pub(super) text: String,
    /// Its consonants as they sound.
    pub(super) skeleton: String,
    /// How much it tells.
    pub(super) weight: u32,
    /// Digits only.
    pub(super) number: bool,
}

/// The folded words of a text, at most `WORDS_MAX`; an apostrophe (or the mark that a lossy conversion leaves in its
/// place) does not split a word.
pub(super) fn plain_words(text: &str) -> Vec<String> {
    let cut: String = text.trim().chars().take(NAME_MAX).collect();
    let folded = fold_sounding(&cut);
    let mut joined = String::with_capacity(folded.len());
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        let lost = matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '?' | '\u{FFFD}');
        let inside =
            joined.ends_with(char::is_alphanumeric) && letters.peek().is_some_and(|c| c.is_alphanumeric());
        if !(lost && inside) {
            joined.push(letter);
        }
    }
    words(&joined).into_iter().take(WORDS_MAX).map(str::to_owned).collect()
}

/// The words of a customer's name. `city` is the folded name of its city, or empty.
pub(super) fn name_words(kind: Kind, name: &str, city: &[String]) -> Vec<Word> {
    let texts = match kind {
        Kind::Organisation => organisation(name),
        Kind::Person => person(name),
    };
    let mut seen: Vec<Word> = Vec::with_capacity(texts.len());
    for text in texts {
        // "Christopher House - Christopher House - Uptown" names the house once.
        if seen.iter().any(|w| w.text == text) && kind == Kind::Organisation {
            continue;
        }
        let number = text.chars().all(|c| c.is_ascii_digit());
        let weight = match kind {
            _ if number => NUMBER,
            Kind::Organisation if city.contains(&text) => PLACE,
            Kind::Organisation if is_generic(&text) => GENERIC,
            Kind::Person if is_link(&text) => PLACE,
            _ => SPECIFIC,
        };
        seen.push(Word { skeleton: skeleton(&text), text, weight, number });
    }
    seen
}

/// A person's name without titles in front ("Dr", "Smt.", "السيد") and suffixes behind ("Jr").
fn person(name: &str) -> Vec<String> {
    let all = plain_words(name);
    let mut core = all.as_slice();
    loop {
        core = match core {
            [first, tail @ ..] if !tail.is_empty() && is_title(first) => tail,
            [head @ .., last] if !head.is_empty() && is_suffix(last) => head,
            _ => return core.iter().map(|w| latin(w)).collect(),
        };
    }
}

/// An organisation's name without legal form and link words, abbreviations written out, "II" as "2".
fn organisation(name: &str) -> Vec<String> {
    let all = spelled_out(plain_words(name));
    let core = without_legal_form(&all);
    let mut kept: Vec<String> = Vec::with_capacity(core.len());
    for (at, word) in core.iter().enumerate() {
        if is_link(word) || (at > 0 && is_unmistakable_form(word)) {
            continue;
        }
        // A lone "I" is a number at the end of a name only; elsewhere it is an initial.
        let number = if word != "i" || (at > 0 && at + 1 == core.len()) { roman(word) } else { None };
        match number.or_else(|| abbreviated(word)) {
            Some(full) => kept.extend(full.split(' ').map(str::to_owned)),
            None => kept.push(latin(word)),
        }
    }
    if kept.is_empty() { all.iter().map(|w| latin(w)).collect() } else { kept }
}

/// Joins spelled letters, three or more: "C.Y.C." is "cyc", "L.L.C" is "llc", "ذ.م.م" is "ذمم".
fn spelled_out(words: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut run = 0;
    for word in words {
        let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        run = if single { run + 1 } else { 0 };
        match run {
            3 => {
                let letters: String = joined.drain(joined.len() - 2..).chain([word]).collect();
                joined.push(letters);
            }
            4.. => {
                if let Some(last) = joined.last_mut() {
                    last.push_str(&word);
                }
            }
            _ => joined.push(word),
        }
    }
    joined
}

/// The words without the legal form at the end ("Pvt. Ltd.", "S.A.", "GmbH & Co. KG"), at the start ("SARL", "شركة",
/// "M/s"). A name that is nothing else keeps its words.
fn without_legal_form(words: &[String]) -> &[String] {
    // "SA Traders" keeps its initials, because "Traders" alone names nobody.
    let names = |rest: &[String]| rest.iter().any(|w| !is_generic(w));
    let mut core = words;
    loop {
        core = match core {
            [head @ .., one, two]
                if !head.is_empty() && two.chars().count() == 1 && is_legal_form(&format!("{one}{two}")) =>
            {
                head
            }
            [head @ .., last] if !head.is_empty() && is_legal_form(last) => head,
            [first, tail @ ..] if names(tail) && is_opening_form(first) => tail,
            [first, second, tail @ ..] if names(tail) && is_opening_form(&format!("{first}{second}")) => tail,
            _ => return core,
        };
    }
}
