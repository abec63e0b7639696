//! Parameters of fit of a static claim, over spells, days, years or cases; the unit is always named.

use crate::judge::{CaseVerdict, in_world, scope};
use crate::ratio::{self, Bounds, Row, Terms};
use crate::ruling::Ruling;
use conditions::{Budget, Degree, Evaluator, OverBudget, Program, Setting};
use spells::{Timeline, Truth, YearRule, project};
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

/// The fit of a static claim over the cases of its verdicts, in the first world as each case was shown; empty for dynamic
/// claims. A crisp PRI equals the consistency and is left out; the year's value is taken by `rule`.
///
/// Errs only when the budget is spent.
pub fn fit(
    program: &Program<'_>,
    claim: usize,
    verdicts: &[CaseVerdict],
    setting: &Setting,
    rule: YearRule,
    budget: &Budget,
) -> Result<Vec<Fit>, OverBudget> {
    let spec = &program.theory.claims[claim];
    let ClaimKind::Static { relation, condition, outcome } = spec.kind else { return Ok(Vec::new()) };
    let fuzzy = is_fuzzy(program, condition) || is_fuzzy(program, outcome);
    let (mut spells, mut days, mut years) = (Vec::new(), Vec::new(), Vec::new());
    for verdict in verdicts.iter().filter(|verdict| verdict.in_scope()) {
        let evaluator = Evaluator::new(program, verdict.case, verdict.world.clone(), setting.clone(), budget);
        let judgement = in_world(spec, &evaluator, true)?;
        for spell in &judgement.spells {
            let row = row(spell.condition, spell.outcome);
            spells.push(row);
            days.push(Row { weight: spell.days.days() as f64, ..row });
        }
        let within = scope(&evaluator, true)?.days_where(|degree| degree.is_in());
        let side = |node: NodeId| Ok(evaluator.degree(node)?.clip(&within));
        years.extend(by_year(&side(condition)?, &side(outcome)?, rule, fuzzy));
    }
    let halves: &[Relation] = match relation {
        Relation::Equivalent => &[Relation::Necessary, Relation::Sufficient],
        Relation::Necessary => &[Relation::Necessary],
        Relation::Sufficient => &[Relation::Sufficient],
    };
    let fits = halves.iter().map(|half| {
        let units = vec![
            by_case(verdicts),
            unit_fit(Unit::Spell, *half, &spells, spells.len(), fuzzy),
            unit_fit(Unit::Year, *half, &years, years.len(), fuzzy),
            unit_fit(Unit::Day, *half, &days, days.iter().map(|row| row.weight as usize).sum(), fuzzy),
        ];
        Fit { relation: *half, units }
    });
    Ok(fits.collect())
}

fn row(x: Degree, y: Degree) -> Row {
    Row { x: (x.lo, x.hi), y: (y.lo, y.hi), weight: 1.0 }
}

fn unit_fit(unit: Unit, relation: Relation, rows: &[Row], n: usize, fuzzy: bool) -> UnitFit {
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

/// One row a year. Crisp sides are projected by the rule; memberships are averaged over the year's days.
fn by_year(x: &Timeline<Degree>, y: &Timeline<Degree>, rule: YearRule, fuzzy: bool) -> Vec<Row> {
    if fuzzy {
        return averages(x, y);
    }
    let side = |timeline: &Timeline<Degree>| project(&timeline.map(|degree| degree.truth()), rule);
    let bounds = |truth: Truth| match truth {
        Truth::Yes => (1.0, 1.0),
        Truth::No => (0.0, 0.0),
        Truth::Unknown(_) => (0.0, 1.0),
    };
    let pairs = side(x).into_iter().zip(side(y));
    pairs.map(|((_, x), (_, y))| Row { x: bounds(x), y: bounds(y), weight: 1.0 }).collect()
}

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

fn is_fuzzy(program: &Program<'_>, node: NodeId) -> bool {
    let theory = program.theory;
    match theory.node(node) {
        Node::Calibrate(..) => true,
        Node::Condition(at) => theory.conditions[*at].kind == ConditionKind::Fuzzy,
        Node::Outcome(at) => theory.outcomes[*at].kind == ConditionKind::Fuzzy,
        _ => program.children(node).into_iter().any(|child| is_fuzzy(program, child)),
    }
}
