//! What a case base means: treaties and their clocks, succession, layers, readings, events, encodings.

mod common;

use common::{at, day, read};
use exceptio_casebase::{CaseBase, View};
use spells::{Cell, CodingId, Ground, Moment, VariableId};
use std::path::Path;
use text::{Folder, Severity};

fn base() -> Folder {
    common::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/_base"))
}

/// A dispute to be declared in `study.toml`.
const DISPUTE: &str = "[[disputes]]\nname = \"the war\"\nquestion = \"When did it end?\"\nreadings = [{ name = \"early\", text = \"In 1973.\" }, { name = \"late\", text = \"In 1975.\" }]\n";

/// The base with that dispute.
fn disputed() -> Folder {
    let mut folder = base();
    let study = String::from_utf8(folder.get("study.toml").expect("it has one").to_vec()).unwrap();
    folder.insert("study.toml", format!("{study}\n{DISPUTE}"));
    folder
}

fn with(files: &[(&str, &str)]) -> Folder {
    let mut folder = base();
    for (name, text) in files {
        folder.insert(*name, *text);
    }
    folder
}

const YES: Option<Cell> = Some(Cell::Value(1, Ground::Coded));
const NO: Option<Cell> = Some(Cell::Value(0, Ground::Coded));

const TREATY: &str = r#"
[[treaty]]
id = "CHN-SUN-1961"
name = "A treaty"
signed = "1961-07-11"
in_force = "1961-09-10"
until = ".."
source = "leeds2002"
locator = "art. 7"
[[treaty.party]]
actor = "CHN"
obligations = ["defence", "consultation"]
[[treaty.party]]
actor = "SUN"
obligations = ["neutrality"]
[[treaty.term]]
reading = "twenty"
anchor = "signed"
length = "20 years"
renewal = "automatic"
[[treaty.term]]
reading = "endless"
length = "none"
[[treaty.succession]]
of = "SUN"
by = "RUS"
date = "1991-12-26"
"#;

#[test]
fn a_treaty_of_twenty_years_is_due_every_twenty_years() {
    let base = read(&with(&[("treaties.toml", TREATY)]), &[]);
    let history = base.history(&View::default()).value;
    let treaty = &history.treaties()[0];
    let due: Vec<String> = treaty
        .decisions
        .iter()
        .map(|decision| match decision.due {
            Moment::Day(day) => format!("{day} {}", history.reading(decision.reading)),
            Moment::Variable(..) => "vague".to_owned(),
        })
        .collect();
    assert_eq!(due, ["1981-07-11 twenty", "2001-07-11 twenty", "2021-07-11 twenty", "2041-07-11 twenty"]);
    assert_eq!(history.disputes().len(), 1, "the terms rival each other");
}

#[test]
fn a_treaty_binds_its_members_and_their_successors() {
    let base = read(&with(&[("treaties.toml", TREATY)]), &[]);
    let history = base.history(&View::default()).value;
    assert_eq!(at(&history, "treaty_in_force", "SUN", "CHN", "1961-09-10"), YES);
    assert_ne!(at(&history, "treaty_in_force", "SUN", "CHN", "1961-09-09"), YES);
    assert_eq!(at(&history, "treaty_in_force", "SUN", "CHN", "1991-12-25"), YES);
    assert_eq!(at(&history, "treaty_in_force", "RUS", "CHN", "1991-12-26"), YES);
    assert_eq!(at(&history, "treaty_in_force", "RUS", "CHN", "2020-01-01"), YES);
    let owes = |a: &str, b: &str, on: &str| match at(&history, "pledge", a, b, on) {
        Some(Cell::Many { certain, .. }) => certain,
        _ => vec![],
    };
    assert_eq!(owes("CHN", "SUN", "1970-01-01"), [0, 4]);
    assert_eq!(owes("SUN", "CHN", "1970-01-01"), [2]);
    assert_eq!(owes("RUS", "CHN", "2000-01-01"), [2]);
    let coding = base.coding(CodingId((base.coding_count() - 1) as u32));
    assert_eq!(
        (coding.file, coding.source_short.as_ref(), coding.locator.as_ref()),
        ("treaties.toml", "Leeds 2002", "art. 7")
    );
}

