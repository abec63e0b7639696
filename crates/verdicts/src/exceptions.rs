//! Every deviating case of a theory, classified: those that break a claim, those that a claim leaves unexplained without
//! being broken, and those that would break it if the theory spoke of them.
//!
//! In: a theory's verdicts. Out: one [`Exception`] for each claim, definition and case concerned. Those that break a claim
//! are exactly its deviating verdicts in scope.

use crate::deviation::{Class, Deviation};
use crate::excuses::{Excuse, excuses};
use crate::judge::{CaseVerdict, in_world};
use crate::local::broken_days;
use crate::reach::{Reach, each};
use crate::ruling::{Ruling, SpellRuling};
use crate::run::ClaimVerdicts;
use conditions::{Budget, Evaluator, OverBudget, Program, Reason};
use spells::{Day, DaySet};
use theory::model::{ClaimKind, Relation};

/// What a deviant case does to its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// It breaks the claim: a deviating verdict in scope.
    Breaks,
    /// It does not break the claim, which says nothing of it: deviant coverage or relevance.
    Unexplained,
    /// It would break the claim, and the scope leaves it out on every day.
    OutOfScope,
    /// It would break the claim, and whether the theory speaks of it is unknown.
    ScopeUnknown,
}

impl Weight {
    /// In the words that reports use.
    pub fn words(self) -> &'static str {
        match self {
            Weight::Breaks => "breaks the claim",
            Weight::Unexplained => "left unexplained",
            Weight::OutOfScope => "out of scope",
            Weight::ScopeUnknown => "scope not coded",
        }
    }
}

/// A deviant case.
#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    /// Which claim under which definitions: a place among the verdicts.
    pub judged: usize,
    /// Which case: a place among its cases.
    pub case: usize,
    /// What it does to the claim.
    pub weight: Weight,
    /// The field's name for it.
    pub class: Class,
    /// For an equivalence, which half.
    pub half: Option<Relation>,
    /// Both sides are more in than out and differ only in degree; otherwise the case deviates in kind.
    pub in_degree: bool,
    /// Least and most days of it, none for events; for what breaks no claim those that are certain as shown, twice.
    pub days: (i64, i64),
    /// Its first and last possible day.
    pub reach: Option<Reach>,
    /// The same, each stretch of days by itself, in order.
    pub stretches: Vec<Reach>,
    /// The day on which its reasons are given: the first of it, as its vague dates are placed where it is shown.
    pub telling: Day,
    /// Why it might not count.
    pub excuses: Vec<Excuse>,
    /// Why each side of the claim is what it is on that day: condition and outcome, or condition (other event) and event.
    pub reasons: Vec<Reason>,
}

/// Lists them: claims in the order of the verdicts, for each those that break it, then the others, each in order of cases.
///
/// `judged` are the verdicts of [`crate::run()`] with their spells kept. Errs only when the budget is spent. Cost: for each
/// exception one explanation; for each case out of scope one evaluation in one world.
pub fn exceptions(
    program: &Program<'_>,
    judged: &[ClaimVerdicts],
    budget: &Budget,
) -> Result<Vec<Exception>, OverBudget> {
    let mut found = Vec::new();
    for (at, claim) in judged.iter().enumerate() {
        let mut here = Vec::new();
        for (case, verdict) in claim.cases.iter().enumerate() {
            if verdict.in_scope() {
                here.extend(breaks(program, judged, at, case, budget)?);
                here.extend(unexplained(program, claim, at, case, budget)?);
            } else {
                here.extend(unspoken_of(program, claim, at, case, budget)?);
            }
        }
        here.sort_by_key(|exception| (exception.weight, exception.case));
        found.extend(here);
    }
    Ok(found)
}

