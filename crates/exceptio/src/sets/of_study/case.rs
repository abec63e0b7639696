//! One case of a study: what each column is on its days in scope, and which disputes have a say in that.

use super::columns::Asked;
use super::value::Value;
use conditions::{Evaluator, OverBudget};
use spells::{DisputeId, History, Timeline};
use std::collections::BTreeSet;
use theory::model::{ConditionKind, NodeId};

/// A case over its days in scope.
pub(super) struct OnCase {
    /// What each column is.
    pub timeline: Timeline<Vec<Value>>,
    /// Days of which it is unknown whether they are in scope; they are in no timeline.
    pub unsure_days: i64,
    /// Disputes in which some coding that is read takes a side.
    pub disputes: BTreeSet<DisputeId>,
}

/// Evaluates the columns for the evaluator's case; the names of levels go to `labels`.
pub(super) fn on_case(
    evaluator: &Evaluator<'_>,
    (scope, history): (Option<NodeId>, &History),
    asked: &[Asked],
    labels: &mut [Vec<String>],
) -> Result<OnCase, OverBudget> {
    let (days, unsure_days) = match scope {
        None => (evaluator.domain().clone(), 0),
        Some(scope) => {
            let scope = evaluator.degree(scope)?;
            let open = scope.days_where(|degree| !degree.is_in() && !degree.is_out());
            (scope.days_where(|degree| degree.is_in()), open.days())
        }
    };
    let mut timelines: Vec<Timeline<Value>> = Vec::new();
    for (column, labels) in asked.iter().zip(labels) {
        let timeline = if let ConditionKind::Multi(_) = column.kind {
            let (names, levels) = evaluator.level(column.node)?;
            *labels = names;
            levels.map(|level| Value::Level(*level))
        } else {
            evaluator.degree(column.node)?.map(|degree| Value::Degree(*degree))
        };
        timelines.push(timeline.clip(&days));
    }
    let nodes: Vec<NodeId> = asked.iter().map(|column| column.node).chain(scope).collect();
    Ok(OnCase {
        timeline: Timeline::align(&timelines.iter().collect::<Vec<_>>()),
        unsure_days,
        disputes: evaluator.reads(&nodes).disputes(history),
    })
}
