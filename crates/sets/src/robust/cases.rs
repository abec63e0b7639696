//! Which cases hang on the decisions that tell test solutions from the initial one.

use super::fit::extremes;

/// What a case is to an initial solution and all test solutions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseKind {
    /// In the initial and every test solution, with the outcome.
    RobustTypical,
    /// The same without the outcome.
    RobustDeviant,
    /// In the initial solution, not in every test solution, with the outcome.
    ShakyTypical,
    /// The same without the outcome.
    ShakyDeviant,
    /// Not in the initial solution, in some test solution, with the outcome.
    PossibleTypical,
    /// The same without the outcome.
    PossibleDeviant,
    /// In no solution, with the outcome.
    ExtremeDeviantCoverage,
    /// In no solution, without the outcome.
    Irrelevant,
    /// At exactly 0.5 where it matters: counted nowhere.
    Ambiguous,
}

/// Case-oriented robustness (Oana and Schneider 2024).
#[derive(Debug, Clone, PartialEq)]
pub struct RobustCases {
    /// The kind of each case, in order.
    pub kinds: Vec<CaseKind>,
    /// Robust typical by robust, shaky and possible typical cases; `None` without any.
    pub typical: Option<f64>,
    /// The same of deviant cases.
    pub deviant: Option<f64>,
    /// 1: neither shaky nor possible cases; 2: possible ones only; 3: shaky ones only; 4: both.
    pub rank: u8,
}

impl CaseKind {
    fn of(initial: f64, least: f64, most: f64, y: f64) -> CaseKind {
        use CaseKind as K;
        let side = |member: f64| (member != 0.5).then_some(member > 0.5);
        let Some((shows, inside)) = side(y).zip(side(initial)) else { return K::Ambiguous };
        match (inside, side(if inside { least } else { most }), shows) {
            (_, None, _) => K::Ambiguous,
            (true, Some(true), true) => K::RobustTypical,
            (true, Some(true), false) => K::RobustDeviant,
            (true, Some(false), true) => K::ShakyTypical,
            (true, Some(false), false) => K::ShakyDeviant,
            (false, Some(true), true) => K::PossibleTypical,
            (false, Some(true), false) => K::PossibleDeviant,
            (false, Some(false), true) => K::ExtremeDeviantCoverage,
            (false, Some(false), false) => K::Irrelevant,
        }
    }
}

impl RobustCases {
    /// How many cases are of a kind.
    #[must_use]
    pub fn count(&self, kind: CaseKind) -> usize {
        self.kinds.iter().filter(|other| **other == kind).count()
    }
}

/// The kinds of cases, given memberships of the same cases in an initial solution, in all test solutions and in the outcome.
/// `None` without a test solution.
#[must_use]
pub fn robust_cases(initial: &[f64], tests: &[Vec<f64>], y: &[f64]) -> Option<RobustCases> {
    use CaseKind as K;
    let (least, most) = extremes(tests, initial.len())?;
    let kinds = (0..initial.len().min(y.len())).map(|at| K::of(initial[at], least[at], most[at], y[at])).collect();
    let mut found = RobustCases { kinds, typical: None, deviant: None, rank: 1 };
    let share = |robust: K, shaky: K, possible: K| {
        let all = found.count(robust) + found.count(shaky) + found.count(possible);
        (all > 0).then(|| found.count(robust) as f64 / all as f64)
    };
    let typical = share(K::RobustTypical, K::ShakyTypical, K::PossibleTypical);
    let deviant = share(K::RobustDeviant, K::ShakyDeviant, K::PossibleDeviant);
    let shaky = found.count(K::ShakyTypical) + found.count(K::ShakyDeviant) > 0;
    let possible = found.count(K::PossibleTypical) + found.count(K::PossibleDeviant) > 0;
    (found.typical, found.deviant) = (typical, deviant);
    found.rank = match (shaky, possible) {
        (false, false) => 1,
        (false, true) => 2,
        (true, false) => 3,
        (true, true) => 4,
    };
    Some(found)
}
