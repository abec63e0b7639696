//! What a formula is worth on a day: a membership from 0 to 1, known or bounded.

use memberships::{complement, tidied};
use spells::{Truth, Why};

/// A membership that lies somewhere from `lo` to `hi`, both within [0, 1].
///
/// Crisp values are the corners: [`Degree::YES`] is [1, 1], [`Degree::NO`] is [0, 0], and a crisp unknown is [0, 1]. And,
/// or and not are min, max and 1 - x on both bounds (Zadeh 1965; Kleene's strong logic is the special case of the corners).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Degree {
    /// The least that it may be.
    pub lo: f64,
    /// The most that it may be.
    pub hi: f64,
    /// Why the two differ; `None` exactly where they do not.
    pub why: Option<Why>,
}

impl Degree {
    /// It holds.
    pub const YES: Degree = Degree { lo: 1.0, hi: 1.0, why: None };
    /// It does not hold.
    pub const NO: Degree = Degree { lo: 0.0, hi: 0.0, why: None };

    /// Nobody can say.
    pub fn unknown(why: Why) -> Degree {
        Degree { lo: 0.0, hi: 1.0, why: Some(why) }
    }

    /// A known membership, cut to [0, 1] and without rounding errors ([`tidied`]); what is not a number is 0.
    pub fn exactly(membership: f64) -> Degree {
        let membership = if membership.is_nan() { 0.0 } else { tidied(membership.clamp(0.0, 1.0)) };
        Degree { lo: membership, hi: membership, why: None }
    }

    fn of(lo: f64, hi: f64, why: Option<Why>) -> Degree {
        Degree { lo, hi, why: if lo == hi { None } else { why } }
    }

    fn whys(a: Option<Why>, b: Option<Why>) -> Option<Why> {
        match (a, b) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, other) => one.or(other),
        }
    }

    /// min on both bounds.
    #[must_use]
    pub fn and(self, other: Degree) -> Degree {
        Degree::of(self.lo.min(other.lo), self.hi.min(other.hi), Degree::whys(self.why, other.why))
    }

    /// max on both bounds.
    #[must_use]
    pub fn or(self, other: Degree) -> Degree {
        Degree::of(self.lo.max(other.lo), self.hi.max(other.hi), Degree::whys(self.why, other.why))
    }

    /// Whether the membership is known.
    pub fn is_known(self) -> bool {
        self.why.is_none()
    }

    /// More in than out (above 0.5) for certain.
    pub fn is_in(self) -> bool {
        self.lo > 0.5
    }

    /// More out than in (below 0.5) for certain.
    pub fn is_out(self) -> bool {
        self.hi < 0.5
    }

    /// As a truth value: above 0.5 is Yes, below is No, and 0.5 itself is unknown for want of a reason to prefer a side.
    pub fn truth(self) -> Truth {
        if self.is_in() {
            Truth::Yes
        } else if self.is_out() {
            Truth::No
        } else {
            Truth::Unknown(self.why.unwrap_or(Why::SourceSaysUnknown))
        }
    }
}

impl std::ops::Not for Degree {
    type Output = Degree;

    fn not(self) -> Degree {
        Degree { lo: complement(self.hi), hi: complement(self.lo), why: self.why }
    }
}

impl From<Truth> for Degree {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::Yes => Degree::YES,
            Truth::No => Degree::NO,
            Truth::Unknown(why) => Degree::unknown(why),
        }
    }
}

impl From<bool> for Degree {
    fn from(holds: bool) -> Self {
        if holds { Degree::YES } else { Degree::NO }
    }
}
