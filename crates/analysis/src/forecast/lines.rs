//! What a forecast reads of each case over time: scope, criteria, outcomes.

use super::criteria::{Group, Held, Target, targets};
use conditions::{Budget, Case, Evaluator, OverBudget, Program, Setting};
use spells::{Day, Interval, NOBODY, Timeline, Truth};
use std::collections::BTreeMap;
use theory::model::{CaseKind, NodeId};

/// What is forecast: a case; or a pair judged from both sides, whose alliance is one and ends but once.
#[derive(Debug, Clone)]
pub struct Unit {
    /// `CHN-PRK` for a pair, `CHN>PRK` where only one direction is a case or the two have different outcomes, else the case's
    /// own name.
    pub name: String,
    /// Its cases: one, or both directions.
    pub cases: Vec<Case>,
    /// Its actors, lower id first; of a treaty, its parties.
    pub parties: Vec<u32>,
    sides: Vec<Side>,
    states: Vec<Timeline<Truth>>,
}

/// One direction of a pair: for whom the theory speaks, and which criteria hold.
#[derive(Debug, Clone)]
struct Side {
    scope: Option<Timeline<Truth>>,
    criteria: Vec<Timeline<Truth>>,
}

/// A theory over a history, as a forecast reads it; vague dates are left vague, of each dispute the first reading is taken.
#[derive(Debug, Clone)]
pub struct Lines {
    /// What can be forecast.
    pub targets: Vec<Target>,
    /// The cases, in the order of their first directions.
    pub units: Vec<Unit>,
    /// The days under study.
    pub window: Interval,
    /// Every criterion of any target.
    pool: Vec<NodeId>,
    /// Whether the cases are treaties, so that a unit bears a treaty's id.
    pub(super) of_treaties: bool,
}

impl Lines {
    /// Nothing to forecast.
    pub fn none(window: Interval) -> Lines {
        Lines { targets: Vec::new(), units: Vec::new(), window, pool: Vec::new(), of_treaties: false }
    }

    /// Evaluates what forecasts read, for every case.
    ///
    /// Errs only when the budget is spent. Cost: cases * (criteria + outcomes), each the spells under it.
    pub fn new(program: &Program<'_>, cases: &[Case], budget: &Budget) -> Result<Lines, OverBudget> {
        let targets = targets(program);
        let mut pool: Vec<NodeId> = Vec::new();
        for node in targets.iter().flat_map(|target| &target.criteria) {
            if !pool.contains(node) {
                pool.push(*node);
            }
        }
        let of_treaties = program.theory.cases == CaseKind::Treaties;
        let mut lines = Lines { targets, units: Vec::new(), window: program.history.window(), pool, of_treaties };
        let mut places: BTreeMap<Case, usize> = BTreeMap::new();
        for case in cases {
            let (side, states) = lines.evaluate(program, *case, budget)?;
            let back = Case { first: case.second, second: case.first };
            if program.theory.cases == CaseKind::DirectedPairs
                && let Some(at) = places.get(&back)
                && lines.units[*at].states == states
            {
                let unit = &mut lines.units[*at];
                unit.cases.push(*case);
                unit.sides.push(side);
                unit.name = Case { first: unit.parties[0], second: unit.parties[1] }
                    .name(CaseKind::UndirectedPairs, program.history);
                continue;
            }
            let mut parties = match (program.theory.cases, case.second) {
                (CaseKind::Treaties, _) => {
                    program.history.treaties()[case.first as usize].parties.iter().map(|actor| actor.0).collect()
                }
                (_, NOBODY) => vec![case.first],
                (_, second) => vec![case.first, second],
            };
            parties.sort_unstable();
            places.insert(*case, lines.units.len());
            lines.units.push(Unit {
                name: case.name(program.theory.cases, program.history),
                cases: vec![*case],
                parties,
                sides: vec![side],
                states,
            });
        }
        Ok(lines)
    }

    fn evaluate(
        &self,
        program: &Program<'_>,
        case: Case,
        budget: &Budget,
    ) -> Result<(Side, Vec<Timeline<Truth>>), OverBudget> {
        let theory = program.theory;
        let evaluator = |definitions: Vec<usize>| {
            let setting = Setting { definitions, ..Setting::default() };
            Evaluator::new(program, case, program.history.first_world(), setting, budget)
        };
        let first = evaluator(vec![0; theory.outcomes.len()]);
        let truths = |evaluator: &Evaluator<'_>, node: NodeId| {
            evaluator.degree(node).map(|degrees| degrees.map(|degree| degree.truth()))
        };
        let scope = theory.scope.map(|node| truths(&first, node)).transpose()?;
        let criteria = self.pool.iter().map(|node| truths(&first, *node)).collect::<Result<_, _>>()?;
        let mut states = Vec::with_capacity(self.targets.len());
        for target in &self.targets {
            let node = theory.outcomes[target.outcome].definitions[target.definition].node;
            let mut definitions = vec![0; theory.outcomes.len()];
            definitions[target.outcome] = target.definition;
            states.push(truths(&evaluator(definitions), node)?);
        }
        Ok((Side { scope, criteria }, states))
    }

    /// Which criteria of a target held for a unit on a day: for a pair judged from both sides, on both. `None` where the
    /// theory does not certainly speak of it, from either side.
    pub fn group(&self, unit: &Unit, target: &Target, day: Day) -> Option<Group> {
        let speaks = |side: &&Side| match &side.scope {
            None => true,
            Some(scope) => scope.at(day).is_some_and(|truth| truth.is_yes()),
        };
        let sides: Vec<&Side> = unit.sides.iter().filter(speaks).collect();
        if sides.is_empty() || unit.states.iter().all(|state| state.at(day).is_none()) {
            return None;
        }
        let place = |node: &NodeId| self.pool.iter().position(|other| other == node);
        let criteria = target.criteria.iter().filter_map(place).map(|at| {
            let held = sides.iter().filter_map(|side| side.criteria[at].at(day)).copied();
            Held::from(held.reduce(Truth::and).unwrap_or(Truth::Unknown(spells::Why::OutsideCoverage)))
        });
        Some(criteria.collect())
    }
}

impl Lines {
    /// A unit's days in scope, in order, cut wherever a criterion of a target or the target itself changes.
    pub fn pieces(&self, unit: &Unit, target: usize) -> Vec<(Interval, Group, Truth)> {
        let state = unit.state(target);
        let mut cuts: Vec<Day> = Vec::new();
        let sides = unit.sides.iter().flat_map(|side| side.scope.iter().chain(&side.criteria));
        for line in sides.chain([state]) {
            cuts.extend(line.spells().iter().flat_map(|spell| [spell.days.from, spell.days.until]));
        }
        cuts.sort_unstable();
        cuts.dedup();
        let piece = |days: &[Day]| {
            let group = self.group(unit, &self.targets[target], days[0])?;
            Some((Interval::new(days[0], days[1]), group, *state.at(days[0])?))
        };
        cuts.windows(2).filter_map(piece).collect()
    }

    /// Whether a target held for a unit on some day in scope; `None` where there is no such day.
    pub fn ever(&self, unit: &Unit, target: usize) -> Option<Truth> {
        self.pieces(unit, target).into_iter().map(|(_, _, state)| state).reduce(Truth::or)
    }
}

impl Unit {
    /// What a target was worth over time.
    pub fn state(&self, target: usize) -> &Timeline<Truth> {
        &self.states[target]
    }
}
