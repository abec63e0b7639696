//! How well a condition fits an outcome: four measures of sufficiency, four of necessity.
//!
//! In: the four [`Cells`] of condition against outcome, sums over cases. Out: a share from 0 to 1, or nothing where it would
//! be a share of nothing. Definitions: Ragin 2006 (consistency, coverage); De Souter 2024 (10.1515/jci-2023-0014) and
//! De Souter and Baumgartner 2025 (10.5281/zenodo.13619580) for the others.
//!
//! For fuzzy cases the published variants take `Σ min(X, x, Y, y)` off the penalty. That leaves `Σ max(X - Y, 0)` and
//! `Σ max(Y - X, 0)`, so that the four cells add up to the number of cases as they do for crisp ones, and one formula
//! serves both.

/// Condition X against outcome Y, summed over cases. The four add up to the number of cases.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cells {
    /// With both: `Σ min(X, Y)`.
    pub both: f64,
    /// The condition beyond the outcome: `Σ max(X - Y, 0)`; crisp: cases with X and without Y.
    pub without_outcome: f64,
    /// The outcome beyond the condition: `Σ max(Y - X, 0)`; crisp: cases with Y and without X.
    pub without_condition: f64,
    /// With neither: `Σ min(1 - X, 1 - Y)`.
    pub neither: f64,
}

impl Cells {
    /// `Σ X`.
    #[must_use]
    pub fn condition(&self) -> f64 {
        self.both + self.without_outcome
    }

    /// `Σ Y`.
    #[must_use]
    pub fn outcome(&self) -> f64 {
        self.both + self.without_condition
    }

    /// The cells of `~X` against `~Y`.
    #[must_use]
    pub fn contraposed(&self) -> Self {
        Self {
            both: self.neither,
            without_outcome: self.without_condition,
            without_condition: self.without_outcome,
            neither: self.both,
        }
    }

    fn not_condition(&self) -> f64 {
        self.without_condition + self.neither
    }

    fn not_outcome(&self) -> f64 {
        self.without_outcome + self.neither
    }
}

/// A measure of how far a condition suffices for an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sufficiency {
    /// `|XY| / |X|`.
    #[default]
    Consistency,
    /// Contrapositive consistency (C-con): `|xy| / |y|`.
    Contrapositive,
    /// Prevalence-adjusted consistency (PA-con): `|XY| / (|XY| + |Y|/|y| |Xy|)`.
    PrevalenceAdjusted,
    /// Antecedent-adjusted contrapositive consistency (AAC-con): `|xy| / (|xy| + |x|/|X| |Xy|)`.
    AntecedentAdjustedContrapositive,
}

/// A measure of how far a condition is necessary for an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Necessity {
    /// `|XY| / |Y|`.
    #[default]
    Coverage,
    /// Contrapositive coverage (C-cov): `|xy| / |x|`.
    Contrapositive,
    /// Antecedent-adjusted coverage (AA-cov): `|XY| / (|XY| + |X|/|x| |xY|)`.
    AntecedentAdjusted,
    /// Prevalence-adjusted contrapositive coverage (PAC-cov): `|xy| / (|xy| + |y|/|Y| |xY|)`.
    PrevalenceAdjustedContrapositive,
}

impl Sufficiency {
    /// All four, in the order in which they are shown.
    pub const ALL: [Self; 4] =
        [Self::Consistency, Self::Contrapositive, Self::PrevalenceAdjusted, Self::AntecedentAdjustedContrapositive];

