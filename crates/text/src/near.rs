//! Did you mean ...?

/// The candidate most like `word`, if one is like it at all.
///
/// Likeness is the Damerau-Levenshtein distance of the lower-cased words (strsim); it must be at most a third of the
/// longer word's length, at least 1. Ties go to the earlier candidate, so candidates in a fixed order give a fixed answer.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = candidate.to_lowercase();
        let allowed = (lower.chars().count().max(other.chars().count()) / 3).max(1);
        let distance = strsim::damerau_levenshtein(&lower, &other);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("thraets", ["clash", "threats"]), Some("threats"));
        assert_eq!(nearest("CNH", ["VNM", "CHN"]), Some("CHN"));
        assert_eq!(nearest("weather", ["clash", "threats"]), None);
    }
}
