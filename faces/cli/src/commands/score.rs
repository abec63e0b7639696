//! `exceptio score`: registered forecasts held against what came.

use super::study::{self, Loaded};
use super::{Ending, ending, say_problems, show};
use crate::args::Score;
use crate::draw;
use crate::out::Screen;
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
    show(
        screen,
        format,
        (&files, &problems),
        (&place, &args.view),
        || serde_json::to_value(&report),
        || report.table(),
        || draw::score::register(screen, &report, args.all),
    )
}
