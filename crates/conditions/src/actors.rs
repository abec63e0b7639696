//! Set-valued cells: who belongs, who may.

use crate::Degree;
use spells::{Attribute, Cell, Ground, Kind, Why};

/// A set written out in a formula.
pub(crate) fn exactly(mut members: Vec<u32>) -> Cell {
    members.sort_unstable();
    members.dedup();
    Cell::Many { certain: members, possible: Vec::new(), why: None, open: None, ground: Ground::Coded }
}

/// What an attribute holds of one who does not exist: a truth does not hold, a set is empty, anything else is unknown.
pub(crate) fn of_the_dead(attribute: &Attribute) -> Cell {
    match attribute.kind {
        Kind::Truth => Cell::Value(0, Ground::Silence),
        Kind::Actors | Kind::Category { many: true, .. } => {
            Cell::Many { certain: Vec::new(), possible: Vec::new(), why: None, open: None, ground: Ground::Silence }
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
    let whys = [a.reaching(&b), b.reaching(&a), touching.then(|| a.vague(&b))];
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
    let vague = (!a.possible.is_empty() || !b.possible.is_empty()).then(|| a.vague(&b));
    [a.open, b.open, vague].into_iter().flatten().min().map_or(Degree::YES, Degree::unknown)
}

struct Bounds<'a> {
    certain: &'a [u32],
    possible: &'a [u32],
    why: Option<Why>,
    open: Option<Why>,
}

impl<'a> Bounds<'a> {
    /// A set of which nothing is known may hold anyone. The checker lets nothing but sets stand where a set is wanted.
    fn of(cell: &'a Cell) -> Self {
        let unknown = |why| Bounds { certain: &[], possible: &[], why: None, open: Some(why) };
        match cell {
            Cell::Many { certain, possible, why, open, .. } => Bounds { certain, possible, why: *why, open: *open },
            Cell::Unknown(why) | Cell::Either(_, why) => unknown(*why),
            Cell::Value(..) => unknown(Why::SourceSilent),
        }
    }

    /// An open set may hold whoever the other holds, or may hold: then why. Of one that may be empty that is a reason too.
    fn reaching(&self, other: &Bounds) -> Option<Why> {
        let open = self.open?;
        match (other.certain, other.open) {
            ([], None) => other.why.map(|why| why.min(open)),
            _ => Some(open),
        }
    }

    /// Why it is not certain who belongs to one set or the other.
    fn vague(&self, other: &Bounds) -> Why {
        self.why.into_iter().chain(other.why).min().unwrap_or(Why::DateTooVague)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(certain: &[u32], open: Option<Why>) -> Cell {
        Cell::Many { certain: certain.to_vec(), possible: Vec::new(), why: None, open, ground: Ground::Coded }
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

    /// Whether each is a threat nobody knows; that they are not the same ones is certain.
    #[test]
    fn vague_sets_that_cannot_overlap_do_not() {
        let vague = |possible: &[u32], open| Cell::Many {
            certain: Vec::new(),
            possible: possible.to_vec(),
            why: Some(Why::DateTooVague),
            open,
            ground: Ground::Coded,
        };
        let unknown = Degree::unknown(Why::DateTooVague);
        assert_eq!(overlaps(&vague(&[1], None), &vague(&[2], None)), Degree::NO);
        assert_eq!(overlaps(&vague(&[1], None), &set(&[2], None)), Degree::NO);
        assert_eq!(overlaps(&vague(&[1], None), &vague(&[1, 2], None)), unknown);
        assert_eq!(member(2, &vague(&[1], None)), Degree::NO);
        assert_eq!(member(1, &vague(&[1], None)), unknown);
        assert_eq!(same(&vague(&[1], None), &vague(&[2], None)), unknown, "both may be empty");
        assert_eq!(same(&vague(&[1], None), &set(&[2], None)), Degree::NO);
        // What is open hangs on the date as well where the other may be empty.
        let silent = Some(Why::SourceSilent);
        assert_eq!(overlaps(&set(&[1], silent), &vague(&[2], None)), unknown);
        assert_eq!(overlaps(&set(&[1], None), &vague(&[2], silent)), Degree::unknown(Why::SourceSilent));
    }
}
