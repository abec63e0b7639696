//! A flexible lag: the time that an outcome takes to follow a change of conditions is no contradiction.
//!
//! In: the spells of a case, cut at each change of a condition or the outcome. Out: spells in which one that only waited for the
//! outcome to follow is part of the one after it, and what these waits were. Never merges what is unknown.
//!
//! Where conditions change and the outcome follows later, the days between show the new conditions with the old outcome: taken
//! for itself such a spell contradicts the next. Here it counts as the lag of the next, where it begins with a change of the
//! conditions alone, ends with a change of the outcome alone, both of them seen, and is no longer than allowed.
//!
//! Source: change-based intervals and the flexible lag condition as proposed in "Longitudinal QCA: Integrating time through
//! change-based intervals (CBIs) and a flexible lag condition (FLC)", Sociological Methods & Research (2023),
//! doi:10.1177/00491241231156967. The rule above is our own rendering of that idea on spells of days.

use super::of_study::{Parts, Value};
use analysis::forecast::Horizon;

/// A wait for the outcome to follow.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wait {
    /// The conditions under which it was waited.
    pub conditions: Vec<Value>,
    /// Whether the outcome came; else it went.
    pub came: bool,
    /// How many days it took.
    pub days: i64,
}

/// What was done to a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Waits {
    /// The waits that are part of a row.
    pub taken: Vec<Wait>,
    /// Spells that would be such but are longer than allowed.
    pub too_long: usize,
}

impl Waits {
    /// What was done, in sentences: how many waits, and how long they took under each combination of conditions, in the order of
    /// their first. `names` are those of the conditions.
    pub(super) fn words(&self, lag: Horizon, names: &[&str]) -> Vec<String> {
        let count = |number: usize| if number == 1 { "one spell".to_owned() } else { format!("{number} spells") };
        let mut said = Vec::new();
        if self.taken.is_empty() {
            said.push(format!("no spell waits up to {lag} for the outcome to follow a change of conditions"));
        } else {
            let waits = if self.taken.len() == 1 { "waits" } else { "wait" };
            said.push(format!(
                "{} that {waits} up to {lag} for the outcome to follow a change of conditions: counted as part of the next",
                count(self.taken.len())
            ));
        }
        let mut groups: Vec<(&[Value], bool, Vec<i64>)> = Vec::new();
        for wait in &self.taken {
            match groups.iter_mut().find(|(own, came, _)| *own == wait.conditions && *came == wait.came) {
                Some((_, _, days)) => days.push(wait.days),
                None => groups.push((&wait.conditions, wait.came, vec![wait.days])),
            }
        }
        for (conditions, came, days) in groups {
            let (least, most) = (days.iter().min().unwrap_or(&0), days.iter().max().unwrap_or(&0));
            let mean = days.iter().sum::<i64>() as f64 / days.len() as f64;
            let spread = if least == most { String::new() } else { format!(", {least} to {most}") };
            said.push(format!(
                "{}: the outcome {} after {mean:.0} days on average (n = {}{spread})",
                combination(conditions, names),
                if came { "came" } else { "went" },
                days.len()
            ));
        }
        if self.too_long > 0 {
            said.push(format!("{} of the kind longer than that, left as they are", count(self.too_long)));
        }
        said
    }
}

/// `A*~B`, with levels and memberships written out where they are no plain In or Out.
fn combination(values: &[Value], names: &[&str]) -> String {
    let one = |(value, name): (&Value, &&str)| match value {
        Value::Degree(degree) if degree.lo == 1.0 => (*name).to_owned(),
        Value::Degree(degree) if degree.hi == 0.0 => format!("~{name}"),
        Value::Degree(degree) => format!("{name} {:.2}", degree.lo),
        Value::Level(level) => format!("{name}{{{}}}", level.unwrap_or_default()),
    };
    values.iter().zip(names).map(one).collect::<Vec<_>>().join("*")
}

