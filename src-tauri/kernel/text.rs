//! Text that people type: trimmed and bounded at the edge, folded for search and for sorting.
//!
//! Folding makes "Müller", "MULLER" and "muller" one word, finds محمد in مُحَمَّد and keeps Hindi vowel signs, which the
//! default tokenizer of SQLite would cut off.

use crate::kernel::currency::iso_decimals;
use crate::kernel::error::FieldError;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest single-line text: names, subjects, codes.
pub const LINE_MAX: usize = 200;
/// Longest free text: notes, terms, addresses.
pub const NOTE_MAX: usize = 20_000;

/// A required single line: trimmed, not empty, bounded, without control characters.
///
/// # Errors
/// `error.required`, `error.too_long` or `error.control_characters` at `path`.
pub fn required_line(path: &str, text: &str) -> Result<String, FieldError> {
    let line = line(path, text)?;
    if line.is_empty() { Err(FieldError::new(path, "error.required")) } else { Ok(line) }
}

/// A required single line that reads like none of `others`: what is chosen by its name is one thing.
///
/// # Errors
/// As [`required_line`]; `error.name_taken` at `path`.
pub fn own_name<'a>(
    path: &str,
    text: &str,
    others: impl IntoIterator<Item = &'a str>,
) -> Result<String, FieldError> {
    let name = required_line(path, text)?;
    let folded = fold(&name);
    if others.into_iter().any(|other| fold(other) == folded) {
        return Err(FieldError::new(path, "error.name_taken").with("name", name));
    }
    Ok(name)
}

/// An optional single line: trimmed, bounded, without control characters; may be empty.
///
/// # Errors
/// `error.too_long` or `error.control_characters` at `path`.
pub fn line(path: &str, text: &str) -> Result<String, FieldError> {
    bounded(path, text.trim(), LINE_MAX, |c| c.is_control())
}

/// Free text with line breaks: trimmed and bounded; tabs and line breaks are the only control characters.
///
/// # Errors
/// `error.too_long` or `error.control_characters` at `path`.
pub fn note(path: &str, text: &str) -> Result<String, FieldError> {
    let unified = text.replace("\r\n", "\n");
    bounded(path, unified.trim(), NOTE_MAX, |c| c.is_control() && c != '\n' && c != '\t')
}

/// An optional e-mail address: one @ between a name and a domain, and none of the characters that only stand around or between
/// addresses (RFC 5322, section 3.2.3), which come with what is pasted.
///
/// # Errors
/// `error.email` at `path`, or as [`line`].
pub fn email(path: &str, text: &str) -> Result<String, FieldError> {
    let line = line(path, text)?;
    let plausible = line.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !local.contains(|c: char| c.is_whitespace() || "()<>[]:;,\\\"".contains(c))
            && domain.split('.').all(|label| !label.is_empty() && label.chars().all(is_of_domain))
    });
    if line.is_empty() || plausible { Ok(line) } else { Err(FieldError::new(path, "error.email")) }
}

/// Letters of all scripts: domains may be written in them (RFC 5890).
fn is_of_domain(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || c == '-'
}

/// Languages that documents can be written in.
const LANGUAGES: [&str; 4] = ["en", "fr", "ar", "hi"];

/// A currency code as typed, in capitals: one of ISO 4217 that has a smallest coin.
///
/// # Errors
/// `error.currency` with what was typed.
pub fn currency(path: &str, typed: &str) -> Result<String, FieldError> {
    let code = typed.trim().to_uppercase();
    if iso_decimals(&code).is_some() {
        return Ok(code);
    }
    let shown: String = typed.chars().take(20).collect();
    Err(FieldError::new(path, "error.currency").with("currency", shown))
}

/// The code of a language that documents can be written in.
///
/// # Errors
/// `error.language` at `path` for any other.
pub fn language(path: &str, typed: &str) -> Result<String, FieldError> {
    if LANGUAGES.contains(&typed) {
        Ok(typed.to_owned())
    } else {
        Err(FieldError::new(path, "error.language").with("known", LANGUAGES.join(", ")))
    }
}

