//! A look at speed, not a test of it: `cargo test --release -p exceptio-casebase --test speed -- --ignored --nocapture`.

mod common;

use exceptio_casebase::{CaseBase, View};
use std::fmt::Write;
use std::time::Instant;

const ACTORS: usize = 200;
const ATTRIBUTES: usize = 30;

fn rows(count: usize) -> impl Iterator<Item = (String, String, String, String, String)> {
    (0..count).map(move |row| {
        // Every coding in its own decade of its own cell, in an order that is far from sorted.
        let at = row.wrapping_mul(1_103_515_245) % count;
        let (a, rest) = (at % ACTORS, at / ACTORS);
        let (b, rest) = ((a + 1 + rest % (ACTORS - 1)) % ACTORS, rest / (ACTORS - 1));
        let (attribute, decade) = (rest % ATTRIBUTES, rest / ATTRIBUTES);
        let year = 1820 + decade * 10;
        (
            format!("A{a:03}"),
            format!("A{b:03}"),
            format!("attribute_{attribute:02}"),
            format!("{year}-{:02}-{:02}", 1 + row % 12, 1 + row % 28),
            format!("{}-{:02}-{:02}", year + 8, 1 + row % 12, 1 + row % 28),
        )
    })
}

fn study() -> text::Folder {
    let mut codebook = String::new();
    for at in 0..ATTRIBUTES {
        writeln!(codebook, "[attributes.attribute_{at:02}]\nabout = \"directed\"\ntype = \"truth\"\nmeaning = \"m\"")
            .unwrap();
    }
    let mut actors = "id,from,until,name\n".to_owned();
    for at in 0..ACTORS {
        writeln!(actors, "A{at:03},1816-01-01,..,Actor {at}").unwrap();
    }
    common::of(&[
        ("study.toml", "title = \"t\"\n[window]\nfrom = \"1820\"\nuntil = \"2019\"\n"),
        ("codebook.toml", &codebook),
        ("actors.csv", &actors),
        ("facts.csv", "subject,object,attribute,value,from,until,source\n"),
        ("sources.bib", "@book{made, title = {Made up}, year = {2020}}\n"),
        ("theories/t.theory", "theory t \"t\"\n"),
    ])
}

fn look(what: &str, folder: &text::Folder, count: usize) {
    let start = Instant::now();
    let read = CaseBase::read(folder, &[]);
    let reading = start.elapsed();
    let start = Instant::now();
    let history = read.value.history(&View::default());
    let building = start.elapsed();
    assert!(!read.has_errors(), "{}", common::render(&read.value.files, &read.problems[..1]));
    assert_eq!(read.value.coding_count(), count);
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = memory.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("").trim().to_owned();
    println!(
        "{what}: {count} codings read in {reading:?}, history in {building:?}, {} attributes, {peak}",
        history.value.attributes().len()
    );
}

#[test]
#[ignore = "a look at speed"]
fn two_million_codings() {
    let count = 2_000_000;
    let mut folder = study();
    let columns: [Vec<String>; 5] = rows(count).fold(Default::default(), |mut columns: [Vec<String>; 5], row| {
        columns[0].push(row.0);
        columns[1].push(row.1);
        columns[2].push(row.2);
        columns[3].push(row.3);
        columns[4].push(row.4);
        columns
    });
    let words =
        |column: &[String]| tables::Values::Words(tables::Words::new(column.iter().map(|word| Some(word.as_str()))));
    let constant = |word: &'static str| tables::Values::Words(tables::Words::new((0..count).map(|_| Some(word))));
    let named = |name: &str, values| tables::Column { name: name.to_owned(), values };
    let table = tables::Table::new(vec![
        named("subject", words(&columns[0])),
        named("object", words(&columns[1])),
        named("attribute", words(&columns[2])),
        named("value", constant("yes")),
        named("from", words(&columns[3])),
        named("until", words(&columns[4])),
        named("source", constant("made")),
    ])
    .unwrap();
    folder.insert("tables/made.parquet", tables::write_parquet(&table).unwrap());
    drop((table, columns));
    look("Parquet", &folder, count);
    let mut facts = "subject,object,attribute,value,from,until,source,locator\n".to_owned();
    for (a, b, attribute, from, until) in rows(count) {
        writeln!(facts, "{a},{b},{attribute},yes,{from},{until},made,p. 3").unwrap();
    }
    let mut folder = study();
    folder.insert("facts.csv", facts.into_bytes());
    look("CSV", &folder, count);
}
