//! Bulgaria, Cyprus, Greece, Italy, Malta, Portugal, Romania and Spain.

use super::super::digits::{digits, ensure, exactly, is_date, luhn, luhn_sum, number, weighted};
use super::super::{Reason, Verdict};

/// Nine digits for a legal person; ten for a natural person, a foreigner or anybody else, each
/// with its own weights.
pub(super) fn bulgaria(body: &str) -> Verdict {
    let values = digits(body)?;
    let Some((check, front)) = values.split_last() else {
        return Err(Reason::Length);
    };
    let fits = match values.len() {
        9 => {
            let first = weighted(front, &[1, 2, 3, 4, 5, 6, 7, 8]) % 11;
            let second = weighted(front, &[3, 4, 5, 6, 7, 8, 9, 10]) % 11;
            *check == if first == 10 { second % 10 } else { first }
        }
        10 => {
            let person = weighted(front, &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10;
            let foreigner = weighted(front, &[21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10;
            let other = (11 - weighted(front, &[4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
            (*check == person && bulgarian_birth_date(&values)) || *check == foreigner || *check == other
        }
        _ => return Err(Reason::Length),
    };
    ensure(fits, Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// The birth date in a Bulgarian personal number: the month carries the century, raised by 20
/// for the nineteenth and by 40 for the twenty-first.
fn bulgarian_birth_date(values: &[u32]) -> bool {
    let &[y1, y2, m1, m2, d1, d2, ..] = values else {
        return false;
    };
    let (century, month) = match m1 * 10 + m2 {
        month @ 41.. => (2000, month - 40),
        month @ 21.. => (1800, month - 20),
        month => (1900, month),
    };
    is_date(century + y1 * 10 + y2, month, d1 * 10 + d2)
}

/// Eight digits and a letter; the numbers that start with 12 are not given out.
pub(super) fn cyprus(body: &str) -> Verdict {
    /// What a digit in an odd place counts.
    const ODD: [u32; 10] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
    let letter = body.chars().next_back().ok_or(Reason::Length)?;
    ensure(letter.is_ascii_uppercase(), Reason::Form)?;
    let values = exactly::<8>(body.strip_suffix(letter).unwrap_or_default())?;
    ensure(values[..2] != [1, 2], Reason::Component)?;
    let sum: u32 = values
        .chunks_exact(2)
        .map(|pair| ODD.get(pair[0] as usize).copied().unwrap_or_default() + pair[1])
        .sum();
    ensure(char::from_digit(10 + sum % 26, 36) == Some(letter.to_ascii_lowercase()), Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Nine digits; old numbers of eight are written with a leading 0. Weights are powers of two.
pub(super) fn greece(body: &str) -> Verdict {
    let full = if body.len() == 8 { format!("0{body}") } else { body.to_owned() };
    let values = exactly::<9>(&full)?;
    let check = weighted(&values[..8], &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10;
    ensure(values[8] == check, Reason::CheckDigit)?;
    Ok(full)
}

/// Eleven digits with Luhn; the first seven are not all 0, and digits eight to ten are the
/// provincial office that gave the number: 001 to 100, 120, 121, 888 or 999.
pub(super) fn italy(body: &str) -> Verdict {
    let values = exactly::<11>(body)?;
    ensure(number(&values[..7]) > 0, Reason::Form)?;
    ensure(matches!(number(&values[7..10]), 1..=100 | 120 | 121 | 888 | 999), Reason::Component)?;
    ensure(luhn(&values), Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Eight digits, the first not 0; the last two check the first six.
pub(super) fn malta(body: &str) -> Verdict {
    let values = exactly::<8>(body)?;
    ensure(values[0] != 0, Reason::Form)?;
    let sum = weighted(&values, &[3, 4, 6, 7, 8, 9, 10, 1]);
    ensure(sum.is_multiple_of(37), Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Nine digits, the first not 0.
pub(super) fn portugal(body: &str) -> Verdict {
    let values = exactly::<9>(body)?;
    ensure(values[0] != 0, Reason::Form)?;
    let check = (11 - weighted(&values[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10;
    ensure(values[8] == check, Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Two to ten digits of the unique registration code, or thirteen of a personal code.
pub(super) fn romania(body: &str) -> Verdict {
    let values = digits(body)?;
    if values.len() == 13 {
        romanian_person(&values)?;
        return Ok(body.to_owned());
    }
    ensure((2..=10).contains(&values.len()), Reason::Length)?;
    ensure(values.first() != Some(&0), Reason::Form)?;
    let Some((check, front)) = values.split_last() else {
        return Err(Reason::Length);
    };
    // The weights belong to the last nine places before the check digit.
    let weights = &[7, 5, 3, 2, 1, 7, 5, 3, 2][9 - front.len()..];
    ensure(*check == weighted(front, weights) * 10 % 11 % 10, Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// The personal code: sex and century, birth date, county of the registering office, serial and
/// check digit (Ordinance 97/2005). Counties are 01 to 48, 51 and 52; 70 is given since 2024
/// whatever the county, 80 to 83 to people born abroad.
fn romanian_person(values: &[u32]) -> Result<(), Reason> {
    let two = |at: usize| values[at] * 10 + values[at + 1];
    let century = match values[0] {
        0 => return Err(Reason::Component),
        3 | 4 => 1800,
        5 | 6 => 2000,
        _ => 1900,
    };
    ensure(is_date(century + two(1), two(3), two(5)), Reason::Component)?;
    ensure(matches!(two(7), 1..=48 | 51 | 52 | 70 | 80..=83), Reason::Component)?;
    let rest = weighted(&values[..12], &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    ensure(values[12] == if rest == 10 { 1 } else { rest }, Reason::CheckDigit)
}

/// Nine characters, the first or the last or both a letter (Real Decreto 1065/2007, art. 19 to
/// 23; Orden EHA/451/2008): citizens and residents have a letter at the end, legal persons one
/// in front that tells their form.
pub(super) fn spain(body: &str) -> Verdict {
    let mut characters = body.chars();
    let (Some(first), Some(last)) = (characters.next(), characters.next_back()) else {
        return Err(Reason::Length);
    };
    ensure(body.len() == 9 && body.is_ascii(), Reason::Length)?;
    let middle = exactly::<7>(characters.as_str())?;
    let fits = match first {
        '0'..='9' => last == spanish_letter(first.to_digit(10), &middle),
        'X' => last == spanish_letter(Some(0), &middle),
        'Y' => last == spanish_letter(Some(1), &middle),
        'Z' => last == spanish_letter(Some(2), &middle),
        // Minors, residents abroad and foreigners without a number of their own.
        'K' | 'L' | 'M' => last == spanish_letter(Some(0), &middle),
        'A'..='H' | 'J' | 'N' | 'P'..='S' | 'U' | 'V' | 'W' => spanish_legal_person(last, &middle),
        _ => return Err(Reason::Form),
    };
    ensure(fits, Reason::CheckDigit)?;
    Ok(body.to_owned())
}

fn spanish_letter(first: Option<u32>, middle: &[u32]) -> char {
    const LETTERS: [char; 23] = [
        'T', 'R', 'W', 'A', 'G', 'M', 'Y', 'F', 'P', 'D', 'X', 'B', 'N', 'J', 'Z', 'S', 'Q', 'V', 'H', 'L',
        'C', 'K', 'E',
    ];
    let value = u64::from(first.unwrap_or_default()) * 10_000_000 + number(middle);
    LETTERS[(value % 23) as usize]
}

/// The control character of a legal person is a digit or the letter in its place; which of the
/// two depends on form and residence and has changed over time, so both are taken.
fn spanish_legal_person(last: char, middle: &[u32; 7]) -> bool {
    const LETTERS: [char; 10] = ['J', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'];
    let [a, b, c, d, e, f, g] = *middle;
    // Luhn over seven digits and the control digit, which stands in the place of the 0.
    let control = (10 - luhn_sum(&[a, b, c, d, e, f, g, 0]) % 10) % 10;
    char::from_digit(control, 10) == Some(last) || LETTERS[control as usize] == last
}
