//! Support: what was promised to a customer after the sale, and how the time until then is counted.
//!
//! A promise such as "an answer within four hours" means four hours in which somebody is there to give it. The business calendar
//! ([`crate::kernel::calendar`]) says when that is; [`clock`] counts by it, standing still while the customer is waited for, and
//! [`sla`] answers for scripts. Contracts say how long support goes on, entitlements how much of it was bought, and items bring
//! both when they are sold ([`offer`]).

pub mod ahead;
pub mod balance;
pub mod begin;
pub mod category;
pub mod clock;
pub mod closing;
pub mod contract;
pub mod delete;
pub mod entitlement;
pub mod escalation;
pub mod exchange;
pub mod health;
pub mod knowledge;
pub mod letter;
pub mod mail;
mod mail_text;
mod notice;
pub mod offer;
pub mod overage;
pub mod policy;
mod projections;
pub(crate) mod promise;
pub mod renewal;
pub mod renewed;
pub mod reopen;
pub mod saved_reply;
pub mod sla;
pub mod sold;
mod store;
pub mod term;
pub mod terms;
pub mod ticket;

pub use projections::projections;

use crate::api::command::{Command, bytes, read, write};
use crate::kernel::error::Result;
use crate::store::figures;
use crate::store::number;
use crate::store::tx::Tx;
use crate::store::undo::Reversal;
use crate::store::undo_rule::{Rule, after, before};

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    let mut commands = vec![
        read("contract.list", "contract.read", contract::list),
        read("contract.summary", "contract.read", contract::summary),
        read("contract.get", "contract.read", contract::get),
        read("contract.invoicing", "contract.read", contract::invoicing::invoicing),
        write("contract.create", "contract.write", contract::create::create_typed),
        write("contract.update", "contract.write", contract::change::update),
        write("contract.end", "contract.write", contract::change::end),
        write("contract.reopen", "contract.write", reopen::contract),
        write("contract.delete", "contract.write", delete::contract),
        write("contract.renew", "contract.write", renewal::renew),
        write("contract.propose", "deal.write", renewal::propose),
        write("contract.take_back", "deal.write", ahead::take_back),
        read("contract.to_propose", "contract.read", ahead::to_propose),
        write("contract.propose_ahead", "deal.write", ahead::propose),
        read("renewal_setting.get", "company.read", ahead::get),
        write("renewal_setting.save", "settings.write", ahead::save),
        // They let go on what was agreed and show nothing, so whoever may open the company may run them.
        read("contract.rolling", "company.read", renewal::rolling),
        write("contract.roll", "company.read", renewal::roll),
        read("customer_health.get", "customer.read", health::get),
        read("sold_line.list", "ticket.read", sold::list),
        read("entitlement.list", "entitlement.read", entitlement::list),
        read("entitlement.get", "entitlement.read", entitlement::get),
        write("entitlement.create", "entitlement.write", entitlement::create_typed),
        write("entitlement.update", "entitlement.write", entitlement::update),
        write("entitlement.end", "entitlement.write", entitlement::end),
        write("entitlement.reopen", "entitlement.write", reopen::entitlement),
        write("entitlement.delete", "entitlement.write", delete::entitlement),
        write("entitlement.begin", "entitlement.write", begin::begin_now),
        read("overage.to_bill", "invoice.read", overage::to_bill),
        write("overage.bill", "invoice.write", overage::bill),
        read("support_offer.get", "item.read", offer::get),
        write("support_offer.save", "item.write", offer::save),
    ];
    commands.extend(about_tickets());
    commands
}

