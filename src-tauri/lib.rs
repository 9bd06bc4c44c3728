//! The headless core of Throughline: one company, one file, one chain from the first enquiry to collected money.
//!
//! Hosts (window, command line, loopback server) are thin: they call [`api::Core::call`] and nothing else. Capabilities are
//! folders with the words of the business; each brings its commands, its pure rules and its SQL.

pub mod api;
pub mod attachments;
pub mod bench;
pub mod billing;
pub mod calc;
pub mod catalogue;
pub mod crm;
pub mod demo;
pub mod documents;
pub mod handover;
pub mod host;
pub mod inbox;
pub mod insight;
pub mod kernel;
pub mod projects;
#[cfg(feature = "serve")]
pub mod serve;
pub mod settings;
pub mod store;
pub mod support;
pub mod time;
