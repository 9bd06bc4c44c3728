//! The integration tests, one binary.

// A test that cannot go on should fail where it stands.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod attachments;
mod backup;
mod badinput;
mod bench;
mod billing;
mod bought;
mod catalogue;
mod conformance;
mod contracts;
mod crash;
mod customers;
mod demo;
mod documents;
mod due;
mod ended;
mod file;
mod going_on;
mod guard;
mod handover;
mod host;
mod ids;
mod inbox;
mod licences;
mod migration;
mod numbers;
mod overage;
mod papers;
mod people;
mod plans;
mod price;
mod printing;
mod projects;
mod sales;
mod sellers;
#[cfg(feature = "serve")]
mod serve;
mod service;
mod sla;
mod support;
mod tickets;
mod tidy;
mod time;
mod undo;
mod words;
mod working_time;
