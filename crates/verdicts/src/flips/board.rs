//! What changes can do at most, told quickly: days as bits.
//!
//! In: a question and every single change. Out: for any set of them, whether it may be a smallest set that turns the answer;
//! never a wrong no. Days between two edges of anything that is read are one bit. Each leaf of the formulas is worked out
//! once as things are and once for each change that touches it, before vague dates are placed; a set of changes is then a
//! few operations on bits. Where two changes touch one leaf, it counts as vague on the days that they touch.

use super::trial::{Asked, Prepared, Trial};
use crate::ruling::Ruling;
use crate::statics;
use crate::vague::may_be_vague;
use conditions::{Degree, OverBudget};
use spells::{Day, DaySet, Interval, Timeline, Why};
use std::collections::BTreeSet;
use theory::model::{ClaimKind, ConditionKind, Node, NodeId, Relation};

/// So many stretches of days can be told apart; where there are more, nothing is ruled out.
const WORDS: usize = 8;
type Bits = [u64; WORDS];

const NONE: Bits = [0; WORDS];

fn and(a: &Bits, b: &Bits) -> Bits {
    std::array::from_fn(|at| a[at] & b[at])
}
fn or(a: &Bits, b: &Bits) -> Bits {
    std::array::from_fn(|at| a[at] | b[at])
}
fn without(a: &Bits, b: &Bits) -> Bits {
    std::array::from_fn(|at| a[at] & !b[at])
}
fn is_empty(a: &Bits) -> bool {
    a.iter().all(|word| *word == 0)
}

/// What a formula is worth on each stretch: yes, no, unknown whatever vague dates turn out to be; vague where none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mask {
    yes: Bits,
    no: Bits,
    lost: Bits,
}

impl Mask {
    fn not(self) -> Mask {
        Mask { yes: self.no, no: self.yes, lost: self.lost }
    }

    fn and(self, other: Mask) -> Mask {
        let lost = or(&and(&self.lost, &or(&other.yes, &other.lost)), &and(&other.lost, &or(&self.yes, &self.lost)));
        Mask { yes: and(&self.yes, &other.yes), no: or(&self.no, &other.no), lost }
    }

    fn or(self, other: Mask) -> Mask {
        self.not().and(other.not()).not()
    }

    fn vague(&self, all: &Bits) -> Bits {
        without(all, &or(&or(&self.yes, &self.no), &self.lost))
    }

    /// Where the two differ, or either is vague.
    fn differs(&self, other: &Mask, all: &Bits) -> Bits {
        let differ = |a: &Bits, b: &Bits| or(&without(a, b), &without(b, a));
        let crisp =
            or(&or(&differ(&self.yes, &other.yes), &differ(&self.no, &other.no)), &differ(&self.lost, &other.lost));
        or(&crisp, &or(&self.vague(all), &other.vague(all)))
    }

    fn forget(self, days: &Bits) -> Mask {
        Mask { yes: without(&self.yes, days), no: without(&self.no, days), lost: without(&self.lost, days) }
    }
}

/// A step of a formula; what it is put together from comes before it.
enum Step {
    Leaf(usize),
    Not(usize),
    And(Vec<usize>),
    Or(Vec<usize>),
    Same(usize),
}

/// What one change does to the leaves.
struct Effect {
    /// The leaves that read what it touches, with what they then are.
    leaves: Vec<(usize, Mask)>,
    /// The days that it touches.
    touches: Bits,
    /// The days on which some leaf is otherwise, or may be.
    tells: Bits,
}

/// What is known of a question and its changes.
pub(crate) struct Board {
    all: Bits,
    steps: Vec<Step>,
    /// The steps of the formulas asked about.
    roots: Vec<usize>,
    scope: Option<usize>,
    leaves: Vec<Mask>,
    effects: Vec<Effect>,
    goal: Goal,
}

enum Goal {
    /// A static claim with its ruling now; whether memberships decide.
    Static { relation: Relation, now: Ruling, fuzzy: bool },
    /// A claim about events.
    Events,
    /// These formulas hold, or not, on these days.
    Holding { wanted: Vec<bool>, days: Bits },
}

