//! Every class of mistake in a theory, with what its author is told.
//!
//! `corpus/NAME.theory` beside `corpus/NAME.expected`; `UPDATE_EXPECT=1` writes the expectations anew, to be read before
//! they are committed.

use exceptio_theory as theory;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use text::{Diagnostic, Files};

/// `code line:col message / hint`, other places and the fix below, in the order told.
fn rendered(files: &Files, problems: &[Diagnostic]) -> String {
    let mut out = String::new();
    for problem in problems {
        let place = problem.labels.first().map_or("0:0".to_owned(), |label| {
            let at = files.start(label.span);
            format!("{}:{}", at.line, at.column)
        });
        let hint = problem.hint.as_deref().map(|hint| format!(" / {hint}")).unwrap_or_default();
        let first = problem.labels.first().map(|label| (files.slice(label.span), label.text.as_str()));
        let shown = first.map(|(text, words)| (text.lines().next().unwrap_or(""), words)).unwrap_or_default();
        let _ = writeln!(out, "{} {} {place} {}{hint}", problem.severity.word(), problem.code, problem.message);
        let _ = writeln!(out, "    > {} {}", shown.0, shown.1);
        for label in problem.labels.iter().skip(1) {
            let at = files.start(label.span);
            let _ = writeln!(out, "    {}:{} {}", at.line, at.column, label.text);
        }
        if let Some(fix) = &problem.fix {
            let _ = writeln!(out, "    fix: {} -> {}", files.slice(fix.span), fix.replacement);
        }
    }
    out
}

fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let entries = std::fs::read_dir(folder).expect("the corpus folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "theory"));
    paths.sort();
    paths
}

#[test]
fn every_mistake_is_told_as_expected() {
    let vocabulary = theory::demo::vocabulary();
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = String::new();
    let mut codes = BTreeSet::new();
    let paths = corpus();
    for path in &paths {
        let mut files = Files::new();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let file = files.add(name.clone(), std::fs::read_to_string(path).expect("a readable theory"));
        let read = theory::read(&files, file, &vocabulary);
        codes.extend(read.problems.iter().map(|problem| problem.code));
        let told = rendered(&files, &read.problems);
        let expected_path = path.with_extension("expected");
        if update {
            std::fs::write(&expected_path, &told).expect("a writable expectation");
        }
        let expected = std::fs::read_to_string(&expected_path).unwrap_or_default();
        if told != expected {
            let _ = writeln!(wrong, "== {name}\nexpected:\n{expected}\ntold:\n{told}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(paths.len() >= 30, "the corpus has lost files: {}", paths.len());
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let known: BTreeSet<&str> = sources.split("\"theory::").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let missing: Vec<&&str> = known.iter().filter(|code| !codes.contains(format!("theory::{code}").as_str())).collect();
    assert!(missing.is_empty(), "no corpus file shows {missing:?}");
}

fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            all.push_str(&sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push_str(&std::fs::read_to_string(&path).expect("a readable file"));
        }
    }
    all
}
