//! What the tests of the whole share: the built-in study opened and judged through the door, and looking things up in it.
//!
//! Comes in: names of layers, readings, theories. Goes out: reports. It never looks behind the door.

use exceptio::{Ask, ClaimReport, Folder, Study, TestOptions, TestReport, VerdictReport};
use std::path::PathBuf;

/// The definition of the outcome by which two states are allies in fact.
pub const IN_FACT: &str = "ALLIANCE in fact";
/// The definition by which a treaty is in force between them.
pub const BY_TREATY: &str = "ALLIANCE by treaty";

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The built-in study's files.
///
/// # Panics
/// Where it is not built in.
pub fn china_vietnam() -> Folder {
    exceptio::built_in("china-vietnam").expect("the study is built in")
}

/// How to ask for layers and readings.
pub fn ask(layers: &[&str], readings: &[&str], as_of: Option<&str>) -> Ask {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Ask { layers: owned(layers), readings: owned(readings), as_of: as_of.map(str::to_owned) }
}

/// A made-up study of two states, AAA and BBB, in 1950 to 1999: a symmetric attribute `shares` and alliances, of which silence says
/// that there was none. Rows and theories are the caller's.
pub fn two_states() -> Folder {
    let mut folder = Folder::new();
    let mut add = |name: &str, text: &str| folder.insert(name, text.as_bytes());
    add("study.toml", "title = \"t\"\n[window]\nfrom = \"1950-01-01\"\nuntil = \"1999-12-31\"\n");
    add(
        "codebook.toml",
        "[attributes.shares]\nabout = \"undirected\"\ntype = \"truth\"\nmeaning = \"m\"\nsilence = \"absent\"\n\
         silence_reason = \"r\"\n[relations.allied]\nsilence = \"absent\"\nsilence_reason = \"r\"\n",
    );
    add("actors.csv", "id,from,until,name\nAAA,1900,..,A\nBBB,1900,..,B\n");
    folder
}

/// A study opened.
///
/// # Panics
/// Where its files hold an error.
pub fn opened(folder: &Folder, ask: &Ask) -> Study {
    let opened = exceptio::open(folder, ask);
    let errors: Vec<_> = opened.problems.iter().filter(|problem| problem.is_error()).collect();
    assert!(errors.is_empty(), "the study's files hold errors: {errors:#?}");
    opened.study.expect("it could be read")
}

/// A study held against one of its theories (its own without a name).
///
/// # Panics
/// Where the theory does not check or costs too much.
pub fn judged(study: &Study, theory: Option<&str>) -> TestReport {
    let tested = study.test(theory, &TestOptions::default());
    tested.value.unwrap_or_else(|| panic!("it cannot be tested: {:#?}", tested.problems))
}

/// One claim under one definition of its outcome.
///
/// # Panics
/// Where there is none.
pub fn claim<'a>(report: &'a TestReport, name: &str, definition: &str) -> &'a ClaimReport {
    let found = report.claims.iter().find(|claim| claim.name == name && claim.definition == definition);
    found.unwrap_or_else(|| panic!("no claim `{name}` under `{definition}`"))
}

/// What one claim says of one case.
///
/// # Panics
/// Where the case is not among those judged.
pub fn verdict<'a>(report: &'a TestReport, name: &str, definition: &str, case: &str) -> &'a VerdictReport {
    let found = claim(report, name, definition).verdicts.iter().find(|verdict| verdict.case == case);
    found.unwrap_or_else(|| panic!("no case {case} under `{name}`"))
}

/// The value of a condition or outcome of a case on a day (`2021-01-01`), as drawn; `None` outside the case's days.
///
/// # Panics
/// Where there is no such case or line.
pub fn on<'a>(report: &'a TestReport, case: &str, line: &str, day: &str) -> Option<&'a str> {
    let found = report.cases.iter().find(|other| other.case == case);
    let found = found.unwrap_or_else(|| panic!("no case {case} is drawn"));
    let series = found.series.iter().find(|series| series.name == line);
    let series = series.unwrap_or_else(|| panic!("no line `{line}` for {case}"));
    let piece = series.pieces.iter().find(|piece| piece.from.as_str() <= day && day <= piece.until.as_str());
    piece.map(|piece| piece.value.as_str())
}

/// Cases in scope that one claim rules on in one way, in order.
pub fn ruled<'a>(claim: &'a ClaimReport, ruling: &str) -> Vec<&'a str> {
    let of = claim.verdicts.iter().filter(|verdict| verdict.scope == "in" && verdict.ruling == ruling);
    of.map(|verdict| verdict.case.as_str()).collect()
}
