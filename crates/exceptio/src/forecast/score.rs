//! The register resolved: what came of each forecast, and how well they did.

use super::resolve::{NOTHING_DUE, Truths};
use super::{Ready, words};
use crate::report::{self, BinReport, RegisteredLine, ScoreLine, ScoreReport, SkillReport};
use crate::study::Study;
use crate::within::{STEPS, budget, too_costly};
use analysis::forecast::{Horizon, Kind};
use analysis::score::{Resolved, score};
use casebase::register::{Entry, Registered};
use conditions::Program;
use spells::plain_day;
use std::collections::BTreeMap;
use text::{Diagnostic, Warned};

/// The baselines, in the order in which scores list them.
pub(super) const BASELINES: [&str; 3] = ["always-continues", "base-rate", "never-ally"];

/// Written down by the day that it is made on, as the register says: nobody but a witness to the seal can know it.
const IN_TIME: &str = "said to be in time";
/// The same of one that rests on codings of a later day, or of a day that nobody knows.
const IN_TIME_WITH_HINDSIGHT: &str = "said to be in time, with hindsight";
/// Written down after the day that it is made on.
const BACK_DATED: &str = "back-dated";
/// The same of one that rests on hindsight too.
const BACK_DATED_WITH_HINDSIGHT: &str = "back-dated, with hindsight";

/// A forecast with what came, and the heading under which it is scored.
pub(super) struct Item {
    pub made: &'static str,
    pub kind: Kind,
    /// How far it looks ahead; empty where all look as far, and for renewals.
    pub horizon: String,
    pub outcome: String,
    pub resolved: Resolved,
}

