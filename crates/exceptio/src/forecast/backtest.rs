//! A rolling back-test: the same forecasts made for every past year, twice over, and held against what came.
//!
//! *As known then* sees what was public by the day, and is a test of foresight. *With hindsight* reads everything coded, and
//! of it only the days up to the day: no event after it reaches a forecast, but that it was coded, and how, does.

use super::resolve::Truths;
use super::score::{Item, lines};
use super::{ForecastOptions, Ready, baselines, named};
use crate::asked_day::asked_day;
use crate::report::{self, BacktestLine, BacktestReport};
use crate::study::Study;
use crate::within::within;
use analysis::forecast::{self, Forecasts, Kind, Lines, Subject};
use analysis::score::Resolved;
use conditions::{Budget, OverBudget, Program};
use spells::Day;
use text::{Diagnostic, Warned};

/// Between which days to test.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BacktestOptions {
    /// How forecasts are made.
    pub forecast: ForecastOptions,
    /// From this day on; of a vague date its first possible day. From the window's beginning without one.
    pub from: Option<String>,
    /// To this day; of a vague date its last possible day. To the last day of which anything coded speaks without one.
    pub until: Option<String>,
}

/// Made from what was public by the day.
const AS_KNOWN: &str = "as known then";
/// Made from everything coded, up to the day.
const HINDSIGHT: &str = "with hindsight";

impl Study {
    /// Forecasts on the last day of every past year whose horizon is over, and what came.
    ///
    /// Gives `None`, with the reasons among the problems, where the theory does not check or costs too much, or a date is
    /// none. Cost: a history and the theory's timelines for each year.
    pub fn backtest(&self, options: &BacktestOptions) -> Warned<Option<BacktestReport>> {
        Warned::gather(|problems| {
            let mut date = |text: &Option<String>, last: bool| match text.as_deref() {
                None => None,
                Some(text) => match asked_day("forecast::date", text) {
                    Ok(days) => Some(if last { days.latest() } else { days.earliest() }),
                    Err(problem) => {
                        problems.push(*problem);
                        None
                    }
                },
            };
            let (from, until) = (date(&options.from, false), date(&options.until, true));
            let ready = self.ready(&options.forecast).unload(problems);
            if problems.iter().any(Diagnostic::is_error) {
                return None;
            }
            let ready = ready?;
            let test =
                |program: &Program<'_>, budget: &Budget| self.tested(program, &ready, options, (from, until), budget);
            within(&ready.theory, &self.history, ready.steps, test).unload(problems)
        })
    }

    fn tested(
        &self,
        program: &Program<'_>,
        ready: &Ready,
        options: &BacktestOptions,
        (from, until): (Option<Day>, Option<Day>),
        budget: &Budget,
    ) -> Result<BacktestReport, OverBudget> {
        let all_pairs = options.forecast.all_pairs;
        let cases = self.cases_in(&ready.theory, all_pairs, program.history);
        let truths = Truths::new(self, program, &cases, budget)?;
        let window = self.base.window;
        let from = from.map_or(window.from, |day| day.max(window.from));
        let until = until.map_or(truths.known, |day| day.min(truths.known));
        let years = from.year()..=until.year();
        let days: Vec<Day> = years
            .map(|year| Day::new_year(year + 1).plus(-1))
            .filter(|day| *day >= from && *day <= until && ready.horizon.after(*day) <= truths.known)
            .collect();
        let mut report = BacktestReport {
            schema: "exceptio.backtest",
            version: 1,
            study: report::study_head(&self.base, program.history, self.as_of, &self.ask.readings),
            theory: ready.theory.name.clone(),
            days: (
                days.first().map_or_else(String::new, Day::to_string),
                days.last().map_or_else(String::new, Day::to_string),
                days.len(),
            ),
            horizon: ready.horizon.to_string(),
            strength: options.forecast.strength,
            known_to: truths.known.to_string(),
            scores: Vec::new(),
            unresolved: (0, 0),
            first_public: None,
            forecasts: Vec::new(),
        };
        let mut items = Vec::new();
        for day in &days {
            let (lines, made) = self.as_known(ready, *day, all_pairs, options.forecast.strength, budget)?;
            if !made.forecasts.is_empty() && report.first_public.is_none() {
                report.first_public = Some(day.to_string());
            }
            report.unresolved.0 += resolve(&truths, &lines, &made, AS_KNOWN, &mut report.forecasts, &mut items)?;
        }
        for day in &days {
            let treaties = self.treaties_then(program.history, *day, ready.horizon.after(*day), true);
            let made = forecast::make(&truths.lines, &treaties, *day, ready.horizon, options.forecast.strength);
            report.unresolved.1 +=
                resolve(&truths, &truths.lines, &made, HINDSIGHT, &mut report.forecasts, &mut items)?;
        }
        report.scores = lines(items);
        Ok(report)
    }

    fn as_known(
        &self,
        ready: &Ready,
        day: Day,
        all_pairs: bool,
        strength: f64,
        budget: &Budget,
    ) -> Result<(Lines, Forecasts), OverBudget> {
        let history = self.seen(Some(day));
        // The theory fits: actors, attributes and treaties are the same lists in every view.
        let lines = match Program::new(&ready.theory, &history) {
            Ok(program) => Lines::new(&program, &self.cases_in(&ready.theory, all_pairs, &history), budget)?,
            Err(_) => Lines::none(self.base.window),
        };
        let treaties = self.treaties_then(&history, day, ready.horizon.after(day), false);
        let made = forecast::make(&lines, &treaties, day, ready.horizon, strength);
        Ok((lines, made))
    }
}

/// Holds the forecasts of one day against what came; gives how many could not be resolved.
fn resolve(
    truths: &Truths<'_>,
    lines: &Lines,
    made: &Forecasts,
    how: &'static str,
    forecasts: &mut Vec<BacktestLine>,
    items: &mut Vec<Item>,
) -> Result<usize, OverBudget> {
    let mut unresolved = 0;
    for one in &made.forecasts {
        let target = &lines.targets[one.target];
        let happened = match &one.subject {
            Subject::Decision { treaty, due } => truths.renewed(treaty, *due).0,
            Subject::Unit(_) => {
                let unit = &lines.units[one.units[0]];
                let there = truths.lines.units.iter().position(|other| other.cases[0] == unit.cases[0]);
                match there {
                    Some(there) => truths.changed(there, one.target, one.kind, made.as_of, made.until)?.0,
                    None => None,
                }
            }
        };
        match happened {
            None => unresolved += 1,
            Some(happened) => items.push(Item {
                made: how,
                kind: one.kind,
                horizon: String::new(),
                outcome: if one.kind == Kind::Renewal { String::new() } else { target.name.clone() },
                resolved: Resolved {
                    about: one.subject.name().to_owned(),
                    probability: one.rate.mean(),
                    baselines: vec![one.baselines.always_continues, one.baselines.base_rate, one.baselines.never_ally],
                    happened,
                },
            }),
        }
        forecasts.push(BacktestLine {
            made: how,
            as_of: made.as_of.to_string(),
            kind: one.kind.word(),
            subject: one.subject.name().to_owned(),
            outcome: if one.kind == Kind::Renewal { String::new() } else { target.name.clone() },
            criteria: named(&target.names, &one.group),
            probability: one.rate.mean(),
            baselines: baselines(&one.baselines),
            happened,
        });
    }
    Ok(unresolved)
}
