//! Fit-robustness: how much a formula shares with the formulas found at other thresholds (Parkkinen and Baumgartner 2023,
//! 10.1177/0049124120986200).
//!
//! In: a table, what to ask, a grid of thresholds. Out: every kind of formula found on the grid with its score: each time that
//! a formula was found at a point of the grid counts one for every kind that it contains or is contained in.

use super::formula::Complex;
use super::logic::Ranges;
use super::options::Options;
use super::submodel::{is_causal_submodel, is_submodel};
use super::{Analysis, analyse};
use crate::Table;
use std::collections::BTreeMap;
use text::Diagnostic;

/// What is reanalysed and how it is scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// The thresholds of sufficiency and of necessity; every pair is one analysis.
    pub thresholds: Vec<f64>,
    /// Score atomic formulas instead of complex ones.
    pub atomic: bool,
    /// Which relations count.
    pub counted: Counted,
    /// What the best score is set to.
    pub normalised: Normalised,
    /// At most this many kinds of formula are scored: of each complexity the ones found most often, in turn.
    pub most: usize,
    /// Count indirect claims too; otherwise formulas are compared as written.
    pub causal: bool,
}

impl Default for Robustness {
    /// From 1 down to 0.7 in steps of a tenth, complex formulas, both relations, 50 kinds.
    fn default() -> Self {
        Self {
            thresholds: thresholds(1.0, 0.7, 0.1),
            atomic: false,
            counted: Counted::Both,
            normalised: Normalised::Best,
            most: 50,
            causal: true,
        }
    }
}

/// Which relations count for a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counted {
    /// Formulas that it contains and formulas that contain it.
    #[default]
    Both,
    /// Formulas that contain it: favours simple ones.
    Supermodels,
    /// Formulas that it contains: favours complex ones.
    Submodels,
}

/// What a normalised score of 1 is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Normalised {
    /// The best score found.
    #[default]
    Best,
    /// The best score possible for as many formulas of the same complexities: those of one complexity all alike, and each contained
    /// in all more complex ones.
    Ideal,
}

/// One kind of formula found on the grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The formula.
    pub formula: Complex,
    /// At how many points of the grid it was found.
    pub found: usize,
    /// Its score.
    pub score: usize,
    /// Its score as a share of what is taken as 1; nothing where that is 0.
    pub normalised: Option<f64>,
    /// What its score is made of: places in the list, and points from each; its own further finds first.
    pub from: Vec<(usize, usize)>,
}

/// All kinds of formula, the best first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// Scored kinds: by score, then by complexity, then in the order of the formulas.
    pub scored: Vec<Scored>,
    /// Kinds found and not scored because there were too many.
    pub unscored: usize,
    /// Points of the grid at which the formulas found are not all, because a limit of the options was reached.
    pub cut: usize,
}

/// Thresholds from the highest down to the lowest, without the drift of repeated subtraction. Nothing for a step that does not
/// lead down.
#[must_use]
pub fn thresholds(highest: f64, lowest: f64, step: f64) -> Vec<f64> {
    if !(step > 0.0 && highest >= lowest && highest.is_finite() && lowest.is_finite()) {
        return Vec::new();
    }
    let steps = ((highest - lowest) / step + 1e-9).floor().min(1e4) as usize;
    (0..=steps).map(|at| ((highest - at as f64 * step) * 1e9).round() / 1e9).collect()
}

/// Analyses a table at every pair of thresholds and scores what is found.
///
/// # Errors
/// As [`analyse`].
pub fn robustness(table: &Table, options: &Options, asked: &Robustness) -> Result<Scores, Vec<Diagnostic>> {
    let pairs: Vec<(f64, f64)> =
        asked.thresholds.iter().flat_map(|con| asked.thresholds.iter().map(move |cov| (*con, *cov))).collect();
    let results = threads::each(threads::cores_if(pairs.len() > 1), pairs.len(), |at| {
        let (con, cov) = pairs[at];
        analyse(table, &Options { con, cov, con_conjunction: None, ..options.clone() })
    });
    let (mut found, mut cut, mut ranges) = (Vec::new(), 0, Ranges::default());
    for result in results {
        let analysis: Analysis = result?;
        ranges = analysis.configurations.ranges(table);
        let short = analysis.outcomes.iter().any(|outcome| outcome.cut);
        cut += usize::from(short || !(asked.atomic || analysis.combinations.complete()));
        if asked.atomic {
            let atoms = analysis.outcomes.into_iter().flat_map(|outcome| outcome.atomic);
            found.extend(atoms.map(|solution| Complex::from(solution.formula)));
        } else {
            found.extend(analysis.complex.into_iter().map(|solution| solution.formula));
        }
    }
    Ok(Scores { cut, ..score(&found, &ranges, asked) })
}

