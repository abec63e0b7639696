//! Three truth values, and a reason for the third.

use std::ops::Not;

/// Why nobody can say. Ordered from the most to the least telling: where two reasons meet, the first is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The sources in use contradict each other within one reading, or there are more readings than can be told apart.
    SourcesDisagree,
    /// It depends on where within its possible days a vague date lies.
    DateTooVague,
    /// A source says that it is not known.
    SourceSaysUnknown,
    /// Inside its coverage the source is silent, and the codebook says that silence means unknown.
    SourceSilent,
    /// The attribute has no source that can speak of these days or actors.
    OutsideCoverage,
    /// It may have come about before the first day of the case: under a predecessor, or before the days under study.
    BeforeTheCase,
}

impl Why {
    /// In the words that reports use.
    pub fn words(self) -> &'static str {
        match self {
            Why::SourcesDisagree => "sources disagree",
            Why::DateTooVague => "the date is too vague",
            Why::SourceSaysUnknown => "the source says unknown",
            Why::SourceSilent => "nothing is coded",
            Why::OutsideCoverage => "outside coverage",
            Why::BeforeTheCase => "it may have been so before the case begins",
        }
    }
}

/// Kleene's three values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Truth {
    /// It does not hold.
    No,
    /// Nobody can say, and why.
    Unknown(Why),
    /// It holds.
    Yes,
}

impl Truth {
    /// Kleene's strong conjunction (Kleene 1952, section 64): No wins, then Unknown.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Unknown(a), Truth::Unknown(b)) => Truth::Unknown(a.min(b)),
            (Truth::Unknown(why), _) | (_, Truth::Unknown(why)) => Truth::Unknown(why),
            (Truth::Yes, Truth::Yes) => Truth::Yes,
        }
    }

    /// Kleene's strong disjunction: Yes wins, then Unknown.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        !(!self).and(!other)
    }

    /// Whether it holds for certain.
    pub fn is_yes(self) -> bool {
        self == Truth::Yes
    }

    /// Whether it certainly does not hold.
    pub fn is_no(self) -> bool {
        self == Truth::No
    }

    /// Whether nobody can say.
    pub fn is_unknown(self) -> bool {
        matches!(self, Truth::Unknown(_))
    }
}

impl Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            unknown => unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Truth::Yes } else { Truth::No }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Truth; 4] =
        [Truth::Yes, Truth::No, Truth::Unknown(Why::SourceSilent), Truth::Unknown(Why::DateTooVague)];

    #[test]
    fn kleene_tables_hold() {
        for a in ALL {
            for b in ALL {
                assert_eq!(a.and(b), b.and(a));
                assert_eq!(a.or(b), !((!a).and(!b)));
            }
            assert_eq!(a.and(Truth::No), Truth::No);
            assert_eq!(a.and(Truth::Yes), a);
            assert_eq!(a.or(Truth::Yes), Truth::Yes);
            assert_eq!(a.or(Truth::No), a);
        }
        assert_eq!(
            Truth::Unknown(Why::SourceSilent).or(Truth::Unknown(Why::DateTooVague)),
            Truth::Unknown(Why::DateTooVague)
        );
    }
}
