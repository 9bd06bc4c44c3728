//! What the tax of a line is by its nature. Two supplies may both bear no tax and still be two things in a return and in an electronic
//! invoice: one is taxed at nought, the other is exempt.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The category of a tax in an electronic invoice: the letters of UNTDID 5305 that EN 16931 allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
pub enum TaxCategory {
    /// Standard or reduced rate.
    S,
    /// Zero rated.
    Z,
    /// Exempt.
    E,
    /// Reverse charge.
    AE,
    /// Outside the scope of the tax.
    O,
    /// Export outside the union.
    G,
    /// Supply inside the European Union to a registered buyer.
    K,
}

impl TaxCategory {
    /// What a tax is of which nobody says more than the rate in percent.
    #[must_use]
    pub fn usual(rate: Decimal) -> Self {
        if rate.is_zero() { Self::Z } else { Self::S }
    }

    /// Whether a rate in percent may go with it. EN 16931: category S bears one above zero (BR-S-05), every other one bears none (BR-Z-05,
    /// BR-E-05, BR-AE-05 …).
    #[must_use]
    pub fn bears(self, rate: Decimal) -> bool {
        (self == Self::S) != rate.is_zero()
    }
}
