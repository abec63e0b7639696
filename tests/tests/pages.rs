//! Pages that run: every `theory` block of the reference is a theory; those of the functions are judged on the built-in study.

use exceptio::Topic;
use exceptio_tests::{ask, china_vietnam, judged, opened};

/// The blocks of a page fenced as `theory`.
fn theories(topic: &Topic) -> Vec<String> {
    topic
        .page
        .split("```theory\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn every_theory_block_parses() {
    let mut blocks = 0;
    for topic in exceptio::topics() {
        for block in theories(&topic) {
            let formatted = exceptio::format(topic.name, &block);
            assert!(formatted.problems.is_empty(), "{}: {:#?}", topic.name, formatted.problems);
            blocks += 1;
        }
    }
    assert!(blocks > 10, "only {blocks} blocks");
}

#[test]
fn every_page_says_what_it_is_about() {
    for topic in exceptio::topics() {
        let mut lines = topic.page.lines();
        assert!(lines.next().is_some_and(|line| line.starts_with("# ")), "{}: a title first", topic.name);
        assert!(lines.any(|line| line.len() > 20), "{}: and then words", topic.name);
    }
}

/// The examples of the functions check and run on real codings. What the essay does not code is left to the language's own
/// tests.
#[test]
fn the_functions_examples_are_judged_on_the_built_in_study() {
    let mut folder = china_vietnam();
    let mut names = Vec::new();
    for topic in exceptio::topics().iter().filter(|topic| topic.group == "functions") {
        let blocks = theories(topic);
        assert!(!blocks.is_empty(), "{} has no example", topic.name);
        for block in blocks {
            let name = block.split_whitespace().nth(1).expect("a name").to_owned();
            folder.insert(format!("theories/{name}.theory"), block.as_bytes());
            names.push(name);
        }
    }
    assert!(names.len() >= 8, "{names:?}");
    let study = opened(&folder, &ask(&[], &[], None));
    for name in &names {
        let report = judged(&study, Some(name));
        assert_eq!(&report.theory.name, name);
        assert!(report.claims.iter().all(|claim| !claim.verdicts.is_empty()), "{name} judges something");
    }
}
