//! `exceptio compare`: theories against the same cases; or two actors beside each other.

use super::report::open;
use super::{Ending, misused, test};
use crate::args::Compare;
use crate::draw;
use crate::out::Screen;

pub fn run(screen: &Screen, args: &Compare) -> Result<Ending, Ending> {
    let mut opened = open(screen, args.named.study.as_deref(), args.shape, &args.view)?;
    let options = test::options(&args.judging, args.all);
    let [first, second] = args.actors.as_slice() else {
        let report = opened.make(|study| study.compare(&args.theories, &options))?;
        return Ok(opened.say(
            || serde_json::to_value(&report),
            || report.table(),
            || draw::compare::draw(screen, &report, args.all).into(),
        ));
    };
    let theory = match args.theories.as_slice() {
        [] => None,
        [one] => Some(one.as_str()),
        several => {
            let message = format!("--actors takes one theory, and {} are named", several.len());
            let hint = "two actors are compared by the cases of one theory".to_owned();
            return Err(misused(screen, opened.format, "command::too_many_theories", message, Some(hint)));
        }
    };
    let report = opened.make(|study| study.compare_actors(first, second, theory, &options))?;
    Ok(opened.say(
        || serde_json::to_value(&report),
        || report.table(),
        || draw::actors::draw(screen, &report, args.all).into(),
    ))
}
