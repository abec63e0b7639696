//! `exceptio check`: every problem of a study, and what follows from its theories' text alone.

use super::{Ending, ending, print_json, study};
use crate::args::{Check, Format};
use crate::draw::{self, diagnostics};
use crate::out::{self, Screen};
use exceptio::Warned;

pub fn run(screen: &Screen, args: &Check) -> Ending {
    let format = args.shape.format;
    let (folder, place) = match study::find(screen, format, args.study.as_deref()) {
        Ok(found) => found,
        Err(ending) => return ending,
    };
    let opened = exceptio::open(&folder, &study::ask(&args.view));
    let mut problems = opened.problems;
    let mut report = None;
    if let Some(study) = &opened.study {
        if let Some(name) = args.theory.as_deref().filter(|name| !study.theories().contains(name)) {
            problems.extend(study.theory(Some(name)).problems);
        }
        let Warned { value, problems: more } = study.check();
        problems.extend(more);
        report = Some(value);
    }
    if let (Some(report), Some(wanted)) = (&mut report, &args.theory) {
        report.theories.retain(|theory| theory.name == *wanted);
    }
    match format {
        Format::Json => {
            let object = match &report {
                Some(report) => serde_json::to_value(report).expect("a report can be written"),
                None => serde_json::json!({"schema": "exceptio.check", "version": 1}),
            };
            print_json(object, &opened.files, &problems);
        }
        Format::Csv => out::plain(&diagnostics::as_table(&opened.files, &problems).to_csv()),
        Format::Human => {
            screen.talk(&diagnostics::draw(screen, &opened.files, &problems));
            if let Some(report) = &report {
                let nothing = opened.study.as_ref().and_then(exceptio::Study::nothing_public);
                screen.data(&draw::check::draw(screen, report, &problems, &place, nothing.as_deref()));
            }
        }
    }
    ending(&problems)
}
