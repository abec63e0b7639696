//! Models: each with its terms, their fit and cases; how many there are; what they assume of rows that nobody observed.

use super::cases_layout::capital;
use super::chance::{PermutationReport, TermChanceReport, shared};
use super::data::{DataReport, listed, number, rate};
use super::truth::{TruthCounts, TruthSettings, names_of, output_word};
use super::untenable::{UntenableReport, rows_of};
use crate::report::{Layout, Shown, Table};
use crate::sets::{Chosen, Found, MinimizeAsk, Tested};
use serde::Serialize;
use sets::expression::Sum;
use sets::fit::sufficiency_of;
use sets::minimize::{Cube, Model, Number, Overlaps, Problem, Region, Solution, assumptions};
use sets::truth::TruthTable;
use text::counted;

/// A term of a model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermReport {
    /// The conjunction.
    pub term: String,
    /// Whether it is in every model.
    pub in_every_model: bool,
    /// Consistency as a sufficient condition.
    pub incl_s: Option<f64>,
    /// PRI.
    pub pri: Option<f64>,
    /// Raw coverage.
    pub cov_s: Option<f64>,
    /// Unique coverage within its model.
    pub cov_u: Option<f64>,
    /// Cases with a membership above 0.5 in it.
    pub cases: Vec<String>,
    /// Those of them in no other term of the model.
    pub only_here: Vec<String>,
    /// Those of them that lack the outcome: deviant cases consistency in kind.
    pub deviant: Vec<String>,
    /// Its consistency against chance.
    pub chance: Option<TermChanceReport>,
}

/// A model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelReport {
    /// A name that hangs on nothing but the model's terms: the same in every run.
    pub id: String,
    /// `M1`, `M2`, by their order here.
    pub name: String,
    /// `A*~B + C`.
    pub expression: String,
    /// `A*~B + C -> Y`.
    pub arrow: String,
    /// Its terms.
    pub terms: Vec<TermReport>,
    /// Consistency of the whole.
    pub incl_s: Option<f64>,
    /// PRI of the whole.
    pub pri: Option<f64>,
    /// Coverage of the whole.
    pub cov_s: Option<f64>,
    /// Cases that have the outcome and are in no term: deviant cases coverage.
    pub not_covered: Vec<String>,
    /// Simplifying assumptions: remainders that it covers.
    pub assumptions: RowsReport,
}

/// Rows of the full truth table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RowsReport {
    /// How many; as text, for it may be more than a number of JSON holds. `None` beyond what can be counted.
    pub count: Option<String>,
    /// Their numbers, ascending, where they are at most 1,000 and have numbers below 2^64; else none.
    pub rows: Vec<u64>,
    /// The same as conjunctions that have no row in common.
    pub terms: Vec<String>,
    /// Beside them, rows with a cell of no concern at an order condition, as conjunctions of the others.
    pub open: Vec<String>,
}

/// A prime implicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrimeReport {
    /// The conjunction.
    pub term: String,
    /// The rows to be explained that it covers, by number.
    pub rows: Vec<u64>,
    /// Whether it alone covers some row.
    pub essential: bool,
    /// Whether it is in every model, and in some.
    pub in_every_model: bool,
    /// Whether it is in some model.
    pub in_some_model: bool,
    /// The prime implicant for whose sake row dominance left it out.
    pub dominated_by: Option<String>,
}

/// One solution: of an intermediate analysis, that of one pair of models.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SolutionReport {
    /// `conservative`, `parsimonious`, or the pair: `C1P1`.
    pub name: String,
    /// Of a pair: ids of the conservative and the parsimonious model.
    pub pair: Option<(String, String)>,
    /// How many models there are, in words: `2`, `at least 1000`.
    pub count: String,
    /// Whether that is exact.
    pub counted: bool,
    /// Whether all are listed.
    pub exhaustive: bool,
    /// The least and the most that the fewest terms can be; equal where proven.
    pub size: (usize, usize),
    /// The models, the simplest first.
    pub models: Vec<ModelReport>,
    /// The prime implicants.
    pub primes: Vec<PrimeReport>,
    /// Whether what is said to be in every or some model holds of all, listed or not.
    pub settled: bool,
    /// Of a pair: easy counterfactuals, used.
    pub easy: Option<RowsReport>,
    /// Of a pair: difficult counterfactuals, not used.
    pub difficult: Option<RowsReport>,
}

/// A row with cells of no concern, and rows of another coding within it, which keep theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithinReport {
    /// The row, with its coding and its cases: `A=1 B=- (coded 0: p)`.
    pub row: String,
    /// The rows within it.
    pub keep: Vec<String>,
    /// Whether it is to be explained: then a term that keeps out of the rows within it may hold of none of its cases.
    pub explained: bool,
}

