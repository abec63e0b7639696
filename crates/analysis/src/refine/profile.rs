//! What a change comes to on the cases, and how good that is, whichever cases are taken for exceptions.
//!
//! In and out: sets of cases. The same profile serves the observed exceptions, those dealt anew, and the cases but one.

use super::bits::Bits;

/// What a change comes to, by case of the board. The same sets serve whichever cases are taken for exceptions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Profile {
    /// Taken for an exception, the case would be resolved.
    pub resolves: Bits,
    /// Taken for a case that stands, it still would, on more than half of the days on which it is tested.
    pub keeps: Bits,
    /// Of cases that are exceptions: some day on which the claim stood is left.
    pub keeps_some: Bits,
    /// On days that put the claim to no test before, the case now breaks it.
    pub breaks: Bits,
    /// Condition and outcome met in the case, and now do so on half of those days or fewer.
    pub unmet: Bits,
}

/// Which cases are taken for exceptions, and which for cases that stand: the observed ones, or others.
#[derive(Debug, Clone)]
pub(super) struct Labels {
    pub exceptions: Bits,
    pub standing: Bits,
    /// Exceptions in truth: some of their days may have stood.
    pub observed: Bits,
    /// The cases that count at all.
    pub among: Bits,
}

/// How good a change is: fewer is better in each; ordered by what it leaves, then by size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank {
    /// Exceptions not resolved, and cases that break the claim only now.
    pub left: usize,
    /// Literals.
    pub size: usize,
    /// Cases that stood or met the claim, and no longer do.
    pub lost: usize,
}

impl Rank {
    /// Cases that are wrong with it: those that break the claim, and those given up.
    pub fn wrong(self) -> usize {
        self.left + self.lost
    }

    /// What it does to the cases, whatever its size: first what it leaves, then what it gives up.
    pub fn done(self) -> (usize, usize) {
        (self.left, self.lost)
    }
}

impl Profile {
    /// The rank under some labels; `None` where the claim would nowhere be put to the test any more.
    pub fn rank(&self, labels: &Labels, size: usize) -> Option<Rank> {
        let (mut left, mut lost, mut kept, mut testable) = (0, 0, 0, 0);
        for at in 0..labels.among.words().len() {
            let word = |bits: &Bits| bits.words()[at];
            let (exceptions, standing) = (word(&labels.exceptions), word(&labels.standing));
            let (keeps, breaks, observed) = (word(&self.keeps), word(&self.breaks), word(&labels.observed));
            left += (((exceptions & !word(&self.resolves)) | breaks) & word(&labels.among)).count_ones();
            lost += (self.lost_word(at, exceptions, standing) & word(&labels.among)).count_ones();
            kept |= (keeps & standing & !breaks) | (word(&self.keeps_some) & exceptions & observed);
            testable |= standing | (observed & exceptions);
        }
        (testable == 0 || kept != 0).then_some(Rank { left: left as usize, size, lost: lost as usize })
    }

    fn lost_word(&self, at: usize, exceptions: u64, standing: u64) -> u64 {
        let word = |bits: &Bits| bits.words()[at];
        ((standing & !word(&self.keeps)) | (word(&self.unmet) & !exceptions)) & !word(&self.breaks)
    }

    /// The cases that no longer speak for the claim under some labels.
    pub fn lost(&self, labels: &Labels) -> Bits {
        let lost = labels.standing.without(&self.keeps).or(&self.unmet.without(&labels.exceptions));
        lost.without(&self.breaks).and(&labels.among)
    }
}
