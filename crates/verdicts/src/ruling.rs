//! The four rulings, and how many days each takes.

use conditions::Degree;
use spells::Interval;

/// What a claim says of a stretch of days, an event or a case. Ordered from the best to the worst, so that the worst of
/// several is their maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ruling {
    /// The claim says nothing of it; or whatever is unknown, it cannot break the claim and does not certainly bear it out.
    Irrelevant,
    /// The claim applies and holds.
    Conforms,
    /// It hangs on something unknown, or has not yet come to pass.
    Undecided,
    /// The claim applies and does not hold.
    Deviates,
}

impl Ruling {
    /// Every ruling, best first.
    pub const ALL: [Ruling; 4] = [Ruling::Irrelevant, Ruling::Conforms, Ruling::Undecided, Ruling::Deviates];

    /// In the words that reports use.
    pub fn word(self) -> &'static str {
        match self {
            Ruling::Irrelevant => "irrelevant",
            Ruling::Conforms => "conforms",
            Ruling::Undecided => "undecided",
            Ruling::Deviates => "deviates",
        }
    }
}

/// A spell on which a static claim's two sides, and its ruling, do not change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpellRuling {
    /// The days.
    pub days: Interval,
    /// What the claim says of them.
    pub ruling: Ruling,
    /// What the left side is worth.
    pub condition: Degree,
    /// What the right side is worth.
    pub outcome: Degree,
    /// For a deviation with memberships: both sides are more in than out, and differ only in degree.
    pub in_degree: bool,
}

/// Least and most days by ruling, over all placements of vague dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayRange {
    least: DayCount,
    most: DayCount,
}

impl DayRange {
    /// Where nothing is vague.
    pub(crate) fn exactly(days: DayCount) -> Self {
        Self { least: days, most: days }
    }

    /// The least and the most days of a ruling.
    pub fn of(&self, ruling: Ruling) -> (i64, i64) {
        (self.least.of(ruling), self.most.of(ruling))
    }

    /// Adds days that are certain, or only possible.
    pub(crate) fn add(&mut self, ruling: Ruling, days: i64, certain: bool) {
        self.most.add(ruling, days);
        if certain {
            self.least.add(ruling, days);
        }
    }

    /// The same, where more is known of one ruling.
    pub(crate) fn with(mut self, ruling: Ruling, (least, most): (i64, i64)) -> Self {
        self.least.days[ruling as usize] = least;
        self.most.days[ruling as usize] = most;
        self
    }
}

/// Days by ruling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayCount {
    days: [i64; 4],
}

impl DayCount {
    /// Adds days to a ruling.
    pub fn add(&mut self, ruling: Ruling, days: i64) {
        self.days[ruling as usize] += days;
    }

    /// The days of a ruling.
    pub fn of(&self, ruling: Ruling) -> i64 {
        self.days[ruling as usize]
    }
}
