//! `exceptio audit`: what the choice of cases does to a result.

use super::report::open;
use super::{Ending, misused};
use crate::args::Audit;
use crate::draw;
use crate::out::Screen;
use exceptio::AuditOptions;

pub fn run(screen: &Screen, args: &Audit) -> Result<Ending, Ending> {
    let judged = &args.counted.judged;
    let (truth, keeps) = match (args.truth.as_slice(), args.keeps.as_slice()) {
        ([] | [_, _, _], [] | [_, _]) => {
            let truth = if let [x, with, without] = args.truth[..] { Some((x, with, without)) } else { None };
            (truth, if let [with, without] = args.keeps[..] { Some((with, without)) } else { None })
        }
        _ => {
            let hint =
                "--truth takes three probabilities, P(X),P(Y|X),P(Y|not X); --keeps two: with the outcome, without";
            let message = "too many or too few probabilities";
            return Err(misused(screen, judged.shape.format, "audit::probability", message, Some(hint.to_owned())));
        }
    };
    let mut opened = open(screen, args.study.as_deref(), judged.shape, &judged.view)?;
    let options = AuditOptions {
        theory: judged.theory.clone(),
        all_pairs: args.counted.all_pairs,
        simulate: args.simulate,
        seed: args.seed,
        claim: args.claim.clone(),
        truth,
        keeps,
        steps: args.counted.budget,
    };
    let report = opened.make(|study| study.audit(&options))?;
    Ok(opened.say(
        || serde_json::to_value(&report),
        || report.table(),
        || draw::audit::draw(screen, &report, judged.all).into(),
    ))
}
