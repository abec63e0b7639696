//! Vague dates that can come in different orders, grouped: what happens in one group does not hang on another.

use conditions::Reads;
use spells::{Day, DaySet, History, Interval, VariableId};
use std::collections::BTreeSet;

/// Vague dates whose possible days overlap, directly or through others. The order of dates in different clusters is
/// certain, so that what is so on the days of one cluster hangs on its own dates alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cluster {
    /// The dates.
    pub variables: BTreeSet<VariableId>,
    /// The days on which they may take effect, one more on either side.
    pub days: Interval,
}

/// Groups the vague dates that some formulas read. In order of days. Dates that may take effect on one of the `stretches`
/// belong together, and their cluster takes in the whole stretch.
pub(crate) fn clusters(history: &History, reads: &Reads, stretches: &DaySet) -> Vec<Cluster> {
    // A date takes effect where a coding begins or ends with it: shifted by that coding's offset.
    let mut reach: Vec<(Interval, VariableId)> = Vec::new();
    for (_, row) in reads.rows(history) {
        for (id, offset) in [row.ends.from, row.ends.until].into_iter().flatten() {
            let possible = &history.variable(id).possible;
            let (first, last) = (possible.earliest().plus(offset), possible.latest().plus(offset));
            reach.push((Interval::new(first.plus(-1), Day(last.0.saturating_add(2)).min(Day::END)), id));
        }
    }
    joined(reach, stretches)
}

/// The days of groups of vague dates that do not hang on each other: from where each may be seen to take effect. In order.
/// Dates seen on one of the `stretches` belong together, and their group takes in the whole stretch.
pub(crate) fn apart(dates: Vec<(Interval, VariableId)>, stretches: &DaySet) -> Vec<Interval> {
    joined(dates, stretches).into_iter().map(|group| group.days).collect()
}

/// Dates seen on days that overlap, directly or through others or a stretch.
fn joined(dates: Vec<(Interval, VariableId)>, stretches: &DaySet) -> Vec<Cluster> {
    let widened = stretches.intervals().iter().map(|days| Interval::new(days.from.plus(-1), days.until.plus(1)));
    let mut pieces: Vec<(Interval, Option<VariableId>)> =
        dates.into_iter().map(|(days, id)| (days, Some(id))).chain(widened.map(|days| (days, None))).collect();
    pieces.sort_unstable();
    pieces.dedup();
    let mut clusters: Vec<Cluster> = Vec::new();
    for (days, id) in pieces {
        match clusters.last_mut() {
            Some(last) if days.from < last.days.until => {
                last.days.until = last.days.until.max(days.until);
                last.variables.extend(id);
            }
            _ => clusters.push(Cluster { variables: id.into_iter().collect(), days }),
        }
    }
    clusters.retain(|cluster| !cluster.variables.is_empty());
    clusters
}
