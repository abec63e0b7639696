//! The way in for fuzzers: bytes of one kind, read as every file of that kind. None of these panics on any input.

use crate::{CaseBase, View};
use text::Folder;

/// A small study that reads without problems, around the file that is fuzzed.
fn study() -> Folder {
    let mut folder = Folder::new();
    for (name, text) in [
        ("study.toml", "title = \"t\"\n[window]\nfrom = \"1949\"\nuntil = \"2021\"\n"),
        (
            "codebook.toml",
            "[attributes.clash]\nabout = \"undirected\"\ntype = \"truth\"\nmeaning = \"m\"\n\
             [attributes.threats]\nabout = \"actor\"\ntype = \"actors\"\nmeaning = \"m\"\n\
             [attributes.score]\nabout = \"actor\"\ntype = \"number\"\nmeaning = \"m\"\n",
        ),
        (
            "actors.csv",
            "id,from,until,name\nCHN,1949-10-01,..,China\nVNM,1945,..,Vietnam\nSUN,1922,1991,Soviet Union\n",
        ),
        ("facts.csv", "subject,object,attribute,value,from,until\nCHN,VNM,clash,yes,1979,1989~\n"),
        ("events.csv", "id,date\nwar,1979\n"),
        ("theories/t.theory", "theory t \"t\"\n"),
    ] {
        folder.insert(name, text);
    }
    folder
}

fn with(names: &[&str], bytes: &[u8]) {
    for name in names {
        let mut folder = study();
        folder.insert(*name, bytes);
        let layers = vec!["x".to_owned()];
        let read = CaseBase::read(&folder, &layers);
        for problem in &read.problems {
            for label in &problem.labels {
                let _ = (read.value.files.place(label.span), read.value.files.slice(label.span));
            }
        }
        for id in 0..read.value.coding_count() {
            let _ = read.value.coding(spells::CodingId(id as u32));
        }
        for as_of in [None, Some(spells::Day(3000))] {
            let _ = read.value.clocks(as_of, spells::Day::END);
            let history = read.value.history(&View { as_of, readings: Vec::new() }).value;
            let world = history.first_world();
            for (at, _) in history.attributes().iter().enumerate() {
                let attribute = spells::AttributeId(at as u32);
                for (subject, object) in history.relation(attribute).pairs().take(50) {
                    let _ = history.timeline(attribute, subject, object, &world);
                }
            }
        }
    }
}

/// Reads bytes as every CSV file of a study.
pub fn fuzz_csv(bytes: &[u8]) {
    with(
        &[
            "facts.csv",
            "actors.csv",
            "alliances.csv",
            "events.csv",
            "episodes.csv",
            "evidence.csv",
            "hypotheses.csv",
            "layers/x/facts.csv",
        ],
        bytes,
    );
    let text = String::from_utf8_lossy(bytes);
    let _ = crate::edit::append_row(&text, &["a", "b"], &[("a", "1")]);
    for place in 0..text.len().min(64) {
        let _ = crate::edit::set_cell(&text, place, "a", "x");
        let _ = crate::edit::remove_row(&text, place);
    }
}

/// Reads bytes as every TOML file of a study.
pub fn fuzz_toml(bytes: &[u8]) {
    with(
        &["study.toml", "codebook.toml", "treaties.toml", "policies.toml", "layers/x/layer.toml", "tables/lock.toml"],
        bytes,
    );
    let text = String::from_utf8_lossy(bytes);
    let _ = crate::edit::set_toml(&text, &["title"], "x");
    let _ = crate::edit::append_table(&text, "treaty", &[("id", &["x"])]);
}

/// Reads bytes as a date, wherever a date may stand.
pub fn fuzz_date(bytes: &[u8]) {
    let word = String::from_utf8_lossy(bytes).replace(['"', '\n', '\r', '\\'], "");
    let facts = format!(
        "subject,object,attribute,value,from,until,public\nCHN,VNM,clash,yes,\"{word}\",\"{word}\",\"{word}\"\n"
    );
    with(&["facts.csv"], facts.as_bytes());
    with(&["events.csv"], format!("id,date\nwar,\"{word}\"\n").as_bytes());
    let treaty = format!(
        "[[treaty]]\nid = \"T\"\nsigned = \"{word}\"\nuntil = \"{word}\"\n[[treaty.party]]\nactor = \"CHN\"\n[[treaty.party]]\n\
         actor = \"VNM\"\n[[treaty.term]]\nlength = \"20 years\"\nrenewal = \"automatic\"\n"
    );
    with(&["treaties.toml"], treaty.as_bytes());
}

/// Reads bytes as a bibliography.
pub fn fuzz_bib(bytes: &[u8]) {
    with(&["sources.bib"], bytes);
}

/// Reads bytes as a register of forecasts.
pub fn fuzz_register(bytes: &[u8]) {
    with(&[crate::register::REGISTER], bytes);
}
