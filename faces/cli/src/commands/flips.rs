//! `exceptio flips`: what would turn verdicts over, of a case or of a whole theory.

use super::report::{Drawn, open};
use super::study::Place;
use super::{Ending, disk_failed, misused, test};
use crate::args::Flips;
use crate::draw;
use crate::out::Screen;
use exceptio::{FlipOptions, TurningReport};
use serde_json::json;
use std::path::Path;

pub fn run(screen: &Screen, args: &Flips) -> Result<Ending, Ending> {
    let judged = &args.judged;
    let mut opened = open(screen, args.named.study.as_deref(), judged.shape, &judged.view)?;
    let options = FlipOptions {
        theory: judged.theory.clone(),
        claim: args.claim.clone(),
        clock: test::clock(args.search.clock),
        to: args.to.clone(),
        size: args.size.map(usize::from),
        steps: args.search.budget,
        ..FlipOptions::default()
    };
    let Some(case) = &args.case else {
        let report = opened.make(|study| study.weigh(&options))?;
        return Ok(opened.say(
            || Ok(json!({"schema": "exceptio.flips", "version": 1, "weights": report})),
            || report.table(),
            || Drawn {
                result: draw::flips::weights(screen, &report, judged.all),
                advice: draw::flips::advice(
                    &report,
                    &format!(
                        "{}{}{}",
                        opened.again(),
                        test::theory_again(judged),
                        test::clock_again(args.search.clock)
                    ),
                ),
            },
        ));
    };
    let reports = opened.make_whole(|study| study.flips(case, &options))?;
    if let Some(into) = &args.write {
        return write(screen, args, &opened.study, &opened.place, &reports, into);
    }
    Ok(opened.say(
        || Ok(json!({"schema": "exceptio.flips", "version": 1, "case": case, "verdicts": reports})),
        || TurningReport::table(&reports),
        || draw::flips::draw(screen, &reports, judged.all).into(),
    ))
}

/// Writes the study with one of the sets made into a new folder.
fn write(
    screen: &Screen,
    args: &Flips,
    study: &exceptio::Study,
    place: &Place,
    reports: &[TurningReport],
    into: &Path,
) -> Result<Ending, Ending> {
    let format = args.judged.shape.format;
    let sets = || reports.iter().flat_map(|report| &report.flips);
    let Some(flip) = args.nth.checked_sub(1).and_then(|at| sets().nth(at)) else {
        let message = format!("there is no set {}", args.nth);
        let hint = format!("{} are found, counted from 1 in the order shown", sets().count());
        return Err(misused(screen, format, "command::no_set", message, Some(hint)));
    };
    if into.exists() {
        let message = format!("{} is there already", into.display());
        let hint = "name a folder that is not".to_owned();
        return Err(misused(screen, format, "command::exists", message, Some(hint)));
    }
    let folder = place.folder().map_err(|problem| disk_failed(screen, format, problem))?;
    let applied = study.apply(&folder, flip).map_err(|why| {
        let hint = "choose another set with --nth".to_owned();
        misused(screen, format, "command::not_a_row", format!("it cannot be written: {why}"), Some(hint))
    })?;
    exceptio::write_folder(&applied.folder, into).map_err(|problem| disk_failed(screen, format, problem))?;
    screen.data(&draw::flips::set(flip, screen.width));
    let readings: String = applied.readings.iter().map(|reading| format!(" --reading {reading}")).collect();
    screen.talk(&format!("\nNow exceptio test {}{readings}\n", into.display()));
    Ok(Ending::Ran)
}
