//! How long one event follows another: the lag is reported, not assumed.

use crate::dynamic::Finding;
use crate::judge::CaseVerdict;
use conditions::Case;
use spells::Day;

/// What became of a wait for an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wait {
    /// The event came.
    Came,
    /// It has not come yet.
    Open,
    /// It did not come while the earlier one stood; then that was undone, as a lapse that healed, and the wait was over.
    Healed,
}

/// The lag of one event of one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LagEntry {
    /// The case.
    pub case: Case,
    /// First and last possible day of the earlier event.
    pub anchor: (Day, Day),
    /// First and last possible day of the later event; for one still open, the last day under study; for what healed, the day
    /// on which it did.
    pub day: (Day, Day),
    /// Least and most days between them, over all placements of vague dates.
    pub days: (i64, i64),
    /// What became of it.
    pub wait: Wait,
}

/// All lags of a claim that one event comes after another, and from which lag on it would hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LagProfile {
    /// Every lag, in order of case and day.
    pub entries: Vec<LagEntry>,
    /// Events in the wrong order: no lag, however long, makes the claim hold of them.
    pub order_violations: usize,
    /// Days within which every wait that is over was over, wherever vague dates lie: the event came, or the earlier one was
    /// undone, so that nothing was due any more. `None` where none is over.
    pub certain_from: Option<i64>,
    /// Days within which every wait that is over may have been over, for some placement of vague dates.
    pub possible_from: Option<i64>,
    /// The longest time that an event has been awaited and still is.
    pub longest_open: Option<i64>,
}

/// The lag profile of a claim's verdicts; empty for claims that are not about the order of events.
pub fn lag_profile(verdicts: &[CaseVerdict]) -> LagProfile {
    let mut profile = LagProfile::default();
    for verdict in verdicts {
        for (event, range) in verdict.first.events.iter().zip(&verdict.events) {
            if event.finding.is_order_violation() {
                profile.order_violations += 1;
            }
            let (Some(anchor), Some(lag)) = (event.anchor, event.lag()) else { continue };
            let wait = match event.finding {
                Finding::Open | Finding::Overdue => Wait::Open,
                Finding::Healed | Finding::OverdueTillHealed => Wait::Healed,
                _ => Wait::Came,
            };
            let days = range.lag.unwrap_or((lag, lag));
            let anchor = range.anchor.unwrap_or((anchor, anchor));
            profile.entries.push(LagEntry { case: verdict.case, anchor, day: range.day, days, wait });
        }
    }
    let over = || profile.entries.iter().filter(|entry| entry.wait != Wait::Open);
    profile.certain_from = over().map(|entry| entry.days.1).max();
    profile.possible_from = over().map(|entry| entry.days.0).max();
    let open = profile.entries.iter().filter(|entry| entry.wait == Wait::Open);
    profile.longest_open = open.map(|entry| entry.days.1).max();
    profile
}
