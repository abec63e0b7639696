//! Two theories, one question: the cases that break the one and not the other.

use super::{Judged, Question};
use crate::judge::{CaseVerdict, in_world};
use crate::range::EventRange;
use crate::ruling::Ruling;
use conditions::{Budget, Evaluator, OverBudget};
use spells::DaySet;

/// What a theory says of a case under a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It claims something of the case, and the case bears it out: a typical case.
    Conforms,
    /// It does not forbid the case, and the case does not speak for it.
    NotForbidden,
    /// It hangs on something unknown.
    Undecided,
    /// It does not speak of the case on any day.
    OutOfScope,
    /// Whether it speaks of the case is unknown.
    ScopeUnknown,
    /// The case breaks it.
    Deviates,
}

impl Fate {
    /// In the words that reports use.
    pub fn words(self) -> &'static str {
        match self {
            Fate::Conforms => "conforms",
            Fate::NotForbidden => "irrelevant",
            Fate::Undecided => "undecided",
            Fate::OutOfScope => "out of scope",
            Fate::ScopeUnknown => "scope not coded",
            Fate::Deviates => "deviates",
        }
    }

    /// Whether an exception to another theory is none to this one, and that is known.
    pub fn resolves(self) -> bool {
        matches!(self, Fate::Conforms | Fate::NotForbidden)
    }
}

/// The fate of a case under a verdict.
pub fn fate(verdict: &CaseVerdict) -> Fate {
    match verdict.ruling {
        _ if verdict.scope_unknown() => Fate::ScopeUnknown,
        _ if !verdict.in_scope() => Fate::OutOfScope,
        Ruling::Conforms => Fate::Conforms,
        Ruling::Irrelevant => Fate::NotForbidden,
        Ruling::Undecided => Fate::Undecided,
        Ruling::Deviates => Fate::Deviates,
    }
}

/// What a theory says of a case, shown where vague dates lie as they do where a case that breaks another is shown, so that
/// a day is compared with itself. Its ruling is still that of all placements. `at` is the claim that answers, `case` the
/// case, by their places among the verdicts. Errs only when the budget is spent.
pub fn beside_broken(
    broken: &CaseVerdict,
    other: &Judged<'_>,
    at: usize,
    case: usize,
    budget: &Budget,
) -> Result<CaseVerdict, OverBudget> {
    let claims = &other.claims[at];
    let verdict = &claims.cases[case];
    let mut world = verdict.world.clone();
    for (dispute, reading) in broken.world.readings() {
        world.choose(*dispute, *reading);
    }
    for (date, day) in broken.world.placements() {
        world.place(*date, *day);
    }
    let evaluator = Evaluator::new(other.program, verdict.case, world.clone(), claims.setting.clone(), budget);
    let first = in_world(&other.program.theory.claims[claims.claim], &evaluator, true)?;
    let events = first.events.iter().map(EventRange::of).collect();
    Ok(CaseVerdict { first, world, events, ..verdict.clone() })
}

/// What another theory makes of a case that breaks one: its fate there, except that a static claim is borne out only if it
/// is on most of the days on which the one is broken. Where it is borne out on other days of the case, it merely does not
/// forbid these.
pub fn fate_beside(broken: &CaseVerdict, other: &CaseVerdict) -> Fate {
    let (some, all) = borne_out(broken, other);
    match fate(other) {
        Fate::Conforms if all > 0 && some * 2 <= all => Fate::NotForbidden,
        fate => fate,
    }
}

/// A case that breaks one theory and not the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alone {
    /// The case, by its place.
    pub case: usize,
    /// What the other theory makes of it ([`fate_beside`]).
    pub other: Fate,
    /// For static claims: on how many of the days of deviation, as shown, the other theory is borne out, and how many they
    /// are. Both none for claims about events.
    pub borne_out: (i64, i64),
}

impl Alone {
    fn of(
        case: usize,
        broken: &CaseVerdict,
        other: &Judged<'_>,
        at: usize,
        budget: &Budget,
    ) -> Result<Self, OverBudget> {
        let other = beside_broken(broken, other, at, case, budget)?;
        Ok(Alone { case, other: fate_beside(broken, &other), borne_out: borne_out(broken, &other) })
    }
}

/// Two theories under one question that both answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The theories, by their places; the first is the lower.
    pub theories: (usize, usize),
    /// The question, by its place.
    pub question: usize,
    /// Cases that break the first alone: what the second resolves, where its fate there resolves.
    pub first_alone: Vec<Alone>,
    /// Cases that break the second alone: what the first resolves, or the second creates.
    pub second_alone: Vec<Alone>,
    /// Cases that break both.
    pub both: Vec<usize>,
}

/// Every pair of theories under every question that both answer: pairs in order, for each the questions in order. With two
/// theories changed about, the first and the second change about and nothing else does. Errs only when the budget is spent.
/// Cost: an evaluation in one world for each case that breaks one alone.
pub fn pairs(theories: &[Judged<'_>], questions: &[Question], budget: &Budget) -> Result<Vec<Pair>, OverBudget> {
    let mut found = Vec::new();
    for first in 0..theories.len() {
        for second in first + 1..theories.len() {
            for (at, question) in questions.iter().enumerate() {
                let (Some(one_at), Some(other_at)) = (question.answers[first], question.answers[second]) else {
                    continue;
                };
                let (one, other) = (&theories[first].claims[one_at].cases, &theories[second].claims[other_at].cases);
                let mut pair = Pair {
                    theories: (first, second),
                    question: at,
                    first_alone: Vec::new(),
                    second_alone: Vec::new(),
                    both: Vec::new(),
                };
                for (case, (a, b)) in one.iter().zip(other).enumerate() {
                    debug_assert_eq!(a.case, b.case);
                    match (fate(a), fate(b)) {
                        (Fate::Deviates, Fate::Deviates) => pair.both.push(case),
                        (Fate::Deviates, _) => {
                            pair.first_alone.push(Alone::of(case, a, &theories[second], other_at, budget)?);
                        }
                        (_, Fate::Deviates) => {
                            pair.second_alone.push(Alone::of(case, b, &theories[first], one_at, budget)?);
                        }
                        _ => {}
                    }
                }
                found.push(pair);
            }
        }
    }
    Ok(found)
}

/// On how many of the days on which a static claim is broken, as shown, another is borne out, and how many they are. None
/// of either for claims about events. `other` as [`beside_broken`] gives it.
pub fn borne_out(broken: &CaseVerdict, other: &CaseVerdict) -> (i64, i64) {
    let days = |verdict: &CaseVerdict, ruling: Ruling| {
        let spells = verdict.first.spells.iter().filter(|spell| spell.ruling == ruling);
        DaySet::from_intervals(spells.map(|spell| spell.days))
    };
    let deviating = days(broken, Ruling::Deviates);
    (deviating.and(&days(other, Ruling::Conforms)).days(), deviating.days())
}
