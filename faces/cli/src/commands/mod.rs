//! One file a command, and how each ends.

mod audit;
mod calendar;
mod candidates;
mod check;
mod code;
mod compare;
mod completions;
mod evidence;
mod exceptions;
mod explain;
mod flips;
mod fmt;
mod forecast;
mod help;
mod man;
mod new;
mod refine;
mod report;
mod score;
mod sets;
mod sheet;
mod study;
mod test;
mod treaties;

pub use study::Place;

use crate::args::{Cli, Command, Format};
use crate::draw::diagnostics;
use crate::draw::paint::{YELLOW, counted, paint};
use crate::out::{self, Screen};
use exceptio::{Diagnostic, Files};
use serde_json::{Value, json};
use std::process::ExitCode;

/// How a command ended, worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// It ran. An exception found is a result.
    Ran,
    /// The study's files have problems; or `fmt --check` found differences.
    Problems,
    /// The command was called wrongly: no such case, claim, theory, topic, folder.
    Usage,
    /// The disk failed.
    Disk,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        ExitCode::from(match ending {
            Ending::Ran => 0,
            Ending::Problems => 1,
            Ending::Usage => 2,
            Ending::Disk => 3,
        })
    }
}

/// Runs what was asked for.
pub fn run(cli: Cli) -> Ending {
    out::choose_colour(cli.look.color);
    let screen = Screen::of(&cli.look);
    match cli.command {
        Command::Test(args) => over(test::run(&screen, &args)),
        Command::Explain(args) => over(explain::run(&screen, &args)),
        Command::Exceptions(args) => over(exceptions::run(&screen, &args)),
        Command::Refine(args) => over(refine::run(&screen, &args)),
        Command::Truth(args) => sets::truth::run(&screen, &args),
        Command::Flips(args) => over(flips::run(&screen, &args)),
        Command::Candidates(args) => over(candidates::run(&screen, &args)),
        Command::Minimize(args) => sets::minimize::run(&screen, &args),
        Command::Calibrate(args) => sets::calibrate::run(&screen, &args),
        Command::Cna(args) => sets::cna::run(&screen, &args),
        Command::Necessity(args) => sets::necessity::run(&screen, &args),
        Command::Robust(args) => sets::robust::run(&screen, &args),
        Command::Fit(args) => sets::fit::run(&screen, &args),
        Command::Cases(args) => sets::cases::run(&screen, &args),
        Command::Evaluate(args) => sets::evaluate::run(&screen, &args),
        Command::Panel(args) => sets::panel::run(&screen, &args),
        Command::Check(args) => check::run(&screen, &args),
        Command::Calendar(args) => over(calendar::run(&screen, &args)),
        Command::Treaties(args) => over(treaties::run(&screen, &args)),
        Command::Audit(args) => over(audit::run(&screen, &args)),
        Command::Evidence(args) => over(evidence::run(&screen, &args)),
        Command::Forecast(args) => over(forecast::run(&screen, &args)),
        Command::Score(args) => over(score::run(&screen, &args)),
        Command::Compare(args) => over(compare::run(&screen, &args)),
        Command::Fmt(args) => fmt::run(&screen, &args),
        Command::New(args) => new::run(&screen, &args),
        Command::Code(args) => code::run(&screen, &args),
        Command::Sheet(args) => sheet::run(&screen, &args),
        Command::Help(args) => help::run(&screen, &args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&screen, &args),
    }
}

/// The ending, reached or come to early.
fn over(ended: Result<Ending, Ending>) -> Ending {
    ended.unwrap_or_else(|early| early)
}

/// How a command ends that met these problems and has no result.
pub fn ending(problems: &[Diagnostic]) -> Ending {
    if !problems.iter().any(Diagnostic::is_error) {
        Ending::Ran
    } else if problems.iter().filter(|problem| problem.is_error()).all(|error| error.misuse) {
        Ending::Usage
    } else {
        Ending::Problems
    }
}

/// Says problems where there is no result: drawn on stderr, or as the one JSON object on stdout.
pub fn say_problems(screen: &Screen, format: Format, files: &Files, problems: &[Diagnostic]) {
    if format == Format::Json {
        print_json(json!({"schema": "exceptio.problems", "version": 1}), files, problems);
    } else {
        screen.talk(&diagnostics::draw(screen, files, problems));
    }
}

/// Says in a line how many warnings stand beside a result, and how to see them; nothing may stand before the result.
pub fn mention(screen: &Screen, problems: &[Diagnostic], place: &Place, view: &crate::args::View) {
    if problems.is_empty() {
        return;
    }
    let study = place.argument();
    let mut command = "exceptio check".to_owned();
    if !study.is_empty() {
        command.push_str(&format!(" {study}"));
    }
    for layer in &view.layer {
        command.push_str(&format!(" --layer {layer}"));
    }
    let count = counted(problems.len(), "warning", "warnings");
    screen.talk(&format!(
        "\n{}: `{command}` shows what to look at.\n",
        paint(YELLOW, format!("{count} about the study's files"))
    ));
}

/// Says what is wrong with how the command was called.
pub fn misused(
    screen: &Screen,
    format: Format,
    code: &'static str,
    message: impl Into<String>,
    hint: Option<String>,
) -> Ending {
    let problem = Diagnostic::misuse(code, message).maybe_hint(hint);
    say_problems(screen, format, &Files::new(), &[problem]);
    Ending::Usage
}

/// Says that the disk failed.
pub fn disk_failed(screen: &Screen, format: Format, problem: impl std::fmt::Display) -> Ending {
    let problem = Diagnostic::error("command::disk", problem.to_string());
    say_problems(screen, format, &Files::new(), &[problem]);
    Ending::Disk
}

/// Prints one JSON object with the problems met, as data, at its end.
pub fn print_json(mut object: Value, files: &Files, problems: &[Diagnostic]) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert("problems".to_owned(), diagnostics::as_data(files, problems));
    }
    let text = serde_json::to_string_pretty(&object).expect("an object with text keys can be written");
    out::plain(&format!("{text}\n"));
}

/// Today by the clock of the machine, in UTC.
pub fn today() -> String {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    exceptio::day_of(seconds)
}
