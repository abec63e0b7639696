//! The register on a disk: appended to and never rewritten; a line that was changed is found, with its number and exit code 1.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn exceptio(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exceptio"));
    command.args(args).current_dir(folder).env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1").output().expect("it starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn mine() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = exceptio(folder.path(), &["new", "mine", "--from", "china-vietnam"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    folder
}

#[test]
fn forecasts_are_appended_resolved_and_guarded() {
    let folder = mine();
    let register = folder.path().join("mine/forecasts.jsonl");
    let write = |as_of: &str| {
        exceptio(folder.path(), &["forecast", "mine", "--as-of", as_of, "--register", "--recorded", "2021-07-05"])
    };
    let first = write("2021-06-30");
    assert_eq!(first.status.code(), Some(0), "{}", text(&first.stderr));
    assert!(text(&first.stderr).contains("back-dated"), "2021-07-05 is after 2021-06-30");
    let before = fs::read_to_string(&register).expect("it was written");
    assert_eq!(write("2021-06-30").status.code(), Some(0));
    assert_eq!(fs::read_to_string(&register).expect("there"), before, "nothing is written twice");
    assert_eq!(write("2021-07-05").status.code(), Some(0));
    let after = fs::read_to_string(&register).expect("there");
    assert!(after.len() > before.len() && after.starts_with(&before), "what stood there stands");

    // A day before that of the last line, and one that has not come, are what anybody could claim.
    for (as_of, recorded) in [("2021-07-04", "2021-07-04"), ("2021-07-05", "2999-01-01")] {
        let args = ["forecast", "mine", "--as-of", as_of, "--register", "--recorded", recorded];
        let refused = exceptio(folder.path(), &args);
        assert_eq!(refused.status.code(), Some(2), "{recorded}: {}", text(&refused.stderr));
        assert!(text(&refused.stderr).contains("forecast::recorded"), "{}", text(&refused.stderr));
    }
    assert_eq!(fs::read_to_string(&register).expect("there"), after, "nothing was written");

    let reading = ["--reading", "twenty-years-by-silence"];
    let scored = ["score", "mine", "--layer", "critique", "--format", "json"];
    let scored = exceptio(folder.path(), &[&scored[..], &reading].concat());
    assert_eq!(scored.status.code(), Some(0), "{}", text(&scored.stderr));
    let object: Value = serde_json::from_slice(&scored.stdout).expect("JSON");
    assert_eq!(object["schema"], "exceptio.score");
    let renewal = object["forecasts"].as_array().expect("a list").iter().find(|one| one["kind"] == "renewal");
    let renewal = renewal.expect("the treaty of 1961 was due");
    assert_eq!(renewal["happened"], true, "the critique has it extended on 2021-07-11: {renewal}");
    let seal = object["head"].as_str().expect("a hash").to_owned();
    assert_eq!(exceptio(folder.path(), &["score", "mine", "--seal", &seal]).status.code(), Some(0));

    // The last line cut off: the chain is whole, the seal is gone.
    let lines: Vec<&str> = after.lines().collect();
    fs::write(&register, format!("{}\n", lines[..lines.len() - 1].join("\n"))).expect("written");
    assert_eq!(exceptio(folder.path(), &["score", "mine"]).status.code(), Some(0));
    assert_eq!(exceptio(folder.path(), &["score", "mine", "--seal", &seal]).status.code(), Some(2));

    // A probability made better afterwards: every command that reads the study says so.
    fs::write(&register, after.replacen("\"probability\":0.8", "\"probability\":0.9", 1)).expect("written");
    for command in [&["score", "mine"][..], &["check", "mine"], &["forecast", "mine", "--register"], &["test", "mine"]]
    {
        let said = exceptio(folder.path(), command);
        assert_eq!(said.status.code(), Some(1), "{command:?}");
        let words = format!("{}{}", text(&said.stdout), text(&said.stderr));
        assert!(words.contains("casebase::broken_register") && words.contains("line 1"), "{command:?}: {words}");
    }
}

#[test]
fn what_cannot_be_written_is_usage() {
    let folder = mine();
    let built_in = exceptio(folder.path(), &["forecast", "china-vietnam", "--register"]);
    assert_eq!(built_in.status.code(), Some(2));
    let early = exceptio(
        folder.path(),
        &["forecast", "mine", "--as-of", "2021-06-30", "--register", "--recorded", "2021-06-29"],
    );
    assert_eq!(early.status.code(), Some(2), "{}", text(&early.stderr));
    assert_eq!(exceptio(folder.path(), &["forecast", "mine", "--recorded", "2021-06-29"]).status.code(), Some(2));
    assert_eq!(exceptio(folder.path(), &["score", "mine"]).status.code(), Some(2), "there is no register");
    assert!(!folder.path().join("mine/forecasts.jsonl").exists());
}

#[test]
fn what_selection_does_and_what_evidence_weighs_as_data() {
    let folder = mine();
    let run = |args: &[&str]| exceptio(folder.path(), args);
    let json = |args: &[&str]| -> Value {
        let out = run(&[args, &["--format", "json"]].concat());
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        serde_json::from_slice(&out.stdout).expect("JSON")
    };
    let audit = json(&["audit", "mine", "--simulate", "20", "--keeps", "1,0.5"]);
    assert_eq!(audit["schema"], "exceptio.audit");
    assert_eq!(audit["simulation"]["rules"].as_array().map(Vec::len), Some(4), "three rules and the one asked for");
    let cells: usize = audit["claims"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|claim| claim["samples"].as_array().expect("a list"))
        .map(|sample| sample["parameters"].as_array().expect("a list").len())
        .sum();
    let rows = text(&run(&["audit", "mine", "--format", "csv"]).stdout).lines().count();
    assert_eq!(rows, cells + 1, "a header, and a row for each parameter of each sample");
    assert_eq!(run(&["audit", "mine", "--truth", "0.4,0.7"]).status.code(), Some(2));
    assert_eq!(run(&["audit", "mine", "--claim", "ends"]).status.code(), Some(2));

    let evidence = json(&["evidence", "mine"]);
    assert_eq!(evidence["schema"], "exceptio.evidence");
    let (items, hypotheses) = (evidence["items"].as_array(), evidence["hypotheses"].as_array());
    let rows = text(&run(&["evidence", "mine", "--format", "csv"]).stdout).lines().count();
    assert_eq!(rows, items.expect("a list").len() * hypotheses.expect("a list").len() + 1);
    assert_eq!(run(&["evidence", "mine", "--case", "KOR"]).status.code(), Some(2));
}

#[test]
fn each_format_is_what_it_says() {
    let folder = mine();
    let run = |args: &[&str]| exceptio(folder.path(), args);
    for (args, schema) in
        [(&["forecast", "mine"][..], "exceptio.forecast"), (&["forecast", "mine", "--backtest"], "exceptio.backtest")]
    {
        let json = run(&[args, &["--format", "json"]].concat());
        let object: Value = serde_json::from_slice(&json.stdout).expect("JSON");
        assert_eq!((object["schema"].as_str(), object["version"].as_i64()), (Some(schema), Some(1)));
        let csv = text(&run(&[args, &["--format", "csv"]].concat()).stdout);
        let rows = object["forecasts"].as_array().expect("a list").len();
        assert_eq!(csv.lines().count(), rows + 1, "a header, and a row for each forecast");
    }
}
