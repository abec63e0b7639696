//! The README, run: its console blocks in order in an empty folder, its picture against what the program prints.
//!
//! A block fenced as `console` holds commands (`$ `) and, under each, lines that must come in that order; `...` stands for any
//! lines, and so does a line's end in `...`. Where a command asks, what follows the last `>` of a prompt is the answer.
//! `<!-- append: FILE -->` puts the block below it at the end of a file.
#![cfg(unix)]

mod common;

use common::{blocks, run, run_block};
use std::io::Write;
use std::path::Path;

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    std::fs::read_to_string(path).expect("there is a README")
}

#[test]
fn the_tutorial_runs_as_it_is_written() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let mut commands = 0;
    for block in blocks(&readme()) {
        if let Some(file) = block.above.strip_prefix("<!-- append: ").and_then(|rest| rest.strip_suffix(" -->")) {
            let mut file =
                std::fs::OpenOptions::new().append(true).open(folder.path().join(file)).expect("it is there");
            file.write_all(block.text.as_bytes()).expect("it can be written");
        }
        if block.kind != "console" {
            continue;
        }
        commands += run_block(&block.text, folder.path());
    }
    assert!(commands >= 7, "only {commands} commands");
}

/// Spaces and line ends told apart no more.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The picture may leave lines out, and layout may change; what it says is what the program says.
#[test]
fn the_picture_is_a_true_one() {
    let blocks = blocks(&readme());
    let picture =
        blocks.iter().find(|block| block.above == "<!-- picture: exceptio test -->").expect("it opens the page");
    let folder = tempfile::tempdir().expect("a folder of its own");
    let found = plain(&run("exceptio test", folder.path(), ""));
    assert!(picture.text.lines().count() <= 35, "the picture is small");
    let mut compared = 0;
    for line in picture.text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
        let line = plain(line);
        let says = line.starts_with('✗') || line.contains('█') || line.get(3..4) == Some(">") || line.contains(".csv:");
        if says {
            assert!(found.contains(&line), "`exceptio test` does not say: {line}");
            compared += 1;
        }
    }
    assert!(compared >= 8, "only {compared} lines");
}

#[test]
fn links_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = readme();
    let links: Vec<&str> = page.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.len() > 5);
    for link in links.into_iter().filter(|link| !link.contains("://")) {
        assert!(root.join(link).exists(), "{link}");
    }
}
