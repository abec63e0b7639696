//! `exceptio compare`: theories against the same cases.

use super::study::{self, Loaded};
use super::{Ending, ending, mention, print_json, say_problems, test};
use crate::args::{Compare, Format};
use crate::draw;
use crate::out::{self, Screen};
use exceptio::Warned;

pub fn run(screen: &Screen, args: &Compare) -> Ending {
    let format = args.shape.format;
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let Warned { value, problems: more } = study.compare(&args.theories, &test::options(&args.judging, args.all));
    problems.extend(more);
    let end = ending(&problems);
    let Some(report) = value else {
        say_problems(screen, format, &files, &problems);
        return end;
    };
    if format == Format::Json {
        let object = serde_json::to_value(&report).expect("a report can be written");
        print_json(object, &files, &problems);
        return end;
    }
    let (errors, warnings): (Vec<_>, Vec<_>) = problems.into_iter().partition(exceptio::Diagnostic::is_error);
    say_problems(screen, format, &files, &errors);
    if format == Format::Csv {
        out::plain(&report.table().to_csv());
    } else {
        screen.data(&draw::compare::draw(screen, &report, args.all));
    }
    mention(screen, &warnings, &place, &args.view);
    end
}