/// What minimising gave.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MinimizeReport {
    /// `exceptio.minimize`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// The outcome.
    pub outcome: String,
    /// The conditions.
    pub conditions: Vec<String>,
    /// The cut-offs of the truth table.
    pub settings: TruthSettings,
    /// How many of its rows are coded how.
    pub rows: TruthCounts,
    /// Which rows were explained, in words.
    pub explained: Vec<&'static str>,
    /// What may not be assumed, and why.
    pub untenable: UntenableReport,
    /// Rows with cells of no concern that stand for less than all their levels, since rows of another coding lie within them.
    pub within: Vec<WithinReport>,
    /// `conservative`, `parsimonious` or `intermediate`.
    pub solution: &'static str,
    /// Directional expectations, as given.
    pub expectations: Vec<String>,
    /// Whether every irredundant model was asked for, and not only those of the fewest terms.
    pub all_models: bool,
    /// Whether row dominance was used.
    pub row_dominance: bool,
    /// Of an intermediate analysis: how many pairs of models there are, and how many are listed.
    pub pairs: Option<String>,
    /// The search against chance.
    pub chance: Option<PermutationReport>,
    /// The solutions.
    pub solutions: Vec<SolutionReport>,
}

fn within(chosen: &Chosen, truth: &TruthTable, ask: &MinimizeAsk) -> Vec<WithinReport> {
    let cases = &chosen.table.cases;
    let mut found: Vec<(usize, WithinReport)> = Vec::new();
    for (outer, inner) in Overlaps::of(truth, ask.explained(), ask.free()).nested {
        let keeps = truth.named_row(inner, cases);
        match found.iter_mut().find(|(place, _)| *place == outer) {
            Some((_, report)) => report.keep.push(keeps),
            None => {
                let explained = ask.explained().contains(&truth.rows[outer].output);
                found.push((outer, WithinReport { row: truth.named_row(outer, cases), keep: vec![keeps], explained }));
            }
        }
    }
    found.into_iter().map(|(_, report)| report).collect()
}

/// What a solution is written by.
struct Writer<'a> {
    chosen: &'a Chosen,
    truth: &'a TruthTable,
    problem: &'a Problem,
    names: Vec<String>,
    y: Vec<f64>,
    tested: Option<&'a Tested>,
}

impl MinimizeReport {
    pub(crate) fn new(
        chosen: &Chosen,
        truth: &TruthTable,
        problem: &Problem,
        found: &Found,
        tested: Option<Tested>,
        ask: &MinimizeAsk,
    ) -> Self {
        let names: Vec<String> = truth.conditions.iter().map(|condition| condition.name.clone()).collect();
        let y = chosen.outcome.memberships(&chosen.table);
        let writer = Writer { chosen, truth, problem, names: names.clone(), y, tested: tested.as_ref() };
        let (solutions, pairs) = match found {
            Found::One(solution) => (vec![writer.solution(ask.which.word().to_owned(), solution)], None),
            Found::Pairs(all) => {
                let pair = |pair: &sets::minimize::Pair| {
                    let of = |solution: &Solution, at: usize| solution.id(&solution.models[at], &writer.names);
                    SolutionReport {
                        pair: Some((
                            of(&all.conservative, pair.conservative),
                            of(&all.parsimonious, pair.parsimonious),
                        )),
                        easy: Some(writer.rows(&pair.easy)),
                        difficult: Some(writer.rows(&pair.difficult)),
                        ..writer.solution(pair.name(), &pair.solution)
                    }
                };
                (all.pairs.iter().map(pair).collect(), Some(all.extent()))
            }
        };
        let explained = match ask.explain.as_slice() {
            [] => vec!["positive"],
            these => these.iter().map(|output| output_word(*output)).collect(),
        };
        MinimizeReport {
            schema: "exceptio.minimize",
            version: 1,
            data: chosen.data.clone(),
            outcome: truth.outcome.clone(),
            conditions: names,
            settings: TruthSettings::new(chosen, truth),
            rows: TruthCounts::new(truth),
            explained,
            untenable: UntenableReport::new(chosen, truth),
            within: within(chosen, truth, ask),
            solution: ask.which.word(),
            expectations: ask.expectations.clone(),
            all_models: ask.all_models,
            row_dominance: ask.row_dominance,
            pairs,
            chance: tested.as_ref().map(|tested| tested.whole.clone()),
            solutions,
        }
    }

