//! `exceptio candidates`: who could be whose partner under a theory.

use super::study::{self, Loaded};
use super::{Ending, ending, mention, print_json, say_problems, test};
use crate::args::{Candidates, Format};
use crate::draw;
use crate::out::{self, Screen};
use exceptio::{CandidateOptions, Warned};
use serde_json::json;

pub fn run(screen: &Screen, args: &Candidates) -> Ending {
    let format = args.shape.format;
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let options = CandidateOptions {
        theory: args.theory.clone(),
        outcome: args.outcome.clone(),
        at: args.at.clone(),
        from: args.from.clone(),
        until: args.to.clone(),
        clock: test::clock(args.clock),
        size: usize::from(args.size),
        steps: args.budget,
    };
    let Warned { value, problems: more } = study.candidates(&args.actor, &options);
    problems.extend(more);
    let Some(report) = value else {
        say_problems(screen, format, &files, &problems);
        return ending(&problems);
    };
    match format {
        Format::Json => {
            let mut object = json!({"schema": "exceptio.candidates", "version": 1});
            let fields = serde_json::to_value(&report).expect("a report is data");
            if let (Some(object), serde_json::Value::Object(fields)) = (object.as_object_mut(), fields) {
                object.extend(fields);
            }
            print_json(object, &files, &problems);
            return Ending::Ran;
        }
        Format::Csv => out::plain(&draw::candidates::table(&report).to_csv()),
        Format::Human => screen.data(&draw::candidates::draw(screen, &report, args.all)),
    }
    mention(screen, &problems, &place, &args.view);
    if format == Format::Human {
        screen.talk(&draw::candidates::advice(&report, &place));
    }
    Ending::Ran
}
