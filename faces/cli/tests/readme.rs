//! The README, run: its console blocks in order in an empty folder, its picture against what the program prints.
//!
//! A block fenced as `console` holds commands (`$ `) and, under each, lines that must come in that order; `...` stands for any
//! lines, and so does a line's end in `...`. Where a command asks, what follows the last `>` of a prompt is the answer.
//! `<!-- append: FILE -->` puts the block below it at the end of a file.
#![cfg(unix)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    std::fs::read_to_string(path).expect("there is a README")
}

/// A fenced block: what it is fenced as, the comment above it, its text.
struct Block {
    kind: String,
    above: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut above = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block { kind: kind.to_owned(), above: above.clone(), text: text.join("\n") + "\n" });
        }
        above = line.to_owned();
    }
    blocks
}

/// What a command prints, data and talk together.
fn run(command: &str, folder: &Path, answers: &str) -> String {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_exceptio"));
    let path = std::env::var("PATH").unwrap_or_default();
    let mut child = Command::new("sh")
        .args(["-c", &format!("{command} 2>&1")])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", program.parent().expect("it has a folder").display()))
        .env("LC_ALL", "C.UTF-8")
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("there is a shell");
    // A command that asks nothing may be gone before it is answered.
    let _ = child.stdin.take().expect("it was asked for").write_all(answers.as_bytes());
    let out = child.wait_with_output().expect("it ends");
    let text = String::from_utf8(out.stdout).expect("it prints text");
    assert_eq!(out.status.code(), Some(0), "`{command}` ended otherwise:\n{text}");
    text
}

/// Every expected line comes, one after the other.
fn assert_shows(command: &str, expected: &[&str], found: &str) {
    let mut lines = found.lines();
    for wanted in expected.iter().map(|line| line.trim_end()).filter(|line| !line.is_empty() && *line != "...") {
        let fits = |line: &str| match wanted.strip_suffix("...") {
            Some(beginning) => line.starts_with(beginning),
            None => line.trim_end() == wanted,
        };
        assert!(
            lines.by_ref().any(fits),
            "`{command}` does not show, or not in this order:\n{wanted}\n\nIt shows:\n{found}"
        );
    }
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
        let lines: Vec<&str> = block.text.lines().collect();
        assert!(lines.first().is_some_and(|line| line.starts_with("$ ")), "a console block begins with a command");
        for part in lines.chunk_by(|_, next| !next.starts_with("$ ")) {
            let command = &part[0][2..];
            let asks = command.starts_with("exceptio code");
            let answers: String = part[1..]
                .iter()
                .filter(|line| asks && line.starts_with("  "))
                .filter_map(|line| line.rsplit_once('>').map(|(_, answer)| format!("{}\n", answer.trim())))
                .collect();
            assert_shows(command, &part[1..], &run(command, folder.path(), &answers));
            commands += 1;
        }
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