#[test]
fn a_treaty_that_ended_has_no_later_decisions() {
    let text = TREATY.replace("until = \"..\"", "until = \"1981-07-10\"");
    let base = read(&with(&[("treaties.toml", &text)]), &[]);
    let history = base.history(&View::default()).value;
    assert_eq!(history.treaties()[0].decisions.len(), 1);
    assert_ne!(at(&history, "treaty_in_force", "CHN", "SUN", "1981-07-11"), YES);
    // As of a day before its end nobody knew of it.
    let before = base.history(&View { as_of: Some(day("2003-01-01")), readings: vec![] }).value;
    assert_eq!(before.treaties()[0].decisions.len(), 1);
    let text = text.replace("source = \"leeds2002\"", "public = \"1961-07-11\"");
    let base = read(&with(&[("treaties.toml", &text)]), &[]);
    let before = base.history(&View { as_of: Some(day("1970-01-01")), readings: vec![] }).value;
    assert_eq!(before.treaties()[0].decisions.len(), 4);
    // No later day is under study.
    let on = |day: &str| at(&before, "treaty_in_force", "CHN", "SUN", day);
    assert_eq!((on("1970-01-01"), on("1970-01-02")), (YES, None));
}

#[test]
fn a_layer_that_contradicts_stands_beside_the_study() {
    let facts = "subject,object,attribute,value,from,until,source\nCHN,VNM,clash,no,1980-01-01,1980-12-31,leeds2002\nCHN,RUS,clash,no,1999,2000,leeds2002\n";
    let folder = with(&[("layers/critique/layer.toml", "title = \"C\"\n"), ("layers/critique/facts.csv", facts)]);
    let plain = read(&folder, &[]);
    assert_eq!((plain.coding_count(), plain.layers[0].active), (1, false));
    let base = read(&folder, &["critique"]);
    let history = base.history(&View::default()).value;
    let dispute = history.disputes().last().unwrap();
    assert_eq!(dispute.name, "critique");
    let names: Vec<&str> = dispute.readings.iter().map(|reading| history.reading(*reading)).collect();
    assert_eq!(names, ["main", "critique"]);
    assert_eq!(at(&history, "clash", "CHN", "VNM", "1980-06-01"), YES);
    let chosen = base.history(&View { as_of: None, readings: vec!["critique".to_owned()] }).value;
    assert_eq!(at(&chosen, "clash", "CHN", "VNM", "1980-06-01"), NO);
    assert_eq!(base.coding(CodingId(1)).layer, Some("critique"));
    assert_eq!(base.coding(CodingId(1)).place(), "layers/critique/facts.csv:2");
}

#[test]
fn an_unknown_reading_is_an_error_with_the_nearest() {
    let base = read(&disputed(), &[]);
    let history = base.history(&View { as_of: None, readings: vec!["erly".to_owned()] });
    assert_eq!(history.problems[0].hint.as_deref(), Some("did you mean `early`?"));
    assert!(base.history(&View { as_of: None, readings: vec!["late".to_owned()] }).problems.is_empty());
}

#[test]
fn a_reading_of_a_layer_that_is_off_says_which_to_put_on() {
    let layer = format!("title = \"What others say\"\n{DISPUTE}");
    let base = read(&with(&[("layers/others/layer.toml", layer.as_str())]), &[]);
    let history = base.history(&View { as_of: None, readings: vec!["early".to_owned()] });
    let hint = history.problems[0].hint.as_deref();
    assert_eq!(hint, Some("it is a reading of the layer `others`: put that on with `--layer others`"));
}

/// Coverage says where the study's own sources can speak; a layer brings others, and widens it only where it says so.
#[test]
fn a_layer_outside_the_coverage_of_the_study_is_warned_of_only_where_it_names_its_own() {
    let codebook = String::from_utf8(base().get("codebook.toml").expect("it has one").to_vec()).unwrap();
    let facts = "subject,object,attribute,value,from,until,source\nCHN,VNM,newly,yes,1961,1962,leeds2002\n";
    let entry = "\n[attributes.newly]\nabout = \"undirected\"\ntype = \"truth\"\nmeaning = \"m\"\ncoverage = { from = \"1990\" }\n";
    let said = |files: &[(&str, &str)]| {
        let read = CaseBase::read(&with(files), &["others".to_owned()]);
        read.problems.iter().filter(|problem| problem.code == "casebase::outside_coverage").count()
    };
    let layer = ("layers/others/layer.toml", "title = \"What others say\"\n");
    let (main, whole) = (("facts.csv", facts), format!("{codebook}{entry}"));
    assert_eq!(said(&[main, ("codebook.toml", &whole), layer]), 1, "a coding of the study");
    let other = ("layers/others/facts.csv", facts);
    assert_eq!(said(&[other, ("codebook.toml", &whole), layer]), 0, "a coding of the layer");
    assert_eq!(said(&[other, ("layers/others/codebook.toml", entry), layer]), 1, "and of what the layer describes");
}

