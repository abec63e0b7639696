//! A value together with every problem met on the way to it.

use crate::Diagnostic;

/// Reading never stops at the first problem: a reader gives what it could make of its input, and all that is wrong with it.
#[derive(Debug, Clone)]
#[must_use = "the problems must reach the reader"]
pub struct Warned<T> {
    /// What could be made of the input.
    pub value: T,
    /// Everything wrong with it, in the order of reading.
    pub problems: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A value with nothing wrong.
    pub fn clean(value: T) -> Self {
        Self { value, problems: Vec::new() }
    }

    /// A value and its problems.
    pub fn new(value: T, problems: Vec<Diagnostic>) -> Self {
        Self { value, problems }
    }

    /// Changes the value and keeps the problems.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Warned<U> {
        Warned { value: change(self.value), problems: self.problems }
    }

    /// Goes on with the value; the later problems follow the earlier ones.
    pub fn and_then<U>(mut self, next: impl FnOnce(T) -> Warned<U>) -> Warned<U> {
        let Warned { value, problems } = next(self.value);
        self.problems.extend(problems);
        Warned { value, problems: self.problems }
    }

    /// Moves the problems into a list and gives the value.
    pub fn unload(self, problems: &mut Vec<Diagnostic>) -> T {
        problems.extend(self.problems);
        self.value
    }

    /// Whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Diagnostic::is_error)
    }
}
