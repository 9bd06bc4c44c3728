//! The parts of an enquiry that have a shape of their own: mail addresses, phone numbers, sums of money, chat lines.

use crate::kernel::text;

/// A sum as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) amount: String,
    pub(super) currency: &'static str,
}

/// Signs and codes before or after a number.
const CURRENCIES: &[(&str, &str)] = &[
    ("₹", "INR"),
    ("rs.", "INR"),
    ("rs", "INR"),
    ("inr", "INR"),
    ("€", "EUR"),
    ("eur", "EUR"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("$", "USD"),
    ("usd", "USD"),
    ("aed", "AED"),
    ("dhs", "AED"),
];

/// Words that count, folded.
const COUNTS: &[&str] =
    &["k", "thousand", "lakh", "lakhs", "lac", "l", "cr", "crore", "crores", "mn", "million", "लाख", "करोड"];

/// Words after which a bare number is a sum, folded.
const SUM_LEADS: &[&str] = &["budget", "worth", "value", "amount", "montant", "बजट", "ميزانيه"];

/// Words that may stand between those and the number.
const SUM_LINKS: &[&str] = &["of", "is", "around", "about", "de", "est"];

/// The pieces of a line between commas, semicolons, bars, bullets, free dashes and full stops, those of Arabic and Devanagari
/// among them. A comma between digits groups a number; a full stop ends a sentence only before a space.
pub(super) fn split(line: &str) -> Vec<String> {
    let letters: Vec<char> = line.chars().collect();
    let mut pieces = vec![String::new()];
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before)).copied().unwrap_or(' ');
        let after = letters.get(at + 1).copied().unwrap_or(' ');
        let cuts = match letter {
            ',' => !(before.is_ascii_digit() && after.is_ascii_digit()),
            ';' | '|' | '•' | '\t' | '،' | '।' => true,
            '-' | '–' => before == ' ' && after == ' ',
            '.' | '!' | '?' => after == ' ' && !ends_abbreviation(pieces.last().map_or("", String::as_str)),
            _ => false,
        };
        match pieces.last_mut() {
            Some(piece) if !cuts => piece.push(*letter),
            _ => pieces.push(String::new()),
        }
    }
    pieces.iter().map(|piece| piece.trim().to_owned()).filter(|piece| !piece.is_empty()).collect()
}

/// "Dr", "Pvt", "Rs", "No": up to three letters before a full stop do not end a sentence.
fn ends_abbreviation(piece: &str) -> bool {
    let word = piece.rsplit(' ').next().unwrap_or_default();
    (1..=3).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic)
}

/// Writer and message of an exported chat line: "[day, time] writer: message" or "day, time - writer: message".
pub(super) fn chat_line(line: &str) -> Option<(String, String)> {
    let stamped = |stamp: &str| {
        let digits = stamp.chars().filter(char::is_ascii_digit).count();
        digits >= 6 && stamp.contains(':') && stamp.contains(['/', '.', '-'])
    };
    let rest = match line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((stamp, rest)) if stamped(stamp) => rest,
        _ => {
            let (stamp, rest) = line.split_once(" - ")?;
            if !stamped(stamp) || stamp.chars().count() > 30 {
                return None;
            }
            rest
        }
    };
    let (writer, message) = rest.split_once(':')?;
    (writer.chars().count() <= 60).then(|| (writer.trim().to_owned(), message.trim().to_owned()))
}

/// Where `phrase` stands in `piece` as whole words: the byte before it and the byte after it.
pub(super) fn find_words(piece: &str, phrase: &str) -> Option<(usize, usize)> {
    let words: Vec<(usize, &str)> = word_places(piece);
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let matches = |at: usize| {
        wanted
            .iter()
            .zip(words.get(at..).unwrap_or_default())
            .all(|(wanted, (_, word))| text::fold(word.trim_matches([',', ':', '.'])) == *wanted)
            && at + wanted.len() <= words.len()
    };
    let at = (0..words.len()).find(|at| matches(*at))?;
    let (start, _) = *words.get(at)?;
    let (last, word) = *words.get(at + wanted.len() - 1)?;
    Some((start, last + word.len()))
}

fn word_places(piece: &str) -> Vec<(usize, &str)> {
    let mut places = Vec::new();
    let mut rest = piece;
    let mut offset = 0;
    while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
        let from = rest.get(start..).unwrap_or_default();
        let length = from.find(char::is_whitespace).unwrap_or(from.len());
        let word = from.get(..length).unwrap_or_default();
        places.push((offset + start, word));
        offset += start + length;
        rest = from.get(length..).unwrap_or_default();
    }
    places
}

