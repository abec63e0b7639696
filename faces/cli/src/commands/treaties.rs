//! `exceptio treaties`: what a study says of its treaties, and of the conduct of allies.

use super::Ending;
use super::report::open;
use crate::args::Treaties;
use crate::draw;
use crate::out::Screen;

pub fn run(screen: &Screen, args: &Treaties) -> Result<Ending, Ending> {
    let mut opened = open(screen, args.study.as_deref(), args.shape, &args.view)?;
    let report = opened.make(|study| study.treaties(args.treaty.as_deref()))?;
    Ok(opened.say(|| serde_json::to_value(&report), || report.table(), || draw::treaties::draw(screen, &report).into()))
}
