//! Belgium, France, Ireland, Luxembourg, the Netherlands and Northern Ireland.

use super::super::digits::{digits, ensure, exactly, luhn, mod_97, number, weighted};
use super::super::{Reason, Verdict};

/// Ten digits, the first 0 or 1; older papers leave the 0 out or print it as `(0)`. The last two
/// are 97 less the remainder of the first eight.
pub(super) fn belgium(body: &str) -> Verdict {
    let full = match body.strip_prefix("(0)") {
        Some(rest) => format!("0{rest}"),
        None if body.len() == 9 => format!("0{body}"),
        None => body.to_owned(),
    };
    let values = exactly::<10>(&full)?;
    ensure(values[0] < 2 && number(&values) > 0, Reason::Form)?;
    let sum = number(&values[..8]) + number(&values[8..]);
    ensure(sum.is_multiple_of(97), Reason::CheckDigit)?;
    Ok(full)
}

/// Two characters of a key and the SIREN (CGI, ann. II, art. 242 nonies A; BOI-TVA-DECLA-20-30).
/// The numbers of Monaco, whose last nine digits start with 000, are no SIREN but have a key.
pub(super) fn france(body: &str) -> Verdict {
    let (Some(key), Some(siren)) = (body.get(..2), body.get(2..)) else {
        return Err(Reason::Length);
    };
    let values = exactly::<9>(siren)?;
    let mut positions = key.chars().map(french_key_value);
    let (Some(Some(first)), Some(Some(second))) = (positions.next(), positions.next()) else {
        return Err(Reason::Form);
    };
    ensure(values[..3] == [0, 0, 0] || luhn(&values), Reason::CheckDigit)?;
    let enterprise = number(&values);
    let fits = if first < 10 && second < 10 {
        // The key is the remainder by 97 of the SIREN with 12 behind it.
        u64::from(first * 10 + second) == (enterprise * 100 + 12) % 97
    } else {
        let sum = u64::from(if first < 10 { first * 24 + second - 10 } else { first * 34 + second - 100 });
        (enterprise + sum / 11 + 1) % 11 == sum % 11
    };
    ensure(fits, Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// The value of a character of a French key: digits, then the letters without I and O.
fn french_key_value(character: char) -> Option<u32> {
    const KEY: &str = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    KEY.chars().zip(0..).find_map(|(known, value)| (known == character).then_some(value))
}

/// Seven digits and a check letter, since 2013 with a second letter that counts nine times; or
/// the old form, a digit, a letter, `+` or `*`, five digits and a check letter.
pub(super) fn ireland(body: &str) -> Verdict {
    let characters: Vec<char> = body.chars().collect();
    let (serial, check, second) = match *characters.as_slice() {
        [ref serial @ .., check] if characters.len() == 8 => (serial, check, 'W'),
        [ref serial @ .., check, second] if characters.len() == 9 => (serial, check, second),
        _ => return Err(Reason::Length),
    };
    let old_sign = |sign: &char| sign.is_ascii_uppercase() || matches!(sign, '+' | '*');
    let values = match *serial {
        // The old form counts as 0, its five digits, then its first digit.
        [first, ref sign, ref five @ ..] if old_sign(sign) && characters.len() == 8 => {
            let moved: String = ['0'].iter().chain(five).chain([&first]).collect();
            exactly::<7>(&moved)?
        }
        _ => exactly::<7>(&serial.iter().collect::<String>())?,
    };
    let extra = irish_value(second).ok_or(Reason::Form)?;
    let sum = weighted(&values, &[8, 7, 6, 5, 4, 3, 2]) + 9 * extra;
    ensure(irish_value(check).ok_or(Reason::Form)? == sum % 23, Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// A to V count 1 to 22 and W counts 0.
fn irish_value(letter: char) -> Option<u32> {
    match letter {
        'W' => Some(0),
        'A'..='V' => letter.to_digit(36).map(|value| value - 9),
        _ => None,
    }
}

/// Eight digits; the last two are the remainder of the first six by 89.
pub(super) fn luxembourg(body: &str) -> Verdict {
    let values = exactly::<8>(body)?;
    ensure(number(&values[..6]) % 89 == number(&values[6..]), Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Nine digits, `B` and two digits. Until 2019 the nine were the tax number with its check
/// modulo eleven; since 2020 sole traders have a number whose whole text satisfies MOD 97-10.
pub(super) fn netherlands(body: &str) -> Verdict {
    let Some((serial, suffix)) = body.rsplit_once('B') else {
        return Err(Reason::Form);
    };
    ensure((1..=9).contains(&serial.len()) && suffix.len() == 2, Reason::Length)?;
    let full = format!("{serial:0>9}B{suffix}");
    let values = exactly::<9>(full.get(..9).ok_or(Reason::Form)?)?;
    ensure(number(&values) > 0 && number(&exactly::<2>(suffix)?) > 0, Reason::Form)?;
    let tax_number = weighted(&values[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 == values[8];
    let sole_trader = mod_97("NL".chars().chain(full.chars())) == Some(1);
    ensure(tax_number || sole_trader, Reason::CheckDigit)?;
    Ok(full)
}

/// The numbers of the United Kingdom under the prefix XI: nine digits, or twelve with a branch
/// trader's three; `GD` and `HA` with three digits for government departments and health
/// authorities, and their form for intra-community trade (HMRC, VAT registration manual).
pub(super) fn northern_ireland(body: &str) -> Verdict {
    if let Some((kind, serial)) = body.split_at_checked(2).filter(|(kind, _)| matches!(*kind, "GD" | "HA")) {
        british_public_body(kind, serial)?;
        return Ok(body.to_owned());
    }
    let values = digits(body)?;
    ensure(matches!(values.len(), 9 | 12), Reason::Length)?;
    let sum = weighted(&values, &[8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97;
    // Numbers from 100 upwards may also be of the series that was begun in 2010, whose sum has
    // 55 added before it is taken modulo 97.
    let newer = number(&values[..3]) >= 100 && matches!(sum, 42 | 55);
    ensure(sum == 0 || newer, Reason::CheckDigit)?;
    Ok(body.to_owned())
}

fn british_public_body(kind: &str, serial: &str) -> Result<(), Reason> {
    let department = |unit: u64| if kind == "GD" { unit < 500 } else { unit >= 500 };
    match serial.strip_prefix("8888").filter(|_| serial.len() == 9) {
        Some(rest) => {
            let values = exactly::<5>(rest)?;
            let (unit, check) = (number(&values[..3]), number(&values[3..]));
            ensure(department(unit), Reason::Component)?;
            ensure(unit % 97 == check, Reason::CheckDigit)
        }
        None => ensure(department(number(&exactly::<3>(serial)?)), Reason::Component),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_another_script_are_refused() {
        assert_eq!(netherlands("12\u{661}B01"), Err(Reason::Form));
    }
}
