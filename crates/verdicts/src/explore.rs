//! Placing vague dates only as far as something hangs on them.
//!
//! A judgement made before a date is placed is sound: what it decides is so wherever the date lies. So dates are placed
//! one after another, and no further where nothing is left open: an alliance whose other condition is plain needs nobody to
//! know when a threat began. What is found is the same as with every combination placed.

use crate::judge::{Judgement, in_world};
use crate::placement::{MOST_PLACEMENTS, MOST_VARIABLES, Points};
use conditions::{Evaluator, OverBudget};
use spells::{Day, DaySet, VariableId, World};
use std::rc::Rc;
use theory::model::Claim;

/// What is still open in a judgement: the days on which something hangs on dates not placed. Empty where all is decided.
pub(crate) type Open<'a> = dyn Fn(&Judgement, &Evaluator<'_>) -> Result<DaySet, OverBudget> + 'a;

/// Judgements that together stand for every placement of some vague dates, each with the dates placed for it; `None`
/// where more than six dates have to be placed at once, or there are too many placements.
pub(crate) fn explore(
    claim: &Claim,
    unplaced: &Evaluator<'_>,
    points: &Points<'_>,
    open: &Open<'_>,
) -> Result<Option<Vec<(Judgement, World)>>, OverBudget> {
    let mut leaves = Vec::new();
    let mut looked = 0_usize;
    // Depth first, in the order of points, so that what is found does not hang on chance. Each placement is one date more
    // than the one it comes from, and takes along what that date does not touch.
    let mut stack: Vec<Option<(Rc<Evaluator<'_>>, VariableId, Day)>> = vec![None];
    while let Some(next) = stack.pop() {
        looked += 1;
        if looked > MOST_PLACEMENTS {
            return Ok(None);
        }
        let placed = next.map(|(from, date, day)| Rc::new(from.placed(date, day)));
        let evaluator = placed.as_deref().unwrap_or(unplaced);
        let judgement = in_world(claim, evaluator, true)?;
        let days = open(&judgement, evaluator)?;
        match points.next(&days, evaluator.world()) {
            None => leaves.push((judgement, evaluator.world().clone())),
            Some(_) if evaluator.world().placements().len() >= MOST_VARIABLES => return Ok(None),
            Some(date) => {
                let days = points.of(evaluator.world(), date, &days);
                let from =
                    placed.unwrap_or_else(|| Rc::new(unplaced.elsewhere(unplaced.world().clone(), unplaced.setting())));
                stack.extend(days.into_iter().rev().map(|day| Some((Rc::clone(&from), date, day))));
            }
        }
    }
    Ok(Some(leaves).filter(|leaves| !leaves.is_empty()))
}
