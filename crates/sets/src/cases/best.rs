//! The best so many of a long row of things, without keeping the rest.

use std::cmp::Ordering;

/// Keeps the first so many by an order.
pub(super) struct Best<T> {
    most: usize,
    order: fn(&T, &T) -> Ordering,
    found: Vec<T>,
}

impl<T> Best<T> {
    /// At most so many are kept. The order must tell any two apart, or those that it does not come in any order.
    pub(super) fn new(most: usize, order: fn(&T, &T) -> Ordering) -> Self {
        Best { most, order, found: Vec::new() }
    }

    /// Takes one in.
    pub(super) fn push(&mut self, one: T) {
        self.found.push(one);
        if self.found.len() > self.most.saturating_mul(2).saturating_add(1024) {
            self.cut();
        }
    }

    /// The best, the best first.
    pub(super) fn take(mut self) -> Vec<T> {
        self.cut();
        self.found
    }

    fn cut(&mut self) {
        self.found.sort_unstable_by(self.order);
        self.found.truncate(self.most);
    }
}
