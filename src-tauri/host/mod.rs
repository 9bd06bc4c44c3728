//! What a host adds to the core: which company file is open, and the commands that work while none is.
//!
//! The window and the loopback server both answer their pages through one [`Session`]; so a command that works in one
//! of them works in the other. Everything about a company itself goes on to [`Core::call`].

mod backups;
mod changes;
mod chooser;
mod company;
mod naming;
mod papers;
mod places;
mod recent;
mod session;
mod upkeep;
mod whereabouts;

pub use backups::{BackupStatus, RestoreBackup};
pub use changes::Changes;
pub use chooser::Chooser;
pub use naming::{EXTENSION, with_ending};
pub use papers::{Opener, Staged};
pub use places::Places;
pub use recent::{Recent, RecentFile};
pub use session::{DemoFile, FileState, NewFile, OpenFile, Opened, RestoreFile, Session};
pub use whereabouts::warnings;

#[cfg(doc)]
use crate::api::Core;
use serde::Serialize;
use serde_json::{Map, Value};

/// Something the user should know although the command was done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Warning {
    /// Id in the message catalogue.
    pub message_id: String,
    /// Values for the placeholders of the message.
    pub params: Map<String, Value>,
}

impl Warning {
    fn new(message_id: &str) -> Self {
        Self { message_id: message_id.to_owned(), params: Map::new() }
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}
