//! One claim over all cases.

use super::VerdictReport;
use super::head::{Cited, cited};
use super::verdict::verdict_report;
use casebase::CaseBase;
use conditions::{Budget, Clock, OverBudget, Program};
use serde::Serialize;
use spells::YearRule;
use std::ops::Range;
use theory::model::{Claim, ClaimKind, Relation};
use verdicts::{Bounds, CaseVerdict, ClaimVerdicts, Fit, LagProfile, Ruling, Standing, Wait};

/// Cases by ruling.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Cases that conform.
    pub conforms: usize,
    /// Cases that deviate.
    pub deviates: usize,
    /// Cases that hang on something unknown or still to come.
    pub undecided: usize,
    /// Cases of which the claim says nothing.
    pub irrelevant: usize,
    /// Of all these, those whose ruling differs with readings or vague dates.
    pub fragile: usize,
    /// Cases out of scope, not counted above.
    pub out_of_scope: usize,
    /// Cases of which it is unknown whether they are in scope, not counted above.
    pub scope_unknown: usize,
}

/// A parameter of fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParameterReport {
    /// consistency, coverage, RoN, PRI.
    pub name: &'static str,
    /// Least and most that it can be; equal where nothing is unknown; absent where undefined.
    pub bounds: Option<(f64, f64)>,
}

/// Fit over one unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitReport {
    /// necessity or sufficiency.
    pub relation: &'static str,
    /// case, spell, year or day.
    pub unit: &'static str,
    /// How many in scope.
    pub n: usize,
    /// How many of these have an unknown side.
    pub unknown: usize,
    /// The parameters.
    pub parameters: Vec<ParameterReport>,
}

/// The lag of one event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LagRow {
    /// `CHN>SUN`.
    pub case: String,
    /// First and last possible day of the earlier event.
    pub anchor: (String, String),
    /// First and last possible day of the later event, or the last day under study, or that on which the earlier was undone.
    pub day: (String, String),
    /// Least and most days.
    pub days: (i64, i64),
    /// Whether the later event has not come, and still is awaited.
    pub open: bool,
    /// Whether it did not come while the earlier stood, and then that was undone: a lapse that healed.
    pub healed: bool,
    /// Whether it rests on what silence is taken to mean on any of its days; absent where there are no witnesses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rests_on_silence: Option<bool>,
}

/// All lags of a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LagReport {
    /// Every lag.
    pub rows: Vec<LagRow>,
    /// Events in the wrong order.
    pub order_violations: usize,
    /// Within how many days every wait that is over was over, for certain: the event came, or the other was undone.
    pub certain_from_days: Option<i64>,
    /// Within how many days it may have been, for some placement of vague dates.
    pub possible_from_days: Option<i64>,
    /// The longest that an event has been awaited and still is.
    pub longest_open_days: Option<i64>,
}

/// The scope tested as a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScopeReport {
    /// Cases out of scope, by what the claim would say of them.
    pub outside: Tally,
    /// Those that would deviate.
    pub excused: Vec<String>,
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimReport {
    /// Its name.
    pub name: String,
    /// In words.
    pub words: String,
    /// necessity, sufficiency, equivalence, events.
    pub form: &'static str,
    /// What it rests on.
    pub cites: Vec<Cited>,
    /// The definitions of the outcomes it was judged under, where there are several.
    pub definition: String,
    /// behavioural or legal.
    pub clock: &'static str,
    /// Cases by ruling.
    pub tally: Tally,
    /// One verdict a case, in order.
    pub verdicts: Vec<VerdictReport>,
    /// Parameters of fit, for static claims.
    pub fit: Vec<FitReport>,
    /// Lags, for claims about the order of events.
    pub lags: Option<LagReport>,
    /// The scope tested as a condition, where the theory has a scope.
    pub scope_test: Option<ScopeReport>,
}

