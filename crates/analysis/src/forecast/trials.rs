//! The past as trials: stretches of time at whose beginning something held, or did not; did it change before their end?

use super::criteria::Group;
use super::lines::Lines;
use super::period::Horizon;
use spells::{Day, Timeline, Truth, Why};

/// What became of a state within a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was the same on every day.
    Stayed,
    /// It changed: on some day from the first to the second.
    Changed(Day, Day),
    /// It lasted as long as the case, which came to an end with one of its actors: on some day from the first to the second.
    Extinct(Day, Day),
    /// Nobody can say.
    Unknown,
}

/// A stretch of time of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The unit, by its place.
    pub unit: usize,
    /// The day from which it is looked ahead.
    pub from: Day,
    /// Which criteria held on that day.
    pub group: Group,
    /// Whether the state changed before the end of the stretch; what held and lasted as long as its actors did ended.
    pub happened: bool,
    /// Whether it ended with one of its actors.
    pub by_extinction: bool,
}

/// What became, by the end of `until`, of what was known to be so, or not so, on `from`.
///
/// * A change whose date is vague belongs to the stretch that holds its first possible day, so that a row of stretches
///   counts it once. Days that are unknown for any other reason leave it unknown.
/// * `known` is the last day that may be looked at: a vague change whose possible days reach beyond it is unknown.
/// * Gives unknown too where the state on `from` is.
pub fn outcome(states: &Timeline<Truth>, from: Day, until: Day, known: Day) -> Outcome {
    let Some(first) = states.at(from).copied().filter(|state| !state.is_unknown()) else { return Outcome::Unknown };
    let until = until.min(known);
    let later = states.spells().iter().filter(|spell| spell.days.until > from && spell.days.from <= known);
    let mut vague: Option<Day> = None;
    let mut seen_to = from;
    for spell in later {
        if spell.days.from > seen_to.plus(1) {
            return Outcome::Extinct(vague.unwrap_or(seen_to.plus(1)), seen_to.plus(1));
        }
        seen_to = spell.days.until.plus(-1).min(known);
        match spell.value {
            same if same == first => {
                vague = None;
                if seen_to >= until {
                    return Outcome::Stayed;
                }
            }
            Truth::Unknown(Why::DateTooVague) => {
                if spell.days.from > until {
                    return Outcome::Stayed;
                }
                vague = Some(spell.days.from);
            }
            Truth::Unknown(_) => {
                return if spell.days.from > until && vague.is_none() { Outcome::Stayed } else { Outcome::Unknown };
            }
            _ if spell.days.from > until && vague.is_none() => return Outcome::Stayed,
            _ => return Outcome::Changed(vague.unwrap_or(spell.days.from), spell.days.from),
        }
    }
    match seen_to < known {
        true => Outcome::Extinct(vague.unwrap_or(seen_to.plus(1)), seen_to.plus(1)),
        false => Outcome::Unknown,
    }
}

/// The trials of a target that lie before a day: those in which it was so (`holds`) at the beginning, or those in which it
/// was not. Stretches of the horizon's length, counted back from `last`; only where the theory speaks of the unit.
///
/// The end of an actor ends what held: to leave such stretches out would be to leave out those that did not go on, and what
/// is left would last too long (informative censoring; Kalbfleisch & Prentice 2002, chapter 8). It competes with an end by
/// those concerned, so that it is told apart. What did not hold did not come about.
pub(super) fn trials(lines: &Lines, target: usize, holds: bool, horizon: Horizon, last: Day) -> Vec<Trial> {
    let stretches = horizon.stretches(lines.window, last);
    let mut trials = Vec::new();
    for (at, unit) in lines.units.iter().enumerate() {
        let states = unit.state(target);
        for (from, until) in &stretches {
            if states.at(*from) != Some(&Truth::from(holds)) {
                continue;
            }
            let Some(group) = lines.group(unit, &lines.targets[target], *from) else { continue };
            let (happened, by_extinction) = match outcome(states, *from, *until, last) {
                Outcome::Stayed => (false, false),
                Outcome::Changed(..) => (true, false),
                Outcome::Extinct(..) => (holds, holds),
                Outcome::Unknown => continue,
            };
            trials.push(Trial { unit: at, from: *from, group, happened, by_extinction });
        }
    }
    trials
}

