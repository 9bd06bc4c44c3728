//! One alphabet for names: the same person is شركة in one list and "sharika" in the next.
//!
//! Arabic and Devanagari words are written in Latin letters, close to ALA-LC without its diacritics; Arabic leaves the
//! short vowels out, so words are also compared by a skeleton of consonants that sound alike.

/// A folded word (see `kernel::text::fold_sounding`) in Latin letters; other scripts than Arabic and Devanagari stay as they are.
pub(super) fn latin(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let letters: Vec<char> = word.chars().collect();
    let letters = without_arabic_article(&letters);
    let mut latin = String::with_capacity(word.len());
    for (at, letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied();
        match *letter {
            '\u{0900}'..='\u{097F}' => push_devanagari(&mut latin, *letter, next),
            'و' if at > 0 => latin.push('u'),
            'ي' | 'ی' if at > 0 => latin.push('i'),
            other => match arabic(other) {
                Some(sound) => latin.push_str(sound),
                None => latin.push(other),
            },
        }
    }
    latin
}

/// The article (ال, and with a preposition لل or وال) comes and goes between spellings, so it is left out.
fn without_arabic_article(letters: &[char]) -> &[char] {
    for article in [['و', 'ا', 'ل'].as_slice(), &['ا', 'ل'], &['ل', 'ل']] {
        if letters.starts_with(article) && letters.len() >= article.len() + 3 {
            return &letters[article.len()..];
        }
    }
    letters
}

/// Consonants and long vowels of Arabic, Persian and Urdu.
fn arabic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ا' | 'ع' => "a",
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' | 'ٹ' => "t",
        'ث' => "th",
        'ج' => "j",
        'چ' => "ch",
        'ح' | 'ه' | 'ہ' | 'ھ' => "h",
        'خ' => "kh",
        'د' | 'ض' | 'ڈ' => "d",
        'ذ' => "dh",
        'ر' | 'ڑ' => "r",
        'ز' | 'ظ' | 'ژ' => "z",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ق' => "q",
        'ك' | 'ک' => "k",
        'گ' => "g",
        'ل' => "l",
        'م' => "m",
        'ن' | 'ں' => "n",
        'و' => "w",
        'ي' | 'ی' => "y",
        'ے' => "e",
        'ء' => "",
        _ => return None,
    })
}

/// Devanagari: a consonant carries an "a" unless a vowel sign, the virama or the end of the word takes it away.
fn push_devanagari(latin: &mut String, letter: char, next: Option<char>) {
    if letter == '\u{093C}' {
        // The nukta changes the consonant before it; its inherent vowel is written here.
        let carries = latin.ends_with('a');
        latin.truncate(latin.len() - usize::from(carries));
        for (plain, dotted) in [("ph", "f"), ("j", "z"), ("dh", "r"), ("d", "r")] {
            if let Some(stem) = latin.strip_suffix(plain) {
                *latin = format!("{stem}{dotted}");
                break;
            }
        }
        if carries && next.is_some_and(is_devanagari_letter) {
            latin.push('a');
        }
        return;
    }
    let Some(sound) = devanagari(letter) else { return };
    latin.push_str(sound);
    let consonant = matches!(letter, '\u{0915}'..='\u{0939}');
    if consonant && next.is_some_and(|c| is_devanagari_letter(c) || c == '\u{093C}') {
        latin.push('a');
    }
}

const fn is_devanagari_letter(c: char) -> bool {
    matches!(c, '\u{0904}'..='\u{0939}' | '\u{0902}' | '\u{0903}' | '\u{0901}')
}

