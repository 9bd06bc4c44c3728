//! Support: what was promised to a customer after the sale, and how the time until then is counted.
//!
//! A promise such as "an answer within four hours" means four hours in which somebody is there to give it. The business calendar
//! ([`crate::kernel::calendar`]) says when that is; [`clock`] counts by it, standing still while the customer is waited for, and
//! [`sla`] answers for scripts. Contracts say how long support goes on, entitlements how much of it was bought, and items bring
//! both when they are sold ([`offer`]).

pub mod balance;
pub mod begin;
pub mod category;
pub mod clock;
pub mod contract;
pub mod entitlement;
pub mod offer;
pub mod policy;
mod projections;
pub(crate) mod promise;
pub mod sla;
mod store;
pub mod terms;
pub mod ticket;

pub use projections::projections;

use crate::api::command::{Command, read, write};
use crate::kernel::error::Result;
use crate::store::number;
use crate::store::tx::Tx;
use crate::store::undo::Reversal;
use crate::store::undo_rule::{Rule, after, before};

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("contract.list", "contract.read", contract::list),
        read("contract.summary", "contract.read", contract::summary),
        read("contract.get", "contract.read", contract::get),
        write("contract.create", "contract.write", contract::create_typed),
        write("contract.update", "contract.write", contract::update),
        write("contract.end", "contract.write", contract::end),
        read("entitlement.list", "entitlement.read", entitlement::list),
        read("entitlement.get", "entitlement.read", entitlement::get),
        write("entitlement.create", "entitlement.write", entitlement::create_typed),
        write("entitlement.update", "entitlement.write", entitlement::update),
        write("entitlement.end", "entitlement.write", entitlement::end),
        read("support_offer.get", "item.read", offer::get),
        write("support_offer.save", "item.write", offer::save),
        read("sla_policy.list", "company.read", policy::list),
        write("sla_policy.save", "settings.write", policy::save),
        write("sla_policy.delete", "settings.write", policy::delete),
        write("sla_policy.arrange", "settings.write", policy::arrange),
        read("ticket_category.list", "company.read", category::list),
        write("ticket_category.save", "settings.write", category::save),
        read("ticket.list", "ticket.read", ticket::list::list),
        read("ticket.summary", "ticket.read", ticket::list::summary),
        read("ticket.queue", "ticket.read", ticket::list::queue),
        read("ticket.get", "ticket.read", ticket::get),
        write("ticket.open", "ticket.write", ticket::open),
        write("ticket.reply", "ticket.write", ticket::talk::reply),
        write("ticket.receive", "ticket.write", ticket::talk::receive),
        write("ticket.note", "ticket.write", ticket::talk::note),
        write("ticket.update", "ticket.write", ticket::change::update),
        write("ticket.wait", "ticket.write", ticket::status::wait),
        write("ticket.resolve", "ticket.write", ticket::status::resolve),
        write("ticket.close", "ticket.write", ticket::status::close),
        write("ticket.reopen", "ticket.write", ticket::status::reopen),
        write("ticket.merge", "ticket.write", ticket::change::merge),
        write("ticket.link", "ticket.write", ticket::change::link),
        write("ticket.rate", "ticket.write", ticket::change::rate),
    ]
}

/// The commands whose facts have a reversing fact, with what writes it; undo uses them.
pub const REVERSALS: &[(&str, Reversal)] = &[("ticket.open", ticket::take_back)];

/// What undo keeps of tickets: a wait that was counted for good stays, and what is open is counted by what stands.
pub(crate) const UNDO_RULES: &[Rule] = &[
    before(&["ticket_wait"], promise::undo_spares_what_was_kept),
    before(&["entitlement"], entitlement::undo_spares_used),
    after(
        &[
            "ticket",
            "ticket_promise",
            "ticket_wait",
            "ticket_count",
            "working_hours",
            "working_day",
            "branch",
        ],
        promise::undo_counts_anew,
    ),
];

/// Writes what support starts with into a new file: number series, service levels, categories.
///
/// # Errors
/// A failure of the file.
pub fn seed(tx: &Tx<'_>) -> Result<()> {
    number::open_series(tx, "contract", None, "CON-{DEV}{SEQ:4}", "never")?;
    number::open_series(tx, "entitlement", None, "ENT-{DEV}{SEQ:4}", "never")?;
    number::open_series(tx, "ticket", None, "TKT-{DEV}{SEQ:4}", "never")?;
    policy::seed(tx)?;
    category::seed(tx)
}
