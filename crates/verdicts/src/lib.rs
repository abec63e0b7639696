//! Claims held against cases: verdicts with their days, their standing and their witnesses.
//!
//! In: a [`conditions::Program`] (theory and history compiled together). Out: for every claim and case whether it conforms,
//! deviates, is irrelevant or undecided; in which readings and for which vague dates; why; and what would have turned it.
//! Never prints, never touches files.

mod breaches;
pub mod candidates;
mod changes;
mod clusters;
pub mod compare;
mod days;
mod deviation;
mod dynamic;
mod evaluators;
mod exact;
mod exceptions;
mod excuses;
mod explain;
mod explore;
mod fit;
mod flips;
mod found;
mod judge;
mod lags;
mod life;
mod local;
mod mirrors;
mod near;
mod placement;
mod predict;
mod range;
mod ratio;
mod reach;
mod ruling;
mod run;
mod scope;
mod settle;
mod silence;
mod statics;
mod stretches;
mod turns;
mod vague;
mod worlds;

pub use deviation::{Class, Deviation};
pub use dynamic::{EventRuling, Finding};
pub use exceptions::{Exception, Weight, exceptions};
pub use excuses::{BORDERLINE, Excuse, elsewhere, excuses};
pub use explain::{Explanation, explain, reasons, told};
pub use fit::{Fit, Parameter, Sides, Unit, UnitFit, fit, over_days};
pub use flips::{Change, Closed, Flip, Flips, Limits, Load, Thing, Value, Weighed, Which, changes, turning, weigh};
pub use judge::{CaseVerdict, Judgement, ScopeDays, Standing, WorldRuling};
pub use lags::{LagEntry, LagProfile, Wait, lag_profile};
pub use near::{Entered, NearRelevant, near_relevant};
pub use predict::{PredictionVerdict, PredictionWorld, Renewal, predict, renewed};
pub use range::EventRange;
pub use ratio::Bounds;
pub use reach::Reach;
pub use ruling::{DayCount, DayRange, Ruling, SpellRuling};
pub use run::{ClaimVerdicts, Options, names_outcome, run};
pub use scope::{ScopeTest, scope_test};
pub use silence::{Silences, silences};
pub use worlds::MOST_WORLDS;
