//! The table that is meant: a file's or a study's, its columns calibrated as asked.

use super::{calibrate, ended, plain};
use crate::args::{Source, UnitArg};
use crate::commands::study::{self, Loaded};
use crate::commands::{Ending, disk_failed, say_problems, test};
use crate::out::Screen;
use exceptio::sets::{CaseUnit, Choice, FileAsk, RawTable, StudyAsk, calibrated, kinds, table_of_file};
use exceptio::{Diagnostic, DiskProblem, Files, Study, Warned};
use std::path::Path;

/// A table as it came, and what was said on the way.
pub struct Read {
    pub raw: RawTable,
    pub files: Files,
    pub problems: Vec<Diagnostic>,
    /// The study that it is of, and how it was asked for; `None` of a file.
    pub study: Option<(Study, StudyAsk)>,
}

/// Reads the file or study that is meant.
pub fn read(screen: &Screen, source: &Source, choice: &Choice) -> Result<Read, Ending> {
    read_as(screen, source, choice, None)
}

/// The same; a file's rows may be those of a panel, by its columns of units and clusters. Columns are calibrated as asked.
pub fn read_as(
    screen: &Screen,
    source: &Source,
    choice: &Choice,
    panel: Option<(String, String)>,
) -> Result<Read, Ending> {
    let texts = calibrate::texts(screen, plain(source.format), &source.recipes)?;
    let Read { raw, mut files, mut problems, study } = read_raw(screen, source, &with_raw(choice, &texts), panel)?;
    // What a study's own files are warned of stands in `exceptio check`; here it would only stand before the result.
    problems.retain(Diagnostic::is_error);
    let recipes = calibrate::read(&texts, &mut files, &mut problems);
    let made = calibrated(&raw, &recipes).unload(&mut problems);
    given(screen, source, made, files, problems, study)
}

fn read_raw(
    screen: &Screen,
    source: &Source,
    choice: &Choice,
    panel: Option<(String, String)>,
) -> Result<Read, Ending> {
    let format = plain(source.format);
    let file = source.from.as_deref().map(Path::new).filter(|path| path.is_file());
    if let Some(path) = file {
        let mut problems = Vec::new();
        let read = table_in(path, source.cases.as_deref(), source.kinds.as_deref(), panel);
        let raw = read.map_err(|problem| disk_failed(screen, format, problem))?.unload(&mut problems);
        let of_studies = [
            ("--order", !source.order.is_empty()),
            ("--lag", source.lag.is_some()),
            ("--theory", source.theory.is_some()),
            ("--definition", source.definition.is_some()),
            ("--reading", !source.view.reading.is_empty()),
            ("--layer", !source.view.layer.is_empty()),
            ("--as-of", source.view.as_of.is_some()),
        ];
        for (option, _) in of_studies.into_iter().filter(|(_, given)| *given) {
            let message = format!("{option} is for studies, and `{}` is a file", path.display());
            problems.push(Diagnostic::misuse("sets::option", message).hint("leave it out, or name a study"));
        }
        return given(screen, source, raw, Files::new(), problems, None);
    }
    let Loaded { study, files, mut problems, .. } = study::load(screen, format, source.from.as_deref(), &source.view)?;
    let unit = match source.unit {
        UnitArg::Case => CaseUnit::Case,
        UnitArg::Spell => CaseUnit::Spell,
        UnitArg::Year => CaseUnit::Year,
    };
    let ask = StudyAsk {
        theory: source.theory.clone(),
        definition: source.definition.clone(),
        unit,
        options: test::options(&source.judging, false),
        orders: source.order.clone(),
        lag: source.lag.clone(),
    };
    let raw = study.table_of(&ask, choice).unload(&mut problems);
    given(screen, source, raw, files, problems, Some((study, ask)))
}

/// The table in a file; kinds as typed.
pub(super) fn table_in(
    path: &Path,
    cases: Option<&str>,
    declared: Option<&str>,
    panel: Option<(String, String)>,
) -> Result<Warned<Option<RawTable>>, DiskProblem> {
    let mut problems = Vec::new();
    let kinds = declared.map_or(Ok(Default::default()), kinds).unwrap_or_else(|more| {
        problems.extend(more);
        Default::default()
    });
    let bytes = exceptio::read_file(path)?;
    let ask = FileAsk { cases: cases.map(str::to_owned), kinds, panel };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let raw = table_of_file(&name, &bytes, &ask).unload(&mut problems);
    Ok(Warned::new(raw, problems))
}

fn given(
    screen: &Screen,
    source: &Source,
    raw: Option<RawTable>,
    files: Files,
    problems: Vec<Diagnostic>,
    study: Option<(Study, StudyAsk)>,
) -> Result<Read, Ending> {
    match raw {
        Some(raw) if !problems.iter().any(Diagnostic::is_error) => Ok(Read { raw, files, problems, study }),
        _ => {
            say_problems(screen, plain(source.format), &files, &problems);
            Err(ended(&files, &problems))
        }
    }
}

/// A choice that reads the raw columns of recipes too, so that a study gives them; what is wrong with a recipe is said elsewhere.
fn with_raw(choice: &Choice, texts: &calibrate::Texts) -> Choice {
    let mut wide = choice.clone();
    for recipe in calibrate::read(texts, &mut Files::new(), &mut Vec::new()) {
        let names = std::iter::once(recipe.from).chain(recipe.grades);
        wide.also.extend(names.map(|name| ("--calibrate", format!("`{}`", name.replace('`', "``")))));
        // A column that is yet to be made is none of a study's.
        wide.conditions.retain(|condition| *condition != recipe.name);
    }
    wide
}
