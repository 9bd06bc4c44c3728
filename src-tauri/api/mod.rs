//! The one list of commands and the pipeline they all run through.
//!
//! From this list come the router, the permission check, the transaction, the audit entry, the TypeScript types, the
//! command line and the HTTP route. Nothing can be added without a permission, and no second list exists.

pub mod bindings;
pub mod command;
pub mod pipeline;
mod reason;
mod strict;
pub mod undo;

use crate::store::project::Projection;
use crate::{
    attachments, billing, catalogue, crm, handover, inbox, insight, projects, settings, support, time,
};
pub use command::{Blob, Command, Kind};
pub use pipeline::{Core, Mode, Reply};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every command by its name.
pub static COMMANDS: LazyLock<BTreeMap<&'static str, Command>> = LazyLock::new(|| {
    let lists = [
        settings::commands(),
        attachments::commands(),
        crm::commands(),
        catalogue::commands(),
        billing::commands(),
        support::commands(),
        projects::commands(),
        handover::commands(),
        time::commands(),
        inbox::commands(),
        insight::commands(),
    ];
    lists.into_iter().flatten().map(|command| (command.name, command)).collect()
});

/// Every derived table.
pub static PROJECTIONS: LazyLock<Vec<Projection>> = LazyLock::new(|| {
    [
        crm::projections(),
        catalogue::projections(),
        billing::projections(),
        support::projections(),
        projects::projections(),
        time::projections(),
    ]
    .concat()
});

/// Every permission that some command asks for, sorted.
#[must_use]
pub fn permissions() -> Vec<&'static str> {
    let mut names: Vec<&str> = COMMANDS.values().map(|command| command.permission).collect();
    names.sort_unstable();
    names.dedup();
    names
}
