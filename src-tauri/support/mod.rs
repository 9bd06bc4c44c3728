//! Support: what was promised to a customer who asks for help, and how the time until then is counted.
//!
//! A promise such as "an answer within four hours" means four hours in which somebody is there to give it. The business calendar
//! ([`crate::kernel::calendar`]) says when that is; [`clock`] counts by it, standing still while the customer is
//! waited for, and [`sla`] answers for scripts.

pub mod clock;
pub mod sla;
