//! `exceptio necessity`: necessary conditions, conjunctions and disjunctions.

use super::{chance_ask, choice, run as run_sets};
use crate::args::{Necessity, RelationArg};
use crate::commands::Ending;
use crate::out::Screen;
use exceptio::sets::{NecessityAsk, Relation, necessity};

pub fn run(screen: &Screen, args: &Necessity) -> Ending {
    let ask = NecessityAsk {
        relation: match args.relation {
            RelationArg::Necessity => Relation::Necessary,
            RelationArg::Sufficiency => Relation::Sufficient,
            RelationArg::Both => Relation::Both,
        },
        consistency: args.incl_cut,
        coverage: args.cov_cut,
        relevance: args.ron_cut,
        pri: args.pri_cut,
        depth: args.depth,
        trivial_below: args.trivial_below,
        chance: chance_ask(&args.chance),
    };
    let choice = choice(&args.source, args.outcome.as_deref(), None);
    run_sets(screen, &args.source, choice, |chosen, _| necessity(chosen, &ask))
}
