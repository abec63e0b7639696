//! `exceptio fmt`: theory files printed as they should look.

use super::{Ending, disk_failed, misused, print_json};
use crate::args::{Fmt, Format};
use crate::draw::diagnostics;
use crate::draw::paint::{BOLD, GREEN, RED, paint};
use crate::out::{self, Screen};
use exceptio::{Diagnostic, Files, Formatted, Table};
use serde_json::json;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A file and what became of it.
struct Done {
    name: String,
    before: String,
    formatted: Formatted,
}

pub fn run(screen: &Screen, args: &Fmt) -> Ending {
    let format = args.shape.format;
    if args.paths == [PathBuf::from("-")] {
        return stdin(screen, args);
    }
    let mut files = Vec::new();
    for path in &args.paths {
        match theories(path) {
            Ok(found) => files.extend(found),
            Err((message, hint)) => return misused(screen, format, "command::no_theory", message, Some(hint)),
        }
    }
    let mut done = Vec::new();
    for path in &files {
        let name = path.display().to_string();
        let before = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(problem) if problem.kind() == std::io::ErrorKind::InvalidData => {
                return misused(screen, format, "command::not_text", format!("{name} is not UTF-8 text"), None);
            }
            Err(problem) => return disk_failed(screen, format, format!("{name}: {problem}")),
        };
        let formatted = exceptio::format(&name, &before);
        if formatted.changed
            && !args.check
            && let Err(problem) = fs::write(path, &formatted.text)
        {
            return disk_failed(screen, format, format!("{name}: {problem}"));
        }
        done.push(Done { name, before, formatted });
    }
    say(screen, args, &done);
    ending(args.check, &done)
}

fn ending(check: bool, done: &[Done]) -> Ending {
    let broken = done.iter().any(|done| done.formatted.problems.iter().any(Diagnostic::is_error));
    let differs = check && done.iter().any(|done| done.formatted.changed);
    if broken || differs { Ending::Problems } else { Ending::Ran }
}

fn stdin(screen: &Screen, args: &Fmt) -> Ending {
    let mut before = String::new();
    if let Err(problem) = std::io::stdin().read_to_string(&mut before) {
        return disk_failed(screen, args.shape.format, format!("stdin: {problem}"));
    }
    let formatted = exceptio::format("stdin", &before);
    let done = [Done { name: "stdin".to_owned(), before, formatted }];
    if args.check || args.shape.format != Format::Human {
        say(screen, args, &done);
    } else {
        screen.talk(&diagnostics::draw(screen, &done[0].formatted.files, &done[0].formatted.problems));
        out::plain(&done[0].formatted.text);
    }
    ending(args.check, &done)
}

/// The theory files that a path means.
fn theories(path: &Path) -> Result<Vec<PathBuf>, (String, String)> {
    let shown = path.display();
    if path.is_file() {
        if path.extension().is_some_and(|extension| extension == "theory") {
            return Ok(vec![path.to_owned()]);
        }
        let hint = "only theory files are formatted; the tables and TOML files of a study are left as you wrote them";
        return Err((format!("{shown} is no theory file"), hint.to_owned()));
    }
    if !path.is_dir() {
        return Err((format!("there is no {shown}"), "name theory files, or a study's folder".to_owned()));
    }
    let inside = path.join("theories");
    let folder = if inside.is_dir() { inside } else { path.to_owned() };
    let entries = fs::read_dir(&folder).map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()));
    let mut found: Vec<PathBuf> = entries
        .map(|paths| paths.filter(|path| path.extension().is_some_and(|extension| extension == "theory")).collect())
        .unwrap_or_default();
    found.sort();
    if found.is_empty() {
        return Err((
            format!("{shown} holds no theories"),
            "a study's theories are files theories/NAME.theory".to_owned(),
        ));
    }
    Ok(found)
}

fn say(screen: &Screen, args: &Fmt, done: &[Done]) {
    match args.shape.format {
        Format::Json => {
            let files: Vec<_> = done
                .iter()
                .map(|done| {
                    let problems = diagnostics::as_data(&done.formatted.files, &done.formatted.problems);
                    json!({"file": done.name, "changed": done.formatted.changed, "problems": problems})
                })
                .collect();
            let object = json!({"schema": "exceptio.fmt", "version": 1, "check": args.check, "files": files});
            print_json(object, &Files::new(), &[]);
        }
        Format::Csv => {
            let mut table = Table::new(&["file", "changed", "problems"]);
            table.rows = done
                .iter()
                .map(|done| {
                    vec![
                        done.name.clone(),
                        done.formatted.changed.to_string(),
                        done.formatted.problems.len().to_string(),
                    ]
                })
                .collect();
            out::plain(&table.to_csv());
        }
        Format::Human => {
            for done in done {
                screen.talk(&diagnostics::draw(screen, &done.formatted.files, &done.formatted.problems));
                if done.formatted.changed && args.check {
                    screen.data(&difference(&done.name, &done.before, &done.formatted.text));
                } else if done.formatted.changed {
                    screen.data(&format!("{}\n", done.name));
                }
            }
            let changed = done.iter().filter(|done| done.formatted.changed).count();
            let words = match (changed, args.check) {
                (0, _) => format!("{} of {} as they should be.\n", done.len(), done.len()),
                (count, true) => {
                    format!("{count} of {} would change: run `exceptio fmt` without --check.\n", done.len())
                }
                (count, false) => format!("{count} of {} changed.\n", done.len()),
            };
            screen.talk(&words);
        }
    }
}

/// Lines that go and lines that come, with their numbers.
fn difference(name: &str, before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut text = format!("{}\n", paint(BOLD, name));
    for (number, sign, line) in changes(&old, &new) {
        let style = if sign == '-' { RED } else { GREEN };
        text.push_str(&format!("{number:>5} {}\n", paint(style, format!("{sign} {line}"))));
    }
    if old == new {
        text.push_str("      only the end of the file or of its lines differs\n");
    }
    text
}

/// A shortest edit by the longest common subsequence; theory files are short.
fn changes<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(usize, char, &'a str)> {
    let mut common = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for (i, line) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            common[i][j] =
                if line == other { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut changes = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            changes.push((i + 1, '-', old[i]));
            i += 1;
        } else {
            changes.push((j + 1, '+', new[j]));
            j += 1;
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::changes;

    #[test]
    fn a_change_is_a_line_that_goes_and_one_that_comes() {
        assert_eq!(changes(&["a", "b", "c"], &["a", "B", "c", "d"]), [(2, '-', "b"), (2, '+', "B"), (4, '+', "d")]);
    }
}
