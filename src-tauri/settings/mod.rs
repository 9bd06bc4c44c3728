//! The company itself: set-up by country, branches as legal sellers, users and what they may do, areas, number series.

pub mod area;
pub mod branch;
pub(crate) mod checks;
pub mod company;
pub mod country;
pub(crate) mod device;
pub mod holidays;
mod hours;
pub mod letterhead;
pub mod number_series;
pub mod permission;
pub(crate) mod renumber;
pub mod seller;
pub(crate) mod seller_numbers;
pub mod setup;
mod store;
pub mod user;
pub mod working_time;

use crate::api::command::{Command, bytes, read, write};
use crate::api::undo;
use crate::store::undo_rule::{Rule, after};

/// The commands of this capability, and those about the file as a whole.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("company.status", "company.read", company::status),
        write("company.update", "settings.write", company::update),
        read("branch.list", "company.read", branch::list),
        write("branch.create", "settings.write", seller::create),
        write("branch.update", "settings.write", branch::update),
        write("branch.set_picture", "settings.write", letterhead::set_picture),
        bytes("branch.picture", "company.read", letterhead::picture),
        read("working_time.get", "company.read", working_time::get),
        read("working_time.parse", "company.read", working_time::parse),
        write("working_time.save", "settings.write", working_time::save),
        read("holiday.list", "company.read", holidays::list),
        write("area.switch", "settings.write", area::switch),
        read("user.list", "user.read", user::list),
        write("user.create", "user.write", user::create),
        write("user.update", "user.write", user::update),
        read("permission_set.list", "user.read", permission::list),
        write("permission_set.save", "user.write", permission::save),
        read("number_series.list", "company.read", number_series::list),
        write("number_series.update", "settings.write", number_series::update),
        read("history.of_record", "company.read", undo::history),
        read("history.newest", "company.read", undo::newest),
        write("history.undo", "company.read", undo::undo),
    ]
}

/// What undo keeps of users, branches, their working time and number series.
pub(crate) const UNDO_RULES: &[Rule] = &[
    after(&["user", "user_permission_set", "permission_set", "permission_grant"], |tx, _| {
        user::somebody_manages(tx)
    }),
    after(&["branch"], seller::undo_keeps_papers),
    after(&["branch"], branch::undo_keeps_standing),
    after(&["branch", "number_series"], number_series::undo_keeps_numbers),
    after(&["branch"], seller::undo_taxes_items),
    after(&["working_day"], |tx, _| working_time::undo_keeps_days_apart(tx)),
];
