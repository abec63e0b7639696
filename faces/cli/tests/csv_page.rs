//! `exceptio help csv` names the columns that the commands print.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// How each heading of the page is run on the built-in study.
const RUN: &[(&str, &str)] = &[
    ("test", "test"),
    ("explain CASE", "explain CHN-PRK"),
    ("exceptions", "exceptions"),
    ("flips", "flips --claim needed"),
    ("flips CASE", "flips CHN-PRK --claim needed"),
    ("refine", "refine --claim needed"),
    ("candidates ACTOR", "candidates CHN"),
    ("check", "check"),
    ("calendar", "calendar"),
    ("treaties", "treaties"),
    ("compare", "compare"),
    ("compare --actors A B", "compare --actors CHN VNM"),
    ("audit", "audit"),
    ("evidence", "evidence"),
    ("forecast", "forecast"),
    ("forecast --backtest", "forecast --backtest"),
    ("score", "score mine"),
    ("truth", "truth --missing drop"),
    ("minimize", "minimize --missing drop"),
    ("cna", "cna --missing drop"),
    ("necessity", "necessity --missing drop"),
    ("robust", "robust --missing drop"),
    ("fit", "fit --claim INTEREST*IDEOLOGY->ALLIANCE --missing drop"),
    ("cases", "cases --missing drop"),
    ("evaluate", "evaluate --expected INTEREST*IDEOLOGY --missing drop"),
    ("panel", "panel --unit year --claim INTEREST*IDEOLOGY->ALLIANCE --missing drop"),
    ("fmt", "fmt mine"),
];

fn stdout(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exceptio"));
    let output = command.current_dir(folder).args(args).output().expect("the command runs");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_table_has_the_columns_that_its_page_names() {
    let page = include_str!("../../../crates/exceptio/pages/csv.md");
    let parts = page.split("\n## `").skip(1).map(|part| part.split_once("`\n\n").expect("columns stand below"));
    let said: BTreeMap<&str, String> = parts.map(|(name, columns)| (name, columns.trim().replace(", ", ","))).collect();
    let folder = tempfile::tempdir().unwrap();
    stdout(folder.path(), &["new", "mine", "--from", "china-vietnam"]);
    stdout(folder.path(), &["forecast", "mine", "--register"]);
    let mut wrong = Vec::new();
    for (name, run) in RUN {
        let args: Vec<&str> = run.split(' ').chain(["--format", "csv"]).collect();
        let table = stdout(folder.path(), &args);
        let head = table.lines().next().unwrap_or_default();
        if said.get(name).map(String::as_str) != Some(head) {
            wrong.push(format!("{name}: {head}"));
        }
    }
    assert!(wrong.is_empty(), "the page says otherwise of\n{}", wrong.join("\n"));
    let unnamed: Vec<&&str> = said.keys().filter(|name| !RUN.iter().any(|(run, _)| run == *name)).collect();
    assert_eq!(unnamed, [&"calibrate"], "its columns are those of the table it is given");
}
