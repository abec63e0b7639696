//! `exceptio theories`: every theory of a study against the same cases.

use super::study::{self, Loaded};
use super::{Ending, ending, mention, print_json, say_problems, test};
use crate::args::{Format, Theories};
use crate::draw;
use crate::out::{self, Screen};
use exceptio::Warned;
use serde_json::json;

pub fn run(screen: &Screen, args: &Theories) -> Ending {
    let format = args.shape.format;
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let names: Vec<&str> = match args.theory.as_slice() {
        [] => study.theories(),
        chosen => chosen.iter().map(String::as_str).collect(),
    };
    let mut reports = Vec::new();
    for name in names {
        let Warned { value, problems: more } = study.test(Some(name), &test::options(&args.judging, false));
        problems.extend(more);
        reports.extend(value);
    }
    let end = ending(&problems);
    if format == Format::Json {
        let object = json!({
            "schema": "exceptio.theories",
            "version": 1,
            "study": reports.first().map(|report| &report.study),
            "theories": reports.iter().map(|report| json!({
                "name": report.theory.name,
                "title": report.theory.title,
                "claims": report.claims.iter().map(|claim| json!({
                    "name": claim.name, "words": claim.words, "form": claim.form, "definition": claim.definition,
                    "clock": claim.clock, "tally": claim.tally,
                })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        });
        print_json(object, &files, &problems);
        return end;
    }
    let (errors, warnings): (Vec<_>, Vec<_>) = problems.into_iter().partition(exceptio::Diagnostic::is_error);
    say_problems(screen, format, &files, &errors);
    match format {
        _ if reports.is_empty() => {}
        Format::Csv => out::plain(&draw::theories::table(&reports).to_csv()),
        _ => screen.data(&draw::theories::draw(screen, &reports)),
    }
    mention(screen, &warnings, &place, &args.view);
    end
}