fn breaks(
    program: &Program<'_>,
    judged: &[ClaimVerdicts],
    at: usize,
    case: usize,
    budget: &Budget,
) -> Result<Option<Exception>, OverBudget> {
    let claim = &judged[at];
    let verdict = &claim.cases[case];
    let Some(deviation) = &verdict.deviation else { return Ok(None) };
    let Some((telling, reasons)) = crate::explain::told(program, verdict, &claim.setting, None, budget)? else {
        return Ok(None);
    };
    Ok(Some(Exception {
        judged: at,
        case,
        weight: Weight::Breaks,
        class: deviation.class,
        half: deviation.half,
        in_degree: deviation.in_degree,
        days: verdict.worlds[0].deviating_days,
        reach: verdict.worlds[0].reach,
        stretches: verdict.worlds[0].stretches.clone(),
        telling,
        excuses: excuses(program, judged, claim, case),
        reasons,
    }))
}

/// The outcome without a condition said to be sufficient (deviant coverage), or a condition said to be necessary without
/// the outcome (deviant relevance): Schneider & Rohlfing 2013, Sociological Methods & Research 42: 559-597.
fn unexplained(
    program: &Program<'_>,
    claim: &ClaimVerdicts,
    at: usize,
    case: usize,
    budget: &Budget,
) -> Result<Option<Exception>, OverBudget> {
    let verdict = &claim.cases[case];
    let class = match program.theory.claims[claim.claim].kind {
        ClaimKind::Static { relation: Relation::Sufficient, .. } => Class::Coverage,
        ClaimKind::Static { relation: Relation::Necessary, .. } => Class::Relevance,
        _ => return Ok(None),
    };
    let is_one = |spell: &&SpellRuling| match class {
        Class::Coverage => spell.outcome.is_in() && spell.condition.is_out(),
        _ => spell.condition.is_in() && spell.outcome.is_out(),
    };
    let spells: Vec<SpellRuling> = verdict
        .first
        .spells
        .iter()
        .filter(is_one)
        .map(|spell| SpellRuling { ruling: Ruling::Deviates, ..*spell })
        .collect();
    let Some(first) = spells.first().map(|spell| spell.days.from) else { return Ok(None) };
    let Some((telling, reasons)) = crate::explain::told(program, verdict, &claim.setting, Some(first), budget)? else {
        return Ok(None);
    };
    let days = spells.iter().map(|spell| spell.days.days()).sum();
    let broken =
        DaySet::from_intervals(spells.iter().filter(|spell| spell.ruling == Ruling::Deviates).map(|spell| spell.days));
    Ok(Some(Exception {
        judged: at,
        case,
        weight: Weight::Unexplained,
        class,
        half: None,
        in_degree: false,
        days: (days, days),
        reach: Reach::of(&broken),
        stretches: each(&broken),
        telling,
        excuses: Vec::new(),
        reasons,
    }))
}

/// A case that is in scope on no day, judged as if there were no scope, in the world in which it was shown.
fn unspoken_of(
    program: &Program<'_>,
    claim: &ClaimVerdicts,
    at: usize,
    case: usize,
    budget: &Budget,
) -> Result<Option<Exception>, OverBudget> {
    let verdict = &claim.cases[case];
    let spec = &program.theory.claims[claim.claim];
    let evaluator = Evaluator::new(program, verdict.case, verdict.world.clone(), claim.setting.clone(), budget);
    let first = in_world(spec, &evaluator, false)?;
    if first.ruling != Ruling::Deviates {
        return Ok(None);
    }
    let ranges = first.events.iter().map(crate::range::EventRange::of).collect();
    let as_if = CaseVerdict { ruling: first.ruling, events: ranges, first, ..verdict.clone() };
    let Some(deviation) = Deviation::of(spec, &as_if) else { return Ok(None) };
    let Some((telling, reasons)) = crate::explain::told(program, &as_if, &claim.setting, None, budget)? else {
        return Ok(None);
    };
    let days = as_if.first.days.of(Ruling::Deviates);
    let broken = broken_days(&as_if.first);
    Ok(Some(Exception {
        judged: at,
        case,
        weight: if verdict.scope_unknown() { Weight::ScopeUnknown } else { Weight::OutOfScope },
        class: deviation.class,
        half: deviation.half,
        in_degree: deviation.in_degree,
        days: (days, days),
        reach: Reach::of(&broken),
        stretches: each(&broken),
        telling,
        excuses: Vec::new(),
        reasons,
    }))
}