impl Board {
    /// `None` where there are too many stretches of days to tell apart.
    pub fn new(trial: &Trial<'_>, changes: &[Prepared]) -> Result<Option<Board>, OverBudget> {
        let theory = trial.program.theory;
        let nodes = match trial.asked {
            Asked::Ruling { claim, .. } => crate::judge::nodes(claim),
            Asked::Holding { .. } => trial.asked.nodes(theory),
        };
        let mut layout = Layout { trial, steps: Vec::new(), places: Vec::new(), leaves: Vec::new() };
        let roots: Vec<usize> = nodes.iter().map(|node| layout.place(*node)).collect();
        let ruled = matches!(trial.asked, Asked::Ruling { .. });
        let scope = theory.scope.filter(|_| ruled).map(|node| layout.place(node));
        let Layout { steps, leaves, .. } = layout;

        let mut base = Vec::with_capacity(leaves.len());
        for leaf in &leaves {
            base.push(trial.base.degree(*leaf)?);
        }
        let mut changed = Vec::with_capacity(changes.len());
        for change in changes {
            changed.push(trial.leaves_with(change, &leaves)?);
        }
        let mut cuts: BTreeSet<Day> = trial.base.domain().intervals().iter().flat_map(|d| [d.from, d.until]).collect();
        let timelines = base.iter().chain(changed.iter().flatten().map(|(_, timeline)| timeline));
        cuts.extend(timelines.flat_map(|timeline| timeline.spells().iter().flat_map(|s| [s.days.from, s.days.until])));
        if let Asked::Holding { days, .. } = trial.asked {
            cuts.extend(days.intervals().iter().flat_map(|days| [days.from, days.until]));
        }
        let cuts: Vec<Day> = cuts.into_iter().collect();
        if cuts.len() > WORDS * 64 {
            return Ok(None);
        }
        let stretches: Vec<Interval> = cuts.windows(2).map(|two| Interval::new(two[0], two[1])).collect();
        let all = bits(&stretches, |days| trial.base.domain().contains(days.from));
        let mask = |timeline: &Timeline<Degree>| mask(&stretches, timeline);
        let base_masks: Vec<Mask> = base.iter().map(|timeline| mask(timeline)).collect();
        let local = trial.is_local();
        let effects = changes
            .iter()
            .zip(&changed)
            .map(|(change, leaves)| {
                let touches = if local { bits(&stretches, |days| touches(&change.days, *days)) } else { all };
                let leaves: Vec<(usize, Mask)> =
                    leaves.iter().map(|(leaf, timeline)| (*leaf, mask(timeline))).collect();
                let tells = leaves.iter().fold(NONE, |tells, (leaf, mask)| {
                    let differs = mask.differs(&base_masks[*leaf], &all);
                    or(&tells, &and(&differs, &touches))
                });
                Effect { leaves, touches, tells }
            })
            .collect();
        let goal = match trial.asked {
            Asked::Ruling { claim, now, .. } => match &claim.kind {
                ClaimKind::Static { relation, .. } => {
                    let fuzzy = trial.program.under(&nodes).iter().any(|node| is_fuzzy(theory, *node));
                    Goal::Static { relation: *relation, now, fuzzy }
                }
                _ => Goal::Events,
            },
            Asked::Holding { wanted, days } => Goal::Holding {
                wanted: wanted.iter().map(|(_, holds)| *holds).collect(),
                days: bits(&stretches, |stretch| days.contains(stretch.from)),
            },
        };
        Ok(Some(Board { all, steps, roots, scope, leaves: base_masks, effects, goal }))
    }

    /// Whether a change does anything to any leaf by itself.
    pub fn tells(&self, change: usize) -> bool {
        !is_empty(&self.effects[change].tells)
    }

    /// Whether two changes touch one leaf.
    pub fn meet(&self, a: usize, b: usize) -> bool {
        let of = |at: usize| self.effects[at].leaves.iter().map(|(leaf, _)| *leaf);
        of(a).any(|leaf| of(b).any(|other| other == leaf))
    }

