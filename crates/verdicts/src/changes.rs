//! The days on which what a static claim says may change, wherever vague dates lie.
//!
//! Dates are tried against every day on which anything that a claim reads begins or ends. On most of these nothing changes
//! in what the claim says, whatever the dates: the other half of an `or` holds, the scope is left anyway. A static claim
//! asks of a day only which dates have come by then, so it is enough to look at each date come and not come, all days at once: two to
//! the number of dates, where placements are the product of all days on which each is tried.

use crate::judge::{Judgement, on_days};
use crate::placement::{MOST_VARIABLES, Points};
use crate::ruling::Ruling;
use conditions::{Evaluator, OverBudget};
use spells::{Day, DaySet, Interval, VariableId};
use std::collections::BTreeSet;
use theory::model::Claim;

/// So many placements are tried in the time that it takes to find out which can be spared.
const WORTH_IT: usize = 8;

/// Where the dates of a cluster are tried for a static claim: against those days only on which what it says changes, where
/// finding them is less work than trying all. `None` where it is not. Right only where what is said of a day hangs on no other day.
pub(crate) fn thinned<'h>(
    claim: &Claim,
    points: &Points<'h>,
    dates: &BTreeSet<VariableId>,
    open: &Evaluator<'_>,
    days: &DaySet,
) -> Result<Option<Points<'h>>, OverBudget> {
    if dates.len() > MOST_VARIABLES || points.most() < WORTH_IT << dates.len() {
        return Ok(None);
    }
    let mut changes = BTreeSet::new();
    look(claim, &dates.iter().copied().collect::<Vec<_>>(), open, days, &mut changes)?;
    Ok(Some(points.only_at(&changes)))
}

/// Adds the days on which what is said changes, each date left being come on all the days on which it may have, or on none.
fn look(
    claim: &Claim,
    dates: &[VariableId],
    placed: &Evaluator<'_>,
    days: &DaySet,
    changes: &mut BTreeSet<Day>,
) -> Result<(), OverBudget> {
    let Some((date, left)) = dates.split_first() else {
        changes.extend(turns(&on_days(claim, placed, days)?));
        return Ok(());
    };
    let possible = &placed.program().history.variable(*date).possible;
    for day in BTreeSet::from([possible.earliest(), possible.latest()]) {
        look(claim, left, &placed.placed(*date, day), days, changes)?;
    }
    Ok(())
}

/// Where what is said of one day differs from what is said of the day before.
fn turns(judgement: &Judgement) -> Vec<Day> {
    let mut said: Vec<(Interval, Ruling)> = judgement.weighed().map(|spell| (spell.days, spell.ruling)).collect();
    said.sort_unstable_by_key(|(days, _)| days.from);
    let mut turns = Vec::new();
    let mut before: Option<(Interval, Ruling)> = None;
    for (days, ruling) in said {
        match before {
            Some((last, same)) if last.until == days.from && same == ruling => {}
            Some((last, _)) => turns.extend([last.until, days.from]),
            None => turns.push(days.from),
        }
        before = Some((days, ruling));
    }
    turns.extend(before.map(|(last, _)| last.until));
    turns
}
