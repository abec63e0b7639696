//! `robust`: would other decisions or other cases have given the same solution?
//!
//! In: a chosen table, how its solution is asked for, what is to be tried. Out: a report. What random trials there are comes from one
//! stated seed; where they would cost more steps (cases times rows, a trial) than allowed, fewer are made and that is said.

mod settings;

use super::choose::{Chosen, with_option};
use super::minimize::{MinimizeAsk, Which, expectations, nothing};
use super::truth::settings_of;
use crate::report::RobustReport;
use ::sets::expression::Sum;
use ::sets::minimize::{Expectation, Options};
use ::sets::robust::{
    Assumed, Bootstrapped, Certain, Cut, Joint, Likeness, Range, Recipe, Resampled, Retention, RobustCases, RobustFit,
    Setting, Span, Struck, anchor_range, bootstrap, certain, changed, cut_range, joint, leave_one_out, leave_some_out,
    retention, robust_cases, robust_fit, subsample,
};
use ::sets::truth::TruthTable;
use settings::{Change, Names, Test};
use text::{Diagnostic, Files, Warned};

/// Boxes with which the ranges of joint settings are covered, at most.
const MOST_BOXES: usize = 10_000;

/// What is to be tried of a solution.
#[derive(Debug, Clone, PartialEq)]
pub struct RobustAsk {
    /// The initial solution.
    pub minimize: MinimizeAsk,
    /// Lists of settings of test solutions, as typed: `incl-cut=0.75|0.8,n-cut=2`.
    pub tests: Vec<String>,
    /// Ranges within which settings are drawn at once, as typed: `incl-cut=0.75..0.9,n-cut=1..2`.
    pub joint: Option<String>,
    /// The share of cases that each subsample keeps, between 0 and 1.
    pub subsample: Option<f64>,
    /// Whether to draw as many cases with repetition.
    pub bootstrap: bool,
    /// Cases to be struck: a number of them, or below 1 the probability of each (retention).
    pub retention: Option<f64>,
    /// How many draws, of each kind.
    pub draws: usize,
    /// What they are drawn from.
    pub seed: u64,
    /// The steps that each kind of trial may cost.
    pub steps: u64,
}

/// How much of what was asked for was done.
pub(crate) struct Extent {
    /// Trials made.
    pub made: usize,
    /// Trials asked for.
    pub asked: usize,
}

/// A range, or why it was not found.
pub(crate) struct Ranged {
    pub name: String,
    pub value: f64,
    pub range: Result<Range, Vec<Diagnostic>>,
}

/// A test solution.
pub(crate) struct Tested {
    pub words: String,
    pub models: Result<Vec<Sum>, Vec<Diagnostic>>,
    pub likeness: Likeness,
}

/// Settings drawn at once, each with its name.
pub(crate) struct Drawn {
    pub joint: Joint,
    pub spans: Vec<(String, Span)>,
    pub extent: Extent,
}

/// What all trials gave.
pub(crate) struct Tried {
    pub truth: TruthTable,
    pub models: Vec<Sum>,
    pub ranges: Vec<Ranged>,
    pub tests: Vec<Tested>,
    /// By model of the initial solution.
    pub robust: Vec<Option<(RobustFit, RobustCases)>>,
    /// The test solutions' models, each once.
    pub test_models: Vec<Sum>,
    /// Each case left out in turn, or as many as the budget allows, drawn.
    pub leave_one_out: (Resampled, Extent),
    pub retention: Option<Retention>,
    pub subsamples: Option<(Resampled, Extent, usize)>,
    pub bootstrap: Option<(Bootstrapped, Extent)>,
    pub joint: Option<Drawn>,
    /// How much of the ranges is the same for certain, or why that is not known.
    pub certain: Option<Result<Certain, Vec<Diagnostic>>>,
}

/// Tries a solution.
///
/// Gives `None` with every problem of the truth table, of the expectations, of what is to be tried (`sets::option`, `sets::span`), where no row
/// is explained (`sets::nothing_to_explain`), and where not all models of the initial solution can be listed
/// (`sets::models_not_listed`): no other could be held against it.
pub fn robust(chosen: &Chosen, ask: &RobustAsk, files: &Files) -> Warned<Option<RobustReport>> {
    let mut problems = Vec::new();
    match tried(chosen, ask, files, &mut problems) {
        Ok(tried) => Warned::new(Some(RobustReport::new(chosen, &tried, ask)), problems),
        Err(more) => {
            problems.extend(more.into_iter().map(with_option));
            Warned::new(None, problems)
        }
    }
}

