//! `exceptio compare`: theories against the same cases; or two actors beside each other.

use super::study::{self, Loaded};
use super::{Ending, ending, mention, misused, print_json, say_problems, test};
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
    if let [first, second] = args.actors.as_slice() {
        let theory = match args.theories.as_slice() {
            [] => None,
            [one] => Some(one.as_str()),
            several => {
                let message = format!("--actors takes one theory, and {} are named", several.len());
                let hint = "two actors are compared by the cases of one theory".to_owned();
                return misused(screen, format, "command::too_many_theories", message, Some(hint));
            }
        };
        let options = test::options(&args.judging, args.all);
        let Warned { value, problems: more } = study.compare_actors(first, second, theory, &options);
        problems.extend(more);
        let end = ending(&problems);
        let Some(report) = value else {
            say_problems(screen, format, &files, &problems);
            return end;
        };
        match format {
            Format::Json => {
                print_json(serde_json::to_value(&report).expect("a report can be written"), &files, &problems);
                return end;
            }
            Format::Csv => out::plain(&report.table().to_csv()),
            Format::Human => screen.data(&draw::actors::draw(screen, &report, args.all)),
        }
        mention(screen, &problems, &place, &args.view);
        return end;
    }
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
