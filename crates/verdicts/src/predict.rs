//! Predictions: what claims lead one to expect of a day, and whether it is known to have come true.
//!
//! `leads` says what a claim leads to; `renewal` what was due of a treaty, and what came of it.

mod leads;
mod renewal;

use leads::leads;
pub use renewal::{Renewal, renewed};
use renewal::{case_of_treaty, due_under};

use crate::judge::Standing;
use crate::ruling::Ruling;
use crate::worlds::{hanging, worlds};
use conditions::{Budget, Case, Evaluator, OverBudget, Program, Reason, Setting};
use spells::{Day, DisputeId, ReadingId, TreatyId, Truth, Why, World};
use std::collections::BTreeSet;
use theory::model::{CaseKind, NodeId, Predicted, Prediction};

/// What became of a prediction. Expectation, outcome and ruling are those of the first world; `worlds` has every one.
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
    /// Whether what became of it lies after the days under study, so that nothing in view can tell.
    pub beyond: bool,
    /// For each claim that it rests on (by place): whether that claim leads to it on that day, and why. A claim leads to
    /// nothing where the theory does not speak of the case.
    pub grounds: Vec<(usize, Truth, Option<Reason>)>,
    /// Whether any claim leads to it.
    pub expected: Truth,
    /// What is known of its coming true by the end of the days under study; of a renewal, what [`renewed`] tells.
    pub came_true: Truth,
    /// For a renewal: the decisions that tell what came, as treaty and place in its decisions.
    pub told_by: Vec<(TreatyId, usize)>,
    /// Whether that is known only from what silence is taken to mean.
    pub assumed: bool,
    /// For a renewal: whether something was due in those days; unknown where no clause in view tells.
    pub due: Truth,
    /// For a renewal: the readings of the treaty's clauses, of those not ruled out, under which something was due in those
    /// days; an undisputed clause has the empty reading. Empty where nothing was due under any.
    pub due_under: Vec<ReadingId>,
    /// The ruling: conforms if expected and true, deviates if expected and false, irrelevant if no claim leads to it or
    /// nothing was due.
    pub ruling: Ruling,
    /// Whether it is the same in every world. Dates that are vague on the day leave it undecided, and are not placed.
    pub standing: Standing,
    /// The ruling in every world, the first first; one alone where no reading matters.
    pub worlds: Vec<PredictionWorld>,
}

/// What becomes of a prediction under one choice of readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PredictionWorld {
    /// The readings chosen, of the disputes that the prediction reads.
    pub readings: Vec<(DisputeId, ReadingId)>,
    /// The ruling.
    pub ruling: Ruling,
}

impl PredictionVerdict {
    /// The disputes on which the ruling hangs: those in which some choice, all others equal, changes it.
    pub fn hangs_on_disputes(&self) -> Vec<DisputeId> {
        let worlds: Vec<_> = self.worlds.iter().map(|world| (world.readings.as_slice(), world.ruling)).collect();
        hanging(&worlds)
    }
}

/// Evaluates a prediction in every world that the readings it rests on allow; of too many, with all of them left open.
///
/// A claim `Y does not end while X`, or that X is sufficient for Y, leads to renewal while X holds. A claim that X is sufficient for Y leads to Y while X
/// holds; that X is necessary for Y, to the absence of Y while X does not hold; an equivalence to both. Other forms of claim
/// lead to nothing by themselves; then nobody can say.
///
/// Errs only when the budget is spent.
pub fn predict(program: &Program<'_>, prediction: usize, budget: &Budget) -> Result<PredictionVerdict, OverBudget> {
    let spec = &program.theory.predictions[prediction];
    let history = program.history;
    let (day, case) = match &spec.predicted {
        Predicted::Renewal { treaty, due } => (due.latest(), case_of_treaty(program, treaty, due.latest(), budget)?),
        Predicted::Holds { case, on, .. } => (on.latest(), named_case(program, case)),
    };
    let window = history.window();
    let seen = day.min(window.until.plus(-1));
    // A renewal shows on the day after the decision; what holds on a day, on that day.
    let shows = if matches!(spec.predicted, Predicted::Renewal { .. }) { day.plus(1) } else { day };
    let decided = match &spec.predicted {
        Predicted::Renewal { treaty, due } => {
            history.find_treaty(treaty).map(|id| (id, (due.earliest(), due.latest())))
        }
        Predicted::Holds { .. } => None,
    };
    let unknown = Truth::Unknown(Why::OutsideCoverage);
    let mut verdict = PredictionVerdict {
        prediction,
        case,
        day,
        seen,
        beyond: shows >= window.until,
        grounds: Vec::new(),
        expected: unknown,
        came_true: unknown,
        told_by: Vec::new(),
        assumed: false,
        due: unknown,
        due_under: decided.map(|(treaty, days)| due_under(history, treaty, days)).unwrap_or_default(),
        ruling: Ruling::Undecided,
        standing: Standing::Robust,
        worlds: Vec::new(),
    };
    let Some(case) = case else { return Ok(verdict) };
    let leads: Vec<_> =
        spec.from.iter().map(|at| leads(program, &program.theory.claims[*at], &spec.predicted)).collect();
    let asked = Asked { program, spec, case, leads, seen, decided, beyond: verdict.beyond, budget };
    let disputes = asked.disputes();
    let all = worlds(history, &disputes).unwrap_or_else(|| {
        verdict.standing = Standing::Bounded;
        vec![history.fixed().clone()]
    });
    for world in all {
        let found = asked.in_world(&world)?;
        let readings = disputes.iter().filter_map(|id| Some((*id, world.reading(*id)?))).collect();
        if verdict.worlds.is_empty() {
            verdict = PredictionVerdict { worlds: Vec::new(), ..found.told(verdict) };
        }
        verdict.worlds.push(PredictionWorld { readings, ruling: found.ruling });
    }
    // A decision may be taken before it is due.
    verdict.beyond &= verdict.came_true.is_unknown();
    if verdict.standing == Standing::Robust && verdict.worlds.iter().any(|world| world.ruling != verdict.ruling) {
        verdict.standing = Standing::Fragile;
    }
    Ok(verdict)
}

