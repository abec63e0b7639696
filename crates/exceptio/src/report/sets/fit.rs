//! The fit of one claim, term by term and as a whole.

use super::chance::{PermutationReport, TermChanceReport, shared};
use super::data::{DataReport, listed, number, rate};
use super::truth::names_of;
use crate::report::{Layout, Shown, Table};
use crate::sets::Chosen;
use serde::Serialize;
use sets::expression::{Relation, Sum};
use sets::fit::{
    Pre, at_least, coincidence, consistent_cases, pre, weighed_necessity, weighed_sufficiency, weighed_unique_coverages,
};

/// A term, or the whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitLine {
    /// The term; `*` for the whole.
    pub term: String,
    /// `necessity` or `sufficiency`.
    pub relation: &'static str,
    /// Consistency.
    pub incl: Option<f64>,
    /// Coverage.
    pub cov: Option<f64>,
    /// Relevance of necessity; none for sufficiency.
    pub ron: Option<f64>,
    /// PRI; none for necessity.
    pub pri: Option<f64>,
    /// Consistency times PRI; none for necessity.
    pub product: Option<f64>,
    /// Haesebrouck's consistency; none for necessity.
    pub haesebrouck: Option<f64>,
    /// Unique coverage; none for necessity, and for the whole where it has several terms. Of a lone term it is the coverage.
    pub cov_u: Option<f64>,
    /// Cases that contradict it in kind: in the condition without the outcome (sufficiency), the other way round (necessity).
    pub deviant: Vec<String>,
    /// Cases that bear the relation out: of those below, such with a membership no greater than in the other side (Ragin 2000).
    pub consistent: u64,
    /// Cases that could: those with a membership above 0 in the condition, of necessity in the outcome.
    pub of: u64,
    /// These against the benchmarks asked for, in their order.
    pub benchmarks: Vec<BenchmarkReport>,
    /// Its consistency against chance.
    pub chance: Option<TermChanceReport>,
}

/// Consistent cases against a benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BenchmarkReport {
    /// The share that is to be exceeded.
    pub benchmark: f64,
    /// The probability of so many consistent cases or more, were that the share (exact binomial, one-sided); none where no case could be
    /// consistent.
    pub p: Option<f64>,
}

/// A claim's fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimFitReport {
    /// `exceptio.fit`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// The claim as given.
    pub claim: String,
    /// What it says, in words.
    pub words: String,
    /// The outcome.
    pub outcome: String,
    /// Each relation: its terms, then the whole.
    pub lines: Vec<FitLine>,
    /// What rows weigh: `alike`, or `days`, those that each is made of.
    pub weights: &'static str,
    /// Set coincidence of the whole and the outcome; it and `pre` are not reckoned where rows weigh by days.
    pub coincidence: Option<f64>,
    /// Proportional reduction of error.
    pub pre: Option<f64>,
    /// What errors are counted by: `cases` where both are crisp, `squares` otherwise.
    pub pre_by: &'static str,
    /// The whole against chance.
    pub chance: Option<PermutationReport>,
}

impl ClaimFitReport {
    /// The report, and for each of its lines the memberships in its condition.
    pub(crate) fn new(
        chosen: &Chosen,
        (claim, condition, whole): (&str, &Sum, &[f64]),
        relations: &[Relation],
        weights: Option<&[f64]>,
    ) -> (Self, Vec<Vec<f64>>) {
        let table = &chosen.table;
        let y = chosen.outcome.memberships(table);
        let terms: Vec<(String, Vec<f64>)> =
            condition.terms.iter().map(|term| (term.write(table), term.memberships(table))).collect();
        let members: Vec<Vec<f64>> = terms.iter().map(|(_, x)| x.clone()).collect();
        let unique = weighed_unique_coverages(&members, &y, weights);
        let (mut lines, mut conditions) = (Vec::new(), Vec::new());
        let several = terms.len() > 1;
        // A lone term shares nothing: what it covers it covers alone.
        let lone = if several { None } else { weighed_sufficiency(whole, &y, weights).coverage };
        for relation in relations {
            let each =
                terms.iter().enumerate().filter(|_| several).map(|(at, (name, x))| (name.clone(), x, unique[at]));
            for (term, x, cov_u) in each.chain([("*".to_owned(), &whole.to_vec(), lone)]) {
                lines.push(line(chosen, term, *relation, (x, &y, weights), cov_u));
                conditions.push(x.clone());
            }
        }
        let reduction = pre(whole, &y);
        let is = match relations {
            [Relation::Necessary] => "necessary for",
            [Relation::Sufficient] => "sufficient for",
            _ => "necessary and sufficient for",
        };
        let outcome = chosen.outcome.write(table);
        let report = ClaimFitReport {
            schema: "exceptio.fit",
            version: 1,
            data: chosen.data.clone(),
            claim: claim.to_owned(),
            words: format!("{} is {is} {outcome}", condition.write(table)),
            outcome,
            lines,
            weights: if weights.is_some() { "days" } else { "alike" },
            coincidence: coincidence(whole, &y).filter(|_| weights.is_none()),
            pre: reduction.value().filter(|_| weights.is_none()),
            pre_by: if matches!(reduction, Pre::Cases(_)) { "cases" } else { "squares" },
            chance: None,
        };
        (report, conditions)
    }

