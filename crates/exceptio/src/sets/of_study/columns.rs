//! Which columns a theory gives: its conditions and outcomes, those that a choice reads, those that its claims hold to be conditions.

use crate::sets::Choice;
use crate::sets::expressions::names_in;
use crate::sets::order;
use conditions::Program;
use theory::model::{ClaimKind, ConditionKind, Node, NodeId, Theory};

/// A column of the theory: its name, kind and formula.
pub(crate) struct Asked {
    pub name: String,
    pub kind: ConditionKind,
    pub node: NodeId,
}

/// The columns of a theory: its conditions, then its outcomes under these definitions, by place; a missing one is the first.
pub(crate) fn asked(theory: &Theory, definitions: &[usize]) -> Vec<Asked> {
    let conditions = theory.conditions.iter().map(|condition| Asked {
        name: condition.name.clone(),
        kind: condition.kind.clone(),
        node: condition.node,
    });
    let outcomes = theory.outcomes.iter().enumerate().filter_map(|(at, outcome)| {
        let chosen = definitions.get(at).copied().unwrap_or(0);
        let definition = outcome.definitions.get(chosen).or_else(|| outcome.definitions.first())?;
        Some(Asked { name: outcome.name.clone(), kind: outcome.kind.clone(), node: definition.node })
    });
    conditions.chain(outcomes).collect()
}

/// The columns that a choice reads; all, where it names one that is none of them, so that the nearest can be named.
pub(super) fn narrowed(
    all: Vec<Asked>,
    usual: &[String],
    outcome: Option<&str>,
    choice: &Choice,
    orders: &[String],
) -> Vec<Asked> {
    let mut wanted: Vec<String> = match choice.conditions.as_slice() {
        [] => usual.to_vec(),
        named => named.to_vec(),
    };
    let texts = choice.outcome.as_deref().or(outcome).into_iter();
    for text in texts.chain(choice.also.iter().map(|(_, text)| text.as_str())) {
        wanted.extend(names_in(text));
    }
    for (first, second) in orders.iter().filter_map(|text| order::names(text)) {
        wanted.extend([first.to_owned(), second.to_owned()]);
    }
    // An order is a column of its own.
    wanted.retain(|name| !orders.iter().any(|text| order::column(text).as_ref() == Some(name)));
    if wanted.iter().any(|name| all.iter().all(|column| column.name != *name)) {
        return all;
    }
    all.into_iter().filter(|column| wanted.contains(&column.name)).collect()
}

/// The conditions that claims hold to be such, in the order of the theory; all of the theory's where there is no such claim.
pub(super) fn usual(program: &Program<'_>) -> Vec<String> {
    let theory = program.theory;
    let mut named = vec![false; theory.conditions.len()];
    for claim in &theory.claims {
        let mut open = match claim.kind {
            ClaimKind::Static { condition, .. }
            | ClaimKind::OnlyWhile { condition, .. }
            | ClaimKind::NotWhile { condition, .. } => vec![condition],
            ClaimKind::Order { .. } => continue,
        };
        while let Some(node) = open.pop() {
            match theory.node(node) {
                Node::Condition(at) => named[*at] = true,
                _ => open.extend(program.children(node)),
            }
        }
    }
    let none = !named.contains(&true);
    let chosen = theory.conditions.iter().zip(named).filter(|(_, named)| none || *named);
    chosen.map(|(condition, _)| condition.name.clone()).collect()
}

/// The names in what is to be explained: of a choice, where it is a claim of what stands after its arrow, or of a coincidence analysis; else
/// the theory's first outcome.
pub(super) fn outcome_names(theory: &Theory, choice: &Choice) -> Vec<String> {
    let of_options = choice.also.iter().filter(|(option, _)| *option == "--outcome").map(|(_, text)| text.as_str());
    let mut texts: Vec<&str> = choice.outcome.as_deref().into_iter().chain(of_options).collect();
    if texts.is_empty() {
        texts.extend(theory.outcomes.first().map(|outcome| outcome.name.as_str()));
    }
    let explained = |text: &str| match ["->", "<-"].iter().filter_map(|arrow| text.rfind(arrow)).max() {
        Some(at) => text[at + 2..].trim_start_matches('>').to_owned(),
        None => text.to_owned(),
    };
    texts.into_iter().flat_map(|text| names_in(&explained(text)).collect::<Vec<_>>()).collect()
}

/// Which columns the outcome reads.
pub(super) fn outcome_of(asked: &[Asked], theory: &Theory, choice: &Choice) -> Vec<bool> {
    let names = outcome_names(theory, choice);
    asked.iter().map(|column| names.contains(&column.name)).collect()
}