/// Scores formulas found by whatever analyses, each as often as it was found.
#[must_use]
pub fn score(found: &[Complex], ranges: &Ranges, asked: &Robustness) -> Scores {
    let mut finds: BTreeMap<(usize, &Complex), usize> = BTreeMap::new();
    for formula in found {
        *finds.entry((formula.complexity(), formula)).or_default() += 1;
    }
    let kinds = most_found(&finds, asked.most);
    let contains = |smaller: &Complex, larger: &Complex| {
        if asked.causal { is_causal_submodel(smaller, larger, ranges) } else { is_submodel(smaller, larger) }
    };
    // For every kind, which kinds contain it.
    let above = threads::each(threads::cores_if(kinds.len() > 8), kinds.len(), |at| {
        (0..kinds.len()).map(|other| other != at && contains(kinds[at].0, kinds[other].0)).collect::<Vec<bool>>()
    });
    let (up, down) = (asked.counted != Counted::Submodels, asked.counted != Counted::Supermodels);
    let relations =
        |at: usize, other: usize| usize::from(up && above[at][other]) + usize::from(down && above[other][at]);
    let sides = usize::from(up) + usize::from(down);
    let mut scored: Vec<(usize, Scored)> = (0..kinds.len())
        .map(|at| {
            let (formula, found) = (kinds[at].0.clone(), kinds[at].1);
            let own = sides * (found - 1);
            let others = (0..kinds.len())
                .filter(|other| *other != at)
                .map(|other| (other, relations(at, other) * kinds[other].1));
            let from: Vec<(usize, usize)> =
                [(at, own)].into_iter().chain(others).filter(|(_, points)| *points > 0).collect();
            let score = from.iter().map(|(_, points)| points).sum();
            (at, Scored { formula, found, score, normalised: None, from })
        })
        .collect();
    let best = match asked.normalised {
        Normalised::Best => scored.iter().map(|(_, one)| one.score).max().unwrap_or(0),
        Normalised::Ideal => ideal(&kinds, up, down),
    };
    scored.sort_by_key(|(at, one)| (std::cmp::Reverse(one.score), *at));
    let mut place = vec![0; kinds.len()];
    scored.iter().enumerate().for_each(|(now, (before, _))| place[*before] = now);
    let scored = scored
        .into_iter()
        .map(|(_, mut one)| {
            one.normalised = (best > 0).then(|| one.score as f64 / best as f64);
            one.from.iter_mut().for_each(|(at, _)| *at = place[*at]);
            one
        })
        .collect();
    Scores { scored, unscored: finds.len() - kinds.len(), cut: 0 }
}

/// Kinds in order of complexity, at most so many: the most often found one of each complexity, then the next of each.
fn most_found<'a>(finds: &BTreeMap<(usize, &'a Complex), usize>, most: usize) -> Vec<(&'a Complex, usize)> {
    let mut levels: BTreeMap<usize, Vec<(&Complex, usize)>> = BTreeMap::new();
    for ((complexity, formula), found) in finds {
        levels.entry(*complexity).or_default().push((formula, *found));
    }
    for level in levels.values_mut() {
        level.sort_by_key(|(_, found)| std::cmp::Reverse(*found));
    }
    let longest = levels.values().map(Vec::len).max().unwrap_or(0);
    let in_turn = (0..longest).flat_map(|turn| levels.values().filter_map(move |level| level.get(turn)));
    let mut kinds: Vec<(&Complex, usize)> = in_turn.take(most).copied().collect();
    kinds.sort_by_key(|(formula, _)| (formula.complexity(), *formula));
    kinds
}

