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

    /// Makes a value in steps that each add to one list of problems; with an `Option` for a value, a step without which no
    /// other can be taken ends all with `?`.
    ///
    /// ```
    /// # use exceptio_text::{Diagnostic, Warned};
    /// fn number(text: &str) -> Warned<Option<i32>> {
    ///     match text.parse() {
    ///         Ok(number) => Warned::clean(Some(number)),
    ///         Err(_) => Warned::new(None, vec![Diagnostic::error("number", format!("`{text}` is no number"))]),
    ///     }
    /// }
    ///
    /// let sum = Warned::gather(|problems| Some(number("1").unload(problems)? + number("x").unload(problems)?));
    /// assert_eq!((sum.value, sum.problems.len()), (None, 1));
    /// ```
    pub fn gather(make: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> Self {
        let mut problems = Vec::new();
        let value = make(&mut problems);
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
