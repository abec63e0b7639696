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

    #[test]
    fn a_definition_that_reads_what_no_codebook_has_is_told_where_it_is_used() {
        let mut files = Files::new();
        let text = "theory t\nlet X = shares_threat(a, b)\nclaim c: X and shares_threat(b, a) -> X\n";
        let file = files.add("t.theory", text);
        let mut vocabulary = crate::demo::vocabulary();
        vocabulary.attributes.retain(|attribute| attribute.name != "threats");
        let read = crate::read(&files, file, &vocabulary);
        assert!(read.value.is_none());
        let told: Vec<_> =
            read.problems.iter().map(|of| (of.message.as_str(), files.place(of.labels[0].span))).collect();
        let message = "`shares_threat` of the prelude: no attribute, function or definition is called `threats`";
        assert_eq!(told[0], (message, "t.theory:2:9".to_owned()));
        assert_eq!(told.len(), 1, "{told:?}");
    }
}
