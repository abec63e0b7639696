//! Parameters of fit of a static claim, over spells, days, years or cases; the unit is always named.

use crate::judge::CaseVerdict;
use crate::ratio::{self, Bounds, Row, Terms};
use crate::ruling::Ruling;
use crate::run::ClaimVerdicts;
use conditions::{Degree, Program};
use spells::{Timeline, Truth, YearRule, project};
use std::collections::BTreeMap;
use theory::model::{ClaimKind, ConditionKind, Node, NodeId, Relation};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Cases, each by its ruling: only consistency.
    Case,
    /// Spells in scope, each once.
    Spell,
    /// Years in scope (directed dyad-years, where cases are directed pairs).
    Year,
    /// Days in scope.
    Day,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Unit; 4] = [Unit::Case, Unit::Spell, Unit::Year, Unit::Day];

    /// Singular.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Case => "case",
            Unit::Spell => "spell",
            Unit::Year => "year",
            Unit::Day => "day",
        }
    }
}

/// A parameter of fit. X is the claim's left side, Y its right.
///
/// Sources: Ragin 2006, Political Analysis 14: 291-310 (consistency and coverage); Schneider & Wagemann 2012, ch. 9 (RoN)
/// and p. 242 (PRI).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parameter {
    /// Sum min(X, Y) / sum Y for necessity; / sum X for sufficiency.
    Consistency,
    /// Sum min(X, Y) / sum X for necessity; / sum Y for sufficiency.
    Coverage,
    /// Relevance of necessity: sum (1 - X) / sum (1 - min(X, Y)).
    RelevanceOfNecessity,
    /// Proportional reduction in inconsistency; sum (min(X, Y) - min(X, Y, 1 - Y)) / sum (X - min(X, Y, 1 - Y)).
    Pri,
}

impl Parameter {
    /// In the field's words.
    pub fn word(self) -> &'static str {
        match self {
            Parameter::Consistency => "consistency",
            Parameter::Coverage => "coverage",
            Parameter::RelevanceOfNecessity => "RoN",
            Parameter::Pri => "PRI",
        }
    }
}

/// The fit over one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitFit {
    /// What is counted.
    pub unit: Unit,
    /// How many units there are in scope.
    pub n: usize,
    /// How many of these have an unknown side, so that parameters are bounds.
    pub unknown: usize,
    /// The parameters; `None` is undefined: a ratio over nothing.
    pub parameters: Vec<(Parameter, Option<Bounds>)>,
}

/// The fit of one half of a claim: an equivalence has two.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Necessity or sufficiency.
    pub relation: Relation,
    /// Over each unit.
    pub units: Vec<UnitFit>,
}

/// What the two sides of a static claim are worth, each pair of bounds with how often it occurs. Spells, years and days of
/// cases in scope, in the world in which each case is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sides {
    spells: BTreeMap<Pair, u64>,
    years: BTreeMap<Pair, u64>,
    days: BTreeMap<Pair, u64>,
}

/// Bounds of both sides as the bits of their numbers, which lie in [0, 1] and so sort as the numbers do.
type Pair = [u64; 4];

impl Sides {
    /// Counts a verdict in; nothing for dynamic claims and cases out of scope. `fuzzy`: see [`is_fuzzy_claim`].
    pub(crate) fn take(&mut self, verdict: &CaseVerdict, rule: YearRule, fuzzy: bool) {
        let (mut left, mut right) = (Timeline::new(), Timeline::new());
        for spell in &verdict.first.spells {
            let pair = pair(&row(spell.condition, spell.outcome));
            *self.spells.entry(pair).or_default() += 1;
            *self.days.entry(pair).or_default() += spell.days.days() as u64;
            left.push(spell.days, spell.condition);
            right.push(spell.days, spell.outcome);
        }
        if fuzzy {
            for row in averages(&left, &right) {
                *self.years.entry(pair(&row)).or_default() += 1;
            }
        } else {
            for (row, years) in by_year(&left, &right, rule) {
                *self.years.entry(pair(&row)).or_default() += years;
            }
        }
    }

    /// Adds another count.
    pub(crate) fn add(&mut self, other: &Sides) {
        let both = [(&mut self.spells, &other.spells), (&mut self.years, &other.years), (&mut self.days, &other.days)];
        for (into, from) in both {
            for (pair, count) in from {
                *into.entry(*pair).or_default() += count;
            }
        }
    }
}

