//! What a search may cost. A step is a look at a word of a set, counted and not timed, so that a result does not hang on the machine.

use std::sync::atomic::{AtomicU64, Ordering};

/// Steps left to a search. One that is metered runs on one thread, so that what is done before they run out is always the same.
pub(super) struct Meter(Option<AtomicU64>);

impl Meter {
    /// No limit.
    pub const FREE: Meter = Meter(None);

    /// At most so many steps.
    pub fn of(steps: u64) -> Self {
        Meter(Some(AtomicU64::new(steps)))
    }

    /// Takes steps; whether there were so many left. Once there were not, there are none.
    pub fn spend(&self, steps: usize) -> bool {
        let Some(left) = &self.0 else { return true };
        let rest = left.load(Ordering::Relaxed).checked_sub(steps as u64);
        left.store(rest.unwrap_or(0), Ordering::Relaxed);
        rest.is_some_and(|rest| rest > 0)
    }

    /// Steps left; `None` without a limit.
    pub fn left(&self) -> Option<u64> {
        self.0.as_ref().map(|left| left.load(Ordering::Relaxed))
    }

    /// Whether work may be shared among threads.
    pub fn is_free(&self) -> bool {
        self.0.is_none()
    }
}
