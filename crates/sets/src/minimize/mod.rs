//! Minimisation: from the rows of a truth table to all models.
//!
//! In: a [`Problem`] (most often [`Problem::of_truth`]), and which remainders may be used. Out: a [`Solution`]: every prime
//! implicant, the chart, every minimal model or their number; [`intermediate`] solutions with their counterfactuals;
//! remainders that are [untenable](contradictory). Exact throughout; where a limit is met the answer says what was not done.
//!
//! The road: `cube` and `packed` hold combinations, `space` and `region` sets of them; `primes` finds prime implicants
//! by `transversal`s; `chart` takes the chart apart into `block`s, of which `cover` proves the size, `walk` meets the
//! covers and `count` counts them; `solution` puts it together.

mod bits;
mod block;
mod chart;
mod count;
mod cover;
mod cube;
mod enhanced;
mod intermediate;
mod overlap;
mod packed;
mod primes;
mod problem;
mod reading;
mod region;
mod solution;
mod space;
mod transversal;
mod untenable;
mod walk;
mod weights;

pub use chart::{Covers, Limits, Number, Wanted, covers};
pub use cube::{ANY, Cube};
pub(crate) use enhanced::bar;
pub use enhanced::{Barred, Why};
pub use intermediate::{Expectation, Intermediate, Pair, assumptions, intermediate};
pub use overlap::Overlaps;
pub use primes::Prime;
pub use problem::{Entailed, Problem};
pub use reading::cubes_of;
pub use region::Region;
pub use solution::{Model, Options, Remainders, Solution, minimize, minimize_each};
pub use untenable::{Contradictory, contradictory};