/// Takes the words `from..to` out of a piece.
fn without(words: &[(usize, &str)], from: usize, to: usize) -> String {
    let kept = words.iter().enumerate().filter(|(at, _)| !(from..to).contains(at));
    kept.map(|(_, (_, word))| *word).collect::<Vec<_>>().join(" ")
}

/// The first mail address, and the piece without it.
pub(in crate::crm) fn take_email(piece: &str) -> Option<(String, String)> {
    let words = word_places(piece);
    let at = words.iter().position(|(_, word)| address(word).is_some())?;
    let email = address(words.get(at)?.1)?;
    Some((email, without(&words, at, at + 1)))
}

fn address(word: &str) -> Option<String> {
    let bare = word.trim_matches(|c: char| "<>()[],;:\"'.".contains(c));
    let bare = bare.strip_prefix("mailto:").unwrap_or(bare);
    let (local, host) = bare.split_once('@')?;
    let plain = |c: char| c.is_alphanumeric() || "._-+'%".contains(c);
    let good = !local.is_empty()
        && local.chars().all(plain)
        && host.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-')
        && host.split('.').count() >= 2
        && host.split('.').all(|label| !label.is_empty());
    good.then(|| bare.to_owned())
}

/// The first phone number (8 to 15 digits, ITU-T E.164 knows no longer ones), and the piece without it.
pub(in crate::crm) fn take_phone(piece: &str) -> Option<(String, String)> {
    let words = word_places(piece);
    let numeric = |word: &str| {
        !word.is_empty()
            && word.chars().any(|c| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || "+-()./".contains(c))
    };
    let mut at = 0;
    while at < words.len() {
        let run = words.get(at..).unwrap_or_default().iter().take_while(|(_, word)| numeric(word)).count();
        // The longest beginning of the run that is a phone number.
        let found = (1..=run).rev().find_map(|length| {
            let parts: Vec<&str> = words.get(at..at + length)?.iter().map(|(_, word)| *word).collect();
            let phone = parts.join(" ").trim_matches(['.', '/', '-']).to_owned();
            is_phone(&phone).then_some((phone, length))
        });
        if let Some((phone, length)) = found {
            return Some((phone, without(&words, at, at + length)));
        }
        at += run.max(1);
    }
    None
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plus = text.chars().filter(|c| *c == '+').count();
    let groups: Vec<usize> = text.split(['-', '/', '.']).map(str::len).collect();
    let is_date = matches!(groups.as_slice(), [4, 2, 2] | [2, 2, 4] | [1, 2, 4] | [2, 1, 4]);
    (8..=15).contains(&digits) && !is_date && (plus == 0 || (plus == 1 && text.starts_with(['+', '('])))
}

/// The first sum of money, and the piece without it. A bare number is one only when `labelled`, or after a word such as
/// "budget".
pub(super) fn take_sum(piece: &str, labelled: bool) -> Option<(Sum, String)> {
    let words = word_places(piece);
    for at in 0..words.len() {
        if let Some((sum, from, to)) = sum_at(&words, at, labelled) {
            return Some((sum, without(&words, from, to)));
        }
    }
    None
}

fn sum_at(words: &[(usize, &str)], at: usize, labelled: bool) -> Option<(Sum, usize, usize)> {
    let word = |at: usize| words.get(at).map(|(_, word)| sum_word(word));
    let (lead, glued) = split_sign(&word(at)?);
    let (mut currency, number) = match (lead, glued.is_empty()) {
        // A sign of its own, then the number.
        (Some(code), true) => (code, number_at(words, at + 1, &word(at + 1)?)?),
        (Some(code), false) => (code, number_at(words, at, &glued)?),
        (None, _) => ("", number_at(words, at, &glued)?),
    };
    let Number { digits, mut counted, sign, mut to } = number;
    if currency.is_empty() {
        currency = sign;
    }
    if !counted && word(to).is_some_and(|next| COUNTS.contains(&next.trim_matches(['.', ',']))) {
        counted = true;
        to += 1;
    }
    // "12,000 AED": a code that stands alone after the number.
    let after = word(to).map(|next| split_sign(next.trim_end_matches(['.', ','])));
    if let (true, Some((Some(code), rest))) = (currency.is_empty(), after)
        && rest.is_empty()
    {
        currency = code;
        to += 1;
    }
    let led = led_from(words, at);
    let from = led.unwrap_or(at);
    let is_sum = digits <= 15 && (!currency.is_empty() || counted || led.is_some() || labelled);
    let text = words.get(at..to)?.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
    let amount = text.trim_matches(['.', ',', '(', ')', ';']).trim_end_matches(['/', '-']).to_owned();
    is_sum.then_some((Sum { amount, currency }, from, to))
}

