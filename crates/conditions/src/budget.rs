//! How much a theory may cost.

use std::sync::atomic::{AtomicU64, Ordering};
use theory::model::NodeId;

/// A budget of steps (spells made while evaluating) and of memory (spells kept at once for one case), for one run of a
/// theory over all its cases, on however many threads.
#[derive(Debug)]
pub struct Budget {
    steps: u64,
    kept: u64,
    used: AtomicU64,
}

impl Budget {
    /// So many steps in all, and so many spells (some 40 bytes each) kept at once for a case.
    pub fn new(steps: u64, kept: u64) -> Self {
        Self { steps, kept, used: AtomicU64::new(0) }
    }

    /// Takes `steps` out of the budget. `false` when it is spent.
    pub(crate) fn spend(&self, steps: u64) -> bool {
        self.used.fetch_add(steps, Ordering::Relaxed) + steps <= self.steps
    }

    /// How many spells may be kept at once.
    pub(crate) fn kept(&self) -> u64 {
        self.kept
    }

    /// The same budget as it was when so many steps were used.
    #[must_use]
    pub fn as_after(&self, used: u64) -> Budget {
        Self { steps: self.steps, kept: self.kept, used: AtomicU64::new(used) }
    }

    /// Steps used so far.
    pub fn used(&self) -> u64 {
        self.used.load(Ordering::Relaxed)
    }
}

impl Default for Budget {
    /// Two thousand million steps, a few minutes; ten million spells kept, some 400 MB.
    fn default() -> Self {
        Self::new(2_000_000_000, 10_000_000)
    }
}

/// A theory cost more than its budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverBudget {
    /// The part on which the most was spent in the case where it ran out.
    pub costly: NodeId,
}
