//! SIREN and SIRET: every French paper names them (Code de commerce, art. R. 123-237).
//!
//! Both end in a Luhn check digit. La Poste (SIREN 356 000 000) has more establishments than the
//! Luhn check leaves room for, so INSEE gave its SIRETs another rule: the sum of the fourteen
//! digits is divisible by five. Its head office keeps the Luhn digit.

use super::digits::{digits, ensure, luhn};
use super::{Reason, Verdict};

const LA_POSTE: &str = "356000000";

pub(super) fn siren(number: &str) -> Verdict {
    let values = digits(number)?;
    ensure(values.len() == 9, Reason::Length)?;
    ensure(luhn(&values), Reason::CheckDigit)?;
    Ok(number.to_owned())
}

pub(super) fn siret(number: &str) -> Verdict {
    let values = digits(number)?;
    ensure(values.len() == 14, Reason::Length)?;
    let by_sum = number.starts_with(LA_POSTE) && values.iter().sum::<u32>().is_multiple_of(5);
    ensure(luhn(&values) || by_sum, Reason::CheckDigit)?;
    siren(number.get(..9).unwrap_or_default())?;
    Ok(number.to_owned())
}
