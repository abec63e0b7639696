//! `exceptio code`: asks only for what a theory reads about a case and nobody has coded, and writes the rows.
//!
//! Every answer is checked at once, against the whole study, and asked for again where the check finds an error. A row is on
//! disk as soon as its questions are answered, so that `stop`, Ctrl-D or Ctrl-C lose nothing but the row begun.

mod dialogue;

use super::study::{self, Place};
use super::{Ending, ending, misused, print_json, say_problems, today};
use crate::args::{Code, Format};
use crate::out::{self, Screen};
use dialogue::Dialogue;
use exceptio::{Answers, Diagnostic, Files, Questions, Study, Table};
use serde_json::json;
use std::io::{BufRead, IsTerminal};

pub fn run(screen: &Screen, args: &Code) -> Ending {
    let format = args.shape.format;
    let (folder, place) = match study::find(screen, format, args.study.as_deref()) {
        Ok(found) => found,
        Err(ending) => return ending,
    };
    let ask = study::ask(&args.view);
    let opened = exceptio::open(&folder, &ask);
    let study = match opened.study {
        Some(study) if !opened.problems.iter().any(Diagnostic::is_error) => study,
        _ => {
            say_problems(screen, format, &opened.files, &opened.problems);
            return ending(&opened.problems);
        }
    };
    if format != Format::Human {
        return print(screen, args, &study, &opened.files);
    }
    let Place::Folder(root) = &place else {
        let hint =
            "make a folder of it first: `exceptio new my-study --from china-vietnam`, then add `--study my-study`";
        let message = "rows cannot be written into a built-in study";
        return misused(screen, format, "command::built_in", message, Some(hint.to_owned()));
    };
    let mut dialogue = Dialogue {
        screen,
        root: root.clone(),
        ask,
        folder,
        lines: std::io::stdin().lock().lines(),
        echo: !std::io::stdin().is_terminal(),
        rows: Vec::new(),
        args,
        last_source: String::new(),
        coder: args.coder.clone(),
        recorded: args.recorded.clone().unwrap_or_else(today),
        open: Vec::new(),
    };
    let end = dialogue.run(&study, &opened.files);
    dialogue.summary(&place);
    end
}

fn questions(study: &Study, args: &Code) -> exceptio::Warned<Questions> {
    study.questions(args.theory.as_deref(), &args.case)
}

fn answers(answers: &Answers) -> (&'static str, Vec<String>) {
    match answers {
        Answers::YesNo => ("truth", vec!["yes".to_owned(), "no".to_owned()]),
        Answers::OneOf(levels) => ("category", levels.clone()),
        Answers::Actors => ("actors", Vec::new()),
        Answers::Number => ("number", Vec::new()),
    }
}

/// The questions as data.
fn print(screen: &Screen, args: &Code, study: &Study, files: &Files) -> Ending {
    let missing = study.missing_actors(&args.case);
    let exceptio::Warned { value, problems } =
        if missing.is_empty() { questions(study, args) } else { exceptio::Warned::clean(Questions::default()) };
    let end = ending(&problems);
    if args.shape.format == Format::Json {
        let list: Vec<_> = value
            .questions
            .iter()
            .map(|question| {
                let (kind, words) = answers(&question.answers);
                json!({
                    "cell": question.cell, "attribute": question.attribute, "subject": question.subject,
                    "object": question.object, "meaning": question.meaning, "rule": question.rule, "type": kind,
                    "answers": words, "otherwise": question.otherwise, "file": question.file,
                })
            })
            .collect();
        let object = json!({
            "schema": "exceptio.code", "version": 1, "case": args.case, "missing_actors": missing,
            "questions": list, "elsewhere": value.elsewhere, "coded": value.coded,
        });
        print_json(object, files, &problems);
        return end;
    }
    say_problems(screen, args.shape.format, files, &problems);
    let mut table = Table::new(&["cell", "attribute", "subject", "object", "type", "answers", "otherwise", "file"]);
    table.rows = value
        .questions
        .iter()
        .map(|question| {
            let (kind, words) = answers(&question.answers);
            vec![
                question.cell.clone(),
                question.attribute.clone(),
                question.subject.clone(),
                question.object.clone(),
                kind.to_owned(),
                words.join(" "),
                question.otherwise.clone(),
                question.file.to_owned(),
            ]
        })
        .collect();
    out::plain(&table.to_csv());
    end
}