/// Scores under each heading, in the order of their first items.
pub(super) fn lines(items: Vec<Item>) -> Vec<ScoreLine> {
    type Heading = (&'static str, Kind, String, String);
    let mut headings: Vec<(Heading, Vec<Resolved>)> = Vec::new();
    for item in items {
        let heading: Heading = (item.made, item.kind, item.outcome, item.horizon);
        match headings.iter_mut().find(|(other, _)| *other == heading) {
            Some((_, resolved)) => resolved.push(item.resolved),
            None => headings.push((heading, vec![item.resolved])),
        }
    }
    let scored = headings.into_iter().filter_map(|((made, kind, outcome, horizon), resolved)| {
        let score = score(&resolved)?;
        let skill = BASELINES.into_iter().zip(&score.skill).map(|(baseline, skill)| SkillReport {
            baseline,
            brier: skill.marks.brier,
            log: skill.marks.log,
            brier_skill: skill.brier,
            log_skill: skill.log,
            without_any_one: skill.without_any_one,
        });
        Some(ScoreLine {
            made,
            kind: kind.word(),
            outcome,
            horizon,
            n: score.n,
            happened: score.happened,
            things: score.things,
            brier: score.marks.brier,
            log: score.marks.log,
            skill: skill.collect(),
            calibration: score
                .bins
                .iter()
                .map(|bin| BinReport { range: bin.range, n: bin.n, mean: bin.mean, happened: bin.happened })
                .collect(),
            murphy: BTreeMap::from([
                ("reliability", score.murphy.reliability),
                ("resolution", score.murphy.resolution),
                ("uncertainty", score.murphy.uncertainty),
                ("within", score.murphy.within),
            ]),
            says: words::skill_shown(kind, &score),
        })
    });
    scored.collect()
}

impl Study {
    /// Resolves every registered forecast from what is coded now (or was public as of the study's day), and scores those that
    /// are resolved: those said to be written down in time apart from those that were back-dated, those that rest on hindsight
    /// apart from those that do not, those that look further ahead apart.
    ///
    /// Where a seal is given, it must be the hash of some line: the register then holds all that it held when the seal was
    /// taken. Gives `None`, with the reason among the problems, where there is no register, or it lacks the seal.
    pub fn score(&self, seal: Option<&str>) -> Warned<Option<ScoreReport>> {
        let register = &self.base.register;
        if register.is_empty() {
            let hint = "`exceptio forecast --register` writes the first; `exceptio forecast --backtest` needs none";
            return Warned::new(
                None,
                vec![Diagnostic::misuse("forecast::no_register", "the study has no registered forecasts").hint(hint)],
            );
        }
        if let Some(seal) = seal
            && !register.iter().any(|entry| entry.hash.eq_ignore_ascii_case(seal.trim()))
        {
            let message = format!("no line of {} is sealed by `{seal}`", casebase::register::REGISTER);
            let hint = "lines are missing at its end, or it is another register: bring back the file as it was";
            return Warned::new(None, vec![Diagnostic::misuse("forecast::seal", message).hint(hint)]);
        }
        let mut problems = Vec::new();
        let mut forecasts = Vec::with_capacity(register.len());
        let mut items = Vec::new();
        for entry in register {
            let (happened, why) = self.resolve(entry, &mut problems);
            let one = &entry.forecast;
            let made = match (one.recorded > one.as_of, one.hindsight) {
                (false, false) => IN_TIME,
                (false, true) => IN_TIME_WITH_HINDSIGHT,
                (true, false) => BACK_DATED,
                (true, true) => BACK_DATED_WITH_HINDSIGHT,
            };
            if let (Some(happened), Some(kind)) = (happened, kind(&one.kind)) {
                let given = |name: &str| one.baselines.get(name).copied().unwrap_or(0.5);
                items.push(Item {
                    made,
                    kind,
                    horizon: ahead(one),
                    outcome: one.outcome.clone(),
                    resolved: Resolved {
                        about: one.subject.clone(),
                        probability: one.probability,
                        baselines: BASELINES.into_iter().map(given).collect(),
                        happened,
                    },
                });
            }
            forecasts.push(registered(entry, made, happened, why));
        }
        let report = ScoreReport {
            schema: "exceptio.score",
            version: 1,
            study: report::study_head(&self.base, &self.history, self.as_of, &self.ask.readings),
            head: self.base.register_head().to_owned(),
            scores: lines(items),
            forecasts,
        };
        Warned::new(Some(report), problems)
    }

    fn resolve(&self, entry: &Entry, problems: &mut Vec<Diagnostic>) -> (Option<bool>, String) {
        let one: &Registered = &entry.forecast;
        let day = |text: &str| plain_day(text);
        let (Some(as_of), Some(until), Some(kind)) = (day(&one.as_of), day(&one.until), kind(&one.kind)) else {
            return (None, "its days or its kind cannot be read".to_owned());
        };
        let Some(theory) = self.theory(Some(&one.theory)).value else {
            return (None, format!("the study has no theory `{}` that checks", one.theory));
        };
        let ready = Ready { theory, horizon: Horizon::YEAR, steps: STEPS };
        let program = match Program::new(&ready.theory, &self.history) {
            Ok(program) => program,
            Err(more) => {
                problems.extend(more);
                return (None, format!("the theory `{}` does not fit the study", one.theory));
            }
        };
        let budget = budget(ready.steps);
        let cases = match kind {
            Kind::Renewal => Vec::new(),
            _ => self.named_cases(&ready.theory, &one.subject).value,
        };
        let found = Truths::new(self, &program, &cases, &budget).and_then(|truths| {
            if kind == Kind::Renewal {
                let due = one.due.as_ref().and_then(|(first, last)| Some((day(first)?, day(last)?)));
                return Ok(due.map_or_else(
                    || (None, "it names no day on which the decision is due".to_owned()),
                    |due| truths.renewed(&one.subject, due),
                ));
            }
            let unit = truths.lines.units.iter().position(|unit| unit.name == one.subject);
            let target = truths.lines.targets.iter().position(|target| target.name == one.outcome);
            match (unit, target) {
                (Some(unit), Some(target)) => truths.changed(unit, target, kind, as_of, until),
                (None, _) => Ok((None, format!("no case is called `{}` any more", one.subject))),
                (_, None) => Ok((None, format!("the theory has no outcome `{}` any more", one.outcome))),
            }
        });
        let (happened, mut why) = found.unwrap_or_else(|over| {
            problems.push(too_costly(&ready.theory, &over, ready.steps));
            (None, "the theory costs too much".to_owned())
        });
        if self.theory_sha256(Some(&one.theory)) != one.theory_sha256 {
            why.push_str("; the theory's file has changed since");
        }
        (happened, why)
    }
}

/// How far a registered forecast looks ahead: as it says, else in days; nothing of a renewal.
fn ahead(one: &Registered) -> String {
    match (plain_day(&one.as_of), plain_day(&one.until)) {
        _ if !one.horizon.is_empty() || one.kind == Kind::Renewal.word() => one.horizon.clone(),
        (Some(as_of), Some(until)) => format!("{} days", until.0 - as_of.0),
        _ => String::new(),
    }
}

fn kind(word: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.word() == word)
}

fn registered(entry: &Entry, made: &'static str, happened: Option<bool>, why: String) -> RegisteredLine {
    let one = &entry.forecast;
    RegisteredLine {
        line: entry.line,
        recorded: one.recorded.clone(),
        as_of: one.as_of.clone(),
        until: one.until.clone(),
        kind: one.kind.clone(),
        subject: one.subject.clone(),
        outcome: one.outcome.clone(),
        theory: one.theory.clone(),
        probability: one.probability,
        made,
        hindsight: one.hindsight,
        happened,
        came: match happened {
            Some(true) => "it happened",
            Some(false) => "it did not",
            None if why.starts_with(NOTHING_DUE) => "nothing due",
            None => "open",
        },
        why,
    }
}