    fn against_chance(&self, chance: &PermutationReport) -> Vec<String> {
        if let Some(why) = &chance.left_out {
            return vec![format!("Not held against chance: {why}.")];
        }
        let search = chance
            .words()
            .map(|words| format!("Chance: of an outcome dealt anew the same search explains as much with {words}."));
        if let Some(why) = &chance.terms_left_out {
            let terms = format!("Not held against chance: {why}.");
            return search.into_iter().chain([terms]).chain(chance.warning(&self.data)).collect();
        }
        let terms = chance.hypotheses.map(|rows| {
            format!(
                "p of a term: that such an outcome is as consistent with it, by Holm for {}; power: to find it at {} so \
                 adjusted, were it consistent to {}.",
                counted(rows, "row", "rows"),
                chance.level,
                chance.power_at
            )
        });
        search.into_iter().chain(terms).chain(chance.warning(&self.data)).collect()
    }

    fn model(&self, solution: &SolutionReport, model: &ModelReport) -> Layout {
        let ambiguous = solution.models.len() > 1;
        let caption = match (ambiguous, solution.pair.is_some()) {
            (true, true) => format!("{} {} {}  {}", solution.name, model.name, model.id, model.arrow),
            (false, true) => format!("{} {}  {}", solution.name, model.id, model.arrow),
            _ => format!("{} {}  {}", model.name, model.id, model.arrow),
        };
        let tested = self.chance.as_ref().filter(|chance| chance.left_out.is_none() && chance.terms_left_out.is_none());
        let titles: &[&str] = match tested {
            Some(_) => &["term", "inclS", "PRI", "covS", "covU", "p", "power", "cases"],
            None => &["term", "inclS", "PRI", "covS", "covU", "cases"],
        };
        let right: Vec<usize> = (1..titles.len() - 1).collect();
        let mut layout = Layout::new(caption, titles, &right);
        for term in &model.terms {
            let mut cells = vec![term.term.clone()];
            cells.extend([term.incl_s, term.pri, term.cov_s, term.cov_u].map(rate));
            if tested.is_some() {
                let chance = term.chance.unwrap_or_default();
                cells.extend([
                    shared(chance.p_adjusted),
                    chance.power.map_or("-".to_owned(), |power| format!("{power:.2}")),
                ]);
            }
            cells.push(listed(&term.cases, &term.deviant));
            layout.rows.push(cells);
        }
        let mut cells = vec!["whole model".to_owned()];
        cells.extend([model.incl_s, model.pri, model.cov_s].map(rate));
        cells.resize(titles.len(), String::new());
        layout.rows.push(cells);
        if !model.not_covered.is_empty() {
            let cases = listed(&model.not_covered, &[]);
            layout.notes.push(format!("With the outcome and in no term: {cases}."));
        }
        if !model.assumptions.is_empty() {
            layout.notes.push(format!("Simplifying assumptions: {}.", model.assumptions.words()));
        }
        layout
    }

    fn end(&self, solution: &SolutionReport, layout: &mut Layout) {
        if let (Some(easy), Some(difficult)) = (&solution.easy, &solution.difficult) {
            layout.notes.push(format!("Easy counterfactuals, used: {}.", easy.words()));
            layout.notes.push(format!("Difficult counterfactuals, not used: {}.", difficult.words()));
        }
        if solution.models.len() > 1 {
            let common: Vec<&str> =
                solution.primes.iter().filter(|prime| prime.in_every_model).map(|prime| prime.term.as_str()).collect();
            layout.notes.push(match (common.is_empty(), solution.settled) {
                (_, false) => "Which terms are in every model is not settled.".to_owned(),
                (true, true) => "No term is in every model.".to_owned(),
                (false, true) => format!("In every model: {}.", common.join(", ")),
            });
        }
        let dominated: Vec<String> = solution
            .primes
            .iter()
            .filter_map(|prime| prime.dominated_by.as_ref().map(|by| format!("{} (by {by})", prime.term)))
            .collect();
        if !dominated.is_empty() {
            layout.notes.push(format!("Left out by row dominance: {}.", dominated.join(", ")));
        }
        if layout.rows.iter().any(|row| row.last().is_some_and(|cases| cases.contains('!'))) {
            layout.notes.push("! a member of the term that lacks the outcome.".to_owned());
        }
    }
}

