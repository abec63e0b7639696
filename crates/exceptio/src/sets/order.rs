//! Order conditions of temporal QCA: whether one condition began before another.
//!
//! In: `A<B`, and the days on which both held within a case. Out: for each row a cell: 1 where A began before B, 0 where it did
//! not, `-` (of no concern) where by the row's last day either had not begun, empty where the order is unknown. Never looks at
//! the outcome.
//!
//! Sources: N. Caren and A. Panofsky (2005), "TQCA: A technique for adding temporality to Qualitative Comparative Analysis",
//! Sociological Methods & Research 34(2); the order as a condition with cells of no concern: C. C. Ragin and S. I. Strand (2008),
//! "Using Qualitative Comparative Analysis to study causal order", Sociological Methods & Research 36(4).

use super::of_study::{Asked, Value};
use super::table_of::Said;
use spells::{Day, Timeline};
use text::{Diagnostic, nearest};
use theory::model::ConditionKind;

/// An order that is asked about, as places among the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Order {
    first: usize,
    second: usize,
    /// The name of its column: `A_before_B`.
    pub name: String,
}

/// The names that an order reads; none where it is not written as one.
pub(super) fn names(text: &str) -> Option<(&str, &str)> {
    let (first, second) = text.split_once('<')?;
    let (first, second) = (first.trim(), second.trim());
    (!first.is_empty() && !second.is_empty() && !second.contains('<')).then_some((first, second))
}

/// The name of the column that an order makes.
pub(super) fn column(text: &str) -> Option<String> {
    names(text).map(|(first, second)| format!("{first}_before_{second}"))
}

/// Why an outcome is in no order: that something began before it holds only where it occurred, so that the condition would say the outcome.
fn speaks_of_the_outcome(text: &str, name: &str) -> Diagnostic {
    let message = format!("--order '{text}': `{name}` is the outcome, and no condition");
    Diagnostic::misuse("sets::order_outcome", message).hint(format!(
        "that something began before `{name}` holds by definition only where `{name}` occurred; order two conditions, or ask \
         `exceptio test` of a claim that `{name}` starts after something starts"
    ))
}

