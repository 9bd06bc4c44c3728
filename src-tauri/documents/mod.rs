//! Everything that ends on paper.

pub mod words;