#[test]
fn a_study_may_settle_a_dispute_and_be_asked_for_the_other_side() {
    let settled = DISPUTE.replace("question =", "taken = \"late\"\nquestion =");
    let mut folder = base();
    let study = String::from_utf8(folder.get("study.toml").expect("it has one").to_vec()).unwrap();
    folder.insert("study.toml", format!("{study}\n{settled}"));
    let base = read(&folder, &[]);
    assert_eq!(base.readings_taken(&[]), ["late"]);
    assert_eq!(base.readings_taken(&["early".to_owned()]), ["early"]);
    folder.insert("study.toml", format!("{study}\n{}", settled.replace("taken = \"late\"", "taken = \"lat\"")));
    let said = CaseBase::read(&folder, &[]).problems;
    let wrong = said.iter().find(|problem| problem.code == "casebase::unknown_word").expect("it is no reading");
    assert_eq!(wrong.hint.as_deref(), Some("did you mean `late`? It is one of `early`, `late`"));
}

#[test]
fn events_share_a_day_and_keep_their_order() {
    let events = "id,date,not_before\nfirst,197X,\nsecond,197X,first\n";
    let facts = "subject,object,attribute,value,from,until,source\n\
                 CHN,VNM,clash,no,1950,before:first,leeds2002\n\
                 CHN,VNM,clash,yes,event:first,event:second,leeds2002\n\
                 CHN,SUN,clash,yes,1954,1954,leeds2002\n";
    let base = read(&with(&[("events.csv", events), ("facts.csv", facts)]), &[]);
    let history = base.history(&View::default()).value;
    let events: Vec<&str> = history.variables().iter().filter(|v| v.event).map(|v| v.name.as_str()).collect();
    assert_eq!(events, ["first", "second"]);
    assert!(history.orders().contains(&(VariableId(0), VariableId(1))));
    // Some day of 1954 until some day of 1954: the first is not after the second.
    let own: Vec<&str> = history.variables().iter().filter(|v| !v.event).map(|v| v.name.as_str()).collect();
    let id = |name: &str| VariableId(history.variables().iter().position(|v| v.name == name).unwrap() as u32);
    assert!(own.contains(&"beginning (1954) of clash(CHN, SUN), Leeds 2002"));
    let end = id("end (1954) of clash(CHN, SUN), Leeds 2002");
    assert!(history.orders().contains(&(id("beginning (1954) of clash(CHN, SUN), Leeds 2002"), end)));
    let mut world = history.first_world();
    world.place(VariableId(0), day("1974-05-01"));
    let clash = history.find_attribute("clash").unwrap();
    let (a, b) = (history.find_actor("CHN").unwrap().0, history.find_actor("VNM").unwrap().0);
    let timeline = history.timeline(clash, a, b, &world);
    assert_eq!(timeline.at(day("1974-04-30")).cloned(), NO);
    assert_eq!(timeline.at(day("1974-05-01")).cloned().map(|cell| matches!(cell, Cell::Unknown(_))), Some(true));
}

#[test]
fn an_unknown_end_may_be_any_day_up_to_the_window_s() {
    let facts = "subject,object,attribute,value,from,until,source\nCHN,VNM,clash,yes,1979-02-17,,leeds2002\n";
    let base = read(&with(&[("facts.csv", facts)]), &[]);
    let history = base.history(&View::default()).value;
    let possible = &history.variables()[0].possible;
    assert_eq!((possible.earliest(), possible.latest()), (day("1979-02-17"), day("2021-12-31")));
    assert_eq!(at(&history, "clash", "CHN", "VNM", "1979-02-17"), YES);
}

