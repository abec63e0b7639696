//! ARCHITECTURE.md held true: its table against `cargo metadata`, its invariants against the tree.

use exceptio_tests::root;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

type Names = BTreeSet<String>;

/// A row of the table: crate, what of ours it may depend on, what from outside.
fn table() -> Vec<(String, Names, Names)> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("it is there");
    let start = text.find("| crate | may depend on |").expect("it has the table");
    let names = |cell: &str| -> Names {
        cell.split(',').map(str::trim).filter(|name| !matches!(*name, "-" | "")).map(str::to_owned).collect()
    };
    let rows = text[start..].lines().skip(2).take_while(|line| line.starts_with('|')).map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 4, "{line}");
        (cells[0].to_owned(), names(cells[1]), names(cells[2]))
    });
    rows.collect()
}

fn metadata() -> Value {
    let out = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).expect("it prints JSON")
}

/// The name by which the table calls a package: its station, where it has one.
fn station(package: &str, known: &Names) -> Option<String> {
    let short = package.strip_prefix("exceptio-").unwrap_or(package);
    [short, package].into_iter().find(|name| known.contains(*name)).map(str::to_owned)
}

#[test]
fn the_table_says_who_depends_on_whom() {
    let table = table();
    let known: Names = table.iter().map(|(name, ..)| name.clone()).collect();
    let metadata = metadata();
    let mut found: BTreeMap<String, (Names, Names)> = BTreeMap::new();
    for package in metadata["packages"].as_array().expect("a list") {
        let name = package["name"].as_str().expect("a name");
        let name = station(name, &known).unwrap_or_else(|| panic!("{name} is not in ARCHITECTURE.md's table"));
        let entry = found.entry(name).or_default();
        for dependency in package["dependencies"].as_array().expect("a list") {
            if dependency["kind"].as_str() == Some("dev") {
                continue;
            }
            let other = dependency["name"].as_str().expect("a name");
            match station(other, &known).filter(|_| other.starts_with("exceptio")) {
                Some(ours) => entry.0.insert(ours),
                None => entry.1.insert(other.to_owned()),
            };
        }
    }
    for (name, ours, outside) in &table {
        let (found_ours, found_outside) = found.remove(name).unwrap_or_else(|| panic!("there is no crate `{name}`"));
        assert_eq!(&found_ours, ours, "`{name}`: crates of ours, as Cargo.toml has them and as ARCHITECTURE.md says");
        assert_eq!(
            &found_outside, outside,
            "`{name}`: outside guests, as Cargo.toml has them and as ARCHITECTURE.md says"
        );
    }
}

#[test]
fn members_stand_in_the_order_of_the_data() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("it is there");
    let members = manifest.split("members = [").nth(1).and_then(|rest| rest.split(']').next()).expect("it has members");
    let lines: Vec<&str> = members.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert!(lines.iter().all(|line| line.contains("# ")), "each with its line of comment: {lines:#?}");
    let folders: Vec<&str> = lines.iter().filter_map(|line| line.split('"').nth(1)).collect();
    let table = table();
    let stations: Vec<&str> = folders
        .iter()
        .map(|folder| match *folder {
            "faces/cli" => "exceptio-cli",
            "bench" => "exceptio-bench",
            "tests" => "exceptio-tests",
            other => other.strip_prefix("crates/").unwrap_or(other),
        })
        .collect();
    let listed: Vec<&str> = table.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(stations, listed, "Cargo.toml and ARCHITECTURE.md list them in one order");
    for (at, (name, ours, _)) in table.iter().enumerate() {
        for other in ours {
            let place = listed.iter().position(|listed| listed == other);
            assert!(place.is_some_and(|place| place < at), "`{name}` depends on `{other}`, which comes later");
        }
    }
}

/// Files under a folder with this ending, in order; hidden and built ones left out.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(&dir).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            if path.is_dir() {
                if !matches!(name.as_str(), ".git" | "target" | "artifacts" | "coverage" | "node_modules") {
                    open.push(path);
                }
            } else if name.ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Source files of the crates with their code: comments and unit tests left out.
fn code() -> Vec<(String, String)> {
    let all = files(&root().join("crates"), ".rs").into_iter().filter(|path| {
        let shown = shown(path);
        shown.split('/').nth(2) == Some("src") && !shown.ends_with("/tests.rs") && !shown.contains("/src/tests/")
    });
    let code = all.map(|path| {
        let text = std::fs::read_to_string(&path).expect("it can be read");
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        (shown(&path), code)
    });
    let code: Vec<_> = code.collect();
    assert!(code.len() > 50, "the crates are where they are thought to be");
    code
}

#[test]
fn only_the_door_touches_a_disk_and_nothing_a_clock_or_network() {
    let never = ["std::net", "std::process", "SystemTime", "Instant", "std::env", "env::var", "thread_rng", "rand::"];
    for (path, code) in code() {
        assert!(path == "crates/exceptio/src/disk.rs" || !code.contains("std::fs"), "{path} touches the disk");
        for word in never {
            assert!(!code.contains(word), "{path} has `{word}`");
        }
    }
}

