//! Austria, Croatia, Czechia, Germany, Hungary, Poland, Slovakia and Slovenia.

use super::super::digits::{digits, ensure, exactly, is_date, luhn_sum, mod_11_10, number, weighted};
use super::super::{Reason, Verdict};

/// `U` and eight digits: the Luhn sum of the first seven, the check digit and four are together
/// divisible by ten.
pub(super) fn austria(body: &str) -> Verdict {
    let serial = body.strip_prefix('U').ok_or(Reason::Form)?;
    let values = exactly::<8>(serial)?;
    let sum = luhn_sum(&values[..7]) + values[7] + 4;
    ensure(sum.is_multiple_of(10), Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Eleven digits, the OIB of persons and firms: ISO 7064 MOD 11,10.
pub(super) fn croatia(body: &str) -> Verdict {
    ensure(mod_11_10(&exactly::<11>(body)?), Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Eight digits for a legal person; nine starting with a 6 for special cases; nine or ten, the
/// birth number, for a natural person.
pub(super) fn czechia(body: &str) -> Verdict {
    let values = digits(body)?;
    match *values.as_slice() {
        [first, .., check] if values.len() == 8 => {
            ensure(first != 9, Reason::Form)?;
            let rest = 11 - weighted(&values[..7], &[8, 7, 6, 5, 4, 3, 2]) % 11;
            // Ten becomes 0 and eleven becomes 1.
            ensure(check == rest % 10, Reason::CheckDigit)?;
        }
        [6, ref middle @ .., check] if values.len() == 9 => {
            let rest = 11 - weighted(middle, &[8, 7, 6, 5, 4, 3, 2]) % 11;
            ensure(check == (19 - rest) % 10, Reason::CheckDigit)?;
        }
        _ if matches!(values.len(), 9 | 10) => birth_number(&values)?,
        _ => return Err(Reason::Length),
    }
    Ok(body.to_owned())
}

/// The birth number of Czechia and Slovakia (Act 133/2000 Coll., § 13): year, month, day and a
/// serial. Women's months are raised by 50, and by 20 when a day's serials ran out. Ten digits,
/// since 1954, are divisible by eleven; in a few early ones the remainder ten became a 0.
fn birth_number(values: &[u32]) -> Result<(), Reason> {
    let &[y1, y2, m1, m2, d1, d2, ..] = values else {
        return Err(Reason::Length);
    };
    let (short_year, month, day) = (y1 * 10 + y2, (m1 * 10 + m2) % 50 % 20, d1 * 10 + d2);
    let year = match values.len() {
        9 if short_year >= 80 => 1800 + short_year,
        9 => 1900 + short_year,
        _ if short_year >= 54 => 1900 + short_year,
        _ => 2000 + short_year,
    };
    ensure(values.len() == 10 || year < 1954, Reason::Length)?;
    ensure(is_date(year, month, day), Reason::Component)?;
    if let (10, Some((check, body))) = (values.len(), values.split_last()) {
        ensure(u64::from(*check) == number(body) % 11 % 10, Reason::CheckDigit)?;
    }
    Ok(())
}

/// Nine digits, the first not 0: ISO 7064 MOD 11,10.
pub(super) fn germany(body: &str) -> Verdict {
    let values = exactly::<9>(body)?;
    ensure(values[0] != 0, Reason::Form)?;
    ensure(mod_11_10(&values), Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Eight digits, the start of the tax number.
pub(super) fn hungary(body: &str) -> Verdict {
    let sum = weighted(&exactly::<8>(body)?, &[9, 7, 3, 1, 9, 7, 3, 1]);
    ensure(sum.is_multiple_of(10), Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Ten digits, the NIP; a remainder of ten is never given out.
pub(super) fn poland(body: &str) -> Verdict {
    let values = exactly::<10>(body)?;
    let check = weighted(&values[..9], &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
    ensure(values[9] == check, Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Ten digits, divisible by eleven, the third one of 2, 3, 4, 7, 8, 9; or a birth number.
pub(super) fn slovakia(body: &str) -> Verdict {
    let values = exactly::<10>(body)?;
    if birth_number(&values).is_err() {
        ensure(values[0] != 0 && matches!(values[2], 2..=4 | 7..=9), Reason::Form)?;
        ensure(number(&values).is_multiple_of(11), Reason::CheckDigit)?;
    }
    Ok(body.to_owned())
}

/// Eight digits, the first not 0; a remainder that gives eleven is never given out.
pub(super) fn slovenia(body: &str) -> Verdict {
    let values = exactly::<8>(body)?;
    ensure(values[0] != 0, Reason::Form)?;
    let rest = 11 - weighted(&values[..7], &[8, 7, 6, 5, 4, 3, 2]) % 11;
    let check = if rest == 10 { 0 } else { rest };
    ensure(values[7] == check, Reason::CheckDigit)?;
    Ok(body.to_owned())
}
