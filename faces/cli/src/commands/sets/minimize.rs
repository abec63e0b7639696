//! `exceptio minimize`: the models of a truth table.

use super::{Shown, chance_ask, refused, run as run_sets, solving};
use crate::args::Minimize;
use crate::commands::Ending;
use crate::out::Screen;
use exceptio::sets::{MinimizeAsk, minimize};
use exceptio::{Layout, MinimizeReport, Table};
use serde_json::Value;

pub fn run(screen: &Screen, args: &Minimize) -> Ending {
    let (choice, ask) = match solving(&args.solving, &args.cuts, &args.source, args.outcome.as_deref()) {
        Ok(asked) => asked,
        Err(problems) => return refused(screen, &args.source, &problems),
    };
    let ask = MinimizeAsk { most: Some(args.most), chance: chance_ask(&args.chance), ..ask };
    run_sets(screen, &args.source, Ok(choice), |chosen, files| minimize(chosen, &ask, files))
}

impl Shown for MinimizeReport {
    fn json(&self) -> Value {
        serde_json::to_value(self).expect("a report can be written")
    }

    fn tidy(&self) -> Table {
        self.table()
    }

    fn layouts(&self) -> Vec<Layout> {
        self.layouts()
    }

    fn first(&self) -> Vec<String> {
        self.first()
    }
}
