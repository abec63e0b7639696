//! What transcripts cannot hold: exit codes by cause, streams, colours, schemas, what is on disk afterwards.

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn exceptio(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exceptio"));
    command.args(args).current_dir(folder).env("LC_ALL", "C.UTF-8").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    exceptio(folder, args).output().expect("the command starts")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("stdout is UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("stderr is UTF-8")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it exits by itself")
}

/// A folder with the starter study in `mine`.
fn starter() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    assert_eq!(code(&run(folder.path(), &["new", "mine"])), 0);
    folder
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&out(output)).expect("stdout is one JSON object")
}

#[test]
fn the_starter_study_checks_tests_and_is_formatted() {
    let folder = starter();
    for args in [&["check", "mine"][..], &["test", "mine"], &["fmt", "--check", "mine"]] {
        let output = run(folder.path(), args);
        assert_eq!(code(&output), 0, "{args:?}: {}", err(&output));
    }
    let check = json(&run(folder.path(), &["check", "mine", "--format", "json"]));
    assert_eq!(check["problems"].as_array().map(Vec::len), Some(0), "{check:#}");
}

#[test]
fn a_study_without_its_study_toml_is_not_taken_for_the_built_in_one() {
    let folder = starter();
    let mine = folder.path().join("mine");
    std::fs::remove_file(mine.join("study.toml")).unwrap();
    for args in [&["check"][..], &["test"], &["treaties"]] {
        let output = run(&mine, args);
        assert_eq!(code(&output), 2, "{args:?}: {}", out(&output));
        let said = err(&output);
        assert!(said.contains("study.toml is missing") && said.contains("codebook.toml"), "{said}");
    }
    assert_eq!(code(&run(&mine, &["check", "china-vietnam"])), 0, "one that is named is not guessed");
    // A single table of another form says as much, and a folder of other things says nothing.
    let tables = tempfile::tempdir().unwrap();
    std::fs::write(tables.path().join("mine.csv"), "case,a,o\n").unwrap();
    assert_eq!(code(&run(tables.path(), &["check"])), 0);
    std::fs::write(tables.path().join("actors.xlsx"), "").unwrap();
    assert_eq!(code(&run(tables.path(), &["check"])), 2);
}

#[test]
fn a_new_study_has_the_title_it_is_given_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&run(folder.path(), &["new", "x", "--from", "china-vietnam", "--title", "My \"own\""])), 0);
    let text = std::fs::read_to_string(folder.path().join("x/study.toml")).unwrap();
    assert!(text.contains(r#"title = "My \"own\"""#), "{text}");
    assert!(text.contains("title = \"Shaken, and lasting\""), "the titles of tensions stay: {text}");
    assert_eq!(code(&run(folder.path(), &["check", "x"])), 0);
    assert_eq!(code(&run(folder.path(), &["new", "x"])), 2);
    assert_eq!(std::fs::read_to_string(folder.path().join("x/study.toml")).unwrap(), text);
}

#[test]
fn every_json_object_says_what_it_is() {
    let folder = starter();
    let cases = [
        (&["test", "mine"][..], "exceptio.test"),
        (&["explain", "RUR-SYL", "--study", "mine"], "exceptio.explain"),
        (&["check", "mine"], "exceptio.check"),
        (&["exceptions", "mine"], "exceptio.exceptions"),
        (&["compare", "--study", "mine"], "exceptio.compare"),
        (&["compare", "--actors", "RUR", "SYL", "--study", "mine"], "exceptio.actors"),
        (&["fmt", "--check", "mine"], "exceptio.fmt"),
        (&["new", "other"], "exceptio.new"),
        (&["code", "RUR-BOR", "--study", "mine"], "exceptio.code"),
        (&["help"], "exceptio.topics"),
        (&["help", "allied"], "exceptio.help"),
        (&["test", "nowhere"], "exceptio.problems"),
    ];
    for (args, schema) in cases {
        let args: Vec<&str> = args.iter().copied().chain(["--format", "json"]).collect();
        let object = json(&run(folder.path(), &args));
        assert_eq!(object["schema"], schema, "{args:?}");
        assert_eq!(object["version"], 1, "{args:?}");
        assert!(object["problems"].is_array(), "{args:?}");
    }
}

#[test]
fn a_problem_is_data_with_its_place() {
    let folder = starter();
    let path = folder.path().join("mine/facts.csv");
    let text = std::fs::read_to_string(&path).unwrap().replace("RUR,,threats,BOR", "RUR,,threat,BOR");
    std::fs::write(&path, text).unwrap();
    let output = run(folder.path(), &["check", "mine", "--format", "json"]);
    assert_eq!(code(&output), 1);
    let problem = &json(&output)["problems"][0];
    assert_eq!(problem["code"], "casebase::unknown_attribute");
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["labels"][0]["file"], "facts.csv");
    assert_eq!(problem["labels"][0]["line"], 7);
    assert_eq!(problem["labels"][0]["column"], 6);
    assert_eq!(problem["labels"][0]["end_column"], 12);
    assert!(problem["hint"].as_str().is_some_and(|hint| hint.contains("threats")));
    let judged = run(folder.path(), &["test", "mine"]);
    assert_eq!(code(&judged), 1);
    assert_eq!(out(&judged), "", "nothing is judged");
}

