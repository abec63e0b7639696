//! `exceptio robust`: what a solution withstands.

use super::{refused, run as run_sets, solving};
use crate::args::Robust;
use crate::commands::Ending;
use crate::out::Screen;
use exceptio::sets::{MinimizeAsk, RobustAsk, robust};

pub fn run(screen: &Screen, args: &Robust) -> Ending {
    let (choice, minimize) = match solving(&args.solving, &args.cuts, &args.source, args.outcome.as_deref()) {
        Ok(asked) => asked,
        Err(problems) => return refused(screen, &args.source, &problems),
    };
    let ask = RobustAsk {
        minimize: MinimizeAsk { most: Some(args.most), ..minimize },
        tests: args.test.clone(),
        joint: args.joint.clone(),
        subsample: args.subsample,
        bootstrap: args.bootstrap,
        retention: args.retention,
        draws: args.draws as usize,
        seed: args.seed,
        steps: args.source.judging.budget,
    };
    run_sets(screen, &args.source, Ok(choice), |chosen, files| robust(chosen, &ask, files))
}
