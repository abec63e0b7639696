//! A case as lines of time: its scope, conditions and outcomes over the years.

use conditions::{Budget, Case, Degree, Evaluator, Program, Setting};
use serde::Serialize;
use spells::Timeline;
use std::collections::BTreeMap;
use theory::model::{ConditionKind, NodeId};

/// A stretch of days with one value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Piece {
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// `yes`, `no`, `unknown`, or a membership.
    pub value: String,
    /// Why it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
    /// Days since 1970-01-01 of the first day and of the day after the last, for drawing.
    #[serde(skip)]
    pub days: (i32, i32),
}

/// One line of a case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    /// The name of the condition or outcome (with its definition's label), or `scope`.
    pub name: String,
    /// `scope`, `condition` or `outcome`.
    pub role: &'static str,
    /// Its values, in order; days that the case does not have are in no piece.
    pub pieces: Vec<Piece>,
}

/// A case over time, in the first world, vague dates left vague.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseReport {
    /// `CHN>PRK`.
    pub case: String,
    /// The first actor's name, or the treaty's.
    pub first: String,
    /// The second actor's name; empty where there is none.
    pub second: String,
    /// Whether the theory speaks of it on some day.
    pub in_scope: bool,
    /// Its lines: scope (where the theory has one), conditions, outcomes.
    pub series: Vec<Series>,
}

pub(crate) fn case_report(program: &Program<'_>, case: Case, budget: &Budget) -> CaseReport {
    let (theory, history) = (program.theory, program.history);
    let evaluator = |definitions: Vec<usize>| {
        let setting = Setting { definitions, ..Setting::default() };
        Evaluator::new(program, case, history.first_world(), setting, budget)
    };
    let first = evaluator(vec![0; theory.outcomes.len()]);
    let mut series = Vec::new();
    let mut add = |name: String, role, node: NodeId| {
        if let Ok(timeline) = first.degree(node) {
            series.push(Series { name, role, pieces: pieces(&timeline) });
        }
    };
    if let Some(scope) = theory.scope {
        add("scope".to_owned(), "scope", scope);
    }
    for condition in theory.conditions.iter().filter(|condition| !matches!(condition.kind, ConditionKind::Multi(_))) {
        add(condition.name.clone(), "condition", condition.node);
    }
    for outcome in theory.outcomes.iter().filter(|outcome| !matches!(outcome.kind, ConditionKind::Multi(_))) {
        for definition in &outcome.definitions {
            let name = if definition.label.is_empty() {
                outcome.name.clone()
            } else {
                format!("{} {}", outcome.name, definition.label)
            };
            add(name, "outcome", definition.node);
        }
    }
    let in_scope = theory.scope.is_none_or(|scope| {
        first.degree(scope).is_ok_and(|scope| scope.spells().iter().any(|spell| spell.value.is_in()))
    });
    let (name_first, name_second) = names_of(program, case);
    CaseReport { case: case.name(theory.cases, history), first: name_first, second: name_second, in_scope, series }
}

fn names_of(program: &Program<'_>, case: Case) -> (String, String) {
    let history = program.history;
    if program.theory.cases == theory::model::CaseKind::Treaties {
        return (history.treaties()[case.first as usize].name.clone(), String::new());
    }
    let actor = |id: u32| history.actor(spells::ActorId(id)).name.clone();
    let second = if case.second == spells::NOBODY { String::new() } else { actor(case.second) };
    (actor(case.first), second)
}

/// The name of everyone (or every treaty) that the cases are made of, by id.
pub(crate) fn names(program: &Program<'_>, cases: &[Case]) -> BTreeMap<String, String> {
    let (history, mut names) = (program.history, BTreeMap::new());
    for case in cases {
        if program.theory.cases == theory::model::CaseKind::Treaties {
            let treaty = &history.treaties()[case.first as usize];
            names.insert(treaty.id.clone(), treaty.name.clone());
            continue;
        }
        for id in [case.first, case.second].into_iter().filter(|id| *id != spells::NOBODY) {
            let actor = history.actor(spells::ActorId(id));
            names.insert(actor.id.clone(), actor.name.clone());
        }
    }
    names
}

/// The names behind a case's id; an id without a name stands for itself. No actor's id has a hyphen, a treaty's may.
pub(crate) fn names_behind(names: &BTreeMap<String, String>, case: &str) -> (String, String) {
    let name = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
    match case.split_once('>').or_else(|| case.split_once('-')) {
        Some((first, second)) if !names.contains_key(case) => (name(first), name(second)),
        _ => (name(case), String::new()),
    }
}

fn pieces(timeline: &Timeline<Degree>) -> Vec<Piece> {
    timeline
        .spells()
        .iter()
        .map(|spell| Piece {
            from: spell.days.from.to_string(),
            until: spell.days.until.plus(-1).to_string(),
            value: value(spell.value),
            why: spell.value.why.map(|why| why.words()),
            days: (spell.days.from.0, spell.days.until.0),
        })
        .collect()
}

/// `yes`, `no`, `unknown`, a membership, or its bounds.
pub(crate) fn value(degree: Degree) -> String {
    if degree == Degree::YES {
        "yes".to_owned()
    } else if degree == Degree::NO {
        "no".to_owned()
    } else if degree.lo == 0.0 && degree.hi == 1.0 {
        "unknown".to_owned()
    } else if degree.lo == degree.hi {
        format!("{:.3}", degree.lo)
    } else {
        format!("{:.3} to {:.3}", degree.lo, degree.hi)
    }
}
