//! Set-theoretic analysis: how these commands run and end. `read` gets the table, `asked` what is asked of it, `shown` prints.

mod asked;
pub mod calibrate;
pub mod cases;
pub mod cna;
pub mod evaluate;
pub mod fit;
pub mod minimize;
pub mod necessity;
pub mod panel;
mod read;
pub mod robust;
mod shown;
pub mod truth;

pub use asked::{chance_ask, choice, solution, solving, truth_ask};
use read::table_in;
pub use read::{Read, read, read_as};
pub use shown::{plain, print};

use super::{Ending, say_problems};
use crate::args::Source;
use crate::out::Screen;
use exceptio::sets::{Choice, Chosen, RawTable, StudyAsk, choose};
use exceptio::{Diagnostic, Files, Shown, Study, Warned};

/// Says what is wrong with the options, and ends.
pub fn refused(screen: &Screen, source: &Source, problems: &[Diagnostic]) -> Ending {
    say_problems(screen, plain(source.format), &Files::new(), problems);
    ended(&Files::new(), problems)
}

/// Reads, chooses, analyses, prints.
pub fn run<R: Shown>(
    screen: &Screen,
    source: &Source,
    choice: Result<Choice, Vec<Diagnostic>>,
    analyse: impl FnOnce(&Chosen, &Files) -> Warned<Option<R>>,
) -> Ending {
    run_on(screen, source, choice, |raw, choice, files| {
        choose(raw, choice, files).and_then(|chosen| match chosen {
            Some(chosen) => analyse(&chosen, files),
            None => Warned::clean(None),
        })
    })
}

/// The same for an analysis that chooses its columns itself.
pub fn run_on<R: Shown>(
    screen: &Screen,
    source: &Source,
    choice: Result<Choice, Vec<Diagnostic>>,
    analyse: impl FnOnce(&RawTable, &Choice, &mut Files) -> Warned<Option<R>>,
) -> Ending {
    run_read(screen, source, choice, |raw, _, choice, files| analyse(raw, choice, files))
}

/// The same for an analysis that also asks the study where the table comes from.
pub fn run_read<R: Shown>(
    screen: &Screen,
    source: &Source,
    choice: Result<Choice, Vec<Diagnostic>>,
    analyse: impl FnOnce(&RawTable, Option<&(Study, StudyAsk)>, &Choice, &mut Files) -> Warned<Option<R>>,
) -> Ending {
    let choice = match choice {
        Ok(choice) => choice,
        Err(problems) => return refused(screen, source, &problems),
    };
    match read(screen, source, &choice) {
        Ok(read) => analysed(screen, source, read, &choice, analyse),
        Err(ending) => ending,
    }
}

/// Analyses what was read, prints.
pub fn analysed<R: Shown>(
    screen: &Screen,
    source: &Source,
    read: Read,
    choice: &Choice,
    analyse: impl FnOnce(&RawTable, Option<&(Study, StudyAsk)>, &Choice, &mut Files) -> Warned<Option<R>>,
) -> Ending {
    let Read { raw, mut files, mut problems, study } = read;
    let report = analyse(&raw, study.as_ref(), choice, &mut files).unload(&mut problems);
    let Some(report) = report else {
        say_problems(screen, plain(source.format), &files, &problems);
        return ended(&files, &problems);
    };
    print(screen, source.format, &report, &files, &problems);
    ended(&files, &problems)
}

/// How a command ends that met these problems: it was called wrongly where all errors are about its options.
pub fn ended(files: &Files, problems: &[Diagnostic]) -> Ending {
    let of_option = |problem: &Diagnostic| {
        let pointed = problem.labels.first().is_some_and(|label| files.name(label.span.file).starts_with("--"));
        pointed || problem.misuse
    };
    let mut errors = problems.iter().filter(|problem| problem.is_error()).peekable();
    if errors.peek().is_some() && errors.all(of_option) { Ending::Usage } else { super::ending(problems) }
}