fn pair(row: &Row) -> Pair {
    // 0.0 + x makes -0.0 into 0.0.
    [row.x.0, row.x.1, row.y.0, row.y.1].map(|bound| (0.0 + bound).to_bits())
}

fn rows(pairs: &BTreeMap<Pair, u64>) -> Vec<Row> {
    let row = |(pair, count): (&Pair, &u64)| {
        let [x0, x1, y0, y1] = pair.map(f64::from_bits);
        Row { x: (x0, x1), y: (y0, y1), weight: *count as f64 }
    };
    pairs.iter().map(row).collect()
}

/// The fit of a static claim over the cases of its verdicts; empty for dynamic claims. A crisp PRI equals the consistency
/// and is left out. Cost: distinct pairs of sides; four or nine for crisp claims, whatever the number of cases.
pub fn fit(program: &Program<'_>, judged: &ClaimVerdicts) -> Vec<Fit> {
    let ClaimKind::Static { relation, .. } = program.theory.claims[judged.claim].kind else {
        return Vec::new();
    };
    let fuzzy = is_fuzzy_claim(program, judged.claim);
    let halves: &[Relation] = match relation {
        Relation::Equivalent => &[Relation::Necessary, Relation::Sufficient],
        Relation::Necessary => &[Relation::Necessary],
        Relation::Sufficient => &[Relation::Sufficient],
    };
    let sides = &judged.sides;
    let fits = halves.iter().map(|half| {
        let units = vec![
            by_case(&judged.cases),
            unit_fit(Unit::Spell, *half, &rows(&sides.spells), fuzzy),
            unit_fit(Unit::Year, *half, &rows(&sides.years), fuzzy),
            unit_fit(Unit::Day, *half, &rows(&sides.days), fuzzy),
        ];
        Fit { relation: *half, units }
    });
    fits.collect()
}

/// The parameters of a claim's half over days with these two sides, so many of each: for samples of a claim's days. A crisp PRI
/// equals the consistency and is left out.
pub fn over_days(relation: Relation, days: &[(Degree, Degree, i64)]) -> Vec<(Parameter, Option<Bounds>)> {
    let crisp = |degree: &Degree| {
        let corner = |bound: f64| bound == 0.0 || bound == 1.0;
        corner(degree.lo) && corner(degree.hi)
    };
    let fuzzy = !days.iter().all(|(x, y, _)| crisp(x) && crisp(y));
    let rows: Vec<Row> = days.iter().map(|(x, y, days)| Row { weight: *days as f64, ..row(*x, *y) }).collect();
    unit_fit(Unit::Day, relation, &rows, fuzzy).parameters
}

/// How many units there are in scope, and the ratio of two sums over them; none where there is nothing to divide by.
pub(crate) fn shares(judged: &ClaimVerdicts, unit: Unit, terms: Terms) -> (usize, Option<Bounds>) {
    let rows = match unit {
        Unit::Case => Vec::new(),
        Unit::Spell => rows(&judged.sides.spells),
        Unit::Year => rows(&judged.sides.years),
        Unit::Day => rows(&judged.sides.days),
    };
    (rows.iter().map(|row| row.weight as usize).sum(), ratio::bounds(&rows, terms))
}

fn row(x: Degree, y: Degree) -> Row {
    Row { x: (x.lo, x.hi), y: (y.lo, y.hi), weight: 1.0 }
}

fn unit_fit(unit: Unit, relation: Relation, rows: &[Row], fuzzy: bool) -> UnitFit {
    let over_x: Terms = |x, y| (x.min(y), x);
    let over_y: Terms = |x, y| (x.min(y), y);
    let pri: Terms = |x, y| {
        let both = x.min(y).min(1.0 - y);
        (x.min(y) - both, x - both)
    };
    let ron: Terms = |x, y| (1.0 - x, 1.0 - x.min(y));
    let chosen: Vec<(Parameter, Terms)> = match relation {
        Relation::Sufficient if fuzzy => {
            vec![(Parameter::Consistency, over_x), (Parameter::Pri, pri), (Parameter::Coverage, over_y)]
        }
        Relation::Sufficient => vec![(Parameter::Consistency, over_x), (Parameter::Coverage, over_y)],
        _ => vec![
            (Parameter::Consistency, over_y),
            (Parameter::Coverage, over_x),
            (Parameter::RelevanceOfNecessity, ron),
        ],
    };
    let n = rows.iter().map(|row| row.weight as usize).sum();
    let unknown = rows.iter().filter(|row| row.x.0 != row.x.1 || row.y.0 != row.y.1);
    let unknown = unknown.map(|row| row.weight as usize).sum();
    let parameters = chosen.into_iter().map(|(parameter, terms)| (parameter, ratio::bounds(rows, terms))).collect();
    UnitFit { unit, n, unknown, parameters }
}

