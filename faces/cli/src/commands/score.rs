//! `exceptio score`: registered forecasts held against what came.

use super::Ending;
use super::report::open;
use crate::args::Score;
use crate::draw;
use crate::out::Screen;

pub fn run(screen: &Screen, args: &Score) -> Result<Ending, Ending> {
    let mut opened = open(screen, args.study.as_deref(), args.shape, &args.view)?;
    let report = opened.make(|study| study.score(args.seal.as_deref()))?;
    Ok(opened.say(
        || serde_json::to_value(&report),
        || report.table(),
        || draw::score::register(screen, &report, args.all).into(),
    ))
}