fn ideal(kinds: &[(&Complex, usize)], up: bool, down: bool) -> usize {
    let count = |wanted: &dyn Fn(usize) -> bool| -> usize {
        kinds.iter().filter(|(formula, _)| wanted(formula.complexity())).map(|(_, found)| found).sum()
    };
    kinds
        .iter()
        .map(|(formula, _)| {
            let own = formula.complexity();
            let same = count(&|complexity| complexity == own) - 1;
            let above = if up { same + count(&|complexity| complexity > own) } else { 0 };
            let below = if down { same + count(&|complexity| complexity < own) } else { 0 };
            above + below
        })
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::formula::read;
    use super::*;
    use crate::{Column, Kind};

    fn table() -> Table {
        Table::new(vec![], ('A'..='E').map(|letter| Column::new(letter, Kind::Crisp, vec![])).collect())
    }

    /// Kinds of formula with how often each was found and its score, from a test of frscore's.
    const FOUND: [(&str, usize, usize); 13] = [
        ("A <-> E", 1, 22),
        ("A + B <-> E", 2, 21),
        ("A + B*C <-> E", 3, 19),
        ("A*D + A*~C + B*C <-> E", 4, 18),
        ("A*~C + B*C <-> E", 4, 16),
        ("A*D + B*C <-> E", 2, 14),
        ("A*B + A*D + B*C <-> E", 2, 10),
        ("A*B + A*D + A*~C <-> E", 2, 5),
        ("(E <-> A)*(A + B <-> E)", 1, 4),
        ("E <-> A", 1, 4),
        ("(D*E + E*~C <-> A)*(A <-> E)", 1, 2),
        ("(E <-> A)*(A + C*D <-> E)", 1, 2),
        ("(E <-> A)*(B + C*D <-> E)", 1, 1),
    ];

    fn found() -> Vec<Complex> {
        let table = table();
        FOUND.iter().flat_map(|(text, times, _)| vec![read(&table, text); *times]).collect()
    }

    #[test]
    fn scores_as_frscore_prints_them() {
        let scores = score(&found(), &Ranges::default(), &Robustness::default());
        assert_eq!((scores.scored.len(), scores.unscored), (13, 0));
        for (text, times, expected) in FOUND {
            let formula = read(&table(), text);
            let one = scores.scored.iter().find(|one| one.formula == formula).expect("scored");
            assert_eq!((one.found, one.score), (times, expected), "{text}");
            assert_eq!(one.normalised, Some(expected as f64 / 22.0));
            assert_eq!(one.from.iter().map(|(_, points)| points).sum::<usize>(), one.score);
        }
        assert!(scores.scored.windows(2).all(|pair| pair[0].score >= pair[1].score));
    }

    /// `A <-> E` is contained in all that it is related to; `A + B <-> E` contains one formula and is found twice.
    #[test]
    fn one_side_only() {
        let one_side = |counted| score(&found(), &Ranges::default(), &Robustness { counted, ..Robustness::default() });
        let of = |scores: &Scores, text: &str| {
            let formula = read(&table(), text);
            scores.scored.iter().find(|one| one.formula == formula).expect("scored").score
        };
        let (above, below) = (one_side(Counted::Supermodels), one_side(Counted::Submodels));
        assert_eq!((of(&above, "A <-> E"), of(&below, "A <-> E")), (22, 0));
        assert_eq!((of(&above, "A + B <-> E"), of(&below, "A + B <-> E")), (19, 2));
    }

    /// 25 formulas were found.
    #[test]
    fn normalised_and_capped() {
        let asked = Robustness { normalised: Normalised::Ideal, ..Robustness::default() };
        let scores = score(&found(), &Ranges::default(), &asked);
        // The most common complexity is 6, with 8 finds: 2 (8 - 1) + 17.
        let sixes = FOUND.iter().filter(|(text, _, _)| read(&table(), text).complexity() == 6);
        assert_eq!(sixes.map(|(_, times, _)| times).sum::<usize>(), 8);
        assert_eq!(scores.scored[0].normalised, Some(22.0 / 31.0));
        let few = score(&found(), &Ranges::default(), &Robustness { most: 5, ..Robustness::default() });
        assert_eq!((few.scored.len(), few.unscored), (5, 8));
    }

    #[test]
    fn thresholds_do_not_drift() {
        assert_eq!(thresholds(1.0, 0.7, 0.1), [1.0, 0.9, 0.8, 0.7]);
        assert_eq!(thresholds(0.9, 0.6, 0.05), [0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6]);
        assert!(thresholds(0.7, 1.0, 0.1).is_empty() && thresholds(1.0, 0.7, 0.0).is_empty());
        assert!(thresholds(f64::NAN, 0.7, 0.1).is_empty());
    }
}