/// The orders that texts ask for, or why there are none: `sets::order`; `sets::order_outcome` of those that name an outcome.
pub(super) fn orders(texts: &[String], columns: &[Asked], outcome: &[String]) -> Result<Vec<Order>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut found = Vec::new();
    for text in texts {
        let Some((first, second)) = names(text) else {
            let message = format!("`{text}` is no order of two conditions");
            problems
                .push(Diagnostic::misuse("sets::order", message).hint("write it as --order 'A<B': A began before B"));
            continue;
        };
        problems.extend(
            [first, second]
                .into_iter()
                .filter(|name| outcome.iter().any(|other| other == name))
                .map(|name| speaks_of_the_outcome(text, name)),
        );
        let mut place = |name: &str| {
            let found = columns.iter().position(|column| column.name == name);
            match found {
                None => {
                    let all = columns.iter().map(|column| column.name.as_str());
                    let hint = match nearest(name, all.clone()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("the theory has: {}", all.collect::<Vec<_>>().join(", ")),
                    };
                    let message = format!("--order: no condition is called `{name}`");
                    problems.push(Diagnostic::misuse("sets::order", message).hint(hint));
                }
                Some(at) if matches!(columns[at].kind, ConditionKind::Multi(_)) => {
                    let message = format!("--order: `{name}` has several levels, and so no one beginning");
                    let hint = "make a condition of one level in the theory, and order that";
                    problems.push(Diagnostic::misuse("sets::order", message).hint(hint));
                }
                Some(_) => {}
            }
            found
        };
        if let (Some(a), Some(b)) = (place(first), place(second)) {
            found.push(Order { first: a, second: b, name: column(text).unwrap_or_default() });
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// Orders at most so many are tried together.
const MOST_TOGETHER: usize = 4;

/// What orders say of the conditions that they order (where absence is of the whole case) and of each other.
pub(super) fn said(orders: &[Order], columns: &[Asked], absence_is_of_the_whole_case: bool) -> Said {
    let speaking = orders.iter().filter(|_| absence_is_of_the_whole_case);
    Said { speaks: speaking.filter_map(|order| order.speaks_of(columns)).collect(), cannot: impossible(orders) }
}

/// Orders that cannot be so together, the fewest each: A before B and B before A; A before B, B before C, and not A before C.
///
/// That A began before B is a < b for the days of their beginnings, that it did not a >= b; what cannot be is a circle of these with a < in
/// it. Circles of more than four orders are not looked for.
fn impossible(orders: &[Order]) -> Vec<Vec<(String, bool)>> {
    let mut found: Vec<Vec<(usize, bool)>> = Vec::new();
    let mut sets: Vec<Vec<(usize, bool)>> = vec![Vec::new()];
    for _ in 0..MOST_TOGETHER.min(orders.len()) {
        let mut longer = Vec::new();
        for set in &sets {
            let next = set.last().map_or(0, |(last, _)| last + 1);
            for (at, is) in (next..orders.len()).flat_map(|at| [(at, true), (at, false)]) {
                let set: Vec<(usize, bool)> = set.iter().copied().chain([(at, is)]).collect();
                if found.iter().any(|less| less.iter().all(|one| set.contains(one))) {
                    continue;
                }
                if circle(orders, &set) { found.push(set) } else { longer.push(set) }
            }
        }
        sets = longer;
    }
    let named = |set: Vec<(usize, bool)>| set.into_iter().map(|(at, is)| (orders[at].name.clone(), is)).collect();
    found.into_iter().map(named).collect()
}

/// Whether some order among these would have to begin before itself.
fn circle(orders: &[Order], set: &[(usize, bool)]) -> bool {
    // Which begins no later than which, and whether earlier for certain.
    let mut steps: Vec<(usize, usize, bool)> = set
        .iter()
        .map(|&(at, is)| {
            let Order { first, second, .. } = orders[at];
            if is { (first, second, true) } else { (second, first, false) }
        })
        .collect();
    loop {
        let mut more: Vec<(usize, usize, bool)> = Vec::new();
        for &(a, b, earlier) in &steps {
            for &(_, d, then) in steps.iter().filter(|step| step.0 == b) {
                let step = (a, d, earlier || then);
                if !steps.contains(&step) && !more.contains(&step) {
                    more.push(step);
                }
            }
        }
        if more.is_empty() {
            return steps.iter().any(|(from, to, earlier)| from == to && *earlier);
        }
        steps.extend(more);
    }
}

/// The first day on which a condition can have held, and the first on which it certainly did.
#[derive(Debug, Clone, Copy, Default)]
struct Begun {
    possible: Option<Day>,
    certain: Option<Day>,
}

impl Begun {
    fn of(timeline: &Timeline<Vec<Value>>, at: usize) -> Self {
        let mut begun = Begun::default();
        for spell in timeline.spells() {
            match spell.value[at].holds() {
                Some(false) => {}
                None => begun.possible = begun.possible.or(Some(spell.days.from)),
                Some(true) => {
                    begun.possible = begun.possible.or(Some(spell.days.from));
                    begun.certain = Some(spell.days.from);
                    break;
                }
            }
        }
        begun
    }

    /// Whether it has begun before a day; `None` where that is unknown.
    fn before(self, day: Day) -> Option<bool> {
        match (self.possible, self.certain) {
            (_, Some(certain)) if certain < day => Some(true),
            (Some(possible), _) if possible < day => None,
            _ => Some(false),
        }
    }
}

impl Order {
    /// The order and the two conditions that it orders, where both are crisp: that one is absent from a whole case says that it did not
    /// begin there.
    fn speaks_of(&self, columns: &[Asked]) -> Option<(String, [String; 2])> {
        let crisp = |at: usize| matches!(columns[at].kind, ConditionKind::Crisp);
        let names = [self.first, self.second].map(|at| columns[at].name.clone());
        (crisp(self.first) && crisp(self.second)).then(|| (self.name.clone(), names))
    }

    /// The cells for the rows of a case that end before these days. Linear in the case's spells.
    pub(super) fn cells(&self, timeline: &Timeline<Vec<Value>>, ends: &[Day]) -> Vec<Option<String>> {
        let (first, second) = (Begun::of(timeline, self.first), Begun::of(timeline, self.second));
        let opening = timeline.spells().first().map(|spell| spell.days.from);
        let earlier = match (first.possible, first.certain, second.possible, second.certain) {
            // What holds from the case's first day began before it, nobody knows when.
            (Some(a), _, Some(b), _) if Some(a) == opening && Some(b) == opening => None,
            (_, Some(a), Some(b), _) if a < b => Some("1"),
            (Some(a), _, _, Some(b)) if a >= b => Some("0"),
            _ => None,
        };
        let cell = |end: &Day| match (first.before(*end), second.before(*end)) {
            (Some(false), _) | (_, Some(false)) => Some("-".to_owned()),
            (Some(true), Some(true)) => earlier.map(str::to_owned),
            _ => None,
        };
        ends.iter().map(cell).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand. Two orders the other way round cannot both be 1, and may both be 0: on one day. Of three in a row both ways round are out.
    #[test]
    fn orders_that_contradict_each_other() {
        let order = |first: usize, second: usize| Order { first, second, name: format!("{first}{second}") };
        let shown = |orders: &[Order]| {
            let sets = impossible(orders).into_iter();
            let sign = |(name, is): (String, bool)| if is { name } else { format!("~{name}") };
            let mut sets: Vec<String> =
                sets.map(|set| set.into_iter().map(sign).collect::<Vec<_>>().join("*")).collect();
            sets.sort();
            sets
        };
        assert!(shown(&[order(0, 1)]).is_empty());
        assert_eq!(shown(&[order(0, 1), order(1, 0)]), ["01*10"]);
        assert_eq!(shown(&[order(0, 1), order(1, 2), order(0, 2)]), ["01*12*~02", "~01*~12*02"]);
    }
}
