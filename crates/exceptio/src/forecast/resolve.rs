//! What came of a forecast, as far as it is coded; and what to code where it is not.

use crate::study::Study;
use analysis::forecast::{self, Kind, Lines, Outcome};
use casebase::Coding;
use conditions::{Budget, OverBudget, Program};
use spells::{Day, Truth, parse_date};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// How what is said of a forecast begins of which nothing was due.
pub(super) const NOTHING_DUE: &str = "nothing was due then";

/// Everything coded, ready to be asked what came.
pub(super) struct Truths<'a> {
    study: &'a Study,
    program: &'a Program<'a>,
    pub lines: Lines,
    /// The last day that anything coded can speak of.
    pub known: Day,
    budget: &'a Budget,
    /// By unit and target: the last day of which the codings of its last spell can speak.
    spoken: RefCell<BTreeMap<(usize, usize), Day>>,
}

impl<'a> Truths<'a> {
    pub fn new(
        study: &'a Study,
        program: &'a Program<'a>,
        cases: &[conditions::Case],
        budget: &'a Budget,
    ) -> Result<Self, OverBudget> {
        let last = study.base.window.until.plus(-1);
        let known = study.as_of.unwrap_or_else(|| study.base.seen_from()).min(last);
        let lines = Lines::new(program, cases, budget)?;
        Ok(Self { study, program, lines, known, budget, spoken: RefCell::default() })
    }

    /// Whether an outcome that held (an end is forecast) or did not (a formation) changed by the end of `until`, and how that
    /// is known or what is missing.
    ///
    /// That nothing changed is known only if a coding public on or after `until` says how things stood: what is coded as still
    /// holding speaks of no day after its own publication.
    pub fn changed(
        &self,
        unit: usize,
        target: usize,
        kind: Kind,
        as_of: Day,
        until: Day,
    ) -> Result<(Option<bool>, String), OverBudget> {
        let state = self.lines.units[unit].state(target);
        let name = &self.lines.targets[target].name;
        let holds = kind == Kind::End;
        match state.at(as_of) {
            Some(truth) if *truth == Truth::from(holds) => {}
            Some(Truth::Unknown(why)) => {
                return Ok((None, format!("as now coded, whether {name} held on {as_of} is unknown: {}", why.words())));
            }
            Some(_) => {
                let so = if holds { "did not hold" } else { "held" };
                return Ok((None, format!("as now coded, {name} {so} on {as_of} already")));
            }
            None => return Ok((None, format!("the case does not exist on {as_of}"))),
        }
        Ok(match forecast::outcome(state, as_of, until, self.known) {
            Outcome::Changed(first, last) if first == last => (Some(true), format!("it changed on {first}")),
            Outcome::Changed(first, last) => (Some(true), format!("it changed between {first} and {last}")),
            Outcome::Extinct(first, last) => {
                let when = if first == last { format!("on {first}") } else { format!("between {first} and {last}") };
                (Some(holds), format!("an actor of the case came to an end {when}"))
            }
            _ if until > self.known => {
                (None, format!("what is coded speaks of no day after {}, the forecast of days to {until}", self.known))
            }
            Outcome::Unknown => (None, format!("whether {name} held to {until} is not coded")),
            Outcome::Stayed => {
                let spoken = self.spoken(unit, target)?;
                let followed = state.spells().last().is_some_and(|last| last.days.from > until);
                if followed || until <= spoken {
                    (Some(false), "nothing changed".to_owned())
                } else {
                    (
                        None,
                        format!(
                            "nothing is coded of {name} since {spoken}: code it again from a source of {until} or later"
                        ),
                    )
                }
            }
        })
    }

    /// The last day of which the last spell's codings speak: the latest publication among them; of silence, the last day that
    /// anything coded speaks of.
    fn spoken(&self, unit: usize, target: usize) -> Result<Day, OverBudget> {
        if let Some(day) = self.spoken.borrow().get(&(unit, target)) {
            return Ok(*day);
        }
        let day = match self.lines.units[unit].state(target).spells().last() {
            None => self.known,
            Some(spell) => {
                let target = &self.lines.targets[target];
                let node = self.program.theory.outcomes[target.outcome].definitions[target.definition].node;
                let last = spell.days.until.plus(-1);
                let case = self.lines.units[unit].cases[0];
                let (codings, _) = forecast::rests_on(self.program, node, case, last, self.budget)?;
                let public = codings.iter().map(|id| self.study.public(&self.study.base.coding(*id)));
                // A coding of unknown publicity is taken to speak of as much as any.
                public.map(|day| day.unwrap_or(self.known)).max().unwrap_or(self.known)
            }
        };
        self.spoken.borrow_mut().insert((unit, target), day);
        Ok(day)
    }

    /// Whether a treaty outlived the decision due on these days under the readings taken (of a dispute in which none is, the
    /// first), and what tells, or what is missing. The rule is [`verdicts::renewed`], as for a theory's predictions.
    pub fn renewed(&self, treaty: &str, due: (Day, Day)) -> (Option<bool>, String) {
        let history = self.program.history;
        let Some(id) = history.find_treaty(treaty) else {
            return (None, format!("no treaty is called `{treaty}` any more"));
        };
        let found = verdicts::renewed(history, id, due, &history.first_world());
        let told = || self.study.decided(&found.by);
        match (found.due, found.renewed) {
            (Truth::No, _) => (None, format!("{NOTHING_DUE} under the reading taken: there was nothing to come true")),
            (_, Truth::Yes) => (Some(true), told()),
            (_, Truth::No) => (Some(false), told()),
            (_, Truth::Unknown(_)) => {
                let hint = format!(
                    "what came is not coded: add a [[treaty.event]] of kind \"extended\" to {treaty} with its date in {}, or \
                     its `until` and `end`",
                    due.0.year()
                );
                (None, hint)
            }
        }
    }
}

impl Study {
    /// Since when a coding is public; `None` where nobody says.
    pub(super) fn public(&self, coding: &Coding<'_>) -> Option<Day> {
        if !coding.public.is_empty() {
            return parse_date(&coding.public, &self.base.conventions).ok().map(|date| date.latest());
        }
        Some(self.base.source(&coding.source)?.published.as_ref()?.latest())
    }
}