pub(crate) struct Ask<'a> {
    pub base: &'a CaseBase,
    pub program: &'a Program<'a>,
    /// The verdicts on every claim: what excuses a deviation may lie in another.
    pub all: &'a [ClaimVerdicts],
    pub witnesses: bool,
    pub budget: &'a Budget,
}

/// So many verdicts are told at a time by one thread.
const TOLD_AT_ONCE: usize = 1_024;

/// The reports on several claims, in order, on so many threads.
pub(crate) fn claim_reports(
    ask: &Ask<'_>,
    judged: &[ClaimVerdicts],
    threads: usize,
) -> Result<Vec<ClaimReport>, OverBudget> {
    let stretches = |claim: &ClaimVerdicts| threads::pieces(claim.cases.len(), TOLD_AT_ONCE);
    let pieces: Vec<(usize, Range<usize>)> = judged
        .iter()
        .enumerate()
        .flat_map(|(at, claim)| stretches(claim).into_iter().map(move |of| (at, of)))
        .collect();
    let told = threads::each(threads, pieces.len(), |piece| {
        let (claim, cases) = &pieces[piece];
        cases.clone().map(|case| verdict_report(ask, &judged[*claim], case)).collect::<Result<Vec<_>, _>>()
    });
    let mut verdicts: Vec<Vec<VerdictReport>> =
        judged.iter().map(|claim| Vec::with_capacity(claim.cases.len())).collect();
    for ((claim, _), told) in pieces.iter().zip(told) {
        verdicts[*claim].extend(told?);
    }
    let rest = threads::each(threads, judged.len(), |claim| whole(ask, &judged[claim]));
    rest.into_iter().zip(verdicts).map(|(rest, verdicts)| Ok(put(rest?, verdicts))).collect()
}

/// The report on one claim.
pub(crate) fn claim_report(ask: &Ask<'_>, judged: &ClaimVerdicts) -> Result<ClaimReport, OverBudget> {
    let told = (0..judged.cases.len()).map(|case| verdict_report(ask, judged, case));
    Ok(put(whole(ask, judged)?, told.collect::<Result<_, _>>()?))
}

/// A claim with its verdicts. Every event with another that it follows is a row of the lags, in the same order.
fn put(mut claim: ClaimReport, verdicts: Vec<VerdictReport>) -> ClaimReport {
    if let Some(lags) = &mut claim.lags {
        let events = verdicts.iter().flat_map(|verdict| &verdict.events).filter(|event| event.anchor.is_some());
        for (row, event) in lags.rows.iter_mut().zip(events) {
            row.rests_on_silence = event.rests_on_silence;
        }
    }
    ClaimReport { verdicts, ..claim }
}

/// What is said of a claim as a whole: everything but its verdicts.
fn whole(ask: &Ask<'_>, judged: &ClaimVerdicts) -> Result<ClaimReport, OverBudget> {
    let program = ask.program;
    let claim = &program.theory.claims[judged.claim];
    let fits = verdicts::fit(program, judged);
    let ordered = matches!(claim.kind, ClaimKind::Order { .. });
    let scope_test = match program.theory.scope {
        Some(_) => {
            let test = verdicts::scope_test(program, judged.claim, &judged.cases, &judged.setting, ask.budget)?;
            Some(scope_report(program, &test))
        }
        None => None,
    };
    Ok(ClaimReport {
        name: claim.name.clone(),
        words: claim.words.clone(),
        form: form(claim),
        cites: cited(ask.base, &claim.cites),
        definition: definition(program, judged),
        clock: clock(judged.setting.clock),
        tally: tally(&judged.cases),
        verdicts: Vec::new(),
        fit: fits.iter().flat_map(fit_report).collect(),
        lags: ordered.then(|| lag_report(program, &verdicts::lag_profile(&judged.cases))),
        scope_test,
    })
}

