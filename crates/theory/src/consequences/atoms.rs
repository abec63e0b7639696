//! What formulas are made of, and what is known of it without data.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// A number that can be sorted; never NaN, and zero has one sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sortable(f64);

impl Sortable {
    pub fn new(value: f64) -> Self {
        Self(if value == 0.0 { 0.0 } else { value })
    }
}

impl Eq for Sortable {}

impl PartialOrd for Sortable {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Sortable {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Something that holds or does not, known by its form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Atom {
    /// Anything of which nothing is known.
    Plain(String),
    /// A category has a level.
    Level(String, String),
    /// A number is below a threshold, or (`true`) at most that.
    Below(String, Sortable, bool),
    /// A number is less than another, or (`true`) at most that; names in order.
    Less(String, String, bool),
    /// Two categories or sets are the same; names in order.
    Same(String, String),
    /// Somebody is in a set.
    Member(String, String),
    /// Two sets have a member in common; names in order.
    Overlap(String, String),
}

/// The cell of the actor that a variable stands for, as a category whose levels are actors.
pub(super) fn identity(term: &str) -> String {
    format!("is {term}")
}

/// A clause: one of these literals holds. `(atom, true)` says that it holds.
pub(super) type Clause = Vec<(usize, bool)>;

/// Atoms by number, in the order of their first mention.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    numbers: BTreeMap<Atom, usize>,
    /// Categories of which several levels may hold at once.
    pub many: BTreeSet<String>,
}

impl Atoms {
    pub fn number(&mut self, atom: Atom) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(atom).or_insert(next)
    }

    pub fn count(&self) -> usize {
        self.numbers.len()
    }

    /// Everything known without data, as clauses. May number further atoms: both of two equal categories have each level
    /// of which one has been mentioned.
    pub fn known(&mut self) -> Vec<Clause> {
        self.share_levels();
        let mut clauses = Vec::new();
        self.levels(&mut clauses);
        self.numbers(&mut clauses);
        self.sames(&mut clauses);
        self.sets(&mut clauses);
        clauses
    }

    fn share_levels(&mut self) {
        loop {
            let before = self.count();
            let levels = self.levels_by_category();
            for (one, other) in self.same_pairs() {
                let all: BTreeSet<String> =
                    [&one, &other].into_iter().filter_map(|of| levels.get(of)).flatten().cloned().collect();
                for level in all {
                    self.number(Atom::Level(one.clone(), level.clone()));
                    self.number(Atom::Level(other.clone(), level));
                }
            }
            if self.count() == before || self.count() > super::logic::MOST_ATOMS {
                return;
            }
        }
    }

    fn levels_by_category(&self) -> BTreeMap<String, Vec<String>> {
        let mut levels: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for atom in self.numbers.keys() {
            if let Atom::Level(category, level) = atom {
                levels.entry(category.clone()).or_default().push(level.clone());
            }
        }
        levels
    }

    fn same_pairs(&self) -> Vec<(String, String)> {
        let same = self.numbers.keys().filter_map(|atom| match atom {
            Atom::Same(one, other) => Some((one.clone(), other.clone())),
            _ => None,
        });
        same.collect()
    }

    fn find(&self, atom: &Atom) -> Option<usize> {
        self.numbers.get(atom).copied()
    }

    /// At most one level; two actors of a case are different.
    fn levels(&self, clauses: &mut Vec<Clause>) {
        let mut all: Vec<(&str, &str, usize)> = Vec::new();
        for (atom, number) in &self.numbers {
            if let Atom::Level(category, level) = atom {
                all.push((category, level, *number));
            }
        }
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                let excluded = one.0 == other.0 && !self.many.contains(one.0);
                let same_actor =
                    one.0 != other.0 && one.1 == other.1 && one.0.starts_with("is ") && other.0.starts_with("is ");
                if excluded || same_actor {
                    clauses.push(vec![(one.2, false), (other.2, false)]);
                }
            }
        }
    }

    /// What is below a threshold is below every higher one; what is less is at most that.
    fn numbers(&self, clauses: &mut Vec<Clause>) {
        let mut before: Option<(&str, usize)> = None;
        for (atom, number) in &self.numbers {
            match atom {
                // In the order of the map: by number, then threshold, then `<` before `<=`.
                Atom::Below(of, ..) => {
                    if let Some((same, lower)) = before
                        && same == of
                    {
                        clauses.push(vec![(lower, false), (*number, true)]);
                    }
                    before = Some((of, *number));
                }
                Atom::Less(one, other, false) => {
                    if let Some(at_most) = self.find(&Atom::Less(one.clone(), other.clone(), true)) {
                        clauses.push(vec![(*number, false), (at_most, true)]);
                    }
                }
                _ => {}
            }
        }
    }

    /// Equal categories have equal levels, and what equals the same is equal.
    fn sames(&self, clauses: &mut Vec<Clause>) {
        let pairs = self.same_pairs();
        for (one, other) in &pairs {
            let Some(same) = self.find(&Atom::Same(one.clone(), other.clone())) else { continue };
            for (atom, number) in &self.numbers {
                let twin = match atom {
                    Atom::Level(category, level) if category == one => Atom::Level(other.clone(), level.clone()),
                    Atom::Member(who, set) if set == one => Atom::Member(who.clone(), other.clone()),
                    _ => continue,
                };
                let Some(twin) = self.find(&twin) else { continue };
                clauses.push(vec![(same, false), (*number, false), (twin, true)]);
                clauses.push(vec![(same, false), (*number, true), (twin, false)]);
                if matches!(atom, Atom::Level(..)) {
                    clauses.push(vec![(*number, false), (twin, false), (same, true)]);
                }
            }
        }
        let names: BTreeSet<&String> = pairs.iter().flat_map(|(one, other)| [one, other]).collect();
        let names: Vec<&String> = names.into_iter().collect();
        let same = |one: &String, other: &String| self.find(&Atom::Same(one.clone(), other.clone()));
        for (at, one) in names.iter().enumerate() {
            for (next, two) in names.iter().enumerate().skip(at + 1) {
                for three in &names[next + 1..] {
                    let (Some(x), Some(y), Some(z)) = (same(one, two), same(two, three), same(one, three)) else {
                        continue;
                    };
                    clauses.push(vec![(x, false), (y, false), (z, true)]);
                    clauses.push(vec![(x, false), (z, false), (y, true)]);
                    clauses.push(vec![(y, false), (z, false), (x, true)]);
                }
            }
        }
    }

    /// Sets with a known member in common overlap.
    fn sets(&self, clauses: &mut Vec<Clause>) {
        for (atom, overlap) in &self.numbers {
            let Atom::Overlap(one, other) = atom else { continue };
            for (member, number) in &self.numbers {
                let Atom::Member(who, set) = member else { continue };
                if set != one {
                    continue;
                }
                if let Some(twin) = self.find(&Atom::Member(who.clone(), other.clone())) {
                    clauses.push(vec![(*number, false), (twin, false), (*overlap, true)]);
                }
            }
        }
    }
}
