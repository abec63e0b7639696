//! Why a deviation might not count: what a defender of the claim could say, found in the verdicts themselves.
//!
//! In: all verdicts of a theory, and which of them is in question. Out: every excuse that holds of it, in a fixed order.
//! An excuse is a fact about the case, not an acquittal: the deviation stays one.

use crate::judge::CaseVerdict;
use crate::ruling::{Ruling, SpellRuling};
use crate::run::ClaimVerdicts;
use conditions::{Case, Degree, Program};
use theory::model::{Claim, ClaimKind, Edge, Order, Relation};

/// Memberships this near to 0.5, on either side, are borderline.
pub const BORDERLINE: f64 = 0.1;

/// Why a deviation might not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Excuse {
    /// The claim stands under another reading of the sources.
    InDispute,
    /// The claim stands if vague dates lie elsewhere among their possible days.
    VagueDates,
    /// The claim stands on the other clock.
    OneClock,
    /// Both sides are more in than out, and differ only in degree.
    InDegree,
    /// On every day of deviation a membership lies within [`BORDERLINE`] of 0.5.
    Borderline,
    /// Under another definition of the outcome the case does not break the claim.
    OneDefinition,
    /// Condition and outcome change in the order that the theory claims, and the later change may still come in time.
    LagRunning,
    /// Condition and outcome change in the order and time that the theory claims; it breaks only the claim that they go
    /// together on every day.
    WithinLag,
    /// Condition and outcome change in the order that the theory claims, and it claims no time: whatever the lag, it is
    /// not too long.
    NoLimit,
    /// It stood so when the days under study began: what went before is not seen.
    CensoredStart,
    /// It stands so when the days under study end: what may still come is not seen.
    CensoredEnd,
}

impl Excuse {
    /// In the words that reports use.
    pub fn words(self) -> &'static str {
        match self {
            Excuse::InDispute => "coding in dispute",
            Excuse::VagueDates => "vague dates",
            Excuse::OneClock => "only on this clock",
            Excuse::InDegree => "only in degree",
            Excuse::Borderline => "borderline",
            Excuse::OneDefinition => "only under this definition of the outcome",
            Excuse::LagRunning => "lag not yet elapsed",
            Excuse::WithinLag => "within a lag that the theory allows",
            Excuse::NoLimit => "a lag to which the theory sets no limit",
            Excuse::CensoredStart => "censored: it stood so when the days under study began",
            Excuse::CensoredEnd => "censored: it stands so when the days under study end",
        }
    }
}

/// The verdict on a case among the verdicts on a claim; `at` is where it is looked for first.
pub(crate) fn verdict_on(judged: &ClaimVerdicts, case: Case, at: usize) -> Option<&CaseVerdict> {
    let there = judged.cases.get(at).filter(|verdict| verdict.case == case);
    there.or_else(|| judged.cases.iter().find(|verdict| verdict.case == case))
}

/// Every excuse of the verdict at place `at` among those on `judged`; none where it does not deviate. `all` are the
/// verdicts on every claim of the theory, under every definition. O(spells of the case, and verdicts on it).
pub fn excuses(program: &Program<'_>, all: &[ClaimVerdicts], judged: &ClaimVerdicts, at: usize) -> Vec<Excuse> {
    let Some((verdict, deviation)) =
        judged.cases.get(at).and_then(|verdict| Some((verdict, verdict.deviation.as_ref()?)))
    else {
        return Vec::new();
    };
    let claim = &program.theory.claims[judged.claim];
    let deviating: Vec<&SpellRuling> =
        verdict.first.spells.iter().filter(|spell| spell.ruling == Ruling::Deviates).collect();
    let lag = lag(program, all, judged, at);
    let (start, end) = censored(program, claim, verdict, &deviating);
    let found = [
        (deviation.in_dispute, Excuse::InDispute),
        (deviation.hangs_on_dates, Excuse::VagueDates),
        (deviation.on_this_clock_only, Excuse::OneClock),
        (deviation.in_degree, Excuse::InDegree),
        (!deviating.is_empty() && deviating.iter().all(|spell| is_borderline(spell)), Excuse::Borderline),
        (
            elsewhere(all, judged, at)
                .iter()
                .any(|(_, ruling)| matches!(ruling, Ruling::Conforms | Ruling::Irrelevant)),
            Excuse::OneDefinition,
        ),
        (lag == Some(Excuse::LagRunning), Excuse::LagRunning),
        (lag == Some(Excuse::WithinLag), Excuse::WithinLag),
        (lag == Some(Excuse::NoLimit), Excuse::NoLimit),
        (start, Excuse::CensoredStart),
        (end, Excuse::CensoredEnd),
    ];
    found.into_iter().filter(|(holds, _)| *holds).map(|(_, excuse)| excuse).collect()
}

/// What the same claim says of the same case under the other definitions of its outcomes: places in `all`, and rulings.
pub fn elsewhere(all: &[ClaimVerdicts], judged: &ClaimVerdicts, at: usize) -> Vec<(usize, Ruling)> {
    let case = judged.cases[at].case;
    let others = all.iter().enumerate().filter(|(_, other)| {
        other.claim == judged.claim
            && other.setting.clock == judged.setting.clock
            && other.setting.definitions != judged.setting.definitions
    });
    others.filter_map(|(place, other)| Some((place, verdict_on(other, case, at)?.ruling))).collect()
}

