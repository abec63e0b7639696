//! The rows that a case makes: one, one a spell, one a year.

use super::ask::CaseUnit;
use super::value::{Parts, Value};
use spells::{Day, Interval, Timeline};

/// The rows that a case makes: which part of it (`None`: all of it), and the stretches that each consists of.
pub(super) fn rows_of(timeline: &Timeline<Vec<Value>>, unit: CaseUnit) -> Vec<(Option<String>, Parts)> {
    let parts = timeline.spells().iter().map(|spell| (spell.days, spell.value.clone()));
    match unit {
        CaseUnit::Case => {
            let parts: Parts = parts.collect();
            if parts.is_empty() { Vec::new() } else { vec![(None, parts)] }
        }
        CaseUnit::Spell => parts.map(spell_row).collect(),
        CaseUnit::Year => {
            let mut years: Vec<(i32, Parts)> = Vec::new();
            for (days, value) in parts {
                let mut left = days;
                while !left.is_empty() {
                    let year = left.from.year();
                    let within = left.and(Interval::new(Day::new_year(year), Day::new_year(year + 1)));
                    match years.last_mut() {
                        Some((last, parts)) if *last == year => parts.push((within, value.clone())),
                        _ => years.push((year, vec![(within, value.clone())])),
                    }
                    left.from = within.until;
                }
            }
            years.into_iter().map(|(year, parts)| (Some(year.to_string()), parts)).collect()
        }
    }
}

/// The row that a spell is, called by its first and last day.
pub(super) fn spell_row((days, value): (Interval, Vec<Value>)) -> (Option<String>, Parts) {
    (Some(format!("{}..{}", days.from, days.until.plus(-1))), vec![(days, value)])
}
