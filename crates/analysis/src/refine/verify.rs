//! What a changed theory says of every case, by the verdicts themselves: in every reading, wherever vague dates lie.
//!
//! In: verdicts before and after a change, on the same cases. Out: what it resolves, breaks and gives up. Takes nothing from the search.

use spells::DaySet;
use verdicts::compare::{Fate, fate};
use verdicts::{CaseVerdict, ClaimVerdicts, Ruling};

/// What a change does to the cases of a claim. Cases are places among all cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// Exceptions that are none any more, and what becomes of them: they conform, the claim does not forbid them, or it no longer
    /// speaks of them.
    pub resolved: Vec<(usize, Fate)>,
    /// Of these, exceptions still in some reading or for some vague dates.
    pub not_everywhere: Vec<usize>,
    /// Exceptions that still are, or on whose days the claim is now undecided: an unknown resolves nothing.
    pub unresolved: Vec<(usize, Fate)>,
    /// Cases that break the claim only now.
    pub broken: Vec<usize>,
    /// Cases that conformed and no longer do, those broken apart.
    pub lost: Vec<(usize, Fate)>,
    /// Cases that conform only now, exceptions resolved apart.
    pub gained: Vec<usize>,
    /// What it does to other claims of the theory and under other definitions, where it does anything.
    pub elsewhere: Vec<Elsewhere>,
}

/// The effect on another claim, or under another definition of the outcome: a place among the verdicts before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Which.
    pub judged: usize,
    /// Exceptions that are none any more.
    pub resolved: Vec<usize>,
    /// Exceptions of which it can no longer be told.
    pub undecided: Vec<usize>,
    /// Cases that break it only now.
    pub broken: Vec<usize>,
    /// Cases that conformed and no longer do.
    pub lost: Vec<usize>,
}

/// Compares. `before` and `after` are verdicts on the same cases; `at` says which of `before` was refined; `same` tells which of
/// `before` one of `after` answers to.
pub(super) fn effect(
    before: &[ClaimVerdicts],
    at: usize,
    after: &[ClaimVerdicts],
    same: impl Fn(&ClaimVerdicts) -> Option<usize>,
) -> Option<Effect> {
    let mut effect = None;
    let mut elsewhere = Vec::new();
    for changed in after {
        let Some(place) = same(changed) else { continue };
        if place == at {
            effect = Some(of_target(&before[at], changed));
        } else {
            elsewhere.extend(beside(&before[place], changed, place));
        }
    }
    elsewhere.sort_by_key(|other: &Elsewhere| other.judged);
    effect.map(|effect| Effect { elsewhere, ..effect })
}

fn of_target(before: &ClaimVerdicts, after: &ClaimVerdicts) -> Effect {
    let mut effect = Effect {
        resolved: Vec::new(),
        not_everywhere: Vec::new(),
        unresolved: Vec::new(),
        broken: Vec::new(),
        lost: Vec::new(),
        gained: Vec::new(),
        elsewhere: Vec::new(),
    };
    for (case, (old, new)) in before.cases.iter().zip(&after.cases).enumerate() {
        let (was, is) = (fate(old), fate(new));
        match (was, is) {
            (Fate::Deviates, _) if is_resolved(old, new) => {
                effect.resolved.push((case, is));
                if new.rulings().contains(&Ruling::Deviates) {
                    effect.not_everywhere.push(case);
                }
            }
            (Fate::Deviates, _) => effect.unresolved.push((case, is)),
            (_, Fate::Deviates) => effect.broken.push(case),
            (Fate::Conforms, is) if is != Fate::Conforms => effect.lost.push((case, is)),
            (was, Fate::Conforms) if was != Fate::Conforms => effect.gained.push(case),
            _ => {}
        }
    }
    effect
}

/// Whether an exception is none any more, and that is known: where the claim is now undecided, it may be so on other days only.
fn is_resolved(old: &CaseVerdict, new: &CaseVerdict) -> bool {
    if new.ruling == Ruling::Deviates || fate(new) == Fate::ScopeUnknown {
        return false;
    }
    let days = |verdict: &CaseVerdict, ruling: Ruling| {
        let first = &verdict.first;
        let spells = first.spells.iter().chain(&first.unsure).filter(|spell| spell.ruling == ruling);
        let events = first.events.iter().filter(|event| event.ruling == ruling);
        let events = events.map(|event| spells::Interval::new(event.day, event.day.plus(1)));
        DaySet::from_intervals(spells.map(|spell| spell.days).chain(events))
    };
    days(old, Ruling::Deviates).and(&days(new, Ruling::Undecided)).is_empty()
}

fn beside(before: &ClaimVerdicts, after: &ClaimVerdicts, judged: usize) -> Option<Elsewhere> {
    let target = of_target(before, after);
    let cases = |of: &[(usize, Fate)]| of.iter().map(|(case, _)| *case).collect::<Vec<_>>();
    let undecided = target.unresolved.iter().filter(|(_, fate)| *fate != Fate::Deviates).map(|(case, _)| *case);
    let other = Elsewhere {
        judged,
        resolved: cases(&target.resolved),
        undecided: undecided.collect(),
        broken: target.broken,
        lost: cases(&target.lost),
    };
    let any = [&other.resolved, &other.undecided, &other.broken, &other.lost].into_iter().any(|list| !list.is_empty());
    any.then_some(other)
}