/// A word as sums are read from it.
fn sum_word(word: &str) -> String {
    text::fold(word.trim_matches(['(', ')', ';'])).replace('\u{66c}', ",").replace('\u{66b}', ".")
}

/// Where the words begin that say that a number at `at` is a sum: "budget", "budget de".
fn led_from(words: &[(usize, &str)], at: usize) -> Option<usize> {
    let is_of = |at: usize, list: &[&str]| {
        let word = words.get(at).map(|(_, word)| text::fold(word));
        word.is_some_and(|word| list.contains(&word.trim_matches([':', '.'])))
    };
    let before = at.checked_sub(1)?;
    if is_of(before, SUM_LEADS) {
        return Some(before);
    }
    let further = before.checked_sub(1)?;
    (is_of(before, SUM_LINKS) && is_of(further, SUM_LEADS)).then_some(further)
}

/// A number of one or more words.
struct Number {
    /// How many digits it has.
    digits: usize,
    /// Whether a counting word is glued to it.
    counted: bool,
    /// The currency whose sign or code is glued to its end; empty without one.
    sign: &'static str,
    /// The word after it.
    to: usize,
}

/// The number whose first word is `first`, at `at`. Groups of three digits that follow belong to it: "15 000", "1 250 000,50", as
/// much of Europe groups them, with a space or a no-break space (ISO 80000-1, 7.3.1).
fn number_at(words: &[(usize, &str)], at: usize, first: &str) -> Option<Number> {
    let (number, counted, sign) = split_count(first)?;
    let digits = |number: &str| number.chars().filter(char::is_ascii_digit).count();
    let mut found = Number { digits: digits(&number), counted, sign, to: at + 1 };
    let mut goes_on = !counted
        && sign.is_empty()
        && (1..=3).contains(&number.len())
        && number.chars().all(|c| c.is_ascii_digit())
        && !number.starts_with('0')
        && first == number;
    while goes_on {
        let Some((_, word)) = words.get(found.to) else { break };
        let word = sum_word(word);
        let Some((group, counted, sign)) = split_count(&word).filter(|(group, ..)| is_group(group)) else {
            break;
        };
        goes_on = word.len() == 3;
        (found.counted, found.sign, found.to) = (counted, sign, found.to + 1);
        found.digits += digits(&group);
    }
    Some(found)
}

/// Three digits, the last ones perhaps with decimals: "000", "000,50".
fn is_group(group: &str) -> bool {
    let (whole, fraction) = group.split_once([',', '.']).unwrap_or((group, "00"));
    let all_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    whole.len() == 3 && all_digits(whole) && (1..=2).contains(&fraction.len()) && all_digits(fraction)
}

/// A currency sign or code in front, and what follows it.
fn split_sign(word: &str) -> (Option<&'static str>, String) {
    for (sign, code) in CURRENCIES {
        if let Some(rest) = word.strip_prefix(sign)
            && rest.chars().next().is_none_or(|c| c.is_ascii_digit() || c == '.')
        {
            return (Some(code), rest.trim_start_matches('.').to_owned());
        }
    }
    (None, word.to_owned())
}

/// The number of "50k", "1,50,000/-" or "15k€", whether a counting word is glued to it, and the currency whose sign is.
fn split_count(word: &str) -> Option<(String, bool, &'static str)> {
    let word = word.trim_end_matches("/-").trim_end_matches(['.', ',']);
    let end = word.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(word.len());
    let (number, rest) = (word.get(..end)?, word.get(end..)?);
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let signed = CURRENCIES.iter().find_map(|(sign, code)| Some((rest.strip_suffix(sign)?, *code)));
    let (count, sign) = signed.unwrap_or((rest, ""));
    (count.is_empty() || (COUNTS.contains(&count) && count != "m"))
        .then(|| (number.to_owned(), !count.is_empty(), sign))
}
