//! Which study is meant, and opening it.

use super::{Ending, disk_failed, misused, say_problems};
use crate::args::{Format, View};
use crate::draw::diagnostics;
use crate::out::Screen;
use exceptio::{Ask, Diagnostic, Files, Folder, Study};
use std::path::{Path, PathBuf};

/// A study that may be judged: its files hold no error.
pub struct Loaded {
    /// The study.
    pub study: Study,
    /// Texts that problems point into.
    pub files: Files,
    /// Warnings and notes.
    pub problems: Vec<Diagnostic>,
    /// Where it came from.
    pub place: Place,
}

/// Where a study came from.
pub enum Place {
    /// From the program.
    BuiltIn(&'static str),
    /// From this folder.
    Folder(PathBuf),
}

impl Place {
    /// Its files, read again.
    pub fn folder(&self) -> Result<Folder, exceptio::DiskProblem> {
        match self {
            Place::BuiltIn(name) => Ok(exceptio::built_in(name).unwrap_or_default()),
            Place::Folder(path) => exceptio::read_folder(path),
        }
    }

    /// The words that name it on the command line: `--study` after a case.
    pub fn argument(&self) -> String {
        match self {
            Place::BuiltIn("china-vietnam") => String::new(),
            Place::BuiltIn(name) => (*name).to_owned(),
            Place::Folder(path) if path == Path::new(".") => String::new(),
            Place::Folder(path) => path.display().to_string(),
        }
    }

    /// ` --study my-study`, or nothing where it need not be said.
    pub fn option(&self) -> String {
        match self.argument() {
            none if none.is_empty() => none,
            some => format!(" --study {some}"),
        }
    }
}

/// Finds the folder that is meant: the one named, a built-in study of that name, this folder if it is a study, else the
/// first built-in study.
pub fn find(screen: &Screen, format: Format, named: Option<&str>) -> Result<(Folder, Place), Ending> {
    let built_in = |name: &str| {
        let name = exceptio::BUILT_IN.iter().find(|known| **known == name)?;
        Some((exceptio::built_in(name)?, Place::BuiltIn(name)))
    };
    let from = |path: &Path| match exceptio::read_folder(path) {
        Ok(folder) => Ok((folder, Place::Folder(path.to_owned()))),
        Err(problem) => Err(disk_failed(screen, format, problem)),
    };
    let Some(name) = named else {
        if Path::new("study.toml").is_file() {
            return from(Path::new("."));
        }
        if let Some(found) = looks_like_a_study(Path::new(".")) {
            return Err(misused(
                screen,
                format,
                "command::no_study_file",
                format!("this folder looks like a study, since it holds {found}; but its study.toml is missing"),
                Some(format!(
                    "write study.toml here (`exceptio new my-study` makes one to copy), or name the study that is meant: a folder, or `{}` for the built-in one",
                    exceptio::BUILT_IN[0]
                )),
            ));
        }
        return built_in(exceptio::BUILT_IN[0]).ok_or(Ending::Disk);
    };
    let path = Path::new(name);
    if path.is_dir() {
        return from(path);
    }
    if let Some(found) = built_in(name) {
        return Ok(found);
    }
    if path.is_file() {
        let hint = match path.parent().filter(|parent| parent.join("study.toml").is_file()) {
            Some(parent) => format!(
                "name the study's folder: {}",
                if parent == Path::new("") { Path::new(".") } else { parent }.display()
            ),
            None => "name a study's folder".to_owned(),
        };
        return Err(misused(
            screen,
            format,
            "command::not_a_folder",
            format!("`{name}` is a file, not a study's folder"),
            Some(hint),
        ));
    }
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if ["csv", "tsv", "txt", "parquet", "dta", "xlsx", "toml"].contains(&ending) {
        let hint =
            "look for a slip in its name or its folder; commands on sets take a table, the others a study's folder";
        return Err(misused(
            screen,
            format,
            "command::no_file",
            format!("there is no file `{name}`"),
            Some(hint.to_owned()),
        ));
    }
    let hint = match exceptio::nearest(name, exceptio::BUILT_IN.iter().copied()) {
        Some(near) => format!("did you mean the built-in study `{near}`?"),
        None => format!("`exceptio new {name}` makes one; the built-in study is `{}`", exceptio::BUILT_IN[0]),
    };
    let message = format!("there is no folder and no built-in study called `{name}`");
    Err(misused(screen, format, "command::no_study", message, Some(hint)))
}

/// A file of this folder that only studies have, in whatever form a table may have been saved.
fn looks_like_a_study(folder: &Path) -> Option<String> {
    const STEMS: [&str; 7] = ["codebook", "actors", "facts", "alliances", "treaties", "episodes", "policies"];
    const ENDINGS: [&str; 5] = ["toml", "csv", "xlsx", "xls", "ods"];
    let names = STEMS.iter().flat_map(|stem| ENDINGS.iter().map(move |ending| format!("{stem}.{ending}")));
    names.into_iter().find(|name| folder.join(name).is_file())
}

/// How the study is to be seen.
pub fn ask(view: &View) -> Ask {
    Ask { layers: view.layer.clone(), readings: view.reading.clone(), as_of: view.as_of.clone() }
}

/// Opens a study; says every problem and gives the ending where one of them is an error.
pub fn load(screen: &Screen, format: Format, named: Option<&str>, view: &View) -> Result<Loaded, Ending> {
    let (folder, place) = find(screen, format, named)?;
    let opened = exceptio::open(&folder, &ask(view));
    let errors = opened.problems.iter().any(Diagnostic::is_error);
    match opened.study {
        Some(study) if !errors => Ok(Loaded { study, files: opened.files, problems: opened.problems, place }),
        _ => {
            say_problems(screen, format, &opened.files, &opened.problems);
            let ending = super::ending(&opened.problems);
            if ending == Ending::Problems && format != Format::Json {
                let counts = diagnostics::counts(&opened.problems);
                screen.talk(&format!("{counts}: nothing is judged until the errors are mended.\n"));
            }
            Err(ending)
        }
    }
}
