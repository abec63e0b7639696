//! The study as it was seen on a day, or as it is seen now, in the form that a forecast needs.

use crate::study::Study;
use analysis::forecast::{DecisionPoint, Fate, InForce, Treaties};
use casebase::clocks::Outcome;
use casebase::{Treaty, View};
use spells::{Day, History};
use std::collections::BTreeSet;

impl Study {
    /// The history of what was public by a day; with no day, of everything coded.
    pub(super) fn seen(&self, as_of: Option<Day>) -> History {
        let view = View { as_of, readings: self.ask.readings.clone() };
        self.base.history(&view).value
    }

    /// What was known of treaties on a day: their decisions up to `until`, and which may be in force on the day.
    pub(super) fn treaties_then(&self, history: &History, day: Day, until: Day, hindsight: bool) -> Treaties {
        let as_of = (!hindsight).then_some(day);
        let in_force = self.base.treaties.iter().filter(|treaty| self.may_be_in_force(treaty, as_of, day));
        Treaties {
            decisions: self.decisions(history, day, until, hindsight),
            in_force: in_force
                .map(|treaty| InForce { treaty: treaty.id.clone(), parties: self.parties_then(treaty, as_of, day) })
                .collect(),
        }
    }

    /// Whether some account in view may have a treaty in force on a day, and none has it ended for certain.
    fn may_be_in_force(&self, treaty: &Treaty, as_of: Option<Day>, day: Day) -> bool {
        let seen = self.base.in_view(treaty, as_of);
        let begun = |at: &usize| {
            let date = treaty.accounts[*at].begins();
            date.and_then(|date| self.base.days_of(date, as_of)).is_none_or(|days| days.earliest() <= day)
        };
        let over = |at: &usize| seen.ended[*at].as_ref().is_some_and(|days| days.latest() < day);
        seen.accounts.iter().any(begun) && !seen.accounts.iter().any(over)
    }

    /// Who is a party on a day by the accounts that are in view.
    fn parties_then(&self, treaty: &Treaty, as_of: Option<Day>, day: Day) -> Vec<u32> {
        let accounts = self.base.in_view(treaty, as_of).accounts;
        let known: BTreeSet<u32> = (accounts.into_iter())
            .flat_map(|account| self.base.members_of(treaty, account, as_of))
            .map(|party| party.actor.0)
            .collect();
        let parties = self.base.parties_on(treaty, day).into_iter().map(|actor| actor.0);
        parties.filter(|actor| known.contains(actor)).collect()
    }

    /// The decision points of all treaties as far as they were known on `day`, up to `until`: of each clause those past, and
    /// the first that is still to come.
    ///
    /// With `hindsight`, from everything coded; what lies after the day is then taken as still to come, and a treaty that
    /// ended before its term ran out, but after the day, still has that term before it.
    fn decisions(&self, history: &History, day: Day, until: Day, hindsight: bool) -> Vec<DecisionPoint> {
        let mut points = Vec::new();
        for clock in self.base.clocks((!hindsight).then_some(day), until) {
            let treaty = &self.base.treaties[clock.treaty];
            let account = &treaty.accounts[treaty.terms[clock.term].account];
            if !is_taken(history, &clock.reading) || !is_taken(history, &account.reading) {
                continue;
            }
            let point = |due: &spells::PossibleDays, fate: Fate| DecisionPoint {
                treaty: treaty.id.clone(),
                members: treaty.members().iter().map(|actor| actor.0).collect(),
                parties: self.parties_then(treaty, (!hindsight).then_some(day), due.earliest().plus(-1).min(day)),
                due: (due.earliest(), due.latest()),
                fate,
            };
            let mut coming = false;
            for known in &clock.points {
                let is_past = known.due.latest() <= day;
                let fate = match known.outcome {
                    _ if hindsight && !is_past => Fate::Open,
                    Outcome::Renewed => Fate::Renewed,
                    Outcome::WentOn => Fate::WentOn,
                    Outcome::Ended(_) => Fate::Ended,
                    Outcome::Unknown | Outcome::Due | Outcome::Later => Fate::Open,
                };
                points.push(point(&known.due, fate));
                coming = !is_past && fate == Fate::Open;
                if coming {
                    break;
                }
            }
            let runs_on = || clock.last.as_ref().is_some_and(|last| last.earliest() > day);
            if let Some(due) = clock.cut_short.as_ref().filter(|due| due.latest() > day)
                && hindsight
                && !coming
                && runs_on()
            {
                points.push(point(due, Fate::Open));
            }
        }
        points
    }
}

/// Whether a reading is the one taken, or nothing in view disputes it.
fn is_taken(history: &History, reading: &str) -> bool {
    let world = history.first_world();
    history.disputes().iter().enumerate().all(|(at, dispute)| {
        let of = dispute.readings.iter().find(|id| history.reading(**id) == reading);
        of.is_none_or(|id| world.reading(spells::DisputeId(at as u32)) == Some(*id))
    })
}
