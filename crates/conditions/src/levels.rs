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
        Cell::Either(levels, why) => {
            let fits = levels.iter().filter(|level| wanted.contains(level)).count();
            if fits == levels.len() {
                Degree::YES
            } else if fits == 0 {
                Degree::NO
            } else {
                Degree::unknown(*why)
            }
        }
        Cell::Many { certain, possible, why, open, .. } => {
            if certain.iter().any(|level| wanted.contains(level)) {
                Degree::YES
            } else if possible.iter().any(|level| wanted.contains(level)) {
                Degree::unknown(why.unwrap_or(Why::DateTooVague))
            } else {
                open.map_or(Degree::NO, Degree::unknown)
            }
        }
    }
}

/// Whether two cells have the same level. Where several may hold at once nobody can say.
pub(crate) fn same(left_names: &[String], left: &Cell, right_names: &[String], right: &Cell) -> Degree {
    let named = |levels: &[u32], names: &[String], name: Option<&String>| {
        levels.iter().any(|level| names.get(*level as usize) == name)
    };
    match (left, right) {
        (Cell::Value(a, _), Cell::Value(b, _)) => {
            Degree::from(left_names.get(*a as usize) == right_names.get(*b as usize))
        }
        (Cell::Unknown(a), Cell::Unknown(b) | Cell::Either(_, b)) | (Cell::Either(_, a), Cell::Unknown(b)) => {
            Degree::unknown(*a.min(b))
        }
        (Cell::Unknown(why), _) | (_, Cell::Unknown(why)) => Degree::unknown(*why),
        // Levels that one or the other may have, and of which none is common to both.
        (Cell::Either(levels, why), Cell::Value(value, _)) => {
            let may_be = named(levels, left_names, right_names.get(*value as usize));
            if may_be { Degree::unknown(*why) } else { Degree::NO }
        }
        (Cell::Value(value, _), Cell::Either(levels, why)) => {
            let may_be = named(levels, right_names, left_names.get(*value as usize));
            if may_be { Degree::unknown(*why) } else { Degree::NO }
        }
        (Cell::Either(these, why), Cell::Either(those, other)) => {
            let may_be = these.iter().any(|level| named(those, right_names, left_names.get(*level as usize)));
            if may_be { Degree::unknown(*why.min(other)) } else { Degree::NO }
        }
        _ => Degree::unknown(Why::SourcesDisagree),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spells::Ground;

    #[test]
    fn levels_that_exclude_each_other_are_known_not_to_be_the_same() {
        let names: Vec<String> = ["red", "pink", "blue", "green"].map(str::to_owned).to_vec();
        let vague = Why::DateTooVague;
        let (warm, cold, mixed) =
            (Cell::Either(vec![0, 1], vague), Cell::Either(vec![2, 3], vague), Cell::Either(vec![1, 2], vague));
        let one = |level| Cell::Value(level, Ground::Coded);
        let same = |left: &Cell, right: &Cell| same(&names, left, &names, right);
        assert_eq!(same(&warm, &cold), Degree::NO);
        assert_eq!(same(&warm, &mixed), Degree::unknown(vague));
        assert_eq!(same(&warm, &one(2)), Degree::NO);
        assert_eq!(same(&one(1), &warm), Degree::unknown(vague));
        assert_eq!(same(&warm, &warm), Degree::unknown(vague), "each may be another of the two");
        assert_eq!(same(&warm, &Cell::Unknown(Why::SourceSilent)), Degree::unknown(vague));
        assert_eq!(any_of(&warm, &[0, 1, 2]), Degree::YES);
        assert_eq!(any_of(&warm, &[2, 3]), Degree::NO);
        assert_eq!(any_of(&warm, &[0]), Degree::unknown(vague));
    }
}
