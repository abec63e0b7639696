//! `exceptio evidence`: rival hypotheses against the items of evidence.

use super::study::{self, Loaded};
use super::{Ending, ending, mention, print_json, say_problems};
use crate::args::{Evidence, Format};
use crate::draw;
use crate::out::{self, Screen};
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
    match format {
        Format::Json => print_json(serde_json::to_value(&report).expect("a report can be written"), &files, &problems),
        Format::Csv => {
            out::plain(&report.table().to_csv());
            mention(screen, &problems, &place, &args.view);
        }
        Format::Human => {
            screen.data(&draw::evidence::draw(screen, &report));
            mention(screen, &problems, &place, &args.view);
        }
    }
    Ending::Ran
}
