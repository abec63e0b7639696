//! `fit`: how well one claim fits a table.

use super::chance::{ChanceAsk, Extent, Tests};
use super::choose::{Choice, Chosen, columns_of, settled, with_option};
use super::expressions::Text;
use super::table_of::RawTable;
use crate::report::{ClaimFitReport, DataReport};
use sets::chance::permuted_fit;
use sets::expression::{Relation, Sum, expand, parse_claim};
use sets::warn_constant;
use text::{Diagnostic, Files, Warned};

/// Terms that a condition may have when it is multiplied out.
const MOST_TERMS: usize = 10_000;

/// What a claim is held against.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FitAsk {
    /// Chance; `None`: it is not.
    pub chance: Option<ChanceAsk>,
    /// Shares, above 0 and below 1, that consistent cases may exceed: 0.5, 0.65 and 0.8 are more often than not, usually and almost
    /// always (Ragin 2000).
    pub benchmarks: Vec<f64>,
    /// Whether every row weighs by its days, and not all alike; of a study.
    pub weigh_days: bool,
}

/// The days of each row used; `None` where rows are not made of days.
fn days_of(raw: &RawTable, chosen: &Chosen) -> Option<Vec<f64>> {
    let days = |row: usize| raw.origins.get(row)?.days.map(|days| days as f64);
    raw.kept(&chosen.table).into_iter().map(days).collect()
}

/// Holds a claim against a table: `A*~B + C -> Y` (sufficient), `A <- Y` (necessary), `A <-> Y` (both); the condition stands left.
///
/// Gives `None` with every problem of the claim, where a column is not there, where the columns make no table, and where memberships of
/// exactly 0.5 are refused.
pub fn fit_claim(
    raw: &RawTable,
    claim: &str,
    choice: &Choice,
    ask: &FitAsk,
    files: &mut Files,
) -> Warned<Option<ClaimFitReport>> {
    let mut problems = Vec::new();
    let text = Text::new(files, "--claim", claim);
    let names: Vec<&str> = raw.names().collect();
    let mut wanted = text.names(files, &names, &mut problems);
    // Literals are written in the order of columns: that of the data, and not that in which a claim happens to name them.
    wanted.sort_by_key(|name| names.iter().position(|other| other == name));
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    let Some(table) = columns_of(raw, &wanted, choice.missing, &mut problems) else {
        return Warned::new(None, problems);
    };
    let Some(claim) = parse_claim(files, text.file, &table).unload(&mut problems) else {
        return Warned::new(None, problems);
    };
    let sum = |formula: &sets::expression::Formula| -> Option<Sum> {
        formula.as_sum().or_else(|| expand(formula, &table, MOST_TERMS).ok())
    };
    let (Some(condition), Some(outcome)) = (sum(&claim.condition), sum(&claim.outcome)) else {
        problems.push(Diagnostic::error("sets::too_large", format!("the claim has more than {MOST_TERMS} terms")));
        return Warned::new(None, problems);
    };
    problems.extend(text.contradiction(files, &condition));
    let condition = condition.in_order();
    let conditions = condition.columns();
    let mut more = Vec::new();
    let settled = settled(&table, &conditions, &outcome, choice.half, &mut more);
    problems.extend(more.into_iter().map(with_option));
    let Some(table) = settled else { return Warned::new(None, problems) };
    problems.extend(warn_constant(&table, &conditions, &outcome));
    let data = DataReport::new(raw, &table, &conditions, &outcome, choice);
    // Multiplying out may change fuzzy memberships; the whole is reckoned as it was written.
    let whole = claim.condition.memberships(&table);
    let outcome_text = outcome.write(&table);
    let chosen = Chosen {
        clusters: raw.clusters(&table),
        table,
        outcome,
        outcome_text,
        conditions,
        also: Vec::new(),
        calibrations: Vec::new(),
        half: choice.half,
        before: None,
        speaks: Vec::new(),
        cannot: Vec::new(),
        data,
    };
    let relations: &[Relation] = match claim.relation {
        Relation::Both => &[Relation::Necessary, Relation::Sufficient],
        Relation::Necessary => &[Relation::Necessary],
        Relation::Sufficient => &[Relation::Sufficient],
    };
    let weights = match ask.weigh_days.then(|| days_of(raw, &chosen)) {
        None => None,
        Some(Some(days)) => Some(days),
        Some(None) => {
            let message = "only rows made of days can be weighed by days";
            let problem = Diagnostic::misuse("sets::weights", message)
                .hint("those of a study are: name one, with --unit spell or year; leave --weigh-days out for a file");
            problems.push(problem);
            return Warned::new(None, problems);
        }
    };
    let claimed = (files.text(text.file), &condition, whole.as_slice());
    let (mut report, conditions) = ClaimFitReport::new(&chosen, claimed, relations, weights.as_deref());
    report.hold_against(&ask.benchmarks);
    match (&ask.chance, weights) {
        (Some(ask), None) => against_chance(&mut report, &chosen, &conditions, ask),
        (Some(ask), Some(_)) => {
            let at = ask.power_at.unwrap_or(POWER_AT);
            let tests = Tests { ask, y: &[], conditions: &[], hypotheses: None, at };
            let why = "rows weigh by their days, and an outcome cannot be dealt from a long spell to a short one";
            report.chance = Some(tests.left_out(why.to_owned()));
        }
        (None, _) => {}
    }
    Warned::new(Some(report), problems)
}

/// The consistency at which the power of a claim is reckoned where none is given: what is commonly asked for.
const POWER_AT: f64 = 0.8;

/// Fills in what chance would have done, line by line; the whole comes last. A claim is made beforehand, and nothing is adjusted for.
fn against_chance(report: &mut ClaimFitReport, chosen: &Chosen, conditions: &[Vec<f64>], ask: &ChanceAsk) {
    // Deals are drawn over the rows as what they hold orders them, so that p does not hang on how a file is sorted.
    let order = chosen.table.order_of_values();
    let ordered = |members: &[f64]| -> Vec<f64> { order.iter().map(|row| members[*row]).collect() };
    let y = ordered(&chosen.outcome.memberships(&chosen.table));
    let conditions: &[Vec<f64>] = &conditions.iter().map(|x| ordered(x)).collect::<Vec<_>>();
    let tests = Tests { ask, y: &y, conditions, hypotheses: None, at: ask.power_at.unwrap_or(POWER_AT) };
    let necessary: Vec<bool> = report.lines.iter().map(|line| line.relation == "necessity").collect();
    report.chance = Some(match ask.extent(y.len() * conditions.len()) {
        Extent::Not(why) => tests.left_out(why),
        Extent::Dealing(dealing) => {
            for (line, tested) in report.lines.iter_mut().zip(tests.run(&dealing, &necessary)) {
                line.chance = Some(tested);
            }
            tests.report(conditions.last().and_then(|whole| permuted_fit(whole, &y, &dealing)), &dealing)
        }
    });
}
