//! One SQLite file per company: opened, locked, migrated, read and written here and nowhere else.
//!
//! A write is one transaction: the command's changes, the log rows that triggers make of them, the derived rows and the
//! audit row stand or fall together. Readers see a snapshot. What a table may do is named once, in [`registry`].

pub mod backup;
pub mod disk;
mod error;
pub mod figures;
pub mod file;
pub mod files;
pub mod given;
pub mod history;
pub mod integrity;
pub mod journal;
pub mod lock;
pub(crate) mod name;
pub mod notification;
pub mod number;
pub mod page;
pub mod project;
pub mod record;
pub mod reference;
pub mod registry;
pub mod schema;
pub mod search;
pub mod setting;
pub mod totals;
pub mod triggers;
pub mod tx;
pub mod undo;
pub mod undo_rule;
pub mod version;
pub mod word;

pub use file::CompanyFile;
pub use tx::{Read, Tx};
