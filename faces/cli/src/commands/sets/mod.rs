//! Set-theoretic analysis: where the table comes from, and how these commands end.

pub mod calibrate;
pub mod cases;
pub mod cna;
pub mod evaluate;
pub mod fit;
pub mod minimize;
pub mod necessity;
pub mod panel;
pub mod robust;
pub mod truth;

use super::study::{self, Loaded};
use super::{Ending, disk_failed, say_problems, test};
use crate::args::{
    Chance, Cuts, Format, MissingArg, OverlapArg, PaperFormat, Solution, SolutionArg, Solving, Source, UnitArg,
    UntenableArg,
};
use crate::draw;
use crate::draw::paint::wrap;
use crate::out::{self, Screen};
use exceptio::sets::{
    CaseUnit, ChanceAsk, Choice, Chosen, FileAsk, HalfRule, MinimizeAsk, MissingRule, Output, OverlapRule, RawTable,
    SolutionAsk, StudyAsk, TruthAsk, Which, calibrated, choose, half_rule, kinds, names_in, parts, table_of_file,
};
use exceptio::{Diagnostic, DiskProblem, Files, Layout, Study, Table, Warned};
use serde_json::Value;
use std::path::Path;

/// A table as it came, and what was said on the way.
pub struct Read {
    pub raw: RawTable,
    pub files: Files,
    pub problems: Vec<Diagnostic>,
    /// The study that it is of, and how it was asked for; `None` of a file.
    pub study: Option<(Study, StudyAsk)>,
}

/// The format in which problems are said.
pub fn plain(format: PaperFormat) -> Format {
    if format == PaperFormat::Json { Format::Json } else { Format::Human }
}

/// Reads the file or study that is meant.
pub fn read(screen: &Screen, source: &Source, choice: &Choice) -> Result<Read, Ending> {
    read_as(screen, source, choice, None)
}

/// The same; a file's rows may be those of a panel, by its columns of units and clusters. Columns are calibrated as asked.
pub fn read_as(
    screen: &Screen,
    source: &Source,
    choice: &Choice,
    panel: Option<(String, String)>,
) -> Result<Read, Ending> {
    let texts = calibrate::texts(screen, plain(source.format), &source.recipes)?;
    let Read { raw, mut files, mut problems, study } = read_raw(screen, source, &with_raw(choice, &texts), panel)?;
    // What a study's own files are warned of stands in `exceptio check`; here it would only stand before the result.
    problems.retain(Diagnostic::is_error);
    let recipes = calibrate::read(&texts, &mut files, &mut problems);
    let made = calibrated(&raw, &recipes).unload(&mut problems);
    given(screen, source, made, files, problems, study)
}

fn read_raw(
    screen: &Screen,
    source: &Source,
    choice: &Choice,
    panel: Option<(String, String)>,
) -> Result<Read, Ending> {
    let format = plain(source.format);
    let file = source.from.as_deref().map(Path::new).filter(|path| path.is_file());
    if let Some(path) = file {
        let mut problems = Vec::new();
        let read = table_in(path, source.cases.as_deref(), source.kinds.as_deref(), panel);
        let raw = read.map_err(|problem| disk_failed(screen, format, problem))?.unload(&mut problems);
        let of_studies = [
            ("--order", !source.order.is_empty()),
            ("--lag", source.lag.is_some()),
            ("--theory", source.theory.is_some()),
            ("--definition", source.definition.is_some()),
            ("--reading", !source.view.reading.is_empty()),
            ("--layer", !source.view.layer.is_empty()),
            ("--as-of", source.view.as_of.is_some()),
        ];
        for (option, _) in of_studies.into_iter().filter(|(_, given)| *given) {
            let message = format!("{option} is for studies, and `{}` is a file", path.display());
            problems.push(Diagnostic::error("sets::option", message).hint("leave it out, or name a study"));
        }
        return given(screen, source, raw, Files::new(), problems, None);
    }
    let Loaded { study, files, mut problems, .. } = study::load(screen, format, source.from.as_deref(), &source.view)?;
    let unit = match source.unit {
        UnitArg::Case => CaseUnit::Case,
        UnitArg::Spell => CaseUnit::Spell,
        UnitArg::Year => CaseUnit::Year,
    };
    let ask = StudyAsk {
        theory: source.theory.clone(),
        definition: source.definition.clone(),
        unit,
        options: test::options(&source.judging, false),
        orders: source.order.clone(),
        lag: source.lag.clone(),
    };
    let raw = study.table_of(&ask, choice).unload(&mut problems);
    given(screen, source, raw, files, problems, Some((study, ask)))
}

