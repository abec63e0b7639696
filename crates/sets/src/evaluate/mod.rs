//! Theory evaluation: where a theory and a solution agree and where not, and what the cases there say.
//!
//! In: a [`Table`](crate::Table), a theory and a solution as sums, an outcome, a [`Reading`]. Out: an [`Evaluation`]: four
//! areas, each with its fit and its cases on either side of the outcome. The areas are those of Schneider and Wagemann 2012,
//! ch. 11: T*S is what the theory holds likely and the solution covers, ~T*S what only the solution covers, T*~S what only the
//! theory does, ~T*~S the rest.

mod areas;
mod theory;

pub use areas::{Area, AreaCases, Reading};
pub use theory::{Evaluation, evaluate};
