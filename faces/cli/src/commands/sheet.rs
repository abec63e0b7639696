//! `exceptio sheet`: tables of codings to spreadsheets and back.

use super::{Ending, disk_failed, ending, misused, say_problems};
use crate::args::{Convert, Format, Sheet};
use crate::out::Screen;
use exceptio::{Files, sheet};
use std::fs;
use std::path::Path;

pub fn run(screen: &Screen, args: &Sheet) -> Ending {
    let (convert, to_xlsx) = match args {
        Sheet::ToXlsx(convert) => (convert, true),
        Sheet::FromXlsx(convert) => (convert, false),
    };
    let Convert { from, to, force } = convert;
    if !from.is_file() {
        let message = format!("there is no file {}", from.display());
        return misused(screen, Format::Human, "command::no_file", message, None);
    }
    if to.exists() && !force {
        let message = format!("{} exists already", to.display());
        let hint = Some("name another file, or add --force to replace it".to_owned());
        return misused(screen, Format::Human, "command::exists", message, hint);
    }
    // What stands there already keeps the rows that the new table has too, as they are written.
    let there = fs::read_to_string(to).ok();
    let bytes = match fs::read(from) {
        Ok(bytes) => bytes,
        Err(problem) => return disk_failed(screen, Format::Human, format!("{}: {problem}", from.display())),
    };
    let done =
        if to_xlsx { out_of_csv(screen, &bytes, from) } else { out_of_xlsx(screen, &bytes, from, there.as_deref()) };
    let (bytes, end) = match done {
        Ok(done) => done,
        Err(end) => return end,
    };
    if let Err(problem) = fs::write(to, bytes) {
        return disk_failed(screen, Format::Human, format!("{}: {problem}", to.display()));
    }
    screen.talk(&format!("{} written.\n", to.display()));
    end
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn out_of_csv(screen: &Screen, bytes: &[u8], from: &Path) -> Result<(Vec<u8>, Ending), Ending> {
    let Ok(csv) = std::str::from_utf8(bytes) else {
        let hint = Some("`exceptio check` says where, and what it was probably saved as".to_owned());
        let message = format!("{} is not UTF-8 text", from.display());
        misused(screen, Format::Human, "command::not_text", message, hint);
        return Err(Ending::Problems);
    };
    let stem = from.file_stem().unwrap_or_default().to_string_lossy();
    match sheet::to_xlsx(csv, &stem) {
        Ok(workbook) => Ok((workbook, Ending::Ran)),
        Err(problem) => {
            let problem = problem.diagnostic(&name(from));
            say_problems(screen, Format::Human, &Files::new(), &[problem]);
            Err(Ending::Problems)
        }
    }
}

fn out_of_xlsx(screen: &Screen, bytes: &[u8], from: &Path, there: Option<&str>) -> Result<(Vec<u8>, Ending), Ending> {
    let read = sheet::from_xlsx(bytes, &name(from), there);
    say_problems(screen, Format::Human, &Files::new(), &read.problems);
    let end = ending(&read.problems);
    if read.value.is_empty() { Err(end.max(Ending::Problems)) } else { Ok((read.value.into_bytes(), end)) }
}