    /// Its short name: `con`, `C-con`, `PA-con`, `AAC-con`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Consistency => "con",
            Self::Contrapositive => "C-con",
            Self::PrevalenceAdjusted => "PA-con",
            Self::AntecedentAdjustedContrapositive => "AAC-con",
        }
    }

    /// The measure of that name, whatever the case of its letters and with or without the dash; cna's long names too.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match plain(name).as_str() {
            "con" | "scon" | "consistency" | "standardconsistency" => Some(Self::Consistency),
            "ccon" | "contrapositiveconsistency" => Some(Self::Contrapositive),
            "pacon" | "prevalenceadjustedconsistency" => Some(Self::PrevalenceAdjusted),
            "aaccon" | "antecedentadjustedcontrapositiveconsistency" => Some(Self::AntecedentAdjustedContrapositive),
            _ => None,
        }
    }

    /// From 0 to 1, or nothing where it would be a share of nothing. Grows with `both` and falls with `without_outcome`
    /// as long as the outcome's own sums stay.
    #[must_use]
    pub fn of(self, cells: &Cells) -> Option<f64> {
        match self {
            Self::Consistency => share(cells.both, cells.without_outcome),
            Self::Contrapositive => share(cells.neither, cells.without_outcome),
            Self::PrevalenceAdjusted => {
                weighed(cells.both, cells.without_outcome, cells.outcome(), cells.not_outcome())
            }
            Self::AntecedentAdjustedContrapositive => {
                weighed(cells.neither, cells.without_outcome, cells.not_condition(), cells.condition())
            }
        }
    }
}

impl Necessity {
    /// All four, in the order in which they are shown.
    pub const ALL: [Self; 4] =
        [Self::Coverage, Self::Contrapositive, Self::AntecedentAdjusted, Self::PrevalenceAdjustedContrapositive];