fn is_borderline(spell: &SpellRuling) -> bool {
    let near = |degree: Degree| (degree.lo - 0.5).abs() <= BORDERLINE && (degree.hi - 0.5).abs() <= BORDERLINE;
    near(spell.condition) || near(spell.outcome)
}

/// Whether the sides come apart only as a claim of the same theory about their order allows, and how.
///
/// An outcome outlives a condition said to be necessary for it where `Y ends after X ends` is claimed too; a condition
/// said to be sufficient runs ahead of its outcome where `Y starts after X starts` is.
fn lag(program: &Program<'_>, all: &[ClaimVerdicts], judged: &ClaimVerdicts, at: usize) -> Option<Excuse> {
    let claims = &program.theory.claims;
    let ClaimKind::Static { relation, condition, outcome } = claims[judged.claim].kind else { return None };
    let verdict = &judged.cases[at];
    let spells = &verdict.first.spells;
    let mut edge = None;
    for (place, spell) in spells.iter().enumerate().filter(|(_, spell)| spell.ruling == Ruling::Deviates) {
        let before = place.checked_sub(1).map(|before| &spells[before]).filter(|b| b.days.until == spell.days.from)?;
        let (outlives, ahead) = (
            spell.outcome.is_in() && before.outcome.is_in() && before.condition.is_in(),
            spell.condition.is_in() && before.condition.is_out() && before.outcome.is_out(),
        );
        let here = match relation {
            Relation::Necessary if outlives => Edge::Ends,
            Relation::Sufficient if ahead => Edge::Starts,
            Relation::Equivalent if outlives => Edge::Ends,
            Relation::Equivalent if ahead => Edge::Starts,
            _ => return None,
        };
        if edge.is_some_and(|edge| edge != here) {
            return None;
        }
        edge = Some(here);
    }
    let edge = edge?;
    let same = |one, other| program.describe(one) == program.describe(other);
    let follows = |claim: &Claim| match &claim.kind {
        ClaimKind::Order { event, order, anchor } => {
            !matches!(order, Order::Before)
                && (event.edge, anchor.edge) == (edge, edge)
                && same(event.what, outcome)
                && same(anchor.what, condition)
        }
        _ => false,
    };
    let order = all.iter().find(|other| {
        other.setting == judged.setting && other.claim != judged.claim && follows(&claims[other.claim])
    })?;
    let limited = matches!(claims[order.claim].kind, ClaimKind::Order { order: Order::Within(..), .. });
    let found = verdict_on(order, verdict.case, at)?;
    let healed = found.first.events.iter().any(|event| event.finding == crate::dynamic::Finding::Healed);
    match found.ruling {
        // The condition came back before the time was up, and nothing was due any more.
        Ruling::Irrelevant if healed && limited => Some(Excuse::WithinLag),
        Ruling::Irrelevant if healed => Some(Excuse::NoLimit),
        Ruling::Irrelevant | Ruling::Deviates => None,
        Ruling::Undecided | Ruling::Conforms if !limited => Some(Excuse::NoLimit),
        Ruling::Undecided => Some(Excuse::LagRunning),
        Ruling::Conforms => Some(Excuse::WithinLag),
    }
}

/// Whether every deviation lies at the edge of the days under study, where more may lie unseen: at their beginning, at
/// their end.
fn censored(program: &Program<'_>, claim: &Claim, verdict: &CaseVerdict, deviating: &[&SpellRuling]) -> (bool, bool) {
    let window = program.history.window();
    let some = !deviating.is_empty();
    match &claim.kind {
        // A condition still without its outcome on the last day may get it; an outcome without its condition is against the
        // claim whatever follows.
        ClaimKind::Static { relation, .. } => {
            let ahead = |spell: &&SpellRuling| *relation != Relation::Necessary && spell.condition.is_in();
            let at_start = some && deviating.iter().all(|spell| spell.days.from == window.from);
            (at_start, some && deviating.iter().all(|spell| spell.days.until == window.until && ahead(spell)))
        }
        ClaimKind::Order { .. } => {
            let events = verdict.first.events.iter().filter(|event| event.ruling == Ruling::Deviates);
            let unseen = |event: &crate::dynamic::EventRuling| event.finding == crate::dynamic::Finding::NeverBefore;
            let since_start = program.history.lifetime(spells::About::Actor, verdict.case.first, spells::NOBODY);
            let old = since_start.intervals().first().is_some_and(|days| days.from == window.from);
            let second_old = verdict.case.second == spells::NOBODY || {
                let lived = program.history.lifetime(spells::About::Actor, verdict.case.second, spells::NOBODY);
                lived.intervals().first().is_some_and(|days| days.from == window.from)
            };
            let mut events = events.peekable();
            (events.peek().is_some() && old && second_old && events.all(unseen), false)
        }
        _ => (false, false),
    }
}
