//! The integration tests, one binary.

// A test that cannot go on should fail where it stands.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod conformance;
mod customers;
mod due;
mod file;
mod guard;
mod ids;
mod price;
mod sales;
mod support;
mod tidy;
mod words;
