//! Forecasts with a date: what was known then, what is likely within a horizon, and how such forecasts have fared.

mod backtest;
mod hindsight;
mod readings;
mod register;
mod resolve;
mod score;
mod seen;
mod words;

pub use backtest::BacktestOptions;
pub use register::{Registration, day_of};

use crate::report::{
    self, BaselineReport, CriterionReport, DecidedBy, ForecastLine, ForecastReport, GroupReport, LeadReport,
    PastReport, TrialCount, UnsaidReport, witness,
};
use crate::study::Study;
use crate::within::{STEPS, within};
use analysis::forecast::{self, Forecast, Forecasts, Group, Held, Horizon, Kind, Lines, Subject, Unit};
use analysis::rate::Count;
use conditions::{Budget, OverBudget, Program};
use spells::{CodingId, Day, Truth};
use std::collections::BTreeSet;
use text::{Diagnostic, Warned};
use theory::model::Theory;

/// How forecasts are made.
#[derive(Debug, Clone, PartialEq)]
pub struct ForecastOptions {
    /// The theory; the default one without a name.
    pub theory: Option<String>,
    /// How far they look ahead: `1y`, `18m`, `30d`.
    pub horizon: String,
    /// How many trials the other groups of criteria are worth, from 0.01.
    pub strength: f64,
    /// All pairs that existed together, and not only those about which something is coded.
    pub all_pairs: bool,
    /// Steps that the theory may cost.
    pub steps: u64,
}

impl Default for ForecastOptions {
    fn default() -> Self {
        Self { theory: None, horizon: "1y".to_owned(), strength: 2.0, all_pairs: false, steps: STEPS }
    }
}

/// Options read: what a forecast needs besides a day.
struct Ready {
    theory: Theory,
    horizon: Horizon,
    steps: u64,
}

impl Study {
    /// Forecasts as of the study's day: that of `--as-of`, of `study.toml`, or the last on which anything coded can have
    /// become public.
    ///
    /// Gives `None`, with the reasons among the problems, where the theory does not check or costs too much, the horizon is
    /// none, or the day lies outside the window.
    pub fn forecast(&self, options: &ForecastOptions) -> Warned<Option<ForecastReport>> {
        self.ready(options).and_then(|ready| {
            let Some(ready) = ready else { return Warned::clean(None) };
            let day = self.as_of.unwrap_or_else(|| self.base.seen_from());
            if let Err(problem) = self.within_window(day) {
                return Warned::new(None, vec![*problem]);
            }
            let history = self.seen(Some(day));
            within(&ready.theory, &history, ready.steps, |program, budget| {
                self.forecast_on(program, &ready, day, options, budget)
            })
        })
    }

    fn ready(&self, options: &ForecastOptions) -> Warned<Option<Ready>> {
        let mut problems = Vec::new();
        let theory = self.theory(options.theory.as_deref()).unload(&mut problems);
        let horizon = Horizon::parse(&options.horizon);
        if horizon.is_none() {
            let message = format!("`{}` is no length of time", options.horizon);
            let hint = "write 1y, 18m or 30d: a number and y, m or d, up to a hundred years";
            problems.push(Diagnostic::misuse("forecast::horizon", message).hint(hint));
        }
        if options.strength.is_nan() || options.strength < 0.01 || options.strength > 1e6 {
            let message = format!("{} trials are no strength", options.strength);
            let hint = "write a number from 0.01 (each group for itself) upwards (all groups alike); 2 is the default";
            problems.push(Diagnostic::misuse("forecast::strength", message).hint(hint));
            return Warned::new(None, problems);
        }
        let ready = theory.zip(horizon).map(|(theory, horizon)| Ready { theory, horizon, steps: options.steps });
        Warned::new(ready, problems)
    }

    /// Whether a day is one of those under study.
    fn within_window(&self, day: Day) -> Result<(), Box<Diagnostic>> {
        let window = self.base.window;
        if window.contains(day) {
            return Ok(());
        }
        let (first, last) = (window.from, window.until.plus(-1));
        let message = format!("{day} is not among the days under study, {first} to {last}");
        let hint = if day > last {
            "widen [window] until in study.toml, and code what is known of the days since"
        } else {
            "name a later day with --as-of"
        };
        Err(Box::new(Diagnostic::misuse("forecast::outside_window", message).hint(hint)))
    }

    fn forecast_on(
        &self,
        program: &Program<'_>,
        ready: &Ready,
        day: Day,
        options: &ForecastOptions,
        budget: &Budget,
    ) -> Result<ForecastReport, OverBudget> {
        let history = program.history;
        let cases = self.cases_in(&ready.theory, options.all_pairs, history);
        let lines = Lines::new(program, &cases, budget)?;
        let treaties = self.treaties_then(history, day, ready.horizon.after(day), false);
        let made = forecast::make(&lines, &treaties, day, ready.horizon, options.strength);
        let others = self.under_other_readings(history, ready, day, options, budget)?;
        let mut read: BTreeSet<CodingId> = BTreeSet::new();
        let mut forecasts = Vec::with_capacity(made.forecasts.len());
        for one in &made.forecasts {
            let mut line = self.line(program, &lines, one, day, &made, budget, &mut read)?;
            line.under_other_readings = readings::differing(one, others.as_deref().unwrap_or_default());
            forecasts.push(line);
        }
        let ask = &self.ask;
        Ok(ForecastReport {
            schema: "exceptio.forecast",
            version: 1,
            // When something became public later, nobody knew then.
            study: report::StudyHead {
                first_public: None,
                ..report::study_head(&self.base, history, Some(day), &ask.readings)
            },
            theory: ready.theory.name.clone(),
            title: ready.theory.title.clone(),
            theory_sha256: self.theory_sha256(options.theory.as_deref()),
            as_of: day.to_string(),
            until: made.until.to_string(),
            horizon: ready.horizon.to_string(),
            strength: options.strength,
            past: past(&lines, &made),
            unsaid: made
                .unsaid
                .iter()
                .map(|unsaid| UnsaidReport {
                    outcome: lines.targets[unsaid.target].name.clone(),
                    subject: lines.units[unsaid.unit].name.clone(),
                    why: unsaid.why.words(),
                })
                .collect(),
            doubles: made.doubles,
            hindsight: self.hindsight(&ready.theory, &read, day),
            readings_not_tried: others.is_none(),
            forecasts,
        })
    }

