//! The SQL of estimates, invoices, credit notes and payments.

pub(super) mod annex;
pub(super) mod balance;
pub(super) mod deal;
pub(super) mod draft;
pub(super) mod earlier;
pub(super) mod faces;
pub(super) mod first_period;
pub(super) mod issued;
pub(super) mod lists;
pub(super) mod milestone;
pub(super) mod offer;
pub(super) mod party;
pub(super) mod payment;
pub(super) mod plan;
pub(super) mod print;
pub(super) mod recurring;
pub(super) mod recurring_list;
pub(super) mod thread;

use crate::store::figures::{AND_CURRENCY, Figures};

/// What belongs to the first branch.
const OF_FIRST_BRANCH: &str =
    "currency = ?1 AND branch_id = (SELECT id FROM v_settings_branch ORDER BY position, id LIMIT 1)";

/// What is in the home currency. What JSON functions answer is made plain text again, for the log would take it for more than text.
pub(super) const FIGURES: [Figures; 3] = [
    ["document", "total_minor", AND_CURRENCY, OF_FIRST_BRANCH],
    ["recurring_invoice", "rest_minor", "", OF_FIRST_BRANCH],
    [
        "recurring_invoice",
        "total_minor",
        ", currency = ?2, draft = json_set(draft, '$.currency', ?2) || ''",
        OF_FIRST_BRANCH,
    ],
];
