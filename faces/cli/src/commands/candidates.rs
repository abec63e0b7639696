//! `exceptio candidates`: who could be whose partner under a theory.

use super::report::{Drawn, open};
use super::{Ending, test};
use crate::args::Candidates;
use crate::draw;
use crate::out::Screen;
use exceptio::CandidateOptions;

pub fn run(screen: &Screen, args: &Candidates) -> Result<Ending, Ending> {
    let mut opened = open(screen, args.named.study.as_deref(), args.judged.shape, &args.judged.view)?;
    let options = CandidateOptions {
        theory: args.judged.theory.clone(),
        outcome: args.outcome.clone(),
        at: args.at.clone(),
        from: args.from.clone(),
        until: args.to.clone(),
        clock: test::clock(args.search.clock),
        size: usize::from(args.size),
        steps: args.search.budget,
    };
    let report = opened.make(|study| study.candidates(&args.actor, &options))?;
    Ok(opened.say(
        || serde_json::to_value(&report),
        || report.table(),
        || Drawn {
            result: draw::candidates::draw(screen, &report, args.judged.all),
            advice: draw::candidates::advice(
                &report,
                &format!("{}{}", opened.again(), test::theory_again(&args.judged)),
            ),
        },
    ))
}