/// The table in a file; kinds as typed.
fn table_in(
    path: &Path,
    cases: Option<&str>,
    declared: Option<&str>,
    panel: Option<(String, String)>,
) -> Result<Warned<Option<RawTable>>, DiskProblem> {
    let mut problems = Vec::new();
    let kinds = declared.map_or(Ok(Default::default()), kinds).unwrap_or_else(|more| {
        problems.extend(more);
        Default::default()
    });
    let bytes = exceptio::read_file(path)?;
    let ask = FileAsk { cases: cases.map(str::to_owned), kinds, panel };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let raw = table_of_file(&name, &bytes, &ask).unload(&mut problems);
    Ok(Warned::new(raw, problems))
}

fn given(
    screen: &Screen,
    source: &Source,
    raw: Option<RawTable>,
    files: Files,
    problems: Vec<Diagnostic>,
    study: Option<(Study, StudyAsk)>,
) -> Result<Read, Ending> {
    match raw {
        Some(raw) if !problems.iter().any(Diagnostic::is_error) => Ok(Read { raw, files, problems, study }),
        _ => {
            say_problems(screen, plain(source.format), &files, &problems);
            Err(ended(&files, &problems))
        }
    }
}

/// The choice that the options make of a table.
pub fn choice(source: &Source, outcome: Option<&str>, cuts: Option<&Cuts>) -> Result<Choice, Vec<Diagnostic>> {
    let named = |cuts: &Cuts| {
        let each = |option: &'static str, texts: &[String]| {
            texts.iter().map(|text| (option, text.clone())).collect::<Vec<_>>()
        };
        [each("--exclude", &cuts.exclude), each("--necessary", &cuts.necessary), each("--impossible", &cuts.impossible)]
            .concat()
    };
    Ok(Choice {
        outcome: outcome.map(str::to_owned),
        conditions: source.conditions.clone(),
        also: cuts.map(named).unwrap_or_default(),
        missing: match source.missing {
            MissingArg::Refuse => MissingRule::Refuse,
            MissingArg::Drop => MissingRule::Drop,
        },
        half: half_rule(&source.half)?,
    })
}

/// How a truth table is asked for.
pub fn truth_ask(cuts: &Cuts, source: &Source) -> TruthAsk {
    TruthAsk {
        inclusion: cuts.incl_cut.first().copied().unwrap_or(1.0),
        contradiction: cuts.incl_cut.get(1).copied(),
        pri: cuts.pri_cut,
        frequency: cuts.n_cut,
        keep_halves: half_rule(&source.half) == Ok(HalfRule::Keep),
        contradictory: cuts.untenable.contains(&UntenableArg::Contradictory),
        simultaneous: cuts.untenable.contains(&UntenableArg::Simultaneous),
        overlap: match cuts.overlap {
            OverlapArg::Specific => OverlapRule::Specific,
            OverlapArg::Refuse => OverlapRule::Refuse,
            OverlapArg::Negative => OverlapRule::Negative,
            OverlapArg::Explain => OverlapRule::Explain,
            OverlapArg::Free => OverlapRule::Free,
        },
        ..TruthAsk::default()
    }
}

/// The choice and the question that the options of minimising make.
pub fn solving(
    solving: &Solving,
    cuts: &Cuts,
    source: &Source,
    outcome: Option<&str>,
) -> Result<(Choice, MinimizeAsk), Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut explain = Vec::new();
    for sign in &solving.explain {
        match sign.trim() {
            "1" => explain.push(Output::Positive),
            "0" => explain.push(Output::Negative),
            "C" | "c" => explain.push(Output::Contradiction),
            other => problems.push(
                Diagnostic::error("sets::option", format!("rows coded `{other}` cannot be explained"))
                    .hint("1, C or 0, or several separated by commas; a remainder has too few cases to be explained"),
            ),
        }
    }
    let expectations = solving.dir_exp.as_deref().map(parts).unwrap_or_default();
    let choice = choice(source, outcome, Some(cuts)).map(|mut choice| {
        choice.also.extend(expectations.iter().map(|text| ("--dir-exp", text.clone())));
        choice
    });
    match choice {
        Ok(choice) if problems.is_empty() => {
            let ask = MinimizeAsk {
                truth: truth_ask(cuts, source),
                which: match solving.solution {
                    SolutionArg::Conservative => Which::Conservative,
                    SolutionArg::Parsimonious => Which::Parsimonious,
                    SolutionArg::Intermediate => Which::Intermediate,
                },
                expectations,
                explain,
                contradictions_free: solving.include_contradictions,
                all_models: solving.all_models,
                row_dominance: solving.row_dominance,
                most: None,
                chance: None,
            };
            Ok((choice, ask))
        }
        choice => {
            problems.extend(choice.err().unwrap_or_default());
            Err(problems)
        }
    }
}

/// The choice and the question that the options of a solution make: a claim says its columns itself.
pub fn solution(args: &Solution, source: &Source) -> Result<(Choice, SolutionAsk), Vec<Diagnostic>> {
    let (mut choice, minimize) = solving(&args.solving, &args.cuts, source, args.outcome.as_deref())?;
    if let Some(claim) = &args.claim {
        // A study's spells are cut by what the claim reads.
        choice.outcome = Some(claim.clone());
        choice.conditions.extend(names_in(claim));
    }
    Ok((choice, SolutionAsk { claim: args.claim.clone(), minimize, model: args.model.clone() }))
}

