//! What is charged, how it is taxed and when it must be paid.

pub mod due;
pub mod price;
