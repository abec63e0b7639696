//! What the choice of cases does to a result: who entered and why, cells without a case, each parameter on other samples.
//!
//! In: verdicts on the cases of a study, and on all cases there are. Out: counts, parameters of fit on named samples with what
//! selection fixes by construction, bounds over cases that are not there. Judges no theory anew.

mod cells;
mod entered;
mod samples;
mod simulate;

pub use cells::{Cell, cells};
pub use entered::{Entered, Entry, entered};
pub use samples::{ClaimAudit, Fixed, Sample, SampleFit, Sampled, audit};
pub use simulate::{Outcome, Rule, Simulated, Truths, simulate};
