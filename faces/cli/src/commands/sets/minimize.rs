//! `exceptio minimize`: the models of a truth table, or of one for each of several outcomes.

use super::{Read, chance_ask, ended, plain, print, read, refused, run as run_sets, solving};
use crate::args::{Minimize, PaperFormat};
use crate::commands::{Ending, say_problems};
use crate::draw::diagnostics;
use crate::out::{self, Screen};
use exceptio::sets::{MinimizeAsk, choose, minimize, names_in, parts};
use exceptio::{Diagnostic, Files, MinimizeEachReport, MinimizeReport};
use serde_json::Value;

pub fn run(screen: &Screen, args: &Minimize) -> Ending {
    let outcomes = args.outcome.as_deref().map(parts).unwrap_or_default();
    if outcomes.len() > 1 {
        return run_each(screen, args, &outcomes);
    }
    let (choice, ask) = match solving(&args.solving, &args.cuts, &args.source, args.outcome.as_deref()) {
        Ok(asked) => asked,
        Err(problems) => return refused(screen, &args.source, &problems),
    };
    let ask = MinimizeAsk { most: Some(args.most), chance: chance_ask(&args.chance), ..ask };
    run_sets(screen, &args.source, Ok(choice), |chosen, files| minimize(chosen, &ask, files))
}

/// Each outcome as by itself, a study's rows cut by it alone; where no conditions are named, no outcome is one of another.
fn run_each(screen: &Screen, args: &Minimize, outcomes: &[String]) -> Ending {
    let mut reports: Vec<MinimizeReport> = Vec::new();
    let mut said: Vec<(Files, Vec<Diagnostic>)> = Vec::new();
    for outcome in outcomes {
        let (mut choice, ask) = match solving(&args.solving, &args.cuts, &args.source, Some(outcome)) {
            Ok(asked) => asked,
            Err(problems) => return refused(screen, &args.source, &problems),
        };
        let ask = MinimizeAsk { most: Some(args.most), chance: chance_ask(&args.chance), ..ask };
        let Read { raw, mut files, mut problems, .. } = match read(screen, &args.source, &choice) {
            Ok(read) => read,
            Err(ending) => return ending,
        };
        if choice.conditions.is_empty() {
            let named: Vec<String> = outcomes.iter().flat_map(|outcome| names_in(outcome)).collect();
            choice.conditions = raw.conditions.iter().filter(|name| !named.contains(name)).cloned().collect();
        } else {
            let own: Vec<String> = names_in(outcome).collect();
            choice.conditions.retain(|name| !own.contains(name));
        }
        let chosen = choose(&raw, &choice, &mut files).unload(&mut problems);
        let report = chosen.and_then(|chosen| minimize(&chosen, &ask, &files).unload(&mut problems));
        reports.extend(report);
        said.push((files, problems));
    }
    let ending = said.iter().map(|(files, problems)| ended(files, problems)).max().unwrap_or(Ending::Ran);
    let report = MinimizeEachReport::new(reports);
    let format = args.source.format;
    if format == PaperFormat::Json {
        let mut object = serde_json::to_value(&report).expect("a report can be written");
        let problems = said.iter().flat_map(|(files, problems)| match diagnostics::as_data(files, problems) {
            Value::Array(problems) => problems,
            other => vec![other],
        });
        object["problems"] = problems.collect();
        let text = serde_json::to_string_pretty(&object).expect("an object with text keys can be written");
        out::plain(&format!("{text}\n"));
        return ending;
    }
    print(screen, format, &report, &Files::new(), &[]);
    for (files, problems) in said.iter().filter(|(_, problems)| !problems.is_empty()) {
        screen.talk("\n");
        say_problems(screen, plain(format), files, problems);
    }
    ending
}