#[test]
fn texts_of_other_programs_are_read_and_said() {
    let facts =
        "subject,object,attribute,value,from,until,source,note\nCHN,VNM,clash,yes,1979,1989,leeds2002,caf\u{e9}\n";
    let marked = format!("\u{feff}{facts}");
    let latin: Vec<u8> = facts.chars().map(|c| c as u8).collect();
    let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let crlf = facts.replace('\n', "\r\n");
    for (bytes, code) in [
        (marked.clone().into_bytes(), Some("casebase::byte_order_mark")),
        (latin, Some("casebase::not_utf8")),
        (wide, Some("casebase::not_utf8")),
        (crlf.into_bytes(), None),
        (facts.as_bytes().to_vec(), None),
    ] {
        let mut folder = base();
        folder.insert("facts.csv", bytes);
        let read = CaseBase::read(&folder, &[]);
        let codes: Vec<_> = read.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, code.into_iter().collect::<Vec<_>>());
        assert!(read.problems.iter().all(|problem| problem.severity != Severity::Error));
        let coding = read.value.coding(CodingId(0));
        assert_eq!((coding.note.as_ref(), coding.line, coding.column), ("caf\u{e9}", 2, 1));
    }
    let mut folder = base();
    folder.insert("study.toml", "\u{feff}title = 3.5\nwindow = { from = \"1949\", until = \"2021\" }\n");
    let read = CaseBase::read(&folder, &[]);
    let wrong = read.problems.iter().find(|problem| problem.code == "casebase::wrong_type").unwrap();
    assert_eq!(read.value.files.slice(wrong.labels[0].span), "3.5");
}

#[test]
fn a_table_of_parquet_is_read_like_facts() {
    let words = |rows: &[&str]| tables::Values::Words(tables::Words::new(rows.iter().map(|row| Some(*row))));
    let column = |name: &str, values| tables::Column { name: name.to_owned(), values };
    let table = tables::Table::new(vec![
        column("subject", words(&["CHN", "VNM", "CHN", "CNH"])),
        column("object", words(&["VNM", "SUN", "", "VNM"])),
        column("attribute", words(&["clash", "clash", "regime", "clash"])),
        column("value", words(&["yes", "no", "republic", "yes"])),
        column("from", words(&["1979-02-17", "1960~", "1955", "1979"])),
        column("until", words(&["1989-12-31", "..", "1999", "1980"])),
        column("source", words(&["leeds2002", "leeds2002", "leeds2002", "leeds2002"])),
    ])
    .unwrap();
    let mut folder = with(&[("facts.csv", "subject,object,attribute,value,from,until\n")]);
    folder.insert("tables/made.parquet", tables::write_parquet(&table).unwrap());
    folder.insert("tables/lock.toml", "[[table]]\nfile = \"made.parquet\"\ntitle = \"Made up\"\n");
    let read = CaseBase::read(&folder, &[]);
    assert_eq!(read.problems.len(), 1, "{}", common::render(&read.value.files, &read.problems));
    assert_eq!(read.problems[0].message, "tables/made.parquet, row 4: no actor is called `CNH`");
    let history = read.value.history(&View::default()).value;
    assert_eq!(at(&history, "clash", "VNM", "CHN", "1980-01-01"), YES);
    assert_eq!(at(&history, "clash", "SUN", "VNM", "1970-01-01"), NO);
    let coding = read.value.coding(CodingId(1));
    assert_eq!(
        (coding.place().as_str(), coding.from.as_ref(), coding.span),
        ("tables/made.parquet, row 2", "1960~", None)
    );
}

