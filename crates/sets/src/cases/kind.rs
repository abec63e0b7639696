//! The types of cases.

use memberships::at_most;

/// The type of a picked case, by the relation that it was picked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseKind {
    /// Of a sufficient condition.
    Sufficiency(SufficiencyKind),
    /// Of a necessary condition.
    Necessity(NecessityKind),
}

impl CaseKind {
    /// Its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            CaseKind::Sufficiency(kind) => kind.word(),
            CaseKind::Necessity(kind) => kind.word(),
        }
    }
}

/// What a case is to a sufficient condition x of y.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SufficiencyKind {
    /// In both, and no more in x than in y ([`at_most`]): what the claim says.
    Typical,
    /// In x and not in y: it contradicts the claim.
    DeviantConsistencyInKind,
    /// In both, but more in x than in y.
    DeviantConsistencyInDegree,
    /// In y and in no term: the outcome without an explanation.
    DeviantCoverage,
    /// In y, not in this term, but in another one (or at 0.5 in one); of a whole solution never.
    ExplainedElsewhere,
    /// In neither: individually irrelevant.
    Irrelevant,
    /// At exactly 0.5 in either: of no type.
    Ambiguous,
}

impl SufficiencyKind {
    /// The type of a case with memberships `x` in a solution and `y` in the outcome.
    #[must_use]
    pub fn of(x: f64, y: f64) -> Self {
        Self::of_term(x, x, y)
    }

    /// The type for a term in which it has `x`, the whole solution giving it `whole`.
    #[must_use]
    pub fn of_term(x: f64, whole: f64, y: f64) -> Self {
        if x == 0.5 || y == 0.5 {
            return Self::Ambiguous;
        }
        match (x > 0.5, y > 0.5) {
            (true, true) if at_most(x, y) => Self::Typical,
            (true, true) => Self::DeviantConsistencyInDegree,
            (true, false) => Self::DeviantConsistencyInKind,
            (false, true) if whole < 0.5 => Self::DeviantCoverage,
            (false, true) => Self::ExplainedElsewhere,
            (false, false) => Self::Irrelevant,
        }
    }

    /// Its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Typical => "typical",
            Self::DeviantConsistencyInKind => "deviant consistency in kind",
            Self::DeviantConsistencyInDegree => "deviant consistency in degree",
            Self::DeviantCoverage => "deviant coverage",
            Self::ExplainedElsewhere => "explained by another term",
            Self::Irrelevant => "individually irrelevant",
            Self::Ambiguous => "ambiguous",
        }
    }

    /// What is learnt from looking at such a case closely (Schneider and Rohlfing 2013).
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Typical => "trace how the condition brings the outcome about",
            Self::DeviantConsistencyInKind => "find what is missing from the term: the condition without the outcome",
            Self::DeviantConsistencyInDegree => "find what weakens the outcome: less of it than of the condition",
            Self::DeviantCoverage => "find what is missing from the model: the outcome without any term",
            Self::ExplainedElsewhere => "nothing for this term: another one explains it",
            Self::Irrelevant => "nothing by itself: to be compared with a typical or uncovered case",
            Self::Ambiguous => "nothing until it is decided whether it is in or out",
        }
    }
}

/// What a case is to a necessary condition n of y.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NecessityKind {
    /// In both, and no less in n than in y ([`at_most`]).
    Typical,
    /// In y and not in n: the outcome without what is claimed to be necessary, which contradicts the claim.
    DeviantConsistencyInKind,
    /// In both, but less in n than in y.
    DeviantConsistencyInDegree,
    /// In n and not in y: it does not contradict necessity, but says that the condition is not enough.
    DeviantRelevance,
    /// In neither: individually irrelevant.
    Irrelevant,
    /// At exactly 0.5 in either: of no type.
    Ambiguous,
}

impl NecessityKind {
    /// The type of a case with memberships `n` in the condition and `y` in the outcome.
    #[must_use]
    pub fn of(n: f64, y: f64) -> Self {
        if n == 0.5 || y == 0.5 {
            return Self::Ambiguous;
        }
        match (n > 0.5, y > 0.5) {
            (true, true) if at_most(y, n) => Self::Typical,
            (true, true) => Self::DeviantConsistencyInDegree,
            (false, true) => Self::DeviantConsistencyInKind,
            (true, false) => Self::DeviantRelevance,
            (false, false) => Self::Irrelevant,
        }
    }

    /// Its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Typical => "typical",
            Self::DeviantConsistencyInKind => "deviant consistency in kind",
            Self::DeviantConsistencyInDegree => "deviant consistency in degree",
            Self::DeviantRelevance => "deviant relevance",
            Self::Irrelevant => "individually irrelevant",
            Self::Ambiguous => "ambiguous",
        }
    }
    /// What is learnt from looking at such a case closely (Schneider and Rohlfing 2013).
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Typical => "trace how the condition makes the outcome possible",
            Self::DeviantConsistencyInKind => "find what stands in for the condition: the outcome without it",
            Self::DeviantConsistencyInDegree => "find what adds to the outcome: more of it than of the condition",
            Self::DeviantRelevance => "find what is needed beside it: the condition without the outcome",
            Self::Irrelevant => "nothing by itself: to be compared with a typical case",
            Self::Ambiguous => "nothing until it is decided whether it is in or out",
        }
    }
}