    fn line(
        &self,
        program: &Program<'_>,
        lines: &Lines,
        one: &Forecast,
        day: Day,
        made: &Forecasts,
        budget: &Budget,
        read: &mut BTreeSet<CodingId>,
    ) -> Result<ForecastLine, OverBudget> {
        let target = &lines.targets[one.target];
        let units: Vec<&Unit> = one.units.iter().map(|at| &lines.units[*at]).collect();
        let holds = one.kind != Kind::Formation;
        let due = match &one.subject {
            Subject::Decision { due, .. } => Some(*due),
            Subject::Unit(_) => None,
        };
        let looked = due.map_or(day, |(first, _)| first.plus(-1).min(day));
        let mut criteria = Vec::with_capacity(target.criteria.len());
        for ((name, held), node) in target.names.iter().zip(&one.group).zip(&target.criteria) {
            let (mut codings, mut silence) = (BTreeSet::new(), false);
            for case in units.iter().flat_map(|unit| &unit.cases) {
                let (found, silent) = forecast::rests_on(program, *node, *case, looked, budget)?;
                codings.extend(found);
                silence |= silent;
            }
            read.extend(&codings);
            // By what they say, so that their order does not move with the rows of a file.
            let mut told: Vec<_> = codings.iter().map(|coding| witness(&self.base, *coding, true)).collect();
            told.sort();
            criteria.push(CriterionReport {
                name: name.clone(),
                held: held.word(),
                codings: told.into_iter().map(Into::into).collect(),
                rests_on_silence: silence,
            });
        }
        let state = program.theory.outcomes[target.outcome].definitions[target.definition].node;
        let mut leads = Vec::new();
        let mut expected = Vec::with_capacity(units.len());
        for unit in &units {
            read.extend(forecast::rests_on(program, state, unit.cases[0], day, budget)?.0);
            let mut own = Vec::new();
            for case in &unit.cases {
                own.extend(forecast::reasons(program, target, *case, holds, looked, budget)?);
            }
            expected.push(words::expects(one.kind, &own));
            leads.extend(own);
        }
        let several = units.iter().map(|unit| unit.cases.len()).sum::<usize>() > 1;
        let kind = program.theory.cases;
        Ok(ForecastLine {
            kind: one.kind.word(),
            subject: one.subject.name().to_owned(),
            outcome: if one.kind == Kind::Renewal { String::new() } else { target.name.clone() },
            due: due.map(|(first, last)| (first.to_string(), last.to_string())),
            until: due.map_or(made.until, |(_, last)| last).to_string(),
            probability: one.rate.mean(),
            interval: one.rate.interval(),
            own: count(one.rate.own),
            others: count(one.rate.others),
            baselines: baselines(&one.baselines),
            criteria,
            expects: words::together(&expected),
            leads: leads
                .iter()
                .map(|lead| LeadReport {
                    claim: program.theory.claims[lead.claim].name.clone(),
                    words: program.theory.claims[lead.claim].words.clone(),
                    case: if several { lead.case.name(kind, program.history) } else { String::new() },
                    towards: lead.towards,
                    leads: if lead.leads == Truth::Yes { "yes" } else { "unknown" },
                })
                .collect(),
            under_other_readings: Vec::new(),
            pairs: if one.kind == Kind::Renewal {
                units.iter().map(|unit| unit.name.clone()).collect()
            } else {
                Vec::new()
            },
            decided_by: one.decided_by.as_ref().map(|(treaty, (first, last))| DecidedBy {
                treaty: treaty.clone(),
                due: (first.to_string(), last.to_string()),
            }),
        })
    }
}

fn past(lines: &Lines, made: &Forecasts) -> Vec<PastReport> {
    let reports = made.summaries.iter().map(|summary| {
        let target = &lines.targets[summary.target];
        PastReport {
            kind: summary.kind.word(),
            outcome: target.name.clone(),
            all: count(summary.all),
            by_extinction: summary.by_extinction,
            groups: summary
                .groups
                .iter()
                .map(|(group, trials)| GroupReport { criteria: named(&target.names, group), count: count(*trials) })
                .collect(),
            worth_grouping_db: summary.worth,
            skill: words::skill_to_come(summary),
        }
    });
    reports.collect()
}

fn named(names: &[String], group: &Group) -> Vec<(String, &'static str)> {
    names.iter().cloned().zip(group.iter().map(|held: &Held| held.word())).collect()
}

fn count(count: Count) -> TrialCount {
    TrialCount { happened: count.happened, trials: count.trials }
}

fn baselines(baselines: &forecast::Baselines) -> BaselineReport {
    BaselineReport {
        always_continues: baselines.always_continues,
        base_rate: baselines.base_rate,
        never_ally: baselines.never_ally,
    }
}
