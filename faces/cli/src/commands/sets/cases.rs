//! `exceptio cases`: which cases of a solution to look at, one by one and in pairs.

use super::{refused, run_on, run_read, solution};
use crate::args::{Cases, TechniqueArg};
use crate::commands::Ending;
use crate::out::Screen;
use exceptio::sets::{CasesAsk, RawTable, StudyAsk, Technique, cases, memberships, selection};
use exceptio::{SourcedReport, Study, Warned};

pub fn run(screen: &Screen, args: &Cases) -> Ending {
    let (choice, ask) = match solution(&args.solution, &args.source) {
        Ok(asked) => asked,
        Err(problems) => return refused(screen, &args.source, &problems),
    };
    if args.memberships {
        return run_on(screen, &args.source, Ok(choice), |raw, choice, files| memberships(raw, choice, &ask, files));
    }
    if let Some(technique) = args.select.map(technique) {
        return run_read(screen, &args.source, Ok(choice), |raw, study, choice, files| {
            cited(selection(raw, choice, (&ask, technique, args.most), files), raw, study)
        });
    }
    let ask = CasesAsk { solution: ask, terms: args.term.clone(), pairs: args.pairs, most: args.most };
    run_read(screen, &args.source, Ok(choice), |raw, study, choice, files| {
        cited(cases(raw, choice, &ask, files), raw, study)
    })
}

/// Of a study, with the codings behind the cases that are listed.
fn cited<R: SourcedReport>(
    mut report: Warned<Option<R>>,
    raw: &RawTable,
    study: Option<&(Study, StudyAsk)>,
) -> Warned<Option<R>> {
    if let (Some(found), Some((study, ask))) = (&mut report.value, study) {
        study.cite(ask, raw, found).unload(&mut report.problems);
    }
    report
}

fn technique(argument: TechniqueArg) -> Technique {
    match argument {
        TechniqueArg::Typical => Technique::Typical,
        TechniqueArg::Diverse => Technique::Diverse,
        TechniqueArg::Extreme => Technique::Extreme,
        TechniqueArg::Deviant => Technique::Deviant,
        TechniqueArg::Influential => Technique::Influential,
        TechniqueArg::MostSimilar => Technique::MostSimilar,
        TechniqueArg::MostDifferent => Technique::MostDifferent,
        TechniqueArg::Pathway => Technique::Pathway,
    }
}
