//! Whether the two sides of a claim were coded independently for a case.
//!
//! In: the codings that decided each side. Out: whether a coding of one side and a coding of the other come from the same
//! place of the same source, and whether one coder made them all. Such a case is no independent test of the claim: a
//! sentence that explains an alliance by an interest gives both. A paragraph that the two sides merely touch among others
//! is not enough: the places that each coding cites must be the same.

use super::evidence::Witness;

/// Whether some coding of the first side and some coding of the second cite the same places of the same source.
pub(super) fn same_place(sides: &[Vec<Witness>]) -> bool {
    let [first, second, ..] = sides else { return false };
    let cites = |witness: &Witness| (witness.key.clone(), places(&witness.locator));
    let second: Vec<(String, Vec<String>)> = second.iter().map(cites).collect();
    first.iter().map(cites).any(|cited| !cited.0.is_empty() && !cited.1.is_empty() && second.contains(&cited))
}

/// Whether both sides rest on codings, all of them from one named source.
pub(super) fn same_source(sides: &[Vec<Witness>]) -> bool {
    let [first, second, ..] = sides else { return false };
    let Some(key) = first.first().map(|witness| &witness.key) else { return false };
    !key.is_empty() && !second.is_empty() && first.iter().chain(second).all(|witness| witness.key == *key)
}

/// Whether both sides rest on codings, all of them by one named coder.
pub(super) fn same_coder(sides: &[Vec<Witness>]) -> bool {
    let [first, second, ..] = sides else { return false };
    let Some(coder) = first.first().map(|witness| &witness.coder) else { return false };
    !coder.is_empty() && !second.is_empty() && first.iter().chain(second).all(|witness| witness.coder == *coder)
}

/// Where a coding was read, one form for one place; empty where no source or no place in it is named.
pub(crate) fn place(key: &str, locator: &str) -> String {
    let places = places(locator);
    if key.is_empty() || places.is_empty() { String::new() } else { format!("{key} {}", places.join(" ")) }
}

/// The single places that a locator names, sorted: `paras 4-6, 9` is 4, 5, 6 and 9; what has no number is one place.
fn places(locator: &str) -> Vec<String> {
    let mut places = Vec::new();
    for part in locator.split([',', ';', '&']) {
        let digits: Vec<u32> =
            part.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
        match digits.as_slice() {
            [first, last] if first < last && last - first < 100 => {
                places.extend((*first..=*last).map(|n| n.to_string()))
            }
            [] if !part.trim().is_empty() => places.push(part.trim().to_lowercase()),
            numbers => places.extend(numbers.iter().map(u32::to_string)),
        }
    }
    places.sort();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cites(key: &str, locator: &str, coder: &str) -> Witness {
        Witness { key: key.to_owned(), locator: locator.to_owned(), coder: coder.to_owned(), ..Witness::default() }
    }

    #[test]
    fn one_source_is_one_source_for_both_sides() {
        let sides = |one: &str, other: &str| [vec![cites(one, "1", "a")], vec![cites(other, "2", "a")]];
        assert!(same_source(&sides("vu", "vu")));
        assert!(!same_source(&sides("vu", "lee")) && !same_source(&sides("", "")));
        assert!(!same_source(&[vec![cites("vu", "1", "a")], Vec::new()]), "a side without codings rests on none");
    }

    #[test]
    fn the_same_places_count_and_a_shared_paragraph_does_not() {
        let sides = |one: &str, other: &str| [vec![cites("vu", one, "a")], vec![cites("vu", other, "b")]];
        assert!(same_place(&sides("para. 6", "6")));
        assert!(same_place(&sides("paras 4-6", "paras 6, 5, 4")));
        assert!(!same_place(&sides("paras 4, 6", "para. 6")));
        assert!(!same_place(&[vec![cites("vu", "6", "a")], vec![cites("lee", "6", "a")]]));
        assert!(!same_place(&[vec![cites("vu", "", "a")], vec![cites("vu", "", "a")]]), "no place is no same place");
    }

    #[test]
    fn one_coder_must_have_coded_everything() {
        let (one, other) = (cites("vu", "6", "a"), cites("vu", "6", "b"));
        assert!(same_coder(&[vec![one.clone()], vec![one.clone()]]));
        assert!(!same_coder(&[vec![one.clone()], vec![other]]));
        assert!(!same_coder(&[vec![one], Vec::new()]), "silence has no coder");
    }
}
