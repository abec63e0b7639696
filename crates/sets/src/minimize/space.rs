//! What is outside of some cubes, and how many combinations are inside: without listing combinations.
//!
//! In: cubes. Out: cubes that have no combination in common, or a number. Both split on the condition that most cubes fix, level
//! by level, so that the work grows with the cubes and not with the combinations.

use super::cube::{ANY, Cube};

/// Cubes without a combination in common that together are every combination in none of `cubes`.
pub(crate) fn complement(levels: &[u8], cubes: &[Cube]) -> Vec<Cube> {
    let mut outside = Vec::new();
    let mut path = Cube::everything(levels.len());
    let inside: Vec<&[u8]> = cubes.iter().map(|cube| &cube.0[..]).collect();
    descend(levels, &inside, &mut path, &mut |cube| outside.push(cube.clone()));
    outside
}

/// How many combinations are in at least one of `cubes`; `None` where they are more than `u128` can count.
pub(crate) fn size(levels: &[u8], cubes: &[Cube]) -> Option<u128> {
    let mut left = volume(levels, &Cube::everything(levels.len()))?;
    let inside: Vec<&[u8]> = cubes.iter().map(|cube| &cube.0[..]).collect();
    // A cube is no larger than everything, and cubes outside have nothing in common: no number here is out of range.
    descend(levels, &inside, &mut Cube::everything(levels.len()), &mut |cube| {
        left -= volume(levels, cube).unwrap_or(0);
    });
    Some(left)
}

/// How many combinations a cube holds; `None` where they are more than `u128` can count.
pub(crate) fn volume(levels: &[u8], cube: &Cube) -> Option<u128> {
    let free = levels.iter().zip(&cube.0).filter(|(_, cell)| **cell == ANY);
    free.map(|(&levels, _)| u128::from(levels)).try_fold(1u128, u128::checked_mul)
}

fn descend(levels: &[u8], cubes: &[&[u8]], path: &mut Cube, outside: &mut impl FnMut(&Cube)) {
    if cubes.is_empty() {
        outside(path);
        return;
    }
    let Some(condition) = most_fixed(cubes, &path.0) else { return };
    for level in 0..levels[condition] {
        let holds = |cube: &&[u8]| cube[condition] == ANY || cube[condition] == level;
        let below: Vec<&[u8]> = cubes.iter().copied().filter(holds).collect();
        path.0[condition] = level;
        descend(levels, &below, path, outside);
    }
    path.0[condition] = ANY;
}

/// The open condition that most cubes fix; `None` where some cube fixes no open condition, and so holds all that is left.
fn most_fixed(cubes: &[&[u8]], path: &[u8]) -> Option<usize> {
    let mut counts = vec![0u32; path.len()];
    for cube in cubes {
        let mut free = true;
        for (condition, &cell) in cube.iter().enumerate() {
            if cell != ANY && path[condition] == ANY {
                counts[condition] += 1;
                free = false;
            }
        }
        if free {
            return None;
        }
    }
    // Reversed, as `max_by_key` gives the last of the greatest and the first is wanted.
    (0..path.len()).rev().max_by_key(|&condition| counts[condition])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_and_inside_make_up_everything() {
        let levels = [2, 3, 2];
        let cubes = [Cube(vec![1, ANY, ANY]), Cube(vec![ANY, 2, 0]), Cube(vec![1, 2, ANY])];
        let outside = complement(&levels, &cubes);
        for row in (0..12).map(|at| Cube(vec![at / 6, at / 2 % 3, at % 2])) {
            let inside = cubes.iter().any(|cube| cube.covers(&row));
            assert_eq!(outside.iter().filter(|cube| cube.covers(&row)).count(), usize::from(!inside), "{row:?}");
        }
        assert_eq!(size(&levels, &cubes), Some(7));
        assert_eq!(complement(&levels, &[]), [Cube::everything(3)]);
        assert!(complement(&levels, &[Cube::everything(3)]).is_empty());
        assert_eq!(size(&[255; 20], &[]), None);
    }
}
