//! How a command that makes one report of a study goes: it opens the study, makes the report, says it, ends.
//!
//! Every such command keeps the same rules. Where there is no report, every problem is said and the ending says whose fault it
//! is. Where there is one, errors beside it are said before it, on stderr (in JSON all problems stand at its end); warnings are
//! only counted, after it; advice comes last, and only for readers. The ending is that of the errors, if there are any.

use super::study::{self, Loaded, Place};
use super::{Ending, ending, mention, print_json, say_problems};
use crate::args::{Format, Shape, View};
use crate::out::{self, Screen};
use exceptio::{Diagnostic, Files, Study, Table, Warned};
use serde_json::Value;

/// A study that is open, and how what comes of it is to be said.
pub struct Opened<'a> {
    /// The study.
    pub study: Study,
    /// Where it came from.
    pub place: Place,
    /// The format asked for.
    pub format: Format,
    screen: &'a Screen,
    view: &'a View,
    files: Files,
    problems: Vec<Diagnostic>,
}

/// Opens the study that is meant. Where it cannot be judged, its problems have been said and the ending is given.
pub fn open<'a>(screen: &'a Screen, named: Option<&str>, shape: Shape, view: &'a View) -> Result<Opened<'a>, Ending> {
    let Loaded { study, files, problems, place } = study::load(screen, shape.format, named, view)?;
    Ok(Opened { study, place, format: shape.format, screen, view, files, problems })
}

/// A report drawn, and the advice after it.
pub struct Drawn {
    /// The result, for stdout.
    pub result: String,
    /// What to do next, for stderr; empty for none.
    pub advice: String,
}

impl From<String> for Drawn {
    fn from(result: String) -> Self {
        Self { result, advice: String::new() }
    }
}

impl Opened<'_> {
    /// How a further question about what was seen here is put: ` --study my-study --layer critique`.
    pub fn again(&self) -> String {
        format!("{}{}", self.place.option(), seen(self.view))
    }

    /// The same where the study stands as the first argument.
    pub fn again_of(&self) -> String {
        let study = self.place.argument();
        let study = if study.is_empty() { study } else { format!(" {study}") };
        format!("{study}{}", seen(self.view))
    }

    /// Makes a report. Where there is none, what is wrong has been said and the ending is given.
    pub fn make<R>(&mut self, make: impl FnOnce(&Study) -> Warned<Option<R>>) -> Result<R, Ending> {
        match make(&self.study).unload(&mut self.problems) {
            Some(report) => Ok(report),
            None => {
                say_problems(self.screen, self.format, &self.files, &self.problems);
                Err(ending(&self.problems))
            }
        }
    }

    /// Makes a report that an error of any kind rules out.
    pub fn make_whole<R>(&mut self, make: impl FnOnce(&Study) -> Warned<R>) -> Result<R, Ending> {
        self.make(|study| {
            let made = make(study);
            let sound = !made.has_errors();
            made.map(|report| sound.then_some(report))
        })
    }

    /// Says a report in the format asked for. Only what is asked for is made.
    pub fn say(
        &self,
        json: impl FnOnce() -> serde_json::Result<Value>,
        table: impl FnOnce() -> Table,
        draw: impl FnOnce() -> Drawn,
    ) -> Ending {
        let end = ending(&self.problems);
        if self.format == Format::Json {
            print_json(json().expect("a report can be written"), &self.files, &self.problems);
            return end;
        }
        let (errors, warnings): (Vec<_>, Vec<_>) = self.problems.iter().cloned().partition(Diagnostic::is_error);
        say_problems(self.screen, self.format, &self.files, &errors);
        let mut advice = String::new();
        if self.format == Format::Csv {
            out::plain(&table().to_csv());
        } else {
            let drawn = draw();
            self.screen.data(&drawn.result);
            advice = drawn.advice;
        }
        mention(self.screen, &warnings, &self.place, self.view);
        self.screen.talk(&advice);
        end
    }
}

/// The options by which a study was seen.
fn seen(view: &View) -> String {
    let named =
        |option: &str, names: &[String]| names.iter().map(|name| format!(" {option} {name}")).collect::<String>();
    let as_of = view.as_of.as_ref().map(|day| format!(" --as-of {day}")).unwrap_or_default();
    format!("{}{}{as_of}", named("--layer", &view.layer), named("--reading", &view.reading))
}