    /// Holds the consistent cases of every line against these benchmarks.
    pub(crate) fn hold_against(&mut self, benchmarks: &[f64]) {
        for line in &mut self.lines {
            let (consistent, of) = (line.consistent, line.of);
            let one = |benchmark: &f64| BenchmarkReport {
                benchmark: *benchmark,
                p: at_least(consistent, of, *benchmark).filter(|_| of > 0),
            };
            line.benchmarks = benchmarks.iter().map(one).collect();
        }
    }

    fn benchmarks(&self) -> impl Iterator<Item = f64> {
        self.lines.iter().take(1).flat_map(|line| &line.benchmarks).map(|one| one.benchmark)
    }
}

impl Shown for ClaimFitReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        self.claim.clone()
    }

    /// One row a line; a column `p_above_0.65` for each benchmark.
    fn table(&self) -> Table {
        let fixed = [
            "claim",
            "relation",
            "term",
            "incl",
            "ron",
            "pri",
            "product",
            "haesebrouck",
            "cov",
            "cov_u",
            "deviant",
            "p",
            "power",
            "consistent",
            "of",
        ];
        let benchmarks = self.benchmarks().map(|benchmark| format!("p_above_{benchmark}"));
        let mut table = Table::named(fixed.into_iter().map(str::to_owned).chain(benchmarks).collect());
        for line in &self.lines {
            let head = [self.claim.clone(), line.relation.to_owned(), line.term.clone()];
            let numbers =
                [line.incl, line.ron, line.pri, line.product, line.haesebrouck, line.cov, line.cov_u].map(number);
            let tested = line.chance.unwrap_or_default();
            let chance = [tested.p, tested.power].map(number);
            let counts = [line.consistent.to_string(), line.of.to_string()];
            let row = head.into_iter().chain(numbers).chain([line.deviant.join(";")]).chain(chance).chain(counts);
            table.rows.push(row.chain(line.benchmarks.iter().map(|one| number(one.p))).collect());
        }
        self.data.counted(table)
    }

    /// A table for each relation.
    fn layouts(&self, _most: usize) -> Vec<Layout> {
        let mut layouts = Vec::new();
        for relation in ["necessity", "sufficiency"] {
            let lines: Vec<&FitLine> = self.lines.iter().filter(|line| line.relation == relation).collect();
            if lines.is_empty() {
                continue;
            }
            let needed = relation == "necessity";
            let tested = self.chance.as_ref().is_some_and(|chance| chance.left_out.is_none());
            let mut titles: Vec<&str> = match needed {
                true => vec!["term", "inclN", "RoN", "covN"],
                false => vec!["term", "inclS", "PRI", "product", "H", "covS", "covU"],
            };
            titles.extend(["p", "power"].iter().filter(|_| tested));
            titles.push(if needed { "outcome without it" } else { "without the outcome" });
            let right: Vec<usize> = (1..titles.len() - 1).collect();
            let mut layout = Layout::new(format!("{}: {relation}", self.words), &titles, &right);
            for line in lines {
                let term = if line.term == "*" { "the whole".to_owned() } else { line.term.clone() };
                let numbers: Vec<Option<f64>> = if needed {
                    vec![line.incl, line.ron, line.cov]
                } else {
                    vec![line.incl, line.pri, line.product, line.haesebrouck, line.cov, line.cov_u]
                };
                let mut cells = vec![term];
                cells.extend(numbers.into_iter().map(rate));
                if tested {
                    let chance = line.chance.unwrap_or_default();
                    cells
                        .extend([shared(chance.p), chance.power.map_or("-".to_owned(), |power| format!("{power:.2}"))]);
                }
                cells.push(listed(&line.deviant, &[]));
                layout.rows.push(cells);
            }
            layouts.push(layout);
        }
        layouts.extend(self.against_benchmarks());
        if let Some(last) = layouts.last_mut() {
            if self.weights == "alike" {
                last.notes.push(format!(
                    "Set coincidence {}; proportional reduction of error {} (by {}).",
                    rate(self.coincidence),
                    rate(self.pre),
                    self.pre_by
                ));
            } else {
                last.notes.push(format!(
                    "Every {} weighs by its days in all sums; deviant and consistent cases are counted, and not weighed.",
                    self.data.unit
                ));
            }
            last.notes.extend(self.chance.iter().flat_map(|chance| self.against_chance(chance)));
            self.data.under(last);
        }
        layouts
    }
}

