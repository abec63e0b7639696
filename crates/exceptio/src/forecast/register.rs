//! Forecasts written down: the lines to append to the study's register.

use super::score::BASELINES;
use crate::report::{ForecastLine, ForecastReport};
use crate::study::Study;
use casebase::register::{Registered, lines};
use spells::plain_day;
use std::collections::BTreeMap;
use text::{Diagnostic, Warned};

/// What is to be appended to the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The lines, each with its line feed; empty where nothing is new.
    pub text: String,
    /// How many forecasts they hold.
    pub added: usize,
    /// How many forecasts stand there already: same day, same theory, same thing.
    pub already: usize,
    /// The hash that seals the register with these lines.
    pub head: String,
    /// Whether they are back-dated: written down after the day that they are made on.
    pub back_dated: bool,
}

/// The day, ISO 8601, of a moment counted in seconds since 1970-01-01 UTC.
pub fn day_of(seconds: u64) -> String {
    spells::Day(i32::try_from(seconds / 86_400).unwrap_or(i32::MAX)).to_string()
}

impl Study {
    /// The lines that write forecasts down, as of the day on which that is said to be done (`2021-06-30`).
    ///
    /// Errs where that is no day, lies after `today`, before the day that the forecasts are made on (nobody knows what will be
    /// known), or before that of the register's last line, to which they are appended.
    pub fn register(&self, report: &ForecastReport, recorded: &str, today: &str) -> Warned<Option<Registration>> {
        let wrong = |message: String, hint: &str| {
            Warned::new(None, vec![Diagnostic::misuse("forecast::recorded", message).hint(hint)])
        };
        let (Some(recorded), Some(as_of)) = (plain_day(recorded), plain_day(&report.as_of)) else {
            return wrong(format!("`{recorded}` is no day"), "write it as 2021-06-30");
        };
        if as_of > recorded {
            let message = format!("forecasts as of {as_of} cannot be written down on {recorded}, before that day");
            return wrong(message, "nobody knows yet what will be public then: name an earlier day with --as-of");
        }
        if plain_day(today).is_some_and(|today| recorded > today) {
            let message = format!("forecasts cannot be written down on {recorded}: today is {today}");
            return wrong(message, "leave out --recorded, or name a day that has come");
        }
        let last = self.base.register.last();
        if let Some((line, last)) = last.and_then(|entry| Some((entry.line, plain_day(&entry.forecast.recorded)?)))
            && recorded < last
        {
            let message = format!("forecasts cannot be written down on {recorded}: line {line} was on {last}");
            return wrong(message, "the register is appended to: name the day of its last line or a later one");
        }
        let all: Vec<Registered> =
            report.forecasts.iter().map(|line| self.registered(report, line, &recorded.to_string())).collect();
        let register = &self.base.register;
        let known = |new: &Registered| {
            let key = |one: &Registered| {
                (
                    (one.as_of.clone(), one.until.clone(), one.kind.clone(), one.subject.clone(), one.outcome.clone()),
                    (one.theory.clone(), one.theory_sha256.clone(), one.readings.clone(), one.layers.clone()),
                )
            };
            register.iter().any(|entry| key(&entry.forecast) == key(new))
        };
        let count = all.len();
        let new: Vec<Registered> = all.into_iter().filter(|one| !known(one)).collect();
        let (mut text, head) = lines(self.base.register_head(), &new);
        let file = self.base.files.find(casebase::register::REGISTER).map(|file| self.base.files.text(file));
        if !text.is_empty() && file.is_some_and(|file| !file.is_empty() && !file.ends_with('\n')) {
            text.insert(0, '\n');
        }
        Warned::clean(Some(Registration {
            text,
            added: new.len(),
            already: count - new.len(),
            head,
            back_dated: recorded > as_of,
        }))
    }

    fn registered(&self, report: &ForecastReport, line: &ForecastLine, recorded: &str) -> Registered {
        let given = [line.baselines.always_continues, line.baselines.base_rate, line.baselines.never_ally];
        Registered {
            version: 1,
            recorded: recorded.to_owned(),
            as_of: report.as_of.clone(),
            until: line.until.clone(),
            kind: line.kind.to_owned(),
            subject: line.subject.clone(),
            outcome: line.outcome.clone(),
            due: line.due.clone(),
            theory: report.theory.clone(),
            theory_sha256: report.theory_sha256.clone(),
            readings: self.ask.readings.clone(),
            layers: self.ask.layers.clone(),
            criteria: line.criteria.iter().map(|one| (one.name.clone(), one.held.to_owned())).collect(),
            probability: line.probability,
            interval: line.interval,
            baselines: BASELINES.into_iter().map(str::to_owned).zip(given).collect::<BTreeMap<_, _>>(),
            own: (line.own.happened, line.own.trials),
            others: (line.others.happened, line.others.trials),
            hindsight: !report.hindsight.is_clean(),
            horizon: if line.kind == "renewal" { String::new() } else { report.horizon.clone() },
        }
    }
}
