//! Numbers of the one-stop shop, given to sellers outside the Union.
//!
//! The number names the member state of identification by its ISO 3166-1 numeric code (900 for
//! Northern Ireland), a serial and a check digit (Implementing Regulation (EU) 2020/194,
//! non-Union scheme `EU`, import scheme `IM`). The text of the check digit's rule is in a
//! technical specification that is not public; fourteen numbers that their holders print on
//! their invoices all satisfy a weighted sum modulo eleven with weights 3 to 10, which is what is
//! checked for `EU`.
//! For `IM` no rule is known, so its form and member state are checked.

use super::super::digits::{ensure, exactly, number, weighted};
use super::super::{Reason, Verdict};

/// ISO 3166-1 numeric codes of the member states, and 900.
const STATES: [u64; 28] = [
    40, 56, 100, 191, 196, 203, 208, 233, 246, 250, 276, 300, 348, 372, 380, 428, 440, 442, 470, 528, 616,
    620, 642, 703, 705, 724, 752, 900,
];

pub(super) fn non_union(body: &str) -> Verdict {
    let values = exactly::<9>(body)?;
    ensure(STATES.contains(&number(&values[..3])), Reason::Component)?;
    let check = (11 - weighted(&values[..8], &[3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 11 % 10;
    ensure(values[8] == check, Reason::CheckDigit)?;
    Ok(body.to_owned())
}

pub(super) fn import(body: &str) -> Verdict {
    let values = exactly::<10>(body)?;
    ensure(STATES.contains(&number(&values[..3])), Reason::Component)?;
    Ok(body.to_owned())
}
