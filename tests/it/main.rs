//! The integration tests, one binary.

// A test that cannot go on should fail where it stands.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod conformance;
mod due;
mod host;
mod price;
#[cfg(feature = "serve")]
mod serve;
