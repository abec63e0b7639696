//! What the placements of some vague dates found, put together: by alternatives, or by parts that do not hang on each other.

use crate::breaches::Breaches;
use crate::dynamic::EventRuling;
use crate::judge::Judgement;
use crate::local::broken_days;
use crate::range::Lists;
use crate::ruling::Ruling;
use spells::{Day, DaySet, Interval, VariableId};
use std::collections::{BTreeMap, BTreeSet};

/// What a judgement says of the days in question: all of a case's, or those of one cluster of dates.
pub(crate) struct View {
    pub ruling: Ruling,
    pub deviating_days: i64,
    pub undecided_days: i64,
    /// The days of deviation, those of events among them.
    pub broken: DaySet,
    pub events: Vec<EventRuling>,
}

impl View {
    /// All that a judgement says.
    pub fn of(judgement: &Judgement) -> View {
        View {
            ruling: judgement.ruling,
            deviating_days: judgement.days.of(Ruling::Deviates),
            undecided_days: judgement.days.of(Ruling::Undecided),
            broken: broken_days(judgement),
            events: judgement.events.clone(),
        }
    }
}

/// Where some vague dates lie, in order of dates.
pub(crate) type Placement = Vec<(VariableId, Day)>;

/// What was found of the days in question.
#[derive(Debug)]
pub(crate) struct Found {
    /// Every ruling, best first.
    pub rulings: BTreeSet<Ruling>,
    /// Least and most days of deviation.
    pub deviating_days: (i64, i64),
    /// Least and most days in scope of which nothing can be said.
    pub undecided_days: (i64, i64),
    /// Over which days it deviates.
    pub breaches: Breaches,
    /// The events, in order.
    pub events: Lists,
    /// The placements that were told apart, in order, each with its ruling. Of parts that do not hang on each other, one for
    /// all: that of the worst of each.
    pub placements: Vec<(Ruling, Placement)>,
}

impl Found {
    /// Of one placement.
    pub fn one(view: View, placement: &[(VariableId, Day)]) -> Found {
        Found {
            rulings: BTreeSet::from([view.ruling]),
            deviating_days: (view.deviating_days, view.deviating_days),
            undecided_days: (view.undecided_days, view.undecided_days),
            breaches: Breaches::Days(view.broken),
            events: Lists::of(&view.events),
            placements: vec![(view.ruling, placement.to_vec())],
        }
    }

    /// Takes in another choice for the same dates.
    pub fn or(&mut self, other: Found) {
        let hull = |a: (i64, i64), b: (i64, i64)| (a.0.min(b.0), a.1.max(b.1));
        self.rulings.extend(other.rulings);
        self.deviating_days = hull(self.deviating_days, other.deviating_days);
        self.undecided_days = hull(self.undecided_days, other.undecided_days);
        self.breaches.or(other.breaches);
        self.events.or(other.events);
        self.placements.extend(other.placements);
    }

    /// Of parts on days of their own, in order, whose dates do not hang on each other, and of the days between them.
    pub fn together(between: View, parts: Vec<(Interval, Found)>) -> Found {
        let mut whole = Found {
            rulings: BTreeSet::from([between.ruling]),
            deviating_days: (between.deviating_days, between.deviating_days),
            undecided_days: (between.undecided_days, between.undecided_days),
            breaches: Breaches::Days(between.broken.clone()),
            events: Lists::of(&[]),
            placements: Vec::new(),
        };
        let (mut worst, mut placement) = (between.ruling, BTreeMap::new());
        let mut breaches = vec![Breaches::Days(between.broken)];
        let mut waiting = between.events.iter().peekable();
        for (days, part) in parts {
            let before: Vec<EventRuling> =
                std::iter::from_fn(|| waiting.next_if(|event| event.day < days.from)).copied().collect();
            let (ruling, placed) = part.worst();
            worst = worst.max(ruling);
            placement.extend(placed.iter().copied());
            let so_far = std::mem::take(&mut whole.rulings);
            whole.rulings =
                so_far.iter().flat_map(|one| part.rulings.iter().map(move |other| *one.max(other))).collect();
            whole.deviating_days.0 += part.deviating_days.0;
            whole.deviating_days.1 += part.deviating_days.1;
            whole.undecided_days.0 += part.undecided_days.0;
            whole.undecided_days.1 += part.undecided_days.1;
            breaches.push(part.breaches);
            whole.events = whole.events.then(&Lists::of(&before)).then(&part.events);
        }
        let after: Vec<EventRuling> = waiting.copied().collect();
        whole.events = whole.events.then(&Lists::of(&after));
        whole.breaches = Breaches::Together(breaches);
        whole.placements = vec![(worst, placement.into_iter().collect())];
        whole
    }

    /// Of the placements with the worst ruling the one in the middle, so that a date is shown within its possible days and
    /// not at their edge.
    pub fn worst(&self) -> (Ruling, &Placement) {
        let worst = self.placements.iter().map(|(ruling, _)| *ruling).max().unwrap_or(Ruling::Irrelevant);
        let all: Vec<&Placement> =
            self.placements.iter().filter(|(ruling, _)| *ruling == worst).map(|(_, placement)| placement).collect();
        (worst, all[all.len() / 2])
    }
}
