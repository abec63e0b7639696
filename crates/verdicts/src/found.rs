//! What the placements of some vague dates found, put together.

use crate::dynamic::EventRuling;
use crate::judge::Judgement;
use crate::reach::{Reach, either, stretches};
use crate::ruling::Ruling;
use spells::{DaySet, World};
use std::collections::BTreeSet;

/// What a judgement says of the days in question: all of a case's, or those of one cluster of dates.
pub(crate) struct View {
    pub ruling: Ruling,
    pub deviating_days: i64,
    pub undecided_days: i64,
    /// The days of deviation, those of events among them.
    pub broken: DaySet,
    pub events: Vec<EventRuling>,
}

/// What was found of the days in question.
#[derive(Debug)]
pub(crate) struct Found {
    /// Every ruling, best first.
    pub rulings: BTreeSet<Ruling>,
    /// Least and most days of deviation.
    pub deviating_days: (i64, i64),
    /// Least and most days in scope of which nothing can be said.
    pub undecided_days: (i64, i64),
    /// Over which days it deviates, where it does.
    pub reach: Option<Reach>,
    /// The same, each stretch by itself.
    pub stretches: Vec<Reach>,
    /// Of the placements with the worst ruling the one in the middle, so that a date is shown within its possible days and
    /// not at their edge; and what the claim says in it.
    pub worst: (Judgement, World),
    /// The events of each placement, in order.
    pub events: Vec<Vec<EventRuling>>,
}

impl Found {
    /// Puts together what placements found; `None` where there are none.
    pub fn of(judged: Vec<(Judgement, World)>, view: impl Fn(&Judgement) -> View) -> Option<Found> {
        let views: Vec<View> = judged.iter().map(|(judgement, _)| view(judgement)).collect();
        let rulings: BTreeSet<Ruling> = views.iter().map(|view| view.ruling).collect();
        let worst: Vec<usize> = (0..views.len()).filter(|at| Some(&views[*at].ruling) == rulings.last()).collect();
        let range = |days: fn(&View) -> i64| Some((views.iter().map(days).min()?, views.iter().map(days).max()?));
        let (deviating_days, undecided_days) = (range(|view| view.deviating_days)?, range(|view| view.undecided_days)?);
        let worst = judged.into_iter().nth(worst[worst.len() / 2])?;
        let reach = views.iter().map(|view| Reach::of(&view.broken)).reduce(either).flatten();
        let stretches = stretches(&views.iter().map(|view| &view.broken).collect::<Vec<_>>());
        let events = views.into_iter().map(|view| view.events).collect();
        Some(Found { rulings, deviating_days, undecided_days, reach, stretches, worst, events })
    }
}
