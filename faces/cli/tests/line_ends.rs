//! Files whose lines end as on another system stay so, whatever the program writes into them.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn exceptio(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exceptio"));
    command.current_dir(folder).args(args).env("NO_COLOR", "1");
    command
}

fn ran(folder: &Path, args: &[&str]) -> Output {
    let output = exceptio(folder, args).output().expect("the command runs");
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Every file of a folder, by name.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(texts(&path)),
            false => found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap())),
        }
    }
    found.sort();
    found
}

/// A study whose lines all end in CR LF, and which has no alliances yet.
fn study(folder: &Path) {
    ran(folder, &["new", "mine"]);
    for (path, text) in texts(&folder.join("mine")) {
        std::fs::write(path, text.replace('\n', "\r\n")).unwrap();
    }
    std::fs::remove_file(folder.join("mine/alliances.csv")).unwrap();
}

fn all_crlf(folder: &Path) {
    for (path, text) in texts(folder) {
        assert!(!text.is_empty() && text.ends_with("\r\n"), "{path}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{path}: {text:?}");
    }
}

#[test]
fn fmt_code_and_flips_keep_line_ends() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    study(folder);
    let before = texts(&folder.join("mine"));
    ran(folder, &["fmt", "mine"]);
    assert_eq!(texts(&folder.join("mine")), before, "nothing is to be changed");
    let theory = folder.join("mine/theories/first.theory");
    let text = std::fs::read_to_string(&theory).unwrap();
    std::fs::write(&theory, text.replacen("let THREAT = ", "let   THREAT=", 1)).unwrap();
    ran(folder, &["fmt", "mine"]);
    assert_eq!(std::fs::read_to_string(&theory).unwrap(), text);

    // A coding of an alliance goes to a file that is not there yet.
    ran(folder, &["flips", "BOR-RUR", "--study", "mine", "--claim", "needed", "--write", "copy"]);
    assert!(folder.join("copy/alliances.csv").is_file());
    all_crlf(&folder.join("copy"));

    let answers = "Pottsylvania\n\n\nBOR\n..\n..\nfirst\np. 12\nseen late\nnn\n\n\nyes\n1910\n1912\n\n\n\n\n";
    let asked = ["code", "RUR-POT", "--study", "mine", "--recorded", "2021-06-30"];
    let mut child = exceptio(folder, &asked)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
    for file in ["actors.csv", "facts.csv", "alliances.csv"] {
        let text = std::fs::read_to_string(folder.join("mine").join(file)).unwrap();
        assert!(text.contains("POT"), "{file}: {text}");
    }
    all_crlf(&folder.join("mine"));
}
