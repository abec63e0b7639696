//! `exceptio new`: a study of your own, small and commented, or a copy of a built-in one.

use super::{Ending, disk_failed, misused, print_json};
use crate::args::{Format, New};
use crate::draw::paint::{CYAN, paint};
use crate::out::{self, Screen};
use exceptio::{Files, Folder, Table};
use serde_json::json;

/// The files of the starter study, in the order in which they are read best.
const STARTER: &[(&str, &str)] = &[
    ("study.toml", include_str!("../../starter/study.toml")),
    ("codebook.toml", include_str!("../../starter/codebook.toml")),
    ("actors.csv", include_str!("../../starter/actors.csv")),
    ("facts.csv", include_str!("../../starter/facts.csv")),
    ("alliances.csv", include_str!("../../starter/alliances.csv")),
    ("sources.bib", include_str!("../../starter/sources.bib")),
    ("theories/first.theory", include_str!("../../starter/theories/first.theory")),
];

pub fn run(screen: &Screen, args: &New) -> Ending {
    let format = args.shape.format;
    let shown = args.path.display().to_string();
    let mut folder = match &args.from {
        None => {
            let mut folder = Folder::new();
            for (path, text) in STARTER {
                folder.insert(*path, text.as_bytes());
            }
            folder
        }
        Some(name) => match exceptio::built_in(name) {
            Some(folder) => folder,
            None => {
                let hint = exceptio::did_you_mean(name, exceptio::BUILT_IN.iter().copied(), || {
                    format!("there are: {}", exceptio::BUILT_IN.join(", "))
                });
                let message = format!("no built-in study is called `{name}`");
                return misused(screen, format, "command::no_study", message, Some(hint));
            }
        },
    };
    if args.path.is_file() || args.path.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        let message = format!("{shown} exists and is not empty");
        let hint = "name a folder that does not exist yet: nothing is ever overwritten".to_owned();
        return misused(screen, format, "command::exists", message, Some(hint));
    }
    if let Some(title) = &args.title {
        retitle(&mut folder, title);
    }
    if let Err(problem) = exceptio::write_folder(&folder, &args.path) {
        return disk_failed(screen, format, problem);
    }
    let files: Vec<&str> = folder.iter().map(|(path, _)| path).collect();
    match format {
        Format::Json => {
            let object = json!({"schema": "exceptio.new", "version": 1, "path": shown, "files": files});
            print_json(object, &Files::new(), &[]);
        }
        Format::Csv => {
            let mut table = Table::new(&["path", "file"]);
            table.rows = files.iter().map(|file| vec![shown.clone(), (*file).to_owned()]).collect();
            out::plain(&table.to_csv());
        }
        Format::Human => {
            screen.data(&files.iter().map(|file| format!("{shown}/{file}\n")).collect::<String>());
            screen.talk(&format!("\nA study. Judge it with {}\n", paint(CYAN, format!("exceptio test {shown}"))));
        }
    }
    Ending::Ran
}

/// Puts a title into `study.toml` in the place of the one that stands there; the rest of the file stays as it is.
fn retitle(folder: &mut Folder, title: &str) {
    let text = String::from_utf8_lossy(folder.get("study.toml").unwrap_or_default()).into_owned();
    let line = format!("title = {}", serde_json::to_string(title).unwrap_or_default());
    let mut found = false;
    let lines: Vec<String> = text
        .lines()
        .map(|old| match old.starts_with("title = ") && !std::mem::replace(&mut found, true) {
            true => line.clone(),
            false => old.to_owned(),
        })
        .collect();
    folder.insert("study.toml", lines.join("\n") + "\n");
}