impl Shown for MinimizeReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        format!("Outcome: {}", self.outcome)
    }

    /// One row for each term of each model, and one for each model as a whole (`term` is `*`).
    fn table(&self) -> Table {
        let mut table = Table::new(&[
            "outcome",
            "solution",
            "model",
            "id",
            "term",
            "expression",
            "incl_s",
            "pri",
            "cov_s",
            "cov_u",
            "cases",
            "deviant",
            "p",
            "p_adjusted",
            "power",
        ]);
        for solution in &self.solutions {
            for model in &solution.models {
                let head = [self.outcome.clone(), solution.name.clone(), model.name.clone(), model.id.clone()];
                for term in &model.terms {
                    let numbers = [term.incl_s, term.pri, term.cov_s, term.cov_u].map(number);
                    let ends = [term.cases.join(";"), term.deviant.join(";")];
                    let row = head.iter().cloned().chain([term.term.clone(), model.expression.clone()]);
                    let chance = term.chance.unwrap_or_default();
                    let chance = [chance.p, chance.p_adjusted, chance.power].map(number);
                    table.rows.push(row.chain(numbers).chain(ends).chain(chance).collect());
                }
                let numbers = [model.incl_s, model.pri, model.cov_s, None].map(number);
                let row = head.into_iter().chain(["*".to_owned(), model.expression.clone()]);
                let ends = [String::new(), String::new()];
                let p = self.chance.as_ref().and_then(|chance| chance.p);
                table.rows.push(row.chain(numbers).chain(ends).chain([p, p, None].map(number)).collect());
            }
        }
        self.data.counted(table)
    }

    /// A table for each model, of each solution; ambiguity is said in the first line.
    fn layouts(&self, _most: usize) -> Vec<Layout> {
        let mut layouts = Vec::new();
        for solution in &self.solutions {
            for (at, model) in solution.models.iter().enumerate() {
                let mut layout = self.model(solution, model);
                if at + 1 == solution.models.len() {
                    self.end(solution, &mut layout);
                }
                layouts.push(layout);
            }
        }
        if let Some(last) = layouts.last_mut() {
            last.notes.extend(self.chance.iter().flat_map(|chance| self.against_chance(chance)));
            self.data.under(last);
            last.notes.push(format!("{}; {}.", self.settings.words(), self.rows.words()));
            last.notes.extend(self.untenable.lines(&self.outcome));
            last.notes.extend(self.within.iter().map(WithinReport::words));
            if !self.expectations.is_empty() {
                last.notes.push(format!("Directional expectations: {}.", self.expectations.join(", ")));
            }
        }
        layouts
    }

    /// What must be known first: how many models explain the same rows equally well.
    fn first(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(pairs) = &self.pairs {
            lines.push(format!("Intermediate solutions for {}, by pair of models: {pairs}.", self.outcome));
        }
        for solution in &self.solutions {
            let kind = if self.all_models { "irredundant model" } else { "model" };
            let what = if solution.pair.is_some() { solution.name.clone() } else { capital(&solution.name) };
            let least = match solution.size {
                (least, most) if least == most => String::new(),
                (least, most) => format!("; the fewest terms are between {least} and {most}, not proven"),
            };
            lines.push(match (solution.count.as_str(), solution.exhaustive) {
                ("1", true) => format!("{what} solution for {}: one {kind}{least}.", self.outcome),
                (count, true) => format!(
                    "{what} solution for {}: {count} {kind}s explain the same rows; none is better by the data{least}.",
                    self.outcome
                ),
                (count, false) => format!(
                    "{what} solution for {}: {count} {kind}s, not exhaustive: {} listed{least}.",
                    self.outcome,
                    solution.models.len()
                ),
            });
            if solution.models.iter().any(|model| model.expression == "1") {
                lines.push(format!(
                    "1 -> {}: no condition makes a difference, for there is no row that a term would have to keep out.",
                    self.outcome
                ));
            }
        }
        lines
    }
}

impl WithinReport {
    fn words(&self) -> String {
        let (row, keep) = (&self.row, self.keep.join("; "));
        match self.explained {
            false => format!("{row} stands for the rest: within it, {keep} keeps its coding."),
            true => {
                format!(
                    "{row} is explained but for what lies within it, {keep}: no term holds of its cases and not of these."
                )
            }
        }
    }
}

impl RowsReport {
    /// `row 3, row 5`, or how many and where.
    #[must_use]
    pub fn words(&self) -> String {
        let open = match self.open.len() {
            0 => return self.numbered(),
            more if more > 8 => format!("rows with `-` in {}, ...", self.open[..8].join(", ")),
            _ => format!("rows with `-` in {}", self.open.join(", ")),
        };
        if self.is_none_numbered() { open } else { format!("{}; {open}", self.numbered()) }
    }

    fn is_none_numbered(&self) -> bool {
        self.count.as_deref() == Some("0")
    }

