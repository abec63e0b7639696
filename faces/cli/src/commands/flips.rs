//! `exceptio flips`: what would turn verdicts over, of a case or of a whole theory.

use super::study::{self, Loaded};
use super::{Ending, ending, mention, print_json, say_problems, test};
use crate::args::{Flips, Format};
use crate::draw;
use crate::out::{self, Screen};
use exceptio::{FlipOptions, Warned};
use serde_json::json;

pub fn run(screen: &Screen, args: &Flips) -> Ending {
    let format = args.shape.format;
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let options = FlipOptions {
        theory: args.theory.clone(),
        claim: args.claim.clone(),
        clock: test::clock(args.clock),
        to: args.to.clone(),
        size: args.size.map(usize::from),
        steps: args.budget,
        ..FlipOptions::default()
    };
    let Some(case) = &args.case else {
        let Warned { value, problems: more } = study.weigh(&options);
        problems.extend(more);
        let Some(report) = value else {
            say_problems(screen, format, &files, &problems);
            return ending(&problems);
        };
        match format {
            Format::Json => {
                print_json(json!({"schema": "exceptio.flips", "version": 1, "weights": report}), &files, &problems);
                return Ending::Ran;
            }
            Format::Csv => out::plain(&draw::flips::weights_table(&report).to_csv()),
            Format::Human => screen.data(&draw::flips::weights(screen, &report, args.all)),
        }
        mention(screen, &problems, &place, &args.view);
        if format == Format::Human {
            screen.talk(&draw::flips::advice(&report, &place));
        }
        return Ending::Ran;
    };
    let Warned { value: reports, problems: more } = study.flips(case, &options);
    problems.extend(more);
    let end = ending(&problems);
    if end != Ending::Ran {
        say_problems(screen, format, &files, &problems);
        return end;
    }
    match format {
        Format::Json => {
            let object = json!({"schema": "exceptio.flips", "version": 1, "case": case, "verdicts": reports});
            print_json(object, &files, &problems);
            return Ending::Ran;
        }
        Format::Csv => out::plain(&draw::flips::table(&reports).to_csv()),
        Format::Human => {
            screen.data(&draw::flips::draw(screen, &reports, args.all));
        }
    }
    mention(screen, &problems, &place, &args.view);
    Ending::Ran
}