#[test]
fn calling_it_wrongly_is_another_code_than_problems_in_files() {
    let folder = starter();
    let wrong: &[&[&str]] = &[
        &["test", "nowhere"],
        &["test", "mine", "--theory", "frist"],
        &["test", "mine", "--layer", "x"],
        &["test", "mine", "--reading", "x"],
        &["test", "mine", "--as-of", "soon"],
        &["explain", "RUR-XXX", "--study", "mine"],
        &["explain", "RUR-SYL", "--study", "mine", "--claim", "neded"],
        &["explain", "RUR-SYL", "--study", "mine", "--at", "soon"],
        &["help", "alied"],
        &["fmt", "mine/facts.csv"],
        &["new", "mine"],
        &["new", "x", "--from", "china"],
        &["code", "RUR-SYL"],
        &["sheet", "to-xlsx", "nothing.csv", "x.xlsx"],
        &["tset"],
    ];
    for args in wrong {
        let output = run(folder.path(), args);
        assert_eq!(code(&output), 2, "{args:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{args:?}");
        assert!(!err(&output).is_empty(), "{args:?}");
    }
}

#[test]
fn colours_follow_the_environment() {
    let folder = starter();
    let args = ["test", "mine"];
    let coloured = |command: &mut Command| out(&command.output().expect("the command starts")).contains('\u{1b}');
    assert!(!coloured(&mut exceptio(folder.path(), &args)), "a pipe has none");
    assert!(coloured(exceptio(folder.path(), &args).env("CLICOLOR_FORCE", "1")));
    assert!(!coloured(exceptio(folder.path(), &args).env("NO_COLOR", "1")));
    assert!(coloured(exceptio(folder.path(), &["test", "mine", "--color", "always"]).env("NO_COLOR", "1")));
}

#[test]
fn without_utf8_everything_drawn_is_ascii() {
    let folder = starter();
    for args in [&["test", "mine", "--all"][..], &["explain", "RUR-SYL", "--study", "mine"], &["check", "mine"]] {
        let output = exceptio(folder.path(), args).env("LC_ALL", "C").output().unwrap();
        assert!(output.stdout.is_ascii(), "{args:?}");
        assert!(output.stderr.is_ascii(), "{args:?}");
    }
}

