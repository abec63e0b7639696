//! `exceptio truth`: a truth table.

use super::{choice, run as run_sets, truth_ask};
use crate::args::Truth;
use crate::commands::Ending;
use crate::out::Screen;
use exceptio::Warned;
use exceptio::sets::{TruthAsk, sort_keys, truth};

pub fn run(screen: &Screen, args: &Truth) -> Ending {
    let choice = choice(&args.source, args.outcome.as_deref(), Some(&args.cuts));
    run_sets(screen, &args.source, choice, |chosen, files| {
        let sort = match args.sort.as_deref().map_or(Ok(Vec::new()), sort_keys) {
            Ok(sort) => sort,
            Err(problems) => return Warned::new(None, problems),
        };
        let ask = TruthAsk { complete: args.complete, sort, ..truth_ask(&args.cuts, &args.source) };
        truth(chosen, &ask, files)
    })
}
