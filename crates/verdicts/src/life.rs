//! Whether one state lapsed while another lasted: what `A ends after X ends` asks of an end of A.
//!
//! In: what the two formulas are worth over time, and the day on which the one ended. Out: whether the other had held in
//! its lifetime, so that its lapse lies in it. A lapse from before its beginning took nothing from it, and explains no end.

use conditions::Degree;
use spells::{Day, Interval, Timeline, Why};

/// Whether a lapse lies in the lifetime of what ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lapse {
    /// The other state held on some day of it.
    Within,
    /// It may have: on some day of it the one or the other is unknown.
    Perhaps(Why),
    /// It never did.
    Without,
}

/// The lifetime of what ended on a day: the days before it, back to the last on which it did not hold. The first is where
/// it certainly begins, the second how far back unknown days may reach on.
fn lifetime(timeline: &Timeline<Degree>, ended: Day) -> (Interval, Interval) {
    let (mut certain, mut possible) = (ended, ended);
    for spell in timeline.spells().iter().rev().skip_while(|spell| spell.days.from >= ended) {
        if spell.days.until != possible || spell.value.is_out() {
            break;
        }
        if spell.value.is_in() && certain == possible {
            certain = spell.days.from;
        }
        possible = spell.days.from;
    }
    (Interval::new(certain, ended), Interval::new(possible, ended))
}

/// Whether `other`, which does not hold on the day on which `own` ended, held on a day of the lifetime of `own`.
pub(crate) fn lapse(own: &Timeline<Degree>, other: &Timeline<Degree>, ended: Day) -> Lapse {
    let (certain, possible) = lifetime(own, ended);
    let met = |days: Interval| {
        let spells = other.spells();
        let first = spells.partition_point(|spell| spell.days.until <= days.from);
        spells[first..].iter().take_while(move |spell| spell.days.from < days.until)
    };
    if met(certain).any(|spell| spell.value.is_in()) {
        return Lapse::Within;
    }
    let may_be = met(possible).filter(|spell| !spell.value.is_out());
    let unknown = |spell: &spells::Spell<Degree>| spell.value.why.filter(|_| !spell.value.is_in());
    let whys: Vec<Option<Why>> = may_be.map(unknown).collect();
    if whys.is_empty() {
        return Lapse::Without;
    }
    // What certainly held may have held only before the beginning, of which nobody knows the day.
    let own_whys =
        own.spells().iter().filter(|spell| spell.days.overlaps(possible)).filter_map(|spell| spell.value.why);
    let why = whys.into_iter().flatten().chain(own_whys).min();
    Lapse::Perhaps(why.unwrap_or(Why::SourceSaysUnknown))
}

/// The stretches of days on which a state lasts or may last, without a break, and that are settled whole: to the day after
/// each, because an end looks back over all of them. Left out are those in which it is certain, whatever unknown days turn
/// out to be, that the other state held in the lifetime.
pub(crate) fn lifetimes(own: &Timeline<Degree>, other: &Timeline<Degree>) -> Vec<Interval> {
    let may_last = own.days_where(|degree| !degree.is_out());
    let lasts = own.days_where(|degree| degree.is_in());
    let held = other.days_where(|degree| degree.is_in());
    let certain = |days: &Interval| {
        let parts = lasts.clip(*days);
        !parts.is_empty() && parts.intervals().iter().all(|part| held.overlaps(*part))
    };
    let stretches = may_last.intervals().iter().filter(|days| !certain(days));
    stretches.map(|days| Interval::new(days.from, days.until.plus(1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(text: &str) -> Timeline<Degree> {
        let mut timeline = Timeline::new();
        for (day, value) in text.chars().enumerate() {
            let degree = match value {
                '+' => Degree::YES,
                '-' => Degree::NO,
                _ => Degree::unknown(Why::DateTooVague),
            };
            timeline.push(Interval::new(Day(day as i32), Day(day as i32 + 1)), degree);
        }
        timeline
    }

    #[test]
    fn a_lapse_counts_in_the_lifetime_of_what_ended() {
        let vague = Lapse::Perhaps(Why::DateTooVague);
        for (own, other, found) in [
            ("--+++-", "++----", Lapse::Without), // it lapsed as the other began
            ("--+++-", "+++---", Lapse::Within),
            ("--+++-", "+++++-", Lapse::Within), // both end on one day
            ("--+++-", "------", Lapse::Without),
            ("-?+++-", "++----", vague), // perhaps it began a day earlier
            ("-?+++-", "+-----", Lapse::Without),
            ("--+++-", "++?---", vague),
            ("+++++-", "------", Lapse::Without), // who asks looks at what came before the case
            ("+-+++-", "++----", Lapse::Without), // another lifetime
        ] {
            assert_eq!(lapse(&timeline(own), &timeline(other), Day(5)), found, "{own} {other}");
        }
    }

    #[test]
    fn lifetimes_are_settled_whole_unless_the_other_held_in_each_part() {
        let days = |from, until| Interval::new(Day(from), Day(until));
        let (own, none) = (timeline("-++-?++-"), timeline("--------"));
        assert_eq!(lifetimes(&own, &none), [days(1, 4), days(4, 8)]);
        assert_eq!(lifetimes(&own, &timeline("-+---+--")), []);
        assert_eq!(lifetimes(&timeline("-+?+?---"), &timeline("-+------")), [days(1, 6)]);
    }
}
