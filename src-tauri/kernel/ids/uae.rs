//! Tax registration numbers of the United Arab Emirates.
//!
//! The Federal Tax Authority gives fifteen digits that start with a 1 and has published no check
//! digit. The e-invoice specification PINT-AE wants the last two to be 03; older numbers and
//! those of tax groups may end otherwise, so such an ending is only worth a look.

use super::digits::{digits, ensure};
use super::{Reason, Verdict};

pub(super) fn trn(number: &str) -> Verdict {
    let values = digits(number)?;
    ensure(values.len() == 15, Reason::Length)?;
    ensure(values.first() == Some(&1), Reason::Form)?;
    Ok(number.to_owned())
}

/// Whether a valid number ends in a way that PINT-AE does not take.
pub(super) fn is_unusual(number: &str) -> bool {
    !number.ends_with("03")
}
