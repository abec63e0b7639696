//! `exceptio explain`: why a claim says of a case what it says, and what would turn it.

use super::report::{Drawn, open};
use super::{Ending, test};
use crate::args::Explain;
use crate::draw;
use crate::out::Screen;
use exceptio::{ExplainOptions, ExplainReport};
use serde_json::json;

pub fn run(screen: &Screen, args: &Explain) -> Result<Ending, Ending> {
    let judged = &args.judged;
    let mut opened = open(screen, args.named.study.as_deref(), judged.shape, &judged.view)?;
    let options = ExplainOptions {
        theory: judged.theory.clone(),
        claim: args.claim.clone(),
        at: args.at.clone(),
        clock: test::clock(args.clock),
    };
    let reports = opened.make_whole(|study| study.explain(&args.case, &options))?;
    let around = draw::explain::Around {
        case: &args.case,
        one_claim: args.claim.is_some(),
        all: judged.all,
        one_day: args.at.is_some(),
        nothing_public: opened.study.nothing_public(),
        again: &format!("{}{}{}", opened.again(), test::theory_again(judged), test::clock_again(args.clock)),
    };
    Ok(opened.say(
        || {
            let mut object =
                json!({"schema": "exceptio.explain", "version": 1, "case": args.case, "explanations": reports});
            if let Some(nothing) = &around.nothing_public {
                object["nothing_public"] = json!(nothing);
            }
            Ok(object)
        },
        || ExplainReport::table(&reports),
        || Drawn {
            result: draw::explain::draw(screen, &reports, &around),
            advice: draw::explain::advice(&reports, &around),
        },
    ))
}
