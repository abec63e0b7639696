//! What a theory makes an outcome hang on: its criteria, and which of them held.

use conditions::Program;
use spells::Truth;
use theory::model::{Claim, ClaimKind, ConditionKind, Node, NodeId};

/// Whether a criterion held at the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// It held.
    Yes,
    /// It did not.
    No,
    /// Nobody could say.
    Unknown,
    /// It held for some pairs of a treaty's parties and not for others.
    Mixed,
}

impl Held {
    /// `yes`, `no`, `unknown`, `mixed`.
    pub fn word(self) -> &'static str {
        match self {
            Held::Yes => "yes",
            Held::No => "no",
            Held::Unknown => "unknown",
            Held::Mixed => "mixed",
        }
    }
}

impl From<Truth> for Held {
    fn from(truth: Truth) -> Held {
        match truth {
            Truth::Yes => Held::Yes,
            Truth::No => Held::No,
            Truth::Unknown(_) => Held::Unknown,
        }
    }
}

/// Which criteria held, in the order of [`Target::criteria`].
pub type Group = Vec<Held>;

/// What held for several units together, criterion by criterion: what held for all of them; mixed where it held for some and
/// not for others, whatever the rest; else unknown. `None` for none. The order of the units does not matter.
pub(super) fn together(groups: &[Group]) -> Option<Group> {
    let first = groups.first()?;
    let criterion = |at: usize| {
        let is = |held: Held| groups.iter().any(|group| group.get(at) == Some(&held));
        match (is(Held::Mixed) || is(Held::Yes) && is(Held::No), is(Held::Unknown)) {
            (true, _) => Held::Mixed,
            (false, true) => Held::Unknown,
            (false, false) => first[at],
        }
    };
    Some((0..first.len()).map(criterion).collect())
}

/// An outcome under one of its definitions, and what the theory makes it hang on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The outcome, by its place in the theory.
    pub outcome: usize,
    /// The definition, by its place in the outcome.
    pub definition: usize,
    /// `ALLIANCE in fact`; the outcome's name alone where it has one definition.
    pub name: String,
    /// The criteria, each a formula: the named conditions on the other side of claims about the outcome, in the order of
    /// claims; where such a side names none, its parts. Empty where no claim is about the outcome.
    pub criteria: Vec<NodeId>,
    /// Names of the criteria.
    pub names: Vec<String>,
    /// Whether the outcome is that a treaty is in force between the two, and nothing else.
    pub by_treaty: bool,
}

/// Every outcome that can be forecast, under each of its definitions: crisp or fuzzy (in where the membership is above
/// 0.5), and the whole of one side of some claim. In the order of the theory.
pub fn targets(program: &Program<'_>) -> Vec<Target> {
    let theory = program.theory;
    let mut targets = Vec::new();
    for (outcome, spec) in theory.outcomes.iter().enumerate() {
        if matches!(spec.kind, ConditionKind::Multi(_)) {
            continue;
        }
        let about: Vec<NodeId> = theory.claims.iter().filter_map(|claim| other_side(program, claim, outcome)).collect();
        if about.is_empty() {
            continue;
        }
        let mut criteria = Vec::new();
        let mut names = Vec::new();
        for node in about {
            collect(program, node, &mut criteria, &mut names);
        }
        for (definition, label) in spec.definitions.iter().enumerate() {
            let name =
                if label.label.is_empty() { spec.name.clone() } else { format!("{} {}", spec.name, label.label) };
            targets.push(Target {
                outcome,
                definition,
                name,
                criteria: criteria.clone(),
                names: names.clone(),
                by_treaty: by_treaty(program, label.node),
            });
        }
    }
    targets
}

/// Whether a formula is `treaty_in_force`, by itself or by the name of a condition.
fn by_treaty(program: &Program<'_>, node: NodeId) -> bool {
    match program.theory.node(node) {
        Node::Call(name, _) => name == "treaty_in_force",
        Node::Condition(at) => by_treaty(program, program.theory.conditions[*at].node),
        _ => false,
    }
}

/// What a claim says an outcome hangs on, where the claim is about that outcome and nothing else.
pub(super) fn other_side(program: &Program<'_>, claim: &Claim, outcome: usize) -> Option<NodeId> {
    let is = |node: NodeId| matches!(program.theory.node(node), Node::Outcome(at) if *at == outcome);
    match &claim.kind {
        ClaimKind::Static { condition, outcome: right, .. } => is(*right).then_some(*condition),
        ClaimKind::OnlyWhile { event, condition } | ClaimKind::NotWhile { event, condition } => {
            is(event.what).then_some(*condition)
        }
        ClaimKind::Order { event, anchor, .. } => is(event.what).then_some(anchor.what),
    }
}

fn collect(program: &Program<'_>, node: NodeId, criteria: &mut Vec<NodeId>, names: &mut Vec<String>) {
    match program.theory.node(node) {
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| collect(program, *part, criteria, names)),
        Node::Not(of) => collect(program, *of, criteria, names),
        Node::Constant(_) => {}
        _ => {
            let name = program.describe(node);
            if !names.contains(&name) {
                names.push(name);
                criteria.push(node);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Held::{Mixed, No, Unknown, Yes};
    use super::*;

    #[test]
    fn what_differs_between_pairs_is_mixed_in_any_order() {
        let groups = [vec![Yes, Yes, Yes, No], vec![No, Yes, Unknown, No], vec![Unknown, Yes, Yes, No]];
        let expected = Some(vec![Mixed, Yes, Unknown, No]);
        assert_eq!(together(&groups), expected);
        let back: Vec<Group> = groups.iter().rev().cloned().collect();
        assert_eq!(together(&back), expected);
        assert_eq!(together(&[]), None);
    }
}
