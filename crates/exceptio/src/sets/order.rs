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

/// The orders that texts ask for, or why there are none (`sets::order`).
pub(super) fn orders(texts: &[String], columns: &[Asked]) -> Result<Vec<Order>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut found = Vec::new();
    for text in texts {
        let Some((first, second)) = names(text) else {
            let message = format!("`{text}` is no order of two conditions");
            problems
                .push(Diagnostic::error("sets::order", message).hint("write it as --order 'A<B': A began before B"));
            continue;
        };
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
                    problems.push(Diagnostic::error("sets::order", message).hint(hint));
                }
                Some(at) if matches!(columns[at].kind, ConditionKind::Multi(_)) => {
                    let message = format!("--order: `{name}` has several levels, and so no one beginning");
                    let hint = "make a condition of one level in the theory, and order that";
                    problems.push(Diagnostic::error("sets::order", message).hint(hint));
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
