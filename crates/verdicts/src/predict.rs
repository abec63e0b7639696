//! Predictions: what claims lead one to expect of a day, and whether it is known to have come true.

use crate::ruling::Ruling;
use conditions::{Budget, Case, Evaluator, OverBudget, Program, Reason, Setting};
use spells::{ActorId, Day, Moment, ReadingId, Truth, Why};
use theory::model::{CaseKind, Claim, ClaimKind, Node, NodeId, Predicted, Relation};

/// What became of a prediction.
#[derive(Debug, Clone, PartialEq)]
pub struct PredictionVerdict {
    /// Which, by its place in the theory.
    pub prediction: usize,
    /// The case it is about; `None` where it names actors or a treaty for which there is none in scope.
    pub case: Option<Case>,
    /// The day that it speaks of: the last possible one, if it is vague.
    pub day: Day,
    /// The day on which the conditions were looked at: the same, or the last day under study before it.
    pub seen: Day,
    /// For each claim that it rests on (by place): whether that claim leads to it on that day, and why.
    pub grounds: Vec<(usize, Truth, Option<Reason>)>,
    /// Whether any claim leads to it.
    pub expected: Truth,
    /// What is known of its coming true by the end of the days under study.
    pub came_true: Truth,
    /// For a renewal: the readings of the treaty's clauses under which something was due in those days; an undisputed
    /// clause has the empty reading. Empty where nothing was due under any.
    pub due_under: Vec<ReadingId>,
    /// The ruling: conforms if expected and true, deviates if expected and false.
    pub ruling: Ruling,
}

/// Evaluates a prediction in the first world of the history.
///
/// A claim `Y does not end while X`, or that X is sufficient for Y, leads to renewal while X holds. A claim that X is sufficient for Y leads to Y while X
/// holds; that X is necessary for Y, to the absence of Y while X does not hold; an equivalence to both. Other forms of claim
/// lead to nothing by themselves; then nobody can say.
///
/// Errs only when the budget is spent.
pub fn predict(program: &Program<'_>, prediction: usize, budget: &Budget) -> Result<PredictionVerdict, OverBudget> {
    let spec = &program.theory.predictions[prediction];
    let history = program.history;
    let world = history.first_world();
    let (day, case) = match &spec.predicted {
        Predicted::Renewal { treaty, due } => (due.latest(), case_of_treaty(program, treaty, due.latest(), budget)?),
        Predicted::Holds { case, on, .. } => (on.latest(), named_case(program, case)),
    };
    let seen = day.min(Day(history.window().until.0 - 1));
    let mut verdict = PredictionVerdict {
        prediction,
        case,
        day,
        seen,
        grounds: Vec::new(),
        expected: Truth::Unknown(Why::OutsideCoverage),
        came_true: Truth::Unknown(Why::OutsideCoverage),
        due_under: Vec::new(),
        ruling: Ruling::Undecided,
    };
    if let Predicted::Renewal { treaty, due } = &spec.predicted {
        verdict.due_under = due_under(program, treaty, due.earliest(), due.latest());
    }
    let Some(case) = case else { return Ok(verdict) };
    let setting = Setting { definitions: vec![0; program.theory.outcomes.len()], ..Setting::default() };
    let evaluator = Evaluator::new(program, case, world, setting, budget);
    for at in &spec.from {
        let claim = &program.theory.claims[*at];
        let (mut truth, mut reason) = (Truth::Unknown(Why::OutsideCoverage), None);
        if let Some((node, holds)) = leads(program, claim, &spec.predicted) {
            evaluator.degree(node)?;
            let value = evaluator.value_at(node, seen).truth();
            truth = if holds { value } else { !value };
            reason = evaluator.reason(node, seen);
        }
        verdict.grounds.push((*at, truth, reason));
    }
    let lead = verdict.grounds.iter().map(|(_, truth, _)| *truth).reduce(Truth::or);
    verdict.expected = lead.unwrap_or(Truth::Unknown(Why::OutsideCoverage));
    let window = history.window();
    // A renewal shows on the day after the decision; what holds on a day, on that day.
    let last = if matches!(spec.predicted, Predicted::Renewal { .. }) { window.until.plus(-1) } else { window.until };
    if day < last {
        verdict.came_true = match &spec.predicted {
            Predicted::Holds { node, .. } => {
                evaluator.degree(*node)?;
                evaluator.value_at(*node, day).truth()
            }
            Predicted::Renewal { .. } => in_force_after(program, &evaluator, case, day),
        };
    }
    verdict.ruling = match (verdict.expected, verdict.came_true) {
        (Truth::Yes, Truth::Yes) => Ruling::Conforms,
        (Truth::Yes, Truth::No) => Ruling::Deviates,
        (Truth::No, _) => Ruling::Irrelevant,
        _ => Ruling::Undecided,
    };
    Ok(verdict)
}

