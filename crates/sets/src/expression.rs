//! Expressions over a table's columns: how they are read, written and reckoned with, and what each case's membership is.
//!
//! In: text such as `A*~B + C{1,2}`, or literals. Out: [`Formula`]s, [`Sum`]s of [`Term`]s of [`Literal`]s, memberships by
//! minimum, maximum and 1 - x, and set algebra. An expression never holds names: a condition is the place of its column in a
//! table. Set algebra is Boolean: it may change fuzzy memberships where it uses that nothing is both in and out of a set;
//! each function says whether it does.

mod algebra;
mod factor;
mod formula;
mod generate;
mod id;
mod lexer;
mod membership;
mod parser;
mod simplify;
mod sop;
mod space;
mod write;

pub use algebra::{TooLarge, canonical, equivalent, expand, implies, intersect, negate};
pub use factor::{Factored, factor};
pub use formula::Formula;
pub use generate::{Conditions, generate};
pub(crate) use id::{id_of, literal_key, sum_key, term_key};
pub use parser::{Claim, Relation, parse, parse_claim};
pub use simplify::{Simplified, simplify};
pub use sop::{Levels, Literal, Sum, Term};
pub use space::{every_term, layers, number_of, subsets, supersets, term_of};
