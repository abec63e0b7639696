//! `exceptio fit`: one claim against a table.

use super::{chance_ask, choice, run_on};
use crate::args::Fit;
use crate::commands::Ending;
use crate::out::Screen;
use exceptio::sets::{FitAsk, fit_claim, names_in};

pub fn run(screen: &Screen, args: &Fit) -> Ending {
    // A study's spells are cut by what the claim reads.
    let choice = choice(&args.source, None, None).map(|mut choice| {
        choice.outcome = Some(args.claim.clone());
        choice.conditions = names_in(&args.claim).collect();
        choice
    });
    let ask =
        FitAsk { chance: chance_ask(&args.chance), benchmarks: args.benchmark.clone(), weigh_days: args.weigh_days };
    run_on(screen, &args.source, choice, |raw, choice, files| fit_claim(raw, &args.claim, choice, &ask, files))
}
