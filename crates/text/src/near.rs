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

/// A hint for a word that is none of the candidates: the one most like it, or what is said `otherwise`.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> String,
) -> String {
    nearest(word, candidates).map_or_else(otherwise, |near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, nearest};

    #[test]
    fn a_hint_names_what_is_near_or_says_what_there_is() {
        let hint = |word: &str| did_you_mean(word, ["clash", "rift"], || "there are: clash, rift".to_owned());
        assert_eq!(hint("rfit"), "did you mean `rift`?");
        assert_eq!(hint("alliance"), "there are: clash, rift");
    }

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("thraets", ["clash", "threats"]), Some("threats"));
        assert_eq!(nearest("CNH", ["VNM", "CHN"]), Some("CHN"));
        assert_eq!(nearest("weather", ["clash", "threats"]), None);
    }
}
