//! Each parameter of a static claim on other samples, and what selection fixes by construction.

use conditions::{Case, Degree, Program};
use std::collections::BTreeSet;
use theory::model::{ClaimKind, Relation};
use verdicts::{Bounds, ClaimVerdicts, Parameter, Ruling, over_days};

/// A sample of the days of a study's cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sample {
    /// All cases of the study, on all days in scope.
    All,
    /// Only days on which the outcome certainly holds: what is left when cases are chosen on the outcome.
    PositivesOnly,
    /// Without the cases that deviate: what is left when exceptions are left out.
    WithoutDeviant,
    /// All cases there are, whether or not anything is coded of them.
    Universe,
    /// All cases there are, with the outcome of those that are not in the study left open: what it may be whatever is not
    /// observed.
    Unobserved,
}

impl Sample {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Sample::All => "all cases of the study",
            Sample::PositivesOnly => "days with the outcome only",
            Sample::WithoutDeviant => "without the deviant cases",
            Sample::Universe => "all cases there are, as coded",
            Sample::Unobserved => "all cases there are, outcomes not coded left open",
        }
    }
}

/// Why a parameter says nothing: it has its value whatever the world is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fixed {
    /// Only days with the outcome are in.
    OnlyPositives,
    /// Only days with the condition are in.
    OnlyCondition,
    /// The days that would lower it were taken out.
    DeviantOut,
}

impl Fixed {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Fixed::OnlyPositives => "fixed by selection: only days with the outcome are in",
            Fixed::OnlyCondition => "fixed by selection: only days with the condition are in",
            Fixed::DeviantOut => "fixed by selection: nothing is left that certainly lowers it",
        }
    }
}

/// A parameter on a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sampled {
    /// Which.
    pub parameter: Parameter,
    /// The least and the most that it can be; `None` is undefined.
    pub bounds: Option<Bounds>,
    /// Whether selection fixes it, so that it is no result.
    pub fixed: Option<Fixed>,
    /// How much its least and its most differ from those on all cases of the study; `None` where either is undefined.
    pub change: Option<(f64, f64)>,
}

/// The fit on a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleFit {
    /// Which.
    pub sample: Sample,
    /// How many cases have a day in it.
    pub cases: usize,
    /// How many days.
    pub days: i64,
    /// The parameters.
    pub parameters: Vec<Sampled>,
}

/// One half of a static claim, audited: an equivalence has two.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimAudit {
    /// Necessity or sufficiency.
    pub relation: Relation,
    /// On each sample, all cases of the study first.
    pub samples: Vec<SampleFit>,
}

/// Days of one case with the same two sides.
#[derive(Debug, Clone, Copy)]
struct Row {
    case: Case,
    x: Degree,
    y: Degree,
    days: i64,
}

/// Recomputes the parameters of a static claim, by day, on every named sample; empty for claims about events.
///
/// * `study` are the verdicts on the study's cases, `universe` those of the same claim in the same setting on all cases there
///   are, with every spell kept. Where the study has every case, the two last samples are the first.
/// * Fixed by construction (crisp): with positives only, consistency of sufficiency, coverage of necessity and RoN are 1;
///   with the condition only, consistency of necessity and coverage of sufficiency are 1; without deviant cases, consistency is
///   1. Goertz 2006; Schneider & Wagemann 2012; Dion 1998 (choosing on the outcome is legitimate for necessity).
pub fn audit(program: &Program<'_>, study: &ClaimVerdicts, universe: &ClaimVerdicts) -> Vec<ClaimAudit> {
    let ClaimKind::Static { relation, .. } = program.theory.claims[study.claim].kind else { return Vec::new() };
    let halves: &[Relation] = match relation {
        Relation::Equivalent => &[Relation::Necessary, Relation::Sufficient],
        Relation::Necessary => &[Relation::Necessary],
        Relation::Sufficient => &[Relation::Sufficient],
    };
    let (here, there) = (rows(study), rows(universe));
    let known: BTreeSet<Case> = study.cases.iter().map(|verdict| verdict.case).collect();
    let deviant: BTreeSet<Case> = study
        .cases
        .iter()
        .filter(|verdict| verdict.in_scope() && verdict.ruling == Ruling::Deviates)
        .map(|verdict| verdict.case)
        .collect();
    let open = |row: &Row| {
        let unknown = Degree::unknown(spells::Why::SourceSilent);
        if known.contains(&row.case) { *row } else { Row { y: unknown, ..*row } }
    };
    let samples: Vec<(Sample, Vec<Row>)> = vec![
        (Sample::All, here.clone()),
        (Sample::PositivesOnly, here.iter().copied().filter(|row| row.y.is_in()).collect()),
        (Sample::WithoutDeviant, here.iter().copied().filter(|row| !deviant.contains(&row.case)).collect()),
        (Sample::Universe, there.clone()),
        (Sample::Unobserved, there.iter().map(open).collect()),
    ];
    let audit = |half: &Relation| {
        let mut fits: Vec<SampleFit> = Vec::new();
        for (sample, rows) in &samples {
            let left_out = *sample == Sample::WithoutDeviant && !deviant.is_empty();
            let fit = sample_fit(*half, *sample, rows, left_out, fits.first());
            fits.push(fit);
        }
        ClaimAudit { relation: *half, samples: fits }
    };
    halves.iter().map(audit).collect()
}

fn rows(judged: &ClaimVerdicts) -> Vec<Row> {
    let rows = judged.cases.iter().flat_map(|verdict| {
        let row = |spell: &verdicts::SpellRuling| Row {
            case: verdict.case,
            x: spell.condition,
            y: spell.outcome,
            days: spell.days.days(),
        };
        verdict.first.spells.iter().map(row)
    });
    rows.collect()
}

fn sample_fit(relation: Relation, sample: Sample, rows: &[Row], left_out: bool, all: Option<&SampleFit>) -> SampleFit {
    let sides: Vec<(Degree, Degree, i64)> = rows.iter().map(|row| (row.x, row.y, row.days)).collect();
    let only = |side: fn(&Row) -> Degree| !rows.is_empty() && rows.iter().all(|row| side(row).lo == 1.0);
    let positives = only(|row| row.y);
    // That the condition holds on every day with the outcome is a result, where only those days were asked for.
    let condition = sample != Sample::PositivesOnly && only(|row| row.x);
    let parameters = over_days(relation, &sides).into_iter().map(|(parameter, bounds)| {
        let fixed = match (relation, parameter) {
            (Relation::Sufficient, Parameter::Consistency | Parameter::Pri) if positives => Some(Fixed::OnlyPositives),
            (Relation::Necessary, Parameter::Coverage | Parameter::RelevanceOfNecessity) if positives => {
                Some(Fixed::OnlyPositives)
            }
            (Relation::Necessary, Parameter::Consistency) | (Relation::Sufficient, Parameter::Coverage)
                if condition =>
            {
                Some(Fixed::OnlyCondition)
            }
            (_, Parameter::Consistency | Parameter::Pri) if left_out => Some(Fixed::DeviantOut),
            _ => None,
        };
        let fixed = fixed.filter(|_| bounds.is_some());
        let before = all.and_then(|all| all.parameters.iter().find(|other| other.parameter == parameter)?.bounds);
        let change = bounds.zip(before).map(|(now, before)| (now.least - before.least, now.most - before.most));
        Sampled { parameter, bounds, fixed, change }
    });
    SampleFit {
        sample,
        cases: rows.iter().map(|row| row.case).collect::<BTreeSet<_>>().len(),
        days: rows.iter().map(|row| row.days).sum(),
        parameters: parameters.collect(),
    }
}
