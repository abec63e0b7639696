//! `exceptio audit`: what the choice of cases does to a result.

use super::study::{self, Loaded};
use super::{Ending, ending, misused, say_problems, show};
use crate::args::Audit;
use crate::draw;
use crate::out::Screen;
use exceptio::{AuditOptions, Warned};

pub fn run(screen: &Screen, args: &Audit) -> Ending {
    let format = args.shape.format;
    let (truth, keeps) = match (args.truth.as_slice(), args.keeps.as_slice()) {
        ([] | [_, _, _], [] | [_, _]) => {
            let truth = if let [x, with, without] = args.truth[..] { Some((x, with, without)) } else { None };
            (truth, if let [with, without] = args.keeps[..] { Some((with, without)) } else { None })
        }
        _ => {
            let hint =
                "--truth takes three probabilities, P(X),P(Y|X),P(Y|not X); --keeps two: with the outcome, without";
            let message = "too many or too few probabilities";
            return misused(screen, format, "audit::probability", message, Some(hint.to_owned()));
        }
    };
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let options = AuditOptions {
        theory: args.theory.clone(),
        all_pairs: args.all_pairs,
        simulate: args.simulate,
        seed: args.seed,
        claim: args.claim.clone(),
        truth,
        keeps,
        steps: args.budget,
    };
    let Warned { value, problems: more } = study.audit(&options);
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
        || draw::audit::draw(screen, &report, args.all),
    )
}