impl ClaimFitReport {
    /// Consistent cases against the benchmarks; nothing where there are none.
    fn against_benchmarks(&self) -> Option<Layout> {
        let heads: Vec<String> = self.benchmarks().map(|benchmark| format!("p > {benchmark}")).collect();
        if heads.is_empty() {
            return None;
        }
        let mut titles = vec!["term", "relation", "consistent", "of", "share"];
        titles.extend(heads.iter().map(String::as_str));
        let right: Vec<usize> = (2..titles.len()).collect();
        let mut layout = Layout::new("Are more of the cases consistent than the benchmark?", &titles, &right);
        for line in &self.lines {
            let term = if line.term == "*" { "the whole".to_owned() } else { line.term.clone() };
            let proportion = (line.of > 0).then(|| line.consistent as f64 / line.of as f64);
            let mut cells = vec![term, line.relation.to_owned(), line.consistent.to_string(), line.of.to_string()];
            cells.push(rate(proportion));
            cells.extend(line.benchmarks.iter().map(|one| shared(one.p)));
            layout.rows.push(cells);
        }
        layout.notes.push(
            "consistent: cases with a membership in the condition (of necessity: the outcome) that is above 0 and no \
             greater than in the other; p: of so many or more, were the benchmark their share (exact binomial, one-sided)."
                .to_owned(),
        );
        layout.notes.extend(self.data.hang_together("The binomial takes"));
        Some(layout)
    }

    fn against_chance(&self, chance: &PermutationReport) -> Vec<String> {
        if let Some(why) = &chance.left_out {
            return vec![format!("Not held against chance: {why}.")];
        }
        let whole =
            chance.words().map(|words| format!("Chance: an outcome dealt anew fits the whole as well with {words}."));
        let power = format!("power: to find at {} a relation that is consistent to {}.", chance.level, chance.power_at);
        whole.into_iter().chain([power]).chain(chance.warning(&self.data)).collect()
    }
}

fn line(
    chosen: &Chosen,
    term: String,
    relation: Relation,
    (x, y, weights): (&[f64], &[f64], Option<&[f64]>),
    cov_u: Option<f64>,
) -> FitLine {
    let needed = relation == Relation::Necessary;
    let against = |case: &usize| match needed {
        true => y[*case] > 0.5 && x[*case] < 0.5,
        false => x[*case] > 0.5 && y[*case] < 0.5,
    };
    let deviant: Vec<usize> = (0..x.len()).filter(against).collect();
    let (n, s) = (weighed_necessity(x, y, weights), weighed_sufficiency(x, y, weights));
    let only = |value: Option<f64>| if needed { None } else { value };
    let (consistent, of) = if needed { consistent_cases(y, x) } else { consistent_cases(x, y) };
    FitLine {
        term,
        relation: if needed { "necessity" } else { "sufficiency" },
        incl: if needed { n.consistency } else { s.consistency },
        cov: if needed { n.coverage } else { s.coverage },
        ron: if needed { n.relevance } else { None },
        pri: only(s.pri),
        product: only(s.product),
        haesebrouck: only(s.haesebrouck),
        cov_u: only(cov_u),
        deviant: names_of(chosen, &deviant),
        consistent,
        of,
        benchmarks: Vec::new(),
        chance: None,
    }
}