fn tried(
    chosen: &Chosen,
    ask: &RobustAsk,
    files: &Files,
    problems: &mut Vec<Diagnostic>,
) -> Result<Tried, Vec<Diagnostic>> {
    let table = &chosen.table;
    let expected = expectations(chosen, ask.minimize.which, files, problems);
    let settings = settings_of(chosen, &ask.minimize.truth, files).unload(problems);
    let calibrations = chosen.calibrations.as_slice();
    let names = Names { chosen, calibrations };
    let mut wrong = Vec::new();
    let mut tests: Vec<Test> = Vec::new();
    for text in &ask.tests {
        names.tests(text).map_or_else(|more| wrong.extend(more), |more| tests.extend(more));
    }
    let spans = ask.joint.as_deref().map(|text| names.spans(text)).transpose();
    let spans = spans.unwrap_or_else(|more| {
        wrong.extend(more);
        None
    });
    let intermediate = |test: &Test| test.changes.contains(&Change::Solution(Which::Intermediate));
    if expected.is_empty() && tests.iter().any(intermediate) {
        let message = "an intermediate test solution needs directional expectations";
        wrong.push(
            Diagnostic::misuse("sets::expectation", message)
                .hint("say what should contribute to the outcome: --dir-exp 'A, ~B'"),
        );
    }
    if ask.subsample.is_some_and(|share| !(share > 0.0 && share < 1.0)) {
        wrong.push(
            Diagnostic::misuse("sets::option", "a subsample keeps a share of the cases between 0 and 1")
                .hint("such as --subsample 0.8"),
        );
    }
    let truth = &ask.minimize.truth;
    if truth.contradictory || truth.simultaneous {
        let message =
            "ranges of cut-offs are those of the rows of the outcome; --untenable hangs on those of its absence too";
        wrong.push(
            Diagnostic::misuse("sets::option", message)
                .hint("give what it bars by --exclude: `exceptio minimize --untenable ...` lists it"),
        );
    }
    let struck = ask.retention.map(struck).transpose().unwrap_or_else(|problem| {
        wrong.push(*problem);
        None
    });
    let Some(settings) = settings.filter(|_| wrong.is_empty()) else { return Err(wrong) };
    let recipe = Recipe {
        settings,
        half: chosen.half,
        explain: ask.minimize.explained().to_vec(),
        free: ask.minimize.free().to_vec(),
        assumed: assumed(ask.minimize.which, &expected),
        options: options(&ask.minimize),
        ..Recipe::new(chosen.outcome.clone(), chosen.conditions.clone())
    };
    let truth = recipe.truth(table)?;
    let models = recipe.models(table)?;
    if models.iter().all(|model| model.terms.is_empty()) {
        return Err(vec![nothing(&truth)]);
    }
    let trial = (truth.n as u64).saturating_mul(truth.rows.len() as u64).max(1_000);
    let affordable = |asked: usize, each: u64| {
        let most = usize::try_from(ask.steps / trial.saturating_mul(each).max(1)).unwrap_or(usize::MAX);
        Extent { made: asked.min(most), asked }
    };
    let tests = tests.into_iter().map(|test| tested(chosen, &recipe, &expected, &models, test)).collect::<Vec<_>>();
    let mut test_models: Vec<Sum> = tests
        .iter()
        .filter(|test| test.likeness != Likeness::Empty)
        .filter_map(|test| test.models.as_ref().ok())
        .flatten()
        .cloned()
        .collect();
    test_models.sort_unstable();
    test_models.dedup();
    let y = chosen.outcome.memberships(table);
    let members: Vec<Vec<f64>> = test_models.iter().map(|model| model.memberships(table)).collect();
    let robust = models.iter().map(|model| {
        let initial = model.memberships(table);
        robust_fit(&initial, &members, &y).zip(robust_cases(&initial, &members, &y))
    });
    // A case of a study is left out and drawn with all its spells or years, and not they by themselves.
    let clusters: Vec<Vec<usize>> = chosen.clusters.iter().map(|cluster| cluster.rows.clone()).collect();
    let units = clusters.len();
    let whole = affordable(units, 1);
    let subsamples = ask.subsample.map(|share| {
        let out = units - (units as f64 * share).round() as usize;
        let extent = affordable(ask.draws, 1);
        subsample(table, &clusters, &recipe, out, extent.made, ask.seed).map(|made| (made, extent, units - out))
    });
    let bootstrapped = ask.bootstrap.then(|| {
        let extent = affordable(ask.draws, 1);
        bootstrap(table, &clusters, &recipe, extent.made, ask.seed).map(|made| (made, extent))
    });
    let certain = spans.as_ref().map(|spans| {
        let boxes = affordable(MOST_BOXES, 3 + spans.len() as u64).made;
        certain(chosen.unsettled(), &recipe, calibrations, spans, boxes)
    });
    let drawn = spans.map(|spans| {
        let extent = affordable(ask.draws, 1 + 2 * spans.len() as u64);
        let named = spans.iter().map(|span| (names.name(span.setting), *span)).collect();
        let made = joint(chosen.unsettled(), &recipe, calibrations, &spans, extent.made, ask.seed);
        made.map(|joint| Drawn { joint, spans: named, extent })
    });
    let left = match whole.made == whole.asked {
        true => leave_one_out(table, &clusters, &recipe),
        false => leave_some_out(table, &clusters, &recipe, whole.made, ask.seed),
    };
    let cuts = (recipe.settings.inclusion, recipe.settings.frequency);
    let kept = struck.map(|struck| retention(table, &recipe.outcome, &recipe.conditions, cuts, struck)).transpose()?;
    Ok(Tried {
        ranges: ranges(&recipe, &names),
        robust: robust.collect(),
        tests,
        test_models,
        leave_one_out: (left?, whole),
        retention: kept,
        subsamples: subsamples.transpose()?,
        bootstrap: bootstrapped.transpose()?,
        joint: drawn.transpose()?,
        certain,
        models,
        truth,
    })
}

