//! Category-valued cells: which level, compared by name.

use crate::Degree;
use spells::{Cell, Timeline, Why};

/// Whether a cell has one of the named levels; where several may hold at once, whether any of them does.
pub(crate) fn among(names: &[String], cells: &Timeline<Cell>, wanted: &[String]) -> Timeline<Degree> {
    let wanted: Vec<u32> = (0..names.len() as u32).filter(|level| wanted.contains(&names[*level as usize])).collect();
    cells.map(|cell| any_of(cell, &wanted))
}

/// Whether a cell certainly, possibly or not at all has one of these values.
pub(crate) fn any_of(cell: &Cell, wanted: &[u32]) -> Degree {
    match cell {
        Cell::Value(level, _) => Degree::from(wanted.contains(level)),
        Cell::Unknown(why) => Degree::unknown(*why),
        Cell::Many { certain, possible, open, .. } => {
            if certain.iter().any(|level| wanted.contains(level)) {
                Degree::YES
            } else if possible.iter().any(|level| wanted.contains(level)) {
                Degree::unknown(open.unwrap_or(Why::DateTooVague))
            } else {
                open.map_or(Degree::NO, Degree::unknown)
            }
        }
    }
}

/// Whether two cells have the same level. Where several may hold at once nobody can say.
pub(crate) fn same(left_names: &[String], left: &Cell, right_names: &[String], right: &Cell) -> Degree {
    match (left, right) {
        (Cell::Value(a, _), Cell::Value(b, _)) => {
            Degree::from(left_names.get(*a as usize) == right_names.get(*b as usize))
        }
        (Cell::Unknown(a), Cell::Unknown(b)) => Degree::unknown(*a.min(b)),
        (Cell::Unknown(why), _) | (_, Cell::Unknown(why)) => Degree::unknown(*why),
        _ => Degree::unknown(Why::SourcesDisagree),
    }
}
