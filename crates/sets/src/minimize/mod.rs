//! Minimisation: from the rows of a truth table to all models.
//!
//! In: a [`Problem`], and which remainders may be used. Out: a [`Solution`]: every prime implicant, the chart, every minimal
//! model or their number. Exact throughout; where a limit is met the answer says what was not done.

mod bits;
mod block;
mod chart;
mod count;
mod cover;
mod packed;
mod primes;
mod problem;
mod solution;
mod space;
mod term;
mod transversal;
mod walk;
mod weights;

pub use chart::{Covers, Limits, Number, Wanted, covers};
pub use primes::Prime;
pub use problem::Problem;
pub use solution::{Model, Options, Remainders, Solution, minimize};
pub use term::{ANY, Term, sum_written};