/// A language with the place whose numbers and dates are used, such as `en-IN` or `zh-Hant-TW` (BCP 47): what cannot be read as
/// one would leave the pages without any words.
///
/// # Errors
/// `error.locale` at `path`.
pub fn locale(path: &str, typed: &str) -> Result<String, FieldError> {
    let is = |part: &str, lengths: &[usize], of: fn(&char) -> bool| {
        lengths.contains(&part.chars().count()) && part.chars().all(|c| of(&c))
    };
    let letters: fn(&char) -> bool = char::is_ascii_alphabetic;
    let mut parts = typed.trim().split('-');
    let language = parts.next().filter(|part| is(part, &[2, 3], char::is_ascii_lowercase));
    let mut rest: Vec<&str> = parts.collect();
    if rest.first().is_some_and(|part| is(part, &[4], letters)) {
        rest.remove(0);
    }
    if rest.first().is_some_and(|part| is(part, &[2], letters) || is(part, &[3], char::is_ascii_digit)) {
        rest.remove(0);
    }
    if language.is_some() && rest.is_empty() {
        Ok(typed.trim().to_owned())
    } else {
        Err(FieldError::new(path, "error.locale"))
    }
}

fn bounded(path: &str, text: &str, max: usize, refused: fn(char) -> bool) -> Result<String, FieldError> {
    // Bytes first: counting the characters of a million-character paste would be wasted work.
    if text.len() > max * 4 || text.chars().count() > max {
        return Err(FieldError::new(path, "error.too_long").with("max", max));
    }
    let composed: String = text.nfc().filter(|c| !is_direction_override(*c)).collect();
    if composed.chars().any(refused) {
        return Err(FieldError::new(path, "error.control_characters"));
    }
    Ok(composed.trim().to_owned())
}

/// Marks that silently reorder the text around them (Unicode UAX #9 overrides and embeddings) can make a name or an
/// amount look like another one; nobody types them, so they are dropped. Isolates and plain marks stay.
const fn is_direction_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}')
}

/// The folded form used for search and for sorting: NFKC, lower case, without accents, the nukta of Hindi, Arabic harakat and
/// tatweel, with ASCII digits; one space between words.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() { fold_ascii(text) } else { fold_any(text, is_dropped) }
}

/// The folded form with the nukta of Hindi, by which a consonant sounds like another one (ज j, ज़ z): for comparing names across
/// scripts.
#[must_use]
pub fn fold_sounding(text: &str) -> String {
    fold_any(text, |c| c != NUKTA && is_dropped(c))
}

/// The same of plain letters, which most texts are, in a tenth of the time: a walk through a list folds each row that it meets.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(char::is_whitespace) {
        let kept = word.chars().filter(|c| !c.is_ascii_control());
        let begin = folded.len();
        folded.extend(kept.map(|c| c.to_ascii_lowercase()));
        if folded.len() > begin {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn fold_any(text: &str, is_dropped: fn(char) -> bool) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        if is_dropped(c) {
            continue;
        }
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            // Arabic letters that writers use for one another.
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' => folded.push('ي'),
            'ة' => folded.push('ه'),
            _ => match c.to_digit(10).or_else(|| foreign_digit(c)) {
                Some(digit) => folded.push(char::from_digit(digit, 10).unwrap_or(c)),
                None if c.is_whitespace() => {
                    if !folded.is_empty() && !folded.ends_with(' ') {
                        folded.push(' ');
                    }
                }
                None => folded.push(c),
            },
        }
    }
    folded.truncate(folded.trim_end().len());
    folded.nfc().collect()
}

const NUKTA: char = '\u{093C}';

fn is_dropped(c: char) -> bool {
    // Latin, Greek and Cyrillic accents; the nukta of Devanagari, which writers leave out as they do accents; Arabic harakat,
    // superscript alef, Quranic marks, tatweel; invisible marks.
    matches!(c, '\u{0300}'..='\u{036F}' | NUKTA | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0640}')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2069}' | '\u{202A}'..='\u{202E}' | '\u{FEFF}' | '\u{00AD}')
        || (c.is_control() && !c.is_whitespace())
}

