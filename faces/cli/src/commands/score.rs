//! `exceptio score`: registered forecasts held against what came.

use super::study::{self, Loaded};
use super::{Ending, ending, mention, print_json, say_problems};
use crate::args::{Format, Score};
use crate::draw;
use crate::out::{self, Screen};
use exceptio::Warned;

pub fn run(screen: &Screen, args: &Score) -> Ending {
    let format = args.shape.format;
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let Warned { value, problems: more } = study.score(args.seal.as_deref());
    problems.extend(more);
    let Some(report) = value else {
        say_problems(screen, format, &files, &problems);
        return ending(&problems);
    };
    match format {
        Format::Json => print_json(serde_json::to_value(&report).expect("a report can be written"), &files, &problems),
        Format::Csv => {
            out::plain(&report.table().to_csv());
            mention(screen, &problems, &place, &args.view);
        }
        Format::Human => {
            screen.data(&draw::score::register(screen, &report, args.all));
            mention(screen, &problems, &place, &args.view);
        }
    }
    Ending::Ran
}