    /// Whether it is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.is_none_numbered() && self.open.is_empty()
    }

    fn numbered(&self) -> String {
        let count = self.count.as_deref().unwrap_or("more than can be counted");
        if count == "0" {
            return "none".to_owned();
        }
        if !self.rows.is_empty() && self.rows.len() <= 24 {
            let rows: Vec<String> = self.rows.iter().map(u64::to_string).collect();
            return format!("{} {}", if rows.len() == 1 { "row" } else { "rows" }, rows.join(", "));
        }
        let more = if self.terms.len() > 8 { ", ..." } else { "" };
        let terms: Vec<&str> = self.terms.iter().take(8).map(String::as_str).collect();
        format!("{count} {}, in {}{more}", if count == "1" { "row" } else { "rows" }, terms.join(", "))
    }
}

impl Writer<'_> {
    fn term(&self, cube: &Cube) -> sets::expression::Term {
        cube.term(&self.chosen.conditions)
    }

    fn write(&self, cube: &Cube) -> String {
        self.term(cube).write(&self.chosen.table)
    }

    fn rows(&self, region: &Region) -> RowsReport {
        rows_of(self.chosen, self.truth, region)
    }

    fn solution(&self, name: String, solution: &Solution) -> SolutionReport {
        let primes = solution.primes.iter().enumerate().map(|(at, prime)| {
            let row = |place: &usize| {
                let cube = &self.problem.positive[*place];
                let levels: Vec<Option<u8>> =
                    cube.0.iter().map(|cell| (*cell != sets::minimize::ANY).then_some(*cell)).collect();
                self.truth.number(&levels).and_then(|number| u64::try_from(number).ok())
            };
            let by = solution.dominated.iter().find(|(out, _)| *out == at);
            PrimeReport {
                term: self.write(&prime.cube),
                rows: prime.covers.iter().filter_map(row).collect(),
                essential: solution.essential.contains(&at),
                in_every_model: solution.common.contains(&at),
                in_some_model: solution.used.contains(&at),
                dominated_by: by.map(|(_, by)| self.write(&solution.primes[*by].cube)),
            }
        });
        SolutionReport {
            name,
            pair: None,
            count: solution.count.to_string(),
            counted: matches!(solution.count, Number::Exactly(_)),
            exhaustive: solution.exhaustive,
            size: solution.size,
            models: solution.models.iter().enumerate().map(|(at, model)| self.model(solution, model, at)).collect(),
            primes: primes.collect(),
            settled: solution.settled,
            easy: None,
            difficult: None,
        }
    }

    fn model(&self, solution: &Solution, model: &Model, at: usize) -> ModelReport {
        let (chosen, table) = (self.chosen, &self.chosen.table);
        let sum: Sum = solution.sum(model, &chosen.conditions);
        let fitted = sufficiency_of(table, &sum, &chosen.outcome);
        let members: Vec<Vec<f64>> = sum.terms.iter().map(|term| term.memberships(table)).collect();
        let within = |term: usize, case: usize| members[term][case] > 0.5;
        let select = |wanted: &dyn Fn(usize) -> bool| {
            names_of(chosen, &(0..table.len()).filter(|case| wanted(*case)).collect::<Vec<_>>())
        };
        let terms = (0..sum.terms.len()).map(|term| {
            let fit = &fitted.terms[term];
            TermReport {
                term: sum.terms[term].write(table),
                in_every_model: solution.common.contains(&model.terms[term]),
                incl_s: fit.consistency,
                pri: fit.pri,
                cov_s: fit.coverage,
                cov_u: fitted.unique[term],
                cases: select(&|case| within(term, case)),
                only_here: select(&|case| {
                    within(term, case) && (0..members.len()).all(|other| other == term || !within(other, case))
                }),
                deviant: select(&|case| within(term, case) && self.y[case] < 0.5),
                chance: self.tested.and_then(|tested| {
                    let terms = &tested.terms;
                    let at = terms.binary_search_by(|(other, _)| other.cmp(&sum.terms[term])).ok()?;
                    terms[at].1
                }),
            }
        });
        let expression = sum.write(table);
        ModelReport {
            id: solution.id(model, &self.names),
            name: format!("M{}", at + 1),
            arrow: format!("{expression} -> {}", self.truth.outcome),
            expression,
            terms: terms.collect(),
            incl_s: fitted.whole.consistency,
            pri: fitted.whole.pri,
            cov_s: fitted.whole.coverage,
            not_covered: select(&|case| {
                self.y[case] > 0.5 && (0..members.len()).all(|term| members[term][case] <= 0.5)
            }),
            assumptions: self.rows(&assumptions(self.problem, solution, model)),
        }
    }
}
