//! `exceptio explain`: why a claim says of a case what it says, and what would turn it.

use super::study::{self, Loaded};
use super::{Ending, ending, mention, print_json, say_problems, test};
use crate::args::{Explain, Format};
use crate::draw;
use crate::out::{self, Screen};
use exceptio::{ExplainOptions, Warned};

pub fn run(screen: &Screen, args: &Explain) -> Ending {
    let format = args.shape.format;
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let options = ExplainOptions {
        theory: args.theory.clone(),
        claim: args.claim.clone(),
        at: args.at.clone(),
        clock: test::clock(args.clock),
    };
    let Warned { value: reports, problems: more } = study.explain(&args.case, &options);
    problems.extend(more);
    let end = ending(&problems);
    if end != Ending::Ran {
        say_problems(screen, format, &files, &problems);
        return end;
    }
    match format {
        Format::Json => {
            let object = serde_json::json!({
                "schema": "exceptio.explain", "version": 1, "case": args.case, "explanations": reports,
            });
            print_json(object, &files, &problems);
        }
        Format::Csv => {
            out::plain(&draw::explain::table(&reports).to_csv());
            mention(screen, &problems, &place, &args.view);
        }
        Format::Human => {
            let around = draw::explain::Around {
                case: &args.case,
                one_claim: args.claim.is_some() || args.at.is_some(),
                all: args.all,
                study: &place.option(),
            };
            screen.data(&draw::explain::draw(screen, &reports, &around));
            mention(screen, &problems, &place, &args.view);
            screen.talk(&draw::explain::advice(&reports, &around));
        }
    }
    Ending::Ran
}
