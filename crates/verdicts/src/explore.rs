//! Placing vague dates only as far as something hangs on them.
//!
//! A judgement made before a date is placed is sound: what it decides is so wherever the date lies. So dates are placed
//! one after another, and no further where nothing is left open: an alliance whose other condition is plain needs nobody to
//! know when a threat began. Where the dates left fall apart into groups on days of their own, the claim is judged on the days
//! of each group by itself, and their numbers are added up where those of all together would be multiplied. What is found is
//! the same as with every combination placed.

use crate::clusters::apart;
use crate::found::{Found, View};
use crate::judge::{Judgement, in_world, on_days};
use crate::placement::{MOST_PLACEMENTS, MOST_VARIABLES, Points};
use crate::ruling::Ruling;
use conditions::{Evaluator, OverBudget};
use spells::DaySet;
use std::cell::Cell;
use theory::model::Claim;

/// What is still open in a judgement: of some days, those on which something hangs on dates not placed, given what is certain
/// of other days. Empty where all is decided.
pub(crate) type Open<'a> = dyn Fn(&Judgement, &Evaluator<'_>, &DaySet, Ruling) -> Result<DaySet, OverBudget> + 'a;

/// The stretches of days that cannot be judged in parts, as far as dates are placed.
pub(crate) type Whole<'a> = dyn Fn(&Evaluator<'_>) -> Result<DaySet, OverBudget> + 'a;

/// How vague dates are placed.
pub(crate) struct Search<'a> {
    claim: &'a Claim,
    points: &'a Points<'a>,
    open: &'a Open<'a>,
    /// What a judgement says of some days.
    view: fn(&Judgement, &DaySet) -> View,
    /// Given where groups of dates on days of their own may be placed by themselves.
    whole: Option<&'a Whole<'a>>,
    looked: Cell<usize>,
}

/// Why a search ended early.
enum Stop {
    /// More than six dates have to be placed at once, or there are too many placements.
    TooMany,
    Over(OverBudget),
}

impl From<OverBudget> for Stop {
    fn from(over: OverBudget) -> Self {
        Stop::Over(over)
    }
}

impl<'a> Search<'a> {
    pub fn new(
        claim: &'a Claim,
        points: &'a Points<'a>,
        open: &'a Open<'a>,
        view: fn(&Judgement, &DaySet) -> View,
    ) -> Self {
        Self { claim, points, open, view, whole: None, looked: Cell::new(1) }
    }

    /// The same, each group of dates by itself. Right only where what is said of a day hangs on no day of another group.
    #[must_use]
    pub fn by_groups(self, whole: &'a Whole<'a>) -> Self {
        Self { whole: Some(whole), ..self }
    }

    /// What all placements make of some days; `base` is the judgement before any date is placed. `None` where more than six
    /// dates have to be placed at once, where there are too many placements, or none.
    pub fn run(
        &self,
        base: &Judgement,
        unplaced: &Evaluator<'_>,
        days: &DaySet,
        rest: Ruling,
    ) -> Result<Option<Found>, OverBudget> {
        let days = Days { of: days, alone: false };
        match self.settle(base, unplaced, days, rest) {
            Ok(found) => Ok(found),
            Err(Stop::TooMany) => Ok(None),
            Err(Stop::Over(over)) => Err(over),
        }
    }

    /// Depth first, in the order of points, so that what is found does not hang on chance. Each placement is one date more
    /// than the one it comes from, and takes along what that date does not touch.
    fn settle(
        &self,
        judgement: &Judgement,
        evaluator: &Evaluator<'_>,
        days: Days<'_>,
        rest: Ruling,
    ) -> Result<Option<Found>, Stop> {
        let world = evaluator.world();
        let told = || Ok(Some(Found::one(self.seen(judgement, days), world.placements())));
        // What is open may lie before the days in question, where a claim about order looks back.
        let reached = if days.alone { days.of } else { &DaySet::always() };
        if !self.points.any_left(reached, world) {
            return told();
        }
        let open = (self.open)(judgement, evaluator, days.of, rest)?;
        let Some(date) = self.points.next(&open, world) else { return told() };
        if let Some(parts) = self.in_groups(evaluator, days, &open, rest)? {
            return Ok(parts);
        }
        if world.placements().len() >= MOST_VARIABLES {
            return Err(Stop::TooMany);
        }
        let mut found: Option<Found> = None;
        for day in self.points.of(world, date, &open) {
            self.looked.set(self.looked.get() + 1);
            if self.looked.get() > MOST_PLACEMENTS {
                return Err(Stop::TooMany);
            }
            let placed = evaluator.placed(date, day);
            let judgement = self.judge(&placed, days)?;
            match (&mut found, self.settle(&judgement, &placed, days, rest)?) {
                (Some(found), Some(more)) => found.or(more),
                (_, None) => {}
                (found, more) => *found = more,
            }
        }
        Ok(found)
    }

    fn judge(&self, evaluator: &Evaluator<'_>, days: Days<'_>) -> Result<Judgement, OverBudget> {
        if days.alone { on_days(self.claim, evaluator, days.of) } else { in_world(self.claim, evaluator, true) }
    }

    fn seen(&self, judgement: &Judgement, days: Days<'_>) -> View {
        if days.alone { View::of(judgement) } else { (self.view)(judgement, days.of) }
    }

    /// Each group of dates by itself, if there are several: nothing where there is one.
    fn in_groups(
        &self,
        evaluator: &Evaluator<'_>,
        days: Days<'_>,
        open: &DaySet,
        rest: Ruling,
    ) -> Result<Option<Option<Found>>, Stop> {
        let Some(whole) = self.whole else { return Ok(None) };
        let dates = self.points.left(open, evaluator.world());
        if dates.len() < 2 {
            return Ok(None);
        }
        let groups = apart(dates, &whole(evaluator)?);
        if groups.len() < 2 {
            return Ok(None);
        }
        let between = days.of.without(&DaySet::from_intervals(groups.iter().copied()));
        let between = View::of(&on_days(self.claim, evaluator, &between)?);
        let rest = rest.max(between.ruling);
        let mut parts = Vec::with_capacity(groups.len());
        for group in groups {
            let of = days.of.clip(group);
            let here = Days { of: &of, alone: true };
            match self.settle(&self.judge(evaluator, here)?, evaluator, here, rest)? {
                Some(found) => parts.push((group, found)),
                None => return Ok(Some(None)),
            }
        }
        Ok(Some(Some(Found::together(between, parts))))
    }
}

/// Days in question.
#[derive(Clone, Copy)]
struct Days<'d> {
    of: &'d DaySet,
    /// Whether the claim is judged on these alone, and not on all of the case's.
    alone: bool,
}