/// A prediction about a case, ready to be held against a world.
struct Asked<'a> {
    program: &'a Program<'a>,
    spec: &'a Prediction,
    case: Case,
    /// For each claim that it rests on, the formula that makes it lead there, and whether by holding.
    leads: Vec<Option<(NodeId, bool)>>,
    seen: Day,
    /// Of a renewal: the treaty, and the first and last day on which its decision may be due.
    decided: Option<(TreatyId, (Day, Day))>,
    beyond: bool,
    budget: &'a Budget,
}

/// What is found of it in one world.
#[derive(Clone)]
struct Found {
    grounds: Vec<(usize, Truth, Option<Reason>)>,
    expected: Truth,
    came_true: Truth,
    told_by: Vec<(TreatyId, usize)>,
    assumed: bool,
    due: Truth,
    ruling: Ruling,
}

impl Found {
    fn told(&self, verdict: PredictionVerdict) -> PredictionVerdict {
        let Found { grounds, expected, came_true, told_by, assumed, due, ruling } = self.clone();
        PredictionVerdict { grounds, expected, came_true, told_by, assumed, due, ruling, ..verdict }
    }
}

impl<'a> Asked<'a> {
    fn evaluator(&self, world: &World) -> Evaluator<'a> {
        let setting = Setting { definitions: vec![0; self.program.theory.outcomes.len()], ..Setting::default() };
        Evaluator::new(self.program, self.case, world.clone(), setting, self.budget)
    }

    /// The disputes of which some coding or clause has a say in it.
    fn disputes(&self) -> BTreeSet<DisputeId> {
        let history = self.program.history;
        let mut nodes: Vec<NodeId> = self.leads.iter().flatten().map(|(node, _)| *node).collect();
        nodes.extend(self.program.theory.scope);
        if let Predicted::Holds { node, .. } = &self.spec.predicted {
            nodes.push(*node);
        }
        let mut disputes = self.evaluator(history.fixed()).reads(&nodes).disputes(history);
        if let Some((treaty, days)) = self.decided {
            disputes.extend(renewal::disputes(history, treaty, days));
        }
        disputes
    }

    fn in_world(&self, world: &World) -> Result<Found, OverBudget> {
        let evaluator = self.evaluator(world);
        let speaks = match self.program.theory.scope {
            None => Truth::Yes,
            Some(scope) => {
                evaluator.degree(scope)?;
                evaluator.value_at(scope, self.seen).truth()
            }
        };
        let mut grounds = Vec::with_capacity(self.leads.len());
        for (at, lead) in self.spec.from.iter().zip(&self.leads) {
            let (mut truth, mut reason) = (Truth::Unknown(Why::OutsideCoverage), None);
            if let Some((node, holds)) = *lead {
                evaluator.degree(node)?;
                let value = evaluator.value_at(node, self.seen).truth();
                truth = speaks.and(if holds { value } else { !value });
                reason = evaluator.reason(node, self.seen);
            }
            grounds.push((*at, truth, reason));
        }
        let expected = grounds.iter().map(|(_, truth, _)| *truth).reduce(Truth::or);
        let expected = expected.unwrap_or(Truth::Unknown(Why::OutsideCoverage));
        let unknown = Truth::Unknown(Why::OutsideCoverage);
        // Of what holds on a day there is nothing to be due.
        let (mut due, mut came_true, mut told_by, mut assumed) = (Truth::Yes, unknown, Vec::new(), false);
        match &self.spec.predicted {
            Predicted::Holds { .. } if self.beyond => {}
            Predicted::Holds { node, on, .. } => {
                evaluator.degree(*node)?;
                assumed = evaluator.reason(*node, on.latest()).is_some_and(|reason| reason.rests_on_silence());
                came_true = evaluator.value_at(*node, on.latest()).truth();
            }
            Predicted::Renewal { .. } => match self.decided {
                None => due = Truth::Unknown(Why::SourceSilent),
                Some((treaty, days)) => {
                    let found = renewed(self.program.history, treaty, days, world);
                    (due, came_true, told_by) = (found.due, found.renewed, found.by);
                }
            },
        }
        let ruling = match (due, expected, came_true) {
            (Truth::No, ..) | (_, Truth::No, _) => Ruling::Irrelevant,
            (Truth::Yes, Truth::Yes, Truth::Yes) => Ruling::Conforms,
            (Truth::Yes, Truth::Yes, Truth::No) => Ruling::Deviates,
            _ => Ruling::Undecided,
        };
        Ok(Found { grounds, expected, came_true, told_by, assumed: assumed && !came_true.is_unknown(), due, ruling })
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
