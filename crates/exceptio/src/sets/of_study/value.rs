//! What a column is on a stretch of days, and the one value that several stretches make.

use super::ask::StudyAsk;
use conditions::Degree;
use spells::{Interval, Truth, spoken_for};
use theory::model::ConditionKind;

/// What a column is on a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    Degree(Degree),
    Level(Option<u32>),
}

impl Value {
    /// Whether it is more in than out; `None` where that is unknown, and of levels.
    pub fn holds(self) -> Option<bool> {
        match self {
            Value::Degree(degree) if degree.is_in() => Some(true),
            Value::Degree(degree) if degree.is_out() => Some(false),
            _ => None,
        }
    }

    /// Whether it is one membership or level.
    pub fn is_known(self) -> bool {
        match self {
            Value::Degree(degree) => degree.lo == degree.hi,
            Value::Level(level) => level.is_some(),
        }
    }
}

/// Stretches of days with the value of every column.
pub(crate) type Parts = Vec<(Interval, Vec<Value>)>;

/// The one value of a column over stretches of days; `None` where it is unknown.
pub(super) fn speaks(parts: &Parts, at: usize, kind: &ConditionKind, ask: &StudyAsk) -> Option<f64> {
    let values: Vec<(Interval, Value)> = parts.iter().map(|(days, values)| (*days, values[at])).collect();
    match kind {
        ConditionKind::Multi(_) => {
            let level = |value: &Value| if let Value::Level(level) = value { *level } else { None };
            let first = level(&values.first()?.1)?;
            values.iter().all(|(_, value)| level(value) == Some(first)).then_some(f64::from(first))
        }
        ConditionKind::Crisp => {
            let truths: Vec<(Interval, Truth)> = values
                .iter()
                .map(|(days, value)| {
                    (*days, if let Value::Degree(degree) = value { degree.truth() } else { Truth::No })
                })
                .collect();
            match spoken_for(&truths, ask.options.year_rule) {
                Truth::Yes => Some(1.0),
                Truth::No => Some(0.0),
                Truth::Unknown(_) => None,
            }
        }
        ConditionKind::Fuzzy => {
            let (mut sum, mut all) = (0.0, 0.0);
            for (days, value) in &values {
                let Value::Degree(degree) = value else { return None };
                if degree.lo != degree.hi {
                    return None;
                }
                sum += degree.lo * days.days() as f64;
                all += days.days() as f64;
            }
            (all > 0.0).then(|| sum / all)
        }
    }
}
