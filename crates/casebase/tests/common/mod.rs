//! What the tests share: folders from disk, and problems as plain lines.
#![allow(dead_code)]

pub mod meaning;

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