fn foreign_digit(c: char) -> Option<u32> {
    let zero = match c {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        '\u{0966}'..='\u{096F}' => 0x0966,
        _ => return None,
    };
    Some(c as u32 - zero)
}

/// A text with ASCII digits in the place of those of other scripts; the rest stays.
#[must_use]
pub fn ascii_digits(text: &str) -> String {
    let ascii = |c: char| foreign_digit(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c);
    text.chars().map(ascii).collect()
}

/// The words of a query or a row: runs of letters, digits, marks and private characters of the folded text. They are those
/// that the tokenizer of the search table makes, so that a text finds itself.
#[must_use]
pub fn words(folded: &str) -> Vec<&str> {
    folded
        .split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c) || is_private(c)))
        .filter(|word| !word.is_empty())
        .collect()
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// A document number without its separators, so that `INV26270042` finds `INV/26-27/0042`.
#[must_use]
pub fn squeeze(number: &str) -> String {
    fold(number).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_locale_is_one_that_every_engine_reads() {
        for good in ["en", "en-IN", "fr-FR", "zh-Hant-TW", "es-419", "ar-AE", "hi"] {
            assert_eq!(locale("locale", good).unwrap(), good);
        }
        for bad in ["", "en_IN", "EN-in", "english", "en-", "en-IN-x-private", "e", "en-IN-IN"] {
            assert!(locale("locale", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn folding_finds_the_same_word_in_other_clothes() {
        for (typed, folded) in [
            ("  Müller  GmbH ", "muller gmbh"),
            ("مُحَمَّد", "محمد"),
            ("أحمد", "احمد"),
            ("क्षत्रिय", "क्षत्रिय"),
            ("किरण", "किरण"),
            // The nukta as a letter of its own, as a mark, and left out.
            ("\u{958}िला", "किला"),
            ("क\u{93C}िला", "किला"),
            ("किला", "किला"),
            ("١٢٣ १२३", "123 123"),
            ("Ａｂｃ", "abc"),
            ("Straße", "strasse"),
            ("Zero\u{200B}width", "zerowidth"),
        ] {
            assert_eq!(fold(typed), folded, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn plain_letters_fold_as_all_others_do(typed in "[\\x00-\\x7f]{0,60}") {
            prop_assert_eq!(fold_ascii(&typed), fold_any(&typed, is_dropped));
        }
    }

    #[test]
    fn a_number_is_found_without_separators() {
        assert_eq!(squeeze("INV/26-27/0042"), "inv26270042");
        assert_eq!(words("inv/26-27 0042"), ["inv", "26", "27", "0042"]);
    }

    #[test]
    fn an_address_is_one_address() {
        for (typed, good) in [
            ("a@b.com", true),
            ("o'brien+x@kirana-दुकान.in", true),
            ("a@localhost", true),
            ("", true),
            ("a@b.com>", false),
            ("<a@b.com", false),
            ("a@b.com, c@d.com", false),
            ("a@b.com;", false),
            ("a@b..com", false),
            ("a@b.com.", false),
            ("a@", false),
            ("@b.com", false),
            ("a b@c.com", false),
            ("a@b@c.com", false),
        ] {
            assert_eq!(email("email", typed).is_ok(), good, "{typed}");
        }
    }

    #[test]
    fn lines_are_bounded_and_free_of_tricks() {
        assert_eq!(line("name", " a\u{202E}b ").ok().as_deref(), Some("ab"));
        assert_eq!(
            line("name", "a\u{7}b").err().map(|e| e.message_id).as_deref(),
            Some("error.control_characters")
        );
        let long = "x".repeat(1_000_000);
        assert_eq!(line("name", &long).err().map(|e| e.message_id).as_deref(), Some("error.too_long"));
        assert_eq!(
            required_line("name", " \u{202E} ").err().map(|e| e.message_id).as_deref(),
            Some("error.required")
        );
    }
}
