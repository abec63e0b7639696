//! `exceptio minimize`: the models of a truth table.

use super::{Shown, choice, ended, plain, run as run_sets, truth_ask};
use crate::args::{Minimize, SolutionArg};
use crate::commands::{Ending, say_problems};
use crate::out::Screen;
use exceptio::sets::{MinimizeAsk, Output, Which, minimize, parts};
use exceptio::{Diagnostic, Files, Layout, MinimizeReport, Table};
use serde_json::Value;

pub fn run(screen: &Screen, args: &Minimize) -> Ending {
    let explain: Result<Vec<Output>, Box<Diagnostic>> = args.explain.iter().map(|sign| output(sign)).collect();
    let explain = match explain {
        Ok(explain) => explain,
        Err(problem) => {
            let problems = [*problem];
            say_problems(screen, plain(args.source.format), &Files::new(), &problems);
            return ended(&Files::new(), &problems);
        }
    };
    let expectations = args.dir_exp.as_deref().map(parts).unwrap_or_default();
    let choice = choice(&args.source, args.outcome.as_deref(), &args.cuts.exclude).map(|mut choice| {
        choice.also.extend(expectations.iter().map(|text| ("--dir-exp", text.clone())));
        choice
    });
    let ask = MinimizeAsk {
        truth: truth_ask(&args.cuts, &args.source),
        which: match args.solution {
            SolutionArg::Conservative => Which::Conservative,
            SolutionArg::Parsimonious => Which::Parsimonious,
            SolutionArg::Intermediate => Which::Intermediate,
        },
        expectations,
        explain,
        contradictions_free: args.include_contradictions,
        all_models: args.all_models,
        row_dominance: args.row_dominance,
        most: Some(args.most),
    };
    run_sets(screen, &args.source, choice, |chosen, files| minimize(chosen, &ask, files))
}

fn output(sign: &str) -> Result<Output, Box<Diagnostic>> {
    match sign.trim() {
        "1" => Ok(Output::Positive),
        "0" => Ok(Output::Negative),
        "C" | "c" => Ok(Output::Contradiction),
        other => Err(Box::new(
            Diagnostic::error("sets::option", format!("rows coded `{other}` cannot be explained"))
                .hint("1, C or 0, or several separated by commas; a remainder has too few cases to be explained"),
        )),
    }
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
