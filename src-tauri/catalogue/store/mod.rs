//! The SQL of the catalogue, one file per noun.

pub(super) mod item;
pub(super) mod price_list;
pub(super) mod tax;
