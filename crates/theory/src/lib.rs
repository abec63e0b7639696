//! (under construction)

pub mod model;
pub mod vocabulary;
