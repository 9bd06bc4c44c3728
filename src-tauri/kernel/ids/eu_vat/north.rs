//! Denmark, Estonia, Finland, Latvia, Lithuania and Sweden.

use super::super::digits::{digits, ensure, exactly, is_date, luhn, weighted};
use super::super::{Reason, Verdict};

/// Eight digits, the CVR number, the first not 0.
pub(super) fn denmark(body: &str) -> Verdict {
    let values = exactly::<8>(body)?;
    ensure(values[0] != 0, Reason::Form)?;
    let sum = weighted(&values, &[2, 7, 6, 5, 4, 3, 2, 1]);
    ensure(sum.is_multiple_of(11), Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Nine digits.
pub(super) fn estonia(body: &str) -> Verdict {
    let sum = weighted(&exactly::<9>(body)?, &[3, 7, 1, 3, 7, 1, 3, 7, 1]);
    ensure(sum.is_multiple_of(10), Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Eight digits.
pub(super) fn finland(body: &str) -> Verdict {
    let sum = weighted(&exactly::<8>(body)?, &[7, 9, 10, 5, 8, 4, 2, 1]);
    ensure(sum.is_multiple_of(11), Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Eleven digits: a legal person's starts with 4 to 9; a natural person's is the personal code,
/// with the birth date until 2017 and starting with 32 since.
pub(super) fn latvia(body: &str) -> Verdict {
    let values = exactly::<11>(body)?;
    if values[0] > 3 {
        let sum = weighted(&values, &[9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]);
        ensure(sum % 11 == 3, Reason::CheckDigit)?;
        return Ok(body.to_owned());
    }
    let two = |at: usize| values[at] * 10 + values[at + 1];
    if two(0) != 32 {
        let year = 1800 + values[6] * 100 + two(4);
        ensure(is_date(year, two(2), two(0)), Reason::Component)?;
    }
    let check = (1 + weighted(&values[..10], &[10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11 % 10;
    ensure(values[10] == check, Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Nine digits for a legal person, twelve for a temporarily registered one; the last but one is
/// a 1. When the first row of weights leaves ten, a second row decides.
pub(super) fn lithuania(body: &str) -> Verdict {
    let values = digits(body)?;
    ensure(matches!(values.len(), 9 | 12), Reason::Length)?;
    let Some((check, front)) = values.split_last() else {
        return Err(Reason::Length);
    };
    ensure(front.last() == Some(&1), Reason::Component)?;
    let first = weighted(front, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2]) % 11;
    let second = weighted(front, &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4]) % 11;
    let expected = if first == 10 { second % 10 } else { first };
    ensure(*check == expected, Reason::CheckDigit)?;
    Ok(body.to_owned())
}

/// Ten digits of the organisation or person number with Luhn, and 01.
pub(super) fn sweden(body: &str) -> Verdict {
    let values = exactly::<12>(body)?;
    ensure(values[10..] == [0, 1], Reason::Form)?;
    ensure(luhn(&values[..10]), Reason::CheckDigit)?;
    Ok(body.to_owned())
}
