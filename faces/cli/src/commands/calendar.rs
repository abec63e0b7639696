//! `exceptio calendar`: decision points of treaties, past and to come.

use super::study::{self, Loaded};
use super::{Ending, disk_failed, ending, mention, misused, print_json, say_problems};
use crate::args::{Calendar, Format};
use crate::draw;
use crate::out::{self, Screen};
use exceptio::{CalendarOptions, Warned};
use std::fs;

pub fn run(screen: &Screen, args: &Calendar) -> Ending {
    let format = args.shape.format;
    if let Some(file) = args.ics.as_deref().filter(|file| file.exists() && !args.force) {
        let message = format!("{} exists already", file.display());
        let hint = Some("name another file, or add --force to replace it".to_owned());
        return misused(screen, format, "command::exists", message, hint);
    }
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let options = CalendarOptions { from: args.from.clone(), to: args.to.clone() };
    let Warned { value, problems: more } = study.calendar(&options);
    let Some(report) = value else {
        say_problems(screen, format, &files, &more);
        return ending(&more);
    };
    problems.extend(more);
    if let Some(file) = &args.ics
        && let Err(problem) = fs::write(file, exceptio::icalendar(&report))
    {
        return disk_failed(screen, format, format!("{}: {problem}", file.display()));
    }
    match format {
        Format::Json => {
            let object = serde_json::to_value(&report).expect("a report of texts and numbers can be written");
            print_json(object, &files, &problems);
            return Ending::Ran;
        }
        Format::Csv => out::plain(&draw::calendar::table(&report).to_csv()),
        Format::Human => screen.data(&draw::calendar::draw(screen, &report)),
    }
    if let Some(file) = &args.ics {
        screen.talk(&format!("\nWritten: {}\n", file.display()));
    }
    mention(screen, &problems, &place, &args.view);
    Ending::Ran
}
