//! The whole folder, file by file: the way in.
//!
//! In: a folder in memory and the layers wanted. Out: the case base, and every problem of every file. Never stops at the
//! first problem; where a file is missing, the others are read as if it were empty.
//!
//! Here is which files there are; `reader` reads them.

mod reader;

use crate::model::Layer;
use crate::{CaseBase, check, decode};
use reader::Reader;
use std::collections::BTreeMap;
use text::{Diagnostic, FileId, Folder, Span, Warned, counted, nearest};

/// Files that a study has at its top, or a layer in its folder.
const KNOWN: [&str; 12] = [
    "study.toml",
    "codebook.toml",
    "actors.csv",
    "facts.csv",
    "alliances.csv",
    "treaties.toml",
    "events.csv",
    "episodes.csv",
    "policies.toml",
    "hypotheses.csv",
    "evidence.csv",
    "sources.bib",
];
/// Files that every study has.
const OBLIGATORY: [&str; 4] = ["study.toml", "codebook.toml", "actors.csv", "facts.csv"];

/// The study's own folder or that of a layer.
struct Room {
    prefix: String,
    layer: u32,
}

impl CaseBase {
    /// Reads a study with some of its layers.
    ///
    /// Gives what can be made of it and every problem, in the order of files; an error means that something was left
    /// out. Errs on no input, not even on one that is no study at all.
    pub fn read(folder: &Folder, layers: &[String]) -> Warned<CaseBase> {
        let mut problems = Vec::new();
        let mut base = CaseBase::default();
        if KNOWN.iter().all(|name| folder.get(name).is_none()) {
            problems.push(
                Diagnostic::error("casebase::no_study", "this folder is no study: it has no study.toml")
                    .hint("`exceptio new my-study` makes one; name its folder in the command"),
            );
            return Warned::new(base, problems);
        }
        let rooms = rooms(folder, layers, &mut base.layers, &mut problems);
        missing(folder, &mut problems);
        let opened = open(folder, &rooms, &mut base, &mut problems);
        let Reader { study, calendar } = Reader::read(folder, &rooms, &opened, &mut base, &mut problems);
        base.conventions = calendar.conventions;
        if let Some(file) = opened.get(crate::register::REGISTER) {
            base.register = crate::register::read(&base.files, *file, &mut problems);
        }
        base.title = study.title;
        base.authors = study.authors;
        base.description = study.description;
        base.licence = study.licence;
        base.as_of = study.as_of;
        base.universe = study.universe;
        base.tensions = study.tensions;
        if let Some(theory) = study.theory {
            if base.theories.iter().all(|(name, _)| *name != theory.value) {
                let near = nearest(&theory.value, base.theories.iter().map(|(name, _)| name.as_str()));
                problems.push(
                    Diagnostic::error(
                        "casebase::unknown_theory",
                        format!("there is no theories/{}.theory", theory.value),
                    )
                    .at(theory.span, "")
                    .maybe_hint(near.map(|near| format!("did you mean `{near}`?"))),
                );
            }
            base.theory = Some(theory.value);
        }
        check::all(&mut base, &mut problems);
        Warned::new(base, cap(problems))
    }
}

fn rooms(folder: &Folder, wanted: &[String], layers: &mut Vec<Layer>, problems: &mut Vec<Diagnostic>) -> Vec<Room> {
    let mut names: Vec<&str> = folder
        .under("layers/")
        .filter_map(|(path, _)| path["layers/".len()..].split_once('/'))
        .map(|(name, _)| name)
        .collect();
    names.dedup();
    for name in wanted {
        if !names.contains(&name.as_str()) {
            let list = if names.is_empty() {
                "this study has no layers".to_owned()
            } else {
                format!("layers of this study: {}", names.join(", "))
            };
            let hint = nearest(name, names.iter().copied())
                .map_or(list.clone(), |near| format!("did you mean `{near}`? {list}"));
            problems.push(
                Diagnostic::misuse("casebase::unknown_layer", format!("there is no layer called `{name}`")).hint(hint),
            );
        }
    }
    let mut rooms = vec![Room { prefix: String::new(), layer: 0 }];
    for name in names {
        let active = wanted.iter().any(|other| other == name);
        layers.push(Layer { name: name.to_owned(), title: String::new(), description: String::new(), active });
        if active {
            rooms.push(Room { prefix: format!("layers/{name}/"), layer: rooms.len() as u32 });
        }
    }
    rooms
}

/// The files at the top of a folder that no study has.
fn strangers(folder: &Folder) -> impl Iterator<Item = &str> {
    folder.iter().map(|(path, _)| path).filter(|path| !path.contains('/') && !KNOWN.contains(path))
}

/// The file at the top of a folder that may be meant by a name.
fn misnamed<'f>(folder: &'f Folder, name: &str) -> Option<&'f str> {
    strangers(folder).find(|path| nearest(path, [name]).is_some())
}

