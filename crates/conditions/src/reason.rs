//! Why a formula has its value on a day: a tree that ends in codings, or in what is missing.

use crate::evaluate::{Env, Evaluator};
use crate::reads::CellKey;
use crate::{Degree, quantify};
use spells::{Cell, CodingId, Day, Ground, Silence, Uncoded, Why};
use std::cell::Cell as Slot;
use std::collections::BTreeSet;
use theory::model::{Node, NodeId, Quantifier};

/// One step of an explanation.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The formula, with the case's actors.
    pub formula: String,
    /// The node, for those who ask further.
    pub node: NodeId,
    /// What it is worth on the day.
    pub degree: Degree,
    /// The codings that bear on it, and whether each certainly does; only at leaves.
    pub codings: Vec<(CodingId, bool)>,
    /// Those of them that bear on it by having ended before; only at leaves.
    pub ended: Vec<CodingId>,
    /// What is assumed where nothing is coded, with the codebook's reason; only at leaves.
    pub assumed: Vec<String>,
    /// Why nobody can say; only where the value is not known.
    pub why: Option<Why>,
    /// Whether the value above hangs on this step: it would alone keep it what it is, or is needed for it.
    pub decisive: bool,
    /// The steps under it.
    pub parts: Vec<Reason>,
    /// Whether there are more steps under it, left out because the explanation has [`MOST_STEPS`] already.
    pub left_out: bool,
}

/// So many steps an explanation of one formula has at most: conditions built on each other have more paths through them
/// than anyone can read, or a machine hold.
pub const MOST_STEPS: usize = 2_000;

impl Reason {
    /// Every coding under this step that certainly bears on a decisive leaf, in order and once.
    pub fn witnesses(&self) -> Vec<CodingId> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn collect(&self, into: &mut Vec<CodingId>) {
        if !self.decisive {
            return;
        }
        into.extend(self.codings.iter().map(|(coding, _)| *coding));
        for part in &self.parts {
            part.collect(into);
        }
    }

    /// Adds what decisive leaves take silence to mean.
    pub fn silences(&self, into: &mut Vec<String>) {
        if self.decisive {
            into.extend(self.assumed.iter().cloned());
            self.parts.iter().for_each(|part| part.silences(into));
        }
    }

    /// Whether a decisive leaf rests on what silence is taken to mean.
    pub fn rests_on_silence(&self) -> bool {
        self.decisive && (!self.assumed.is_empty() || self.parts.iter().any(Reason::rests_on_silence))
    }
}