fn devanagari(letter: char) -> Option<&'static str> {
    Some(match letter {
        'अ' | 'आ' | 'ा' => "a",
        'इ' | 'ई' | 'ि' | 'ी' => "i",
        'उ' | 'ऊ' | 'ु' | 'ू' => "u",
        'ऋ' | 'ृ' => "ri",
        'ए' | 'ऍ' | 'े' | 'ॅ' => "e",
        'ऐ' | 'ै' => "ai",
        'ओ' | 'ऑ' | 'ो' | 'ॉ' => "o",
        'औ' | 'ौ' => "au",
        'ं' | 'ँ' | 'ङ' | 'ञ' | 'ण' | 'न' => "n",
        'ः' | 'ह' => "h",
        'क' => "k",
        'ख' => "kh",
        'ग' => "g",
        'घ' => "gh",
        'च' => "ch",
        'छ' => "chh",
        'ज' => "j",
        'झ' => "jh",
        'ट' | 'त' => "t",
        'ठ' | 'थ' => "th",
        'ड' | 'द' => "d",
        'ढ' | 'ध' => "dh",
        'प' => "p",
        'फ' => "ph",
        'ब' => "b",
        'भ' => "bh",
        'म' => "m",
        'य' => "y",
        'र' => "r",
        'ल' | 'ळ' => "l",
        'व' => "v",
        'श' | 'ष' => "sh",
        'स' => "s",
        _ => return None,
    })
}

/// The consonants of a Latin word as they sound: vowels, h and doubled letters go, spellings of one sound become one.
/// An initial vowel stays as `a`, so that "Omar" and عمر meet. Words of other scripts keep all their letters.
pub(super) fn skeleton(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut skeleton = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let (sound, taken) = sound(letter, next, at == 0);
        for c in sound.chars() {
            if !skeleton.ends_with(c) || c.is_ascii_digit() {
                skeleton.push(c);
            }
        }
        if sound.is_empty() && !letter.is_ascii() {
            skeleton.push(letter);
        }
        at += taken;
    }
    skeleton
}

/// The sound that starts with `letter` and how many letters spell it.
fn sound(letter: char, next: char, first: bool) -> (&'static str, usize) {
    match (letter, next) {
        ('p', 'h') => ("f", 2),
        ('s', 'h') => ("s", 2),
        ('c', 'h') => ("c", 2),
        ('k' | 'c', 'k' | 'h') => ("k", 2),
        ('g', 'h') => ("g", 2),
        ('t', 'h') => ("t", 2),
        ('d', 'j') | ('z', 'h') => ("j", 2),
        ('d', 'h') => ("d", 2),
        ('c', 'e' | 'i' | 'y') => ("s", 1),
        ('c' | 'k' | 'q', _) => ("k", 1),
        ('x', _) => ("ks", 1),
        ('v' | 'w', _) => ("v", 1),
        ('y', _) if first => ("y", 1),
        ('h', _) if first => ("h", 1),
        ('a' | 'e' | 'i' | 'o' | 'u', _) if first => ("a", 1),
        ('a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h', _) => ("", 1),
        _ => (one(letter), 1),
    }
}

/// The letters and digits that sound as they are written.
fn one(letter: char) -> &'static str {
    const PLAIN: &str = "bdfgjlmnprstz0123456789";
    PLAIN.find(letter).and_then(|at| PLAIN.get(at..=at)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::text::fold_sounding as fold;

    #[test]
    fn scripts_meet_in_latin() {
        for (typed, expected) in [
            ("राजेश", "rajesh"),
            ("शर्मा", "sharma"),
            ("मोहन", "mohan"),
            ("ज़ाकिर", "zakir"),
            ("सिंह", "sinh"),
            ("النور", "nur"),
            ("كمال", "kmal"),
            ("علي", "ali"),
            ("kumar", "kumar"),
        ] {
            assert_eq!(latin(&fold(typed)), expected, "{typed}");
        }
    }

    #[test]
    fn spellings_of_one_name_share_a_skeleton() {
        for (one, other) in [
            ("mohammed", "محمد"),
            ("muhammad", "mohamed"),
            ("omar", "عمر"),
            ("fatima", "فاطمة"),
            ("youssef", "يوسف"),
            ("khalid", "خالد"),
            ("rajesh", "राजेश"),
            ("lakshmi", "laxmi"),
            ("stephen", "stefan"),
            ("क्षत्रिय", "kshatriya"),
        ] {
            assert_eq!(skeleton(&latin(&fold(one))), skeleton(&latin(&fold(other))), "{one} {other}");
        }
        assert_ne!(skeleton("khalid"), skeleton("walid"));
    }
}
