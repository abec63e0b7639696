//! `study.toml` and `layer.toml`: what a study is called, which days it is about, how it reads dates, what it disputes.

use crate::keys::{Document, Keys, Text};
use crate::model::{DeclaredDispute, DeclaredReading, Tension, Universe};
use spells::{Conventions, Day, Interval, YearMeans, parse_date, plain_day};
use text::{Diagnostic, FileId, Files, nearest};

/// What `study.toml` says.
#[derive(Debug, Clone)]
pub(crate) struct Study {
    pub title: String,
    pub authors: Vec<String>,
    pub description: String,
    pub licence: String,
    pub theory: Option<Text>,
    pub as_of: Option<Day>,
    pub window: Interval,
    pub conventions: Conventions,
    pub universe: Universe,
    pub tensions: Vec<Tension>,
    pub disputes: Vec<DeclaredDispute>,
}

impl Default for Study {
    fn default() -> Self {
        Self {
            title: String::new(),
            authors: Vec::new(),
            description: String::new(),
            licence: String::new(),
            theory: None,
            as_of: None,
            window: Interval::ALWAYS,
            conventions: Conventions::default(),
            universe: Universe::default(),
            tensions: Vec::new(),
            disputes: Vec::new(),
        }
    }
}

/// Reads `study.toml`. Gives what it can; everything wrong is in `problems`.
pub(crate) fn read(files: &Files, file: FileId, problems: &mut Vec<Diagnostic>) -> Study {
    let document = Document::parse(files, file, problems);
    let mut keys = document.keys();
    let words = |text: Option<Text>| text.map_or_else(String::new, |text| text.value);
    let mut study = Study {
        title: words(keys.required("title", problems)),
        description: words(keys.text("description", problems)),
        licence: words(keys.text("licence", problems)),
        theory: keys.text("theory", problems),
        ..Study::default()
    };
    study.authors =
        keys.texts("authors", problems).unwrap_or_default().into_iter().map(|author| author.value).collect();
    study.as_of = keys.text("as_of", problems).and_then(|text| exact(&text, problems));
    if let Some(universe) = keys.text("universe", problems) {
        match universe.value.as_str() {
            "coded" => {}
            "all" => study.universe = Universe::All,
            other => problems.push(one_of("universe", other, universe.span, &["coded", "all"])),
        }
    }
    let windows = keys.tables("window", problems);
    if windows.is_empty() {
        problems.push(
            Diagnostic::error("casebase::missing_key", "this file has no [window]")
                .at(keys.span, "")
                .hint("say which days the study is about: [window] from = \"1949-10-01\" until = \"2021-12-31\""),
        );
    }
    for mut window in windows {
        let from = window.required("from", problems);
        let until = window.required("until", problems);
        if let Some(from) = from.as_ref().and_then(|text| edge(text, false, problems)) {
            study.window.from = from;
        }
        if let Some(last) = until.as_ref().and_then(|text| edge(text, true, problems)) {
            study.window.until = last.plus(1);
        }
        if let (true, Some(from), Some(until)) = (study.window.is_empty(), from, until) {
            problems.push(
                Diagnostic::error("casebase::end_before_start", "the window ends before it begins")
                    .at(until.span, "the end")
                    .at(from.span, "the beginning"),
            );
            study.window = Interval::ALWAYS;
        }
        window.finish(problems);
    }
    for table in keys.tables("dates", problems) {
        study.conventions = conventions(table, problems);
    }
    for table in keys.tables("tensions", problems) {
        let mut table = table;
        study.tensions.push(Tension {
            title: words(table.required("title", problems)),
            text: words(table.text("text", problems)),
            locator: words(table.text("locator", problems)),
        });
        table.finish(problems);
    }
    disputes(&mut keys, &mut study.disputes, problems);
    keys.finish(problems);
    study
}

/// What `layer.toml` says: title, description, and the last day of the window if it is moved.
pub(crate) struct LayerFile {
    pub title: String,
    pub description: String,
    pub until: Option<Day>,
    pub disputes: Vec<DeclaredDispute>,
}

/// Reads `layer.toml`.
pub(crate) fn read_layer(files: &Files, file: FileId, problems: &mut Vec<Diagnostic>) -> LayerFile {
    let document = Document::parse(files, file, problems);
    let mut keys = document.keys();
    let words = |text: Option<Text>| text.map_or_else(String::new, |text| text.value);
    let title = words(keys.required("title", problems));
    let description = words(keys.text("description", problems));
    let mut until = None;
    for mut window in keys.tables("window", problems) {
        until = window.text("until", problems).and_then(|text| edge(&text, true, problems));
        window.finish(problems);
    }
    let mut declared = Vec::new();
    disputes(&mut keys, &mut declared, problems);
    keys.finish(problems);
    LayerFile { title, description, until, disputes: declared }
}

