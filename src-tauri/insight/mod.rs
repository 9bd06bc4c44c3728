//! What the owner looks at first: money to collect, what is overdue, what the month brought, what is left lying.
//!
//! Every figure is the sum of rows that a list shows, and names the list that opens them.

pub mod home;
mod store;

use crate::api::command::{Command, read};

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![read("home.get", "company.read", home::get)]
}