impl Evaluator<'_> {
    /// Why a truth-valued or fuzzy formula has its value on a day of the case. `None` on other days.
    pub fn reason(&self, node: NodeId, day: Day) -> Option<Reason> {
        let room = Slot::new(MOST_STEPS);
        self.domain().contains(day).then(|| self.reason_in(node, day, self.env(), true, &room))
    }

    /// What a formula is worth on a day; unknown on days that are not the case's.
    pub fn value_at(&self, node: NodeId, day: Day) -> Degree {
        self.value_on(node, day, self.env())
    }

    pub(crate) fn value_on(&self, node: NodeId, day: Day, env: &Env) -> Degree {
        self.degrees(node, env).at(day).copied().unwrap_or(Degree::unknown(Why::OutsideCoverage))
    }

    /// `room` is how many steps there may still be besides this one.
    fn reason_in(&self, node: NodeId, day: Day, env: &Env, decisive: bool, room: &Slot<usize>) -> Reason {
        let theory = self.program.theory;
        let degree = self.value_on(node, day, env);
        let mut reason = Reason {
            formula: self.describe_in(node, env),
            node,
            degree,
            codings: Vec::new(),
            ended: Vec::new(),
            assumed: Vec::new(),
            why: degree.why,
            decisive,
            parts: Vec::new(),
            left_out: false,
        };
        // Steps are taken up in the order in which they are read; from the first for which there is no room, all are left out.
        let mut left_out = false;
        let mut under = |child: NodeId, at: Day, env: &Env, decisive: bool| {
            left_out |= room.get() == 0;
            if left_out {
                return None;
            }
            room.set(room.get() - 1);
            Some(self.reason_in(child, at, env, decisive, room))
        };
        match theory.node(node) {
            Node::Condition(at) => {
                let definition = theory.conditions[*at].node;
                if matches!(theory.conditions[*at].kind, theory::model::ConditionKind::Multi(_)) {
                    self.ground(node, definition, day, self.env(), &mut reason);
                } else {
                    reason.parts.extend(under(definition, day, self.env(), decisive));
                }
            }
            Node::Outcome(at) => reason.parts.extend(under(self.definition(*at), day, self.env(), decisive)),
            Node::Not(of) => reason.parts.extend(under(*of, day, env, decisive)),
            Node::And(parts) | Node::Or(parts) => {
                let all = matches!(theory.node(node), Node::And(_));
                for part in parts {
                    let counts = holds_back(degree, self.value_on(*part, day, env), all);
                    reason.parts.extend(under(*part, day, env, decisive && counts));
                }
            }
            Node::Quantified(quantifier, variable, body) => {
                let negated = *quantifier == Quantifier::Every;
                for actor in quantify::candidates(self, *variable, *body, negated, env) {
                    let mut inner = env.clone();
                    inner[variable.0 as usize] = actor;
                    let alive = self.program.history.actor(spells::ActorId(actor)).lifetime.contains(day);
                    let value = self.value_on(*body, day, &inner);
                    let telling = if negated { !value.is_in() } else { !value.is_out() };
                    if alive && telling {
                        reason.parts.extend(under(*body, day, &inner, decisive));
                    }
                }
            }
            Node::Call(..) if !self.program.children(node).is_empty() => {
                for child in self.program.children(node) {
                    reason.parts.extend(under(child, self.last_held(child, day, env), env, decisive));
                }
            }
            _ => self.ground(node, node, day, env, &mut reason),
        }
        reason.left_out = left_out;
        reason
    }

    /// The day by which a function of the past is explained: the last up to a day on which its formula held; that day itself
    /// where it never did.
    fn last_held(&self, node: NodeId, day: Day, env: &Env) -> Day {
        let timeline = self.degrees(node, env);
        let held = timeline.spells().iter().rev().find(|spell| spell.days.from <= day && spell.value.is_in());
        held.map_or(day, |spell| Day(spell.days.until.0 - 1).min(day))
    }

    /// Puts what the cells under a leaf hold on the day into its reason.
    fn ground(&self, _leaf: NodeId, root: NodeId, day: Day, env: &Env, reason: &mut Reason) {
        let mut keys = BTreeSet::new();
        self.collect(root, env, &mut vec![false; self.program.theory.nodes.len()], &mut keys);
        for key in keys {
            let history = self.program.history;
            let rows = history.codings_on(key.attribute, key.subject, key.object, day, &self.world);
            reason.codings.extend(rows.iter().map(|(row, certain)| (row.coding, *certain)));
            let schema = history.attribute(key.attribute);
            let cells = self.attribute(key.attribute, key.subject, key.object);
            if let Some(Cell::Value(_, Ground::Ended)) = cells.at(day) {
                let ended = history.ended_by(key.attribute, key.subject, key.object, day, &self.world);
                reason.codings.extend(ended.iter().map(|coding| (*coding, true)));
                reason.ended.extend(ended);
            }
            let silent = match cells.at(day) {
                Some(Cell::Value(_, Ground::Silence) | Cell::Many { ground: Ground::Silence, .. }) => true,
                Some(Cell::Many { open: None, .. }) => {
                    schema.silence == Silence::Absent && rows.iter().all(|(row, _)| !self.closes(row.value, key))
                }
                _ => false,
            };
            if silent {
                let lived = history.lifetime(schema.about, key.subject, key.object).contains(day);
                let taken = cells.at(day).and_then(|cell| Uncoded::of(cell, schema.silence)).filter(|_| lived);
                let means = taken.unwrap_or(Uncoded::NoSuchActor).words();
                let name = self.cell_name(key);
                let because = if schema.silence_reason.is_empty() {
                    String::new()
                } else {
                    format!(": {}", schema.silence_reason)
                };
                reason.assumed.push(format!(
                    "{name}: nothing {}coded, {means}{because}",
                    if rows.is_empty() { "" } else { "else " }
                ));
            }
        }
        reason.codings.sort_unstable();
        reason.codings.dedup();
    }

    fn closes(&self, value: u32, key: CellKey) -> bool {
        let history = self.program.history;
        history.attribute(key.attribute).kind == spells::Kind::Actors
            && value != spells::UNKNOWN_VALUE
            && history.set(value).exactly
    }

    /// `clash(CHN, VNM)`.
    pub fn cell_name(&self, key: CellKey) -> String {
        let history = self.program.history;
        let schema = history.attribute(key.attribute);
        let actor = |id: u32| history.actor(spells::ActorId(id)).id.clone();
        match schema.about {
            spells::About::Treaty => format!("{}({})", schema.name, history.treaties()[key.subject as usize].id),
            spells::About::Actor => format!("{}({})", schema.name, actor(key.subject)),
            _ => format!("{}({}, {})", schema.name, actor(key.subject), actor(key.object)),
        }
    }
}

/// Whether a part of a conjunction (or disjunction) has a say in the whole being what it is: in a false conjunction only
/// the parts that are not true, in a true one all; in a disjunction the other way round.
fn holds_back(whole: Degree, part: Degree, conjunction: bool) -> bool {
    let (whole, part) = if conjunction { (whole, part) } else { (!whole, !part) };
    if whole.is_in() {
        true
    } else if whole.is_out() {
        part.is_out()
    } else {
        !part.is_in()
    }
}