/// The formula that makes a claim lead to what is predicted, and whether it does so by holding or by not holding.
fn leads(program: &Program<'_>, claim: &Claim, predicted: &Predicted) -> Option<(NodeId, bool)> {
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

fn named_case(program: &Program<'_>, ids: &[String]) -> Option<Case> {
    let actor = |id: &String| program.history.find_actor(id).map(|actor| actor.0);
    match (program.theory.cases, ids) {
        (CaseKind::Treaties, [treaty]) => {
            Some(Case { first: program.history.find_treaty(treaty)?.0, second: spells::NOBODY })
        }
        (CaseKind::Actors, [one]) => Some(Case { first: actor(one)?, second: spells::NOBODY }),
        (CaseKind::DirectedPairs, [a, b]) => Some(Case { first: actor(a)?, second: actor(b)? }),
        (CaseKind::UndirectedPairs, [a, b]) => {
            let (a, b) = (actor(a)?, actor(b)?);
            Some(Case { first: a.min(b), second: a.max(b) })
        }
        _ => None,
    }
}

/// The pair of a treaty's parties that the theory speaks of: the first, in the order of the file, that is in scope.
fn case_of_treaty(program: &Program<'_>, id: &str, day: Day, budget: &Budget) -> Result<Option<Case>, OverBudget> {
    let history = program.history;
    let Some(treaty) = history.find_treaty(id) else { return Ok(None) };
    if program.theory.cases == CaseKind::Treaties {
        return Ok(Some(Case { first: treaty.0, second: spells::NOBODY }));
    }
    let parties = &history.treaties()[treaty.0 as usize].parties;
    let pairs = parties.iter().flat_map(|a| parties.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b);
    let day = day.min(Day(history.window().until.0 - 1));
    for (ActorId(first), ActorId(second)) in pairs {
        let case = Case { first, second };
        let Some(scope) = program.theory.scope else { return Ok(Some(case)) };
        let evaluator = Evaluator::new(program, case, history.first_world(), Setting::default(), budget);
        evaluator.degree(scope)?;
        if evaluator.value_at(scope, day).is_in() {
            return Ok(Some(case));
        }
    }
    Ok(None)
}

/// The readings under which a term of the treaty runs out within these days.
fn due_under(program: &Program<'_>, id: &str, earliest: Day, latest: Day) -> Vec<ReadingId> {
    let history = program.history;
    let Some(treaty) = history.find_treaty(id) else { return Vec::new() };
    let decisions = &history.treaties()[treaty.0 as usize].decisions;
    let due = |moment: Moment| match moment {
        Moment::Day(day) => (earliest..=latest).contains(&day),
        Moment::Variable(variable, offset) => {
            history.variable(variable).possible.plus(offset).within(earliest, latest).is_some()
        }
    };
    let mut readings: Vec<ReadingId> =
        decisions.iter().filter(|decision| due(decision.due)).map(|decision| decision.reading).collect();
    readings.sort_unstable();
    readings.dedup();
    readings
}

/// Whether some treaty between the two is in force on the day after the decision.
fn in_force_after(program: &Program<'_>, evaluator: &Evaluator<'_>, case: Case, day: Day) -> Truth {
    let history = program.history;
    let Some(attribute) = history.find_attribute("treaty_in_force") else {
        return Truth::Unknown(Why::OutsideCoverage);
    };
    let in_force = |first: u32, second: u32| {
        let cells = history.timeline(attribute, first, second, evaluator.world());
        match cells.at(day.plus(1)) {
            Some(spells::Cell::Value(value, _)) => Truth::from(*value != 0),
            Some(spells::Cell::Unknown(why)) => Truth::Unknown(*why),
            _ => Truth::Unknown(Why::OutsideCoverage),
        }
    };
    if program.theory.cases != CaseKind::Treaties {
        return in_force(case.first, case.second);
    }
    // Of a treaty itself: it is in force while it binds any two of its parties.
    let parties = &history.treaties()[case.first as usize].parties;
    let pairs = parties.iter().enumerate().flat_map(|(at, a)| parties[at + 1..].iter().map(move |b| (a, b)));
    let bound = pairs.map(|(ActorId(a), ActorId(b))| in_force(*a, *b)).reduce(Truth::or);
    bound.unwrap_or(Truth::Unknown(Why::OutsideCoverage))
}
