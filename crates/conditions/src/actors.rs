//! Set-valued cells: who belongs, who may.

use crate::Degree;
use spells::{Attribute, Cell, Ground, Kind, Why};

/// A set written out in a formula.
pub(crate) fn exactly(mut members: Vec<u32>) -> Cell {
    members.sort_unstable();
    members.dedup();
    Cell::Many { certain: members, possible: Vec::new(), open: None, ground: Ground::Coded }
}

/// What an attribute holds of one who does not exist: a truth does not hold, a set is empty, anything else is unknown.
pub(crate) fn of_the_dead(attribute: &Attribute) -> Cell {
    match attribute.kind {
        Kind::Truth => Cell::Value(0, Ground::Silence),
        Kind::Actors | Kind::Category { many: true, .. } => {
            Cell::Many { certain: Vec::new(), possible: Vec::new(), open: None, ground: Ground::Silence }
        }
        Kind::Category { .. } | Kind::Number => Cell::Unknown(Why::OutsideCoverage),
    }
}

/// Whether an actor belongs to a set.
pub(crate) fn member(actor: u32, set: &Cell) -> Degree {
    crate::levels::any_of(set, &[actor])
}

/// Whether two sets have a member in common.
pub(crate) fn overlaps(left: &Cell, right: &Cell) -> Degree {
    let (a, b) = (Bounds::of(left), Bounds::of(right));
    if a.certain.iter().any(|actor| b.certain.contains(actor)) {
        return Degree::YES;
    }
    let may = |set: &Bounds, actor: &u32| set.certain.contains(actor) || set.possible.contains(actor);
    let touching = a.certain.iter().chain(a.possible).any(|actor| may(&b, actor));
    // An open set may hold whoever the other holds, or may hold.
    let reaching = |open: &Bounds, other: &Bounds| open.open.filter(|_| !other.is_empty());
    let whys = [reaching(&a, &b), reaching(&b, &a), touching.then(|| a.open.or(b.open).unwrap_or(Why::DateTooVague))];
    whys.into_iter().flatten().min().map_or(Degree::NO, Degree::unknown)
}

/// Whether two sets have the same members.
pub(crate) fn same(left: &Cell, right: &Cell) -> Degree {
    let (a, b) = (Bounds::of(left), Bounds::of(right));
    let excluded = |one: &Bounds, other: &Bounds| {
        other.open.is_none()
            && one.certain.iter().any(|actor| !other.certain.contains(actor) && !other.possible.contains(actor))
    };
    if excluded(&a, &b) || excluded(&b, &a) {
        return Degree::NO;
    }
    let vague = (!a.possible.is_empty() || !b.possible.is_empty()).then_some(Why::DateTooVague);
    [a.open, b.open, vague].into_iter().flatten().min().map_or(Degree::YES, Degree::unknown)
}

struct Bounds<'a> {
    certain: &'a [u32],
    possible: &'a [u32],
    open: Option<Why>,
}

impl<'a> Bounds<'a> {
    /// A set of which nothing is known may hold anyone. The checker lets nothing but sets stand where a set is wanted.
    fn of(cell: &'a Cell) -> Self {
        match cell {
            Cell::Many { certain, possible, open, .. } => Bounds { certain, possible, open: *open },
            Cell::Unknown(why) => Bounds { certain: &[], possible: &[], open: Some(*why) },
            Cell::Value(..) => Bounds { certain: &[], possible: &[], open: Some(Why::SourceSilent) },
        }
    }

    fn is_empty(&self) -> bool {
        self.certain.is_empty() && self.possible.is_empty() && self.open.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(certain: &[u32], open: Option<Why>) -> Cell {
        Cell::Many { certain: certain.to_vec(), possible: Vec::new(), open, ground: Ground::Coded }
    }

    #[test]
    fn open_sets_never_give_a_no_that_they_cannot_know() {
        let open = Some(Why::SourceSilent);
        assert_eq!(overlaps(&set(&[1], open), &set(&[1], None)), Degree::YES);
        assert_eq!(overlaps(&set(&[1], open), &set(&[2], None)), Degree::unknown(Why::SourceSilent));
        assert_eq!(overlaps(&set(&[1], open), &set(&[], None)), Degree::NO);
        assert_eq!(overlaps(&set(&[1], None), &set(&[2], None)), Degree::NO);
        assert_eq!(overlaps(&Cell::Unknown(Why::SourceSilent), &set(&[], None)), Degree::NO);
        assert_eq!(member(2, &set(&[1], open)), Degree::unknown(Why::SourceSilent));
        assert_eq!(member(2, &set(&[1], None)), Degree::NO);
        assert_eq!(same(&set(&[1], open), &set(&[1, 2], None)), Degree::unknown(Why::SourceSilent));
        assert_eq!(same(&set(&[3], open), &set(&[1, 2], None)), Degree::NO);
    }
}
