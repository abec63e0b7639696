//! `exceptio calibrate`: a raw table to a calibrated one; and the recipes that any command on a table takes.

use super::{ended, plain, print, table_in};
use crate::args::{Calibrate, Format, LinkageArg, Recipes};
use crate::commands::{Ending, disk_failed, misused, say_problems};
use crate::out::Screen;
use exceptio::sets::{Linkage, Recipe, calibrate, find, recipes};
use exceptio::{Diagnostic, Drawn, Files, Shown, Warned};
use serde_json::Value;

/// Rows drawn of the cases.
const DRAWN: usize = 20;

pub fn run(screen: &Screen, args: &Calibrate) -> Ending {
    let format = plain(args.format);
    if !args.file.is_file() {
        let message = format!("there is no file {}", args.file.display());
        let hint = "a raw table is calibrated; a study's theory calibrates its numbers (`exceptio help calibration`)";
        return misused(screen, format, "command::no_file", message, Some(hint.to_owned()));
    }
    let mut problems = Vec::new();
    let raw = match table_in(&args.file, args.cases.as_deref(), None, None) {
        Ok(read) => read.unload(&mut problems),
        Err(problem) => return disk_failed(screen, format, problem),
    };
    let texts = match texts(screen, format, &args.recipes) {
        Ok(texts) => texts,
        Err(ending) => return ending,
    };
    let mut files = Files::new();
    let steps = read(&texts, &mut files, &mut problems);
    let Some(raw) = raw.filter(|_| !problems.iter().any(Diagnostic::is_error)) else {
        say_problems(screen, format, &files, &problems);
        return ended(&files, &problems);
    };
    match args.find {
        Some(count) => {
            let linkage = match args.linkage {
                LinkageArg::Complete => Linkage::Complete,
                LinkageArg::Single => Linkage::Single,
                LinkageArg::Average => Linkage::Average,
                LinkageArg::Ward => Linkage::Ward,
            };
            say(screen, args, &files, problems, find(&raw, &args.columns, count, linkage))
        }
        None => {
            let most = if args.all { usize::MAX } else { DRAWN };
            let made = calibrate(&raw, &steps).map(|report| report.map(|report| Drawn { report, most }));
            say(screen, args, &files, problems, made)
        }
    }
}

/// Says a report, or why there is none.
fn say<R: Shown>(
    screen: &Screen,
    args: &Calibrate,
    files: &Files,
    mut problems: Vec<Diagnostic>,
    made: Warned<Option<R>>,
) -> Ending {
    match made.unload(&mut problems) {
        Some(report) => print(screen, args.format, &report, files, &problems),
        None => say_problems(screen, plain(args.format), files, &problems),
    }
    ended(files, &problems)
}

/// Texts of recipes, each with the option or file that gave it.
pub type Texts = Vec<(String, String)>;

/// The texts of recipes as typed and as they stand in a file: lines, or the `recipe` of what a command printed as JSON.
pub fn texts(screen: &Screen, format: Format, given: &Recipes) -> Result<Texts, Ending> {
    let mut texts: Texts = Vec::new();
    if let Some(path) = &given.recipe {
        let bytes = exceptio::read_file(path).map_err(|problem| disk_failed(screen, format, problem))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let lines = if text.trim_start().starts_with('{') { recorded(&text) } else { Some(text) };
        let Some(lines) = lines else {
            let message = format!("{} is JSON without a recipe", path.display());
            let hint = "what `exceptio calibrate --format json` prints has one, or a text with a recipe a line";
            let problem = Diagnostic::error("sets::recipe", message).hint(hint);
            say_problems(screen, format, &Files::new(), &[problem]);
            return Err(Ending::Problems);
        };
        texts.push((path.display().to_string(), lines));
    }
    texts.extend(given.calibrate.iter().map(|text| ("--calibrate".to_owned(), text.clone())));
    Ok(texts)
}

/// The lines of the recipe in a report.
fn recorded(text: &str) -> Option<String> {
    let json: Value = serde_json::from_str(text).ok()?;
    let recipe = json.get("recipe").or_else(|| json.get("data")?.get("recipe"))?.as_array()?;
    let lines: Option<Vec<&str>> = recipe.iter().map(Value::as_str).collect();
    Some(lines?.join("\n"))
}

/// The recipes in these texts, with what is wrong with them.
pub fn read(texts: &Texts, files: &mut Files, problems: &mut Vec<Diagnostic>) -> Vec<Recipe> {
    let mut found = Vec::new();
    for (option, text) in texts {
        match recipes(files, option, std::slice::from_ref(text)) {
            Ok(more) => found.extend(more),
            Err(more) => problems.extend(more),
        }
    }
    found
}
