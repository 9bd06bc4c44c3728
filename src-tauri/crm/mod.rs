//! Customers and the people at them: one row for sales, finance, delivery and support.
//!
//! The name is not the key: two customers may share one. Merging writes an alias and rewrites nothing.

pub mod address;
pub mod contact;
pub mod customer;
mod duplicates;
mod fields;
pub mod guard;
mod projections;
mod store;
pub mod tax_id;

pub use duplicates::keys_of;
pub use projections::projections;

use crate::api::command::{Command, read, write};

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("customer.list", "customer.read", customer::list),
        read("customer.summary", "customer.read", customer::summary),
        read("customer.get", "customer.read", customer::get),
        read("customer.duplicates", "customer.read", customer::duplicates),
        write("customer.create", "customer.write", customer::create),
        write("customer.update", "customer.write", customer::update),
        write("customer.delete", "customer.write", customer::delete),
        write("contact.create", "contact.write", contact::create),
        write("contact.update", "contact.write", contact::update),
        write("contact.delete", "contact.write", contact::delete),
        write("address.create", "customer.write", address::create),
        write("address.update", "customer.write", address::update),
        write("address.delete", "customer.write", address::delete),
        write("tax_id.create", "customer.write", tax_id::create),
        write("tax_id.delete", "customer.write", tax_id::delete),
    ]
}
