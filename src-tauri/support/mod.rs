//! Support: what was promised to a customer who asks for help, and how the time until then is counted.
//!
//! A promise such as "an answer within four hours" means four hours in which somebody is there to give it. The business calendar
//! ([`crate::kernel::calendar`]) says when that is; [`sla`] counts by it.

pub mod sla;
