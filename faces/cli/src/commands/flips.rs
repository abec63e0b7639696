//! `exceptio flips`: what would turn verdicts over, of a case or of a whole theory.

use super::study::{self, Loaded, Place};
use super::{Ending, disk_failed, ending, mention, misused, print_json, say_problems, test};
use crate::args::{Flips, Format};
use crate::draw;
use crate::out::{self, Screen};
use exceptio::{FlipOptions, Warned};
use serde_json::json;
use std::path::Path;

pub fn run(screen: &Screen, args: &Flips) -> Ending {
    let format = args.shape.format;
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let options = FlipOptions {
        theory: args.theory.clone(),
        claim: args.claim.clone(),
        clock: test::clock(args.clock),
        to: args.to.clone(),
        size: args.size.map(usize::from),
        steps: args.budget,
        ..FlipOptions::default()
    };
    let Some(case) = &args.case else {
        let Warned { value, problems: more } = study.weigh(&options);
        problems.extend(more);
        let Some(report) = value else {
            say_problems(screen, format, &files, &problems);
            return ending(&problems);
        };
        match format {
            Format::Json => {
                print_json(json!({"schema": "exceptio.flips", "version": 1, "weights": report}), &files, &problems);
                return Ending::Ran;
            }
            Format::Csv => out::plain(&draw::flips::weights_table(&report).to_csv()),
            Format::Human => screen.data(&draw::flips::weights(screen, &report, args.all)),
        }
        mention(screen, &problems, &place, &args.view);
        if format == Format::Human {
            screen.talk(&draw::flips::advice(&report, &place));
        }
        return Ending::Ran;
    };
    let Warned { value: reports, problems: more } = study.flips(case, &options);
    problems.extend(more);
    let end = ending(&problems);
    if end != Ending::Ran {
        say_problems(screen, format, &files, &problems);
        return end;
    }
    if let Some(into) = &args.write {
        return write(screen, args, &study, &place, &reports, into);
    }
    match format {
        Format::Json => {
            let object = json!({"schema": "exceptio.flips", "version": 1, "case": case, "verdicts": reports});
            print_json(object, &files, &problems);
            return Ending::Ran;
        }
        Format::Csv => out::plain(&draw::flips::table(&reports).to_csv()),
        Format::Human => {
            screen.data(&draw::flips::draw(screen, &reports, args.all));
        }
    }
    mention(screen, &problems, &place, &args.view);
    Ending::Ran
}

/// Writes the study with one of the sets made into a new folder.
fn write(
    screen: &Screen,
    args: &Flips,
    study: &exceptio::Study,
    place: &Place,
    reports: &[exceptio::TurningReport],
    into: &Path,
) -> Ending {
    let format = args.shape.format;
    let sets = || reports.iter().flat_map(|report| &report.flips);
    let Some(flip) = args.nth.checked_sub(1).and_then(|at| sets().nth(at)) else {
        let message = format!("there is no set {}", args.nth);
        let hint = format!("{} are found, counted from 1 in the order shown", sets().count());
        return misused(screen, format, "command::no_set", message, Some(hint));
    };
    if into.exists() {
        let message = format!("{} is there already", into.display());
        let hint = "name a folder that is not".to_owned();
        return misused(screen, format, "command::exists", message, Some(hint));
    }
    let folder = match place.folder() {
        Ok(folder) => folder,
        Err(problem) => return disk_failed(screen, format, problem),
    };
    let applied = match study.apply(&folder, flip) {
        Ok(applied) => applied,
        Err(why) => {
            let hint = "choose another set with --nth".to_owned();
            return misused(screen, format, "command::not_a_row", format!("it cannot be written: {why}"), Some(hint));
        }
    };
    if let Err(problem) = exceptio::write_folder(&applied.folder, into) {
        return disk_failed(screen, format, problem);
    }
    screen.data(&draw::flips::set(flip, screen.width));
    let readings: String = applied.readings.iter().map(|reading| format!(" --reading {reading}")).collect();
    screen.talk(&format!("\nNow exceptio test {}{readings}\n", into.display()));
    Ending::Ran
}
