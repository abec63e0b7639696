//! What kind of deviation, and why it might not count.

use crate::judge::{CaseVerdict, Standing, has_order_violation};
use crate::ruling::Ruling;
use theory::model::{Claim, ClaimKind, Relation};

/// The field's names for a case that breaks a claim (Schneider & Rohlfing 2013, Sociological Methods & Research 42:
/// 559-597, for the first three), and ours for events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The outcome without a condition said to be necessary for it; or a condition said to be sufficient without its
    /// outcome: the claim is inconsistent with the case.
    Consistency,
    /// The outcome without a condition said to be sufficient for it: the claim is not broken, and does not explain the case.
    Coverage,
    /// A condition said to be necessary without its outcome: the claim is not broken, and the condition is not enough.
    Relevance,
    /// Events in the wrong order.
    Order,
    /// In order, but later than claimed, or not yet though the time is up.
    Lag,
    /// An event on a day on which the claim forbids it, or without what the claim asks for.
    Event,
}

impl Class {
    /// In the words that reports use.
    pub fn words(self) -> &'static str {
        match self {
            Class::Consistency => "deviant consistency",
            Class::Coverage => "deviant coverage",
            Class::Relevance => "deviant relevance",
            Class::Order => "order violation",
            Class::Lag => "lag exceeded",
            Class::Event => "event against the claim",
        }
    }
}

/// A deviation, classified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// Its class.
    pub class: Class,
    /// Both sides are more in than out and differ only in degree.
    pub in_degree: bool,
    /// For an equivalence, which half is broken.
    pub half: Option<Relation>,
    /// The claim stands under another reading of the sources.
    pub in_dispute: bool,
    /// The claim stands if vague dates lie elsewhere among their possible days.
    pub hangs_on_dates: bool,
    /// The claim stands on the other clock.
    pub on_this_clock_only: bool,
}

impl Deviation {
    /// Classifies a verdict; `None` where it is no deviation.
    pub(crate) fn of(claim: &Claim, verdict: &CaseVerdict) -> Option<Deviation> {
        if verdict.ruling != Ruling::Deviates {
            return None;
        }
        let worst = verdict.first.spells.iter().filter(|spell| spell.ruling == Ruling::Deviates);
        let class = match &claim.kind {
            ClaimKind::Static { .. } => Class::Consistency,
            ClaimKind::OnlyWhile { .. } | ClaimKind::NotWhile { .. } => Class::Event,
            ClaimKind::Order { .. } if has_order_violation(&verdict.first) => Class::Order,
            ClaimKind::Order { .. } => Class::Lag,
        };
        let half = match &claim.kind {
            ClaimKind::Static { relation: Relation::Equivalent, .. } => {
                let outcome_alone = worst.clone().any(|spell| spell.outcome.is_in() && !spell.condition.is_in());
                Some(if outcome_alone { Relation::Necessary } else { Relation::Sufficient })
            }
            _ => None,
        };
        let stands = |rulings: &[Ruling]| rulings.iter().any(|ruling| *ruling != Ruling::Deviates);
        Some(Deviation {
            class,
            in_degree: verdict.first.spells.iter().any(|spell| spell.ruling == Ruling::Deviates)
                && worst.clone().all(|spell| spell.in_degree),
            half,
            in_dispute: verdict.standing == Standing::Fragile && !verdict.hangs_on_disputes().is_empty(),
            hangs_on_dates: verdict.worlds.first().is_some_and(|world| stands(&world.rulings)),
            on_this_clock_only: matches!(verdict.other_clock, Some(Ruling::Conforms | Ruling::Irrelevant)),
        })
    }
}
