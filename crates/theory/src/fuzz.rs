//! One plain function for a fuzzer: every road through the crate with any bytes.

use crate::ast::StatementKind;
use text::Files;

/// Reads any bytes as a theory, prints it, checks it against the demo vocabulary and draws its consequences.
///
/// Panics only where a promise of this crate is broken: printing a theory without errors and reading it again gives the
/// same tree, printing again changes nothing, a theory withheld has an error that says why, and every place of a problem
/// lies within the text.
pub fn fuzz_entry(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut files = Files::new();
    let file = files.add("fuzz.theory", text.as_ref());
    let parsed = crate::parse(&files, file);
    let printed = crate::print(&parsed.value);
    let broken = parsed.value.items.iter().any(|item| {
        matches!(&item.what, crate::ast::ItemKind::Statement { statement, .. }
            if matches!(statement.kind, StatementKind::Broken { .. }))
    });
    assert_eq!(broken, parsed.has_errors(), "a statement is broken where an error is told, and only there");
    if !broken {
        let again = files.add("printed.theory", printed.as_str());
        let reparsed = crate::parse(&files, again);
        assert!(reparsed.problems.is_empty(), "{:?}", reparsed.problems);
        assert_eq!(reparsed.value, parsed.value, "printing changes what is said");
        assert_eq!(crate::print(&reparsed.value), printed, "printing twice changes the text");
    }
    let vocabulary = crate::demo::vocabulary();
    let read = crate::read(&files, file, &vocabulary);
    assert!(read.value.is_some() || read.has_errors(), "a theory is withheld without a reason");
    for label in read.problems.iter().flat_map(|problem| &problem.labels) {
        let (start, end) = (label.span.start as usize, label.span.end as usize);
        assert!(text.get(start..end).is_some(), "a place outside the text");
    }
    if let Some(theory) = read.value {
        assert_eq!(theory.nodes.len(), theory.spans.len());
        let _ = crate::consequences(&theory, &vocabulary);
    }
}