    /// Whether these changes together may turn the answer while no part of them does.
    pub fn may_turn(&self, set: &[usize], scratch: &mut Scratch) -> bool {
        self.fill(set, None, scratch);
        match &self.goal {
            Goal::Holding { wanted, days } => self.roots.iter().zip(wanted).all(|(root, holds)| {
                let mask = if *holds { scratch.0[*root] } else { scratch.0[*root].not() };
                is_empty(&and(days, &or(&mask.no, &mask.lost)))
            }),
            Goal::Static { relation, now, fuzzy } => {
                let common = set.iter().fold(self.all, |common, at| and(&common, self.telling(set, *at)));
                self.may_rule(*relation, *now, *fuzzy, &common, scratch)
            }
            Goal::Events => {
                let own: Vec<Mask> = self.asked().map(|root| scratch.0[root]).collect();
                set.iter().all(|left_out| {
                    self.fill(set, Some(*left_out), scratch);
                    let days = self.telling(set, *left_out);
                    let before = self.asked().map(|root| scratch.0[root]);
                    before.zip(&own).any(|(before, after)| !is_empty(&and(&before.differs(after, &self.all), days)))
                })
            }
        }
    }

    /// The days on which a change of a set may tell: where another touches the same leaf, all that it touches.
    fn telling(&self, set: &[usize], at: usize) -> &Bits {
        let effect = &self.effects[at];
        if set.iter().any(|other| *other != at && self.meet(*other, at)) { &effect.touches } else { &effect.tells }
    }

    fn asked(&self) -> impl Iterator<Item = usize> + '_ {
        self.roots.iter().copied().chain(self.scope)
    }

    /// What every step is worth with these changes made, one left out.
    fn fill(&self, set: &[usize], left_out: Option<usize>, into: &mut Scratch) {
        into.0.clear();
        for step in &self.steps {
            let mask = match step {
                Step::Leaf(leaf) => self.leaf(*leaf, set, left_out),
                Step::Not(of) => into.0[*of].not(),
                Step::Same(of) => into.0[*of],
                Step::And(parts) => parts[1..].iter().fold(into.0[parts[0]], |mask, part| mask.and(into.0[*part])),
                Step::Or(parts) => parts[1..].iter().fold(into.0[parts[0]], |mask, part| mask.or(into.0[*part])),
            };
            into.0.push(mask);
        }
    }

    fn leaf(&self, leaf: usize, set: &[usize], left_out: Option<usize>) -> Mask {
        let mut touching = set.iter().filter(|at| Some(**at) != left_out).filter_map(|at| {
            let effect = &self.effects[*at];
            effect.leaves.iter().find(|(own, _)| *own == leaf).map(|(_, mask)| (*mask, effect.touches))
        });
        let Some((mask, first)) = touching.next() else { return self.leaves[leaf] };
        let mut days = NONE;
        let mut several = false;
        for (_, touches) in touching {
            several = true;
            days = or(&days, &touches);
        }
        if several { self.leaves[leaf].forget(&or(&days, &first)) } else { mask }
    }

    /// Whether a static claim's ruling may be another than now.
    fn may_rule(&self, relation: Relation, now: Ruling, fuzzy: bool, common: &Bits, masks: &Scratch) -> bool {
        let (x, y) = (masks.0[self.roots[0]], masks.0[self.roots[1]]);
        let scope = self.scope.map(|scope| masks.0[scope]);
        let inside = scope.map_or(self.all, |scope| scope.yes);
        let perhaps = scope.map_or(self.all, |scope| without(&self.all, &or(&scope.no, &scope.lost)));
        // Where it is unknown whether the theory speaks of a day, a deviation leaves it undecided.
        let unsure = scope.map_or(NONE, |scope| without(&self.all, &or(&scope.yes, &scope.no)));
        let kinds = |mask: &Mask| [mask.yes, mask.no, mask.lost, mask.vague(&self.all)];
        let mut can = [NONE; 4];
        // Days that may be no deviation, so that it does not matter whether the theory speaks of them.
        let mut spared = NONE;
        for (a, x) in kinds(&x).iter().enumerate() {
            for (b, y) in kinds(&y).iter().enumerate() {
                let both = and(x, y);
                if is_empty(&both) {
                    continue;
                }
                let days = and(&both, &perhaps);
                let rulings = rulings(relation, a, b, fuzzy);
                if rulings & 0b11 != 0 {
                    spared = or(&spared, &both);
                }
                if rulings >> Ruling::Undecided as usize != 0 {
                    can[Ruling::Undecided as usize] = or(&can[Ruling::Undecided as usize], &and(&both, &unsure));
                }
                for (at, can) in can.iter_mut().enumerate() {
                    if rulings >> at & 1 == 1 {
                        *can = or(can, &days);
                    }
                }
            }
        }
        let others = (0..4).filter(|at| *at != now as usize).fold(NONE, |days, at| or(&days, &can[at]));
        let lost = scope.map_or(NONE, |scope| without(&scope.lost, &spared));
        let surely = if now == Ruling::Undecided { or(&inside, &lost) } else { inside };
        let stays = and(&surely, &without(&can[now as usize], &others));
        let better = now != Ruling::Irrelevant && is_empty(&stays);
        let worse = (now as usize + 1..4).fold(NONE, |days, at| or(&days, &can[at]));
        better || !is_empty(&and(&worse, common))
    }
}