#[cfg(test)]
mod tests {
    use super::*;
    use spells::Interval;

    const VAGUE: Truth = Truth::Unknown(Why::DateTooVague);
    const SILENT: Truth = Truth::Unknown(Why::SourceSilent);

    fn line(pieces: &[(i32, i32, Truth)]) -> Timeline<Truth> {
        let mut line = Timeline::new();
        for (from, until, value) in pieces {
            line.push(Interval::new(Day(*from), Day(*until)), *value);
        }
        line
    }

    fn after(line: &Timeline<Truth>, from: i32, until: i32, known: i32) -> Outcome {
        outcome(line, Day(from), Day(until), Day(known))
    }

    #[test]
    fn a_vague_change_belongs_to_the_stretch_of_its_first_possible_day() {
        let line = line(&[(0, 15, Truth::Yes), (15, 35, VAGUE), (35, 60, Truth::No)]);
        assert_eq!(after(&line, 0, 10, 59), Outcome::Stayed);
        assert_eq!(after(&line, 10, 20, 59), Outcome::Changed(Day(15), Day(35)));
        assert_eq!(after(&line, 20, 30, 59), Outcome::Unknown, "nothing is known to begin with");
        assert_eq!(after(&line, 40, 50, 59), Outcome::Stayed);
    }

    #[test]
    fn nothing_after_the_last_known_day_is_looked_at() {
        let line = line(&[(0, 15, Truth::Yes), (15, 35, VAGUE), (35, 60, Truth::No)]);
        assert_eq!(after(&line, 10, 20, 34), Outcome::Unknown, "on day 34 it may still be as it was");
        assert_eq!(after(&line, 10, 20, 35), Outcome::Changed(Day(15), Day(35)));
        assert_eq!(after(&line, 10, 20, 14), Outcome::Stayed, "all that is known by day 14");
    }

    #[test]
    fn silence_leaves_it_unknown_and_the_end_of_a_case_ends_it() {
        let silent = line(&[(0, 15, Truth::Yes), (15, 20, SILENT), (20, 60, Truth::Yes)]);
        assert_eq!(after(&silent, 10, 18, 59), Outcome::Unknown);
        assert_eq!(after(&silent, 5, 14, 59), Outcome::Stayed);
        let gone = line(&[(0, 15, Truth::Yes), (30, 40, Truth::No)]);
        assert_eq!(after(&gone, 10, 35, 59), Outcome::Extinct(Day(15), Day(15)), "it died, and came back as another");
        assert_eq!(after(&gone, 5, 14, 59), Outcome::Stayed);
        assert_eq!(after(&gone, 10, 35, 14), Outcome::Stayed, "all that is known by day 14");
        let forever = line(&[(0, 15, Truth::Yes)]);
        assert_eq!(after(&forever, 10, 20, 59), Outcome::Extinct(Day(15), Day(15)), "it died, and never came back");
        assert_eq!(after(&forever, 5, 14, 59), Outcome::Stayed);
        assert_eq!(after(&forever, 10, 20, 14), Outcome::Stayed);
        let hazy = line(&[(0, 15, Truth::Yes), (15, 20, VAGUE)]);
        assert_eq!(after(&hazy, 10, 18, 59), Outcome::Extinct(Day(15), Day(20)));
        assert_eq!(after(&hazy, 10, 18, 19), Outcome::Unknown, "on day 19 it may still be");
        let mute = line(&[(0, 15, Truth::Yes), (15, 20, SILENT)]);
        assert_eq!(after(&mute, 10, 30, 59), Outcome::Unknown, "it may have ended before the case did");
        let wavering = line(&[(0, 15, Truth::Yes), (15, 20, VAGUE), (20, 60, Truth::Yes)]);
        assert_eq!(after(&wavering, 10, 18, 59), Outcome::Stayed, "whatever the date, it goes on");
    }
}
