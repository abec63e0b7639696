//! Definitions shared by all theories, written in the language itself.

use crate::ast::File;
use std::sync::OnceLock;
use text::Files;

/// The text of the prelude.
pub const PRELUDE: &str = include_str!("prelude.theory");

/// The prelude, read once.
pub(crate) fn prelude() -> &'static File {
    static READ: OnceLock<File> = OnceLock::new();
    READ.get_or_init(|| {
        let mut files = Files::new();
        let file = files.add("prelude.theory", PRELUDE);
        crate::parse(&files, file).value
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prelude_is_canonical_and_every_definition_checks_against_the_demo_vocabulary() {
        let mut files = Files::new();
        let file = files.add("prelude.theory", PRELUDE);
        let parsed = crate::parse(&files, file);
        assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
        assert_eq!(crate::print(&parsed.value), PRELUDE);
        let checked = crate::check(&parsed.value, &crate::demo::vocabulary());
        let errors: Vec<_> = checked.problems.iter().filter(|problem| problem.is_error()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}