fn missing(folder: &Folder, problems: &mut Vec<Diagnostic>) {
    let strangers = || strangers(folder);
    for name in OBLIGATORY {
        if folder.get(name).is_none() {
            let stem = name.split('.').next().unwrap_or(name);
            let sheet = strangers().find(|path| path.to_lowercase() == format!("{stem}.xlsx"));
            let hint = match (sheet, misnamed(folder, name)) {
                (Some(sheet), _) => format!("`exceptio sheet from-xlsx {sheet} {name}` makes it"),
                (_, Some(near)) => format!("is {near} meant? Rename it"),
                _ => "`exceptio new` writes a study with every file that it needs".to_owned(),
            };
            problems.push(Diagnostic::error("casebase::missing_file", format!("the study has no {name}")).hint(hint));
        }
    }
    if !folder.under("theories/").any(|(path, _)| path.ends_with(".theory")) {
        problems.push(
            Diagnostic::error("casebase::missing_file", "the study has no theory")
                .hint("write theories/NAME.theory; `exceptio help theory` shows how"),
        );
    }
    for path in strangers() {
        let lower = path.to_lowercase();
        if let Some(stem) =
            lower.strip_suffix(".xlsx").or_else(|| lower.strip_suffix(".ods")).or_else(|| lower.strip_suffix(".xls"))
        {
            if KNOWN.iter().any(|known| known.strip_suffix(".csv") == Some(stem)) {
                problems.push(
                    Diagnostic::error(
                        "casebase::spreadsheet_in_study",
                        format!("{path} is not read: codings are plain text"),
                    )
                    .hint(if lower.ends_with(".xlsx") {
                        format!("`exceptio sheet from-xlsx {path} {stem}.csv` makes a table of it")
                    } else {
                        format!("save it from the spreadsheet as `CSV UTF-8`, under the name {stem}.csv")
                    }),
                );
            }
        } else if !lower.ends_with(".md")
            && let Some(near) = nearest(path, KNOWN.iter().copied().filter(|known| folder.get(known).is_none()))
            && !OBLIGATORY.contains(&near)
        {
            problems.push(
                Diagnostic::warning("casebase::unknown_file", format!("{path} is not read"))
                    .hint(format!("is it meant as {near}?")),
            );
        }
    }
}

/// Decodes every text that will be read, and gives their ids.
fn open(
    folder: &Folder,
    rooms: &[Room],
    base: &mut CaseBase,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, FileId> {
    let mut opened = BTreeMap::new();
    let mut add = |path: &str, base: &mut CaseBase, problems: &mut Vec<Diagnostic>| {
        if let Some(bytes) = folder.get(path) {
            opened.insert(path.to_owned(), decode::add(&mut base.files, path, bytes, problems));
        }
    };
    for room in rooms {
        for name in KNOWN {
            add(&format!("{}{name}", room.prefix), base, problems);
        }
    }
    add("tables/lock.toml", base, problems);
    add(crate::register::REGISTER, base, problems);
    for layer in base.layers.iter().map(|layer| layer.name.clone()).collect::<Vec<_>>() {
        add(&format!("layers/{layer}/layer.toml"), base, problems);
    }
    for room in rooms {
        let prefix = format!("{}theories/", room.prefix);
        for (path, bytes) in folder.under(&prefix) {
            if let Some(name) = path.strip_prefix(&prefix).and_then(|name| name.strip_suffix(".theory")) {
                let mut said = Vec::new();
                let file =
                    decode::add(&mut base.files, path, bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), &mut said);
                problems.extend(said);
                base.theories.push((name.to_owned(), file));
            }
        }
    }
    opened
}

/// How many problems of one kind of one file are listed before the rest is counted.
const LISTED: usize = 1000;

/// Counts what comes too often, so that a million wrong rows are no gigabyte of messages.
fn cap(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<(&'static str, Option<FileId>), usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for problem in problems {
        let key = (problem.code, problem.labels.first().map(|label| label.span.file));
        let count = counts.entry(key).or_default();
        *count += 1;
        if *count <= LISTED {
            kept.push(problem);
        }
    }
    for ((code, file), count) in counts {
        if count > LISTED {
            let mut said = Diagnostic::error(
                code,
                format!(
                    "{} not listed",
                    counted(count - LISTED, "more problem of this kind is", "more problems of this kind are")
                ),
            );
            if let Some(file) = file {
                said = said.at(Span::new(file, 0, 0), "in this file");
            }
            kept.push(said.hint("mend the first ones; the others are often the same"));
        }
    }
    kept
}

impl CaseBase {
    /// The attributes and built-in relations that theories may name, in order of name: their places are their ids.
    pub fn vocabulary_attributes(&self) -> Vec<spells::Attribute> {
        self.attributes.iter().map(|entry| entry.attribute.clone()).collect()
    }
}
