//! `exceptio evidence`: rival hypotheses against the items of evidence.

use super::Ending;
use super::report::open;
use crate::args::Evidence;
use crate::draw;
use crate::out::Screen;
use exceptio::EvidenceOptions;

pub fn run(screen: &Screen, args: &Evidence) -> Result<Ending, Ending> {
    let mut opened = open(screen, args.study.as_deref(), args.shape, &args.view)?;
    let options = EvidenceOptions { case: args.case.clone(), discount: args.discount };
    let report = opened.make(|study| study.evidence(&options))?;
    Ok(opened.say(|| serde_json::to_value(&report), || report.table(), || draw::evidence::draw(screen, &report).into()))
}