/// How cases are struck: a whole number of them, or each with a probability below 1.
fn struck(asked: f64) -> Result<Struck, Box<Diagnostic>> {
    match asked {
        share if share > 0.0 && share < 1.0 => Ok(Struck::Each(share)),
        count if count >= 1.0 && count.fract() == 0.0 && count < 1e9 => Ok(Struck::Cases(count as usize)),
        _ => Err(Box::new(
            Diagnostic::misuse("sets::option", format!("{asked} is no number of cases and no probability"))
                .hint("--retention 2 strikes two cases, --retention 0.05 each with that probability"),
        )),
    }
}

/// How to minimise; as many pairs of models are looked at as models may be listed.
fn options(ask: &MinimizeAsk) -> Options {
    let mut options = ask.options();
    options.limits.pairs = options.limits.pairs.max(options.limits.list);
    options
}

fn assumed(which: Which, expected: &[Expectation]) -> Assumed {
    match which {
        Which::Conservative => Assumed::Nothing,
        Which::Parsimonious => Assumed::Anything,
        Which::Intermediate => Assumed::Expected(expected.to_vec()),
    }
}

fn ranges(recipe: &Recipe, names: &Names) -> Vec<Ranged> {
    let cuts = [Cut::Inclusion, Cut::Pri, Cut::Frequency].map(|cut| Ranged {
        name: names.name(Setting::Cut(cut)),
        value: cut.value(recipe),
        range: cut_range(&names.chosen.table, recipe, cut),
    });
    let of_conditions =
        names.calibrations.iter().enumerate().filter(|(_, one)| recipe.conditions.contains(&one.column));
    let anchors = of_conditions.flat_map(|(place, calibration)| {
        calibration.anchors_used().iter().map(move |anchor| Ranged {
            name: names.name(Setting::Anchor(place, *anchor)),
            value: calibration.value(*anchor),
            range: anchor_range(names.chosen.unsettled(), recipe, calibration, *anchor),
        })
    });
    cuts.into_iter().chain(anchors).collect()
}

/// A test solution: the initial one with its changes made.
fn tested(chosen: &Chosen, recipe: &Recipe, expected: &[Expectation], initial: &[Sum], test: Test) -> Tested {
    let mut recipe = recipe.clone();
    let mut settings: Vec<(Setting, f64)> = Vec::new();
    let (mut expected, mut assumes) = (expected.to_vec(), recipe.assumed.clone());
    for change in &test.changes {
        match *change {
            Change::Setting(setting, value) => settings.push((setting, value)),
            Change::Without(column) => expected = without(&mut recipe, column, expected),
            Change::Solution(which) => assumes = assumed(which, &[]),
        }
    }
    recipe.assumed = match assumes {
        Assumed::Expected(_) => Assumed::Expected(expected),
        other => other,
    };
    let models = changed(chosen.unsettled(), &recipe, &chosen.calibrations, &settings)
        .and_then(|(table, recipe)| recipe.models(&table));
    let likeness = Likeness::of(initial, &models, &chosen.table);
    Tested { words: test.words, models, likeness }
}

/// Takes a condition out of a recipe; gives the expectations that do not speak of it, about the places that are left.
fn without(recipe: &mut Recipe, column: usize, expected: Vec<Expectation>) -> Vec<Expectation> {
    let Some(place) = recipe.conditions.iter().position(|other| *other == column) else { return expected };
    recipe.conditions.remove(place);
    let moved = |Expectation(literals): Expectation| {
        let literals = literals.into_iter().map(|(at, levels)| (at - usize::from(at > place), levels));
        Expectation(literals.collect())
    };
    let speaks = |expectation: &Expectation| expectation.0.iter().any(|(at, _)| *at == place);
    expected.into_iter().filter(|expectation| !speaks(expectation)).map(moved).collect()
}