/// A buffer that is used again from set to set.
#[derive(Debug, Default)]
pub(crate) struct Scratch(Vec<Mask>);

/// The rulings that a claim may give where its sides are yes, no, unknown or vague, as bits.
fn rulings(relation: Relation, x: usize, y: usize, fuzzy: bool) -> u8 {
    let lost = Degree::unknown(Why::SourceSilent);
    let values = |kind: usize| match kind {
        0 => vec![Degree::YES],
        1 => vec![Degree::NO],
        2 => vec![lost],
        _ => vec![Degree::YES, Degree::NO, lost],
    };
    let mut found = 0;
    for x in values(x) {
        for y in values(y) {
            found |= 1 << statics::rule(relation, x, y).0 as u8;
        }
    }
    // Memberships may differ in degree where both sides hold, and be half in where neither is known to.
    if fuzzy { 0b1111 } else { found }
}

fn is_fuzzy(theory: &theory::model::Theory, node: NodeId) -> bool {
    matches!(theory.node(node), Node::Calibrate(..))
        || matches!(theory.node(node), Node::Condition(at) if theory.conditions[*at].kind == ConditionKind::Fuzzy)
}

fn bits(stretches: &[Interval], holds: impl Fn(&Interval) -> bool) -> Bits {
    let mut bits = NONE;
    for (at, days) in stretches.iter().enumerate() {
        if holds(days) {
            bits[at / 64] |= 1 << (at % 64);
        }
    }
    bits
}

fn touches(days: &DaySet, stretch: Interval) -> bool {
    !days.clip(stretch).is_empty()
}

fn mask(stretches: &[Interval], timeline: &Timeline<Degree>) -> Mask {
    let at = |holds: fn(&Degree) -> bool| bits(stretches, |days| timeline.at(days.from).is_some_and(holds));
    Mask {
        yes: at(|degree| degree.is_in()),
        no: at(|degree| degree.is_out()),
        lost: at(|degree| !degree.is_in() && !degree.is_out() && !may_be_vague(*degree)),
    }
}

/// Formulas taken apart down to their leaves.
struct Layout<'t, 'p> {
    trial: &'t Trial<'p>,
    steps: Vec<Step>,
    places: Vec<(NodeId, usize)>,
    leaves: Vec<NodeId>,
}

impl Layout<'_, '_> {
    fn place(&mut self, node: NodeId) -> usize {
        if let Some((_, at)) = self.places.iter().find(|(known, _)| *known == node) {
            return *at;
        }
        let theory = self.trial.program.theory;
        let crisp = |kind: &ConditionKind| !matches!(kind, ConditionKind::Multi(_));
        let step = match theory.node(node) {
            Node::Condition(at) if crisp(&theory.conditions[*at].kind) => {
                Step::Same(self.place(theory.conditions[*at].node))
            }
            Node::Outcome(at) if crisp(&theory.outcomes[*at].kind) => {
                let chosen = self.trial.base.setting().definitions.get(*at).copied().unwrap_or(0);
                let definitions = &theory.outcomes[*at].definitions;
                Step::Same(self.place(definitions[chosen.min(definitions.len() - 1)].node))
            }
            Node::Not(of) => Step::Not(self.place(*of)),
            Node::And(parts) => Step::And(parts.iter().map(|part| self.place(*part)).collect()),
            Node::Or(parts) => Step::Or(parts.iter().map(|part| self.place(*part)).collect()),
            _ => {
                self.leaves.push(node);
                Step::Leaf(self.leaves.len() - 1)
            }
        };
        self.steps.push(step);
        self.places.push((node, self.steps.len() - 1));
        self.steps.len() - 1
    }
}
