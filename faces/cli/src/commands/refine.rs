//! `exceptio refine`: the simplest changes of a theory that resolve its exceptions.

use super::report::{Drawn, open};
use super::{Ending, disk_failed, misused, test};
use crate::args::{Format, PaperFormat, Refine, Shape};
use crate::draw;
use crate::out::Screen;
use exceptio::{Paper, RefineOptions, RefineReport};
use std::path::Path;

/// So many answers of each size are verified for each claim with `--all`.
const ALL: usize = 100;

pub fn run(screen: &Screen, args: &Refine) -> Result<Ending, Ending> {
    let shape = Shape { format: shape(args.format) };
    let mut opened = open(screen, args.study.as_deref(), shape, &args.view)?;
    let defaults = RefineOptions::default();
    let options = RefineOptions {
        theory: args.theory.clone(),
        claim: args.claim.clone(),
        definition: args.definition.clone(),
        from: args.from.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect(),
        size: usize::from(args.size),
        answers: if args.all { ALL } else { defaults.answers },
        draws: args.draws,
        seed: args.seed,
        test: test::options(&args.judging, args.all),
    };
    let report = opened.make(|study| study.refine(&options))?;
    if let Some(into) = &args.write {
        return write(screen, args, &report, into);
    }
    Ok(opened.say(
        || serde_json::to_value(&report),
        || report.table(),
        || match args.format {
            PaperFormat::Latex => Paper::of(&report).to_latex().into(),
            PaperFormat::Markdown => Paper::of(&report).to_markdown().into(),
            _ => Drawn {
                result: draw::refine::draw(screen, &report, args.all),
                advice: draw::refine::advice(screen, &report, &opened.place),
            },
        },
    ))
}

/// The format in which a study's commands say what is no table for a paper.
fn shape(format: PaperFormat) -> Format {
    match format {
        PaperFormat::Json => Format::Json,
        PaperFormat::Csv => Format::Csv,
        PaperFormat::Human | PaperFormat::Latex | PaperFormat::Markdown => Format::Human,
    }
}

/// Writes the theory with one of the answers in it.
fn write(screen: &Screen, args: &Refine, report: &RefineReport, into: &Path) -> Result<Ending, Ending> {
    let format = shape(args.format);
    let wrong = |code, message: String, hint: &str| Err(misused(screen, format, code, message, Some(hint.to_owned())));
    let [claim] = report.claims.as_slice() else {
        let message = format!("{} claims were searched", report.claims.len());
        return wrong("command::which_claim", message, "name one of those that a case breaks with --claim");
    };
    let Some(answer) = args.nth.checked_sub(1).and_then(|at| claim.answers.get(at)) else {
        let message = format!("there is no answer {}", args.nth);
        let found = format!(
            "{} are given for `{}`, counted from 1 in the order shown; --all gives more",
            claim.answers.len(),
            claim.claim
        );
        return wrong("command::no_answer", message, &found);
    };
    let name = into.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".theory"));
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        let message = format!("{} is no name of a theory file", into.display());
        return wrong("command::no_theory", message, "call it NAME.theory, in the study's folder theories/");
    };
    if into.exists() {
        let message = format!("{} is there already", into.display());
        return wrong("command::exists", message, "name a file that is not");
    }
    if let Err(problem) = std::fs::write(into, answer.theory_named(name)) {
        return Err(disk_failed(screen, format, format!("{}: {problem}", into.display())));
    }
    screen.data(&format!("{}\n", answer.line));
    screen.talk(&format!("\n{} holds the theory `{name}` with this line.\n", into.display()));
    Ok(Ending::Ran)
}
