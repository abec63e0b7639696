//! What a claim leads one to expect, and by which of its formulas.

use conditions::Program;
use theory::model::{Claim, ClaimKind, Node, NodeId, Predicted, Relation};

/// The formula that makes a claim lead to what is predicted, and whether it does so by holding or by not holding.
pub(super) fn leads(program: &Program<'_>, claim: &Claim, predicted: &Predicted) -> Option<(NodeId, bool)> {
    let same = |a: NodeId, b: NodeId| program.describe(a) == program.describe(b);
    // What is predicted to hold, or (`false`) not to.
    let wanted = match predicted {
        Predicted::Renewal { .. } => None,
        Predicted::Holds { node, .. } => Some(match program.theory.node(*node) {
            Node::Not(of) => (*of, false),
            _ => (*node, true),
        }),
    };
    match (&claim.kind, wanted) {
        // That an alliance does not end is what renewal means.
        (ClaimKind::NotWhile { condition, .. }, None) => Some((*condition, true)),
        (ClaimKind::Static { relation: Relation::Sufficient | Relation::Equivalent, condition, .. }, None) => {
            Some((*condition, true))
        }
        (ClaimKind::Static { relation, condition, outcome }, Some((what, holds))) if same(*outcome, what) => {
            let enough = *relation != Relation::Necessary;
            let needed = *relation != Relation::Sufficient;
            ((holds && enough) || (!holds && needed)).then_some((*condition, holds))
        }
        _ => None,
    }
}