/// Merges the waits among the spells of one case, which are in order of days. `outcome` says of each column whether it is the
/// outcome's. Linear.
pub(super) fn merge(spells: Parts, outcome: &[bool], lag: Horizon, waits: &mut Waits) -> Parts {
    let conditions = |values: &[Value]| -> Vec<Value> {
        values.iter().zip(outcome).filter(|(_, of_outcome)| !**of_outcome).map(|(value, _)| *value).collect()
    };
    let result = |values: &[Value]| -> Option<Vec<bool>> {
        let own = values.iter().zip(outcome).filter(|(_, of_outcome)| **of_outcome);
        own.map(|(value, _)| value.holds()).collect()
    };
    let mut merged: Parts = Vec::new();
    // The conditions and the outcome of the spell before.
    let mut before: Option<(Vec<Value>, Option<Vec<bool>>)> = None;
    let mut spells = spells.into_iter().peekable();
    while let Some((days, values)) = spells.next() {
        let own = conditions(&values);
        let all_known = |values: &[Value]| values.iter().all(|value| value.is_known());
        let now = result(&values);
        let alone = |(earlier, then): &(Vec<Value>, _)| *earlier != own && all_known(earlier) && *then == now;
        let changed =
            before.as_ref().is_some_and(alone) && merged.last().is_some_and(|(last, _)| last.until == days.from);
        let known = all_known(&own);
        let follows = spells.peek().filter(|(next, values)| next.from == days.until && conditions(values) == own);
        before = Some((own.clone(), now));
        let change =
            follows.and_then(|(_, next)| Some((result(&values)?, result(next)?))).filter(|(now, then)| now != then);
        if let (true, true, Some((_, then))) = (changed, known, change) {
            if lag.after(days.from) >= days.until {
                before = Some((own.clone(), Some(then.clone())));
                waits.taken.push(Wait { conditions: own, came: then.contains(&true), days: days.days() });
                if let Some((next, _)) = spells.peek_mut() {
                    next.from = days.from;
                }
                // What follows has been reached by the same change of conditions, and is no wait itself.
                if let Some(whole) = spells.next() {
                    merged.push(whole);
                }
                continue;
            }
            waits.too_long += 1;
        }
        merged.push((days, values));
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use conditions::Degree;
    use spells::{Day, Interval};

    /// A condition and an outcome, day by day: `a` neither, `b` the condition, `c` both, `d` the outcome alone, `?` unknown outcome.
    fn spells(signs: &str) -> Parts {
        let value = |sign: char| {
            let degree = |holds: bool| Value::Degree(if holds { Degree::YES } else { Degree::NO });
            let unknown = Value::Degree(Degree::unknown(spells::Why::SourceSaysUnknown));
            match sign {
                'a' => vec![degree(false), degree(false)],
                'b' => vec![degree(true), degree(false)],
                'c' => vec![degree(true), degree(true)],
                'd' => vec![degree(false), degree(true)],
                _ => vec![degree(true), unknown],
            }
        };
        let mut parts: Parts = Vec::new();
        let mut last = ' ';
        for (day, sign) in (0..).zip(signs.chars()) {
            match parts.last_mut() {
                Some((days, _)) if sign == last => days.until = Day(day + 1),
                _ => parts.push((Interval::new(Day(day), Day(day + 1)), value(sign))),
            }
            last = sign;
        }
        parts
    }

    /// The lengths of what is left, and the waits.
    fn merged(signs: &str, lag: &str) -> (Vec<i64>, Vec<(bool, i64)>, usize) {
        let mut waits = Waits::default();
        let lag = Horizon::parse(lag).expect("a length");
        let parts = merge(spells(signs), &[false, true], lag, &mut waits);
        let lengths = parts.iter().map(|(days, _)| days.days()).collect();
        (lengths, waits.taken.iter().map(|wait| (wait.came, wait.days)).collect(), waits.too_long)
    }

    #[test]
    fn what_waits_for_the_outcome_is_part_of_what_follows() {
        // Three days with the condition alone, then both; at the end two days with the outcome alone, then neither.
        assert_eq!(merged("aabbbccccddaa", "3d"), (vec![2, 7, 4], vec![(true, 3), (false, 2)], 0));
        assert_eq!(merged("aabbbccccddaa", "2d"), (vec![2, 3, 4, 4], vec![(false, 2)], 1));
    }

    #[test]
    fn what_is_no_wait_stays() {
        // From the first day on nobody knows how long it has lasted.
        assert_eq!(merged("bbcc", "9d"), (vec![2, 2], vec![], 0));
        // The outcome goes and comes back while the condition stays: it does not follow a change of conditions.
        assert_eq!(merged("aaccbbcc", "9d"), (vec![2, 2, 2, 2], vec![], 0));
        // The outcome is unknown.
        assert_eq!(merged("aa??cc", "9d"), (vec![2, 2, 2], vec![], 0));
    }
}
