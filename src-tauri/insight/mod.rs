//! What the owner looks at first: money to collect, what is overdue, what the month brought, what is left lying; and whatever is
//! looked for.
//!
//! Every figure is the sum of rows that a list shows, and names the list that opens them.

pub mod find;
pub mod home;
mod store;

use crate::api::command::{Command, read, write};
use crate::store::search;

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("home.get", "company.read", home::get),
        read("search.find", "company.read", find::find),
        write("search.rebuild", "settings.write", search::rebuild),
    ]
}
