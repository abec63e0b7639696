//! Robustness: would other decisions or other cases have given the same solution?
//!
//! In: a [`Table`](crate::Table) and a [`Recipe`], which says how a solution is made; or memberships in an initial solution and
//! in all test solutions. Out: how much they share and which cases hang on it ([`robust_fit`], [`robust_cases`]; Oana and
//! Schneider 2024); within which range a cut-off or a calibration anchor leaves the solution as it is, found at the points
//! where something changes, not by stepping ([`cut_range`], [`anchor_range`]); what drawing several of them at once does, and which
//! it is that matters ([`joint`]), and how much of their range is safe for certain ([`certain`]); what other cases would have given ([`leave_one_out`], [`subsample`], [`bootstrap`]), each
//! held against the solution by its [`Likeness`].

mod anchors;
mod cases;
mod certain;
mod certificate;
mod cuts;
mod fit;
mod joint;
mod likeness;
mod recipe;
mod resample;
mod retention;

pub use anchors::{Anchor, Calibration, Method, anchor_range};
pub use cases::{CaseKind, RobustCases, robust_cases};
pub use certain::{Certain, certain};
pub use cuts::{Bound, Cut, Except, Range, cut_range};
pub use fit::{RobustFit, robust_fit};
pub use joint::{Drawn, Joint, Setting, Span, changed, joint};
pub use likeness::{Likeness, Tally};
pub use recipe::{Assumed, Models, Recipe, Solved, ambiguity};
pub use resample::{
    Bootstrapped, Intervals, Resampled, Trial, bootstrap, leave_one_out, leave_some_out, rows_alone, subsample,
};
pub use retention::{Retention, Struck, retention};