/// The lock names a table by its SHA-256 and its rows: a table that is another is an error, one that is not named a warning
/// that says what to write.
#[test]
fn a_table_that_is_not_the_one_in_the_lock_is_an_error() {
    let column = |name: &str, words: [&str; 2]| tables::Column {
        name: name.to_owned(),
        values: tables::Values::Words(tables::Words::new(words.map(Some))),
    };
    let table = tables::Table::new(vec![
        column("subject", ["CHN", "VNM"]),
        column("object", ["VNM", "SUN"]),
        column("attribute", ["clash", "clash"]),
        column("value", ["yes", "no"]),
        column("from", ["1979", "1980"]),
        column("until", ["1989", "1981"]),
        column("source", ["leeds2002", "leeds2002"]),
    ])
    .unwrap();
    let bytes = tables::write_parquet(&table).unwrap();
    let known = [("title", "Made up")];
    let lock = exceptio_casebase::lock::record("", "made.parquet", &known, &bytes, 2).unwrap();
    let said = |lock: Option<&str>| {
        let mut folder = base();
        folder.insert("tables/made.parquet", bytes.clone());
        if let Some(lock) = lock {
            folder.insert("tables/lock.toml", lock);
        }
        let problems = CaseBase::read(&folder, &[]).problems;
        let tables = problems.into_iter().filter(|problem| problem.code.contains("table"));
        tables.map(|problem| (problem.code, problem.severity, problem.hint.unwrap_or_default())).collect::<Vec<_>>()
    };
    assert_eq!(said(Some(&lock)), []);
    let hash = exceptio_casebase::sha256(&bytes);
    let other = said(Some(&lock.replace(&hash, &"0".repeat(64))));
    assert_eq!((other.len(), other[0].0, other[0].1), (1, "casebase::changed_table", Severity::Error));
    assert!(other[0].2.contains(&hash), "it says what to write: {}", other[0].2);
    let longer = said(Some(&lock.replace("rows = 2", "rows = 3")));
    assert_eq!((longer.len(), longer[0].0), (1, "casebase::changed_table"));
    let none = said(None);
    assert_eq!((none.len(), none[0].0, none[0].1), (1, "casebase::unlocked_table", Severity::Warning));
    assert!(none[0].2.contains(&hash) && none[0].2.contains("rows = 2"), "{}", none[0].2);
}

/// The window of the base ends in 2021: what begins after it, or ended before it, may have an unknown other end.
#[test]
fn an_unknown_end_may_lie_outside_the_window() {
    let facts = "subject,object,attribute,value,from,until,source\nCHN,VNM,clash,yes,2023-05-01,,leeds2002\nCHN,VNM,clash,no,,1949-09-30,leeds2002\n";
    let alliances = "a,b,from,until,source\nCHN,VNM,2022,,leeds2002\nCHN,SUN,,1949-09-30,leeds2002\n";
    let treaties = "[[treaty]]\nid = \"LATE\"\nsigned = \"2024-02-01\"\nsource = \"leeds2002\"\n[[treaty.party]]\nactor = \"CHN\"\n[[treaty.party]]\nactor = \"VNM\"\n[[treaty]]\nid = \"EARLY\"\nuntil = \"1949-09-01\"\nsource = \"leeds2002\"\n[[treaty.party]]\nactor = \"VNM\"\n[[treaty.party]]\nactor = \"SUN\"\n";
    let mut folder = with(&[("facts.csv", facts), ("alliances.csv", alliances), ("treaties.toml", treaties)]);
    let actors = String::from_utf8(folder.get("actors.csv").unwrap().to_vec()).unwrap();
    folder.insert("actors.csv", actors.replace("CHN,1949-10-01", "CHN,1949-01-01"));
    let base = read(&folder, &[]);
    let history = base.history(&View::default()).value;
    // Nothing of that reaches into the window, where silence means absence for clashes and nothing for alliances.
    assert_eq!(at(&history, "clash", "CHN", "VNM", "2021-12-31"), Some(Cell::Value(0, Ground::Silence)));
    assert_eq!(at(&history, "clash", "CHN", "VNM", "1949-10-01"), Some(Cell::Value(0, Ground::Silence)));
    for (a, b) in [("CHN", "VNM"), ("VNM", "SUN")] {
        assert!(!matches!(at(&history, "treaty_in_force", a, b, "1990-01-01"), Some(Cell::Value(1, _))), "{a} {b}");
    }
}

#[test]
fn two_readings_of_one_dispute_cannot_both_be_taken() {
    let facts = "subject,object,attribute,value,from,until,source,reading\nCHN,VNM,clash,yes,1965,1973,leeds2002,early\nCHN,VNM,clash,yes,1965,1975,leeds2002,late\n";
    let mut folder = disputed();
    folder.insert("facts.csv", facts);
    let base = read(&folder, &[]);
    let view = |names: &[&str]| View { readings: names.iter().map(|name| (*name).to_owned()).collect(), as_of: None };
    let problems = base.history(&view(&["early", "late"])).problems;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "casebase::rival_readings");
    assert!(problems[0].is_error() && problems[0].message.contains("`the war`"), "{}", problems[0].message);
    assert!(base.history(&view(&["early", "early"])).problems.is_empty());
    assert!(base.history(&view(&["late"])).problems.is_empty());
}

