//! Forecasts with a date: how probable renewal, end or formation is within a horizon, from the past as far as it was known.
//!
//! In: a theory over a history as it was seen on a day, and the decision points of its treaties as plain values. Out:
//! probabilities with intervals, the trials behind them, the theory's reasons, and the baselines to beat. Looks at no day
//! after the one that it is made on.

mod criteria;
mod decisions;
mod lines;
mod made;
mod period;
mod reasons;
mod trials;

pub use criteria::{Group, Held, Target, targets};
pub use decisions::{DecisionPoint, Fate, InForce, Treaties};
pub use lines::{Lines, Unit};
pub use made::{Baselines, Forecast, Forecasts, Kind, Subject, Summary, Unsaid, make};
pub use period::Horizon;
pub use reasons::{Lead, reasons, rests_on};
pub use trials::{Outcome, Trial, outcome};
