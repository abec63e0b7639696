//! Beginnings and ends of what a formula says, with those that nobody could see.

use conditions::Degree;
use spells::{Day, DaySet, Interval, Spell, Timeline, Why};
use theory::model::Edge;

/// How a beginning or end is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// It happened on its day: the value before and after is known.
    Happened,
    /// It happened because an actor of the case came to be, or ceased to be, on that day.
    WithItsParty,
    /// It was already so on the first day, or is still so on the last, of the days under study.
    Censored,
    /// Whether or when it happened is unknown.
    Unknown(Why),
}

/// A beginning or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Turn {
    /// The first day with the new value; where unknown, the first day on which it may have turned.
    pub day: Day,
    /// How it is known.
    pub seen: Seen,
}

/// Every beginning (or end) of the days on which a formula holds, in order.
///
/// `domain` is where the case exists, `window` the days under study: a stretch that reaches an edge of the window is cut
/// off there by the study, one that reaches another edge of the domain by the life of an actor.
pub(crate) fn turns(timeline: &Timeline<Degree>, edge: Edge, domain: &DaySet, window: Interval) -> Vec<Turn> {
    let spells = timeline.spells();
    let mut turns = Vec::new();
    for (at, spell) in spells.iter().enumerate().filter(|(_, spell)| spell.value.is_in()) {
        let (day, neighbour, censoring) = match edge {
            Edge::Starts => {
                let before =
                    at.checked_sub(1).map(|at| &spells[at]).filter(|before| before.days.until == spell.days.from);
                (spell.days.from, before, spell.days.from <= window.from)
            }
            Edge::Ends => {
                let after = spells.get(at + 1).filter(|after| after.days.from == spell.days.until);
                (spell.days.until, after, spell.days.until >= window.until)
            }
        };
        let seen = match neighbour {
            Some(neighbour) if neighbour.value.is_out() => Seen::Happened,
            Some(neighbour) if neighbour.value.is_in() => continue, // a change of degree only
            Some(neighbour) => {
                let why = neighbour.value.why.unwrap_or(Why::SourceSaysUnknown);
                let day = if edge == Edge::Starts { first_unknown(&spells[..at]) } else { day };
                turns.push(Turn { day, seen: Seen::Unknown(why) });
                continue;
            }
            None if censoring => Seen::Censored,
            None => {
                debug_assert!(!domain.contains(if edge == Edge::Starts { Day(day.0 - 1) } else { day }));
                Seen::WithItsParty
            }
        };
        turns.push(Turn { day, seen });
    }
    turns
}

/// Stretches of unknown days, on neither side of which the formula held: it may have begun and ended there unseen, and no
/// turn tells. Where it held on one side, [`turns`] reports an unknown turn; a second one besides is not looked for.
pub(crate) fn hidden(timeline: &Timeline<Degree>) -> Vec<(Interval, Why)> {
    let mut stretches = Vec::new();
    let mut before: Option<Spell<Degree>> = None;
    let mut spells = timeline.spells().iter().copied().peekable();
    while let Some(spell) = spells.next() {
        if spell.value.truth().is_unknown() {
            let (mut days, mut why) = (spell.days, spell.value.why);
            let goes_on = |more: &Spell<Degree>, until| more.days.from == until && more.value.truth().is_unknown();
            while let Some(more) = spells.next_if(|more| goes_on(more, days.until)) {
                days.until = more.days.until;
                why = why.into_iter().chain(more.value.why).min();
            }
            let held_before = before.is_some_and(|before| before.days.until == days.from && before.value.is_in());
            let held_after = spells.peek().is_some_and(|after| after.days.from == days.until && after.value.is_in());
            if !held_before && !held_after {
                stretches.push((days, why.unwrap_or(Why::SourceSaysUnknown)));
            }
        }
        before = Some(spell);
    }
    stretches
}

/// The first day of the unbroken stretch of unknown days with which these spells end.
fn first_unknown(spells: &[Spell<Degree>]) -> Day {
    let mut day = spells[spells.len() - 1].days.until;
    for spell in spells.iter().rev() {
        if spell.days.until != day || spell.value.is_in() || spell.value.is_out() {
            break;
        }
        day = spell.days.from;
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_told_apart_by_what_follows() {
        let window = Interval::new(Day(0), Day(100));
        let unknown = Degree::unknown(Why::SourceSilent);
        let mut timeline = Timeline::new();
        for (from, until, value) in [
            (0, 10, Degree::YES),
            (10, 20, Degree::NO),
            (20, 30, Degree::YES),
            (30, 40, unknown),
            (40, 50, Degree::YES),
            // the actor ceases to be on day 50 and is back on day 60
            (60, 70, Degree::NO),
            (70, 100, Degree::YES),
        ] {
            timeline.push(Interval::new(Day(from), Day(until)), value);
        }
        let domain = timeline.domain();
        let ends: Vec<(i32, Seen)> =
            turns(&timeline, Edge::Ends, &domain, window).iter().map(|turn| (turn.day.0, turn.seen)).collect();
        assert_eq!(
            ends,
            [
                (10, Seen::Happened),
                (30, Seen::Unknown(Why::SourceSilent)),
                (50, Seen::WithItsParty),
                (100, Seen::Censored)
            ]
        );
        let starts: Vec<(i32, Seen)> =
            turns(&timeline, Edge::Starts, &domain, window).iter().map(|turn| (turn.day.0, turn.seen)).collect();
        assert_eq!(
            starts,
            [(0, Seen::Censored), (20, Seen::Happened), (30, Seen::Unknown(Why::SourceSilent)), (70, Seen::Happened)]
        );
    }
    #[test]
    fn a_stretch_hides_turns_where_it_held_on_neither_side() {
        let (silent, vague) = (Degree::unknown(Why::SourceSilent), Degree::unknown(Why::DateTooVague));
        let mut timeline = Timeline::new();
        for (from, until, value) in [
            (0, 5, silent), // at the edge of the case
            (5, 10, Degree::NO),
            (10, 15, silent),
            (15, 20, vague),
            (20, 30, Degree::NO),
            (30, 40, silent), // it began in here: `turns` says so
            (40, 50, Degree::YES),
            (50, 60, silent), // it ended in here
            (60, 70, Degree::NO),
        ] {
            timeline.push(Interval::new(Day(from), Day(until)), value);
        }
        let stretch = |from, until, why| (Interval::new(Day(from), Day(until)), why);
        assert_eq!(hidden(&timeline), [stretch(0, 5, Why::SourceSilent), stretch(10, 20, Why::DateTooVague)]);
    }
}