const ENDED: Option<Cell> = Some(Cell::Value(0, Ground::Ended));

/// Nothing is declared of silence: before the first alliance nobody knows; its coded end says that it was none afterwards,
/// until the next; an end that nobody knows says nothing.
#[test]
fn a_coded_end_of_an_alliance_is_an_end() {
    let alliances = "a,b,from,until,source\nCHN,VNM,1955-01-01,1960-06-30,leeds2002\nCHN,VNM,1970-01-01,1975-06-30,leeds2002\nCHN,SUN,1955-01-01,,leeds2002\n";
    let base = read(&with(&[("alliances.csv", alliances)]), &[]);
    let history = base.history(&View::default()).value;
    let on = |day: &str| at(&history, "allied", "CHN", "VNM", day);
    assert_eq!(on("1954-12-31"), Some(Cell::Unknown(spells::Why::SourceSilent)));
    assert_eq!((on("1955-01-01"), on("1960-06-30")), (YES, YES));
    assert_eq!((on("1960-07-01"), on("1969-12-31")), (ENDED, ENDED));
    assert_eq!((on("1970-01-01"), on("1975-06-30")), (YES, YES));
    assert_eq!((on("1975-07-01"), on("2021-12-31")), (ENDED, ENDED));
    assert!(matches!(at(&history, "allied", "CHN", "SUN", "1980-01-01"), Some(Cell::Unknown(_))));
    // As of 1960 nobody could know of either end.
    let then = View { as_of: Some(day("1960-01-01")), readings: Vec::new() };
    let mut folder = with(&[("alliances.csv", alliances)]);
    folder.insert("sources.bib", "@misc{leeds2002, title = {T}, author = {L}, date = {1950}}");
    let history = read(&folder, &[]).history(&then).value;
    assert_eq!(at(&history, "allied", "CHN", "VNM", "1960-01-01"), YES);
}

/// What is told of a folder: codes, with how many places each.
fn told(folder: &Folder) -> Vec<(&'static str, usize)> {
    CaseBase::read(folder, &[]).problems.iter().map(|problem| (problem.code, problem.labels.len())).collect()
}

/// China and Vietnam are allies from 1950 to 1975; China and the Soviet Union never are, in this study.
#[test]
fn conduct_is_held_against_alliances() {
    let with_episode = |row: &str| {
        told(&with(&[
            ("alliances.csv", "a,b,from,until,source\nCHN,VNM,1950-01-18,1975-04-30,leeds2002\n"),
            ("episodes.csv", &format!("actor,ally,type,from,until,what,source\n{row},leeds2002\n")),
        ]))
    };
    let warned = |places| vec![("casebase::conduct_without_alliance", places)];
    assert_eq!(with_episode("CHN,VNM,honoured,1965,1968,x"), []);
    assert_eq!(with_episode("CHN,VNM,broken,1975,1975,x"), [], "perhaps before May");
    assert_eq!(with_episode("CHN,VNM,after-the-end,1979,1979,x"), []);
    assert_eq!(with_episode("VNM,CHN,after-the-end,1975,1975,x"), [], "perhaps after April");
    assert_eq!(with_episode("CHN,VNM,honoured,1985,1985,x"), warned(2));
    assert_eq!(with_episode("CHN,VNM,broken,1949-11,1949-12,x"), warned(2));
    assert_eq!(with_episode("VNM,CHN,after-the-end,1965,1968,x"), warned(2));
    assert_eq!(with_episode("CHN,SUN,honoured,1965,1968,x"), warned(1));
    assert_eq!(with_episode("CHN,SUN,after-the-end,1965,1968,x"), warned(1));
    // A treaty binds too; and without alliance or treaty there is nothing to hold conduct against.
    let bound = with(&[
        (
            "treaties.toml",
            "[[treaty]]\nid = \"T\"\nsigned = \"1961-07-11\"\nuntil = \"..\"\nsource = \"leeds2002\"\n[[treaty.party]]\nactor = \"CHN\"\n[[treaty.party]]\nactor = \"VNM\"\n",
        ),
        ("episodes.csv", "actor,ally,type,from,until,what,source\nCHN,VNM,honoured,1985,1985,x,leeds2002\n"),
    ]);
    assert_eq!(told(&bound), []);
    assert_eq!(
        told(&with(&[(
            "episodes.csv",
            "actor,ally,type,from,until,what,source\nCHN,VNM,honoured,1985,1985,x,leeds2002\n"
        )])),
        []
    );
}