/// Says what is wrong with the options, and ends.
pub fn refused(screen: &Screen, source: &Source, problems: &[Diagnostic]) -> Ending {
    say_problems(screen, plain(source.format), &Files::new(), problems);
    ended(&Files::new(), problems)
}

/// How a result is to be held against chance, if it is.
pub fn chance_ask(chance: &Chance) -> Option<ChanceAsk> {
    let ask = ChanceAsk {
        permutations: chance.permutations.map(|deals| deals as usize),
        seed: chance.seed,
        power_at: chance.power_at,
    };
    (!chance.no_permutation).then_some(ask)
}

/// A report, as each format wants it.
pub trait Shown {
    /// As JSON, without problems.
    fn json(&self) -> Value;
    /// Tidy rows.
    fn tidy(&self) -> Table;
    /// Tables for reading.
    fn layouts(&self) -> Vec<Layout>;
    /// What must be said before them.
    fn first(&self) -> Vec<String> {
        Vec::new()
    }
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

/// A choice that reads the raw columns of recipes too, so that a study gives them; what is wrong with a recipe is said elsewhere.
fn with_raw(choice: &Choice, texts: &calibrate::Texts) -> Choice {
    let mut wide = choice.clone();
    for recipe in calibrate::read(texts, &mut Files::new(), &mut Vec::new()) {
        let names = std::iter::once(recipe.from).chain(recipe.grades);
        wide.also.extend(names.map(|name| ("--calibrate", format!("`{}`", name.replace('`', "``")))));
        // A column that is yet to be made is none of a study's.
        wide.conditions.retain(|condition| *condition != recipe.name);
    }
    wide
}

/// Prints a report, and after it what is to be said of it.
pub fn print<R: Shown>(screen: &Screen, format: PaperFormat, report: &R, files: &Files, problems: &[Diagnostic]) {
    let joined = |of: fn(&Layout) -> String| report.layouts().iter().map(of).collect::<Vec<_>>().join("\n");
    match format {
        PaperFormat::Json => {
            super::print_json(report.json(), files, problems);
            return;
        }
        PaperFormat::Csv => {
            out::plain(&report.tidy().to_csv());
            // Rows have no head: which solution this is and how many there are stands in them, and is said beside them.
            for line in report.first() {
                screen.talk(&wrap(&line, screen.width, "", "  "));
            }
            // Rows have no foot: what stands there, N used and left out and lists cut among it, is said beside them.
            for note in report.layouts().iter().flat_map(|layout| &layout.notes) {
                screen.talk(&wrap(note, screen.width, "", "  "));
            }
        }
        PaperFormat::Latex => out::plain(&joined(Layout::to_latex)),
        PaperFormat::Markdown => out::plain(&joined(Layout::to_markdown)),
        PaperFormat::Human => {
            let first: String = report.first().iter().map(|line| wrap(line, screen.width, "", "  ")).collect();
            let layouts: Vec<String> =
                report.layouts().iter().map(|layout| draw::sets::layout(screen, layout)).collect();
            let between = if first.is_empty() { "" } else { "\n" };
            screen.data(&format!("{first}{between}{}", layouts.join("\n")));
        }
    }
    if !problems.is_empty() {
        screen.talk("\n");
        say_problems(screen, Format::Human, files, problems);
    }
}

/// Problems that come from the options and not from the data.
const OPTIONS: &[&str] = &[
    "sets::unknown_column",
    "sets::no_outcome",
    "sets::conditions",
    "sets::outcome",
    "sets::exclusion",
    "sets::cut_off",
    "sets::expectation",
    "sets::threshold",
    "sets::half_step",
    "sets::half_rule",
    "sets::kinds",
    "sets::sort",
    "sets::too_many_rows",
    "sets::order",
    "sets::lag",
    "sets::definition",
    "sets::option",
    "sets::no_recipe",
    "sets::column_taken",
    "sets::calibration",
    "sets::measure",
    "sets::maxstep",
    "sets::grid",
    "sets::what",
    "sets::unknown_model",
    "sets::unknown_term",
    "sets::span",
    "sets::panel_rows",
    "sets::panel_weight",
];

/// How a command ends that met these problems: it was called wrongly where all errors are about its options.
pub fn ended(files: &Files, problems: &[Diagnostic]) -> Ending {
    let of_option = |problem: &Diagnostic| {
        let pointed = problem.labels.first().is_some_and(|label| files.name(label.span.file).starts_with("--"));
        pointed || OPTIONS.contains(&problem.code)
    };
    let mut errors = problems.iter().filter(|problem| problem.is_error()).peekable();
    if errors.peek().is_some() && errors.all(of_option) { Ending::Usage } else { super::ending(problems) }
}