fn disputes(keys: &mut Keys<'_>, disputes: &mut Vec<DeclaredDispute>, problems: &mut Vec<Diagnostic>) {
    let words = |text: Option<Text>| text.map_or_else(String::new, |text| text.value);
    for mut table in keys.tables("disputes", problems) {
        let name = table.required("name", problems);
        let question = words(table.text("question", problems));
        let mut readings: Vec<DeclaredReading> = Vec::new();
        for mut reading in table.tables("readings", problems) {
            let name = reading.required("name", problems);
            let text = words(reading.text("text", problems));
            if let Some(name) = name.filter(|name| !name.value.is_empty()) {
                let earlier = disputes.iter().flat_map(|dispute| &dispute.readings).chain(&readings);
                if earlier.into_iter().any(|other| other.name == name.value) {
                    problems.push(
                        Diagnostic::error(
                            "casebase::duplicate_reading",
                            format!("the reading `{}` is declared twice", name.value),
                        )
                        .at(name.span, "the second")
                        .hint("a reading takes one side of one dispute; give each its own name"),
                    );
                } else {
                    readings.push(DeclaredReading { name: name.value, text });
                }
            }
            reading.finish(problems);
        }
        let span = name.as_ref().map_or(table.span, |name| name.span);
        if readings.len() < 2 {
            problems.push(
                Diagnostic::error("casebase::no_dispute", "a dispute has at least two readings").at(span, "").hint(
                    "write readings = [{ name = \"one\", text = \"...\" }, { name = \"other\", text = \"...\" }]",
                ),
            );
        }
        let taken = table.text("taken", problems).filter(|taken| {
            let names: Vec<&str> = readings.iter().map(|reading| reading.name.as_str()).collect();
            let known = names.contains(&taken.value.as_str());
            if !known {
                problems.push(one_of("taken", &taken.value, taken.span, &names));
            }
            known
        });
        let taken = taken.map(|taken| taken.value);
        table.finish(problems);
        if let Some(name) = name {
            if disputes.iter().any(|other| other.name == name.value) {
                problems.push(
                    Diagnostic::error(
                        "casebase::duplicate_dispute",
                        format!("the dispute `{}` is declared twice", name.value),
                    )
                    .at(span, "the second"),
                );
            } else if !readings.is_empty() {
                disputes.push(DeclaredDispute { name: name.value, question, readings, taken, span });
            }
        }
    }
}

fn conventions(mut keys: Keys<'_>, problems: &mut Vec<Diagnostic>) -> Conventions {
    let mut conventions = Conventions::default();
    let mut width = |key, into: &mut i32, problems: &mut Vec<Diagnostic>| {
        if let Some(number) = keys.integer(key, problems) {
            match i32::try_from(number) {
                Ok(number) if (0..=1000).contains(&number) => *into = number,
                _ => problems.push(
                    Diagnostic::error("casebase::bad_width", format!("`{key}` is out of range"))
                        .at(keys.span, "")
                        .hint("write a whole number from 0 to 1000"),
                ),
            }
        }
    };
    width("year_width", &mut conventions.year_width, problems);
    width("month_width", &mut conventions.month_width, problems);
    width("day_width", &mut conventions.day_width, problems);
    if let Some(year) = keys.text("year", problems) {
        match year.value.as_str() {
            "some-day" => conventions.year_means = YearMeans::SomeDay,
            "all-of-it" => conventions.year_means = YearMeans::AllOfIt,
            other => problems.push(one_of("year", other, year.span, &["some-day", "all-of-it"])),
        }
    }
    keys.finish(problems);
    conventions
}

/// A date that must be one day.
fn exact(text: &Text, problems: &mut Vec<Diagnostic>) -> Option<Day> {
    let day = plain_day(&text.value);
    if day.is_none() {
        problems.push(
            Diagnostic::error("casebase::bad_date", format!("`{}` is not one day", text.value))
                .at(text.span, "")
                .hint("write YYYY-MM-DD"),
        );
    }
    day
}

/// The first or last day of a date that is not vague beyond a bare year or month.
pub(crate) fn edge(text: &Text, last: bool, problems: &mut Vec<Diagnostic>) -> Option<Day> {
    match text.value.as_str() {
        ".." => return Some(if last { Day::END } else { Day::BEGINNING }),
        "" => return Some(if last { Day::END } else { Day::BEGINNING }),
        _ => {}
    }
    match parse_date(&text.value, &Conventions::default()) {
        Ok(days) if !text.value.contains(['?', '~', '%', '[', 'X']) => {
            Some(if last { days.latest() } else { days.earliest() })
        }
        Ok(_) => {
            problems.push(
                Diagnostic::error("casebase::bad_date", format!("`{}` is too vague for a limit", text.value))
                    .at(text.span, "")
                    .hint("write YYYY-MM-DD, YYYY-MM or YYYY"),
            );
            None
        }
        Err(problem) => {
            problems.push(
                Diagnostic::error("casebase::bad_date", format!("`{}` is no date: {}", text.value, problem.message))
                    .at(text.span, "")
                    .hint(problem.hint.unwrap_or_else(|| "write YYYY-MM-DD, YYYY-MM or YYYY".to_owned())),
            );
            None
        }
    }
}

/// A word that is none of those it may be.
pub(crate) fn one_of(key: &str, given: &str, span: text::Span, words: &[&str]) -> Diagnostic {
    let list = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let said = Diagnostic::error("casebase::unknown_word", format!("`{key}` cannot be `{given}`")).at(span, "");
    match nearest(given, words.iter().copied()) {
        Some(near) => said.hint(format!("did you mean `{near}`? It is one of {list}")).fix(span, format!("\"{near}\"")),
        None => said.hint(format!("it is one of {list}")),
    }
}
