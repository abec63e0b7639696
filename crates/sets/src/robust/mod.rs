//! Robustness: would other decisions, other cases or mere chance have given the same solution?
//!
//! In: a [`Table`](crate::Table) and a [`Recipe`], which says how a solution is made; or memberships in an initial solution and
//! in all test solutions. Out: how much they share and which cases hang on it ([`robust_fit`], [`robust_cases`]; Oana and
//! Schneider 2024); within which range a cut-off or a calibration anchor leaves the solution as it is, found at the points
//! where something changes, not by stepping ([`cut_range`], [`anchor_range`]); what leaving cases out does
//! ([`leave_one_out`], [`subsample`]); how often chance does as well ([`permuted_fit`], [`permuted_solution`]).

mod anchors;
mod cases;
mod certificate;
mod cuts;
mod fit;
mod permute;
mod recipe;
mod resample;

pub use anchors::{Anchor, Calibration, Method, anchor_range};
pub use cases::{CaseKind, RobustCases, robust_cases};
pub use cuts::{Bound, Cut, Range, cut_range};
pub use fit::{RobustFit, robust_fit};
pub use permute::{Chance, permuted_fit, permuted_solution};
pub use recipe::{Recipe, ambiguity};
pub use resample::{Resampled, Trial, leave_one_out, subsample};
