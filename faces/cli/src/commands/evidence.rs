//! `exceptio evidence`: rival hypotheses against the items of evidence.

use super::study::{self, Loaded};
use super::{Ending, ending, say_problems, show};
use crate::args::Evidence;
use crate::draw;
use crate::out::Screen;
use exceptio::{EvidenceOptions, Warned};

pub fn run(screen: &Screen, args: &Evidence) -> Ending {
    let format = args.shape.format;
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let Warned { value, problems: more } =
        study.evidence(&EvidenceOptions { case: args.case.clone(), discount: args.discount });
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
        || draw::evidence::draw(screen, &report),
    )
}