pub(super) fn form(claim: &Claim) -> &'static str {
    match &claim.kind {
        ClaimKind::Static { relation: Relation::Necessary, .. } => "necessity",
        ClaimKind::Static { relation: Relation::Sufficient, .. } => "sufficiency",
        ClaimKind::Static { relation: Relation::Equivalent, .. } => "equivalence",
        _ => "events",
    }
}

pub(crate) fn clock(clock: Clock) -> &'static str {
    match clock {
        Clock::Behavioural => "behavioural",
        Clock::Legal => "legal",
    }
}

/// A rule as it is asked for.
pub(crate) fn year_rule(rule: YearRule) -> &'static str {
    match rule {
        YearRule::AnyDay => "any-day",
        YearRule::FirstDay => "first-day",
        YearRule::LastDay => "last-day",
        YearRule::MostDays => "most-days",
    }
}

/// The definitions of the outcomes that a claim was judged under, where there are several.
pub(crate) fn definition(program: &Program<'_>, judged: &ClaimVerdicts) -> String {
    let outcomes = program.theory.outcomes.iter().zip(&judged.setting.definitions);
    let named = outcomes.filter(|(outcome, _)| {
        outcome.definitions.len() > 1 && verdicts::names_outcome(program, judged.claim, &outcome.name)
    });
    let labels = named.map(|(outcome, chosen)| format!("{} {}", outcome.name, outcome.definitions[*chosen].label));
    labels.collect::<Vec<_>>().join(", ")
}

pub(super) fn tally(cases: &[CaseVerdict]) -> Tally {
    let mut tally = Tally::default();
    for verdict in cases {
        if !verdict.in_scope() {
            if verdict.scope_unknown() {
                tally.scope_unknown += 1
            } else {
                tally.out_of_scope += 1
            }
            continue;
        }
        match verdict.ruling {
            Ruling::Conforms => tally.conforms += 1,
            Ruling::Deviates => tally.deviates += 1,
            Ruling::Undecided => tally.undecided += 1,
            Ruling::Irrelevant => tally.irrelevant += 1,
        }
        if verdict.standing != Standing::Robust {
            tally.fragile += 1;
        }
    }
    tally
}

pub(super) fn fit_report(fit: &Fit) -> Vec<FitReport> {
    let bounds = |bounds: &Option<Bounds>| bounds.map(|bounds| (bounds.least, bounds.most));
    let units = fit.units.iter().map(|unit| FitReport {
        relation: if fit.relation == Relation::Necessary { "necessity" } else { "sufficiency" },
        unit: unit.unit.word(),
        n: unit.n,
        unknown: unit.unknown,
        parameters: unit
            .parameters
            .iter()
            .map(|(parameter, value)| ParameterReport { name: parameter.word(), bounds: bounds(value) })
            .collect(),
    });
    units.collect()
}

fn lag_report(program: &Program<'_>, profile: &LagProfile) -> LagReport {
    LagReport {
        rows: profile
            .entries
            .iter()
            .map(|entry| LagRow {
                case: entry.case.name(program.theory.cases, program.history),
                anchor: (entry.anchor.0.to_string(), entry.anchor.1.to_string()),
                day: (entry.day.0.to_string(), entry.day.1.to_string()),
                days: entry.days,
                open: entry.wait == Wait::Open,
                healed: entry.wait == Wait::Healed,
                rests_on_silence: None,
            })
            .collect(),
        order_violations: profile.order_violations,
        certain_from_days: profile.certain_from,
        possible_from_days: profile.possible_from,
        longest_open_days: profile.longest_open,
    }
}

fn scope_report(program: &Program<'_>, test: &verdicts::ScopeTest) -> ScopeReport {
    let [irrelevant, conforms, undecided, deviates] = test.outside;
    ScopeReport {
        outside: Tally { conforms, deviates, undecided, irrelevant, ..Tally::default() },
        excused: test.excused.iter().map(|case| case.name(program.theory.cases, program.history)).collect(),
    }
}
