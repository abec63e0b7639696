//! Expressions over a table's columns: sums of products, how they are written, and what each case's membership is.
//!
//! In: text such as `A*~B + C{1,2}`, or literals. Out: [`Sum`]s of [`Term`]s of [`Literal`]s, memberships by minimum, maximum and
//! 1 - x. An expression never holds names: a condition is the place of its column in a table.

mod membership;
mod sop;
mod write;

pub use sop::{Levels, Literal, Sum, Term};