/// Where maps without an order are allowed, and why.
const UNORDERED: &[(&str, &str)] = &[
    ("crates/casebase/src/lookup.rs", "words to numbers given in order of appearance; looked up, never gone through"),
    (
        "crates/conditions/src/known.rs",
        "what was worked out before, by what it hangs on; looked up, never gone through",
    ),
    ("crates/sets/src/truth/corners.rs", "levels to places in a list kept beside it; looked up, never gone through"),
    ("crates/sets/src/truth/members.rs", "the same"),
    ("crates/sets/src/minimize/cover.rs", "what is known of a set of rows; looked up, never gone through"),
    ("crates/tables/src/parquet.rs", "words to places in a list kept beside it; looked up, never gone through"),
    ("crates/tables/src/table.rs", "the same"),
    ("crates/verdicts/src/local.rs", "what was found of a cluster of dates before; looked up, never gone through"),
];

#[test]
fn no_hash_order_on_any_road_to_output() {
    for (path, code) in code() {
        let allowed = UNORDERED.iter().any(|(place, _)| *place == path);
        for word in ["HashMap", "HashSet"] {
            assert!(allowed || !code.contains(word), "{path} has a `{word}`: use BTreeMap, or say here why not");
        }
    }
    for (place, reason) in UNORDERED {
        assert!(root().join(place).is_file(), "{place} is gone ({reason})");
    }
}

/// Transcendental functions differ between platforms; `libm` does not.
#[test]
fn no_platform_mathematics() {
    for (path, code) in code() {
        for word in [".exp()", ".ln()", ".log10()", ".powf(", ".sin()", ".cos()", ".mul_add("] {
            assert!(!code.contains(word), "{path} has `{word}`");
        }
    }
}

#[test]
fn every_function_has_its_page() {
    let folder = root().join("crates/conditions/src/functions");
    let topics = exceptio::topics();
    for path in files(&folder, ".rs") {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if name == "mod" {
            continue;
        }
        assert!(path.with_extension("md").is_file(), "{} has no page", shown(&path));
        assert!(topics.iter().any(|topic| topic.group == "functions" && topic.name == name), "{name} is not listed");
    }
}

#[test]
fn every_page_is_listed() {
    let texts: Vec<&str> = exceptio::topics().iter().map(|topic| topic.page).collect();
    for folder in
        ["crates/casebase/pages", "crates/theory/pages", "crates/exceptio/pages", "crates/conditions/src/functions"]
    {
        let pages = files(&root().join(folder), ".md");
        assert!(!pages.is_empty(), "{folder} has pages");
        for path in pages {
            let text = std::fs::read_to_string(&path).expect("it can be read");
            assert!(texts.contains(&text.as_str()), "{}: `exceptio help` does not know it", shown(&path));
        }
    }
}

#[test]
fn every_command_has_its_place_and_is_tried() {
    let commands = files(&root().join("faces/cli/src/commands"), ".rs");
    let args = std::fs::read_to_string(root().join("faces/cli/src/args.rs")).expect("it is there");
    let variants = args.split("pub enum Command {").nth(1).and_then(|rest| rest.split("\n}").next()).expect("a list");
    let variants: Vec<String> = variants
        .lines()
        .filter_map(|line| line.trim().split('(').next().filter(|word| word.starts_with(char::is_uppercase)))
        .map(str::to_lowercase)
        .collect();
    assert!(variants.len() >= 10, "{variants:?}");
    let cli = root().join("faces/cli");
    let mut tried: Vec<PathBuf> =
        ["trycmd", ".rs", ".md"].iter().flat_map(|end| files(&cli.join("tests"), end)).collect();
    tried.push(root().join("README.md"));
    // The reference pages of commands are run by tests of the face.
    tried.extend(files(&root().join("crates/exceptio/pages"), ".md"));
    let tried: String = tried.iter().map(|path| std::fs::read_to_string(path).unwrap_or_default()).collect();
    for name in &variants {
        assert!(commands.iter().any(|path| path.file_stem().is_some_and(|stem| stem == name.as_str())), "{name}.rs");
        let asked = [format!("exceptio {name}"), format!("\"{name}\"")];
        assert!(asked.iter().any(|words| tried.contains(words)), "no test tries `exceptio {name}`");
    }
}

/// What is in the repository is true on any machine.
#[test]
fn no_paths_of_one_machine() {
    let never =
        [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat(), ["/tmp/", "target"].concat(), ["/ho", "me/"].concat()];
    let endings = [".rs", ".md", ".toml", ".csv", ".theory", ".bib", ".cff", ".yml", ".yaml", ".trycmd", ".sh", "run"];
    for ending in endings {
        for path in files(&root(), ending) {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            for word in &never {
                assert!(!text.contains(word.as_str()), "{} mentions `{word}`", shown(&path));
            }
        }
    }
}
