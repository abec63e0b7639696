//! `exceptio evaluate`: a theory held against a solution.

use super::{refused, run_on, solution};
use crate::args::Evaluate;
use crate::commands::Ending;
use crate::out::Screen;
use exceptio::sets::{EvaluateAsk, evaluate};

pub fn run(screen: &Screen, args: &Evaluate) -> Ending {
    let (mut choice, ask) = match solution(&args.solution, &args.source) {
        Ok(asked) => asked,
        Err(problems) => return refused(screen, &args.source, &problems),
    };
    choice.also.push(("--expected", args.expected.clone()));
    let ask = EvaluateAsk { solution: ask, boolean: args.boolean };
    run_on(screen, &args.source, Ok(choice), |raw, choice, files| evaluate(raw, choice, &ask, files))
}