    /// Its short name: `cov`, `C-cov`, `AA-cov`, `PAC-cov`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Coverage => "cov",
            Self::Contrapositive => "C-cov",
            Self::AntecedentAdjusted => "AA-cov",
            Self::PrevalenceAdjustedContrapositive => "PAC-cov",
        }
    }

    /// The measure of that name, whatever the case of its letters and with or without the dash; cna's long names too.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match plain(name).as_str() {
            "cov" | "scov" | "coverage" | "standardcoverage" => Some(Self::Coverage),
            "ccov" | "contrapositivecoverage" => Some(Self::Contrapositive),
            "aacov" | "antecedentadjustedcoverage" => Some(Self::AntecedentAdjusted),
            "paccov" | "prevalenceadjustedcontrapositivecoverage" => Some(Self::PrevalenceAdjustedContrapositive),
            _ => None,
        }
    }

    /// From 0 to 1, or nothing where it would be a share of nothing. Grows with `both` and falls with `without_outcome`
    /// as long as the outcome's own sums stay.
    #[must_use]
    pub fn of(self, cells: &Cells) -> Option<f64> {
        match self {
            Self::Coverage => share(cells.both, cells.without_condition),
            Self::Contrapositive => share(cells.neither, cells.without_condition),
            Self::AntecedentAdjusted => {
                weighed(cells.both, cells.without_condition, cells.condition(), cells.not_condition())
            }
            Self::PrevalenceAdjustedContrapositive => {
                weighed(cells.neither, cells.without_condition, cells.not_outcome(), cells.outcome())
            }
        }
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `good / (good + bad)`.
fn share(good: f64, bad: f64) -> Option<f64> {
    let whole = good + bad;
    (whole > 0.0).then(|| good / whole)
}

/// `good / (good + over / under * bad)`, as one division, so that whole numbers give the nearest number to the true share.
fn weighed(good: f64, bad: f64, over: f64, under: f64) -> Option<f64> {
    if under > 0.0 { share(good * under, over * bad) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(both: u32, without_outcome: u32, without_condition: u32, neither: u32) -> Cells {
        Cells {
            both: both.into(),
            without_outcome: without_outcome.into(),
            without_condition: without_condition.into(),
            neither: neither.into(),
        }
    }

    #[test]
    fn by_hand() {
        // 3 with both, 1 with the condition alone, 2 with the outcome alone, 4 with neither.
        let cells = cells(3, 1, 2, 4);
        let sufficiency: Vec<_> = Sufficiency::ALL.iter().map(|measure| measure.of(&cells).unwrap()).collect();
        // con 3/4; C-con 4/5; PA-con 3/(3 + 5/5*1); AAC-con 4/(4 + 6/4*1)
        assert_eq!(sufficiency, [0.75, 0.8, 0.75, 4.0 / 5.5]);
        let necessity: Vec<_> = Necessity::ALL.iter().map(|measure| measure.of(&cells).unwrap()).collect();
        // cov 3/5; C-cov 4/6; AA-cov 3/(3 + 4/6*2); PAC-cov 4/(4 + 5/5*2)
        assert_eq!(necessity, [0.6, 4.0 / 6.0, 9.0 / 13.0, 4.0 / 6.0]);
    }

    #[test]
    fn a_share_of_nothing_is_nothing() {
        assert_eq!(Sufficiency::Consistency.of(&cells(0, 0, 3, 4)), None);
        assert_eq!(Necessity::Coverage.of(&cells(0, 2, 0, 4)), None);
        assert_eq!(Sufficiency::PrevalenceAdjusted.of(&cells(3, 0, 1, 0)), None, "no case without the outcome");
        assert_eq!(Necessity::AntecedentAdjusted.of(&cells(3, 4, 0, 0)), None, "no case without the condition");
    }

    #[test]
    fn names_are_found_again() {
        for measure in Sufficiency::ALL {
            assert_eq!(Sufficiency::named(measure.name()), Some(measure));
        }
        for measure in Necessity::ALL {
            assert_eq!(Necessity::named(measure.name()), Some(measure));
        }
        assert_eq!(Sufficiency::named("PAcon"), Some(Sufficiency::PrevalenceAdjusted));
        assert_eq!(Necessity::named("cove"), None);
    }

    proptest! {
        /// A condition suffices contrapositively as far as its absence is consistent with the outcome's absence: the two
        /// measures of each pair change places under contraposition, and consistency and coverage when both sides change.
        #[test]
        fn measures_change_places(a in 0u32..9, b in 0u32..9, c in 0u32..9, d in 0u32..9) {
            let cells = cells(a, b, c, d);
            let turned = cells.contraposed();
            let swapped = Cells { without_outcome: cells.without_condition, without_condition: cells.without_outcome, ..cells };
            use {Necessity as N, Sufficiency as S};
            prop_assert_eq!(S::Contrapositive.of(&cells), N::Coverage.of(&turned));
            prop_assert_eq!(N::Contrapositive.of(&cells), S::Consistency.of(&turned));
            prop_assert_eq!(S::Consistency.of(&cells), N::Coverage.of(&swapped));
            prop_assert_eq!(S::PrevalenceAdjusted.of(&cells), N::AntecedentAdjusted.of(&swapped));
            prop_assert_eq!(S::AntecedentAdjustedContrapositive.of(&cells), N::PrevalenceAdjustedContrapositive.of(&swapped));
            prop_assert_eq!(S::AntecedentAdjustedContrapositive.of(&cells), N::AntecedentAdjusted.of(&turned));
        }

        /// With as many cases with the outcome as without, adjusting for prevalence changes nothing.
        #[test]
        fn adjusted_for_nothing(a in 0u32..9, b in 0u32..9, more in 0u32..9) {
            let half = a.max(b) + more;
            let cells = cells(a, b, half - a, half - b);
            if half > 0 {
                prop_assert_eq!(Sufficiency::PrevalenceAdjusted.of(&cells), Sufficiency::Consistency.of(&cells));
                prop_assert_eq!(Necessity::PrevalenceAdjustedContrapositive.of(&cells), Necessity::Contrapositive.of(&cells));
            }
        }

        /// What the search's bounds rest on: with the outcome's sums fixed, every measure grows with `both` and falls with
        /// `without_outcome`.
        #[test]
        fn measures_are_monotone(y in 1u32..12, n in 1u32..12, a in 0u32..12, b in 0u32..12) {
            let (a, b) = (a.min(y), b.min(n));
            let at = |a: u32, b: u32| cells(a, b, y - a, n - b);
            let not_above = |less: Option<f64>, more: Option<f64>| match (less, more) {
                (Some(less), Some(more)) => less <= more + 1e-12,
                _ => true,
            };
            for measure in Sufficiency::ALL {
                if a < y { prop_assert!(not_above(measure.of(&at(a, b)), measure.of(&at(a + 1, b)))); }
                if b < n { prop_assert!(not_above(measure.of(&at(a, b + 1)), measure.of(&at(a, b)))); }
            }
            for measure in Necessity::ALL {
                if a < y { prop_assert!(not_above(measure.of(&at(a, b)), measure.of(&at(a + 1, b)))); }
                if b < n { prop_assert!(not_above(measure.of(&at(a, b + 1)), measure.of(&at(a, b)))); }
            }
        }
    }
}
