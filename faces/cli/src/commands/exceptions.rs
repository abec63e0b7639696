//! `exceptio exceptions`: every case that breaks a theory, and what other theories make of it.

use super::report::{Drawn, open};
use super::{Ending, test};
use crate::args::Exceptions;
use crate::draw;
use crate::out::Screen;
use exceptio::ExceptionsOptions;

pub fn run(screen: &Screen, args: &Exceptions) -> Result<Ending, Ending> {
    let judged = &args.judged;
    let mut opened = open(screen, args.study.as_deref(), judged.shape, &judged.view)?;
    let options = ExceptionsOptions {
        theory: judged.theory.clone(),
        against: args.against.clone(),
        test: test::options(&args.judging, judged.all),
    };
    let report = opened.make(|study| study.exceptions(&options))?;
    Ok(opened.say(
        || serde_json::to_value(&report),
        || report.table(),
        || Drawn {
            result: draw::exceptions::draw(screen, &report, judged.all),
            advice: draw::exceptions::advice(
                screen,
                &report,
                &format!("{}{}", opened.again(), test::clock_again(args.judging.clock)),
                opened.study.default_theory(),
            ),
        },
    ))
}
