//! The catalogue: what the company sells, what it costs whom, and how it is taxed.
//!
//! Documents copy from here and are never changed by it. Billing asks three things: [`price::price_for`] for the price of a
//! line, [`item::tax_class_of`] for the tax class of an item under a branch's scheme, and [`tax_rate::tax_rates`] for the
//! rates of that class on the date of the document.

pub(crate) mod checks;
mod fields;
pub mod item;
mod item_fields;
pub mod pick;
pub mod price;
pub mod price_list;
mod projections;
mod store;
pub mod tax_class;
pub mod tax_rate;
mod tax_seed;
pub mod unit;

pub(crate) use price::change_currency;
pub use projections::projections;
pub(crate) use tax_seed::{seed_country, tax_items};

use crate::api::command::{Command, read, write};
use crate::store::undo_rule::{Rule, after};

/// What undo keeps of tax classes.
pub(crate) const UNDO_RULES: &[Rule] = &[after(&["tax_class"], tax_class::undo_spares_used)];

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("item.list", "item.read", item::list),
        read("item.summary", "item.read", item::summary),
        read("item.get", "item.read", item::get),
        read("item.pick", "item.read", pick::pick),
        read("item.units", "item.read", unit::list),
        write("item.create", "item.write", item::create),
        write("item.update", "item.write", item::update),
        write("item.archive", "item.write", item::archive),
        write("item.restore", "item.write", item::restore),
        write("item.delete", "item.write", item::delete),
        read("price_list.list", "item.read", price_list::list),
        read("price_list.lines", "item.read", price_list::lines),
        write("price_list.save", "item.write", price_list::save),
        write("price_list.delete", "item.write", price_list::delete),
        read("tax_class.list", "item.read", tax_class::list),
        write("tax_class.create", "tax_class.write", tax_class::create),
        write("tax_class.update", "tax_class.write", tax_class::update),
    ]
}
