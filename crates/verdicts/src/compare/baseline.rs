//! Theories that name no condition: what any theory has to do better than.
//!
//! In: a theory, for its scope, cases and outcomes. Out: another with the same scope, cases and outcomes, whose claims are
//! of those forms in which the baseline says something. It is judged like any theory, on the same cases.

use super::question::{Form, outcome_of};
use theory::model::{Argument, Claim, ClaimKind, Node, NodeId, Theory};

/// A theory that names no condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Baseline {
    /// The outcome never comes about.
    Never,
    /// The outcome, once come about, never ends.
    AlwaysContinues,
}

impl Baseline {
    /// Both.
    pub const ALL: [Baseline; 2] = [Baseline::Never, Baseline::AlwaysContinues];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Baseline::Never => "never",
            Baseline::AlwaysContinues => "always-continues",
        }
    }

    /// What it says.
    pub fn words(self) -> &'static str {
        match self {
            Baseline::Never => "the outcome never comes about: nobody ever allies",
            Baseline::AlwaysContinues => "the outcome, once there, never ends: allies stay allies",
        }
    }

    /// Whether it says anything in a form. "Never" says that nothing is enough for the outcome and that it does not start;
    /// "always continues" that to have held is enough to hold, and that nothing ends it.
    fn says(self, form: Form) -> bool {
        match self {
            Baseline::Never => matches!(form, Form::Necessity | Form::Equivalence | Form::StartsOnlyWhile),
            Baseline::AlwaysContinues => {
                matches!(form, Form::Sufficiency | Form::Equivalence | Form::DoesNotEndWhile | Form::EndsAfterEnd)
            }
        }
    }
}

/// The baseline in the scope of a theory, for its claims about a declared outcome itself (and not about a formula of
/// several): `false` or `ever(OUTCOME)` in the place of the condition. `None` where it has nothing to say.
pub fn baseline(of: &Theory, which: Baseline) -> Option<Theory> {
    let mut theory = of.clone();
    theory.name = which.name().to_owned();
    theory.title = which.words().to_owned();
    theory.cites.clear();
    theory.predictions.clear();
    theory.claims.clear();
    for claim in &of.claims {
        let outcome = outcome_of(&claim.kind);
        let form = Form::of(&claim.kind);
        if !which.says(form) || !matches!(of.node(outcome), Node::Outcome(_)) {
            continue;
        }
        let node = match which {
            Baseline::Never => Node::Constant(false),
            Baseline::AlwaysContinues => Node::Call("ever".to_owned(), vec![Argument::Node(outcome)]),
        };
        let place = NodeId(theory.nodes.len() as u32);
        theory.nodes.push(node);
        theory.spans.push(of.span(outcome));
        let kind = with_condition(&claim.kind, place);
        let again = theory
            .claims
            .iter()
            .any(|other| Form::of(&other.kind) == form && of.node(outcome_of(&other.kind)) == of.node(outcome));
        if !again {
            let words = words(form, of, outcome, which);
            theory.claims.push(Claim { kind, words, cites: Vec::new(), ..claim.clone() });
        }
    }
    (!theory.claims.is_empty()).then_some(theory)
}

fn with_condition(kind: &ClaimKind, node: NodeId) -> ClaimKind {
    let mut kind = kind.clone();
    match &mut kind {
        ClaimKind::Static { condition, .. }
        | ClaimKind::OnlyWhile { condition, .. }
        | ClaimKind::NotWhile { condition, .. } => *condition = node,
        ClaimKind::Order { anchor, .. } => anchor.what = node,
    }
    kind
}

fn words(form: Form, theory: &Theory, outcome: NodeId, which: Baseline) -> String {
    let Node::Outcome(at) = theory.node(outcome) else { return String::new() };
    let name = &theory.outcomes[*at].name;
    let condition = match which {
        Baseline::Never => "false".to_owned(),
        Baseline::AlwaysContinues => format!("ever({name})"),
    };
    form.words().replace('Y', "\u{1}").replace('X', &condition).replace('\u{1}', name)
}
