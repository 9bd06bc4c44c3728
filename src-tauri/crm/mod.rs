//! Customers and the people at them: one row for sales, finance, delivery and support. And how they become customers:
//! leads, deals, and what was done about them.
//!
//! The name is not the key: two customers may share one. Merging writes an alias and rewrites nothing.

pub mod activity;
pub mod address;
pub(crate) mod checks;
pub mod contact;
pub mod customer;
pub mod deal;
mod duplicates;
mod fields;
pub mod guard;
pub mod lead;
pub mod next_action;
mod owner;
pub mod pipeline;
mod projections;
mod reach;
mod store;
pub mod tax_id;

pub use duplicates::keys_of;
pub use projections::projections;

use crate::api::command::{Command, read, write};
use crate::kernel::error::Result;
use crate::kernel::ids;
use crate::store::figures;
use crate::store::number;
use crate::store::search::{Face, Hit};
use crate::store::tx::{Read, Tx};
use crate::store::undo::Reversal;
use crate::store::undo_rule::{Rule, after, before};

/// State and amount of those hits of a search that are leads and deals.
///
/// # Errors
/// A failure of the file.
pub fn faces(read: &Read<'_>, hits: &[Hit]) -> Result<Vec<Face>> {
    store::faces::of_hits(read, hits)
}

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
        read("lead.parse", "lead.write", lead::capture::read_text),
        write("lead.capture", "lead.write", lead::capture::capture),
        read("lead.list", "lead.read", lead::list),
        read("lead.summary", "lead.read", lead::summary),
        read("lead.origins", "lead.read", lead::origin::origins),
        read("lead.get", "lead.read", lead::get),
        write("lead.update", "lead.write", lead::update),
        write("lead.delete", "lead.write", lead::delete),
        write("lead.qualify", "lead.write", lead::qualify::qualify),
        write("lead.disqualify", "lead.write", lead::disqualify),
        write("lead.reopen", "lead.write", lead::reopen),
        read("lead_rule.list", "company.read", lead::rule::list),
        write("lead_rule.save", "settings.write", lead::rule::save),
        read("pipeline.list", "company.read", pipeline::list),
        write("pipeline.save", "settings.write", pipeline::save),
        write("pipeline.delete", "settings.write", pipeline::delete),
        read("deal.list", "deal.read", deal::list),
        read("deal.summary", "deal.read", deal::summary),
        read("deal.get", "deal.read", deal::get),
        read("deal.board", "deal.read", deal::board::board),
        read("deal.stages", "deal.read", deal::board::stages),
        read("deal.forecast", "deal.read", deal::board::forecast),
        read("deal.price", "deal.read", deal::line::price_typed),
        write("deal.create", "deal.write", deal::create),
        write("deal.update", "deal.write", deal::change::update),
        write("deal.move", "deal.write", deal::stage::move_to),
        write("deal.win", "deal.write", deal::stage::win),
        write("deal.lose", "deal.write", deal::stage::lose),
        write("deal.reopen", "deal.write", deal::stage::reopen),
        write("deal.delete", "deal.write", deal::delete),
        // Every field for a day reads with it; it tells nothing but what was typed and the date.
        read("activity.parse", "company.read", activity::log::read_line),
        write("activity.log", "activity.write", activity::log::log),
        read("activity.list", "activity.read", activity::list),
        read("activity.summary", "activity.read", activity::summary),
        read("activity.today", "activity.read", activity::today::today),
        read("activity.get", "activity.read", activity::get),
        write("activity.create", "activity.write", activity::create),
        write("activity.update", "activity.write", activity::update),
        write("activity.done", "activity.write", activity::done),
        write("activity.reopen", "activity.write", activity::reopen),
        write("activity.delete", "activity.write", activity::delete),
        write("activity.arrive", "activity.write", activity::visit::arrive),
        write("activity.leave", "activity.write", activity::visit::leave),
        write("activity.set_times", "activity.write", activity::visit::times),
        write("activity.sign", "activity.write", activity::visit::sign),
        read("next_action.of_record", "company.read", next_action::of_record),
        write("next_action.snooze", "activity.write", next_action::answer::snooze),
        write("next_action.dismiss", "activity.write", next_action::answer::dismiss),
    ]
}

/// The commands whose facts have a reversing fact, with what writes it; undo uses them.
pub const REVERSALS: &[(&str, Reversal)] = &[("activity.sign", activity::visit::take_back)];

/// What undo keeps of deals and leads.
pub(crate) const UNDO_RULES: &[Rule] = &[
    before(&["deal", "deal_line", "record"], deal::undo::keep_course),
    before(&["deal"], deal::undo::keep_sale),
    after(&["deal", "deal_line"], deal::undo::keep_required),
    before(&["activity"], activity::visit::undo_keeps_signed),
    after(&["lead"], lead::qualify::undo_carries_along),
];

/// Writes what sales starts with into a new file: number series, a pipeline, the target of the first answer.
///
/// # Errors
/// A failure of the file.
pub fn seed(tx: &Tx<'_>) -> Result<()> {
    number::open_series(tx, "lead", None, "LEAD-{DEV}{SEQ:4}", "never")?;
    number::open_series(tx, "deal", None, "DEAL-{DEV}{SEQ:4}", "never")?;
    pipeline::seed(tx)?;
    lead::rule::seed(tx)
}

/// Puts customers, leads and deals in one currency into another, figure by figure: the home currency was chosen wrongly.
///
/// # Errors
/// `invalid` at `path` with `error.amount_too_large` when a figure has no room in the other currency.
pub(crate) fn change_currency(tx: &Tx<'_>, path: &str, from: &str, to: &str) -> Result<()> {
    figures::change_currency(tx, path, from, to, &store::currency::FIGURES)
}

/// Lets the addresses of customers follow a company that was put into another country: they carried its country because nobody said
/// one. Those in a state of India are there, whatever the company is.
///
/// # Errors
/// A failure of the file.
pub(crate) fn change_country(tx: &Tx<'_>, from: &str, to: &str) -> Result<()> {
    store::move_addresses(tx, from, to, |region| from == "IN" && ids::state_meant(region).is_some())
}