/// Those about tickets, and what is set up for them.
fn about_tickets() -> Vec<Command> {
    vec![
        read("sla_policy.list", "company.read", policy::list),
        write("sla_policy.save", "settings.write", policy::save),
        write("sla_policy.delete", "settings.write", policy::delete),
        write("sla_policy.arrange", "settings.write", policy::arrange),
        read("ticket_category.list", "company.read", category::list),
        write("ticket_category.save", "settings.write", category::save),
        read("ticket_priority.list", "company.read", category::priorities),
        write("ticket_priority.save", "settings.write", category::save_priorities),
        read("saved_reply.list", "ticket.read", saved_reply::list),
        read("saved_reply.fill", "ticket.read", saved_reply::fill),
        write("saved_reply.apply", "ticket.write", saved_reply::apply),
        write("saved_reply.save", "settings.write", saved_reply::save),
        read("knowledge_note.list", "ticket.read", knowledge::list),
        write("knowledge_note.save", "ticket.write", knowledge::save),
        write("knowledge_note.delete", "ticket.write", knowledge::delete),
        read("ticket.list", "ticket.read", ticket::list::list),
        read("ticket.tags", "ticket.read", ticket::list::tags),
        read("ticket.summary", "ticket.read", ticket::list::summary),
        read("ticket.queue", "ticket.read", ticket::list::queue),
        read("ticket.get", "ticket.read", ticket::get),
        read("ticket.read_mail", "ticket.write", mail::read),
        write("ticket.open", "ticket.write", ticket::open),
        write("ticket.reply", "ticket.write", ticket::talk::reply),
        bytes("ticket.pdf", "ticket.read", ticket::paper::pdf),
        bytes("ticket.eml", "ticket.read", letter::eml),
        write("ticket.receive", "ticket.write", ticket::talk::receive),
        write("ticket.note", "ticket.write", ticket::talk::note),
        write("ticket.correct", "ticket.write", ticket::talk::correct),
        write("ticket.update", "ticket.write", ticket::change::update),
        write("ticket.delete", "ticket.write", ticket::astray::delete),
        write("ticket.wait", "ticket.write", ticket::status::wait),
        write("ticket.resolve", "ticket.write", ticket::status::resolve),
        write("ticket.close", "ticket.write", ticket::status::close),
        write("ticket.reopen", "ticket.write", ticket::status::reopen),
        write("ticket.merge", "ticket.write", ticket::change::merge),
        write("ticket.split", "ticket.write", ticket::split::split),
        write("ticket.link", "ticket.write", ticket::change::link),
        write("ticket.rate", "ticket.write", ticket::change::rate),
        // They tell whom it concerns and show nothing, so whoever may open the company may run them.
        read("ticket.due", "company.read", escalation::due),
        write("ticket.escalate", "company.read", escalation::escalate),
    ]
}

/// The commands whose facts have a reversing fact, with what writes it.
pub const REVERSALS: &[(&str, Reversal)] =
    &[("ticket.open", ticket::take_back), ("ticket.split", ticket::take_back)];

/// What undo keeps of tickets: a wait that was counted for good stays, and what is open is counted by what stands.
pub(crate) const UNDO_RULES: &[Rule] = &[
    before(&["ticket_wait", "ticket_count"], promise::undo_spares_what_was_kept),
    before(&["entitlement"], entitlement::undo_spares_used),
    before(&["time_entry"], overage::undo_bills_time_once),
    after(&["deal"], renewed::undo_proposes_again),
    after(&["document", "document_line", "overage_posting"], overage::undo_bills_once),
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

/// Puts what contracts are worth in one currency into another, figure by figure: the home currency was chosen wrongly.
///
/// # Errors
/// `invalid` at `path` with `error.amount_too_large` when a figure has no room in the other currency.
pub(crate) fn change_currency(tx: &Tx<'_>, path: &str, from: &str, to: &str) -> Result<()> {
    figures::change_currency(tx, path, from, to, &store::contract::FIGURES)
}

/// Writes what support starts with into a new file: number series, service levels, categories.
///
/// # Errors
/// A failure of the file.
pub fn seed(tx: &Tx<'_>) -> Result<()> {
    number::open_series(tx, "contract", None, "CON-{DEV}{SEQ:4}", "never")?;
    number::open_series(tx, "entitlement", None, "ENT-{DEV}{SEQ:4}", "never")?;
    number::open_series(tx, "ticket", None, "TKT-{DEV}{SEQ:4}", "never")?;
    store::ahead::insert(tx, ahead::RenewalsAhead::Ending, contract::DUE_DAYS)?;
    policy::seed(tx)?;
    category::seed(tx)
}
