//! The same forecasts under other readings of the sources, one taken at a time.

use super::{ForecastOptions, Ready};
use crate::report::OtherReading;
use crate::study::Study;
use analysis::forecast::{self, Forecast, Forecasts, Lines};
use casebase::View;
use conditions::{Budget, OverBudget, Program};
use spells::{Day, DisputeId, History};

/// More other readings than this are not tried.
const MOST: usize = 64;

/// Smaller differences are not worth a line.
const DIFFERS: f64 = 0.01;

impl Study {
    /// What would be forecast under each reading that is not taken, all others as they are; `None` where there are too many.
    pub(super) fn under_other_readings(
        &self,
        history: &History,
        ready: &Ready,
        day: Day,
        options: &ForecastOptions,
        budget: &Budget,
    ) -> Result<Option<Vec<(String, Forecasts)>>, OverBudget> {
        let world = history.first_world();
        let disputes = history.disputes().iter().enumerate().map(|(at, dispute)| (DisputeId(at as u32), dispute));
        let others: Vec<&str> = disputes
            .filter(|(id, _)| history.fixed().reading(*id).is_none())
            .flat_map(|(id, dispute)| {
                let taken = world.reading(id);
                dispute.readings.iter().filter(move |reading| Some(**reading) != taken)
            })
            .map(|reading| history.reading(*reading))
            .collect();
        if others.len() > MOST {
            return Ok(None);
        }
        let mut found = Vec::with_capacity(others.len());
        for reading in others {
            let mut readings = self.ask.readings.clone();
            readings.push(reading.to_owned());
            let history = self.base.history(&View { as_of: Some(day), readings }).value;
            let Ok(program) = Program::new(&ready.theory, &history) else { continue };
            let cases = self.cases_in(&ready.theory, options.all_pairs, &history);
            let lines = Lines::new(&program, &cases, budget)?;
            let treaties = self.treaties_then(&history, day, ready.horizon.after(day), false);
            let made = forecast::make(&lines, &treaties, day, ready.horizon, options.strength);
            found.push((reading.to_owned(), made));
        }
        Ok(Some(found))
    }
}

/// Where a forecast differs under another reading.
pub(super) fn differing(one: &Forecast, others: &[(String, Forecasts)]) -> Vec<OtherReading> {
    let own = one.rate.mean();
    let differing = others.iter().filter_map(|(reading, made)| {
        let same =
            |other: &&Forecast| (other.kind, &other.subject, other.target) == (one.kind, &one.subject, one.target);
        let probability = made.forecasts.iter().find(same).map(|other| other.rate.mean());
        let differs = probability.is_none_or(|other| (other - own).abs() > DIFFERS);
        differs.then(|| OtherReading { reading: reading.clone(), probability })
    });
    differing.collect()
}