/// A source that is not there does not hide a contradiction, a bad day of recording no idle reading, and a reading of a row
/// that is left out is said with its place.
#[test]
fn a_row_with_a_wrong_source_is_still_held_against_others() {
    let facts = "subject,object,attribute,value,from,until,source,recorded,reading\nCHN,VNM,clash,yes,1990,1995,leds2002,,\nCHN,VNM,clash,no,1992-01-01,1993-01-01,leeds2002,,\nCHN,SUN,clash,yes,1988,1989,leeds2002,2026-99-23,whose\nCHN,XXX,clash,yes,1990,1991,leeds2002,,other\n";
    let all = told(&with(&[("facts.csv", facts)]));
    assert_eq!(
        all,
        [
            ("casebase::unknown_source", 1),
            ("casebase::bad_date", 1),
            ("casebase::unknown_actor", 1),
            ("casebase::contradiction", 2),
            ("casebase::idle_reading", 1),
            ("casebase::idle_reading", 1),
        ]
    );
}

/// 817 is South Vietnam, which is not Vietnam nor any state whose number looks like it.
#[test]
fn numbers_of_state_lists_name_no_neighbour() {
    let hint = |word: &str| {
        let facts =
            format!("subject,object,attribute,value,from,until,source\n{word},VNM,clash,yes,1990,1991,leeds2002\n");
        CaseBase::read(&with(&[("facts.csv", &facts)]), &[]).problems[0].hint.clone().unwrap_or_default()
    };
    assert!(hint("817").starts_with("817 is South Vietnam"), "{}", hint("817"));
    assert!(hint("816").contains("VNM"), "{}", hint("816"));
    assert!(hint("811").starts_with("no actor of the study bears that number"), "{}", hint("811"));
}

/// A row of alliances is an alliance unless its `value` says no; a reading that denies it stands beside one that has it.
#[test]
fn that_two_were_not_allied_can_be_coded() {
    let alliances = "a,b,value,from,until,source,reading\nCHN,VNM,,1950-01-18,1975-04-30,leeds2002,early\nCHN,VNM,no,1950-01-18,1975-04-30,leeds2002,late\nCHN,SUN,unknown,1950,1960,leeds2002,\nSUN,VNM,yes,1955-01-01,1960-12-31,leeds2002,\n";
    let mut folder = disputed();
    folder.insert("alliances.csv", alliances);
    let base = read(&folder, &[]);
    let under = |reading: &str, a: &str, b: &str, on: &str| {
        let seen = base.history(&View { as_of: None, readings: vec![reading.to_owned()] });
        assert!(seen.problems.is_empty());
        at(&seen.value, "allied", a, b, on)
    };
    assert_eq!(under("early", "CHN", "VNM", "1960-01-01"), YES);
    assert_eq!(under("late", "CHN", "VNM", "1960-01-01"), NO);
    // After its end the alliance is over; after the end of what was none nothing is coded.
    assert_eq!(under("early", "CHN", "VNM", "1980-01-01"), ENDED);
    assert_eq!(under("late", "CHN", "VNM", "1980-01-01"), Some(Cell::Unknown(spells::Why::SourceSilent)));
    assert_eq!(under("late", "SUN", "VNM", "1958-01-01"), YES);
    assert_eq!(under("late", "CHN", "SUN", "1955-01-01"), Some(Cell::Unknown(spells::Why::SourceSaysUnknown)));
    let all = (0..base.coding_count() as u32).map(|id| base.coding(CodingId(id)));
    let values: Vec<String> = all.filter(|coding| coding.attribute == "allied").map(|c| c.value.into_owned()).collect();
    assert_eq!(values, ["yes", "no", "unknown", "yes"]);
    let wrong = told(&with(&[("alliances.csv", "a,b,value,from,until,source\nCHN,VNM,maybe,1950,1975,leeds2002\n")]));
    assert_eq!(wrong, [("casebase::not_a_truth", 1)]);
}
