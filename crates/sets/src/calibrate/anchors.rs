//! The three anchors of a fuzzy set.

use super::refusal;
use text::Diagnostic;

/// Where a set begins, turns and is full, in raw units. Ascending: more is more in; descending: more is less in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchors {
    /// Full exclusion.
    pub exclusion: f64,
    /// Neither in nor out: membership 0.5.
    pub crossover: f64,
    /// Full inclusion.
    pub inclusion: f64,
}

impl Anchors {
    /// Three anchors.
    #[must_use]
    pub fn new(exclusion: f64, crossover: f64, inclusion: f64) -> Self {
        Anchors { exclusion, crossover, inclusion }
    }

    /// What is wrong with them: they must ascend or descend strictly.
    #[must_use]
    pub fn problem(self) -> Option<Diagnostic> {
        let Anchors { exclusion, crossover, inclusion } = self;
        let ordered =
            (exclusion < crossover && crossover < inclusion) || (exclusion > crossover && crossover > inclusion);
        let finite = [exclusion, crossover, inclusion].into_iter().all(f64::is_finite);
        (!(ordered && finite)).then(|| {
            refusal(
                format!("the anchors {exclusion}, {crossover}, {inclusion} neither ascend nor descend"),
                "give full exclusion, crossover and full inclusion; descending where more is less in the set",
            )
        })
    }

    /// Whether more is less in.
    pub(super) fn descends(self) -> bool {
        self.exclusion > self.inclusion
    }

    /// The anchors of the same set on the axis turned round, which ascend.
    pub(super) fn turned(self) -> Anchors {
        Anchors { exclusion: -self.exclusion, crossover: -self.crossover, inclusion: -self.inclusion }
    }
}
