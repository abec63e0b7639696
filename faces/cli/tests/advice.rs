//! What to ask next is said once, and is not what was asked; and numbers that stand over a list are those of the list.

use std::path::Path;
use std::process::Command;

fn said(args: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exceptio"));
    let output = command.current_dir(Path::new(env!("CARGO_TARGET_TMPDIR"))).args(args).env("NO_COLOR", "1");
    let output = output.env("COLUMNS", "200").output().expect("the command runs");
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn no_command_is_advised_twice_or_as_it_was_asked() {
    for asked in [
        "test",
        "test --all",
        "test --theory denial --layer critique",
        "test --clock legal",
        "explain CHN-PRK",
        "explain CHN-PRK --claim needed",
        "explain CHN-PRK --at 1950",
        "explain CHN-PRK --claim needed --at 1950",
        "explain CHN-PRK --claim needed --at 1950 --all",
        "flips --claim needed",
        "exceptions",
    ] {
        let (_, talk) = said(&asked.split(' ').collect::<Vec<_>>());
        let commands: Vec<String> = talk
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("exceptio "))
            .map(|line| line.split("  ").next().unwrap_or_default().to_owned())
            .collect();
        let mut told: Vec<&String> = commands.iter().collect();
        told.sort();
        told.dedup();
        assert_eq!(told.len(), commands.len(), "{asked}: {talk}");
        assert!(!commands.iter().any(|command| command == asked), "{asked}: {talk}");
        if asked.contains("--clock legal") {
            let judged = ["explain", "exceptions", "compare", "test"];
            let judged = commands.iter().filter(|command| judged.iter().any(|name| command.starts_with(name)));
            assert!(
                judged.clone().count() > 3 && judged.clone().all(|command| command.contains("--clock legal")),
                "{talk}"
            );
        }
    }
}

#[test]
fn what_hangs_on_a_coding_adds_up() {
    let (result, _) = said(&["flips", "--claim", "needed"]);
    let (whole, _) = said(&["flips"]);
    for text in [result, whole] {
        let mut entries: Vec<(u32, u32)> = Vec::new();
        for line in text.lines().skip(2) {
            let item = line.strip_prefix("  ").unwrap_or_default();
            match item.split_once("  ").and_then(|(count, _)| count.trim().parse().ok()) {
                Some(count) => entries.push((count, 0)),
                // The verdicts below: `4 needed of 2 cases; 3 enough of CHN>VNM`.
                None if line.contains(" of ") && !line.contains("Before each") && !line.contains("outcome. Asked") => {
                    let Some((_, sum)) = entries.last_mut() else { continue };
                    *sum += line
                        .split(';')
                        .filter_map(|part| part.trim().split(' ').next()?.parse::<u32>().ok())
                        .sum::<u32>();
                }
                None => {}
            }
        }
        assert!(entries.len() > 5, "{text}");
        assert!(entries.iter().all(|(count, sum)| count == sum), "{entries:?}\n{text}");
    }
}
