//! Small exact things that every capability shares and that know nothing of ours: no SQL, no files, no network.
//!
//! What time it is, what a new id looks like, who acts, how an error is said, how numbers and dates are read and how text
//! is folded for search are decided here once, so that a test can fix them and a screen, a paper and a report agree.

pub mod actor;
pub mod allocate;
pub mod badge;
pub mod calendar;
pub mod clock;
pub mod currency;
pub mod date;
pub mod decimal;
pub mod error;
pub mod exact;
pub mod id;
pub mod ids;
pub mod message;
pub mod money;
pub mod tax_category;
pub mod text;
pub mod writing;
pub mod zone;
