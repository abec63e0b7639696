//! `exceptio calendar`: decision points of treaties, past and to come.

use super::report::open;
use super::{Ending, disk_failed, misused};
use crate::args::{Calendar, Format};
use crate::draw;
use crate::out::Screen;
use exceptio::CalendarOptions;
use std::fs;

pub fn run(screen: &Screen, args: &Calendar) -> Result<Ending, Ending> {
    let format = args.shape.format;
    if let Some(file) = args.ics.as_deref().filter(|file| file.exists() && !args.force) {
        let message = format!("{} exists already", file.display());
        let hint = Some("name another file, or add --force to replace it".to_owned());
        return Err(misused(screen, format, "command::exists", message, hint));
    }
    let mut opened = open(screen, args.study.as_deref(), args.shape, &args.view)?;
    let options = CalendarOptions { from: args.from.clone(), to: args.to.clone() };
    let report = opened.make(|study| study.calendar(&options))?;
    if let Some(file) = &args.ics {
        fs::write(file, exceptio::icalendar(&report))
            .map_err(|problem| disk_failed(screen, format, format!("{}: {problem}", file.display())))?;
    }
    let end = opened.say(
        || serde_json::to_value(&report),
        || report.table(),
        || draw::calendar::draw(screen, &report).into(),
    );
    if let Some(file) = args.ics.as_ref().filter(|_| format != Format::Json) {
        screen.talk(&format!("\nWritten: {}\n", file.display()));
    }
    Ok(end)
}