/// Cases that conform among those that conform or deviate; undecided cases widen it to bounds.
fn by_case(verdicts: &[CaseVerdict]) -> UnitFit {
    let count = |ruling| verdicts.iter().filter(|verdict| verdict.in_scope() && verdict.ruling == ruling).count();
    let (conform, deviate, undecided) = (count(Ruling::Conforms), count(Ruling::Deviates), count(Ruling::Undecided));
    let consistency = (conform + deviate > 0).then(|| {
        let all = (conform + deviate + undecided) as f64;
        Bounds { least: conform as f64 / all, most: (conform + undecided) as f64 / all }
    });
    UnitFit {
        unit: Unit::Case,
        n: verdicts.iter().filter(|verdict| verdict.in_scope()).count(),
        unknown: undecided,
        parameters: vec![(Parameter::Consistency, consistency)],
    }
}

/// Crisp sides projected by the rule: rows, and of how many years that follow each other each is.
fn by_year(x: &Timeline<Degree>, y: &Timeline<Degree>, rule: YearRule) -> Vec<(Row, u64)> {
    let side = |timeline: &Timeline<Degree>| project(&timeline.map(|degree| degree.truth()), rule);
    let bounds = |truth: Truth| match truth {
        Truth::Yes => (1.0, 1.0),
        Truth::No => (0.0, 0.0),
        Truth::Unknown(_) => (0.0, 1.0),
    };
    let (xs, ys) = (side(x), side(y));
    let mut rows = Vec::with_capacity(xs.len().max(ys.len()));
    let (mut xs, mut ys) = (xs.into_iter().peekable(), ys.into_iter().peekable());
    // Both sides are defined on the same days, so their stretches only end in different years.
    while let (Some((of_x, x)), Some((of_y, y))) = (xs.peek().cloned(), ys.peek().cloned()) {
        let (from, until) = (of_x.start.max(of_y.start), of_x.end.min(of_y.end));
        if from < until {
            rows.push((Row { x: bounds(x), y: bounds(y), weight: 1.0 }, (until - from) as u64));
        }
        xs.next_if(|(years, _)| years.end <= until);
        ys.next_if(|(years, _)| years.end <= until);
    }
    rows
}

/// One row a year: memberships averaged over the year's days.
fn averages(x: &Timeline<Degree>, y: &Timeline<Degree>) -> Vec<Row> {
    let mut years: std::collections::BTreeMap<i32, (f64, Row)> = std::collections::BTreeMap::new();
    for spell in x.zip(y, |x, y| (*x, *y)).spells() {
        let (x, y) = spell.value;
        for year in spell.days.from.year()..=spells::Day(spell.days.until.0 - 1).year() {
            let whole = spells::Interval::new(spells::Day::new_year(year), spells::Day::new_year(year + 1));
            let days = spell.days.and(whole).days() as f64;
            let (sum, row) = years.entry(year).or_insert((0.0, Row { x: (0.0, 0.0), y: (0.0, 0.0), weight: 1.0 }));
            *sum += days;
            row.x = (row.x.0 + days * x.lo, row.x.1 + days * x.hi);
            row.y = (row.y.0 + days * y.lo, row.y.1 + days * y.hi);
        }
    }
    let average = |(days, row): (f64, Row)| Row {
        x: (row.x.0 / days, row.x.1 / days),
        y: (row.y.0 / days, row.y.1 / days),
        weight: 1.0,
    };
    years.into_values().map(average).collect()
}

/// Whether the sides of a static claim are memberships, which years average; other sides are projected.
pub(crate) fn is_fuzzy_claim(program: &Program<'_>, claim: usize) -> bool {
    match program.theory.claims[claim].kind {
        ClaimKind::Static { condition, outcome, .. } => is_fuzzy(program, condition) || is_fuzzy(program, outcome),
        _ => false,
    }
}

fn is_fuzzy(program: &Program<'_>, node: NodeId) -> bool {
    let theory = program.theory;
    match theory.node(node) {
        Node::Calibrate(..) => true,
        Node::Condition(at) => theory.conditions[*at].kind == ConditionKind::Fuzzy,
        Node::Outcome(at) => theory.outcomes[*at].kind == ConditionKind::Fuzzy,
        _ => program.children(node).into_iter().any(|child| is_fuzzy(program, child)),
    }
}
