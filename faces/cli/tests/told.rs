//! What reports say of themselves: that counts agree with what is counted, which clock was used, what was not yet public.

use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exceptio"));
    command.args(args).current_dir(folder).env("LC_ALL", "C.UTF-8").env("COLUMNS", "100").env("NO_COLOR", "1");
    command.output().expect("the command starts")
}

fn out(args: &[&str]) -> String {
    let output = run(Path::new("."), args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("stdout is UTF-8")
}

/// The theories of the built-in study.
const THEORIES: [&str; 10] = [
    "two-criteria",
    "two-criteria-wide",
    "two-criteria-army",
    "interest-only",
    "ideology-only",
    "learning",
    "inertia",
    "hedging",
    "denial",
    "non-alignment",
];

/// Whole numbers that stand alone in a text.
fn numbers(text: &str) -> Vec<usize> {
    text.split_whitespace().filter_map(|word| word.trim_end_matches(['.', ',']).parse().ok()).collect()
}

/// The paragraphs of the result, each as one line.
fn opening(text: &str) -> String {
    let lines = text.lines().skip_while(|line| !line.starts_with("It speaks of"));
    let sentence = lines.take_while(|line| !line.starts_with("  ") && !line.is_empty());
    sentence.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_counts_of_the_opening_add_up_to_the_cases_of_the_table() {
    for theory in THEORIES {
        let text = out(&["test", "--theory", theory]);
        let opening = opening(&text);
        let within = opening.split(" Besides these").next().expect("a split has a first part");
        let counts = numbers(within);
        let (all, fates) = counts.split_first().unwrap_or_else(|| panic!("{theory}: {opening}"));
        assert_eq!(fates.iter().sum::<usize>(), *all, "{theory}: {opening}");
        // Every case is a row of the table, or is said not to be.
        let case = |word: &str| {
            let word = word.trim_end_matches([',', '.']);
            word.len() == 7 && word.as_bytes()[3] == b'>' && word.chars().all(|c| c == '>' || c.is_ascii_uppercase())
        };
        let table: Vec<&str> = text.lines().take_while(|line| !line.contains("✗ deviates  ✓ conforms")).collect();
        let first = |line: &&&str| line.starts_with("  ") && line.split_whitespace().next().is_some_and(case);
        let rows = table.iter().filter(first).count();
        let mut beside = 0;
        for line in table.iter().skip_while(|line| !line.contains("Not in the table")) {
            // A case with which a line goes on is the first word of it, and was counted as a row.
            beside += line.split_whitespace().skip(1).filter(|word| case(word)).count();
        }
        assert_eq!(rows + beside, *all, "{theory}: {text}");
        // And the claims' own tallies are of as many cases.
        let mut seen = 0;
        for line in text.lines().skip_while(|line| !line.starts_with("Claims ─")) {
            let tally = line.rsplit_once(": ").map_or(line, |(_, tally)| tally).trim_start();
            let mut words = tally.split_whitespace();
            let counts = words.next().is_some_and(|word| word.parse::<usize>().is_ok());
            let of_a_claim =
                counts && words.next().is_some_and(|word| word.trim_end_matches(',').starts_with("deviate"));
            if of_a_claim {
                seen += 1;
                assert_eq!(numbers(tally).iter().sum::<usize>(), *all, "{theory}: {line}");
            }
        }
        assert!(seen >= 2, "{theory}: its claims have tallies");
    }
}

/// The essay is of 2021: before it, nothing that is coded from it was public.
#[test]
fn as_of_a_day_on_which_nothing_was_public_says_when_something_was() {
    let json = out(&["check", "--as-of", "1950-01-01", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let first = report["first_public"].as_str().expect("it says when").to_owned();
    let year: i32 = first[..4].parse().expect("it begins with a year");
    assert!(year >= 2021, "the study codes an essay of 2021: {first}");
    for args in [&["test"][..], &["check"], &["explain", "CHN-SUN"]] {
        let early = out(&[args, &["--as-of", "1950-01-01"]].concat());
        let words = early.split_whitespace().collect::<Vec<_>>().join(" ");
        let said =
            format!("Nothing that the study codes was public by 1950-01-01: its first coding became so on {first}.");
        assert!(words.contains(&said), "{args:?}: {early}");
        assert!(!early.contains("undefined") && !early.contains("fit as") && !early.contains('▶'), "{args:?}: {early}");
        let then = out(&[args, &["--as-of", &first]].concat());
        assert!(!then.contains("Nothing that the study codes"), "{args:?}: {then}");
    }
}
