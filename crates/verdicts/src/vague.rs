//! What of a claim turns on vague dates, as far as they are placed: the days on which more may still come to light.

use crate::clusters::Cluster;
use crate::dynamic::{EventRuling, Finding, may_lie, next_day};
use crate::judge::{Judgement, scope};
use crate::ruling::{Ruling, SpellRuling};
use crate::turns::hidden;
use conditions::{Degree, Evaluator, OverBudget};
use spells::{DaySet, Interval, Timeline, VariableId, Why};
use std::collections::BTreeSet;
use theory::model::{Claim, ClaimKind, Edge, Event, NodeId, Order};

/// Days that may be days of deviation if vague dates lie so, besides those that certainly are.
pub(crate) fn vague_days(judgement: &Judgement, hidden: &DaySet) -> DaySet {
    let undecided = judgement.weighed().filter(|spell| spell.ruling == Ruling::Undecided && turns_on_dates(spell));
    DaySet::from_intervals(undecided.map(|spell| spell.days)).or(hidden)
}

/// Whether vague dates may make something else of a spell: of what is undecided, or irrelevant only for want of knowledge.
pub(crate) fn turns_on_dates(spell: &SpellRuling) -> bool {
    matches!(spell.ruling, Ruling::Undecided | Ruling::Irrelevant)
        && (may_be_vague(spell.condition) || may_be_vague(spell.outcome))
}

/// Whether a degree is unknown and vague dates may have a part in that: where sources disagree as well, that is the reason
/// kept.
pub(crate) fn may_be_vague(degree: Degree) -> bool {
    degree.why.is_some_and(|why| why <= Why::DateTooVague)
}

/// Where a claim's formulas turn on no certain day, as far as dates are placed.
pub(crate) struct Vague {
    /// For static claims: days undecided for vagueness; for claims about events: days on which the judged formula turns.
    own: DaySet,
    /// For `... does not ... while`: days on which the condition is vague, so that the claim may have been at stake.
    exposure: DaySet,
    /// For claims about order: the other formula.
    other: Option<Timeline<Degree>>,
    dynamic: bool,
}

impl Vague {
    /// What is open in a case as far as its dates are placed.
    pub fn of(claim: &Claim, open: &Evaluator<'_>) -> Result<Vague, OverBudget> {
        let vague = |node: NodeId| -> Result<DaySet, OverBudget> {
            Ok(open.degree(node)?.days_where(|degree| may_be_vague(*degree)))
        };
        // Days on which an event may come: an end only of what holds, a beginning only of what does not.
        let ready = |event: &Event| -> Result<DaySet, OverBudget> {
            let ends = event.edge == Edge::Ends;
            Ok(open
                .degree(event.what)?
                .days_where(|degree| may_be_vague(*degree) || if ends { degree.is_in() } else { degree.is_out() }))
        };
        let scope = scope(open, true)?;
        // Days on which an event may be hidden, for whatever reason, and the condition that it is judged by is vague. Of a
        // stretch that will hide it wherever dates lie, on a day on which it would break the claim, all is said.
        let unseen = |event: &Event, condition: NodeId, harmless: fn(&Degree) -> bool| -> Result<DaySet, OverBudget> {
            let vague_here = vague(condition)?;
            if vague_here.is_empty() {
                return Ok(vague_here);
            }
            let (what, vague_event) = (open.degree(event.what)?, vague(event.what)?);
            let certain = |degree: &Degree| !may_be_vague(*degree);
            let harm = open.degree(condition)?.days_where(|degree| certain(degree) && !harmless(degree));
            let spoken_of = scope.days_where(|degree| certain(degree) && !degree.is_out());
            let told = hidden(&what).into_iter().map(|(days, _)| days).filter(|days| {
                let lies = may_lie(event.edge, &spoken_of.clip(*days), open.domain());
                !vague_event.overlaps(*days) && !lies.and(&harm).is_empty()
            });
            let told = DaySet::from_intervals(told);
            let unknown = what.days_where(|degree| degree.truth().is_unknown()).without(&told);
            Ok(unknown.or(&next_day(&unknown)).and(&vague_here))
        };
        let scope = scope.days_where(|degree| may_be_vague(*degree));
        Ok(match &claim.kind {
            ClaimKind::Static { .. } => Vague { own: scope, exposure: DaySet::empty(), other: None, dynamic: false },
            ClaimKind::OnlyWhile { event, condition } => {
                let unseen = unseen(event, *condition, |degree| degree.is_in())?;
                let own = scope.or(&vague(event.what)?).or(&unseen);
                Vague { own, exposure: DaySet::empty(), other: None, dynamic: true }
            }
            ClaimKind::NotWhile { event, condition } => {
                let unseen = unseen(event, *condition, |degree| degree.is_out())?;
                let own = scope.or(&vague(event.what)?).or(&unseen);
                Vague { own, exposure: vague(*condition)?, other: None, dynamic: true }
            }
            ClaimKind::Order { event, order, anchor } => {
                // What looks back is the event, except where the claim is that it came before.
                let before = *order == Order::Before;
                let (own, other) = if before { (anchor, event) } else { (event, anchor) };
                let other = open.degree(other.what)?.as_ref().clone();
                // A turn is waited upon only where the event may still come.
                let turns =
                    other.days_where(|degree| may_be_vague(*degree)).and(&ready(if before { anchor } else { event })?);
                let own = scope.or(&vague(own.what)?).or(&turns);
                Vague { own, exposure: DaySet::empty(), other: Some(other), dynamic: true }
            }
        })
    }

