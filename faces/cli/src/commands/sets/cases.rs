//! `exceptio cases`: which cases of a solution to look at, one by one and in pairs.

use super::{Shown, refused, run_on, run_read, solution};
use crate::args::Cases;
use crate::commands::Ending;
use crate::out::Screen;
use exceptio::sets::{CasesAsk, cases, memberships};
use exceptio::{CasesReport, Layout, MembershipsReport, Table};
use serde_json::Value;

pub fn run(screen: &Screen, args: &Cases) -> Ending {
    let (choice, ask) = match solution(&args.solution, &args.source) {
        Ok(asked) => asked,
        Err(problems) => return refused(screen, &args.source, &problems),
    };
    if args.memberships {
        return run_on(screen, &args.source, Ok(choice), |raw, choice, files| memberships(raw, choice, &ask, files));
    }
    let ask = CasesAsk { solution: ask, terms: args.term.clone(), pairs: args.pairs, most: args.most };
    run_read(screen, &args.source, Ok(choice), |raw, study, choice, files| {
        let mut report = cases(raw, choice, &ask, files);
        if let (Some(found), Some((study, of_study))) = (&mut report.value, study) {
            study.cite(of_study, raw, found).unload(&mut report.problems);
        }
        report
    })
}

impl Shown for CasesReport {
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

impl Shown for MembershipsReport {
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