#[test]
fn nothing_drawn_is_wider_than_the_screen() {
    let folder = starter();
    for columns in ["80", "100", "140"] {
        for args in
            [&["test", "mine"][..], &["explain", "RUR-SYL", "--study", "mine"], &["help", "verdicts"], &["help"]]
        {
            let output = exceptio(folder.path(), args).env("COLUMNS", columns).output().unwrap();
            for line in out(&output).lines() {
                assert!(line.chars().count() <= columns.parse().unwrap(), "{columns} {args:?}: {line}");
            }
        }
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = starter();
    let mut child = exceptio(folder.path(), &["test", "mine", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0, "{}", err(&output));
}

#[test]
fn csv_rows_are_as_long_as_the_header() {
    let folder = starter();
    let output = run(folder.path(), &["test", "mine", "--format", "csv"]);
    let text = out(&output);
    let mut lines = text.lines();
    let header = lines.next().unwrap();
    assert!(header.starts_with("theory,claim,definition,clock,case,scope,ruling,standing"), "{header}");
    assert!(text.contains("first,needed,,behavioural,RUR-SYL,in,deviates,"), "{text}");
}

fn code_session(folder: &Path, case: &str, answers: &str) -> Output {
    code_session_with(folder, case, &[], answers)
}

fn code_session_with(folder: &Path, case: &str, more: &[&str], answers: &str) -> Output {
    let mut child = exceptio(folder, &[&["code", case, "--study", "mine"], more].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn coding_writes_what_was_answered_and_keeps_it_when_stopped() {
    let folder = starter();
    let facts = folder.path().join("mine/facts.csv");
    let before = std::fs::read_to_string(&facts).unwrap();
    // A new actor; threats: a wrong id, then a right one with a wrong date, a right one, an unknown source, a right one.
    let answers = "Pottsylvania\n\n\nBOX\nBOR\n1911-13\n1911\n1920\nnobook\nfirst\np. 12\n\nstop\n";
    let output = code_session(folder.path(), "RUR-POT", answers);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let talk = err(&output);
    for refused in ["no actor is called `BOX`", "`1911-13` is no date", "no source has the key `nobook`"] {
        assert!(talk.contains(refused), "{refused}: {talk}");
    }
    let after = std::fs::read_to_string(&facts).unwrap();
    let new: Vec<&str> = after.strip_prefix(&before).expect("what was there stays").lines().collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(new[0].starts_with("POT,,threats,BOR,1911,1920,first,p. 12"), "{new:?}");
    assert_eq!(out(&output).lines().count(), 2, "the actor and the coding: {}", out(&output));
    assert_eq!(code(&run(folder.path(), &["check", "mine"])), 0);
}

/// What is coded of one actor alone makes no case; the pair is asked about once more, and rows say who coded them and when.
#[test]
fn coding_goes_on_until_the_pair_is_a_case() {
    let folder = starter();
    // A new actor, threats always, and nothing more of it; then, asked again of the two, that they were allied.
    let answers = "Pottsylvania\n\n\nBOR\n..\n..\nfirst\np. 12\nseen late\nnn\n\n\nyes\n1910\n1912\n\n\n\n\n";
    let output = code_session_with(folder.path(), "RUR-POT", &["--recorded", "2021-06-30"], answers);
    let talk = err(&output);
    assert!(talk.contains("RUR-POT is no case yet"), "{talk}");
    let facts = std::fs::read_to_string(folder.path().join("mine/facts.csv")).unwrap();
    assert!(facts.ends_with("POT,,threats,BOR,..,..,first,p. 12,nn,2021-06-30,,,seen late\n"), "{facts}");
    let alliances = std::fs::read_to_string(folder.path().join("mine/alliances.csv")).unwrap();
    // This table has no column for the coder, and gets none.
    assert!(
        alliances.lines().last().is_some_and(|row| row.contains("POT") && row.contains(",1910,1912,first,")),
        "{alliances}"
    );
    let judged = out(&run(folder.path(), &["test", "mine", "--format", "csv"]));
    assert!(judged.contains("RUR-POT") || judged.contains("POT-RUR"), "{judged}");
}

#[test]
fn advice_quotes_what_a_shell_would_take_for_its_own() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["new", "mine", "--from", "china-vietnam"]);
    let answers = "yes\n1970\n1971\nessay\n\n\nnn\nstop\n";
    let output = code_session(folder.path(), "VNM>KHM", answers);
    assert!(err(&output).contains("exceptio explain 'VNM>KHM' --study mine"), "{}", err(&output));
}

#[test]
fn answering_nothing_writes_nothing() {
    let folder = starter();
    let facts = folder.path().join("mine/facts.csv");
    let before = std::fs::read_to_string(&facts).unwrap();
    for answers in ["", "\n\n\n\n\n\n\n\n", "stop\n"] {
        let output = code_session(folder.path(), "RUR-BOR", answers);
        assert_eq!(code(&output), 0, "{}", err(&output));
        assert_eq!(out(&output), "");
    }
    assert_eq!(std::fs::read_to_string(&facts).unwrap(), before);
}

#[test]
fn sheets_go_out_and_come_back() {
    let folder = starter();
    assert_eq!(code(&run(folder.path(), &["sheet", "to-xlsx", "mine/facts.csv", "facts.xlsx"])), 0);
    assert_eq!(code(&run(folder.path(), &["sheet", "from-xlsx", "facts.xlsx", "facts.csv"])), 0);
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
    assert_eq!(read("mine/facts.csv"), read("facts.csv"));
    assert_eq!(
        code(&run(folder.path(), &["sheet", "from-xlsx", "facts.xlsx", "facts.csv"])),
        2,
        "nothing is overwritten"
    );
}

#[test]
fn man_pages_and_completions_name_every_command() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&run(folder.path(), &["man", "man"])), 0);
    let bash = out(&run(folder.path(), &["completions", "bash"]));
    for command in [
        "test",
        "explain",
        "flips",
        "candidates",
        "exceptions",
        "check",
        "compare",
        "fmt",
        "new",
        "code",
        "help",
        "sheet-to-xlsx",
    ] {
        assert!(folder.path().join(format!("man/exceptio-{command}.1")).is_file(), "{command}");
        assert!(bash.contains(&command.replace('-', "__subcmd__")) || bash.contains(command), "{command}");
    }
}

