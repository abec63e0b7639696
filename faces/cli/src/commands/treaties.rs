//! `exceptio treaties`: what a study says of its treaties, and of the conduct of allies.

use super::study::{self, Loaded};
use super::{Ending, ending, mention, print_json, say_problems};
use crate::args::{Format, Treaties};
use crate::draw;
use crate::out::{self, Screen};
use exceptio::Warned;

pub fn run(screen: &Screen, args: &Treaties) -> Ending {
    let format = args.shape.format;
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let Warned { value, problems: more } = study.treaties(args.treaty.as_deref());
    let Some(report) = value else {
        say_problems(screen, format, &files, &more);
        return ending(&more);
    };
    problems.extend(more);
    match format {
        Format::Json => {
            let object = serde_json::to_value(&report).expect("a report of texts and numbers can be written");
            print_json(object, &files, &problems);
            return Ending::Ran;
        }
        Format::Csv => out::plain(&draw::treaties::table(&report).to_csv()),
        Format::Human => screen.data(&draw::treaties::draw(screen, &report)),
    }
    mention(screen, &problems, &place, &args.view);
    Ending::Ran
}
