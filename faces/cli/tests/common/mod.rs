//! Pages run: blocks fenced as `console`, commands and what must come under each.
//!
//! A block holds commands (`$ `) and, under each, lines that must come in that order; `...` stands for any lines, and so does a
//! line's end in `...`. Where a command asks, what follows the last `>` of a prompt is the answer.
#![cfg(unix)]
#![allow(dead_code)] // each test takes what it needs

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A fenced block: what it is fenced as, the comment above it, its text.
pub struct Block {
    /// What it is fenced as.
    pub kind: String,
    /// The line above it.
    pub above: String,
    /// Its text.
    pub text: String,
}

/// The fenced blocks of a page, in order.
pub fn blocks(page: &str) -> Vec<Block> {
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
pub fn run(command: &str, folder: &Path, answers: &str) -> String {
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
pub fn assert_shows(command: &str, expected: &[&str], found: &str) {
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

/// Runs a console block in a folder, and says how many commands it had.
pub fn run_block(text: &str, folder: &Path) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.first().is_some_and(|line| line.starts_with("$ ")), "a console block begins with a command");
    let mut commands = 0;
    for part in lines.chunk_by(|_, next| !next.starts_with("$ ")) {
        let command = &part[0][2..];
        let asks = command.starts_with("exceptio code");
        let answers: String = part[1..]
            .iter()
            .filter(|line| asks && line.starts_with("  "))
            .filter_map(|line| line.rsplit_once('>').map(|(_, answer)| format!("{}\n", answer.trim())))
            .collect();
        assert_shows(command, &part[1..], &run(command, folder, &answers));
        commands += 1;
    }
    commands
}