#[test]
fn a_calendar_is_written_once_and_over_only_if_asked() {
    let folder = tempfile::tempdir().unwrap();
    let write = ["calendar", "--ics", "treaties.ics"];
    assert_eq!(code(&run(folder.path(), &write)), 0);
    let text = std::fs::read_to_string(folder.path().join("treaties.ics")).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), "{text}");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 4, "1981, 2001, 2021, 2041");
    assert_eq!(code(&run(folder.path(), &write)), 2, "it exists already");
    let again = run(folder.path(), &["calendar", "--ics", "treaties.ics", "--force"]);
    assert_eq!(code(&again), 0);
    assert_eq!(std::fs::read_to_string(folder.path().join("treaties.ics")).unwrap(), text, "the same file every time");
    assert_eq!(code(&run(folder.path(), &["calendar", "--ics", "no/such/folder.ics"])), 3);
}

#[test]
fn calendars_and_treaties_are_data_too() {
    let folder = tempfile::tempdir().unwrap();
    let calendar = json(&run(folder.path(), &["calendar", "--format", "json"]));
    assert_eq!((&calendar["schema"], &calendar["version"]), (&"exceptio.calendar".into(), &1.into()));
    assert_eq!(calendar["clauses"][0]["points"][2]["due"], serde_json::json!(["2021-07-01", "2021-07-31"]));
    let treaties = json(&run(folder.path(), &["treaties", "--format", "json"]));
    assert_eq!(treaties["schema"], "exceptio.treaties");
    assert_eq!(treaties["treaties"].as_array().map(Vec::len), Some(3));
    let rows = out(&run(folder.path(), &["calendar", "--format", "csv"]));
    assert_eq!(rows.lines().count(), 6, "a header, four points, a clause whose term was cut short: {rows}");
    for (args, end) in [
        (&["calendar", "--from", "soon"][..], 2),
        (&["calendar", "--from", "2021", "--to", "2020"], 2),
        (&["treaties", "--treaty", "CHN-PRK"], 2),
        (&["calendar", "--force"], 2),
        (&["treaties", "--as-of", "1900"], 0),
    ] {
        assert_eq!(code(&run(folder.path(), args)), end, "{args:?}");
    }
}

#[test]
fn the_page_and_the_document_are_one_text() {
    let page = include_str!("../pages/command.md");
    let document = include_str!("../../../docs/command.md");
    let rest = |text: &'static str| text.split_once("\n\n").map(|(_, rest)| rest);
    assert_eq!(rest(page), rest(document));
}

#[test]
fn a_refinement_is_a_line_a_row_a_value_and_a_theory() {
    let folder = starter();
    let path = folder.path();
    assert_eq!(code(&run(path, &["new", "essay", "--from", "china-vietnam"])), 0);
    let ask = ["refine", "essay", "--claim", "needed", "--from", "rift,cooperates", "--size", "1"];
    let with = |more: &[&str]| run(path, &[&ask[..], more].concat());
    let report = json(&with(&["--format", "json"]));
    assert_eq!((&report["schema"], &report["version"]), (&"exceptio.refine".into(), &1.into()));
    // Dropping IDEOLOGY is smaller, chance does as much just as seldom, and it gives up a case: the first answer gives up none.
    let line = "claim needed: INTEREST*(IDEOLOGY + rift(a, b)) is necessary for ALLIANCE";
    assert_eq!(report["claims"][0]["answers"][0]["line"], line);
    let answers = report["claims"][0]["answers"].as_array().expect("a list");
    assert!(answers.iter().any(|answer| answer["line"] == "claim needed: INTEREST is necessary for ALLIANCE"));
    assert_eq!(report["claims"][0]["chance"]["exact"], true);
    let rows = out(&with(&["--format", "csv"]));
    assert!(rows.starts_with("theory,claim,definition,answer,kind,change,size,line,resolved,"), "{rows}");
    assert!(rows.lines().any(|row| row.contains(line) && row.contains("CHN>SUN conforms")), "{rows}");
    // The theory written is one of the study, and its claim is borne out where the other was broken.
    let write = ["--write", "essay/theories/mended.theory"];
    assert_eq!(out(&with(&write)), format!("{line}\n"));
    assert_eq!(code(&with(&write)), 2, "it is there already");
    let tested = json(&run(path, &["test", "essay", "--theory", "mended", "--format", "json"]));
    let verdicts = tested["claims"][0]["verdicts"].as_array().expect("a list");
    assert!(verdicts.iter().any(|verdict| verdict["case"] == "CHN>SUN" && verdict["ruling"] == "conforms"));
    for (more, end) in [
        (&["--nth", "99", "--write", "essay/theories/other.theory"][..], 2),
        (&["--write", "essay/theories/other.txt"], 2),
        (&["--write", "no/such/other.theory"], 3),
        (&["--definition", "by treaty"], 0),
        (&["--definition", "by hearsay"], 2),
        (&["--from", "weather"], 2),
        (&["--draws", "0"], 2),
    ] {
        assert_eq!(code(&with(more)), end, "{more:?}");
    }
}
