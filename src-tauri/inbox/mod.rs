//! The inbox: what reminds somebody, and where somebody named them. Each user has one, and sees no other. What somebody has in hand stands
//! in [`in_hand`], and goes to a colleague from there.
//!
//! Mentions come with what was written. Reminders come from [`remind::refresh`], which a host runs at opening and every few
//! minutes; whatever it finds twice is told once.

pub mod in_hand;
pub mod item;
pub mod remind;
mod store;

use crate::api::command::{Command, read, write};

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("user.in_hand", "user.read", in_hand::of),
        write("user.pass_on", "user.write", in_hand::pass_on),
        read("inbox.list", "inbox.read", item::list),
        read("inbox.count", "inbox.read", item::count),
        write("inbox.read", "inbox.read", item::read),
        write("inbox.done", "inbox.read", item::done),
        write("inbox.reopen", "inbox.read", item::reopen),
        write("inbox.snooze", "inbox.read", item::snooze),
        // It tells everybody and shows nothing, so whoever may open the company may run it.
        write("inbox.refresh", "company.read", remind::refresh),
    ]
}
