//! What the tests share: folders from disk, and problems as plain lines.
#![allow(dead_code)]

pub mod meaning;

use exceptio_casebase::CaseBase;
use spells::{Cell, Day, History};
use std::path::Path;
use text::{Diagnostic, Files, Folder};

/// A folder of the disk, files by relative path.
pub fn folder(root: &Path) -> Folder {
    fn walk(at: &Path, root: &Path, folder: &mut Folder) {
        let mut entries: Vec<_> =
            std::fs::read_dir(at).expect("the folder is there").map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, root, folder);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                folder.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let mut folder = Folder::new();
    walk(root, root, &mut folder);
    folder
}

/// A folder of texts.
pub fn of(files: &[(&str, &str)]) -> Folder {
    let mut folder = Folder::new();
    for (name, text) in files {
        folder.insert(*name, *text);
    }
    folder
}

/// The built-in study.
pub fn china_vietnam() -> Folder {
    folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../studies/china-vietnam"))
}

/// Problems as stable plain lines.
pub fn render(files: &Files, problems: &[Diagnostic]) -> String {
    let mut out = String::new();
    for problem in problems {
        let place = problem.labels.first().map_or_else(|| "-".to_owned(), |label| files.place(label.span));
        out += &format!("{} {} {place}\n  {}\n", problem.severity.word(), problem.code, problem.message);
        for (at, label) in problem.labels.iter().enumerate() {
            if at > 0 || !label.text.is_empty() {
                let slice: String = files.slice(label.span).chars().take(60).collect();
                out += &format!("  at {} `{}` {}\n", files.place(label.span), slice.replace('\n', "\\n"), label.text);
            } else {
                let slice: String = files.slice(label.span).chars().take(60).collect();
                out += &format!("  at {} `{}`\n", files.place(label.span), slice.replace('\n', "\\n"));
            }
        }
        if let Some(hint) = &problem.hint {
            out += &format!("  hint: {hint}\n");
        }
        if let Some(fix) = &problem.fix {
            out += &format!("  fix: {}\n", fix.replacement);
        }
    }
    out
}

/// A case base without errors.
pub fn read(folder: &Folder, layers: &[&str]) -> CaseBase {
    let layers: Vec<String> = layers.iter().map(|layer| (*layer).to_owned()).collect();
    let read = CaseBase::read(folder, &layers);
    let errors: Vec<_> = read.problems.iter().filter(|problem| problem.is_error()).cloned().collect();
    assert!(errors.is_empty(), "{}", render(&read.value.files, &errors));
    read.value
}

/// The first possible day of a date.
pub fn day(text: &str) -> Day {
    spells::parse_date(text, &spells::Conventions::default()).unwrap().earliest()
}

/// What a cell holds on a day in the first world; `b` is empty where it is of one actor.
pub fn at(history: &History, attribute: &str, a: &str, b: &str, on: &str) -> Option<Cell> {
    let id = history.find_attribute(attribute).unwrap();
    let object = if b.is_empty() { spells::NOBODY } else { history.find_actor(b).unwrap().0 };
    let timeline = history.timeline(id, history.find_actor(a).unwrap().0, object, &history.first_world());
    timeline.at(day(on)).cloned()
}