    /// Whether what is left open hangs on dates that lie in these days.
    pub fn concerns(&self, base: &Judgement, days: Interval) -> bool {
        !self.left_open(base, &DaySet::from(days), Ruling::Irrelevant).is_empty()
    }

    /// Those of the days on which vague dates may still make something else of the claim. `rest` is what is certain of
    /// other days: where that, or anything decided here, conforms or worse, a day that may conform or be irrelevant makes
    /// no difference to the whole.
    fn left_open(&self, judgement: &Judgement, days: &DaySet, rest: Ruling) -> DaySet {
        let decided = |ruling: Ruling| matches!(ruling, Ruling::Conforms | Ruling::Deviates);
        let settled = judgement.spells.iter().any(|spell| decided(spell.ruling))
            || judgement.events.iter().any(|event| decided(event.ruling));
        let rest = if settled { rest.max(Ruling::Conforms) } else { rest };
        let matters = |spell: &&SpellRuling| {
            turns_on_dates(spell) && (spell.ruling == Ruling::Undecided || rest == Ruling::Irrelevant)
        };
        let spells = judgement.weighed().filter(matters).map(|spell| spell.days);
        let unknown = |event: &&EventRuling| matches!(event.finding, Finding::Unknown(why) if why <= Why::DateTooVague);
        let events = judgement.events.iter().filter(|event| self.dynamic && unknown(event));
        let events = events.map(|event| Interval::new(event.day, event.day.plus(1)));
        let open = DaySet::from_intervals(spells.chain(events)).or(&self.own);
        if rest == Ruling::Irrelevant { open.or(&self.exposure).and(days) } else { open.and(days) }
    }

    /// The same, and for a claim about order the days on which the other formula turned, unseen, before an event of these
    /// days.
    pub fn open_days(&self, judgement: &Judgement, days: &DaySet, rest: Ruling) -> Result<DaySet, OverBudget> {
        let open = self.left_open(judgement, days, rest);
        let Some(other) = &self.other else { return Ok(open) };
        let found = judgement.events.iter().filter(|event| days.contains(event.day) && event.anchor.is_none());
        let looks_back = |event: &&EventRuling| match event.finding {
            Finding::InOrder => true,
            Finding::Unknown(why) => why <= Why::DateTooVague && !self.own.contains(event.day),
            _ => false,
        };
        let hidden = found.filter(looks_back).filter_map(|event| {
            let before =
                other.spells().iter().rev().find(|spell| spell.days.until <= event.day && may_be_vague(spell.value));
            before.map(|spell| spell.days)
        });
        Ok(open.or(&DaySet::from_intervals(hidden)))
    }

    /// The dates to place together with a cluster: those of the clusters in which the other formula last turned before.
    pub fn joint(&self, cluster: &Cluster, all: &[Cluster]) -> BTreeSet<VariableId> {
        let mut joint = cluster.variables.clone();
        let Some(other) = &self.other else { return joint };
        let before: Vec<_> = other.spells().iter().filter(|spell| spell.days.from < cluster.days.from).collect();
        for (at, spell) in before.iter().enumerate().rev() {
            if may_be_vague(spell.value) {
                let turned = all.iter().filter(|earlier| earlier.days.overlaps(spell.days));
                joint.extend(turned.flat_map(|earlier| earlier.variables.iter().copied()));
                break;
            }
            // A turn on a known day hides whatever lies before it.
            if at > 0 && before[at - 1].days.until == spell.days.from && before[at - 1].value.is_known() {
                break;
            }
        }
        joint
    }
}
