//! The SQL of estimates, invoices, credit notes and payments.

pub(super) mod annex;
pub(super) mod balance;
pub(super) mod draft;
pub(super) mod faces;
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
